//! One query carried out, in slices, each divided among threads where that pays.
//!
//! The class of a record that fits is one number: the less, the better. From the highest bit: whether
//! something beside the title was needed, how the worst term fits, how far from the beginnings of
//! words, and how long the title is. Records are looked at in their order, so that in one class the
//! newer comes first, and nothing is ever sorted.

use std::ops::Range;
use std::thread;

use super::Finder;
use super::bits::Bits;
use super::column::{Column, Part as Place, RECORDS};
use super::fit::Kind;
use super::found::{CLASSES, Found, NONE};
use super::index::Index;
use super::language::Term;
use super::sought::{Company, Cursor, Sought};

/// Records below which dividing the work costs more than it saves.
const WORTH_DIVIDING: usize = 32_768;

/// A query that is being carried out.
#[derive(Debug)]
pub struct Search {
    terms: Vec<Sought>,
    /// Single letters typed one by one, as one term: where they stand side by side they were meant.
    joined: Option<Sought>,
    /// The records that can fit.
    candidates: Bits,
    /// How many numbers of the candidates have been looked at.
    looked_at: usize,
    found: Found,
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is.
    Going,
    /// All records have been looked at.
    Done,
}

impl Search {
    pub(super) fn new(index: &Index, terms: Vec<Term>, before: Option<&Found>) -> Search {
        let before =
            before.filter(|before| narrows(&terms, &before.terms) && before.total == index.len());
        let mut candidates = match before {
            Some(before) => before.fitting.clone(),
            None => Bits::all(index.len()),
        };
        let mut sought: Vec<Sought> = Vec::with_capacity(terms.len());
        let company = match terms.len() {
            0 | 1 => Company::Alone,
            _ => Company::Others,
        };
        for term in &terms {
            let next = Sought::new(term, index, &candidates, before, company);
            if !term.not {
                candidates = next.any.clone();
            }
            sought.push(next);
        }
        let joined =
            Term::joined(&terms).map(|term| Sought::new(&term, index, &candidates, None, company));
        let found = Found::none(terms, index.len());
        Search {
            terms: sought,
            joined,
            candidates,
            looked_at: 0,
            found,
        }
    }

