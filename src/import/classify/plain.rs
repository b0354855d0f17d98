//! Lines that are plainly running text: most lines of wrapped text are, and no rule need be asked for them.
//!
//! Each rule for another role asks for a kind of character, for room, a mark, or what stands above or below. Where a
//! line has none of what any of them asks for, it is text. Three kinds of lines are known so: those amid a sentence,
//! those in which a sentence ends and another one goes on, and the first ones of indented paragraphs.
//!
//! The hard part is to leave out nothing that a rule asks for; what a line has to lack is said beside the kind.

use super::super::caption::{is_caption, points};
use super::super::hints::Hints;
use super::super::looks::{begins_paragraph, opens_bracket};
use super::super::masthead::is_day;
use super::super::origin::{closing, facts};
use super::super::page::Mark;
use super::super::role::Role;
use super::super::signal::is_note_word;
use super::{FAR_RIGHT, LONGEST_SALUTE, LONGEST_STRAY, Place, is_salute};

/// How long such a line is at most, in characters: longer ones are few.
const LONGEST_AMID: usize = 200;
/// And at least, if it may be a salute or a name.
const SHORTEST_BEHIND: usize = LONGEST_SALUTE + 1;
/// How long the first line of a paragraph is at least, in characters: shorter ones may be names and labels.
const SHORTEST_FIRST: usize = 15;
/// The longest word that stands in the place of a picture, in characters.
const LONGEST_PLACED: usize = 4;
/// The longest day below the name of an office, in characters.
const LONGEST_DAY: usize = 12;
/// The deepest indent of a paragraph, in cells.
const DEEPEST_INDENT: u8 = 4;

/// What a line amid a sentence has none of; for words of other kinds it is asked ([`Place::may_be_told`]).
const AMID_LACKS: Hints = Hints::SPACE.and(Hints::OPENS_ORNAMENT);
/// What a line behind a complete text has none of: it may be a signature, a label or a caption too.
const BEHIND_LACKS: Hints = AMID_LACKS
    .and(Hints::COLON)
    .and(Hints::OPENS_FRAME)
    .and(Hints::OPENS_ORIGIN)
    .and(Hints::BRACKET)
    .and(Hints::TAKEN)
    .and(Hints::OPENS_NOTE)
    .and(Hints::OPENS_CAPTION)
    .and(Hints::OPENS_PARTICULAR)
    .and(Hints::OPENS_SIGNATURE)
    .and(Hints::CLOSES_LABEL)
    .and(Hints::CLOSES_PICTURE)
    .and(Hints::CLOSES_DAY);

