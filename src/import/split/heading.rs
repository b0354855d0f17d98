//! What a heading begins: an article, a chapter, a comment, a column of briefs.
//!
//! The hard part is that titles and chapter headings look alike: a byline or dateline below, the
//! contents, and what closed the text above decide, marks next, length only last.

use std::ops::Range;

use super::super::dateline::dateline;
use super::super::draft::{BlockKind, Closed, DraftBlock};
use super::super::furniture::is_lost;
use super::super::gaps::is_spaced_out;
use super::super::headline;
use super::super::page::Mark;
use super::super::reason::Reason;
use super::super::role::{Omission, Role};
use super::super::series::is_series;
use super::super::signal::{
    chapter_number, is_comment_title, is_commentator, is_label, key, squeezed,
};
use super::Walk;
use super::column::is_opinion;
use super::evidence::Evidence;
use super::whole::is_announcement;
use crate::library::Kind;

/// The longest name of a section that the contents name, in characters.
const LONGEST_LISTED_SECTION: usize = 5;

/// The longest name of a section with its number, in characters.
const LONGEST_NUMBERED_SECTION: usize = 12;

/// The shortest title of a brief that has lost its text, in characters.
const SHORTEST_ALONE: usize = 6;

/// The fewest characters of a title that is set with spaces between them.
const FEWEST_SPACED: usize = 4;

/// How likely a heading must be a title that the contents of the issue do not name.
const BESIDE_CONTENTS: f32 = 1.0;
/// The same above a text of less than so many bytes, or where they name each title that is certain.
const ABOVE_LITTLE: f32 = 4.0;
const LITTLE: usize = 100;

