//! Why something was not kept or not read.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::Access;
use rustix::io::Errno;

/// A deed of the store that failed, with the file it was about.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder could not be made.
    #[error("cannot make the folder {path}: {source}")]
    MakeFolder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file could not be written, or not brought to the disk. What stood in it before stands.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process kept the lock for as long as we were willing to wait.
    #[error("another session keeps writing {path}")]
    Busy {
        /// The lock's file.
        path: PathBuf,
    },
    /// The file was written by a newer version and is not touched.
    #[error("{path} was written by a newer version")]
    Newer {
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            StoreError::MakeFolder { path, .. }
            | StoreError::Read { path, .. }
            | StoreError::Write { path, .. }
            | StoreError::Busy { path }
            | StoreError::Newer { path } => path,
        }
    }

    /// The operating system's error, where there is one.
    pub fn cause(&self) -> Option<&io::Error> {
        match self {
            StoreError::MakeFolder { source, .. }
            | StoreError::Read { source, .. }
            | StoreError::Write { source, .. } => Some(source),
            StoreError::Busy { .. } | StoreError::Newer { .. } => None,
        }
    }

    /// Whether it may be read and not written: by its permissions, or on a read-only file system. What may not
    /// be read either is no such file.
    pub fn is_read_only(&self) -> bool {
        match self.cause().map(io::Error::kind) {
            Some(io::ErrorKind::ReadOnlyFilesystem) => true,
            Some(io::ErrorKind::PermissionDenied) => !is_closed(self.path()),
            _ => false,
        }
    }

    pub(super) fn read(path: &Path, source: io::Error) -> StoreError {
        StoreError::Read {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> StoreError {
        StoreError::Write {
            path: path.to_owned(),
            source,
        }
    }
}

/// Whether what stands at `path` may not even be read.
fn is_closed(path: &Path) -> bool {
    rustix::fs::access(path, Access::READ_OK) == Err(Errno::ACCESS)
}
