//! Narrowing a list of short texts by what is typed: literally, as a subsequence, or in pinyin.
//!
//! The language and the rules are the finder's ([`super::finder`]); this is for texts that are looked
//! at one by one, and for many of them ([`super::finder::Texts`]).

use std::fmt;
use std::ops::Range;

use super::Readings;
use super::finder::Line;
use super::finder::language::{Term, terms};
use super::finder::spelling::Letters;

/// A query ready to be matched against many texts; the default one fits everything.
#[derive(Default)]
pub struct Query {
    terms: Vec<(Term, Option<Letters>)>,
    /// Only if a term has letters.
    readings: Option<Readings>,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").field("terms", &self.terms).finish()
    }
}

impl Query {
    /// Reads a query; a blank one fits everything.
    pub fn new(query: &str) -> Query {
        Query::of(terms(query))
    }

    /// The query of these terms; of none it fits everything.
    pub fn of(terms: impl IntoIterator<Item = Term>) -> Query {
        let terms: Vec<(Term, Option<Letters>)> = terms
            .into_iter()
            .map(|term| {
                let letters = Letters::new(&term);
                (term, letters)
            })
            .collect();
        let spelled = terms.iter().any(|(_, letters)| letters.is_some());
        Query {
            terms,
            readings: spelled.then(Readings::default),
        }
    }

    /// Its terms, those with letters ready for pinyin.
    pub(super) fn terms(&self) -> &[(Term, Option<Letters>)] {
        &self.terms
    }

    /// Whether it has no term and fits everything.
    pub fn is_blank(&self) -> bool {
        self.terms.is_empty()
    }

    /// The byte ranges of `text` that the query stands for, ascending; `None` if it does not fit.
    pub fn matches(&self, text: &str) -> Option<Vec<Range<usize>>> {
        if self.is_blank() {
            return Some(Vec::new());
        }
        Line::new(text, self.readings.as_ref()).matches(&self.terms)
    }
}

/// All places of `text` whose pinyin is `letters`, in full, by initials or mixed: byte ranges,
/// ascending, none over another, none beyond its line. None at all for what is no word of two ASCII
/// letters or more: a single initial stands for too much.
pub fn find_pinyin(letters: &str, text: &str) -> Vec<Range<usize>> {
    let spelling = |c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | 'ü');
    let [term] = &terms(letters)[..] else {
        return Vec::new();
    };
    match Letters::new(term) {
        Some(letters) if !letters.is_one() && term.folded.iter().copied().all(spelling) => {
            Line::new(text, Some(&Readings::default())).spelled(&letters)
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(query: &str, text: &str) -> Option<String> {
        let ranges = Query::new(query).matches(text)?;
        Some(
            ranges
                .into_iter()
                .map(|range| &text[range])
                .collect::<Vec<_>>()
                .join("|"),
        )
    }

    #[test]
    fn every_place_of_a_pinyin_is_found() {
        for (letters, text, expected) in [
            (
                "csj",
                "看长三角\n长三\n角，長三角",
                vec!["长三角", "長三角"],
            ),
            ("changsj", "长三角与长三角", vec!["长三角", "长三角"]),
            ("c", "长三角", vec![]),
            ("c s", "长三角", vec![]),
            ("长三", "长三角", vec![]),
            ("ll", "力量，量力", vec!["力量", "量力"]),
        ] {
            let found = find_pinyin(letters, text);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{letters} in {text}");
        }
    }

    #[test]
    fn a_title_is_found_by_what_can_be_typed() {
        for (query, text, expected) in [
            ("", "任意", Some("")),
            ("csj", "长三角一体化", Some("长三角")),
            ("changsanjiao", "看长三角", Some("长三角")),
            ("cq", "重庆来信", Some("重庆")),
            ("g60", "Ｇ60科创走廊", Some("Ｇ60")),
            ("长化", "长三角一体化", Some("长|化")),
            ("ythh csj", "长三角一体化", None),
            ("yth csj", "长三角一体化", Some("长三角一体化")),
            ("biaoji", "看全部标记", Some("标记")),
            ("page", "to the next page", Some("page")),
            ("zz", "长三角", None),
            ("2022", "2019年第24期 2019-12-20", None),
            ("2019第24", "2019年第24期", Some("2019|第24")),
            ("24期", "2019年第24期", Some("24期")),
            ("第24号", "2019年第24期", None),
        ] {
            assert_eq!(
                matched(query, text).as_deref(),
                expected,
                "{query} in {text}"
            );
        }
    }
}
