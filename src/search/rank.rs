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

/// Puts `hits` in order; it is the same each time.
pub fn sort(hits: &mut [Hit], corpus: &Corpus<'_>, order: Order) {
    match order {
        Order::Date => hits.sort_unstable_by_key(|hit| corpus.place_by_date(hit.article as usize)),
        Order::Relevance => {
            // One number a hit, made once: comparing is all that sorting does.
            let mut keyed: Vec<(u64, Hit)> =
                hits.iter().map(|hit| (key(*hit, corpus), *hit)).collect();
            keyed.sort_unstable_by_key(|(key, _)| *key);
            for (place, (_, hit)) in hits.iter_mut().zip(keyed) {
                *place = hit;
            }
        }
    }
}

/// The smaller, the earlier: a bit for the title, 16 for the count, 15 for the density, 32 for the
/// place by date.
fn key(hit: Hit, corpus: &Corpus<'_>) -> u64 {
    const MOST: u64 = 0xFFFF;
    const DENSEST: u64 = 0x7FFF;
    let length = corpus.folded_range(hit.article as usize).len() as u64;
    let count = u64::from(hit.count);
    let density = (count * DENSEST * 4 / (length + 1)).min(DENSEST);
    u64::from(!hit.title) << 63
        | (MOST - count.min(MOST)) << 47
        | (DENSEST - density) << 32
        | u64::from(corpus.place_by_date(hit.article as usize))
}
