//! The full text: articles in which the query stands, each with its first passages.
//!
//! Searching is the worker's. A page *asks* when its query changes and shows what it was answered
//! last until the next answer comes; keys that mean a row wait for it in [`SearchPage::waiting`]. The
//! pointer goes by article. Articles have rows of their own number, so which ones are in sight is
//! found out from the pointer's on ([`SearchPage::show_rows`]), and only those are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::list::{AnyList as _, List, Row};
use crate::app::prompt::Prompt;
use crate::app::results::{ResultRow, Results, RowSettings};
use crate::app::trail::Location;
use crate::config::action::Action;
use crate::search::archive::Damaged;
use crate::search::{Order, QueryError};
use crate::text::Cells;

/// The state of the page.
#[derive(Clone, Debug)]
pub struct SearchPage {
    /// The articles; the query is what the list is narrowed to. Typing never ends here.
    pub list: List<ResultStop>,
    /// What keys asked of rows that are not there yet, in order.
    pub waiting: Vec<(Action, Option<usize>)>,
    /// What comes first.
    pub order: Order,
    /// Where leaving goes: to the page below if not told.
    pub below: Option<Location>,
    /// What is wrong with the query; the rows are those of the one before.
    pub fault: Option<QueryError>,
    /// What may stand in the place of the pinyin before the cursor.
    pub offer: Offer,
    results: Option<Arc<Results>>,
    /// The question that is not answered yet.
    asked: Option<u64>,
    /// The first article in sight.
    top: usize,
    /// The rows that were made, by article, and how.
    rows: BTreeMap<usize, ResultRow>,
    made: Option<(RowSettings, Cells)>,
    /// How many articles are in sight.
    in_sight: usize,
}

/// Words for a pinyin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What stands before the pinyin; the whole query is that and a word.
    before: String,
    words: Vec<String>,
    /// How many were taken.
    taken: usize,
    /// The query that they are for: any other one has none.
    query: String,
}

/// An article in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultStop;

impl Row for ResultStop {
    fn is_stop(&self) -> bool {
        true
    }
}

impl Offer {
    /// The `words` for the pinyin at the end of `query`, which begins at byte `at`.
    pub fn new(query: &str, at: usize, words: Vec<String>) -> Offer {
        Offer {
            before: query[..at].to_owned(),
            words,
            taken: 0,
            query: query.to_owned(),
        }
    }

    /// The word that would be taken next, if `query` is the one they are for.
    pub fn next(&self, query: &str) -> Option<&str> {
        let word = self.words.get(self.taken % self.words.len().max(1))?;
        let is_new = self.taken == 0 || self.words.len() > 1;
        (is_new && query == self.query).then_some(word)
    }

    /// Takes it: the query with it.
    pub fn take(&mut self, query: &str) -> Option<String> {
        let word = self.next(query)?;
        self.query = format!("{}{word}", self.before);
        self.taken += 1;
        Some(self.query.clone())
    }

    /// Whether a word was taken and `query` is what it made.
    pub fn is_taken(&self, query: &str) -> bool {
        self.taken > 0 && query == self.query
    }
}

impl SearchPage {
    /// A page without results over the page in front.
    pub fn new(query: &str) -> SearchPage {
        let mut list = List::typed();
        if let Some(filter) = list.filter_mut() {
            filter.prompt = Prompt::with_text(query);
        }
        SearchPage {
            list,
            waiting: Vec::new(),
            order: Order::default(),
            below: None,
            fault: None,
            offer: Offer::default(),
            results: None,
            asked: None,
            top: 0,
            rows: BTreeMap::new(),
            made: None,
            in_sight: 1,
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

    /// What was found last.
    pub fn results(&self) -> Option<&Arc<Results>> {
        self.results.as_ref()
    }

    /// Whether the rows are not those of the query.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// The query was sent to be looked for as question `asked`.
    pub fn ask(&mut self, asked: u64) {
        self.asked = Some(asked);
        self.fault = None;
    }

    /// Nothing is looked for: the query is blank.
    pub fn clear(&mut self) {
        self.asked = None;
        self.fault = None;
        self.set(None, 0);
    }

    /// The query means nothing.
    pub fn refuse(&mut self, fault: QueryError) {
        self.asked = None;
        self.fault = Some(fault);
    }

    /// Shows what question `asked` found, if it is the one that is waited for. Whether it was.
    pub fn show(&mut self, asked: u64, results: Arc<Results>) -> bool {
        if self.asked != Some(asked) {
            return false;
        }
        self.asked = None;
        self.set(Some(results), 0);
        true
    }

    /// Shows earlier results again, the pointer on article `index`, with their query and order.
    pub fn bring_back(&mut self, results: Arc<Results>, index: usize) {
        self.asked = None;
        self.fault = None;
        self.order = results.order();
        if let Some(filter) = self.list.filter_mut() {
            filter.prompt.replace(results.query());
            filter.prompt.leave_for_rows();
        }
        self.set(Some(results), index);
    }

    fn set(&mut self, results: Option<Arc<Results>>, index: usize) {
        let count = results.as_ref().map_or(0, |results| results.len());
        self.results = results;
        self.list.set_rows(vec![ResultStop; count]);
        self.list.to_start();
        self.list.pointer.row = index.min(count.saturating_sub(1));
        self.top = 0;
        self.rows.clear();
        self.made = None;
    }

    /// The number of the article under the pointer among the results.
    pub fn current(&self) -> Option<usize> {
        self.list.current()?;
        Some(self.list.pointer.row)
    }

    /// The articles in sight with their numbers, from the top of the page.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &ResultRow)> {
        self.rows
            .range(self.top..)
            .map(|(index, row)| (*index, row))
    }

    /// How many articles are in sight.
    pub fn in_sight(&self) -> Cells {
        self.in_sight
    }

    /// Makes the rows in sight on a page of `height` rows; `gap` blank rows part articles. The pointer
    /// keeps one article below it in sight where both have room.
    ///
    /// # Errors
    /// The search text is damaged.
    pub fn show_rows(
        &mut self,
        settings: RowSettings,
        (height, gap): (Cells, Cells),
    ) -> Result<(), Damaged> {
        let Some(results) = self.results.clone() else {
            return Ok(());
        };
        if self.made != Some((settings, height)) {
            self.rows.clear();
            self.made = Some((settings, height));
        }
        let last = results.len().saturating_sub(1);
        let pointer = self.list.pointer.row.min(last);
        let mut maker = Maker {
            rows: &mut self.rows,
            results: &results,
            settings,
            gap,
        };
        // Up to the article above the pointer, down to the one below it, where there is room.
        let goal = (pointer + 1).min(last);
        let mut top = self.top.min(pointer.saturating_sub(1));
        if maker.is_taller(top..goal + 1, height)? {
            top = maker.first_of_page(goal, height)?.min(pointer);
            if maker.is_taller(top..pointer + 1, height)? {
                top = maker.first_of_page(pointer, height)?.min(pointer);
            }
        }
        // No further down than the end fills the page.
        if last - top <= height {
            top = top.min(maker.first_of_page(last, height)?);
        }
        let mut end = top;
        let mut rows = 0;
        while end <= last && rows < height {
            rows += maker.rows(end)?;
            end += 1;
        }
        let whole = end - usize::from(rows > height + gap && end > top + 1);
        self.rows.retain(|index, _| (top..end).contains(index));
        self.top = top;
        self.in_sight = (whole - top).max(1);
        Ok(())
    }
}

/// Makes rows as they are asked for.
struct Maker<'a> {
    rows: &'a mut BTreeMap<usize, ResultRow>,
    results: &'a Results,
    settings: RowSettings,
    gap: Cells,
}

