//! The titles of a library, from its search text: what the full text is searched in has them all,
//! and is at hand in milliseconds where the library is as it was.

use std::sync::Arc;

use crate::app::titles::{TitleSource, Titles};
use crate::library::Catalogue;
use crate::search::Corpus;

/// Characters of a text that stand for a title that is not there.
const OPENING: usize = 40;

/// The titles of `catalogue`, as `corpus` has them.
pub(super) fn titles(catalogue: Arc<Catalogue>, corpus: &Corpus<'_>) -> Titles {
    let mut articles: Vec<usize> = (0..corpus.len()).collect();
    articles.sort_by_key(|&index| corpus.place_by_date(index));
    Titles::new(
        catalogue,
        articles.into_iter().map(|index| source(corpus, index)),
    )
}

fn source<'a>(corpus: &Corpus<'a>, index: usize) -> TitleSource<'a> {
    let details = corpus.details(index);
    let title = corpus.title(index);
    let opening = match title {
        "" => opening(corpus, index),
        _ => "",
    };
    TitleSource {
        id: details.id,
        title,
        opening,
        beside: [
            details.kicker,
            details.authors,
            corpus.publication(index),
            details.tags,
        ],
        date: details.date,
    }
}

/// How the text of an article without a title begins: its first line.
fn opening<'a>(corpus: &Corpus<'a>, index: usize) -> &'a str {
    let text = corpus.slice(corpus.record(index).plain);
    let text = std::str::from_utf8(text).unwrap_or_default();
    let line = text.trim_start().lines().next().unwrap_or_default();
    let end = line
        .char_indices()
        .nth(OPENING)
        .map_or(line.len(), |(at, _)| at);
    &line[..end]
}
