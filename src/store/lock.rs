//! Writers wait for each other: an advisory lock on an empty file.
//!
//! The lock is on a file of its own (`.lock`), not on a journal, because a journal can be replaced
//! by a rewrite and then a lock on it would hold for nobody. The file is made once and never renamed
//! or deleted here; but it may lie in a folder that others tidy or synchronise, so a lock counts only while
//! its file still has its name, and who writes a journal holds that one as well ([`hold`]). The kernel gives
//! a lock back when its holder dies.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::error::StoreError;

/// How long to wait for another writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience(Duration);

impl Patience {
    /// Not at all.
    pub const NONE: Patience = Patience(Duration::ZERO);
    /// Ten seconds: for what a reader asked to have kept.
    pub const FULL: Patience = Patience(Duration::from_secs(10));

    /// For about this long.
    pub fn of(duration: Duration) -> Patience {
        Patience(duration)
    }
}

/// The lock while it is held; dropping it gives it back.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    patience: Patience,
}

/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// How often a file may be replaced by another one while it is waited for.
const MOST_REPLACED: usize = 100;

impl Lock {
    /// Takes the lock of `folder`, which must exist.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process keeps it longer than `patience`;
    /// [`StoreError::Write`] when the lock's file cannot be made or opened.
    pub fn take(folder: &Path, patience: Patience) -> Result<Lock, StoreError> {
        let path = folder.join(".lock");
        let open = || {
            OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(&path)
        };
        Ok(Lock {
            _file: hold(&path, patience, open)?,
            patience,
        })
    }

    /// How long whoever took it was willing to wait.
    pub(super) fn patience(&self) -> Patience {
        self.patience
    }
}

/// Opens the file at `path` by `open` and waits until nobody else holds it. The lock is on the file that has the
/// name once it is held, not on one that was replaced or deleted meanwhile: that would be a lock for nobody.
///
/// # Errors
/// [`StoreError::Busy`] when another process holds it longer than `patience`; [`StoreError::Write`] when it
/// cannot be opened.
pub(super) fn hold(
    path: &Path,
    patience: Patience,
    open: impl Fn() -> io::Result<File>,
) -> Result<File, StoreError> {
    let failed = |error| StoreError::write(path, error);
    let mut waited = Duration::ZERO;
    for _ in 0..MOST_REPLACED {
        let file = open().map_err(failed)?;
        loop {
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => return Ok(file),
                // Another file has the name by now: that one is to be held.
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if !is_at(&file, path) => break,
                Err(TryLockError::WouldBlock) if waited >= patience.0 => {
                    let path = path.to_owned();
                    return Err(StoreError::Busy { path });
                }
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
    }
    let path = path.to_owned();
    Err(StoreError::Busy { path })
}

/// Whether `path` leads to `file`.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let identity = |metadata: Metadata| (metadata.dev(), metadata.ino());
    let here = file.metadata().map(identity).ok();
    here.is_some() && here == fs::metadata(path).map(identity).ok()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Whoever waits for a file that is replaced meanwhile takes the new one at once: its holder may keep the old one
    /// for as long as it lives.
    #[test]
    fn a_lock_that_somebody_replaced_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(".lock");
        let holder = File::create(&path).expect("a file");
        holder.lock().expect("nobody has it");
        let opened = Cell::new(0);
        let open = || {
            let options = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            if opened.replace(opened.get() + 1) == 0 {
                // A program that synchronises puts another file there just now.
                fs::remove_file(&path)?;
                File::create(&path)?;
            }
            options
        };
        // No patience: it must not even wait once.
        let held = hold(&path, Patience::NONE, open).expect("the new file is free");
        assert!(is_at(&held, &path));
        assert_eq!(opened.get(), 2);
        drop(holder);
    }
}
