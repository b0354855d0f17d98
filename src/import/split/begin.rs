//! An article begins: its title is arranged, and what the column in which it stands has by now is kept.

use super::super::draft::Closed;
use super::super::headline::{self, HeadLine};
use super::super::reason::Reason;
use super::super::role::{Omission, Role};
use super::super::signal::key;
use super::Walk;
use crate::library::Kind;

impl Walk<'_> {
    /// Begins an article with the headings of `run`, or goes on with one whose title they give again.
    pub(super) fn begin(&mut self, run: &[usize], reason: Reason) {
        if self.begins_again(run) {
            return;
        }
        // A line without a mark says nothing of the level: a kicker has that of its title, a title that of the
        // one before.
        let levels = run.iter().filter(|&&part| self.has_mark(part));
        let levels = levels.map(|&part| self.level(part));
        let before = || {
            self.current
                .map_or(1, |current| self.made.drafts[current].level)
        };
        let level = levels.min().unwrap_or_else(before);
        self.go_on_in_column(run, reason, level);
        let lines = self.head_lines(run);
        let (heads, ornaments) = headline::arrange(self.page, &lines);
        if !ornaments.is_empty() && self.title_ornament.is_none() {
            self.title_ornament = self.text(run[0]).chars().next();
        }
        self.made
            .left_out
            .extend(ornaments.into_iter().map(|span| (span, Omission::Ornament)));
        let clauses = run.len() == 1 && !heads.kicker.is_empty();
        let comment = self.closes_name_of_comments(run);
        self.convention.unmarked +=
            usize::from(self.is_marked(run[0]) && self.parts[run[0]].role == Role::Head);
        let current = self.start(heads, level);
        self.made.drafts[current].opinion = std::mem::take(&mut self.named.opinion);
        if comment {
            self.made.drafts[current].kind = Kind::Comment;
        }
        let (first, last) = (run[0], run[run.len() - 1]);
        self.because(reason, first, last);
        if run.len() > 1 {
            self.because(Reason::Headlines, first, last);
        }
        if clauses {
            self.because(Reason::Clauses, first, last);
        }
        if let Some(label) = self.column.label.filter(|_| self.column.briefs) {
            self.because(Reason::BriefColumn, label, label);
        }
    }

    /// Goes on with the article that waits for its end, if the only heading of `run` is its title again.
    fn begins_again(&mut self, run: &[usize]) -> bool {
        let &[part] = run else {
            return false;
        };
        if self.waiting.is_empty() {
            return false;
        }
        let again = key(self.text(part), 80);
        let mut waiting = self.waiting.iter();
        let Some(&(old, _)) = waiting.find(|(_, title)| *title == again) else {
            return false;
        };
        let title = self.parts[part].spans[0].clone();
        self.made.left_out.push((title, Omission::Duplicate));
        self.waiting.retain(|(draft, _)| *draft != old);
        self.made.drafts[old].continued = false;
        self.made.drafts[old].closed = Closed::Open;
        self.current = Some(old);
        self.resume = true;
        self.because(Reason::Jump, part, part);
        true
    }

    /// What the headings of `run` tell of the column of briefs in which they stand: one that is signed, that the
    /// contents name or that has a higher mark than its briefs ends it.
    fn go_on_in_column(&mut self, run: &[usize], reason: Reason, level: u8) {
        let signed = run
            .last()
            .is_some_and(|&last| self.role(last + 1) == Some(Role::Byline));
        let comment = self
            .current
            .is_some_and(|current| self.made.drafts[current].kind == Kind::Comment);
        let column = &mut self.column;
        // One whose briefs are not signed has none with a byline.
        column.briefs &= !(signed && column.unsigned);
        column.unsigned |= column.briefs && !signed;
        if column.briefs && reason == Reason::InContents {
            // The contents name articles; a column whose briefs they do not name has ended.
            column.briefs = !column.unlisted;
        } else {
            column.unlisted |= column.briefs;
        }
        if column.briefs && column.level == 0 {
            column.level = level;
        } else if column.briefs && level < column.level {
            column.briefs = false;
            column.interrupted = None;
        }
        if column.until.is_none() && comment {
            column.briefs = false;
        }
    }

    /// The headings of `run` as lines above an article.
    fn head_lines(&self, run: &[usize]) -> Vec<HeadLine> {
        // Of several lines with marks the list names one, or a section too.
        let names = |part: &&usize| self.contents.names(self.parts[**part].line);
        let mut listed = run.iter().filter(names);
        let named = listed.next().copied().filter(|_| listed.next().is_none());
        let line = |&part: &usize| {
            let (role, line) = (
                self.parts[part].role,
                &self.page.lines[self.parts[part].line],
            );
            HeadLine {
                span: self.parts[part].spans[0].clone(),
                level: self.level(part),
                marked: self.has_mark(part),
                rest: role == Role::ListedRest,
                close: line.blank == 0 && !line.spaced,
                listed: role == Role::Listed || named == Some(part) && self.has_mark(part),
            }
        };
        run.iter().map(line).collect()
    }

    /// Whether what began last is 编者的话 alone: above a title it is the name of the column, and no article.
    fn closes_name_of_comments(&mut self, run: &[usize]) -> bool {
        let is_name = self.current.is_some_and(|current| {
            let draft = &self.made.drafts[current];
            current + 1 == self.made.drafts.len()
                && draft.kind == Kind::Comment
                && draft.blocks.is_empty()
                && draft.authors.is_empty()
                && draft.heads.kicker.is_empty()
                && run.len() == 1
        });
        if is_name && let Some(draft) = self.made.drafts.pop() {
            let names = draft.heads.spans().map(|span| (span, Omission::Label));
            self.made.left_out.extend(names);
            self.current = None;
        }
        is_name
    }
}
