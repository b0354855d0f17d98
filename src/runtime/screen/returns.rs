//! New line mode (`LNM`): line feeds that return to the start of their row, a byte less for each row of a
//! page.
//!
//! It also changes what Enter sends, so it is set for the rows of one frame alone, and only where the terminal
//! has shown that it knows it ([`Screen::try_stops`]). What it costs is never guessed: the rows are written
//! both ways, and the shorter one is sent.

use std::io::Write;

use super::Screen;

/// Sets the mode, and resets it.
pub(super) const SET: &[u8] = b"\x1b[20h";
pub(super) const RESET: &[u8] = b"\x1b[20l";
/// Fewer rows that change are not worth trying.
const WORTH_TRYING: usize = 12;

impl<W: Write> Screen<W> {
    /// Writes all rows that still differ.
    pub(super) fn write_rows(&mut self) {
        let differs = |&y: &u16| self.shown.row(y) != self.wanted.row(y);
        let changed = (0..self.wanted.rows).filter(differs).count();
        if !self.line_feeds_return || changed < WORTH_TRYING {
            return self.write_each_row();
        }
        let before = (self.pen.clone(), self.shown.clone());
        self.write_each_row();
        let plain = std::mem::replace(&mut self.pen, before.0);
        self.shown = before.1;
        self.pen.out.extend_from_slice(SET);
        self.pen.returns = true;
        self.write_each_row();
        self.pen.returns = false;
        self.pen.out.extend_from_slice(RESET);
        if plain.out.len() <= self.pen.out.len() {
            self.pen = plain;
        }
    }

    fn write_each_row(&mut self) {
        for y in 0..self.wanted.rows {
            self.write_row(y, y);
        }
    }
}
