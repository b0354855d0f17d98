//! The traps that terminals and ratatui lay, one test each.

use std::io::{self, ErrorKind, Write};

use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::{Shown, cells, difference, page, painted, parser, reader};
use crate::runtime::screen::{AmbiguousDrawing, Drawn, Screen, Sent, TABLE_LIMIT};

#[test]
fn after_setting_the_region_the_cursor_is_placed_absolutely() {
    let mut screen = Screen::new(Vec::new(), 80, 24);
    screen
        .present(&reader(80, 24, 0), Some(Position::new(0, 0)))
        .unwrap();
    screen.sink_mut().clear();
    screen
        .present(&reader(80, 24, 1), Some(Position::new(0, 0)))
        .unwrap();
    let sent = String::from_utf8(screen.sink().clone()).unwrap();
    assert!(sent.contains("\x1b[1;23r\x1b[23H\n"), "{sent:?}");
    assert!(
        !sent.contains("\x1b[S") && !sent.contains("\x1b[1S"),
        "{sent:?}"
    );
}

#[test]
fn a_narrow_cell_over_a_wide_one_leaves_no_half() {
    // ratatui's diff does not list the second half.
    let mut terminal = Terminal::new(Screen::new(Vec::new(), 8, 1)).unwrap();
    let mut parser = parser(8, 1);
    for text in ["看报纸看", "a", "看报", "报a纸"] {
        terminal
            .draw(|frame| frame.buffer_mut().set_string(0, 0, text, Style::new()))
            .unwrap();
        parser.process(&std::mem::take(terminal.backend_mut().sink_mut()));
        assert_eq!(parser.screen().contents(), text);
    }
}

#[test]
fn clearing_is_a_wish_and_a_repaint_is_real() {
    let mut terminal = Terminal::new(Screen::new(Vec::new(), 20, 3)).unwrap();
    let draw = |terminal: &mut Terminal<Screen<Vec<u8>>>| {
        terminal
            .draw(|frame| frame.buffer_mut().set_string(0, 1, "看报", Style::new()))
            .unwrap();
        std::mem::take(terminal.backend_mut().sink_mut())
    };
    draw(&mut terminal);
    terminal.clear().unwrap();
    assert_eq!(
        draw(&mut terminal),
        b"",
        "ratatui's clear and the same frame again"
    );
    terminal.backend_mut().invalidate();
    let sent = String::from_utf8(draw(&mut terminal)).unwrap();
    assert!(sent.starts_with("\x1b[m\x1b[r\x1b[H\x1b[J"), "{sent:?}");
    assert!(sent.contains("看报"), "{sent:?}");
}

#[test]
fn another_size_paints_everything_and_asks_nobody() {
    let mut terminal = Terminal::new(Screen::new(Vec::new(), 20, 3)).unwrap();
    terminal
        .draw(|frame| frame.buffer_mut().set_string(0, 0, "看报", Style::new()))
        .unwrap();
    terminal.backend_mut().sink_mut().clear();
    terminal.backend_mut().resize(10, 2);
    terminal
        .draw(|frame| {
            assert_eq!(frame.area(), Rect::new(0, 0, 10, 2));
            frame.buffer_mut().set_string(0, 0, "看报", Style::new());
        })
        .unwrap();
    let sent = String::from_utf8(terminal.backend().sink().clone()).unwrap();
    assert!(sent.starts_with("\x1b[m\x1b[r\x1b[H\x1b[J看报"), "{sent:?}");
}

#[test]
fn a_page_of_other_text_leaves_what_stands_below_it() {
    // Rows of no common character, each shorter than the one before: blanked up to the status row.
    let text = |first: u32, length: u32| -> String {
        let at = |at: u32| char::from_u32(0x4E00 + first + at).unwrap_or('一');
        (0..length).map(at).collect()
    };
    let screen = |first: u32, length: u32| {
        let rows: Vec<String> = (0..11).map(|y| text(first + 40 * y, length)).collect();
        let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        rows.push("市场早报  清晨的秤");
        page(60, &rows)
    };
    let mut shown = Shown::new(60, 12);
    shown.show(&screen(0, 30));
    let sent = shown.show(&screen(900, 25));
    let sent = String::from_utf8(sent).unwrap();
    assert!(sent.contains("\x1b[1J"), "{sent:?}");
    assert!(!sent.contains("市场"), "{sent:?}");
    assert_eq!(
        difference(&shown.cells(), &painted(&screen(900, 25)), 60),
        None
    );
}

