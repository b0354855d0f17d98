//! What the emulator lacks that terminals have: it keeps places in a stack, as some do, its tab stops can be
//! set, it knows left and right margins, and new line mode.
//!
//! Between margins nothing is taken but the ways to an edge of the scroll region and what scrolls there, and
//! setting them and taking them away sends the cursor home, as in xterm.
//!
//! Going back to a place (`DECRC`) takes it away, and with none left the cursor goes home; one
//! outside of the scroll region leads to its edge, as in pyte. What is right
//! here is right where there is but one place as well, so whoever goes back twice to what was kept once is
//! seen.

use std::collections::BTreeSet;

/// A place with its style: row, column, and the sequences that set the style.
type Place = (u16, u16, String);

/// Stops that are there at first: one each so many columns.
const USUAL: u16 = 8;

/// The places that are kept, and the tab stops.
#[derive(Debug, Default)]
pub(crate) struct Popping {
    kept: Vec<Place>,
    /// Stops that were set, and usual ones that were taken away.
    set: BTreeSet<u16>,
    taken_away: BTreeSet<u16>,
    /// The rows of the scroll region, if one is set.
    region: Option<(u16, u16)>,
    /// The first and the last column that scroll, where that is not all.
    margins: Option<(u16, u16)>,
    /// Whether line feeds return (`LNM`).
    returns: bool,
    /// Whether that mode is not known.
    pub(crate) never_returns: bool,
    within: Within,
}

/// What the bytes so far end in.
#[derive(Debug, Default)]
enum Within {
    #[default]
    Text,
    Escape,
    /// A control sequence, with its figures.
    Control(Vec<u8>),
}

