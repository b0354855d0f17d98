//! First stage: the document's blocks become passages, each with its place on the page.
//!
//! A passage is a stretch of text that is broken into lines by itself. Most blocks are one; a
//! block with line feeds in it (verse) is several. Blank blocks vanish here, except in raw text
//! and where something generated (a label, a list mark) stands before them.

use std::ops::Range;

use super::measure::Measure;
use super::{Role, Settings};
use crate::markup::{Block, BlockKind, Document};
use crate::text::class::is_space;
use crate::text::{Cells, text_width};

/// A stretch of text to be broken into lines, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// What its lines are.
    pub(crate) role: Role,
    /// The index of its block.
    pub(crate) block: usize,
    /// Its bytes of the document's text, all of them.
    pub(crate) range: Range<usize>,
    /// Where its drawn text starts: after the white space that setting replaces by the indent.
    pub(crate) text_start: usize,
    /// Where its drawn text ends: before the line feed that parts it from the next passage.
    pub(crate) text_end: usize,
    /// The cell in which its first line starts.
    pub(crate) first: Cells,
    /// The cell in which its other lines start.
    pub(crate) rest: Cells,
    /// The cells kept free on the right.
    pub(crate) right: Cells,
    /// Whether a blank row stands before it, if anything does.
    pub(crate) blank_before: bool,
}

/// The passages of `document`, in order.
pub(crate) fn collect(document: &Document, measure: Measure, settings: &Settings) -> Vec<Passage> {
    let mut collector = Collector {
        document,
        measure,
        settings,
        item: (1, 0),
        passages: Vec::new(),
    };
    collector.passages.reserve(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        collector.take(index, block);
    }
    collector.passages
}

/// How many bytes of leading white space the setting of `role` leaves out. Raw text (no indent)
/// and verbatim rows keep theirs.
pub(crate) fn lead(role: Role, text: &str, indent: Cells) -> usize {
    match role {
        Role::Verbatim => 0,
        Role::Body if indent == 0 => 0,
        _ => text.len() - text.trim_start_matches(is_space).len(),
    }
}

/// The width of the label before a caption, 0 where there is no room for it.
pub(crate) fn label_width(measure: Measure, label: Cells) -> Cells {
    let room = measure.cells() - 2 * measure.inset();
    if label + 4 <= room { label } else { 0 }
}

struct Collector<'a> {
    document: &'a Document,
    measure: Measure,
    settings: &'a Settings,
    /// Depth and marker width of the last list item, for its further paragraphs.
    item: (u8, Cells),
    passages: Vec<Passage>,
}

impl Collector<'_> {
    fn take(&mut self, index: usize, block: &Block) {
        let inset = self.measure.inset();
        let (role, first, rest, right) = match &block.kind {
            BlockKind::Paragraph => (Role::Body, self.measure.indent(self.settings.indent), 0, 0),
            BlockKind::Heading { level } => {
                let indent = self.measure.heading_indent(*level);
                (Role::Heading { level: *level }, indent, indent, 0)
            }
            BlockKind::Quote { depth } => {
                let left = self.measure.quote_inset(*depth);
                (Role::Quote, left, left, inset)
            }
            BlockKind::ListItem { depth, marker } => {
                let ambiguous = self.settings.ambiguous;
                if let Some(marker) = marker {
                    self.item = (*depth, text_width(marker.as_str(), ambiguous));
                } else if self.item.0 != *depth {
                    self.item = (*depth, 0);
                }
                let text = self.measure.list_inset(*depth, self.item.1).text;
                (Role::ListItem, text, text, 0)
            }
            BlockKind::Caption => {
                let width = text_width(
                    self.settings.caption_label.as_str(),
                    self.settings.ambiguous,
                );
                (
                    Role::Caption,
                    inset + label_width(self.measure, width),
                    inset,
                    inset,
                )
            }
            BlockKind::Note => (Role::Note, inset, inset, inset),
            BlockKind::Verbatim => (Role::Verbatim, 0, 0, 0),
            BlockKind::Rule => (Role::Rule, 0, 0, 0),
        };
        let mut first = first;
        let mut blank_before =
            index > 0 && is_parted(&self.document.blocks[index - 1].kind, &block.kind);
        let mut start = block.range.start;
        let text = self.document.text.as_str();
        while start <= block.range.end {
            let line = &text[start..block.range.end];
            let (content, next) = match line.find('\n') {
                Some(feed) => (&line[..feed], start + feed + 1),
                None => (line, block.range.end + 1),
            };
            let kept = start == block.range.start && self.stands_empty(block);
            let text_start = start + lead(role, content, self.settings.indent);
            let is_blank = content.trim_end().is_empty();
            if !is_blank || kept || (role == Role::Body && self.settings.indent == 0) {
                let role = if is_blank && role == Role::Body {
                    Role::Blank
                } else {
                    role
                };
                let range = start..next.min(block.range.end);
                self.passages.push(Passage {
                    role,
                    block: index,
                    range,
                    text_start,
                    text_end: start + content.len(),
                    first,
                    rest,
                    right,
                    blank_before,
                });
                blank_before = false;
            }
            first = rest;
            start = next;
        }
    }

    /// Whether `block` has a row even without any text.
    fn stands_empty(&self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::Rule => true,
            BlockKind::Caption => !self.settings.caption_label.is_empty(),
            BlockKind::ListItem { marker, .. } => marker.is_some(),
            _ => false,
        }
    }
}

/// Whether a blank row stands between two neighbouring blocks. Paragraphs and list items follow
/// each other closely; the paragraphs of one quotation and the rows of one table do too.
fn is_parted(before: &BlockKind, after: &BlockKind) -> bool {
    use BlockKind as B;
    match (before, after) {
        (B::Quote { .. }, B::Quote { .. }) | (B::Verbatim, B::Verbatim) => false,
        (_, B::Heading { .. }) => true,
        (
            B::Paragraph | B::Heading { .. } | B::ListItem { .. },
            B::Paragraph | B::ListItem { .. },
        ) => false,
        _ => true,
    }
}
