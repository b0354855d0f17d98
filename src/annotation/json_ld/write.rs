//! Writing a mark as an annotation.

use std::iter;

use serde_json::{Map, Value, json};

use super::{
    APART, ARTICLE, CONTEXT, DATE, ISSUE, MARK, OCCURRENCE, PUBLICATION, RECORDS, REPLACES, TITLE,
};
use crate::annotation::id::MarkId;
use crate::annotation::model::{Annotation, Motivation, Source};
use crate::annotation::time;

/// The names of the records of a mark: by them it is seen what is known of it elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// Those that it is made of.
    pub holding: &'a [MarkId],
    /// Those that these stand for.
    pub replaced: &'a [MarkId],
}

/// The mark `id`, made of `records`, as one annotation with its context. `foreign` are
/// members of another program's annotation that were kept with the mark; those that a mark has itself hold.
pub fn write(
    id: MarkId,
    records: Records<'_>,
    annotation: &Annotation,
    foreign: Map<String, Value>,
) -> Value {
    let mut members = foreign;
    let context = match members.get("@context").and_then(Value::as_array) {
        Some(others) => iter::once(&json!(CONTEXT)).chain(others).cloned().collect(),
        None => json!(CONTEXT),
    };
    members.extend([
        ("@context".to_owned(), context),
        ("id".to_owned(), json!(format!("{MARK}{id}"))),
        ("type".to_owned(), json!("Annotation")),
        ("motivation".to_owned(), json!(annotation.motivation)),
        (
            "created".to_owned(),
            json!(time::to_text(annotation.created)),
        ),
        (
            "modified".to_owned(),
            json!(time::to_text(annotation.modified)),
        ),
        ("target".to_owned(), target(annotation)),
        (RECORDS.to_owned(), json!(records.holding)),
    ]);
    if !records.replaced.is_empty() {
        members.insert(REPLACES.to_owned(), json!(records.replaced));
    }
    let body = |value: &str, purpose: Motivation| {
        json!({
            "type": "TextualBody",
            "format": "text/plain",
            "purpose": purpose,
            "value": value,
        })
    };
    let text = Some(&annotation.text).filter(|text| !text.is_empty());
    let bodies: Vec<Value> = text
        .into_iter()
        .map(|text| body(text, Motivation::Commenting))
        .chain(
            annotation
                .tags
                .iter()
                .map(|tag| body(tag, Motivation::Tagging)),
        )
        .collect();
    if !bodies.is_empty() {
        members.insert("body".to_owned(), json!(bodies));
    }
    Value::Object(members)
}

fn target(annotation: &Annotation) -> Value {
    let mut target = Map::from_iter([(
        "source".to_owned(),
        json!(format!("{ARTICLE}{}", annotation.article)),
    )]);
    let Source {
        title,
        publication,
        issue,
        date,
    } = &annotation.source;
    for (name, value) in [TITLE, PUBLICATION, ISSUE, DATE]
        .into_iter()
        .zip([title, publication, issue, date])
        .filter(|(_, value)| !value.is_empty())
    {
        target.insert(name.to_owned(), json!(value));
    }
    if let Some(selector) = &annotation.selector {
        let mut quote = json!({
            "type": "TextQuoteSelector",
            "exact": selector.quote.exact,
            "prefix": selector.quote.prefix,
            "suffix": selector.quote.suffix,
        });
        if let Some(occurrence) = selector.occurrence {
            quote[OCCURRENCE] = json!(occurrence);
        }
        if !selector.apart.is_empty() {
            quote[APART] = json!(selector.apart);
        }
        // A quotation of others that has no place yet: what was not said is not made up.
        let is_unplaced = selector.occurrence.is_none()
            && selector.position.range() == (0..selector.quote.exact.chars().count());
        let position = json!({
            "type": "TextPositionSelector",
            "start": selector.position.start,
            "end": selector.position.end,
        });
        target.insert(
            "selector".to_owned(),
            if is_unplaced {
                json!([quote])
            } else {
                json!([quote, position])
            },
        );
    }
    Value::Object(target)
}
