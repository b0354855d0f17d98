//! Finding in the article that is open: every place where the query stands in its text.
//!
//! Case, width, traditional and simplified forms and blanks beside Han make no difference, as in the
//! full text ([`crate::search::fold`]). Letters that
//! stand nowhere as they are typed are taken as pinyin, in full or by initials. Head block, labels
//! and list marks are no text of the article and never match.

use std::ops::Range;

use crate::search::Matcher;
use crate::search::clip::ranges;
use crate::search::fuzzy::find_pinyin;
use crate::search::snippet::passages_in;
use crate::text::Clean;

/// A query and its matches in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What is looked for.
    pub query: Clean,
    /// Byte ranges of the text, ascending, not overlapping.
    pub matches: Vec<Range<usize>>,
    /// Parts of the title to be marked too: of a full-text search, which looks there as well.
    pub title: Vec<Clean>,
    /// How many matches stand in the title: they come before those of the text.
    pub in_title: usize,
    /// The index of the current one among those of title and text.
    pub current: usize,
}

impl Find {
    /// Looks for `query` in `text`; the current match is the first at or after byte `from`, else
    /// the first of all.
    pub fn new(query: Clean, text: &str, from: usize) -> Find {
        let mut matches = matches(query.as_str(), text);
        if matches.is_empty() {
            matches = find_pinyin(query.as_str(), text);
        }
        Find::of(query, matches, from)
    }

    /// The same for what is no pinyin, whatever it looks like.
    pub fn as_typed(query: Clean, text: &str, from: usize) -> Find {
        let matches = matches(query.as_str(), text);
        Find::of(query, matches, from)
    }

    fn of(query: Clean, matches: Vec<Range<usize>>, from: usize) -> Find {
        let current = matches
            .iter()
            .position(|range| range.start >= from)
            .unwrap_or(0);
        Find {
            query,
            matches,
            title: Vec::new(),
            in_title: 0,
            current,
        }
    }

    /// How many matches there are, in title and text.
    pub fn total(&self) -> usize {
        self.in_title + self.matches.len()
    }

    /// The index of the current match among those of the text; `None` if it stands in the title.
    pub fn current_in_text(&self) -> Option<usize> {
        self.current.checked_sub(self.in_title)
    }

    /// The current match, if it stands in the text.
    pub fn range(&self) -> Option<Range<usize>> {
        self.matches.get(self.current_in_text()?).cloned()
    }

    /// Goes on by `steps` matches, round the ends. Whether it went past an end.
    pub fn step(&mut self, steps: isize) -> bool {
        let Ok(total) = isize::try_from(self.total()) else {
            return false;
        };
        if total == 0 {
            return false;
        }
        let goal = self.current as isize + steps;
        self.current = goal.rem_euclid(total) as usize;
        !(0..total).contains(&goal)
    }
}

/// All places of `query` in `text`, by the same rules as in the full text.
fn matches(query: &str, text: &str) -> Vec<Range<usize>> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    ranges(text, &passages_in(&Matcher::of_text(query), "", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_folded_and_do_not_overlap() {
        for (query, text, expected) in [
            ("窗口", "三号窗口，窗口之外", vec![6..12, 15..21]),
            ("aa", "aaaa", vec![0..2, 2..4]),
            ("g60", "Ｇ60与g６０", vec![0..5, 8..15]),
            ("", "text", vec![]),
            (" ", "a b", vec![]),
            ("2024年", "到 2024 年 底，2024年", vec![4..12, 19..26]),
            ("一二", "一\n二", vec![]),
        ] {
            assert_eq!(matches(query, text), expected, "{query}");
        }
    }

    #[test]
    fn letters_are_pinyin_only_where_they_stand_nowhere_as_typed() {
        let found = |query: &str, text: &str| -> Vec<String> {
            let find = Find::new(Clean::from(query), text, 0);
            let ranges = find.matches.into_iter();
            ranges.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("csj", "长三角，再说长三角"), ["长三角", "长三角"]);
        assert_eq!(found("changsanjiao", "长三角"), ["长三角"]);
        assert_eq!(found("csj", "长三角（CSJ）"), ["CSJ"]);
        assert_eq!(found("學校", "学校与學校"), ["学校", "學校"]);
    }

    #[test]
    fn stepping_goes_round() {
        let mut find = Find::new(Clean::from("一"), "一二一二一", 4);
        assert_eq!(find.current, 1);
        assert!(!find.step(1));
        assert!(find.step(1));
        assert_eq!(find.current, 0);
        assert!(find.step(-1));
        assert_eq!(find.current, 2);
    }
}
