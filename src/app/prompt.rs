//! A line in which a query is typed: its text, the cursor in it, and the queries from before.
//!
//! Every place where one types holds a [`Prompt`]: the finder, the full text, `/` in a list and in
//! an article, help. What typing does to the text is here; what follows from another text is its
//! page's. The text is clean and at most [`LONGEST`] characters, so a pasted book does no harm.
//!
//! The history is not the prompt's: [`Prompt::older`] and [`Prompt::newer`] are given the queries
//! of its kind (`State::finding.history`) and remember only how far one has gone back, and what was
//! typed before.

use crate::store::history::LONGEST_QUERY;
use crate::text::{AmbiguousWidth, Clean, CleanStr, clusters};

/// The most characters a query takes; more is cut.
pub const LONGEST: usize = LONGEST_QUERY;

/// A query while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: Clean,
    /// Where the next character goes: a byte of the text between two clusters.
    cursor: usize,
    /// Whether an earlier query stands there, unchanged.
    recalled: Option<Recalled>,
    /// Whether the pointer was moved among the rows since the text changed.
    left: bool,
}

/// How far one has gone back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Recalled {
    /// How many queries of the history are newer.
    newer: usize,
    /// What was typed before.
    typed: Clean,
}

impl Prompt {
    /// A prompt that holds `text`, the cursor at its end.
    pub fn with_text(text: &str) -> Prompt {
        let mut prompt = Prompt::default();
        prompt.insert(text);
        prompt
    }

    /// What was typed.
    pub fn text(&self) -> CleanStr<'_> {
        self.text.as_clean()
    }

    /// What was typed.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text.as_str()[..self.cursor]
    }

    /// What stands before the cursor, and after it.
    pub fn parts(&self) -> (CleanStr<'_>, CleanStr<'_>) {
        let text = self.text.as_clean();
        (
            text.slice(0..self.cursor),
            text.slice(self.cursor..text.len()),
        )
    }

    /// Types or pastes `text` at the cursor. Controls and line ends become blanks; `false` if not all
    /// of it found room.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let mut characters = text.chars();
        let taken: String = characters
            .by_ref()
            .take(room)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let (before, after) = self.parts();
        let before = Clean::from(format!("{}{taken}", before.as_str()).as_str());
        let whole = Clean::from(format!("{}{}", before.as_str(), after.as_str()).as_str());
        self.set(whole, before.len());
        characters.next().is_none()
    }

    /// Takes back the character before the cursor.
    pub fn erase(&mut self) {
        self.remove(self.boundary_before(), self.cursor);
    }

    /// Takes away the character after the cursor.
    pub fn erase_forward(&mut self) {
        self.remove(self.cursor, self.boundary_after());
    }

    /// Takes back the word before the cursor: up to a blank.
    pub fn erase_word(&mut self) {
        let (before, _) = self.parts();
        let word = before.as_str().trim_end();
        let start = word
            .char_indices()
            .rfind(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.remove(start, self.cursor);
    }

    /// Takes back everything.
    pub fn erase_all(&mut self) {
        self.set(Clean::default(), 0);
    }

    /// Puts `text` in the place of what was typed, the cursor at its end.
    pub fn replace(&mut self, text: &str) {
        self.erase_all();
        self.insert(text);
    }

    /// Puts `word` in the place of what stands from byte `start` on before the cursor.
    pub fn complete(&mut self, start: usize, word: &str) {
        let (before, after) = self.parts();
        let start = start.min(before.len());
        let before = Clean::from(format!("{}{word}", before.slice(0..start).as_str()).as_str());
        let whole = format!("{}{}", before.as_str(), after.as_str());
        let whole: String = whole.chars().take(LONGEST).collect();
        self.set(Clean::from(whole.as_str()), before.len());
    }

    /// The cursor one character to the left.
    pub fn left(&mut self) {
        self.cursor = self.boundary_before();
    }

    /// The cursor one character to the right.
    pub fn right(&mut self) {
        self.cursor = self.boundary_after();
    }

    /// Whether what stands there was typed now, not before.
    pub fn is_typed(&self) -> bool {
        !self.is_empty() && self.recalled.is_none()
    }

    /// The pointer is moved among the rows now.
    pub fn leave_for_rows(&mut self) {
        self.left = true;
    }

    /// Whether the pointer was moved among the rows since the text changed.
    pub fn is_left(&self) -> bool {
        self.left
    }

    /// The query of `history` (the last one at its end) before the one that stands there. `false` if
    /// there is none.
    pub fn older(&mut self, history: &[String]) -> bool {
        let newer = self.recalled.as_ref().map_or(0, |recalled| recalled.newer);
        // What stands there already is no other query.
        let next = history
            .iter()
            .rev()
            .enumerate()
            .skip(newer)
            .find(|(_, query)| *query != self.as_str());
        let Some((index, query)) = next else {
            return false;
        };
        let typed = self.typed();
        self.replace(query);
        self.recalled = Some(Recalled {
            newer: index + 1,
            typed,
        });
        true
    }

    /// The query of `history` after the one that stands there, at last what was typed before. `false`
    /// if none was recalled.
    pub fn newer(&mut self, history: &[String]) -> bool {
        let Some(recalled) = self.recalled.take() else {
            return false;
        };
        let newer = recalled.newer.saturating_sub(1);
        let query = newer
            .checked_sub(1)
            .and_then(|newer| history.iter().rev().nth(newer));
        match query {
            Some(query) => {
                self.replace(query);
                self.recalled = Some(Recalled { newer, ..recalled });
            }
            None => self.replace(recalled.typed.as_str()),
        }
        true
    }

    /// What was typed before earlier queries were recalled.
    fn typed(&mut self) -> Clean {
        match self.recalled.take() {
            Some(recalled) => recalled.typed,
            None => self.text.clone(),
        }
    }

    fn remove(&mut self, start: usize, end: usize) {
        if start == end {
            return;
        }
        let text = self.text.as_str();
        let whole = Clean::from(format!("{}{}", &text[..start], &text[end..]).as_str());
        self.set(whole, start);
    }

    /// Another text. What joins with its neighbour may leave the cursor inside of a cluster: it goes
    /// to its end.
    fn set(&mut self, text: Clean, cursor: usize) {
        self.cursor = boundaries(&text)
            .find(|&at| at >= cursor)
            .unwrap_or(text.len());
        self.text = text;
        self.recalled = None;
        self.left = false;
    }

    fn boundary_before(&self) -> usize {
        boundaries(&self.text)
            .take_while(|&at| at < self.cursor)
            .last()
            .unwrap_or(0)
    }

    fn boundary_after(&self) -> usize {
        boundaries(&self.text)
            .find(|&at| at > self.cursor)
            .unwrap_or(self.cursor)
    }
}

