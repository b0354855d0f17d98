//! What was typed into the prompts before: the journal `history.jsonl` in the state folder.
//!
//! One record a query that was accepted, with the prompt it was typed into. A query that comes again
//! moves to the end, each prompt keeps its last [`LONGEST`], and the journal is rewritten when it has
//! grown long. Nothing depends on it: a damaged line costs itself, a file that cannot be read costs
//! the history, that a new record cannot be written is told once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::compact::{Compaction, Needed, compact};
use super::error::StoreError;
use super::lock::Patience;
use super::log::{Content, Durability, Log};
use super::record::Line;

/// The journal's name in the state folder.
const FILE: &str = "history.jsonl";
/// The most it may grow to, in bytes; beyond, nothing more is kept until it is rewritten.
const LARGEST: u64 = 4 << 20;
/// How many queries of each prompt are kept.
pub const LONGEST: usize = 100;
/// The most characters of a query: prompts take no longer one.
pub const LONGEST_QUERY: usize = 200;
/// A journal is rewritten once it has this many lines more than it needs.
const SLACK: usize = 400;

/// The prompts, each with a history of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromptKind {
    /// The finder.
    Titles,
    /// The full text.
    Text,
    /// What a list is narrowed to.
    Filter,
    /// What is looked for in an article.
    Find,
    /// The keys in help.
    Help,
    /// The command line.
    Command,
}

/// The queries of all prompts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    queries: BTreeMap<PromptKind, Vec<String>>,
}

/// The journal of queries.
#[derive(Clone, Debug)]
pub struct HistoryLog {
    log: Log,
    /// Sound lines in the file as far as we know, and how many of them mattered on opening.
    lines: usize,
    needed: usize,
    newer: bool,
    /// Queries that another writer kept from being written.
    unwritten: Vec<Record>,
}

#[derive(Clone, Debug, Serialize)]
struct Record {
    kind: &'static str,
    prompt: PromptKind,
    text: String,
}

/// A record of any kind; one without prompt or text is not known here.
#[derive(Deserialize)]
struct AnyRecord<'a> {
    prompt: Option<PromptKind>,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
}

impl History {
    /// The queries of a prompt, the last one at the end.
    pub fn of(&self, prompt: PromptKind) -> &[String] {
        self.queries.get(&prompt).map_or(&[], Vec::as_slice)
    }

    /// Puts `query` at the end. A blank one is none.
    pub fn add(&mut self, prompt: PromptKind, query: &str) {
        if query.trim().is_empty() {
            return;
        }
        let queries = self.queries.entry(prompt).or_default();
        queries.retain(|other| other != query);
        queries.push(query.to_owned());
        let surplus = queries.len().saturating_sub(LONGEST);
        queries.drain(..surplus);
    }

    fn len(&self) -> usize {
        self.queries.values().map(Vec::len).sum()
    }
}

impl HistoryLog {
    /// Opens and replays the journal in `folder`, the state folder; neither need exist.
    pub fn open(folder: &Path) -> (HistoryLog, History) {
        let log = Log::new(folder.join(FILE), LARGEST);
        let mut history = History::default();
        let (mut lines, mut newer) = (0, false);
        for line in log.read().unwrap_or_default().lines() {
            match &line.line {
                Line::Record(text) => {
                    lines += 1;
                    if let Some((prompt, query)) = read_query(text) {
                        history.add(prompt, &query);
                    }
                }
                Line::Newer => newer = true,
                Line::Damaged(_) => {}
            }
        }
        let opened = HistoryLog {
            log,
            lines,
            needed: history.len(),
            newer,
            unwritten: Vec::new(),
        };
        (opened, history)
    }

    /// Appends a query without waiting for another writer: what one keeps from being written is
    /// written with the next.
    ///
    /// # Errors
    /// Any [`StoreError`] but [`StoreError::Busy`]; the file is as it was then.
    pub fn append(&mut self, prompt: PromptKind, query: &str) -> Result<(), StoreError> {
        if self.newer {
            let path = self.log.path().to_owned();
            return Err(StoreError::Newer { path });
        }
        self.unwritten.push(Record {
            kind: "query",
            prompt,
            text: query.to_owned(),
        });
        self.write()
    }

