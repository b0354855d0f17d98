//! What the reader has kept of articles, as far as queries ask for it: `is:marked` and `note:`.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold_text;

/// The articles with marks, and what was noted on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    marked: BTreeSet<String>,
    /// Folded, one note a line.
    notes: BTreeMap<String, String>,
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

    /// Whether there is no mark at all.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }
}
