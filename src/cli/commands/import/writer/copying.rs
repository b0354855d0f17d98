//! A folder that is an issue already: it is copied, or it is told that it would be.

use std::path::Path;

use super::super::prepared::{Result, failures, tell_faults};
use super::super::report::{Outcome, Told};
use super::Writer;
use crate::cli::error::Failure;
use crate::cli::output::complain;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::write::copy::{Copied, copyable};
use crate::library::id;
use crate::library::{self, Source as LibrarySource};
use crate::words::Words;

impl Writer<'_> {
    /// Copies the issue in `folder`.
    pub(in super::super) fn issue(&mut self, folder: &Path) -> Result<Told> {
        let words = self.words;
        let name = issue_id(folder, words)?;
        let shown = folder.to_string_lossy();
        if let Some((other, _)) = self.claimed.get(&name) {
            let failure =
                Failure::usage(words.import_taken(&shown, &name, &other.to_string_lossy()));
            return Err(vec![failure.hint(words.import_taken_hint())]);
        }
        tell_faults(
            &library::check(&[LibrarySource::Folder(folder.to_owned())]),
            words,
        );
        let copyable = copyable(folder).map_err(|error| {
            let fault = Fault::Unreadable {
                reason: error.into(),
            };
            vec![Failure::of(&Diagnostic::of_file(folder, fault), words)]
        })?;
        if !copyable.left_behind.is_empty() {
            let names: Vec<_> = copyable
                .left_behind
                .iter()
                .map(|path| path.to_string_lossy())
                .collect();
            complain(&words.import_left_behind(&shown, &names.join(", ")), &[]);
        }
        let copied = self
            .target
            .copy(folder, &copyable, &name, self.wishes.update)
            .map_err(|error| self.failed(folder, &error))?;
        self.claimed
            .insert(name.clone(), (folder.to_owned(), String::new()));
        let place = self.target.place(&name);
        let (outcome, message) = match copied {
            Copied::New => (Outcome::Imported, words.import_copied(&name, &shown)),
            Copied::Updated(_) => (Outcome::Updated, words.import_copied(&name, &shown)),
            Copied::Same => (Outcome::Unchanged, words.import_unchanged(&name, &shown)),
        };
        Ok(Told::done(folder, outcome, (&name, &place), None, &message))
    }
}

/// What an import of the issue in `folder` would do, its faults told: it would be copied.
pub(in super::super) fn would_copy(folder: &Path, words: Words) -> Result<Told> {
    let id = issue_id(folder, words)?;
    tell_faults(
        &library::check(&[LibrarySource::Folder(folder.to_owned())]),
        words,
    );
    let message = words.import_would_copy(&id, &folder.to_string_lossy());
    Ok(Told::done(
        folder,
        Outcome::Copy,
        (&id, folder),
        None,
        &message,
    ))
}

/// The id of the issue in `folder`: the folder's name.
fn issue_id(folder: &Path, words: Words) -> Result<String> {
    let name = std::fs::canonicalize(folder)
        .ok()
        .and_then(|real| Some(real.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_default();
    if id::is_valid(&name) {
        return Ok(name);
    }
    let fault = Fault::BadName { name };
    Err(failures(&[Diagnostic::of_file(folder, fault)], words))
}
