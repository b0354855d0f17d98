//! The screen against an emulator (`vt100`): what is sent must show what is wanted, at its price.

mod beside;
#[path = "../../../tests/support/popping.rs"]
mod popping;
mod prices;
mod random;
mod stops;
mod traps;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::{Screen, TabStops, style};
use popping::Popping;

/// A terminal emulator fed by a screen.
struct Shown {
    screen: Screen<Vec<u8>>,
    parser: vt100::Parser,
    popping: Popping,
    columns: u16,
    rows: u16,
    /// Where it is told that tabs lead, if not where they do.
    claim: Option<u16>,
}

/// Where tab stops are tried: one of them behind a usual one, which must not be in the way.
fn stops() -> TabStops {
    TabStops {
        rows: vec![2, 11],
        figure: Some(19),
    }
}

impl Shown {
    fn new(columns: u16, rows: u16) -> Shown {
        Shown {
            screen: Screen::new(Vec::new(), columns, rows),
            parser: parser(columns, rows),
            popping: Popping::default(),
            columns,
            rows,
            claim: None,
        }
    }

    /// Shows the buffer, and has the screen try tab stops behind it, once more if it wants to.
    fn show_and_try_stops(&mut self, buffer: &Buffer) {
        for _ in 0..2 {
            if self.screen.lacks_stops(&stops()) {
                self.screen.try_stops(&stops(), b"");
                self.show(buffer);
                let (_, column) = self.parser.screen().cursor_position();
                let column = self.claim.unwrap_or(column);
                self.screen.stops_answered(Some(column));
            }
        }
    }

    /// Shows the buffer; returns the bytes that took.
    fn show(&mut self, buffer: &Buffer) -> Vec<u8> {
        self.screen
            .present(buffer, Some(Position::new(0, 0)))
            .unwrap();
        let bytes = std::mem::take(self.screen.sink_mut());
        self.popping.process(&mut self.parser, &bytes);
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
