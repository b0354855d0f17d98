//! What stands amid the lines of a column: the name of a column of briefs, the words of a picture.
//!
//! Where a blank line stands behind each line, or none, room tells little. But a column is even: only the last line
//! of a paragraph is much narrower, and it has an end. So what is narrow and has none is no line of a paragraph.

use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::role::Role;
use super::super::signal::{End, is_label};
use super::super::torn::is_torn;
use super::Place;

/// The longest name of a column of briefs, in characters.
const LONGEST_NAME: usize = 8;
/// The shortest heading below the words of a picture, in characters.
const SHORTEST_HEADING: usize = 4;

impl Place<'_> {
    /// Whether the word for news stands alone over a title amid a sentence of a column: both are narrower than its
    /// lines, and no line of a paragraph is but the last.
    pub(super) fn is_label_amid_column(&self) -> bool {
        let page = self.page;
        let here = &page.lines[self.line];
        if self.complete || self.line == 0 || here.chars > LONGEST_NAME {
            return false;
        }
        let width = usize::from(self.layout.width[self.line]);
        let tenths = |line: usize| page.lines[line].wide() * 10;
        let full = |line: usize| tenths(line) >= width * 9;
        self.layout.wrapped
            && !self.layout.whole
            && here.mark == Mark::None
            && tenths(self.line) <= width * 6
            && full(self.line - 1)
            && is_label(page.line(self.line))
            && self.next().is_some_and(|title| {
                tenths(title) <= width * 8
                    && is_shape(page, title)
                    && page.lines.get(title + 1).is_some_and(|_| full(title + 1))
            })
    }

    /// Whether the words of a picture begin here over two lines of a column: a full one between two paragraphs, and
    /// a short rest without an end right above a heading with room below it.
    pub(super) fn is_caption_of_column(&self) -> bool {
        let page = self.page;
        let lines = &page.lines;
        let width = usize::from(self.layout.width[self.line]);
        let tenths = |line: usize| lines[line].wide() * 10;
        let may = self.complete
            && self.below == Role::Text
            && self.layout.wrapped
            && lines[self.line].spaced
            && lines[self.line].mark == Mark::None
            && tenths(self.line) >= width * 9
            && page.end(self.line) == End::Open;
        let (rest, heading, below) = (self.line + 1, self.line + 2, self.line + 3);
        may && below < lines.len()
            && lines[self.line..=heading]
                .iter()
                .all(|line| line.blank == 0)
            && lines[below].blank > 0
            && tenths(rest) <= width * 5
            && page.end(rest) == End::Open
            && lines[heading].chars >= SHORTEST_HEADING
            && tenths(heading) <= width * 7
            && is_shape(page, heading)
            && !is_torn(page.line(rest), page.line(heading))
            && tenths(below) >= width * 9
    }
}
