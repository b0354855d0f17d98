//! A pseudo-terminal from outside: keys go in, bytes come out, an emulator shows what they draw.
//!
//! [`Line`] is the bare pair, for code that runs in the test itself. [`Session`] runs the program
//! in one, in folders of its own. Nothing here sleeps: every wait is for a condition and has a
//! limit, after which the test fails with the screen as it stands. A line may be given a [`Pace`],
//! with which it delays what goes through it, or be stalled ([`pace`]).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{PidfdFlags, pidfd_open};

#[path = "pace.rs"]
pub(crate) mod pace;
#[path = "popping.rs"]
mod popping;
#[path = "wide.rs"]
mod wide;

use crate::program::program;
use pace::{Gate, Pace, Pieces};
use popping::Popping;
use rustix::termios::{Termios, tcgetattr};

/// The longest wait for anything.
pub(crate) const LIMIT: Duration = Duration::from_secs(10);

/// The thread that takes what comes out.
struct Output {
    received: Receiver<pace::Piece>,
    gate: Arc<Gate>,
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// Both ends of a terminal line.
pub(crate) struct Line {
    master: Box<dyn MasterPty + Send>,
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Option<Output>,
    name: PathBuf,
    /// Everything that has come out.
    pub(crate) bytes: Vec<u8>,
    /// What it has drawn.
    pub(crate) emulator: vt100::Parser,
    popping: Popping,
    /// Whether it draws ambiguous quotes and dashes in two cells.
    wide: bool,
    /// The beginning of a character whose rest has not come out yet.
    begun: Vec<u8>,
    /// How slow the line is.
    pace: Pace,
    /// What has come out and is still on its way.
    coming: Option<pace::Piece>,
    /// What was typed and is still on its way.
    typed: Option<Sender<pace::Piece>>,
}

impl Line {
    pub(crate) fn open(columns: u16, rows: u16) -> Line {
        let size = pty_size(columns, rows);
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let name = pair.master.tty_name().expect("its name");
        Line {
            writer: Some(pair.master.take_writer().expect("its writer")),
            master: pair.master,
            slave: Some(pair.slave),
            output: None,
            name,
            bytes: Vec::new(),
            emulator: emulator(columns, rows),
            popping: Popping::default(),
            wide: false,
            begun: Vec::new(),
            pace: Pace::default(),
            coming: None,
            typed: None,
        }
    }

    /// Makes the line slow; to be told before anything goes through it.
    pub(crate) fn slow_down(&mut self, pace: Pace) {
        assert!(self.output.is_none(), "a line that nothing went through");
        self.pace = pace;
    }

    /// Takes nothing that comes out any more, as a line that has stalled, until it goes on.
    pub(crate) fn stall(&mut self) {
        self.flow();
        let output = self.output.as_ref().expect("flowing");
        output.gate.close();
    }

    /// Takes again what comes out.
    pub(crate) fn go_on(&mut self) {
        let output = self.output.as_ref().expect("a line that was stalled");
        output.gate.open();
    }

    /// From now on ambiguous quotes, dashes and symbols are drawn in two cells: as [`wide`] has them.
    pub(crate) fn draw_wide(&mut self) {
        self.wide = true;
    }

    fn draw(&mut self, bytes: &[u8]) {
        if !self.wide {
            return self.popping.process(&mut self.emulator, bytes);
        }
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.begun.len(),
        };
        let rest = self.begun.split_off(whole);
        let whole = std::mem::replace(&mut self.begun, rest);
        let text = String::from_utf8_lossy(&whole);
        let drawn = wide::widened(&text);
        self.popping.process(&mut self.emulator, drawn.as_bytes());
    }

    /// A handle on the program's end.
    pub(crate) fn handle(&self) -> OwnedFd {
        rustix::fs::open(&self.name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())
            .expect("the program's end")
    }

    /// The modes of the line as they are now.
    pub(crate) fn modes(&self) -> Termios {
        tcgetattr(self.handle()).expect("modes")
    }

