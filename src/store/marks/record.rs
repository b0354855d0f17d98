//! The records of marks: what one line of a journal says, and how a new one is made.
//!
//! ```text
//! {"article":"jianghai-2024-18/03","at":1717720200,"id":"9x4k…","kind":"mark",
//!  "motivation":"highlighting","selector":{…},"source":{…}}
//! {"article":"jianghai-2024-18/03","at":1717806600,"created":1717720200,"id":"0v7c…","kind":"mark",
//!  "mark":"9x4k…","motivation":"commenting","replaces":["9x4k…"],"selector":{…},"source":{…},"text":"…"}
//! ```
//!
//! `id` names the record, `mark` the mark it is about: its first record, which has no `mark` of its
//! own. `created` stands where it is not `at`. `replaces` names the records that whoever made this one had in view; these links, not clocks, say
//! what holds. Kinds: `mark` (what the mark says), `removal` (nothing any more), `gone` (ids of records
//! that a rewrite left out), `device` (whose journal it is). Other kinds and other members are kept.
//!
//! A hundred thousand marks are read at every start, so only what links and lists need is read then:
//! members are written sorted by name, and those that are needed come first ([`scan`]). All else is
//! read when a mark is looked at ([`content`]).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::annotation::{Annotation, MarkId, Motivation, Selector, Source};
use crate::store::record::frame;

/// What links and lists need of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    /// The record's id.
    pub(super) id: MarkId,
    /// The mark it is about.
    pub(super) mark: MarkId,
    /// Why the mark was made; `None` for a removal.
    pub(super) motivation: Option<Motivation>,
    /// The article's id.
    pub(super) article: std::borrow::Cow<'a, str>,
    /// When the record was made.
    pub(super) at: i64,
    /// When the mark was made.
    pub(super) created: i64,
    /// The records it stands for.
    pub(super) replaces: Vec<MarkId>,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known<'a> {
    /// A mark, or its removal.
    Change(Head<'a>),
    /// Records that were left out of a rewrite.
    Gone(Vec<MarkId>),
    /// Whose journal it is.
    Device,
    /// A mark, a removal or a list of what was left out, but none that can be understood; it is kept.
    Strange,
    /// Something else; it is kept.
    Unknown,
}

/// Reads as much of a record as links and lists need.
pub(super) fn read(record: &[u8]) -> Known<'_> {
    match scan(record) {
        Some(head) => Known::Change(head),
        None => read_any(record),
    }
}

/// Reads what a mark says. `None` if it is none.
pub(super) fn content(record: &[u8]) -> Option<Annotation> {
    let content: Content = serde_json::from_slice(record).ok()?;
    Some(Annotation {
        motivation: content.motivation,
        article: content.article,
        selector: content.selector,
        source: content.source,
        text: content.text,
        tags: content.tags,
        created: content.created.unwrap_or(content.at),
        modified: content.at,
    })
}

/// The members of a record that nobody here knows; of selector and source those inside of them.
pub(super) fn others(record: &[u8]) -> Map<String, Value> {
    let mut members: Map<String, Value> = serde_json::from_slice(record).unwrap_or_default();
    members.retain(|name, value| {
        let known: &[&str] = match name.as_str() {
            "selector" => &SELECTOR_MEMBERS,
            "source" => &SOURCE_MEMBERS,
            name => return !MEMBERS.contains(&name),
        };
        let Value::Object(inside) = value else {
            return false;
        };
        inside.retain(|name, _| !known.contains(&name.as_str()));
        !inside.is_empty()
    });
    members
}

/// The members by which a record keeps `foreign`, what an annotation of another program had besides.
/// Like all that nobody here knows it goes on with the mark when that changes.
pub(super) fn with_foreign(foreign: &Map<String, Value>) -> Map<String, Value> {
    let member = |foreign: &Map<String, Value>| (FOREIGN.to_owned(), json!(foreign));
    let kept = Some(foreign).filter(|foreign| !foreign.is_empty());
    kept.map(member).into_iter().collect()
}

/// What [`with_foreign`] put among the members `others`.
pub(super) fn foreign(mut others: Map<String, Value>) -> Map<String, Value> {
    match others.remove(FOREIGN) {
        Some(Value::Object(foreign)) => foreign,
        _ => Map::new(),
    }
}

