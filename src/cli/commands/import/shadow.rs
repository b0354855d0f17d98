//! An issue that nobody would see: another one of the same id stands before it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, Fault};
use crate::library::inside::is_issue;
use crate::library::{Source, embedded};

/// What stands before a library: of two issues with one id the first library wins.
#[derive(Debug, Default)]
pub(super) struct Shadows {
    /// The ids of the built-in issues, where they are shown.
    built_in: Vec<String>,
    folders: Vec<PathBuf>,
}

impl Shadows {
    /// What stands before `library` in `session`; nothing for a folder that is none of its libraries.
    pub(super) fn over(library: &Path, session: &Session) -> Shadows {
        let real = |folder: &Path| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let library = real(library);
        let mut shadows = Shadows::default();
        for source in session.sources() {
            match source {
                Source::Embedded => {
                    let issues = embedded().0.into_iter();
                    shadows.built_in = issues.map(|issue| issue.id).collect();
                }
                Source::Folder(folder) | Source::OptionalFolder(folder) => {
                    if real(&folder) == library {
                        return shadows;
                    }
                    shadows.folders.push(folder);
                }
            }
        }
        Shadows::default()
    }

    /// What is to be told of the issue `id` in `folder`.
    pub(super) fn fault(&self, id: &str, folder: &Path) -> Option<Diagnostic> {
        let first = match self.built_in.iter().any(|known| known == id) {
            true => None,
            false => {
                let mut places = self.folders.iter().map(|folder| folder.join(id));
                Some(places.find(|place| is_issue(place))?)
            }
        };
        let id = id.to_owned();
        Some(Diagnostic::of_file(
            folder,
            Fault::DuplicateIssue { id, first },
        ))
    }
}