impl Popping {
    /// Has `parser` show what `bytes` draw, in any portions.
    pub(crate) fn process(&mut self, parser: &mut vt100::Parser, bytes: &[u8]) {
        let mut from = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            match (std::mem::take(&mut self.within), byte) {
                (_, b'\x1b') => self.within = Within::Escape,
                (Within::Escape, b'[') => self.within = Within::Control(Vec::new()),
                (Within::Escape, b'7') => {
                    let (row, column) = shown(parser, bytes, &mut from, at);
                    let style = parser.screen().attributes_formatted();
                    self.kept.push((row, column, style));
                }
                (Within::Escape, b'8') => {
                    // The ESC may have gone out before; CAN gives it up.
                    parser.process(&bytes[from..at]);
                    parser.process(b"\x18");
                    from = at + 1;
                    let (row, column, style) = self.kept.pop().unwrap_or_default();
                    let row = match self.region {
                        Some((top, bottom)) => row.min(bottom).max(top),
                        None => row,
                    };
                    parser.process(format!("\x1b[{};{}H", row + 1, column + 1).as_bytes());
                    parser.process(style.as_bytes());
                }
                (Within::Escape, b'H') => {
                    let (_, column) = shown(parser, bytes, &mut from, at);
                    self.set.insert(column);
                    self.taken_away.remove(&column);
                }
                (Within::Control(figures), b'g') => {
                    assert!(matches!(&figures[..], b"" | b"0"), "all stops at once");
                    let (_, column) = shown(parser, bytes, &mut from, at);
                    self.set.remove(&column);
                    self.taken_away.insert(column);
                }
                (Within::Control(figures), b'r') => {
                    let figures = String::from_utf8(figures).expect("figures");
                    let row = |figure: &str| figure.parse::<u16>().ok().map(|row| row - 1);
                    self.region = figures
                        .split_once(';')
                        .and_then(|(top, bottom)| row(top).zip(row(bottom)));
                }
                (Within::Control(figures), b'h' | b'l') if figures == b"?69" => {
                    parser.process(&bytes[from..=at]);
                    from = at + 1;
                    parser.process(b"\x1b[H");
                    let last = parser.screen().size().1.get() - 1;
                    self.margins = (byte == b'h').then_some((0, last));
                }
                (Within::Control(figures), b'h' | b'l') if figures == b"20" => {
                    self.returns = byte == b'h' && !self.never_returns;
                }
                (Within::Text, b'\n') if self.returns => {
                    parser.process(&bytes[from..=at]);
                    from = at + 1;
                    parser.process(b"\r");
                }
                (Within::Control(figures), b's') if self.margins.is_some() => {
                    // What is not known to the emulator it passes over.
                    parser.process(&bytes[from..=at]);
                    from = at + 1;
                    parser.process(b"\x1b[H");
                    let last = parser.screen().size().1.get() - 1;
                    let figures = String::from_utf8(figures).expect("figures");
                    let column = |figure: &str| figure.parse::<u16>().ok().map(|column| column - 1);
                    let mut columns = figures.split(';').map(column);
                    let left = columns.next().flatten().unwrap_or(0);
                    let right = columns.next().flatten().unwrap_or(last);
                    self.margins = Some((left, right));
                }
                (Within::Escape, b'M') if self.margins.is_some() => {
                    parser.process(&bytes[from..at]);
                    parser.process(b"\x18");
                    from = at + 1;
                    self.scroll_between(parser, -1);
                }
                (Within::Text, b'\n') if self.margins.is_some() => {
                    parser.process(&bytes[from..at]);
                    from = at + 1;
                    self.scroll_between(parser, 1);
                }
                (Within::Text, _) if self.margins.is_some() => {
                    panic!("{byte:#x} is written between margins");
                }
                (Within::Control(mut figures), b'0'..=b'?') => {
                    figures.push(byte);
                    self.within = Within::Control(figures);
                }
                (Within::Text, b'\t') => {
                    parser.process(&bytes[from..at]);
                    from = at + 1;
                    let columns = parser.screen().size().1.get();
                    let (_, column) = parser.screen().cursor_position();
                    let stop = (column + 1..columns).find(|&column| self.has_stop(column));
                    let stop = stop.unwrap_or(columns - 1);
                    parser.process(format!("\x1b[{}G", stop + 1).as_bytes());
                }
                _ => {}
            }
        }
        parser.process(&bytes[from..]);
    }

    /// Moves the rows of the region between the margins, from whose edge the cursor may not be away.
    fn scroll_between(&self, parser: &mut vt100::Parser, lines: i16) {
        let screen = parser.screen();
        let (rows, columns) = screen.size();
        let (row, column) = screen.cursor_position();
        let (top, bottom) = self.region.unwrap_or((0, rows.get() - 1));
        let (left, right) = self.margins.unwrap_or((0, columns.get() - 1));
        let edge = if lines > 0 { bottom } else { top };
        assert_eq!(row, edge, "not at the edge of {top} to {bottom}");
        assert!((left..=right).contains(&column), "{column} is outside");
        let width = right - left + 1;
        let before: Vec<String> = screen.rows_formatted(left, width).collect();
        let mut bytes = Vec::new();
        for y in top..=bottom {
            let place = format!("\x1b[{};{}H", y + 1, left + 1);
            bytes.extend_from_slice(format!("\x1b[m{place}\x1b[{width}X{place}").as_bytes());
            let from = i32::from(y) + i32::from(lines);
            if (i32::from(top)..=i32::from(bottom)).contains(&from) {
                let from = usize::try_from(from).expect("a row");
                bytes.extend_from_slice(before[from].as_bytes());
            }
        }
        let style = screen.attributes_formatted();
        bytes.extend_from_slice(style.as_bytes());
        bytes.extend_from_slice(format!("\x1b[{};{}H", row + 1, column + 1).as_bytes());
        parser.process(&bytes);
    }

    /// Whether a line feed leads where it did at first.
    pub(crate) fn has_usual_line_feeds(&self) -> bool {
        !self.returns && self.margins.is_none()
    }

    /// Whether tabs lead where they did at first.
    pub(crate) fn has_usual_stops(&self) -> bool {
        let is_usual = |column: &u16| column.is_multiple_of(USUAL);
        self.set.iter().all(is_usual) && !self.taken_away.iter().any(is_usual)
    }

    fn has_stop(&self, column: u16) -> bool {
        let is_usual = column.is_multiple_of(USUAL) && !self.taken_away.contains(&column);
        is_usual || self.set.contains(&column)
    }
}

