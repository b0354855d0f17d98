//! The full text: articles in which the query stands, each with its first passages.
//!
//! Searching is the worker's. A page *asks* when its query changes and shows what it was answered
//! last until the next answer comes; keys that mean a row wait for it in [`SearchPage::asked`]. The
//! pointer goes by article. Articles have rows of their own number, so which ones are in sight is
//! found out from the pointer's on ([`SearchPage::show_rows`]), and only those are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::asked::Asked;
use crate::app::list::{AnyList as _, List, Row};
use crate::app::prompt::Prompt;
use crate::app::results::{ResultRow, Results, RowSettings};
use crate::app::trail::Location;
use crate::search::archive::Damaged;
use crate::search::{Order, QueryError};
use crate::text::Cells;
use crate::text::script::is_han;

/// The state of the page.
#[derive(Clone, Debug)]
pub struct SearchPage {
    /// The articles; the query is what the list is narrowed to. Typing never ends here.
    pub list: List<ResultStop>,
    /// What was asked, and what was found last.
    pub asked: Asked<Arc<Results>>,
    /// What comes first.
    pub order: Order,
    /// Where leaving goes: to the page below if not told.
    pub below: Option<Location>,
    /// What is wrong with the query; the rows are those of the one before.
    pub fault: Option<QueryError>,
    /// What may stand in the place of the pinyin before the cursor.
    pub offer: Offer,
    /// The text before the cursor for whose pinyin words are asked and have not come.
    words_for: Option<String>,
    /// The article that the pointer is to stand on when the answer comes.
    aim: Option<String>,
    /// The first article in sight.
    top: usize,
    /// The rows that were made, by article, and how.
    rows: BTreeMap<usize, ResultRow>,
    made: Option<Sight>,
    /// How many articles are in sight.
    in_sight: usize,
}

/// Words for a pinyin before the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Where the pinyin begins, in bytes of what stands before the cursor.
    at: usize,
    words: Vec<String>,
    /// How many were taken.
    taken: usize,
    /// What stands before the cursor where they are offered.
    before: String,
}

