//! Last stage: head, passages and blank rows become one list of lines.
//!
//! A blank row is only ever asked for; it is set when a line follows it, so that there is never one
//! at the end, and never two together but in raw text that has them.

use super::adjust::Stop;
use super::breaker::{Breaking, Room, break_lines};
use super::collect::{Lead, Passage};
use super::head::HeadLine;
use super::measure::Measure;
use super::{Line, Role};
use crate::markup::Document;

/// The row that stands for a thematic break; one cell of it where there is no room for more.
pub(crate) const RULE: &str = "* * *";

/// The lines of the page, and what is drawn on some of them beside their text.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// All lines.
    pub(crate) lines: Vec<Line>,
    /// Labels and marks, with the index of their line, in order.
    pub(crate) leads: Vec<(usize, Lead)>,
    /// The beginnings of columns, in order.
    pub(crate) stops: Vec<Stop>,
}

/// Puts the page together.
pub(crate) fn compose(
    head: &[HeadLine],
    passages: &[Passage],
    document: &Document,
    measure: Measure,
    breaking: &Breaking,
) -> Page {
    let text = document.text.as_str();
    // Han take three bytes and two cells; a third more for short lines.
    let mut lines =
        Vec::with_capacity(head.len() + passages.len() + text.len() / measure.cells() + 4);
    let shown = if passages.is_empty() {
        without_last_blank(head)
    } else {
        head
    };
    lines.extend(shown.iter().map(|line| Line {
        role: line.role,
        block: None,
        range: 0..0,
        start: line.start,
        width: line.width,
        forced: line.forced,
    }));
    let mut broken = Vec::new();
    let (mut leads, mut stops) = (Vec::new(), Vec::new());
    for passage in passages {
        let is_after_text = lines.last().is_some_and(|line| line.role != Role::Blank);
        if passage.blank_before && is_after_text {
            lines.push(blank_line(passage.range.start));
        }
        if passage.role == Role::Blank {
            lines.push(blank_line(passage.range.start));
            continue;
        }
        if passage.role == Role::Rule {
            lines.push(rule_line(passage, measure));
            continue;
        }
        if let Some(lead) = &passage.lead {
            leads.push((lines.len(), lead.clone()));
        }
        if let Some(row) = &passage.row {
            stops.extend_from_slice(&row.stops);
            lines.push(row_line(passage, row.width));
            continue;
        }
        let room = Room {
            first: room(measure, passage.first, passage.right),
            rest: room(measure, passage.rest, passage.right),
        };
        break_lines(
            &text[passage.text_start..passage.text_end],
            room,
            breaking,
            &mut broken,
        );
        for (index, line) in broken.iter().enumerate() {
            let is_first = index == 0;
            let is_last = index + 1 == broken.len();
            // White space that the indent replaces belongs to the first line.
            let start = if is_first {
                passage.range.start
            } else {
                passage.text_start + line.start
            };
            lines.push(Line {
                role: passage.role,
                block: Some(passage.block),
                range: start..if is_last {
                    passage.range.end
                } else {
                    passage.text_start + line.end
                },
                start: if passage.centred {
                    measure.cells().saturating_sub(line.width) / 2
                } else if is_first {
                    passage.first
                } else {
                    passage.rest
                },
                width: line.width,
                forced: line.forced,
            });
        }
    }
    Page {
        lines,
        leads,
        stops,
    }
}

/// The part of [`RULE`] that has room.
pub(crate) fn rule_width(measure: Measure) -> usize {
    if measure.cells() < RULE.len() {
        1
    } else {
        RULE.len()
    }
}

fn room(measure: Measure, left: usize, right: usize) -> usize {
    measure.cells().saturating_sub(left + right).max(1)
}

fn without_last_blank(head: &[HeadLine]) -> &[HeadLine] {
    match head {
        [rest @ .., last] if last.role == Role::Blank => rest,
        _ => head,
    }
}

fn blank_line(offset: usize) -> Line {
    Line {
        role: Role::Blank,
        block: None,
        range: offset..offset,
        start: 0,
        width: 0,
        forced: false,
    }
}

fn row_line(passage: &Passage, width: usize) -> Line {
    Line {
        role: passage.role,
        block: Some(passage.block),
        range: passage.range.clone(),
        start: 0,
        width,
        forced: false,
    }
}

fn rule_line(passage: &Passage, measure: Measure) -> Line {
    let width = rule_width(measure);
    Line {
        role: Role::Rule,
        block: Some(passage.block),
        range: passage.range.start..passage.range.start,
        start: (measure.cells() - width) / 2,
        width,
        forced: false,
    }
}