    /// From now on what comes out is taken; before, it piles up as on a stalled line.
    pub(crate) fn flow(&mut self) {
        if self.output.is_some() {
            return;
        }
        let mut reader = self.master.try_clone_reader().expect("a reader");
        let (sender, received) = channel();
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        let gate = Arc::new(Gate::default());
        let passage = Arc::clone(&gate);
        let pace = self.pace;
        let thread = thread::spawn(move || {
            let mut bytes = vec![0; pace.portion(65536)];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                pace.pass(count);
                let piece = pace.piece(&bytes[..count]);
                if stop.load(Ordering::Acquire) || sender.send(piece).is_err() {
                    return;
                }
                passage.pass();
            }
        });
        self.output = Some(Output {
            received,
            gate,
            stopped,
            thread,
        });
    }

    /// Types.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        if self.pace.is_slow() {
            let writer = &mut self.writer;
            let typed = self.typed.get_or_insert_with(|| {
                let writer = writer.take().expect("an open line");
                Pieces::deliver_to(writer)
            });
            let piece = self.pace.piece(bytes.as_ref());
            typed.send(piece).expect("a line that takes input");
            return;
        }
        let writer = self.writer.as_mut().expect("an open line");
        writer
            .write_all(bytes.as_ref())
            .expect("a line that takes input");
        writer.flush().expect("a line that takes input");
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.master
            .resize(pty_size(columns, rows))
            .expect("a new size");
        self.emulator = emulator(columns, rows);
    }

    /// Waits until `met`, taking what comes out.
    pub(crate) fn wait_until(&mut self, what: &str, met: impl Fn(&Line) -> bool) {
        let start = Instant::now();
        while !met(self) {
            let left = LIMIT.saturating_sub(start.elapsed());
            if left.is_zero() || !self.take(left) && !met(self) {
                panic!(
                    "never came: {what}\nscreen:\n{}\nlast bytes: {:?}",
                    self.text(),
                    self.tail()
                );
            }
        }
    }

    /// Takes what comes out within `limit`; `false` if nothing did, or nothing ever will.
    pub(crate) fn take(&mut self, limit: Duration) -> bool {
        self.flow();
        let output = self.output.as_ref().expect("flowing");
        let end = Instant::now() + limit;
        if self.coming.is_none() {
            match output.received.recv_timeout(limit) {
                Ok(piece) => self.coming = Some(piece),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
            }
        }
        let Some(piece) = self.coming.take_if(|piece| piece.arrives_by(end)) else {
            return false;
        };
        self.draw(&piece.bytes);
        self.bytes.extend_from_slice(&piece.bytes);
        true
    }

    /// Takes what comes until nothing has come for `quiet`; returns how many bytes that were.
    pub(crate) fn settle(&mut self, quiet: Duration) -> usize {
        let before = self.bytes.len();
        while self.take(quiet) {}
        self.bytes.len() - before
    }

    /// The text on the screen. Blanks at the end of a row go: whether they were written or erased
    /// is seen by nobody.
    pub(crate) fn text(&self) -> String {
        let contents = self.emulator.screen().contents();
        let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
        rows.join("\n").trim_end().to_owned()
    }

    /// Whether tabs lead where they did before the program came.
    pub(crate) fn has_usual_stops(&self) -> bool {
        self.popping.has_usual_stops()
    }

    /// Whether line feeds and margins are as they were before the program came.
    pub(crate) fn has_usual_line_feeds(&self) -> bool {
        self.popping.has_usual_line_feeds()
    }

    /// The end of what came out, to be shown when a test fails.
    pub(crate) fn tail(&self) -> String {
        let start = self.bytes.len().saturating_sub(300);
        String::from_utf8_lossy(&self.bytes[start..]).into_owned()
    }

    /// Drops our end: the line is closed.
    pub(crate) fn close(mut self) {
        self.slave = None;
        let Some(output) = self.output.take() else {
            return;
        };
        // The reading thread has a handle of its own on our end: one more byte makes it look up.
        output.stopped.store(true, Ordering::Release);
        output.gate.open();
        let handle = self.handle();
        rustix::fs::fcntl_setfl(&handle, OFlags::NONBLOCK).expect("a handle of its own");
        match File::from(handle).write_all(b"\0") {
            // Where there is no room the reader has something to look up from.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            written => written.expect("a byte for the reader"),
        }
        output.thread.join().expect("a reader that ends");
    }
}

