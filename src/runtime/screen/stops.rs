//! Tab stops of our own, where the rows of a text begin: a tab is one byte, a column in figures four to
//! six.
//!
//! Every terminal moves by tabs, but not every one lets its stops be set, and a user may have set others.
//! So they are not relied upon until the terminal has shown where tabs lead: the stops are set behind a
//! frame (`HTS`; the usual ones in front of them are taken away, `TBC`), the cursor goes to the last one of
//! them by tabs, and the terminal is asked where it stands. With any other answer the usual stops are put
//! back, and never touched again. Whoever gives the terminal back puts them back too
//! ([`Screen::way_back`]).

use std::io::Write;

use super::Screen;

/// Stops that every terminal has at first: one each so many columns.
const USUAL: u16 = 8;

/// What was made of the terminal's tab stops.
#[derive(Debug, Default)]
pub(super) struct Stops {
    /// Where they were set, in ascending order, and still are as far as known.
    set: Vec<u16>,
    /// Those of the text that is shown.
    wanted: Vec<u16>,
    question: Vec<u8>,
    trust: Trust,
}

/// Whether the terminal heeds the stops that are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Trust {
    /// It was not asked.
    #[default]
    Untried,
    /// It is to be asked behind the next frame.
    Due,
    Asked,
    Heeded,
    /// It does not; the usual ones are to be put back with the next frame.
    Unheeded,
    /// It does not, and has the usual ones.
    Refused,
}

impl Stops {
    /// The terminal is in a state that nobody knows: what was set may be set or not.
    pub(super) fn forget(&mut self) {
        if matches!(self.trust, Trust::Asked | Trust::Heeded) {
            self.trust = Trust::Untried;
        }
    }

    /// What puts the usual stops back, wherever in a row the cursor stands.
    fn way_back(&self) -> Vec<u8> {
        let mut back = Vec::new();
        let mut at = |column: u16, action: &str| {
            back.extend_from_slice(format!("\x1b[{}G{action}", column + 1).as_bytes());
        };
        for &column in self.set.iter().filter(|&column| column % USUAL != 0) {
            at(column, "\x1b[g");
        }
        for column in taken_away(&self.set) {
            at(column, "\x1bH");
        }
        back
    }
}

/// The usual stops in front of the last of `columns` that are not among them.
fn taken_away(columns: &[u16]) -> impl Iterator<Item = u16> {
    let last = columns.last().copied().unwrap_or(0);
    (1..=last / USUAL)
        .map(|number| number * USUAL)
        .filter(|usual| !columns.contains(usual))
}

impl<W: Write> Screen<W> {
    /// Whether [`Screen::try_stops`] would have something new to try.
    pub fn lacks_stops(&self, columns: &[u16]) -> bool {
        let tried = !matches!(self.stops.trust, Trust::Untried) && self.stops.wanted == columns;
        !tried && self.stops.trust != Trust::Refused && !columns.is_empty()
    }

    /// Has tab stops set at `columns`, in ascending order, behind the next frame, and then `question`
    /// sent, which is to ask for the cursor's place. It stands in the last of them, not in the first row.
    pub fn try_stops(&mut self, columns: &[u16], question: &[u8]) {
        self.pen.tabs.clear();
        self.stops.wanted = columns.to_vec();
        self.stops.question = question.to_vec();
        self.stops.trust = Trust::Due;
    }

    /// Tells in which column the cursor stood, as the terminal answered; `None` if it did not. The next
    /// frame brings it back to its place.
    pub fn stops_answered(&mut self, column: Option<u16>) {
        if self.stops.trust != Trust::Asked {
            // The window has changed since.
            return;
        }
        if column.is_some() && column == self.stops.wanted.last().copied() {
            self.stops.trust = Trust::Heeded;
            self.pen.tabs.clone_from(&self.stops.wanted);
        } else {
            self.stops.trust = Trust::Unheeded;
        }
    }

    /// What puts the terminal's usual tab stops back; empty if they are there.
    pub fn way_back(&self) -> Vec<u8> {
        self.stops.way_back()
    }

    /// In front of a frame: puts back the stops that are not heeded.
    pub(super) fn drop_stops(&mut self) {
        if self.stops.trust == Trust::Unheeded {
            self.put_stops_back();
            self.stops.trust = Trust::Refused;
        }
    }

    fn put_stops_back(&mut self) {
        let back = self.stops.way_back();
        if !back.is_empty() {
            self.pen.out.extend_from_slice(&back);
            self.pen.column = None;
        }
        self.stops.set.clear();
    }

    /// Behind a frame: sets the stops that are to be tried, and asks.
    pub(super) fn ask_for_stops(&mut self) {
        if self.stops.trust != Trust::Due {
            return;
        }
        if self.stops.set != self.stops.wanted {
            self.put_stops_back();
        }
        self.stops.set.clone_from(&self.stops.wanted);
        // The answer of the first row looks like a key (`F3`).
        let row = self.pen.row.unwrap_or(1).max(1).min(self.wanted.rows - 1);
        let columns = &self.stops.wanted;
        for usual in taken_away(columns) {
            self.pen.go(usual, row);
            self.pen.out.extend_from_slice(b"\x1b[g");
        }
        for &column in columns {
            self.pen.go(column, row);
            self.pen.out.extend_from_slice(b"\x1bH");
        }
        self.pen.go(0, row);
        self.pen
            .out
            .resize(self.pen.out.len() + columns.len(), b'\t');
        self.pen.out.extend_from_slice(&self.stops.question);
        (self.pen.row, self.pen.column) = (None, None);
        self.stops.trust = Trust::Asked;
    }
}
