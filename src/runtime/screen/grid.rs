//! A screen as numbers: one `u64` a cell, so that rows compare, hash and move as plain memory.
//!
//! The hard part is keeping wide clusters whole: a cluster of width `n` is one lead cell and
//! `n - 1` trailing cells. Whatever overwrites one half blanks the other, as a terminal does; so a
//! grid never holds half a character.

use std::collections::HashMap;

use super::style::StyleTable;

/// One cell: symbol (32 bits), style (16), width (8), how sure the width is (8).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct GridCell(u64);

/// Symbols from here on are numbers of clusters in [`Symbols`]; below are code points.
const CLUSTER: u32 = 0x8000_0000;
/// The symbol of the second half of a wide cluster.
const TRAILING: u32 = 0;
/// A symbol that no wanted cell has: what the terminal shows here is not known.
const UNKNOWN: u32 = u32::MAX;

/// How far a terminal may be trusted to advance by the width we think a cluster has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Certainty {
    /// Every terminal agrees.
    Sure = 0,
    /// East Asian Width class A, quotes and dashes: one or two cells, by the terminal's setting.
    Punctuation = 1,
    /// The same, symbols.
    Symbol = 2,
    /// The same, letters.
    Letter = 3,
    /// Several code points, or a forced width: terminals differ.
    Guess = 4,
}

impl GridCell {
    pub(super) const BLANK: GridCell = GridCell::new(' ' as u32, 0, 1, Certainty::Sure);
    pub(super) const UNKNOWN: GridCell = GridCell::new(UNKNOWN, 0, 1, Certainty::Sure);

    pub(super) const fn new(symbol: u32, style: u16, width: u8, certainty: Certainty) -> GridCell {
        GridCell(
            symbol as u64 | (style as u64) << 32 | (width as u64) << 48 | (certainty as u64) << 56,
        )
    }

    pub(super) const fn blank(style: u16) -> GridCell {
        GridCell::new(' ' as u32, style, 1, Certainty::Sure)
    }

    pub(super) const fn trailing(style: u16) -> GridCell {
        GridCell::new(TRAILING, style, 0, Certainty::Sure)
    }

    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    pub(super) const fn symbol(self) -> u32 {
        self.0 as u32
    }

    pub(super) const fn style(self) -> u16 {
        (self.0 >> 32) as u16
    }

    /// Cells that the cluster takes; 0 for the trailing half of one.
    pub(super) const fn width(self) -> u16 {
        (self.0 >> 48) as u16 & 0xFF
    }

    pub(super) const fn certainty(self) -> Certainty {
        match self.0 >> 56 {
            0 => Certainty::Sure,
            1 => Certainty::Punctuation,
            2 => Certainty::Symbol,
            3 => Certainty::Letter,
            _ => Certainty::Guess,
        }
    }

    pub(super) const fn is_trailing(self) -> bool {
        self.symbol() == TRAILING
    }

    pub(super) const fn is_blank(self) -> bool {
        self.symbol() == ' ' as u32
    }

    /// How many bytes the symbol takes in UTF-8; clusters are taken as 6.
    pub(super) const fn byte_length(self) -> usize {
        match self.symbol() {
            TRAILING => 0,
            0x01..0x80 => 1,
            0x80..0x800 => 2,
            0x800..0x1_0000 => 3,
            0x1_0000..CLUSTER => 4,
            _ => 6,
        }
    }

    /// The cluster's number, if the symbol is more than one code point.
    pub(super) const fn cluster(self) -> Option<u32> {
        let symbol = self.symbol();
        if symbol >= CLUSTER && symbol != UNKNOWN {
            Some(symbol - CLUSTER)
        } else {
            None
        }
    }

    fn with_symbol(self, symbol: u32) -> GridCell {
        GridCell(self.0 & !0xFFFF_FFFF | u64::from(symbol))
    }

    fn with_style(self, style: u16) -> GridCell {
        GridCell(self.0 & !(0xFFFF << 32) | u64::from(style) << 32)
    }
}

/// Clusters of several code points: a number for each that was ever shown, so that cells stay small.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    clusters: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Symbols {
    /// The cell symbol for `cluster`.
    pub(super) fn symbol(&mut self, cluster: &str) -> u32 {
        if let Some(&number) = self.numbers.get(cluster) {
            return CLUSTER + number;
        }
        let number = u32::try_from(self.clusters.len()).expect("swept long before 2^32 clusters");
        self.clusters.push(cluster.into());
        self.numbers.insert(cluster.into(), number);
        CLUSTER + number
    }

    /// The cluster with this number.
    pub(super) fn cluster(&self, number: u32) -> &str {
        &self.clusters[number as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.clusters.len()
    }
}

/// What a terminal shows, or should show.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) columns: u16,
    pub(super) rows: u16,
    cells: Vec<GridCell>,
}

impl Grid {
    pub(super) fn new(columns: u16, rows: u16, fill: GridCell) -> Grid {
        Grid {
            columns,
            rows,
            cells: vec![fill; usize::from(columns) * usize::from(rows)],
        }
    }

    pub(super) fn cells(&self) -> &[GridCell] {
        &self.cells
    }

    pub(super) fn fill(&mut self, cell: GridCell) {
        self.cells.fill(cell);
    }

    pub(super) fn row(&self, y: u16) -> &[GridCell] {
        let columns = usize::from(self.columns);
        &self.cells[usize::from(y) * columns..][..columns]
    }

