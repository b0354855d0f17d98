//! The article under the pointer of the finder, as much of it as stands beside the list.
//!
//! It is read outside, once the keys stop, and stays until the next one is there. What is shown
//! begins at the first place where the query stands in the text, else at its beginning.

use std::ops::Range;

use crate::app::find::Find;
use crate::app::geometry::Beside;
use crate::app::view::View;
use crate::library::Article;
use crate::search::finder::language;
use crate::text::Clean;
use crate::typeset::{self, Layout, Settings};
use crate::words::Words;

/// What stands beside the list.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The article, once one was read.
    pub shown: Option<Box<Previewed>>,
    /// The article that is wanted, by its id.
    wanted: Option<String>,
}

/// An article that was read, set for its column.
#[derive(Clone, Debug)]
pub struct Previewed {
    /// What is shown.
    pub article: Article,
    /// Its text as set.
    pub layout: Layout,
    /// The line it begins with.
    pub top: usize,
    /// Where the query stands in the text, as byte ranges.
    pub matches: Vec<Range<usize>>,
    settings: Option<Settings>,
    query: String,
}

impl Preview {
    /// Wants the article `id`; whether it must be read.
    pub fn want(&mut self, id: Option<&str>) -> bool {
        if self.wanted.as_deref() == id {
            return false;
        }
        self.wanted = id.map(str::to_owned);
        if id.is_none() {
            self.shown = None;
        }
        let known = self.shown.as_ref();
        id.is_some() && known.is_none_or(|shown| Some(shown.article.meta.id.as_str()) != id)
    }

    /// An article was read: it is shown if it is the one that is wanted.
    pub fn loaded(&mut self, id: &str, article: Option<Article>) {
        if self.wanted.as_deref() == Some(id) {
            self.shown = article.map(|article| Box::new(Previewed::new(article)));
        }
    }

    /// Sets what is shown for its column and brings the first place of `query` in sight.
    pub fn prepare(&mut self, words: Words, view: &View, beside: Beside, query: &str) {
        if let Some(shown) = &mut self.shown {
            shown.prepare(words, view, beside, query);
        }
    }
}

impl Previewed {
    fn new(article: Article) -> Previewed {
        Previewed {
            article,
            layout: Layout::default(),
            top: 0,
            matches: Vec::new(),
            settings: None,
            query: String::new(),
        }
    }

    fn prepare(&mut self, words: Words, view: &View, beside: Beside, query: &str) {
        let settings = Settings {
            measure: beside.measure,
            hanging: false,
            ..view.typeset_settings(words, beside.window)
        };
        let set = self.settings.as_ref() == Some(&settings);
        if set && self.query == query {
            return;
        }
        if !set {
            self.layout = typeset::typeset(None, &self.article.document, &settings);
            self.settings = Some(settings);
        }
        query.clone_into(&mut self.query);
        self.matches = matches(query, self.article.document.text.as_str());
        self.top = match self.matches.first() {
            Some(range) => self.top_for(range.start, beside.rows),
            None => 0,
        };
    }

    /// The line to begin with so that byte `offset` is in sight: the first of its paragraph if that
    /// leaves it well in sight, else one just before it.
    fn top_for(&self, offset: usize, rows: usize) -> usize {
        let lines = self.layout.lines();
        let line = self.layout.line_of(offset);
        let block = lines.get(line).and_then(|line| line.block);
        let start = (0..line)
            .rev()
            .take_while(|&above| lines[above].block == block)
            .last()
            .unwrap_or(line);
        let start = match line - start <= rows / 2 {
            true => start,
            false => line.saturating_sub(1),
        };
        // A short text is shown whole.
        start.min(lines.len().saturating_sub(rows))
    }
}

/// Where the terms of `query` stand in `text`; the first of all places is the first of the result.
fn matches(query: &str, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for term in language::terms(query) {
        // A single character stands everywhere.
        if term.not || term.folded.len() < 2 {
            continue;
        }
        let term: String = term.folded.into_iter().collect();
        found.extend(Find::new(Clean::from(term.as_str()), text, 0).matches);
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut end = 0;
    found.retain_mut(|range| {
        range.start = range.start.max(end);
        end = end.max(range.end);
        range.start < range.end
    });
    found
}
