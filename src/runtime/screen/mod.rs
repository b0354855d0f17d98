//! A screen that sends few bytes: for any [ratatui] program, in place of its crossterm backend.
//!
//! A [`Screen`] keeps two grids: what the terminal shows and what is wanted. Frames change the
//! wanted one; a flush finds rows that have moved ([`moves`]), also in part of the window and beside
//! others that have not, moves them by a scroll region and line feeds (up to three regions a frame),
//! blanks pages that have nothing in common (`ED`, `DL`), writes what still differs ([`rows`]; ends and
//! runs of blanks by `EL` and `ECH`) with the shortest cursor moves and style changes ([`pen`], [`style`]),
//! and sends it all in one write. A page scrolled by one line costs about its new line; a frame without a
//! change costs nothing.
//!
//! ```
//! use kanbao::runtime::screen::Screen;
//! use ratatui::{buffer::Buffer, layout::{Position, Rect}, style::Style};
//!
//! let mut screen = Screen::new(Vec::new(), 20, 4);
//! let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 4));
//! buffer.set_string(2, 1, "看报", Style::new());
//! screen.present(&buffer, Some(Position::new(2, 1)))?;
//! assert!(!screen.is_busy());
//!
//! let sent = screen.sink().len();
//! screen.present(&buffer, Some(Position::new(2, 1)))?;
//! assert_eq!(screen.sink().len(), sent);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Two ways in. [`Screen::present`] takes a whole buffer and compares it with what is shown: one
//! comparison a frame, exact to the cell. [`Screen`] is also a ratatui [`Backend`] for
//! `ratatui::Terminal`, which compares its own two buffers first and hands on the differences.
//!
//! `examples/screen.rs` is a whole program. What a caller has to know:
//!
//! - The sink may be non-blocking. At most one frame is pending: while [`Screen::is_busy`], nothing
//!   new is composed, and [`Screen::resume`] sends on when there is room. So on a slow line frames
//!   are dropped, never queued.
//! - [`Backend::clear`] blanks the wanted screen only. When others may have written on the
//!   terminal (after a suspend, a resize, on the reader's wish), call [`Screen::invalidate`].
//! - The scroll region stays set between frames. Whoever gives the terminal back must reset it
//!   (`CSI r`); [`super::terminal::TerminalGuard`] does.
//! - Cursor calls are wishes until the flush, so they cost nothing when nothing changed.
//! - Widths: a cell takes what `CellDiffOption::ForcedWidth` says, else what `unicode-width` says.
//!   What the terminal makes of ambiguous clusters is told by [`Screen::set_ambiguous_drawing`].
//!   With [`Drawn::AsWanted`], the default, it is trusted to agree. An absolute cursor
//!   move after each such cluster costs 4 to 6 bytes, 8 to 20 for a line of Chinese with
//!   quotation marks; so it is only right while the answer is in doubt.
//! - [`Screen::ask`] sends questions to the terminal with the next complete repaint, behind the
//!   clearing and in front of the page: what they print is never seen, and no frame waits.
//!
//! - [`Screen::try_stops`] makes the ways to rows that begin in one column shorter, where the terminal
//!   turns out to heed tab stops. Whoever gives the terminal back sends [`Screen::way_back`].
//!
//! Line feeds and `RI` scroll, never `SU` and `SD`; blanks are erased with the plain background, so
//! a terminal without BCE shows the same. What is sent is known to xterm and what calls itself so, the
//! Linux console, tmux, GNU screen and mosh: `CUP CHA VPA CUU CUD CUF CUB ED EL ECH DL DECSTBM SGR RI`,
//! `DECSC` and `DECRC` (each place is gone back to once and kept again, since some emulators have a stack of
//! them; outside of the scroll region its row is said, since some stop at the edge), carriage return, line feed, backspace, and the private modes 7, 25 and 2026; where it was shown
//! to work, tabs, `HTS` and `TBC`, new line mode (`LNM`), and left and right margins (`DECLRMM`, `DECSLRM`).
//! Repeated characters (`REP`) would save a byte now and then, but not everywhere.

