//! The proof that nothing is lost, doubled or made up.
//!
//! Two steps. The cleaned text against the source: every piece is a copy, and between the pieces stand
//! only white space and the marks that were written down. The plan against the cleaned text: its
//! ranges cover every character that is not blank, once. Both work on offsets carried through all
//! stages; nothing is searched for.

use std::ops::Range;

use super::clean::is_blank;
use super::page::Page;

/// Where the proof failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line of the source, from 1.
    pub line: usize,
    /// The characters concerned.
    pub text: String,
}

/// Proves that `page` holds all of `source`.
pub(super) fn cleaned(source: &str, page: &Page) -> Result<(), Broken> {
    let broken = |range: Range<usize>| Broken {
        line: 1 + source[..range.start].matches('\n').count(),
        text: source[range].chars().take(40).collect(),
    };
    let mut kept: Vec<Range<usize>> = page.marks.clone();
    for piece in &page.pieces {
        let range = piece.source..piece.source + piece.source_len;
        if piece.len == piece.source_len
            && source[range.clone()] != page.text[piece.clean..piece.clean + piece.len]
            && !source[range.clone()].starts_with('&')
        {
            return Err(broken(range));
        }
        kept.push(range);
    }
    covered(source, kept).map_err(broken)
}

/// Proves that `spans` hold all lines of `page`, each character once.
pub(super) fn planned(page: &Page, spans: Vec<Range<usize>>) -> Result<(), Broken> {
    covered(&page.text, spans).map_err(|range| Broken {
        line: page.number(range.start),
        text: page.text[range].chars().take(40).collect(),
    })
}

/// Whether `ranges` cover all of `text` that is not blank, each character once; else what they do not
/// cover, or what they cover twice.
fn covered(text: &str, mut ranges: Vec<Range<usize>>) -> Result<(), Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| range.start);
    let mut end = 0;
    for range in ranges
        .into_iter()
        .chain(std::iter::once(text.len()..text.len()))
    {
        if range.start < end {
            return Err(range.start..end.min(range.end));
        }
        if !text[end..range.start].chars().all(is_blank) {
            return Err(end..range.start);
        }
        end = range.end;
    }
    Ok(())
}
