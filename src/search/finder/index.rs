//! The texts that are searched, as symbols, and where each character and each syllable stands.
//!
//! A record is the symbols of its fields. For each folded character, each syllable, each letter that
//! begins a reading (or stands there itself) and zh, ch, sh there is the set of records it occurs in.
//! From them [`Index::literal`] and [`Index::spelled`] say which records a term can fit, without a
//! look at any text; what remains is looked at by [`super::fit`].

use std::ops::Range;

use super::Entry;
use super::alphabet::{Alphabet, Numbering, PARTING};
use super::bits::{Bits, Kept};
use super::fit::Ready;
use super::planes::Planes;
use super::spelling::{Allowed, Letters, Spelling};
use crate::search::Readings;

/// Records made ready to be searched.
#[derive(Debug)]
pub(super) struct Index {
    /// The characters of all texts.
    pub(super) alphabet: Alphabet,
    symbols: Vec<u16>,
    /// Where each record begins, and where the last one ends.
    starts: Vec<u32>,
    /// How many symbols the title of each has; it comes first.
    titles: Vec<u32>,
    /// The records of each folded character, each syllable, each letter, and zh, ch, sh.
    sets: Vec<Kept>,
    /// Where initials stand.
    pub(super) planes: Planes,
}

/// Letters that can begin a reading.
const LETTERS: u32 = 26;
/// The initials of two letters, by their first.
const TWO: [char; 3] = ['z', 'c', 's'];

