//! The reader's own editor: it gets the terminal and a file with the note, and what it leaves there is
//! the note then.
//!
//! The command is `$VISUAL` or `$EDITOR`, split into arguments as a shell would split it; no shell runs.
//! The file is private, lies beside the drafts and goes when it was read. While the editor runs there is
//! one wait, for its end, for signals and for the end of the line: an end that is asked for is not kept
//! waiting by it.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::NamedTempFile;

use super::signals::Signals;
use super::terminal::TerminalGuard;
use crate::app::pages::note::LONGEST;
use crate::store::atomic::sync_folder;
use crate::store::drafts::OpenDraft;
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// A text and the command that is to write on at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The program and its arguments; at least one word.
    command: Vec<String>,
    text: String,
    /// Where the file is to lie; where the system has such files if nobody says.
    place: Option<PlaceOutside>,
}

/// Where the file of another editor lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOutside {
    /// The folder; it is there.
    pub folder: PathBuf,
    /// How the name of the file begins: by that it is found again after a kill.
    pub prefix: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the editor made of the text, or what is to be said.
    pub text: Result<String, Clean>,
    /// Whether the program was asked to end meanwhile: the terminal is not to be taken again.
    pub is_end: bool,
    /// The file that the text was read from: to be removed once the text is kept elsewhere.
    pub read: Option<PathBuf>,
}

/// How a wait for the editor ended.
#[derive(Debug)]
enum Waited {
    /// With its end.
    Ended(io::Result<ExitStatus>),
    /// This program was asked to end, and the editor has not.
    Hurried,
}

/// The most bytes that are read of what an editor wrote: all characters there could be, and one.
const MOST_BYTES: u64 = LONGEST as u64 * 4 + 1;

/// How long an editor that is told to end may take.
const LAST_WORDS: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 500_000_000,
};

impl Outside {
    /// For the command `editor`; `None` where none is set.
    pub fn new(editor: Option<&str>, text: String) -> Option<Outside> {
        let command = split(editor?);
        (!command.is_empty()).then_some(Outside {
            command,
            text,
            place: None,
        })
    }

    /// With its file in `place`.
    #[must_use]
    pub fn at(mut self, place: Option<PlaceOutside>) -> Outside {
        self.place = place;
        self
    }

    /// Gives the terminal to the editor and waits for its end. The terminal is not taken again. If this
    /// program is asked to end meanwhile, or the line is gone, the editor is told so; what it has saved
    /// by then is the text.
    pub fn run(&self, guard: &TerminalGuard, signals: &Signals, words: Words) -> Outcome {
        let name = self.command[0].as_str();
        let missing = |error: &io::Error| Outcome {
            text: Err(words.editor_missing(name, words.system_error(error).as_str())),
            is_end: false,
            read: None,
        };
        let file = match self.write() {
            Ok(file) => file,
            Err(error) => return missing(&error),
        };
        guard.restore();
        let (waited, is_end) = match self.start(file.path()) {
            Ok(child) => wait(child, guard, signals),
            Err(error) => return missing(&error),
        };
        signals.forget_interrupt();
        let mut read = None;
        let text = match waited {
            Waited::Ended(Ok(status)) if status.success() || is_end => {
                read = Some(file.path().to_owned());
                read_file(file, words)
            }
            Waited::Ended(Ok(status)) => Err(self.failed(file, status, words)),
            Waited::Ended(Err(error)) => return missing(&error),
            Waited::Hurried => {
                let text = read_text(file.path(), words);
                // It may still write there.
                let _ = file.keep();
                text
            }
        };
        let read = read.filter(|_| text.is_ok());
        Outcome { text, is_end, read }
    }

    fn write(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.suffix(OpenDraft::OUTSIDE);
        let mut file = match &self.place {
            Some(place) => builder.prefix(&place.prefix).tempfile_in(&place.folder)?,
            None => builder.prefix(NAMED).tempfile()?,
        };
        file.write_all(self.written().as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    }

    /// The text as files of text are: with a line feed at its end.
    fn written(&self) -> String {
        format!("{}\n", self.text)
    }

    fn start(&self, file: &Path) -> io::Result<Child> {
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).arg(file);
        if !io::stdin().is_terminal() {
            // A text was read from there.
            command.stdin(Stdio::from(File::open("/dev/tty")?));
        }
        command.spawn()
    }

    /// What is said of an editor that ended with `status`; its file is kept if something was written.
    fn failed(&self, file: NamedTempFile, status: ExitStatus, words: Words) -> Clean {
        let code = code(status, words);
        let path = file.path().to_owned();
        match std::fs::read(&path) {
            Ok(bytes) if bytes != self.written().as_bytes() => {
                let path = leave(file);
                words.editor_failed_kept(code.as_str(), &path.to_string_lossy())
            }
            _ => words.editor_failed(code.as_str()),
        }
    }
}

