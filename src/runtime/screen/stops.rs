//! Tab stops of our own, where the rows of a text begin and a figure stands: a tab is one byte, a column in
//! figures four to six.
//!
//! Every terminal moves by tabs, but not every one lets its stops be set, and a user may have set others.
//! So they are not relied upon until the terminal has shown where tabs lead: the stops are set behind a
//! frame (`HTS`; the usual ones in front of the rows' are taken away, `TBC`), the cursor goes to the last one
//! of them by tabs, and the terminal is asked where it stands. With any other answer the usual stops are put
//! back, and never touched again. Whoever gives the terminal back puts them back too
//! ([`Screen::way_back`]).
//!
//! On the way it is asked whether line feeds return in new line mode ([`super::returns`]): one leads to the
//! start of the row in which the tabs are tried. Where they do not lead to their place then, they are asked
//! about once more without it.

use std::io::Write;

use super::{Screen, returns};

/// Stops that every terminal has at first: one each so many columns.
const USUAL: u16 = 8;

/// Columns where tab stops serve.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TabStops {
    /// Where rows begin, in ascending order; no other stops are in front of the last.
    pub rows: Vec<u16>,
    /// Where a figure stands that changes often, behind these; the usual stops are left in between.
    pub figure: Option<u16>,
}

impl TabStops {
    /// Those that are set.
    fn set(&self) -> impl Iterator<Item = u16> {
        self.rows.iter().copied().chain(self.figure)
    }

    /// The usual stops that are in front of the rows' and are none of them.
    fn taken_away(&self) -> impl Iterator<Item = u16> {
        let last = self.rows.last().copied().unwrap_or(0);
        usual(0, last).filter(|usual| !self.rows.contains(usual))
    }

    /// Where tabs lead then, one after the other.
    fn all(&self) -> Vec<u16> {
        let last = self.rows.last().copied().unwrap_or(0);
        let mut all = self.rows.clone();
        if let Some(figure) = self.figure.filter(|&figure| figure > last) {
            all.extend(usual(last, figure));
            all.push(figure);
        }
        all
    }
}

/// The usual stops between two columns.
fn usual(after: u16, before: u16) -> impl Iterator<Item = u16> {
    let from = after / USUAL + 1;
    let end = before.div_ceil(USUAL);
    (from..end).map(|number| number * USUAL)
}

/// What was made of the terminal's tab stops.
#[derive(Debug, Default)]
pub(super) struct Stops {
    /// Those that were set, and still are as far as known.
    set: TabStops,
    /// Those of the text that is shown.
    wanted: TabStops,
    question: Vec<u8>,
    trust: Trust,
    /// Whether a line feed was tried with them, and whether that has failed.
    with_line_feed: bool,
    without_line_feed: bool,
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
    /// It did not with a line feed in new line mode; without one it is to be asked again.
    Doubted,
    /// That is to be done behind the next frame.
    DueAgain,
    /// It does not; the usual ones are to be put back with the next frame.
    Unheeded,
    /// It does not, and has the usual ones.
    Refused,
}

impl Stops {
    /// The terminal is in a state that nobody knows: what was set may be set or not.
    pub(super) fn forget(&mut self) {
        let is_tried = matches!(
            self.trust,
            Trust::Asked | Trust::Heeded | Trust::Doubted | Trust::DueAgain
        );
        if is_tried {
            self.trust = Trust::Untried;
        }
    }

    /// What puts the usual stops back, wherever in a row the cursor stands.
    fn way_back(&self) -> Vec<u8> {
        let mut back = Vec::new();
        let mut at = |column: u16, action: &str| {
            back.extend_from_slice(format!("\x1b[{}G{action}", column + 1).as_bytes());
        };
        for column in self.set.set().filter(|column| column % USUAL != 0) {
            at(column, "\x1b[g");
        }
        for column in self.set.taken_away() {
            at(column, "\x1bH");
        }
        back
    }
}

impl<W: Write> Screen<W> {
    /// Whether [`Screen::try_stops`] would have something new to try.
    pub fn lacks_stops(&self, stops: &TabStops) -> bool {
        let untried = matches!(self.stops.trust, Trust::Untried | Trust::Doubted);
        let tried = !untried && self.stops.wanted == *stops;
        !tried && self.stops.trust != Trust::Refused && !stops.rows.is_empty()
    }

