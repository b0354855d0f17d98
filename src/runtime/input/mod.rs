//! What comes from the terminal and the system: one place that waits.
//!
//! [`Input::wait`] polls the terminal, the signals and whatever wakes are added, reads all that
//! has come, and gives it as [`TerminalEvent`]s. A hang-up is an event like others, so a dropped
//! line ends the program with or without `SIGHUP`. There is no reader thread.
//!
//! [`decoder`] cuts the bytes into sequences, [`convert`] says what each one means.

mod convert;
mod decoder;

use std::io::{ErrorKind, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::config::key::KeyChord;

use super::signals::{Signal, Signals};
use super::terminal::{Shared, TerminalGuard};
use decoder::Decoder;

/// Something that happened outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TerminalEvent {
    /// A key was pressed.
    Key(KeyChord),
    /// Text was pasted (line ends are `\n`; it is not clean).
    Paste(String),
    /// The terminal has another size now.
    Resize {
        /// Cells a row.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The program was stopped from outside and goes on: take the terminal again
    /// ([`TerminalGuard::resume`]) and paint everything.
    Continue,
    /// A signal asks for the end, by its number.
    Terminate(i32),
    /// The line is gone. Told once; nothing more comes from the terminal.
    HangUp,
    /// The terminal answered a question, whenever that was asked.
    Reply(Reply),
    /// The terminal takes output again.
    Writable,
    /// One of the added wakes became readable, by its number.
    Wake(usize),
}

/// An answer of the terminal. Answers never act as keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// Primary device attributes (DA1): every terminal answers this one, so it comes last in a
    /// batch of questions.
    DeviceAttributes(Vec<u16>),
    /// Cursor position (CPR), counted from 0.
    CursorPosition {
        /// Column.
        column: u16,
        /// Row.
        row: u16,
    },
    /// A DEC private mode (DECRPM): its number, and 0 unknown, 1 set, 2 reset, 3 and 4 for ever.
    Mode {
        /// The mode.
        mode: u16,
        /// Its state.
        state: u16,
    },
    /// A colour (OSC 4, 10, 11, 12).
    Colour {
        /// Which.
        slot: ColourSlot,
        /// Red, green, blue.
        rgb: (u8, u8, u8),
    },
    /// Name and version (XTVERSION); not clean.
    Version(String),
    /// Flags of the kitty keyboard protocol.
    KeyboardFlags(u16),
    /// Anything else that is no key.
    Other,
}

/// Which colour an answer tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColourSlot {
    /// One of the 256.
    Indexed(u8),
    /// Of the text.
    Foreground,
    /// Of the ground.
    Background,
    /// Of the cursor.
    Cursor,
}

/// How input is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InputSettings {
    /// How long a lone ESC may turn out to be the start of a sequence.
    pub escape_wait: Duration,
    /// How long a sequence may be held up before what comes next may be keys.
    pub pause: Duration,
    /// How long the rest of a sequence may take.
    pub sequence_wait: Duration,
    /// How long a paste may stop in its midst. Its end can be lost, and until it has come no key
    /// acts; a slow line must not cut a paste either, for the rest would act as keys.
    pub paste_wait: Duration,
}

impl Default for InputSettings {
    fn default() -> Self {
        InputSettings {
            escape_wait: Duration::from_millis(50),
            pause: Duration::from_millis(100),
            sequence_wait: Duration::from_secs(1),
            paste_wait: Duration::from_secs(2),
        }
    }
}

/// The reader of the terminal.
#[derive(Debug)]
pub struct Input {
    terminal: Arc<Shared>,
    signals: Signals,
    settings: InputSettings,
    decoder: Decoder,
    /// When what is begun has to be taken as it stands.
    deadline: Option<Instant>,
    wakes: Vec<OwnedFd>,
    hung_up: bool,
}

/// Bytes read in one go; a pty gives 4 KiB at most.
const CHUNK: usize = 16 * 1024;
/// Bytes taken in one call, so that a flood of input does not keep signals waiting.
const MOST_AT_ONCE: usize = 256 * 1024;

/// What a wait is for, beside signals, wakes and the end of the line.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Awaited {
    /// Input of the terminal.
    input: bool,
    /// Room to write.
    room: bool,
}

impl Input {
    /// Reads from the terminal of `guard`; starts to listen to signals.
    ///
    /// # Errors
    /// When the signals cannot be listened to.
    pub fn new(guard: &TerminalGuard, settings: InputSettings) -> std::io::Result<Input> {
        let terminal = Arc::clone(guard.shared());
        let decoder = Decoder::new(convert::EraseKey::of(terminal.erases_with_ctrl_h()));
        Ok(Input {
            terminal,
            signals: Signals::listen()?,
            settings,
            decoder,
            deadline: None,
            wakes: Vec::new(),
            hung_up: false,
        })
    }

    /// Tells whether questions to the terminal are not answered yet. Only then is what looks like the
    /// start of an answer waited for; else it is taken for keys.
    pub fn await_answers(&mut self, awaited: bool) {
        self.decoder.set_awaited(awaited);
    }

    /// Tells whether new line mode may be set while a key is pressed, in which Enter sends a line feed too.
    pub fn expect_new_lines(&mut self, expected: bool) {
        self.decoder.expect_new_lines(expected);
    }

    /// Also waits for `wake` to become readable, which is then told as [`TerminalEvent::Wake`]
    /// with the number returned here. Reading it empty is the caller's part.
    pub fn add_wake(&mut self, wake: OwnedFd) -> usize {
        self.wakes.push(wake);
        self.wakes.len() - 1
    }

    /// The signals, for [`TerminalGuard::suspend`].
    pub fn signals(&self) -> &Signals {
        &self.signals
    }

