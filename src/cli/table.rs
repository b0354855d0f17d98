//! Columns that line up: texts padded to the widest of their column, in cells.
//!
//! Quotes and dashes count as one cell, which is what a terminal answers when it was not told
//! otherwise; where they take two, a row shifts by as much and nothing is lost.

use crate::text::elide::elide_end;
use crate::text::width::text_width;
use crate::text::{AmbiguousWidth, Cells, Clean, sanitize};

/// Blank cells between columns.
const GAP: Cells = 2;
/// A column is not made wider than this for one long text in it.
const WIDEST: Cells = 64;
/// A column is not made narrower than this.
const LEAST: Cells = 8;

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

    /// Whether lines of at most `columns` cells leave the texts in `column` whole, or at least `room`
    /// cells.
    pub(crate) fn has_room(&self, columns: Cells, column: usize, room: Cells) -> bool {
        let widths = self.widths();
        let own = widths.get(column).copied().unwrap_or(0);
        let used = widths.iter().filter(|&&widest| widest > 0);
        let total: Cells = used.map(|widest| widest + GAP).sum();
        total - own + own.min(room) <= columns + GAP
    }

    /// Puts what `change` makes of them in the place of the texts in `column`.
    pub(crate) fn change(&mut self, column: usize, change: impl Fn(&str) -> Clean) {
        for text in self.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
            *text = change(text.as_str());
        }
    }

    /// Makes `narrowed` columns as narrow as is needed for lines of at most `columns` cells, one after
    /// the other; none becomes narrower than [`LEAST`].
    pub(crate) fn fit(&mut self, columns: Cells, narrowed: &[usize]) {
        for &column in narrowed {
            let widths = self.widths();
            let own = widths.get(column).copied().unwrap_or(0);
            let used = widths.iter().filter(|&&widest| widest > 0);
            let total: Cells = used.map(|widest| widest + GAP).sum();
            let excess = total.saturating_sub(GAP + columns);
            if excess == 0 {
                return;
            }
            let budget = own.saturating_sub(excess).max(LEAST);
            for text in self.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
                *text = elide_end(text.as_clean(), budget, AmbiguousWidth::NARROW).0;
            }
        }
    }

    /// The rows as lines that begin with `indent`. Columns stand two cells apart; a column that is
    /// empty in all rows is left out, and no line ends with spaces. A text of more than [`WIDEST`]
    /// cells moves what follows in its own row alone.
    pub(crate) fn lines(&self, indent: &str) -> impl Iterator<Item = Clean> {
        let widths = self.widths();
        self.rows.iter().map(move |row| {
            let mut line = String::from(indent);
            for (text, &widest) in row.iter().zip(&widths).filter(|(_, widest)| **widest > 0) {
                line.push_str(text.as_str());
                let blanks = widest.min(WIDEST).saturating_sub(cells(text)) + GAP;
                line.extend(std::iter::repeat_n(' ', blanks));
            }
            sanitize(line.trim_end())
        })
    }

    /// The width of each column.
    fn widths(&self) -> Vec<Cells> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        (0..columns)
            .map(|column| {
                let texts = self.rows.iter().filter_map(|row| row.get(column));
                texts.map(cells).max().unwrap_or(0)
            })
            .collect()
    }
}

fn cells(text: &Clean) -> Cells {
    text_width(text.as_str(), AmbiguousWidth::NARROW)
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::text::{Clean, sanitize};

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

    #[test]
    fn a_long_text_moves_its_own_row_alone() {
        let mut table = Table::default();
        let long = "长".repeat(1000);
        for row in [[long.as_str(), "1"], ["报", "2"]] {
            table.push(row.iter().map(|text| sanitize(text)).collect());
        }
        let lines: Vec<String> = table.lines("").map(|line| line.to_string()).collect();
        assert_eq!(lines[0], format!("{long}  1"));
        assert_eq!(lines[1], format!("报{}2", " ".repeat(64)));
    }

    #[test]
    fn columns_give_way_to_a_window() {
        let mut table = Table::default();
        for row in [
            ["a-1", "海边的灯塔修好了", "第3期", "1"],
            ["b", "港", "", "22"],
        ] {
            table.push(row.iter().map(|text| sanitize(text)).collect());
        }
        let wide: Vec<Clean> = table.lines("").collect();
        assert!(table.has_room(32, 1, 99) && table.has_room(26, 1, 10));
        assert!(!table.has_room(31, 1, 99) && !table.has_room(26, 1, 11));
        table.fit(32, &[1, 2]);
        assert_eq!(table.lines("").collect::<Vec<_>>(), wide);
        table.fit(26, &[1, 2]);
        let lines: Vec<String> = table.lines("").map(|line| line.to_string()).collect();
        assert_eq!(
            lines,
            ["a-1  海边的灯..  第3期  1", "b    港                 22"]
        );
    }
}
