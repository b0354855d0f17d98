//! Which marks have lost their place: their articles are read, and each mark is looked for in its text.

use std::sync::Arc;

use crate::annotation::MarkId;
use crate::app::event::Event;
use crate::app::placed::{Adrift, Standing, adrift, standing};
use crate::library::{self, Catalogue};
use crate::store::{Mark, Marks};

/// How `marks` stand in these articles, as far as they can be read.
fn place(
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

/// Which of the marks `ids` have no place; those of an article that cannot be read are not said to have none.
pub(super) fn place_some(
    marks: &Arc<Marks>,
    catalogue: &Catalogue,
    ids: &[MarkId],
) -> Vec<(MarkId, Option<Adrift>)> {
    let mut some: Vec<Mark> = ids.iter().filter_map(|id| marks.get(*id)).collect();
    let article = |mark: &Mark| mark.annotation.article.clone();
    some.sort_by_key(article);
    let of_one = some.chunk_by(|one, next| article(one) == article(next));
    let placed = of_one.flat_map(|of_one| {
        let id = article(&of_one[0]);
        let issue = catalogue.issue_of(&id);
        match issue.and_then(|issue| library::load_article(issue, &id).ok()) {
            Some((article, _)) => adrift(&article, of_one),
            None => of_one.iter().map(|mark| (mark.id, None)).collect(),
        }
    });
    placed.collect()
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
