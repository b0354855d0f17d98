//! The terminal's modes: taken once, given back once, however the program ends.
//!
//! [`TerminalGuard`] sets raw mode, the alternate screen and bracketed paste on a handle of its
//! own, so that non-blocking reads and writes do not leak into the shell's handles. It gives all
//! back when dropped, in a panic (before the message is printed), and around a suspension.
//!
//! The hard part is giving back while the line is stalled or the process is not in the foreground:
//! writes are bounded in time, unsent output is thrown away, a sequence that was cut in the middle
//! is cancelled first, and a terminal that belongs to another job is left alone.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossterm::Command;
use crossterm::cursor::Show;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::LeaveAlternateScreen;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group};
use rustix::termios::{self, OptionalActions, QueueSelector, SpecialCodeIndex, Termios};

use super::signals::Signals;

/// Why there is no terminal to draw on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard output is not a terminal, or the process has none.
    #[error("no terminal")]
    NoTerminal,
    /// The system refused something.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// Owner of the terminal's modes.
#[derive(Debug)]
pub struct TerminalGuard {
    shared: Arc<Shared>,
}

/// What the guard, the writer, the input and the panic hook have in common.
#[derive(Debug)]
pub(super) struct Shared {
    tty: File,
    /// The modes as they were found.
    original: Termios,
    /// Whether the terminal is ours now: giving it back happens once.
    taken: AtomicBool,
    /// Whether it shows our pages, or still what stood there before.
    shows: AtomicBool,
    /// Whether the last write ended in the middle of a frame.
    torn: AtomicBool,
    /// What else puts the terminal back as it was found.
    also: Mutex<Vec<u8>>,
}

/// The name of threads whose panics are caught, and told by whoever waits for them.
pub const CAUGHT: &str = "worker";

/// The alternate screen, pastes in brackets, so that they are told from keys, and a cursor that is shown
/// (xterm, DEC private modes 1049, 2004 and 25). crossterm has pastes behind the feature that brings its
/// own input loop.
const ENTERING: &[u8] = b"\x1b[?1049;2004;25h";
const PASTES_AS_KEYS: &str = "\x1b[?2004l";
/// The whole window scrolls (DECSTBM).
const NO_SCROLL_REGION: &str = "\x1b[r";
/// `CAN` ends a sequence that was cut (ECMA-48), the rest what may be open in a frame: characters that stay
/// in their row, line feeds that return, left and right margins, an update that is shown at once.
const CANCEL: &[u8] = b"\x18\x1b[?7h\x1b[20l\x1b[?69l\x1b[?2026l";
/// How long giving back may wait for a stalled line.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long to wait for the stop after asking for it.
const STOP_PATIENCE: Duration = Duration::from_millis(200);
/// How long after going on in the background the signal to end may come.
const END_PATIENCE: Duration = Duration::from_millis(50);
/// What is taken when the terminal does not know its size.
const FALLBACK_SIZE: (u16, u16) = (80, 24);
/// Larger claims are cut, so that a wrong size cannot take all memory.
const LARGEST_SIZE: (u16, u16) = (1000, 500);

impl TerminalGuard {
    /// Takes the keys of this process's terminal; standard output must be one. It shows what it
    /// showed until [`TerminalGuard::show`].
    ///
    /// # Errors
    /// [`TerminalError::NoTerminal`] without one, [`TerminalError::System`] if it cannot be set.
    pub fn open() -> Result<TerminalGuard, TerminalError> {
        if !io::stdout().is_terminal() {
            return Err(TerminalError::NoTerminal);
        }
        let guard = TerminalGuard::of(own_handle()?)?;
        guard.shared.enter()?;
        Ok(guard)
    }

    /// Takes the terminal behind `tty`, which becomes non-blocking.
    ///
    /// # Errors
    /// When it is no terminal or refuses its modes.
    pub fn take(tty: OwnedFd) -> io::Result<TerminalGuard> {
        let guard = TerminalGuard::of(tty)?;
        guard.shared.shows.store(true, Ordering::Release);
        guard.shared.enter()?;
        Ok(guard)
    }

