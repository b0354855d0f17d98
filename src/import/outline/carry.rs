//! An outline for one source, carried over to another state of that source.
//!
//! Lines that stand once in both texts and in the same order are the anchors; from each of them equal
//! neighbours follow in both directions. What was between the lines of an article stays with it, and
//! lines that are new go to the article before them, so that nothing new is left out unasked.

use std::collections::HashMap;

use super::{Outline, Spot, Stretch};
use crate::import::decode::decode;
use crate::import::source::lines;

/// `outline`, made for the bytes `old`, for the bytes `new`. Articles all of whose lines are gone are
/// gone too.
pub fn carry(outline: &Outline, old: &[u8], new: &[u8]) -> Outline {
    let (old, new) = (decode(old).text, decode(new).text);
    let lines_of = |text| lines(text).map(|range| text[range].trim()).collect();
    let (old, new): (Vec<&str>, Vec<&str>) = (lines_of(&old), lines_of(&new));
    let to_new = matches(&old, &new);
    let mut carried = outline.clone();
    for article in &mut carried.articles {
        article.lines = article
            .lines
            .iter()
            .filter_map(|stretch| map(stretch, &to_new))
            .collect();
    }
    let has_text = |stretch: &Stretch| {
        let lines = new.get(stretch.first.line - 1..stretch.last.line);
        lines.is_some_and(|lines| lines.iter().any(|line| !line.is_empty()))
    };
    carried
        .articles
        .retain(|article| article.lines.iter().any(has_text));
    adopt(&mut carried, &to_new, new.len());
    carried
}

/// Where the lines of `stretch` are now.
fn map(stretch: &Stretch, to_new: &[Option<usize>]) -> Option<Stretch> {
    let spot = |line: usize, piece| Spot { line, piece };
    let lines = stretch.first.line..=stretch.last.line.min(to_new.len());
    let at = |line: usize| to_new[line - 1].map(|new| (line, new + 1));
    let (first, new_first) = lines.clone().find_map(at)?;
    let (last, new_last) = lines.rev().find_map(at)?;
    let piece = |spot: Spot, line: usize| spot.piece.filter(|_| spot.line == line);
    Some(Stretch {
        first: spot(new_first, piece(stretch.first, first)),
        last: spot(new_last, piece(stretch.last, last)),
    })
}

/// Gives lines that were not there before to the article before them.
fn adopt(outline: &mut Outline, to_new: &[Option<usize>], lines: usize) {
    // Who has a line, and which lines were there before.
    let mut known = vec![false; lines];
    for line in to_new.iter().flatten() {
        known[*line] = true;
    }
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    for (at, article) in outline.articles.iter().enumerate() {
        for (stretch, lines) in article.lines.iter().enumerate() {
            ends.push((lines.last.line, at, stretch));
            for line in lines.first.line..=lines.last.line {
                known[line - 1] = true;
            }
        }
    }
    for (end, at, stretch) in ends {
        let new = known[end..].iter().take_while(|known| !**known).count();
        if new > 0 {
            outline.articles[at].lines[stretch].last = Spot {
                line: end + new,
                piece: None,
            };
        }
    }
}

/// For each line of `old` the line of `new` that it is.
fn matches(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::outline::OutlinedArticle;

    fn carried(stretches: &[&str], old: &str, new: &str) -> Vec<String> {
        let outline = Outline {
            articles: stretches
                .iter()
                .map(|text| OutlinedArticle {
                    lines: vec![Stretch::parse(text).expect("a stretch")],
                    ..OutlinedArticle::default()
                })
                .collect(),
            ..Outline::default()
        };
        let carried = carry(&outline, old.as_bytes(), new.as_bytes());
        let articles = carried.articles.iter();
        articles
            .map(|article| article.lines[0].to_string())
            .collect()
    }

    #[test]
    fn lines_are_found_again_and_new_ones_are_adopted() {
        let old = "甲\n\n乙\n丙\n丁\n";
        for (new, expected) in [
            (old, ["1-3", "4-5"].as_slice()),
            ("新\n甲\n\n乙\n丙\n丁\n", &["2-4", "5-6"]),
            ("甲\n\n乙\n新\n丙\n丁\n", &["1-4", "5-6"]),
            ("甲\n改\n丙\n丁\n又\n", &["1-2", "3-5"]),
            ("甲\n\n乙\n", &["1-3"]),
            // Of the first only a blank line is left.
            ("戊\n\n\n丙\n丁\n", &["4-5"]),
        ] {
            assert_eq!(carried(&["1-3", "4-5"], old, new), expected, "{new}");
        }
    }
}
