//! Where one was reading, and what has been read.
//!
//! The journal `reading.jsonl` in the state folder. Four kinds of record: `place` (the last one of an
//! article holds), `read` and `unread` (likewise), `opened` (the last one of all). Kinds nobody here
//! knows are kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::compact::{Compaction, Needed, compact};
use super::error::StoreError;
use super::lock::Patience;
use super::log::{Content, Damage, Durability, Log};
use super::record::Line;

/// The journal's name in the state folder.
const FILE: &str = "reading.jsonl";
/// The most it may grow to, in bytes: a library of a hundred thousand articles, each with a long
/// place, before it is rewritten.
const LARGEST: u64 = 64 << 20;

/// A place in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The first visible character of the text, in code points from its beginning; at the top, how
    /// many rows of the head are above the view.
    pub offset: usize,
    /// Whether the view stands at the top, the head above the text in sight.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub top: bool,
    /// How far that is, from 0 to 100, as the status row shows it: lists need no layout for it.
    pub percent: u8,
    /// The text that begins at `offset`, a sentence at most: it finds the place again when the
    /// article has changed. May be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What is known about reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingState {
    /// The last place of each article begun, by article id.
    pub places: BTreeMap<String, Place>,
    /// The articles that have been read.
    pub read: BTreeSet<String>,
    /// The article last open.
    pub last: Option<String>,
}

/// One change, as recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReadingChange {
    /// The reader stands at this place of the article.
    Place {
        /// The article's id.
        article: String,
        /// Where.
        #[serde(flatten)]
        place: Place,
    },
    /// The article has been read.
    Read {
        /// The article's id.
        article: String,
        /// When, in seconds since 1970-01-01 UTC.
        at: i64,
    },
    /// The article counts as unread again.
    Unread {
        /// The article's id.
        article: String,
        /// When, in seconds since 1970-01-01 UTC.
        at: i64,
    },
    /// The article was opened.
    Opened {
        /// The article's id.
        article: String,
        /// When, in seconds since 1970-01-01 UTC.
        at: i64,
    },
}

/// The journal of reading places and read marks.
#[derive(Clone, Debug)]
pub struct ReadingLog {
    log: Log,
    newer: bool,
    /// Sound lines in the file as far as we know, and how many of them mattered on opening.
    lines: usize,
    needed: usize,
}

/// What opening the journal gave. Reading never fails: what could not be read is told.
#[derive(Debug)]
pub struct OpenedJournal {
    /// The journal, for appending.
    pub log: ReadingLog,
    /// What it says.
    pub state: ReadingState,
    /// Lines that could not be used.
    pub damage: Vec<Damage>,
    /// Whether there is no journal yet: the very first start.
    pub first: bool,
    /// Why the file could not be read at all, if it could not; the state is then empty.
    pub error: Option<StoreError>,
}

/// A journal is rewritten once it has this many lines more than twice those that matter.
const SLACK: usize = 2000;

impl ReadingState {
    /// Makes `change` in memory: what replaying the journal after appending it gives.
    pub fn apply(&mut self, change: &ReadingChange) {
        self.take(change.clone());
    }

    fn take(&mut self, change: ReadingChange) {
        match change {
            ReadingChange::Place { article, place } => {
                self.places.insert(article, place);
            }
            ReadingChange::Read { article, .. } => {
                self.read.insert(article);
            }
            ReadingChange::Unread { article, .. } => {
                self.read.remove(&article);
            }
            ReadingChange::Opened { article, .. } => self.last = Some(article),
        }
    }
}

impl ReadingLog {
    /// Opens and replays the journal in `folder`, the state folder; neither need exist.
    pub fn open(folder: &Path) -> OpenedJournal {
        let log = Log::new(folder.join(FILE), LARGEST);
        let (content, error) = match log.read_settled() {
            Ok(content) => (content, None),
            Err(error) => (Content::default(), Some(error)),
        };
        let replayed = replay(&content);

        let log = ReadingLog {
            log,
            newer: replayed.newer,
            lines: replayed.lines,
            needed: replayed.needed,
        };
        OpenedJournal {
            log,
            state: replayed.state,
            damage: replayed.damage,
            first: content.is_empty() && error.is_none(),
            error,
        }
    }

    /// The journal's file.
    pub fn path(&self) -> &Path {
        self.log.path()
    }