/// Waits for the end of `child`; and whether this program was asked to end meanwhile.
fn wait(mut child: Child, guard: &TerminalGuard, signals: &Signals) -> (Waited, bool) {
    let process = Pid::from_child(&child);
    let Ok((done, ended)) = io::pipe() else {
        return (Waited::Ended(child.wait()), false);
    };
    let waiting = thread::spawn(move || {
        let status = child.wait();
        // Closed at the end: that is what wakes the polls below.
        drop(ended);
        status
    });
    let tty = guard.shared().tty();
    let mut is_end = false;
    loop {
        let mut fds = [
            PollFd::from_borrowed_fd(done.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
            // What is typed is the editor's; that the line is gone is told unasked.
            PollFd::from_borrowed_fd(tty.as_fd(), PollFlags::empty()),
        ];
        let polled = poll(
            &mut fds[..if is_end { 1 } else { 3 }],
            is_end.then_some(&LAST_WORDS),
        );
        let has_ended = polled.is_ok() && !fds[0].revents().is_empty();
        if has_ended || waiting.is_finished() {
            let status = waiting.join();
            let status = status.unwrap_or_else(|_| Err(io::Error::other("the wait failed")));
            return (Waited::Ended(status), is_end);
        }
        if is_end {
            return (Waited::Hurried, true);
        }
        signals.forget_interrupt();
        let is_gone = fds[2].revents().intersects(PollFlags::HUP | PollFlags::ERR);
        if signals.is_ending() || is_gone {
            is_end = true;
            // Its own end may have come first.
            let _ = kill_process(process, Signal::HUP);
        } else {
            signals.quiet();
        }
    }
}

/// What the editor left in `file`, which stays; what cannot be used stays under another name.
fn read_file(file: NamedTempFile, words: Words) -> Result<String, Clean> {
    // The editor may have put another file in the place of this one.
    let (path, folder) = (file.path().to_owned(), file.path().parent());
    let synced = File::open(&path).and_then(|written| written.sync_all());
    if synced.is_ok() {
        let _ = folder.map(sync_folder);
    }
    let text = read_text(&path, words);
    if text.is_err() {
        // Whatever it is, the reader wrote it.
        let left = leave(file);
        return read_text(&left, words);
    }
    // It goes once its text is kept as the draft.
    let _ = file.keep();
    text
}

/// How the names of files begin that are no draft's.
const NAMED: &str = "kanbao-note-";

/// Leaves `file` to the reader, who is told of it, under a name that is no draft's: as one it would be offered
/// and go with it. Gives its path.
fn leave(file: NamedTempFile) -> PathBuf {
    let path = file.path().to_owned();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let named = path.with_file_name(match name.strip_prefix(NAMED) {
        Some(_) => name.into_owned(),
        None => format!("{NAMED}{name}"),
    });
    let moved = std::fs::rename(&path, &named).is_ok();
    let _ = file.keep();
    if moved { named } else { path }
}

/// The text at `path`, or why it cannot be used.
fn read_text(path: &Path, words: Words) -> Result<String, Clean> {
    let shown = path.to_string_lossy();
    let mut bytes = Vec::new();
    // By its name: many editors put a new file in the place of the old one.
    let opened = File::open(path).map(|file| file.take(MOST_BYTES));
    if let Err(error) = opened.and_then(|mut file| file.read_to_end(&mut bytes)) {
        if error.kind() == io::ErrorKind::NotFound {
            return Err(words.editor_gone(&shown));
        }
        let why = words.system_error(&error);
        return Err(words.editor_unreadable(&shown, why.as_str()));
    }
    if bytes.len() as u64 == MOST_BYTES {
        return Err(words.editor_large(LONGEST, &shown));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        let why = words.system_not_text();
        return Err(words.editor_unreadable(&shown, why.as_str()));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match text.trim_end_matches(['\r', '\n']).chars().count() > LONGEST {
        true => Err(words.editor_large(LONGEST, &shown)),
        false => Ok(text.to_owned()),
    }
}

fn code(status: ExitStatus, words: Words) -> Clean {
    match (status.code(), status.signal()) {
        (None, Some(signal)) => words.system_signal(signal),
        (code, _) => sanitize(&code.unwrap_or(-1).to_string()),
    }
}

/// The words of `command`, parted at blanks outside of quotation marks, as POSIX shells do it (XCU 2.2):
/// nothing is literal but what is quoted, and nothing is expanded. A quotation that is not closed goes
/// to the end.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut chars = command.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('"'), '\\') if chars.peek().is_some_and(|c| "\"\\$`".contains(*c)) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_as_a_shell_would() {
        for (command, expected) in [
            ("vi", vec!["vi"]),
            ("  code  --wait ", vec!["code", "--wait"]),
            (
                "'/opt/my editor/ed' -c \"set tw=60\"",
                vec!["/opt/my editor/ed", "-c", "set tw=60"],
            ),
            (r#"a\ b "c\"d" 'e\f' ''"#, vec!["a b", "c\"d", r"e\f", ""]),
            ("vi '$(rm) *; x", vec!["vi", "$(rm) *; x"]),
            ("  ", vec![]),
        ] {
            assert_eq!(split(command), expected, "{command}");
        }
        assert_eq!(Outside::new(Some(" "), String::new()), None);
        assert_eq!(Outside::new(None, String::new()), None);
    }
}
