//! From ratatui's cells to ours: the one place where a symbol gets its width here.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use unicode_width::UnicodeWidthChar;

use super::grid::{Certainty, Grid, GridCell, Symbols, put_in_row};
use super::style::{Look, StyleTable};
use crate::text::class::{LineBreakClass, WidthClass, char_class};

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
        // On blank ground no half of an older cluster can be in the way.
        row.fill(GridCell::BLANK);
        let start = usize::from(y) * width;
        let Some(cells) = buffer.content.get(start..start + columns) else {
            continue;
        };
        let mut x = 0;
        while x < columns {
            let cell = cell(&cells[x], symbols, styles);
            match cell.width() {
                1 => row[x] = cell,
                2 if x + 1 < columns => {
                    row[x] = cell;
                    row[x + 1] = GridCell::trailing(cell.style());
                }
                _ => put_in_row(&mut row[..columns], x, cell),
            }
            x += usize::from(cell.width()).max(1);
        }
    }
}

/// One cell. What cannot be shown (controls, lone marks) becomes a blank.
#[inline]
pub(super) fn cell(cell: &Cell, symbols: &mut Symbols, styles: &mut StyleTable) -> GridCell {
    let style = styles.number(Look {
        foreground: cell.fg,
        background: cell.bg,
        underline: cell.underline_color,
        modifier: cell.modifier,
    });
    // Blanks, ASCII and Han are nearly all there is, and are known at sight.
    if matches!(cell.diff_option, CellDiffOption::None) {
        match *cell.symbol().as_bytes() {
            [b' '] => return GridCell::blank(styles.on_blank(style)),
            [byte @ 0x21..=0x7E] => {
                return GridCell::new(u32::from(byte), style, 1, Certainty::Sure);
            }
            [first @ 0xE3..=0xEF, second, third] => {
                let symbol = u32::from(first & 0x0F) << 12
                    | u32::from(second & 0x3F) << 6
                    | u32::from(third & 0x3F);
                if is_always_wide(symbol) {
                    return GridCell::new(symbol, style, 2, Certainty::Sure);
                }
            }
            _ => {}
        }
    }
    rare_cell(cell, style, symbols, styles)
}

/// A cell that is none of the usual ones.
fn rare_cell(cell: &Cell, style: u16, symbols: &mut Symbols, styles: &StyleTable) -> GridCell {
    let symbol = cell.symbol();
    let mut characters = symbol.chars();
    let (first, others) = (characters.next(), characters.next());
    let blank = GridCell::blank(styles.on_blank(style));
    let Some(first) = first else { return blank };
    if symbol == " " || symbol.chars().any(char::is_control) {
        return blank;
    }
    let natural = symbol.cell_width();
    let width = match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => natural,
    };
    let width = u8::try_from(width).unwrap_or(u8::MAX);
    if width == 0 {
        return blank;
    }
    if others.is_some() {
        return GridCell::new(symbols.symbol(symbol), style, width, Certainty::Guess);
    }
    let certainty = match ambiguity(first) {
        Some(group) => group,
        None if u16::from(width) == natural && !may_be_joined(first) => Certainty::Sure,
        None => Certainty::Guess,
    };
    GridCell::new(u32::from(first), style, width, certainty)
}

/// Han, kana, hangul and full-width forms of the Basic Multilingual Plane, CJK marks among them:
/// what nearly every cell of a Chinese page holds, known without a table.
fn is_always_wide(symbol: u32) -> bool {
    matches!(symbol, 0x3001..=0x3029 | 0x3041..=0x3096 | 0x30A0..=0x30FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF01..=0xFF60)
}

/// Characters with cells of their own that some terminals draw in one cell with what stands before
/// them (UAX #29: spacing marks, letters behind a virama), and the letters that bear them.
fn may_be_joined(c: char) -> bool {
    char_class(c).is(LineBreakClass::Mark)
        || matches!(c, '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1A20}'..='\u{1BFF}' | '\u{FF66}'..='\u{FF9F}')
}

/// The group of a character of East Asian Width class A (UAX #11): by our table, and what only
/// `unicode-width` takes for one counts as a symbol.
fn ambiguity(c: char) -> Option<Certainty> {
    match char_class(c).width() {
        WidthClass::AmbiguousPunctuation => Some(Certainty::Punctuation),
        WidthClass::AmbiguousSymbol => Some(Certainty::Symbol),
        WidthClass::AmbiguousLetter => Some(Certainty::Letter),
        WidthClass::Zero | WidthClass::Narrow | WidthClass::Wide => {
            let differs = UnicodeWidthChar::width(c) != UnicodeWidthChar::width_cjk(c);
            differs.then_some(Certainty::Symbol)
        }
    }
}
