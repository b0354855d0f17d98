//! What each line is: marks first, then words of the trade, then looks.
//!
//! A text with heading marks names its own titles; then a line without a mark is a title only with a
//! byline or dateline below it or when the contents name it. Without marks, `looks` decides. One walk
//! with what stands around each line: whether the text above is complete, whether a title stands
//! above. The hard part is that a byline is one only below a title, and a title only above a text.

mod amid_column;
mod at_work;
mod behind;
mod beside;
mod dated;
mod inside;
mod margin;
mod names;
mod plain;

use super::caption::{is_caption, points, taken_by};
use super::contents::Contents;
use super::frame::{is_framed_slogan, is_numbered_section};
use super::hints::Hints;
use super::layout::Layout;
use super::looks::{Looks, is_shape, is_sum, lists_names};
use super::normalise::is_reference;
use super::origin::{facts, origin};
use super::page::{Line, Mark, Page};
use super::particular::is_particular;
use super::role::{Omission, Role};
use super::signal::{
    End, ends_inside, is_label, is_letter, is_note_word, is_remark, numbered, squeezed,
};
use crate::text::script::is_han;

/// What letters end with, and how long such a line is at most, in characters.
const SALUTES: [&str; 6] = ["此致", "敬礼", "敬禮", "此致敬礼", "此致敬禮", "顺致敬意"];
const LONGEST_SALUTE: usize = 6;

/// The longest name over the title of what its bearer wrote, with ornaments and gaps, in characters.
const LONGEST_OVER: usize = 8;
/// The longest rest of a photographer's name with what he did, in characters.
const LONGEST_CREDIT: usize = 4;

/// The longest title of a poem, in characters.
const LONGEST_POEM: usize = 20;

/// The longest rest of a tag or of what the extraction left, in characters.
const LONGEST_STRAY: usize = 10;

/// The longest caption below a picture, in characters.
const LONGEST_CAPTION: usize = 50;
/// From which indent on a line stands at the right, in cells.
const FAR_RIGHT: u8 = 10;

/// The longest rest of a sentence that is no item of a list, whatever it begins with, in characters.
const LONGEST_REST: usize = 4;
/// Gives every line its role. `contents` is what the contents name.
pub(super) fn classify(
    page: &Page,
    found: &[Option<Role>],
    layout: &Layout,
    contents: &Contents,
) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(found.len());
    let mut next_text = vec![usize::MAX; found.len() + 1];
    for line in (0..found.len()).rev() {
        next_text[line] = if found[line].is_none() {
            line
        } else {
            next_text[line + 1]
        };
    }
    let mut place = Place {
        page,
        layout,
        contents,
        next_text: &next_text,
        line: 0,
        complete: true,
        below: Role::Head,
        below_chapter: false,
        below_section: false,
        below_caption: false,
        caption_goes_on: false,
        first: true,
        rest: 0,
        unmarked: 0,
    };
    for (line, found) in found.iter().enumerate() {
        place.line = line;
        if found.is_none() && place.passes_as_text() {
            roles.push(Role::Text);
            continue;
        }
        let role = found.unwrap_or_else(|| place.role());
        place.pass(role);
        roles.push(role);
    }
    roles
}

/// One line and what stands around it.
struct Place<'a> {
    page: &'a Page,
    layout: &'a Layout,
    contents: &'a Contents,
    /// For each line the next one that is undecided, itself included.
    next_text: &'a [usize],
    line: usize,
    /// The text above is complete.
    complete: bool,
    /// What stands above, furniture aside.
    below: Role,
    /// A numbered chapter heading stands above: text follows, no second heading.
    below_chapter: bool,
    /// The name of a section stands right above.
    below_section: bool,
    /// A caption stands right above.
    below_caption: bool,
    /// It goes on here.
    caption_goes_on: bool,
    /// Nothing but furniture and the head of the issue stands above.
    first: bool,
    /// How many headings so far have no mark where others have one.
    unmarked: usize,
    /// How many more lines belong to the title that the contents name.
    rest: usize,
}

