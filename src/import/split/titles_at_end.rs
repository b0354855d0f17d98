//! Titles that stand together at the end of a page, for texts above that have none.
//!
//! An extraction may put several titles of a page behind all of its texts. Those texts stand without titles, one
//! below the other, and nothing but the names of who wrote them tells where one ends; so do letters. Where the
//! contents name each of the titles, and there are as many texts as titles, they belong together: by the words
//! that they share, or in their order.

use std::ops::Range;

use super::super::cohesion::Pairs;
use super::super::draft::{BlockKind, Draft, DraftBlock};
use super::super::reason::Reason;
use super::super::role::Field;
use super::Walk;
use super::signature::signers;
use crate::library::Kind;

/// The most titles that stand together.
const MOST: usize = 8;
/// The shortest text of one, in bytes.
const SHORTEST: usize = 150;

impl Walk<'_> {
    /// Gives titles without a text that stand together to as many texts without a title above them.
    pub(super) fn titles_at_end(&mut self) {
        let drafts = &self.made.drafts;
        let Some(first) = drafts.iter().position(|draft| self.is_listed_alone(draft)) else {
            return;
        };
        let alone = drafts[first..].iter();
        let count = alone
            .take_while(|draft| self.is_listed_alone(draft))
            .count();
        let above = &drafts[..first];
        let parted: usize = above
            .iter()
            .map(|draft| self.signed_inside(draft).count())
            .sum();
        let untitled = above.iter().filter(|draft| is_untitled(draft)).count();
        if count > MOST || parted == 0 || parted + untitled != count {
            return;
        }
        let (mut texts, mut signed) = (Vec::with_capacity(first + count), Vec::new());
        for draft in above {
            self.part_at_signatures(draft.clone(), &mut texts, &mut signed);
        }
        let places = (0..texts.len()).filter(|&at| is_untitled(&texts[at]));
        let places: Vec<usize> = places.collect();
        // A few words behind a signature are no text of their own.
        if places.len() != count {
            return;
        }
        let mut titles = self.made.drafts.split_off(first);
        let below = titles.split_off(count);
        self.made.metadata.extend(signed);
        let order = self.order(&titles, places.iter().map(|&at| &texts[at]));
        for (mut title, place) in titles.into_iter().zip(order) {
            let text = &mut texts[places[place]];
            text.heads = std::mem::take(&mut title.heads);
            let (_, from, to) = title.reasons.first().copied().unwrap_or_default();
            text.reasons = vec![(Reason::TitleBelow, from, to)];
        }
        texts.extend(below);
        self.made.drafts = texts;
    }

    /// Whether `draft` is a title that the contents name, and nothing else.
    fn is_listed_alone(&self, draft: &Draft) -> bool {
        draft.blocks.is_empty()
            && draft.authors.is_empty()
            && draft.heads.title.first().is_some_and(|title| {
                let line = self.page.line_at(title.start);
                self.contents.names(line)
            })
    }

    /// Behind which blocks of `draft` a text follows the names of who wrote what is above.
    fn signed_inside(&self, draft: &Draft) -> impl Iterator<Item = usize> {
        let count = if draft.letter.is_some() && !draft.heads.is_empty() {
            draft.blocks.len()
        } else {
            0
        };
        let blocks = draft
            .blocks
            .iter()
            .enumerate()
            .take(count.saturating_sub(1));
        let signed = blocks.filter(|(_, block)| self.signature_of(block).is_some());
        signed.map(|(at, _)| at + 1)
    }

    /// The names in brackets that close `block`.
    fn signature_of(&self, block: &DraftBlock) -> Option<Range<usize>> {
        let last = block.spans.last().filter(|_| block.spans.len() > 1)?;
        let text = &self.page.text[last.clone()];
        let framed =
            block.kind == BlockKind::Paragraph && text.trim_start().starts_with(['（', '(']);
        (framed && !signers(text).names.is_empty()).then(|| last.clone())
    }

    /// Parts `draft` behind the names of those who wrote each text in it, and adds what it was to `texts`, the
    /// lines of those names to `signed`.
    fn part_at_signatures(
        &self,
        mut draft: Draft,
        texts: &mut Vec<Draft>,
        signed: &mut Vec<(Range<usize>, Field)>,
    ) {
        let cuts: Vec<usize> = self.signed_inside(&draft).collect();
        if cuts.is_empty() {
            texts.push(draft);
            return;
        }
        draft.letter = None;
        draft.letters = false;
        let mut parts: Vec<Draft> = cuts.iter().rev().map(|&at| draft.part_at(at)).collect();
        parts.push(draft);
        for mut part in parts.into_iter().rev() {
            let last = part.blocks.last_mut();
            if let Some(last) = last
                && let Some(span) = self.signature_of(last)
            {
                last.spans.pop();
                if part.authors.is_empty() {
                    part.authors = signers(&self.page.text[span.clone()]).names;
                }
                signed.push((span, Field::Authors));
            }
            texts.push(part);
        }
    }

    /// For each of `titles` the one of `texts` that it belongs to: of which it shares most words, if that is
    /// another one each time.
    fn order<'a>(&self, titles: &[Draft], texts: impl Iterator<Item = &'a Draft>) -> Vec<usize> {
        let texts: Vec<Pairs> = texts.map(|text| self.words_of_text(&text.blocks)).collect();
        let nearest = |title: &Draft| {
            let title = self.words_of_title(title.heads.each());
            let share = |at: &usize| title.shared(&texts[*at], 1).unwrap_or_default();
            let most = (0..texts.len()).max_by(|a, b| share(a).total_cmp(&share(b)));
            most.unwrap_or_default()
        };
        let found: Vec<usize> = titles.iter().map(nearest).collect();
        let mut each = found.clone();
        each.sort_unstable();
        each.dedup();
        if each.len() == found.len() {
            found
        } else {
            (0..titles.len()).collect()
        }
    }
}

/// Whether `draft` is a text without a title.
fn is_untitled(draft: &Draft) -> bool {
    draft.heads.is_empty() && draft.kind == Kind::Article && draft.bytes() >= SHORTEST
}
