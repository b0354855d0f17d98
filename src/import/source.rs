//! The source as it stands, line by line, in the numbering of plans and `provenance.toml`.

use std::ops::Range;

use super::decode::decode;
use super::line_end::LineEnds;

/// A decoded source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// All of it.
    pub text: String,
    /// Its lines as byte ranges of `text`, without their ends: line n is the n-th, from 1.
    pub lines: Vec<Range<usize>>,
}

/// Decodes `bytes` as an import does and finds its lines.
pub fn source(bytes: &[u8]) -> SourceText {
    let text = decode(bytes).text.into_owned();
    let lines = lines(&text).collect();
    SourceText { text, lines }
}

/// The lines of `text` as byte ranges, without their ends: those that an import counts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let ends = LineEnds::of(text);
    std::iter::from_fn(move || {
        let begin = start;
        let (end, next) = match ends.next(begin) {
            Some(found) => found,
            None if begin < text.len() => (text.len(), text.len()),
            None => return None,
        };
        start = next;
        Some(begin..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, import};

    #[test]
    fn lines_have_the_numbers_that_plans_have() {
        let text = "一行字。\r\n\r\n二行字。\r三行字。\n\n\u{0C}四行字，很长。\n\r五行字。\r\n\
            六行字。\u{0B}七行字。\u{85}八行字。\u{2028}九行字。\u{2029}十行字。";
        let source = source(text.as_bytes());
        let options = Options {
            stem: "a".to_owned(),
            keep_punctuation: true,
        };
        let (plan, _) = import(text.as_bytes(), &options).expect("nothing is lost");
        let mut found = 0;
        for block in plan.articles.iter().flat_map(|article| &article.blocks) {
            let [first, last] = block.lines;
            let behind: String = source.lines[first - 1..last]
                .iter()
                .map(|line| &source.text[line.clone()])
                .collect();
            assert_eq!(behind, block.text, "{:?}", block.lines);
            found += 1;
        }
        assert!(found > 1);
        let last = &source.lines[source.lines.len() - 1];
        assert_eq!(&source.text[last.clone()], "十行字。");
    }

    #[test]
    fn every_line_end_ends_one_line() {
        for (text, expected) in [
            ("", 0),
            ("a", 1),
            ("a\n", 1),
            ("a\n\n", 2),
            ("a\r\nb\rc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h", 8),
        ] {
            assert_eq!(lines(text).count(), expected, "{text:?}");
        }
    }
}
