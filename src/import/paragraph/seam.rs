//! Whether a paragraph goes on over the end of a line.
//!
//! Most lines of wrapped text go on for certain, and are told first and quickly. Then the second line may begin
//! something by itself; if it does not, how the first one ends decides.

use super::super::hints::Hints;
use super::super::layout::Layout;
use super::super::letter::{correction_before, note_word_before};
use super::super::looks::{is_sum, lists_names, opens_bracket};
use super::super::normalise::is_reference;
use super::super::page::{Line, Mark, Page};
use super::super::particular::is_particular;
use super::super::signal::{End, ends_inside, is_ornament, starts_inside};
use super::super::torn::{is_torn, is_uneven};

/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;
/// The deepest indent of a paragraph, in cells.
const DEEPEST_INDENT: u8 = 4;
/// The shortest line that may be one of a narrow stretch of wrapped text, in characters.
const SHORTEST_WRAPPED: usize = 15;
/// The longest line of a narrow stretch.
const COLUMN: usize = 26;
/// The longest heading of a chapter right above its text, in characters.
const LONGEST_CHAPTER: usize = 16;

/// Whether the paragraph that `last` ends so far goes on with `line`; `runs_on` tells that it has more lines.
pub(super) fn continues(
    page: &Page,
    layout: &Layout,
    last: usize,
    line: usize,
    runs_on: bool,
) -> bool {
    if runs_on_amid(page, layout, last, line) {
        return true;
    }
    let seam = Seam {
        page,
        layout,
        last,
        line,
        before: &page.lines[last],
        here: &page.lines[line],
        text: page.line(last),
        next: page.line(line),
        width: usize::from(layout.width[last]),
    };
    if seam.begins_anew() || seam.is_row_or_chapter() {
        return false;
    }
    match page.end(last) {
        End::Open => seam.goes_on_openly(runs_on),
        End::Bracket => seam.goes_on_behind_bracket(),
        End::Colon => seam.goes_on_behind_colon(),
        End::Sentence => seam.goes_on_behind_sentence(),
    }
}

/// Two lines below each other.
struct Seam<'a> {
    page: &'a Page,
    layout: &'a Layout,
    /// The indices of both.
    last: usize,
    line: usize,
    before: &'a Line,
    here: &'a Line,
    /// The texts of both.
    text: &'a str,
    next: &'a str,
    /// The width that lines are wrapped at around the first one.
    width: usize,
}

