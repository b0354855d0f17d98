//! Reading annotations, those of others too: with patience.
//!
//! One annotation, an array, a page or a collection with its first page; bodies and selectors alone or in
//! arrays. A mark of ours brings its name and those of its records; any other gets names made of its `id`
//! and its content, so that the same document taken in twice changes nothing.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    APART, ARTICLE, CONTEXT, DATE, ISSUE, MARK, OCCURRENCE, PUBLICATION, RECORDS, REPLACES, TITLE,
    VIA,
};
use crate::annotation::id::MarkId;
use crate::annotation::model::{Annotation, Motivation, Source};
use crate::annotation::rivals::Apart;
use crate::annotation::selector::{Occurrence, Selector, TextPositionSelector, TextQuoteSelector};
use crate::annotation::time;

/// An annotation that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Its name.
    pub mark: MarkId,
    /// The names of the records it was made of; at least one.
    pub records: Vec<MarkId>,
    /// The names of the records that these stand for.
    pub replaced: Vec<MarkId>,
    /// What it says.
    pub annotation: Annotation,
    /// Members that have no place in a mark, as they are. They are kept beside it.
    pub foreign: Map<String, Value>,
    /// The names of the members of which something is left out.
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

/// Reads all annotations in `document`, each or why it is none. One without a time of its own was made
/// at `at` (seconds since 1970-01-01 UTC).
pub fn read(document: &Value, at: i64) -> Vec<Result<Read, NotRead>> {
    // What a page says of its vocabulary holds for what stands on it.
    let pages = [Some(document), document.get("first")];
    let contexts: Vec<&Value> = pages
        .into_iter()
        .flatten()
        .filter(|page| page.get("items").is_some() || page.get("first").is_some())
        .flat_map(|page| one_or_many(page.get("@context")))
        .collect();
    items(document)
        .into_iter()
        .map(|item| read_one(item, &contexts, at))
        .collect()
}

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

fn read_one(item: &Value, contexts: &[&Value], at: i64) -> Result<Read, NotRead> {
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
    let (foreign, too_much) = bounded(foreign(item, contexts));
    let mut omitted = omitted(item);
    omitted.extend(too_much);
    Ok(Read {
        mark,
        records,
        replaced: ids(item, REPLACES),
        annotation,
        foreign,
        omitted,
    })
}

/// The members of `item` that a mark has no place for. The name that others gave it becomes the place
/// where it was obtained (`via`, 3.3.6 of the model), for as a mark it gets a name of its own.
fn foreign(item: &Value, outer: &[&Value]) -> Map<String, Value> {
    const TAKEN: [&str; 13] = [
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
        RECORDS,
        REPLACES,
    ];
    let members = item.as_object().into_iter().flatten();
    let mut foreign: Map<String, Value> = members
        .filter(|(name, _)| !TAKEN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let name = name_of(item).filter(|name| !name.starts_with(MARK));
    if let Some(name) = name.filter(|_| !foreign.contains_key(VIA)) {
        foreign.insert(VIA.to_owned(), json!(name));
    }
    let mut contexts: Vec<&Value> = Vec::new();
    for context in outer
        .iter()
        .copied()
        .chain(one_or_many(item.get("@context")))
    {
        if context.as_str() != Some(CONTEXT) && !contexts.contains(&context) {
            contexts.push(context);
        }
    }
    let own = item.get("@context").is_some();
    if !contexts.is_empty() && (own || !foreign.is_empty()) {
        // Without it nobody knows what these members mean.
        foreign.insert("@context".to_owned(), json!(contexts));
    }
    foreign
}

/// `foreign` without its largest members where all are too much to be kept with a mark, and the names of these: each
/// change of the mark writes them again.
fn bounded(mut foreign: Map<String, Value>) -> (Map<String, Value>, Vec<String>) {
    let mut sizes: Vec<(usize, String)> = foreign
        .iter()
        .map(|(name, value)| (name.len() + value.to_string().len(), name.clone()))
        .collect();
    sizes.sort();
    let mut whole: usize = sizes.iter().map(|(size, _)| size).sum();
    let mut left_out = Vec::new();
    while whole > MOST_FOREIGN
        && let Some((size, name)) = sizes.pop()
    {
        whole -= size;
        foreign.remove(&name);
        left_out.push(name);
    }
    (foreign, left_out)
}

/// The names of the members of `item` of which something is left out.
fn omitted(item: &Value) -> Vec<String> {
    let has_many = |name: &str| one_or_many(item.get(name)).nth(1).is_some();
    let is_named = |motivation: &Value| {
        motivation
            .as_str()
            .map(plain)
            .and_then(Motivation::from_name)
    };
    let mut motivations = one_or_many(item.get("motivation"));
    let is_choice = || {
        let mut bodies = one_or_many(item.get("body"));
        bodies.any(|body| one_or_many(body.get("items")).count() > items_of(body).count())
    };
    let lost = [
        ("target", has_many("target")),
        (
            "motivation",
            motivations.any(|name| is_named(name).is_none()),
        ),
        (
            "body",
            parts(item).any(|body| said(body).is_none()) || is_choice(),
        ),
    ];
    let lost = lost.into_iter().filter(|(_, is_lost)| *is_lost);
    let mut names: Vec<String> = lost.map(|(name, _)| name.to_owned()).collect();
    let target = || one_or_many(item.get("target")).take(1);
    names.extend(inside("body", parts(item), &BODY));
    names.extend(inside("target", target(), &TARGET));
    let selectors = target().flat_map(|target| one_or_many(target.get("selector")));
    names.extend(inside("selector", selectors, &SELECTOR));
    names
}

/// How many bytes of members are kept that a mark has no place for.
const MOST_FOREIGN: usize = 64 << 10;
/// What is taken of bodies.
const BODY: [&str; 7] = ["type", "value", "purpose", "format", "id", "@id", "source"];
/// What is taken of targets.
const TARGET: [&str; 9] = [
    "id",
    "@id",
    "type",
    "source",
    "selector",
    TITLE,
    PUBLICATION,
    ISSUE,
    DATE,
];
/// What is taken of selectors.
const SELECTOR: [&str; 8] = [
    "type", "exact", "prefix", "suffix", "start", "end", OCCURRENCE, APART,
];

/// The names of the members of `values` that are not `taken`, behind the name of what they are members of.
fn inside<'a>(
    of: &str,
    values: impl Iterator<Item = &'a Value>,
    taken: &[&str],
) -> BTreeSet<String> {
    let members = values.filter_map(Value::as_object).flatten();
    let is_plain = |value: &Value| value.as_str() == Some("text/plain");
    let left = members.filter(|(name, value)| {
        !taken.contains(&name.as_str()) || *name == "format" && !is_plain(value)
    });
    left.map(|(name, _)| format!("{of}.{name}")).collect()
}

