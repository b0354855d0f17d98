//! The source as it stands, line by line, in the numbering of plans and `provenance.toml`.

use std::ops::Range;

use super::decode::decode;

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
    let text = decode(bytes).text;
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, end) in text.match_indices(['\n', '\r', '\u{0C}']) {
        // The second half of a CR LF ends no line of its own.
        if end == "\n" && at == start && text[..at].ends_with('\r') {
            start = at + 1;
            continue;
        }
        lines.push(start..at);
        start = at + 1;
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    SourceText { text, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, import};

    #[test]
    fn lines_have_the_numbers_that_plans_have() {
        let text = "一行字。\r\n\r\n二行字。\r三行字。\n\n\u{0C}四行字，很长。\n\r五行字。\r\n";
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
    }
}
