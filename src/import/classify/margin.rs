//! Names at the margin, right below the last words of indented text and apart from what follows: they sign it.
//!
//! A place may stand before a name. Where a letter stands above, whatever follows the place is its writer's name,
//! however rare the surname is.

use super::super::hints::Hints;
use super::super::letter::is_salutation;
use super::super::looks::is_shape;
use super::super::signed::{behind_place, placed_name};
use super::{Place, is_running};

/// The longest name, and the longest one behind a place, in characters.
const LONGEST_NAME: usize = 3;
const LONGEST_PLACED: usize = 14;
/// How many lines above its writer's name a letter may begin.
const LONGEST_LETTER: usize = 24;

impl Place<'_> {
    /// Whether the line is such a name.
    pub(super) fn signs_at_margin(&self, text: &str) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let alone = line.chars <= LONGEST_NAME;
        let may = is_running(self.below)
            && (2..=LONGEST_PLACED).contains(&line.chars)
            && line.indent == 0
            && line.blank == 0
            && self.layout.is_indented(self.line)
            && !line.glued
            && (alone || line.hints.may(Hints::SPACE));
        may && (alone && page.is_named(self.line) || self.is_placed(text))
            && page.credited(self.line).is_none()
            && self
                .next()
                .is_none_or(|next| page.lines[next].blank > 0 && (!alone || is_shape(page, next)))
    }

    /// Whether `text` is a place, a gap and a name.
    fn is_placed(&self, text: &str) -> bool {
        text.split_whitespace().count() == 2
            && (placed_name(text).is_some()
                || behind_place(text).is_some() && self.is_below_letter())
    }

    /// Whether a letter to the editors begins not far above.
    fn is_below_letter(&self) -> bool {
        let first = self.line.saturating_sub(LONGEST_LETTER);
        (first..self.line).any(|above| is_salutation(self.page.line(above)))
    }
}
