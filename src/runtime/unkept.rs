//! What is said of what could not be kept.

use crate::store::error::StoreError;
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// Why a place could not be kept, for the reader.
pub(super) fn sentence(words: Words, error: &StoreError) -> Clean {
    let file = error.path().to_string_lossy();
    match error {
        StoreError::Busy { .. } => words.state_busy(&file),
        StoreError::Newer { .. } => words.state_newer(&file),
        _ if error.is_read_only() => words.state_readonly(&file),
        _ => {
            let why = error.cause().map(|cause| words.system_error(cause));
            words.state_io(&file, why.unwrap_or_default().as_str())
        }
    }
}

/// Why queries cannot be kept, for the reader.
pub(super) fn history(words: Words, error: &StoreError) -> Clean {
    let file = error.path().to_string_lossy();
    match error {
        StoreError::Newer { .. } => words.state_newer(&file),
        _ => words.history_io(&file, cause(words, error).as_str()),
    }
}

/// Why, in a word or two.
pub(super) fn cause(words: Words, error: &StoreError) -> Clean {
    match error.cause() {
        Some(cause) => words.system_error(cause),
        None => sanitize(&error.to_string()),
    }
}
