//! What each line is: marks first, then words of the trade, then looks.
//!
//! A text with heading marks names its own titles; then a line without a mark is a title only with a
//! byline or dateline below it or when the contents name it. Without marks, `looks` decides. One walk
//! with what stands around each line: whether the text above is complete, whether a title stands
//! above. The hard part is that a byline is one only below a title, and a title only above a text.

use super::contents::Contents;
use super::credit::{credit, has_role};
use super::hints::Hints;
use super::layout::Layout;
use super::looks::{Looks, is_caption, is_caption_word, is_shape, opens_bracket};
use super::masthead::is_day;
use super::origin::{closing, dateline, facts, origin};
use super::page::{Mark, Page};
use super::particular::is_particular;
use super::publisher::is_signing;
use super::role::{Omission, Role};
use super::section::is_section;
use super::signal::{End, is_label, is_note_word, is_remark, numbered, squeezed};
use super::signed::{
    bare_names, is_institution, is_role_alone, set_right, signature, standing, supplied,
};

/// The longest caption below a picture, in characters.
const LONGEST_CAPTION: usize = 50;
/// From which indent on a line stands at the right, in cells.
const FAR_RIGHT: u8 = 10;

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
        first: true,
        rest: 0,
    };
    for (line, found) in found.iter().enumerate() {
        place.line = line;
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
    /// Nothing but furniture and the head of the issue stands above.
    first: bool,
    /// How many more lines belong to the title that the contents name.
    rest: usize,
}

