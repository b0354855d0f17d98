//! What a heading begins: an article, a chapter, a comment, a column of briefs.
//!
//! Names of sections and columns above titles are told first; of the headings that are left the first ones may be
//! titles (`decision` tells why, `begin` makes the article), and the others are its chapters.

use super::super::draft::{BlockKind, DraftBlock};
use super::super::furniture::is_lost;
use super::super::reason::Reason;
use super::super::role::{Omission, Role};
use super::super::signal::{chapter_number, is_label, key, squeezed};
use super::Walk;
use super::opinion::is_opinion;
use crate::library::Kind;

/// The longest name of a section that the contents name, in characters.
const LONGEST_LISTED_SECTION: usize = 5;

/// The longest name of a section with its number, in characters.
const LONGEST_NUMBERED_SECTION: usize = 12;

/// The shortest title of a brief that has lost its text, in characters.
const SHORTEST_ALONE: usize = 6;

impl Walk<'_> {
    /// What the headings from part `at` on begin; the part behind them.
    pub(super) fn heads(&mut self, at: usize) -> usize {
        if self.column.items.take().is_some() {
            self.column.briefs = false;
            self.section_ends();
        }
        if let Some(behind) = self.section_or_column(at) {
            return behind;
        }
        let (to, listed) = self.extent(at);
        if let Some(behind) = self.name_above_title(at, to, listed) {
            return behind;
        }
        if self.column.until.is_some_and(|until| at >= until) {
            self.column.until = None;
            self.column.briefs = false;
        }
        self.section_above(at);
        if let Some(until) = self.column_below(at, to) {
            self.label(at);
            self.column.until = Some(until);
            return at + 1;
        }
        let column = self.is_column_name(at, to).then(|| {
            let span = self.parts[at].spans[0].clone();
            self.made.left_out.push((span, Omission::Label));
            self.column.briefs = false;
            self.column.until = None;
            is_opinion(&squeezed(self.text(at)))
        });
        let at = at + usize::from(column.is_some());
        if let Some(behind) = self.title_again_or_label(at, to) {
            return behind;
        }
        if let Some(interrupted) = self.interrupted_by_box(at) {
            self.current = Some(interrupted);
            self.because(Reason::AfterBriefs, at, at);
        }
        self.titles_and_chapters(at, to, column)
    }

    /// The names of sections from part `at` on, or the name of a column of briefs there; the part behind.
    fn section_or_column(&mut self, at: usize) -> Option<usize> {
        // What stands above the name of a section without a text of its own names more of them.
        let run = (at..self.parts.len())
            .take_while(|&part| self.has_mark(part))
            .take(2);
        if let Some(last) = run.filter(|&part| self.sections[part]).last() {
            (at..=last).for_each(|part| self.section(part));
            return Some(last + 1);
        }
        if !self.columns[at] {
            return None;
        }
        // What breaks off above the column goes on below it.
        if !self.is_broken_off() {
            self.section_ends();
        }
        self.label(at);
        Some(at + 1)
    }

    /// The part behind the headings from part `at` on, and how many of them the contents name: each title of the
    /// contents begins an article, even one without a text.
    fn extent(&self, at: usize) -> (usize, usize) {
        let (mut to, mut listed) = (at, 0);
        while to < self.parts.len()
            && matches!(
                self.parts[to].role,
                Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest
            )
        {
            if to > at && self.is_lost_above(to) {
                break;
            }
            listed += usize::from(self.parts[to].role == Role::Listed);
            if listed == 2 {
                break;
            }
            to += 1;
        }
        (to, listed)
    }

    /// The name of a section or of a column at part `at`, right above a title; the part behind it.
    fn name_above_title(&mut self, at: usize, to: usize, listed: usize) -> Option<usize> {
        let chars = |part: usize| squeezed(self.text(part)).chars().count();
        // The list names a section and the title below it; what stands between is a kicker.
        if listed == 2
            && to > at + 1
            && self.parts[at].role == Role::Listed
            && chars(at) <= LONGEST_LISTED_SECTION
        {
            self.section(at);
            return Some(at + 1);
        }
        // The list names a column of briefs; the title of the first one stands right below.
        if self.role(at) == Some(Role::Listed)
            && self.role(at + 1) == Some(Role::Head)
            && is_label(self.text(at))
            && !is_label(self.text(at + 1))
        {
            self.section_ends();
            self.label(at);
            return Some(at + 1);
        }
        // 一、工作部署 right above a title that the contents name, or that is signed: the name of a section.
        if self.role(at) == Some(Role::Head)
            && chapter_number(self.text(at))
            && chars(at) <= LONGEST_NUMBERED_SECTION
            && (self.role(at + 1) == Some(Role::Listed)
                || self.role(at + 1) == Some(Role::Head)
                    && !chapter_number(self.text(at + 1))
                    && self.role(at + 2) == Some(Role::Byline))
        {
            self.section(at);
            return Some(at + 1);
        }
        None
    }

    /// The head of a continuation at part `at`, or the name of a column above what stands in it; the part behind.
    fn title_again_or_label(&mut self, at: usize, to: usize) -> Option<usize> {
        // A title that comes again is the head of a continuation, whatever its level.
        if !self.waiting.is_empty() {
            let again = key(self.text(at), 80);
            if self.waiting.iter().any(|(_, title)| *title == again) {
                self.begin(&[at], Reason::Jump);
                return Some(at + 1);
            }
        }
        // The name of a column of briefs, with a mark above theirs.
        if let (Role::Marked(level), Some(Role::Marked(next))) =
            (self.parts[at].role, self.role(at + 1))
            && (level > 1 || self.current.is_some())
            && next > level
            && is_label(self.text(at))
        {
            self.label(at);
            return Some(at + 1);
        }
        // Of two titles of one mark among briefs the first has lost its text.
        if self.column.briefs && to == at + 2 && self.is_title_alone(at) {
            self.begin(&[at], Reason::BriefColumn);
            return Some(at + 1);
        }
        if to != at + 1 {
            return None;
        }
        // 快讯 above briefs with bold titles.
        if self.role(to) == Some(Role::Lead) && is_label(self.text(at)) {
            let span = self.parts[at].spans[0].clone();
            self.made.left_out.push((span, Omission::Label));
            self.section_ends();
            return Some(to);
        }
        if self.is_over_items(at) {
            self.label(at);
            return Some(to);
        }
        None
    }

    /// Begins an article with the titles among the headings `at..to` and makes the others its chapters; the part
    /// behind what is used of them. `column` tells that the name of a column stands above, and whether of opinions.
    fn titles_and_chapters(&mut self, at: usize, to: usize, column: Option<bool>) -> usize {
        let mut titles = (at..to)
            .take_while(|&part| !self.is_chapter(part, at, to))
            .count();
        if self.current.is_none() && titles == 0 {
            titles = usize::from(self.contents.is_empty() && !self.is_marked(at));
        }
        let begins = |titles: usize| {
            let begins = self.begins(at, at + titles, to);
            begins.or(column.map(|_| Reason::SetOff))
        };
        let reason = Some(titles).filter(|&titles| titles > 0).and_then(begins);
        if let Some(reason) = reason {
            let run: Vec<usize> = (at..at + titles).collect();
            self.begin(&run, reason);
            if column == Some(true)
                && let Some(current) = self.current
            {
                self.made.drafts[current].kind = Kind::Comment;
            }
        } else if let Some(title) = self.title_behind(at, to) {
            for part in at..title {
                self.add(part, BlockKind::Paragraph);
            }
            return title;
        } else {
            titles = 0;
        }
        for part in at + titles..to {
            self.add(part, BlockKind::Heading(self.sub_level(part)));
        }
        to
    }

    /// Makes `part` a block of the open article.
    fn add(&mut self, part: usize, kind: BlockKind) {
        let spans = self.parts[part].spans.clone();
        self.open().blocks.push(DraftBlock { kind, spans });
    }

    /// Whether the heading `part` of `at..to` begins a chapter: a number does, also right below the title.
    fn is_chapter(&self, part: usize, at: usize, to: usize) -> bool {
        let below = || {
            part > at
                && (self.is_set_in(at, part)
                    // 一问：… below a title of two questions.
                    || is_first_question(self.text(part))
                    || self.is_first_chapter(at, part, to)
                    || self.is_framed_chapter(at, part, to))
        };
        (chapter_number(self.text(part)) || below())
            && !self.is_upright(part, at..to)
            && !matches!(self.parts[part].role, Role::Listed | Role::ListedRest)
    }

    /// The heading with a mark behind lines without one, from `at` on, that begins an article by itself: a
    /// caption or what a cut has left of a sentence belongs to the text above.
    fn title_behind(&self, at: usize, to: usize) -> Option<usize> {
        let is_marked = |part: &usize| matches!(self.parts[*part].role, Role::Marked(_));
        let title = (at..to).find(is_marked).filter(|&title| title > at)?;
        let plain = (at..title).all(|part| self.parts[part].role == Role::Head);
        let end = title + (title..to).take_while(is_marked).count();
        (plain && self.current.is_some() && self.begins(title, end, to).is_some()).then_some(title)
    }

    /// Whether the marked title `at` of a brief stands right above another one of its mark in their column.
    fn is_title_alone(&self, at: usize) -> bool {
        matches!(self.parts[at].role, Role::Marked(_))
            && self.parts[at + 1].role == self.parts[at].role
            && self.column.until.is_some_and(|until| at + 1 < until)
            && squeezed(self.text(at)).chars().count() >= SHORTEST_ALONE
    }

    fn sub_level(&self, part: usize) -> u8 {
        let article = self
            .current
            .map_or(1, |current| self.made.drafts[current].level);
        match self.parts[part].role {
            Role::Marked(level) => (level + 2).saturating_sub(article + 1).clamp(2, 6),
            _ if self.text(part).starts_with(['（', '(']) => 3,
            _ => 2,
        }
    }

    /// The role of `part`, if there is one.
    pub(super) fn role(&self, part: usize) -> Option<Role> {
        self.parts.get(part).map(|part| part.role)
    }

    /// Whether the heading `part` has a mark.
    pub(super) fn has_mark(&self, part: usize) -> bool {
        matches!(self.parts[part].role, Role::Marked(_))
    }

    /// The level of the mark of `part`, the highest one where it has none.
    pub(super) fn level(&self, part: usize) -> u8 {
        match self.parts[part].role {
            Role::Marked(level) => level,
            _ => 1,
        }
    }

    /// Whether the text between the heading `part` and the one above it is lost, as a word in its place tells.
    fn is_lost_above(&self, part: usize) -> bool {
        let above = self.parts[part - 1].last_line(self.page);
        (above + 1..self.parts[part].line).any(|line| is_lost(self.page.line(line)))
    }

    /// Whether headings have marks around part `at`.
    pub(super) fn is_marked(&self, at: usize) -> bool {
        self.layout.is_marked(self.parts[at].line)
    }
}

/// Whether `text` is the first of several questions: 一问：….
fn is_first_question(text: &str) -> bool {
    ["一问", "一問"]
        .iter()
        .filter_map(|word| text.trim_start().strip_prefix(word))
        .any(|rest| rest.starts_with(['：', ':', '︰']))
}
