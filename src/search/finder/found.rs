//! What fits a query. Rows are put in order when they are asked for, and only they.

use std::ops::Range;

use super::Finder;
use super::bits::Bits;
use super::fit::Ready;
use super::language::Term;
use super::places;
use super::sought::Begun;

/// The entries that fit a query, the best first.
#[derive(Debug)]
pub struct Found {
    pub(super) terms: Vec<Term>,
    /// How many entries were searched.
    pub(super) total: usize,
    /// Those that fit, once more.
    pub(super) fitting: Bits,
    /// Where the terms begin in those that fit, for the terms that pinyin can be.
    pub(super) begun: Vec<Option<Begun>>,
    ready: Vec<Ready>,
    joined: Option<Ready>,
    /// The class of each entry, also of those that do not fit.
    classes: Vec<u8>,
    /// How many there are of each class.
    counts: [usize; CLASSES],
}

/// Where a query stands in an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The bytes of the title that it stands for, ascending.
    pub title: Vec<Range<usize>>,
    /// The terms that do not fit the title, and so fit beside it; those that must not fit are none of
    /// them.
    pub elsewhere: Vec<&'a Term>,
}

/// How many classes there are, with the one of what does not fit.
pub(super) const CLASSES: usize = 256;
/// The class of an entry that does not fit; no class of one that fits is as bad.
pub(super) const NONE: u8 = u8::MAX;

impl Found {
    /// Nothing yet, of `total` entries.
    pub(super) fn none(terms: Vec<Term>, total: usize) -> Found {
        Found {
            terms,
            total,
            fitting: Bits::none(total),
            begun: Vec::new(),
            ready: Vec::new(),
            joined: None,
            classes: vec![NONE; total],
            counts: [0; CLASSES],
        }
    }

    /// The entries of the numbers `slice` of 64 each, in parts of `each` numbers: which of them fit, and
    /// their classes.
    pub(super) fn parts(
        &mut self,
        slice: Range<usize>,
        each: usize,
    ) -> impl Iterator<Item = (&mut [u64], &mut [u8])> {
        let end = self.classes.len().min(slice.end * 64);
        let classes = self.classes[(slice.start * 64).min(end)..end].chunks_mut(each * 64);
        self.fitting.words[slice].chunks_mut(each).zip(classes)
    }

    /// So many more are of each class.
    pub(super) fn add(&mut self, counts: &[usize; CLASSES]) {
        for (mine, more) in self.counts.iter_mut().zip(counts) {
            *mine += more;
        }
    }

    /// The same, with what each term needs to say where it stands, and single letters together.
    pub(super) fn with(
        mut self,
        terms: impl Iterator<Item = (Ready, Option<Begun>)>,
        joined: Option<Ready>,
    ) -> Found {
        (self.ready, self.begun) = terms.unzip();
        self.joined = joined;
        self
    }

    /// How many entries fit.
    pub fn len(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Whether none fits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the entries in the rows `rows`, the best first; as many as there are.
    pub fn rows(&self, rows: Range<usize>) -> Vec<usize> {
        let mut numbers = Vec::with_capacity(rows.len().min(self.len()));
        let mut row = 0;
        for (class, count) in self.counts.iter().enumerate() {
            let end = row + count;
            if *count > 0 && end > rows.start && row < rows.end {
                let from = rows.start.saturating_sub(row);
                let to = rows.end.min(end) - row;
                let of_class = memchr::memchr_iter(class as u8, &self.classes);
                numbers.extend(of_class.skip(from).take(to - from));
            }
            row = end;
        }
        numbers
    }

    /// The bytes of the title of entry `number` that the query stands for, ascending; none of what
    /// fits beside it.
    pub fn matches(&self, finder: &Finder, number: usize) -> Vec<Range<usize>> {
        self.stands(finder, number).title
    }

    /// Where the query stands in entry `number`.
    pub fn stands(&self, finder: &Finder, number: usize) -> Standing<'_> {
        let alphabet = &finder.index.alphabet;
        let title = finder.index.title(number);
        let mut places = Vec::new();
        let mut elsewhere = Vec::new();
        let joined = self.joined.as_ref();
        match joined.and_then(|joined| Some((joined, joined.fit(title, alphabet)?))) {
            // Together in the title, each of them is in it.
            Some((joined, fit)) => places::add(&mut places, joined, &fit, title, alphabet),
            None => {
                for ready in self.ready.iter().filter(|ready| !ready.term.not) {
                    match ready.fit(title, alphabet) {
                        Some(fit) => places::add(&mut places, ready, &fit, title, alphabet),
                        None => elsewhere.push(&ready.term),
                    }
                }
            }
        }
        Standing {
            title: places::bytes(places, title, alphabet),
            elsewhere,
        }
    }
}
