//! First stage: the document's blocks become passages, each with its place on the page.
//!
//! Tables are set by `table`, the places of list items found by `list`. A passage is a stretch of text that is broken into lines by itself. Most blocks are one; a
//! block with line feeds in it (verse) is several. Blank blocks vanish here, except in raw text
//! and where something generated (a label, a list mark) stands before them.

use std::ops::Range;

use super::list::{self, Lists};
use super::measure::Measure;
use super::table::{SetRow, Table};
use super::{Role, Settings};
use crate::markup::{Block, BlockKind, Document};
use crate::text::class::is_space;
use crate::text::{Cells, Clean, text_width};

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
    /// Whether each of its lines stands in the middle of the measure.
    pub(crate) centred: bool,
    /// Whether a blank row stands before it, if anything does.
    pub(crate) blank_before: bool,
    /// What is generated before its first line.
    pub(crate) lead: Option<Lead>,
    /// For a row of a table in columns, where its cells stand: it is one line.
    pub(crate) row: Option<SetRow>,
}

/// A label or mark that is drawn before the text of a line and stands in no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    /// The cell in which it starts.
    pub(crate) cell: Cells,
    /// Its width.
    pub(crate) width: Cells,
    /// What is drawn.
    pub(crate) text: Clean,
}

/// The passages of `document`, in order.
pub(crate) fn collect(
    document: &Document,
    measure: Measure,
    settings: &Settings,
    spacing: bool,
) -> Vec<Passage> {
    let mut collector = Collector {
        document,
        measure,
        settings,
        lists: Lists::default(),
        passages: Vec::new(),
    };
    collector.passages.reserve(document.blocks.len());
    let mut index = 0;
    while let Some(block) = document.blocks.get(index) {
        if matches!(block.kind, BlockKind::TableRow(_)) {
            let table = Table::new(document, index, settings.ambiguous, spacing);
            collector.passages.extend(table.passages(measure));
            collector.lists.end();
            index += table.len();
        } else {
            collector.take(index, block);
            index += 1;
        }
    }
    collector.passages
}

/// How many bytes of leading white space the setting of `role` leaves out. Raw text (no indent)
/// and verbatim rows keep theirs.
pub(crate) fn lead(role: Role, text: &str, indent: Cells) -> usize {
    match role {
        Role::Verbatim | Role::TableHead | Role::TableRow => 0,
        Role::Body if indent == 0 => 0,
        _ => text.len() - text.trim_start_matches(is_space).len(),
    }
}

/// The width of the label before a caption, 0 where there is no room for it.
fn label_width(measure: Measure, label: Cells) -> Cells {
    let room = measure.cells() - 2 * measure.inset();
    if label + 4 <= room { label } else { 0 }
}

struct Collector<'a> {
    document: &'a Document,
    measure: Measure,
    settings: &'a Settings,
    lists: Lists,
    passages: Vec<Passage>,
}

impl Collector<'_> {
    fn take(&mut self, index: usize, block: &Block) {
        let inset = self.measure.inset();
        let ambiguous = self.settings.ambiguous;
        let mut mark = None;
        if !matches!(block.kind, BlockKind::ListItem { .. }) {
            self.lists.end();
        }
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
                let rest = &self.document.blocks[index..];
                let bullet = &self.settings.bullet;
                let inset = self
                    .lists
                    .item(*depth, rest, self.measure, ambiguous, bullet);
                mark = marker.as_ref().zip(inset.marker).map(|(marker, cell)| {
                    let text = Clean::from(list::drawn(marker, bullet));
                    let width = text_width(text.as_str(), ambiguous);
                    Lead {
                        // Marks end in one cell; the text is at least one further.
                        cell: cell.max((cell + inset.width).saturating_sub(width)),
                        width,
                        text,
                    }
                });
                (Role::ListItem, inset.text, inset.text, 0)
            }
            BlockKind::Caption => {
                let label = &self.settings.caption_label;
                let width = text_width(label.as_str(), ambiguous);
                let width = label_width(self.measure, width);
                mark = (width > 0).then(|| Lead {
                    cell: inset,
                    width,
                    text: label.clone(),
                });
                (Role::Caption, inset + width, inset, inset)
            }
            BlockKind::Note => (Role::Note, inset, inset, inset),
            BlockKind::Verbatim | BlockKind::TableRow(_) => (Role::Verbatim, 0, 0, 0),
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
                    centred: role == Role::Heading { level: 1 },
                    blank_before,
                    lead: mark.take(),
                    row: None,
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

/// Whether a blank row stands between two neighbouring blocks. Paragraphs follow each other closely,
/// and so do the items of a list and what leads up to it; what follows a list is set off, because
/// its indent is that of the list's text. The paragraphs of one quotation are close, too.
fn is_parted(before: &BlockKind, after: &BlockKind) -> bool {
    use BlockKind as B;
    match (before, after) {
        (B::Quote { .. }, B::Quote { .. }) | (B::Verbatim, B::Verbatim) => false,
        (_, B::Heading { .. }) => true,
        (B::Paragraph | B::Heading { .. }, B::Paragraph | B::ListItem { .. })
        | (B::ListItem { .. }, B::ListItem { .. }) => false,
        _ => true,
    }
}
