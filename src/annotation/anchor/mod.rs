//! Where a mark stands in a text that may have changed since it was made.
//!
//! Evidence, not nearness, decides: the passage itself and what stands on both sides of it. Every
//! place where the passage stands unchanged is weighed by its surroundings; only where none of them
//! is beyond doubt are places looked for where it stands nearly so. A place is taken when its
//! surroundings agree and no other is about as good; the old position alone never decides, since after
//! a correction another passage may stand there. What fits nowhere, or in two places alike, is an
//! orphan: its reader attaches it again by hand.
//!
//! The hard part is repeated text. Equal sentences are told apart by surroundings that were kept long
//! enough to differ ([`super::selector`]); where these are equal too, by their number among equals, and
//! only as long as there are still as many.

mod certain;
mod evidence;
mod moved;
mod place;
#[cfg(test)]
mod tests;

pub use moved::TwoStates;

use std::ops::Range;

use super::rivals::Apart;
use super::selector::{ArticleText, CONTEXT, Occurrence, Selector};

/// Where a mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchoring {
    /// The passage stands here as it stood: code points of the text.
    Exact(Range<usize>),
    /// The passage stands here with changes.
    Approximate {
        /// Code points of the text.
        range: Range<usize>,
        /// How many of the quotation's characters differ: its edit distance.
        errors: usize,
    },
    /// It has no place.
    Orphan(Orphaned),
}

/// Why a mark has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orphaned {
    /// Nothing like it is there.
    Gone,
    /// Several places fit alike.
    Ambiguous,
}

impl Anchoring {
    /// The code points of the text; `None` for an orphan.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Anchoring::Exact(range) | Anchoring::Approximate { range, .. } => Some(range.clone()),
            Anchoring::Orphan(_) => None,
        }
    }
}

/// Quotations longer than this are found by their beginning and their end.
const LONG: usize = 128;
/// How much of a long quotation is its beginning, and its end.
const FLANK: usize = 96;
/// The most places that are weighed.
const MOST_PLACES: usize = 256;
/// By how many characters the best place must agree better than the next.
const MARGIN: usize = 3;
/// A quotation of this length that stood once and stands once needs no surroundings.
const SPEAKS_FOR_ITSELF: usize = 8;
/// Where nobody knows how often it stood, it must be this long; and where it stood once, surroundings do not
/// speak against one of this length.
const SPEAKS_FOR_ANYBODY: usize = 16;

impl ArticleText<'_> {
    /// Finds the part of this text that `selector` means.
    pub fn anchor(&self, selector: &Selector) -> Anchoring {
        if selector.quote.exact.is_empty() {
            return Anchoring::Orphan(Orphaned::Gone);
        }
        let sought = Sought::new(selector);
        if sought.stood_once() {
            let range = selector.position.range();
            if sought.stands_perfectly_at(range.start, self) {
                return Anchoring::Exact(range);
            }
        }
        sought.decide(self, &self.occurrences(&selector.quote.exact))
    }
}

/// What is looked for.
struct Sought {
    exact: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    occurrence: Option<Occurrence>,
    apart: Vec<Apart>,
}

impl Sought {
    fn new(selector: &Selector) -> Sought {
        let quote = &selector.quote;
        Sought {
            exact: quote.exact.chars().collect(),
            prefix: quote.prefix.chars().collect(),
            suffix: quote.suffix.chars().collect(),
            occurrence: selector.occurrence,
            apart: selector.apart.clone(),
        }
    }

    fn stood_once(&self) -> bool {
        self.occurrence.is_some_and(|occurrence| occurrence.of == 1)
    }

    /// Whether passage and surroundings stand at `start` without any change; where there was no more
    /// text, there is none either.
    fn stands_perfectly_at(&self, start: usize, text: &ArticleText<'_>) -> bool {
        let chars = text.chars();
        let end = start.saturating_add(self.exact.len());
        let was_edge = |context: &[char]| self.occurrence.is_some() && context.len() < CONTEXT;
        chars.get(start..end) == Some(&self.exact)
            && (!was_edge(&self.prefix) || start == self.prefix.len())
            && (!was_edge(&self.suffix) || end + self.suffix.len() == chars.len())
            && chars[..start].ends_with(&self.prefix)
            && chars[end..].starts_with(&self.suffix)
    }

