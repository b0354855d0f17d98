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
    /// The class of each entry, also of those that do not fit.
    classes: Vec<u8>,
    /// How many there are of each class.
    counts: [usize; CLASSES],
}

/// How many classes there are, with the one of what does not fit.
const CLASSES: usize = 256;
/// The class of an entry that does not fit; no class of one that fits is as bad.
const NONE: u8 = u8::MAX;

impl Found {
    /// Nothing yet, of `total` entries.
    pub(super) fn none(terms: Vec<Term>, total: usize) -> Found {
        Found {
            terms,
            total,
            fitting: Bits::none(total),
            begun: Vec::new(),
            ready: Vec::new(),
            classes: vec![NONE; total],
            counts: [0; CLASSES],
        }
    }

    /// Takes in `record`.
    pub(super) fn take(&mut self, record: usize, class: u8) {
        let class = class.min(NONE - 1);
        self.classes[record] = class;
        self.counts[usize::from(class)] += 1;
    }

    /// The same, with what each term needs to say where it stands.
    pub(super) fn with(mut self, terms: impl Iterator<Item = (Ready, Option<Begun>)>) -> Found {
        (self.ready, self.begun) = terms.unzip();
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

    /// How many entries were searched.
    pub fn total(&self) -> usize {
        self.total
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
        let alphabet = &finder.index.alphabet;
        let title = finder.index.title(number);
        let mut places = Vec::new();
        for ready in self.ready.iter().filter(|ready| !ready.term.not) {
            if let Some(fit) = ready.fit(title, alphabet) {
                places::add(&mut places, ready, &fit, title, alphabet);
            }
        }
        places::bytes(places, title, alphabet)
    }
}
