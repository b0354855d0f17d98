//! All marks as they stand: the records of every journal, merged by their links.
//!
//! A record holds as long as no other record replaces it; the records of a mark that hold are its
//! *heads*. Usually that is one. Two heads that say something are two changes that did not know of each
//! other: both texts are kept. A mark whose heads are all removals is removed. None of this depends on
//! clocks, or on the order in which journals and lines are read.
//!
//! What a mark says stays in the bytes as they were read and is taken out when it is asked for; so a
//! hundred thousand marks cost little more than reading their file. What has changed from one view to the
//! next is told by `compare`.

mod compare;

pub use compare::OnMeeting;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use serde_json::{Map, Value};

use super::record::{self, Head, Known};
use super::save::MarkChange;
use super::source::Source;
use crate::annotation::{Annotation, MarkId, Motivation};
use crate::store::record::{Line, read_line};

/// A mark as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its name.
    pub id: MarkId,
    /// The records it is made of: what a change or a removal of it replaces.
    pub heads: Vec<MarkId>,
    /// What it says.
    pub annotation: Annotation,
}

impl Mark {
    /// The change by which this mark says something else.
    pub fn edited(self, annotation: Annotation) -> MarkChange {
        MarkChange::Edit {
            mark: self.id,
            heads: self.heads,
            annotation,
        }
    }
}

/// What is known of a mark without reading what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkEntry<'a> {
    /// Its name.
    pub id: MarkId,
    /// The article's id.
    pub article: &'a str,
    /// Why it was made.
    pub motivation: Motivation,
    /// When it was made, in seconds since 1970-01-01 UTC.
    pub created: i64,
    /// When it was last changed, likewise.
    pub modified: i64,
}

/// All marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The journals as they were read; a record knows its place in them.
    sources: Vec<Source>,
    records: Vec<Record>,
    by_id: IdMap<u32>,
    /// The records that another one replaces, known or not.
    replaced: HashSet<MarkId, IdHash>,
    marks: Vec<Group>,
    /// The marks whose first record is not known, or came later: the others are found by it.
    by_mark: IdMap<u32>,
    articles: Vec<Article>,
    by_article: HashMap<Box<str>, u32>,
    live: usize,
    /// How many records a later one of the same journal replaces, by its source.
    superseded: Vec<usize>,
}

/// A record of a mark.
#[derive(Clone, Debug)]
struct Record {
    id: MarkId,
    group: u32,
    article: u32,
    /// `None` for a removal.
    motivation: Option<Motivation>,
    at: i64,
    created: i64,
    source: usize,
    /// Its line in the source, in bytes.
    line: Range<usize>,
}

/// The records of one mark that hold.
#[derive(Clone, Debug)]
struct Group {
    id: MarkId,
    heads: Heads,
}

/// One head, as a rule; the others cost an allocation.
#[derive(Clone, Debug, Default)]
struct Heads {
    first: Option<u32>,
    others: Vec<u32>,
}

/// An article that has or had marks.
#[derive(Clone, Debug)]
struct Article {
    id: Box<str>,
    /// The marks that were ever in it, in the order read.
    groups: Vec<u32>,
}