    /// Writes what waits to be written.
    ///
    /// # Errors
    /// As [`HistoryLog::append`].
    pub fn write(&mut self) -> Result<(), StoreError> {
        if self.unwritten.is_empty() {
            return Ok(());
        }
        let written = self
            .log
            .append(&self.unwritten, Durability::Buffered, Patience::NONE);
        match written {
            Err(StoreError::Busy { .. }) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                self.lines += self.unwritten.len();
                self.unwritten.clear();
                Ok(())
            }
        }
    }

    /// Whether the journal has grown so long that rewriting it pays.
    pub fn is_long(&self) -> bool {
        !self.newer && self.lines > self.needed + SLACK
    }

    /// Rewrites the journal with the queries that still matter.
    ///
    /// # Errors
    /// Any [`StoreError`]; the journal stands as it was.
    pub fn compact(&mut self) -> Result<Compaction, StoreError> {
        let done = compact(&self.log, Patience::NONE, needed_lines)?;
        (self.lines, self.needed) = (done.kept, done.kept);
        Ok(done)
    }
}

/// Where the lines that still matter begin, sorted: the last one of each query that is kept.
fn needed_lines(content: &Content) -> Needed {
    let mut history = History::default();
    let mut lines = BTreeMap::new();
    let mut needed = Vec::new();
    for line in content.lines() {
        let Line::Record(text) = &line.line else {
            continue;
        };
        match read_query(text) {
            Some((prompt, query)) => {
                history.add(prompt, &query);
                lines.insert((prompt, query), line.start);
            }
            None => needed.push(line.start),
        }
    }
    let kept = |((prompt, query), number): ((PromptKind, String), usize)| {
        history.of(prompt).contains(&query).then_some(number)
    };
    needed.extend(lines.into_iter().filter_map(kept));
    needed.sort_unstable();
    Needed {
        lines: needed,
        added: Vec::new(),
    }
}

/// The query a record tells; `None` for one that is not known here.
fn read_query(text: &[u8]) -> Option<(PromptKind, String)> {
    let record: AnyRecord<'_> = serde_json::from_slice(text).ok()?;
    let query: String = record.text.chars().take(LONGEST_QUERY).collect();
    (!query.trim().is_empty()).then_some((record.prompt?, query))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn opened(folder: &Path) -> Vec<String> {
        HistoryLog::open(folder).1.of(PromptKind::Titles).to_vec()
    }

    fn append(folder: &Path, queries: &[&str]) {
        let (mut log, _) = HistoryLog::open(folder);
        for query in queries {
            log.append(PromptKind::Titles, query).expect("a journal");
        }
    }

    #[test]
    fn queries_come_back_in_order_and_none_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        append(&state, &["csj", "cq", "长三角 一体化"]);
        append(&state, &["csj"]);
        assert_eq!(opened(&state), ["cq", "长三角 一体化", "csj"]);
        let mode = fs::metadata(state.join(FILE))
            .expect("the file")
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }

    #[test]
    fn each_prompt_has_its_own_and_blanks_are_none() {
        let mut history = History::default();
        history.add(PromptKind::Titles, "a");
        history.add(PromptKind::Find, "b");
        history.add(PromptKind::Find, "  ");
        assert_eq!(history.of(PromptKind::Titles), ["a"]);
        assert_eq!(history.of(PromptKind::Find), ["b"]);
        assert!(history.of(PromptKind::Text).is_empty());
    }

    #[test]
    fn it_stays_bounded_in_memory_and_on_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut log, mut history) = HistoryLog::open(folder.path());
        for number in 0..LONGEST + SLACK + 1 {
            let query = format!("q{number}");
            log.append(PromptKind::Titles, &query).expect("a journal");
            history.add(PromptKind::Titles, &query);
        }
        assert_eq!(history.of(PromptKind::Titles).len(), LONGEST);
        assert!(log.is_long());
        let done = log.compact().expect("a shorter journal");
        assert_eq!((done.kept, done.dropped), (LONGEST, SLACK + 1));
        assert!(!log.is_long());
        assert_eq!(opened(folder.path()), history.of(PromptKind::Titles));
    }

    #[test]
    fn damage_costs_itself_and_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        append(folder.path(), &["a", "b", "c"]);
        let file = folder.path().join(FILE);
        let text = fs::read_to_string(&file).expect("the file");
        fs::write(&file, text.replacen("\"b\"", "\"x\"", 1)).expect("the file");
        assert_eq!(opened(folder.path()), ["a", "c"]);
        fs::write(&file, b"\xff\xfe not a journal").expect("the file");
        assert!(opened(folder.path()).is_empty());
        append(folder.path(), &["d"]);
        assert_eq!(opened(folder.path()), ["d"]);
        let newer = "{\"version\":99,\"crc32\":\"00000000\",\"record\":{}}\n";
        fs::write(&file, newer).expect("the file");
        let (mut log, _) = HistoryLog::open(folder.path());
        assert!(matches!(
            log.append(PromptKind::Titles, "e"),
            Err(StoreError::Newer { .. })
        ));
        assert_eq!(fs::read_to_string(&file).expect("the file"), newer);
    }
}
