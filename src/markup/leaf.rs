//! A block of running text while its inlines are walked: line breaks and pictures.
//!
//! A soft break joins (see [`super::join`]), a hard one parts the block in two of the same kind, as
//! verse and addresses need it; so does a line that begins with an ideographic space, which is how
//! plain Chinese text begins a paragraph. A source line that holds only pictures becomes captions.

use std::ops::Range;

use super::collect::{Collector, Raw};
use super::document::{BlockKind, CellAlignment, InlineStyle};
use super::join::needs_space;
use super::row;

/// The open block.
#[derive(Debug)]
pub(super) struct Leaf {
    kind: BlockKind,
    raw: Raw,
    /// The line on which it starts; `None` before its first text.
    line: Option<usize>,
    /// Whether a line break was met since the last text.
    broken: bool,
    /// Where the cells of a table's row start in the raw text.
    cells: Vec<usize>,
    current: SourceLine,
    image: Option<OpenImage>,
}

/// The source line that is being read.
#[derive(Debug, Default)]
struct SourceLine {
    /// Where it starts in the raw text.
    start: usize,
    number: Option<usize>,
    /// Where its pictures' texts stand in the raw text.
    images: Vec<Range<usize>>,
}

#[derive(Debug)]
struct OpenImage {
    start: usize,
    title: String,
    /// Pictures may stand in the text of pictures; only the outermost counts.
    depth: usize,
}

impl Leaf {
    pub(super) fn new(kind: BlockKind) -> Leaf {
        Leaf {
            kind,
            raw: Raw::default(),
            line: None,
            broken: false,
            cells: Vec::new(),
            current: SourceLine::default(),
            image: None,
        }
    }

    pub(super) fn text(
        &mut self,
        text: &str,
        style: Option<InlineStyle>,
        line: usize,
        collector: &mut Collector,
    ) {
        if std::mem::take(&mut self.broken) {
            if text.starts_with('\u{3000}') && self.may_part() && self.image.is_none() {
                self.part(collector);
            } else if needs_space(&self.raw.text, text) {
                self.raw.push(" ", style);
            }
        }
        self.line.get_or_insert(line);
        self.current.number.get_or_insert(line);
        self.raw.push(text, style);
    }

    pub(super) fn soft_break(&mut self, collector: &mut Collector) {
        if self.image.is_none() {
            self.end_line(collector);
        }
        self.broken = true;
    }

    pub(super) fn hard_break(&mut self, collector: &mut Collector) {
        self.soft_break(collector);
        if self.may_part() && self.image.is_none() {
            self.part(collector);
            self.broken = false;
        }
    }

    pub(super) fn begin_image(&mut self, title: &str) {
        match &mut self.image {
            Some(image) => image.depth += 1,
            None => {
                self.image = Some(OpenImage {
                    start: self.raw.text.len(),
                    title: title.to_owned(),
                    depth: 0,
                });
            }
        }
    }

    /// Ends a picture: its title joins its text, so that neither is lost.
    pub(super) fn end_image(&mut self, style: Option<InlineStyle>, line: usize) {
        let Some(image) = &mut self.image else { return };
        if image.depth > 0 {
            image.depth -= 1;
            return;
        }
        let (start, title) = (image.start, std::mem::take(&mut image.title));
        self.image = None;
        if !title.trim().is_empty() && self.raw.text[start..].trim() != title.trim() {
            if self.raw.text.len() > start {
                self.raw.push(" ", style);
            }
            self.raw.push(&title, style);
        }
        self.line.get_or_insert(line);
        self.current.number.get_or_insert(line);
        self.current.images.push(start..self.raw.text.len());
    }

    pub(super) fn begin_cell(&mut self) {
        self.cells.push(self.raw.text.len());
        self.broken = false;
    }

    /// Ends a row of a table.
    pub(super) fn close_row(
        self,
        head: bool,
        alignments: &[CellAlignment],
        collector: &mut Collector,
    ) {
        let ends = self.cells.iter().skip(1).copied();
        let cells: Vec<Raw> = self
            .cells
            .iter()
            .zip(ends.chain([self.raw.text.len()]))
            .map(|(&start, end)| self.raw.part(start..end))
            .collect();
        row::add(collector, self.line.unwrap_or(1), head, &cells, alignments);
    }

    pub(super) fn close(mut self, collector: &mut Collector) {
        self.end_line(collector);
        self.part(collector);
    }

    /// Ends the source line; if it held only pictures, they become captions.
    fn end_line(&mut self, collector: &mut Collector) {
        let line = std::mem::take(&mut self.current);
        self.current.start = self.raw.text.len();
        let may_be_caption = matches!(self.kind, BlockKind::Paragraph | BlockKind::Quote { .. });
        if !may_be_caption || line.images.is_empty() {
            return;
        }
        let mut at = line.start;
        for image in &line.images {
            if !self.raw.text[at..image.start].trim().is_empty() {
                return;
            }
            at = image.end;
        }
        if !self.raw.text[at..].trim().is_empty() {
            return;
        }
        let pictures: Vec<Raw> = line
            .images
            .iter()
            .map(|image| self.raw.part(image.clone()))
            .collect();
        self.raw = self.raw.part(0..line.start);
        self.part(collector);
        for picture in &pictures {
            collector.add(BlockKind::Caption, line.number.unwrap_or(1), picture);
        }
    }

    /// Whether a break may make two blocks of this one.
    fn may_part(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Paragraph | BlockKind::Quote { .. } | BlockKind::ListItem { .. }
        )
    }

    /// Adds what has been read as a block and goes on with an empty one of the same kind.
    fn part(&mut self, collector: &mut Collector) {
        let raw = std::mem::take(&mut self.raw);
        let line = self.line.take().or(self.current.number).unwrap_or(1);
        self.current = SourceLine::default();
        match &mut self.kind {
            BlockKind::ListItem { depth, marker } => {
                let numbered = marker.as_ref().is_some_and(|marker| marker.as_str() != "-");
                let kind = BlockKind::ListItem {
                    depth: *depth,
                    marker: marker.clone(),
                };
                if raw.text.trim().is_empty() {
                    if numbered {
                        *marker = None;
                        collector.add_empty(kind, line);
                    }
                } else {
                    *marker = None;
                    collector.add(kind, line, &raw);
                }
            }
            kind => collector.add(kind.clone(), line, &raw),
        }
    }
}
