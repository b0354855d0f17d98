//! What the reader has kept of articles, as far as queries ask for it: `is:marked` and `note:`.

use std::collections::{BTreeMap, BTreeSet};

use super::Matcher;
use super::fold::fold_text;

/// The articles with marks, and what was noted on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    marked: BTreeSet<String>,
    /// Folded, one note a line.
    notes: BTreeMap<String, String>,
}

/// What is asked for and is not there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Marks of any kind.
    Marks,
    /// Notes.
    Notes,
}

impl Kept {
    /// Adds a mark of `article` with its note, which may be empty.
    pub fn add(&mut self, article: &str, note: &str) {
        if !self.marked.contains(article) {
            self.marked.insert(article.to_owned());
        }
        if !note.is_empty() {
            let notes = self.notes.entry(article.to_owned()).or_default();
            notes.push_str(&fold_text(note).text);
            notes.push('\n');
        }
    }

    /// Whether `article` has a mark of any kind.
    pub fn is_marked(&self, article: &str) -> bool {
        self.marked.contains(article)
    }

    /// Whether the folded text `part` stands in a note on `article`.
    pub fn has_note(&self, article: &str, part: &str) -> bool {
        self.notes
            .get(article)
            .is_some_and(|notes| notes.contains(part))
    }

    /// What `matcher` asks for and nobody has kept anywhere: why it may find nothing.
    pub fn lack(&self, matcher: &Matcher) -> Option<Lack> {
        if matcher.asks_for_marks() && self.marked.is_empty() {
            return Some(Lack::Marks);
        }
        (matcher.asks_for_notes() && self.notes.is_empty()).then_some(Lack::Notes)
    }
}
