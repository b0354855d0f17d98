//! The words of a library, to complete what is typed in pinyin: `zgsxdh` offers 中国式现代化.
//!
//! They are [learnt](learn) from the texts themselves and kept in the cache beside the search text,
//! in a file that says which search text it was learnt from. A word is completed by its full pinyin,
//! by initials, or mixed, in any reading of its characters; words that are typed to their end come
//! before those that go on, frequent ones before rare ones. What is [spelled out](spelled) and stands in
//! the texts is offered too, even if counting did not take it for a word. The value of a field is one of
//! the [names] that the library has there.

pub mod learn;
mod names;
mod spell;
mod spelled;
mod typed;

use std::collections::BTreeMap;

use super::checksum::checksum;
use learn::Word;
pub use names::complete_name;
use spell::{Reach, reach};
use spelled::{Sounds, Syllables, spelled_out};
use typed::Typed;

/// The first bytes of the file, with its version.
const MAGIC: [u8; 8] = *b"kanbaov1";
/// Magic, the search text it belongs to, checksum.
const HEADER: usize = 24;
/// How many words are kept.
const MOST_WORDS: usize = 40_000;

/// Words with their readings.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<Word>,
    readings: BTreeMap<char, Vec<Vec<u8>>>,
    syllables: Syllables,
}

impl Vocabulary {
    /// The words of `texts`; see [`learn::words`].
    pub fn learn<'a>(texts: impl Iterator<Item = &'a str>) -> Vocabulary {
        Vocabulary::of(learn::words(texts))
    }

    /// Learnt `words`, the most frequent first.
    pub fn of(mut words: Vec<Word>) -> Vocabulary {
        words.truncate(MOST_WORDS);
        Vocabulary::new(words)
    }

    fn new(words: Vec<Word>) -> Vocabulary {
        let mut sounds = Sounds::default();
        let characters = words.iter().flat_map(|word| word.text.chars());
        let readings = characters.map(|c| (c, sounds.of(c).to_vec())).collect();
        Vocabulary {
            words,
            readings,
            syllables: Syllables::new(&mut sounds),
        }
    }

    /// The words, the most frequent first.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// At most `most` words for which `letters` stand, the likeliest first; none for anything but two
    /// ASCII letters or more (ü and apostrophes among them).
    pub fn complete(&self, letters: &str, most: usize) -> Vec<String> {
        self.complete_in(letters, std::iter::empty(), most)
    }

    /// The same, and behind the words that are typed to their end what the letters spell out in `texts`.
    pub fn complete_in<'a>(
        &self,
        letters: &str,
        texts: impl Iterator<Item = &'a str>,
        most: usize,
    ) -> Vec<String> {
        let Some(typed) = Typed::of(letters) else {
            return Vec::new();
        };
        let mut whole: Vec<String> = Vec::new();
        let mut longer: Vec<(usize, &str)> = Vec::new();
        for word in &self.words {
            let readings = word.text.chars().map(|c| self.readings.get(&c));
            let readings = readings.map(|found| found.map_or(&[][..], Vec::as_slice));
            match reach(&typed, readings) {
                Some(Reach::Whole) => whole.push(word.text.clone()),
                Some(Reach::Beginning { left }) => longer.push((left, &word.text)),
                None => {}
            }
            if whole.len() >= most {
                break;
            }
        }
        if whole.len() < most && self.syllables.are_spelled_out(&typed) {
            for (word, _) in spelled_out(&typed, texts, &self.syllables) {
                if !whole.contains(&word) {
                    whole.push(word);
                }
            }
        }
        // Words are frequent first; of those that go on, the ones that end sooner.
        longer.sort_by_key(|(left, _)| *left);
        whole.extend(longer.into_iter().map(|(_, word)| word.to_owned()));
        whole.truncate(most);
        whole
    }

    /// The file of a vocabulary learnt from the search text `of`.
    pub fn to_bytes(&self, of: u64) -> Vec<u8> {
        let mut bytes = vec![0; HEADER];
        for word in &self.words {
            bytes.extend_from_slice(format!("{} {}\n", word.text, word.count).as_bytes());
        }
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..16].copy_from_slice(&of.to_le_bytes());
        let sum = checksum(&bytes[HEADER..]) ^ of;
        bytes[16..HEADER].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// The vocabulary in `bytes`; `None` if they are damaged or were learnt from another search text.
    pub fn from_bytes(bytes: &[u8], of: u64) -> Option<Vocabulary> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let is_sound = header[..8] == MAGIC
            && header[8..16] == of.to_le_bytes()
            && header[16..] == (checksum(rest) ^ of).to_le_bytes();
        if !is_sound {
            return None;
        }
        let words = std::str::from_utf8(rest).ok()?.lines().map(|line| {
            let (text, count) = line.split_once(' ')?;
            Some(Word {
                text: text.to_owned(),
                count: count.parse().ok()?,
            })
        });
        words.collect::<Option<Vec<Word>>>().map(Vocabulary::new)
    }
}