impl Seam<'_> {
    /// Whether the second line begins a paragraph by its first word, its mark or its indent, or the first one is
    /// a whole one by itself.
    fn begins_anew(&self) -> bool {
        let (page, layout, before, here) = (self.page, self.layout, self.before, self.here);
        let indented = layout.is_indented(self.line);
        // Most of those that begin one are told by this alone.
        if indented && here.indent >= 2 {
            return true;
        }
        // Most lines begin with a Han.
        let opens_mark = |line: &Line| line.hints.may(Hints::OPENS_MARK);
        let refers = |line: &Line, text: &str| {
            opens_mark(line) && text.starts_with(['[', '［', '〔']) && is_reference(text)
        };
        if refers(here, self.next)
            || before.glued
            || layout.table[self.last]
            || layout.table[self.line]
            || layout.verse[self.last]
            || here.blank > 0 && refers(before, self.text)
        {
            return true;
        }
        let ends = page.end(self.last);
        ends != End::Open
            && (note_word_before(self.next).is_some()
                || correction_before(self.next).is_some()
                || is_references(self.next))
            || (layout.interview || ends != End::Open) && is_spoken(self.next)
            || opens_mark(here) && self.next.starts_with(is_ornament)
            // Two indents of a paragraph below each other, however few a text has.
            || here.indent >= 2
                && here.indent == before.indent
                && here.indent <= DEEPEST_INDENT
                && !layout.each_indented
                && ends == End::Sentence
            // 本报讯 begins the next report.
            || here.blank == 0 && ends == End::Sentence && page.has_dateline(self.line)
    }

    /// Whether the lines are particulars, sums or a chapter's heading and its text.
    fn is_row_or_chapter(&self) -> bool {
        let (page, before, here) = (self.page, self.before, self.here);
        let ends = page.end(self.last);
        // When and where something is, below a line that is not full.
        let particular = here.blank == 0
            && here.hints.may(Hints::OPENS_PARTICULAR)
            && here.hints.may(Hints::COLON)
            && (before.wide() * 10 < self.width * 8
                || here.chars <= SHORTEST_WRAPPED && ends == End::Sentence)
            && is_particular(self.next);
        // Rows of who gave how much.
        let sums = || {
            before.hints.may(Hints::COLON)
                && (here.blank > 0 || here.hints.may(Hints::COLON))
                && (is_sum(self.text) && (here.blank > 0 || is_sum(self.next))
                    || lists_names(self.text))
        };
        // A chapter's heading right above its text.
        let chapter = || {
            before.chars <= LONGEST_CHAPTER
                && page.numbered(self.last)
                && before.wide() * 2 < self.width
                && ends == End::Open
                && !self.text.contains(['，', ',', '：', ':'])
                && here.chars > before.chars
                && !starts_inside(self.next)
        };
        particular || sums() || chapter()
    }

    /// Whether both are lines of wrapped text. Where blank lines were lost among those behind each line, each whole
    /// sentence may end a paragraph.
    fn is_wrapped(&self) -> bool {
        self.layout.is_wrapped(self.last)
            && !self.layout.whole
            && self.here.blank == 0
            && !self.here.spaced
            && self.width <= WIDEST
    }

    /// Whether the first line is as full as wrapped lines are.
    fn is_full(&self) -> bool {
        self.before.wide() * 10 >= self.width * 9
    }

    /// Whether a sentence without an end goes on.
    fn goes_on_openly(&self, runs_on: bool) -> bool {
        let (page, layout, before, here) = (self.page, self.layout, self.before, self.here);
        let (text, next) = (self.text, self.next);
        // Lines of a sentence that is wrapped more narrowly than what stands around it.
        let above = page.lines[self.last.saturating_sub(1)]
            .chars
            .max(here.chars);
        let narrow = (SHORTEST_WRAPPED..=COLUMN).contains(&before.chars)
            && here.blank == 0
            && before.chars.abs_diff(above) <= 2
            && (paused(before, text) || paused(here, next));
        if narrow {
            return true;
        }
        if self.is_list_of_short(runs_on) {
            return false;
        }
        !(layout.wrapped
            && self.width > WIDEST
            && here.blank == 0
            && !here.spaced
            && !ends_inside(text)
            && !starts_inside(next)
            && !(layout.is_indented(self.line) && before.chars > WIDEST))
    }

    /// Whether the first line is one of a list of short lines, which is no paragraph.
    fn is_list_of_short(&self, runs_on: bool) -> bool {
        let (page, layout, before, here) = (self.page, self.layout, self.before, self.here);
        let (text, next) = (self.text, self.next);
        let part = layout.column[self.last] || page.is_behind_title(self.last);
        if before.chars > 25 || before.wide() * 10 >= self.width * 6 || part {
            return false;
        }
        let inside = before.hints.may(Hints::CLOSES_MARK) && ends_inside(text)
            || starts_inside(next)
            || before.hints.may(Hints::BRACKET)
                && opens_bracket(text)
                && next.contains(['）', ')']);
        let set =
            layout.is_indented(self.line) || (layout.wrapped || here.spaced) && here.blank == 0;
        // Nor is it one when it runs on from the line above, or has clauses.
        let prose = || {
            let clauses =
                here.chars <= WIDEST && before.hints.may(Hints::COMMA.and(Hints::FULL_STOP));
            let closes = || {
                text.contains(['，', ',', '、'])
                    || here.chars <= 30 && page.end(self.line) == End::Sentence
            };
            let list = before.mark == Mark::List || page.numbered(self.last);
            !list && (clauses || runs_on && closes())
        };
        // A page's end tells by its seam, where what follows is no such line itself.
        let torn = || is_torn(text, next) || before.mark == Mark::None && is_uneven(text, next);
        !inside && !set && !prose() && (here.chars <= before.chars || !torn())
    }

    fn goes_on_behind_bracket(&self) -> bool {
        self.layout.column[self.line]
            || starts_inside(self.next)
            || self.is_wrapped() && (self.is_full() || self.layout.is_indented(self.line))
    }

    fn goes_on_behind_colon(&self) -> bool {
        let layout = self.layout;
        if self
            .text
            .trim_end_matches(['：', ':', '︰'])
            .ends_with("如下")
        {
            return false;
        }
        // The next line of a column is as short as the others.
        layout.column[self.line] && layout.column[self.last] && self.here.chars <= 30
            || self.is_wrapped() && (self.is_full() || layout.is_indented(self.line))
    }

    fn goes_on_behind_sentence(&self) -> bool {
        let (layout, before, here) = (self.layout, self.before, self.here);
        let closes = self
            .next
            .starts_with(['”', '’', '）', '」', '，', '。', '、']);
        // A paragraph that ends on a short line has ended, whatever stands at the margin below.
        let ends_short = before.wide() * 10 < self.width * 6 && before.indent == 0;
        let open = match layout.is_indented(self.line) {
            true => !ends_short,
            false => self.is_full(),
        };
        // In spaced text a full line goes on below another one; the first line of a paragraph is two
        // characters shorter, where its indent was lost.
        let spaced = || {
            let first = usize::from(before.indent) / 2;
            let whole = here.wide() >= self.width
                && self.page.end(self.line) == End::Open
                && !layout.narrow_marks;
            here.spaced
                && self.width <= WIDEST
                && here.blank == 0
                && here.indent == 0
                && (before.wide() + first + 1) >= self.width
                && (whole || layout.is_indented(self.line))
        };
        closes
            || open && self.is_wrapped()
            || spaced()
            || layout.room_tells && here.spaced && here.blank == 0
    }
}

