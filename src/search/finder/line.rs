//! One text looked at by itself, for short lists that nobody made an index of.

use std::ops::Range;

use super::alphabet::{Alphabet, Numbering};
use super::fit::Ready;
use super::language::Term;
use super::places;
use super::spelling::{Allowed, Letters, Spelling};
use crate::search::Readings;

/// Bytes of a text from which on a table of characters pays.
const LONG: usize = 8_192;

/// A text as a field with an alphabet of its own.
pub(in crate::search) struct Line {
    alphabet: Alphabet,
    symbols: Vec<u16>,
}

impl Line {
    /// Makes `text` ready; `readings` are needed for terms with letters.
    pub(in crate::search) fn new(text: &str, readings: Option<&Readings>) -> Line {
        let mut numbering = Numbering::new(readings, text.len() > LONG);
        let symbols = text.chars().map(|c| numbering.symbol(c)).collect();
        Line {
            alphabet: numbering.alphabet,
            symbols,
        }
    }

    /// The byte ranges of all places that `letters` spell, ascending, none over another.
    pub(in crate::search) fn spelled(&self, letters: &Letters) -> Vec<Range<usize>> {
        let spelling = Spelling::new(letters, &self.alphabet);
        let mut found = Vec::new();
        let (mut at, mut byte) = (0, 0);
        let mut ends_at = 0;
        while let Some(&symbol) = self.symbols.get(at) {
            let length = match at >= ends_at && spelling.begins(symbol) {
                true => spelling.at_start(&self.symbols[at..], &self.alphabet, Allowed::All),
                false => None,
            };
            let bytes = |symbols: &[u16]| -> usize {
                let written = symbols
                    .iter()
                    .map(|symbol| self.alphabet.facts(*symbol).written);
                written.map(char::len_utf8).sum()
            };
            if let Some(length) = length {
                found.push(byte..byte + bytes(&self.symbols[at..at + length]));
                ends_at = at + length;
            }
            byte += bytes(&[symbol]);
            at += 1;
        }
        found
    }

    /// The byte ranges that `terms` stand for, ascending; `None` if not all fit.
    pub(in crate::search) fn matches(
        &self,
        terms: &[(Term, Option<Letters>)],
    ) -> Option<Vec<Range<usize>>> {
        let mut found = Vec::new();
        for (term, letters) in terms {
            let ready = Ready::new(term, letters.as_ref(), &self.alphabet);
            match (term.not, ready.fit(&self.symbols, &self.alphabet)) {
                (true, None) => {}
                (true, Some(_)) | (false, None) => return None,
                (false, Some(fit)) => {
                    places::add(&mut found, &ready, &fit, &self.symbols, &self.alphabet);
                }
            }
        }
        Some(places::bytes(found, &self.symbols, &self.alphabet))
    }
}
