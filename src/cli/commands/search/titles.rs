//! `kanbao search --fuzzy`: the titles that fit what one can type, the best first.
//!
//! The finder's own search over titles and what stands beside them, and its order.

use std::ops::Range;

use super::{print_head, print_ids, stretches};
use crate::cli::args::Search;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::diagnostic::QueryFault;
use crate::search::finder::{Entry, Finder, Found, language};
use crate::search::{Corpus, DateRange, Snippet};
use crate::text::elide_typed;

/// An article that fits.
struct Fit {
    article: usize,
    /// Where the query stands in the title, in code points.
    matches: Vec<[usize; 2]>,
}

/// Prints the articles whose titles fit `query`.
///
/// # Errors
/// Nothing fits, or standard output takes no more.
pub(super) fn run(
    query: &str,
    dates: DateRange,
    corpus: &Corpus<'_>,
    args: &Search,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    if language::terms(query).is_empty() {
        let lone = ["!", "^", "'"]
            .into_iter()
            .find(|mark| query.contains(mark));
        return Err(Failure::usage(match lone {
            Some(operator) => QueryFault::LoneOperator { operator }.message(words),
            None => words.query_empty(),
        }));
    }
    let mut articles: Vec<usize> = (0..corpus.len())
        .filter(|&index| dates.contains(corpus.date(index)))
        .collect();
    articles.sort_by_key(|&index| corpus.place_by_date(index));
    let finder = Finder::new(articles.iter().map(|&index| entry(corpus, index)));
    let found = finder.find(query);
    let fits: Vec<Fit> = found
        .rows(0..args.limit.unwrap_or(usize::MAX))
        .into_iter()
        .map(|number| fit(&finder, &found, number, &articles))
        .collect();
    if args.json {
        let snippets: Vec<Vec<Snippet>> = fits.iter().map(|fit| in_title(fit, corpus)).collect();
        let hits: Vec<json::Hit<'_>> = fits
            .iter()
            .zip(&snippets)
            .map(|(fit, snippets)| json::Hit::titled(corpus, fit.article, snippets))
            .collect();
        output.json(&hits)?;
    } else if args.ids {
        print_ids(corpus, fits.iter().map(|fit| fit.article as u32), output)?;
    } else {
        for fit in &fits {
            print_head(corpus, fit.article, "", session, output)?;
            if !fit.matches.is_empty() {
                let title = corpus.title(fit.article);
                output.marked("    ", &stretches(title, &fit.matches), session.color)?;
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::nothing(
            words.search_none_fuzzy(elide_typed(query).as_str()),
        ));
    }
    Ok(Exit::Done)
}

fn entry<'a>(corpus: &Corpus<'a>, index: usize) -> Entry<'a> {
    let details = corpus.details(index);
    Entry {
        title: corpus.title(index),
        beside: [
            details.kicker,
            details.authors,
            corpus.publication(index),
            details.tags,
        ],
    }
}

fn fit(finder: &Finder, found: &Found, number: usize, articles: &[usize]) -> Fit {
    let title = finder.title(number);
    Fit {
        article: articles[number],
        matches: found
            .matches(finder, number)
            .iter()
            .map(|range| in_code_points(&title, range))
            .collect(),
    }
}

fn in_code_points(text: &str, range: &Range<usize>) -> [usize; 2] {
    let before = text[..range.start].chars().count();
    [before, before + text[range.clone()].chars().count()]
}

/// The title as a snippet, if the query stands in it.
fn in_title(fit: &Fit, corpus: &Corpus<'_>) -> Vec<Snippet> {
    let snippet = Snippet {
        text: corpus.title(fit.article).to_owned(),
        matches: fit.matches.clone(),
        offset: 0,
        body: false,
    };
    let stands = !fit.matches.is_empty();
    stands.then_some(snippet).into_iter().collect()
}
