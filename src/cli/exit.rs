//! How the program ends.

use std::process::ExitCode;

/// The exit codes that scripts may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is done. A reader that closed the pipe has seen enough: that is done too.
    Done = 0,
    /// Nothing was found, or `check` or `doctor` found faults.
    Nothing = 1,
    /// Wrong usage or bad input.
    Usage = 2,
    /// Something could not be read or written.
    Disk = 3,
    /// The reader was ended by a hang-up: the line is gone, or `SIGHUP` came (128 and the signal).
    HangUp = 129,
    /// The reader was ended by `SIGINT`.
    Interrupt = 130,
    /// The reader was ended by `SIGTERM`.
    Terminate = 143,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
