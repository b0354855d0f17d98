//! Lines between two numbered paragraphs of one text: no title stands there.
//!
//! Below 二、 a paragraph may go on without a number, and an extraction wraps its first words into a line of
//! their own, short and without an end as titles are. Where 三、 follows, all of it is one text.

use super::super::hints::Hints;
use super::super::page::Mark;
use super::super::signal::{is_numeral, number_style, numeral};
use super::{LONGEST_CHAPTER, Looks};

/// How many lines above and below numbers are looked for.
const REACH: usize = 8;

impl Looks<'_> {
    /// Whether the paragraph with the number before stands above the line, and the one with the next number, of the
    /// same style, below it.
    pub(super) fn is_between_numbers(&self) -> bool {
        let lines = &self.page.lines;
        if lines[self.line].mark != Mark::None || self.page.numbered(self.line) {
            return false;
        }
        let above = (self.line.saturating_sub(REACH)..self.line).rev();
        let below = self.line + 1..lines.len().min(self.line + 1 + REACH);
        let above = self.nearest_number(above);
        above.is_some_and(|(style, number)| self.nearest_number(below) == Some((style, number + 1)))
    }

    /// The style and the number of the first paragraph among `lines` that has one; a heading ends them.
    fn nearest_number(&self, mut lines: impl Iterator<Item = usize>) -> Option<(u8, u16)> {
        let found = lines.find_map(|line| {
            let here = &self.page.lines[line];
            if here.mark != Mark::None {
                return Some(None);
            }
            let text = self
                .page
                .line(line)
                .trim_start_matches(['（', '(', '〔', '第']);
            let style = number_style(self.page.line(line))?;
            let figures = text.trim_start_matches(is_numeral);
            let number = numeral(&text[..text.len() - figures.len()])?;
            // A paragraph, and no heading of one.
            let is_text = here.chars > LONGEST_CHAPTER && here.hints.may(Hints::STOP);
            Some(is_text.then_some((style, number)))
        });
        found.flatten()
    }
}