mod beside;
mod convert;
mod grid;
mod moves;
mod pen;
mod returns;
mod rows;
mod stops;
mod style;

use std::io::{self, ErrorKind, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use grid::{Certainty, Grid, GridCell, Symbols};
use moves::{Move, Scroll};
use pen::Pen;
use rows::RowWriter;
use stops::Stops;
pub use stops::TabStops;
use style::StyleTable;

/// How many cells the terminal draws for characters of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Drawn {
    /// As many as the frame says: reader and terminal agree.
    #[default]
    AsWanted,
    /// One.
    Narrow,
    /// Two.
    Wide,
    /// Not known: the cursor is placed anew after each.
    Unknown,
}

/// How many cells the terminal draws for characters of East Asian Width class A (UAX #11), by the
/// groups in which terminals differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AmbiguousDrawing {
    /// Quotes and dashes: “ ” … —
    pub punctuation: Drawn,
    /// Symbols: ■ ① ℃
    pub symbols: Drawn,
    /// Letters: α Я é
    pub letters: Drawn,
}

impl AmbiguousDrawing {
    /// The same for all groups.
    pub fn all(drawn: Drawn) -> AmbiguousDrawing {
        AmbiguousDrawing {
            punctuation: drawn,
            symbols: drawn,
            letters: drawn,
        }
    }

    fn of(self, certainty: Certainty) -> Drawn {
        match certainty {
            Certainty::Sure => Drawn::AsWanted,
            Certainty::Punctuation => self.punctuation,
            Certainty::Symbol => self.symbols,
            Certainty::Letter => self.letters,
            Certainty::Guess => Drawn::Unknown,
        }
    }
}

/// What a frame came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// Everything is on its way: so many bytes (0 if nothing had changed).
    All(usize),
    /// The sink takes no more at present; see [`Screen::resume`].
    Partly,
    /// The last frame is not sent yet; this one was not composed.
    Busy,
}

/// Frames of more bytes are bracketed, if the terminal knows synchronized updates.
const SYNCHRONIZED_FROM: usize = 512;
/// From so many changed rows outside of the scroll region on it is given up.
const CHANGES_OUTSIDE: usize = 4;
/// So many regions are moved or wiped in one frame at most.
const MOST_MOVES: usize = 3;
/// Tables of clusters and styles are swept when they hold more than this.
const TABLE_LIMIT: usize = 4096;

/// The screen: see the [module](self).
#[derive(Debug)]
pub struct Screen<W> {
    sink: W,
    shown: Grid,
    wanted: Grid,
    symbols: Symbols,
    styles: StyleTable,
    pen: Pen,
    /// Bytes of `pen.out` that the sink has taken.
    sent: usize,
    /// Nothing is known about the terminal: clear it before the next frame.
    unknown: bool,
    cursor: CursorWish,
    /// Whether the terminal shows its cursor, as far as known.
    cursor_shown: Option<bool>,
    drawing: AmbiguousDrawing,
    synchronized: bool,
    /// Whether the terminal knows left and right margins.
    margins: bool,
    /// What is to be asked with the next complete repaint.
    questions: Vec<u8>,
    /// What is to be handed on with the next frame.
    passed: Vec<u8>,
    stops: Stops,
    /// Whether the terminal knows new line mode.
    line_feeds_return: bool,
}

