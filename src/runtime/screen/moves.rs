//! Which rows have moved: the one scroll region and offset that saves the most bytes.
//!
//! Rows are cut into pieces of a few cells, and the pieces are hashed; every pair of a changed wanted
//! piece and an equal shown one in the same columns votes for its offset with the bytes it costs. So a
//! list that moves beside a text which does not is found too: a terminal scrolls whole rows only, and
//! what came along is drawn anew. For the few offsets with most votes the best region is found in one
//! pass, from what each row costs where it stands and what it costs over the row that would come there;
//! once for any region and once for the region that the terminal already has, which needs no
//! `DECSTBM`. What a scroll costs itself is counted too; a scroll that saves nothing is not made.
//!
//! A page that has nothing in common with the one before is cheaper drawn on blank ground: then no end
//! of a line must be erased. Such rows are wiped.

use super::beside::{self, Span};
use super::grid::{Grid, GridCell};

/// Rows `top..=bottom` move up by `lines`, or down where `lines` is negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scroll {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) lines: i32,
    /// The columns that move; `None`: all.
    pub(super) columns: Option<Span>,
}

/// What is done with rows before what still differs is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Move {
    /// They move.
    Scroll(Scroll),
    /// Rows from the first to the second become blank.
    Wipe(u16, u16),
}

/// Bytes of `DECSTBM` and of the absolute cursor move that must follow it.
const REGION_COST: i64 = 14;
/// Bytes to reach the edge of a region that is set already: a guess, 0 to 7.
const MOVE_COST: i64 = 4;
/// Bytes to find a row and its start again, beside its text.
const ROW_COST: i64 = 6;
/// Bytes of a cursor move within a row.
const GAP_COST: i64 = 5;
/// Bytes of `ED`, and of `DL` with its number.
const ERASE_COST: i64 = 3;
const DELETE_COST: i64 = 5;
/// Bytes to set margins, to go to the edge, and to take them away again.
const MARGINS_COST: i64 = 27;
/// How many offsets are looked at closely, and the fewest bytes that must speak for one.
const CANDIDATES: usize = 4;
/// How many of them for some of the columns alone, which takes longer.
const CANDIDATES_BESIDE: usize = 2;
const FEWEST_VOTES: i64 = 12;

/// Cells of one piece.
const PIECE: usize = 8;

/// What is known about one row.
struct RowCost {
    /// Bytes to draw the wanted row where a blank one stands.
    anew: i64,
    /// Bytes to draw it over what stands there now.
    in_place: i64,
}

/// The move that saves most, given the region the terminal has now, and whether it knows margins.
pub(super) fn find_move(
    shown: &Grid,
    wanted: &Grid,
    region: (u16, u16),
    margins: bool,
) -> Option<Move> {
    let changed = (0..wanted.rows)
        .filter(|&y| shown.row(y) != wanted.row(y))
        .count();
    if changed < 2 && wanted.rows > 2 {
        return None;
    }
    let rows: Vec<RowCost> = (0..wanted.rows)
        .map(|y| RowCost {
            anew: cost_anew(wanted.row(y)),
            in_place: cost_over(shown.row(y), wanted.row(y)),
        })
        .collect();
    let mut best = wiped(&rows, region);
    let mut consider = |found: Option<(i64, Scroll)>| {
        if let Some((saved, scroll)) = found
            && saved > 0
            && best.is_none_or(|(most, _)| saved > most)
        {
            best = Some((saved, Move::Scroll(scroll)));
        }
    };
    let offsets = offsets(shown, wanted);
    for &lines in &offsets {
        let over = |from: usize, y: usize| cost_over(shown.row(row(from)), wanted.row(row(y)));
        let found = evaluate(&rows, &over, lines, region);
        found.into_iter().for_each(&mut consider);
    }
    if margins && beside::is_likely(shown, wanted) {
        for &lines in offsets.iter().take(CANDIDATES_BESIDE) {
            let found = evaluate_beside(shown, wanted, &rows, lines, region);
            found.into_iter().for_each(&mut consider);
        }
    }
    best.map(|(_, found)| found)
}

