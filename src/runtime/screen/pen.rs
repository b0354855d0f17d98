//! The terminal as this program's bytes have left it: cursor, style, scroll region, kept place; and the
//! shortest way from there to the next place.
//!
//! A place that is not known for certain is `None` and is only ever left by absolute sequences:
//! after `DECSTBM` (xterm homes to 1,1, others to the top margin), after the last column (some
//! terminals hang over the edge until the next character) and after a cluster whose width is a
//! guess.

use super::style::{self, Look, StyleTable};

/// What has been written so far and where that leaves the terminal.
#[derive(Clone, Debug)]
pub(super) struct Pen {
    pub(super) out: Vec<u8>,
    pub(super) row: Option<u16>,
    pub(super) column: Option<u16>,
    /// The style that is set; `None`: not known.
    pub(super) style: Option<u16>,
    /// Rows of the scroll region, both included.
    pub(super) region: (u16, u16),
    /// Where tabs are known to lead, in ascending order; no other stops are in front of the last.
    pub(super) tabs: Vec<u16>,
    /// Whether line feeds return to the start of the row (`LNM`).
    pub(super) returns: bool,
    /// The place that the terminal keeps (`DECSC`).
    pub(super) kept: Option<Kept>,
}

/// A place, and the style that was set there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    row: u16,
    column: u16,
    style: u16,
}

/// A way of so many bytes, with the style behind it, is worth keeping the place.
const WORTH_KEEPING: usize = 8;

impl Pen {
    pub(super) fn new(rows: u16) -> Pen {
        Pen {
            out: Vec::new(),
            row: None,
            column: None,
            style: None,
            region: (0, rows.saturating_sub(1)),
            tabs: Vec::new(),
            returns: false,
            kept: None,
        }
    }