#[test]
fn sizes_of_nothing_and_one_are_survived() {
    for (columns, rows) in [(0, 0), (0, 5), (5, 0), (1, 1), (2, 1), (1, 2)] {
        let mut screen = Screen::new(Vec::new(), columns, rows);
        for text in ["看", "a", "报b"] {
            screen
                .present(&page(6, &[text, text, text]), Some(Position::new(9, 9)))
                .unwrap();
        }
    }
}

/// A sink that takes so many bytes and no more until it is given room.
#[derive(Debug, Default)]
struct Narrow {
    taken: Vec<u8>,
    room: usize,
}

impl Write for Narrow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = bytes.len().min(self.room);
        if count == 0 {
            return Err(ErrorKind::WouldBlock.into());
        }
        self.room -= count;
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn on_a_stalled_line_frames_are_dropped_not_queued() {
    let mut screen = Screen::new(
        Narrow {
            room: 100,
            ..Narrow::default()
        },
        80,
        24,
    );
    assert_eq!(
        screen.present(&reader(80, 24, 0), None).unwrap(),
        Sent::Partly
    );
    assert!(screen.is_busy());
    for first in 1..500 {
        assert_eq!(
            screen.present(&reader(80, 24, first), None).unwrap(),
            Sent::Busy
        );
    }
    screen.sink_mut().room = usize::MAX;
    assert!(screen.resume().unwrap());
    screen.present(&reader(80, 24, 500), None).unwrap();
    let taken = std::mem::take(&mut screen.sink_mut().taken);
    assert!(taken.len() < 8000, "{} bytes", taken.len());
    let mut parser = parser(80, 24);
    parser.process(&taken);
    assert_eq!(
        difference(&cells(&parser, 80, 24), &painted(&reader(80, 24, 500)), 80),
        None
    );
}

#[test]
fn a_width_of_two_for_an_ambiguous_cluster_shifts_nothing_either_way() {
    let wide = |buffer: &mut Buffer, x: u16| {
        let width = std::num::NonZeroU16::new(2).unwrap();
        buffer[(x, 0)]
            .set_symbol("“")
            .set_diff_option(CellDiffOption::ForcedWidth(width));
        buffer[(x + 1, 0)].reset();
    };
    let mut before = page(12, &["看报看报看报"]);
    let mut shown = Shown::new(12, 1);
    shown
        .screen
        .set_ambiguous_drawing(AmbiguousDrawing::all(Drawn::Unknown));
    shown.show(&before);
    wide(&mut before, 2);
    shown.show(&before);
    // The emulator draws it in one cell: the second is blank, what follows stands where it stood.
    assert_eq!(shown.parser.screen().contents(), "看“ 看报看报");
}

#[test]
fn controls_never_reach_the_terminal() {
    let mut buffer = page(12, &["看报"]);
    buffer[(6, 0)].set_symbol("\x1b[2J");
    buffer[(7, 0)].set_symbol("\x07");
    buffer[(8, 0)].set_symbol("\u{9b}");
    buffer[(9, 0)].set_symbol("\u{301}");
    let mut screen = Screen::new(Vec::new(), 12, 1);
    screen.present(&buffer, None).unwrap();
    assert_eq!(
        screen.sink(),
        "\x1b[m\x1b[r\x1b[H\x1b[J看报\x1b[?25l".as_bytes()
    );
}

#[test]
fn ever_new_clusters_do_not_fill_the_memory() {
    let mut screen = Screen::new(io::sink(), 40, 5);
    for round in 0u32..6000 {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 5));
        let mark = char::from_u32(0x300 + round % 0x60).unwrap();
        let base = char::from_u32(0x4E00 + round).unwrap();
        buffer.set_string(
            0,
            0,
            format!("{base}{mark}"),
            Style::new().fg(Color::Rgb((round / 256) as u8, (round % 256) as u8, 0)),
        );
        screen.present(&buffer, None).unwrap();
    }
    assert!(screen.symbols.len() <= TABLE_LIMIT + 2 && screen.styles.len() <= TABLE_LIMIT + 2);
}
