//! Columns that line up: texts padded to the widest of their column, in cells.
//!
//! Quotes and dashes count as one cell, which is what a terminal answers when it was not told
//! otherwise; where they take two, a row shifts by as much and nothing is lost.

use crate::text::width::text_width;
use crate::text::{AmbiguousWidth, Cells, Clean, sanitize};

/// Rows of cells; a row may be shorter than the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    rows: Vec<Vec<Clean>>,
}

impl Table {
    /// Adds a row below.
    pub(crate) fn push(&mut self, row: Vec<Clean>) {
        self.rows.push(row);
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows as lines that begin with `indent`. Columns stand two cells apart; a column that is
    /// empty in all rows is left out, and no line ends with spaces.
    pub(crate) fn lines(&self, indent: &str) -> impl Iterator<Item = Clean> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells = |text: &Clean| text_width(text.as_str(), AmbiguousWidth::NARROW);
        let widths: Vec<Cells> = (0..columns)
            .map(|column| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(cells)
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        self.rows.iter().map(move |row| {
            let mut line = String::from(indent);
            for (text, &widest) in row.iter().zip(&widths).filter(|(_, widest)| **widest > 0) {
                line.push_str(text.as_str());
                line.extend(std::iter::repeat_n(
                    ' ',
                    (widest + 2).saturating_sub(cells(text)),
                ));
            }
            sanitize(line.trim_end())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::text::sanitize;

    #[test]
    fn columns_line_up_by_cells_and_empty_ones_go() {
        let mut table = Table::default();
        for row in [
            ["a", "", "长三角", "1"],
            ["bbb", "", "报", ""],
            ["", "", "", "22"],
        ] {
            table.push(row.iter().map(|text| sanitize(text)).collect());
        }
        let lines: Vec<String> = table.lines("").map(|line| line.to_string()).collect();
        assert_eq!(lines, ["a    长三角  1", "bbb  报", "             22"]);
    }
}