    /// Goes to column `x` of row `y` in the fewest bytes.
    pub(super) fn go(&mut self, x: u16, y: u16) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        let way = self.way(x, y);
        self.out.extend_from_slice(way.bytes());
        (self.row, self.column) = (Some(y), Some(x));
    }

    /// Bytes that [`Pen::go`] would send.
    pub(super) fn way_length(&self, x: u16, y: u16) -> usize {
        if self.row == Some(y) && self.column == Some(x) {
            0
        } else {
            self.way(x, y).length
        }
    }

    fn way(&self, x: u16, y: u16) -> Way {
        let mut best = Way::absolute(x, y);
        let Some(row) = self.row else { return best };
        let to_row = self.way_to_row(row, y);
        let mut by_column = to_row;
        by_column.push(Way::along_row(x).bytes());
        best.take_shorter(by_column);
        let mut from_start = to_row;
        from_start.push(b"\r");
        let fed = self.fed_to_start(row, y).map(|way| (way, 0));
        let ways = [
            Some((from_start, 0)),
            self.column.map(|column| (to_row, column)),
            fed,
        ];
        for (way, column) in ways.into_iter().flatten() {
            let mut straight = way;
            straight.shift(column, x);
            best.take_shorter(straight);
            let ahead = self.tabs.iter().filter(|&&stop| stop > column);
            let mut tabbed = way;
            for &stop in ahead {
                if tabbed.length >= best.length {
                    break;
                }
                tabbed.push(b"\t");
                let mut shifted = tabbed;
                shifted.shift(stop, x);
                best.take_shorter(shifted);
            }
        }
        best
    }

    /// From `row` to row `y` in the same column: by line feeds or `RI`, `CUD` or `CUU`, or `VPA`.
    ///
    /// The edges of the scroll region scroll under line feeds and `RI` and stop the relative moves; so
    /// these are for ways within the region only. Outside of it emulators differ: some take its lower
    /// edge for the end of the screen from below as well.
    fn way_to_row(&self, row: u16, y: u16) -> Way {
        let mut way = Way::default();
        if y == row {
            return way;
        }
        way.row(y);
        let (top, bottom) = self.region;
        let mut relative = Way::default();
        if y > row && top <= row && y <= bottom {
            match y - row {
                rows @ 1..=3 if !self.returns => relative.feed(rows),
                rows => relative.step(rows, b"B"),
            }
        } else if y < row && top <= y && row <= bottom {
            match row - y {
                1 => relative.push(b"\x1bM"),
                rows => relative.step(rows, b"A"),
            }
        }
        if relative.length > 0 {
            way.take_shorter(relative);
        }
        way
    }

    /// From `row` to the start of row `y` below it, by line feeds that return.
    fn fed_to_start(&self, row: u16, y: u16) -> Option<Way> {
        let (top, bottom) = self.region;
        let rows = y.checked_sub(row).filter(|rows| (1..=4).contains(rows))?;
        (self.returns && top <= row && y <= bottom).then(|| {
            let mut way = Way::default();
            way.feed(rows);
            way
        })
    }

    /// Sets the style, where it is not set already.
    pub(super) fn set_style(&mut self, styles: &StyleTable, wanted: u16) {
        if self.style != Some(wanted) {
            let from: Option<&Look> = self.style.map(|number| styles.look(number));
            style::push_change(&mut self.out, from, styles.look(wanted));
            self.style = Some(wanted);
        }
    }

    /// Goes to column `x` of row `y` and sets a style, where something is changed time and again: the place
    /// is kept, so that the way there and the style are few bytes from then on.
    ///
    /// A place is kept anew each time it is gone back to: some emulators have a stack of them, others one.
    /// From without the scroll region some go back to its edge only, so there the row is said.
    pub(super) fn go_again(&mut self, styles: &StyleTable, (x, y): (u16, u16), style: u16) {
        let mut change = Vec::new();
        let from = self.style.map(|number| styles.look(number));
        style::push_change(&mut change, from, styles.look(style));
        let direct = self.way_length(x, y) + change.len();
        let is_there = |kept: &Kept| (kept.row, kept.style) == (y, style);
        if let Some(kept) = self.kept.filter(is_there) {
            let mut way = Way::default();
            way.push(b"\x1b8");
            if !(self.region.0..=self.region.1).contains(&y) {
                way.row(y);
            }
            // In front of it: it is kept there from now on. Behind it: how to go on is seen from there.
            let column = kept.column.min(x);
            way.shift(kept.column, column);
            way.push(b"\x1b7");
            if way.length + self.along(column, x) < direct {
                self.out.extend_from_slice(way.bytes());
                (self.row, self.column) = (Some(y), Some(column));
                self.style = Some(style);
                self.kept = Some(Kept { column, ..kept });
                return;
            }
        }
        let is_kept = |kept: Kept| (kept.row, kept.column, kept.style) == (y, x, style);
        if direct >= WORTH_KEEPING && !self.kept.is_some_and(is_kept) {
            self.go(x, y);
            self.set_style(styles, style);
            self.out.extend_from_slice(b"\x1b7");
            let (row, column) = (y, x);
            self.kept = Some(Kept { row, column, style });
        }
    }

    /// Bytes from one column to another behind it: of a move, or of tabs and of a few cells written again.
    fn along(&self, from: u16, x: u16) -> usize {
        let mut shift = Way::default();
        shift.shift(from, x);
        let ahead = self.tabs.iter().filter(|&&stop| from < stop && stop <= x);
        let last = ahead.clone().next_back().unwrap_or(&from);
        shift.length.min(ahead.count() + usize::from(x - last))
    }

    /// Sets a style that looks right on blanks: the present one, if it does.
    pub(super) fn set_blank_style(&mut self, styles: &StyleTable, wanted: u16) {
        if self
            .style
            .is_none_or(|present| styles.on_blank(present) != wanted)
        {
            self.set_style(styles, wanted);
        }
    }

    /// Sets the scroll region, where it is not set already.
    ///
    /// `rows` are those of the screen: to give a region up takes fewer bytes than to set one.
    pub(super) fn set_region(&mut self, top: u16, bottom: u16, rows: u16) {
        if self.region == (top, bottom) {
            return;
        }
        if (top, bottom + 1) == (0, rows) {
            self.out.extend_from_slice(b"\x1b[r");
        } else {
            let mut way = Way::default();
            way.push(b"\x1b[");
            way.number(top + 1);
            way.push(b";");
            way.number(bottom + 1);
            way.push(b"r");
            self.out.extend_from_slice(way.bytes());
        }
        self.region = (top, bottom);
        (self.row, self.column) = (None, None);
    }

    /// Moves the rows of the region up (or down, `lines` < 0) by line feeds at its edge.
    ///
    /// Never by `SU` or `SD`, which some terminals lack or take for something else.
    pub(super) fn scroll(&mut self, styles: &StyleTable, lines: i32) {
        let (edge, step): (u16, &[u8]) = if lines > 0 {
            (self.region.1, b"\n")
        } else {
            (self.region.0, b"\x1bM")
        };
        if self.row != Some(edge) || self.column.is_none() {
            self.go(0, edge);
        }
        // What comes in has the background that is set (BCE), so this must be the plain one.
        self.set_blank_style(styles, 0);
        for _ in 0..lines.unsigned_abs() {
            self.out.extend_from_slice(step);
        }
    }

    /// The same between two columns alone, both included, of a screen of so many columns: the margins are
    /// set (`DECLRMM`, `DECSLRM`) and taken away again, since nothing else is written between them.
    pub(super) fn scroll_between(
        &mut self,
        styles: &StyleTable,
        lines: i32,
        (left, right): (u16, u16),
        columns: u16,
    ) {
        self.set_blank_style(styles, 0);
        let mut margins = Way::default();
        margins.push(b"\x1b[?69h\x1b[");
        margins.number(left + 1);
        if right + 1 < columns {
            margins.push(b";");
            margins.number(right + 1);
        }
        margins.push(b"s");
        self.out.extend_from_slice(margins.bytes());
        // Where that leaves the cursor is not known, nor where taking them away does.
        (self.row, self.column) = (None, None);
        let (top, bottom) = self.region;
        self.go(left, if lines > 0 { bottom } else { top });
        let step: &[u8] = if lines > 0 { b"\n" } else { b"\x1bM" };
        for _ in 0..lines.unsigned_abs() {
            self.out.extend_from_slice(step);
        }
        self.out.extend_from_slice(b"\x1b[?69l");
        (self.row, self.column) = (None, None);
    }

    /// Blanks rows `top..=bottom` of a screen of so many columns and rows: by `ED` down to its end or up to
    /// its start, else as deleted lines (`DL`) of a scroll region of just these rows.
    pub(super) fn wipe(
        &mut self,
        styles: &StyleTable,
        (top, bottom): (u16, u16),
        (columns, rows): (u16, u16),
    ) {
        self.set_blank_style(styles, 0);
        if bottom + 1 == rows {
            self.go(0, top);
            self.out.extend_from_slice(b"\x1b[J");
            return;
        }
        if top == 0 && self.region != (top, bottom) {
            self.go(columns - 1, bottom);
            self.out.extend_from_slice(b"\x1b[1J");
            return;
        }
        self.set_region(top, bottom, rows);
        self.go(0, top);
        let mut way = Way::default();
        way.step(bottom + 1 - top, b"M");
        self.out.extend_from_slice(way.bytes());
    }

    /// Erases `cells` cells from the cursor on, which stays where it is (`ECH`).
    ///
    /// With the plain style set: what is erased has the background that is set, or the plain one on a
    /// terminal without BCE.
    pub(super) fn erase(&mut self, cells: u16) {
        let mut way = Way::default();
        way.step(cells, b"X");
        self.out.extend_from_slice(way.bytes());
    }

    /// Notes that `width` cells were written from a known place in a row of `columns` cells.
    pub(super) fn advance(&mut self, width: u16, columns: u16) {
        self.column = self
            .column
            .map(|column| column + width)
            .filter(|&column| column < columns);
    }
}

