//! What an import tells: a line for each text, all of them as JSON, and a summary.

use std::path::Path;

use serde::Serialize;

use crate::cli::error::Failure;
use crate::cli::output::Output;
use crate::import::write::WriteError;
use crate::text::Clean;
use crate::words::Words;

/// How many names stand in one message.
const NAMED: usize = 5;

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// A new issue.
    Imported,
    /// An issue made anew.
    Updated,
    /// Nothing to do.
    Unchanged,
    /// Not imported.
    Refused,
    /// An issue that would be copied: of a dry run.
    Copy,
    /// The import was stopped, or the disk was full, before its turn came.
    NotReached,
}

/// One text in `import --json`.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Told {
    /// The text as it was named.
    pub(super) file: String,
    /// What became of it.
    pub(super) outcome: Outcome,
    /// The id.
    pub(super) id: Option<String>,
    /// The folder.
    pub(super) folder: Option<String>,
    /// How many articles it has.
    pub(super) articles: Option<usize>,
    /// The same as a sentence.
    pub(super) message: String,
}

impl Told {
    /// A text that became, or is, the issue `id` in `folder`.
    pub(super) fn done(
        file: &Path,
        outcome: Outcome,
        (id, folder): (&str, &Path),
        articles: Option<usize>,
        message: &Clean,
    ) -> Told {
        Told {
            file: file.to_string_lossy().into_owned(),
            outcome,
            id: Some(id.to_owned()),
            folder: Some(folder.to_string_lossy().into_owned()),
            articles,
            message: message.to_string(),
        }
    }

    /// A text that was refused.
    pub(super) fn refused(file: &Path, failure: &Failure) -> Told {
        let message = failure.message.as_ref();
        Told {
            file: file.to_string_lossy().into_owned(),
            outcome: Outcome::Refused,
            id: None,
            folder: None,
            articles: None,
            message: message.map_or(String::new(), ToString::to_string),
        }
    }

    /// A text whose turn never came.
    pub(super) fn not_reached(file: &Path, words: Words) -> Told {
        Told {
            file: file.to_string_lossy().into_owned(),
            outcome: Outcome::NotReached,
            id: None,
            folder: None,
            articles: None,
            message: words
                .import_not_reached(&file.to_string_lossy())
                .to_string(),
        }
    }
}

/// Prints how many texts came to what.
///
/// # Errors
/// Standard output takes no more.
pub(super) fn summary(told: &[Told], words: Words, output: &mut Output) -> Result<(), Failure> {
    let count = |outcome| told.iter().filter(|told| told.outcome == outcome).count();
    let mut line = words.import_summary(
        count(Outcome::Imported),
        count(Outcome::Updated),
        count(Outcome::Unchanged),
        count(Outcome::Refused),
    );
    match count(Outcome::NotReached) {
        0 => {}
        rest => line.push(words.import_summary_rest(rest).as_clean()),
    }
    output.line(line.as_clean())
}

/// Some of `names`, for a message: the first few, and a sign that there are more.
pub(super) fn some_of<T: AsRef<str>>(names: impl ExactSizeIterator<Item = T>) -> String {
    let more = names.len() > NAMED;
    let mut text = String::new();
    for name in names.take(NAMED) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(name.as_ref());
    }
    if more {
        text.push_str(", ...");
    }
    text
}

/// The failure that `error` means, with which nothing can be written into the library `folder`.
pub(super) fn library_failure(folder: &Path, error: &WriteError, words: Words) -> Failure {
    let shown = folder.to_string_lossy();
    match error {
        WriteError::Store(error) => match error.cause() {
            Some(cause) => {
                let why = words.system_error(cause);
                Failure::disk(words.import_library_failed(&shown, why.as_str()))
                    .hint(words.import_library_hint())
            }
            None => Failure::disk(words.import_library_busy(&shown)),
        },
        _ => failure(folder, error, words),
    }
}

/// The failure that `error` means for the text `file`.
pub(super) fn failure(file: &Path, error: &WriteError, words: Words) -> Failure {
    let file = file.to_string_lossy();
    match error {
        WriteError::Store(error) => {
            let path = error.path().to_string_lossy();
            match error.cause() {
                Some(cause) => {
                    let why = words.system_error(cause);
                    Failure::disk(words.import_write_failed(&file, &path, why.as_str()))
                }
                None => Failure::disk(words.import_busy(&file, &path)),
            }
        }
        WriteError::Exists { folder } => {
            Failure::usage(words.import_exists(&file, &folder.to_string_lossy()))
                .hint(words.import_exists_hint())
        }
        WriteError::NotImported { folder } => {
            Failure::usage(words.import_foreign(&file, &folder.to_string_lossy()))
                .hint(words.import_foreign_hint())
        }
        WriteError::NotAFolder { path } => {
            Failure::usage(words.import_no_folder(&file, &path.to_string_lossy()))
                .hint(words.import_foreign_hint())
        }
        WriteError::Stopped => Failure::disk(words.import_stopped(1, &file)),
    }
}
