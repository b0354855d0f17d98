//! Titles that stand below their text.
//!
//! A title without a text closes the untitled text above it. At the end of an issue that text may follow
//! another article without a word between: then the last page's end tells where it begins.

use super::super::draft::{Draft, LeftOut};
use super::super::reason::Reason;
use super::super::role::Omission;
use super::super::signal::{End, end};
use super::Walk;
use crate::library::Kind;

/// The shortest text of one, in bytes.
const SHORTEST: usize = 240;

impl Walk<'_> {
    /// Gives titles without a text to the texts without a title above them.
    pub(super) fn titles_below(&mut self, left_out: &[LeftOut]) {
        let mut drafts = std::mem::take(&mut self.made.drafts);
        let last = drafts.len().saturating_sub(1);
        // Those that stay move up in their place: there may be too many for a second list of them.
        let mut kept = 0;
        for index in 0..drafts.len() {
            let mut draft = std::mem::take(&mut drafts[index]);
            if !draft.blocks.is_empty() || draft.heads.is_empty() {
                drafts[kept] = draft;
                kept += 1;
                continue;
            }
            if index == last
                && !draft.authors.is_empty()
                && let last_text = drafts[..kept]
                    .iter_mut()
                    .max_by_key(|above| last_byte(above))
                && let Some(above) =
                    last_text.and_then(|above| self.part_last_page(above, left_out))
            {
                drafts.insert(kept, above);
                kept += 1;
            }
            match drafts[..kept].last_mut() {
                Some(before) if before.heads.is_empty() && before.kind == Kind::Article => {
                    before.heads = std::mem::take(&mut draft.heads);
                    before.authors.append(&mut draft.authors);
                    before.source = before.source.take().or(draft.source.take());
                    let (_, from, to) = draft.reasons.first().copied().unwrap_or_default();
                    before.reasons.push((Reason::TitleBelow, from, to));
                }
                _ => {
                    drafts[kept] = draft;
                    kept += 1;
                }
            }
        }
        drafts.truncate(kept);
        self.made.drafts = drafts;
    }

    /// Takes from `draft`, which came to its end behind a jump, what stands on the last page.
    fn part_last_page(&self, draft: &mut Draft, left_out: &[LeftOut]) -> Option<Draft> {
        let jumped = draft.reasons.iter().any(|reason| reason.0 == Reason::Jump);
        if !jumped || draft.heads.is_empty() {
            return None;
        }
        let page_end = |from: usize, to: usize| {
            left_out.iter().any(|(span, omission)| {
                (from..to).contains(&span.start)
                    && matches!(omission, Omission::PageNumber | Omission::RunningHead)
            })
        };
        let cut = (1..draft.blocks.len()).rev().find(|&at| {
            let (above, below) = (&draft.blocks[at - 1], &draft.blocks[at]);
            let last = above.spans.last().map_or(0, |span| span.end);
            let whole = above
                .spans
                .last()
                .is_some_and(|span| end(&self.page.text[span.clone()]) == End::Sentence);
            whole && page_end(last, below.spans[0].start)
        })?;
        let blocks = draft.blocks[cut..].iter().flat_map(|block| &block.spans);
        if blocks.map(std::ops::Range::len).sum::<usize>() < SHORTEST {
            return None;
        }
        Some(Draft {
            blocks: draft.blocks.split_off(cut),
            level: draft.level,
            ..Draft::default()
        })
    }
}

/// Where the text of `draft` ends.
fn last_byte(draft: &Draft) -> usize {
    let blocks = draft.blocks.iter().flat_map(|block| &block.spans);
    blocks.map(|span| span.end).max().unwrap_or(0)
}