/// How much of the results is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// How rows are made.
    pub settings: RowSettings,
    /// The rows of the page.
    pub height: Cells,
    /// The blank rows that part articles.
    pub gap: Cells,
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
    /// The `words` for the pinyin at the end of `before`, which begins at byte `at`.
    pub fn new(before: &str, at: usize, words: Vec<String>) -> Offer {
        Offer {
            at,
            words,
            taken: 0,
            before: before.to_owned(),
        }
    }

    /// The word that would be taken next, if they are for what stands `before` the cursor.
    pub fn next(&self, before: &str) -> Option<&str> {
        let word = self.words.get(self.taken % self.words.len().max(1))?;
        let is_new = self.taken == 0 || self.words.len() > 1;
        (is_new && before == self.before).then_some(word)
    }

    /// Takes it: the byte from which on it takes the place of what stands before the cursor, and it.
    pub fn take(&mut self, before: &str) -> Option<(usize, String)> {
        let word = self.next(before)?.to_owned();
        self.before = format!("{}{word}", &self.before[..self.at]);
        self.taken += 1;
        Some((self.at, word))
    }

    /// Whether they are for what stands `before` the cursor, taken or not.
    pub fn is_for(&self, before: &str) -> bool {
        before == self.before
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
            asked: Asked::default(),
            order: Order::default(),
            below: None,
            fault: None,
            offer: Offer::default(),
            words_for: None,
            aim: None,
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

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.prompt().map_or("", Prompt::before_cursor)
    }

    /// What was found last.
    pub fn results(&self) -> Option<&Arc<Results>> {
        self.asked.answer()
    }

    /// Whether the rows are not those of the query.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_open()
    }

    /// The query was sent to be looked for under the number `question`.
    pub fn ask(&mut self, question: u64) {
        self.asked.ask(question);
        self.fault = None;
    }

    /// Nothing is looked for: the query is blank.
    pub fn clear(&mut self) {
        self.fault = None;
        self.set(None, 0);
    }

    /// The query means nothing.
    pub fn refuse(&mut self, fault: QueryError) {
        self.asked.refuse();
        self.fault = Some(fault);
    }

    /// Shows what `question` found, if it is the one that is waited for. Whether it was.
    pub fn show(&mut self, question: u64, results: &Arc<Results>) -> bool {
        if self.asked.question() != Some(question) {
            return false;
        }
        let aim = self.aim.take().and_then(|id| results.index_of(&id));
        self.set(Some(Arc::clone(results)), aim.unwrap_or(0));
        true
    }

    /// Shows earlier results again, the pointer on article `index`, with their query and order.
    pub fn bring_back(&mut self, results: Arc<Results>, index: usize) {
        self.recall(results.query(), results.order());
        self.set(Some(results), index);
    }

    /// Puts an earlier query in the prompt, to be asked again.
    pub fn recall(&mut self, query: &str, order: Order) {
        self.fault = None;
        self.order = order;
        if let Some(filter) = self.list.filter_mut() {
            filter.prompt.replace(query);
            filter.prompt.leave_for_rows();
        }
    }

    /// When the answer comes, the pointer is to stand on this article, if it is there.
    pub fn aim_at(&mut self, article: Option<String>) {
        self.aim = article;
    }

    /// The pinyin before the cursor for which words must be asked now.
    pub fn lacks_words(&self) -> Option<&str> {
        let before = self.before_cursor();
        pinyin_at_end(before)?;
        let is_known = self.offer.is_for(before) || self.words_for.as_deref() == Some(before);
        (!is_known).then_some(before)
    }

    /// Words are asked for what stands `before` the cursor; for nothing any more.
    pub fn ask_words(&mut self, before: Option<String>) {
        self.words_for = before;
    }

    /// What words are asked for, if they are still wanted there.
    pub fn words_asked(&self) -> Option<&str> {
        let asked = self.words_for.as_deref();
        asked.filter(|asked| *asked == self.before_cursor())
    }

    /// Takes words for what stands `before` the cursor, if they are those that were asked. Whether they
    /// were.
    pub fn offer_words(&mut self, before: &str, words: Vec<String>) -> bool {
        if self.words_asked() != Some(before) {
            return false;
        }
        self.words_for = None;
        let at = pinyin_at_end(before).map_or(before.len(), |(at, _)| at);
        self.offer = Offer::new(before, at, words);
        true
    }

    fn set(&mut self, results: Option<Arc<Results>>, index: usize) {
        let count = results.as_ref().map_or(0, |results| results.len());
        self.asked.settle(results);
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

    /// Makes the rows in sight. The pointer keeps one article below it in sight where both have room.
    ///
    /// # Errors
    /// The search text is damaged.
    pub fn show_rows(&mut self, sight: Sight) -> Result<(), Damaged> {
        let Some(results) = self.results().cloned() else {
            return Ok(());
        };
        let Sight {
            settings,
            height,
            gap,
        } = sight;
        if self.made != Some(sight) {
            self.rows.clear();
            self.made = Some(sight);
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
        let opens = matches!(c, '-' | '"' | ':' | '：' | '“' | '「' | '『');
        c.is_whitespace() || opens || is_han(c)
    });
    let letters = &before[at..];
    (free && letters != "OR" && letters.len() > 1).then_some((at, letters))
}

/// The field whose value begins behind `before`, as it is typed: `author:` with or without a quotation mark.
pub fn field_at_end(before: &str) -> Option<&str> {
    let open = before.trim_end_matches(['"', '“', '「', '『']);
    let named = open.strip_suffix(':').or_else(|| open.strip_suffix('：'))?;
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let start = named.trim_end_matches(is_letter).len();
    let name = &named[start..];
    (!name.is_empty()).then_some(name)
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
            ("title：yb", Some("yb")),
            ("“yb", Some("yb")),
            ("「医保 yb", Some("yb")),
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
    fn the_field_before_a_pinyin_is_known() {
        for (before, field) in [
            ("author:", Some("author")),
            ("医保 -author：", Some("author")),
            ("publication:\"", Some("publication")),
            ("source:“", Some("source")),
            ("医保 ", None),
            (":", None),
            ("", None),
        ] {
            assert_eq!(field_at_end(before), field, "{before}");
        }
    }

    #[test]
    fn words_are_taken_in_turn() {
        let words = ["医保", "样板"].map(str::to_owned).to_vec();
        let mut offer = Offer::new("看 yb", 4, words);
        assert_eq!(offer.next("看 y"), None);
        assert_eq!(offer.next("看 yb"), Some("医保"));
        assert_eq!(offer.take("看 yb"), Some((4, "医保".to_owned())));
        assert_eq!(offer.next("看 医保"), Some("样板"));
        assert_eq!(offer.take("看 医保"), Some((4, "样板".to_owned())));
        assert_eq!(offer.take("看 样板"), Some((4, "医保".to_owned())));
        let mut only = Offer::new("yb", 0, vec!["医保".to_owned()]);
        assert_eq!(only.take("yb"), Some((0, "医保".to_owned())));
        assert_eq!(only.next("医保"), None);
        assert_eq!(Offer::default().next(""), None);
    }
}
