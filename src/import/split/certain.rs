//! Headings that say by how they are set, or by their word, that an article begins.

use std::ops::Range;

use super::super::draft::{Draft, DraftBlock};
use super::super::looks::is_box_word;
use super::super::paragraph::Part;
use super::super::role::Role;
use super::super::signal::is_ornament;
use super::Walk;

/// The fewest items of a column without titles.
const FEWEST_ITEMS: usize = 3;

impl Walk<'_> {
    /// Whether the heading `part` of `run` is one character of several below each other: a title set from top to
    /// bottom, whatever it counts.
    pub(super) fn is_upright(&self, part: usize, run: Range<usize>) -> bool {
        let single = |part: usize| self.page.lines[self.parts[part].line].chars == 1;
        let beside = [part.checked_sub(1), Some(part + 1)].into_iter().flatten();
        single(part) && beside.filter(|part| run.contains(part)).any(single)
    }

    /// Whether the heading `part` is the word for a box, whose text begins at `after` and is the last one. Where
    /// titles have marks, it would have one as well.
    pub(super) fn is_last_box(&self, part: usize, after: usize) -> bool {
        let heading =
            |part: &Part| matches!(part.role, Role::Marked(_) | Role::Head | Role::Listed);
        is_box_word(self.text(part))
            && !self.is_marked(part)
            && !self.parts[after..].iter().any(heading)
    }

    /// Whether nothing but items with one ornament stands in `draft`, several, and none of them at part `at`.
    pub(super) fn is_behind_items(&self, draft: &Draft, at: usize) -> bool {
        let first = |block: &DraftBlock| self.page.text[block.spans[0].clone()].chars().next();
        let ornament = draft.blocks.first().and_then(first);
        let next = (self.parts.get(at)).filter(|next| next.role == Role::Text);
        draft.blocks.len() >= FEWEST_ITEMS
            && ornament.is_some_and(is_ornament)
            && next.is_some_and(|_| !self.text(at).starts_with(is_ornament))
            // What is no item stands at the end, if anywhere.
            && draft.blocks.iter().rev().all(|block| first(block) == ornament)
    }

    /// Whether an office signs the text from part `at` down to the next heading.
    pub(super) fn is_signed_off(&self, at: usize) -> bool {
        let heading = |role: Role| matches!(role, Role::Marked(_) | Role::Head | Role::Listed);
        let mut below = self.parts[at..].iter().map(|part| part.role);
        below.find(|&role| role == Role::SignOff || heading(role)) == Some(Role::SignOff)
    }

    /// Whether the name `at` stands apart behind a text and right above the title of the next one.
    pub(super) fn is_over_title(&self, at: usize) -> bool {
        let [name, title, text, ..] = &self.parts[at..] else {
            return false;
        };
        let line = |part: &Part| &self.page.lines[part.line];
        // Where the text above has nobody's name yet, this one is its own.
        let behind = |current: usize| {
            let draft = &self.made.drafts[current];
            !draft.blocks.is_empty() && !draft.authors.is_empty()
        };
        self.current.is_some_and(behind)
            && title.role == Role::Head
            && text.role == Role::Text
            && line(name).blank > 0
            && !line(name).spaced
            && line(title).blank == 0
    }
}