/// The same as [`evaluate`] for those columns alone that gain by it.
fn evaluate_beside(
    shown: &Grid,
    wanted: &Grid,
    rows: &[RowCost],
    lines: i32,
    region: (u16, u16),
) -> [Option<(i64, Scroll)>; 2] {
    let Some(columns) = beside::columns(shown, wanted, lines) else {
        return [None, None];
    };
    let over = |from: Option<u16>, y: u16| {
        cost_over(&beside::composed(shown, y, from, columns), wanted.row(y))
    };
    let rows: Vec<RowCost> = (rows.iter().enumerate())
        .map(|(y, costs)| RowCost {
            anew: over(None, row(y)),
            in_place: costs.in_place,
        })
        .collect();
    let over = |from: usize, y: usize| over(Some(row(from)), row(y));
    evaluate(&rows, &over, lines, region).map(|found| {
        let (saved, scroll) = found?;
        let columns = Some(columns)
            .filter(|&columns| beside::cuts_nothing(shown, columns, (scroll.top, scroll.bottom)))?;
        let columns = Some(columns);
        Some((saved - MARGINS_COST, Scroll { columns, ..scroll }))
    })
}

fn row(y: usize) -> u16 {
    u16::try_from(y).unwrap_or(u16::MAX)
}

/// Bytes to draw `row` where a blank one stands.
fn cost_anew(row: &[GridCell]) -> i64 {
    let (mut cost, mut blanks) = (0, 0);
    for cell in row {
        // Blanks count only between what is not blank.
        if !cell.is_blank() {
            cost += length(*cell) + if cost > 0 { GAP_COST.min(blanks) } else { 0 };
            blanks = 0;
        } else {
            blanks += 1;
        }
    }
    if cost > 0 { cost + ROW_COST } else { 0 }
}

/// Bytes to draw `after` over `before`.
fn cost_over(before: &[GridCell], after: &[GridCell]) -> i64 {
    if before == after {
        return 0;
    }
    // What was equal since the last change costs no more than a move over it, before the first the way
    // to the row; blanks no more than erasing them.
    let (mut cost, mut blanks, mut equal) = (ROW_COST, 0, None);
    for (&old, &new) in before.iter().zip(after) {
        if old == new {
            equal = equal.map(|equal| equal + length(new));
        } else if new.is_blank() {
            blanks += 1;
        } else {
            cost += length(new) + GAP_COST.min(equal.unwrap_or(0)) + (2 * GAP_COST).min(blanks);
            (blanks, equal) = (0, Some(0));
        }
    }
    cost + ERASE_COST.min(blanks)
}

fn length(cell: GridCell) -> i64 {
    i64::try_from(cell.byte_length()).unwrap_or(i64::MAX)
}