/// The program in a terminal.
pub(crate) struct Session {
    /// Its terminal.
    pub(crate) line: Line,
    child: Box<dyn Child + Send + Sync>,
    /// The modes that the terminal had before.
    pub(crate) modes_before: Termios,
}

/// What the program is started with.
pub(crate) struct Setup {
    columns: u16,
    rows: u16,
    environment: BTreeMap<String, String>,
    parent: Parent,
    arguments: Vec<String>,
}

/// Who starts the program.
#[derive(Clone)]
pub(crate) enum Parent {
    /// Nobody: it leads its session, as with `ssh -t host kanbao`.
    Nobody,
    /// A shell with job control, which has to be told `kanbao` by typing.
    Shell,
    /// A shell that ignores hang-ups and becomes the program, as `nohup` does.
    Nohup,
    /// A shell that lets it write no file beyond a few kilobytes and becomes it.
    Limit,
    /// Words that become the program, such as those of `setpriv`.
    Behind(Vec<String>),
    /// Another program, which is told what to start by its own arguments.
    Program(&'static str),
}

impl Setup {
    pub(crate) fn new(columns: u16, rows: u16) -> Setup {
        Setup {
            columns,
            rows,
            environment: BTreeMap::new(),
            parent: Parent::Nobody,
            arguments: Vec::new(),
        }
    }

    /// What it is started with, divided by blanks.
    pub(crate) fn arguments(mut self, arguments: &str) -> Setup {
        self.arguments = arguments.split_whitespace().map(str::to_owned).collect();
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Setup {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Who starts the program.
    pub(crate) fn parent(mut self, parent: Parent) -> Setup {
        self.parent = parent;
        self
    }

    /// Starts, with all the program's folders below `home`.
    pub(crate) fn start(self, home: &Path) -> Session {
        self.start_over(Pace::default(), home)
    }

    /// Starts on a line that is as slow as `pace` says.
    pub(crate) fn start_over(self, pace: Pace, home: &Path) -> Session {
        let mut line = Line::open(self.columns, self.rows);
        line.slow_down(pace);
        let program = program();
        let program = program.as_str();
        let mut command = match &self.parent {
            Parent::Nobody => CommandBuilder::new(program),
            Parent::Shell => {
                let mut command = CommandBuilder::new("sh");
                command.arg("-i");
                command
            }
            Parent::Nohup | Parent::Limit => {
                let before = match self.parent {
                    Parent::Nohup => "trap '' HUP",
                    _ => "trap '' XFSZ; ulimit -f 8",
                };
                let script = format!("{before}; exec \"$0\" \"$@\"");
                let mut command = CommandBuilder::new("sh");
                command.args(["-c", &script, program]);
                command
            }
            Parent::Behind(words) => {
                let mut words = words.iter().map(String::as_str).chain([program]);
                let mut command = CommandBuilder::new(words.next().expect("the program"));
                command.args(words);
                command
            }
            Parent::Program(name) => CommandBuilder::new(name),
        };
        command.args(&self.arguments);
        command.env_clear();
        command.cwd(home);
        let folder = Path::new(program).parent().expect("a folder of programs");
        let mut folders = vec![folder.to_owned()];
        folders.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        command.env("PATH", std::env::join_paths(folders).expect("a path"));
        command.env("PS1", "$ ");
        command.env("HOME", home);
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.join(folder));
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        let modes_before = line.modes();
        let slave = line.slave.as_ref().expect("the program's end");
        let child = slave.spawn_command(command).expect("a program that starts");
        line.flow();
        Session {
            line,
            child,
            modes_before,
        }
    }
}

impl Session {
    /// Its process.
    pub(crate) fn process(&self) -> rustix::process::Pid {
        let number = self.child.process_id().expect("a process");
        rustix::process::Pid::from_raw(i32::try_from(number).expect("a process number"))
            .expect("not 0")
    }

