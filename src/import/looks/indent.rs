//! Titles in wrapped text: what the indents of paragraphs and the width of lines tell.
//!
//! Where paragraphs are indented, lines at the margin below a finished text are in none. Where they are
//! not, a line that is clearly shorter than its neighbours, or whose words the text below takes up, is a
//! title.

use super::super::hints::Hints;
use super::super::layout::Layout;
use super::super::letter::is_salutation_alone;
use super::super::page::{Mark, Page};
use super::super::signal::{End, date, end, ends_inside};
use super::shape::is_shape;
use super::{Looks, MOST_HEADS};

/// The longest half of a title that ends with a colon, in characters.
const LONGEST_HALF: usize = 16;

/// Whether `line` is the first of an indented paragraph that is wrapped: full with its indent, and the next
/// one, which is `next`, stands at the margin right below.
pub(in crate::import) fn begins_paragraph(
    page: &Page,
    layout: &Layout,
    line: usize,
    next: Option<usize>,
) -> bool {
    let here = &page.lines[line];
    let width = usize::from(layout.width[line]);
    layout.is_indented(line)
        && layout.wrapped
        && here.indent >= 2
        && (here.wide() + usize::from(here.indent) / 2) * 10 >= width * 8
        && next.is_some_and(|next| {
            let next = &page.lines[next];
            next.blank == 0 && next.indent == 0 && next.mark == here.mark
        })
}

impl Looks<'_> {
    /// Whether a short line set off from a finished text stands over one that begins with a day at the
    /// margin, where paragraphs are indented: the title of a picture.
    pub(super) fn is_over_flush_news(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let width = usize::from(layout.width[self.line]);
        layout.is_indented(self.line)
            && layout.wrapped
            && self.complete
            && line.indent <= 1
            && line.blank > 0
            && line.wide() * 10 < width * 7
            && self.next(self.line).is_some_and(|next| {
                let text = page.line(next);
                page.lines[next].indent <= 1
                    && page.lines[next].blank == 0
                    && page.lines[next].wide() * 10 >= width * 6
                    && date(text).is_some_and(|(_, _, day, _)| day.is_some())
            })
    }

    /// The same as [`begins_paragraph`] for the line.
    pub(super) fn begins_paragraph(&self) -> bool {
        begins_paragraph(self.page, self.layout, self.line, self.next(self.line))
    }

    /// Whether lines without an end mark stand at the margin, a finished text above them and the indent
    /// of a new paragraph below: the paragraphs of this text begin with an indent, so they are in none.
    pub(super) fn is_flush(&self) -> bool {
        let page = self.page;
        if page.lines[self.line].indent > 0 {
            return false;
        }
        let mut lines = 1;
        let mut at = self.line;
        while let Some(next) = self.next(at) {
            if page.lines[next].indent >= 2 {
                return true;
            }
            // Who is named there is asked last.
            let may_go_on = lines < MOST_HEADS
                && (self.is_short(next)
                    || is_shape(page, next)
                    || page.credited(next).is_some()
                    || page.is_named(next));
            if !may_go_on {
                return false;
            }
            lines += 1;
            at = next;
        }
        false
    }

    /// Whether a line that by itself may be part of a sentence belongs to a title over a wrapped text with
    /// indents: it goes on right below the first line of one, or it is a kicker that ends with a dash.
    pub(super) fn is_over_indent(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let kicker = || {
            let next = self.next(self.line);
            line.blank > 0
                && self.complete
                && page.line(self.line).ends_with("——")
                && next.is_some_and(|next| page.lines[next].blank == 0 && is_shape(page, next))
        };
        layout.is_indented(self.line)
            && layout.wrapped
            && line.indent == 0
            && (kicker() || line.blank == 0 && self.below_head && self.is_short(self.line))
            && self.is_flush()
    }

    /// Whether a line that ends with a colon is the first half of a title: set off, with the other half right
    /// below it and a byline or dateline below that.
    pub(super) fn is_over_half(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        line.hints.may(Hints::COLON)
            && self.complete
            && (line.blank > 0 || self.below_head)
            && (2..=LONGEST_HALF).contains(&line.chars)
            && line.mark == Mark::None
            && end(page.line(self.line)) == End::Colon
            && !is_salutation_alone(page.line(self.line))
            && self.next(self.line).is_some_and(|half| {
                page.lines[half].blank == 0
                    && page.lines[half].indent == line.indent
                    && is_shape(page, half)
                    && self.next(half).is_some_and(|below| {
                        let named = page.credited(below).is_some_and(|found| !found.photo)
                            || page.is_named(below);
                        named || page.has_dateline(below)
                    })
            })
    }

    /// Whether a line with more room above than lines have here, or one below its kicker, is shorter than the
    /// full first line of a text below it. The title may stand between it and that line.
    pub(super) fn is_apart_in_spaced(&self, next: usize) -> bool {
        let (page, layout) = (self.page, self.layout);
        let width = usize::from(layout.width[self.line]);
        let half = |line: usize| {
            page.lines[line].wide() + 3 <= width
                && page.end(line) == End::Open
                && !page.lines[line].hints.may(Hints::COMMA)
        };
        let full = |line: usize| page.lines[line].wide() + 1 >= width;
        let title = || half(next) && page.lines[next].blank == 0 && is_shape(page, next);
        layout.room_parts
            && (page.lines[self.line].blank > 0 || self.below_head)
            && half(self.line)
            && (full(next) || title() && self.next(next).is_some_and(full))
    }

    /// Whether a line is much shorter than all lines here, each of which has a blank line behind it, and has no
    /// end: with a finished text above it, it is in no paragraph.
    pub(super) fn is_short_in_spaced(&self) -> bool {
        let line = &self.page.lines[self.line];
        let width = usize::from(self.layout.width[self.line]);
        line.spaced
            && self.complete
            && line.wide() * 10 <= width * 8
            && self.page.end(self.line) == End::Open
            && !line.hints.may(Hints::COMMA)
    }

    /// Whether a line with room above stands over a wrapped text whose first words say the same.
    pub(super) fn is_taken_up(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let begins = |word: &str| {
            let first: String = word.chars().take(4).collect();
            self.next(self.line)
                .is_some_and(|next| page.line(next).trim_start().starts_with(&first))
        };
        let text = page.line(self.line);
        line.blank > 0
            && !line.spaced
            && !line.hints.may(Hints::COMMA)
            && end(text) == End::Open
            && text.chars().count() >= 8
            && begins(text)
    }

    /// Whether `line` is clearly shorter than the lines around it and has no mark of a sentence's end.
    pub(super) fn is_short(&self, line: usize) -> bool {
        let (here, width) = (&self.page.lines[line], self.layout.width[line]);
        here.wide() * 10 < usize::from(width) * 8
            && here.mark == Mark::None
            && !here.glued
            && end(self.page.line(line)) == End::Open
            && !ends_inside(self.page.line(line))
    }
}
