//! Org: an article is a heading, a mark one below it with its properties. Text is indented, so that no
//! line of it begins a heading.

use super::{Exported, by_article};
use crate::annotation::time;

/// How much of a quotation or note names a mark, in code points.
const NAME: usize = 24;

/// `marks` as Org.
pub fn org(marks: &[Exported]) -> String {
    let mut text = String::new();
    for marks in by_article(marks) {
        let first = &marks[0];
        text.push_str(&format!("* {}\n", one_line(first.title())));
        properties(
            &mut text,
            &[
                ("ARTICLE", &first.annotation.article),
                ("PUBLICATION", &first.annotation.source.publication),
                ("ISSUE", &first.annotation.source.issue),
                ("DATE", &first.annotation.source.date),
            ],
        );
        for mark in marks {
            push_mark(&mut text, mark);
        }
    }
    text
}

fn push_mark(text: &mut String, mark: &Exported) {
    let annotation = &mark.annotation;
    let tags: String = match annotation.tags.as_slice() {
        [] => String::new(),
        tags => {
            let tags: Vec<String> = tags
                .iter()
                .map(|tag| tag.replace(|c: char| !c.is_alphanumeric(), "_"))
                .collect();
            format!(" :{}:", tags.join(":"))
        }
    };
    text.push_str(&format!("** {}{tags}\n", name(mark)));
    properties(
        text,
        &[
            ("ID", &mark.id.to_string()),
            ("MOTIVATION", annotation.motivation.name()),
            ("CREATED", &time::to_text(annotation.created)),
            ("ORPHAN", if mark.orphan { "t" } else { "" }),
        ],
    );
    if !annotation.exact().is_empty() {
        text.push_str("  #+begin_quote\n");
        indented(text, annotation.exact());
        text.push_str("  #+end_quote\n");
    }
    indented(text, &annotation.text);
}

/// How a mark is called: the beginning of its quotation, else of its note, else its article.
fn name(mark: &Exported) -> String {
    let said = [mark.annotation.exact(), &mark.annotation.text, mark.title()];
    let said = said.into_iter().find(|said| !said.trim().is_empty());
    one_line(said.unwrap_or_default())
        .chars()
        .take(NAME)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn properties(text: &mut String, properties: &[(&str, &str)]) {
    text.push_str(":PROPERTIES:\n");
    for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!(":{name}: {}\n", one_line(value)));
    }
    text.push_str(":END:\n");
}

/// `lines` behind two blanks; what would end a block or begin one gets a comma, as Org itself does.
fn indented(text: &mut String, lines: &str) {
    for line in lines.lines() {
        let comma = if line.trim_start().starts_with("#+") {
            ","
        } else {
            ""
        };
        text.push_str(format!("  {comma}{line}").trim_end());
        text.push('\n');
    }
}