/// A cursor movement in the making; none is longer than its array.
#[derive(Clone, Copy, Default)]
struct Way {
    bytes: [u8; 24],
    length: usize,
}

impl Way {
    /// `CUP`.
    fn absolute(x: u16, y: u16) -> Way {
        let mut way = Way::default();
        way.push(b"\x1b[");
        // A number that is not said is 1.
        if y > 0 {
            way.number(y + 1);
        }
        if x > 0 {
            way.push(b";");
            way.number(x + 1);
        }
        way.push(b"H");
        way
    }

    /// `CHA`, or a carriage return.
    fn along_row(x: u16) -> Way {
        let mut way = Way::default();
        if x == 0 {
            way.push(b"\r");
        } else {
            way.push(b"\x1b[");
            way.number(x + 1);
            way.push(b"G");
        }
        way
    }

    /// `VPA`.
    fn row(&mut self, y: u16) {
        self.push(b"\x1b[");
        self.number(y + 1);
        self.push(b"d");
    }

    fn feed(&mut self, rows: u16) {
        for _ in 0..rows {
            self.push(b"\n");
        }
    }

    /// Along the row, from column `from` to column `x`.
    fn shift(&mut self, from: u16, x: u16) {
        if x >= from {
            self.forward(x - from);
        } else {
            self.back(from - x);
        }
    }

    /// `CUF`.
    fn forward(&mut self, columns: u16) {
        if columns > 0 {
            self.step(columns, b"C");
        }
    }

    /// A control sequence whose one number says how often; 1 need not be said.
    fn step(&mut self, times: u16, end: &[u8]) {
        self.push(b"\x1b[");
        if times != 1 {
            self.number(times);
        }
        self.push(end);
    }

