//! From ratatui's cells to ours: the one place where a symbol gets its width here.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use unicode_width::UnicodeWidthChar;

use super::grid::{Certainty, Grid, GridCell, Symbols, put_in_row};
use super::style::{Look, StyleTable};

/// Makes `buffer` the content of `grid`, which keeps its size.
pub(super) fn buffer_to_grid(
    buffer: &Buffer,
    grid: &mut Grid,
    symbols: &mut Symbols,
    styles: &mut StyleTable,
) {
    let width = usize::from(buffer.area.width);
    let columns = usize::from(grid.columns).min(width);
    for y in 0..grid.rows {
        let row = grid.row_mut(y);
        let start = usize::from(y) * width;
        let Some(cells) = buffer.content.get(start..start + columns) else {
            row.fill(GridCell::BLANK);
            continue;
        };
        // Without this a half of an old wide cluster would be taken for one of the new row.
        row.fill(GridCell::BLANK);
        let mut x = 0;
        while x < columns {
            let cell = cell(&cells[x], symbols, styles);
            if cell.width() == 1 {
                row[x] = cell;
            } else {
                put_in_row(row, x, cell);
            }
            x += usize::from(cell.width()).max(1);
        }
    }
}

/// One cell. What cannot be shown (controls, lone marks) becomes a blank.
pub(super) fn cell(cell: &Cell, symbols: &mut Symbols, styles: &mut StyleTable) -> GridCell {
    let look = Look {
        foreground: cell.fg,
        background: cell.bg,
        underline: cell.underline_color,
        modifier: cell.modifier,
    };
    let style = styles.number(look);
    let symbol = cell.symbol();
    if let &[byte @ 0x21..=0x7E] = symbol.as_bytes() {
        if let CellDiffOption::None = cell.diff_option {
            return GridCell::new(u32::from(byte), style, 1, Certainty::Sure);
        }
    } else if symbol == " " {
        return GridCell::blank(styles.on_blank(style));
    }
    let mut characters = symbol.chars();
    let Some(first) = characters.next() else {
        return GridCell::blank(styles.on_blank(style));
    };
    let is_single = characters.next().is_none();
    if symbol.chars().any(char::is_control) {
        return GridCell::blank(styles.on_blank(style));
    }
    let forced = match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => Some(width.get()),
        _ => None,
    };
    let natural = if is_single && is_always_wide(first) {
        2
    } else {
        symbol.cell_width()
    };
    let width = u8::try_from(forced.unwrap_or(natural)).unwrap_or(u8::MAX);
    if width == 0 {
        return GridCell::blank(styles.on_blank(style));
    }
    let certainty = match (is_single, first) {
        (true, c) if is_always_wide(c) && width == 2 => Certainty::Sure,
        (true, c) if is_ambiguous(c) => Certainty::Ambiguous,
        (true, _) if u16::from(width) == natural => Certainty::Sure,
        _ => Certainty::Guess,
    };
    let number = if is_single {
        u32::from(first)
    } else {
        symbols.symbol(symbol)
    };
    GridCell::new(number, style, width, certainty)
}

/// Han, kana, hangul and full-width forms of the Basic Multilingual Plane, CJK marks among them:
/// what nearly every cell of a Chinese page holds, known without a table.
fn is_always_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
}

/// East Asian Width class A (UAX #11), as far as the two widths of `unicode-width` tell.
fn is_ambiguous(c: char) -> bool {
    UnicodeWidthChar::width(c) != UnicodeWidthChar::width_cjk(c)
}
