//! Where a query stands in a text that is shown: from characters to ranges of bytes.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::alphabet::Alphabet;
use super::fit::{Fit, Kind, Ready};
use crate::search::fold::fold_char;

/// Adds the characters of `field` that a term stands for. Of a scattered term they are those that
/// `fuzzy-matcher` likes best.
pub(super) fn add(
    places: &mut Vec<usize>,
    ready: &Ready,
    fit: &Fit,
    field: &[u16],
    alphabet: &Alphabet,
) {
    // Marks that pinyin passes over stand for nothing.
    let read = |place: &usize| !alphabet.is_mark(field[*place]);
    match fit.kind {
        Kind::Literal => return places.extend(fit.start..fit.end),
        Kind::Full | Kind::Initials => return places.extend((fit.start..fit.end).filter(read)),
        Kind::Scattered => {}
    }
    if let Some(parts) = ready.parts(field, alphabet) {
        places.extend(parts.into_iter().flatten().filter(read));
        return;
    }
    let folded = &ready.term.folded;
    if folded.iter().any(char::is_ascii_digit) {
        places.extend(ready.scattered_places(field, alphabet).unwrap_or_default());
        return;
    }
    let text: String = field
        .iter()
        .map(|symbol| fold_char(alphabet.facts(*symbol).written))
        .collect();
    let term: String = folded.iter().collect();
    let found = SkimMatcherV2::default().fuzzy_indices(&text, &term);
    places.extend(found.into_iter().flat_map(|(_, places)| places));
}

/// The characters at `places` of a text as ranges of its bytes, those side by side as one.
pub(super) fn bytes(
    mut places: Vec<usize>,
    text: &[u16],
    alphabet: &Alphabet,
) -> Vec<Range<usize>> {
    places.sort_unstable();
    places.dedup();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut places = places.into_iter().peekable();
    let mut start = 0;
    for (index, symbol) in text.iter().enumerate() {
        let end = start + alphabet.facts(*symbol).written.len_utf8();
        if places.next_if_eq(&index).is_some() {
            match ranges.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => ranges.push(start..end),
            }
        }
        start = end;
    }
    ranges
}
