//! Sums of texts: what comes again is found by them, so that the texts of a large file need not be kept.
//!
//! Texts whose sums are the same are taken for the same. The hard part is that many sums are compared
//! and few come again: most are told apart by one bit each, and only the rest are sorted.

use super::signal::{fold_width, is_common_mark, is_letter};

/// The sum of no characters at all.
pub(super) const NO_SUM: u64 = 0xCBF2_9CE4_8422_2325;

/// The sum of the characters that gave `sum`, and `c` (FNV-1a). Texts whose sums are the same are taken
/// for the same, so that those of a large file need not be kept.
#[inline]
pub(super) fn add(sum: u64, c: char) -> u64 {
    (sum ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3)
}

/// The sum of the characters that gave `sum` and of the common Han that `text` begins with, `limit` of them at
/// most; how many they are, and how many bytes.
#[inline]
pub(super) fn add_han(mut sum: u64, text: &str, limit: usize) -> (u64, usize, usize) {
    let mut count = 0;
    let (all, _) = text.as_bytes().as_chunks::<3>();
    for &bytes in all.iter().take(limit) {
        let Some(c) = han(bytes) else { break };
        sum = (sum ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3);
        count += 1;
    }
    (sum, count, count * 3)
}

/// The same with the two common Han that `text` ends with, the last one first; nothing where it ends otherwise.
#[inline]
pub(super) fn add_last_han(sum: u64, text: &str) -> Option<u64> {
    let (rest, &last) = text.as_bytes().split_last_chunk::<3>()?;
    let (_, &before) = rest.split_last_chunk::<3>()?;
    let add = |sum: u64, c: u32| (sum ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3);
    Some(add(add(sum, han(last)?), han(before)?))
}

/// The common Han that three bytes encode.
#[inline]
fn han([lead, second, third]: [u8; 3]) -> Option<u32> {
    let c = u32::from(lead & 15) << 12 | u32::from(second & 63) << 6 | u32::from(third & 63);
    // Three bytes each; the first of them stand in the middle of what E4 begins.
    (matches!(lead, 0xE4..=0xE9) && c >= 0x4E00).then_some(c)
}

