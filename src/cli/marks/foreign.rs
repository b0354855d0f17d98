//! Where the annotations of other programs stand in the library's articles.
//!
//! They say less than marks made here: only the words, perhaps with what stands beside them, or only their place. Words
//! that stand in the article once have a place ([`super::select`] takes the same), those whose surroundings stand there
//! once too, and a place gets its words; all are then found again when the text is corrected, as surely as marks made here.

use std::ops::Range;

use crate::annotation::{Annotation, ArticleText, Selector, Source};
use crate::app::labels;
use crate::cli::session::Session;
use crate::library::{Article, Catalogue, load_article};
use crate::text::Clean;
use crate::words::Words;

/// The articles that annotations are about.
#[derive(Debug)]
pub(crate) struct Foreign<'a> {
    session: &'a Session,
    catalogue: Option<Catalogue>,
    /// The article looked at last; `None` for one that cannot be read.
    last: Option<(String, Option<(Article, Source)>)>,
}

impl<'a> Foreign<'a> {
    /// Nothing is read before the first annotation needs it.
    pub(crate) fn new(session: &'a Session) -> Foreign<'a> {
        Foreign {
            session,
            catalogue: None,
            last: None,
        }
    }

    /// Gives `annotation` the name of its article and a place that is found again. What was made here has both.
    ///
    /// # Errors
    /// It says only where it stands, and nothing stands there.
    pub(crate) fn complete(&mut self, annotation: &mut Annotation) -> Result<(), Clean> {
        let is_placed = |selector: &Selector| selector.occurrence.is_some();
        let is_whole = annotation.selector.as_ref().is_none_or(is_placed);
        if is_whole && annotation.source != Source::default() {
            return Ok(());
        }
        let words = self.session.words;
        let article = self.article(&annotation.article);
        if let Some((_, source)) = article
            && annotation.source == Source::default()
        {
            annotation.source = source.clone();
        }
        if is_whole {
            return Ok(());
        }
        let text = article.map(|(article, _)| article.document.text.as_str());
        annotation.selector = match annotation.selector.take() {
            Some(selector) => Some(placed(selector, text, words)?),
            None => None,
        };
        Ok(())
    }

    fn article(&mut self, id: &str) -> Option<&(Article, Source)> {
        if self.last.as_ref().is_none_or(|(last, _)| last != id) {
            let session = self.session;
            let catalogue = self
                .catalogue
                .get_or_insert_with(|| session.scan().catalogue);
            let loaded = catalogue.article(id).and_then(|found| {
                let (article, _) = load_article(found.issue, found.id()).ok()?;
                let source = labels::source(found.issue, Some(&article.meta));
                Some((article, source))
            });
            self.last = Some((id.to_owned(), loaded));
        }
        self.last.as_ref()?.1.as_ref()
    }
}

/// `selector` with all that tells its place in `text`, where that is certain.
fn placed(selector: Selector, text: Option<&str>, words: Words) -> Result<Selector, Clean> {
    let text = text.map(ArticleText::new);
    let quote = &selector.quote;
    if quote.exact.is_empty() {
        let range = selector.position.range();
        let there = text.filter(|text| range.end <= text.chars().len());
        let selected = there.and_then(|text| text.select(range.clone()));
        return selected.ok_or_else(|| words.marks_refused_position(range.start, range.end));
    }
    let Some(text) = text else {
        return Ok(selector);
    };
    let starts = text.occurrences(&quote.exact);
    let length = quote.exact.chars().count();
    let fitting: Vec<usize> = starts
        .iter()
        .copied()
        .filter(|&start| stands_between(&text, start..start + length, &selector))
        .collect();
    let around = quote.prefix.chars().count() + quote.suffix.chars().count();
    let stated = selector.position.range();
    let start = match fitting[..] {
        // Words and surroundings are there, and all that was said of the place is true. One that nobody named is 0.
        _ if around > 0 && stated.start > 0 && fitting.contains(&stated.start) => stated.start,
        [start] if starts.len() == 1 || around + length >= TELLING => start,
        _ => return Ok(selector),
    };
    Ok(text.select(start..start + length).unwrap_or(selector))
}

/// So many characters, words and surroundings together, tell which of several equal passages is meant.
const TELLING: usize = 8;

/// Whether the surroundings that `selector` tells stand around `range` as they are told.
fn stands_between(text: &ArticleText<'_>, range: Range<usize>, selector: &Selector) -> bool {
    let prefix: Vec<char> = selector.quote.prefix.chars().collect();
    let suffix: Vec<char> = selector.quote.suffix.chars().collect();
    let chars = text.chars();
    chars[..range.start].ends_with(&prefix) && chars[range.end..].starts_with(&suffix)
}
