//! What the rules of a text part: articles, or a pause inside one.

use super::super::page::Page;
use super::super::paragraph::Part;
use super::super::role::Role;

/// What rules part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// Nothing: there are too few.
    Nothing,
    /// Articles.
    Articles,
    /// The same where they stand over titles with marks: one over a paragraph is a pause.
    Titles,
}

impl Rules {
    /// What they part where `parts` are all of the text.
    pub(super) fn of(page: &Page, parts: &[Part]) -> Rules {
        let mut ruled = parts.iter().filter(|part| page.lines[part.line].ruled);
        if ruled.clone().count() < 2 {
            Rules::Nothing
        } else if ruled.any(|part| matches!(part.role, Role::Marked(_))) {
            Rules::Titles
        } else {
            Rules::Articles
        }
    }
}