/// Where the cursor can stand.
fn boundaries(text: &Clean) -> impl Iterator<Item = usize> {
    clusters(text.as_str(), AmbiguousWidth::NARROW)
        .map(|cluster| cluster.offset)
        .chain([text.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the cursor as `|`.
    fn shown(prompt: &Prompt) -> String {
        let (before, after) = prompt.parts();
        format!("{}|{}", before.as_str(), after.as_str())
    }

    #[test]
    fn typing_and_erasing_happen_at_the_cursor() {
        let mut prompt = Prompt::with_text("长角");
        prompt.left();
        prompt.insert("三");
        assert_eq!(shown(&prompt), "长三|角");
        prompt.erase();
        assert_eq!(shown(&prompt), "长|角");
        prompt.erase_forward();
        assert_eq!(shown(&prompt), "长|");
        prompt.left();
        prompt.left();
        prompt.erase();
        assert_eq!(shown(&prompt), "|长");
        prompt.right();
        prompt.right();
        prompt.insert(" 医保  结算  ");
        prompt.erase_word();
        assert_eq!(shown(&prompt), "长 医保  |");
        prompt.erase_word();
        assert_eq!(shown(&prompt), "长 |");
        prompt.erase_all();
        assert_eq!(shown(&prompt), "|");
    }

    #[test]
    fn the_cursor_never_stands_inside_of_a_cluster() {
        let mut prompt = Prompt::with_text("e\u{301}x");
        prompt.left();
        prompt.left();
        assert_eq!(shown(&prompt), "|e\u{301}x");
        prompt.insert("a");
        prompt.insert("\u{300}");
        assert_eq!(shown(&prompt), "a\u{300}|e\u{301}x");
        prompt.erase();
        assert_eq!(shown(&prompt), "|e\u{301}x");
    }

    #[test]
    fn a_paste_is_cut_and_cleaned() {
        let mut prompt = Prompt::default();
        assert!(prompt.insert("甲\n乙\u{1b}[31m\u{7}丙"));
        assert_eq!(prompt.as_str(), "甲 乙 [31m 丙");
        assert!(!prompt.insert(&"长".repeat(350_000)));
        assert_eq!(prompt.as_str().chars().count(), LONGEST);
        assert!(!prompt.insert("x"));
    }

    #[test]
    fn a_word_is_completed_before_the_cursor() {
        let mut prompt = Prompt::with_text("看 yb 结算");
        for _ in 0..3 {
            prompt.left();
        }
        prompt.complete("看 ".len(), "医保");
        assert_eq!(shown(&prompt), "看 医保| 结算");
        prompt.complete(0, &"长".repeat(300));
        assert_eq!(prompt.as_str().chars().count(), LONGEST);
    }

    #[test]
    fn earlier_queries_come_back_in_order_and_what_was_typed_at_last() {
        let history = ["csj", "cq", "csj yth"].map(str::to_owned);
        let mut prompt = Prompt::with_text("x");
        assert!(!prompt.newer(&history));
        let mut seen = Vec::new();
        while prompt.older(&history) {
            seen.push(prompt.as_str().to_owned());
        }
        assert_eq!(seen, ["csj yth", "cq", "csj"]);
        seen.clear();
        while prompt.newer(&history) {
            seen.push(prompt.as_str().to_owned());
        }
        assert_eq!(seen, ["cq", "csj yth", "x"]);
        assert!(!prompt.older(&[]));
    }

    #[test]
    fn what_was_typed_over_a_recalled_query_is_no_recalled_one() {
        let history = ["a".to_owned(), "b".to_owned()];
        let mut prompt = Prompt::default();
        assert!(prompt.older(&history));
        prompt.insert("c");
        assert!(!prompt.newer(&history));
        assert!(prompt.older(&history));
        assert_eq!(prompt.as_str(), "b");
    }
}
