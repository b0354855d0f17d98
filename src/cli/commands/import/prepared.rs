//! A text that was read and recognised, and what is told of it on the way.

use std::path::Path;

use super::inputs::Input;
use crate::cli::corrected::RawBytes;
use crate::cli::error::Failure;
use crate::cli::fault::place;
use crate::cli::output::complain;
use crate::diagnostic::Diagnostic;
use crate::import::Plan;
use crate::text::Clean;
use crate::words::Words;

/// What became of a text: done, or the reasons why not.
pub(super) type Result<T> = std::result::Result<T, Vec<Failure>>;

/// What a worker made of a text.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) bytes: Vec<u8>,
    pub(super) sum: String,
    pub(super) plan: Plan,
    pub(super) faults: Vec<Diagnostic>,
}

impl Prepared {
    /// The text, which stands at `path`.
    pub(super) fn text<'a>(&'a self, path: &'a Path, keep_punctuation: bool) -> RawBytes<'a> {
        RawBytes {
            path,
            bytes: &self.bytes,
            sum: &self.sum,
            keep_punctuation,
        }
    }
}

/// One failure for each fault.
pub(super) fn failures(faults: &[Diagnostic], words: Words) -> Vec<Failure> {
    faults
        .iter()
        .map(|fault| Failure::of(fault, words))
        .collect()
}

/// Tells faults that hinder nothing.
pub(super) fn tell_faults(faults: &[Diagnostic], words: Words) {
    for fault in faults {
        let message: Clean = fault.fault.message(words);
        complain(&words.file_fault(&place(fault), message.as_str()), &[]);
    }
}

/// The path of an input for telling.
pub(super) fn shown(input: &Input) -> String {
    input.path().to_string_lossy().into_owned()
}