impl Place<'_> {
    /// Takes note of the line that is decided.
    fn pass(&mut self, role: Role) {
        let text = self.page.line(self.line);
        let unmarked = role == Role::Head && self.layout.is_marked(self.line);
        // A list of contents tells which lines are titles.
        self.unmarked += usize::from(unmarked && self.contents.is_empty());
        match role {
            Role::Listed => self.rest = self.contents.more(self.line),
            Role::ListedRest => self.rest -= 1,
            Role::Out(_) => {}
            _ => self.rest = 0,
        }
        if !matches!(role, Role::Out(_)) {
            self.below_chapter = role == Role::Head && numbered(text);
        }
        self.below_section = matches!(role, Role::Out(Omission::Label) | Role::Label)
            || self.below_section && matches!(role, Role::Out(_));
        let credited = self.below_caption && role == Role::Credit;
        self.below_caption =
            role == Role::Caption || self.below_caption && matches!(role, Role::Out(_));
        self.caption_goes_on = role == Role::Caption && self.is_full_line();
        if credited && !self.complete {
            // The sentence goes on below the picture.
            return;
        }
        match role {
            // Nothing goes on below the name of a section.
            Role::Out(Omission::Label) => {
                self.complete = true;
                return;
            }
            Role::Out(_) | Role::Meta(_) | Role::Caption => return,
            // What follows a jump line does not go on from above.
            Role::JumpTo => self.complete = true,
            Role::JumpFrom => self.complete = false,
            Role::Text | Role::Item | Role::Quote | Role::Dots => {
                let line = &self.page.lines[self.line];
                // An item of a list of short ones has no end mark.
                let listed = role == Role::Item
                    && line.chars <= 40
                    && (self.below == Role::Item
                        || self
                            .next()
                            .is_some_and(|next| numbered(self.page.line(next))));
                // A list of references ends where a line stands apart.
                let reference = role == Role::Item
                    && text.starts_with(['[', '［', '〔'])
                    && is_reference(text)
                    && self
                        .next()
                        .is_some_and(|next| self.page.lines[next].blank > 0);
                self.complete = listed
                    || reference
                    || self.layout.table[self.line]
                    || role == Role::Dots
                    || self.layout.verse[self.line]
                    || line.chars <= 60
                        && line.hints.may(Hints::OPENS_PARTICULAR)
                        && line.hints.may(Hints::COLON)
                        && !ends_inside(text)
                        && is_particular(text)
                    || line.chars <= 60
                        && line.hints.may(Hints::COLON)
                        && (is_sum(text) || lists_names(text))
                    || line.chars <= LONGEST_SALUTE && is_salute(text)
                    || line.chars <= LONGEST_CREDIT && text.ends_with(['摄', '攝'])
                    || match self.page.end(self.line) {
                        End::Sentence | End::Bracket => true,
                        End::Colon => {
                            !self.runs_on()
                                || self.next().is_some_and(|next| self.page.numbered(next))
                        }
                        End::Open => false,
                    };
            }
            _ => self.complete = true,
        }
        // （快板） below a title: what the text is.
        let remark = role == Role::Text && is_remark(text);
        let kept = (remark || matches!(role, Role::Closing | Role::SignOff | Role::Source))
            && self.below_title();
        if !kept {
            // Behind a text a byline closes it.
            let own = || {
                let framed = text.starts_with(['（', '(']);
                role == Role::Credit && self.complete && framed && !credited
            };
            let behind = (role == Role::Byline || own()) && is_running(self.below);
            self.below = if behind { Role::Signature } else { role };
        }
        self.first = false;
    }

    /// Whether the line is full and the next one stands right below it, as in wrapped text.
    fn runs_on(&self) -> bool {
        let line = &self.page.lines[self.line];
        let width = usize::from(self.layout.width[self.line]);
        self.layout.wrapped
            && !self.layout.whole
            && line.wide() * 10 >= width * 9
            && self
                .next()
                .is_some_and(|next| self.page.lines[next].blank == 0)
    }

    /// Whether the line is as wide as others here and has no end: the next one is the rest of its sentence.
    fn is_full_line(&self) -> bool {
        let line = &self.page.lines[self.line];
        let width = usize::from(self.layout.width[self.line]);
        self.layout.wrapped
            && !self.layout.whole
            && line.wide() * 10 >= width * 8
            && self.page.end(self.line) == End::Open
            && self.next().is_some_and(|next| {
                let below = &self.page.lines[next];
                next == self.line + 1 && below.blank == 0 && below.indent <= 1 && !below.glued
            })
    }

    /// Whether a sentence goes on here from a full line right above: a numeral that begins the line is
    /// part of it.
    fn is_inside(&self) -> bool {
        let line = &self.page.lines[self.line];
        !self.complete
            && self.line > 0
            && (self.layout.wrapped || line.chars <= LONGEST_REST)
            && line.blank == 0
            && !(self.layout.is_indented(self.line) && line.indent >= 2)
            && {
                let above = &self.page.lines[self.line - 1];
                let width = usize::from(self.layout.width[self.line - 1]);
                above.mark == line.mark && above.wide() * 10 >= width * 9
            }
    }

    fn next(&self) -> Option<usize> {
        Some(self.next_text[self.line + 1]).filter(|&next| next != usize::MAX)
    }

    /// Whether a title stands above, or a byline below one.
    fn below_title(&self) -> bool {
        matches!(
            self.below,
            Role::Marked(_)
                | Role::Head
                | Role::Listed
                | Role::ListedRest
                | Role::NoteWord
                | Role::Byline
        )
    }

    /// Whether a line stands alone over the name of who wrote the poem below it.
    fn is_over_poet(&self) -> bool {
        let line = &self.page.lines[self.line];
        (self.first || line.blank > 0)
            && is_shape(self.page, self.line)
            && self.next().is_some_and(|next| {
                let poem = self.next_text[next + 1];
                self.page.lines[next].blank > 0 && self.is_poet(next) && poem != usize::MAX
            })
    }

    /// Whether a name stands alone at `line` over the lines of a poem.
    fn is_poet(&self, line: usize) -> bool {
        if !self.page.lines[line].hints.may(Hints::SPACE) {
            return false;
        }
        let name = squeezed(self.page.line(line));
        let verse = |below: &Line| below.chars <= LONGEST_POEM && below.mark == Mark::None;
        (2..=3).contains(&name.chars().count())
            && name.chars().all(is_han)
            && match &self.page.lines[line + 1..] {
                [first, second, ..] => {
                    first.blank > 0 && second.blank == 0 && verse(first) && verse(second)
                }
                _ => false,
            }
    }

    /// Whether nothing but the rest of a tag, a mark behind a whole sentence, or a word that no line
    /// consists of stands here.
    fn is_stray(&self, text: &str) -> bool {
        const PARTICLES: &str = "的了着过和与及在是不也都就而且之于以把被让给";
        let line = &self.page.lines[self.line];
        let alone = line.chars == 1 && line.mark == Mark::None && line.blank > 0;
        let apart = || {
            self.next()
                .is_none_or(|next| self.page.lines[next].blank > 0)
        };
        text.starts_with("</") && text.is_ascii()
            || self.complete
                && is_running(self.below)
                && line.blank > 0
                && !text.contains(is_letter)
            || alone
                && self.complete
                && is_running(self.below)
                && apart()
                && PARTICLES.contains(text)
            || alone && apart() && self.is_lone_character()
    }

    /// What the question asks for whether a title stands here.
    fn looks(&self) -> Looks<'_> {
        Looks {
            page: self.page,
            layout: self.layout,
            next_text: self.next_text,
            line: self.line,
            complete: self.complete,
            below_title: self.below_title(),
            below_head: self.below == Role::Head,
            below_closed: matches!(
                self.below,
                Role::Closing
                    | Role::Source
                    | Role::PageSource
                    | Role::Signature
                    | Role::SignOff
                    | Role::Editor
            ),
            below_chapter: self.below_chapter,
            below_jump: self.below == Role::JumpFrom,
            below_section: self.below_section,
            unmarked: self.unmarked,
        }
    }

    fn role(&self) -> Role {
        let line = &self.page.lines[self.line];
        let text = self.page.line(self.line);
        let short = line.chars <= 80;
        let hints = line.hints;
        if line.chars <= LONGEST_STRAY && self.is_stray(text) {
            return Role::Out(Omission::Stray);
        }
        let framed = hints.may(Hints::OPENS_FRAME);
        if short && (framed || hints.may(Hints::OPENS_NOTE)) && is_note_word(text) {
            return Role::NoteWord;
        }
        if line.mark == Mark::Lead {
            return Role::Lead;
        }
        if let Mark::Heading(level) = line.mark {
            if line.chars <= 12 && self.next().is_some() && is_numbered_section(text) {
                return Role::Out(Omission::Label);
            }
            if self.is_at_work_in_sentence(text) {
                return Role::Caption;
            }
            return Role::Marked(level);
        }
        if line.chars <= LONGEST_POEM && self.is_over_poet() {
            return Role::Head;
        }
        if self.below == Role::Head && self.is_poet(self.line) {
            return Role::Byline;
        }
        if self.layout.verse[self.line] && !self.contents.names(self.line) {
            return Role::Text;
        }
        // Where a text comes from stands in a row too, with gaps between who and when.
        let told = || {
            hints.may(Hints::COLON)
                && self.below_title()
                && (facts(text).is_some() || hints.may(Hints::ORIGIN) && origin(text).is_some())
        };
        if self.layout.table[self.line]
            && !(self.rest == 0 && self.contents.names(self.line) || told())
        {
            return Role::Item;
        }
        if is_caption(text, line) && !self.is_item_of_column() || self.caption_goes_on {
            return Role::Caption;
        }
        if line.chars <= LONGEST_SALUTE && is_salute(text) {
            return Role::Text;
        }
        if self.rest == 0
            && !(hints.may(Hints::SPACE) && self.is_spaced_title(text))
            && let Some(role) = self.signed(text, line.chars)
        {
            return role;
        }
        // 【经济】 above a title that the contents name: a section of the list.
        if !self.contents.is_empty()
            && line.chars <= 12
            && text.starts_with(['【', '［', '〔', '◆', '■', '●'])
            && text.ends_with(['】', '］', '〕'])
            && self.complete
            && self.next().is_some_and(|next| self.contents.names(next))
        {
            return Role::Out(Omission::Label);
        }
        if self.rest == 0 && line.chars <= 60 && self.contents.names(self.line) {
            return Role::Listed;
        }
        if self.rest > 0 {
            return Role::ListedRest;
        }
        if line.mark == Mark::Quote {
            return Role::Quote;
        }
        if framed && text.starts_with(['[', '［', '〔']) && is_reference(text) {
            return Role::Item;
        }
        if line.chars <= 14
            && (framed || hints.may(Hints::CLOSES_LABEL) || text.starts_with(['·', '•']))
            && is_label(text)
            && self.next().is_some_and(|next| {
                // Room around it and a title below: it stands inside another text.
                let below = &self.page.lines[next];
                let apart = line.blank > 0 && below.blank > 0;
                let title = || {
                    matches!(below.mark, Mark::Heading(_))
                        || is_shape(self.page, next)
                        || self.open_alike(next, next + 1)
                };
                self.complete || apart && line.chars <= 8 && title() || self.is_label_amid_column()
            })
        {
            return Role::Label;
        }
        let opens_mark = hints.may(Hints::OPENS_MARK);
        if line.chars <= 30 && self.complete && opens_mark && is_framed_slogan(text) {
            return Role::Out(Omission::Ornament);
        }
        if line.chars <= LONGEST_OVER && self.is_name_over_title(text) {
            return Role::Byline;
        }
        if self.is_section_name(text) {
            return Role::Out(Omission::Label);
        }
        if line.chars <= 2 * LONGEST_CAPTION
            && hints.may(Hints::SPACE)
            && hints.may(Hints::CLOSES_GLUED.and(Hints::CREDIT))
            && taken_by(text).is_some()
            || self.is_set_off_caption(text)
            || self.is_in_place_of_picture()
            || self.is_pointed(text)
            || self.is_apart_in_sentence(text)
            || self.is_credited_in_sentence(text)
            || self.is_below_picture(text)
            || self.is_flush_sentence(text)
            || self.is_caption_of_column()
            || self.is_one_of_pictures()
            || line.chars <= LONGEST_CAPTION
                && hints.may(Hints::BRACKET)
                && !self.below_title()
                && points(text)
            || self.is_inside_sentence(text)
        {
            return Role::Caption;
        }
        // ●…？（某市　甲）: an item that is signed is no title, however short.
        let signed = self.page.lines.get(self.line + 1);
        if hints.may(Hints::OPENS_ORNAMENT) && signed.is_some_and(|next| next.glued) {
            return Role::Item;
        }
        if self.looks().is_head() {
            return Role::Head;
        }
        let item = self.page.numbered(self.line) && !self.is_inside();
        if line.mark == Mark::List || item || hints.may(Hints::OPENS_ORNAMENT) {
            return Role::Item;
        }
        Role::Text
    }
}

/// Whether `text` is a line that letters end with: 此致, 敬礼.
fn is_salute(text: &str) -> bool {
    // What each of them begins with.
    if !text.trim_start().starts_with(['此', '敬', '顺']) {
        return false;
    }
    let text = squeezed(text);
    let text = text.trim_end_matches(['！', '!', '。']);
    SALUTES.contains(&text)
}

/// Whether a role is running text.
pub(super) fn is_running(role: Role) -> bool {
    matches!(role, Role::Text | Role::Item | Role::Quote | Role::Dots)
}

/// Whether a role stands in no article and breaks no sentence.
pub(super) fn is_passed_over(role: Role) -> bool {
    matches!(role, Role::Out(omission) if omission != Omission::Label)
        || matches!(role, Role::Caption | Role::Meta(_))
}