    /// The guard of the terminal behind `tty`, with nothing of it changed but that it does not block.
    fn of(tty: OwnedFd) -> io::Result<TerminalGuard> {
        let flags = rustix::fs::fcntl_getfl(&tty)?;
        rustix::fs::fcntl_setfl(&tty, flags | OFlags::NONBLOCK)?;
        let original = termios::tcgetattr(&tty)?;
        let shared = Arc::new(Shared {
            tty: tty.into(),
            original,
            taken: AtomicBool::new(false),
            shows: AtomicBool::new(false),
            torn: AtomicBool::new(false),
            also: Mutex::default(),
        });
        Ok(TerminalGuard { shared })
    }

    /// Makes room for our pages. Once is enough, however often the terminal is given back and taken
    /// again.
    ///
    /// # Errors
    /// When the terminal takes no output.
    pub fn show(&self) -> io::Result<()> {
        if self.shared.shows.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        self.shared.write_entering()
    }

    /// Sends `bytes` at once, in front of any frame.
    ///
    /// # Errors
    /// When the terminal takes no output.
    pub fn say(&self, bytes: &[u8]) -> io::Result<()> {
        self.shared.say(bytes)
    }

    /// Has `bytes` sent, too, whenever the terminal is given back.
    pub fn leave_with(&self, bytes: Vec<u8>) {
        *self.shared.also() = bytes;
    }

    /// Shows again what stood there before [`TerminalGuard::show`]; keys are still ours.
    pub fn hide(&self) {
        self.shared.hide();
    }

    /// Throws away what was typed or answered and has not been read, where the terminal is ours.
    pub fn discard_input(&self) {
        if self.shared.is_ours() {
            // Where that fails the line is gone, and nobody reads what comes.
            let _ = termios::tcflush(&self.shared.tty, QueueSelector::IFlush);
        }
    }

    /// Where frames go: non-blocking, so it may take a part only.
    pub fn writer(&self) -> TerminalWriter {
        TerminalWriter {
            shared: Arc::clone(&self.shared),
        }
    }

    /// Columns and rows: 80 by 24 where the terminal says 0, at most 1000 by 500.
    pub fn size(&self) -> (u16, u16) {
        self.shared.size()
    }

    /// Gives the terminal back. Done once, however often it is called; dropping does it too.
    pub fn restore(&self) {
        self.shared.restore();
    }

    /// Takes the terminal again after [`TerminalGuard::restore`], or after a stop from outside
    /// (`SIGCONT`) which may have left any modes. Returns columns and rows.
    ///
    /// # Errors
    /// When the terminal refuses its modes or takes no output.
    pub fn resume(&self) -> io::Result<(u16, u16)> {
        self.shared.enter()?;
        Ok(self.size())
    }

    /// Gives the terminal back, stops the job as `Ctrl-z` does elsewhere, and takes the terminal
    /// again when it goes on. Returns columns and rows; the screen must be painted anew
    /// ([`super::screen::Screen::abandon`]). `None` if it was not taken again.
    ///
    /// Where no shell could ever continue it (a session leader, as with `ssh -t host kanbao`)
    /// nothing stops: the program would hang for good. When an end was asked for meanwhile, the
    /// terminal is not taken again.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn suspend(&self, signals: &Signals) -> io::Result<Option<(u16, u16)>> {
        if getsid(None).is_ok_and(|session| session == getpid()) {
            return Ok(Some(self.size()));
        }
        self.restore();
        stop(Signal::TSTP, signals)?;
        self.come_back(signals)
    }

    /// Takes the terminal again after a stop. In the background, where the shell has it, that waits until
    /// the shell gives it (`fg`), stopped as any program that writes to a terminal that is not its own;
    /// `None` when the end was asked for meanwhile: then nothing is written any more.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn come_back(&self, signals: &Signals) -> io::Result<Option<(u16, u16)>> {
        while !self.shared.is_foreground() {
            // `kill %1` lets a stopped job go on so that it can end: both signals come together.
            wait_for(self.shared.tty.as_fd(), PollFlags::empty(), END_PATIENCE);
            if signals.is_ending() {
                return Ok(None);
            }
            // An orphaned job is not stopped; it is refused the terminal below.
            if !stop(Signal::TTOU, signals)? {
                break;
            }
        }
        self.resume().map(Some)
    }

    /// Whether it is ours.
    pub fn is_taken(&self) -> bool {
        self.shared.taken.load(Ordering::Acquire)
    }

    /// Makes a panic give the terminal back before its message is printed, in any thread but those
    /// named [`CAUGHT`].
    pub fn install_panic_hook(&self) {
        let shared = Arc::downgrade(&self.shared);
        let print_message = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let is_caught = std::thread::current().name() == Some(CAUGHT);
            if let Some(shared) = shared.upgrade().filter(|_| !is_caught) {
                shared.restore();
            }
            print_message(panic);
        }));
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Columns and rows of the terminal that standard output is; `None` for a pipe, a file, and a
/// terminal that does not know its size. For commands that print and never take the terminal.
pub fn stdout_size() -> Option<(u16, u16)> {
    size_of(&io::stdout())
}

