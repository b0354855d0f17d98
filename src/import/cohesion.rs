//! How much two passages share their words: whether they are likely about one thing.
//!
//! Chinese content words are mostly of two characters, so pairs of Han stand for words; pairs with a
//! grammatical or counting character are passed over. Parts of one article share some pairs in a
//! hundred at least, articles of a mixed page hardly any. It says something only where both passages are
//! long enough.

use super::lexicon::CharSet;
use crate::text::script::is_han;

/// How much of a passage is looked at, in characters.
const LONGEST: usize = 1200;
/// Characters that stand in every text.
const COMMON: &str = "的了在是和有不人这那一二三四五六七八九十年月日个中上下也就都而及与或为以到从把被对我他她你们来去说要会能可等将于其并还但更最多大小好着过给让向這個們來說會將於還對從為與後前里裡時间間者所之此每各";

/// The share of pairs that the smaller of two passages has in common with the other; nothing where
/// one of them has fewer than `fewest` different pairs. Each passage is given as its pieces.
pub(super) fn cohesion<'a>(
    one: impl Iterator<Item = &'a str>,
    other: impl Iterator<Item = &'a str>,
    fewest: usize,
) -> Option<f32> {
    let (one, other) = (pairs(one), pairs(other));
    let (few, many) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if few.len() < fewest {
        return None;
    }
    let shared = few
        .iter()
        .filter(|pair| many.binary_search(pair).is_ok())
        .count();
    #[expect(clippy::cast_precision_loss, reason = "at most some thousands")]
    Some(shared as f32 / few.len() as f32)
}

fn pairs<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<(char, char)> {
    const GRAMMAR: CharSet = CharSet::of_first(&[]).and(COMMON);
    let telling = |c: char| is_han(c) && !(GRAMMAR.holds(c) && COMMON.contains(c));
    let mut pairs = Vec::with_capacity(LONGEST);
    let mut before = None;
    for c in pieces.flat_map(str::chars).take(LONGEST) {
        let here = telling(c).then_some(c);
        if let (Some(before), Some(here)) = (before, here) {
            pairs.push((before, here));
        }
        before = here;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