impl Place<'_> {
    /// Whether the line is plainly running text; if so, note is taken of it.
    pub(super) fn passes_as_text(&mut self) -> bool {
        let line = &self.page.lines[self.line];
        let plain = match self.complete {
            false => self.is_amid(),
            true => self.ends_another() || self.is_first_of_paragraph(),
        };
        // So each test asks the rules as well.
        debug_assert!(
            !plain || self.role() == Role::Text,
            "a rule has another role for {:?}: {:?}",
            self.page.line(self.line),
            self.role(),
        );
        // Nothing that needs to be known of it can stand at an open end.
        match plain {
            true if line.hints.may(Hints::CLOSES.and(Hints::COLON)) => self.pass(Role::Text),
            true => self.pass_open(),
            false => {}
        }
        plain
    }

    /// Takes note of a line of text whose sentence does not end here.
    fn pass_open(&mut self) {
        self.complete = false;
        self.below = Role::Text;
        self.below_chapter = false;
        self.below_section = false;
        self.first = false;
    }

    /// Whether the line is clearly one of a sentence that does not begin here.
    fn is_amid(&self) -> bool {
        let line = &self.page.lines[self.line];
        line.blank == 0
            && line.chars <= LONGEST_AMID
            && !line.hints.may(AMID_LACKS)
            && self.is_below_text()
            && self.is_bare()
            && !self.is_over_day()
            && !self.may_be_told()
    }

    /// Whether a sentence ends in a line that begins one, right below others: no title has a full stop.
    fn ends_another(&self) -> bool {
        let line = &self.page.lines[self.line];
        line.blank == 0
            && line.hints.may(Hints::FULL_STOP)
            && (SHORTEST_BEHIND..=LONGEST_AMID).contains(&line.chars)
            && line.indent < FAR_RIGHT
            && !line.hints.may(BEHIND_LACKS)
            && self.is_below_text()
            && self.is_bare()
            && !self.is_over_day()
    }

    /// Whether the line is clearly the first of an indented paragraph in wrapped text: a clause in it, and its
    /// sentence goes on below.
    fn is_first_of_paragraph(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let goes_on = || {
            self.next()
                .filter(|&next| next == self.line + 1)
                .is_some_and(|next| {
                    let below = &page.lines[next];
                    below.chars > LONGEST_PLACED
                        && !below.glued
                        && !below.hints.may(Hints::CLOSES_DAY)
                        && begins_paragraph(page, layout, self.line, Some(next))
                })
        };
        (2..=DEEPEST_INDENT).contains(&line.indent)
            && line.hints.may(Hints::COMMA.and(Hints::STOP))
            && !line.hints.may(BEHIND_LACKS.and(Hints::CLOSES))
            && line.chars >= SHORTEST_FIRST
            && !self.first
            && self.is_bare()
            && goes_on()
    }

    /// Whether running text stands right above, and no word in the place of a picture.
    fn is_below_text(&self) -> bool {
        matches!(self.below, Role::Text | Role::Item)
            && self
                .line
                .checked_sub(1)
                .is_some_and(|above| self.page.lines[above].chars > LONGEST_PLACED)
    }

    /// Whether the line has no mark, and stands in no table, poem, list, title or caption.
    fn is_bare(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        line.mark == Mark::None
            && !(line.glued || line.pictured || self.caption_goes_on || self.below_caption)
            && self.rest == 0
            && !layout.each_indented
            && !layout.verse[self.line]
            && !layout.table[self.line]
            && !self.contents.names(self.line)
            && !page.numbered(self.line)
    }

    /// Whether what stands below is a day, or was glued to this line.
    fn is_over_day(&self) -> bool {
        self.next().is_some_and(|next| {
            let below = &self.page.lines[next];
            let figures = below.chars <= LONGEST_DAY && below.hints.may(Hints::NUMERAL);
            below.glued
                || below.indent >= FAR_RIGHT
                || (figures || below.hints.may(Hints::CLOSES_DAY)) && is_day(self.page.line(next))
        })
    }

    /// Whether words in a line amid a sentence may make it a caption, a note, a source, a salute, a field or the rest
    /// of a dateline or tag.
    fn may_be_told(&self) -> bool {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
        let text = self.page.line(self.line);
        let framed =
            || !text.starts_with(['（', '(']) || !opens_bracket(text) && closing(text).is_some();
        let field =
            || hints.may(Hints::ORIGIN.and(Hints::OPENS_PARTICULAR)) || facts(text).is_some();
        hints.may(Hints::OPENS_FRAME) && framed()
            || hints.may(Hints::COLON) && field()
            || hints.may(Hints::OPENS_ORIGIN.and(Hints::OPENS_FRAME)) && hints.may(Hints::ORIGIN)
            || hints.may(Hints::BRACKET) && points(text)
            || hints.may(Hints::OPENS_NOTE.and(Hints::OPENS_FRAME)) && is_note_word(text)
            || line.chars <= LONGEST_SALUTE && is_salute(text)
            || line.chars <= LONGEST_STRAY && (self.is_stray(text) || text.ends_with(['摄', '攝']))
            || hints.may(Hints::CLOSES_LABEL.and(Hints::OPENS_FRAME)) && self.is_label_amid_column()
            || is_caption(text, line)
            || self.dateline_goes_on()
    }
}
