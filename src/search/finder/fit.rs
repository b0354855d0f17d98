//! Whether a term fits a field, how well, and where.
//!
//! Literally is best; then as pinyin by full readings, by initials or mixed; last scattered, its
//! characters in their order with others between them, as `fuzzy-matcher` has it. Digits stand side
//! by side all the same: a year is no subsequence. Only terms without letters are scattered, since a
//! few letters stand in almost any Latin text in order; but many initials may stand in two parts
//! (`csjyth` for 长三角 and, later, 一体化). Of several places the best one counts: at the beginning,
//! else where a word begins.

use std::ops::Range;

use super::alphabet::{Alphabet, PARTING, Part};
use super::language::{PART, Term};
use super::spelling::{Allowed, Letters, Spelling};

/// How a term fits; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// As written, folded.
    Literal,
    /// By full readings.
    Full,
    /// By initials, or mixed.
    Initials,
    /// As a subsequence.
    Scattered,
}

/// That a term fits, how and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// How.
    pub(super) kind: Kind,
    /// 0 at the beginning of the field, 1 where a word begins, 2 inside one; of scattered terms,
    /// how much stands between their characters.
    pub(super) level: u8,
    /// The place of the first character in the field.
    pub(super) start: usize,
    /// The place after the last one.
    pub(super) end: usize,
}

/// A term made ready for the texts of an alphabet.
#[derive(Debug)]
pub(super) struct Ready {
    /// The term.
    pub(super) term: Term,
    /// The numbers of its folded characters; `None` if one stands in no text.
    pub(super) literal: Option<Vec<u16>>,
    /// The term as pinyin.
    pub(super) spelling: Option<Spelling>,
    scattered: bool,
}

impl Ready {
    /// Makes `term` ready for the texts of `alphabet`.
    pub(super) fn new(term: &Term, letters: Option<&Letters>, alphabet: &Alphabet) -> Ready {
        let anywhere = !term.not && !term.start && !term.exact;
        Ready {
            literal: term.folded.iter().map(|c| alphabet.folded(*c)).collect(),
            spelling: letters.map(|letters| Spelling::new(letters, alphabet)),
            scattered: anywhere
                && term.folded.len() >= 2
                && !term.folded.iter().any(char::is_ascii_lowercase),
            term: term.clone(),
        }
    }

    /// How the term fits `field`, if it does.
    pub(super) fn fit(&self, field: &[u16], alphabet: &Alphabet) -> Option<Fit> {
        let literal = self.literal_fit(field, alphabet);
        if literal.is_some() {
            return literal;
        }
        match &self.spelling {
            Some(spelling) => {
                let together = self.spelled_fit(spelling, field, alphabet);
                together.or_else(|| self.parted_fit(field, alphabet))
            }
            None => self.scattered_fit(field, alphabet),
        }
    }

    /// Whether the term fits `field` at all: what [`Ready::fit`] tells, without looking for the best place.
    pub(super) fn fits(&self, field: &[u16], alphabet: &Alphabet) -> bool {
        let Some(spelling) = &self.spelling else {
            return self.fit(field, alphabet).is_some();
        };
        let reach = if self.term.start {
            field.len().min(1)
        } else {
            field.len()
        };
        let stands = |start: usize| {
            spelling.begins(field[start])
                && spelling
                    .at_start(&field[start..], alphabet, Allowed::All)
                    .is_some()
        };
        (0..reach).any(stands)
            || self.literal_fit(field, alphabet).is_some()
            || self.parted_fit(field, alphabet).is_some()
    }

    /// How it fits as it is written.
    pub(super) fn literal_fit(&self, field: &[u16], alphabet: &Alphabet) -> Option<Fit> {
        let literal = self.literal.as_deref()?;
        let (first, rest) = literal.split_first()?;
        let last = field.len().checked_sub(literal.len())?;
        let last = if self.term.start { 0 } else { last };
        let mut best: Option<Fit> = None;
        let mut from = 0;
        let begins = |symbol: &u16| alphabet.fold(*symbol) == *first;
        while let Some(offset) = field[from..=last].iter().position(begins) {
            let start = from + offset;
            from = start + 1;
            let stands = field[from..]
                .iter()
                .zip(rest)
                .all(|(symbol, folded)| alphabet.fold(*symbol) == *folded);
            let level = level(field, start, alphabet);
            if stands && best.is_none_or(|best| level < best.level) {
                best = Some(Fit {
                    kind: Kind::Literal,
                    level,
                    start,
                    end: start + literal.len(),
                });
                if level < 2 {
                    break;
                }
            }
            if from > last {
                break;
            }
        }
        best
    }

