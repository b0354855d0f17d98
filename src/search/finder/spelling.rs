//! A term as pinyin: which of its letters a character may stand for.
//!
//! The term is an automaton whose states are the places between its letters, held as bits of one
//! number. A character takes a place to another by its full reading (`zhong`), its first letter
//! (`z`), the two letters of zh, ch and sh, or, at the end of the term, by as much of a reading as has
//! been typed. All readings count. A character also takes its own place if it stands in the term
//! (`长sj`, `g60kczl`). An apostrophe in the term is a place that no reading crosses (`xi'an`). Marks
//! and blanks between characters keep all places (`csjywtb` is 长三角“一网通办”).
//!
//! What a character does is a [`Steps`]: for each kind of step, the places it leads on from. One look
//! at [`Spelling::any`] passes over characters that do nothing, which are nearly all.

use std::ops::Range;

use super::alphabet::{Alphabet, Facts};
use super::language::Term;

/// The longest reading, in letters, with one to spare.
const LONGEST_READING: usize = 7;
/// The most letters a term may have, so that the places around them are bits of one number.
const MOST_LETTERS: usize = 63;

/// The letters of a term that can be pinyin.
#[derive(Clone, Debug)]
pub(in crate::search) struct Letters {
    /// Folded, ü as v, without apostrophes.
    pub(super) letters: Vec<char>,
    /// The places that no reading crosses, as bits.
    bounds: u64,
}

/// The steps of one character, or of several together: bits are places they lead on from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Steps {
    /// By one letter, as an initial.
    pub(super) first: u64,
    /// By zh, ch, sh.
    pub(super) two: u64,
    /// By a reading of as many letters as the number in the row and one.
    pub(super) full: [u64; LONGEST_READING],
    /// To the end, by the beginning of a reading.
    pub(super) unfinished: u64,
}

/// Which steps are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// All.
    All,
    /// Full readings; at the end an unfinished one of two letters or more.
    Full,
}

impl Allowed {
    /// The places among `length` letters from which a beginning of a reading leads to the end.
    pub(super) fn unfinished(self, length: usize) -> u64 {
        match self {
            Allowed::All => u64::MAX,
            Allowed::Full => (1 << (length - 1)) - 1,
        }
    }
}

/// Letters made ready for an alphabet.
#[derive(Debug)]
pub(super) struct Spelling {
    /// How many letters there are.
    pub(super) length: usize,
    /// For each symbol: the places from which it leads anywhere.
    any: Vec<u64>,
    /// For each symbol: the places where it stands in the term itself.
    itself: Vec<u64>,
    /// For each set of readings.
    sets: Vec<Steps>,
    /// For each syllable.
    pub(super) syllables: Vec<Steps>,
    /// For each symbol: what is known where it stands first.
    firsts: Vec<First>,
    /// For each symbol with which a term begins: the places it leads to.
    afters: Vec<u64>,
}

/// What is known of a place by the character that stands there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum First {
    /// No term begins there.
    #[default]
    Nothing,
    /// It may: with what stands behind.
    Begins,
    /// The character is all that the term stands for, but not by a full reading.
    Alone,
    /// The same by a full reading.
    Full,
}

impl Letters {
    /// The letters of `term`; `None` if it is none that can be pinyin.
    pub(in crate::search) fn new(term: &Term) -> Option<Letters> {
        let mut letters = Letters {
            letters: Vec::with_capacity(term.folded.len()),
            bounds: 0,
        };
        for &c in &term.folded {
            match c {
                '\'' | '’' => letters.bounds |= 1 << letters.letters.len(),
                'ü' => letters.letters.push('v'),
                _ => letters.letters.push(c),
            }
            if letters.letters.len() > MOST_LETTERS {
                return None;
            }
        }
        let any = letters.letters.iter().any(char::is_ascii_lowercase);
        (any && !term.exact).then_some(letters)
    }

    /// Whether there is only one, which then is an initial and nothing else.
    pub(in crate::search) fn is_one(&self) -> bool {
        self.letters.len() == 1
    }

