//! The untouched source of an imported issue, and the record of which of its lines stand where.

use std::fs;
use std::path::PathBuf;

use super::file::{ReadError, read_text};
use super::issue::{Issue, Origin};
use crate::regular::{self, Links};

/// How the name of the source begins in the issue's folder.
pub const ORIGINAL: &str = "original.";
/// The record of lines.
const PROVENANCE: &str = "provenance.toml";
/// The most that is read of each, and of any raw text, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// What an import kept beside its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The name of the source's file.
    pub name: String,
    /// The source, byte for byte.
    pub bytes: Vec<u8>,
    /// The text of `provenance.toml`.
    pub provenance: String,
}

/// What was kept of the text that `issue` was imported from; `None` for one made otherwise.
///
/// # Errors
/// When it was kept and cannot be read.
pub fn original(issue: &Issue) -> Result<Option<Original>, ReadError> {
    let folder = match &issue.origin {
        Origin::Embedded => return Ok(None),
        Origin::Memory(memory) => {
            let provenance = memory.files.get(PROVENANCE).cloned();
            let name = memory.source.file_name().unwrap_or_default();
            return Ok(provenance.map(|provenance| Original {
                name: name.to_string_lossy().into_owned(),
                bytes: memory.original.clone(),
                provenance,
            }));
        }
        Origin::Folder(folder) => folder,
    };
    let provenance = match read_text(&folder.join(PROVENANCE), LARGEST) {
        Err(error) if error.is_not_found() => return Ok(None),
        text => text?.0,
    };
    let entries = fs::read_dir(folder).map_err(|error| ReadError::unreadable(folder, error))?;
    let is_original = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(ORIGINAL)
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let Some(path) = paths.into_iter().find(is_original) else {
        return Ok(None);
    };
    let bytes = regular::read(&path, Links::Refuse, LARGEST)
        .map_err(|refused| ReadError::new(&path, refused.into()))?;
    let name = path.file_name().unwrap_or_default();
    Ok(Some(Original {
        name: name.to_string_lossy().into_owned(),
        bytes,
        provenance,
    }))
}
