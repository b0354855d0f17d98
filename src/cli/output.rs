//! The one place that writes to standard output and standard error.
//!
//! Only [`Clean`] text and escaped JSON come through here, so no byte of a file acts on a terminal.
//! Standard output is buffered and flushed once, at the end; a closed pipe ends the command in
//! silence, a full disk makes it fail.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::error::Failure;
use super::json;
use crate::runtime::terminal::{stderr_size, stdout_size};
use crate::text::elide::elide_end;
use crate::text::{AmbiguousWidth, Cells, Clean, CleanStr};
use crate::words::Words;

/// Standard output and standard error for one command.
#[derive(Debug)]
pub(crate) struct Output {
    words: Words,
    stdout: io::BufWriter<io::Stdout>,
}

/// What a line of standard output is, for its style on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// Text like any other.
    Plain,
    /// A heading of a list, a title.
    Strong,
    /// What stands beside the thing itself: places, hints.
    Faint,
}

/// A piece of a line, on which one may want to point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The text.
    pub(crate) text: Clean,
    /// Whether it is pointed at.
    pub(crate) marked: bool,
}

impl Emphasis {
    /// The sequences (SGR) before and after the text.
    fn marks(self) -> (&'static [u8], &'static [u8]) {
        match self {
            Emphasis::Plain => (b"", b""),
            Emphasis::Strong => (b"\x1b[1m", b"\x1b[0m"),
            Emphasis::Faint => (b"\x1b[2m", b"\x1b[0m"),
        }
    }
}

impl Output {
    /// Output whose failures are told in `words`.
    pub(crate) fn new(words: Words) -> Output {
        Output {
            words,
            stdout: io::BufWriter::with_capacity(1 << 16, io::stdout()),
        }
    }

    /// Writes one line.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn line(&mut self, text: CleanStr<'_>) -> Result<(), Failure> {
        writeln!(self.stdout, "{text}").map_err(|error| self.failure(&error))
    }

    /// Writes one line of texts, each after a number of blank cells; no spaces at its end.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn pieces(
        &mut self,
        pieces: &[(Cells, CleanStr<'_>)],
        emphasis: Emphasis,
    ) -> Result<(), Failure> {
        let mut write = || -> io::Result<()> {
            let last = pieces.iter().rposition(|(_, text)| !text.trim().is_empty());
            let (start, end) = emphasis.marks();
            self.stdout.write_all(start)?;
            for (index, (blank, text)) in pieces
                .iter()
                .enumerate()
                .take(last.map_or(0, |last| last + 1))
            {
                write!(self.stdout, "{:blank$}", "")?;
                let text = if Some(index) == last {
                    text.as_str().trim_end()
                } else {
                    text.as_str()
                };
                self.stdout.write_all(text.as_bytes())?;
            }
            self.stdout.write_all(end)?;
            self.stdout.write_all(b"\n")
        };
        write().map_err(|error| self.failure(&error))
    }

    /// Writes one line of `stretches` behind `indent`; what is marked is bold, or in 【】 where
    /// `color` is false.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn marked(
        &mut self,
        indent: &str,
        stretches: &[Stretch],
        color: bool,
    ) -> Result<(), Failure> {
        let (bold, plain) = Emphasis::Strong.marks();
        let (start, end) = if color {
            (bold, plain)
        } else {
            ("【".as_bytes(), "】".as_bytes())
        };
        let mut write = || -> io::Result<()> {
            self.stdout.write_all(indent.as_bytes())?;
            for stretch in stretches {
                let text = stretch.text.as_str().as_bytes();
                if stretch.marked {
                    self.stdout.write_all(start)?;
                    self.stdout.write_all(text)?;
                    self.stdout.write_all(end)?;
                } else {
                    self.stdout.write_all(text)?;
                }
            }
            self.stdout.write_all(b"\n")
        };
        write().map_err(|error| self.failure(&error))
    }

    /// Writes one line in a style; plain where `color` is false.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn styled(
        &mut self,
        text: CleanStr<'_>,
        emphasis: Emphasis,
        color: bool,
    ) -> Result<(), Failure> {
        let emphasis = if color { emphasis } else { Emphasis::Plain };
        self.pieces(&[(0, text)], emphasis)
    }

    /// Writes `document` as one JSON document on one line.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn json(&mut self, document: &impl Serialize) -> Result<(), Failure> {
        json::write(&mut self.stdout, document)
            .and_then(|()| self.stdout.write_all(b"\n"))
            .map_err(|error| self.failure(&error))
    }

    /// Writes `document` as an element of a list: `before` is what stands between it and the one
    /// before.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn json_element(
        &mut self,
        before: &str,
        document: &impl Serialize,
    ) -> Result<(), Failure> {
        self.stdout
            .write_all(before.as_bytes())
            .and_then(|()| json::write(&mut self.stdout, document))
            .map_err(|error| self.failure(&error))
    }

    /// Writes what a generator of our own made (completions, the man page), byte for byte.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn generated(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stdout
            .write_all(bytes)
            .map_err(|error| self.failure(&error))
    }

    /// Sends what is still buffered.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.stdout.flush().map_err(|error| self.failure(&error))
    }

    /// The failure that `error` of standard output means.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::output(
            error,
            self.words
                .output_failed(self.words.system_error(error).as_str()),
        )
    }
}

/// Writes `kanbao: message` and a line for each hint to standard error. Where even that fails there
/// is nobody left to tell.
pub(crate) fn complain(message: &Clean, hints: &[Clean]) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "kanbao: {message}");
    for hint in hints {
        let _ = writeln!(stderr, "  {hint}");
    }
}

/// One line on standard error that tells how far work has come, written over in place and taken away
/// at the end. There is none where standard error is no terminal, and none for short work.
#[derive(Debug)]
pub(crate) struct Progress {
    begun: Instant,
    after: Duration,
    columns: Option<Cells>,
    /// What stands there now.
    shown: Clean,
}

impl Progress {
    /// A line that is written from `after` on.
    pub(crate) fn after(after: Duration) -> Progress {
        let columns = stderr_size().map(|(columns, _)| Cells::from(columns));
        Progress {
            begun: Instant::now(),
            after,
            columns,
            shown: Clean::default(),
        }
    }

    /// Writes `text` as far as it fits in one line.
    pub(crate) fn tell(&mut self, text: &Clean) {
        let Some(columns) = self.columns.filter(|_| self.begun.elapsed() >= self.after) else {
            return;
        };
        let budget = columns.saturating_sub(1);
        let (text, _) = elide_end(text.as_clean(), budget, AmbiguousWidth::WIDE);
        if text != self.shown {
            // Back to the start, the text, nothing behind it (EL).
            let _ = write!(io::stderr().lock(), "\r{text}\x1b[K");
            self.shown = text;
        }
    }
}

impl Progress {
    /// Makes room for a message; the line comes again with the next [`Progress::tell`].
    pub(crate) fn clear(&mut self) {
        if !self.shown.is_empty() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
            self.shown = Clean::default();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whether standard output is a terminal.
pub(crate) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The width of the terminal that standard output is, in cells; `None` for a pipe or a file, and for
/// a terminal that does not know.
pub(crate) fn stdout_columns() -> Option<Cells> {
    stdout_size().map(|(columns, _)| Cells::from(columns))
}
