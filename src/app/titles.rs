//! The titles of a library, made ready for the finder.
//!
//! [`Titles`] is made once outside (reading a library takes its time) and then shared: the worker
//! searches it while pages name its rows. A title has a number, its place when the newest article
//! comes first; what else is shown of it is known from the catalogue it was made of.

use std::collections::HashMap;
use std::sync::Arc;

use crate::library::{Catalogue, Issue};
use crate::search::Finder;
use crate::search::finder::Entry;
use crate::text::{Clean, sanitize};

/// All titles of a catalogue.
#[derive(Debug)]
pub struct Titles {
    catalogue: Arc<Catalogue>,
    finder: Finder,
    known: Vec<Known>,
    /// The number of each article of the catalogue, issue after issue; [`NO_TITLE`] for none.
    numbers: Vec<u32>,
    /// How many articles the issues before each have.
    starts: Vec<usize>,
}

/// The number of an article that is not among the titles.
const NO_TITLE: u32 = u32::MAX;

/// What is known of an article before its place in the catalogue is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleSource<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title; may be empty.
    pub title: &'a str,
    /// How its text begins: what it is found by without a title.
    pub opening: &'a str,
    /// Kicker, authors, publication, tags; may be empty.
    pub beside: [&'a str; 4],
    /// Its date, else that of its issue, as far as it is known (`2024-06-07`); may be empty.
    pub date: &'a str,
}

/// An article by its places in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    issue: u32,
    article: u32,
    /// Year times 100 and month; 0 without.
    month: u32,
    untitled: bool,
}

impl Titles {
    /// The titles of `sources`, the newest first. Articles that the catalogue does not have are left
    /// out: they could not be opened.
    pub fn new<'a>(
        catalogue: Arc<Catalogue>,
        sources: impl Iterator<Item = TitleSource<'a>>,
    ) -> Titles {
        let mut known = Vec::with_capacity(sources.size_hint().0);
        let places = places(&catalogue);
        let entries: Vec<Entry<'a>> = sources
            .filter_map(|source| {
                known.push(Known::of(&places, &source)?);
                Some(Entry {
                    title: match source.title {
                        "" => source.opening,
                        title => title,
                    },
                    beside: source.beside,
                })
            })
            .collect();
        drop(places);
        let mut titles = Titles {
            finder: Finder::new(entries),
            starts: starts(&catalogue),
            numbers: Vec::new(),
            catalogue,
            known,
        };
        titles.numbers = titles.numbered();
        titles
    }

    fn numbered(&self) -> Vec<u32> {
        let issues = self.catalogue.issues().iter();
        let total = issues.map(|issue| issue.articles.len()).sum();
        let mut numbers = vec![NO_TITLE; total];
        for (number, known) in (0_u32..).zip(&self.known) {
            numbers[self.starts[known.issue as usize] + known.article as usize] = number;
        }
        numbers
    }

    /// What finds them.
    pub fn finder(&self) -> &Finder {
        &self.finder
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether they are those of `catalogue`.
    pub fn are_of(&self, catalogue: &Arc<Catalogue>) -> bool {
        Arc::ptr_eq(&self.catalogue, catalogue)
    }

    /// The id of the article `number`.
    pub fn id(&self, number: usize) -> &str {
        &self.issue(number).articles[self.known[number].article as usize]
    }

    /// Its issue.
    pub fn issue(&self, number: usize) -> &Issue {
        &self.catalogue.issues()[self.known[number].issue as usize]
    }

    /// Its title, or how its text begins; whether it is a title.
    pub fn title(&self, number: usize) -> (Clean, bool) {
        let title = sanitize(&self.finder.title(number));
        (title, !self.known[number].untitled)
    }

    /// Its date, to the month: `2024-06`; empty without.
    pub fn month(&self, number: usize) -> Clean {
        let text = match self.known[number].month {
            0 => String::new(),
            month if month % 100 == 0 => format!("{:04}", month / 100),
            month => format!("{:04}-{:02}", month / 100, month % 100),
        };
        Clean::from(text.as_str())
    }

    /// The number of the article `id`.
    pub fn number(&self, id: &str) -> Option<usize> {
        let issue = self.catalogue.index_of(id.split_once('/')?.0)?;
        let mut articles = self.catalogue.issues()[issue].articles.iter();
        let article = articles.position(|article| article == id)?;
        let number = self.numbers[self.starts[issue] + article];
        (number != NO_TITLE).then_some(number as usize)
    }
}

impl Known {
    fn of(places: &HashMap<&str, (u32, u32)>, source: &TitleSource<'_>) -> Option<Known> {
        let &(issue, article) = places.get(source.id)?;
        let mut parts = source.date.split('-').map(|part| part.parse().unwrap_or(0));
        let (year, month): (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        Some(Known {
            issue,
            article,
            month: year.min(9_999) * 100 + month.min(99),
            untitled: source.title.is_empty(),
        })
    }
}

/// Where each article of `catalogue` stands: the number of its issue, and its place there.
fn places(catalogue: &Catalogue) -> HashMap<&str, (u32, u32)> {
    let issues = (0_u32..).zip(catalogue.issues());
    let articles = issues.flat_map(|(number, issue)| {
        let articles = (0_u32..).zip(&issue.articles);
        articles.map(move |(place, id)| (id.as_str(), (number, place)))
    });
    articles.collect()
}

/// How many articles the issues before each have.
fn starts(catalogue: &Catalogue) -> Vec<usize> {
    let issues = catalogue.issues().iter();
    let starts = issues.scan(0, |before, issue| {
        let start = *before;
        *before += issue.articles.len();
        Some(start)
    });
    starts.collect()
}
