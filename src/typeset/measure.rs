//! How much of the measure each kind of block may use: arithmetic on cells, nothing else.
//!
//! The full distances (2 em = 4 cells) belong to a page of 24 cells and more. A narrower one gives
//! them up step by step, so that every line keeps room for two Han characters down to a measure of
//! four cells.

use crate::text::Cells;

/// The room that a line needs to be worth having: two Han characters.
const LEAST_ROOM: Cells = 4;

/// The width of a full line, at least one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure(Cells);

/// Where the parts of a list item stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListInset {
    /// The cell of the widest marker; `None` where there is no room for it.
    pub(crate) marker: Option<Cells>,
    /// The cell in which every line of the item's text starts.
    pub(crate) text: Cells,
    /// The width of the widest marker.
    pub(crate) width: Cells,
}

impl Measure {
    /// A measure of `cells`; 0 counts as 1.
    pub(crate) fn new(cells: Cells) -> Measure {
        Measure(cells.max(1))
    }

    /// Its width.
    pub(crate) fn cells(self) -> Cells {
        self.0
    }

    /// The first-line indent of a paragraph, where `wanted` is asked for.
    pub(crate) fn indent(self, wanted: Cells) -> Cells {
        // Whole ems, so that Han still stand in the same columns.
        let most = self.0.saturating_sub(LEAST_ROOM) / 2 * 2;
        wanted.min(most)
    }

    /// The distance of captions, quotations and notes from either side.
    pub(crate) fn inset(self) -> Cells {
        match self.0 {
            24.. => 4,
            12.. => 2,
            _ => 0,
        }
    }

    /// The left distance of a quotation of `depth`: one inset for each, as long as half the
    /// measure remains.
    pub(crate) fn quote_inset(self, depth: u8) -> Cells {
        let inset = self.inset();
        (inset * usize::from(depth.max(1))).min((self.0 / 2).max(inset))
    }

    /// The indent of all lines of a heading of `level`.
    pub(crate) fn heading_indent(self, level: u8) -> Cells {
        match level {
            ..=2 => 0,
            3 => self.indent(4),
            // Deeper ones a step each, in the left half of the page.
            _ => (4 * usize::from(level - 2)).min((self.0 / 4).max(self.indent(4)) / 2 * 2),
        }
    }

    /// How far the text of a list hangs whose widest marker is `marker_width` cells wide.
    pub(crate) fn list_hang(self, marker_width: Cells) -> Cells {
        let step = if self.0 >= 24 { 4 } else { 2 };
        // A wide marker pushes the text one cell beyond itself.
        step.max(marker_width + 1)
    }

    /// Where the items of a list stand whose widest marker is `marker_width` cells wide, `outer`
    /// cells being taken by the lists around it.
    pub(crate) fn list_inset(self, outer: Cells, marker_width: Cells) -> ListInset {
        let hang = self.list_hang(marker_width);
        if hang + 2 > self.0 {
            return ListInset {
                marker: None,
                text: 0,
                width: 0,
            };
        }
        let marker = outer.min(self.0.saturating_sub(hang + LEAST_ROOM));
        ListInset {
            marker: Some(marker),
            text: marker + hang,
            width: marker_width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indent_leaves_room_for_two_han() {
        for (measure, indent) in [
            (1, 0),
            (4, 0),
            (5, 0),
            (6, 2),
            (7, 2),
            (8, 4),
            (9, 4),
            (76, 4),
        ] {
            assert_eq!(Measure::new(measure).indent(4), indent, "{measure}");
        }
        assert_eq!(Measure::new(76).indent(0), 0);
    }

    #[test]
    fn list_text_hangs_at_four_and_wide_markers_push_it() {
        for (measure, outer, width, marker, text) in [
            (76, 0, 1, Some(0), 4),
            (76, 0, 3, Some(0), 4),
            (76, 0, 4, Some(0), 5),
            (76, 4, 2, Some(4), 8),
            (20, 2, 2, Some(2), 5),
            (8, 16, 1, Some(2), 4),
            (4, 0, 1, Some(0), 2),
            (4, 0, 2, None, 0),
            (1, 0, 1, None, 0),
        ] {
            assert_eq!(
                Measure::new(measure).list_inset(outer, width),
                ListInset {
                    marker,
                    text,
                    width: marker.map_or(0, |_| width)
                },
                "{measure}"
            );
        }
    }

    #[test]
    fn insets_shrink_with_the_measure() {
        for (measure, inset, third) in [
            (76, 4, 12),
            (24, 4, 12),
            (23, 2, 6),
            (12, 2, 6),
            (11, 0, 0),
            (4, 0, 0),
        ] {
            let measure = Measure::new(measure);
            assert_eq!((measure.inset(), measure.quote_inset(3)), (inset, third));
        }
    }
}