/// The links of a new record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Links {
    /// Its own id.
    pub(super) id: MarkId,
    /// The mark it is about.
    pub(super) mark: MarkId,
    /// The records it stands for.
    pub(super) replaces: Vec<MarkId>,
}

/// The record by which a mark says `annotation`, as a line; `others` are members to be kept.
pub(super) fn write_mark(
    links: &Links,
    annotation: &Annotation,
    others: Map<String, Value>,
) -> Vec<u8> {
    let mut members = others;
    let mut beside = |name: &str| match members.remove(name) {
        Some(Value::Object(inside)) => inside,
        _ => Map::new(),
    };
    let (beside_selector, beside_source) = (beside("selector"), beside("source"));
    members.extend(linked(links, &annotation.article, annotation.modified));
    let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
    put("kind", json!(MARK));
    if annotation.created != annotation.modified {
        put("created", json!(annotation.created));
    }
    put("motivation", json!(annotation.motivation));
    if let Some(selector) = &annotation.selector {
        put("selector", with(json!(selector), beside_selector));
    }
    if annotation.source != Source::default() || !beside_source.is_empty() {
        put("source", with(json!(annotation.source), beside_source));
    }
    if !annotation.tags.is_empty() {
        put("tags", json!(annotation.tags));
    }
    if !annotation.text.is_empty() {
        put("text", json!(annotation.text));
    }
    line(members)
}

/// The record by which a mark of `article` is removed, as a line.
pub(super) fn write_removal(links: &Links, article: &str, at: i64) -> Vec<u8> {
    let mut members = linked(links, article, at);
    members.insert("kind".to_owned(), json!(REMOVAL));
    line(members)
}

/// The record that tells which records were left out, as a line.
pub(super) fn write_gone(ids: &[MarkId]) -> Vec<u8> {
    let members = Map::from_iter([
        ("kind".to_owned(), json!(GONE)),
        ("records".to_owned(), json!(ids)),
    ]);
    line(members)
}

/// The first record of a journal, as a line.
pub(super) fn write_device(name: &str, host: &str, at: i64) -> Vec<u8> {
    let members = Map::from_iter([
        ("at".to_owned(), json!(at)),
        ("device".to_owned(), json!(name)),
        ("host".to_owned(), json!(host)),
        ("kind".to_owned(), json!(DEVICE)),
    ]);
    line(members)
}

const MARK: &str = "mark";
const REMOVAL: &str = "removal";
const GONE: &str = "gone";
const DEVICE: &str = "device";
/// Not among [`MEMBERS`]: it is kept as those are kept that nobody here knows.
const FOREIGN: &str = "foreign";

/// The members that records of marks have.
const MEMBERS: [&str; 12] = [
    "article",
    "at",
    "created",
    "id",
    "kind",
    "mark",
    "motivation",
    "replaces",
    "selector",
    "source",
    "tags",
    "text",
];

/// The members that selectors have.
const SELECTOR_MEMBERS: [&str; 7] = [
    "apart",
    "end",
    "exact",
    "occurrence",
    "prefix",
    "start",
    "suffix",
];

/// The members that sources have.
const SOURCE_MEMBERS: [&str; 4] = ["date", "issue", "publication", "title"];

/// The object `ours`, with `others` beside its members.
fn with(ours: Value, others: Map<String, Value>) -> Value {
    match ours {
        Value::Object(ours) => Value::Object(others.into_iter().chain(ours).collect()),
        other => other,
    }
}

fn linked(links: &Links, article: &str, at: i64) -> Map<String, Value> {
    let mut members = Map::from_iter([
        ("article".to_owned(), json!(article)),
        ("at".to_owned(), json!(at)),
        ("id".to_owned(), json!(links.id)),
    ]);
    if links.mark != links.id {
        members.insert("mark".to_owned(), json!(links.mark));
    }
    if !links.replaces.is_empty() {
        members.insert("replaces".to_owned(), json!(links.replaces));
    }
    members
}

fn line(members: Map<String, Value>) -> Vec<u8> {
    // A map of serde_json is sorted by name: the canonical form.
    frame(Value::Object(members).to_string().as_bytes())
}