    /// Whether the journal is of a newer version and therefore read-only.
    pub fn is_newer(&self) -> bool {
        self.newer
    }

    /// Appends `changes`, all or none of them.
    ///
    /// # Errors
    /// Any [`StoreError`]; nothing was changed then.
    pub fn append(
        &mut self,
        changes: &[ReadingChange],
        durability: Durability,
        patience: Patience,
    ) -> Result<(), StoreError> {
        if self.newer {
            return Err(StoreError::Newer {
                path: self.path().to_owned(),
            });
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.log.append(changes, durability, patience)?;
        self.lines += changes.len();
        Ok(())
    }

    /// Whether the journal has grown so long that rewriting it pays.
    pub fn is_long(&self) -> bool {
        self.lines > 2 * self.needed + SLACK
    }

    /// Rewrites the journal with the lines that still matter, each byte for byte.
    ///
    /// # Errors
    /// Any [`StoreError`]; the journal stands as it was.
    pub fn compact(&mut self, patience: Patience) -> Result<Compaction, StoreError> {
        let done = compact(&self.log, patience, needed_lines)?;
        (self.lines, self.needed) = (done.kept, done.kept);
        Ok(done)
    }
}

/// A record of any kind known here; members it does not have are absent or zero.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    article: Cow<'a, str>,
    #[serde(default)]
    offset: usize,
    #[serde(default)]
    top: bool,
    #[serde(default)]
    percent: u8,
    #[serde(borrow, default)]
    quote: Cow<'a, str>,
    #[serde(default)]
    at: i64,
}

struct Replayed {
    state: ReadingState,
    damage: Vec<Damage>,
    newer: bool,
    /// How many lines are sound records.
    lines: usize,
    /// How many of them still matter.
    needed: usize,
}

fn replay(content: &Content) -> Replayed {
    let mut state = ReadingState::default();
    let mut damage = Vec::new();
    let (mut newer, mut lines, mut unknown) = (false, 0, 0);
    for line in content.lines() {
        match line.line {
            Line::Record(text) => {
                lines += 1;
                match read_change(&text) {
                    Some(change) => state.take(change),
                    None => unknown += 1,
                }
            }
            Line::Damaged(reason) => damage.push(Damage {
                line: line.number,
                reason,
            }),
            Line::Newer => newer = true,
        }
    }
    let needed =
        unknown + state.places.len() + state.read.len() + usize::from(state.last.is_some());
    Replayed {
        state,
        damage,
        newer,
        lines,
        needed,
    }
}

/// Where the lines that still matter begin, sorted: the last place of each article, the mark of
/// each article that is read, the last opening, and what is not known here.
fn needed_lines(content: &Content) -> Needed {
    let mut places = BTreeMap::new();
    let mut marks = BTreeMap::new();
    let mut opened = None;
    let mut needed = Vec::new();
    for line in content.lines() {
        let Line::Record(text) = &line.line else {
            continue;
        };
        match read_change(text) {
            Some(ReadingChange::Place { article, .. }) => {
                places.insert(article, line.start);
            }
            Some(ReadingChange::Read { article, .. }) => {
                marks.insert(article, line.start);
            }
            Some(ReadingChange::Unread { article, .. }) => {
                marks.remove(&article);
            }
            Some(ReadingChange::Opened { .. }) => opened = Some(line.start),
            None => needed.push(line.start),
        }
    }
    needed.extend(
        places
            .into_values()
            .chain(marks.into_values())
            .chain(opened),
    );
    needed.sort_unstable();
    Needed {
        lines: needed,
        added: Vec::new(),
    }
}

/// The change a record tells; `None` for one that is not known here.
fn read_change(text: &[u8]) -> Option<ReadingChange> {
    let record: Record<'_> = serde_json::from_slice(text).ok()?;
    let article = record.article.into_owned();
    if article.is_empty() {
        return None;
    }
    let at = record.at;
    match record.kind.as_ref() {
        "place" => {
            let quote = record.quote.into_owned();
            let place = Place {
                offset: record.offset,
                top: record.top,
                percent: record.percent,
                quote,
                at,
            };
            Some(ReadingChange::Place { article, place })
        }
        "read" => Some(ReadingChange::Read { article, at }),
        "unread" => Some(ReadingChange::Unread { article, at }),
        "opened" => Some(ReadingChange::Opened { article, at }),
        _ => None,
    }
}