    /// Weighs the places `starts` where the passage stands unchanged, then others.
    fn decide(&self, text: &ArticleText<'_>, starts: &[usize]) -> Anchoring {
        let perfect: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|&start| self.stands_perfectly_at(start, text))
            .collect();
        match perfect[..] {
            [start] if self.has_context() => return self.exact_at(start),
            [] | [_] => {}
            _ => return self.by_number(starts, &perfect),
        }
        if !self.apart.is_empty() {
            return self.decide_apart(text, starts);
        }
        if let [only] = starts
            && self.stood_once()
            && self.exact.len() >= SPEAKS_FOR_ANYBODY
        {
            // A sentence that was moved: what stands in its old surroundings now may look much like it.
            return self.exact_at(*only);
        }
        let Some(mut places) = self.weigh(text, starts) else {
            return Anchoring::Orphan(Orphaned::Ambiguous);
        };
        if !self.is_among(starts.len()) || !places.iter().any(|place| place.strong_sides() > 0) {
            places.extend(self.nearly(text));
        }
        match self.best(text, places, starts.len()) {
            Ok(Some(place)) if place.errors == 0 => Anchoring::Exact(place.range),
            Ok(Some(place)) => Anchoring::Approximate {
                range: place.range,
                errors: place.errors,
            },
            Ok(None) => self.long(text).unwrap_or(match starts {
                [only] if self.speaks_for_itself() => self.exact_at(*only),
                _ => Anchoring::Orphan(Orphaned::Gone),
            }),
            Err(rivals) => self.by_number(starts, &rivals),
        }
    }

    /// Whether what stood around it, standing there unchanged, is evidence. Whoever did not say how often
    /// the passage stood may have kept as much as tells it from others, and no more.
    fn has_context(&self) -> bool {
        let context = self.prefix.len() + self.suffix.len();
        match self.occurrence {
            Some(occurrence) => occurrence.of == 1 || context >= 6,
            None => context > 0 && context + self.exact.len() >= SPEAKS_FOR_ITSELF,
        }
    }

    /// Whether the marked passage is one of `count` unchanged ones: there are as many as there were. With
    /// fewer, it may be the one that has changed.
    fn is_among(&self, count: usize) -> bool {
        self.occurrence
            .is_some_and(|occurrence| occurrence.of <= count)
    }

    fn exact_at(&self, start: usize) -> Anchoring {
        Anchoring::Exact(start..start + self.exact.len())
    }

    /// Whether the passage alone is evidence enough.
    fn speaks_for_itself(&self) -> bool {
        match self.occurrence {
            Some(occurrence) => occurrence.of == 1 && self.exact.len() >= SPEAKS_FOR_ITSELF,
            None => self.exact.len() >= SPEAKS_FOR_ANYBODY,
        }
    }

    /// Of `rivals` that fit alike, the one that has the number among all `starts` that the mark had;
    /// only while there are as many as there were.
    fn by_number(&self, starts: &[usize], rivals: &[usize]) -> Anchoring {
        let numbered = self
            .occurrence
            .filter(|occurrence| occurrence.of == starts.len())
            .and_then(|occurrence| starts.get(occurrence.number.checked_sub(1)?))
            .filter(|start| rivals.contains(start));
        match numbered {
            Some(&start) => self.exact_at(start),
            None => Anchoring::Orphan(Orphaned::Ambiguous),
        }
    }

    /// Where a long quotation stands by its beginning and its end; `None` for one that is not long.
    fn long(&self, text: &ArticleText<'_>) -> Option<Anchoring> {
        let length = self.exact.len();
        if length <= LONG {
            return None;
        }
        let head = Sought {
            exact: self.exact[..FLANK].to_vec(),
            prefix: self.prefix.clone(),
            suffix: self.exact[FLANK..FLANK + CONTEXT].to_vec(),
            occurrence: None,
            apart: Vec::new(),
        };
        let tail = Sought {
            exact: self.exact[length - FLANK..].to_vec(),
            prefix: self.exact[length - FLANK - CONTEXT..length - FLANK].to_vec(),
            suffix: self.suffix.clone(),
            occurrence: None,
            apart: Vec::new(),
        };
        let ends = [&head, &tail].map(|end| {
            let exact: String = end.exact.iter().collect();
            end.decide(text, &text.occurrences(&exact))
        });
        let (Some(first), Some(last)) = (ends[0].range(), ends[1].range()) else {
            let ambiguous = Anchoring::Orphan(Orphaned::Ambiguous);
            let reason = if ends.contains(&ambiguous) {
                Orphaned::Ambiguous
            } else {
                Orphaned::Gone
            };
            return Some(Anchoring::Orphan(reason));
        };
        let range = first.start..last.end.max(first.start);
        let errors = length.abs_diff(range.len());
        if last.start < first.start || errors * 4 > length || self.stood_beside(text, &range) {
            return Some(Anchoring::Orphan(Orphaned::Gone));
        }
        Some(Anchoring::Approximate {
            range,
            errors: errors.max(1),
        })
    }
}
