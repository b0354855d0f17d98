//! A slow line: what goes through it arrives later, at most so many bytes a second, or not at all for a
//! while. The only waits here are those that such a line makes: of all tests, only this file lets time pass.

use std::io::Write;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How slow a line is; not at all unless told.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pace {
    /// How long everything is under way, each way.
    pub(crate) delay: Duration,
    /// How many bytes a second come out of the program at most.
    pub(crate) bytes_a_second: Option<usize>,
}

/// Bytes with the time at which they arrive.
pub(crate) struct Piece {
    pub(crate) bytes: Vec<u8>,
    arrival: Instant,
}

impl Pace {
    pub(crate) fn is_slow(self) -> bool {
        self.delay > Duration::ZERO || self.bytes_a_second.is_some()
    }

    /// How much is taken at once: a twentieth of a second's, or `usual`.
    pub(super) fn portion(self, usual: usize) -> usize {
        self.bytes_a_second.map_or(usual, |rate| (rate / 20).max(1))
    }

    /// Lasts as long as `count` bytes take.
    pub(super) fn pass(self, count: usize) {
        if let Some(rate) = self.bytes_a_second {
            wait_until(Instant::now() + Duration::from_secs_f64(count as f64 / rate as f64));
        }
    }

    /// What is sent now.
    pub(super) fn piece(self, bytes: &[u8]) -> Piece {
        Piece {
            bytes: bytes.to_vec(),
            arrival: Instant::now() + self.delay,
        }
    }
}

impl Piece {
    /// Whether it arrives until `end`; waits for whichever comes first.
    pub(super) fn arrives_by(&self, end: Instant) -> bool {
        wait_until(self.arrival.min(end));
        self.arrival <= end
    }
}

/// Pieces on their way to the program.
pub(super) struct Pieces;

impl Pieces {
    /// Hands each piece to `writer` when it arrives.
    pub(super) fn deliver_to(mut writer: Box<dyn Write + Send>) -> Sender<Piece> {
        let (sender, received) = channel::<Piece>();
        thread::spawn(move || {
            for piece in received {
                wait_until(piece.arrival);
                // A program that has ended takes nothing.
                if writer
                    .write_all(&piece.bytes)
                    .and_then(|()| writer.flush())
                    .is_err()
                {
                    return;
                }
            }
        });
        sender
    }
}

/// Lets what comes out pass, or holds it up.
#[derive(Default)]
pub(super) struct Gate {
    closed: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    pub(super) fn close(&self) {
        *self.closed.lock().expect("nobody panics with it") = true;
    }

    pub(super) fn open(&self) {
        *self.closed.lock().expect("nobody panics with it") = false;
        self.changed.notify_all();
    }

    /// Waits while it is closed.
    pub(super) fn pass(&self) {
        let closed = self.closed.lock().expect("nobody panics with it");
        let opened = self.changed.wait_while(closed, |closed| *closed);
        drop(opened.expect("nobody panics with it"));
    }
}

fn wait_until(time: Instant) {
    while let Some(left) = time
        .checked_duration_since(Instant::now())
        .filter(|left| !left.is_zero())
    {
        thread::park_timeout(left);
    }
}
