//! The order of articles found.

use super::corpus::Corpus;
use super::matches::Hit;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// A hit in the title, then more hits, then more of them in less text, then the newer.
    #[default]
    Relevance,
    /// The newer; in one issue, as they stand there.
    Date,
}

/// The keys of `hits`, the smallest first: what one thread can put in order by itself.
pub(super) fn keys(hits: &[Hit], corpus: &Corpus<'_>, order: Order) -> Vec<u64> {
    // One number a hit, made once: comparing is all that sorting does.
    let mut keys: Vec<u64> = hits.iter().map(|hit| key(*hit, corpus, order)).collect();
    keys.sort_unstable();
    keys
}

/// Puts the hits of several parts in one order, each with its [`keys`].
pub(super) fn merged(parts: Vec<(Vec<Hit>, Vec<u64>)>, corpus: &Corpus<'_>) -> Vec<Hit> {
    let mut hits = Vec::with_capacity(parts.iter().map(|(hits, _)| hits.len()).sum());
    let mut keys: Vec<u64> = Vec::with_capacity(hits.capacity());
    for (more, more_keys) in parts {
        hits.extend(more);
        keys.extend(more_keys);
    }
    // A stable sort finds the runs that are in order already and merges them.
    keys.sort();
    // A key ends with the article's place by date, which no other article has.
    let mut by_place = vec![0; corpus.len()];
    for (number, hit) in hits.iter().enumerate() {
        by_place[corpus.place_by_date(hit.article as usize) as usize] = number;
    }
    keys.iter()
        .map(|key| hits[by_place[(key & 0xFFFF_FFFF) as usize]])
        .collect()
}

/// The smaller, the earlier: a bit for the title, 16 for the count, 15 for the density, 32 for the
/// place by date.
fn key(hit: Hit, corpus: &Corpus<'_>, order: Order) -> u64 {
    const MOST: u64 = 0xFFFF;
    const DENSEST: u64 = 0x7FFF;
    let place = u64::from(corpus.place_by_date(hit.article as usize));
    if order == Order::Date {
        return place;
    }
    let length = corpus.folded_range(hit.article as usize).len() as u64;
    let count = u64::from(hit.count);
    let density = (count * DENSEST * 4 / (length + 1)).min(DENSEST);
    u64::from(!hit.title) << 63 | (MOST - count.min(MOST)) << 47 | (DENSEST - density) << 32 | place
}