    /// Memory that it has at present and CPU time that it has used, of which the system counts
    /// hundredths of a second.
    pub(crate) fn usage(&self) -> (u64, Duration) {
        let of_process = |name: &str| {
            let number = self.process().as_raw_nonzero();
            std::fs::read_to_string(format!("/proc/{number}/{name}")).expect("a process")
        };
        let status = of_process("status");
        let kibibytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().strip_suffix(" kB"))
            .and_then(|number| number.parse::<u64>().ok());
        let stat = of_process("stat");
        let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
        (
            kibibytes.expect("a size") * 1024,
            Duration::from_millis(ticks * 10),
        )
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.process(), signal).expect("a process to signal");
    }

    /// Waits for the end within `limit`; the exit code.
    pub(crate) fn end_within(&mut self, limit: Duration) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child to wait for") {
                let last = Duration::from_millis(50) + self.line.pace.delay;
                while self.line.take(last) {}
                return status.exit_code();
            }
            if start.elapsed() > limit {
                panic!(
                    "still running\nscreen:\n{}\nlast bytes: {:?}",
                    self.line.text(),
                    self.line.tail()
                );
            }
            self.line.take(Duration::from_millis(20));
        }
    }

    /// Waits for the end within `limit` without taking anything that comes out; the exit code.
    pub(crate) fn gone_within(&mut self, limit: Duration) -> u32 {
        let process = pidfd_open(self.process(), PidfdFlags::empty()).expect("a child to wait for");
        let limit = Timespec::try_from(limit).expect("a short time");
        // It can be read from once the process has ended.
        let ended = poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&limit));
        assert_eq!(ended, Ok(1), "still running");
        self.child.wait().expect("a child that ended").exit_code()
    }

    /// Closes the line and waits for the end within `limit`; the exit code.
    pub(crate) fn hang_up_within(mut self, limit: Duration) -> u32 {
        let line = std::mem::replace(&mut self.line, Line::open(1, 1));
        line.close();
        self.gone_within(limit)
    }
}

/// The numbers of the processes of kanbao whose folders are below `home`.
pub(crate) fn readers(home: &Path) -> Vec<u32> {
    let mark = format!("XDG_STATE_HOME={}/state", home.display());
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    let of_home = processes.filter_map(|entry| {
        let number = entry.file_name().to_str()?.parse().ok()?;
        let of_process = |name: &str| std::fs::read(entry.path().join(name)).unwrap_or_default();
        let is_named = of_process("comm").trim_ascii_end() == b"kanbao";
        let environment = of_process("environ");
        let mut variables = environment.split(|&byte| byte == 0);
        (is_named && variables.any(|variable| variable == mark.as_bytes())).then_some(number)
    });
    of_home.collect()
}

/// Whether the bytes of a session leave every mode as it was: what was switched on is off again.
pub(crate) fn modes_left_on(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut left: Vec<String> = Vec::new();
    for part in text.split("\x1b[?").skip(1) {
        let Some(end) = part.find(|c: char| !c.is_ascii_digit() && c != ';') else {
            continue;
        };
        let on = part[end..].starts_with('h');
        if !on && !part[end..].starts_with('l') {
            continue;
        }
        for mode in part[..end].split(';') {
            // The cursor and wrapping are on in an idle terminal.
            let usual = matches!(mode, "25" | "7");
            left.retain(|other| other != mode);
            if on != usual {
                left.push(mode.to_owned());
            }
        }
    }
    left
}

/// An emulator of the size that a program would take; a claim beyond reason is cut.
fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    let known = |value: u16, unknown: u16| {
        let value = if value == 0 { unknown } else { value.min(1000) };
        NonZeroU16::new(value).expect("not 0")
    };
    vt100::Parser::new(known(rows, 24), known(columns, 80), 0)
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
