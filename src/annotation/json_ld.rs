//! Annotations as JSON-LD, in the form of the Web Annotation Data Model (W3C, 2017), and back.
//!
//! What others write is read with patience: one annotation, an array, a page or a collection with its
//! first page; bodies and selectors alone or in arrays. What we write holds what the model has no words
//! for under names of our own (`kanbao:…`) and of Dublin Core, so that it comes back whole. A mark of ours
//! brings its name and those of its records; any other gets names made of its `id` and its content. So
//! the same document taken in twice changes nothing.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::id::MarkId;
use super::model::{Annotation, Motivation, Source};
use super::selector::{Occurrence, Selector, TextPositionSelector, TextQuoteSelector};
use super::time;

/// The context of the model.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

const MARK: &str = "urn:kanbao:mark:";
const ARTICLE: &str = "urn:kanbao:article:";

/// An annotation that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Its name.
    pub mark: MarkId,
    /// The names of the records it was made of; at least one.
    pub records: Vec<MarkId>,
    /// What it says.
    pub annotation: Annotation,
    /// The names of the members that have no place in a mark.
    pub omitted: Vec<String>,
}

/// Something in a document that is no annotation of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It has no target, or one that names no source.
    NoTarget,
    /// It is about a part of a text, and no way to say which is known here.
    UnknownSelector,
    /// It is no object.
    NotAnAnnotation,
}

