//! Lines at which a text breaks off: no title, or the first one below a text that a page's end has cut.
//!
//! A sentence that the foot of a page cuts looks like a title, short and without an end mark. What stands below
//! it tells: the rest of the sentence, the same words again, a jump line, or another subject.

use super::super::cohesion::cohesion;
use super::super::hints::Hints;
use super::super::jump::{arrow_jump, jump};
use super::super::page::Mark;
use super::super::role::Role;
use super::super::signal::{End, squeezed};
use super::super::torn::{ends_with_asking, has_word_on_seam, is_surely_torn, is_torn};
use super::{LONGEST_HEAD, Looks};

/// The share of a title's words that a lead below it takes up, at least.
const SAME_SUBJECT: f32 = 0.25;
/// The fewest characters of a sentence that the foot of a page cuts.
const FEWEST_CUT: usize = 16;
/// The shortest line that a page tears off a sentence, in characters.
const SHORTEST_TORN: usize = 4;
/// The deepest indent of such a line.
const DEEPEST_INDENT: u8 = 4;

impl Looks<'_> {
    /// Whether the foot of a page has cut a sentence here: several clauses without an end, what a page
    /// brings below them, and text behind that. No title is the last line of its page.
    pub(super) fn is_cut_by_page(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let clauses = page.line(self.line).contains('，') && line.chars >= FEWEST_CUT;
        clauses
            && line.mark == Mark::None
            && page.end(self.line) == End::Open
            && self.next(self.line).is_some_and(|next| {
                next > self.line + 1
                    && page.lines[next].chars >= FEWEST_CUT
                    && page.end(next) == End::Sentence
                    && !page.has_dateline(next)
            })
    }

    /// Whether the text below goes on with the sentence that breaks off here, as the seam between them tells.
    /// Where lines are wrapped, only room below may part a sentence, unless its seam is no chance, and where
    /// paragraphs are indented only one without an indent goes on.
    pub(super) fn is_torn(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        // Whatever stands below it.
        if line.mark == Mark::None
            && line.chars >= FEWEST_CUT
            && ends_with_asking(page.line(self.line))
        {
            return true;
        }
        self.next(self.line).is_some_and(|next| {
            let below = &page.lines[next];
            line.mark == Mark::None
                && below.mark == Mark::None
                && line.chars >= SHORTEST_TORN
                && line.indent <= DEEPEST_INDENT
                && !(layout.is_indented(next) && below.indent >= 2)
                && page.end(self.line) == End::Open
                && !page.has_dateline(next)
                && {
                    let (text, rest) = (page.line(self.line), page.line(next));
                    let goes_on = below.chars > LONGEST_HEAD
                        || below.hints.may(Hints::STOP)
                        || page.end(next) == End::Sentence;
                    let apart = below.blank > 0 || !layout.wrapped;
                    apart && goes_on && is_torn(text, rest)
                        || is_surely_torn(text, rest)
                        || below.spaced && goes_on && has_word_on_seam(text, rest)
                }
        })
    }

    /// Whether clauses without an end stand twice below each other, or the line below begins with all of them:
    /// where a column ends, the next one repeats them.
    pub(super) fn is_printed_again(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let text = page.line(self.line);
        let same = |other: usize| page.line(other) == text;
        let begins =
            |next: usize| page.lines[next].chars > line.chars && page.line(next).starts_with(text);
        line.hints.may(Hints::COMMA)
            && line.chars >= FEWEST_CUT
            && line.mark == Mark::None
            && (self
                .next(self.line)
                .is_some_and(|next| same(next) || begins(next))
                || self.line.checked_sub(1).is_some_and(same))
    }

    /// Whether what stands here goes on elsewhere, as the jump line glued to it or below its clauses says.
    pub(super) fn is_above_jump(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let Some(next) = page.lines.get(self.line + 1) else {
            return false;
        };
        let glued = next.number() == line.number() && next.hints.may(Hints::JUMP);
        let clauses = line.hints.may(Hints::COMMA) && line.chars >= FEWEST_CUT;
        let text = page.line(self.line + 1);
        glued && jump(&squeezed(text)) == Some(Role::JumpTo)
            || clauses
                && (next.hints.may(Hints::JUMP) && jump(&squeezed(text)) == Some(Role::JumpTo)
                    || arrow_jump(text) == Some(Role::JumpTo))
    }

    /// Whether the text above breaks off and a title stands here: a rest of its sentence would have an
    /// end mark, and the text below would not speak of the same.
    pub(super) fn cuts_off(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let Some(next) = self.next(self.line) else {
            return false;
        };
        let full = |line: usize| page.lines[line].chars > LONGEST_HEAD;
        !layout.is_marked(self.line)
            && !layout.wrapped
            && !layout.column[self.line]
            && line.chars >= 6
            && line.blank > 0
            && page.lines[next].blank > 0
            && (self.line > 0 && full(self.line - 1))
            && full(next)
            && cohesion(page.line(self.line), page.line(next), 2)
                .is_some_and(|share| share >= SAME_SUBJECT)
    }
}
