//! Writers wait for each other: an advisory lock on an empty file.
//!
//! The lock is on a file of its own (`.lock`), not on a journal, because a journal can be replaced
//! by a rewrite and then a lock on it would hold for nobody. The file is made once and never renamed
//! or deleted. The kernel gives the lock back when its holder dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
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
}

/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(10);

impl Lock {
    /// Takes the lock of `folder`, which must exist.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process keeps it longer than `patience`;
    /// [`StoreError::Write`] when the lock's file cannot be made or opened.
    pub fn take(folder: &Path, patience: Patience) -> Result<Lock, StoreError> {
        let path = folder.join(".lock");
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(|error| StoreError::write(&path, error))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) if waited >= patience.0 => {
                    return Err(StoreError::Busy { path });
                }
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(TryLockError::Error(error)) => return Err(StoreError::write(&path, error)),
            }
        }
    }
}