    /// Has tab stops set behind the next frame, and then `question` sent, which is to ask for the cursor's
    /// place. It stands in the last of them, not in the first row.
    pub fn try_stops(&mut self, stops: &TabStops, question: &[u8]) {
        self.stops.trust = match self.stops.trust {
            Trust::Doubted if self.stops.wanted == *stops => Trust::DueAgain,
            _ => Trust::Due,
        };
        self.pen.tabs.clear();
        self.line_feeds_return = false;
        self.stops.wanted = stops.clone();
        self.stops.question = question.to_vec();
    }

    /// Tells in which column the cursor stood, as the terminal answered; `None` if it did not. The next
    /// frame brings it back to its place.
    pub fn stops_answered(&mut self, column: Option<u16>) {
        if self.stops.trust != Trust::Asked {
            // The window has changed since.
            return;
        }
        let tabs = self.stops.wanted.all();
        let is_there = column.is_some() && column == tabs.last().copied();
        self.stops.trust = match is_there {
            true => {
                self.pen.tabs = tabs;
                self.line_feeds_return = self.stops.with_line_feed;
                Trust::Heeded
            }
            false if self.stops.with_line_feed => {
                self.stops.without_line_feed = true;
                Trust::Doubted
            }
            false => Trust::Unheeded,
        };
    }

    /// Whether frames may set new line mode, in which Enter sends a line feed too.
    pub fn may_set_new_line_mode(&self) -> bool {
        self.line_feeds_return || self.stops.trust == Trust::Asked
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
        self.stops.set = TabStops::default();
    }

    /// Behind a frame: sets the stops that are to be tried, and asks.
    pub(super) fn ask_for_stops(&mut self) {
        if !matches!(self.stops.trust, Trust::Due | Trust::DueAgain) {
            return;
        }
        // The answer of the first row looks like a key (`F3`), and nothing may scroll.
        let (top, bottom) = self.pen.region;
        let rows = top.max(1)..bottom;
        let row = self.pen.row.filter(|row| rows.contains(row));
        let row = row.unwrap_or(rows.start).min(self.wanted.rows - 1);
        if self.stops.trust == Trust::Due {
            self.set_stops(row);
        }
        let may_feed = rows.contains(&row) && self.pen.column.is_some_and(|column| column > 0);
        self.stops.with_line_feed = may_feed && !self.stops.without_line_feed;
        if self.stops.with_line_feed {
            // From the last stop that was set: from the start of a row every line feed leads to that of the next.
            self.pen.out.extend_from_slice(returns::SET);
            self.pen.out.push(b'\n');
            self.pen.out.extend_from_slice(returns::RESET);
        } else {
            self.pen.go(0, row);
        }
        let out = &mut self.pen.out;
        out.resize(out.len() + self.stops.wanted.all().len(), b'\t');
        out.extend_from_slice(&self.stops.question);
        (self.pen.row, self.pen.column) = (None, None);
        self.stops.trust = Trust::Asked;
    }

    fn set_stops(&mut self, row: u16) {
        if self.stops.set != self.stops.wanted {
            self.put_stops_back();
        }
        self.stops.set.clone_from(&self.stops.wanted);
        let wanted = &self.stops.wanted;
        for usual in wanted.taken_away() {
            self.pen.go(usual, row);
            self.pen.out.extend_from_slice(b"\x1b[g");
        }
        for column in wanted.set() {
            self.pen.go(column, row);
            self.pen.out.extend_from_slice(b"\x1bH");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_lead_to_the_stops_of_rows_then_to_usual_ones_then_to_the_figure() {
        let stops = |rows: &[u16], figure| TabStops {
            rows: rows.to_vec(),
            figure,
        };
        assert_eq!(stops(&[2, 6], None).all(), [2, 6]);
        assert_eq!(stops(&[2, 11], Some(27)).all(), [2, 11, 16, 24, 27]);
        assert_eq!(stops(&[8], Some(24)).all(), [8, 16, 24]);
        // One that stands among the rows' serves nobody.
        assert_eq!(stops(&[22, 26], Some(20)).all(), [22, 26]);
        let away = |rows: &[u16]| stops(rows, Some(70)).taken_away().collect::<Vec<_>>();
        assert!(away(&[2, 6]).is_empty());
        assert_eq!(away(&[8, 20]), [16]);
        assert_eq!(away(&[22, 24]), [8, 16]);
    }
}
