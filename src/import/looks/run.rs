//! The lines that look like titles from one down to the text below them, and that text.

use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::page::Mark;
use super::super::particular::is_particular;
use super::super::signal::{End, end, is_commentator, is_remark, number_style, numbered};
use super::shape::is_shape;
use super::{LONGEST_HEAD, Looks, MOST_HEADS, SHORTEST_PARAGRAPH};

/// Lines that look like titles, down to the text below them.
pub(super) struct Run {
    pub(super) lines: usize,
    /// The first line is followed by a byline.
    pub(super) signed: bool,
    /// A byline stands right below the first line.
    pub(super) named: bool,
    /// How many lines of names stand in it, others between them.
    pub(super) signatures: usize,
    /// Two lines with numbers of one style: a list.
    pub(super) listed: bool,
    /// The first line below.
    pub(super) after: Option<usize>,
}

impl Looks<'_> {
    /// The lines from this one down that look like titles, and what stands below them.
    pub(super) fn run(&self) -> Run {
        let page = self.page;
        let mut run = Run {
            lines: 1,
            signed: false,
            named: false,
            signatures: 0,
            listed: false,
            after: self.next(self.line),
        };
        let style = number_style(page.line(self.line));
        let mut above_named = false;
        while let Some(after) = run.after {
            let text = page.line(after);
            let here = &page.lines[after];
            let spaced = (here.chars == 1 || here.hints.may(Hints::SPACE))
                && is_spaced_out(text, 1)
                && self.next(after).is_some_and(|next| page.is_named(next));
            let byline = page.lines[after].chars <= 60
                && !spaced
                && (page.credited(after).is_some_and(|credit| !credit.photo)
                    || page.is_named(after)
                    || is_commentator(text));
            // The first line of a text: a dateline, or below a byline a full line of a column.
            let width = usize::from(self.layout.width[after]);
            let begins = page.has_dateline(after)
                || above_named
                    && !byline
                    && self.layout.column[after]
                    && page.lines[after].wide() * 10 >= width * 8;
            // Nor is a full line with a pause a title, where a blank line stands behind each line.
            let full = |line: usize| page.lines[line].wide() + 1 >= width;
            // Nor is one below which the pause stands.
            let pauses = || {
                page.lines[after].hints.may(Hints::COMMA)
                    || self.is_short_in_spaced()
                        && self.next(after).is_some_and(|below| {
                            page.lines[below].blank == 0
                                && page.lines[below].hints.may(Hints::COMMA)
                                && full(below)
                        })
            };
            let begins = begins || !byline && page.lines[after].spaced && full(after) && pauses();
            // （连载之三） between the title and who wrote.
            if run.lines <= 2 && is_remark(text) && self.is_above_byline(after) {
                run.after = self.next(after);
                continue;
            }
            if begins
                || !byline && !is_shape(page, after)
                || run.lines > MOST_HEADS
                || self.layout.verse[after]
            {
                break;
            }
            run.signatures += usize::from(byline && !above_named);
            above_named = byline;
            let told = || page.credited(after).is_some() || page.lines[after].chars >= 5;
            run.signed |= byline && (run.lines == 1 || run.lines <= 3 && told());
            run.named |= byline && run.lines == 1;
            let next_style = number_style(text);
            run.listed |= style.is_some() && style == next_style;
            let list = next_style.is_some()
                && self
                    .next(after)
                    .is_some_and(|next| number_style(page.line(next)) == next_style);
            if list {
                break;
            }
            run.lines += 1;
            run.after = self.next(after);
        }
        run
    }

    /// Whether `line` is a paragraph by its length, the full first line of one where a blank line stands behind
    /// each or where it is wrapped, or a shorter one by its end.
    pub(super) fn is_paragraph(&self, line: usize) -> bool {
        let (page, here) = (self.page, &self.page.lines[line]);
        here.mark == Mark::None
            && (here.chars > LONGEST_HEAD
                || here.spaced && here.wide() + 1 >= usize::from(self.layout.width[line])
                || here.chars >= SHORTEST_PARAGRAPH && page.end(line) == End::Sentence
                || here.chars >= SHORTEST_PARAGRAPH
                    && here.wide() * 10 >= usize::from(self.layout.width[line]) * 9
                    && page.lines.get(line + 1).is_some_and(|next| {
                        next.blank == 0 && next.mark == Mark::None && next.indent <= 1
                    }))
    }

    /// Whether a full text, or nothing at all, stands below.
    pub(super) fn is_above_text(&self, run: &Run) -> bool {
        let page = self.page;
        let Some(mut after) = run.after else {
            return run.lines <= 3;
        };
        // A remark in brackets, and the text below it.
        if end(page.line(after)) == End::Bracket
            && page.lines[after].chars <= 20
            && let Some(next) = self.next(after)
        {
            after = next;
        }
        let chars = page.lines[after].chars;
        chars > LONGEST_HEAD
            || self.layout.verse[after]
            || page.has_dateline(after)
            || ["关键词", "關鍵詞"]
                .iter()
                .any(|word| page.line(after).starts_with(word))
            // The first part of a paragraph that a page's end has cut.
            || (chars > 20 && !is_shape(page, after))
            || matches!(end(page.line(after)), End::Sentence | End::Colon)
            || numbered(page.line(after))
            || is_particular(page.line(after))
            || self.layout.column[after]
            || page.lines[after].spaced
                && page.lines[after].wide() + 1 >= usize::from(self.layout.width[after])
    }

    /// Whether names stand right below `line`.
    pub(super) fn is_above_byline(&self, line: usize) -> bool {
        self.next(line).is_some_and(|next| {
            let page = self.page;
            page.is_named(next) || page.credited(next).is_some_and(|credit| !credit.photo)
        })
    }
}