/// The same for standard error.
pub fn stderr_size() -> Option<(u16, u16)> {
    size_of(&io::stderr())
}

fn size_of(stream: &(impl AsFd + IsTerminal)) -> Option<(u16, u16)> {
    if !stream.is_terminal() {
        return None;
    }
    let size = termios::tcgetwinsize(stream).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

impl Shared {
    pub(super) fn tty(&self) -> &File {
        &self.tty
    }

    pub(super) fn size(&self) -> (u16, u16) {
        let (columns, rows) =
            termios::tcgetwinsize(&self.tty).map_or((0, 0), |size| (size.ws_col, size.ws_row));
        let known = |value: u16, fallback: u16, largest: u16| {
            if value == 0 {
                fallback
            } else {
                value.min(largest)
            }
        };
        (
            known(columns, FALLBACK_SIZE.0, LARGEST_SIZE.0),
            known(rows, FALLBACK_SIZE.1, LARGEST_SIZE.1),
        )
    }

    /// Whether the key that erases sends `Ctrl-h` here.
    pub(super) fn erases_with_ctrl_h(&self) -> bool {
        self.original.special_codes[SpecialCodeIndex::VERASE] == 0x08
    }

    fn enter(&self) -> io::Result<()> {
        let mut raw = self.original.clone();
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        retry(|| termios::tcsetattr(&self.tty, OptionalActions::Now, &raw))?;
        self.taken.store(true, Ordering::Release);
        self.torn.store(false, Ordering::Release);
        match self.shows.load(Ordering::Acquire) {
            true => self.write_entering(),
            false => Ok(()),
        }
    }

    fn write_entering(&self) -> io::Result<()> {
        self.say(ENTERING)
    }

    fn say(&self, bytes: &[u8]) -> io::Result<()> {
        match self.write_within(bytes, PATIENCE) {
            true => Ok(()),
            false => Err(ErrorKind::TimedOut.into()),
        }
    }

    fn restore(&self) {
        if !self.taken.swap(false, Ordering::AcqRel) || !self.is_foreground() {
            return;
        }
        if self.shows.load(Ordering::Acquire) {
            self.write_leaving();
        }
        // Never "drain": that would wait for a stalled line for ever.
        let _ = retry(|| termios::tcsetattr(&self.tty, OptionalActions::Now, &self.original));
    }

    fn hide(&self) {
        if self.is_ours() && self.shows.swap(false, Ordering::AcqRel) {
            self.write_leaving();
        }
    }

    fn write_leaving(&self) {
        let mut bytes = Vec::new();
        if self.torn.load(Ordering::Acquire) {
            bytes.extend_from_slice(CANCEL);
        }
        let leaving = [&self.also()[..], leaving().as_bytes()].concat();
        bytes.extend_from_slice(&leaving);
        if !self.write_within(&bytes, PATIENCE) {
            // The line is stalled: what waits in the kernel makes room for the way out.
            let _ = termios::tcflush(&self.tty, QueueSelector::OFlush);
            let mut bytes = CANCEL.to_vec();
            bytes.extend_from_slice(&leaving);
            self.write_within(&bytes, PATIENCE);
        }
    }

    fn also(&self) -> MutexGuard<'_, Vec<u8>> {
        // It is only ever replaced as a whole.
        self.also.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the terminal was taken, and not given to another job since.
    fn is_ours(&self) -> bool {
        self.taken.load(Ordering::Acquire) && self.is_foreground()
    }

    /// Whether modes may be changed without being stopped for it (`SIGTTOU`).
    fn is_foreground(&self) -> bool {
        // Not the controlling terminal: nobody is stopped there.
        termios::tcgetpgrp(&self.tty).map_or(true, |group| group == getpgrp())
    }

    /// Writes all, waiting for room; `false` if there was none in time.
    fn write_within(&self, mut bytes: &[u8], patience: Duration) -> bool {
        let started = Instant::now();
        while !bytes.is_empty() {
            match (&self.tty).write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    let left = patience.saturating_sub(started.elapsed());
                    if left.is_zero() {
                        return false;
                    }
                    wait_for(self.tty.as_fd(), PollFlags::OUT, left);
                }
                // The line is gone, so nobody is there to be given anything back.
                Err(_) => return true,
            }
        }
        true
    }
}

