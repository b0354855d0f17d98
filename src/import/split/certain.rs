//! Headings that say by how they are set, or by their word, that an article begins.

use std::ops::Range;

use super::super::looks::is_box_word;
use super::super::paragraph::Part;
use super::super::role::Role;
use super::Walk;

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
}
