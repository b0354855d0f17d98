//! Places that are certain, because the passage is known to have stood apart from everything else.
//!
//! Each [`Apart`] of a mark is a window: the passage with some of what stood beside it. A place where less than half of
//! the window's distance from its nearest rival has changed is the place of the mark, or else a new one (see
//! [`super::super::rivals`]); a new one must not be taken for it either, so the change must be small against the window's
//! length, what stands beyond the window must speak for this place, and nothing else may come near.

use std::ops::Range;

use super::super::approximate::{agreement, align, distance, find};
use super::super::rivals::{Apart, bordered};
use super::super::selector::{ArticleText, CONTEXT};
use super::{Anchoring, Orphaned, Sought};

/// A change of this part of a window is a correction, and of a passage.
const AT_MOST: usize = 8;
/// The same of a passage that nothing else was like, between what stood beside it.
const AT_MOST_UNRIVALLED: usize = 5;
/// Windows of this length speak for themselves, and of this one if they are unlike everything else.
const LONG_WINDOW: usize = 16;
const SHORT_WINDOW: usize = 8;
/// Passages shorter than this name one thing: where a number or a negation differs it is another one.
const FEW_WORDS: usize = 12;
/// By how many characters a place must be nearer than any other.
const NEARER: usize = 2;

/// What speaks for a place that is nearly the one that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownBy {
    /// What stands on one side of it.
    OneSide,
    /// What stands on both sides.
    BothSides,
    /// And nothing was like it.
    NothingElse,
}

/// A passage with what stood beside it.
struct Window {
    chars: Vec<char>,
    before: usize,
    after: usize,
    /// How far everything else was.
    apart: usize,
}

impl Window {
    fn is_line(&self) -> bool {
        self.chars.first() == Some(&'\n') && self.chars.last() == Some(&'\n')
    }

    /// Whether a place that differs by `errors` can be no other one of the text that the mark was made in.
    fn is_nearest(&self, errors: usize) -> bool {
        errors * 2 < self.apart && errors * AT_MOST <= self.chars.len()
    }

    /// Whether it stands out so much that, unchanged, it is known wherever it stands.
    fn speaks_for_itself(&self) -> bool {
        let length = self.chars.len();
        let is_told = self.is_line() || self.stands_out();
        length >= LONG_WINDOW || length >= SHORT_WINDOW && is_told
    }

    /// Whether nothing like it stood anywhere else.
    fn stands_out(&self) -> bool {
        self.apart * 4 > self.chars.len()
    }
}

