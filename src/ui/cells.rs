//! The one way by which text gets into a frame: widths are decided here and nowhere else.
//!
//! ratatui measures a cell by `unicode-width`, where an ambiguous character (UAX #11, class A) is
//! always one cell. Where the setting says otherwise the cell carries its width with it
//! (`CellDiffOption::ForcedWidth`), and everything below goes by that. Only [`CleanStr`] comes in,
//! so nothing foreign can act on the terminal.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::text::{AmbiguousWidth, CleanStr, Cluster, clusters};

/// Draws `text` from `at` on, to the right edge of the buffer at most; returns the column after it.
///
/// A cluster that does not fit whole is left out, with all that follows. The style is laid over
/// what the cells have. Outside the buffer nothing is drawn.
pub fn put_str(
    buffer: &mut Buffer,
    at: impl Into<Position>,
    text: CleanStr<'_>,
    style: Style,
    ambiguous: AmbiguousWidth,
) -> u16 {
    let right = buffer.area.right();
    put_str_before(buffer, right, at, text, style, ambiguous)
}

/// As [`put_str`], but up to column `right` (not included) only.
pub fn put_str_before(
    buffer: &mut Buffer,
    right: u16,
    at: impl Into<Position>,
    text: CleanStr<'_>,
    style: Style,
    ambiguous: AmbiguousWidth,
) -> u16 {
    let at = at.into();
    let right = right.min(buffer.area.right());
    if !buffer.area.contains(at) || at.x >= right {
        return at.x;
    }
    free_left_half(buffer, at);
    let start = buffer.index_of(at.x, at.y);
    let cells = &mut buffer.content[start..start + usize::from(right - at.x)];
    let mut x = 0;
    for cluster in clusters(text.as_str(), ambiguous) {
        if cluster.width == 0 {
            continue;
        }
        let Some(under) = cells.get_mut(x..x + cluster.width) else {
            break;
        };
        put_cluster(under, &cluster, style);
        x += cluster.width;
    }
    at.x + u16::try_from(x).unwrap_or(0)
}

/// `cells` are those under the cluster, at least one.
fn put_cluster(cells: &mut [Cell], cluster: &Cluster<'_>, style: Style) {
    let (first, others) = cells.split_at_mut(1);
    let first = &mut first[0];
    first.set_symbol(cluster.text);
    first.set_style(style);
    let natural = first_width(cluster);
    first.set_diff_option(
        match u16::try_from(cluster.width).ok().and_then(NonZeroU16::new) {
            Some(width) if width.get() != natural => CellDiffOption::ForcedWidth(width),
            _ => CellDiffOption::None,
        },
    );
    for other in others {
        other.reset();
    }
}

/// What ratatui takes the cluster for.
fn first_width(cluster: &Cluster<'_>) -> u16 {
    match cluster.text.as_bytes() {
        [_] => 1,
        // Han: what nearly every cell of a Chinese page holds.
        [0xE5..=0xE9, _, _] => 2,
        _ => cluster.text.cell_width(),
    }
}

/// Blanks a wide cluster whose second half is about to be overwritten.
fn free_left_half(buffer: &mut Buffer, at: Position) {
    if at.x > buffer.area.left() {
        let left = &mut buffer[(at.x - 1, at.y)];
        if left.cell_width() > 1 {
            left.set_symbol(" ");
            left.set_diff_option(CellDiffOption::None);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::text::sanitize;

    fn put(buffer: &mut Buffer, x: u16, text: &str, ambiguous: AmbiguousWidth) -> u16 {
        put_str(
            buffer,
            (x, 0),
            sanitize(text).as_clean(),
            Style::new(),
            ambiguous,
        )
    }

    fn symbols(buffer: &Buffer) -> Vec<&str> {
        buffer.content.iter().map(Cell::symbol).collect()
    }

    fn buffer() -> Buffer {
        Buffer::empty(Rect::new(0, 0, 8, 1))
    }

    #[test]
    fn an_ambiguous_cluster_takes_what_the_setting_says() {
        for (ambiguous, width) in [(AmbiguousWidth::NARROW, 1), (AmbiguousWidth::WIDE, 2)] {
            let mut buffer = buffer();
            assert_eq!(put(&mut buffer, 0, "“报", ambiguous), width + 2);
            assert_eq!(buffer[(0, 0)].cell_width(), width);
            assert_eq!(buffer[(width, 0)].symbol(), "报");
            // An earlier forced width does not stay.
            put(&mut buffer, 0, "报", ambiguous);
            assert_eq!(buffer[(0, 0)].diff_option, CellDiffOption::None);
        }
    }

    #[test]
    fn a_cluster_that_does_not_fit_is_left_out() {
        let mut buffer = buffer();
        assert_eq!(put(&mut buffer, 5, "看报", AmbiguousWidth::NARROW), 7);
        assert_eq!(symbols(&buffer)[5..], ["看", " ", " "]);
        assert_eq!(put(&mut buffer, 9, "看", AmbiguousWidth::NARROW), 9);
        let text = sanitize("看报纸");
        let end = put_str_before(
            &mut buffer,
            3,
            (0, 0),
            text.as_clean(),
            Style::new(),
            AmbiguousWidth::NARROW,
        );
        assert_eq!(end, 2);
    }

    #[test]
    fn overwriting_half_a_cluster_blanks_the_other_half() {
        let mut buffer = buffer();
        put(&mut buffer, 0, "看报", AmbiguousWidth::NARROW);
        put(&mut buffer, 1, "a", AmbiguousWidth::NARROW);
        assert_eq!(symbols(&buffer)[..4], [" ", "a", "报", " "]);
        put(&mut buffer, 2, "b", AmbiguousWidth::NARROW);
        assert_eq!(symbols(&buffer)[..4], [" ", "a", "b", " "]);
    }

    #[test]
    fn every_row_is_as_wide_for_ratatui_as_for_us() {
        let text = "“看”é①α—…■ﾞ℃👍🏽⌨️a";
        for ambiguous in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let end = put(&mut buffer, 0, text, ambiguous);
            let mut x = 0;
            while x < end {
                x += buffer[(x, 0)].cell_width().max(1);
            }
            assert_eq!(x, end);
            assert_eq!(
                usize::from(end),
                crate::text::text_width(sanitize(text).as_str(), ambiguous)
            );
        }
    }
}
