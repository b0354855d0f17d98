//! The journals in the folder of marks, one by one: which files there are, what is wrong with them, and
//! whether they have changed.
//!
//! `<device>.jsonl` is the journal of a device. Every other `*.jsonl` is a copy that a program made which
//! synchronises folders (`*.sync-conflict-*`, `… (conflicted copy …)`): its records count as well. Hidden
//! files are nobody's business.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::store::device;
use crate::store::error::StoreError;
use crate::store::log::{Damage, Log};

/// The most that a journal may grow to, in bytes: more than two million marks.
pub(super) const LARGEST: u64 = 1 << 30;

/// How the names of journals end.
const SUFFIX: &str = ".jsonl";

/// What a file in the folder of marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalKind {
    /// The journal that this device writes.
    Own,
    /// That of another device.
    Other,
    /// A copy that was made beside one when two changes met.
    Copy,
}

/// One file of marks.
#[derive(Clone, Debug)]
pub struct Journal {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: JournalKind,
    /// Lines that could not be used.
    pub damage: Vec<Damage>,
    /// The numbers, from 1, of sound lines with a mark that cannot be understood: it is kept and not shown.
    pub strange: Vec<usize>,
    /// Whether it has lines of a newer version.
    pub newer: bool,
    /// How many sound records it has, known here or not.
    pub records: usize,
    /// How many line feeds were read.
    pub(super) lines: usize,
    pub(super) stamp: Stamp,
}

/// What tells that a file is another one or has changed, from one `stat`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) device: u64,
    pub(super) inode: u64,
    pub(super) length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// That of the file or folder at `path` as it is now; of a missing one the default.
    pub(super) fn of(path: &Path) -> Stamp {
        fs::metadata(path)
            .map(|metadata| Stamp::from(&metadata))
            .unwrap_or_default()
    }

    /// Whether `later` is the same file and may have got more lines.
    pub(super) fn has_grown_to(&self, later: &Stamp) -> bool {
        (self.device, self.inode) == (later.device, later.inode) && self.length <= later.length
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Stamp {
        Stamp {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// Whether `path` stands there as a link, or below one, that leads to nothing: a folder that is not mounted.
/// What it held is not gone.
pub(super) fn leads_nowhere(path: &Path) -> bool {
    let is_missing = |path: &Path| {
        fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    };
    let is_link = |path: &&Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    path.ancestors()
        .any(|above| is_link(&above) && is_missing(above))
}

/// The journals in `folder`, sorted by name, that of `own` device first; they are not read yet.
///
/// # Errors
/// [`StoreError::Read`] if the folder cannot be listed; one that is not there has none.
pub(super) fn list(folder: &Path, own: Option<&str>) -> Result<Vec<Journal>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !leads_nowhere(folder) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(StoreError::read(folder, error)),
    };
    let mut journals = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| StoreError::read(folder, error))?;
        let name = entry.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(SUFFIX)) else {
            continue;
        };
        if stem.starts_with('.') {
            continue;
        }
        let kind = match stem {
            _ if Some(stem) == own => JournalKind::Own,
            _ if device::is_name(stem) => JournalKind::Other,
            _ => JournalKind::Copy,
        };
        journals.push(Journal::new(entry.path(), kind));
    }
    journals.sort_by(|a, b| {
        let later = |journal: &Journal| journal.kind != JournalKind::Own;
        (later(a), &a.path).cmp(&(later(b), &b.path))
    });
    Ok(journals)
}

/// The file of the journal of device `name`.
pub(super) fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{SUFFIX}"))
}

impl Journal {
    pub(super) fn new(path: PathBuf, kind: JournalKind) -> Journal {
        Journal {
            path,
            kind,
            damage: Vec::new(),
            strange: Vec::new(),
            newer: false,
            records: 0,
            lines: 0,
            stamp: Stamp::default(),
        }
    }

    pub(super) fn log(&self) -> Log {
        Log::new(self.path.clone(), LARGEST)
    }
}
