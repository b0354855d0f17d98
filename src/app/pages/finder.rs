//! The finder: all titles of the library, narrowed by what is typed, with a preview beside them.
//!
//! Looking for titles is the worker's. A page *asks* when its query changes and shows what it was
//! answered last until the next answer comes, so nothing flickers and typing never waits. Keys that
//! mean a row (`Enter`, moves) while an answer is on its way are kept in [`FinderPage::asked`] and
//! carried out on the rows they were meant for. Only the rows in sight are named and looked at for
//! what the query stands for ([`FinderPage::show_rows`]).

use std::ops::Range;
use std::sync::Arc;

use crate::app::asked::Asked;
use crate::app::list::{AnyList as _, List, Row};
use crate::app::pages::preview::Preview;
use crate::app::prompt::Prompt;
use crate::app::titles::Titles;
use crate::search::finder::Found;
use crate::search::finder::language::{self, Term};
use crate::search::fuzzy::Query;
use crate::search::ranges::merged;
use crate::text::{Cells, Clean, sanitize};

/// The state of the finder.
#[derive(Clone, Debug)]
pub struct FinderPage {
    /// The rows; the query is what the list is narrowed to. Typing never ends here.
    pub list: List<TitleStop>,
    /// What was asked, and which rows there are: none as long as the titles are not there.
    pub asked: Asked<Shown>,
    /// The rows in sight.
    pub rows: Vec<TitleRow>,
    /// The article under the pointer.
    pub preview: Preview,
    /// The articles last opened, by number.
    recent: Vec<usize>,
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
    /// What a term stands for that fits neither: the kicker, an author or a tag, and its bytes.
    pub reason: Option<(Clean, Vec<Range<usize>>)>,
}

/// What the rows are.
#[derive(Clone, Debug)]
pub enum Shown {
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
            asked: Asked::default(),
            rows: Vec::new(),
            preview: Preview::default(),
            recent: Vec::new(),
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
        self.asked.is_open() || self.asked.answer().is_none()
    }

    /// How many titles fit; `None` before anything was looked for.
    pub fn count(&self) -> Option<usize> {
        self.asked.answer().map(|_| self.list.rows().len())
    }

    /// The rows are those of another library.
    pub fn forget(&mut self) {
        self.asked.settle(None);
        self.set_rows(0);
    }

    /// What was found last, which may save the next search work.
    pub fn found(&self) -> Option<&Arc<Found>> {
        match self.asked.answer()? {
            Shown::Found(found) => Some(found),
            Shown::All => None,
        }
    }

    /// Shows all titles, those of `recent` first.
    pub fn show_all(&mut self, titles: &Titles, recent: &[String]) {
        self.recent = recent.iter().filter_map(|id| titles.number(id)).collect();
        self.asked.settle(Some(Shown::All));
        self.set_rows(titles.len());
    }

    /// Shows what `question` found, if it is the one that is waited for. Whether it was.
    pub fn show_found(&mut self, question: u64, found: Arc<Found>) -> bool {
        let count = found.len();
        let is_awaited = self.asked.take(question, Shown::Found(found));
        if is_awaited {
            self.set_rows(count);
        }
        is_awaited
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
        let numbers = self.numbers(in_sight.clone());
        self.rows = numbers
            .into_iter()
            .map(|number| self.row(titles, number))
            .collect();
        self.in_sight = Some(in_sight);
    }

    fn row(&self, titles: &Titles, number: usize) -> TitleRow {
        let (title, titled) = titles.title(number);
        let publication = titles.issue(number).publication.clone();
        let mut matched = Vec::new();
        let mut matched_publication = Vec::new();
        let mut reason = None;
        if let Some(Shown::Found(found)) = self.asked.answer() {
            let stands = found.stands(titles.finder(), number);
            matched = stands.title;
            // Most rows fit by their titles, and a look at what stands beside them takes its time.
            if !stands.elsewhere.is_empty() {
                let beside = Beside::new(stands.elsewhere);
                matched_publication = beside.stand_in(publication.as_str());
                reason = beside.reason(publication.as_str(), &titles.finder().beside(number));
            }
        }
        TitleRow {
            number,
            id: titles.id(number).to_owned(),
            title,
            titled,
            month: titles.month(number),
            publication,
            matched,
            matched_publication,
            reason,
        }
    }

    /// The numbers of the articles in these rows; as many as there are.
    fn numbers(&self, rows: Range<usize>) -> Vec<usize> {
        let rows = rows.start..rows.end.min(self.list.rows().len());
        match self.asked.answer() {
            None => Vec::new(),
            Some(Shown::Found(found)) => found.rows(rows),
            Some(Shown::All) => rows.map(|row| self.number_among_all(row)).collect(),
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

/// Terms that stand for something beside the title, each by itself.
struct Beside(Vec<Query>);

impl Beside {
    fn new(terms: Vec<&Term>) -> Beside {
        let terms = terms.into_iter().cloned();
        Beside(terms.map(|term| Query::of([term])).collect())
    }

    /// The bytes of `text` that they stand for.
    fn stand_in(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.0.iter().filter_map(|term| term.matches(text));
        merged(found.flatten().collect())
    }

    /// The first line of `fields` that a term stands for which does not fit `publication` either, and
    /// where.
    fn reason(&self, publication: &str, fields: &[String]) -> Option<(Clean, Vec<Range<usize>>)> {
        let left = self.0.iter();
        let left: Vec<&Query> = left
            .filter(|term| term.matches(publication).is_none())
            .collect();
        let lines = fields.iter().flat_map(|field| field.lines());
        lines.filter(|_| !left.is_empty()).find_map(|line| {
            let found = left.iter().filter_map(|term| term.matches(line));
            let found = merged(found.flatten().collect());
            (!found.is_empty()).then(|| (sanitize(line), found))
        })
    }
}
