//! What stands beside a text: the names of sections, captions of pictures.

use std::ops::RangeInclusive;

use super::super::caption::{is_caption_word, is_scene, places};
use super::super::frame::{is_framed_name, is_ornamented_name};
use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::role::Role;
use super::super::section::is_section;
use super::super::signal::{DASHES, End, ORNAMENTS, is_label, squeezed};
use super::super::signed::bare_names;
use super::super::torn::is_torn;
use super::{LONGEST_CAPTION, Place};

/// How many blank lines are more room than paragraphs have.
const ROOM: u32 = 2;
/// How long the words below a picture are that stand alone, in characters, and where titles have marks.
const SHORTEST_WORDS: usize = 4;
const SHORTEST_MARKED: usize = 6;
const LONGEST_WORDS: usize = 32;
/// How far from it other lines tell what room there is between them, and how many of them at least.
const BESIDE: usize = 10;
const FEWEST_CLOSE: usize = 3;
/// How long words are that tell what somebody is doing, in characters.
const AT_WORK: RangeInclusive<usize> = 8..=24;
/// What somebody does in one picture, at least, in characters.
const SHORTEST_DEED: usize = 4;
/// How far from it headings tell how they are set, in lines.
const FAR: usize = 40;
/// The most pictures that stand below each other.
const MOST_PICTURES: usize = 8;

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

    /// A sentence with its photographer behind it in a line of its own, where the text above breaks off and
    /// goes on at the margin below.
    pub(super) fn is_inside_sentence(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        if self.complete
            || self.below != Role::Text
            || line.indent != 0
            || line.chars > LONGEST_CAPTION
            || !self.layout.is_indented(self.line)
            || !line.hints.may(Hints::CLOSES)
            || !text.ends_with('。')
        {
            return false;
        }
        let Some(credit_line) = self.next() else {
            return false;
        };
        let below = self.next_text[credit_line + 1];
        self.page.lines[credit_line].glued
            && self.page.lines[credit_line].number() == line.number()
            && self
                .page
                .credited(credit_line)
                .is_some_and(|credit| credit.photo)
            && below != usize::MAX
            && self.page.lines[below].indent == 0
            && self.page.lines[below].blank == 0
            && !is_shape(self.page, below)
    }

    /// A few words without an end alone at the margin, room above and below them, where the sentence above breaks
    /// off and goes on below: paragraphs are indented here, so what stands at the margin begins none.
    pub(super) fn is_apart_in_sentence(&self, text: &str) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let own = !self.complete
            && self.below == Role::Text
            && line.blank > 0
            && line.indent == 0
            && line.mark == Mark::None
            && (SHORTEST_WORDS..=LONGEST_WORDS).contains(&line.chars)
            && self.layout.wrapped
            && self.layout.is_indented(self.line)
            && page.end(self.line) == End::Open;
        let (Some(above), Some(below)) = (self.line.checked_sub(1), self.next()) else {
            return false;
        };
        own && page.lines[above].blank == 0
            && page.lines[below].blank > 0
            && page.lines[below].indent == 0
            && (places(text) || is_torn(page.line(above), page.line(below)))
    }

    /// One sentence with its photographer right below it, room around both, where the sentence above breaks off and
    /// goes on below them.
    pub(super) fn is_credited_in_sentence(&self, text: &str) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let own = !self.complete
            && self.below == Role::Text
            && line.blank > 0
            && line.mark == Mark::None
            && line.chars <= LONGEST_CAPTION
            && line.hints.may(Hints::CLOSES)
            && text.ends_with('。');
        own && self.next().is_some_and(|credit| {
            let taken = page.credited(credit).is_some_and(|found| found.photo);
            let below = self.next_text[credit + 1];
            page.lines[credit].blank == 0
                && taken
                && below != usize::MAX
                && page.lines[below].blank > 0
                && !is_shape(page, below)
        })
    }

    /// One sentence alone at the margin, room above and below it, where paragraphs are indented and follow
    /// each other without.
    pub(super) fn is_flush_sentence(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
        line.blank > 0
            && line.indent == 0
            && line.mark == Mark::None
            && self.layout.wrapped
            && self.layout.is_indented(self.line)
            && (6..=LONGEST_CAPTION).contains(&line.chars)
            && self.complete
            && self.below == Role::Text
            && text.ends_with('。')
            && !text
                .trim_end_matches('。')
                .contains(['。', '！', '？', '：', '“'])
            && !hints.may(Hints::OPENS_PARTICULAR)
            && self
                .next()
                .is_none_or(|next| self.page.lines[next].blank > 0)
            && self
                .line
                .checked_sub(1)
                .is_some_and(|above| self.page.lines[above].blank == 0)
    }

    /// A short noun phrase of a picture, set off by more than one blank line, or at the end of a
    /// sentence that goes on below it.
    pub(super) fn is_set_off_caption(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        let next = self.next().map(|next| &self.page.lines[next]);
        // Among lines that each have a blank line behind them, and titles with marks, a short one is set off.
        let short = || {
            line.spaced
                && self.complete
                && self.below == Role::Text
                && self.layout.is_marked(self.line)
                && line.chars >= SHORTEST_MARKED
                && line.wide() * 10 <= usize::from(self.layout.width[self.line]) * 7
                && is_scene(text)
        };
        let apart = line.blank >= 2 && next.is_some_and(|next| next.blank >= 1);
        line.mark == Mark::None
            && self.line > 0
            && !self.below_title()
            && (apart && !self.layout.column[self.line] || short())
            && is_shape(self.page, self.line)
            && is_caption_word(text)
    }

    /// A few words with more room above and below them than paragraphs have: a picture stood there. Its words are
    /// no title where the sentence above goes on below, or where titles have marks.
    pub(super) fn is_in_place_of_picture(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        // Where a blank line stands behind each line, that one is not counted.
        let room = |at: usize| ROOM - u32::from(page.lines[at].spaced);
        let roomy = |at: usize| page.lines[at].blank >= room(at);
        let words = |at: usize| {
            let here = &page.lines[at];
            (SHORTEST_WORDS..=LONGEST_WORDS).contains(&here.chars)
                && here.mark == Mark::None
                && here.indent <= 1
                && !here.glued
                && !here.hints.may(Hints::STOP)
                && page.end(at) == End::Open
        };
        if self.line == 0 || self.below_title() || !words(self.line) {
            return false;
        }
        if self.is_amid_paragraph()
            || self.is_somebody_at_work()
            || self.is_over_chapter()
            || self.has_only_room()
        {
            return true;
        }
        if !roomy(self.line) {
            return false;
        }
        let mut above = (0..self.line).rev().take(MOST_PICTURES);
        let Some(above) = above.find(|&above| !words(above) || !roomy(above)) else {
            return false;
        };
        // Several pictures stand below each other; the end of the text above them may be printed again.
        let again = |below: usize| page.line(above).ends_with(page.line(below));
        let mut next = self.next();
        for _ in 0..MOST_PICTURES {
            let Some(below) = next.filter(|&below| roomy(below) && words(below) && !again(below))
            else {
                break;
            };
            next = Some(self.next_text[below + 1]).filter(|&next| next != usize::MAX);
        }
        let Some(below) =
            next.filter(|&below| roomy(below) && page.lines[below].mark == Mark::None)
        else {
            return false;
        };
        // What room there is elsewhere.
        let around = self.line.saturating_sub(BESIDE)..page.lines.len().min(below + BESIDE);
        let close = around.filter(|&at| {
            let here = &page.lines[at];
            (1..ROOM).contains(&here.blank) || here.spaced && here.blank == 0
        });
        let clauses = Hints::COMMA.and(Hints::FULL_STOP);
        let text = page.end(below) == End::Sentence
            || page.lines[below].chars > LONGEST_WORDS
            || (page.lines[below].spaced || self.layout.column[below])
                && page.lines[below].hints.may(clauses)
            || again(below);
        if !text || close.count() < FEWEST_CLOSE {
            return false;
        }
        if self.complete {
            self.layout.is_marked(self.line) && line.chars >= SHORTEST_MARKED
        } else {
            let torn_apart = again(below);
            let (above, below) = (page.line(above), page.line(below));
            torn_apart || above.ends_with(['，', '、', '；', ',']) || is_torn(above, below)
        }
    }

    /// Whether words at the margin have room above and below them, between indented paragraphs, where no heading
    /// around them has any below: they belong to a picture.
    fn has_only_room(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        let may = self.complete
            && self.below == Role::Text
            && line.blank > 0
            && line.indent == 0
            && line.chars >= SHORTEST_MARKED
            && !line.hints.may(marks)
            && self.layout.wrapped
            && self.layout.is_indented(self.line);
        let over_paragraph = |at: usize| {
            let below = page.lines.get(at + 1);
            below.is_some_and(|below| below.indent >= 2)
        };
        if !may || !over_paragraph(self.line) || page.lines[self.line + 1].blank == 0 {
            return false;
        }
        let around = self.line.saturating_sub(FAR)..page.lines.len().min(self.line + FAR);
        let mut headings = around.filter(|&at| {
            let here = &page.lines[at];
            at > 0
                && at != self.line
                && here.indent == 0
                && here.chars <= LONGEST_WORDS
                && page.end(at) == End::Open
                && page.end(at - 1) == End::Sentence
                && over_paragraph(at)
        });
        let close = |at: usize| page.lines[at + 1].blank == 0;
        let first = headings.next().is_some_and(close);
        first && headings.next().is_some_and(close) && headings.all(close)
    }

    /// Whether words without an end stand alone between a whole paragraph and the bold heading of a chapter, where
    /// titles have marks: they begin no paragraph, and no heading stands over another one there.
    fn is_over_chapter(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        self.complete
            && line.blank > 0
            && line.chars >= SHORTEST_MARKED
            && !line.hints.may(marks)
            && matches!(self.below, Role::Text | Role::Quote)
            && self.layout.is_marked(self.line)
            && self.next().is_some_and(|next| {
                page.lines[next].mark == Mark::Bold && page.lines[next].blank > 0
            })
    }

    /// Whether a line between two paragraphs tells what somebody is doing, and where: no heading does, all
    /// pictures do. 甲工长在查找渗漏点, 孩子们正在排练.
    fn is_somebody_at_work(&self) -> bool {
        let page = self.page;
        let (line, text) = (&page.lines[self.line], page.line(self.line));
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        let may = self.complete
            && !self.layout.wrapped
            && line.blank > 0
            && AT_WORK.contains(&line.chars)
            && !line.hints.may(marks)
            && self.below == Role::Text;
        may && tells_work(text)
            && self.next().is_some_and(|next| {
                let below = &page.lines[next];
                next == self.line + 1
                    && below.blank > 0
                    && below.mark == Mark::None
                    && (below.chars > LONGEST_WORDS || page.end(next) == End::Sentence)
                    && page.credited(next).is_none()
                    && !page.has_dateline(next)
            })
    }

    /// Whether a marked heading tells what somebody is doing and where, and the sentence above pauses and goes on
    /// below it: the words of a picture, marked as all lines are that stand alone.
    pub(super) fn is_at_work_in_sentence(&self, text: &str) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        !self.complete
            && self.below == Role::Text
            && AT_WORK.contains(&line.chars)
            && !line.hints.may(marks)
            && self.line > 0
            && page.line(self.line - 1).ends_with(['，', '、', '；', ','])
            && tells_work(text)
            && self.next().is_some_and(|next| {
                page.lines[next].mark == Mark::None
                    && page.end(next) == End::Sentence
                    && !page.has_dateline(next)
            })
    }

    /// Whether words without a mark stand alone between two long paragraphs of which the one above breaks off
    /// behind a pause: no sentence is cut twice so close.
    fn is_amid_paragraph(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        let long =
            |at: usize| page.lines[at].chars > LONGEST_WORDS && page.lines[at].mark == Mark::None;
        let above = self.line - 1;
        !self.complete
            && !self.layout.wrapped
            && line.chars >= SHORTEST_MARKED
            && line.blank > 0
            && !line.hints.may(marks)
            && page.line(above).ends_with(['，', '、', '；', ','])
            && long(above)
            && self.next().is_some_and(|next| {
                let below = &page.lines[next];
                let clauses = Hints::COMMA.and(Hints::STOP);
                next == self.line + 1 && below.blank > 0 && below.hints.may(clauses)
            })
    }
}

/// Whether `text` tells what somebody is doing, and where: 甲工长在查找渗漏点.
fn tells_work(text: &str) -> bool {
    is_at_work(text, SHORTEST_DEED)
}

/// The same, where what is done has `least` characters.
pub(super) fn is_at_work(text: &str, least: usize) -> bool {
    let Some((who, what)) = text.split_once('在') else {
        return false;
    };
    // 最年长的、八十岁的甲在…: what is told of them stands before.
    let who = who.rsplit(['、', '的']).next().unwrap_or(who);
    let Some(place) = what.chars().next() else {
        return false;
    };
    let who = who.strip_suffix('正').unwrap_or(who);
    let is_word = who.ends_with([
        '现', '存', '潜', '内', '外', '实', '自', '旨', '志', '好', '所', '不', '还', '就', '贵',
        '重', '何', '意', '难', '難',
    ]) || matches!(place, '于' | '乎' | '即' | '线' | '此' | '哪' | '何');
    (2..=8).contains(&who.chars().count()) && what.chars().count() >= least && !is_word
}
