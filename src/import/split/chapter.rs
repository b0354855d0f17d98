//! Chapter headings that look like titles: the first one right below its title, and those that are set as
//! other chapters of the article are.

use super::super::draft::{BlockKind, Draft, DraftBlock};
use super::super::frame::is_bracketed;
use super::super::role::Role;
use super::Walk;

impl Walk<'_> {
    /// Whether `part`, a heading right below the title `title` of the highest mark, has a mark of the same
    /// level as the next heading in this text: its first chapter.
    pub(super) fn is_first_chapter(&self, title: usize, part: usize, to: usize) -> bool {
        let (Role::Marked(1), Role::Marked(level @ 2..)) =
            (self.parts[title].role, self.parts[part].role)
        else {
            return false;
        };
        let mut next = self.parts[to..].iter().map(|part| part.role);
        let text = next.clone().next() == Some(Role::Text);
        let heading = next.find(|role| matches!(role, Role::Marked(_)));
        part + 1 == to && text && heading == Some(Role::Marked(level))
    }

    /// Whether `part`, a few words in brackets right below a title without any, is the first chapter: the next
    /// heading in this text stands in brackets too.
    pub(super) fn is_framed_chapter(&self, title: usize, part: usize, to: usize) -> bool {
        let framed = |part: usize| is_bracketed(self.text(part));
        let heading = |part: &usize| matches!(self.parts[*part].role, Role::Head | Role::Marked(_));
        let next = || (to..self.parts.len()).find(heading);
        part + 1 == to
            && framed(part)
            && !framed(title)
            && self.parts.get(to).map(|part| part.role) == Some(Role::Text)
            && next().is_some_and(framed)
    }

    /// Whether the heading `part` stands in brackets as a chapter of `draft` does.
    pub(super) fn goes_on_in_brackets(&self, part: usize, draft: &Draft) -> bool {
        let chapter = |block: &DraftBlock| {
            matches!(block.kind, BlockKind::Heading(_))
                && is_bracketed(&self.page.text[block.spans[0].clone()])
        };
        is_bracketed(self.text(part)) && draft.blocks.iter().any(chapter)
    }

    /// Whether `draft` has a heading inside its text.
    pub(super) fn has_chapters(&self, draft: &Draft) -> bool {
        let heading = |block: &DraftBlock| matches!(block.kind, BlockKind::Heading(_));
        // The last one stands nearer: an article has more text than headings.
        draft.blocks.iter().rev().any(heading)
    }

    /// Whether the number of a section stands alone right above heading `from`, one more than that above the last
    /// heading of `current`: 01, 02, 03.
    pub(super) fn counts_on(&self, from: usize, current: &Draft) -> bool {
        let number = |line: usize| -> Option<u8> {
            let above = self.page.line(line.checked_sub(1)?).trim();
            (above.len() <= 2).then(|| above.parse().ok()).flatten()
        };
        let Some(here) = number(self.parts[from].line) else {
            return false;
        };
        let mut blocks = current.blocks.iter().rev();
        let last = blocks.find(|block| matches!(block.kind, BlockKind::Heading(_)));
        last.is_some_and(|last| {
            let start = last.spans[0].start;
            let below = self
                .page
                .lines
                .partition_point(|line| line.start() <= start);
            number(below.saturating_sub(1)).is_some_and(|above| above + 1 == here)
        })
    }
}
