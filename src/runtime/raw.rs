//! The raw text behind an issue, read and put together for the application.

use std::ops::Range;

use crate::app::raw_text::{RawText, TracedArticle};
use crate::import::render::Provenance;
use crate::import::{Omission, source};
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
    let count = source.lines.len();
    let articles = provenance.articles.into_iter().map(|article| {
        let stem = article.file.strip_suffix(".md").unwrap_or(&article.file);
        let blocks = article.blocks.into_iter();
        TracedArticle {
            id: format!("{}/{stem}", issue.id),
            head: article.head.map(|lines| indices(lines, count)),
            blocks: blocks.map(|lines| indices(lines, count)).collect(),
        }
    });
    let articles = articles.collect();
    let left_out = provenance.left_out.iter().flat_map(|(name, lines)| {
        // A newer version may have reasons that this one has no words for.
        let reason = Omission::from_name(name).map_or(sanitize(name), |name| omission(name, words));
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

/// Lines from their first and last number, those of them that are among the first `count`.
fn indices([first, last]: [usize; 2], count: usize) -> Range<usize> {
    let first = first.saturating_sub(1).min(count);
    first..last.clamp(first, count)
}

/// Why a line stands in no article, in words.
pub fn omission(omission: Omission, words: Words) -> Clean {
    match omission {
        Omission::Contents => words.omitted_contents(),
        Omission::Masthead => words.omitted_masthead(),
        Omission::RunningHead => words.omitted_running_head(),
        Omission::PageNumber => words.omitted_page_number(),
        Omission::Jump => words.omitted_jump(),
        Omission::Stray => words.omitted_stray(),
        Omission::Duplicate => words.omitted_duplicate(),
        Omission::Label => words.omitted_label(),
        Omission::Imprint => words.omitted_imprint(),
        Omission::Navigation => words.omitted_navigation(),
        Omission::Unseen => words.omitted_unseen(),
        Omission::Ornament => words.omitted_ornament(),
        Omission::Outline => words.omitted_outline(),
        Omission::BesideField => words.omitted_beside_field(),
    }
}
