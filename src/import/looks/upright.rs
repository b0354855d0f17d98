//! Titles that are set from top to bottom: one character below the other, each a line of its own.
//!
//! Nothing else in a paper looks so. Room above and below and a text behind tell them from what an extraction
//! has torn to pieces.

use super::super::page::Mark;
use super::super::signal::is_common_han;
use super::Looks;

/// How many characters such a title has.
const FEWEST: usize = 3;
const MOST: usize = 12;

impl Looks<'_> {
    /// Whether the line is one character of such a title.
    pub(super) fn is_upright(&self) -> bool {
        let lines = &self.page.lines;
        let single = |line: usize| {
            lines[line].chars == 1
                && lines[line].mark == Mark::None
                && self.page.line(line).starts_with(is_common_han)
        };
        if !single(self.line) {
            return false;
        }
        let above = (1..=self.line).rev().take(MOST);
        let above = above.take_while(|&line| lines[line].blank == 0 && single(line - 1));
        let first = self.line - above.count();
        let below = (self.line + 1..lines.len()).take(MOST);
        let below = below.take_while(|&line| lines[line].blank == 0 && single(line));
        let last = self.line + below.count();
        (FEWEST..=MOST).contains(&(last + 1 - first))
            && (first == 0 || lines[first].blank > 0)
            && self.next(last).is_some_and(|next| {
                let is_text = || self.is_paragraph(next) || self.page.is_named(next);
                lines[next].blank > 0 && is_text()
            })
    }
}
