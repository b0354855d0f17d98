//! What an import reads: one raw text, bounded, from a regular file or standard input.

use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::error::Failure;
use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, Fault, Unreadable};

/// The most that is read of a raw text, in bytes.
const LARGEST: u64 = 64 << 20;

/// The bytes of `path`, of standard input for `-`.
///
/// # Errors
/// It is no regular file, too large, or cannot be read.
pub(super) fn read(path: &Path, session: &Session) -> Result<Vec<u8>, Failure> {
    let fail = |fault| Failure::of(&Diagnostic::of_file(path, fault), session.words);
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        session
            .open_regular(path)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
    };
    read.map_err(|error| {
        fail(Fault::Unreadable {
            reason: Unreadable::from(error),
        })
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(fail(Fault::TooLarge { limit: LARGEST }));
    }
    Ok(bytes)
}

/// Whether the start of a file holds what no text has: many control characters.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(8192)];
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return false;
    }
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B | 0))
        .count();
    sample.starts_with(b"\x7fELF")
        || sample.starts_with(b"%PDF-")
        || sample.starts_with(b"PK\x03\x04")
        || sample.starts_with(b"\x89PNG")
        || sample.starts_with(b"\x1f\x8b")
        || sample.starts_with(b"\xff\xd8\xff")
        || controls * 20 > sample.len()
}
