//! How many words of a section stand in its neighbours under the same title and nowhere else in the text.
//!
//! Names and things that one article is about come again in its chapters; common words come again
//! everywhere. So a word says the more, the fewer other sections hold it. The hard part is to count that
//! without comparing all sections with each other: the words of all are sorted once, and each one's sections
//! stand together.

use std::ops::Range;

use super::super::cohesion::Pairs;

/// What is added to the number of words of a section, so that short ones say little.
const SHORT: usize = 20;

/// Up to how many words the memory for merging them is none to speak of.
const FEW: usize = 1 << 16;

/// For each of `sections` the share of its words that stand in others of its `bounds` above it and in no
/// section outside of them.
pub(super) fn rare_shares(sections: &[Pairs], bounds: &[Range<usize>]) -> Vec<f32> {
    // Each word in the upper half, its section in the lower.
    let mut all: Vec<u64> = Vec::with_capacity(sections.iter().map(Pairs::len).sum());
    for (at, section) in (0u32..).zip(sections) {
        let words = section.pairs().map(u64::from);
        all.extend(words.map(|word| word << 32 | u64::from(at)));
    }
    if all.len() < FEW {
        // The words of each section are in order: those rows are merged.
        all.sort();
    } else {
        all.sort_unstable();
    }
    let mut shared = vec![0usize; sections.len()];
    let section = |word: u64| (word & 0xFFFF_FFFF) as usize;
    for same in all.chunk_by(|one, other| one >> 32 == other >> 32) {
        let (first, last) = (section(same[0]), section(same[same.len() - 1]));
        for at in same[1..].iter().copied().map(section) {
            let bounds = &bounds[at];
            shared[at] += usize::from(bounds.start <= first && last < bounds.end);
        }
    }
    let share = |(shared, section): (usize, &Pairs)| real(shared) / real(section.len() + SHORT);
    shared.into_iter().zip(sections).map(share).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of words of a section")]
fn real(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_article_count_and_those_of_all_do_not() {
        let texts = [
            "渡口的灯笼和木船",
            "灯笼挂在木船头",
            "书摊旁边的木船",
            "书摊收得很早",
        ];
        let sections: Vec<Pairs> = texts
            .iter()
            .map(|text| Pairs::of(std::iter::once(*text), 100))
            .collect();
        let shares = rare_shares(&sections, &[0..2, 0..2, 2..4, 2..4]);
        let told: Vec<bool> = shares.iter().map(|&share| share > 0.0).collect();
        assert_eq!(told, [false, true, false, true]);
        assert!(shares[1] < 2.0 / real(SHORT));
    }
}
