//! One query carried out, in slices.
//!
//! The class of a record that fits is one number: the less, the better. From the highest bit: whether
//! something beside the title was needed, how the worst term fits, how far from the beginnings of
//! words, and how long the title is. Records are looked at in their order, so that in one class the
//! newer comes first, and nothing is ever sorted.

use super::Finder;
use super::bits::Bits;
use super::fit::{Fit, Ready, Skip, fields};
use super::found::Found;
use super::index::Index;
use super::language::Term;
use super::spelling::{Allowed, Letters};

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

/// A term with the records it can fit in each way.
#[derive(Debug)]
struct Sought {
    ready: Ready,
    literal: Bits,
    /// By full readings; `None` for a term that is no pinyin.
    full: Option<Bits>,
    /// In any way.
    any: Bits,
}

impl Search {
    pub(super) fn new(index: &Index, terms: Vec<Term>, before: Option<&Found>) -> Search {
        let mut candidates = match before {
            Some(before) if narrows(&terms, &before.terms) && before.total == index.len() => {
                before.fitting.clone()
            }
            _ => Bits::all(index.len()),
        };
        let mut sought: Vec<Sought> = Vec::with_capacity(terms.len());
        for term in &terms {
            let next = Sought::new(term, index, &candidates);
            if !term.not {
                candidates = next.any.clone();
            }
            sought.push(next);
        }
        Search {
            terms: sought,
            candidates,
            looked_at: 0,
            found: Found::none(terms, index.len()),
        }
    }

    /// Goes on until about `budget` of the records that can fit have been looked at.
    pub fn step(&mut self, finder: &Finder, budget: usize) -> Progress {
        let mut left = budget;
        while let Some(&word) = self.candidates.words.get(self.looked_at) {
            let mut word = word;
            left = left.saturating_sub(word.count_ones() as usize);
            while word != 0 {
                let record = self.looked_at * 64 + word.trailing_zeros() as usize;
                word &= word - 1;
                if let Some(class) = self.class(&finder.index, record) {
                    self.found.push(record, class);
                }
            }
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
        let ready = self.terms.into_iter().map(|sought| sought.ready);
        self.found.with(ready.collect())
    }

    /// The class of a record; `None` if it does not fit.
    fn class(&self, index: &Index, record: usize) -> Option<u8> {
        let text = index.record(record);
        let title = index.title(record);
        let (mut beside, mut kind, mut level, mut wanted) = (false, 0, 0, false);
        for term in &self.terms {
            let fit = term.fit(index, record, title, text);
            match (term.ready.term.not, fit) {
                (true, None) => {}
                (true, Some(_)) | (false, None) => return None,
                (false, Some((fit, in_title))) => {
                    wanted = true;
                    beside |= !in_title;
                    kind = kind.max(fit.kind as u8);
                    level = 3.min(level + fit.level);
                }
            }
        }
        // Without a term that is wanted, all are equal: the newest first.
        let length = if wanted { length_class(title.len()) } else { 0 };
        Some(u8::from(beside) << 7 | kind << 5 | level << 3 | length)
    }
}

impl Sought {
    fn new(term: &Term, index: &Index, limit: &Bits) -> Sought {
        let letters = Letters::new(term);
        let ready = Ready::new(term, letters.as_ref(), &index.alphabet);
        let literal = index.literal(&ready, limit);
        let spelled = letters.as_ref().zip(ready.spelling.as_ref());
        let full = spelled
            .filter(|(letters, _)| !letters.is_one())
            .map(|(letters, spelling)| index.spelled(letters, spelling, limit, Allowed::Full));
        let any = match spelled {
            Some((letters, spelling)) => {
                // A term as written may have an apostrophe, which is no letter; the rest are.
                index.spelled(letters, spelling, limit, Allowed::All)
            }
            None => literal.clone(),
        };
        Sought {
            ready,
            literal,
            full,
            any,
        }
    }

    /// How the term fits the record, best in the title, and whether there.
    fn fit(
        &self,
        index: &Index,
        record: usize,
        title: &[u16],
        text: &[u16],
    ) -> Option<(Fit, bool)> {
        if !self.any.has(record) {
            return None;
        }
        let skip = Skip {
            literal: !self.literal.has(record),
            full: self.full.as_ref().is_none_or(|full| !full.has(record)),
        };
        let fit = |field| self.ready.fit(field, &index.alphabet, skip);
        if let Some(fit) = fit(title) {
            return Some((fit, true));
        }
        if title.len() == text.len() {
            return None;
        }
        let best = fields(text).skip(1).filter_map(fit).min()?;
        Some((best, false))
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
    match characters {
        0..=8 => 0,
        9..=12 => 1,
        13..=16 => 2,
        17..=20 => 3,
        21..=24 => 4,
        25..=32 => 5,
        33..=48 => 6,
        _ => 7,
    }
}