/// A piece of a row as a number; 0 for a blank one.
fn hash(cells: &[GridCell]) -> u64 {
    if cells.iter().all(|&cell| cell == GridCell::BLANK) {
        return 0;
    }
    let hash = cells.iter().fold(0, |hash: u64, cell| {
        (hash.rotate_left(5) ^ cell.bits()).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    hash.max(1)
}

fn pieces(grid: &Grid) -> Vec<Vec<u64>> {
    (0..grid.rows)
        .map(|y| grid.row(y).chunks(PIECE).map(hash).collect())
        .collect()
}

/// The offsets with most bytes in their favour, best first.
fn offsets(shown: &Grid, wanted: &Grid) -> Vec<i32> {
    let (before, after) = (pieces(shown), pieces(wanted));
    let count = after.len();
    let mut votes = vec![0i64; 2 * count];
    for (y, row) in after.iter().enumerate() {
        let here = &before[y];
        let cells = wanted.row(self::row(y));
        for (at, &piece) in row.iter().enumerate() {
            if piece == 0 || piece == here[at] {
                continue;
            }
            let bytes: i64 = cells
                .iter()
                .skip(at * PIECE)
                .take(PIECE)
                .map(|&cell| length(cell))
                .sum();
            for (from, other) in before.iter().enumerate() {
                if other[at] == piece {
                    votes[from + count - y] += bytes;
                }
            }
        }
    }
    let enough = |&i: &usize| votes[i] >= FEWEST_VOTES;
    let mut order: Vec<usize> = (0..votes.len()).filter(enough).collect();
    order.sort_by_key(|&i| (-votes[i], i.abs_diff(count)));
    order.truncate(CANDIDATES);
    order
        .into_iter()
        .filter_map(|i| Some(i32::try_from(i).ok()? - i32::try_from(count).ok()?))
        .collect()
}

/// The rows that are best wiped, with the bytes that saves; the region that is set is looked at by itself,
/// since it may cost less.
fn wiped(rows: &[RowCost], region: (u16, u16)) -> Option<(i64, Move)> {
    let gain = |y: usize| rows[y].in_place - rows[y].anew;
    let price = |top: usize, bottom: usize| {
        if bottom + 1 == rows.len() {
            MOVE_COST + ERASE_COST
        } else if (row(top), row(bottom)) == region {
            MOVE_COST + DELETE_COST
        } else if top == 0 {
            // To the end of the last of them, and from there to the first.
            2 * MOVE_COST + ERASE_COST + 1
        } else {
            REGION_COST + DELETE_COST
        }
    };
    let mut best: Option<(i64, usize, usize)> = None;
    let (mut sum, mut top, mut from_start) = (0, 0, 0);
    for bottom in 0..rows.len() {
        if sum <= 0 {
            (sum, top) = (0, bottom);
        }
        sum += gain(bottom);
        from_start += gain(bottom);
        for (sum, top) in [(sum, top), (from_start, 0)] {
            let saved = sum - price(top, bottom);
            if best.is_none_or(|(most, ..)| saved > most) {
                best = Some((saved, top, bottom));
            }
        }
    }
    let (top, bottom) = (usize::from(region.0), usize::from(region.1));
    if bottom < rows.len() && top <= bottom {
        let saved = (top..=bottom).map(gain).sum::<i64>() - price(top, bottom);
        if best.is_none_or(|(most, ..)| saved >= most) {
            best = Some((saved, top, bottom));
        }
    }
    let (saved, top, bottom) = best.filter(|&(saved, ..)| saved > 0)?;
    Some((saved, Move::Wipe(row(top), row(bottom))))
}

/// The best region for one offset, and the one that is set already, each with the bytes saved.
/// `over` tells what a wanted row costs over a shown one.
fn evaluate(
    rows: &[RowCost],
    over: &dyn Fn(usize, usize) -> i64,
    lines: i32,
    region: (u16, u16),
) -> [Option<(i64, Scroll)>; 2] {
    let count = rows.len();
    let by = lines.unsigned_abs() as usize;
    if by == 0 || by >= count {
        return [None, None];
    }
    // Saved by row `y` when it receives its neighbour, and when it receives a blank.
    let moved = |y: usize| {
        let from = if lines > 0 {
            y + by
        } else {
            y.wrapping_sub(by)
        };
        let comes = from < count;
        rows[y].in_place
            - if comes {
                over(from, y)
            } else {
                rows[y].anew + 3
            }
    };
    let cleared = |y: usize| rows[y].in_place - rows[y].anew;
    let sums = |gain: &dyn Fn(usize) -> i64| {
        let mut sum = Vec::with_capacity(count + 1);
        sum.push(0i64);
        for y in 0..count {
            sum.push(sum[y] + gain(y));
        }
        sum
    };
    let (moved, cleared) = (sums(&moved), sums(&cleared));
    // Rows that move are `top..=bottom - by` upwards, `top + by..=bottom` downwards.
    let gain = |top: usize, bottom: usize| {
        if lines > 0 {
            moved[bottom + 1 - by] - moved[top] + cleared[bottom + 1] - cleared[bottom + 1 - by]
        } else {
            moved[bottom + 1] - moved[top + by] + cleared[top + by] - cleared[top]
        }
    };
    let line_cost = i64::from(lines.unsigned_abs()) * if lines > 0 { 1 } else { 2 };
    let scroll = |top: usize, bottom: usize| Scroll {
        top: row(top),
        bottom: row(bottom),
        lines,
        columns: None,
    };

    let (set_top, set_bottom) = (usize::from(region.0), usize::from(region.1));
    let as_set = (set_bottom < count && set_top + by <= set_bottom).then(|| {
        (
            gain(set_top, set_bottom) - line_cost - MOVE_COST,
            scroll(set_top, set_bottom),
        )
    });

    let mut best: Option<(i64, Scroll)> = None;
    // The sums split into a part of `top` and a part of `bottom`, so one pass finds the best pair.
    let mut best_top: Option<(i64, usize)> = None;
    for bottom in by..count {
        let top = bottom - by;
        let part = if lines > 0 {
            -moved[top]
        } else {
            cleared[top + by] - cleared[top] - moved[top + by]
        };
        if best_top.is_none_or(|(most, _)| part > most) {
            best_top = Some((part, top));
        }
        let (_, top) = best_top.expect("set in this turn at the latest");
        let saved = gain(top, bottom) - line_cost - REGION_COST;
        // A larger region at the same price is more likely to serve the next frame as well.
        if best.is_none_or(|(most, _)| saved >= most) {
            best = Some((saved, scroll(top, bottom)));
        }
    }
    [as_set, best]
}

#[cfg(test)]
mod tests {
    use super::super::grid::Certainty;
    use super::*;

    /// One letter stands for a row full of it; a space for a blank row.
    fn grid(rows: &str) -> Grid {
        let count = u16::try_from(rows.len()).unwrap();
        let mut grid = Grid::new(40, count, GridCell::BLANK);
        for (y, letter) in rows.chars().enumerate() {
            let cell = GridCell::new(u32::from(letter), 0, 1, Certainty::Sure);
            grid.row_mut(u16::try_from(y).unwrap()).fill(cell);
        }
        grid
    }

    fn find(shown: &str, wanted: &str, region: (u16, u16)) -> Option<(u16, u16, i32)> {
        scrolled(find_move(&grid(shown), &grid(wanted), region, false))
    }

    fn scrolled(found: Option<Move>) -> Option<(u16, u16, i32)> {
        match found? {
            Move::Scroll(found) => Some((found.top, found.bottom, found.lines)),
            Move::Wipe(..) => None,
        }
    }

    #[test]
    fn a_scrolled_text_is_found_and_what_stands_still_stays_out() {
        assert_eq!(find("habcdes", "hbcdefs", (0, 6)), Some((1, 5, 1)));
        assert_eq!(find("habcdes", "hzabcds", (0, 6)), Some((1, 5, -1)));
        assert_eq!(find("habcdes", "hcdefgs", (0, 6)), Some((1, 5, 2)));
    }

    #[test]
    fn the_region_that_is_set_is_kept_when_it_serves() {
        // Row 1 is blank before and after, so a smaller region would do as well.
        assert_eq!(find("h abcdes", "h bcdefs", (1, 6)), Some((1, 6, 1)));
        assert_eq!(find("habcdes", "hbcdefs", (1, 5)), Some((1, 5, 1)));
    }

    #[test]
    fn nothing_is_scrolled_for_nothing() {
        assert_eq!(find("abcdef", "abcdef", (0, 5)), None);
        assert_eq!(find("abcdef", "uvwxyz", (0, 5)), None);
        assert_eq!(find("abcdef", "abcxef", (0, 5)), None);
    }

    /// A list at the left, each letter a row of it; a text at the right, which is the same in all rows
    /// of one screen.
    fn beside(rows: &str, text: char) -> Grid {
        let mut grid = grid(rows);
        for y in 0..grid.rows {
            let cell = GridCell::new(u32::from(text), 0, 1, Certainty::Sure);
            grid.row_mut(y)[32..].fill(cell);
        }
        grid
    }

    #[test]
    fn a_list_is_found_beside_a_text_that_does_not_move() {
        let all = (0, 6);
        let find = |shown: &Grid, wanted: &Grid| scrolled(find_move(shown, wanted, all, false));
        let shown = beside("habcdes", '|');
        assert_eq!(find(&shown, &beside("hbcdefs", '|')), Some((1, 5, 1)));
        // Also where the text changes altogether.
        assert_eq!(find(&shown, &beside("hbcdefs", '+')), Some((1, 5, 1)));
        assert_eq!(find(&shown, &beside("habcdes", '+')), None);
    }

    #[test]
    fn a_removed_row_pulls_up_the_rest() {
        assert_eq!(find("abcdefg", "abdefg ", (0, 6)), Some((2, 6, 1)));
    }
}
