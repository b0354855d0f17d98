//! How the program ends.

use std::process::ExitCode;

use signal_hook::consts::{SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGXCPU};

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
    /// It was ended by `SIGINT`.
    Interrupt = 130,
    /// The reader was ended by `SIGQUIT`.
    Quit = 131,
    /// The reader was ended by `SIGUSR1`.
    User1 = 138,
    /// The reader was ended by `SIGUSR2`.
    User2 = 140,
    /// The reader was ended by `SIGALRM`.
    Alarm = 142,
    /// The reader was ended by `SIGTERM`.
    Terminate = 143,
    /// The reader was ended by `SIGXCPU`: it had used up its time.
    CpuTime = 152,
}

impl Exit {
    /// The exit code of whoever was ended by `signal`.
    pub(crate) fn of_signal(signal: i32) -> Exit {
        match signal {
            SIGHUP => Exit::HangUp,
            SIGINT => Exit::Interrupt,
            SIGQUIT => Exit::Quit,
            SIGUSR1 => Exit::User1,
            SIGUSR2 => Exit::User2,
            SIGALRM => Exit::Alarm,
            SIGXCPU => Exit::CpuTime,
            _ => Exit::Terminate,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