/// The cursor's row and column behind the byte at `at`; what is before it is shown.
fn shown(parser: &mut vt100::Parser, bytes: &[u8], from: &mut usize, at: usize) -> (u16, u16) {
    parser.process(&bytes[*from..=at]);
    *from = at + 1;
    parser.screen().cursor_position()
}

#[test]
fn what_was_kept_once_is_gone_back_to_once() {
    let size = |value| std::num::NonZeroU16::new(value).expect("more than nothing");
    let mut parser = vt100::Parser::new(size(4), size(20), 0);
    let mut popping = Popping::default();
    let place = |parser: &vt100::Parser| parser.screen().cursor_position();
    popping.process(&mut parser, b"\x1b[2;5H\x1b[1m\x1b7\x1b[m\x1b[4;4H\x1b");
    popping.process(&mut parser, b"8a");
    assert_eq!(place(&parser), (1, 5));
    assert!(parser.screen().cell(1, 4).is_some_and(vt100::Cell::bold));
    popping.process(&mut parser, b"\x1b8");
    assert_eq!(place(&parser), (0, 0));
    popping.process(&mut parser, b"\x1b[4;4H\x1b7\x1b[1;3r\x1b8");
    assert_eq!(place(&parser), (2, 3));
}

#[test]
fn line_feeds_return_in_new_line_mode() {
    let size = |value| std::num::NonZeroU16::new(value).expect("more than nothing");
    let mut parser = vt100::Parser::new(size(6), size(9), 0);
    let mut popping = Popping::default();
    popping.process(&mut parser, b"a\nb\x1b[20h\nc\x1b[20l\nd");
    assert_eq!(parser.screen().contents(), "a\n b\nc\n d");
    assert!(popping.has_usual_line_feeds());
}

#[test]
fn between_margins_nothing_else_moves() {
    let size = |value| std::num::NonZeroU16::new(value).expect("more than nothing");
    let mut parser = vt100::Parser::new(size(4), size(9), 0);
    let mut popping = Popping::default();
    popping.process(&mut parser, "报abc\r\n纸def\r\n看ghi\r\n的jkl".as_bytes());
    popping.process(
        &mut parser,
        b"\x1b[2;4r\x1b[?69h\x1b[3;4s\x1b[4;3H\n\x1b[?69l",
    );
    assert_eq!(parser.screen().contents(), "报abc\n纸ghf\n看jki\n的  l");
    popping.process(&mut parser, b"\x1b[?69h\x1b[4s\x1b[2;4H\x1bM\x1b[?69lz");
    assert_eq!(parser.screen().contents(), "z abc\n纸g\n看jhf\n的 ki");
}

#[test]
fn tabs_lead_to_the_stops_that_are_set() {
    let size = |value| std::num::NonZeroU16::new(value).expect("more than nothing");
    let mut parser = vt100::Parser::new(size(4), size(20), 0);
    let mut popping = Popping::default();
    assert!(popping.has_usual_stops());
    let mut column_behind = |bytes: &[u8]| {
        popping.process(&mut parser, bytes);
        parser.screen().cursor_position().1
    };
    assert_eq!(column_behind(b"\t"), 8);
    assert_eq!(column_behind(b"\x1b["), 8);
    assert_eq!(column_behind(b"g\x1b[4G\x1bH\r\t"), 3);
    assert_eq!(column_behind(b"\t"), 16);
    assert_eq!(column_behind(b"\t\t"), 19);
    assert!(!popping.has_usual_stops());
}
