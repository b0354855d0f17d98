//! The reader's own editor: it gets the terminal and a file with the note, and what it leaves there is
//! the note then.
//!
//! The command is `$VISUAL` or `$EDITOR`, split into arguments as a shell would split it; no shell runs.
//! The file is private and goes when it was read. While the editor runs there is one wait, for its end
//! and for signals: an end that is asked for is not kept waiting by it.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use tempfile::NamedTempFile;

use super::signals::Signals;
use super::terminal::TerminalGuard;
use crate::app::pages::note::LONGEST;
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// A text and the command that is to write on at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The program and its arguments; at least one word.
    command: Vec<String>,
    text: String,
}

/// The most bytes that are read of what an editor wrote: all characters there could be, and one.
const MOST_BYTES: u64 = LONGEST as u64 * 4 + 1;

impl Outside {
    /// For the command `editor`; `None` where none is set.
    pub fn new(editor: Option<&str>, text: String) -> Option<Outside> {
        let command = split(editor?);
        (!command.is_empty()).then_some(Outside { command, text })
    }

    /// Gives the terminal to the editor and waits for its end. What it made of the text, or what is to
    /// be said; the terminal is not taken again. `None` if the program was asked to end meanwhile.
    pub fn run(
        &self,
        guard: &TerminalGuard,
        signals: &Signals,
        words: Words,
    ) -> Option<Result<String, Clean>> {
        let name = self.command[0].as_str();
        let missing =
            |error: &io::Error| words.editor_missing(name, words.system_error(error).as_str());
        let file = match self.write() {
            Ok(file) => file,
            Err(error) => return Some(Err(missing(&error))),
        };
        guard.restore();
        let status = match self.start(file.path()) {
            Ok(child) => wait(child, signals),
            Err(error) => return Some(Err(missing(&error))),
        };
        signals.forget_interrupt();
        Some(match status? {
            Ok(status) if status.success() => read(file, words),
            Ok(status) => Err(words.editor_failed(code(status, words).as_str())),
            Err(error) => Err(missing(&error)),
        })
    }

    fn write(&self) -> io::Result<NamedTempFile> {
        let mut file = tempfile::Builder::new()
            .prefix("kanbao-note-")
            .suffix(".md")
            .tempfile()?;
        writeln!(file, "{}", self.text)?;
        Ok(file)
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
}

/// Waits for the end of `child`; `None` if the program was asked to end before.
fn wait(mut child: Child, signals: &Signals) -> Option<io::Result<ExitStatus>> {
    let Ok((done, ended)) = io::pipe() else {
        return Some(child.wait());
    };
    let waiting = thread::spawn(move || {
        let status = child.wait();
        // Closed at the end: that is what wakes the poll below.
        drop(ended);
        status
    });
    loop {
        let mut fds = [
            PollFd::from_borrowed_fd(done.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
        ];
        let polled = poll(&mut fds, None);
        if waiting.is_finished() || polled.is_ok() && !fds[0].revents().is_empty() {
            let status = waiting.join();
            return Some(status.unwrap_or_else(|_| Err(io::Error::other("the wait failed"))));
        }
        signals.forget_interrupt();
        if signals.is_ending() {
            return None;
        }
        signals.quiet();
    }
}

/// What the editor left in `file`.
fn read(file: NamedTempFile, words: Words) -> Result<String, Clean> {
    let path = file.path().to_owned();
    let shown = path.to_string_lossy().into_owned();
    let kept = |sentence| {
        // Whatever it is, the reader wrote it.
        let _ = file.keep();
        Err(sentence)
    };
    let mut bytes = Vec::new();
    // By its name: many editors put a new file in the place of the old one.
    let opened = File::open(&path).map(|file| file.take(MOST_BYTES));
    if let Err(error) = opened.and_then(|mut file| file.read_to_end(&mut bytes)) {
        let why = words.system_error(&error);
        return kept(words.editor_unreadable(&shown, why.as_str()));
    }
    if bytes.len() as u64 == MOST_BYTES {
        return kept(words.editor_large(LONGEST, &shown));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        let why = words.system_not_text();
        return kept(words.editor_unreadable(&shown, why.as_str()));
    };
    let text = text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text);
    match text.trim_end_matches(['\r', '\n']).chars().count() > LONGEST {
        true => kept(words.editor_large(LONGEST, &shown)),
        false => Ok(text),
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