/// Where the cursor shall stand after the frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct CursorWish {
    position: Position,
    visible: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of `columns` by `rows` cells whose terminal may show anything; the first
    /// frame clears it. The bytes go to `sink`, which may be non-blocking.
    pub fn new(sink: W, columns: u16, rows: u16) -> Screen<W> {
        Screen {
            sink,
            shown: Grid::new(columns, rows, GridCell::UNKNOWN),
            wanted: Grid::new(columns, rows, GridCell::BLANK),
            symbols: Symbols::default(),
            styles: StyleTable::default(),
            pen: Pen::new(rows),
            sent: 0,
            unknown: true,
            cursor: CursorWish {
                position: Position::ORIGIN,
                visible: true,
            },
            cursor_shown: None,
            drawing: AmbiguousDrawing::default(),
            synchronized: false,
            margins: false,
            questions: Vec::new(),
            passed: Vec::new(),
            stops: Stops::default(),
            line_feeds_return: false,
        }
    }

    /// Makes `buffer` the wanted screen, with the cursor at `cursor` (`None`: hidden), and sends
    /// what differs.
    ///
    /// Cells of the buffer beyond the screen are left out, cells of the screen beyond the buffer
    /// are blank.
    ///
    /// # Errors
    /// When the sink fails; [`ErrorKind::WouldBlock`] is no failure.
    pub fn present(&mut self, buffer: &Buffer, cursor: Option<Position>) -> io::Result<Sent> {
        if !self.resume()? {
            return Ok(Sent::Busy);
        }
        self.sweep();
        convert::buffer_to_grid(
            buffer,
            &mut self.wanted,
            &mut self.symbols,
            &mut self.styles,
        );
        self.cursor.visible = cursor.is_some();
        if let Some(position) = cursor {
            self.cursor.position = position;
        }
        self.compose_and_send()
    }

    /// Sends more of the pending frame; `true` when nothing is pending any more.
    ///
    /// # Errors
    /// When the sink fails; [`ErrorKind::WouldBlock`] is no failure.
    pub fn resume(&mut self) -> io::Result<bool> {
        while self.sent < self.pen.out.len() {
            match self.sink.write(&self.pen.out[self.sent..]) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.pen.out.clear();
        self.sent = 0;
        Ok(true)
    }

    /// Whether bytes of the last frame still wait for the sink.
    pub fn is_busy(&self) -> bool {
        self.sent < self.pen.out.len()
    }

    /// Forgets what the terminal shows; the next frame clears it and paints everything.
    pub fn invalidate(&mut self) {
        self.unknown = true;
        self.cursor_shown = None;
    }

    /// Forgets a frame that is not sent in full: for a terminal that was given back meanwhile and
    /// taken again. The next frame paints everything.
    pub fn abandon(&mut self) {
        self.pen.out.clear();
        self.sent = 0;
        self.invalidate();
    }

    /// Takes another size; the next frame paints everything.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shown = Grid::new(columns, rows, GridCell::UNKNOWN);
        self.wanted = Grid::new(columns, rows, GridCell::BLANK);
        self.invalidate();
    }

    /// Tells that the terminal shows its cursor; else the first frame says so.
    pub fn assume_cursor(&mut self) {
        self.cursor_shown = Some(true);
    }

    /// Tells how the terminal draws ambiguous clusters. Everything is painted anew only if
    /// something is shown that it must have drawn otherwise.
    pub fn set_ambiguous_drawing(&mut self, drawing: AmbiguousDrawing) {
        if self.drawing == drawing {
            return;
        }
        let contradicts = |cell: &GridCell| match drawing.of(cell.certainty()) {
            Drawn::AsWanted => false,
            Drawn::Narrow => cell.width() == 2,
            Drawn::Wide => cell.width() == 1,
            // What was trusted before may have shifted the rest of its row.
            Drawn::Unknown => self.drawing.of(cell.certainty()) != Drawn::Unknown,
        };
        let is_sure = |cell: &GridCell| cell.certainty() == Certainty::Sure;
        let shown = self.shown.cells();
        if shown.iter().any(|cell| !is_sure(cell) && contradicts(cell)) {
            self.invalidate();
        }
        self.drawing = drawing;
    }

    /// Sends `questions` once, with the next complete repaint, which this asks for.
    pub fn ask(&mut self, questions: &[u8]) {
        self.questions.clear();
        self.questions.extend_from_slice(questions);
        self.invalidate();
    }

    /// Hands `sequence` on with the next frame, in front of it. It must leave alone what is shown, the
    /// cursor and the style, as OSC sequences do.
    pub fn pass(&mut self, sequence: &[u8]) {
        self.passed.extend_from_slice(sequence);
    }

    /// Whether the terminal knows synchronized updates (DEC private mode 2026); off at first.
    pub fn set_synchronized(&mut self, known: bool) {
        self.synchronized = known;
    }

    /// Whether the terminal knows left and right margins (`DECLRMM`, DEC private mode 69); off at first. Where
    /// it does, lists move beside others that stand still.
    pub fn set_margins(&mut self, known: bool) {
        self.margins = known;
    }

    /// Columns and rows.
    pub fn dimensions(&self) -> (u16, u16) {
        (self.wanted.columns, self.wanted.rows)
    }

    /// Where the bytes go.
    pub fn sink(&self) -> &W {
        &self.sink
    }

    /// Where the bytes go, for taking them out of a memory sink.
    pub fn sink_mut(&mut self) -> &mut W {
        &mut self.sink
    }

    fn compose_and_send(&mut self) -> io::Result<Sent> {
        self.compose();
        let length = self.pen.out.len();
        Ok(if self.resume()? {
            Sent::All(length)
        } else {
            Sent::Partly
        })
    }

    /// Writes the frame into `pen.out`, which is empty before.
    fn compose(&mut self) {
        if self.wanted.columns == 0 || self.wanted.rows == 0 {
            return;
        }
        if self.unknown {
            self.start_anew();
        }
        self.pen.out.append(&mut self.passed);
        self.drop_stops();
        // Two lists, or a list and what is below it, may have moved by themselves.
        for _ in 0..MOST_MOVES {
            match moves::find_move(&self.shown, &self.wanted, self.pen.region, self.margins) {
                None => break,
                Some(Move::Scroll(scroll)) => self.scroll(scroll),
                Some(Move::Wipe(top, bottom)) => {
                    let size = (self.wanted.columns, self.wanted.rows);
                    self.pen.wipe(&self.styles, (top, bottom), size);
                    self.shown.scroll(top, bottom, i32::from(bottom - top) + 1);
                }
            }
        }
        self.give_up_region();
        self.write_rows();
        self.place_cursor();
        if self.synchronized && self.pen.out.len() > SYNCHRONIZED_FROM {
            self.pen.out.splice(0..0, *b"\x1b[?2026h");
            self.pen.out.extend_from_slice(b"\x1b[?2026l");
        }
        self.ask_for_stops();
    }

    /// Moves rows. Those that come in at the foot are written one by one as they come: the line feed that
    /// brings the next one is also the way to it.
    fn scroll(&mut self, scroll: Scroll) {
        let Scroll {
            top, bottom, lines, ..
        } = scroll;
        self.pen.set_region(top, bottom, self.wanted.rows);
        if let Some(columns) = scroll.columns {
            let all = self.wanted.columns;
            self.pen.scroll_between(&self.styles, lines, columns, all);
            self.shown.scroll_between((top, bottom), lines, columns);
            return;
        }
        self.shown.scroll(top, bottom, lines);
        let coming = u16::try_from(lines).unwrap_or(0);
        if coming == 0 {
            self.pen.scroll(&self.styles, lines);
            return;
        }
        for y in bottom + 1 - coming..=bottom {
            self.pen.scroll(&self.styles, 1);
            self.write_row(y, bottom);
        }
    }

    /// Writes what differs in row `y` where that row is `at` in the terminal now.
    fn write_row(&mut self, y: u16, at: u16) {
        if self.shown.row(y) == self.wanted.row(y) {
            return;
        }
        RowWriter {
            pen: &mut self.pen,
            styles: &self.styles,
            symbols: &self.symbols,
            drawing: self.drawing,
            rows: usize::from(self.wanted.rows),
        }
        .write_row(self.shown.row(y), self.wanted.row(y), at);
        self.shown.row_mut(y).copy_from_slice(self.wanted.row(y));
    }

    /// Has the whole screen scroll again where much is to be drawn outside of the region, in which alone
    /// the cursor moves in few bytes.
    fn give_up_region(&mut self) {
        let (top, bottom) = self.pen.region;
        let rows = self.wanted.rows;
        let outside = (0..rows)
            .filter(|y| !(top..=bottom).contains(y))
            .filter(|&y| self.shown.row(y) != self.wanted.row(y));
        if outside.count() >= CHANGES_OUTSIDE {
            self.pen.set_region(0, rows - 1, rows);
        }
    }

    /// Brings a terminal in any state to a known one: plain style, no region, blank, cursor home.
    fn start_anew(&mut self) {
        self.pen = Pen::new(self.wanted.rows);
        self.stops.forget();
        self.line_feeds_return = false;
        self.pen.out.extend_from_slice(b"\x1b[m\x1b[r");
        self.pen.out.append(&mut self.questions);
        self.pen.out.extend_from_slice(b"\x1b[H\x1b[J");
        (self.pen.row, self.pen.column, self.pen.style) = (Some(0), Some(0), Some(0));
        self.shown.fill(GridCell::BLANK);
        self.unknown = false;
    }

    fn place_cursor(&mut self) {
        if self.cursor.visible {
            let x = self.cursor.position.x.min(self.wanted.columns - 1);
            let y = self.cursor.position.y.min(self.wanted.rows - 1);
            self.pen.go(x, y);
        }
        if self.cursor_shown != Some(self.cursor.visible) {
            let sequence: &[u8] = if self.cursor.visible {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.pen.out.extend_from_slice(sequence);
            self.cursor_shown = Some(self.cursor.visible);
        }
    }

    fn sweep(&mut self) {
        if self.symbols.len() > TABLE_LIMIT || self.styles.len() > TABLE_LIMIT {
            let pen_style = self.pen.style.map(|number| *self.styles.look(number));
            grid::sweep(
                [&mut self.shown, &mut self.wanted],
                &mut self.symbols,
                &mut self.styles,
            );
            self.pen.style = pen_style.map(|look| self.styles.number(look));
            self.pen.kept = None;
        }
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.sweep();
        // ratatui lists the second half of some wide clusters (VS16) right after the first, only
        // to make bad terminals clear it; here that would cut the cluster in half.
        let mut covered = None;
        for (x, y, cell) in content {
            if covered == Some((x, y)) {
                continue;
            }
            let converted = convert::cell(cell, &mut self.symbols, &mut self.styles);
            self.wanted.put(x, y, converted);
            covered = (converted.width() == 2).then_some((x + 1, y));
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.visible = true;
        Ok(())
    }

    /// The cursor's wanted place: the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor.position = position.into();
        Ok(())
    }

    /// Blanks the wanted screen. A real repaint is [`Screen::invalidate`].
    fn clear(&mut self) -> io::Result<()> {
        self.wanted.fill(GridCell::BLANK);
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let (columns, rows) = self.dimensions();
        let Position { x, y } = self.cursor.position;
        let blank = |grid: &mut Grid, row: u16, from: u16, to: u16| {
            for column in from..to {
                grid.put(column, row, GridCell::BLANK);
            }
        };
        let (from_row, to_row) = match clear_type {
            ClearType::All => return self.clear(),
            ClearType::AfterCursor => (y, rows),
            ClearType::BeforeCursor => (0, y.saturating_add(1).min(rows)),
            ClearType::CurrentLine | ClearType::UntilNewLine => (y, y.saturating_add(1).min(rows)),
        };
        for row in from_row..to_row {
            let (from, to) = match clear_type {
                ClearType::AfterCursor | ClearType::UntilNewLine if row == y => (x, columns),
                ClearType::BeforeCursor if row == y => (0, x.saturating_add(1)),
                _ => (0, columns),
            };
            blank(&mut self.wanted, row, from, to);
        }
        Ok(())
    }

    /// The size given to [`Screen::new`] or [`Screen::resize`]: the terminal is never asked.
    fn size(&self) -> io::Result<Size> {
        Ok(Size::new(self.wanted.columns, self.wanted.rows))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    /// Sends what differs, unless the last frame is still pending.
    fn flush(&mut self) -> io::Result<()> {
        if self.resume()? {
            self.compose_and_send()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
