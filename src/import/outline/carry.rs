//! An outline for one source, carried over to another state of that source.
//!
//! Lines that stand once in both texts and in the same order are the anchors; from each of them equal
//! neighbours follow in both directions. What was between the lines of an article stays with it. Of the
//! lines that are new, an article that the program finds in them alone becomes one of the outline; the
//! others go to the article that they are found to begin, else to the one before them. So nothing new is
//! left out unasked, and none is swallowed by an article that it does not belong to.

use std::collections::HashMap;

use super::{Outline, OutlinedArticle, Spot, Stretch};
use crate::import::decode::decode;
use crate::import::source::lines;

/// `outline`, made for the bytes `old`, for the bytes `new`, in which the program by itself finds the
/// articles of `found`. Articles all of whose lines are gone are gone too.
pub fn carry(outline: &Outline, old: &[u8], new: &[u8], found: &Outline) -> Outline {
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
    let fresh = fresh(&carried, &to_new, new.len());
    add(&mut carried, found, |line| {
        new[line - 1].is_empty() || fresh[line - 1]
    });
    begin_above(&mut carried, found, &to_new, &new);
    adopt(&mut carried, &to_new, new.len());
    carried
}

/// Which of so many lines were not there before and stand in no article of `outline`.
fn fresh(outline: &Outline, to_new: &[Option<usize>], lines: usize) -> Vec<bool> {
    let mut fresh = vec![true; lines];
    for line in to_new.iter().flatten() {
        fresh[*line] = false;
    }
    for stretch in outline.articles.iter().flat_map(|article| &article.lines) {
        fresh[stretch.first.line - 1..stretch.last.line].fill(false);
    }
    fresh
}

/// Adds the articles of `found` all of whose lines are free, each before the first that stands below it.
fn add(outline: &mut Outline, found: &Outline, is_free: impl Fn(usize) -> bool) {
    let begin = |article: &OutlinedArticle| article.lines.first().map(|lines| lines.first.line);
    for article in &found.articles {
        let mut lines = article
            .lines
            .iter()
            .flat_map(|lines| lines.first.line..=lines.last.line);
        if article.lines.is_empty() || !lines.all(&is_free) {
            continue;
        }
        let below = |other: &OutlinedArticle| begin(other) > begin(article);
        let at = outline.articles.iter().position(below);
        let at = at.unwrap_or(outline.articles.len());
        // All but its lines is as found.
        let new = OutlinedArticle {
            lines: article.lines.clone(),
            ..OutlinedArticle::default()
        };
        outline.articles.insert(at, new);
    }
}

/// Gives lines that were not there before to the article right below them with which they are found to
/// be one.
fn begin_above(outline: &mut Outline, found: &Outline, to_new: &[Option<usize>], new: &[&str]) {
    let fresh = fresh(outline, to_new, new.len());
    let mut owners: Vec<Option<usize>> = vec![None; new.len()];
    for (at, article) in found.articles.iter().enumerate() {
        for stretch in &article.lines {
            owners[stretch.first.line - 1..stretch.last.line].fill(Some(at));
        }
    }
    for stretch in outline
        .articles
        .iter_mut()
        .flat_map(|article| &mut article.lines)
    {
        let first = stretch.first.line - 1;
        let owner = owners[first];
        let joined = (0..first)
            .rev()
            .take_while(|&line| fresh[line] && (new[line].is_empty() || owners[line] == owner))
            .filter(|&line| !new[line].is_empty())
            .last();
        if let Some(line) = joined.filter(|_| owner.is_some()) {
            stretch.first = Spot {
                line: line + 1,
                piece: None,
            };
        }
    }
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
    let fresh = fresh(outline, to_new, lines);
    for stretch in outline
        .articles
        .iter_mut()
        .flat_map(|article| &mut article.lines)
    {
        let end = stretch.last.line;
        let new = fresh[end..].iter().take_while(|fresh| **fresh).count();
        if new > 0 {
            stretch.last = Spot {
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

    fn outline(stretches: &[&str]) -> Outline {
        let article = |text: &&str| OutlinedArticle {
            lines: vec![Stretch::parse(text).expect("a stretch")],
            ..OutlinedArticle::default()
        };
        Outline {
            articles: stretches.iter().map(article).collect(),
            ..Outline::default()
        }
    }

    fn carried(stretches: &[&str], found: &[&str], old: &str, new: &str) -> Vec<String> {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let carried = carry(&outline(stretches), old, new, &outline(found));
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
            assert_eq!(carried(&["1-3", "4-5"], &[], old, new), expected, "{new}");
        }
    }

    #[test]
    fn new_lines_go_where_they_are_found_to_belong() {
        let old = "甲\n\n乙\n丙\n丁\n";
        for (new, found, expected) in [
            // An article of new lines alone: above all, between two, below all.
            (
                "新\n文\n甲\n\n乙\n丙\n丁\n",
                ["1-2", "3-7"].as_slice(),
                ["1-2", "3-5", "6-7"].as_slice(),
            ),
            (
                "甲\n\n乙\n新\n文\n丙\n丁\n",
                &["1-3", "4-5", "6-7"],
                &["1-3", "4-5", "6-7"],
            ),
            (
                "甲\n\n乙\n丙\n丁\n新\n文\n",
                &["1-5", "6-7"],
                &["1-3", "4-5", "6-7"],
            ),
            // The begin of the article below, the end of the one above, the head of the issue.
            ("新\n\n甲\n\n乙\n丙\n丁\n", &["1-7"], &["1-5", "6-7"]),
            ("甲\n\n乙\n新\n丙\n丁\n", &["1-3", "4-6"], &["1-3", "4-6"]),
            ("甲\n\n乙\n丙\n丁\n新\n", &["1-6"], &["1-3", "4-6"]),
            ("新\n甲\n\n乙\n丙\n丁\n", &["2-6"], &["2-4", "5-6"]),
        ] {
            assert_eq!(carried(&["1-3", "4-5"], found, old, new), expected, "{new}");
        }
    }
}