    /// What a character does that is read so.
    pub(super) fn steps(&self, reading: &str) -> Steps {
        let mut steps = Steps::default();
        let count = self.letters.len();
        for from in 0..count {
            let rest = &self.letters[from..];
            let same = rest
                .iter()
                .zip(reading.chars())
                .take_while(|(a, b)| **a == *b)
                .count();
            if same == 0 {
                continue;
            }
            let bit = 1 << from;
            steps.first |= bit;
            if same >= 2 && reading[1..].starts_with('h') && !self.crossed(from, from + 2) {
                steps.two |= bit;
            }
            if same == reading.len() {
                if !self.crossed(from, from + same) {
                    steps.full[same - 1] |= bit;
                }
            } else if same == rest.len() && !self.crossed(from, count + 1) {
                steps.unfinished |= bit;
            }
        }
        steps
    }

    /// The places where `c`, folded, stands in the term.
    pub(super) fn places(&self, c: char) -> u64 {
        let places = self.letters.iter().enumerate();
        places
            .filter(|(_, letter)| **letter == c)
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// Whether a bound lies between the places `from` and `to`, neither included.
    fn crossed(&self, from: usize, to: usize) -> bool {
        let before_end = u64::MAX
            .checked_shl(to as u32)
            .map_or(u64::MAX, |after| !after);
        let after_start = u64::MAX.checked_shl(from as u32 + 1).unwrap_or(0);
        self.bounds & before_end & after_start != 0
    }
}

impl Steps {
    /// These and others.
    pub(super) fn add(&mut self, other: &Steps) {
        self.first |= other.first;
        self.two |= other.two;
        self.unfinished |= other.unfinished;
        for (mine, theirs) in self.full.iter_mut().zip(other.full) {
            *mine |= theirs;
        }
    }

    fn any(&self) -> u64 {
        self.full
            .iter()
            .fold(self.first | self.two | self.unfinished, |any, full| {
                any | full
            })
    }
}

impl Spelling {
    /// Makes `letters` ready for the texts of `alphabet`.
    pub(super) fn new(letters: &Letters, alphabet: &Alphabet) -> Spelling {
        let syllables: Vec<Steps> = alphabet
            .syllables()
            .iter()
            .map(|reading| letters.steps(reading))
            .collect();
        let sets: Vec<Steps> = alphabet
            .sets()
            .iter()
            .map(|set| {
                set.iter().fold(Steps::default(), |mut steps, syllable| {
                    steps.add(&syllables[usize::from(*syllable)]);
                    steps
                })
            })
            .collect();
        let of_sets: Vec<u64> = sets.iter().map(Steps::any).collect();
        let mut of_folded = vec![0; alphabet.folded_count()];
        for c in &letters.letters {
            if let Some(folded) = alphabet.folded(*c) {
                of_folded[usize::from(folded)] = letters.places(*c);
            }
        }
        let itself: Vec<u64> = alphabet
            .all()
            .iter()
            .map(|facts: &Facts| of_folded[usize::from(facts.folded)])
            .collect();
        let any = alphabet
            .all()
            .iter()
            .zip(&itself)
            .map(|(facts, itself)| of_sets[usize::from(facts.set)] | itself)
            .collect();
        let mut spelling = Spelling {
            length: letters.letters.len(),
            any,
            itself,
            sets,
            syllables,
            firsts: vec![First::Nothing; alphabet.all().len()],
            afters: vec![0; alphabet.all().len()],
        };
        for symbol in 0..alphabet.all().len() {
            // Nearly all begin nothing.
            if spelling.any[symbol] & 1 != 0 {
                let (first, after) = spelling.first_of(symbol as u16, alphabet);
                spelling.firsts[symbol] = first;
                spelling.afters[symbol] = after;
            }
        }
        spelling
    }

