//! Which mark a name on the command line means.

use crate::annotation::MarkId;
use crate::annotation::json_ld::mark_in;
use crate::cli::error::Failure;
use crate::store::{Mark, MarkStore, Marks};
use crate::text::sanitize;
use crate::words::Words;

/// The most ids that an ambiguous name is answered with.
const MAX_CANDIDATES: usize = 8;

/// The mark that `name` means: its id, or the beginning of it; the id also as annotations name it.
///
/// # Errors
/// There is none, or more than one.
pub(crate) fn find(store: &MarkStore, name: &str, words: Words) -> Result<Mark, Failure> {
    let name = mark_in(name).unwrap_or(name);
    let marks = store.marks();
    let ids = ids(marks, name);
    match ids[..] {
        [id] => marks.get(id).ok_or_else(|| unknown(name, words)),
        [] => Err(unknown(name, words)),
        _ => Err(candidates(words.mark_ambiguous(name), &ids, words)),
    }
}

/// The marks of the article with this id; all of them for `None`.
pub(crate) fn of_article(store: &MarkStore, article: Option<&str>) -> Vec<Mark> {
    let marks = store.marks();
    match article {
        Some(article) => marks.of_article(article),
        None => {
            let ids = marks.entries().map(|entry| entry.id);
            ids.filter_map(|id| marks.get(id)).collect()
        }
    }
}

/// A failure that names `ids`, one a line.
pub(super) fn candidates(message: crate::text::Clean, ids: &[MarkId], words: Words) -> Failure {
    let failure = Failure::nothing(message);
    let shown = ids.len().min(MAX_CANDIDATES);
    let failure = ids[..shown].iter().fold(failure, |failure, id| {
        failure.hint(sanitize(&id.to_string()))
    });
    match ids.len() - shown {
        0 => failure,
        more => failure.hint(words.hint_more(more)),
    }
}

fn ids(marks: &Marks, name: &str) -> Vec<MarkId> {
    if name.is_empty() {
        return Vec::new();
    }
    marks.beginning_with(&name.to_ascii_lowercase())
}

fn unknown(name: &str, words: Words) -> Failure {
    Failure::nothing(words.mark_unknown(name)).hint(words.mark_hint_list())
}
