//! The finder: all titles of the library, narrowed by what is typed, with a preview beside them.
//!
//! Looking for titles is the worker's. A page *asks* when its query changes and shows what it was
//! answered last until the next answer comes, so nothing flickers and typing never waits. Keys that
//! mean a row (`Enter`, moves) while an answer is on its way are kept in [`FinderPage::waiting`] and
//! carried out on the rows they were meant for. Only the rows in sight are named and looked at for
//! what the query stands for ([`FinderPage::show_rows`]).

use std::ops::Range;
use std::sync::Arc;

use crate::app::list::{AnyList as _, List, Row};
use crate::app::pages::preview::Preview;
use crate::app::prompt::Prompt;
use crate::app::titles::Titles;
use crate::config::action::Action;
use crate::search::finder::{Found, language};
use crate::search::fuzzy::Query;
use crate::text::{Cells, Clean};

/// The state of the finder.
#[derive(Clone, Debug)]
pub struct FinderPage {
    /// The rows; the query is what the list is narrowed to. Typing never ends here.
    pub list: List<TitleStop>,
    /// What keys asked of rows that are not there yet, in order.
    pub waiting: Vec<(Action, Option<usize>)>,
    /// The rows in sight.
    pub rows: Vec<TitleRow>,
    /// The article under the pointer.
    pub preview: Preview,
    /// The articles last opened, by number.
    recent: Vec<usize>,
    /// What the rows are.
    shown: Shown,
    /// The question that is not answered yet.
    asked: Option<u64>,
    /// Which rows are in [`FinderPage::rows`]; `None` if they must be made again.
    in_sight: Option<Range<usize>>,
}

/// A place in the list: all of them are stops, and what stands there is known by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleStop;

/// A row in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleRow {
    /// The article's number.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title, or how its text begins.
    pub title: Clean,
    /// Whether it has a title.
    pub titled: bool,
    /// The publication.
    pub publication: Clean,
    /// Its date, to the month.
    pub month: Clean,
    /// The bytes of the title that the query stands for.
    pub matched: Vec<Range<usize>>,
    /// The bytes of the publication that terms stand for which do not fit the title.
    pub matched_publication: Vec<Range<usize>>,
}

/// What the rows are.
#[derive(Clone, Debug, Default)]
enum Shown {
    /// The titles are not there yet.
    #[default]
    Nothing,
    /// The articles last opened, then all, the newest first.
    All,
    /// Those that fit.
    Found(Arc<Found>),
}

impl Row for TitleStop {
    fn is_stop(&self) -> bool {
        true
    }
}

impl FinderPage {
    /// A finder without rows; `query` is what stands in its prompt.
    pub fn new(query: &str) -> FinderPage {
        let mut list = List::typed();
        if let Some(filter) = list.filter_mut() {
            filter.prompt = Prompt::with_text(query);
        }
        FinderPage {
            list,
            waiting: Vec::new(),
            rows: Vec::new(),
            preview: Preview::default(),
            recent: Vec::new(),
            shown: Shown::Nothing,
            asked: None,
            in_sight: None,
        }
    }

