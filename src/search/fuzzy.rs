//! Narrowing a list of short texts by what is typed: literally, as a subsequence, or in pinyin.
//!
//! A query is one or more terms divided by blanks; a text fits when every term does, in any order.
//! A term fits literally (folded), else as a subsequence of characters (`fuzzy-matcher`), else as
//! pinyin in full, by initials or mixed (`ib-matcher`, with all readings of each Han). The hard part
//! is speaking of the same characters: one library counts characters, the other bytes, so everything
//! becomes byte ranges of the text as it stands before it leaves this module. Digits of a term match
//! only side by side: a year is no subsequence.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use super::fold::fold_char;

/// A query ready to be matched against many texts; the default one fits everything.
#[derive(Default)]
pub struct Query {
    terms: Vec<Term>,
    subsequence: SkimMatcherV2,
}

struct Term {
    /// The folded characters.
    folded: Vec<char>,
    /// The pinyin matcher; only for terms of Latin letters.
    pinyin: Option<IbMatcher<'static>>,
}

impl Query {
    /// Reads a query; a blank one fits everything.
    pub fn new(query: &str) -> Query {
        let terms = query.split_whitespace().map(Term::new).collect();
        Query {
            terms,
            subsequence: SkimMatcherV2::default().smart_case(),
        }
    }

    /// The byte ranges of `text` that the query stands for, ascending; `None` if it does not fit.
    pub fn matches(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let mut ranges = Vec::new();
        for term in &self.terms {
            let found = term
                .literal(text)
                .or_else(|| term.pinyin(text))
                .or_else(|| self.subsequence(term, text))?;
            ranges.extend(found);
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        Some(joined(ranges))
    }

    fn subsequence(&self, term: &Term, text: &str) -> Option<Vec<Range<usize>>> {
        // Two letters stand in almost any Latin text in order; only Han say enough by themselves.
        if term.folded.len() < 2 || term.pinyin.is_some() {
            return None;
        }
        if term.folded.iter().any(char::is_ascii_digit) {
            return term.subsequence_of_runs(text);
        }
        let (folded, starts) = folded_text(text);
        let pattern: String = term.folded.iter().collect();
        let (_, indices) = self.subsequence.fuzzy_indices(&folded, &pattern)?;
        Some(
            indices
                .into_iter()
                .map(|index| starts[index]..starts[index + 1])
                .collect(),
        )
    }
}

/// All places of `text` whose pinyin is `letters`, in full, by initials or mixed: byte ranges,
/// ascending, none over another, none beyond its line. None at all for what is no word of two ASCII
/// letters or more: a single initial stands for too much.
pub fn find_pinyin(letters: &str, text: &str) -> Vec<Range<usize>> {
    let letters = letters.trim();
    if letters.len() < 2 || letters.contains(char::is_whitespace) {
        return Vec::new();
    }
    let term = Term::new(letters);
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut from = 0;
        while let Some(range) = term
            .pinyin(&line[from..])
            .and_then(|found| found.first().cloned())
        {
            found.push(start + from + range.start..start + from + range.end);
            from += range.end.max(1);
        }
        start += line.len();
    }
    found
}

impl Term {
    fn new(term: &str) -> Term {
        let folded: Vec<char> = term.chars().map(fold_char).collect();
        let latin = folded.iter().all(|c| c.is_ascii_alphabetic() || *c == '\'');
        let pinyin = latin.then(|| {
            let letters: String = folded.iter().filter(|c| c.is_ascii_alphabetic()).collect();
            IbMatcher::builder(letters.as_str())
                .pinyin(PinyinMatchConfig::default())
                .build()
        });
        Term { folded, pinyin }
    }

    fn literal(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let starts: Vec<(usize, char)> = text
            .char_indices()
            .map(|(at, c)| (at, fold_char(c)))
            .collect();
        let length = self.folded.len();
        let found = starts.windows(length).position(|window| {
            window
                .iter()
                .map(|&(_, c)| c)
                .eq(self.folded.iter().copied())
        })?;
        let end = starts.get(found + length).map_or(text.len(), |&(at, _)| at);
        Some(std::iter::once(starts[found].0..end).collect())
    }

    /// As a subsequence in which each number stands whole: `2022` is no part of `2019年第24期`.
    fn subsequence_of_runs(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let text: Vec<(usize, char)> = text
            .char_indices()
            .chain(std::iter::once((text.len(), '\0')))
            .map(|(at, c)| (at, fold_char(c)))
            .collect();
        let both_digits = |a: &char, b: &char| a.is_ascii_digit() && b.is_ascii_digit();
        let mut from = 0;
        let mut ranges = Vec::new();
        for run in self.folded.chunk_by(both_digits) {
            let found = text[from..text.len() - 1]
                .windows(run.len())
                .position(|window| window.iter().map(|(_, c)| c).eq(run))?;
            let (start, end) = (from + found, from + found + run.len());
            ranges.push(text[start].0..text[end].0);
            from = end;
        }
        Some(ranges)
    }

    fn pinyin(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let found = self.pinyin.as_ref()?.find(text)?;
        Some(std::iter::once(found.range()).collect())
    }
}

/// The folded text and the byte each of its characters starts at in `text`, with the end.
fn folded_text(text: &str) -> (String, Vec<usize>) {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    (text.chars().map(fold_char).collect(), starts)
}

/// Sorted ranges with those that touch or overlap made one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
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