impl Place<'_> {
    /// Takes note of the line that is decided.
    fn pass(&mut self, role: Role) {
        let text = self.page.line(self.line);
        match role {
            Role::Listed => self.rest = self.contents.more(self.line),
            Role::ListedRest => self.rest -= 1,
            Role::Out(_) => {}
            _ => self.rest = 0,
        }
        if !matches!(role, Role::Out(_)) {
            self.below_chapter = role == Role::Head && numbered(text);
        }
        match role {
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
                self.complete = listed
                    || self.layout.table[self.line]
                    || role == Role::Dots
                    || self.layout.verse[self.line]
                    || line.chars <= 60
                        && line.hints.may(Hints::OPENS_PARTICULAR)
                        && is_particular(text)
                    || match self.page.end(self.line) {
                        End::Sentence | End::Bracket => true,
                        End::Colon => !self.runs_on(),
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
            let behind = role == Role::Byline && is_running(self.below);
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
            && line.chars * 10 >= width * 9
            && self
                .next()
                .is_some_and(|next| self.page.lines[next].blank == 0)
    }

    /// Whether a sentence goes on here from a full line right above: a numeral that begins the line is
    /// part of it.
    fn is_inside(&self) -> bool {
        let line = &self.page.lines[self.line];
        !self.complete
            && self.line > 0
            && self.layout.wrapped
            && line.blank == 0
            && !(self.layout.indented && line.indent >= 2)
            && {
                let above = &self.page.lines[self.line - 1];
                let width = usize::from(self.layout.width[self.line - 1]);
                above.mark == line.mark && above.chars * 10 >= width * 9
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

    fn role(&self) -> Role {
        let line = &self.page.lines[self.line];
        let text = self.page.line(self.line);
        let short = line.chars <= 80;
        let hints = line.hints;
        let framed = hints.may(Hints::OPENS_FRAME);
        if short && (framed || hints.may(Hints::OPENS_NOTE)) && is_note_word(text) {
            return Role::NoteWord;
        }
        if line.mark == Mark::Lead {
            return Role::Lead;
        }
        if let Mark::Heading(level) = line.mark {
            return Role::Marked(level);
        }
        if self.layout.verse[self.line] {
            return Role::Text;
        }
        if self.layout.table[self.line] && !(self.rest == 0 && self.contents.names(self.line)) {
            return Role::Item;
        }
        if is_caption(text, line) {
            return Role::Caption;
        }
        if self.rest == 0
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
        if line.chars <= 14
            && (framed || hints.may(Hints::CLOSES_LABEL))
            && is_label(text)
            && self.complete
            && self.next().is_some()
        {
            return Role::Label;
        }
        if self.is_section_name(text) {
            return Role::Out(Omission::Label);
        }
        if self.is_set_off_caption(text) || self.is_pointed(text) || self.is_below_picture(text) {
            return Role::Caption;
        }
        let looks = Looks {
            page: self.page,
            layout: self.layout,
            next_text: self.next_text,
            line: self.line,
            complete: self.complete,
            below_title: self.below_title(),
            below_closed: matches!(
                self.below,
                Role::Closing | Role::Source | Role::PageSource | Role::Signature | Role::Editor
            ),
            below_chapter: self.below_chapter,
            below_jump: self.below == Role::JumpFrom,
        };
        if looks.is_head() {
            return Role::Head;
        }
        let item = self.page.numbered(self.line) && !self.is_inside();
        if line.mark == Mark::List || item || hints.may(Hints::OPENS_ORNAMENT) {
            return Role::Item;
        }
        Role::Text
    }

    /// Lines that name people, papers, offices.
    fn signed(&self, text: &str, chars: usize) -> Option<Role> {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
        let below_title = self.below_title();
        // The names of a dateline that is broken over lines.
        if self.dateline_goes_on() {
            return Some(Role::Text);
        }
        if chars <= 120 && hints.may(Hints::COLON) && facts(text).is_some() {
            return Some(Role::Byline);
        }
        let free = self.complete || line.glued;
        if chars <= 60
            && free
            && !below_title
            && hints.may(Hints::OPENS_SIGNATURE)
            && (signature(text).is_some() || supplied(text).is_some())
        {
            return Some(Role::Signature);
        }
        if free
            && is_running(self.below)
            && chars <= 20
            && (line.indent >= FAR_RIGHT || hints.may(Hints::SPACE.and(Hints::COLON)))
            && self.is_set_right(text, line.indent)
            && credit(text).is_none()
        {
            return Some(Role::Signature);
        }
        // 某某小组启 behind a notice.
        if free
            && is_running(self.below)
            && chars <= 16
            && let Some(office) = text.strip_suffix(['启', '啟'])
            && is_signing(office.trim_end_matches(['谨', '謹', '敬']))
        {
            return Some(Role::Signature);
        }
        // （记者 甲） below a title.
        if below_title
            && chars <= 40
            && (text.starts_with(['（', '(']) || text.starts_with('【') && text.ends_with('】'))
            && signature(text).is_some_and(|found| !found.names.is_empty())
        {
            return Some(Role::Byline);
        }
        let framed = hints.may(Hints::OPENS_FRAME);
        if chars <= 200 && framed && closing(text).is_some() {
            return Some(match origin(text) {
                Some(origin) if origin.page_wide => Role::PageSource,
                Some(_) if !text.contains("作者") => Role::Source,
                _ => Role::Closing,
            });
        }
        if chars > 80 {
            return None;
        }
        if hints.may(Hints::ORIGIN)
            && (framed || hints.may(Hints::COLON.and(Hints::OPENS_ORIGIN)))
            && let Some(origin) = origin(text)
        {
            return Some(if origin.page_wide {
                Role::PageSource
            } else {
                Role::Source
            });
        }
        if free
            && hints.may(Hints::CREDIT)
            && !hints.may(Hints::STOP)
            && has_role(text)
            && dateline(text).is_none()
            && let Some(credit) = credit(text)
        {
            return Some(if credit.photo && !below_title {
                Role::Credit
            } else {
                Role::Byline
            });
        }
        let next_long = |least: usize| {
            self.next()
                .is_some_and(|next| self.page.lines[next].chars > least || self.layout.column[next])
        };
        // 石 头 记 above a name is a title, spaced.
        let spaced_title = || {
            is_letter_spaced(text)
                && self
                    .next()
                    .is_some_and(|next| bare_names(self.page.line(next)).is_some())
        };
        if below_title
            && !spaced_title()
            && (bare_names(text).is_some() && !(self.first && is_letter_spaced(text))
                || !self.first
                    && (is_role_alone(text)
                        || self.is_pen_name(text) && next_long(12)
                        || is_institution(text) && next_long(20)))
        {
            return Some(Role::Byline);
        }
        let whole_day = |line: usize| {
            self.page.lines[line].hints.may(Hints::CLOSES_DAY) && is_day(self.page.line(line))
        };
        let office_above_day = || {
            chars <= 30
                && self.next().is_some_and(whole_day)
                && (is_signing(text) || line.indent >= FAR_RIGHT)
        };
        let day_below_office = self.below == Role::SignOff;
        let is_day = whole_day(self.line);
        if below_title && chars >= 8 && is_day && !matches!(self.below, Role::NoteWord) {
            return Some(Role::SignOff);
        }
        if !below_title && (is_day && (self.complete || day_below_office) || office_above_day()) {
            return Some(Role::SignOff);
        }
        None
    }

    /// Whether a name stands behind a text: far to the right, or with what its bearer is above a title.
    fn is_set_right(&self, text: &str, indent: u8) -> bool {
        let last = || {
            self.next().is_none_or(|next| {
                let line = &self.page.lines[next];
                line.blank > 0 || line.mark != Mark::None || is_shape(self.page, next)
            })
        };
        let above_paragraph = || {
            self.layout.indented
                && indent == 0
                && self
                    .next()
                    .is_some_and(|next| self.page.lines[next].indent >= 2)
        };
        indent >= FAR_RIGHT && set_right(text).is_some()
            || (last() || above_paragraph()) && standing(text).is_some()
    }

    /// Whether the line above is text and opens a dateline's bracket without closing it.
    fn dateline_goes_on(&self) -> bool {
        self.below == Role::Text && self.line > 0 && {
            let above = self.page.line(self.line - 1);
            self.page.lines[self.line - 1].hints.may(Hints::BRACKET)
                && opens_bracket(above)
                && dateline(above).is_some()
        }
    }

    /// A word of two or three Han right below a title: the name that somebody writes under.
    fn is_pen_name(&self, text: &str) -> bool {
        if self.below_chapter
            || !matches!(
                self.below,
                Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest
            )
        {
            return false;
        }
        // Others of its look stand above parts of the text.
        let line = &self.page.lines[self.line];
        let alike = |other: usize| {
            let there = &self.page.lines[other];
            there.indent == line.indent
                && there.chars <= 5
                && squeezed(self.page.line(other)).chars().count() <= 4
        };
        let last = self.page.lines.len().min(self.line + 40);
        if line.indent >= 4 && (self.line + 1..last).any(alike) {
            return false;
        }
        let short = squeezed(text);
        (2..=3).contains(&short.chars().count())
            && short.chars().all(crate::text::script::is_han)
            && ![
                "引言",
                "前言",
                "导语",
                "摘要",
                "引子",
                "背景",
                "序言",
                "概述",
                "开篇",
                "尾声",
                "后记",
                "缘起",
                "起因",
                "简介",
                "楔子",
                "目的",
                "意义",
                "序",
                "正文",
                "节选",
                "组诗",
                "外一首",
                "小说",
                "散文",
                "诗歌",
                "随笔",
                "杂文",
                "通讯",
                "特写",
                "评论",
                "更正",
                "启事",
                "声明",
                "讣告",
                "鸣谢",
                "通知",
            ]
            .contains(&&*short)
    }

    /// The name of a section or column alone above a title.
    fn is_section_name(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        line.mark == Mark::None
            && line.chars <= 30
            && self.complete
            && is_section(text, line.hints)
            && self.next().is_some_and(|next| {
                is_shape(self.page, next)
                    || squeezed(text).ends_with("提示")
                    || self.contents.names(next)
            })
    }

    /// One short sentence right below a picture.
    fn is_below_picture(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        line.pictured
            && line.mark == Mark::None
            && line.chars <= LONGEST_CAPTION
            && !self.below_title_alone()
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
    fn is_pointed(&self, text: &str) -> bool {
        const POINTERS: [char; 8] = ['▲', '▼', '◀', '▶', '◄', '►', '↑', '↓'];
        let line = &self.page.lines[self.line];
        let beside = |line: Option<usize>| {
            line.is_some_and(|line| !self.page.line(line).starts_with(POINTERS))
        };
        text.starts_with(POINTERS)
            && line.chars <= 70
            && line.blank >= 1
            && self.below == Role::Text
            && beside(self.line.checked_sub(1))
            && beside(self.next())
            && self
                .next()
                .is_some_and(|next| self.page.lines[next].blank >= 1)
    }

    /// A short noun phrase of a picture, set off by more than one blank line, or at the end of a
    /// sentence that goes on below it.
    fn is_set_off_caption(&self, text: &str) -> bool {
        let line = &self.page.lines[self.line];
        let next = self.next().map(|next| &self.page.lines[next]);
        line.mark == Mark::None
            && self.line > 0
            && !self.below_title()
            && line.blank >= 2
            && next.is_some_and(|next| next.blank >= 1)
            && !self.layout.column[self.line]
            && is_shape(self.page, self.line)
            && is_caption_word(text)
    }
}

/// Whether `text` is set with a space between all its characters.
fn is_letter_spaced(text: &str) -> bool {
    text.split_whitespace()
        .all(|word| word.chars().count() == 1)
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
