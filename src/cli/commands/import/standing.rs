//! What stands in the library already where a text would go, and the outline that waits there.
//!
//! A run that writes nothing shows the same plan, and says what would stand in the way: so a
//! correction can be looked at before anything is replaced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::prepared::{Prepared, Result, failures};
use super::report::failure;
use crate::cli::corrected::{corrected, tell_lost};
use crate::cli::error::Failure;
use crate::cli::output::complain;
use crate::import::write::{Found, WriteError, known, look};
use crate::words::Words;

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

    /// Where the issue `id` stands or would stand.
    pub(super) fn place(&self, id: &str) -> PathBuf {
        self.library.join(id)
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
        let is_same = matches!(&found, Found::Imported(found) if found.sha256 == prepared.sum);
        if !is_same && !given {
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
                    if given {
                        return Ok(None);
                    }
                    let text = prepared.text(path, self.keep_punctuation);
                    let corrected =
                        corrected(text, &id, &found).map_err(|faults| failures(&faults, words))?;
                    if let Some(corrected) = corrected {
                        let waits = !self.update && !found.is_made_of(&corrected.plan);
                        tell_lost(&corrected.lost, &id, words);
                        prepared.plan = corrected.plan;
                        if waits {
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
