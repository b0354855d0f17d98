//! Which of the places is beyond doubt, if any is.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::approximate::distance;
use super::super::selector::{ArticleText, CONTEXT};
use super::certain::KnownBy;
use super::place::{Place, Side};
use super::{MARGIN, Sought};

impl Sought {
    /// The best of `places`, if it is beyond doubt; those that fit alike, as the beginnings of
    /// unchanged passages, if there are several. A place that would not be believed alone stands against
    /// the others all the same.
    pub(super) fn best(
        &self,
        text: &ArticleText<'_>,
        mut places: Vec<Place>,
        unchanged: usize,
    ) -> Result<Option<Place>, Vec<usize>> {
        places.sort_by_key(|place| (Reverse(place.score()), place.range.start));
        let Some(top) = places.first() else {
            return Ok(None);
        };
        let near = top.score().saturating_sub(MARGIN);
        let (same, others): (Vec<Place>, Vec<Place>) = {
            let range = top.range.clone();
            places.into_iter().partition(|place| place.overlaps(&range))
        };
        let rivals = others.iter().filter(|place| place.score() >= near);
        let rivals: Vec<&Place> = rivals.collect();
        if !rivals.is_empty() {
            let alike = same.first().into_iter().chain(rivals);
            return Err(alike
                .filter(|place| place.errors == 0)
                .map(|place| place.range.start)
                .collect());
        }
        Ok(same
            .into_iter()
            .find(|place| self.is_evident(text, place, unchanged)))
    }

    /// Whether `place` alone would be believed, where the passage stands `unchanged` times.
    pub(super) fn is_evident(
        &self,
        text: &ArticleText<'_>,
        place: &Place,
        unchanged: usize,
    ) -> bool {
        if place.errors == 0 {
            // Of equal passages some have changed, perhaps the marked one: then this may be another, and
            // one side must be beyond doubt. The beginning of a text is one only where it still is.
            let certain = |side: Side| {
                side.is_strong() && side.agrees_by(90) && (side.of >= CONTEXT || side.edge)
            };
            return match place.strong_sides() {
                2 => {
                    self.is_among(unchanged) || place.sides().iter().all(|side| side.agrees_by(90))
                }
                1 => place.sides().into_iter().any(certain),
                _ => false,
            };
        }
        // As often as the passage stood it stands: it has not changed, whatever stands in its surroundings now.
        let has_not_changed = unchanged > 0 && self.is_among(unchanged);
        if has_not_changed || self.stood_beside(text, &place.range) {
            return false;
        }
        // Nobody knows what else stood in the text: both sides must be as they were.
        let sides = place.sides();
        let is_as_it_was = |side: &Side| side.agrees_by(95) && (side.of >= CONTEXT || side.edge);
        sides.iter().all(is_as_it_was)
            && self.is_corrected_by(
                &text.chars()[place.range.clone()],
                place.errors,
                KnownBy::BothSides,
            )
    }

    /// Whether what stands at `range` stood beside the marked passage. Of sentences that are nearly alike, one
    /// that is taken out leaves a neighbour in its place, with surroundings that agree: then the text goes on
    /// from there as it went on from the neighbour, and better than from the passage.
    pub(super) fn stood_beside(&self, text: &ArticleText<'_>, range: &Range<usize>) -> bool {
        let behind = |beside: &[char]| {
            let there = text.chars()[range.start..].iter().copied();
            let meant = self.exact.iter().chain(&self.suffix).copied();
            goes_on_as_beside(there, meant, beside)
        };
        // The same, read backwards.
        let before = |beside: &[char]| {
            let there = text.chars()[..range.end].iter().rev().copied();
            let meant = self.prefix.iter().chain(&self.exact).rev().copied();
            let beside: Vec<char> = beside.iter().rev().copied().collect();
            goes_on_as_beside(there, meant, &beside)
        };
        // A neighbour from either side may have been moved to the other.
        [&self.suffix, &self.prefix]
            .into_iter()
            .any(|beside| behind(beside) || before(beside))
    }

    /// Whether `passage` names another number, or denies what this one says.
    pub(super) fn says_otherwise(&self, passage: &[char]) -> bool {
        let negations = |chars: &[char]| -> Vec<char> {
            let is_negation = |c: &char| "不没未无非别勿否".contains(*c);
            chars.iter().copied().filter(is_negation).collect()
        };
        self.changes_a_number(passage) || negations(&self.exact) != negations(passage)
    }

    pub(super) fn changes_a_number(&self, passage: &[char]) -> bool {
        let numerals = |chars: &[char]| -> Vec<char> {
            chars.iter().copied().filter(|&c| is_numeral(c)).collect()
        };
        numerals(&self.exact) != numerals(passage)
    }
}

/// Whether the text `there` is nearly what followed from somewhere in `beside` on, and more so than `meant`.
fn goes_on_as_beside(
    there: impl Iterator<Item = char>,
    meant: impl Iterator<Item = char>,
    beside: &[char],
) -> bool {
    /// How much is looked at.
    const FARTHEST: usize = 256;
    /// The fewest characters that tell one text from another.
    const FEWEST: usize = 12;
    let beside = &beside[..beside.len().min(FARTHEST)];
    let there: Vec<char> = there.take(beside.len()).collect();
    let meant: Vec<char> = meant.take(beside.len()).collect();
    let last = beside.len().saturating_sub(FEWEST);
    (0..=last).any(|start| {
        let rest = &beside[start..];
        let (there, meant) = (
            &there[..there.len().min(rest.len())],
            &meant[..meant.len().min(rest.len())],
        );
        let begins = [rest, there].map(|text| &text[..text.len().min(FEWEST)]);
        if distance(begins[0], begins[1]) > FEWEST / 3 {
            return false;
        }
        let errors = distance(rest, there);
        errors * 5 <= rest.len() && errors < distance(meant, there)
    })
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '０'
                ..='９'
                    | '〇'
                    | '零'
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '千'
                    | '万'
                    | '亿'
                    | '两'
        )
}
