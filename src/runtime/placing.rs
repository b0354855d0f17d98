//! Which marks have lost their place: their articles are read, and each mark is looked for in its text.

use crate::app::placed::{Standing, standing};
use crate::app::state::State;
use crate::library;

/// How the marks of `articles` stand in them, as far as they can be read.
pub(super) fn place(state: &State, articles: Vec<String>) -> Vec<(String, Standing)> {
    let stand = |article: &str| {
        let marks = state.kept.marks()?;
        let issue = state.catalogue.issue_of(article)?;
        let (article, _) = library::load_article(issue, article).ok()?;
        Some(standing(marks, &article))
    };
    let found = articles.into_iter().map(|article| {
        let standing = stand(&article).unwrap_or(Standing::Unreadable);
        (article, standing)
    });
    found.collect()
}
