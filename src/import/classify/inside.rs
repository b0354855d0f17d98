//! Captions that stand inside a sentence, or in the place of a picture: room around them tells, and what goes on
//! below them.

use super::super::caption::{is_caption_word, is_scene, places};
use super::super::hints::Hints;
use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::role::Role;
use super::super::signal::End;
use super::super::torn::is_torn;
use super::beside::{LONGEST_WORDS, SHORTEST_MARKED, SHORTEST_WORDS};
use super::{LONGEST_CAPTION, LONGEST_REST, Place};

/// How many blank lines are more room than paragraphs have.
const ROOM: u32 = 2;
/// How far from it other lines tell what room there is between them, and how many of them at least.
const BESIDE: usize = 10;
const FEWEST_CLOSE: usize = 3;
/// How far from it headings tell how they are set, in lines.
const FAR: usize = 40;
/// The fewest titles that tell that they are signed.
const FEWEST_SIGNED: usize = 2;
/// The most pictures that stand below each other.
const MOST_PICTURES: usize = 8;

/// How many characters of the end of a text are printed again at least.
const FEWEST_AGAIN: usize = 3;
/// What no sentence and no paragraph ends with.
const UNENDED: [char; 14] = [
    '，', '、', '；', ',', '是', '在', '把', '被', '和', '与', '與', '从', '從', '将',
];

/// Whether `below` begins with the last words of `above`, or is nothing else.
fn begins_again(above: &str, below: &str) -> bool {
    let first = below.char_indices().nth(FEWEST_AGAIN);
    above.ends_with(first.map_or(below, |(at, _)| &below[..at])) || above.ends_with(below)
}

impl Place<'_> {
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
            || self.is_amid_torn_sentence(words)
        {
            return true;
        }
        if !roomy(self.line) {
            return false;
        }
        if self.is_last_of_page() {
            return true;
        }
        if self.is_over_heading() {
            return true;
        }
        let mut above = (0..self.line).rev().take(MOST_PICTURES);
        let Some(above) = above.find(|&above| !words(above) || !roomy(above)) else {
            return false;
        };
        // Several pictures stand below each other; the end of the text above them may be printed again.
        let again = |below: usize| begins_again(page.line(above), page.line(below));
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
            torn_apart || above.ends_with(UNENDED) || is_torn(above, below)
        }
    }

    /// Whether words with more room above them than paragraphs have, or below others that have it, stand where a
    /// sentence breaks off that goes on below all of them, though with less room there.
    fn is_amid_torn_sentence(&self, words: impl Fn(usize) -> bool) -> bool {
        let page = self.page;
        if self.complete || self.below != Role::Text {
            return false;
        }
        let apart = |at: usize| page.lines.get(at).is_some_and(|here| here.blank > 0);
        let mut run = (0..=self.line).rev().take(MOST_PICTURES);
        let first = run.find(|&at| page.lines[at].blank >= ROOM || !(words(at) && apart(at)));
        let roomy = |at: usize| words(at) && page.lines[at].blank >= ROOM;
        let Some(first) = first.filter(|&first| roomy(first)) else {
            return false;
        };
        let mut above = (0..first).rev().take(MOST_PICTURES);
        let Some(above) = above.find(|&above| !roomy(above)) else {
            return false;
        };
        let more = (self.line + 1..page.lines.len()).take(MOST_PICTURES);
        let more = more.take_while(|&at| words(at) && apart(at)).count();
        let below = self.line + 1 + more;
        let whole = apart(below)
            && page.lines[below].mark == Mark::None
            && page.end(below) == End::Sentence;
        whole && {
            let rest = page.lines[below].chars <= LONGEST_REST;
            let (above, below) = (page.line(above), page.line(below));
            let again = begins_again(above, page.line(self.line));
            !again && (rest || above.ends_with(UNENDED) || is_torn(above, below))
        }
    }

    /// Whether words behind a whole text are the last of their page, and the contents name the title on the next one,
    /// and not them: no kicker stands on another page than its title.
    fn is_last_of_page(&self) -> bool {
        self.complete
            && self.below == Role::Text
            && self.page.lines[self.line].chars >= SHORTEST_MARKED
            && !self.contents.names(self.line)
            && self
                .next()
                .is_some_and(|next| next > self.line + 1 && self.contents.names(next))
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

    /// Whether words with more room above and below them than paragraphs have stand over a heading that nobody
    /// signs, where titles with such room above them are signed: they are no title, and no kicker has room below.
    fn is_over_heading(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let roomy = |at: usize| page.lines.get(at).is_some_and(|here| here.blank >= ROOM);
        let long = |at: usize| {
            page.lines
                .get(at)
                .is_some_and(|here| here.chars > LONGEST_WORDS)
        };
        let may = self.complete
            && self.below == Role::Text
            && line.chars >= SHORTEST_MARKED
            && !line.hints.may(Hints::PUNCTUATION.and(Hints::SPACE))
            && roomy(self.line + 1)
            && is_shape(page, self.line + 1)
            && !roomy(self.line + 2)
            && long(self.line + 2);
        let signed =
            |at: &usize| roomy(*at) && is_shape(page, *at) && page.credited(at + 1).is_some();
        may && {
            let around = self.line.saturating_sub(FAR)..(page.lines.len() - 1).min(self.line + FAR);
            around.filter(signed).take(FEWEST_SIGNED).count() == FEWEST_SIGNED
        }
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
}