/// The mark `id`, made of `records`, as one annotation with its context.
pub fn write(id: MarkId, records: &[MarkId], annotation: &Annotation) -> Value {
    let mut members = Map::from_iter([
        ("@context".to_owned(), json!(CONTEXT)),
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
        ("kanbao:records".to_owned(), json!(records)),
    ]);
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

/// Reads all annotations in `document`, each or why it is none. One without a time of its own was made
/// at `at` (seconds since 1970-01-01 UTC).
pub fn read(document: &Value, at: i64) -> Vec<Result<Read, NotRead>> {
    items(document)
        .into_iter()
        .map(|item| read_one(item, at))
        .collect()
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

const TITLE: &str = "dcterms:title";
const PUBLICATION: &str = "dcterms:isPartOf";
const ISSUE: &str = "schema:issueNumber";
const DATE: &str = "dcterms:date";
const OCCURRENCE: &str = "kanbao:occurrence";

/// The annotations of an array, a page, a collection; else the document itself.
fn items(document: &Value) -> Vec<&Value> {
    let members = match document {
        Value::Array(items) => return items.iter().collect(),
        Value::Object(members) => members,
        _ => return vec![document],
    };
    let page = members.get("first").filter(|first| first.is_object());
    match page.unwrap_or(document).get("items") {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(item) => vec![item],
        None => vec![document],
    }
}

fn read_one(item: &Value, at: i64) -> Result<Read, NotRead> {
    if !item.is_object() {
        return Err(NotRead::NotAnAnnotation);
    }
    let target = one_or_many(item.get("target"))
        .next()
        .ok_or(NotRead::NoTarget)?;
    let source = match target {
        Value::String(source) => Some(source.as_str()),
        _ => name_of(target.get("source").unwrap_or(target)),
    };
    let source = source.filter(|source| !source.is_empty());
    let source = source.ok_or(NotRead::NoTarget)?;
    let selector = selector(target);
    if selector.is_none() && one_or_many(target.get("selector")).next().is_some() {
        // It would become a mark of the whole article.
        return Err(NotRead::UnknownSelector);
    }
    let (text, tags) = bodies(item);
    let moment = |name: &str| item.get(name)?.as_str().and_then(time::from_text);
    let created = moment("created").unwrap_or(at);
    let field = |name: &str| {
        let field = target.get(name).and_then(Value::as_str);
        field.unwrap_or_default().to_owned()
    };
    let annotation = Annotation {
        motivation: motivation(item, &text, &tags, selector.is_some()),
        article: source.strip_prefix(ARTICLE).unwrap_or(source).to_owned(),
        selector,
        source: Source {
            title: field(TITLE),
            publication: field(PUBLICATION),
            issue: field(ISSUE),
            date: field(DATE),
        },
        text,
        tags,
        created,
        modified: moment("modified").unwrap_or(created),
    };
    let (mark, records) = names(item);
    Ok(Read {
        mark,
        records,
        annotation,
        omitted: omitted(item),
    })
}

/// The names of the members of `item` that are not taken.
fn omitted(item: &Value) -> Vec<String> {
    const TAKEN: [&str; 12] = [
        "@context",
        "id",
        "@id",
        "type",
        "@type",
        "motivation",
        "body",
        "bodyValue",
        "target",
        "created",
        "modified",
        "kanbao:records",
    ];
    let has_many = |name: &str| one_or_many(item.get(name)).nth(1).is_some();
    let is_named = |motivation: &Value| {
        motivation
            .as_str()
            .map(plain)
            .and_then(Motivation::from_name)
    };
    let mut motivations = one_or_many(item.get("motivation"));
    let lost = [
        ("target", has_many("target")),
        (
            "motivation",
            motivations.any(|name| is_named(name).is_none()),
        ),
        (
            "body",
            one_or_many(item.get("body")).any(|body| said(body).is_none()),
        ),
    ];
    let known = lost.into_iter().filter(|(_, is_lost)| *is_lost);
    let members = item.as_object().into_iter().flat_map(Map::keys);
    let unknown = members.filter(|name| !TAKEN.contains(&name.as_str()));
    known
        .map(|(name, _)| name.to_owned())
        .chain(unknown.cloned())
        .collect()
}

/// The names that a mark of ours brings, or names made of what it says.
fn names(item: &Value) -> (MarkId, Vec<MarkId>) {
    let iri = name_of(item);
    let own = iri
        .and_then(|iri| iri.strip_prefix(MARK))
        .and_then(|id| id.parse().ok());
    let records: Vec<MarkId> = one_or_many(item.get("kanbao:records"))
        .filter_map(|record| record.as_str()?.parse().ok())
        .collect();
    let content = hashed(&item.to_string());
    match (own, records.is_empty()) {
        (Some(own), false) => (own, records),
        (Some(own), true) => (own, vec![content]),
        (None, _) => (iri.map_or(content, hashed), vec![content]),
    }
}

fn hashed(text: &str) -> MarkId {
    let sum = Sha256::digest(text.as_bytes());
    let bits = sum
        .iter()
        .take(8)
        .fold(0, |bits, &byte| bits << 8 | u64::from(byte));
    MarkId::from_bits(bits)
}

/// What a body says: its text, else the address of what it is.
fn said(body: &Value) -> Option<&str> {
    let text = body.get("value").and_then(Value::as_str);
    text.or_else(|| name_of(body))
        .or_else(|| name_of(body.get("source")?))
}

/// Text and tags.
fn bodies(item: &Value) -> (String, Vec<String>) {
    let (mut texts, mut tags) = (Vec::new(), Vec::new());
    texts.extend(item.get("bodyValue").and_then(Value::as_str));
    for body in one_or_many(item.get("body")) {
        let Some(value) = said(body).filter(|value| !value.trim().is_empty()) else {
            continue;
        };
        let is_tag = one_or_many(body.get("purpose"))
            .filter_map(Value::as_str)
            .any(|purpose| plain(purpose) == Motivation::Tagging.name());
        if is_tag {
            tags.push(value.to_owned());
        } else {
            texts.push(value);
        }
    }
    texts.retain(|text| !text.is_empty());
    (texts.join("\n\n"), tags)
}

/// The first motivation that readers have; of others, the one that what it says stands for.
fn motivation(item: &Value, text: &str, tags: &[String], selected: bool) -> Motivation {
    let named = one_or_many(item.get("motivation"))
        .filter_map(Value::as_str)
        .find_map(|name| Motivation::from_name(plain(name)));
    named.unwrap_or(match (text.is_empty(), tags.is_empty(), selected) {
        (false, ..) => Motivation::Commenting,
        (_, false, _) => Motivation::Tagging,
        (.., true) => Motivation::Highlighting,
        (.., false) => Motivation::Bookmarking,
    })
}

/// The selectors of a target; both kinds together are one.
fn selector(target: &Value) -> Option<Selector> {
    let mut found = None;
    let mut position = None;
    for selector in one_or_many(target.get("selector")) {
        let text = |name: &str| {
            let text = selector.get(name).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        let number = |name: &str| selector.get(name)?.as_u64()?.try_into().ok();
        match selector.get("type").and_then(Value::as_str).map(plain) {
            Some("TextQuoteSelector") => {
                let quote = TextQuoteSelector {
                    exact: text("exact"),
                    prefix: text("prefix"),
                    suffix: text("suffix"),
                };
                let occurrence = selector.get(OCCURRENCE).cloned();
                let occurrence: Option<Occurrence> =
                    occurrence.and_then(|value| serde_json::from_value(value).ok());
                found = Some((quote, occurrence));
            }
            Some("TextPositionSelector") => {
                let range: Option<(usize, usize)> = number("start").zip(number("end"));
                position = range.filter(|(start, end)| start <= end);
            }
            _ => {}
        }
    }
    if found.is_none() && position.is_none() {
        return None;
    }
    let (quote, occurrence) = found.unwrap_or_default();
    let (start, end) = position.unwrap_or((0, quote.exact.chars().count()));
    Some(Selector {
        quote,
        position: TextPositionSelector { start, end },
        occurrence,
    })
}

/// The values of a member that may be there not at all, once, or in an array.
fn one_or_many(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(many)) => (None, many.as_slice()),
        one => (one, &[][..]),
    };
    one.into_iter().chain(many)
}

/// The IRI that something is, or has as `id`.
fn name_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(name) => Some(name),
        _ => value.get("id").or_else(|| value.get("@id"))?.as_str(),
    }
}

