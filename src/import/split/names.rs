//! Which parts are names of sections and of columns of briefs: what stands below them tells, for all parts at once.

use super::super::frame::is_bracketed;
use super::super::page::{Mark, Page};
use super::super::paragraph::Part;
use super::super::role::Role;
use super::super::signal::{bare, chapter_number, is_label, is_letter, is_numeral, squeezed};
use super::briefs::LONGEST_BRIEF;

/// The longest name of a section above titles with marks, in characters, and the fewest of them.
const LONGEST_SECTION: usize = 8;
const FEWEST_SECTIONS: usize = 3;

/// Which of `parts` are names of sections: headings right above one of a lower level, where most of their
/// level are so and short.
pub(super) fn sections(page: &Page, parts: &[Part]) -> Vec<bool> {
    let mut sections = vec![false; parts.len()];
    let level = |part: usize| match parts[part].role {
        Role::Marked(level) => Some(level),
        _ => None,
    };
    let mut all = [0usize; 8];
    let mut above = [0usize; 8];
    for part in 0..parts.len() {
        let Some(mine) = level(part).filter(|&level| level < 8) else {
            continue;
        };
        all[usize::from(mine)] += 1;
        let lower = part + 1 < parts.len()
            && match parts[part + 1].role {
                Role::Marked(below) => below > mine,
                Role::NoteWord => matches!(
                    page.lines[parts[part + 1].line].mark,
                    Mark::Heading(below) if below > mine
                ),
                _ => false,
            };
        let name = squeezed(page.line(parts[part].line));
        if lower && name.chars().count() <= LONGEST_SECTION && name.chars().all(is_letter) {
            above[usize::from(mine)] += 1;
            sections[part] = true;
        }
    }
    for (part, section) in sections.iter_mut().enumerate() {
        let mine = usize::from(level(part).unwrap_or(0));
        *section &= above[mine] >= FEWEST_SECTIONS && above[mine] * 3 >= all[mine] * 2;
    }
    sections
}

/// Which of `parts` are names of columns of briefs: a few words over a heading that others of its look
/// and length follow, each with a paragraph or two and no byline.
pub(super) fn brief_columns(page: &Page, parts: &[Part]) -> Vec<bool> {
    let mut columns = vec![false; parts.len()];
    let letters = |part: usize| squeezed(bare(page.line(parts[part].line))).chars().count();
    let is_heading = |part: usize| {
        matches!(
            parts[part].role,
            Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest
        )
    };
    let look = |part: usize| {
        let line = &page.lines[parts[part].line];
        (line.mark, line.indent.min(6) / 2)
    };
    let is_title = |part: usize| {
        parts[part].role == Role::Head && !chapter_number(page.line(parts[part].line))
    };
    for at in 0..parts.len().saturating_sub(2) {
        if !is_heading(at) || at > 0 && is_heading(at - 1) {
            continue;
        }
        let name = squeezed(bare(page.line(parts[at].line)));
        let named = (2..=LONGEST_SECTION).contains(&name.chars().count())
            && name.chars().all(is_letter)
            && !chapter_number(page.line(parts[at].line));
        if !named || !is_title(at + 1) {
            continue;
        }
        // Below a title that says what they are about, words in brackets are its chapters.
        if is_bracketed(page.line(parts[at + 1].line)) && !is_label(&name) {
            continue;
        }
        let first = at + 1;
        let (mut briefs, mut title) = (0, first);
        loop {
            let below = parts[title + 1..].iter();
            let below = below.take_while(|part| {
                !matches!(
                    part.role,
                    Role::Marked(_)
                        | Role::Head
                        | Role::Listed
                        | Role::ListedRest
                        | Role::Label
                        | Role::NoteWord
                )
            });
            let next = title + 1 + below.clone().count();
            let running = |part: &&Part| matches!(part.role, Role::Text | Role::Item);
            let paragraphs = below.clone().filter(running).count();
            let bytes: usize = below.clone().map(|part| part.spans.bytes()).sum();
            let mut below = below;
            let signed = below.any(|part| matches!(part.role, Role::Byline | Role::Source));
            if signed || !(1..=2).contains(&paragraphs) || bytes > LONGEST_BRIEF {
                break;
            }
            briefs += 1;
            let follows = next + 1 < parts.len()
                && is_title(next)
                && !is_heading(next + 1)
                && look(next) == look(first)
                && letters(next) * 2 > letters(first);
            if !follows {
                break;
            }
            title = next;
        }
        let fewest = if parts[at].role == Role::Head { 3 } else { 2 };
        columns[at] = briefs >= fewest;
    }
    columns
}

/// The name of a column without how many items it has: 简讯三则.
pub(super) fn without_count(name: &str) -> &str {
    let Some(before) = name.strip_suffix(['则', '則', '条', '條', '篇', '件']) else {
        return name;
    };
    before.trim_end_matches(is_numeral)
}
