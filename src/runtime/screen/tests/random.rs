//! Random frames after random frames: the bytes give exactly the wanted screen.

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::{Shown, cells, difference, painted, parser};
use crate::runtime::screen::{AmbiguousDrawing, Drawn, Screen};

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Indexed(245)),
        1 => Just(Color::Indexed(3)),
        1 => Just(Color::Red),
        1 => Just(Color::Rgb(1, 2, 3)),
    ];
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::BOLD | Modifier::UNDERLINED),
        1 => Just(Modifier::ITALIC),
    ];
    (colour.clone(), colour, modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// How one frame comes out of the one before.
#[derive(Clone, Debug)]
enum Change {
    Text {
        x: u16,
        y: u16,
        text: String,
        style: Style,
    },
    Scroll {
        top: u16,
        bottom: u16,
        lines: i16,
    },
    /// The same between two columns.
    Shift {
        area: Rect,
        lines: i16,
    },
    Restyle {
        area: Rect,
        style: Style,
    },
    Blank {
        y: u16,
        x: u16,
    },
    Clear,
}

const COLUMNS: u16 = 23;
const ROWS: u16 = 9;

fn change() -> impl Strategy<Value = Change> {
    let text = "[看报纸a-f “”…—①é ]{1,14}";
    prop_oneof![
        6 => (0..COLUMNS, 0..ROWS, text, style()).prop_map(|(x, y, text, style)| Change::Text { x, y, text, style }),
        4 => (0..ROWS, 0..ROWS, -4..5i16).prop_map(|(a, b, lines)| Change::Scroll { top: a.min(b), bottom: a.max(b), lines }),
        3 => (0..COLUMNS, 0..ROWS, 6..COLUMNS, 3..ROWS, -2..3i16).prop_map(|(x, y, width, height, lines)| Change::Shift {
            area: Rect::new(x, y, width.min(COLUMNS - x), height.min(ROWS - y)),
            lines,
        }),
        1 => (0..COLUMNS, 0..ROWS, 1..9u16, 1..4u16, style()).prop_map(|(x, y, width, height, style)| Change::Restyle {
            area: Rect::new(x, y, width.min(COLUMNS - x), height.min(ROWS - y)),
            style,
        }),
        1 => (0..ROWS, 0..COLUMNS).prop_map(|(y, x)| Change::Blank { y, x }),
        1 => Just(Change::Clear),
    ]
}

fn apply(buffer: &mut Buffer, change: &Change) {
    match change {
        Change::Text { x, y, text, style } => buffer.set_string(*x, *y, text, *style),
        Change::Scroll { top, bottom, lines } => {
            let area = Rect::new(0, *top, COLUMNS, bottom - top + 1);
            shift(buffer, area, *lines);
        }
        Change::Shift { area, lines } => shift(buffer, *area, *lines),
        Change::Restyle { area, style } => buffer.set_style(*area, *style),
        Change::Blank { y, x } => {
            for x in *x..COLUMNS {
                buffer[(x, *y)].reset();
            }
        }
        Change::Clear => buffer.reset(),
    }
    well_formed(buffer);
}

/// Moves the rows of `area` up.
fn shift(buffer: &mut Buffer, area: Rect, lines: i16) {
    let before = buffer.clone();
    for place in area.positions() {
        let from = i32::from(place.y) + i32::from(lines);
        let from = u16::try_from(from).ok().map(|y| Position::new(place.x, y));
        buffer[place] = match from.filter(|&from| area.contains(from)) {
            Some(from) => before[from].clone(),
            None => Cell::EMPTY,
        };
    }
}

/// A second half that a change has cut off is blank, and nothing hides behind a first half: what
/// stands there is seen by nobody, but the plain painter would have to know.
fn well_formed(buffer: &mut Buffer) {
    for y in 0..ROWS {
        let mut x = 0;
        while x < COLUMNS {
            let cell = &mut buffer[(x, y)];
            // The emulator knows one intensity at a time.
            if cell.modifier.contains(Modifier::BOLD) {
                cell.modifier.remove(Modifier::DIM);
            }
            let width = ratatui::buffer::CellWidth::cell_width(cell).max(1);
            if x + width > COLUMNS {
                buffer[(x, y)].set_symbol(" ");
                break;
            }
            for hidden in x + 1..x + width {
                buffer[(hidden, y)].reset();
            }
            x += width;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_bytes_give_exactly_the_wanted_screen(
        with_stops: bool,
        with_margins: bool,
        frames in prop::collection::vec(prop::collection::vec(change(), 1..5), 1..8),
    ) {
        let mut shown = Shown::new(COLUMNS, ROWS);
        shown.screen.set_margins(with_margins);
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        if with_stops {
            shown.show_and_try_stops(&buffer);
        }
        for changes in frames {
            for change in &changes {
                apply(&mut buffer, change);
            }
            shown.show(&buffer);
            prop_assert_eq!(difference(&shown.cells(), &painted(&buffer), COLUMNS), None);
            prop_assert!(shown.show(&buffer).is_empty());
        }
        let incremental = shown.cells();
        shown.screen.invalidate();
        shown.show(&buffer);
        prop_assert_eq!(difference(&shown.cells(), &incremental, COLUMNS), None);
    }

    #[test]
    fn ratatui_s_own_terminal_may_drive_it_too(frames in prop::collection::vec(prop::collection::vec(change(), 1..5), 1..8)) {
        let mut terminal = Terminal::new(Screen::new(Vec::new(), COLUMNS, ROWS)).unwrap();
        let mut parser = parser(COLUMNS, ROWS);
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        for changes in frames {
            for change in &changes {
                apply(&mut buffer, change);
            }
            terminal.draw(|frame| frame.buffer_mut().clone_from(&buffer)).unwrap();
            parser.process(&std::mem::take(terminal.backend_mut().sink_mut()));
            prop_assert_eq!(difference(&cells(&parser, COLUMNS, ROWS), &painted(&buffer), COLUMNS), None);
        }
    }

    #[test]
    fn doubtful_widths_shift_nothing(
        frames in prop::collection::vec(prop::collection::vec(change(), 1..5), 1..6),
    ) {
        // The emulator draws ambiguous characters in one cell, as is wanted here; that it is not
        // trusted must make no difference.
        let mut shown = Shown::new(COLUMNS, ROWS);
        shown.screen.set_ambiguous_drawing(AmbiguousDrawing::all(Drawn::Unknown));
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        for changes in frames {
            for change in &changes {
                apply(&mut buffer, change);
            }
            shown.show(&buffer);
            prop_assert_eq!(difference(&shown.cells(), &painted(&buffer), COLUMNS), None);
        }
    }
}
