//! Which lines of two states of a text are the same.
//!
//! Lines that stand once in both texts and in the same order are the anchors; from each of them equal
//! neighbours follow in both directions.

use std::collections::HashMap;

/// For each line of `old` the line of `new` that it is.
pub(super) fn matches(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let once = |lines: &[&str]| -> HashMap<String, Option<usize>> {
        let mut places = HashMap::new();
        for (at, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.is_empty())
        {
            places
                .entry((*line).to_owned())
                .and_modify(|place| *place = None)
                .or_insert(Some(at));
        }
        places
    };
    let (old_places, new_places) = (once(old), once(new));
    let pairs: Vec<(usize, usize)> = old
        .iter()
        .enumerate()
        .filter(|(at, line)| old_places.get(**line) == Some(&Some(*at)))
        .filter_map(|(at, line)| Some((at, (*new_places.get(*line)?)?)))
        .collect();
    let mut to_new = vec![None; old.len()];
    for (old_at, new_at) in ascending(&pairs) {
        to_new[old_at] = Some(new_at);
    }
    let mut taken = vec![false; new.len()];
    for at in to_new.iter().flatten() {
        taken[*at] = true;
    }
    // Equal neighbours of what is known, downwards and then upwards.
    for at in 1..old.len() {
        let Some(next) = to_new[at - 1].map(|new_at| new_at + 1) else {
            continue;
        };
        if to_new[at].is_none() && new.get(next) == Some(&old[at]) && !taken[next] {
            to_new[at] = Some(next);
            taken[next] = true;
        }
    }
    for at in (1..old.len()).rev() {
        let Some(before) = to_new[at].and_then(|new_at| new_at.checked_sub(1)) else {
            continue;
        };
        if to_new[at - 1].is_none() && new[before] == old[at - 1] && !taken[before] {
            to_new[at - 1] = Some(before);
            taken[before] = true;
        }
    }
    to_new
}

/// The longest part of `pairs` whose second values ascend (patience sorting).
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, (_, new)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < *new);
        before[at] = pile.checked_sub(1).map(|pile| tops[pile]);
        match tops.get_mut(pile) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut found = Vec::new();
    let mut at = tops.last().copied();
    while let Some(pair) = at {
        found.push(pairs[pair]);
        at = before[pair];
    }
    found.reverse();
    found
}
