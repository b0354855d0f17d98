use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

/// A terminal emulator fed by a screen.
struct Shown {
    screen: Screen<Vec<u8>>,
    parser: vt100::Parser,
    columns: u16,
    rows: u16,
}

impl Shown {
    fn new(columns: u16, rows: u16) -> Shown {
        Shown {
            screen: Screen::new(Vec::new(), columns, rows),
            parser: parser(columns, rows),
            columns,
            rows,
        }
    }

    /// Shows the buffer; returns the bytes that took.
    fn show(&mut self, buffer: &Buffer) -> Vec<u8> {
        self.screen
            .present(buffer, Some(Position::new(0, 0)))
            .unwrap();
        let bytes = std::mem::take(self.screen.sink_mut());
        self.parser.process(&bytes);
        bytes
    }

    fn cells(&self) -> Vec<Appearance> {
        cells(&self.parser, self.columns, self.rows)
    }
}

/// What can be seen of one cell.
#[derive(Clone, PartialEq, Debug)]
struct Appearance {
    symbol: String,
    second_half: bool,
    foreground: vt100::Color,
    background: vt100::Color,
    attributes: [bool; 5],
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    let size = |value| std::num::NonZeroU16::new(value).unwrap();
    vt100::Parser::new(size(rows), size(columns), 0)
}

fn cells(parser: &vt100::Parser, columns: u16, rows: u16) -> Vec<Appearance> {
    let at = |y, x| parser.screen().cell(y, x).unwrap();
    let all = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    all.map(|(y, x)| {
        let cell = at(y, x);
        let symbol = if cell.has_contents() {
            cell.contents().to_owned()
        } else {
            " ".to_owned()
        };
        let blank =
            symbol == " " && !cell.underline() && !cell.inverse() && !cell.is_wide_continuation();
        // Nothing is seen of these on a blank.
        let (foreground, attributes) = if blank {
            (vt100::Color::Default, [false; 5])
        } else {
            (
                cell.fgcolor(),
                [
                    cell.bold(),
                    cell.dim(),
                    cell.italic(),
                    cell.underline(),
                    cell.inverse(),
                ],
            )
        };
        Appearance {
            symbol,
            second_half: cell.is_wide_continuation(),
            foreground,
            background: cell.bgcolor(),
            attributes,
        }
    })
    .map(|cell| {
        // The second half looks like the first, whatever the emulator keeps for it.
        if cell.second_half {
            Appearance {
                foreground: vt100::Color::Default,
                background: vt100::Color::Default,
                attributes: [false; 5],
                ..cell
            }
        } else {
            cell
        }
    })
    .collect()
}

/// The first cell that differs, if any.
fn difference(shown: &[Appearance], expected: &[Appearance], columns: u16) -> Option<String> {
    let at = shown.iter().zip(expected).position(|(a, b)| a != b)?;
    let (x, y) = (at % usize::from(columns), at / usize::from(columns));
    Some(format!(
        "at {x},{y}: shown {:?}, wanted {:?}",
        shown[at], expected[at]
    ))
}

/// What a terminal shows after the buffer was written the plain way: cell by cell, each with an
/// absolute move and its whole style.
fn painted(buffer: &Buffer) -> Vec<Appearance> {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let mut parser = parser(columns, rows);
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let cell = &buffer[(x, y)];
            let look = style::Look {
                foreground: cell.fg,
                background: cell.bg,
                underline: cell.underline_color,
                modifier: cell.modifier,
            };
            let mut bytes = format!("\x1b[{};{}H", y + 1, x + 1).into_bytes();
            style::push_change(&mut bytes, None, &look);
            bytes.extend_from_slice(cell.symbol().as_bytes());
            parser.process(&bytes);
            x += ratatui::buffer::CellWidth::cell_width(cell).max(1);
        }
    }
    cells(&parser, columns, rows)
}