impl Index {
    /// Makes `entries` ready.
    pub(super) fn new<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        let readings = Readings::default();
        let mut numbering = Numbering::new(Some(&readings), true);
        let (mut symbols, mut starts, mut titles) = (Vec::new(), vec![0], Vec::new());
        for entry in entries {
            let start = symbols.len();
            for (number, field) in entry.fields().enumerate() {
                if number > 0 {
                    symbols.push(PARTING);
                }
                symbols.extend(field.chars().map(|c| numbering.symbol(c)));
                if number == 0 {
                    titles.push((symbols.len() - start) as u32);
                }
            }
            starts.push(symbols.len() as u32);
        }
        symbols.shrink_to_fit();
        starts.shrink_to_fit();
        titles.shrink_to_fit();
        let mut index = Index {
            alphabet: numbering.alphabet,
            symbols,
            starts,
            titles,
            sets: Vec::new(),
            planes: Planes::default(),
        };
        index.sets = index.collect();
        index.planes = Planes::new(&index.alphabet, &index.symbols, &index.starts);
        index
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The symbols of a record, its fields parted.
    pub(super) fn record(&self, number: usize) -> &[u16] {
        &self.symbols[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The symbols of its title.
    pub(super) fn title(&self, number: usize) -> &[u16] {
        &self.record(number)[..self.titles[number] as usize]
    }

    /// The places of a record, and where those of its title end.
    pub(super) fn places(&self, number: usize) -> (Range<usize>, usize) {
        let places = match self.starts[number..] {
            [start, end, ..] => start as usize..end as usize,
            _ => 0..0,
        };
        let title_end = places.start + self.titles[number] as usize;
        (places, title_end)
    }

    /// The places of `records`, which follow one another.
    pub(super) fn places_of(&self, records: &Range<usize>) -> Range<usize> {
        self.starts[records.start] as usize..self.starts[records.end] as usize
    }

    /// The places of each of `records`, and where those of its title end.
    pub(super) fn each_places(
        &self,
        records: &Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, usize)> {
        let starts = self.starts[records.start..=records.end].windows(2);
        let titles = &self.titles[records.clone()];
        starts.zip(titles).map(|(bounds, title)| {
            let (start, end) = (bounds[0] as usize, bounds[1] as usize);
            (start..end, start + *title as usize)
        })
    }

    /// Where the places of a record end.
    pub(super) fn end(&self, record: usize) -> usize {
        self.starts[record + 1] as usize
    }

    /// Where those of its title end.
    pub(super) fn title_end(&self, record: usize) -> usize {
        (self.starts[record] + self.titles[record]) as usize
    }

    /// How many symbols its title has.
    pub(super) fn title_length(&self, record: usize) -> usize {
        self.titles[record] as usize
    }

    /// The symbol at each place.
    pub(super) fn symbols(&self) -> &[u16] {
        &self.symbols
    }

    /// The records of `limit` in which all characters of a term stand.
    pub(super) fn literal(&self, term: &Ready, limit: &Bits) -> Bits {
        let mut in_all = Bits::none(self.len());
        let Some(characters) = &term.literal else {
            return in_all;
        };
        let mut characters = characters
            .iter()
            .map(|folded| &self.sets[usize::from(*folded)]);
        if let Some(first) = characters.next() {
            in_all.join(first, limit);
        }
        for set in characters {
            let mut next = Bits::none(self.len());
            next.join(set, &in_all);
            in_all = next;
        }
        in_all
    }

    /// The records of `limit` that hold what a spelling needs, wherever it stands in them.
    pub(super) fn spelled(
        &self,
        letters: &Letters,
        spelling: &Spelling,
        limit: &Bits,
        allowed: Allowed,
    ) -> Bits {
        let letters = &letters.letters;
        // For each place in the term: the records that hold what the rest of it needs.
        let mut rest = vec![Bits::default(); letters.len()];
        rest.push(limit.clone());
        let unfinished = allowed.unfinished(letters.len());
        for from in (0..letters.len()).rev() {
            let mut here = Bits::none(self.len());
            if let Some(folded) = self.alphabet.folded(letters[from]) {
                here.join(&self.sets[usize::from(folded)], &rest[from + 1]);
            }
            if allowed == Allowed::All
                && let Some(letter) = number_of_letter(letters[from])
            {
                here.join(
                    &self.sets[self.first_letter() + letter as usize],
                    &rest[from + 1],
                );
                let two = TWO.iter().position(|two| *two == letters[from]);
                if let (Some(two), Some('h')) = (two, letters.get(from + 1)) {
                    let set = self.first_letter() + LETTERS as usize + two;
                    here.join(&self.sets[set], &rest[from + 2]);
                }
            }
            for (number, syllable) in spelling.syllables.iter().enumerate() {
                let set = &self.sets[self.alphabet.folded_count() + number];
                for (length, full) in syllable.full.iter().enumerate() {
                    if full >> from & 1 != 0 {
                        here.join(set, &rest[from + length + 1]);
                    }
                }
                if syllable.unfinished & unfinished & 1 << from != 0 {
                    here.join(set, limit);
                }
            }
            rest[from] = here;
        }
        rest.swap_remove(0)
    }

    fn first_letter(&self) -> usize {
        self.alphabet.folded_count() + self.alphabet.syllables().len()
    }

    /// Which sets a record belongs to by each symbol in it, and with it their numbers of records.
    fn collect(&self) -> Vec<Kept> {
        let of_symbols = self.sets_of_symbols();
        let mut sizes = vec![0_usize; self.first_letter() + LETTERS as usize + TWO.len()];
        self.each(&of_symbols, sizes.len(), |set, _| sizes[set] += 1);
        let mut sets: Vec<Kept> = sizes
            .iter()
            .map(|size| Kept::with_size(*size, self.len()))
            .collect();
        self.each(&of_symbols, sizes.len(), |set, record| {
            sets[set].push(record);
        });
        sets
    }

    /// Hands over each set with each record in it, once, records ascending.
    fn each(&self, of_symbols: &[Vec<u32>], sets: usize, mut take: impl FnMut(usize, usize)) {
        // The record that was last taken into each set, from 1.
        let mut last = vec![0_u32; sets];
        for record in 0..self.len() {
            let mark = record as u32 + 1;
            for symbol in self.record(record) {
                for &set in &of_symbols[usize::from(*symbol)] {
                    if last[set as usize] != mark {
                        last[set as usize] = mark;
                        take(set as usize, record);
                    }
                }
            }
        }
    }

    fn sets_of_symbols(&self) -> Vec<Vec<u32>> {
        let alphabet = &self.alphabet;
        let first_letter = self.first_letter() as u32;
        let of_symbol = |facts: &super::alphabet::Facts| {
            let mut sets = Vec::new();
            if facts.folded > 0 {
                sets.push(u32::from(facts.folded));
            }
            for &syllable in &alphabet.sets()[usize::from(facts.set)] {
                sets.push(alphabet.folded_count() as u32 + u32::from(syllable));
                let mut letters = alphabet.syllables()[usize::from(syllable)].chars();
                let first = letters.next();
                if let Some(letter) = first.and_then(number_of_letter) {
                    sets.push(first_letter + letter);
                }
                let two = TWO.iter().position(|two| Some(*two) == first);
                if let (Some(two), Some('h')) = (two, letters.next()) {
                    sets.push(first_letter + LETTERS + two as u32);
                }
            }
            sets.sort_unstable();
            sets.dedup();
            sets
        };
        alphabet.all().iter().map(of_symbol).collect()
    }
}

/// `a` is 0.
fn number_of_letter(c: char) -> Option<u32> {
    c.is_ascii_lowercase().then(|| c as u32 - 'a' as u32)
}
