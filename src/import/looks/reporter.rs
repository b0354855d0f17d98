//! Titles over the line of somebody who reports, whatever the text above them lacks.
//!
//! Where the end of a text is lost, or its photographer's name is broken over two lines, it seems to go on; then
//! no line without a mark is a title. Set off, with somebody named as the reporter below and a paragraph below
//! that, a line is one all the same. The hard part are columns, in which any line is short: so there must be room
//! above, and none between the title and the name.

use super::super::hints::Hints;
use super::super::page::Mark;
use super::{LONGEST_HEAD, Looks, SHORTEST_PARAGRAPH, is_shape};

/// The most lines of a title.
const MOST_LINES: usize = 3;
/// The shortest first line of one, in characters.
const SHORTEST: usize = 4;
/// The shortest first line of a paragraph in a column, in characters.
const SHORTEST_FIRST: usize = 10;

impl Looks<'_> {
    /// Whether the line is the first of a title, right above the name of who reports what stands below.
    pub(super) fn is_over_reporter(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        if line.blank == 0
            || line.mark != Mark::None
            || !(SHORTEST..=LONGEST_HEAD).contains(&line.chars)
        {
            return false;
        }
        let mut below = self.next(self.line);
        for _ in 0..MOST_LINES {
            let Some(at) = below.filter(|&at| page.lines[at].blank == 0) else {
                return false;
            };
            let reports = page.lines[at].hints.may(Hints::CREDIT)
                && page
                    .credited(at)
                    .is_some_and(|credit| credit.named && !credit.photo);
            if reports {
                return self.next(at).is_some_and(|text| self.begins_text(text));
            }
            if !is_shape(page, at) {
                return false;
            }
            below = self.next(at);
        }
        false
    }

    /// Whether `line` is set as the first of a paragraph.
    fn begins_text(&self, line: usize) -> bool {
        let here = &self.page.lines[line];
        let least = match self.layout.is_indented(line) && here.indent >= 2 {
            true => SHORTEST_FIRST,
            false => SHORTEST_PARAGRAPH,
        };
        here.mark == Mark::None && here.chars >= least
    }
}
