//! Second stage: the block above the text, line by line, each centred in the measure.
//!
//! A title of more than three quarters of the measure is set in lines of nearly equal length: the
//! narrowest measure that needs no more lines than the full one is looked for, so that the rules of
//! line breaking hold for titles too.

use std::ops::Range;

use super::breaker::{Breaking, BrokenLine, Room, break_lines};
use super::measure::Measure;
use super::{Head, Role};
use crate::text::class::is_space;
use crate::text::{Cells, Clean, text_width};

/// One line of the head block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadLine {
    /// Which part it belongs to; `Blank` for none.
    pub(crate) role: Role,
    /// Its bytes of that part, without white space at its ends.
    pub(crate) range: Range<usize>,
    /// The cell in which it starts.
    pub(crate) start: Cells,
    /// Its width.
    pub(crate) width: Cells,
    /// Whether a rule was given up.
    pub(crate) forced: bool,
}

/// The lines of `head`: roomy with blank rows above, before and after the byline, else with one
/// below. Missing parts leave no row; a head without parts has none at all.
pub(crate) fn head_lines(
    head: &Head,
    roomy: bool,
    measure: Measure,
    breaking: &Breaking,
) -> Vec<HeadLine> {
    let breaking = Breaking {
        hanging: false,
        spacing: false,
        ..*breaking
    };
    let mut lines = Vec::new();
    for role in [Role::Kicker, Role::Title, Role::Subtitle, Role::Byline] {
        let Some(part) = part(head, role)
            .map(Clean::as_str)
            .filter(|part| !part.trim().is_empty())
        else {
            continue;
        };
        if roomy && (lines.is_empty() || role == Role::Byline) {
            lines.push(blank());
        }
        set_centred(role, part, measure, &breaking, &mut lines);
    }
    if !lines.is_empty() {
        lines.push(blank());
    }
    lines
}

/// The text of a part of the head.
pub(crate) fn part(head: &Head, role: Role) -> Option<&Clean> {
    match role {
        Role::Kicker => head.kicker.as_ref(),
        Role::Title => Some(&head.title),
        Role::Subtitle => head.subtitle.as_ref(),
        Role::Byline => head.byline.as_ref(),
        _ => None,
    }
}

fn set_centred(
    role: Role,
    part: &str,
    measure: Measure,
    breaking: &Breaking,
    lines: &mut Vec<HeadLine>,
) {
    let text = part.trim();
    let lead = part.len() - part.trim_start().len();
    let full = measure.cells();
    let mut broken = Vec::new();
    if role == Role::Title && 4 * text_width(text, breaking.ambiguous) > 3 * full {
        break_balanced(text, full, breaking, &mut broken);
    } else if role == Role::Byline {
        break_fields(text, full, breaking, &mut broken);
    } else {
        break_lines(
            text,
            Room {
                first: full,
                rest: full,
            },
            breaking,
            &mut broken,
        );
    }
    for line in broken {
        let end = line.start + text[line.start..line.end].trim_end_matches(is_space).len();
        lines.push(HeadLine {
            role,
            range: lead + line.start..lead + end,
            // Where the spare cells are odd, the left half takes the smaller part.
            start: full.saturating_sub(line.width) / 2,
            width: line.width,
            forced: line.forced,
        });
    }
}

/// Breaks `text` into the fewest lines of at most three quarters of `full`, and those as equal as
/// first fit can make them.
fn break_balanced(text: &str, full: Cells, breaking: &Breaking, broken: &mut Vec<BrokenLine>) {
    let width = text_width(text, breaking.ambiguous);
    let most = (3 * full / 4).max(1);
    let count = width.div_ceil(most).max(2);
    for measure in width.div_ceil(count)..=full {
        break_lines(
            text,
            Room {
                first: measure,
                rest: measure,
            },
            breaking,
            broken,
        );
        if broken.len() <= count && broken.iter().all(|line| !line.forced) {
            return;
        }
    }
    // No measure does without giving up a rule: the full one gives up the fewest.
    break_lines(
        text,
        Room {
            first: full,
            rest: full,
        },
        breaking,
        broken,
    );
}

/// Breaks a byline between its fields, so that no name and no date is torn; a field wider than the
/// line is broken as text is.
fn break_fields(text: &str, full: Cells, breaking: &Breaking, broken: &mut Vec<BrokenLine>) {
    let width = |range: Range<usize>| text_width(&text[range], breaking.ambiguous);
    let mut line: Option<Range<usize>> = None;
    let mut next = 0;
    for field in text.split(is_space) {
        let field_at = next..next + field.len();
        next = field_at.end
            + text[field_at.end..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        if field.is_empty() {
            continue;
        }
        let field = field_at;
        line = match line {
            Some(line) if width(line.start..field.end) <= full => Some(line.start..field.end),
            Some(line) => {
                push_fields(text, line, full, breaking, broken);
                Some(field)
            }
            None => Some(field),
        };
    }
    if let Some(line) = line {
        push_fields(text, line, full, breaking, broken);
    }
}

fn push_fields(
    text: &str,
    line: Range<usize>,
    full: Cells,
    breaking: &Breaking,
    broken: &mut Vec<BrokenLine>,
) {
    let mut parts = Vec::new();
    let room = Room {
        first: full,
        rest: full,
    };
    break_lines(&text[line.clone()], room, breaking, &mut parts);
    broken.extend(parts.into_iter().map(|part| BrokenLine {
        start: line.start + part.start,
        end: line.start + part.end,
        ..part
    }));
}

fn blank() -> HeadLine {
    HeadLine {
        role: Role::Blank,
        range: 0..0,
        start: 0,
        width: 0,
        forced: false,
    }
}
