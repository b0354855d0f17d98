//! Strings of texts that letters spell out: `zhongguo` is 中国, whether counting took it for a word or not.
//!
//! Only letters that are whole syllables are looked for, two or more: initials stand in too many places to
//! mean one string. Each place of the texts is tried; most of them fail with the first letter, which one
//! look at a table of bits tells.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use super::typed::Typed;
use crate::search::readings::Readings;
use crate::text::script::is_han;

/// The readings of characters, each looked up once.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    table: Readings,
    known: HashMap<char, Vec<Vec<u8>>>,
}

impl Sounds {
    /// The readings of `c`, each once; none for what is no Han.
    pub(super) fn of(&mut self, c: char) -> &[Vec<u8>] {
        let table = &self.table;
        self.known.entry(c).or_insert_with(|| {
            let mut found: Vec<Vec<u8>> = Vec::new();
            table.each(c, |reading| {
                if !found.iter().any(|known| known == reading.as_bytes()) {
                    found.push(reading.as_bytes().to_owned());
                }
            });
            found
        })
    }
}

/// The common characters: the first block of Han in Unicode.
const COMMON: RangeInclusive<char> = '\u{4E00}'..='\u{9FA5}';

/// What is known of the common characters at a glance.
#[derive(Clone, Debug, Default)]
pub(super) struct Syllables {
    /// All syllables.
    all: BTreeSet<Vec<u8>>,
    /// The first letters of each character's readings, as bits.
    initials: Vec<u32>,
}

impl Syllables {
    pub(super) fn new(sounds: &mut Sounds) -> Syllables {
        let mut syllables = Syllables::default();
        for c in COMMON {
            let mut initials = 0;
            for reading in sounds.of(c) {
                initials |= bit(reading[0]);
                if !syllables.all.contains(reading) {
                    syllables.all.insert(reading.clone());
                }
            }
            syllables.initials.push(initials);
        }
        syllables
    }

    /// Whether the letters are two whole syllables or more.
    pub(super) fn are_spelled_out(&self, typed: &Typed) -> bool {
        let letters = &typed.letters;
        // The longest run of syllables that ends at each place.
        let mut most: Vec<Option<usize>> = vec![None; letters.len() + 1];
        most[0] = Some(0);
        for end in 1..=letters.len() {
            most[end] = (0..end)
                .filter(|&at| typed.is_one_syllable(at, end - at))
                .filter(|&at| self.all.contains(&letters[at..end]))
                .filter_map(|at| Some(most[at]? + 1))
                .max();
        }
        most[letters.len()].is_some_and(|count| count > 1)
    }

    /// Whether a reading of `c` may begin with `letter`.
    fn may_begin(&self, c: char, letter: u8) -> bool {
        match COMMON.contains(&c) {
            true => self.initials[c as usize - *COMMON.start() as usize] & bit(letter) != 0,
            false => is_han(c),
        }
    }
}

/// The bit of a letter from a to z.
fn bit(letter: u8) -> u32 {
    1 << (letter.to_ascii_lowercase().wrapping_sub(b'a') % 32)
}

/// The different strings of `texts` that the letters spell out, with how often each stands there, the most
/// frequent first.
pub(super) fn spelled_out<'a>(
    typed: &Typed,
    texts: impl Iterator<Item = &'a str>,
    syllables: &Syllables,
) -> Vec<(String, usize)> {
    let mut sounds = Sounds::default();
    let first = typed.letters[0];
    let mut found: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        for (at, c) in text.char_indices() {
            if syllables.may_begin(c, first)
                && let Some(length) = length_of(typed, 0, &text[at..], &mut sounds)
                // One character for several syllables is not what was spelled.
                && length > c.len_utf8()
            {
                *found.entry(&text[at..at + length]).or_default() += 1;
            }
        }
    }
    let mut found: Vec<(&str, usize)> = found.into_iter().collect();
    found.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let owned = found.into_iter();
    owned
        .map(|(word, count)| (word.to_owned(), count))
        .collect()
}

/// How many bytes of `text`, from its beginning, the letters from `at` on spell out.
fn length_of(typed: &Typed, at: usize, text: &str, sounds: &mut Sounds) -> Option<usize> {
    if at == typed.letters.len() {
        return Some(0);
    }
    let c = text.chars().next().filter(|c| is_han(*c))?;
    let rest = &typed.letters[at..];
    let fitting =
        |reading: &&Vec<u8>| rest.starts_with(reading) && typed.is_one_syllable(at, reading.len());
    let lengths: Vec<usize> = match sounds.of(c) {
        readings if readings.iter().any(|reading| reading[0] == rest[0]) => {
            readings.iter().filter(fitting).map(Vec::len).collect()
        }
        _ => return None,
    };
    let behind = &text[c.len_utf8()..];
    let mut ends = lengths
        .into_iter()
        .filter_map(|length| length_of(typed, at + length, behind, sounds));
    ends.next().map(|length| c.len_utf8() + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(letters: &str, text: &str) -> Vec<(String, usize)> {
        let typed = Typed::of(letters).expect("a pinyin");
        let syllables = Syllables::new(&mut Sounds::default());
        match syllables.are_spelled_out(&typed) {
            true => spelled_out(&typed, std::iter::once(text), &syllables),
            false => Vec::new(),
        }
    }

    #[test]
    fn whole_syllables_are_found_wherever_they_stand() {
        for (letters, text, expected) in [
            ("zhongguo", "在中国，中国的钟", vec![("中国", 2)]),
            ("xi'an", "西安和现在，西岸", vec![("西安", 1), ("西岸", 1)]),
            ("xian", "西安和现在", vec![("西安", 1)]),
            ("chongqing", "重庆的重要", vec![("重庆", 1)]),
            ("nüer", "他的女儿", vec![("女儿", 1)]),
            // Neither initials nor one syllable nor what goes on.
            ("zg", "中国", vec![]),
            ("zhong", "中国", vec![]),
            ("zhongg", "中国", vec![]),
        ] {
            let found = found(letters, text);
            let found: Vec<(&str, usize)> = found
                .iter()
                .map(|(word, count)| (word.as_str(), *count))
                .collect();
            assert_eq!(found, expected, "{letters} in {text}");
        }
    }
}
