//! What is drawn on one line: runs of equal style, and what setting adds between them.

use super::adjust::{Placed, PlacedClusters};
use super::compose::rule_width;
use super::layout::Layout;
use super::measure::Measure;
use super::{Piece, Role};
use crate::markup::{Document, Inline, InlineStyle};
use crate::text::class::is_space;
use crate::text::{Cells, CleanStr};

/// The iterator of [`Layout::pieces`].
pub(super) struct Pieces<'a> {
    layout: &'a Layout,
    document: &'a Document,
    /// Head text, label, list mark or rule: comes first.
    lead: Option<Piece<'a>>,
    /// The clusters not yet in a piece; `None` for lines without text of the document.
    clusters: Option<PlacedClusters<'a>>,
    /// The cluster that ended the last run.
    held: Option<Placed<'a>>,
    /// What offsets of clusters count from.
    base: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(layout: &'a Layout, document: &'a Document, index: usize) -> Pieces<'a> {
        let mut pieces = Pieces {
            layout,
            document,
            lead: None,
            clusters: None,
            held: None,
            base: 0,
        };
        let Some(line) = layout.lines().get(index) else {
            return pieces;
        };
        if let Some(range) = layout.head_range(index) {
            let part = layout.head.part(line.role);
            pieces.lead =
                part.map(|part| generated(line.start, part.as_clean().slice(range), line.width));
        } else if line.role == Role::Rule {
            let rule = layout.generated.rule.as_clean().slice(0..line.width);
            debug_assert_eq!(line.width, rule_width(Measure::new(layout.measure)));
            pieces.lead = Some(generated(line.start, rule, line.width));
        } else if line.block.is_some() {
            let base = layout.text_start(document, line);
            let drawn = document.text.as_str()[base..line.range.end]
                .trim_end_matches('\n')
                .trim_end_matches(is_space);
            pieces.base = base;
            pieces.clusters = Some(layout.placed(line, drawn, base));
            pieces.lead = layout
                .lead(index)
                .map(|lead| generated(lead.cell, lead.text.as_clean(), lead.width));
        }
        pieces
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(lead) = self.lead.take() {
            return Some(lead);
        }
        let clusters = self.clusters.as_mut()?;
        let mut first = self.held.take().or_else(|| clusters.next())?;
        if first.gap > 0 {
            let space = generated(
                first.cell - first.gap,
                self.layout.generated.space.as_clean(),
                first.gap,
            );
            first.gap = 0;
            self.held = Some(first);
            return Some(space);
        }
        let start = self.base + first.cluster.offset;
        let (style, until) = style_at(&self.document.inlines, start);
        let mut end = start + first.cluster.text.len();
        let mut width = first.cluster.width;
        for next in clusters {
            let is_beside = next.gap == 0 && next.cell == first.cell + width;
            if !is_beside || self.base + next.cluster.offset >= until {
                self.held = Some(next);
                break;
            }
            end += next.cluster.text.len();
            width += next.cluster.width;
        }
        let text = self.document.text.as_clean().slice(start..end);
        Some(Piece {
            cell: first.cell,
            text,
            width,
            style,
            offset: Some(start),
        })
    }
}

/// The style at `offset`, and the offset at which another may begin. Of nested styles the inner
/// one, which comes later in the list, is taken.
fn style_at(inlines: &[Inline], offset: usize) -> (Option<InlineStyle>, usize) {
    let mut style = None;
    let mut until = usize::MAX;
    // Runs ascend and do not overlap, so those that end before the offset are passed over at once.
    let first = inlines.partition_point(|inline| inline.range.end <= offset);
    for inline in &inlines[first..] {
        if inline.range.start > offset {
            until = until.min(inline.range.start);
            break;
        }
        if inline.range.end > offset {
            style = Some(inline.style);
            until = until.min(inline.range.end);
        }
    }
    (style, until)
}

/// A piece that stands in no text.
fn generated(cell: Cells, text: CleanStr<'_>, width: Cells) -> Piece<'_> {
    Piece {
        cell,
        text,
        width,
        style: None,
        offset: None,
    }
}
