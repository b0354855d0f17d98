//! Removing marks, and telling which they were.

use super::{locate, save};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::store::{Mark, MarkChange, MarkStore};

/// Removes `marks` and prints which were removed: a line for each, or with `json` one array of them as they were.
/// A mark that is named twice is removed once.
///
/// # Errors
/// They could not be saved; or others came first to one of them while the store was waited for.
pub(crate) fn remove(
    mut marks: Vec<Mark>,
    store: &mut MarkStore,
    json: bool,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let mut known = Vec::with_capacity(marks.len());
    marks.retain(|mark| {
        let is_new = !known.contains(&mark.id);
        known.push(mark.id);
        is_new
    });
    let changes: Vec<MarkChange> = marks.iter().cloned().map(MarkChange::Remove).collect();
    let removed = save(store, &changes, words)?;
    if json {
        marks.retain(|mark| removed.contains(&mark.id));
        let located = locate(marks, &session.scan().catalogue);
        let marks: Vec<json::Mark<'_>> = located.iter().map(super::Located::to_json).collect();
        output.json(&marks)?;
    } else {
        for id in &removed {
            output.line(words.marks_removed(&id.to_string()).as_clean())?;
        }
    }
    match removed.len() == changes.len() {
        true => Ok(Exit::Done),
        false => Err(Failure::disk(words.mark_not_deleted())),
    }
}