    /// Waits until something happens or `timeout` is over (`None`: for ever), and takes all that
    /// has come. An empty answer means that the time is over.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Vec<TerminalEvent> {
        self.wait_for(timeout, false)
    }

    /// The same, but also ends when the terminal takes output again ([`TerminalEvent::Writable`]).
    /// For while a frame is pending.
    pub fn wait_for_room(&mut self, timeout: Option<Duration>) -> Vec<TerminalEvent> {
        self.wait_for(timeout, true)
    }

    /// What has come that is no key, while keys that were read are still to be acted on: what is typed stays in
    /// the terminal, unless the line is gone; then what is left is read. With `room` it is also told that the
    /// terminal takes output again.
    pub fn look(&mut self, room: bool) -> Vec<TerminalEvent> {
        let mut events = Vec::new();
        let awaited = Awaited { input: false, room };
        self.poll_once(Some(Instant::now()), awaited, &mut events);
        events
    }

    fn wait_for(&mut self, timeout: Option<Duration>, room: bool) -> Vec<TerminalEvent> {
        let awaited = Awaited { input: true, room };
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut events = Vec::new();
        loop {
            self.poll_once(end, awaited, &mut events);
            if !events.is_empty() || end.is_some_and(|end| Instant::now() >= end) {
                return events;
            }
        }
    }

    fn poll_once(
        &mut self,
        end: Option<Instant>,
        awaited: Awaited,
        events: &mut Vec<TerminalEvent>,
    ) {
        let now = Instant::now();
        let soonest = [end, self.deadline].into_iter().flatten().min();
        let limit = soonest.map(|at| at.saturating_duration_since(now));
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());

        // A negative file descriptor cannot be given here; no flags still tell a hang-up,
        // which would make the poll spin. So a terminal that is gone is left out below.
        let mut terminal_flags = PollFlags::empty();
        terminal_flags.set(PollFlags::IN, awaited.input);
        terminal_flags.set(PollFlags::OUT, awaited.room);
        let mut polled = vec![PollFd::new(&self.signals, PollFlags::IN)];
        polled.extend(
            self.wakes
                .iter()
                .map(|wake| PollFd::new(wake, PollFlags::IN)),
        );
        if !self.hung_up {
            polled.push(PollFd::from_borrowed_fd(
                self.terminal.as_fd(),
                terminal_flags,
            ));
        }
        if let Err(error) = poll(&mut polled, limit.as_ref()) {
            drop(polled);
            // Interrupted by a signal: its byte is in the pipe, the next turn finds it. Any other
            // failure would come again at once: a terminal that can't be waited for is gone.
            if error != Errno::INTR && !self.hung_up {
                self.hung_up = true;
                events.push(TerminalEvent::HangUp);
            }
            return;
        }
        let told: Vec<PollFlags> = polled.iter().map(PollFd::revents).collect();
        drop(polled);

        if !told[0].is_empty() {
            self.take_signals(events);
        }
        for (number, flags) in told[1..].iter().take(self.wakes.len()).enumerate() {
            if !flags.is_empty() {
                events.push(TerminalEvent::Wake(number));
            }
        }
        let terminal = told
            .get(1 + self.wakes.len())
            .copied()
            .unwrap_or(PollFlags::empty());
        if terminal.contains(PollFlags::OUT) && !terminal.contains(PollFlags::HUP) {
            events.push(TerminalEvent::Writable);
        }
        if terminal.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            self.read(terminal, events);
        } else if awaited.input
            && self
                .deadline
                .is_some_and(|deadline| Instant::now() >= deadline)
        {
            match self.decoder.unfinished() {
                Some(decoder::Unfinished::Half) => self.decoder.pause(),
                _ => self.decoder.give_up(events),
            }
            self.set_deadline();
        }
    }

    fn take_signals(&mut self, events: &mut Vec<TerminalEvent>) {
        for signal in self.signals.take() {
            events.push(match signal {
                Signal::Terminate(number) => TerminalEvent::Terminate(number),
                Signal::Continue => TerminalEvent::Continue,
                Signal::Resize => {
                    let (columns, rows) = self.terminal.size();
                    TerminalEvent::Resize { columns, rows }
                }
            });
        }
    }

    /// Reads until nothing is left, then tells a hang-up if that is what ended it.
    fn read(&mut self, flags: PollFlags, events: &mut Vec<TerminalEvent>) {
        let mut bytes = [0; CHUNK];
        let mut taken = 0;
        let gone = loop {
            let mut tty = self.terminal.tty();
            match tty.read(&mut bytes) {
                Ok(0) => break true,
                Ok(count) => {
                    self.decoder.feed(&bytes[..count], events);
                    taken += count;
                    if taken >= MOST_AT_ONCE {
                        break false;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    break flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
                }
                // `EIO`: the other side is closed.
                Err(_) => break true,
            }
        };
        if gone {
            self.hung_up = true;
            events.push(TerminalEvent::HangUp);
        }
        self.set_deadline();
    }

    fn set_deadline(&mut self) {
        let wait = match self.decoder.unfinished() {
            None => None,
            Some(decoder::Unfinished::Escape | decoder::Unfinished::Doubtful) => {
                Some(self.settings.escape_wait)
            }
            Some(decoder::Unfinished::Half) => Some(self.settings.pause),
            Some(decoder::Unfinished::Paste) => Some(self.settings.paste_wait),
            Some(decoder::Unfinished::Sequence) => Some(self.settings.sequence_wait),
        };
        let next = wait.and_then(|wait| Instant::now().checked_add(wait));
        self.deadline = match self.decoder.unfinished() {
            // Keys that are held down do not put it off.
            Some(decoder::Unfinished::Doubtful) => {
                [self.deadline, next].into_iter().flatten().min()
            }
            _ => next,
        };
    }
}
