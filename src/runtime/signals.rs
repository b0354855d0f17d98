//! Signals as bytes in a pipe, so that one `poll` waits for them as for everything else.
//!
//! A handler may do next to nothing; so it sets a flag for its signal and writes a byte. Whoever
//! wakes up reads the flags.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::{SigId, flag, low_level};

/// What a signal means to the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signal {
    /// `SIGWINCH`: the terminal may have another size.
    Resize,
    /// `SIGCONT`: the program goes on after it was stopped.
    Continue,
    /// `SIGTERM`, `SIGINT`, `SIGHUP` or another that ends whoever does not listen, by number: come to an
    /// end.
    Terminate(i32),
}

/// The signals this program listens to, from its making until it is dropped.
#[derive(Debug)]
pub struct Signals {
    reader: UnixStream,
    raised: Vec<(Signal, Arc<AtomicBool>)>,
    registrations: Vec<SigId>,
}

/// The signals that ask for the end: all that end whoever does not listen and that a program may listen to.
/// Not among them are `SIGKILL`, for which there is no listening, and `SIGSEGV`, `SIGBUS`, `SIGILL` and `SIGFPE`:
/// what has such a fault cannot go on, not even to its end. `SIGPIPE` and `SIGXFSZ` are errors of a write here.
fn endings() -> impl Iterator<Item = i32> {
    let everywhere = [
        SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGABRT, SIGVTALRM,
        SIGPROF, SIGSYS, SIGTRAP,
    ];
    everywhere.into_iter().chain(endings_of_this_system())
}

#[cfg(target_os = "linux")]
fn endings_of_this_system() -> impl Iterator<Item = i32> {
    use std::ops::RangeInclusive;

    use rustix::process::Signal as Known;

    /// The real-time signals that the C library leaves to programs.
    const REAL_TIME: RangeInclusive<i32> = if cfg!(target_env = "musl") {
        35..=64
    } else {
        34..=64
    };
    let more = [Known::IO, Known::POWER, Known::STKFLT].map(Known::as_raw);
    more.into_iter().chain(REAL_TIME)
}

#[cfg(not(target_os = "linux"))]
fn endings_of_this_system() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

fn listened() -> impl Iterator<Item = (i32, Signal)> {
    let others = [(SIGCONT, Signal::Continue), (SIGWINCH, Signal::Resize)];
    let endings = endings().map(|number| (number, Signal::Terminate(number)));
    endings.chain(others)
}

impl Signals {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the system gives no pipe or takes no handler.
    pub fn listen() -> io::Result<Signals> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        writer.set_nonblocking(true)?;
        let mut signals = Signals {
            reader,
            raised: Vec::new(),
            registrations: Vec::new(),
        };
        for (number, meaning) in listened() {
            let raised = Arc::new(AtomicBool::new(false));
            // The flag first: whoever is woken by the byte must find it set.
            signals
                .registrations
                .push(flag::register(number, Arc::clone(&raised))?);
            signals
                .registrations
                .push(low_level::pipe::register(number, writer.try_clone()?)?);
            signals.raised.push((meaning, raised));
        }
        Ok(signals)
    }

    /// What was raised since the last call, each signal once, terminations first.
    pub fn take(&mut self) -> Vec<Signal> {
        let mut bytes = [0; 64];
        while matches!(self.reader.read(&mut bytes), Ok(count) if count > 0) {}
        let raised = self
            .raised
            .iter()
            .filter(|(_, raised)| raised.swap(false, Ordering::AcqRel));
        raised.map(|&(meaning, _)| meaning).collect()
    }

    /// Takes `SIGCONT` alone; `true` if it was raised.
    pub(super) fn take_continue(&self) -> bool {
        let of_continue = self
            .raised
            .iter()
            .find(|(meaning, _)| *meaning == Signal::Continue);
        of_continue.is_some_and(|(_, raised)| raised.swap(false, Ordering::AcqRel))
    }

    /// Forgets `SIGINT`: it was meant for another program that had the terminal.
    pub(super) fn forget_interrupt(&self) {
        for (meaning, raised) in &self.raised {
            if *meaning == Signal::Terminate(SIGINT) {
                raised.store(false, Ordering::Release);
            }
        }
    }

    /// Takes what woke the wait, and leaves the signals raised.
    pub(super) fn quiet(&self) {
        let mut bytes = [0; 64];
        while matches!((&self.reader).read(&mut bytes), Ok(count) if count > 0) {}
    }

    /// Whether an end was asked for and not taken yet.
    pub(super) fn is_ending(&self) -> bool {
        let mut endings = self
            .raised
            .iter()
            .filter(|(meaning, _)| matches!(meaning, Signal::Terminate(_)));
        endings.any(|(_, raised)| raised.load(Ordering::Acquire))
    }
}

impl AsFd for Signals {
    /// Readable when a signal was raised.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for registration in self.registrations.drain(..) {
            low_level::unregister(registration);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_signal_is_taken_once() {
        let mut signals = Signals::listen().unwrap();
        low_level::raise(SIGWINCH).unwrap();
        assert!(signals.take().contains(&Signal::Resize));
    }
}
