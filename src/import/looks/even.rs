//! Lines that are as wide as the lines below them: columns amid texts that are set in other ways.
//!
//! An extraction wraps one paragraph and leaves the next one whole, with a blank line behind each line of both.
//! Then neither room nor the width of all text tells the lines of a column from titles. What tells is that
//! they are even, and that a word stands on the seam of two of them.

use super::super::hints::Hints;
use super::super::page::Mark;
use super::super::signal::End;
use super::super::torn::is_torn;
use super::{Looks, is_shape};

/// The narrowest line of a column, in characters of full width.
const NARROWEST: usize = 12;
/// How much wider or narrower than the first the others of a column are at most, in the same.
const RAGGED: usize = 4;
/// How many lines of a column tell that it is one, and how many if there are clauses in each.
const FEWEST: usize = 3;
const FEWEST_OF_CLAUSES: usize = 2;
/// How many lines of a column are looked at.
const MOST: usize = 6;
/// The longest rest of a sentence that no text consists of, in characters.
const LONGEST_REST: usize = 3;

impl Looks<'_> {
    /// Whether clauses without an end are as wide as the two lines below, the first of which has the marks of a
    /// sentence: all of them are of a column, however wide the text around it is.
    pub(super) fn is_even(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let even = |other: &usize| {
            let other = &page.lines[*other];
            other.wide().abs_diff(line.wide()) <= 1 && other.mark == Mark::None
        };
        // The last line of a paragraph is shorter.
        let closes = |other: &usize| {
            page.end(*other) == End::Sentence && page.lines[*other].wide() <= line.wide()
        };
        let last = |other: &usize| even(other) || closes(other);
        let below = || self.next(self.line).filter(even);
        line.hints.may(Hints::COMMA)
            && line.mark == Mark::None
            && line.wide() >= NARROWEST
            && below().is_some_and(|next| {
                !is_shape(page, next) && self.next(next).as_ref().is_some_and(last)
            })
    }

    /// Whether a column begins here amid wider lines: lines of one width with clauses in them, a seam between two
    /// of them or behind the last one inside a word. A title over two lines is as even, and torn, but no text
    /// below it is as narrow.
    pub(super) fn begins_column(&self) -> bool {
        let (page, first) = (self.page, &self.page.lines[self.line]);
        let around = usize::from(self.layout.width[self.line]);
        if first.mark != Mark::None
            || !(NARROWEST..=around * 2 / 3).contains(&first.wide())
            || page.end(self.line) != End::Open
        {
            return false;
        }
        let (mut at, mut lines, mut torn) = (self.line, 1, false);
        let marks = Hints::COMMA.and(Hints::STOP);
        let clauses = |line: usize| usize::from(page.lines[line].hints.may(marks));
        let mut with_clauses = clauses(at);
        while let Some(next) = self.next(at).filter(|_| lines < MOST) {
            let below = &page.lines[next];
            if below.mark != Mark::None || page.has_dateline(next) {
                break;
            }
            torn |= is_torn(page.line(at), page.line(next));
            let open = page.end(next) == End::Open;
            if below.chars <= LONGEST_REST {
                // A character or two stand alone where the column ends.
                if torn && open {
                    return true;
                }
                lines += 1;
                break;
            }
            if below.wide().abs_diff(first.wide()) > RAGGED {
                break;
            }
            lines += 1;
            with_clauses += clauses(next);
            if !open {
                break;
            }
            at = next;
        }
        torn && (lines >= FEWEST && with_clauses > 0
            || lines >= FEWEST_OF_CLAUSES && with_clauses == lines)
    }
}
