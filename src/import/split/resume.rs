//! Where a paragraph stands that no heading is above: in the article that it interrupts, or in a new one.
//!
//! A sentence that breaks off above briefs goes on below them; where columns of short lines end and long
//! paragraphs begin with a new lead, an article without a title begins, and so does a report of the
//! paper's own behind a poem.

use std::ops::Range;

use super::super::dateline::OWN;
use super::super::draft::{BlockKind, Closed, Draft, DraftBlock};
use super::super::lexicon::Lexicon;
use super::super::page::Page;
use super::super::role::Role;
use super::super::signal::{End, date, end, is_ornament, squeezed, starts_inside};
use super::{MOST_BETWEEN, Walk};
use crate::library::Kind;

impl Walk<'_> {
    /// The article above whose last sentence breaks off and goes on with part `at`: what stands between them
    /// has been closed, and here no new paragraph begins.
    pub(super) fn broken_off(&self, at: usize) -> Option<usize> {
        let current = self.current?;
        let line = &self.page.lines[self.parts[at].line];
        let closed = self.made.drafts[current].closed != Closed::Open;
        let text = self.text(at);
        let second = text.chars().nth(1);
        let pauses = |c| matches!(c, '，' | '、' | '。' | '；');
        let inside = || starts_inside(text) || second.is_some_and(pauses);
        let flush =
            self.layout.is_indented(self.parts[at].line) && self.layout.wrapped && line.indent == 0;
        if self.parts[at].role != Role::Text {
            return None;
        }
        let first = current.saturating_sub(MOST_BETWEEN);
        if !closed || !(flush || inside()) {
            return self.behind_single_briefs(current);
        }
        (first..current).rev().find(|&draft| {
            let draft = &self.made.drafts[draft];
            draft.closed == Closed::Open && draft.blocks.len() >= 2 && breaks_off(self.page, draft)
        })
    }

    /// Whether part `at` goes on with the sentence that a column of briefs interrupts.
    pub(super) fn goes_on_below_briefs(&self, at: usize) -> bool {
        let open = || self.behind_single_briefs(self.current?);
        self.parts[at].role == Role::Text && open().is_some()
    }

    /// The article whose sentence a column of briefs interrupts, where each of them, `current` the last, has
    /// one whole paragraph: a second one is no brief's, nor is one without the ornament of items without titles.
    fn behind_single_briefs(&self, current: usize) -> Option<usize> {
        if !self.column.briefs {
            return None;
        }
        let drafts = &self.made.drafts;
        let items = self.column.items.is_some();
        if items && self.text(self.at).chars().next() == self.column.items {
            return None;
        }
        let whole = |spans: &[Range<usize>]| {
            let text = spans
                .last()
                .map_or("", |span| &self.page.text[span.clone()]);
            end(text)
        };
        let single = |draft: &&Draft| {
            draft.kind == Kind::Brief
                && (items || !draft.heads.is_empty())
                && draft.blocks.len() == 1
                && last_paragraph(draft).is_some_and(|spans| whole(spans) == End::Sentence)
        };
        let briefs = drafts[..=current].iter().rev().take_while(single).count();
        let above = (current + 1).checked_sub(briefs + 1)?;
        let open = &drafts[above];
        (briefs >= 2
            && open.closed == Closed::Open
            && open.kind == Kind::Article
            && (items || open.blocks.len() >= 2)
            && breaks_off(self.page, open))
        .then_some(above)
    }

    /// The article that a box interrupts and that goes on with the heading `at`: its ornament is that of the
    /// article's chapters, not that of titles, and the box has none.
    pub(super) fn interrupted_by_box(&self, at: usize) -> Option<usize> {
        let ornament = self.text(at).chars().next().filter(|&c| is_ornament(c))?;
        let above = self.current?.checked_sub(1)?;
        let drafts = &self.made.drafts;
        let (open, between) = (&drafts[above], &drafts[above + 1]);
        let chapters = |draft: &Draft| {
            let headings = |block: &&DraftBlock| {
                matches!(block.kind, BlockKind::Heading(_))
                    && self.page.text[block.spans[0].clone()].starts_with(ornament)
            };
            draft.blocks.iter().filter(headings).count()
        };
        let box_like = between.closed == Closed::Open
            && between.authors.is_empty()
            && (1..=2).contains(&between.blocks.len());
        (self.title_ornament != Some(ornament)
            && box_like
            && open.closed == Closed::Open
            && chapters(open) > 0
            && chapters(between) == 0)
            .then_some(above)
    }

    /// Whether part `at` is a report of the paper's own behind a poem, a comment or another such report.
    pub(super) fn is_own_report(&self, at: usize) -> bool {
        const OWN_WORDS: Lexicon = Lexicon::of(OWN);
        if !OWN_WORDS.begins(self.text(at)) {
            return false;
        }
        // A report begins once.
        let first = self
            .current
            .and_then(|current| self.made.drafts[current].blocks.first());
        if first.is_some_and(|first| OWN_WORDS.begins(&self.page.text[first.spans[0].clone()])) {
            return true;
        }
        // Nor has what somebody thinks a report in it.
        let opinion = |current: usize| {
            let draft = &self.made.drafts[current];
            (draft.opinion || draft.kind == Kind::Comment) && !draft.blocks.is_empty()
        };
        if self.current.is_some_and(opinion) {
            return true;
        }
        let above = |line: usize| self.layout.verse[line];
        self.parts[at].line.checked_sub(1).is_some_and(above)
            && self
                .current
                .is_some_and(|current| !self.made.drafts[current].blocks.is_empty())
    }

    /// Whether columns of short lines end at `line` and long paragraphs begin, with a new lead.
    pub(super) fn changes_layout(&self, line: usize) -> bool {
        let page = self.page;
        let chars = |line: usize| page.lines[line].chars;
        let wrapped = self.layout.wrapped && !page.lines[line.saturating_sub(1)].spaced;
        let fresh = self
            .current
            .is_some_and(|current| self.made.drafts[current].blocks.is_empty());
        if line < 12 || chars(line) < 60 || wrapped || fresh {
            return false;
        }
        let short = (line - 10..line).filter(|&line| chars(line) <= 24).count();
        let long = (line..page.lines.len())
            .take(12)
            .take_while(|&line| chars(line) >= 60)
            .count();
        // Hardly any line stands there, and then only its text is looked at.
        if short < 9 || long < 3 {
            return false;
        }
        let lead: String = squeezed(page.line(line)).chars().take(90).collect();
        let dated = lead
            .char_indices()
            .any(|(at, c)| c.is_ascii_digit() && date(&lead[at..]).is_some());
        let timely = [
            "今年",
            "近日",
            "日前",
            "去年",
            "昨日",
            "当前",
            "今天",
            "连日来",
        ]
        .iter()
        .any(|word| lead.starts_with(word));
        dated || timely
    }
}

/// Whether the last paragraph of `draft` has no end.
pub(super) fn breaks_off(page: &Page, draft: &Draft) -> bool {
    last_paragraph(draft).is_some_and(|spans| {
        let last = &page.text[spans[spans.len() - 1].clone()];
        let lines = spans
            .iter()
            .map(|span| page.text[span.clone()].chars().count());
        end(last) == End::Open && lines.sum::<usize>() >= 8
    })
}

/// The ranges of the last paragraph of `draft`, captions aside.
fn last_paragraph(draft: &Draft) -> Option<&[Range<usize>]> {
    let last = draft
        .blocks
        .iter()
        .rev()
        .find(|block| block.kind != BlockKind::Caption)?;
    (last.kind == BlockKind::Paragraph && !last.spans.is_empty()).then_some(&last.spans)
}