impl Sought {
    /// Where the mark stands, `starts` being where its passage stands unchanged.
    pub(super) fn decide_apart(&self, text: &ArticleText<'_>, starts: &[usize]) -> Anchoring {
        let windows = self.windows();
        let chars = text.chars();
        let errors = |window: &Window, start: usize| {
            let passage = start..start + self.exact.len();
            window_errors(window, chars, &passage)
        };
        let widest = windows.last().expect("a mark has a window");
        let sentence = windows.get(1).map_or(0, |window| window.chars.len());
        let bordered = bordered(chars);
        let is_certain = |start: usize| {
            let is_near_rivals = errors(widest, start) >= widest.apart;
            let goes_on = || self.beyond_line(widest, &bordered, start).contains(&true);
            windows.iter().enumerate().any(|(number, window)| {
                let errors = errors(window, start);
                let is_part = number == 0 && window.chars.len() < sentence;
                window.is_nearest(errors)
                    && window.speaks_for_itself()
                    && (!is_part || !is_near_rivals || window.stands_out() || goes_on())
            })
        };
        let certain: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|&start| is_certain(start))
            .collect();
        match certain[..] {
            [only] => return self.exact_at(only),
            [] => {}
            _ => {
                let mut by_errors: Vec<(usize, usize)> = certain
                    .iter()
                    .map(|&start| (errors(widest, start), start))
                    .collect();
                by_errors.sort_unstable();
                if let [(best, start), (next, _), ..] = by_errors[..]
                    && (best + NEARER <= next || best == 0 && next > 0)
                {
                    return self.exact_at(start);
                }
                return self.by_number(starts, &certain);
            }
        }
        if !starts.is_empty() && self.is_among(starts.len()) {
            return self.among(text, &bordered, widest, starts);
        }
        if let Some(place) = self.corrected(&bordered, &windows) {
            return place;
        }
        // One of several that were alike is there, and it is not certain which.
        let why = match starts {
            [] => Orphaned::Gone,
            _ if self.stood_once() => Orphaned::Gone,
            _ => Orphaned::Ambiguous,
        };
        self.long(text).unwrap_or(Anchoring::Orphan(why))
    }

    /// The passage stands as often as it stood, with other words beside it.
    fn among(
        &self,
        text: &ArticleText<'_>,
        bordered: &[char],
        widest: &Window,
        starts: &[usize],
    ) -> Anchoring {
        let is_believed = |start: usize| {
            let passage = start..start + self.exact.len();
            let errors = window_errors(widest, text.chars(), &passage);
            let agreeing = self.beyond_line(widest, bordered, start);
            let agreeing = agreeing.iter().filter(|agrees| **agrees).count();
            match agreeing {
                2 => errors <= widest.apart,
                1 => errors < widest.apart || errors == 0,
                _ => false,
            }
        };
        let believed: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|&start| is_believed(start))
            .collect();
        match believed[..] {
            [only] => self.exact_at(only),
            [] if self.stood_once() => Anchoring::Orphan(Orphaned::Gone),
            _ => self.by_number(starts, &believed),
        }
    }

    /// The one place where the passage stands with corrections.
    fn corrected(&self, text: &[char], windows: &[Window]) -> Option<Anchoring> {
        windows.iter().rev().find_map(|window| {
            let length = window.chars.len();
            if !(SHORT_WINDOW..=super::LONG * 2).contains(&length) {
                return None;
            }
            let most = (length / AT_MOST).min(window.apart.saturating_sub(1) / 2);
            let ends = find(&window.chars, text, most + NEARER);
            let best = *ends.iter().min_by_key(|end| end.errors)?;
            let is_other = |at: usize| at.abs_diff(best.at) > self.exact.len() / 2;
            let competes = ends
                .iter()
                .any(|end| is_other(end.at) && end.errors <= best.errors + NEARER);
            if best.errors > most || competes {
                return None;
            }
            let alignment = align(&window.chars, text, best.at, most);
            let passage = alignment.range(window.before, window.before + self.exact.len());
            let whole = alignment.range(0, length);
            let errors = distance(&self.exact, &text[passage.clone()]);
            let beyond = self.beyond(window, text, &whole);
            let is_between = beyond == [true; 2];
            let known = match is_between {
                true if window.stands_out() => KnownBy::NothingElse,
                true => KnownBy::BothSides,
                false => KnownBy::OneSide,
            };
            // Among sentences of one pattern a new one may be as near as a correction is.
            let is_no_new_one = window.stands_out() || is_between && best.errors * 3 < window.apart;
            let believed = errors > 0
                && !passage.is_empty()
                && self.is_corrected_by(&text[passage.clone()], errors, known)
                && beyond.contains(&true)
                && is_no_new_one;
            believed.then(|| Anchoring::Approximate {
                range: passage.start - 1..passage.end - 1,
                errors,
            })
        })
    }

    /// Whether `passage`, which differs by `errors`, may be this one corrected.
    pub(super) fn is_corrected_by(&self, passage: &[char], errors: usize, known: KnownBy) -> bool {
        let length = self.exact.len();
        if self.says_otherwise(passage) {
            return length >= LONG_WINDOW
                && known != KnownBy::OneSide
                && errors * LONG_WINDOW <= length;
        }
        if length < FEW_WORDS {
            return errors == 1 && length >= FEW_WORDS / 2 && known != KnownBy::OneSide;
        }
        let part = match known {
            KnownBy::NothingElse => AT_MOST_UNRIVALLED,
            KnownBy::OneSide | KnownBy::BothSides => AT_MOST,
        };
        errors * part <= length
    }

    /// Whether what stands beyond the window, before and after it, is what stood there.
    fn beyond(&self, window: &Window, text: &[char], whole: &Range<usize>) -> [bool; 2] {
        let kept = self.prefix.len().saturating_sub(window.before);
        let near = self.prefix[..kept].iter().rev().take(CONTEXT);
        let behind = self.suffix.iter().skip(window.after).take(CONTEXT);
        let (first, last) = (whole.start.max(1), whole.end.min(text.len() - 1));
        [
            agrees(near, text[1..first].iter().rev()),
            agrees(behind, text[last..text.len() - 1].iter()),
        ]
    }

    /// The same where the passage stands unchanged at `start` of the text without its borders: beyond the lines there.
    fn beyond_line(&self, widest: &Window, text: &[char], start: usize) -> [bool; 2] {
        let (first, last) = (start + 1, start + 1 + self.exact.len());
        let whole = first.saturating_sub(widest.before)..last + widest.after;
        self.beyond(widest, text, &whole)
    }

    fn windows(&self) -> Vec<Window> {
        let border = |missing: bool| missing.then_some('\n').into_iter();
        let window = |apart: &Apart| {
            let before = self.prefix.len().checked_sub(apart.before);
            let is_first = before.is_none();
            let is_last = apart.after > self.suffix.len();
            let kept = apart.after.min(self.suffix.len());
            let chars: Vec<char> = border(is_first)
                .chain(self.prefix[before.unwrap_or(0)..].iter().copied())
                .chain(self.exact.iter().copied())
                .chain(self.suffix[..kept].iter().copied())
                .chain(border(is_last))
                .collect();
            Window {
                before: self.prefix.len() - before.unwrap_or(0) + usize::from(is_first),
                after: kept + usize::from(is_last),
                apart: apart.errors,
                chars,
            }
        };
        self.apart.iter().map(window).collect()
    }
}

/// By how much the window differs where its passage stands unchanged at `passage`.
fn window_errors(window: &Window, text: &[char], passage: &Range<usize>) -> usize {
    let border = ['\n'];
    let before = window.chars[..window.before].iter().rev();
    let after = window.chars[window.chars.len() - window.after..].iter();
    let text_before = text[..passage.start].iter().rev().chain(&border);
    let text_after = text[passage.end..].iter().chain(&border);
    window.before - agreement(before, text_before) + window.after - agreement(after, text_after)
}

/// Whether the text `there` is nearly what was `expected`; where nothing was, nothing may be.
fn agrees<'a>(
    expected: impl Iterator<Item = &'a char>,
    there: impl Iterator<Item = &'a char>,
) -> bool {
    let expected: Vec<char> = expected.copied().collect();
    let there: Vec<char> = there.take(CONTEXT * 2).copied().collect();
    match expected.len() {
        0 => there.is_empty(),
        length => agreement(expected.iter(), there.iter()) * 10 >= length * 9,
    }
}
