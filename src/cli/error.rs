//! What made a command fail: the exit code, the sentence and the hint.
//!
//! Messages are made in the interface's language where the failure happens; here they only get
//! their place: `kanbao: what failed: why` and a line with the hint below it.

use std::io;

use super::exit::Exit;
use super::fault::place;
use crate::diagnostic::{Diagnostic, Fault};
use crate::text::Clean;
use crate::words::Words;

/// A command that could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// How the program ends.
    pub(crate) exit: Exit,
    /// What failed and why, without the program's name. `None` if there is nobody to tell: the
    /// reader of standard output has gone.
    pub(crate) message: Option<Clean>,
    /// What to do about it, line by line.
    pub(crate) hints: Vec<Clean>,
}

impl Failure {
    /// Nothing has that name, or nothing was found.
    pub(crate) fn nothing(message: Clean) -> Failure {
        Failure {
            exit: Exit::Nothing,
            message: Some(message),
            hints: Vec::new(),
        }
    }

    /// Wrong usage or bad input.
    pub(crate) fn usage(message: Clean) -> Failure {
        Failure {
            exit: Exit::Usage,
            message: Some(message),
            hints: Vec::new(),
        }
    }

    /// Something could not be read or written.
    pub(crate) fn disk(message: Clean) -> Failure {
        Failure {
            exit: Exit::Disk,
            message: Some(message),
            hints: Vec::new(),
        }
    }

    /// A file could not be used.
    pub(crate) fn of(diagnostic: &Diagnostic, words: Words) -> Failure {
        let message = diagnostic.fault.message(words);
        let message = match place(diagnostic) {
            place if place.is_empty() => message,
            place => words.file_fault(&place, message.as_str()),
        };
        let exit = match diagnostic.fault {
            Fault::Unreadable { .. } => Exit::Disk,
            _ => Exit::Usage,
        };
        Failure {
            exit,
            message: Some(message),
            hints: diagnostic.fault.hint(words).into_iter().collect(),
        }
    }

    /// The same failure with one more hint.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Clean) -> Failure {
        self.hints.push(hint);
        self
    }

    /// Standard output took no more. A closed pipe is a reader who has seen enough.
    pub(crate) fn output(error: &io::Error, message: Clean) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure {
                exit: Exit::Done,
                message: None,
                hints: Vec::new(),
            }
        } else {
            Failure::disk(message)
        }
    }
}
