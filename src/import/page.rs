//! The cleaned text of an import: its lines, and where every character of it comes from.
//!
//! All later stages speak of byte ranges of [`Page::text`], so that nothing is ever looked for
//! afterwards. A line is what the source shows as one: a `<br>` or `<p>` makes several of one line of
//! the file. Only where a large text has nothing but tiny lines do several become one.

use std::cell::Cell;
use std::ops::Range;

use memchr::memchr_iter;

use super::asked::Asked;
use super::hints::Hints;
use super::numbers::Numbers;
use super::signal::{End, end, numbered};

/// From how many lines on a text of tiny lines has them joined.
const MANY_LINES: usize = 1 << 16;
/// The mean length of a line below which lines are tiny, in bytes.
const TINY_LINE: usize = 32;
/// From how many lines on a text of shreds is no issue of any paper, and has its lines joined to long ones.
const MOST_LINES: usize = 1 << 17;
/// The mean length of the lines of the source below which they are shreds, in bytes: fewer than eight Han.
const SHRED: usize = 24;
/// From how many bytes on a line that was joined of them is long.
const LONG_LINE: usize = 256;

/// The cleaned text.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The texts of all lines, each followed by a line feed.
    pub(super) text: String,
    /// Its lines; blank ones are counted, not kept.
    pub(super) lines: Vec<Line>,
    /// Where lines begin that stand in cells of tables, in order.
    pub(super) cells: Vec<usize>,
    /// What of the text stands in no line, for nobody sees it in the source, in order.
    pub(super) hidden: Vec<Hidden>,
    /// What its lines say of people, as far as it was asked.
    pub(super) asked: Asked,
    /// The line where the last offset was found.
    pub(super) near: Cell<usize>,
    /// The numbers of its lines, once these are gone.
    pub(super) numbers: Option<Numbers>,
}

/// A part of the text that the source does not show: style sheets, scripts, comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hidden {
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The number of its line in the source, from 1.
    pub(super) number: usize,
}

/// What a line begins with in Markdown or HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// A heading of this level.
    Heading(u8),
    /// The whole line is bold.
    Bold,
    /// The bold beginning of a line, with the rest of it in the next one.
    Lead,
    /// A list mark.
    List,
    /// A quotation.
    Quote,
    /// Fenced code: all of its lines are one, with line feeds inside.
    Verbatim,
}

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where its text begins ([`Line::start`]): a large file has millions of lines, so each byte counts here,
    /// and no file is read that is as large as this tells.
    pub(super) from: u32,
    /// Where it ends ([`Line::end`]).
    pub(super) to: u32,
    /// Its number in the source, from 1 ([`Line::number`]).
    pub(super) row: u32,
    /// Its characters.
    pub(super) chars: usize,
    /// The kinds of its characters.
    pub(super) hints: Hints,
    /// How many blank lines stand before it.
    pub(super) blank: u32,
    /// How many cells it is indented by.
    pub(super) indent: u8,
    /// What it begins with.
    pub(super) mark: Mark,
    /// It was cut off the end of the line before: a credit or a note behind the last sentence.
    pub(super) glued: bool,
    /// A rule stands above it.
    pub(super) ruled: bool,
    /// A picture stands above it or in it.
    pub(super) pictured: bool,
    /// It is made of links.
    pub(super) linked: bool,
    /// A blank line stands behind each line around it and is not counted.
    pub(super) spaced: bool,
}

impl Line {
    /// The line that `range` of `text` is by itself: no mark, nothing before it.
    pub(super) fn of(text: &str, range: Range<usize>) -> Line {
        let (hints, chars) = Hints::of(&text[range.clone()]);
        Line::with(range, hints, chars)
    }

    /// The same for a text of so many characters of these kinds.
    pub(super) fn with(range: Range<usize>, hints: Hints, chars: usize) -> Line {
        Line {
            from: short(range.start),
            to: short(range.end),
            row: 1,
            chars,
            hints,
            blank: 0,
            indent: 0,
            mark: Mark::None,
            glued: false,
            ruled: false,
            pictured: false,
            linked: false,
            spaced: false,
        }
    }

    /// The same line as number `number` of the source.
    pub(super) fn standing_at(self, number: usize) -> Line {
        Line {
            row: short(number),
            ..self
        }
    }

    /// Where its text begins.
    #[inline]
    pub(super) fn start(&self) -> usize {
        self.from as usize
    }

    /// Where it ends.
    #[inline]
    pub(super) fn end(&self) -> usize {
        self.to as usize
    }

    /// How wide it is, in characters of full width: two of ASCII are as wide as one Han, which has three
    /// bytes.
    pub(super) fn wide(&self) -> usize {
        (self.end() - self.start() + self.chars + 2) / 4
    }

    /// Whether it is as long as a line becomes that is joined of shreds.
    pub(super) fn is_long(&self) -> bool {
        self.end() - self.start() >= LONG_LINE
    }

    /// Its number in the source, from 1.
    pub(super) fn number(&self) -> usize {
        self.row as usize
    }

    /// The same line with the text of `range` alone.
    pub(super) fn cut(&self, text: &str, range: Range<usize>) -> Line {
        let Line {
            from,
            to,
            chars,
            hints,
            ..
        } = Line::of(text, range);
        Line {
            from,
            to,
            chars,
            hints,
            ..*self
        }
    }