impl Maker<'_> {
    /// How many rows article `index` takes, with the gap after it.
    fn rows(&mut self, index: usize) -> Result<Cells, Damaged> {
        if !self.rows.contains_key(&index)
            && let Some(row) = self.results.row(index, self.settings)?
        {
            self.rows.insert(index, row);
        }
        let clips = self.rows.get(&index).map_or(0, |row| row.clips.len());
        Ok(1 + clips + self.gap)
    }

    /// The first article of a page that ends with article `last`.
    fn first_of_page(&mut self, last: usize, height: Cells) -> Result<usize, Damaged> {
        let (mut first, mut rows) = (last, self.rows(last)?);
        while first > 0 {
            rows += self.rows(first - 1)?;
            if rows > height + self.gap {
                break;
            }
            first -= 1;
        }
        Ok(first)
    }

    /// Whether these articles take more than `height` rows.
    fn is_taller(
        &mut self,
        articles: std::ops::Range<usize>,
        height: Cells,
    ) -> Result<bool, Damaged> {
        let mut rows = 0;
        for index in articles {
            rows += self.rows(index)?;
            if rows > height + self.gap {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The pinyin at the end of what stands before the cursor: where it begins, and it.
pub fn pinyin_at_end(before: &str) -> Option<(usize, &str)> {
    let is_letter = |c: char| c.is_alphabetic() && c.is_ascii() || matches!(c, '\'' | 'ü' | 'Ü');
    let at = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_letter(*c))
        .last()
        .map(|(at, _)| at)?;
    // A word that goes on before it is no pinyin; marks of the query's language may stand there.
    let free = before[..at].chars().next_back().is_none_or(|c| {
        c.is_whitespace() || matches!(c, '-' | '"' | ':') || crate::text::script::is_han(c)
    });
    let letters = &before[at..];
    (free && letters != "OR" && letters.len() > 1).then_some((at, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_is_taken_from_the_last_word() {
        for (before, expected) in [
            ("yb", Some("yb")),
            ("医保 js", Some("js")),
            ("医保js", Some("js")),
            ("-yb", Some("yb")),
            ("title:yb", Some("yb")),
            ("\"yb", Some("yb")),
            ("xi'an", Some("xi'an")),
            ("nüer", Some("nüer")),
            ("y", None),
            ("", None),
            ("yb ", None),
            ("5yb", None),
            ("医保 OR", None),
        ] {
            let found = pinyin_at_end(before).map(|(_, letters)| letters);
            assert_eq!(found, expected, "{before}");
        }
    }

    #[test]
    fn words_are_taken_in_turn() {
        let words = ["医保", "样板"].map(str::to_owned).to_vec();
        let mut offer = Offer::new("看 yb", 4, words);
        assert_eq!(offer.next("看 y"), None);
        assert_eq!(offer.next("看 yb"), Some("医保"));
        assert_eq!(offer.take("看 yb").as_deref(), Some("看 医保"));
        assert_eq!(offer.next("看 医保"), Some("样板"));
        assert_eq!(offer.take("看 医保").as_deref(), Some("看 样板"));
        assert_eq!(offer.take("看 样板").as_deref(), Some("看 医保"));
        let mut only = Offer::new("yb", 0, vec!["医保".to_owned()]);
        assert_eq!(only.take("yb").as_deref(), Some("医保"));
        assert_eq!(only.next("医保"), None);
        assert_eq!(Offer::default().next(""), None);
    }
}
