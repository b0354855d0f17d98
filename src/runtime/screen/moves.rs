//! Which rows have moved: the one scroll region and offset that saves the most bytes.
//!
//! Rows are hashed; every pair of a changed wanted row and an equal shown row votes for its offset
//! with the bytes that row costs. For the few offsets with most votes the best region is found in
//! one pass (a row inside the region that does not match must be drawn anew, so it counts
//! against), once for any region and once for the region that the terminal already has, which
//! needs no `DECSTBM`. What a scroll costs itself is counted too; a scroll that saves nothing is
//! not made.

use super::grid::{Grid, GridCell};

/// Rows `top..=bottom` move up by `lines`, or down where `lines` is negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scroll {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) lines: i32,
}

/// Bytes of `DECSTBM` and of the absolute cursor move that must follow it.
const REGION_COST: i64 = 14;
/// Bytes to reach the edge of a region that is set already: a guess, 0 to 7.
const MOVE_COST: i64 = 4;
/// Bytes to find a row and its start again, beside its text.
const ROW_COST: i64 = 6;
/// How many offsets are looked at closely.
const CANDIDATES: usize = 4;

/// What is known about one row.
#[derive(Clone, Copy)]
struct RowCost {
    shown: u64,
    wanted: u64,
    /// Bytes to draw the wanted row where a blank one stands.
    anew: i64,
    /// Bytes to draw it over what stands there now.
    in_place: i64,
}

/// The scroll that saves most, given the region the terminal has now.
pub(super) fn find_scroll(shown: &Grid, wanted: &Grid, region: (u16, u16)) -> Option<Scroll> {
    let changed = (0..wanted.rows)
        .filter(|&y| shown.row(y) != wanted.row(y))
        .count();
    if changed < 2 && wanted.rows > 2 {
        return None;
    }
    let rows: Vec<RowCost> = (0..wanted.rows)
        .map(|y| row_cost(shown, wanted, y))
        .collect();
    let mut best: Option<(i64, Scroll)> = None;
    for lines in offsets(&rows) {
        let here = evaluate(&rows, lines, region);
        for (saved, scroll) in here.into_iter().flatten() {
            if saved > 0 && best.is_none_or(|(most, _)| saved > most) {
                best = Some((saved, scroll));
            }
        }
    }
    best.map(|(_, scroll)| scroll)
}

fn row_cost(shown: &Grid, wanted: &Grid, y: u16) -> RowCost {
    let (before, after) = (shown.row(y), wanted.row(y));
    // The blank end of a row, as its margin is, counts for nothing.
    let length = |row: &[GridCell]| row.iter().rposition(|&cell| cell != GridCell::BLANK);
    let (before_end, after_end) = (
        length(before).map_or(0, |x| x + 1),
        length(after).map_or(0, |x| x + 1),
    );
    let end = before_end.max(after_end);
    let (shown_hash, wanted_hash) = (hash(&before[..before_end]), hash(&after[..after_end]));
    let (before, after) = (&before[..end], &after[..end]);
    let (mut anew, mut in_place) = (0i64, 0i64);
    let mut blanks = 0;
    let mut blanks_over = 0;
    let mut was_equal = true;
    for (&old, &new) in before.iter().zip(after) {
        let length = i64::try_from(new.byte_length()).unwrap_or(i64::MAX);
        // Blanks count only when something follows them.
        if new.is_blank() {
            blanks += 1;
        } else {
            anew += length + blanks;
            blanks = 0;
        }
        if old == new {
            was_equal = true;
        } else {
            if was_equal {
                in_place += ROW_COST;
            }
            was_equal = false;
            if new.is_blank() {
                blanks_over += 1;
            } else {
                in_place += length + blanks_over;
                blanks_over = 0;
            }
        }
    }
    if anew > 0 {
        anew += ROW_COST;
    }
    RowCost {
        shown: shown_hash,
        wanted: wanted_hash,
        anew,
        in_place: in_place.min(anew + 3),
    }
}

fn hash(cells: &[GridCell]) -> u64 {
    cells.iter().fold(0, |hash: u64, cell| {
        (hash.rotate_left(5) ^ cell.bits()).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// The offsets with most bytes in their favour, best first.
fn offsets(rows: &[RowCost]) -> Vec<i32> {
    let count = rows.len();
    let mut votes = vec![0i64; 2 * count];
    for (y, row) in rows.iter().enumerate() {
        if row.in_place == 0 || row.anew == 0 {
            continue;
        }
        for (from, other) in rows.iter().enumerate() {
            if from != y && other.shown == row.wanted {
                votes[from + count - y] += row.in_place;
            }
        }
    }
    let mut order: Vec<usize> = (0..votes.len()).filter(|&i| votes[i] > 0).collect();
    order.sort_by_key(|&i| (-votes[i], i.abs_diff(count)));
    order.truncate(CANDIDATES);
    order
        .into_iter()
        .filter_map(|i| Some(i32::try_from(i).ok()? - i32::try_from(count).ok()?))
        .collect()
}

/// The best region for one offset, and the one that is set already, each with the bytes saved.
fn evaluate(rows: &[RowCost], lines: i32, region: (u16, u16)) -> [Option<(i64, Scroll)>; 2] {
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
        let matches = rows
            .get(from)
            .is_some_and(|other| other.shown == rows[y].wanted);
        rows[y].in_place - if matches { 0 } else { rows[y].anew + 3 }
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
        top: u16::try_from(top).unwrap_or(u16::MAX),
        bottom: u16::try_from(bottom).unwrap_or(u16::MAX),
        lines,
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
        find_scroll(&grid(shown), &grid(wanted), region)
            .map(|found| (found.top, found.bottom, found.lines))
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

    #[test]
    fn a_removed_row_pulls_up_the_rest() {
        assert_eq!(find("abcdefg", "abdefg ", (0, 6)), Some((2, 6, 1)));
    }
}
