//! Which rows of a list are in sight where each may take several rows of the screen.
//!
//! The top stays where it is as long as the pointer's row and its neighbours are in sight, so that small
//! moves change few cells. How high a row is costs its making, so only those near the pointer are asked.

use crate::text::Cells;

/// The rows in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The first.
    pub top: usize,
    /// The one behind the last; the last may be cut.
    pub end: usize,
    /// Whether the last is cut.
    cut: bool,
}

impl Sight {
    /// How many rows are in sight as a whole.
    pub fn whole(self) -> usize {
        (self.end - self.top).saturating_sub(usize::from(self.cut))
    }

    /// Finds which of `count` rows are in sight on a page of `height` rows with the pointer on row
    /// `pointer`: it and, where there is room, the one above and the one below it.
    pub fn find(
        &mut self,
        (pointer, count): (usize, usize),
        height: Cells,
        mut rows: impl FnMut(usize) -> Cells,
    ) {
        let Some(last) = count.checked_sub(1) else {
            *self = Sight::default();
            return;
        };
        let pointer = pointer.min(last);
        let goal = (pointer + 1).min(last);
        let mut top = self.top.min(pointer.saturating_sub(1));
        // From far above, the page is made from its end on.
        if goal - top >= height || sum(top..goal + 1, &mut rows) > height {
            top = first_of_page(goal, height, &mut rows).min(pointer);
            if sum(top..pointer + 1, &mut rows) > height {
                top = first_of_page(pointer, height, &mut rows);
            }
        }
        // No further down than the end fills the page.
        if last - top < height {
            top = top.min(first_of_page(last, height, &mut rows));
        }
        let (mut end, mut filled) = (top, 0);
        while end <= last && filled < height {
            filled += rows(end);
            end += 1;
        }
        *self = Sight {
            top,
            end,
            cut: filled > height,
        };
    }
}

fn sum(range: std::ops::Range<usize>, rows: &mut impl FnMut(usize) -> Cells) -> Cells {
    range.map(rows).sum()
}

/// The first row of a page that ends with row `last`.
fn first_of_page(last: usize, height: Cells, rows: &mut impl FnMut(usize) -> Cells) -> usize {
    let (mut first, mut filled) = (last, rows(last));
    while first > 0 {
        filled += rows(first - 1);
        if filled > height {
            break;
        }
        first -= 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 2, 3, 2, 3 and so on.
    fn rows(index: usize) -> Cells {
        2 + index % 2
    }

    #[test]
    fn the_pointer_and_its_neighbours_are_in_sight() {
        let mut sight = Sight::default();
        for (pointer, top, end, whole) in [
            (0, 0, 4, 4),
            (2, 0, 4, 4),
            (3, 1, 5, 4),
            (4, 2, 6, 4),
            (3, 2, 6, 4),
            (2, 1, 5, 4),
            (9, 6, 10, 4),
            (0, 0, 4, 4),
        ] {
            sight.find((pointer, 10), 10, rows);
            assert_eq!(
                (sight.top, sight.end, sight.whole()),
                (top, end, whole),
                "{pointer}"
            );
        }
    }

    #[test]
    fn a_row_higher_than_the_page_is_cut() {
        let mut sight = Sight::default();
        sight.find((1, 3), 4, |_| 7);
        assert_eq!((sight.top, sight.end, sight.whole()), (1, 2, 0));
        sight.find((0, 0), 4, rows);
        assert_eq!((sight.top, sight.end), (0, 0));
    }

    #[test]
    fn only_rows_near_the_pointer_are_asked() {
        let mut sight = Sight::default();
        let mut asked = 0;
        for pointer in [0, 99_999, 50_000] {
            sight.find((pointer, 100_000), 20, |index| {
                asked += 1;
                rows(index)
            });
        }
        assert!(asked < 200, "{asked}");
    }
}
