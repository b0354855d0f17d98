//! A folder that is an issue already, copied into the library.
//!
//! Only regular files and folders are copied; links and special files are named. An issue of the same
//! name that holds the same files is nothing to do. With an update, the files that differ go below
//! `revisions/N` and those that only the library has stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::NewFolder;
use super::update::{entries, next_revision};
use super::{Target, WriteError};
use crate::regular::{self, Links};
use crate::store::atomic::sync_folder;
use crate::store::error::StoreError;

/// The largest file that is copied, in bytes.
const LARGEST: u64 = 256 << 20;

/// What a copy did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The issue is new in the library.
    New,
    /// It is there already, file for file.
    Same,
    /// It was there; what was replaced is in this folder of it.
    Updated(PathBuf),
}

/// What of a folder can be copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copyable {
    /// Regular files and folders, as paths from the folder.
    entries: Vec<PathBuf>,
    /// Links and special files.
    pub left_behind: Vec<PathBuf>,
}

/// Looks through `folder`.
///
/// # Errors
/// It cannot be listed.
pub fn copyable(folder: &Path) -> io::Result<Copyable> {
    let mut copyable = Copyable::default();
    for entry in entries(folder)? {
        let kind = fs::symlink_metadata(folder.join(&entry))?.file_type();
        if kind.is_dir() || kind.is_file() {
            copyable.entries.push(entry);
        } else {
            copyable.left_behind.push(entry);
        }
    }
    Ok(copyable)
}

impl Target<'_> {
    /// Copies the issue in `folder` under the name `id`; `update` allows another state of it to be
    /// replaced.
    ///
    /// # Errors
    /// Another issue has its name, it cannot be read, or the disk does not take it.
    pub fn copy(
        &self,
        folder: &Path,
        copyable: &Copyable,
        id: &str,
        update: bool,
    ) -> Result<Copied, WriteError> {
        let place = self.place(id);
        let fail = |error| WriteError::of(&place, error);
        let there = match fs::symlink_metadata(&place) {
            Err(_) => Vec::new(),
            Ok(metadata) if metadata.is_dir() => entries(&place).map_err(fail)?,
            Ok(_) => return Err(WriteError::NotAFolder { path: place }),
        };
        if fs::canonicalize(folder).is_ok_and(|folder| folder == place) {
            return Ok(Copied::Same);
        }
        let mut files = BTreeMap::new();
        for entry in &copyable.entries {
            let path = folder.join(entry);
            if !path.is_dir() {
                files.insert(entry.clone(), path);
            }
        }
        let same = |entry: &PathBuf, from: &Path| {
            let there = regular::read(&place.join(entry), Links::Refuse, LARGEST);
            let new = regular::read(from, Links::Refuse, LARGEST);
            matches!((there, new), (Ok(there), Ok(new)) if there == new)
        };
        let differ: BTreeSet<&PathBuf> = files
            .iter()
            .filter(|(entry, from)| !same(entry, from))
            .map(|(entry, _)| entry)
            .collect();
        let exists = fs::symlink_metadata(&place).is_ok();
        if exists && differ.is_empty() {
            return Ok(Copied::Same);
        }
        if exists && !update {
            return Err(WriteError::Exists { folder: place });
        }
        let mut new = self.new_folder(&place)?;
        let revision = next_revision(&place);
        let build = |new: &mut NewFolder<'_>| -> io::Result<()> {
            for entry in &there {
                let from = place.join(entry);
                if fs::symlink_metadata(&from)?.is_dir() {
                    new.folder(entry)?;
                } else if differ.contains(entry) {
                    new.carry(&from, &revision.join(entry))?;
                } else {
                    new.carry(&from, entry)?;
                }
            }
            for (entry, from) in files.iter().filter(|(entry, _)| differ.contains(entry)) {
                let bytes = regular::read(from, Links::Refuse, LARGEST)
                    .map_err(|refused| io::Error::other(format!("{refused:?}")))?;
                new.put(entry, &bytes)?;
            }
            Ok(())
        };
        build(&mut new).map_err(fail)?;
        NewFolder::sync(std::slice::from_ref(&new)).map_err(fail)?;
        let lock = self.lock()?;
        if exists {
            // What one moment ago was there must be there still.
            if entries(&place).map_err(fail)? != there {
                return Err(WriteError::Store(StoreError::Busy { path: place }));
            }
            new.replace(&place).map_err(fail)?;
        } else {
            new.take_place(&place).map_err(fail)?;
        }
        sync_folder(&self.folder).map_err(fail)?;
        drop(lock);
        Ok(if exists {
            Copied::Updated(revision)
        } else {
            Copied::New
        })
    }
}
