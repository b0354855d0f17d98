//! The only place that opens files of a library, and what becomes of their bytes.
//!
//! [`crate::regular`] opens them, so that a pipe, a device, an endless file or a link put in the
//! place of an article does no harm. Links are not followed: a library cannot lead out of itself.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Fault, Unreadable};
use crate::regular::{self, Links};
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
    let bytes = regular::read(path, Links::Refuse, limit)
        .map_err(|refused| ReadError::new(path, refused.into()))?;
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

impl ReadError {
    pub(super) fn new(path: &Path, fault: Fault) -> ReadError {
        ReadError {
            diagnostic: Diagnostic::of_file(path, fault),
        }
    }

    /// The file is not there.
    pub fn missing(path: &Path) -> ReadError {
        let reason = Unreadable::NotFound;
        ReadError::new(path, Fault::Unreadable { reason })
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
