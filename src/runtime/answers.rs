//! The way back from a thread to the loop: a channel, and a pipe that the loop's wait knows.
//!
//! However much is told, there is at most one byte in the pipe; it is taken before the channel is
//! emptied, so that nothing told is ever overlooked.

use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

/// The loop's end.
#[derive(Debug)]
pub struct Answers<T> {
    wake: PipeReader,
    told: Receiver<T>,
    woken: Arc<AtomicBool>,
}

/// The thread's end. When it is dropped, the loop is woken.
#[derive(Debug)]
pub struct Teller<T> {
    told: Option<Sender<T>>,
    wake: PipeWriter,
    /// Whether a byte is in the pipe, or about to be.
    woken: Arc<AtomicBool>,
}

/// The thread has ended, which it does only by a panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended;

/// Both ends of a new way.
///
/// # Errors
/// The system gives no pipe.
pub fn answers<T>() -> io::Result<(Teller<T>, Answers<T>)> {
    let (wake, writer) = io::pipe()?;
    let (sender, told) = channel();
    let woken = Arc::<AtomicBool>::default();
    let teller = Teller {
        told: Some(sender),
        wake: writer,
        woken: Arc::clone(&woken),
    };
    Ok((teller, Answers { wake, told, woken }))
}

impl<T> Answers<T> {
    /// A descriptor that can be read from when there is something to [`take`](Answers::take).
    ///
    /// # Errors
    /// The system gives no further one.
    pub fn wake(&self) -> io::Result<OwnedFd> {
        Ok(OwnedFd::from(self.wake.try_clone()?))
    }

    /// What was told since; with [`Ended`] if nothing will be any more.
    pub fn take(&mut self) -> (Vec<T>, Result<(), Ended>) {
        if self.woken.swap(false, Ordering::AcqRel) {
            // The byte is there or on its way. Were the pipe broken, the channel would tell.
            let _ = self.wake.read(&mut [0]);
        }
        let mut told = Vec::new();
        loop {
            match self.told.try_recv() {
                Ok(one) => told.push(one),
                Err(TryRecvError::Empty) => return (told, Ok(())),
                Err(TryRecvError::Disconnected) => return (told, Err(Ended)),
            }
        }
    }

    /// Waits for the next thing told, not longer than `limit`; `None` if nothing came.
    ///
    /// # Errors
    /// Nothing will be told any more.
    pub fn wait(&mut self, limit: Duration) -> Result<Option<T>, Ended> {
        match self.told.recv_timeout(limit) {
            Ok(one) => Ok(Some(one)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Ended),
        }
    }
}

impl<T> Teller<T> {
    /// Tells something, and wakes the loop.
    pub fn tell(&self, one: T) {
        self.tell_quietly(one);
        self.wake();
    }

    /// Tells something that is worth no waking.
    pub fn tell_quietly(&self, one: T) {
        // A loop that is gone takes nothing any more, and the program with it.
        if let Some(told) = &self.told {
            let _ = told.send(one);
        }
    }

    fn wake(&self) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            let _ = (&self.wake).write(&[0]);
        }
    }
}

impl<T> Drop for Teller<T> {
    fn drop(&mut self) {
        self.told = None;
        self.wake();
    }
}