    fn spelled_fit(&self, spelling: &Spelling, field: &[u16], alphabet: &Alphabet) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        let reach = if self.term.start {
            field.len().min(1)
        } else {
            field.len()
        };
        for start in 0..reach {
            let text = &field[start..];
            let Some(length) = spelling.at_start(text, alphabet, Allowed::All) else {
                continue;
            };
            let full = spelling.full_at_start(text, alphabet);
            let fit = Fit {
                kind: match full {
                    Some(_) => Kind::Full,
                    None => Kind::Initials,
                },
                level: level(field, start, alphabet),
                start,
                end: start + full.unwrap_or(length),
            };
            if best.is_none_or(|best| (fit.kind, fit.level) < (best.kind, best.level)) {
                best = Some(fit);
            }
        }
        best
    }

    /// How it fits as a subsequence.
    pub(super) fn scattered_fit(&self, field: &[u16], alphabet: &Alphabet) -> Option<Fit> {
        if !self.scattered {
            return None;
        }
        let runs = self.runs(field, alphabet)?;
        let (start, end) = (runs.first()?.start, runs.last()?.end);
        Some(scattered(start..end, self.term.folded.len()))
    }

    /// How it fits as initials in two parts.
    pub(super) fn parted_fit(&self, field: &[u16], alphabet: &Alphabet) -> Option<Fit> {
        let [first, last] = self.parts(field, alphabet)?;
        let standing = first.len() + last.len();
        Some(scattered(first.start..last.end, standing))
    }

    /// The first places of two parts of initials, in order, none over the other.
    pub(super) fn parts(&self, field: &[u16], alphabet: &Alphabet) -> Option<[Range<usize>; 2]> {
        let spelling = self.spelling.as_ref().filter(|_| self.term.may_part())?;
        let stands = |part: &Range<usize>, from: usize| {
            (from..field.len()).find_map(|start| {
                let text = &field[start..];
                let part = part.clone();
                let length = spelling.part_at_start(part, text, alphabet, Allowed::All)?;
                Some(start..start + length)
            })
        };
        let length = spelling.length;
        (PART..=length - PART).rev().find_map(|parting| {
            let first = stands(&(0..parting), 0)?;
            let last = stands(&(parting..length), first.end)?;
            Some([first, last])
        })
    }

    /// The first places in `field` where the characters of the term stand in order.
    pub(super) fn scattered_places(
        &self,
        field: &[u16],
        alphabet: &Alphabet,
    ) -> Option<Vec<usize>> {
        Some(self.runs(field, alphabet)?.into_iter().flatten().collect())
    }

    /// The same, digits that belong together in one range, other characters each in one.
    fn runs(&self, field: &[u16], alphabet: &Alphabet) -> Option<Vec<Range<usize>>> {
        let mut literal = self.literal.as_deref()?;
        let both_digits = |a: &char, b: &char| a.is_ascii_digit() && b.is_ascii_digit();
        let mut runs = Vec::new();
        let mut from = 0;
        for run in self.term.folded.chunk_by(both_digits) {
            let (run, rest) = literal.split_at(run.len());
            literal = rest;
            let found = field[from..].windows(run.len()).position(|window| {
                window
                    .iter()
                    .zip(run)
                    .all(|(symbol, folded)| alphabet.fold(*symbol) == *folded)
            })?;
            runs.push(from + found..from + found + run.len());
            from += found + run.len();
        }
        Some(runs)
    }
}

/// What of a field's range `whole` stands for the term is `standing` characters.
fn scattered(whole: Range<usize>, standing: usize) -> Fit {
    Fit {
        kind: Kind::Scattered,
        level: match whole.len() - standing {
            0..=2 => 0,
            3..=8 => 1,
            _ => 2,
        },
        start: whole.start,
        end: whole.end,
    }
}

/// The fields of a record.
pub(super) fn fields(record: &[u16]) -> impl Iterator<Item = &[u16]> {
    record.split(|symbol| *symbol == PARTING)
}

fn level(field: &[u16], start: usize, alphabet: &Alphabet) -> u8 {
    let Some(before) = start.checked_sub(1) else {
        return 0;
    };
    let (before, here) = (
        alphabet.facts(field[before]).part,
        alphabet.facts(field[start]).part,
    );
    u8::from(before == here && here != Part::Between) + 1
}
