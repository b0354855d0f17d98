//! Lines that are none of a paragraph beside others like them: verse, and lists of names.
//!
//! What tells is that several short ones follow each other without any mark. The hard part is what else is short:
//! the lines of a column, which are of one length and longer, and a couplet, which has two lines only.

use super::super::hints::Hints;
use super::super::layout::Layout;
use super::super::page::Page;
use super::super::role::Role;

/// Lines of verse and of lists of names: three or more without any mark, short, and of no column.
pub(super) fn lone_lines(page: &Page, roles: &[Role], layout: &Layout) -> Vec<bool> {
    let bare = |line: usize| {
        roles[line] == Role::Text
            && page.lines[line].chars <= 16
            && !layout.column[line]
            && !page.lines[line].hints.may(Hints::PUNCTUATION)
    };
    let mut lone = layout.verse.clone();
    let mut from = 0;
    while from < roles.len() {
        // Most lines are none.
        if !bare(from) {
            from += 1;
            continue;
        }
        let to = (from + 1..roles.len())
            .find(|&line| !bare(line))
            .unwrap_or(roles.len());
        let chars = || page.lines[from..to].iter().map(|line| line.chars);
        let (shortest, longest) = (chars().min().unwrap_or(0), chars().max().unwrap_or(0));
        // Lines of a column are of one length, and longer.
        let apart = |line: usize| page.lines.get(line).is_none_or(|line| line.blank > 0);
        let couplet = || {
            to - from == 2
                && shortest == longest
                && matches!(longest, 5 | 7)
                && apart(from)
                && apart(to)
                && from > 0
                && matches!(roles[from - 1], Role::Marked(_) | Role::Head)
        };
        if to - from >= 3 && (longest <= 9 || shortest * 10 < longest * 7) || couplet() {
            lone[from..to].fill(true);
        }
        from = to + 1;
    }
    lone
}
