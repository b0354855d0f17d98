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

use std::ops::Range;

use super::alphabet::{Alphabet, PARTING, Part};
use super::language::{PART, Term};
use super::spelling::{Letters, Spelling};
use crate::search::fold::fold_char;

/// A bit for each place, 64 a number, the first in the lowest bit.
pub(super) type Plane = Vec<u64>;

/// The letters that have a plane.
const CONSONANTS: &[u8; 20] = b"bcdfghjklmnpqrstwxyz";
/// The initials of two letters, by their first; the second is h.
const TWO: &[u8; 3] = b"csz";
/// How many planes of initials there are.
const INITIALS: usize = CONSONANTS.len() + TWO.len();

/// The planes of a collection.
#[derive(Debug, Default)]
pub(super) struct Planes {
    initials: Vec<Plane>,
    /// Where a field begins.
    pub(super) fields: Plane,
    /// Where a word begins, fields included.
    pub(super) words: Plane,
    /// Where a mark or a blank stands.
    marks: Plane,
}

/// The places where a term begins.
#[derive(Clone, Debug)]
pub(super) struct Begins {
    /// In any way.
    pub(super) any: Plane,
    /// By full readings, where that is known.
    pub(super) full: Option<Plane>,
    /// The last part of a term that may stand in two.
    pub(super) last_part: Option<Plane>,
}

impl Begins {
    /// Leaves only what is also in `limit`.
    pub(super) fn leave(&mut self, limit: &Plane) {
        for plane in std::iter::once(&mut self.any).chain(&mut self.full) {
            for (bits, limit) in plane.iter_mut().zip(limit) {
                *bits &= limit;
            }
        }
    }
}

impl Planes {
    /// The planes of `symbols`; `starts` says where records begin, and where the last one ends.
    pub(super) fn new(alphabet: &Alphabet, symbols: &[u16], starts: &[u32]) -> Planes {
        let initials: Vec<u32> = (0..alphabet.all().len())
            .map(|symbol| initials(alphabet, symbol))
            .collect();
        let parts: Vec<Part> = alphabet.all().iter().map(|facts| facts.part).collect();
        let count = symbols.len().div_ceil(64);
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

    /// Where `term` of `letters` begins, if planes can tell: consonants, none of which is more of a reading
    /// than an initial.
    pub(super) fn begins(
        &self,
        term: &Term,
        letters: &Letters,
        spelling: &Spelling,
    ) -> Option<Begins> {
        let steps = self.steps(letters, spelling)?;
        let full = match steps.as_slice() {
            // As much of a reading as has been typed, two letters of it, counts as a full one.
            [Step { two: Some(two), .. }, _] if spelling.is_open() => Some(two.to_vec()),
            _ => None,
        };
        let mut any = vec![0; self.fields.len()];
        let mut last_part = term.may_part().then(|| vec![0; self.fields.len()]);
        // What the rest of the term has in the number after this one, for each letter.
        let mut after = vec![0_u64; steps.len()];
        let mut here = vec![0_u64; steps.len()];
        // The same with the marks before it.
        let mut reached = vec![0_u64; steps.len()];
        for word in (0..any.len()).rev() {
            let (inside, marks) = (!self.fields[word], self.marks[word]);
            for (from, step) in steps.iter().enumerate().rev() {
                // Where the rest of the term is reached at the next place, in the same field.
                let rest = |from: usize| match reached.get(from) {
                    Some(rest) => (rest & inside) >> 1 | after[from] << 63,
                    None => u64::MAX,
                };
                let mut begins = step.one[word] & rest(from + 1);
                if let Some(two) = step.two {
                    begins |= two[word] & rest(from + 2);
                }
                here[from] = begins;
                let mut reaches = begins;
                // As often as marks stand side by side; nothing reaches the whole term.
                let further =
                    |reaches: u64| reaches | marks & ((reaches & inside) >> 1 | after[from] << 63);
                while from > 0 && further(reaches) != reaches {
                    reaches = further(reaches);
                }
                reached[from] = reaches;
            }
            for (after, reached) in after.iter_mut().zip(&reached) {
                *after = reached & inside;
            }
            any[word] = here[0];
            if let Some(last_part) = &mut last_part {
                let beginnings = &here[PART..=here.len() - PART];
                last_part[word] = beginnings.iter().fold(0, |all, here| all | here);
            }
        }
        Some(Begins {
            any,
            full,
            last_part,
        })
    }

    /// 0 where a field begins, 1 where a word does, else 2.
    pub(super) fn level(&self, place: usize) -> u8 {
        2 - u8::from(has(&self.words, place)) - u8::from(has(&self.fields, place))
    }

    /// The best level among `places` that have a bit in `plane`; `None` if none has.
    pub(super) fn best_level(&self, plane: &[u64], places: Range<usize>) -> Option<u8> {
        let mut best: Option<u8> = None;
        let mut from = places.start;
        while from < places.end {
            let count = (places.end - from).min(64);
            let bits = window(plane, from, count);
            if bits != 0 {
                let level = match bits & window(&self.words, from, count) {
                    0 => 2,
                    words => 1 - u8::from(words & window(&self.fields, from, count) != 0),
                };
                best = Some(best.map_or(level, |best| best.min(level)));
            }
            from += count;
        }
        best
    }

    /// What each letter of a term may be.
    fn steps(&self, letters: &Letters, spelling: &Spelling) -> Option<Vec<Step<'_>>> {
        let length = letters.letters.len();
        let mut two = 0;
        for steps in &spelling.syllables {
            two |= steps.two;
            let longer = steps.full[1..].iter().any(|full| *full != 0);
            let at_end = 1 << (length - 1);
            if longer || steps.unfinished & !(at_end | steps.two) != 0 {
                return None;
            }
        }
        let step = |(from, letter): (usize, &char)| {
            let one = CONSONANTS.iter().position(|c| char::from(*c) == *letter)?;
            let two = TWO
                .iter()
                .position(|c| char::from(*c) == *letter && two >> from & 1 != 0);
            Some(Step {
                one: &self.initials[one],
                two: two.map(|two| self.initials[CONSONANTS.len() + two].as_slice()),
            })
        };
        letters.letters.iter().enumerate().map(step).collect()
    }
}

/// What a letter of a term may be: the planes of characters it stands for alone, and with the next.
struct Step<'a> {
    one: &'a [u64],
    two: Option<&'a [u64]>,
}

/// The bits of `plane` for the places from `from` on, `count` of them, at most 64; the first lowest.
pub(super) fn window(plane: &[u64], from: usize, count: usize) -> u64 {
    let (word, shift) = (from / 64, from % 64);
    let low = plane.get(word).map_or(0, |bits| bits >> shift);
    let high = match shift {
        0 => 0,
        _ => plane.get(word + 1).map_or(0, |bits| bits << (64 - shift)),
    };
    (low | high) & u64::MAX.checked_shr(64 - count as u32).unwrap_or(0)
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