fn page(columns: u16, lines: &[&str]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(
        0,
        0,
        columns,
        u16::try_from(lines.len()).unwrap(),
    ));
    for (y, line) in lines.iter().enumerate() {
        buffer.set_string(0, u16::try_from(y).unwrap(), line, Style::new());
    }
    buffer
}

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
            let before = buffer.clone();
            for y in *top..=*bottom {
                let from = i32::from(y) + i32::from(*lines);
                for x in 0..COLUMNS {
                    buffer[(x, y)] = if (i32::from(*top)..=i32::from(*bottom)).contains(&from) {
                        before[(x, u16::try_from(from).unwrap())].clone()
                    } else {
                        Cell::EMPTY
                    };
                }
            }
        }
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
    fn the_bytes_give_exactly_the_wanted_screen(frames in prop::collection::vec(prop::collection::vec(change(), 1..5), 1..8)) {
        let mut shown = Shown::new(COLUMNS, ROWS);
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
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
        shown.screen.set_ambiguous_drawing(AmbiguousDrawing::Unknown);
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

const TEXT: [&str; 8] = [
    "　　清晨五点半，城南菜市场的卷帘门一扇接一扇拉起来，骑三轮车的人先到。",
    "他们把一筐筐青菜码在路边，菜叶上的水珠还没有干，灯光照着，一片新绿。",
    "市场管理处的老周拿着本子，从东头走到西头，把每个摊位的秤都看过一遍。",
    "他说这件事做了十一年，秤准了，买菜的人心里就踏实，卖菜的人也不吃亏。",
    "　　七点以后人渐渐多了，有人提着布袋，有人推着小车，边走边问今天价钱。",
    "豆腐摊前排起了队，老板娘手快，一刀下去不多不少，正好是一斤二两上下。",
    "卖鱼的年轻人去年才从外地回来，把水箱擦得透亮，鱼在里面游得不慌不忙。",
    "　　到了九点，太阳晒到屋檐，早市慢慢散了，扫地的人从西头一路扫到东头。",
];

/// A reader's page: text from `first` on, a status row below.
fn reader(columns: u16, rows: u16, first: usize) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    for y in 0..rows - 1 {
        let number = first + usize::from(y);
        // Each line begins with its own figure, so that no two are alike.
        let line = format!("{:>4}{}", number, TEXT[number % TEXT.len()]);
        buffer.set_string(2, y, line, Style::new());
    }
    buffer.set_string(
        2,
        rows - 1,
        "市场早报  清晨的秤",
        Style::new().fg(Color::Indexed(247)),
    );
    buffer
}

#[test]
fn a_line_of_scroll_costs_little_more_than_its_text() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(Vec::new(), columns, rows);
        screen
            .present(&reader(columns, rows, 0), Some(Position::new(2, rows - 2)))
            .unwrap();
        for first in 1..20 {
            screen.sink_mut().clear();
            screen
                .present(
                    &reader(columns, rows, first),
                    Some(Position::new(2, rows - 2)),
                )
                .unwrap();
            let row = reader(columns, rows, first);
            let line: String = (2..78)
                .map(|x| row[(x, rows - 2)].symbol())
                .filter(|symbol| *symbol != " ")
                .collect();
            let text = line.len();
            let sent = screen.sink().len();
            // The first sets the region, which stays set.
            let allowed = text + if first == 1 { 27 } else { 11 };
            assert!(
                sent <= allowed,
                "{columns}x{rows}, line {first}: {sent} bytes for {text} of text: {:?}",
                String::from_utf8_lossy(screen.sink())
            );
        }
        for first in (0..19).rev() {
            screen.sink_mut().clear();
            screen
                .present(&reader(columns, rows, first), Some(Position::new(2, 0)))
                .unwrap();
            let sent = screen.sink().len();
            assert!(
                sent <= 140,
                "{columns}x{rows}, back to line {first}: {sent} bytes"
            );
        }
    }
}

#[test]
fn nothing_is_sent_when_nothing_changed() {
    let mut screen = Screen::new(Vec::new(), 80, 24);
    screen
        .present(&reader(80, 24, 0), Some(Position::new(2, 2)))
        .unwrap();
    screen.sink_mut().clear();
    assert_eq!(
        screen
            .present(&reader(80, 24, 0), Some(Position::new(2, 2)))
            .unwrap(),
        Sent::All(0)
    );
    // Nor by ratatui's cursor calls, which come every frame.
    screen.show_cursor().unwrap();
    screen.set_cursor_position((5, 5)).unwrap();
    screen.set_cursor_position((2, 2)).unwrap();
    screen.flush().unwrap();
    assert_eq!(screen.sink().len(), 0);
}

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

#[test]
fn a_tail_is_erased_where_that_is_shorter() {
    let mut shown = Shown::new(40, 2);
    shown.show(&page(40, &["一二三四五六七八九十", ""]));
    assert_eq!(shown.show(&page(40, &["一二三", ""])), b"\x1b[7G\x1b[K\r");
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
        .set_ambiguous_drawing(AmbiguousDrawing::Unknown);
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