    /// What is known of `symbol`, with which a term may begin, and the places it leads to.
    fn first_of(&self, symbol: u16, alphabet: &Alphabet) -> (First, u64) {
        let first = if self.full_at_start(&[symbol], alphabet).is_some() {
            First::Full
        } else if self.at_start(&[symbol], alphabet, Allowed::All).is_some() {
            First::Alone
        } else {
            First::Begins
        };
        let steps = &self.sets[usize::from(alphabet.facts(symbol).set)];
        (first, self.next(1, symbol, steps, Allowed::All))
    }

    /// The places to which `symbol` with its `steps` leads from `places`.
    fn next(&self, places: u64, symbol: u16, steps: &Steps, allowed: Allowed) -> u64 {
        let mut next = (places & self.itself[usize::from(symbol)]) << 1;
        if allowed == Allowed::All {
            next |= (places & steps.first) << 1 | (places & steps.two) << 2;
        }
        for (letters, full) in steps.full.iter().enumerate() {
            next |= (places & full) << (letters + 1);
        }
        next
    }

    /// Whether the term stands at the beginning of `text`, and then, whether by full readings.
    pub(super) fn stands(&self, text: &[u16], alphabet: &Alphabet) -> Option<bool> {
        let symbol = usize::from(*text.first()?);
        match self.firsts[symbol] {
            First::Nothing => return None,
            First::Full => return Some(true),
            First::Alone => {}
            First::Begins => {
                // Most places are done with by a look at the next character.
                let next = *text.get(1)?;
                let goes_on = self.afters[symbol] & self.any[usize::from(next)] != 0;
                if !goes_on && !alphabet.is_mark(next) {
                    return None;
                }
                self.at_start(text, alphabet, Allowed::All)?;
            }
        }
        Some(self.full_at_start(text, alphabet).is_some())
    }

    /// Whether the whole term may be the beginning of one reading.
    pub(super) fn is_open(&self) -> bool {
        self.syllables.iter().any(|steps| steps.unfinished & 1 != 0)
    }

    /// Whether a term may begin with `symbol`.
    pub(super) fn begins(&self, symbol: u16) -> bool {
        self.firsts[usize::from(symbol)] != First::Nothing
    }

    /// How many characters at the beginning of `text` the term stands for; the fewest.
    pub(super) fn at_start(
        &self,
        text: &[u16],
        alphabet: &Alphabet,
        allowed: Allowed,
    ) -> Option<usize> {
        self.part_at_start(0..self.length, text, alphabet, allowed)
    }

    /// The same of a part of the term, given as the places around it.
    pub(super) fn part_at_start(
        &self,
        part: Range<usize>,
        text: &[u16],
        alphabet: &Alphabet,
        allowed: Allowed,
    ) -> Option<usize> {
        let end = 1_u64 << part.end;
        let unfinished = match part.end == self.length {
            true => allowed.unfinished(self.length),
            false => 0,
        };
        let mut places = 1_u64 << part.start;
        // The places that a mark keeps.
        let mut passing = u64::MAX;
        for (index, &symbol) in text.iter().enumerate() {
            let passed = index > 0 && alphabet.is_mark(symbol);
            let stay = if passed { places & passing } else { 0 };
            if places & self.any[usize::from(symbol)] == 0 {
                if stay == 0 {
                    return None;
                }
                places = stay;
                continue;
            }
            let steps = &self.sets[usize::from(alphabet.facts(symbol).set)];
            if places & steps.unfinished & unfinished != 0 {
                return Some(index + 1);
            }
            let itself = (places & self.itself[usize::from(symbol)]) << 1;
            let next = self.next(places, symbol, steps, allowed);
            if next & end != 0 {
                return Some(index + 1);
            }
            // Letters as they stand, with marks between them, are no full readings.
            passing = match allowed {
                Allowed::All => u64::MAX,
                Allowed::Full => next & !itself | stay,
            };
            places = stay | next;
        }
        None
    }

    /// The same by full readings; one letter is an initial and nothing else.
    pub(super) fn full_at_start(&self, text: &[u16], alphabet: &Alphabet) -> Option<usize> {
        match self.length {
            1 => None,
            _ => self.at_start(text, alphabet, Allowed::Full),
        }
    }
}
