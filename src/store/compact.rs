//! Rewriting a journal that has grown much longer than its content.
//!
//! Lines that still matter are kept byte for byte, in their order, so that what a newer or another
//! version wrote into them stays. Damaged lines go to a file beside the journal
//! (`<name>.damaged`), on the disk before the journal is replaced. All of it happens under the lock,
//! on what the file holds at that moment.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::atomic::{folder_of, replace, sweep, sync_folder};
use super::error::StoreError;
use super::lock::{Lock, Patience};
use super::log::{Content, Log};
use super::record::Line;
use crate::regular;

/// What a rewrite did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compaction {
    /// Lines kept.
    pub kept: usize,
    /// Lines left out because later ones replace them.
    pub dropped: usize,
    /// Damaged lines put aside.
    pub set_aside: usize,
}

/// What a rewrite keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// Where the lines that are kept begin, in bytes, sorted.
    pub lines: Vec<usize>,
    /// Lines that are added at the end, each with its line feed.
    pub added: Vec<u8>,
}

/// Rewrites `log` with the lines that `needed` names, and every line that is no sound record put aside.
/// `needed` sees the content under the lock.
///
/// # Errors
/// Any [`StoreError`]; the journal stands as it was. [`StoreError::Newer`] for a journal with a line
/// of a newer version.
pub fn compact(
    log: &Log,
    patience: Patience,
    needed: impl FnOnce(&Content) -> Needed,
) -> Result<Compaction, StoreError> {
    let folder = log.folder();
    let _lock = Lock::take(&folder, patience)?;
    // Nobody adds a line to the file that is about to be replaced.
    let _journal = log.hold(patience)?;
    sweep(&folder);
    let content = log.read()?;
    let Needed {
        lines: needed,
        added,
    } = needed(&content);
    let mut done = Compaction::default();
    let mut kept = Vec::new();
    let mut aside = Vec::new();
    for line in content.lines() {
        match line.line {
            Line::Newer => {
                return Err(StoreError::Newer {
                    path: log.path().to_owned(),
                });
            }
            Line::Damaged(_) => {
                done.set_aside += 1;
                aside.extend_from_slice(line.bytes);
                aside.push(b'\n');
            }
            Line::Record(_) if needed.binary_search(&line.start).is_ok() => {
                done.kept += 1;
                kept.extend_from_slice(line.bytes);
                kept.push(b'\n');
            }
            Line::Record(_) => done.dropped += 1,
        }
    }
    kept.extend_from_slice(&added);
    set_aside(log.path(), &aside)?;
    replace(log.path(), &kept)?;
    Ok(done)
}

/// Where the damaged lines of the journal at `path` are put.
pub fn damaged_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".damaged");
    name.into()
}

/// Puts `lines` to those of the journal at `path` that were damaged before, on the disk.
///
/// # Errors
/// [`StoreError::Write`].
pub(super) fn set_aside(path: &Path, lines: &[u8]) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    let path = damaged_path(path);
    let append = || {
        let mut file = regular::append(&path)?;
        file.write_all(lines)?;
        file.sync_all()?;
        sync_folder(folder_of(&path))
    };
    append().map_err(|error| StoreError::write(&path, error))
}
