//! What stands beside a text: the names of sections, items of columns, captions that point at their pictures.

use super::super::frame::{is_framed_name, is_ornamented_name};
use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::role::Role;
use super::super::section::is_section;
use super::super::signal::{DASHES, End, ORNAMENTS, is_label, squeezed};
use super::super::signed::bare_names;
use super::{LONGEST_CAPTION, Place};

/// How long the words below a picture are that stand alone, in characters, and where titles have marks.
pub(super) const SHORTEST_WORDS: usize = 4;
pub(super) const SHORTEST_MARKED: usize = 6;
pub(super) const LONGEST_WORDS: usize = 32;

/// The shortest line that is text and no title for certain, in characters.
const SHORTEST_TEXT: usize = 20;
/// The longest name of a column above items, in characters, and how many of them are looked at.
const LONGEST_COLUMN: usize = 14;
const MOST_ITEMS: usize = 16;

impl Place<'_> {
    /// Whether the lines `one` and `other` begin with the same ornament.
    pub(super) fn open_alike(&self, one: usize, other: usize) -> bool {
        let first = |line: usize| {
            let here = self.page.lines.get(line)?;
            let opens = here.hints.may(Hints::OPENS_ORNAMENT);
            opens.then(|| self.page.line(line).chars().next()).flatten()
        };
        first(one).is_some() && first(one) == first(other)
    }

    /// Whether the line is one of several with the same ornament below the name of a column of briefs: ▲ stands
    /// before captions too, and no more than one of them stands there.
    pub(super) fn is_item_of_column(&self) -> bool {
        let lines = &self.page.lines;
        // 图为…, （甲 摄）: words of a picture, whatever stands above.
        let text = self.page.line(self.line);
        let words = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let taken = text
            .trim_end_matches(['）', ')', '。'])
            .ends_with(['摄', '攝']);
        if taken || words.starts_with("图为") || words.starts_with("圖為") {
            return false;
        }
        let alike = |line: usize| self.open_alike(self.line, line);
        let last = self.line.saturating_sub(MOST_ITEMS);
        let above = (last..self.line).rev();
        let mut above = above.filter(|&line| !lines[line].glued);
        let Some(name) = above.find(|&line| !alike(line)) else {
            return false;
        };
        let several = || alike(name + 1) && alike(name + 2) || alike(self.line + 1);
        lines[name].chars <= LONGEST_COLUMN && is_label(self.page.line(name)) && several()
    }

    /// Whether the line, one character with room around it, is none of a title set from top to bottom and no title by
    /// itself: another title stands right above it and a text below, or another title below that nobody signs.
    pub(super) fn is_lone_character(&self) -> bool {
        let page = self.page;
        let Some(next) = self.next() else {
            return false;
        };
        let upright = |line: usize| page.lines[line].chars == 1;
        if self.line > 0 && upright(self.line - 1) || upright(next) || !self.complete {
            return false;
        }
        let titled =
            matches!(self.below, Role::Head | Role::Marked(_) | Role::Listed) && !self.first;
        if titled {
            return page.lines[next].chars > SHORTEST_TEXT && !self.layout.verse[next];
        }
        let signed = page.credited(next).is_some() || page.is_named(next);
        is_shape(page, next)
            && !signed
            && !self.layout.verse[next]
            && !page.line(next).starts_with(DASHES)
            && page.lines[next].chars >= SHORTEST_WORDS
            && !page.numbered(next)
            && page
                .lines
                .get(next + 1)
                .is_some_and(|below| below.blank > 0 || below.chars > LONGEST_WORDS)
    }

    /// The name of a section or column alone above a title.
    pub(super) fn is_section_name(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        if line.chars <= 12 && self.complete && self.next().is_some() && is_framed_name(text) {
            return true;
        }
        // ◆校友来鸿 above a title.
        if line.mark == Mark::None
            && line.chars <= 8
            && line.blank > 0
            && self.complete
            && !self.below_title()
            && is_ornamented_name(text)
            && self.next().is_some_and(|next| {
                self.page.lines[next].chars >= line.chars
                    && is_shape(self.page, next)
                    && !self.page.line(next).starts_with(ORNAMENTS)
            })
        {
            return true;
        }
        // Set with gaps between all its characters, it is part of no sentence.
        line.mark == Mark::None
            && line.chars <= 30
            && (self.complete || line.hints.may(Hints::SPACE) && is_spaced_out(text, 2))
            && is_section(text, line.hints)
            && self.next().is_some_and(|next| {
                // A name below it signs what it is the title of.
                if bare_names(self.page.line(next)).is_some() {
                    return false;
                }
                is_shape(self.page, next)
                    || matches!(self.page.lines[next].mark, Mark::Heading(_))
                    || squeezed(text).ends_with("提示")
                    || self.contents.names(next)
            })
    }

    /// One short sentence right below a picture.
    pub(super) fn is_below_picture(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        let placed = || {
            self.line.checked_sub(1).is_some_and(|above| {
                let word = || self.page.line(above).trim();
                self.page.lines[above].chars <= 4 && ["图片", "圖片"].contains(&word())
            })
        };
        (line.pictured && !self.layout.among_text || placed())
            && line.mark == Mark::None
            && line.chars <= LONGEST_CAPTION
            && !self.below_title_alone()
            && !(self.page.numbered(self.line) && self.page.end(self.line) == End::Open)
            && !text
                .trim_end_matches(['。', '.'])
                .contains(['。', '！', '？'])
    }

    /// Whether a title stands right above and nothing else: what follows may be its whole text.
    fn below_title_alone(&self) -> bool {
        self.below_title()
            && self.next().is_none_or(|next| {
                let next = &self.page.lines[next];
                next.ruled || matches!(next.mark, Mark::Heading(_))
            })
    }

    /// A sentence with a pointer to its picture: ▲ before it and before none of its neighbours.
    pub(super) fn is_pointed(&self, text: &str) -> bool {
        const POINTERS: [char; 8] = ['▲', '▼', '◀', '▶', '◄', '►', '↑', '↓'];
        let line = &self.page.lines[self.line];
        let beside = |line: Option<usize>| {
            line.is_some_and(|line| !self.page.line(line).starts_with(POINTERS))
        };
        // All of them begin captions too, but for one.
        line.hints
            .may(Hints::OPENS_CAPTION.and(Hints::OPENS_ORNAMENT))
            && text.starts_with(POINTERS)
            && line.chars <= 70
            && self.below == Role::Text
            && (self.is_pointed_inside()
                || beside(self.line.checked_sub(1))
                    && beside(self.below_pointed())
                    && self.below_pointed().is_some_and(|next| {
                        let below = &self.page.lines[next];
                        // Where paragraphs are indented, the margin sets it off.
                        let flush = || {
                            self.layout.is_indented(self.line)
                                && line.indent == 0
                                && self.complete
                                && text.ends_with('。')
                                && below.indent >= 2
                        };
                        line.blank >= 1 && below.blank >= 1 || flush()
                    }))
    }

    /// Whether the text above breaks off, with room below it: what follows is set inside its sentence, however
    /// many pictures there are.
    fn is_pointed_inside(&self) -> bool {
        let line = &self.page.lines[self.line];
        let apart = |line: usize| self.page.lines[line].blank > 0;
        !self.complete
            && line.blank > 0
            && line.chars <= LONGEST_CAPTION
            && self.page.end(self.line) == End::Sentence
            && self.next().is_some_and(apart)
    }

    /// The line below the sentence that begins here, which may take two lines.
    fn below_pointed(&self) -> Option<usize> {
        let next = self.next()?;
        if self.page.end(self.line) != End::Open || self.page.lines[next].blank > 0 {
            return Some(next);
        }
        Some(self.next_text[next + 1]).filter(|&below| below != usize::MAX)
    }
}