/// The names that a mark of ours brings, or names made of what it says.
fn names(item: &Value) -> (MarkId, Vec<MarkId>) {
    let iri = name_of(item);
    let own = iri
        .and_then(|iri| iri.strip_prefix(MARK))
        .and_then(|id| id.parse().ok());
    let records = ids(item, RECORDS);
    let content = hashed(&item.to_string());
    match (own, records.is_empty()) {
        (Some(own), false) => (own, records),
        (Some(own), true) => (own, vec![content]),
        (None, _) => (iri.map_or(content, hashed), vec![content]),
    }
}

/// The names of records that the member `name` of `item` gives.
fn ids(item: &Value, name: &str) -> Vec<MarkId> {
    one_or_many(item.get(name))
        .filter_map(|record| record.as_str()?.parse().ok())
        .collect()
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

/// The bodies, and instead of those that are made of several their items.
fn parts(item: &Value) -> impl Iterator<Item = &Value> {
    one_or_many(item.get("body")).flat_map(|body| {
        let is_several = one_or_many(body.get("items")).next().is_some();
        let itself = (!is_several).then_some(body);
        itself.into_iter().chain(items_of(body))
    })
}

/// The items of a body that are taken: of several to choose from the first that says something, which is the one to
/// show where there is no other reason.
fn items_of(body: &Value) -> impl Iterator<Item = &Value> {
    let is_choice = one_or_many(body.get("type"))
        .filter_map(Value::as_str)
        .any(|name| plain(name) == "Choice");
    let items = || one_or_many(body.get("items"));
    let skipped = items().take_while(|item| is_choice && said(item).is_none());
    let skipped = skipped.count();
    items()
        .skip(if skipped < items().count() {
            skipped
        } else {
            0
        })
        .take(if is_choice { 1 } else { usize::MAX })
}

/// Text and tags. What says nothing of its purpose has that of the annotation (3.3.5 of the model).
fn bodies(item: &Value) -> (String, Vec<String>) {
    let (mut texts, mut tags) = (Vec::new(), Vec::new());
    let is_tagging = |purposes: Option<&Value>| {
        one_or_many(purposes)
            .filter_map(Value::as_str)
            .any(|purpose| plain(purpose) == Motivation::Tagging.name())
    };
    let motivation = item.get("motivation");
    let only_tags = is_tagging(motivation) && one_or_many(motivation).count() == 1;
    if let Some(value) = item.get("bodyValue").and_then(Value::as_str) {
        match only_tags && !value.trim().is_empty() {
            true => tags.push(value.to_owned()),
            false => texts.push(value),
        }
    }
    for body in parts(item) {
        let Some(value) = said(body).filter(|value| !value.trim().is_empty()) else {
            continue;
        };
        let purpose = body.get("purpose");
        if is_tagging(purpose) || purpose.is_none() && only_tags {
            tags.push(value.to_owned());
        } else {
            texts.push(value);
        }
    }
    texts.retain(|text| !text.is_empty());
    (texts.join("\n\n"), tags)
}

/// The first motivation that readers have; of others, the one that what it says stands for. What has a text is a
/// note.
fn motivation(item: &Value, text: &str, tags: &[String], selected: bool) -> Motivation {
    let named = one_or_many(item.get("motivation"))
        .filter_map(Value::as_str)
        .find_map(|name| Motivation::from_name(plain(name)));
    let named = named.filter(|_| text.is_empty());
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
                let apart = selector.get(APART).cloned();
                let apart: Vec<Apart> = apart
                    .and_then(|value| serde_json::from_value(value).ok())
                    .unwrap_or_default();
                found = Some((quote, occurrence, apart));
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
    let (quote, occurrence, apart) = found.unwrap_or_default();
    let (start, end) = position.unwrap_or((0, quote.exact.chars().count()));
    Some(Selector {
        quote,
        position: TextPositionSelector { start, end },
        occurrence,
        apart,
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
