//! What the commands about marks have in common: opening the store and telling what is wrong with it,
//! saving, naming a mark, finding where it stands, keeping it with its text when an issue is imported anew.

mod carried;
mod foreign;
mod located;
mod made;
mod named;
mod removed;

pub(crate) use carried::{Carried, carry};
pub(crate) use foreign::Foreign;
pub(crate) use located::{Located, Place, locate, locate_in};
pub(crate) use made::{article, select};
pub(crate) use named::{find, of_article};
pub(crate) use removed::remove;

use std::path::Path;

use super::clock::seconds_since_1970;
use super::error::Failure;
use super::output::complain;
use super::session::Session;
use crate::annotation::MarkId;
use crate::diagnostic::{Diagnostic, Fault};
use crate::store::marks::{JournalKind, OnMeeting};
use crate::store::{MarkChange, MarkStore, Patience, StoreError};
use crate::words::Words;

/// Opens the marks, and tells on standard error what could not be read.
///
/// # Errors
/// Nobody knows where they are kept, or those of this device cannot be read.
pub(crate) fn open(session: &Session) -> Result<MarkStore, Failure> {
    let words = session.words;
    let place = session.marks_place();
    let place = place.ok_or_else(|| Failure::disk(words.marks_nowhere()))?;
    let store = MarkStore::open(place);
    for error in store.errors() {
        let sentence = unreadable(error, words);
        if !store.is_beside(error) {
            // Whoever sees a list with marks missing would think them lost.
            return Err(Failure::disk(sentence));
        }
        complain(&sentence, &[]);
    }
    let mut copies = 0;
    for journal in store.journals() {
        let file = journal.path.to_string_lossy();
        if !journal.damage.is_empty() {
            complain(&words.marks_damaged(journal.damage.len(), &file), &[]);
        }
        if !journal.strange.is_empty() {
            complain(&words.marks_strange(journal.strange.len(), &file), &[]);
        }
        if journal.newer {
            complain(&words.marks_partly_newer(&file), &[]);
        }
        copies += usize::from(journal.kind == JournalKind::Copy);
    }
    if copies > 0 {
        complain(&words.marks_copies(copies), &[]);
    }
    Ok(store)
}

/// Saves `changes` and gives the names of the marks that were changed. What others did to a mark until the lock is
/// held stays: what they removed does not come back, and what they wrote on is not removed. A journal that has grown long is rewritten
/// afterwards; should that fail, nothing is lost and the next save tries again.
///
/// # Errors
/// They could not be saved.
pub(crate) fn save(
    store: &mut MarkStore,
    changes: &[MarkChange],
    words: Words,
) -> Result<Vec<MarkId>, Failure> {
    let saved = store
        .save_met(seconds_since_1970(), Patience::FULL, |now| {
            let met = changes.iter().cloned();
            let met = met.filter_map(|change| now.meet(change, OnMeeting::LeaveTheirs));
            met.collect()
        })
        .map_err(|error| unsaved(&error, words))?;
    if store.is_long() {
        let _ = store.rewrite(Patience::NONE);
    }
    Ok(saved)
}

/// Why something was not saved.
pub(crate) fn unsaved(error: &StoreError, words: Words) -> Failure {
    let file = error.path().to_string_lossy();
    match error {
        StoreError::Busy { .. } => Failure::disk(words.marks_busy(&file)),
        StoreError::Newer { .. } => {
            Failure::disk(words.marks_newer(&file)).hint(words.marks_newer_hint())
        }
        StoreError::MakeFolder { source, .. }
        | StoreError::Read { source, .. }
        | StoreError::Write { source, .. } => {
            let why = words.system_error(source);
            Failure::disk(words.marks_unwritable(&file, why.as_str()))
        }
    }
}

/// Everything that is wrong with the files of marks, for `check` and `doctor`.
pub(crate) fn faults(session: &Session) -> Vec<Diagnostic> {
    let Some(place) = session.marks_place() else {
        return Vec::new();
    };
    let store = MarkStore::open(place);
    let mut faults = Vec::new();
    for error in store.errors().iter().chain(store.nameless()) {
        let reason = error.cause().map(Fault::from);
        faults.extend(reason.map(|fault| Diagnostic::of_file(error.path(), fault)));
    }
    for journal in store.journals() {
        let file: &Path = &journal.path;
        if journal.kind == JournalKind::Copy {
            faults.push(Diagnostic::of_file(file, Fault::JournalCopy));
        }
        if journal.newer {
            faults.push(Diagnostic::of_file(file, Fault::NewerJournal));
        }
        let damaged = journal.damage.iter().map(|damage| damage.line);
        let damaged = damaged.map(|line| (line, Fault::DamagedLine));
        let strange = journal.strange.iter();
        let strange = strange.map(|&line| (line, Fault::StrangeMark));
        let mut lines: Vec<(usize, Fault)> = damaged.chain(strange).collect();
        lines.sort_by_key(|(line, _)| *line);
        let lines = lines.into_iter();
        faults.extend(lines.map(|(line, fault)| Diagnostic::at_line(line, fault).in_file(file)));
    }
    faults
}

fn unreadable(error: &StoreError, words: Words) -> crate::text::Clean {
    let why = error.cause().map(|cause| words.system_error(cause));
    let file = error.path().to_string_lossy();
    words.marks_unreadable(&file, why.unwrap_or_default().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, Motivation};
    use crate::store::MarksPlace;
    use crate::words::Language;

    /// An import looks after marks for as long as it takes; what becomes of them meanwhile is not undone.
    #[test]
    fn a_mark_that_others_removed_meanwhile_is_not_carried_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = |device: &str| {
            MarkStore::open(MarksPlace {
                folder: folder.path().join("marks"),
                state: folder.path().join(device),
                host: String::new(),
            })
        };
        let words = Words::new(Language::English);
        let mut ours = open("ours");
        let note = |article| Annotation::new(Motivation::Commenting, article, 1).with_text("一条");
        let added = ["gang-01/01", "gang-01/02"].map(|article| MarkChange::Add(note(article)));
        let ids = save(&mut ours, &added, words).expect("a folder that can be written");
        let known: Vec<_> = ids.iter().filter_map(|id| ours.marks().get(*id)).collect();
        let removed = MarkChange::Remove(known[0].clone());
        save(&mut open("theirs"), &[removed], words).expect("a folder that can be written");
        let moved: Vec<_> = known
            .iter()
            .map(|mark| mark.clone().edited(note("gang-01/03")))
            .collect();
        let saved = save(&mut ours, &moved, words).expect("a folder that can be written");
        assert_eq!(saved, [known[1].id]);
        let now = open("ours");
        assert_eq!(now.marks().get(known[0].id), None);
        assert_eq!(now.marks().articles(), ["gang-01/03"]);
    }
}
