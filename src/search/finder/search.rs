//! One query carried out, in slices, each divided among threads where that pays.
//!
//! The class of a record that fits is one number: the less, the better. From the highest bit: whether
//! something beside the title was needed, how the worst term fits, how far from the beginnings of
//! words, and how long the title is. Records are looked at in their order, so that in one class the
//! newer comes first, and nothing is ever sorted.

use std::thread;

use super::Finder;
use super::bits::Bits;
use super::fit::Kind;
use super::found::{CLASSES, Found, NONE};
use super::index::Index;
use super::language::Term;
use super::sought::{Cursor, Part as Place, Sought};

/// Records below which dividing the work costs more than it saves.
const WORTH_DIVIDING: usize = 16_384;

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
        for term in &terms {
            let next = Sought::new(term, index, &candidates, before);
            if !term.not {
                candidates = next.any.clone();
            }
            sought.push(next);
        }
        let joined = Term::joined(&terms).map(|term| Sought::new(&term, index, &candidates, None));
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
        let candidates = self.candidates.words[slice.clone()].chunks(each);
        let parts = firsts.zip(candidates).zip(self.found.parts(slice, each));
        let (terms, joined, index) = (&self.terms[..], self.joined.as_ref(), &finder.index);
        let look = |((first, candidates), (fitting, classes))| {
            let mut part = Part::new(terms, joined, index, first * 64);
            part.look(first, candidates, fitting, classes);
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
    /// How far one has come with each term, the joined one last.
    cursors: Vec<Cursor>,
    /// How many records there are of each class.
    counts: [usize; CLASSES],
}

impl<'a> Part<'a> {
    fn new(
        terms: &'a [Sought],
        joined: Option<&'a Sought>,
        index: &'a Index,
        record: usize,
    ) -> Part<'a> {
        let cursors = terms.iter().chain(joined);
        let cursors = cursors.map(|term| term.cursor(index, record));
        Part {
            cursors: cursors.collect(),
            terms,
            joined,
            index,
            counts: [0; CLASSES],
        }
    }

    /// Looks at the `candidates` from number `first` on; says which fit, and the class of each.
    fn look(&mut self, first: usize, candidates: &[u64], fitting: &mut [u64], classes: &mut [u8]) {
        for (number, (candidates, fitting)) in candidates.iter().zip(fitting).enumerate() {
            let mut word = *candidates;
            while word != 0 {
                let bit = word.trailing_zeros();
                let place = number * 64 + bit as usize;
                word &= word - 1;
                if let Some(class) = self.class(first * 64 + place) {
                    let class = class.min(NONE - 1);
                    classes[place] = class;
                    self.counts[usize::from(class)] += 1;
                    *fitting |= 1 << bit;
                }
            }
        }
    }

    /// The class of a record; `None` if it does not fit.
    fn class(&mut self, record: usize) -> Option<u8> {
        let index = self.index;
        let (mut beside, mut kind, mut level, mut wanted) = (false, 0, 0, false);
        for (term, cursor) in self.terms.iter().zip(&mut self.cursors) {
            match (term.not(), term.rank(index, record, cursor)) {
                (true, None) => {}
                (true, Some(_)) | (false, None) => return None,
                (false, Some((rank, place))) => {
                    wanted = true;
                    beside |= place.is_beside();
                    kind = kind.max(rank.kind as u8);
                    level = 3.min(level + rank.level);
                }
            }
        }
        if let (Some(joined), Some(cursor)) = (self.joined, self.cursors.last_mut()) {
            match joined.rank(index, record, cursor) {
                Some((rank, Place::Title)) => {
                    (beside, kind, level) = (false, rank.kind as u8, rank.level);
                }
                _ => kind = Kind::Scattered as u8,
            }
        }
        // Without a term that is wanted, all are equal: the newest first.
        let length = match wanted {
            true => length_class(index.title(record).len()),
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

/// Titles in eight classes of length.
fn length_class(characters: usize) -> u8 {
    const CLASSES: [u8; 64] = {
        let mut classes = [7; 64];
        let ends = [9, 13, 17, 21, 25, 33, 49];
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
        let classes = [0, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 32, 33, 48, 49, 500];
        let classes = classes.map(length_class);
        assert_eq!(classes, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
    }
}