/// The sum of all bytes of `text`, eight at a time: another one than that of its characters. What is left at the end
/// counts with some bytes before it, so that the length must too.
pub(super) fn sum(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (words, rest) = bytes.as_chunks::<8>();
    let word =
        |sum: u64, word: u64| (sum.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let sum = words
        .iter()
        .fold(NO_SUM ^ bytes.len() as u64, |sum, bytes| {
            word(sum, u64::from_le_bytes(*bytes))
        });
    match bytes.last_chunk::<8>() {
        Some(last) => word(sum, u64::from_le_bytes(*last)),
        None => rest
            .iter()
            .fold(sum, |sum, &byte| word(sum, u64::from(byte))),
    }
}

/// Those of `sums` that others are the same as, next to each other and in their order; also a few that
/// are none, for most of them are told apart by one bit each before the rest are sorted.
pub(super) fn recurring(sums: &mut Vec<(u64, usize)>) {
    let bits = (sums.len() * 8).next_power_of_two().max(64);
    let (mut once, mut twice) = (vec![0u64; bits / 64], vec![0u64; bits / 64]);
    // The low bits of a sum tell its last characters only.
    let place = |sum: u64| {
        let at = (sum.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (bits - 1);
        (at / 64, 1 << (at % 64))
    };
    for &(sum, _) in &*sums {
        let (word, bit) = place(sum);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    sums.retain(|&(sum, _)| {
        let (word, bit) = place(sum);
        twice[word] & bit != 0
    });
    sums.sort_unstable();
}

/// From how many texts of one shape on figures make no difference between them: no paper has as many pages.
const VERY_MANY: usize = 4096;

/// Whether `one` and `other`, of `count` texts of one shape, are the same; of very many also but for ASCII
/// figures, each of which has its place in both.
pub(super) fn are_one(one: &str, other: &str, count: usize) -> bool {
    let same = |(a, b): (u8, u8)| a == b || a.is_ascii_digit() && b.is_ascii_digit();
    one == other
        || count >= VERY_MANY
            && one.len() == other.len()
            && one.bytes().zip(other.bytes()).all(same)
}

/// The sum of the characters that [`each_letter`] hands over, going on from `sum`.
pub(super) fn letter_sum(text: &str, limit: usize, mut sum: u64) -> u64 {
    let (mut count, mut rest) = (0, text);
    while count < limit {
        let (added, passed);
        (sum, added, passed) = add_han(sum, rest, limit - count);
        count += added;
        let mut chars = rest[passed..].chars();
        let Some(c) = chars.next().filter(|_| count < limit) else {
            break;
        };
        rest = chars.as_str();
        if is_common_mark(c) {
            continue;
        }
        let c = fold_width(c);
        if is_letter(c) {
            for c in c.to_lowercase().take(limit - count) {
                sum = add(sum, c);
                count += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::signal::each_letter;

    #[test]
    fn letters_are_summed_as_they_are_handed_over() {
        for text in ["", "甲乙，a Ｂ１。丙", "İstanbul", "两千…", "䷀甲\u{20000}"] {
            for limit in [0, 1, 2, 3, 80] {
                let mut sum = NO_SUM;
                each_letter(text, limit, |c| sum = add(sum, c));
                assert_eq!(letter_sum(text, limit, NO_SUM), sum, "{text} {limit}");
            }
        }
    }

    #[test]
    fn the_last_two_han_are_summed_from_the_end() {
        for (text, two) in [
            ("渡口", true),
            ("a渡口", true),
            ("渡口。", false),
            ("口", false),
            ("䷿口", false),
            ("\u{20000}口", false),
            ("", false),
        ] {
            let last = text.chars().rev().take(2).fold(NO_SUM, add);
            assert_eq!(add_last_han(NO_SUM, text), two.then_some(last), "{text}");
        }
    }

    #[test]
    fn texts_have_sums_of_their_own() {
        let mut sums = Vec::new();
        let texts = ["a", "甲", "哈哈", "甲乙"];
        for unit in texts {
            let longest = unit.repeat(20);
            let ends = (0..=longest.len()).filter(|&end| longest.is_char_boundary(end));
            let texts = ends.map(|end| longest[..end].to_owned());
            sums.extend(texts.map(|text| (sum(&text), text)));
        }
        sums.sort();
        sums.dedup();
        let count = sums.len();
        sums.dedup_by_key(|(sum, _)| *sum);
        assert_eq!(sums.len(), count);
        assert_ne!(sum("渡口甲日报社"), sum("渡口乙日报社"));
    }

    #[test]
    fn figures_part_texts_unless_there_are_very_many() {
        let counts =
            |one: &str, other: &str| [2, VERY_MANY].map(|count| are_one(one, other, count));
        assert_eq!(counts("第12版", "第12版"), [true, true]);
        assert_eq!(counts("第12版", "第13版"), [false, true]);
        assert_eq!(counts("第12版", "第9版"), [false, false]);
        assert_eq!(counts("第12版", "第12期"), [false, false]);
    }

    #[test]
    fn what_comes_again_is_found_in_its_order() {
        let sums = |count: u64| (0..count).map(|at| (at % 1000 * 7919, at as usize));
        for count in [0, 1, 2, 1000, 1003, 5000] {
            let all: Vec<(u64, usize)> = sums(count).collect();
            let mut found = all.clone();
            recurring(&mut found);
            let again =
                |(sum, _): &(u64, usize)| all.iter().filter(|(one, _)| one == sum).count() > 1;
            let mut expected: Vec<(u64, usize)> = all.iter().copied().filter(again).collect();
            expected.sort_unstable();
            found.retain(again);
            assert_eq!(found, expected);
        }
    }
}
