//! The finder: titles with what stands beside them, found by what one can type, at each key.
//!
//! A [`Finder`] is made once of all articles. A [`Search`] carries a query out in slices, so that its
//! owner can drop it for a newer query; threads that share a slice end with it. Its stages:
//!
//! 1. [`language`] reads the query into terms; [`spelling`] makes one with letters an automaton.
//! 2. [`index`] cuts the records down to those that hold all the characters and syllables that a
//!    term needs, as sets of bits, and to what fitted a shorter query ([`language::Term::narrows`]).
//! 3. [`planes`] says where initials stand, and [`initials`] with it where a term of consonants begins;
//!    for other terms [`sought`] looks at the places where they can begin, or where the shorter query
//!    began if there was one, and [`fit`] at the texts of the records that remain. The ranks of
//!    some records for one term are a [`column`]; [`search`] makes a class of them.
//! 4. [`Found`] puts only the rows that are shown in order, and says where the query stands in them.
//!
//! The hard part is being exact at that speed: characters and syllables are known by sets of records
//! that hold them, so that a key costs what its results cost, not what the collection holds.

mod alphabet;
mod bits;
mod column;
pub(super) mod fit;
mod found;
mod index;
mod initials;
pub mod language;
mod line;
mod places;
mod planes;
mod search;
mod sought;
pub(super) mod spelling;
mod texts;

pub use found::{Found, Standing};
pub use search::{Progress, Search};
pub use texts::{Prepared, Texts};

pub(super) use line::Line;

use index::Index;

/// Titles made ready to be found.
#[derive(Debug)]
pub struct Finder {
    index: Index,
}

/// What is known of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The title.
    pub title: &'a str,
    /// What is looked at too and counts less: kicker, authors, publication, tags; empty ones count
    /// for nothing.
    pub beside: [&'a str; 4],
}

impl<'a> Entry<'a> {
    fn fields(self) -> impl Iterator<Item = &'a str> {
        let beside = self.beside.into_iter().filter(|field| !field.is_empty());
        std::iter::once(self.title).chain(beside)
    }
}

impl Finder {
    /// Makes `entries` ready. The number of an entry is its place; of those that fit equally well,
    /// the earlier comes first, so that they should begin with the newest.
    pub fn new<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Finder {
        Finder {
            index: Index::new(entries.into_iter()),
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Begins to look for `query`. What was found for the query before saves work if this one only
    /// adds to it; any may be given.
    pub fn search(&self, query: &str, before: Option<&Found>) -> Search {
        Search::new(&self.index, language::terms(query), before)
    }

    /// Looks for `query` without a pause.
    pub fn find(&self, query: &str) -> Found {
        let mut search = self.search(query, None);
        while search.step(self, usize::MAX, 1) == Progress::Going {}
        search.finish()
    }

    /// What stands beside the title of an entry, without what is empty.
    pub fn beside(&self, number: usize) -> Vec<String> {
        let alphabet = &self.index.alphabet;
        let written = |symbol: &u16| alphabet.facts(*symbol).written;
        let fields = fit::fields(self.index.record(number)).skip(1);
        fields
            .map(|field| field.iter().map(written).collect())
            .collect()
    }

    /// The title of an entry, as it was given.
    pub fn title(&self, number: usize) -> String {
        self.index
            .title(number)
            .iter()
            .map(|symbol| self.index.alphabet.facts(*symbol).written)
            .collect()
    }
}
