//! A list's pointer: which row is the current one, which row is at the top.
//!
//! Rows that are no stops (headings, blanks) are passed over. A list longer than its page keeps
//! two rows of context around the pointer and scrolls no further than it must, so small moves
//! change few cells.

use super::Row;

/// Rows of context kept above and below the pointer.
const CONTEXT: usize = 2;

/// The pointer of a list and its scroll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointer {
    /// The current row, an index into the list's rows.
    pub row: usize,
    /// The row shown first.
    pub top: usize,
}

impl Pointer {
    /// Moves by `steps` stops, downwards if positive; stays at the first or last stop.
    pub fn step<R: Row>(&mut self, rows: &[R], steps: isize) {
        for _ in 0..steps.unsigned_abs() {
            let next = if steps < 0 {
                rows.iter().take(self.row).rposition(Row::is_stop)
            } else {
                rows.iter()
                    .skip(self.row + 1)
                    .position(Row::is_stop)
                    .map(|ahead| self.row + 1 + ahead)
            };
            match next {
                Some(row) => self.row = row,
                None => break,
            }
        }
    }

    /// Moves by `steps` of the rows whose numbers are among `found`; stays at the last of them.
    pub fn step_found<R: Row>(&mut self, rows: &[R], found: &[usize], steps: isize) {
        let is_found = |row: &R| row.number().is_some_and(|number| found.contains(&number));
        for _ in 0..steps.unsigned_abs() {
            let next = if steps < 0 {
                rows.iter().take(self.row).rposition(is_found)
            } else {
                let ahead = rows.iter().skip(self.row + 1).position(is_found);
                ahead.map(|ahead| self.row + 1 + ahead)
            };
            match next {
                Some(row) => self.row = row,
                None => break,
            }
        }
    }

    /// Goes `distance` rows down (up if negative), to the nearest stop at or before the goal.
    pub fn jump_rows<R: Row>(&mut self, rows: &[R], distance: isize) {
        let goal = self
            .row
            .saturating_add_signed(distance)
            .min(rows.len().saturating_sub(1));
        let found = if distance < 0 {
            rows.iter()
                .skip(goal)
                .position(Row::is_stop)
                .map(|ahead| goal + ahead)
        } else {
            rows.iter().take(goal + 1).rposition(Row::is_stop)
        };
        match found {
            Some(row) if (distance < 0) == (row < self.row) && row != self.row => self.row = row,
            _ => self.step(rows, distance.signum()),
        }
    }

    /// Goes to the first stop, or the last.
    pub fn to_end<R: Row>(&mut self, rows: &[R], last: bool) {
        let found = if last {
            rows.iter().rposition(Row::is_stop)
        } else {
            rows.iter().position(Row::is_stop)
        };
        self.row = found.unwrap_or(0);
    }

    /// Keeps the pointer on a stop and in sight on a page of `height` rows.
    pub fn settle<R: Row>(&mut self, rows: &[R], height: usize) {
        self.land(rows);
        let context = CONTEXT.min(height.saturating_sub(1) / 2);
        let lowest = self.row.saturating_sub(context);
        let highest = (self.row + context + 1).saturating_sub(height);
        self.top = self
            .top
            .max(highest)
            .min(lowest)
            .min(rows.len().saturating_sub(height));
    }

    /// Puts the pointer on a stop: the next one, else the last. For rows that were just made, so
    /// that the next key of a burst finds the pointer on one.
    pub fn land<R: Row>(&mut self, rows: &[R]) {
        if !rows.get(self.row).is_some_and(Row::is_stop) {
            let after = rows
                .iter()
                .skip(self.row)
                .position(Row::is_stop)
                .map(|ahead| self.row + ahead);
            self.row = after
                .or_else(|| rows.iter().rposition(Row::is_stop))
                .unwrap_or(0);
        }
    }

    /// The pointer's place among the stops, from 1, and how many there are.
    pub fn place<R: Row>(&self, rows: &[R]) -> (usize, usize) {
        let total = rows.iter().filter(|row| row.is_stop()).count();
        let place = rows
            .iter()
            .take(self.row + 1)
            .filter(|row| row.is_stop())
            .count();
        (place, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for bool {
        fn is_stop(&self) -> bool {
            *self
        }
    }

    const ROWS: [bool; 8] = [false, true, true, false, false, true, true, true];

    #[test]
    fn steps_pass_over_headings_and_stay_at_the_ends() {
        let cases = [
            (1, 1, 2),
            (2, 1, 5),
            (5, -1, 2),
            (1, -1, 1),
            (7, 3, 7),
            (1, 3, 6),
        ];
        for (from, steps, to) in cases {
            let mut pointer = Pointer { row: from, top: 0 };
            pointer.step(&ROWS, steps);
            assert_eq!(pointer.row, to, "{steps} steps from {from}");
        }
    }

    #[test]
    fn a_page_goes_to_the_nearest_stop() {
        for (from, distance, to) in [
            (1, 3, 2),
            (2, 2, 5),
            (7, -3, 5),
            (5, -2, 2),
            (1, 20, 7),
            (7, -20, 1),
        ] {
            let mut pointer = Pointer { row: from, top: 0 };
            pointer.jump_rows(&ROWS, distance);
            assert_eq!(pointer.row, to, "{distance} rows from {from}");
        }
    }

    #[test]
    fn the_page_keeps_two_rows_of_context() {
        let rows = [true; 30];
        let mut pointer = Pointer::default();
        for (row, top) in [(7, 0), (8, 1), (29, 20), (22, 20), (21, 19), (0, 0)] {
            pointer.row = row;
            pointer.settle(&rows, 10);
            assert_eq!(pointer.top, top, "row {row}");
        }
    }

    #[test]
    fn an_empty_list_has_no_place() {
        let mut pointer = Pointer { row: 5, top: 3 };
        pointer.settle::<bool>(&[], 10);
        assert_eq!(
            (pointer.row, pointer.top, pointer.place::<bool>(&[])),
            (0, 0, (0, 0))
        );
    }
}
