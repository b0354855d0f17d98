//! The article under the pointer of the finder, as much of it as stands beside the list.
//!
//! It is read, set and looked through outside, once the keys stop, and what was shown stays until that
//! is there. What is shown begins at the first place where the query stands in the text, else at its
//! beginning.

use std::ops::Range;

use crate::app::find::Find;
use crate::library::Article;
use crate::search::finder::language;
use crate::search::ranges::merged;
use crate::text::Clean;
use crate::typeset::{self, Layout, Settings};

/// What stands beside the list.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The article, once one is ready.
    pub shown: Option<Box<Previewed>>,
    wanted: Option<Wanted>,
}

/// What is to stand beside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The article's id.
    pub article: String,
    /// What is looked for.
    pub query: String,
    /// How it is set.
    pub settings: Settings,
    /// The rows there are for the text.
    pub rows: usize,
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
}

impl Preview {
    /// Wants an article; what is to be asked for, if that is something else than before.
    pub fn want(&mut self, wanted: Option<Wanted>) -> Option<Wanted> {
        if self.wanted == wanted {
            return None;
        }
        let settings =
            |wanted: &Option<Wanted>| wanted.as_ref().map(|wanted| wanted.settings.clone());
        if settings(&self.wanted) != settings(&wanted) {
            // It was set for another column.
            self.shown = None;
        }
        self.wanted.clone_from(&wanted);
        wanted
    }

    /// An article is ready: it is shown if it is what is wanted.
    pub fn loaded(&mut self, wanted: &Wanted, shown: Option<Box<Previewed>>) {
        if self.wanted.as_ref() == Some(wanted) {
            self.shown = shown;
        }
    }
}

impl Previewed {
    /// `article` as it is wanted.
    pub fn new(article: Article, wanted: &Wanted) -> Previewed {
        let mut previewed = Previewed {
            layout: typeset::typeset(None, &article.document, &wanted.settings),
            matches: matches(&wanted.query, article.document.text.as_str()),
            top: 0,
            article,
        };
        if let Some(range) = previewed.matches.first() {
            previewed.top = previewed.top_for(range.start, wanted.rows);
        }
        previewed
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
        let typed = Clean::from(term.folded.iter().collect::<String>().as_str());
        let find = match term.exact {
            true => Find::as_typed(typed, text, 0),
            false => Find::new(typed, text, 0),
        };
        found.extend(find.matches);
    }
    merged(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_exactly_is_no_pinyin() {
        let text = "长三角，长三角的CSJ";
        let shown = |query| -> Vec<&str> {
            let ranges = matches(query, text).into_iter();
            ranges.map(|range| &text[range]).collect()
        };
        assert_eq!(shown("csj"), ["CSJ"]);
        assert_eq!(shown("'changsj"), [""; 0]);
        assert_eq!(shown("changsj"), ["长三角", "长三角"]);
        assert_eq!(shown("!csj 三角"), ["三角", "三角"]);
        assert_eq!(shown("三角 长三"), ["长三角", "长三角"]);
    }
}