impl Walk<'_> {
    pub(super) fn heads(&mut self, at: usize) -> usize {
        if self.column.items.take().is_some() {
            self.column.briefs = false;
            self.section_ends();
        }
        // What stands above the name of a section without a text of its own names more of them.
        let run = (at..self.parts.len())
            .take_while(|&part| matches!(self.parts[part].role, Role::Marked(_)))
            .take(2);
        if let Some(last) = run.filter(|&part| self.sections[part]).last() {
            (at..=last).for_each(|part| self.section(part));
            return last + 1;
        }
        if self.columns[at] {
            // What breaks off above the column goes on below it.
            if !self.is_broken_off() {
                self.section_ends();
            }
            self.label(at);
            return at + 1;
        }
        // Each title of the contents begins an article, even one without a text.
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
        // The list names a section and the title below it; what stands between is a kicker.
        if listed == 2
            && to > at + 1
            && self.parts[at].role == Role::Listed
            && squeezed(self.text(at)).chars().count() <= LONGEST_LISTED_SECTION
        {
            self.section(at);
            return at + 1;
        }
        // The list names a column of briefs; the title of the first one stands right below.
        let role = |part: usize| self.parts.get(part).map(|part| part.role);
        if role(at) == Some(Role::Listed)
            && role(at + 1) == Some(Role::Head)
            && is_label(self.text(at))
            && !is_label(self.text(at + 1))
        {
            self.section_ends();
            self.label(at);
            return at + 1;
        }
        // 一、工作部署 right above a title that the contents name, or that is signed: the name of a section.
        if role(at) == Some(Role::Head)
            && chapter_number(self.text(at))
            && squeezed(self.text(at)).chars().count() <= LONGEST_NUMBERED_SECTION
            && (role(at + 1) == Some(Role::Listed)
                || role(at + 1) == Some(Role::Head)
                    && !chapter_number(self.text(at + 1))
                    && role(at + 2) == Some(Role::Byline))
        {
            self.section(at);
            return at + 1;
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
        // A title that comes again is the head of a continuation, whatever its level.
        if !self.waiting.is_empty() {
            let again = key(self.text(at), 80);
            if self.waiting.iter().any(|(_, title)| *title == again) {
                self.begin(&[at], Reason::Jump);
                return at + 1;
            }
        }
        // The name of a column of briefs, with a mark above theirs.
        if let (Role::Marked(level), Some(Role::Marked(next))) = (
            self.parts[at].role,
            self.parts.get(at + 1).map(|part| part.role),
        ) && (level > 1 || self.current.is_some())
            && next > level
            && is_label(self.text(at))
        {
            self.label(at);
            return at + 1;
        }
        // Of two titles of one mark among briefs the first has lost its text.
        if self.column.briefs && to == at + 2 && self.is_title_alone(at) {
            self.begin(&[at], Reason::BriefColumn);
            return at + 1;
        }
        // 快讯 above briefs with bold titles.
        if to == at + 1
            && self.parts.get(to).map(|part| part.role) == Some(Role::Lead)
            && is_label(self.text(at))
        {
            let span = self.parts[at].spans[0].clone();
            self.made.left_out.push((span, Omission::Label));
            self.section_ends();
            return to;
        }
        if to == at + 1 && self.is_over_items(at) {
            self.label(at);
            return to;
        }
        if let Some(interrupted) = self.interrupted_by_box(at) {
            self.current = Some(interrupted);
            self.because(Reason::AfterBriefs, at, at);
        }
        // A number begins a chapter, also right below the title.
        let mut titles = (at..to)
            .take_while(|&part| {
                let chapter =
                    chapter_number(self.text(part)) || part > at && self.is_set_in(at, part);
                // 一问：… below a title of two questions.
                let chapter = chapter || part > at && is_first_question(self.text(part));
                let below = part > at
                    && (self.is_first_chapter(at, part, to)
                        || self.is_framed_chapter(at, part, to));
                !(chapter || below)
                    || self.is_upright(part, at..to)
                    || matches!(self.parts[part].role, Role::Listed | Role::ListedRest)
            })
            .count();
        if self.current.is_none() && titles == 0 {
            titles = usize::from(self.contents.is_empty() && !self.is_marked(at));
        }
        let reason = (titles > 0)
            .then(|| {
                let begins = self.begins(at, at + titles, to);
                begins.or(column.map(|_| Reason::SetOff))
            })
            .flatten();
        if reason.is_none()
            && let Some(title) = self.title_behind(at, to)
        {
            for part in at..title {
                let spans = self.parts[part].spans.clone();
                self.open().blocks.push(DraftBlock {
                    kind: BlockKind::Paragraph,
                    spans,
                });
            }
            return title;
        }
        if let Some(reason) = reason {
            let run: Vec<usize> = (at..at + titles).collect();
            self.begin(&run, reason);
            if column == Some(true)
                && let Some(current) = self.current
            {
                self.made.drafts[current].kind = Kind::Comment;
            }
        } else {
            titles = 0;
        }
        for part in at + titles..to {
            let level = self.sub_level(part);
            let spans = self.parts[part].spans.clone();
            self.open().blocks.push(DraftBlock {
                kind: BlockKind::Heading(level),
                spans,
            });
        }
        to
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

    fn level(&self, part: usize) -> u8 {
        match self.parts[part].role {
            Role::Marked(level) => level,
            _ => 1,
        }
    }

    /// Why the headings `from..to` begin an article, if they do; `after` is the part behind all
    /// headings.
    fn begins(&self, from: usize, to: usize, after: usize) -> Option<Reason> {
        let looks = match self.parts[from].role {
            Role::Marked(_) => Reason::HeadingMark,
            _ if self.page.lines[self.parts[from].line].mark == Mark::Bold => Reason::Bold,
            _ => Reason::SetOff,
        };
        let run = from..to;
        let listed = run
            .clone()
            .any(|part| self.contents.names(self.parts[part].line));
        let Some(current) = self.current.map(|current| &self.made.drafts[current]) else {
            return Some(if listed { Reason::InContents } else { looks });
        };
        if listed {
            return Some(Reason::InContents);
        }
        // Numbers count the articles of this issue (`numbered_titles`).
        if run
            .clone()
            .any(|part| self.parts[part].role == Role::Listed)
        {
            return Some(Reason::Ornament);
        }
        if self.is_crowded() {
            return None;
        }
        if current
            .heads
            .title
            .first()
            .is_some_and(|title| is_series(&self.page.text[title.clone()], self.text(from)))
        {
            return Some(looks);
        }
        if self.named.section == Some(from) || self.column.until.is_some_and(|until| from < until) {
            return Some(looks);
        }
        let signed = to == after
            && self.parts.get(after).is_some_and(|next| match next.role {
                Role::Byline | Role::Source => true,
                Role::NoteWord => is_commentator(self.text(after)),
                Role::Text => dateline(self.text(after)).is_some(),
                _ => false,
            });
        // One text and its photo's credit below: picture news.
        let role = |part: usize| self.parts.get(part).map(|part| part.role);
        let picture = to == after
            && matches!(role(after), Some(Role::Text | Role::Caption))
            && role(after + 1) == Some(Role::Credit)
            && matches!(
                role(after + 2),
                None | Some(
                    Role::Head
                        | Role::Listed
                        | Role::Marked(_)
                        | Role::JumpFrom
                        | Role::NoteWord
                        | Role::Label
                )
            );
        let signed = signed || picture;
        // Below the briefs that interrupted it, and on another page, an article goes on with its chapters.
        let resumed = || {
            current
                .reasons
                .iter()
                .any(|reason| matches!(reason.0, Reason::AfterBriefs | Reason::Jump))
        };
        if self.parts[from].role == Role::Head && !signed && resumed() && self.has_chapters(current)
        {
            return None;
        }
        if !signed && self.counts_on(from, current) {
            return None;
        }
        let ornament = self.text(from).chars().next();
        match current.closed {
            _ if signed => return Some(Reason::Signed),
            // Right behind a jump line the article goes on.
            Closed::Open if self.resume => return None,
            _ if self.title_ornament.is_some() && ornament == self.title_ornament => {
                return Some(Reason::Ornament);
            }
            Closed::Note | Closed::Signed => return Some(Reason::AfterClosing),
            Closed::Photo => return Some(Reason::AfterCredit),
            Closed::Open if current.kind == Kind::Comment => return Some(Reason::AfterComment),
            Closed::Open if after == self.parts.len() => return Some(looks),
            // The next title of a column of briefs.
            Closed::Open if self.follows_brief(from, to, current) => return Some(looks),
            Closed::Open => {}
        }
        let unmarked = matches!(self.parts[from].role, Role::Head);
        // Set with a space between all its characters, as the title above is.
        let spaced =
            || {
                current.heads.title.first().is_some_and(|title| {
                    is_spaced_out(&self.page.text[title.clone()], FEWEST_SPACED)
                })
            };
        if unmarked && is_spaced_out(self.text(from), FEWEST_SPACED) && spaced() {
            return Some(looks);
        }
        if unmarked
            && self.page.lines[self.parts[from].line].indent <= 1
            && (from..to).any(|part| is_announcement(&key(self.text(part), 80)))
        {
            return Some(looks);
        }
        if unmarked && (self.is_upright(from, run.clone()) || self.is_last_box(from, after)) {
            return Some(looks);
        }
        // A text behind items without titles, of which each has an ornament, is none of them.
        if unmarked && self.is_behind_items(current, after) {
            return Some(looks);
        }
        // What an office signs is no chapter of what somebody else has written.
        if unmarked && !current.authors.is_empty() && !current.office && self.is_signed_off(after) {
            return Some(looks);
        }
        if let Some(title) = self.convention.says(self.page, self.parts, from, after)
            && !self.is_marked(from)
            && matches!(self.parts[from].role, Role::Head)
            && self.page.lines[self.parts[from].line].mark != Mark::Bold
        {
            return title.then_some(looks);
        }
        if run.clone().any(|part| is_comment_title(self.text(part))) {
            return Some(looks);
        }
        if let Role::Marked(_) = self.parts[from].role
            && !self.layout.one_level
        {
            let level = run.clone().map(|part| self.level(part)).min().unwrap_or(1);
            let chars = self.text(from).chars().count();
            let brief =
                self.column.briefs && (self.column.level == 0 || level <= self.column.level);
            let high = level <= current.level || brief;
            let first = level <= 2 && current.blocks.is_empty() && !current.heads.is_empty();
            let several = level <= 2 && chars > 20 && run.len() > 1;
            // The first heading below a text without a title.
            let fresh = current.heads.is_empty() && Some(level) == self.highest;
            return (high || first || several || fresh).then_some(looks);
        }
        if unmarked && self.is_marked(from) {
            return None;
        }
        if to == from + 1 && self.goes_on_in_brackets(from, current) {
            return None;
        }
        let unlisted = unmarked && !self.contents.is_empty();
        // Chapters of one article look alike.
        if unlisted && self.has_chapters(current) {
            return None;
        }
        let least = match unlisted {
            true if self.evidence().all_listed || self.length_below(after) < LITTLE => ABOVE_LITTLE,
            true => BESIDE_CONTENTS,
            false => 0.0,
        };
        let marked = (from..to).find(|&part| matches!(self.parts[part].role, Role::Marked(_)));
        let is_title = match self.evidence().says(marked.unwrap_or(from)) {
            Some(likely) => likely > least,
            // So many marked headings over so little text, none of them weighed: no article has so many.
            None => matches!(self.parts[from].role, Role::Marked(_)),
        };
        is_title.then_some(looks)
    }

    /// What is likely of the headings: most texts tell of each of theirs what it begins, and need none weighed.
    fn evidence(&self) -> &Evidence {
        self.evidence
            .get_or_init(|| Evidence::of(self.page, self.layout, self.parts, &self.named.page_ends))
    }

    /// Whether the text between the heading `part` and the one above it is lost, as a word in its place tells.
    fn is_lost_above(&self, part: usize) -> bool {
        let above = self.parts[part - 1].last_line(self.page);
        (above + 1..self.parts[part].line).any(|line| is_lost(self.page.line(line)))
    }

    /// How long the text from part `at` down to the next heading is, in bytes.
    fn length_below(&self, at: usize) -> usize {
        let text = self.parts[at..].iter().take_while(|part| {
            matches!(
                part.role,
                Role::Text | Role::Item | Role::Quote | Role::Out(_)
            )
        });
        text.flat_map(|part| &part.spans).map(Range::len).sum()
    }

    /// Whether headings have marks around part `at`.
    pub(super) fn is_marked(&self, at: usize) -> bool {
        self.layout.is_marked(self.parts[at].line)
    }

    pub(super) fn begin(&mut self, run: &[usize], reason: Reason) {
        // A title that comes again is the head of a continuation.
        let again = key(self.text(run[0]), 80);
        if run.len() == 1
            && let Some(old) = self
                .waiting
                .iter()
                .find(|(_, title)| *title == again)
                .map(|(draft, _)| *draft)
        {
            self.made
                .left_out
                .push((self.parts[run[0]].spans[0].clone(), Omission::Duplicate));
            self.waiting.retain(|(draft, _)| *draft != old);
            self.made.drafts[old].continued = false;
            self.made.drafts[old].closed = Closed::Open;
            self.current = Some(old);
            self.resume = true;
            self.because(Reason::Jump, run[0], run[0]);
            return;
        }
        // A line without a mark says nothing of the level: a kicker has that of its title, a title that of the
        // one before.
        let marked = |part: &&usize| matches!(self.parts[**part].role, Role::Marked(_));
        let levels = run.iter().filter(marked).map(|&part| self.level(part));
        let before = || {
            self.current
                .map_or(1, |current| self.made.drafts[current].level)
        };
        let level = levels.min().unwrap_or_else(before);
        let signed = run.last().is_some_and(|&last| {
            let below = self.parts.get(last + 1);
            below.is_some_and(|part| part.role == Role::Byline)
        });
        // Nor has one whose briefs are not signed a byline.
        self.column.briefs &= !(signed && self.column.unsigned);
        self.column.unsigned |= self.column.briefs && !signed;
        if self.column.briefs && reason == Reason::InContents {
            // The contents name articles; a column whose briefs they do not name has ended.
            self.column.briefs = !self.column.unlisted;
        } else {
            self.column.unlisted |= self.column.briefs;
        }
        if self.column.briefs && self.column.level == 0 {
            self.column.level = level;
        } else if self.column.briefs && level < self.column.level {
            self.column.briefs = false;
            self.column.interrupted = None;
        }
        if self.column.briefs
            && self.column.until.is_none()
            && self
                .current
                .is_some_and(|current| self.made.drafts[current].kind == Kind::Comment)
        {
            self.column.briefs = false;
        }
        // Of several lines with marks the list names one, or a section too.
        let names = |part: &&usize| self.contents.names(self.parts[**part].line);
        let mut listed = run.iter().filter(names);
        let named = listed.next().copied().filter(|_| listed.next().is_none());
        let lines: Vec<headline::HeadLine> = run
            .iter()
            .map(|&part| headline::HeadLine {
                span: self.parts[part].spans[0].clone(),
                level: self.level(part),
                marked: matches!(self.parts[part].role, Role::Marked(_)),
                rest: self.parts[part].role == Role::ListedRest,
                close: {
                    let line = &self.page.lines[self.parts[part].line];
                    line.blank == 0 && !line.spaced
                },
                listed: self.parts[part].role == Role::Listed
                    || named == Some(part) && matches!(self.parts[part].role, Role::Marked(_)),
            })
            .collect();
        let (heads, ornaments) = headline::arrange(self.page, &lines);
        if !ornaments.is_empty() && self.title_ornament.is_none() {
            self.title_ornament = self.text(run[0]).chars().next();
        }
        self.made
            .left_out
            .extend(ornaments.into_iter().map(|span| (span, Omission::Ornament)));
        let (several, clauses) = (run.len() > 1, run.len() == 1 && !heads.kicker.is_empty());
        // 编者的话 above a title is the name of the column.
        let column = self.current.filter(|&current| {
            let draft = &self.made.drafts[current];
            current + 1 == self.made.drafts.len()
                && draft.kind == Kind::Comment
                && draft.blocks.is_empty()
                && draft.authors.is_empty()
                && draft.heads.kicker.is_empty()
                && run.len() == 1
        });
        if column.is_some()
            && let Some(draft) = self.made.drafts.pop()
        {
            let names = draft.heads.spans().map(|span| (span, Omission::Label));
            self.made.left_out.extend(names);
            self.current = None;
        }
        let current = self.start(heads, level);
        self.made.drafts[current].opinion = std::mem::take(&mut self.named.opinion);
        if column.is_some() {
            self.made.drafts[current].kind = Kind::Comment;
        }
        let (first, last) = (run[0], run[run.len() - 1]);
        self.because(reason, first, last);
        if several {
            self.because(Reason::Headlines, first, last);
        }
        if clauses {
            self.because(Reason::Clauses, first, last);
        }
        if let Some(label) = self.column.label.filter(|_| self.column.briefs) {
            self.because(Reason::BriefColumn, label, label);
        }
    }
}

/// Whether `text` is the first of several questions: 一问：….
fn is_first_question(text: &str) -> bool {
    ["一问", "一問"]
        .iter()
        .filter_map(|word| text.trim_start().strip_prefix(word))
        .any(|rest| rest.starts_with(['：', ':', '︰']))
}