/// A name without the prefix of the vocabulary.
fn plain(name: &str) -> &str {
    let name = name.strip_prefix("oa:").unwrap_or(name);
    name.strip_prefix("http://www.w3.org/ns/oa#")
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::ArticleText;

    fn mark() -> Annotation {
        Annotation {
            selector: ArticleText::new("雨停了。渡口又开船。").select(4..9),
            source: Source {
                title: "渡口".to_owned(),
                publication: "江海简报".to_owned(),
                issue: "第18期".to_owned(),
                date: "2024-06-07".to_owned(),
            },
            text: "一行\n又一行".to_owned(),
            tags: vec!["水运".to_owned()],
            modified: 1_717_720_300,
            ..Annotation::new(Motivation::Commenting, "gang-01/01-dukou", 1_717_720_200)
        }
    }

    #[test]
    fn what_was_written_reads_back() {
        let (id, records) = (
            MarkId::from_bits(7),
            [MarkId::from_bits(7), MarkId::from_bits(9)],
        );
        for annotation in [mark(), Annotation::new(Motivation::Bookmarking, "a/1", 3)] {
            let document = json!([write(id, &records, &annotation)]);
            let read = read(&document, 0);
            assert_eq!(
                read,
                [Ok(Read {
                    mark: id,
                    records: records.to_vec(),
                    annotation,
                    omitted: Vec::new(),
                })]
            );
        }
    }

    #[test]
    fn others_are_read_with_patience() {
        let document = json!({
            "@context": CONTEXT,
            "type": "AnnotationPage",
            "items": [
                {"id": "https://example.org/1", "type": "Annotation", "bodyValue": "好",
                 "target": "gang-01/01"},
                {"type": "Annotation", "motivation": ["oa:describing"],
                 "body": {"type": "TextualBody", "value": "注", "purpose": "describing"},
                 "target": [{"source": {"id": "gang-01/02"},
                             "selector": {"type": "TextQuoteSelector", "exact": "渡口"}}]},
                {"type": "Annotation"},
                "https://example.org/2",
            ]
        });
        let found = read(&document, 5);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.annotation.text, "好");
        assert_eq!(first.annotation.motivation, Motivation::Commenting);
        assert_eq!(first.annotation.created, 5);
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.annotation.article, "gang-01/02");
        assert_eq!(second.annotation.exact(), "渡口");
        assert_eq!(found[2], Err(NotRead::NoTarget));
        assert_eq!(found[3], Err(NotRead::NotAnAnnotation));
        assert_eq!(found, read(&document, 5));
    }
}
