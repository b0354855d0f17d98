//! The raw text behind an issue, read and put together for the application.

use std::ops::Range;

use crate::app::raw_text::{RawText, TracedArticle};
use crate::import::render::Provenance;
use crate::import::source;
use crate::library::{Issue, ReadError, original};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// The raw text that `issue` was imported from; `None` where none was kept.
///
/// # Errors
/// When it was kept and cannot be read.
pub(super) fn load(issue: &Issue, words: Words) -> Result<Option<RawText>, ReadError> {
    let Some(kept) = original(issue)? else {
        return Ok(None);
    };
    let Some(provenance) = Provenance::read(&kept.provenance) else {
        return Ok(None);
    };
    let source = source(&kept.bytes);
    let articles = provenance.articles.into_iter().map(|article| {
        let stem = article.file.strip_suffix(".md").unwrap_or(&article.file);
        TracedArticle {
            id: format!("{}/{stem}", issue.id),
            head: article.head.map(indices),
            blocks: article.blocks.into_iter().map(indices).collect(),
        }
    });
    let articles = articles.collect();
    let left_out = provenance.left_out.iter().flat_map(|(name, lines)| {
        let reason = reason(name, words);
        lines
            .iter()
            .filter_map(move |line| Some((line.checked_sub(1)?, reason.clone())))
    });
    Ok(Some(RawText {
        name: sanitize(&kept.name),
        left_out: left_out.collect(),
        text: source.text,
        lines: source.lines,
        articles,
    }))
}

/// Lines from their first and last number.
fn indices([first, last]: [usize; 2]) -> Range<usize> {
    first.saturating_sub(1)..last
}

/// Why a line stands in no article, by the name it has in files.
fn reason(name: &str, words: Words) -> Clean {
    match name {
        "contents" => words.omitted_contents(),
        "masthead" => words.omitted_masthead(),
        "running_head" => words.raw_reason_running_head(),
        "page_number" => words.omitted_page_number(),
        "jump" => words.omitted_jump(),
        "stray" => words.omitted_stray(),
        "duplicate" => words.omitted_duplicate(),
        "label" => words.omitted_label(),
        "imprint" => words.omitted_imprint(),
        "navigation" => words.omitted_navigation(),
        "ornament" => words.omitted_ornament(),
        other => sanitize(other),
    }
}
