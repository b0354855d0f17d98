//! What finding knows beyond the page it happens on: the titles, what was opened, what was typed.

use std::sync::Arc;

use super::results::Results;
use super::titles::Titles;
use crate::store::history::{History, PromptKind};
use crate::store::reading::ReadingState;

/// What is kept for finding, whatever page is in front.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The titles, once they are read.
    pub titles: Option<Arc<Titles>>,
    /// How far the library is being read for them, in per cent; `None` when it is not.
    pub reading: Option<u8>,
    /// How far the library is being read for its search text, in per cent; `None` when it is not.
    pub indexing: Option<u8>,
    /// The queries typed before.
    pub history: History,
    /// The full-text search that an article was last opened from.
    pub last_search: Option<LastSearch>,
    /// The articles opened in this session, the last one first.
    opened: Vec<String>,
    /// The number of the last question asked, so that late answers to others are known.
    asked: u64,
    /// The number of the last one about titles, and about the full text: of each kind only the newest is
    /// answered.
    newest_titles: u64,
    newest_text: u64,
}

/// A search of the full text, to come back to.
#[derive(Clone, Debug)]
pub struct LastSearch {
    /// What it found.
    pub results: Arc<Results>,
    /// The article that was opened, by its place in the results.
    pub index: usize,
    /// Whether the library has changed since.
    pub stale: bool,
}

/// Articles last opened that come before all others where nothing is looked for.
pub const RECENT: usize = 10;

impl Finding {
    /// With the queries typed in earlier sessions.
    pub fn new(history: History) -> Finding {
        Finding {
            history,
            ..Finding::default()
        }
    }

    /// A number for the next question about titles.
    pub fn ask_titles(&mut self) -> u64 {
        self.asked += 1;
        self.newest_titles = self.asked;
        self.asked
    }

    /// A number for the next question about the full text.
    pub fn ask_text(&mut self) -> u64 {
        self.asked += 1;
        self.newest_text = self.asked;
        self.asked
    }

    /// The number of the last question about titles.
    pub fn newest_titles(&self) -> u64 {
        self.newest_titles
    }

    /// The number of the last question about the full text.
    pub fn newest_text(&self) -> u64 {
        self.newest_text
    }

    /// Whether a search of the full text can be brought back, of this session or of one before.
    pub fn has_last_search(&self) -> bool {
        self.last_search.is_some() || !self.queries(PromptKind::Text).is_empty()
    }

    /// An article was opened.
    pub fn opened(&mut self, article: &str) {
        self.opened.retain(|other| other != article);
        self.opened.insert(0, article.to_owned());
        self.opened.truncate(RECENT);
    }

    /// The articles last opened, the last one first: those of this session, then those whose places
    /// were kept.
    pub fn recent(&self, reading: &ReadingState) -> Vec<String> {
        let mut recent = self.opened.clone();
        let mut kept: Vec<(&String, i64)> = reading
            .places
            .iter()
            .map(|(article, place)| (article, place.at))
            .collect();
        let last = reading.last.as_ref();
        kept.sort_by_key(|(article, at)| (last != Some(article), std::cmp::Reverse(*at)));
        let kept = kept.into_iter().map(|(article, _)| article);
        for article in last.into_iter().chain(kept) {
            if recent.len() >= RECENT {
                break;
            }
            if !recent.contains(article) {
                recent.push(article.clone());
            }
        }
        recent
    }

    /// The queries typed into a prompt before.
    pub fn queries(&self, prompt: PromptKind) -> &[String] {
        self.history.of(prompt)
    }
}
