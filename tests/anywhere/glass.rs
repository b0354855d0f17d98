//! A terminal that shows what the screen layer sends it, and can be compared with what was wanted.

use std::num::NonZeroU16;

use kanbao::runtime::screen::{AmbiguousDrawing, Screen, TabStops};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use crate::hostile::foreign;
use crate::popping::Popping;
use crate::wide::widened;

/// A screen layer with the terminal that it sends to.
pub(crate) struct Glass {
    screen: Screen<Vec<u8>>,
    parser: vt100::Parser,
    popping: Popping,
    drawing: AmbiguousDrawing,
    columns: u16,
    rows: u16,
    wide: bool,
    joining: bool,
}

/// Marks with a cell of their own, as the texts of these tests have them.
pub(crate) const SPACING: [char; 4] = ['\u{E33}', '\u{93E}', '\u{9BE}', '\u{FF9E}'];

/// Where tab stops are tried: one of them behind a usual one, which must not be in the way.
const STOPS: [u16; 3] = [2, 11, 19];

/// What can be seen of a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Seen {
    pub text: String,
    foreground: vt100::Color,
    background: vt100::Color,
    attributes: [bool; 4],
}

impl Glass {
    /// A blank one that draws ambiguous characters in one cell, and of which the screen layer knows
    /// what `drawing` says.
    pub(crate) fn new(columns: u16, rows: u16, drawing: AmbiguousDrawing) -> Glass {
        let known = |value: u16| NonZeroU16::new(value.max(1)).expect("at least 1");
        let mut screen = Screen::new(Vec::new(), columns, rows);
        screen.set_ambiguous_drawing(drawing);
        // Some terminals know margins, others do not.
        screen.set_margins(columns.is_multiple_of(2));
        Glass {
            screen,
            parser: vt100::Parser::new(known(rows), known(columns), 0),
            popping: Popping::default(),
            drawing,
            columns,
            rows,
            wide: false,
            joining: false,
        }
    }

    /// The same, but spacing marks are drawn in the cell before them.
    pub(crate) fn joining(mut self) -> Glass {
        self.joining = true;
        self
    }

    /// The same, but ambiguous quotes, dashes and symbols are drawn in two cells.
    pub(crate) fn wide(mut self) -> Glass {
        self.wide = true;
        self
    }

    /// Takes another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let known = |value: u16| value.max(1);
        self.parser
            .screen_mut()
            .set_size(size(known(rows)), size(known(columns)));
        self.screen.resize(columns, rows);
        (self.columns, self.rows) = (columns, rows);
    }

    /// Shows a frame; what was sent for it, in which nothing foreign may be.
    pub(crate) fn show(&mut self, buffer: &Buffer, cursor: Option<Position>, what: &str) -> usize {
        let stops = TabStops {
            rows: STOPS[..2].to_vec(),
            figure: Some(STOPS[2]),
        };
        let asked = self.columns > STOPS[2] && self.screen.lacks_stops(&stops);
        if asked {
            self.screen.try_stops(&stops, b"");
        }
        self.screen.present(buffer, cursor).expect("memory");
        let sent = std::mem::take(self.screen.sink_mut());
        let text = std::str::from_utf8(&sent).expect("UTF-8");
        assert_eq!(foreign(text, &[]), None, "{what}");
        // The emulator takes the replacement character for a byte that it could not read, and drops it.
        let mut drawn = text.replace('\u{fffd}', "◆");
        if self.wide {
            drawn = widened(&drawn);
        }
        // The emulator gives one of them no cell of its own; a stand-in without or with one.
        drawn = match self.joining {
            true => drawn.replace(SPACING, "\u{301}"),
            false => drawn.replace('\u{9BE}', "\u{93E}"),
        };
        self.popping.process(&mut self.parser, drawn.as_bytes());
        if asked {
            let (_, column) = self.parser.screen().cursor_position();
            self.screen.stops_answered(Some(column));
        }
        sent.len()
    }

    /// The cell at column `x` of row `y`.
    pub(crate) fn seen(&self, x: u16, y: u16) -> Seen {
        let cell = self.parser.screen().cell(y, x).expect("within the screen");
        let text = cell.contents();
        let text = if text.is_empty() && !cell.is_wide_continuation() {
            " "
        } else {
            text
        };
        let blank = text == " " && !cell.underline() && !cell.inverse();
        Seen {
            text: text.to_owned(),
            // Nothing is seen of these on a blank, nor told of a second half.
            foreground: match blank || text.is_empty() {
                true => vt100::Color::Default,
                false => cell.fgcolor(),
            },
            background: match text.is_empty() {
                true => vt100::Color::Default,
                false => cell.bgcolor(),
            },
            attributes: match blank || text.is_empty() {
                true => [false; 4],
                false => [cell.bold(), cell.dim(), cell.underline(), cell.inverse()],
            },
        }
    }

    /// Every cluster of `buffer` on whose width all terminals agree stands in its own cell, whatever
    /// became of those beside it.
    pub(crate) fn assert_in_place(&self, buffer: &Buffer, what: &str) {
        for y in 0..self.rows {
            let mut x = 0;
            while x < self.columns {
                let cell = &buffer[(x, y)];
                let next = (x + taken(cell) < self.columns).then(|| &buffer[(x + taken(cell), y)]);
                let sure = cell.symbol().width() == cell.symbol().width_cjk()
                    && !cell.symbol().contains(SPACING)
                    && !next.is_some_and(|next| next.symbol().contains(SPACING));
                let shown = self.seen(x, y).text;
                if sure && shown.trim() != cell.symbol().trim() {
                    // A character drawn in two cells before may hide a blank of its own second half.
                    panic!(
                        "{what}: at {x},{y} {shown:?} for {:?}\n{}",
                        cell.symbol(),
                        self.parser.screen().contents()
                    );
                }
                x += taken(cell);
            }
        }
    }

    /// What is shown is what a fresh terminal shows when `buffer` is painted on it anew.
    pub(crate) fn assert_as_painted(&self, buffer: &Buffer, what: &str) {
        let mut fresh = Glass::new(self.columns, self.rows, self.drawing);
        (fresh.wide, fresh.joining) = (self.wide, self.joining);
        fresh.show(buffer, None, what);
        for y in 0..self.rows {
            for x in 0..self.columns {
                let (shown, painted) = (self.seen(x, y), fresh.seen(x, y));
                if shown != painted {
                    let contents = |glass: &Glass| glass.parser.screen().contents();
                    panic!(
                        "{what}: at {x},{y} {shown:?} instead of {painted:?}\nshown:\n{}\npainted:\n{}",
                        contents(self),
                        contents(&fresh)
                    );
                }
            }
        }
    }
}

/// The cells that a cluster takes in a frame.
fn taken(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => cell.cell_width().max(1),
    }
}

fn size(value: u16) -> NonZeroU16 {
    NonZeroU16::new(value).expect("at least 1")
}
