//! Which marks have lost their place: their articles are read, and each mark is looked for in its text.

use std::sync::Arc;

use crate::app::event::Event;
use crate::app::placed::{Standing, standing};
use crate::library::{self, Catalogue};
use crate::store::Marks;

/// How `marks` stand in these articles, as far as they can be read.
pub(super) fn place(
    marks: &Arc<Marks>,
    catalogue: &Catalogue,
    articles: Vec<String>,
) -> Vec<(String, Standing)> {
    let stand = |article: &str| {
        if catalogue.article(article).is_none() {
            return Some(Standing::Absent);
        }
        let issue = catalogue.issue_of(article)?;
        let (article, _) = library::load_article(issue, article).ok()?;
        Some(standing(marks, &article))
    };
    let found = articles.into_iter().map(|article| {
        let standing = stand(&article).unwrap_or(Standing::Unreadable);
        (article, standing)
    });
    found.collect()
}

/// The marks of a whole collection, being looked for.
#[derive(Debug)]
pub struct Placing {
    marks: Arc<Marks>,
    catalogue: Arc<Catalogue>,
    /// The articles that are still to be read.
    articles: Vec<String>,
}

/// Articles that are read before others have their turn.
const SLICE: usize = 16;
/// Articles that are looked for meanwhile: of those that are not there it is known without reading.
const MOST: usize = 4096;

impl Placing {
    /// All of `articles` are to be looked at.
    pub(super) fn new(
        marks: Arc<Marks>,
        catalogue: Arc<Catalogue>,
        articles: Vec<String>,
    ) -> Placing {
        Placing {
            marks,
            catalogue,
            articles,
        }
    }

    /// Looks at some: what came of these, which holds also if the rest is not wanted any more, and the rest.
    pub(super) fn step(mut self) -> (Event, Option<Placing>) {
        let mut read = 0;
        let is_next = |article: &&String| {
            read += usize::from(self.catalogue.article(article).is_some());
            read <= SLICE
        };
        let next = self.articles.iter().rev().take(MOST).take_while(is_next);
        let rest = self.articles.len() - next.count();
        let slice = self.articles.split_off(rest);
        let placed = Event::MarksPlaced {
            of: Arc::clone(&self.marks),
            found: place(&self.marks, &self.catalogue, slice),
        };
        (placed, (rest > 0).then_some(self))
    }
}