    pub(super) fn row_mut(&mut self, y: u16) -> &mut [GridCell] {
        let columns = usize::from(self.columns);
        &mut self.cells[usize::from(y) * columns..][..columns]
    }

    /// Puts a cluster at column `x` of row `y`; what it cuts in half becomes blank.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: GridCell) {
        if x >= self.columns || y >= self.rows {
            return;
        }
        put_in_row(self.row_mut(y), usize::from(x), cell);
    }

    /// Moves rows `top..=bottom` up (`lines > 0`) or down; what comes in is blank.
    pub(super) fn scroll(&mut self, top: u16, bottom: u16, lines: i32) {
        let columns = usize::from(self.columns);
        let (start, end) = (
            usize::from(top) * columns,
            (usize::from(bottom) + 1) * columns,
        );
        let by = (lines.unsigned_abs() as usize * columns).min(end - start);
        if lines > 0 {
            self.cells.copy_within(start + by..end, start);
            self.cells[end - by..end].fill(GridCell::BLANK);
        } else {
            self.cells.copy_within(start..end - by, start + by);
            self.cells[start..start + by].fill(GridCell::BLANK);
        }
    }

    /// The same between two columns, both included.
    pub(super) fn scroll_between(
        &mut self,
        (top, bottom): (u16, u16),
        lines: i32,
        (left, right): (u16, u16),
    ) {
        let columns = usize::from(left)..=usize::from(right);
        let count = i32::from(bottom - top) + 1;
        // Each row before the one it comes from is overwritten.
        for step in 0..count {
            let to = if lines > 0 { step } else { count - 1 - step };
            let from = to + lines;
            let place = |row: i32| top + u16::try_from(row).unwrap_or(0);
            if (0..count).contains(&from) {
                let start = usize::from(place(from)) * usize::from(self.columns);
                let source = start + columns.start()..start + columns.end() + 1;
                let to = usize::from(place(to)) * usize::from(self.columns) + columns.start();
                self.cells.copy_within(source, to);
            } else {
                self.row_mut(place(to))[columns.clone()].fill(GridCell::BLANK);
            }
        }
    }
}

/// Puts a cluster into a row; one that does not fit before the edge becomes a blank.
pub(super) fn put_in_row(row: &mut [GridCell], x: usize, mut cell: GridCell) {
    let mut width = usize::from(cell.width()).max(1);
    if x + width > row.len() {
        cell = GridCell::blank(cell.style());
        width = 1;
    }
    if row[x].is_trailing() {
        let lead = (0..x).rev().find(|&i| !row[i].is_trailing()).unwrap_or(0);
        for cut in &mut row[lead..x] {
            *cut = GridCell::BLANK;
        }
    }
    for cut in row[x + width..]
        .iter_mut()
        .take_while(|after| after.is_trailing())
    {
        *cut = GridCell::BLANK;
    }
    row[x] = cell;
    for half in &mut row[x + 1..x + width] {
        *half = GridCell::trailing(cell.style());
    }
}

/// Forgets clusters and styles that neither grid uses any more.
///
/// Called when a table has grown long (hostile text can bring ever new clusters), so the program's
/// memory stays flat.
pub(super) fn sweep(grids: [&mut Grid; 2], symbols: &mut Symbols, styles: &mut StyleTable) {
    let (old_symbols, old_styles) = (std::mem::take(symbols), std::mem::take(styles));
    for grid in grids {
        for cell in &mut grid.cells {
            if let Some(number) = cell.cluster() {
                *cell = cell.with_symbol(symbols.symbol(old_symbols.cluster(number)));
            }
            *cell = cell.with_style(styles.number(*old_styles.look(cell.style())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(c: char) -> GridCell {
        GridCell::new(c as u32, 0, 2, Certainty::Sure)
    }

    #[test]
    fn overwriting_one_half_of_a_wide_cluster_blanks_the_other() {
        let mut grid = Grid::new(6, 1, GridCell::BLANK);
        grid.put(2, 0, wide('报'));
        grid.put(3, 0, GridCell::new('a' as u32, 0, 1, Certainty::Sure));
        assert!(grid.row(0)[2].is_blank());
        grid.put(1, 0, wide('看'));
        grid.put(0, 0, wide('纸'));
        assert!(grid.row(0)[2].is_blank());
        assert!(grid.row(0)[1].is_trailing());
    }

    #[test]
    fn a_wide_cluster_in_the_last_column_becomes_a_blank() {
        let mut grid = Grid::new(3, 1, GridCell::BLANK);
        grid.put(2, 0, wide('报'));
        assert!(grid.row(0)[2].is_blank());
    }

    #[test]
    fn scrolling_brings_blank_rows() {
        let mut grid = Grid::new(1, 4, GridCell::BLANK);
        for y in 0..4 {
            grid.put(
                0,
                y,
                GridCell::new('a' as u32 + u32::from(y), 0, 1, Certainty::Sure),
            );
        }
        grid.scroll(1, 3, 1);
        let column = |grid: &Grid| {
            (0..4)
                .map(|y| grid.row(y)[0].symbol() as u8 as char)
                .collect::<String>()
        };
        assert_eq!(column(&grid), "acd ");
        grid.scroll(0, 2, -2);
        assert_eq!(column(&grid), "  a ");
    }
}