impl Marks {
    /// How many marks there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// All marks, in the order in which they were read.
    pub fn entries(&self) -> impl Iterator<Item = MarkEntry<'_>> {
        self.marks.iter().filter_map(|group| self.entry(group))
    }

    /// The marks of `article`, in the order in which they were read.
    pub fn entries_of(&self, article: &str) -> impl Iterator<Item = MarkEntry<'_>> {
        let known = self.by_article.get(article);
        let groups = known.map_or(&[][..], |&known| &self.articles[known as usize].groups);
        groups
            .iter()
            .filter_map(|&group| self.entry(&self.marks[group as usize]))
            .filter(move |entry| entry.article == article)
    }

    /// What is known of the mark `id` without reading what it says; `None` if there is none any more.
    pub fn entry_of(&self, id: MarkId) -> Option<MarkEntry<'_>> {
        self.entry(&self.marks[self.group_of(id)? as usize])
    }

    /// The articles that have marks, in the order of their ids.
    pub fn articles(&self) -> Vec<&str> {
        let has_marks = |id: &&str| self.entries_of(id).next().is_some();
        let ids = self.articles.iter().map(|article| &*article.id);
        let mut ids: Vec<&str> = ids.filter(has_marks).collect();
        ids.sort_unstable();
        ids
    }

    /// The mark `id`; `None` if there is none, or none any more.
    pub fn get(&self, id: MarkId) -> Option<Mark> {
        let group = &self.marks[self.group_of(id)? as usize];
        let mut heads: Vec<&Record> = self
            .heads(group)
            .filter(|record| record.motivation.is_some())
            .collect();
        heads.sort_by_key(|record| (record.at, record.id));
        let mut said = heads
            .iter()
            .filter_map(|record| record::content(&self.json(record)?));
        let first = said.next()?;
        Some(Mark {
            id,
            heads: heads.iter().map(|record| record.id).collect(),
            annotation: said.fold(first, join),
        })
    }

    /// The marks of `article`, with what they say.
    pub fn of_article(&self, article: &str) -> Vec<Mark> {
        self.entries_of(article)
            .filter_map(|entry| self.get(entry.id))
            .collect()
    }

    /// The names of marks that begin with `beginning`, in their order.
    pub fn beginning_with(&self, beginning: &str) -> Vec<MarkId> {
        let mut ids: Vec<MarkId> = self
            .entries()
            .map(|entry| entry.id)
            .filter(|id| id.starts_with(beginning))
            .collect();
        ids.sort_unstable();
        ids
    }

    /// Whether the record `id` was ever seen, or is known to be replaced.
    pub fn knows(&self, id: MarkId) -> bool {
        self.by_id.contains_key(&id) || self.replaced.contains(&id)
    }

    /// The mark that the record `id` is about, if the record is there.
    pub fn mark_of(&self, id: MarkId) -> Option<MarkId> {
        let record = &self.records[*self.by_id.get(&id)? as usize];
        Some(self.marks[record.group as usize].id)
    }

    /// The removals of the mark `id` that hold.
    pub(super) fn removals(&self, id: MarkId) -> Vec<MarkId> {
        let group = self.group_of(id).map(|at| &self.marks[at as usize]);
        let heads = group.into_iter().flat_map(|group| self.heads(group));
        let removals = heads.filter(|record| record.motivation.is_none());
        removals.map(|record| record.id).collect()
    }

    /// The records that those which hold stand for, by their marks: whoever knows one of them, and gets the
    /// mark from here, knows by this that it holds no more.
    pub fn superseded_by_mark(&self) -> HashMap<MarkId, Vec<MarkId>> {
        let mut superseded: HashMap<MarkId, Vec<MarkId>> = HashMap::new();
        for record in &self.records {
            let mark = self.marks[record.group as usize].id;
            if self.replaced.contains(&record.id) {
                superseded.entry(mark).or_default().push(record.id);
            } else if mark != record.id {
                // A rewrite may have left out what this one replaces.
                let json = self.json(record);
                if let Some(Known::Change(head)) = json.as_deref().map(record::read) {
                    superseded.entry(mark).or_default().extend(head.replaces);
                }
            }
        }
        superseded.values_mut().for_each(|records| {
            records.sort_unstable();
            records.dedup();
        });
        superseded
    }

    /// The members of the records `ids` that nobody here knows; of two with one name the first holds.
    pub(super) fn others(&self, ids: &[MarkId]) -> Map<String, Value> {
        let mut others = Map::new();
        for id in ids {
            let record = self.by_id.get(id).map(|&at| &self.records[at as usize]);
            let Some(json) = record.and_then(|record| self.json(record)) else {
                continue;
            };
            for (name, value) in record::others(&json) {
                others.entry(name).or_insert(value);
            }
        }
        others
    }

    /// What an annotation of another program had besides, of which the mark made of the records `ids` was
    /// taken in: members of JSON-LD, as they were.
    pub fn foreign(&self, ids: &[MarkId]) -> Map<String, Value> {
        record::foreign(self.others(ids))
    }

    /// Adds an empty source, and tells its number.
    pub(super) fn add_source(&mut self) -> usize {
        self.sources.push(Source::default());
        self.superseded.push(0);
        self.sources.len() - 1
    }

    /// Makes room for a source at `number`; those from there on get the next number.
    pub(super) fn insert_source(&mut self, number: usize) {
        self.sources.insert(number, Source::default());
        self.superseded.insert(number, 0);
        for record in &mut self.records {
            record.source += usize::from(record.source >= number);
        }
    }

    /// How many records of source `number` later ones of it replace.
    pub(super) fn superseded(&self, number: usize) -> usize {
        self.superseded.get(number).copied().unwrap_or_default()
    }

    /// How many bytes source `number` has; none if it is not there.
    pub(super) fn source_length(&self, number: usize) -> usize {
        self.sources.get(number).map_or(0, Source::len)
    }

    /// The last `count` bytes of source `number`.
    pub(super) fn source_tail(&self, number: usize, count: usize) -> Vec<u8> {
        let source = self.sources.get(number);
        source.map(|source| source.tail(count)).unwrap_or_default()
    }

    /// Puts `bytes` behind those of source `number`.
    pub(super) fn extend_source(&mut self, number: usize, bytes: Vec<u8>) {
        self.sources[number].extend(bytes);
    }

    /// Makes room for about `count` records.
    pub(super) fn reserve(&mut self, count: usize) {
        self.records.reserve(count);
        self.by_id.reserve(count);
        self.marks.reserve(count);
    }

    /// Adds what the record says whose line is, or will be, at `line` of source number `source`.
    pub(super) fn take(&mut self, known: Known<'_>, source: usize, line: Range<usize>) {
        match known {
            Known::Change(head) => self.take_change(head, source, line),
            Known::Gone(ids) => {
                for id in ids {
                    self.replace(id, source);
                }
            }
            Known::Device | Known::Strange | Known::Unknown => {}
        }
    }

    fn take_change(&mut self, head: Head<'_>, source: usize, line: Range<usize>) {
        let number = self.records.len() as u32;
        let known_mark = self.group_of(head.mark);
        match self.by_id.entry(head.id) {
            // The same record in two files: a copy of a journal.
            Entry::Occupied(_) => return,
            Entry::Vacant(entry) => entry.insert(number),
        };
        let article = self.article(&head.article);
        let group = known_mark.unwrap_or_else(|| self.add_group(&head));
        let in_article = &mut self.articles[article as usize].groups;
        if known_mark.is_none() || !in_article.contains(&group) {
            in_article.push(group);
        }
        self.records.push(Record {
            id: head.id,
            group,
            article,
            motivation: head.motivation,
            at: head.at,
            created: head.created,
            source,
            line,
        });
        for replaced in head.replaces {
            self.replace(replaced, source);
        }
        if !self.replaced.contains(&head.id) {
            self.change_heads(group, |heads| heads.add(number));
        }
    }

    /// The record `id` holds no more: one of `source` says so.
    fn replace(&mut self, id: MarkId, source: usize) {
        let is_new = self.replaced.insert(id);
        if let Some(&number) = self.by_id.get(&id) {
            let record = &self.records[number as usize];
            self.superseded[source] += usize::from(is_new && record.source == source);
            let group = record.group;
            self.change_heads(group, |heads| heads.remove(number));
        }
    }

    fn change_heads(&mut self, group: u32, change: impl FnOnce(&mut Heads)) {
        let before = self.is_live(group);
        change(&mut self.marks[group as usize].heads);
        let after = self.is_live(group);
        self.live = self.live + usize::from(after) - usize::from(before);
    }

    fn is_live(&self, group: u32) -> bool {
        let mut heads = self.heads(&self.marks[group as usize]);
        heads.any(|record| record.motivation.is_some())
    }

    /// The mark of this name, where there is or was one.
    fn group_of(&self, mark: MarkId) -> Option<u32> {
        let first = self.by_id.get(&mark);
        let of_first = first.map(|&first| &self.records[first as usize]);
        let group = of_first.map(|record| record.group);
        // A record may have the name of a mark that it is not the first of, if somebody made it so.
        let own = group.filter(|&group| self.marks[group as usize].id == mark);
        own.or_else(|| self.by_mark.get(&mark).copied())
    }

    fn add_group(&mut self, head: &Head<'_>) -> u32 {
        let number = self.marks.len() as u32;
        self.marks.push(Group {
            id: head.mark,
            heads: Heads::default(),
        });
        if head.mark != head.id {
            self.by_mark.insert(head.mark, number);
        }
        number
    }

    fn article(&mut self, id: &str) -> u32 {
        // Marks of one article often stand together.
        if let Some(last) = self.records.last()
            && &*self.articles[last.article as usize].id == id
        {
            return last.article;
        }
        if let Some(&known) = self.by_article.get(id) {
            return known;
        }
        let number = self.articles.len() as u32;
        self.by_article.insert(id.into(), number);
        self.articles.push(Article {
            id: id.into(),
            groups: Vec::new(),
        });
        number
    }

    fn heads<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a Record> {
        let heads = &group.heads;
        heads.numbers().map(|number| &self.records[number as usize])
    }

    fn entry(&self, group: &Group) -> Option<MarkEntry<'_>> {
        let made = self.heads(group).filter(|head| head.motivation.is_some());
        let created = made.map(|head| head.created).min()?;
        self.heads(group)
            .filter_map(|record| Some((record, record.motivation?)))
            .max_by_key(|(record, _)| (record.at, record.id))
            .map(|(record, motivation)| MarkEntry {
                id: group.id,
                article: &self.articles[record.article as usize].id,
                motivation,
                created,
                modified: record.at,
            })
    }

    fn json(&self, record: &Record) -> Option<Cow<'_, [u8]>> {
        let line = self.sources.get(record.source)?.line(record.line.clone())?;
        match read_line(line) {
            Line::Record(json) => Some(json),
            Line::Damaged(_) | Line::Newer => None,
        }
    }
}