/// What [`content`] reads.
#[derive(Deserialize)]
struct Content {
    article: String,
    at: i64,
    #[serde(default)]
    created: Option<i64>,
    motivation: Motivation,
    #[serde(default)]
    selector: Option<Selector>,
    #[serde(default)]
    source: Source,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    text: String,
}

/// What [`read_any`] reads.
#[derive(Deserialize)]
struct AnyHead {
    #[serde(default)]
    kind: String,
    id: Option<MarkId>,
    mark: Option<MarkId>,
    #[serde(default)]
    motivation: Option<Motivation>,
    #[serde(default)]
    article: String,
    #[serde(default)]
    at: i64,
    #[serde(default)]
    created: Option<i64>,
    #[serde(default)]
    replaces: Vec<MarkId>,
    #[serde(default)]
    records: Vec<MarkId>,
}

/// The slow way, for every record in any order and spelling.
fn read_any(record: &[u8]) -> Known<'_> {
    let Ok(head) = serde_json::from_slice::<AnyHead>(record) else {
        return strange(record);
    };
    let removal = head.kind == REMOVAL;
    match (head.kind.as_str(), head.id, head.motivation) {
        (MARK, Some(id), Some(_)) | (REMOVAL, Some(id), _) => Known::Change(Head {
            id,
            mark: head.mark.unwrap_or(id),
            motivation: head.motivation.filter(|_| !removal),
            article: head.article.into(),
            at: head.at,
            created: head.created.unwrap_or(head.at),
            replaces: head.replaces,
        }),
        (GONE, ..) => Known::Gone(head.records),
        (DEVICE, ..) => Known::Device,
        _ => strange(record),
    }
}

/// What a record is of which nothing more than its kind can be understood.
fn strange(record: &[u8]) -> Known<'static> {
    #[derive(Deserialize)]
    struct Kind {
        kind: String,
    }
    match serde_json::from_slice::<Kind>(record) {
        Ok(Kind { kind }) if [MARK, REMOVAL, GONE].contains(&kind.as_str()) => Known::Strange,
        _ => Known::Unknown,
    }
}

/// The fast way: the first members as [`write_mark`] and [`write_removal`] write them, and nothing
/// behind them is looked at. `None` for all else.
fn scan(record: &[u8]) -> Option<Head<'_>> {
    let mut rest = Rest(record);
    rest.skip(b"{\"article\":\"")?;
    let article = rest.plain_text()?;
    rest.skip(b",\"at\":")?;
    let at = rest.number()?;
    let created = match rest.skip(b",\"created\":") {
        Some(()) => rest.number()?,
        None => at,
    };
    rest.skip(b",\"id\":\"")?;
    let id = rest.id()?;
    rest.skip(b",\"kind\":\"")?;
    let removal = rest.skip(b"removal\"").is_some();
    if !removal {
        rest.skip(b"mark\"")?;
    }
    let mark = match rest.skip(b",\"mark\":\"") {
        Some(()) => rest.id()?,
        None => id,
    };
    let motivation = match removal {
        true => None,
        false => {
            rest.skip(b",\"motivation\":\"")?;
            Some(Motivation::from_name(rest.plain_text()?)?)
        }
    };
    let mut replaces = Vec::new();
    if rest.skip(b",\"replaces\":[").is_some() {
        while rest.skip(b"]").is_none() {
            if !replaces.is_empty() {
                rest.skip(b",")?;
            }
            rest.skip(b"\"")?;
            replaces.push(rest.id()?);
        }
    } else if !rest.is_behind_links() {
        // A member stands here that was written by somebody else; the links may come behind it.
        return None;
    }
    Some(Head {
        id,
        mark,
        motivation,
        article: article.into(),
        at,
        created,
        replaces,
    })
}