/// Whether `line` goes on with the sentence of `last` for certain, as most lines of wrapped text do: none of the
/// rules of [`continues`] that part them has what it asks for.
fn runs_on_amid(page: &Page, layout: &Layout, last: usize, line: usize) -> bool {
    const APART: Hints = Hints::OPENS_MARK.and(Hints::OPENS_PARTICULAR);
    let (before, here) = (&page.lines[last], &page.lines[line]);
    let width = usize::from(layout.width[last]);
    layout.wrapped
        && !layout.interview
        && width <= WIDEST
        && here.blank == 0
        && before.wide() * 2 >= width
        && !here.hints.may(APART)
        && !before.hints.may(Hints::COLON)
        && page.end(last) == End::Open
        && !(before.glued || layout.table[last] || layout.table[line] || layout.verse[last])
        && !(layout.is_indented(line) && here.indent >= 2)
}

/// Whether `text` is the word above a list of references.
fn is_references(text: &str) -> bool {
    text.starts_with(['参', '參', '注'])
        && ["参考文献", "參考文獻", "注释"].contains(&text.trim_end_matches(['：', ':']))
}

/// Whether a full stop or comma in full width stands in `text`, which is that of `line`.
fn paused(line: &Line, text: &str) -> bool {
    line.hints.may(Hints::FULL_STOP) || line.hints.may(Hints::COMMA) && text.contains('，')
}

/// Whether `text` begins what one of two speakers says.
fn is_spoken(text: &str) -> bool {
    let rest = text.strip_prefix(['问', '答', '問']);
    rest.is_some_and(|rest| rest.starts_with(['：', ':', '︰']))
}
