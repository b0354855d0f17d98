//! A raw text of which the library has an issue already.
//!
//! Whoever opens such a text wants what was set right in it: the issue itself, where that holds
//! everything the reader corrected; else the text as the changed outline wants it. Only an issue made
//! of these very bytes counts, for an outline says lines.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::{Task, bytes_of, in_memory};
use crate::cli::corrected::{RawBytes, corrected};
use crate::cli::raw_text;
use crate::cli::session::Session;
use crate::diagnostic::Diagnostic;
use crate::import::write::{Found, Imported, known, look, sum};
use crate::library::{Item, Source};
use crate::text::Clean;
use crate::words::Words;

/// From how many issues on a library is not searched for a text under another id: reading that many
/// files would hold up the first page.
const MANY: usize = 2000;

/// The libraries in which texts are looked for.
pub(super) struct Kept {
    folders: Vec<PathBuf>,
    words: Words,
    /// Where issues stand by the sums of their texts, once somebody asked.
    by_sum: OnceLock<Vec<(String, PathBuf)>>,
}

/// A text ready to be opened, and what is to be said of it.
pub(super) type Ready = (Item, Option<Clean>);

impl Kept {
    /// The libraries of `session`.
    pub(super) fn of(session: &Session) -> Kept {
        let folders = session
            .sources()
            .into_iter()
            .filter_map(|source| match source {
                Source::Embedded => None,
                Source::Folder(folder) | Source::OptionalFolder(folder) => Some(folder),
            });
        Kept {
            folders: folders.collect(),
            words: session.words,
            by_sum: OnceLock::new(),
        }
    }

    /// Reads the text of `task` and makes it ready.
    pub(super) fn ready(&self, task: &Task) -> Ready {
        self.read(task)
            .unwrap_or_else(|fault| (Item::Text(Err(fault)), None))
    }

    fn read(&self, task: &Task) -> Result<Ready, Diagnostic> {
        let words = self.words;
        let bytes = bytes_of(task)?;
        let sum = sum(&bytes);
        let (plan, mut faults) = raw_text::plan(&task.path, &bytes, false)?;
        let id = plan.issue.id.clone();
        let as_found = |bytes, faults, said| {
            let text = Ok((in_memory(task, &plan, bytes), faults));
            Ok((Item::Text(text), said))
        };
        let Some(found) = self.look(&id, &sum) else {
            return as_found(bytes, faults, None);
        };
        let id = found.folder.file_name().unwrap_or_default();
        let id = id.to_string_lossy().into_owned();
        if found.sha256 != sum {
            let said = found.edited_outline.map(|_| words.read_older(&id));
            return as_found(bytes, faults, said);
        }
        let text = RawBytes {
            path: &task.path,
            bytes: &bytes,
            sum: &sum,
            keep_punctuation: false,
        };
        match corrected(text, &id, &found) {
            Ok(Some(corrected)) if !found.is_made_of(&corrected.plan) => {
                let memory = in_memory(task, &corrected.plan, bytes);
                let said = words.read_corrected(&id);
                Ok((Item::Text(Ok((memory, faults))), Some(said)))
            }
            Ok(_) => Ok((Item::Kept(found.folder), Some(words.read_kept(&id)))),
            Err(wrong) => {
                faults.extend(wrong);
                as_found(bytes, faults, None)
            }
        }
    }

    /// The issue made of the text with this sum, else the one that its import would replace.
    fn look(&self, id: &str, sum: &str) -> Option<Imported> {
        let imported = |folder: PathBuf| match look(&folder) {
            Found::Imported(found) => Some(found),
            _ => None,
        };
        let named: Vec<Imported> = self
            .folders
            .iter()
            .filter_map(|folder| imported(folder.join(id)))
            .collect();
        if let Some(found) = named.iter().find(|found| found.sha256 == sum) {
            return Some(found.clone());
        }
        let elsewhere = self.by_sum().iter().find(|(known, _)| known == sum);
        elsewhere
            .and_then(|(_, folder)| imported(folder.clone()))
            .or_else(|| named.into_iter().next())
    }

    fn by_sum(&self) -> &[(String, PathBuf)] {
        self.by_sum.get_or_init(|| {
            let few = |folder: &&PathBuf| {
                fs::read_dir(folder).is_ok_and(|entries| entries.take(MANY).count() < MANY)
            };
            let folders = self.folders.iter().filter(few);
            let places = folders.flat_map(|folder| {
                let place = |(sum, id)| (sum, folder.join::<String>(id));
                known(folder).into_iter().map(place)
            });
            places.collect()
        })
    }
}
