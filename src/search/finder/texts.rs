//! Many texts that are looked through one after the other: a list too long for one alphabet a text, too
//! changeable for an index.
//!
//! All of them are numbered by one alphabet, so that the readings of a character are found out once and a
//! query is made ready once. What fits is what fits a [`Line`](super::Line) of its own.

use super::alphabet::{Alphabet, Numbering};
use super::fit::Ready;
use crate::search::Readings;
use crate::search::fuzzy::Query;

/// Texts made ready to be looked through.
#[derive(Debug, Default)]
pub struct Texts {
    alphabet: Alphabet,
    readings: Readings,
    symbols: Vec<u16>,
    /// Where each text ends.
    ends: Vec<usize>,
}

/// A query made ready for some [`Texts`].
#[derive(Debug)]
pub struct Prepared(Vec<Ready>);

impl Texts {
    /// Adds a text, or some: best many at once.
    pub fn extend<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let mut numbering = Numbering::new(Some(&self.readings), true);
        numbering.alphabet = std::mem::take(&mut self.alphabet);
        for text in texts {
            let symbols = text.chars().map(|c| numbering.symbol(c));
            self.symbols.extend(symbols);
            self.ends.push(self.symbols.len());
        }
        self.alphabet = numbering.alphabet;
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Makes `query` ready for these texts; no more may be added before it is used.
    pub fn ready(&self, query: &Query) -> Prepared {
        let terms = query.terms().iter();
        let ready = terms.map(|(term, letters)| Ready::new(term, letters.as_ref(), &self.alphabet));
        Prepared(ready.collect())
    }

    /// Whether text number `number` fits.
    pub fn fits(&self, query: &Prepared, number: usize) -> bool {
        self.fit(query, self.text(number))
    }

    /// Whether text number `number` fits if text number `before` stands before it.
    pub fn fits_behind(&self, query: &Prepared, before: usize, number: usize) -> bool {
        let both = [self.text(before), self.text(number)].concat();
        self.fit(query, &both)
    }

    fn fit(&self, query: &Prepared, text: &[u16]) -> bool {
        let fits = |ready: &Ready| ready.fits(text, &self.alphabet) != ready.term.not;
        query.0.iter().all(fits)
    }

    fn text(&self, number: usize) -> &[u16] {
        let end = self.ends.get(number).copied().unwrap_or_default();
        let before = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or_default();
        &self.symbols[start.min(end)..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_what_fits_alone() {
        let texts = [
            "看长三角",
            "重庆来信\n第二行",
            "",
            "Ｇ60科创走廊",
            "乐山",
            "长 三角",
        ];
        let mut all = Texts::default();
        all.extend(texts[..2].iter().copied());
        all.extend(texts[2..].iter().copied());
        assert_eq!((all.len(), all.is_empty()), (texts.len(), false));
        for typed in [
            "",
            "csj",
            "cq",
            "'重庆 !csj",
            "!长",
            "yueshan",
            "leshan",
            "g60",
            "长角",
            "^长",
            "信 第二",
            "csjlyr",
        ] {
            let query = Query::new(typed);
            let ready = all.ready(&query);
            for (number, text) in texts.iter().enumerate() {
                let alone = query.matches(text).is_some();
                assert_eq!(all.fits(&ready, number), alone, "{typed} in {text}");
                let joined = format!("{}{text}", texts[1]);
                let behind = query.matches(&joined).is_some();
                assert_eq!(
                    all.fits_behind(&ready, 1, number),
                    behind,
                    "{typed} in {joined}"
                );
            }
        }
    }
}
