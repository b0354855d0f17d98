//! Where each initial stands in all texts: one bit for each place, a *plane* for each consonant.
//!
//! The texts of all records stand one after another, and a place is the number of a symbol in them.
//! A term of consonants alone (`csj`, `zgsxdh`) is found without a look at any text: the planes of
//! its letters, each moved by one place more, have a bit in common where it begins, 64 places at a
//! time. Vowels have no plane: with them come whole syllables, which [`super::spelling`] reads.
//!
//! The hard part is what may not count: a term must not run over the end of a field, which
//! [`Planes::fields`] stops, and a character with several readings stands in several planes; and what
//! must be passed over: before a mark stands whatever stands behind it.

use super::alphabet::{Alphabet, PARTING, Part};
use crate::search::fold::fold_char;

/// A bit for each place, 64 a number, the first in the lowest bit.
pub(super) type Plane = Vec<u64>;

/// The letters that have a plane.
pub(super) const CONSONANTS: &[u8; 20] = b"bcdfghjklmnpqrstwxyz";
/// The initials of two letters, by their first; the second is h. Their planes come after the others.
pub(super) const TWO: &[u8; 3] = b"csz";
/// How many planes of initials there are.
const INITIALS: usize = CONSONANTS.len() + TWO.len();

/// The planes of a collection. Each has a number to spare behind the last place.
#[derive(Debug, Default)]
pub(super) struct Planes {
    pub(super) initials: Vec<Plane>,
    /// Where a field begins.
    pub(super) fields: Plane,
    /// Where a word begins, fields included.
    pub(super) words: Plane,
    /// Where a mark or a blank stands.
    pub(super) marks: Plane,
}

impl Planes {
    /// The planes of `symbols`; `starts` says where records begin, and where the last one ends.
    pub(super) fn new(alphabet: &Alphabet, symbols: &[u16], starts: &[u32]) -> Planes {
        let initials: Vec<u32> = (0..alphabet.all().len())
            .map(|symbol| initials(alphabet, symbol))
            .collect();
        let parts: Vec<Part> = alphabet.all().iter().map(|facts| facts.part).collect();
        // With a number to spare behind each place.
        let count = symbols.len() / 64 + 2;
        let mut planes = Planes {
            initials: vec![vec![0; count]; INITIALS],
            fields: vec![0; count],
            words: vec![0; count],
            marks: vec![0; count],
        };
        let mut starts = starts.iter().map(|start| *start as usize).peekable();
        let mut before = PARTING;
        for (word, chunk) in symbols.chunks(64).enumerate() {
            let mut rows = [0_u64; INITIALS];
            let (mut fields, mut words, mut marks) = (0, 0, 0);
            for (bit, symbol) in chunk.iter().enumerate() {
                let mut letters = initials[usize::from(*symbol)];
                while letters != 0 {
                    rows[letters.trailing_zeros() as usize] |= 1 << bit;
                    letters &= letters - 1;
                }
                let mut begins = before == PARTING;
                // An empty record begins where the next one does.
                while starts.next_if_eq(&(word * 64 + bit)).is_some() {
                    begins = true;
                }
                let (last, here) = (parts[usize::from(before)], parts[usize::from(*symbol)]);
                fields |= u64::from(begins) << bit;
                words |= u64::from(begins || last != here || here == Part::Between) << bit;
                marks |= u64::from(alphabet.is_mark(*symbol)) << bit;
                before = *symbol;
            }
            for (plane, row) in planes.initials.iter_mut().zip(rows) {
                plane[word] = row;
            }
            planes.fields[word] = fields;
            planes.words[word] = words;
            planes.marks[word] = marks;
        }
        planes
    }

    /// The plane of this number.
    pub(super) fn of_initial(&self, number: usize) -> &Plane {
        &self.initials[number]
    }

    /// 0 where a field begins, 1 where a word does, else 2.
    pub(super) fn level(&self, place: usize) -> u8 {
        2 - u8::from(has(&self.words, place)) - u8::from(has(&self.fields, place))
    }
}

/// The bits of `plane` for the places from `from` on, `count` of them, from 1 to 64; the first lowest.
#[inline]
pub(super) fn window(plane: &[u64], from: usize, count: usize) -> u64 {
    let (word, shift) = (from / 64, from % 64);
    let both = plane.get(word..).and_then(<[u64]>::first_chunk);
    let [low, high] = *both.unwrap_or(&[0; 2]);
    // In two steps: all of a number cannot be moved out of it at once.
    (low >> shift | high << 1 << (63 - shift)) & u64::MAX >> (64 - count)
}

/// Whether `plane` has a bit for `place`.
pub(super) fn has(plane: &[u64], place: usize) -> bool {
    plane[place / 64] >> (place % 64) & 1 != 0
}

/// The planes a symbol stands in, as bits.
fn initials(alphabet: &Alphabet, symbol: usize) -> u32 {
    let facts = &alphabet.all()[symbol];
    let mut planes = 0;
    let mut add = |list: &[u8], first: usize, letter: Option<char>| {
        let found = list.iter().position(|c| Some(char::from(*c)) == letter);
        planes |= found.map_or(0, |at| 1 << (first + at));
    };
    for &syllable in &alphabet.sets()[usize::from(facts.set)] {
        let mut letters = alphabet.syllables()[usize::from(syllable)].chars();
        let first = letters.next();
        add(CONSONANTS, 0, first);
        if letters.next() == Some('h') {
            add(TWO, CONSONANTS.len(), first);
        }
    }
    add(CONSONANTS, 0, Some(fold_char(facts.written)));
    planes
}