impl AsFd for Shared {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }
}

/// The non-blocking way out to the terminal.
#[derive(Debug)]
pub struct TerminalWriter {
    shared: Arc<Shared>,
}

impl Write for TerminalWriter {
    /// Takes what the line takes now; [`ErrorKind::WouldBlock`] when that is nothing.
    ///
    /// A line that is gone takes everything: the input tells the hang-up, in its place among the
    /// other events, and a frame that nobody sees is no failure.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = match (&self.shared.tty).write(bytes) {
            Err(error) if is_gone(&error) => Ok(bytes.len()),
            result => result,
        };
        let all = matches!(result, Ok(count) if count == bytes.len());
        self.shared.torn.store(!all, Ordering::Release);
        result
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens the terminal anew: flags set on this handle are then nobody else's.
fn own_handle() -> Result<OwnedFd, TerminalError> {
    let named = |fd: BorrowedFd<'_>| {
        let name = termios::ttyname(fd, Vec::new()).ok()?;
        Some(PathBuf::from(name.to_str().ok()?))
    };
    // `/dev/tty` first: it can be opened even where the device belongs to another user (`su`).
    // The others are for processes without a controlling terminal.
    let candidates = [
        Some(PathBuf::from("/dev/tty")),
        named(io::stdout().as_fd()),
        named(io::stdin().as_fd()),
    ];
    for path in candidates.into_iter().flatten() {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        if let Ok(handle) = rustix::fs::open(&path, flags, Mode::empty()) {
            return Ok(handle);
        }
    }
    Err(TerminalError::NoTerminal)
}

/// `EIO` and its like: nobody is at the other end any more.
fn is_gone(error: &io::Error) -> bool {
    let gone = [
        rustix::io::Errno::IO,
        rustix::io::Errno::PIPE,
        rustix::io::Errno::NXIO,
    ];
    gone.iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

fn wait_for(fd: BorrowedFd<'_>, flags: PollFlags, limit: Duration) {
    let limit = Timespec::try_from(limit).ok();
    // Interruptions and failures are seen by whoever tries again.
    let _ = poll(&mut [PollFd::from_borrowed_fd(fd, flags)], limit.as_ref());
}

/// Stops the whole job, as the terminal itself would do it, so that a script around us stops too, until it
/// is continued; whether it was. The stop may come a moment later, and in an orphaned job never.
fn stop(signal: Signal, signals: &Signals) -> io::Result<bool> {
    signals.take_continue();
    kill_current_process_group(signal)?;
    let started = Instant::now();
    loop {
        if signals.take_continue() {
            return Ok(true);
        }
        let left = STOP_PATIENCE.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Ok(false);
        }
        wait_for(signals.as_fd(), PollFlags::IN, left);
    }
}

fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(rustix::io::Errno::INTR) => {}
            other => return Ok(other?),
        }
    }
}

/// Plain style, no scroll region, pastes as keys, cursor, the shell's screen.
fn leaving() -> String {
    let mut sequence = String::new();
    push(&mut sequence, SetAttribute(Attribute::Reset));
    sequence.push_str(NO_SCROLL_REGION);
    sequence.push_str(PASTES_AS_KEYS);
    push(&mut sequence, Show);
    push(&mut sequence, LeaveAlternateScreen);
    sequence
}

fn push(sequence: &mut String, command: impl Command) {
    // Writing into a string cannot fail, and these commands write nothing else.
    let _ = command.write_ansi(sequence);
}