    /// Backspaces, or `CUB`.
    fn back(&mut self, columns: u16) {
        if columns <= 4 {
            self.push(&b"\x08\x08\x08\x08"[..usize::from(columns)]);
        } else {
            self.step(columns, b"D");
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes[self.length..self.length + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    fn number(&mut self, number: u16) {
        let mut divisor = 10_000;
        while divisor > 1 && number < divisor {
            divisor /= 10;
        }
        while divisor > 0 {
            self.push(&[b'0' + u8::try_from(number / divisor % 10).unwrap_or(0)]);
            divisor /= 10;
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn take_shorter(&mut self, other: Way) {
        if other.length < self.length {
            *self = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: (Option<u16>, Option<u16>), region: (u16, u16), to: (u16, u16)) -> String {
        let mut pen = Pen {
            column: from.0,
            row: from.1,
            region,
            ..Pen::new(24)
        };
        pen.go(to.0, to.1);
        String::from_utf8(pen.out).unwrap()
    }

    #[test]
    fn the_cursor_takes_the_shortest_way() {
        let all = (0, 23);
        let known = |x, y| (Some(x), Some(y));
        let cases = [
            (known(5, 5), (5, 5), ""),
            (known(5, 5), (0, 5), "\r"),
            (known(5, 5), (6, 5), "\x1b[C"),
            (known(5, 5), (4, 5), "\x08"),
            (known(5, 5), (5, 6), "\n"),
            (known(50, 10), (2, 11), "\n\x1b[3G"),
            (known(60, 5), (54, 5), "\x1b[6D"),
            (known(5, 5), (0, 0), "\x1b[H"),
            (known(5, 5), (0, 20), "\x1b[21H"),
            (known(5, 5), (7, 20), "\x1b[21;8H"),
            (known(5, 5), (5, 4), "\x1bM"),
            (known(5, 9), (4, 8), "\x1bM\x08"),
            (known(50, 20), (50, 5), "\x1b[6d"),
            (known(50, 20), (50, 17), "\x1b[3A"),
            (known(50, 2), (50, 20), "\x1b[21d"),
            (known(50, 2), (50, 11), "\x1b[9B"),
            (known(50, 5), (0, 4), "\x1bM\r"),
            (known(50, 5), (4, 6), "\n\x1b[5G"),
            ((None, None), (3, 2), "\x1b[3;4H"),
            // The column is not known: only absolute ways, or ways that start at the left edge.
            ((None, Some(2)), (3, 2), "\x1b[4G"),
            ((None, Some(2)), (0, 3), "\n\r"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(way(from, all, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn of_many_tabs_as_many_are_taken_as_are_shorter() {
        let pen = |tabs: std::ops::Range<u16>| Pen {
            tabs: tabs.step_by(8).collect(),
            row: Some(3),
            column: Some(0),
            ..Pen::new(24)
        };
        for (to, expected) in [
            ((16, 3), "\t\t"),
            ((16, 4), "\n\t\t"),
            ((26, 3), "\x1b[27G"),
            ((200, 3), "\x1b[201G"),
        ] {
            let mut pen = pen(8..240);
            pen.go(to.0, to.1);
            assert_eq!(String::from_utf8(pen.out).unwrap(), expected, "{to:?}");
        }
    }

    #[test]
    fn in_new_line_mode_a_line_feed_leads_to_the_start_of_its_row() {
        for (to, expected) in [
            ((0, 6), "\n"),
            ((2, 7), "\n\n\t"),
            ((50, 6), "\x1b[B"),
            ((48, 6), "\x1b[B\x08\x08"),
        ] {
            let mut pen = Pen {
                tabs: vec![2, 6],
                returns: true,
                row: Some(5),
                column: Some(50),
                ..Pen::new(24)
            };
            pen.go(to.0, to.1);
            assert_eq!(String::from_utf8(pen.out).unwrap(), expected, "{to:?}");
        }
    }

    #[test]
    fn a_line_feed_never_scrolls_by_accident() {
        assert_eq!(way((Some(0), Some(10)), (1, 10), (0, 11)), "\x1b[12H");
        // Nor does what leads up; a relative move would stop at the edge.
        assert_eq!(way((Some(9), Some(1)), (1, 10), (9, 0)), "\x1b[1d");
        assert_eq!(way((Some(9), Some(5)), (5, 10), (9, 4)), "\x1b[5d");
        assert_eq!(way((Some(9), Some(8)), (5, 10), (9, 13)), "\x1b[14d");
        // Below the region and above it nothing is relative.
        assert_eq!(way((Some(9), Some(12)), (5, 10), (9, 13)), "\x1b[14d");
        assert_eq!(way((Some(9), Some(3)), (5, 10), (9, 2)), "\x1b[3d");
        assert_eq!(way((Some(9), Some(4)), (5, 10), (9, 5)), "\x1b[6d");
        assert_eq!(way((Some(9), Some(11)), (5, 10), (9, 10)), "\x1b[11d");
    }

    #[test]
    fn after_setting_the_region_the_place_is_not_known() {
        let mut pen = Pen {
            column: Some(3),
            row: Some(22),
            ..Pen::new(24)
        };
        pen.style = Some(0);
        pen.set_region(1, 22, 24);
        pen.scroll(&StyleTable::default(), 1);
        assert_eq!(pen.out, b"\x1b[2;23r\x1b[23H\n");
        pen.out.clear();
        pen.set_region(1, 22, 24);
        pen.scroll(&StyleTable::default(), 2);
        pen.go(0, 1);
        pen.scroll(&StyleTable::default(), -1);
        assert_eq!(pen.out, b"\n\n\x1b[2H\x1bM");
    }
}
