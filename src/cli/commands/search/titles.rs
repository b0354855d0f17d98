//! `kanbao search --fuzzy`: the titles that fit what one can type, the best first.
//!
//! Title, kicker, authors, publication and tags are looked at; an article fits by its title, or by
//! all of them together. A title comes before the rest, then what stands closer together, nearer to
//! the beginning, in the shorter title, and the newer.

use std::ops::Range;

use super::{print_head, stretches};
use crate::cli::args::Search;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::search::fuzzy::Query;
use crate::search::{Corpus, DateRange, Snippet};

/// An article that fits, in its order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    beside_title: bool,
    span: usize,
    start: usize,
    length: usize,
    place: u32,
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
    if query.trim().is_empty() {
        return Err(Failure::usage(words.query_empty()));
    }
    let ready = Query::new(query);
    let mut fits: Vec<Fit> = (0..corpus.len())
        .filter(|&index| dates.contains(corpus.date(index)))
        .filter_map(|index| fit(&ready, corpus, index))
        .collect();
    fits.sort();
    let none = fits.is_empty();
    fits.truncate(args.limit.unwrap_or(usize::MAX));
    if args.json {
        let snippets: Vec<Vec<Snippet>> = fits.iter().map(|fit| in_title(fit, corpus)).collect();
        let hits: Vec<json::Hit<'_>> = fits
            .iter()
            .zip(&snippets)
            .map(|(fit, snippets)| json::Hit::titled(corpus, fit.article, snippets))
            .collect();
        output.json(&hits)?;
    } else {
        for fit in &fits {
            print_head(corpus, fit.article, "", session, output)?;
            if !fit.matches.is_empty() {
                let title = corpus.title(fit.article);
                output.marked("    ", &stretches(title, &fit.matches), session.color)?;
            }
        }
    }
    if none {
        return Err(Failure::nothing(
            words.search_none_fuzzy(&super::shortened(query)),
        ));
    }
    Ok(Exit::Done)
}

fn fit(query: &Query, corpus: &Corpus<'_>, index: usize) -> Option<Fit> {
    let title = corpus.title(index);
    let (ranges, beside_title) = match query.matches(title) {
        Some(ranges) => (ranges, false),
        None => {
            let details = corpus.details(index);
            let publication = corpus.publication(index);
            let all = [
                title,
                details.kicker,
                details.authors,
                publication,
                details.tags,
            ];
            let mut ranges = query.matches(&all.join("\n"))?;
            ranges.retain(|range| range.end <= title.len());
            (ranges, true)
        }
    };
    let (start, end) = (
        ranges.first().map_or(0, |range| range.start),
        ranges.last().map_or(0, |range| range.end),
    );
    Some(Fit {
        beside_title,
        span: end - start,
        start,
        length: title.len(),
        place: corpus.place_by_date(index),
        article: index,
        matches: ranges
            .iter()
            .map(|range| in_code_points(title, range))
            .collect(),
    })
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
