//! CSV (RFC 4180), with a header and line feeds alone, as programs on this side of the wire expect.

use super::Exported;
use crate::annotation::time;

/// The columns.
const HEADER: [&str; 13] = [
    "id",
    "motivation",
    "article",
    "title",
    "publication",
    "issue",
    "date",
    "quotation",
    "note",
    "tags",
    "created",
    "modified",
    "orphan",
];

/// `marks` as CSV, one row each.
pub fn csv(marks: &[Exported]) -> String {
    let mut text = String::new();
    row(&mut text, &HEADER);
    for mark in marks {
        let annotation = &mark.annotation;
        let source = &annotation.source;
        let tags = annotation.shown_tags();
        row(
            &mut text,
            &[
                &mark.id.to_string(),
                annotation.motivation.name(),
                &annotation.article,
                &source.title,
                &source.publication,
                &source.issue,
                &source.date,
                annotation.exact(),
                &annotation.text,
                &tags.join(" "),
                &time::to_text(annotation.created),
                &time::to_text(annotation.modified),
                if mark.orphan { "true" } else { "false" },
            ],
        );
    }
    text
}

fn row(text: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if field.contains(['"', ',', '\n', '\r']) {
            text.push_str(&format!("\"{}\"", field.replace('"', "\"\"")));
        } else {
            text.push_str(field);
        }
    }
    text.push('\n');
}
