//! Places where a passage may stand, and how well what is beside them agrees with what stood beside it.

use std::ops::Range;

use super::super::approximate::{agreement, align, distance, find};
use super::super::selector::{ArticleText, CONTEXT};
use super::{LONG, MOST_PLACES, Sought};

/// A place where it may be.
pub(super) struct Place {
    pub(super) range: Range<usize>,
    pub(super) errors: usize,
    pub(super) before: Side,
    pub(super) after: Side,
}

/// How what stands beside a place agrees with what stood there.
#[derive(Clone, Copy)]
pub(super) struct Side {
    pub(super) agreeing: usize,
    pub(super) of: usize,
    /// The text ends on this side, as it did.
    pub(super) edge: bool,
}

impl Side {
    pub(super) fn is_strong(self) -> bool {
        self.agrees_by(60) && (self.agreeing >= 6 || self.edge)
    }

    /// Whether at least so many of a hundred characters agree.
    pub(super) fn agrees_by(self, percent: usize) -> bool {
        self.agreeing * 100 >= self.of * percent
    }

    /// How many characters agree; that there is no more text, as there was none, counts as text.
    pub(super) fn score(self) -> usize {
        let missing = CONTEXT.saturating_sub(self.of);
        self.agreeing + if self.edge { missing } else { 0 }
    }
}

impl Place {
    pub(super) fn sides(&self) -> [Side; 2] {
        [self.before, self.after]
    }

    pub(super) fn strong_sides(&self) -> usize {
        self.sides().iter().filter(|side| side.is_strong()).count()
    }

    pub(super) fn score(&self) -> usize {
        let context = self.before.score() + self.after.score();
        (context + self.range.len()).saturating_sub(self.errors)
    }

    pub(super) fn overlaps(&self, range: &Range<usize>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }
}

impl Sought {
    /// The unchanged places with their surroundings; `None` if there are too many to tell apart.
    pub(super) fn weigh(&self, text: &ArticleText<'_>, starts: &[usize]) -> Option<Vec<Place>> {
        let length = self.exact.len();
        (starts.len() <= MOST_PLACES).then(|| {
            starts
                .iter()
                .map(|&start| self.place(text, start..start + length, 0))
                .collect()
        })
    }

    pub(super) fn place(
        &self,
        text: &ArticleText<'_>,
        range: Range<usize>,
        errors: usize,
    ) -> Place {
        let (before, after) = (&text.chars()[..range.start], &text.chars()[range.end..]);
        let side = |of: usize, there: usize, agreeing: usize| Side {
            agreeing,
            of,
            // Whoever kept less than there was has nothing to say about edges.
            edge: self.occurrence.is_some() && of < CONTEXT && there <= of + of / 4,
        };
        Place {
            before: side(
                self.prefix.len(),
                before.len(),
                agreement(self.prefix.iter().rev(), before.iter().rev()),
            ),
            after: side(
                self.suffix.len(),
                after.len(),
                agreement(self.suffix.iter(), after.iter()),
            ),
            range,
            errors,
        }
    }

    /// Places where the passage stands nearly, found together with its surroundings: with both, and if
    /// there is none, with those of one side.
    pub(super) fn nearly(&self, text: &ArticleText<'_>) -> Vec<Place> {
        if self.exact.len() > LONG {
            return Vec::new();
        }
        let before = &self.prefix[self.prefix.len().saturating_sub(CONTEXT)..];
        let after = &self.suffix[..self.suffix.len().min(CONTEXT)];
        let both = self.nearly_with(text, before, after);
        if both.iter().any(|place| place.strong_sides() == 2) {
            return both;
        }
        let mut places = both;
        for (before, after) in [(before, &[][..]), (&[][..], after)] {
            places.extend(self.nearly_with(text, before, after));
        }
        places
    }

    pub(super) fn nearly_with(
        &self,
        text: &ArticleText<'_>,
        before: &[char],
        after: &[char],
    ) -> Vec<Place> {
        let pattern = [before, &self.exact, after].concat();
        let most = pattern.len() / 4;
        let mut ends = find(&pattern, text.chars(), most);
        ends.sort_by_key(|end| end.errors);
        ends.truncate(16);
        ends.into_iter()
            .filter_map(|end| {
                let alignment = align(&pattern, text.chars(), end.at, most);
                let range = alignment.range(before.len(), before.len() + self.exact.len());
                let passage = &text.chars()[range.clone()];
                let errors = distance(&self.exact, passage);
                (!range.is_empty()).then(|| self.place(text, range, errors))
            })
            .collect()
    }
}