    /// What is typed.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.list.filter().map(|filter| &filter.prompt)
    }

    /// What is typed.
    pub fn query(&self) -> &str {
        self.prompt().map_or("", Prompt::as_str)
    }

    /// Whether nothing is looked for: nothing was typed, or marks that say nothing yet.
    pub fn is_blank(&self) -> bool {
        language::terms(self.query()).is_empty()
    }

    /// Whether the rows are not those of the query.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_some() || matches!(self.shown, Shown::Nothing)
    }

    /// How many titles fit; `None` before anything was looked for.
    pub fn count(&self) -> Option<usize> {
        match &self.shown {
            Shown::Nothing => None,
            Shown::All | Shown::Found(_) => Some(self.list.rows().len()),
        }
    }

    /// The rows are those of another library.
    pub fn forget(&mut self) {
        self.shown = Shown::Nothing;
        self.asked = None;
        self.set_rows(0);
    }

    /// The query was sent to be looked for as question `asked`.
    pub fn ask(&mut self, asked: u64) {
        self.asked = Some(asked);
    }

    /// What was found last, which may save the next search work.
    pub fn found(&self) -> Option<&Arc<Found>> {
        match &self.shown {
            Shown::Found(found) => Some(found),
            Shown::Nothing | Shown::All => None,
        }
    }

    /// Shows all titles, those of `recent` first.
    pub fn show_all(&mut self, titles: &Titles, recent: &[String]) {
        self.recent = recent.iter().filter_map(|id| titles.number(id)).collect();
        self.asked = None;
        self.shown = Shown::All;
        self.set_rows(titles.len());
    }

    /// Shows what question `asked` found, if it is the one that is waited for. Whether it was.
    pub fn show_found(&mut self, asked: u64, found: Arc<Found>) -> bool {
        if self.asked != Some(asked) {
            return false;
        }
        self.asked = None;
        let count = found.len();
        self.shown = Shown::Found(found);
        self.set_rows(count);
        true
    }

    /// The first of `count` rows is chosen after each key.
    fn set_rows(&mut self, count: usize) {
        // Rows without a size: a million of them take no memory.
        self.list.set_rows(vec![TitleStop; count]);
        self.list.to_start();
        self.in_sight = None;
    }

    /// The number of the article under the pointer.
    pub fn current(&self) -> Option<usize> {
        self.list.current()?;
        let row = self.list.pointer.row;
        self.numbers(row..row + 1).into_iter().next()
    }

    /// Makes the rows that are in sight on a page of `height` rows.
    pub fn show_rows(&mut self, titles: &Titles, height: Cells) {
        let first = self.list.pointer.top;
        let in_sight = first..self.list.rows().len().min(first + height);
        if self.in_sight.as_ref() == Some(&in_sight) {
            return;
        }
        let terms = Terms::new(self.query());
        let numbers = self.numbers(in_sight.clone());
        self.rows = numbers
            .into_iter()
            .map(|number| self.row(titles, number, &terms))
            .collect();
        self.in_sight = Some(in_sight);
    }

    fn row(&self, titles: &Titles, number: usize, terms: &Terms) -> TitleRow {
        let (title, titled) = titles.title(number);
        let publication = titles.issue(number).publication.clone();
        let (matched, matched_publication) = match &self.shown {
            Shown::Found(found) => (
                found.matches(titles.finder(), number),
                terms.beside(title.as_str(), publication.as_str()),
            ),
            Shown::Nothing | Shown::All => (Vec::new(), Vec::new()),
        };
        TitleRow {
            number,
            id: titles.id(number).to_owned(),
            title,
            titled,
            month: titles.month(number),
            publication,
            matched,
            matched_publication,
        }
    }

    /// The numbers of the articles in these rows; as many as there are.
    fn numbers(&self, rows: Range<usize>) -> Vec<usize> {
        let rows = rows.start..rows.end.min(self.list.rows().len());
        match &self.shown {
            Shown::Nothing => Vec::new(),
            Shown::Found(found) => found.rows(rows),
            Shown::All => rows.map(|row| self.number_among_all(row)).collect(),
        }
    }

    /// The number in row `row` of all: those last opened stand first and not a second time.
    fn number_among_all(&self, row: usize) -> usize {
        if let Some(number) = self.recent.get(row) {
            return *number;
        }
        let mut before = self.recent.clone();
        before.sort_unstable();
        let mut number = row - before.len();
        for recent in before {
            number += usize::from(recent <= number);
        }
        number
    }
}

/// The terms of a query, each by itself: to see which of them stands for something beside the title.
struct Terms(Vec<Query>);

impl Terms {
    fn new(query: &str) -> Terms {
        let terms = query.split(|c: char| c.is_whitespace() || c.is_control());
        // A term that must not fit stands for nothing.
        let wanted = terms.filter(|term| {
            let read = language::terms(term);
            !read.is_empty() && read.iter().all(|term| !term.not)
        });
        Terms(wanted.take(language::MOST_TERMS).map(Query::new).collect())
    }

    /// The bytes of `publication` that terms stand for which do not fit `title`.
    fn beside(&self, title: &str, publication: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = self
            .0
            .iter()
            .filter(|term| term.matches(title).is_none())
            .filter_map(|term| term.matches(publication))
            .flatten()
            .collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut end = 0;
        ranges.retain_mut(|range| {
            range.start = range.start.max(end);
            end = end.max(range.end);
            range.start < range.end
        });
        ranges
    }
}
