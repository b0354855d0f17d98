//! How the program ends.

use std::process::ExitCode;

/// The exit codes that scripts may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is done. A reader that closed the pipe has seen enough: that is done too.
    Done,
    /// Nothing was found, or `check` or `doctor` found faults.
    Nothing,
    /// Wrong usage or bad input.
    Usage,
    /// Something could not be read or written.
    Disk,
    /// It was ended by this signal, or by a line that is gone as by `SIGHUP` (128 and the signal).
    Signal(i32),
}

impl Exit {
    /// What the shell is told.
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Nothing => 1,
            Exit::Usage => 2,
            Exit::Disk => 3,
            // No system has so many that it would not fit.
            Exit::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
