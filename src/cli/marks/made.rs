//! A new mark on an article of the library: what it is called, which part of it is meant.

use crate::annotation::{ArticleText, Selector, Source};
use crate::app::labels;
use crate::cli::error::Failure;
use crate::cli::find;
use crate::cli::session::Session;
use crate::library::{Article, Catalogue, load_article};
use crate::words::Words;

/// The article that `name` means, and what it is called.
///
/// # Errors
/// No article, or more than one, is meant; or it cannot be read.
pub(crate) fn article(
    catalogue: &Catalogue,
    name: &str,
    session: &Session,
) -> Result<(Article, Source), Failure> {
    let words = session.words;
    let (issue, id) = find::article(catalogue, name, words)?;
    let (article, _) =
        load_article(issue, id).map_err(|error| Failure::of(&error.diagnostic, words))?;
    let source = labels::source(issue, Some(&article.meta));
    Ok((article, source))
}

/// The part of `article` where the words `quote` stand; `None` without them.
///
/// # Errors
/// They stand nowhere, or in more than one place.
pub(crate) fn select(
    article: &Article,
    quote: Option<&str>,
    words: Words,
) -> Result<Option<Selector>, Failure> {
    let Some(quote) = quote else {
        return Ok(None);
    };
    let text = ArticleText::new(article.document.text.as_str());
    match text.occurrences(quote)[..] {
        [start] => Ok(text.select(start..start + quote.chars().count())),
        [] => Err(Failure::nothing(words.quote_missing(quote))),
        ref places => Err(Failure::nothing(words.quote_ambiguous(quote, places.len()))
            .hint(words.quote_ambiguous_hint())),
    }
}
