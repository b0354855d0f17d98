//! How unlike everything else in its text a passage is: what its place in a corrected text is judged by.
//!
//! A passage that is `apart` edits away from every other passage of its text cannot be mistaken for one of them
//! where less than half of that has changed: whatever stands there is nearer to it than to any of the others
//! (the triangle inequality of the edit distance). It is asked of the passage alone, of its sentence, and where that is
//! much like others, of its line. Nothing beyond the line counts: what stands in the next line changes when that is
//! taken out, and says nothing about this one.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::approximate;
use super::selector::ends_sentence;

/// How much of the sentence on one side of a passage is looked at.
const SENTENCE: usize = 32;
/// How much of the line.
const LINE: usize = 48;
/// How far others are looked for, in code points on each side.
const NEAR: usize = 100_000;
/// A sentence of this length that is unlike all others needs no line.
const TELLING: usize = 16;

/// A passage with some of what stands beside it, and how far from it the nearest other passage of its text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize, usize)", into = "(usize, usize, usize)")]
pub struct Apart {
    /// Code points before the passage. The end of a line counts as one, also where the text begins.
    pub before: usize,
    /// Code points after it.
    pub after: usize,
    /// The edit distance of the nearest other one; not told exactly above a quarter of the length.
    pub errors: usize,
}

impl From<(usize, usize, usize)> for Apart {
    fn from((before, after, errors): (usize, usize, usize)) -> Apart {
        Apart {
            before,
            after,
            errors,
        }
    }
}

impl From<Apart> for (usize, usize, usize) {
    fn from(apart: Apart) -> (usize, usize, usize) {
        (apart.before, apart.after, apart.errors)
    }
}

/// How far `range` of `text` is from everything else there: alone, with its sentence, and where that is much like others
/// with its line.
pub(super) fn apart(text: &[char], range: &Range<usize>) -> Vec<Apart> {
    let first = range.start.saturating_sub(NEAR);
    let near = &text[first..text.len().min(range.end + NEAR)];
    let near = bordered(near);
    let own = range.start + 1 - first..range.end + 1 - first;
    let measure = |[before, after]: [usize; 2]| Apart {
        before,
        after,
        errors: nearest(&near, own.start - before..own.end + after, own.len()),
    };
    let mut found = vec![measure([0, 0])];
    let sentence = [
        reach(SENTENCE, |taken| begins_sentence(&near, own.start - taken)),
        reach(SENTENCE, |taken| begins_sentence(&near, own.end + taken)),
    ];
    found.push(match sentence {
        [0, 0] => found[0],
        _ => measure(sentence),
    });
    let length = own.len() + sentence[0] + sentence[1];
    let is_unlike = found.last().is_some_and(|last| last.errors * 4 > length);
    if !is_unlike || length < TELLING {
        let is_line_end = |at: usize| near[at] == '\n';
        let before = reach(LINE, |taken| is_line_end(own.start - taken - 1));
        let after = reach(LINE, |taken| is_line_end(own.end + taken));
        // The ends of the line belong to it.
        let line = [before, after].map(|taken| taken + usize::from(taken < LINE));
        found.push(measure(line));
    }
    found
}

/// `text` with an end of a line on both sides.
pub(super) fn bordered(text: &[char]) -> Vec<char> {
    let border = std::iter::once('\n');
    border
        .clone()
        .chain(text.iter().copied())
        .chain(border)
        .collect()
}

/// How many characters are taken until `is_end`, at most `most`.
fn reach(most: usize, is_end: impl Fn(usize) -> bool) -> usize {
    (0..most).find(|&taken| is_end(taken)).unwrap_or(most)
}

/// Whether a sentence or a line begins at `at`, or ends there.
fn begins_sentence(text: &[char], at: usize) -> bool {
    text[at - 1] == '\n' || text.get(at).is_none_or(|&c| c == '\n') || ends_sentence(text, at)
}

/// The edit distance of `window` from the nearest one in `text` whose passage, of `passage` code points, is another.
fn nearest(text: &[char], window: Range<usize>, passage: usize) -> usize {
    let length = window.len();
    let most = length / 4;
    let alike = approximate::find(&text[window.clone()], text, most);
    let others = alike
        .into_iter()
        .filter(|end| end.at.abs_diff(window.end) > passage / 2);
    others.map(|end| end.errors).min().unwrap_or(most + 1)
}
