//! Tables: in columns where they fit the measure, else cell by cell under the names of the columns.
//!
//! In columns each row is one line. The two spaces between its cells are part of the text; what a
//! cell lacks of its column's width is left blank before the next cell ([`Stop`]).
//! Where the columns do not fit, the head row is set as it stands, and then each row as a group of
//! lines: every cell begins a line, behind the name of its column (`窗口：12`). That name is generated:
//! it has no offset and is not copied.

use super::Role;
use super::adjust::{Stop, placed_width};
use super::collect::{Lead, Passage};
use super::measure::Measure;
use crate::markup::{Block, BlockKind, CellAlignment, Document, TableCell, TableRow};
use crate::text::{AmbiguousWidth, Cells, Clean, CleanStr, text_width};

/// Between two columns; as wide as what stands between two cells in the text.
const GUTTER: Cells = 2;
/// Behind the name of a column.
const COLON: &str = "：";
/// The room a cell's text needs beside the name of its column.
const LEAST_ROOM: Cells = 4;

/// A table of a document, being set.
pub(super) struct Table<'a> {
    document: &'a Document,
    /// The index of the first row's block.
    first: usize,
    rows: Vec<(&'a Block, &'a TableRow)>,
    ambiguous: AmbiguousWidth,
    spacing: bool,
}

impl<'a> Table<'a> {
    /// The table whose first row is block `first`.
    pub(super) fn new(
        document: &'a Document,
        first: usize,
        ambiguous: AmbiguousWidth,
        spacing: bool,
    ) -> Table<'a> {
        let mut rows = Vec::new();
        for block in &document.blocks[first..] {
            match &block.kind {
                BlockKind::TableRow(row) if rows.is_empty() || !row.head => rows.push((block, row)),
                _ => break,
            }
        }
        Table {
            document,
            first,
            rows,
            ambiguous,
            spacing,
        }
    }

    /// How many blocks it has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Its passages, for `measure`.
    pub(super) fn passages(&self, measure: Measure) -> Vec<Passage> {
        let columns = self.columns();
        let width = columns.iter().sum::<Cells>() + GUTTER * columns.len().saturating_sub(1);
        if width <= measure.cells() {
            self.in_columns(&columns)
        } else {
            self.cell_by_cell(measure)
        }
    }

    /// The widths of its columns.
    fn columns(&self) -> Vec<Cells> {
        let mut columns = Vec::new();
        for &(block, row) in &self.rows {
            columns.resize(columns.len().max(row.cells.len()), 0);
            for (column, cell) in columns.iter_mut().zip(&row.cells) {
                let width = self.width(self.text(block, &cell.range));
                *column = width.max(*column);
            }
        }
        columns
    }

    fn in_columns(&self, columns: &[Cells]) -> Vec<Passage> {
        let mut passages = Vec::with_capacity(self.rows.len());
        for (index, &(block, row)) in self.rows.iter().enumerate() {
            let mut stops = Vec::new();
            let mut left = 0;
            let mut end = 0;
            for (cell, column) in row.cells.iter().zip(columns) {
                if !cell.range.is_empty() {
                    let width = self.width(self.text(block, &cell.range));
                    let spare = column - width;
                    let start = left
                        + match cell.align {
                            CellAlignment::Left => 0,
                            CellAlignment::Centre => spare / 2,
                            CellAlignment::Right => spare,
                        };
                    stops.push(Stop {
                        offset: block.range.start + cell.range.start,
                        cell: start,
                    });
                    end = start + width;
                }
                left += column + GUTTER;
            }
            passages.push(Passage {
                row: Some(SetRow { stops, width: end }),
                blank_before: index == 0,
                ..self.passage(index)
            });
        }
        passages
    }

    fn cell_by_cell(&self, measure: Measure) -> Vec<Passage> {
        let mut passages = Vec::new();
        let names = self.names(measure);
        for (index, &(block, row)) in self.rows.iter().enumerate() {
            if row.head {
                passages.push(Passage {
                    blank_before: true,
                    ..self.passage(index)
                });
                continue;
            }
            let hang = measure.inset();
            let filled = || {
                row.cells
                    .iter()
                    .enumerate()
                    .filter(|(_, cell)| !cell.range.is_empty())
            };
            let nexts = filled()
                .skip(1)
                .map(|(_, cell)| block.range.start + cell.range.start);
            let ends = nexts.chain([block.range.end]);
            for (place, ((column, cell), end)) in filled().zip(ends).enumerate() {
                let lead = names.get(column).cloned().flatten();
                let text_start = block.range.start + cell.range.start;
                let is_first = place == 0;
                passages.push(Passage {
                    role: Role::TableCell,
                    range: if is_first {
                        block.range.start
                    } else {
                        text_start
                    }..end,
                    text_start,
                    text_end: block.range.start + cell.range.end,
                    first: lead.as_ref().map_or(0, |lead| lead.width),
                    rest: if lead.is_some() { hang } else { 0 },
                    lead,
                    blank_before: is_first,
                    ..self.passage(index)
                });
            }
        }
        passages
    }

    /// The names of the columns as far as there is room for them; none without a head.
    fn names(&self, measure: Measure) -> Vec<Option<Lead>> {
        let Some(&(block, row)) = self.rows.first().filter(|(_, row)| row.head) else {
            return Vec::new();
        };
        let name = |cell: &TableCell| {
            let name = self.text(block, &cell.range);
            let text = Clean::concat([name, Clean::from(COLON).as_clean()]);
            let width = text_width(text.as_str(), self.ambiguous);
            let has_room = width + LEAST_ROOM <= measure.cells();
            (!name.is_empty() && has_room).then_some(Lead {
                cell: 0,
                width,
                text,
            })
        };
        row.cells.iter().map(name).collect()
    }

    /// A passage of the whole row.
    fn passage(&self, index: usize) -> Passage {
        let (block, row) = self.rows[index];
        Passage {
            role: if row.head {
                Role::TableHead
            } else {
                Role::TableRow
            },
            block: self.first + index,
            range: block.range.clone(),
            text_start: block.range.start,
            text_end: block.range.end,
            first: 0,
            rest: 0,
            right: 0,
            centred: false,
            blank_before: false,
            lead: None,
            row: None,
        }
    }

    fn text(&self, block: &Block, range: &std::ops::Range<usize>) -> CleanStr<'a> {
        let start = block.range.start;
        self.document
            .text
            .as_clean()
            .slice(start + range.start..start + range.end)
    }

    fn width(&self, text: CleanStr<'_>) -> Cells {
        placed_width(text.as_str(), self.ambiguous, self.spacing)
    }
}

/// A row whose cells have their places in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetRow {
    /// Where its cells begin; empty ones have no place.
    pub(crate) stops: Vec<Stop>,
    /// The end of its last cell.
    pub(crate) width: Cells,
}
