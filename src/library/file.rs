//! The only place that opens files of a library: regular ones, bounded, never waiting.
//!
//! A file is opened without blocking and without following a link in its last part, looked at
//! (`fstat`) and only then read, so that a pipe, a device or a link put in the place of an article
//! between two looks does no harm. The size is bounded while reading, not by what `fstat` says: a
//! file may grow, and those below `/proc` say 0.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::diagnostic::{Diagnostic, Fault, Unreadable};
use crate::words::{Language, Words};

/// The most that is read of an article, in bytes.
pub const MAX_ARTICLE: u64 = 8 << 20;
/// The most that is read of an `issue.toml`, in bytes.
pub const MAX_ISSUE_FILE: u64 = 1 << 20;

/// A file of which nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Which file, and why.
    pub diagnostic: Diagnostic,
}

/// Reads the regular file `path` as text, at most `limit` bytes. Bytes that are not UTF-8 are
/// replaced and told.
///
/// # Errors
/// When it is no regular file, is larger, or cannot be read.
pub fn read_text(path: &Path, limit: u64) -> Result<(String, Option<Diagnostic>), ReadError> {
    let bytes = read_bytes(path, limit)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            let text = String::from_utf8_lossy(error.as_bytes());
            let text = Cow::into_owned(text);
            (
                text,
                Some(Diagnostic::at_line(line, Fault::NotUtf8).in_file(path)),
            )
        }
    })
}

fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let flags =
        OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(descriptor) => File::from(descriptor),
        // A link (LOOP), a socket or a device without a driver (NXIO).
        Err(Errno::LOOP | Errno::NXIO) => return Err(ReadError::new(path, Fault::NotRegularFile)),
        Err(error) => return Err(ReadError::unreadable(path, error.into())),
    };
    let metadata = file
        .metadata()
        .map_err(|error| ReadError::unreadable(path, error))?;
    if !metadata.is_file() {
        return Err(ReadError::new(path, Fault::NotRegularFile));
    }
    let expected = usize::try_from(metadata.len().min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected + 1);
    let mut bounded = file.take(limit + 1);
    bounded
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::unreadable(path, error))?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::new(path, Fault::TooLarge { limit }));
    }
    Ok(bytes)
}

impl ReadError {
    pub(super) fn new(path: &Path, fault: Fault) -> ReadError {
        ReadError {
            diagnostic: Diagnostic::of_file(path, fault),
        }
    }

    pub(super) fn unreadable(path: &Path, error: std::io::Error) -> ReadError {
        ReadError::new(
            path,
            Fault::Unreadable {
                reason: Unreadable::from(error),
            },
        )
    }

    /// Whether the file is not there at all.
    pub fn is_not_found(&self) -> bool {
        self.diagnostic.fault
            == Fault::Unreadable {
                reason: Unreadable::NotFound,
            }
    }
}

impl fmt::Display for ReadError {
    /// In English, for logs; the program words the diagnostic in the language of its user.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.diagnostic.file {
            write!(f, "{}: ", crate::text::sanitize(&file.to_string_lossy()))?;
        }
        self.diagnostic
            .fault
            .message(Words::new(Language::English))
            .fmt(f)
    }
}

impl std::error::Error for ReadError {}
