//! A row of a table while it is made: cells of raw text become one block that knows its cells.
//!
//! The cells' texts are joined by [`GAP`], so that the row can be read and copied as it stands;
//! where each cell begins and ends is kept beside it, because a cell may hold two spaces itself.

use super::collect::{Collector, Raw};
use super::document::{BlockKind, CellAlignment, TableCell, TableRow};
use crate::text::Clean;

/// What stands between two cells of a row.
const GAP: &str = "  ";

/// Adds the row whose cells are `cells`, from left to right, `alignments` being those of the
/// columns; nothing for a row of empty cells.
pub(super) fn add(
    collector: &mut Collector,
    line: usize,
    head: bool,
    cells: &[Raw],
    alignments: &[CellAlignment],
) {
    let gap = Clean::from(GAP);
    let mut text = Clean::default();
    let mut runs = Vec::new();
    let mut row = TableRow {
        head,
        cells: Vec::with_capacity(cells.len()),
    };
    let filled = cells
        .iter()
        .rposition(|cell| !cell.text.trim().is_empty())
        .map_or(0, |last| last + 1);
    for (index, cell) in cells[..filled].iter().enumerate() {
        if index > 0 {
            text.push(gap.as_clean());
        }
        let (content, styled) = cell.trimmed();
        let start = text.len();
        text.push(content.as_clean());
        runs.extend(
            styled
                .into_iter()
                .map(|(run, style)| (start + run.start..start + run.end, style)),
        );
        row.cells.push(TableCell {
            range: start..text.len(),
            align: alignments.get(index).copied().unwrap_or_default(),
        });
    }
    if !text.is_empty() {
        collector.close(BlockKind::TableRow(row), line, text.as_clean(), runs);
    }
}
