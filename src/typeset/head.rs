//! Second stage: the block above the text, line by line, each centred in the measure.
//!
//! A title of more than three quarters of the measure, and any other part of more than the measure,
//! is set in lines of nearly equal length (`balance`). The byline is composed for the measure
//! (`byline`), so it is a text of its own.

use std::ops::Range;

use super::balance::break_balanced;
use super::breaker::{Breaking, Room, break_lines};
use super::byline::byline_lines;
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

/// The texts of a head as they are set: its parts, the byline composed for the measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HeadTexts {
    kicker: Clean,
    title: Clean,
    subtitle: Clean,
    /// The byline's lines, one behind the other.
    byline: Clean,
}

impl HeadTexts {
    /// The text of the part that `role` is.
    pub(super) fn part(&self, role: Role) -> Option<&Clean> {
        match role {
            Role::Kicker => Some(&self.kicker),
            Role::Title => Some(&self.title),
            Role::Subtitle => Some(&self.subtitle),
            Role::Byline => Some(&self.byline),
            _ => None,
        }
    }
}

/// The lines of `head` and the texts they are ranges of: roomy with blank rows above, before and
/// after the byline, else with one below. Missing parts leave no row; a head without parts has none
/// at all.
pub(super) fn head_lines(
    head: &Head,
    roomy: bool,
    measure: Measure,
    breaking: &Breaking,
) -> (Vec<HeadLine>, HeadTexts) {
    let breaking = Breaking {
        hanging: false,
        spacing: false,
        ..*breaking
    };
    let mut texts = HeadTexts {
        kicker: head.kicker.clone().unwrap_or_default(),
        title: head.title.clone(),
        subtitle: head.subtitle.clone().unwrap_or_default(),
        byline: Clean::default(),
    };
    let mut lines = Vec::new();
    for role in [Role::Kicker, Role::Title, Role::Subtitle] {
        let Some(part) = texts
            .part(role)
            .map(Clean::as_str)
            .filter(|part| !part.trim().is_empty())
        else {
            continue;
        };
        if roomy && lines.is_empty() {
            lines.push(blank());
        }
        set_centred(role, part, measure, &breaking, &mut lines);
    }
    let byline = byline_lines(&head.byline, measure.cells(), !roomy, breaking.ambiguous);
    if roomy && !byline.is_empty() {
        lines.push(blank());
    }
    for line in &byline {
        // A field wider than the measure is broken as text is.
        let start = texts.byline.len();
        let first = lines.len();
        set_centred(Role::Byline, line.as_str(), measure, &breaking, &mut lines);
        for line in &mut lines[first..] {
            line.range = start + line.range.start..start + line.range.end;
        }
        texts.byline.push(line.as_clean());
    }
    if !lines.is_empty() {
        lines.push(blank());
    }
    (lines, texts)
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
    let width = text_width(text, breaking.ambiguous);
    // A title fills at most three quarters of the measure, so that the eye sees it is one.
    let most = if role == Role::Title {
        (3 * full / 4).max(1)
    } else {
        full
    };
    if width > most && role != Role::Byline {
        let count = width.div_ceil(most);
        break_balanced(text, full, count, breaking, &mut broken);
    } else {
        let room = Room {
            first: full,
            rest: full,
        };
        break_lines(text, room, breaking, &mut broken);
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

fn blank() -> HeadLine {
    HeadLine {
        role: Role::Blank,
        range: 0..0,
        start: 0,
        width: 0,
        forced: false,
    }
}
