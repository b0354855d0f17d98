//! What stands amid or between texts and is no title though it looks like one, or the other way round: the name of a
//! column of briefs, the words of pictures, a name over the title of what its bearer wrote.
//!
//! Where a blank line stands behind each line, or none, room tells little. But a column is even: only the last line
//! of a paragraph is much narrower, and it has an end. So what is narrow and has none is no line of a paragraph.

use super::super::caption::is_caption_word;
use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::people::is_name;
use super::super::role::Role;
use super::super::signal::{End, ORNAMENTS, is_label, squeezed};
use super::super::torn::is_torn;
use super::at_work::is_at_work;
use super::{Place, is_running};
use crate::text::script::is_han;
use std::ops::RangeInclusive;

/// The longest name of a column of briefs, in characters.
const LONGEST_NAME: usize = 8;
/// What somebody does in several pictures, at least, in characters.
const SHORTEST_DEED: usize = 2;
/// How long the words of a picture are, in characters.
const WORDS: RangeInclusive<usize> = 4..=24;
/// The fewest and the most characters of a title with gaps between them.
const LONGER_THAN_NAMES: usize = 5;
const LONGEST_SPACED: usize = 12;
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

    /// Whether a name stands apart behind a whole text and right above the title of the next one, whose text has
    /// nobody's name: an ornament or gaps set it off, and the title is no name itself.
    pub(super) fn is_name_over_title(&self, text: &str) -> bool {
        let page = self.page;
        let here = &page.lines[self.line];
        let name = |text: &str| {
            let bare = text.trim_start_matches(ORNAMENTS).trim();
            let short = squeezed(bare);
            let set_off = bare.len() < text.trim().len() || short.len() < bare.len();
            // □ takes the place of 作者, whatever name follows.
            let told = || text.starts_with('□') && short.chars().all(is_han) && !is_label(&short);
            set_off && (2..=3).contains(&short.chars().count()) && (is_name(&short) || told())
        };
        let may = self.complete
            && here.blank > 0
            && !here.spaced
            && here.mark == Mark::None
            && is_running(self.below)
            && name(text);
        may && self.next().is_some_and(|title| {
            let below = self.next_text[title + 1];
            page.lines[title].blank == 0
                && page.lines[title].mark == Mark::None
                && is_shape(page, title)
                && !name(page.line(title))
                && below != usize::MAX
                && (page.lines[below].blank > 0 || page.lines[below].indent >= 2)
                && !page.is_named(below)
                && page.credited(below).is_none()
                && (page.lines[below].chars > *WORDS.end()
                    || page.lines[below].wide() * 10 >= usize::from(self.layout.width[below]) * 9)
        })
    }

    /// Whether a line is set with gaps between more characters than any name has, over a name: a title, whoever may be
    /// named in it.
    pub(super) fn is_spaced_title(&self, text: &str) -> bool {
        let single = |word: &str| word.chars().nth(1).is_none() && word.chars().all(is_han);
        let words = || text.split_whitespace();
        (LONGER_THAN_NAMES..=LONGEST_SPACED).contains(&words().count())
            && words().all(single)
            && self.page.lines[self.line].blank > 0
            && self.next().is_some_and(|next| self.page.is_named(next))
    }

    /// Whether words of pictures stand below each other between two paragraphs, each with room around it: where
    /// something is, what somebody is doing. Two headings do not stand so.
    pub(super) fn is_one_of_pictures(&self) -> bool {
        let page = self.page;
        let words = |line: usize| {
            let here = &page.lines[line];
            here.blank > 0
                && here.mark == Mark::None
                && WORDS.contains(&here.chars)
                && !self.contents.names(line)
                && is_shape(page, line)
                && (is_caption_word(page.line(line)) || is_at_work(page.line(line), SHORTEST_DEED))
        };
        let paragraph =
            |line: usize| page.lines[line].blank > 0 && page.lines[line].chars > *WORDS.end();
        let may = self.complete
            && self.below == Role::Text
            && !self.layout.wrapped
            && self.line > 0
            && words(self.line);
        may && self.next().is_some_and(|next| {
            self.below_caption && paragraph(next)
                || words(next)
                    && self.next_text[next + 1] != usize::MAX
                    && (words(self.next_text[next + 1]) || paragraph(self.next_text[next + 1]))
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
