//! The editors' words on a text: 编后, 编者按, alone above their text or in one line with it.
//!
//! Right below a title without a text such a word says what the title is that of; elsewhere it is one itself.

use std::ops::Range;

use super::super::draft::{BlockKind, DraftBlock};
use super::super::headline;
use super::super::reason::Reason;
use super::super::role::Omission;
use super::Walk;
use crate::library::Kind;

impl Walk<'_> {
    /// Begins an article of `kind` with part `at`, in which `word` is the word for it and the text begins `behind`.
    pub(super) fn note_in_line(
        &mut self,
        at: usize,
        kind: Kind,
        word: Range<usize>,
        behind: usize,
    ) {
        let mut spans = self.parts[at].spans.clone();
        let start = spans[0].start;
        let word = start + word.start..start + word.end;
        spans[0].start = start + behind;
        for marks in [start..word.start, word.end..start + behind] {
            if !self.page.text[marks.clone()].trim().is_empty() {
                self.made.left_out.push((marks, Omission::Ornament));
            }
        }
        self.column.briefs = false;
        let heads = headline::Heads {
            title: vec![word],
            ..headline::Heads::default()
        };
        let current = self.start(heads, 1);
        let draft = &mut self.made.drafts[current];
        draft.kind = kind;
        draft.blocks.push(DraftBlock {
            kind: BlockKind::Paragraph,
            spans,
        });
        self.because(Reason::NoteWord, at, at);
    }

    pub(super) fn note_word(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let fresh = self.current.filter(|&current| {
            let draft = &self.made.drafts[current];
            draft.blocks.is_empty()
                && !draft.heads.is_empty()
                && matches!(draft.kind, Kind::Article | Kind::Brief)
        });
        self.column.briefs = false;
        if let Some(current) = fresh {
            self.made.drafts[current].kind = Kind::Comment;
            self.made.left_out.push((span, Omission::Label));
            self.because(Reason::NoteWord, at, at);
            return;
        }
        let level = self
            .current
            .map_or(1, |current| self.made.drafts[current].level);
        let line = headline::HeadLine {
            span,
            level,
            marked: false,
            rest: false,
            close: false,
            listed: false,
        };
        let (heads, ornaments) = headline::arrange(self.page, &[line]);
        self.made
            .left_out
            .extend(ornaments.into_iter().map(|span| (span, Omission::Ornament)));
        let current = self.start(heads, level);
        self.made.drafts[current].kind = Kind::Comment;
        self.because(Reason::NoteWord, at, at);
    }
}
