//! Rows that move between two columns alone, beside others that stand still: where a terminal knows left
//! and right margins, a list scrolls without the one at its side.
//!
//! Which columns these are is found by comparing: those that would be drawn anew in place and are right
//! when the rows move. What is alike in all rows (a column of marks, of equal figures, of blanks) is left
//! out at the left and taken along at the right, since the last column need not be said.

use super::grid::{Grid, GridCell};

/// The first and the last of some columns.
pub(super) type Span = (u16, u16);

/// From so many bytes on that stand still in rows that change, it is worth looking for columns.
const WORTH_LOOKING: usize = 128;
/// Bytes to say which column is the last.
const NUMBER_COST: i64 = 3;

/// Whether much stands still in rows that change.
pub(super) fn is_likely(shown: &Grid, wanted: &Grid) -> bool {
    let mut still = 0;
    for y in 0..wanted.rows {
        let (old, new) = (shown.row(y), wanted.row(y));
        if old != new {
            let cells = old.iter().zip(new);
            let alike = cells.filter(|(old, new)| old == new && !new.is_blank());
            still += alike.map(|(_, new)| new.byte_length()).sum::<usize>();
        }
        if still >= WORTH_LOOKING {
            return true;
        }
    }
    false
}

/// The columns that gain most when the rows move up by `lines`; `None` if no column does, or all of them
/// may move.
pub(super) fn columns(shown: &Grid, wanted: &Grid, lines: i32) -> Option<Span> {
    let mut gain = vec![0i64; usize::from(wanted.columns)];
    for y in 0..wanted.rows {
        let Some(from) = source(y, lines, wanted.rows) else {
            continue;
        };
        let (here, comes, new) = (shown.row(y), shown.row(from), wanted.row(y));
        for (x, gain) in gain.iter_mut().enumerate() {
            if here[x] != comes[x] {
                let bytes = i64::try_from(new[x].byte_length().max(1)).unwrap_or(i64::MAX);
                *gain += bytes * (i64::from(here[x] != new[x]) - i64::from(comes[x] != new[x]));
            }
        }
    }
    let (first, last) = best_run(&gain)?;
    let lost = -gain[last + 1..].iter().sum::<i64>();
    let last = if lost <= NUMBER_COST {
        gain.len() - 1
    } else {
        last
    };
    let mut span = (u16::try_from(first).ok()?, u16::try_from(last).ok()?);
    // A wide cluster is not cut where it can be taken along.
    let has_half = |x: u16| (0..shown.rows).any(|y| is_half(shown, y, x));
    if has_half(span.0) {
        span.0 -= 1;
    }
    if has_half(span.1 + 1) {
        span.1 += 1;
    }
    (span != (0, wanted.columns - 1)).then_some(span)
}

/// The first and the last of the numbers whose sum is greatest, if it is more than nothing.
fn best_run(numbers: &[i64]) -> Option<(usize, usize)> {
    let (mut sum, mut first) = (0, 0);
    let mut best: Option<(i64, usize, usize)> = None;
    for (last, number) in numbers.iter().enumerate() {
        if sum <= 0 {
            (sum, first) = (0, last);
        }
        sum += number;
        if sum > 0 && best.is_none_or(|(most, ..)| sum >= most) {
            best = Some((sum, first, last));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// Whether the edges of `columns` cut no wide cluster in rows from `top` to `bottom`.
pub(super) fn cuts_nothing(shown: &Grid, (left, right): Span, (top, bottom): (u16, u16)) -> bool {
    (top..=bottom).all(|y| !is_half(shown, y, left) && !is_half(shown, y, right + 1))
}

/// Whether column `x` of row `y` holds the second half of a wide cluster.
fn is_half(shown: &Grid, y: u16, x: u16) -> bool {
    let cell = shown.row(y).get(usize::from(x));
    cell.is_some_and(|cell| cell.is_trailing())
}

/// Row `y` with `columns` of row `from`, or blank ones.
pub(super) fn composed(
    shown: &Grid,
    y: u16,
    from: Option<u16>,
    (left, right): Span,
) -> Vec<GridCell> {
    let mut row = shown.row(y).to_vec();
    let columns = usize::from(left)..=usize::from(right);
    match from {
        Some(from) => row[columns.clone()].copy_from_slice(&shown.row(from)[columns]),
        None => row[columns].fill(GridCell::BLANK),
    }
    row
}

/// The row that comes to row `y`.
fn source(y: u16, lines: i32, rows: u16) -> Option<u16> {
    let from = u16::try_from(i32::from(y) + lines).ok()?;
    (from < rows).then_some(from)
}
