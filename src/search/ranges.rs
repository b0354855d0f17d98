//! Ranges of a text that are shown marked: those that overlap are shown as one.

use std::ops::Range;

/// `ranges` in order, those that overlap or touch as one; empty ones are left out.
pub fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        add(&mut merged, range, Touching::Joined);
    }
    merged
}

/// Whether ranges that touch, one beginning where the other ends, are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Touching {
    /// They are.
    Joined,
    /// Each is a passage by itself.
    Apart,
}

/// Adds a range that does not begin before the last one of `merged`.
pub(super) fn add(merged: &mut Vec<Range<usize>>, range: Range<usize>, touching: Touching) {
    match merged.last_mut() {
        Some(last)
            if range.start < last.end
                || touching == Touching::Joined && range.start == last.end =>
        {
            last.end = last.end.max(range.end);
        }
        _ => merged.push(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_is_one() {
        assert_eq!(merged(vec![5..7, 0..2, 1..3, 3..4, 9..9]), [0..4, 5..7]);
        let mut apart = Vec::new();
        add(&mut apart, 0..2, Touching::Apart);
        add(&mut apart, 2..3, Touching::Apart);
        add(&mut apart, 2..4, Touching::Apart);
        assert_eq!(apart, [0..2, 2..4]);
    }
}