impl Heads {
    fn numbers(&self) -> impl Iterator<Item = u32> {
        self.first.into_iter().chain(self.others.iter().copied())
    }

    fn add(&mut self, number: u32) {
        match self.first {
            None => self.first = Some(number),
            Some(_) => self.others.push(number),
        }
    }

    fn remove(&mut self, number: u32) {
        if self.first == Some(number) {
            self.first = self.others.pop();
        } else {
            self.others.retain(|&other| other != number);
        }
    }
}

/// One mark that says what two changes made of it: of the text and the tags nothing is lost, all else
/// is as the later one has it.
fn join(earlier: Annotation, later: Annotation) -> Annotation {
    let text = match (earlier.text.as_str(), later.text.as_str()) {
        (one, other) if one == other || other.is_empty() => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) => format!("{one}\n\n{other}"),
    };
    let mut tags = earlier.tags;
    for tag in &later.tags {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    let selector = later.selector.clone().or(earlier.selector);
    let comment = [earlier.motivation, later.motivation].contains(&Motivation::Commenting);
    Annotation {
        motivation: if comment {
            Motivation::Commenting
        } else {
            later.motivation
        },
        text,
        tags,
        selector,
        created: earlier.created.min(later.created),
        ..later
    }
}

type IdMap<T> = HashMap<MarkId, T, IdHash>;
type IdHash = BuildHasherDefault<IdHasher>;

/// Ids are random already: one multiplication brings their bits to where the table looks.
#[derive(Clone, Copy, Debug, Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, bits: u64) {
        self.0 = (self.0 ^ bits).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