    /// Goes on until about `budget` of the records that can fit have been looked at, on at most `threads`
    /// threads, which end before it returns. The answer does not depend on them.
    pub fn step(&mut self, finder: &Finder, budget: usize, threads: usize) -> Progress {
        let (mut looked, mut end) = (0, self.looked_at);
        while let Some(candidates) = self.candidates.words.get(end) {
            looked += candidates.count_ones() as usize;
            end += 1;
            if looked >= budget {
                break;
            }
        }
        let threads = match looked {
            WORTH_DIVIDING.. => threads.max(1),
            _ => 1,
        };
        let slice = self.looked_at..end;
        let each = slice.len().div_ceil(threads).max(1);
        let firsts = slice.clone().step_by(each);
        let mut found = std::mem::replace(&mut self.found, Found::none(Vec::new(), 0));
        let parts = firsts.zip(found.parts(slice, each));
        let (search, index) = (&*self, &finder.index);
        let look = |(first, (fitting, classes)): (usize, (&mut [u64], &mut [u8]))| {
            let mut part = Part::new(search, index, first * 64);
            part.look(first, fitting, classes);
            (part.counts, part.cursors)
        };
        let looked = thread::scope(|scope| {
            let mut parts = parts;
            let first = parts.next();
            let others: Vec<_> = parts.map(|part| scope.spawn(move || look(part))).collect();
            let mut looked: Vec<_> = first.map(look).into_iter().collect();
            for other in others {
                match other.join() {
                    Ok(part) => looked.push(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            looked
        });
        self.found = found;
        for (counts, cursors) in looked {
            self.found.add(&counts);
            for (term, cursor) in self.terms.iter_mut().zip(cursors) {
                term.take(cursor);
            }
        }
        self.looked_at = end;
        match self.looked_at < self.candidates.words.len() {
            true => Progress::Going,
            false => Progress::Done,
        }
    }

    /// What has been found so far; everything once it is [`Progress::Done`].
    pub fn finish(self) -> Found {
        let terms = self.terms.into_iter().map(Sought::finish);
        let joined = self.joined.map(|joined| joined.finish().0);
        self.found.with(terms, joined)
    }
}

/// A part of the records that is looked at by itself.
struct Part<'a> {
    terms: &'a [Sought],
    joined: Option<&'a Sought>,
    index: &'a Index,
    candidates: &'a Bits,
    /// How far one has come with each term, the joined one last.
    cursors: Vec<Cursor>,
    /// How well the records that are looked at fit each.
    columns: Vec<Column>,
    /// How many records there are of each class.
    counts: [usize; CLASSES],
}

impl<'a> Part<'a> {
    fn new(search: &'a Search, index: &'a Index, record: usize) -> Part<'a> {
        let sought = || search.terms.iter().chain(&search.joined);
        Part {
            cursors: sought().map(|term| term.cursor(index, record)).collect(),
            columns: sought().map(|_| Column::default()).collect(),
            terms: &search.terms,
            joined: search.joined.as_ref(),
            index,
            candidates: &search.candidates,
            counts: [0; CLASSES],
        }
    }

    /// Looks at the candidates of the numbers from `first` on; says which fit, and the class of each.
    fn look(&mut self, first: usize, fitting: &mut [u64], classes: &mut [u8]) {
        const WORDS: usize = RECORDS / 64;
        let parts = fitting.chunks_mut(WORDS).zip(classes.chunks_mut(RECORDS));
        for (number, (fitting, classes)) in parts.enumerate() {
            let words = first + number * WORDS..first + number * WORDS + fitting.len();
            if self.candidates.words[words.clone()]
                .iter()
                .all(|word| *word == 0)
            {
                continue;
            }
            let records = words.start * 64..words.start * 64 + classes.len();
            let sought = self.terms.iter().chain(self.joined);
            for (term, (cursor, column)) in
                sought.zip(self.cursors.iter_mut().zip(&mut self.columns))
            {
                column.begin(records.start);
                term.fill(self.index, records.clone(), self.candidates, cursor, column);
            }
            match (self.terms, self.joined) {
                ([term], None) if !term.not() => self.class_of_one(records, fitting, classes),
                _ => self.class_of_all(records, fitting, classes),
            }
        }
    }

    /// The classes of `records` where one term is all there is.
    fn class_of_one(&mut self, records: Range<usize>, fitting: &mut [u64], classes: &mut [u8]) {
        let [column] = &self.columns[..] else {
            return;
        };
        let candidates = &self.candidates.words[records.start / 64..];
        for (number, (fitting, (hits, candidates))) in fitting
            .iter_mut()
            .zip(column.hits.iter().zip(candidates))
            .enumerate()
        {
            *fitting = hits & candidates;
            let mut word = *fitting;
            while word != 0 {
                let place = number * 64 + word.trailing_zeros() as usize;
                word &= word - 1;
                let length = self.index.title_length(records.start + place);
                let class = column.ranks[place] | length_class(length);
                classes[place] = class;
                self.counts[usize::from(class)] += 1;
            }
        }
    }

    /// The classes of `records`, those that are candidates.
    fn class_of_all(&mut self, records: Range<usize>, fitting: &mut [u64], classes: &mut [u8]) {
        for record in self.candidates.each_with(self.candidates, records.clone()) {
            if let Some(class) = self.class(record) {
                let (place, class) = (record - records.start, class.min(NONE - 1));
                classes[place] = class;
                self.counts[usize::from(class)] += 1;
                fitting[place / 64] |= 1 << (place % 64);
            }
        }
    }

    /// The class of a record; `None` if it does not fit.
    fn class(&self, record: usize) -> Option<u8> {
        let (mut beside, mut kind, mut level, mut wanted) = (false, 0, 0, false);
        for (term, column) in self.terms.iter().zip(&self.columns) {
            match (term.not(), column.rank(record)) {
                (true, None) => {}
                (true, Some(_)) | (false, None) => return None,
                (false, Some((rank, place))) => {
                    wanted = true;
                    beside |= place == Place::Beside;
                    kind = kind.max(rank.kind as u8);
                    level = 3.min(level + rank.level);
                }
            }
        }
        if self.joined.is_some() {
            match self.columns.last().and_then(|column| column.rank(record)) {
                Some((rank, Place::Title)) => {
                    (beside, kind, level) = (false, rank.kind as u8, rank.level);
                }
                _ => kind = Kind::Scattered as u8,
            }
        }
        // Without a term that is wanted, all are equal: the newest first.
        let length = match wanted {
            true => length_class(self.index.title_length(record)),
            false => 0,
        };
        Some(u8::from(beside) << 7 | kind << 5 | level << 3 | length)
    }
}

/// Whether whatever fits `terms` fits all of `before` too.
fn narrows(terms: &[Term], before: &[Term]) -> bool {
    before
        .iter()
        .all(|before| terms.iter().any(|term| term.narrows(before)))
}

/// Titles in eight classes of length; the shortest ones are told apart best, so that a title which is what was
/// typed and nothing else comes first.
fn length_class(characters: usize) -> u8 {
    const CLASSES: [u8; 64] = {
        let mut classes = [7; 64];
        let ends = [3, 6, 9, 13, 18, 25, 37];
        let (mut class, mut length) = (0, 0);
        while class < ends.len() {
            while length < ends[class] {
                classes[length] = class as u8;
                length += 1;
            }
            class += 1;
        }
        classes
    };
    CLASSES[characters.min(63)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_about_one_length_are_of_one_class() {
        let classes = [0, 2, 3, 5, 6, 8, 9, 12, 13, 17, 18, 24, 25, 36, 37, 500];
        let classes = classes.map(length_class);
        assert_eq!(classes, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
    }
}
