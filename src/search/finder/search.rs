//! One query carried out, in slices.
//!
//! The class of a record that fits is one number: the less, the better. From the highest bit: whether
//! something beside the title was needed, how the worst term fits, how far from the beginnings of
//! words, and how long the title is. Records are looked at in their order, so that in one class the
//! newer comes first, and nothing is ever sorted.

use super::Finder;
use super::bits::Bits;
use super::found::Found;
use super::index::Index;
use super::language::Term;
use super::sought::Sought;

/// A query that is being carried out.
#[derive(Debug)]
pub struct Search {
    terms: Vec<Sought>,
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
        let found = Found::none(terms, index.len());
        Search {
            terms: sought,
            candidates,
            looked_at: 0,
            found,
        }
    }

    /// Goes on until about `budget` of the records that can fit have been looked at.
    pub fn step(&mut self, finder: &Finder, budget: usize) -> Progress {
        let mut left = budget;
        while let Some(&candidates) = self.candidates.words.get(self.looked_at) {
            left = left.saturating_sub(candidates.count_ones() as usize);
            let (mut word, mut fitting) = (candidates, 0);
            while word != 0 {
                let bit = word.trailing_zeros();
                let record = self.looked_at * 64 + bit as usize;
                word &= word - 1;
                if let Some(class) = self.class(&finder.index, record) {
                    self.found.take(record, class);
                    fitting |= 1 << bit;
                }
            }
            self.found.fitting.words[self.looked_at] = fitting;
            self.looked_at += 1;
            if left == 0 {
                break;
            }
        }
        match self.looked_at < self.candidates.words.len() {
            true => Progress::Going,
            false => Progress::Done,
        }
    }

    /// What has been found so far; everything once it is [`Progress::Done`].
    pub fn finish(self) -> Found {
        let terms = self.terms.into_iter().map(Sought::finish);
        self.found.with(terms)
    }

    /// The class of a record; `None` if it does not fit.
    fn class(&mut self, index: &Index, record: usize) -> Option<u8> {
        let (mut beside, mut kind, mut level, mut wanted) = (false, 0, 0, false);
        for term in &mut self.terms {
            match (term.not(), term.rank(index, record)) {
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