/// What is still to be scanned.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    /// Whether what comes next is the end, or a member that stands behind the links.
    fn is_behind_links(&self) -> bool {
        [&b"}"[..], b",\"s", b",\"t"]
            .iter()
            .any(|next| self.0.starts_with(next))
    }

    fn skip(&mut self, expected: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// A text without escapes, with its closing quote.
    fn plain_text(&mut self) -> Option<&'a str> {
        let end = memchr::memchr2(b'"', b'\\', self.0)?;
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.strip_prefix(b"\"")?;
        std::str::from_utf8(text).ok()
    }

    fn number(&mut self) -> Option<i64> {
        let is_digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'-';
        let end = self.0.iter().position(|byte| !is_digit(byte))?;
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// An id with its closing quote.
    fn id(&mut self) -> Option<MarkId> {
        let (id, rest) = self.0.split_at_checked(10)?;
        self.0 = rest.strip_prefix(b"\"")?;
        MarkId::from_bytes(id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::ArticleText;
    use crate::store::record::{Line, read_line};

    fn id(bits: u64) -> MarkId {
        MarkId::from_bits(bits)
    }

    fn record(line: &[u8]) -> Vec<u8> {
        match read_line(line.trim_ascii_end()) {
            Line::Record(record) => record.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn annotation(article: &str, at: i64, text: &str, tags: Vec<String>) -> Annotation {
        Annotation {
            selector: ArticleText::new("渡口又开船。").select(0..2),
            text: text.to_owned(),
            tags,
            modified: at,
            ..Annotation::new(Motivation::Commenting, article, at.saturating_sub(9))
        }
    }

    #[test]
    fn unknown_members_and_kinds_are_told_apart_and_kept() {
        let links = Links {
            id: id(1),
            mark: id(1),
            replaces: Vec::new(),
        };
        let others = Map::from_iter([
            ("colour".to_owned(), json!("红")),
            ("aa".to_owned(), json!(1)),
            ("selector".to_owned(), json!({"page": 3})),
            ("source".to_owned(), json!({"doi": "10.1/x"})),
        ]);
        let note = annotation("jianghai-2024-18/03", 7, "记下", Vec::new());
        let json = record(&write_mark(&links, &note, others.clone()));
        assert_eq!(super::others(&json), others);
        assert_eq!(content(&json), Some(note));
        assert!(scan(&json).is_none());
        assert!(matches!(read(&json), Known::Change(head) if head.id == id(1)));
        assert_eq!(read(br#"{"kind":"ink","strokes":[1,2]}"#), Known::Unknown);
        assert_eq!(read(b"[]"), Known::Unknown);
        for strange in [
            r#"{"article":"a/1","at":1,"id":"abcdefghil","kind":"mark","motivation":"commenting"}"#,
            r#"{"article":"a/1","at":1,"id":"0000000001","kind":"mark","motivation":"singing"}"#,
            r#"{"article":"a/1","at":1,"id":"0000000001","kind":"removal","replaces":["?"]}"#,
            r#"{"kind":"gone","records":[7]}"#,
        ] {
            assert_eq!(read(strange.as_bytes()), Known::Strange, "{strange}");
        }
        let gone = record(&write_gone(&[id(5)]));
        assert_eq!(read(&gone), Known::Gone(vec![id(5)]));
        let device = record(&write_device("abcdefgh", "host", 3));
        assert_eq!(read(&device), Known::Device);
    }

    proptest! {
        #[test]
        fn the_fast_way_reads_what_the_slow_one_reads(
            article in "[a-z0-9./报\"\\\\-]{0,12}",
            at in any::<i64>(),
            text in ".{0,12}",
            tags in proptest::collection::vec("[a报]{1,3}", 0..3),
            bits in proptest::collection::vec(any::<u64>(), 2..5),
            removal in any::<bool>(),
        ) {
            let links = Links {
                id: id(bits[0]),
                mark: id(bits[usize::from(bits[0] % 2 == 0)]),
                replaces: bits[2..].iter().map(|&bits| id(bits)).collect(),
            };
            let line = if removal {
                write_removal(&links, &article, at)
            } else {
                let note = annotation(&article, at, &text, tags);
                let line = write_mark(&links, &note, Map::new());
                prop_assert_eq!(content(&record(&line)), Some(note));
                line
            };
            let record = record(&line);
            prop_assert_eq!(read(&record), read_any(&record));
            let plain = !article.contains(['"', '\\']);
            prop_assert_eq!(scan(&record).is_some(), plain);
        }
    }
}
