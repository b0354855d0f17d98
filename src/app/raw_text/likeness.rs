//! Which passage is most like another one: for an article that was changed by hand since its import.
//!
//! Passages are compared by the pairs of neighbouring letters they have in common (Dice), marks and
//! blanks aside: those are what an import changes. Only so many neighbours and so much of each are
//! looked at that a record that names the whole text a million times costs no more than a moment.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// How much of a passage is looked at, in characters and in lines.
pub(super) const LOOKED_AT: usize = 1000;
/// How many passages are looked at on either side.
const NEIGHBOURS: usize = 300;

/// The neighbouring letters of a passage.
pub(super) type Pairs = BTreeSet<(char, char)>;

/// The pairs of letters in `chars`; the first letter makes one with nothing.
pub(super) fn pairs(chars: impl Iterator<Item = char>) -> Pairs {
    let letters = chars.take(LOOKED_AT).filter(|c| c.is_alphanumeric());
    let mut before = '\0';
    letters
        .map(|letter| (std::mem::replace(&mut before, letter), letter))
        .collect()
}

/// Of `count` passages around the one at `near` the one most like `wanted`: its index. Of those that
/// are alike equally, or not at all, the nearest one; `None` where there is none.
pub(super) fn most_alike(
    wanted: &Pairs,
    near: usize,
    count: usize,
    passage: impl Fn(usize) -> Pairs,
) -> Option<usize> {
    let near = near.min(count.checked_sub(1)?);
    let around: Range<usize> =
        near.saturating_sub(NEIGHBOURS)..count.min(near.saturating_add(NEIGHBOURS));
    around.max_by_key(|&index| {
        let pairs = passage(index);
        let shared = wanted.intersection(&pairs).count();
        let share = 1000 * 2 * shared / (wanted.len() + pairs.len()).max(1);
        (share, Reverse(index.abs_diff(near)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_wins_and_then_the_nearest() {
        let passages = ["起初点的是煤油", "后来换成电灯", "。。。", "起初点的是煤油"];
        for (wanted, near, expected) in [
            ("起初点的,是煤油!", 0, Some(0)),
            ("起初点的是煤油", 3, Some(3)),
            ("后来都换成了电灯", 3, Some(1)),
            ("风雨无阻", 2, Some(2)),
            ("风雨无阻", 9, Some(3)),
        ] {
            let found = most_alike(&pairs(wanted.chars()), near, passages.len(), |index| {
                pairs(passages[index].chars())
            });
            assert_eq!(found, expected, "{wanted}");
        }
        assert_eq!(most_alike(&Pairs::new(), 0, 0, |_| Pairs::new()), None);
    }
}