    /// The line that goes on to `end`.
    pub(super) fn lengthen(&mut self, text: &str, end: usize) {
        // What its last character and the next one tell together is seen too.
        let last = text[..self.end()].chars().next_back();
        let from = self.end() - last.map_or(0, char::len_utf8);
        let (hints, chars) = Hints::of(&text[from..end]);
        self.to = short(end);
        self.chars += chars - usize::from(last.is_some());
        self.hints = self.hints.followed_by(hints);
    }
}

impl Page {
    /// The text of `line`.
    #[inline]
    pub(super) fn line(&self, line: usize) -> &str {
        let line = &self.lines[line];
        &self.text[line.start()..line.end()]
    }

    /// Whether `line` stands in a cell of a table.
    pub(super) fn is_cell(&self, line: usize) -> bool {
        self.cells.binary_search(&self.lines[line].start()).is_ok()
    }

    /// The line that `offset` of the text stands in, or the one before it; it is looked for at `near`
    /// first, where the last one was found.
    pub(super) fn line_near(&self, offset: usize, near: &mut usize) -> usize {
        let begins = |line: usize| {
            self.lines
                .get(line)
                .is_none_or(|line| line.start() > offset)
        };
        // Mostly there, or little below.
        if !begins(*near) {
            for line in *near..*near + 4 {
                if begins(line + 1) {
                    *near = line;
                    return line;
                }
            }
        }
        let after = self.lines.partition_point(|line| line.start() <= offset);
        *near = after.saturating_sub(1);
        *near
    }

    /// The same, looked for where the last offset of all was found.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let mut near = self.near.get();
        let line = self.line_near(offset, &mut near);
        self.near.set(near);
        line
    }

    /// How `line` ends.
    #[inline]
    pub(super) fn end(&self, line: usize) -> End {
        if self.lines[line].hints.may(Hints::CLOSES) {
            return end(self.line(line));
        }
        End::Open
    }

    /// Whether `line` begins with the number of a paragraph or chapter.
    #[inline]
    pub(super) fn numbered(&self, line: usize) -> bool {
        self.lines[line]
            .hints
            .may(Hints::OPENS_NUMBER.and(Hints::OPENS_FRAME))
            && numbered(self.line(line))
    }

    /// Whether `line` stood in one line with its title: its text begins there.
    pub(super) fn is_behind_title(&self, line: usize) -> bool {
        let above = line.checked_sub(1).map(|above| self.lines[above].mark);
        self.lines[line].blank == 0 && above == Some(Mark::Lead)
    }

    /// What hides `offset` of the text.
    pub(super) fn hidden_at(&self, offset: usize) -> Option<&Hidden> {
        let after = self.hidden.partition_point(|hidden| hidden.start <= offset);
        let hidden = self.hidden.get(after.checked_sub(1)?)?;
        (offset < hidden.end).then_some(hidden)
    }

    /// The number of the source line that `offset` of the text stands on.
    pub(super) fn number(&self, offset: usize) -> usize {
        if let Some(hidden) = self.hidden_at(offset) {
            return hidden.number;
        }
        if let Some(numbers) = &self.numbers {
            return numbers.at(offset, &self.text, &self.near);
        }
        let Some(line) = self.lines.get(self.line_at(offset)) else {
            return 1;
        };
        if line.mark != Mark::Verbatim {
            return line.number();
        }
        line.number() + rows(&self.text, line.start()..offset.min(line.end()))
    }

    /// Gives up the lines but for their numbers: they take more memory than the text, and when texts are given
    /// out, nobody asks for anything else.
    pub(super) fn number_only(&mut self) {
        self.numbers = Numbers::of(&self.lines);
        if self.numbers.is_some() {
            self.lines = Vec::new();
            self.asked = Asked::default();
        }
    }
}

/// An offset or a number that is kept short.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether `count` lines of a text of `length` bytes are too many, and too short, to be lines of a page.
pub(super) fn are_tiny(count: usize, length: usize) -> bool {
    count >= MANY_LINES && length < count.saturating_mul(TINY_LINE)
}

/// Whether `count` lines of the source, with a text of `length` bytes, are shreds of lines of which `made` were
/// made.
pub(super) fn are_shreds(made: usize, count: usize, length: usize) -> bool {
    made >= MOST_LINES && length < count.saturating_mul(SHRED)
}

/// How many rows end in `range` of `text`.
pub(super) fn rows(text: &str, range: Range<usize>) -> usize {
    memchr_iter(b'\n', text.as_bytes().get(range).unwrap_or_default()).count()
}

#[cfg(test)]
mod tests {
    use super::super::clean::clean;
    use super::*;

    #[test]
    fn shreds_beyond_number_become_long_lines() {
        let lengths = |unit: &str| -> Vec<usize> {
            let (page, _, _) =
                clean(&unit.repeat(5_000_000 / unit.len())).expect("nothing is lost");
            let lines = page.lines.iter().skip(MOST_LINES);
            lines.map(|line| line.end() - line.start()).collect()
        };
        let mut shreds = lengths("雨停了船来了人\n");
        // The last one may still be short.
        shreds.pop();
        let long = LONG_LINE..LONG_LINE + SHRED;
        assert!(shreds.len() > 1000 && shreds.iter().all(|length| long.contains(length)));
        // The columns of a paper may be as narrow as this.
        let columns = lengths("雨停了船来了人走\n");
        assert!(columns.len() > 10_000 && columns.iter().all(|&length| length < LONG_LINE));
    }
}
