//! One row from what is shown to what is wanted.
//!
//! Left to right: equal cells are stepped over (or written again, where that is shorter than a
//! cursor move), changed ones are written, a blank tail is erased with `EL` and other blanks with
//! `ECH` where that is shorter.
//! The hard part are clusters whose width the terminal may see otherwise: after one the place is
//! not known, the next cell is written in any case, and a cluster that shall take two cells stands
//! on two blanks, so that a terminal that draws it in one leaves no rest of older text.

use super::grid::{Certainty, GridCell, Symbols};
use super::pen::Pen;
use super::style::StyleTable;
use super::{AmbiguousDrawing, Drawn};

/// What the writing of rows needs to know.
pub(super) struct RowWriter<'a> {
    pub(super) pen: &'a mut Pen,
    pub(super) styles: &'a StyleTable,
    pub(super) symbols: &'a Symbols,
    pub(super) drawing: AmbiguousDrawing,
    /// How many rows the screen has.
    pub(super) rows: usize,
}

/// Bytes of `EL`.
const ERASE_COST: usize = 3;

impl RowWriter<'_> {
    /// Writes what differs between `before` and `after` in row `y` of the terminal.
    pub(super) fn write_row(&mut self, before: &[GridCell], after: &[GridCell], y: u16) {
        let Some(last) = (0..after.len()).rev().find(|&x| before[x] != after[x]) else {
            return;
        };
        // From here on the row is plain blank.
        let tail = after
            .iter()
            .rposition(|&cell| cell != GridCell::BLANK)
            .map_or(0, |x| x + 1);
        let mut x = 0;
        let mut doubtful = false;
        let mut began = false;
        while x <= last || doubtful && x < after.len() {
            let cell = after[x];
            if cell == before[x] && !doubtful {
                x += 1;
                continue;
            }
            if cell.is_trailing() {
                // Only after a doubtful cluster; its second half is blank already.
                x += 1;
                continue;
            }
            if x >= tail && last >= x + ERASE_COST {
                self.approach(x, y, after, began);
                self.pen
                    .set_blank_style(self.styles, GridCell::BLANK.style());
                self.pen.out.extend_from_slice(b"\x1b[K");
                return;
            }
            if let Some(end) = erasable(before, after, x).filter(|_| !doubtful) {
                self.approach(x, y, after, began);
                self.pen
                    .set_blank_style(self.styles, GridCell::BLANK.style());
                self.pen.erase(column(end - x));
                // The cursor did not come along.
                (x, began) = (end, true);
                continue;
            }
            let is_figure = !began && !cell.is_blank() && before[x] != GridCell::BLANK;
            if is_figure && usize::from(y) + 1 == self.rows {
                // The status row, where figures change.
                let place = (column(x), y);
                self.pen.go_again(self.styles, place, cell.style());
            }
            self.approach(x, y, after, began);
            doubtful = self.write_cell(before, x, y, cell);
            x += usize::from(cell.width()).max(1);
            began = true;
        }
    }

    /// Brings the cursor to column `x`: by a move, or by writing again what stands between.
    fn approach(&mut self, x: usize, y: u16, row: &[GridCell], began: bool) {
        let column = column(x);
        let direct = self.pen.way_length(column, y);
        // Where the cursor stands in this row; left of `x` all is as it shall be.
        let here = self.pen.column.filter(|_| self.pen.row == Some(y));
        let here = here.map(usize::from).filter(|&here| here < x);
        if let Some(from) = here
            && self.rewriting_is_shorter(0, &row[from..x], direct)
            && !row[from].is_trailing()
        {
            self.rewrite(&row[from..x]);
            return;
        }
        // A tab may lead to just in front of it.
        let stop = self.pen.tabs.iter().rfind(|&&stop| stop < column);
        if let Some(&stop) = stop {
            let from = usize::from(stop);
            let to_stop = self.pen.way_length(stop, y);
            if from >= here.unwrap_or(0)
                && self.rewriting_is_shorter(to_stop, &row[from..x], direct)
                && !row[from].is_trailing()
            {
                self.pen.go(stop, y);
                self.rewrite(&row[from..x]);
                return;
            }
        }
        if x > 0 && !began {
            // The start of the next row is two bytes away, and a narrow margin is few blanks.
            let to_start = self.pen.way_length(0, y);
            if self.rewriting_is_shorter(to_start, &row[..x], direct) {
                self.pen.go(0, y);
                self.rewrite(&row[..x]);
                return;
            }
        }
        self.pen.go(column, y);
    }

    /// Whether writing `cells` again, after `before` bytes, takes fewer bytes than `limit`.
    fn rewriting_is_shorter(&self, before: usize, cells: &[GridCell], limit: usize) -> bool {
        let length: usize = cells
            .iter()
            .take(limit + 1)
            .map(|cell| cell.byte_length())
            .sum();
        before + length < limit && cells.iter().all(|&cell| self.is_easy(cell))
    }

    fn rewrite(&mut self, cells: &[GridCell]) {
        for &cell in cells.iter().filter(|cell| !cell.is_trailing()) {
            self.push_symbol(cell);
            self.pen.advance(cell.width(), u16::MAX);
        }
    }

    /// Whether the cell can be written as it is, without a change of style or doubt.
    fn is_easy(&self, cell: GridCell) -> bool {
        let Some(present) = self.pen.style else {
            return false;
        };
        let same_style = if cell.is_blank() {
            self.styles.on_blank(present)
        } else {
            present
        } == cell.style();
        cell.is_trailing() || same_style && cell.certainty() == Certainty::Sure
    }

    /// Writes one cluster at the cursor; `true` if what stands after it is in doubt now.
    fn write_cell(&mut self, before: &[GridCell], x: usize, y: u16, cell: GridCell) -> bool {
        if cell.is_blank() {
            self.pen.set_blank_style(self.styles, cell.style());
        } else {
            self.pen.set_style(self.styles, cell.style());
        }
        let columns = column(before.len());
        if !self.is_in_doubt(cell) {
            self.push_symbol(cell);
            self.pen.advance(cell.width(), columns);
            return false;
        }
        let width = usize::from(cell.width());
        let ground = GridCell::blank(self.styles.on_blank(cell.style()));
        // What is drawn narrower, or joined to what stands before it, leaves cells as they were.
        let may_leave = width > 1 || cell.certainty() == Certainty::Guess;
        if may_leave && before[x..x + width].iter().any(|&old| old != ground) {
            for _ in 0..width {
                self.pen.out.push(b' ');
            }
            self.pen.advance(cell.width(), columns);
            self.pen.go(column(x), y);
        }
        // A cluster drawn wider than it was taken for must not run over into the next row.
        let at_edge = x + width >= before.len();
        if at_edge {
            self.pen.out.extend_from_slice(b"\x1b[?7l");
        }
        self.push_symbol(cell);
        if at_edge {
            self.pen.out.extend_from_slice(b"\x1b[?7h");
        }
        self.pen.column = None;
        true
    }

    fn is_in_doubt(&self, cell: GridCell) -> bool {
        match self.drawing.of(cell.certainty()) {
            Drawn::AsWanted => false,
            Drawn::Narrow => cell.width() != 1,
            Drawn::Wide => cell.width() != 2,
            Drawn::Unknown => true,
        }
    }

    fn push_symbol(&mut self, cell: GridCell) {
        let out = &mut self.pen.out;
        match cell.cluster() {
            Some(number) => out.extend_from_slice(self.symbols.cluster(number).as_bytes()),
            None => {
                let symbol = char::from_u32(cell.symbol()).unwrap_or(' ');
                out.extend_from_slice(symbol.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

/// Where the plain blanks from `x` on end that differ from what is shown, if `ECH` and the way behind
/// them take fewer bytes than writing them.
fn erasable(before: &[GridCell], after: &[GridCell], x: usize) -> Option<usize> {
    let blanks = after[x..]
        .iter()
        .take_while(|&&cell| cell == GridCell::BLANK)
        .count();
    let end = (x..x + blanks).rfind(|&x| before[x] != after[x])? + 1;
    let goes_on = after.get(end).is_some_and(|&cell| cell != before[end]);
    let sequence = 3 + (end - x).ilog10() as usize + 1;
    let price = if goes_on { 2 * sequence } else { sequence };
    (end - x > price).then_some(end)
}

fn column(x: usize) -> u16 {
    u16::try_from(x).expect("a grid has at most 65,535 columns")
}
