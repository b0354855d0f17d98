//! Where marks stand in the library as it is now.

use std::ops::Range;

use crate::annotation::{Anchoring, ArticleText, time};
use crate::cli::json;
use crate::library::{Catalogue, load_article};
use crate::store::Mark;

/// A mark and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    /// The mark.
    pub(crate) mark: Mark,
    /// Where it stands.
    pub(crate) place: Place,
}

/// Where a mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is about the whole article.
    Article,
    /// In these code points of the article's text.
    Text(Range<usize>),
    /// Nowhere: its article is not there, or its passage is not.
    Orphan,
}

/// Finds the places of `marks`, and puts them in the order of their articles and places.
pub(crate) fn locate(mut marks: Vec<Mark>, catalogue: &Catalogue) -> Vec<Located> {
    marks.sort_by(|one, other| one.annotation.article.cmp(&other.annotation.article));
    let mut located = Vec::with_capacity(marks.len());
    for marks in marks.chunk_by(|one, next| one.annotation.article == next.annotation.article) {
        let mut of_article = places(marks, catalogue);
        of_article.sort_by_key(|located| {
            let start = match &located.place {
                Place::Article => (0, 0),
                Place::Text(range) => (1, range.start),
                Place::Orphan => (2, 0),
            };
            (start, located.mark.annotation.created, located.mark.id)
        });
        located.extend(of_article);
    }
    located
}

/// The place of `mark` in `text`, its article's.
pub(crate) fn locate_in(mark: &Mark, text: &ArticleText<'_>) -> Place {
    match &mark.annotation.selector {
        None => Place::Article,
        Some(selector) => match text.anchor(selector) {
            Anchoring::Exact(range) | Anchoring::Approximate { range, .. } => Place::Text(range),
            Anchoring::Orphan(_) => Place::Orphan,
        },
    }
}

/// The places of marks of one article, whose text is only read where one of them needs it.
fn places(marks: &[Mark], catalogue: &Catalogue) -> Vec<Located> {
    let article = catalogue.article(&marks[0].annotation.article);
    let needs_text = marks.iter().any(|mark| mark.annotation.selector.is_some());
    let loaded = article
        .filter(|_| needs_text)
        .and_then(|article| load_article(article.issue, article.id()).ok());
    let text = loaded
        .as_ref()
        .map(|(article, _)| article.document.text.as_str());
    let text = text.map(ArticleText::new);
    let place = |mark: &Mark| match (&text, article) {
        (Some(text), _) => locate_in(mark, text),
        (None, Some(_)) if mark.annotation.selector.is_none() => Place::Article,
        _ => Place::Orphan,
    };
    marks
        .iter()
        .map(|mark| Located {
            place: place(mark),
            mark: mark.clone(),
        })
        .collect()
}

impl Located {
    /// The mark for the JSON documents.
    pub(crate) fn to_json(&self) -> json::Mark<'_> {
        let annotation = &self.mark.annotation;
        let range = match &self.place {
            Place::Text(range) => Some(range),
            Place::Article | Place::Orphan => None,
        };
        let selector = annotation.selector.as_ref();
        json::Mark {
            id: self.mark.id.to_string(),
            article: &annotation.article,
            motivation: annotation.motivation.name(),
            exact: selector.map(|selector| selector.quote.exact.as_str()),
            text: &annotation.text,
            tags: &annotation.tags,
            created: time::to_text(annotation.created),
            modified: time::to_text(annotation.modified),
            orphan: self.is_orphan(),
            start: range.map(|range| range.start),
            end: range.map(|range| range.end),
            title: &annotation.source.title,
            publication: &annotation.source.publication,
            issue: &annotation.source.issue,
            date: &annotation.source.date,
        }
    }

    /// Whether it has no place.
    pub(crate) fn is_orphan(&self) -> bool {
        self.place == Place::Orphan
    }
}
