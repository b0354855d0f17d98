//! Lines to paragraphs: over page ends, furniture and captions, never over a heading.
//!
//! Where an indent is used it decides. Elsewhere only the mark of a whole sentence ends a paragraph,
//! and in text wrapped line by line even that only on a line that is shorter than the others.
//! Repeated passages go before anything is joined: a repeated fragment would otherwise be joined twice.

mod cut;
mod duplicates;
mod lone;
mod seam;

use super::classify::{is_passed_over, is_running};
use super::draft::LeftOut;
use super::layout::Layout;
use super::page::Page;
use super::role::{Omission, Role};
use super::signal::End;
use super::spans::{Gathered, Spans};
pub(super) use cut::cut;
pub(super) use duplicates::duplicates;
use duplicates::repeated_end;
use lone::lone_lines;
use seam::continues;

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What they are.
    pub(super) role: Role,
    /// Their text, as ranges of the page's text.
    pub(super) spans: Spans,
    /// The index of the first line.
    pub(super) line: usize,
}

impl Part {
    /// The index of the last line.
    pub(super) fn last_line(&self, page: &Page) -> usize {
        let last = self.spans.last().map_or(0, |span| span.start);
        page.line_at(last).max(self.line)
    }
}

/// How many captions and credits may stand inside one paragraph.
const MOST_INSIDE: usize = 8;

/// The part that ends right above part `at`: captions and their credits may stand inside the paragraph
/// before them.
pub(super) fn last_above(parts: &[Part], at: usize) -> Option<usize> {
    let end = |part: usize| parts[part].spans.last().map_or(0, |span| span.end);
    (at.saturating_sub(MOST_INSIDE)..at).max_by_key(|&part| end(part))
}

/// Joins lines to parts. What stands in no article is given back line by line.
pub(super) fn join(page: &Page, roles: &[Role], layout: &Layout) -> (Vec<Part>, Vec<LeftOut>) {
    // What grows leaves holes in memory as large as itself.
    let apart = roles.iter().filter(|role| matches!(role, Role::Out(_)));
    let apart = apart.count();
    let mut parts: Vec<Part> = Vec::with_capacity(roles.len() - apart);
    let mut out = Vec::with_capacity(apart);
    // The part that may go on, its last line, and whether captions stand between.
    let mut open: Option<(usize, usize)> = None;
    let mut gathered = Gathered::default();
    let (mut over_caption, mut over_page) = (false, false);
    let lone = lone_lines(page, roles, layout);
    for (line, &role) in roles.iter().enumerate() {
        let (start, end) = (page.lines[line].start(), page.lines[line].end());
        if let Role::Out(omission) = role {
            over_page |= matches!(omission, Omission::RunningHead | Omission::PageNumber);
            out.push((start..end, omission));
            continue;
        }
        if is_running(role) {
            let mut start = start;
            if let Some((part, last)) = open {
                let repeated = over_caption
                    .then(|| repeated_end(page.line(last), page.line(line)))
                    .flatten();
                if let Some(length) = repeated {
                    out.push((start..start + length, Omission::Duplicate));
                    start += length;
                }
                let goes_on = matches!(parts[part].role, Role::Text | Role::Item | Role::Quote)
                    && (role == Role::Text || role == parts[part].role && role == Role::Quote)
                    && (repeated.is_some()
                        || !(lone[last] && lone[line])
                            && continues(page, layout, last, line, gathered.are_several())
                        || over_page && layout.is_indented(line) && page.lines[line].indent == 0);
                if goes_on {
                    gathered.add(&parts[part].spans, start..end);
                    open = Some((part, line));
                    (over_caption, over_page) = (false, false);
                    continue;
                }
            }
            if let Some((part, _)) = open.replace((parts.len(), line)) {
                gathered.hand_over(&mut parts[part].spans);
            }
            (over_caption, over_page) = (false, false);
            parts.push(Part {
                role,
                spans: Spans::from(start..end),
                line,
            });
            continue;
        }
        if is_passed_over(role) {
            over_caption |= role == Role::Caption;
        } else if !(role == Role::Credit && over_caption && goes_on_below(page, open))
            && let Some((part, _)) = open.take()
        {
            gathered.hand_over(&mut parts[part].spans);
        }
        parts.push(Part {
            role,
            spans: Spans::from(start..end),
            line,
        });
    }
    if let Some((part, _)) = open {
        gathered.hand_over(&mut parts[part].spans);
    }
    parts.shrink_to_fit();
    (parts, out)
}

/// Whether the part that is `open` breaks off inside a sentence: a picture stands there.
fn goes_on_below(page: &Page, open: Option<(usize, usize)>) -> bool {
    open.is_some_and(|(_, last)| page.end(last) == End::Open)
}
