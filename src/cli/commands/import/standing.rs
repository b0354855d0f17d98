//! What stands in the library already where a text would go, and the outline that waits there.
//!
//! An update obeys the outline that the reader changed, carried over where the text has changed too.
//! A run that writes nothing shows the same plan, and says what would stand in the way: so a
//! correction can be looked at before anything is replaced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::report::failure;
use super::writer::{Prepared, Result, failures, read_outline};
use crate::cli::error::Failure;
use crate::cli::output::complain;
use crate::cli::raw_text;
use crate::import::Plan;
use crate::import::outline;
use crate::import::write::{Found, Imported, OUTLINE_FILE, WriteError, known, look};
use crate::library::original::{LARGEST, ORIGINAL};
use crate::regular::{self, Links};
use crate::words::Words;

/// A plan as the outline in the issue's folder wants it.
#[derive(Debug)]
pub(super) struct Corrected {
    pub(super) plan: Plan,
    /// The outline for this state of the text.
    pub(super) outline: String,
}

/// What the outline that the reader changed in the issue `found`, named `id`, makes of `prepared`, the
/// text of `path`. `None`: nobody changed it.
///
/// # Errors
/// Every fault of the outline.
pub(super) fn corrected(
    path: &Path,
    id: &str,
    prepared: &Prepared,
    found: &Imported,
    keep_punctuation: bool,
    words: Words,
) -> Result<Option<Corrected>> {
    let Some(edited) = &found.edited_outline else {
        return Ok(None);
    };
    let same = found.sha256 == prepared.sum;
    let file = found.folder.join(OUTLINE_FILE);
    let mut wanted = read_outline(&file, edited, words)?;
    if !same && let Some(old) = original(found) {
        wanted = outline::carry(&wanted, &old, &prepared.bytes);
    }
    // The folder's name stays: marks hang on it.
    wanted.issue.id = Some(id.to_owned());
    let (plan, _) =
        raw_text::plan_outlined(path, &prepared.bytes, keep_punctuation, (&file, &wanted))
            .map_err(|faults| failures(&faults, words))?;
    let outline = if same {
        edited.clone()
    } else {
        plan.outline.write()
    };
    Ok(Some(Corrected { plan, outline }))
}

/// A library that nothing is written into, and what this run would have put there.
#[derive(Debug)]
pub(super) struct Standing {
    library: PathBuf,
    update: bool,
    keep_punctuation: bool,
    known: Option<BTreeMap<String, String>>,
    claimed: BTreeMap<String, (PathBuf, String)>,
}

impl Standing {
    /// The state of `library`; `update` and `keep_punctuation` as the run has them.
    pub(super) fn of(library: PathBuf, update: bool, keep_punctuation: bool) -> Standing {
        Standing {
            library,
            update,
            keep_punctuation,
            known: None,
            claimed: BTreeMap::new(),
        }
    }

    /// Makes the plan of `prepared`, the text of `path`, what an import would obey, where no outline was
    /// `given`; and tells why an import would not write it.
    ///
    /// # Errors
    /// Every fault of the outline that it should obey.
    pub(super) fn meet(
        &mut self,
        path: &Path,
        prepared: &mut Prepared,
        given: bool,
        words: Words,
    ) -> Result<Option<Failure>> {
        let mut id = prepared.plan.issue.id.clone();
        let mut found = look(&self.library.join(&id));
        if matches!(found, Found::Nothing) && !given {
            let library = &self.library;
            let known = self.known.get_or_insert_with(|| known(library));
            if let Some(other) = known.get(&prepared.sum) {
                id.clone_from(other);
                found = look(&self.library.join(&id));
            }
        }
        let folder = self.library.join(&id);
        let claimed = self.claimed.get(&id);
        if let Some((other, _)) = claimed.filter(|(_, sum)| *sum != prepared.sum) {
            let (file, other) = (path.to_string_lossy(), other.to_string_lossy());
            let taken = Failure::usage(words.import_taken(&file, &id, &other));
            return Ok(Some(taken.hint(words.import_taken_hint())));
        }
        self.claimed
            .insert(id.clone(), (path.to_owned(), prepared.sum.clone()));
        let error = match found {
            Found::Nothing => return Ok(None),
            Found::Foreign => WriteError::NotImported { folder },
            Found::NotAFolder => WriteError::NotAFolder { path: folder },
            Found::Imported(found) => {
                let same = found.sha256 == prepared.sum;
                if !same && !self.update {
                    WriteError::Exists { folder }
                } else {
                    let keep = self.keep_punctuation;
                    if !given
                        && let Some(corrected) =
                            corrected(path, &id, prepared, &found, keep, words)?
                    {
                        prepared.plan = corrected.plan;
                        if !self.update {
                            complain(&words.import_outline_waits(&id), &[]);
                        }
                    }
                    return Ok(None);
                }
            }
        };
        Ok(Some(failure(path, &error, words)))
    }
}

/// The text that the issue `found` was made of.
fn original(found: &Imported) -> Option<Vec<u8>> {
    let mut names = found.provenance.files.keys();
    let name = names.find(|name| name.starts_with(ORIGINAL))?;
    regular::read(&found.folder.join(name), Links::Refuse, LARGEST).ok()
}
