//! `kanbao show --raw`: any text, set as it stands.
//!
//! A line is a paragraph; a blank line stays blank; nothing is indented, hung, spaced or
//! normalised. Reading stops at a line that is too long to be set, and says so.

use std::fs::{self, Metadata};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use super::{ambiguous, level, measure, print};
use crate::cli::args::Show;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::{Output, complain};
use crate::cli::session::Session;
use crate::markup::{Block, BlockKind, Document};
use crate::text::{Clean, CleanStr, sanitize};
use crate::typeset::{Settings, typeset};
use crate::words::Words;

/// The most bytes of one line that are set.
const LONGEST_LINE: usize = 8 << 20;

/// Sets the text of `path`, or of standard input for `-`.
pub(super) fn run(
    path: &Path,
    args: &Show,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let level = level(args).unwrap_or_default();
    let settings = Settings::plain(measure(args), ambiguous(args, session), level);
    let standard_input = path == Path::new("-");
    let name = if standard_input {
        "-".into()
    } else {
        path.display().to_string()
    };
    let source: Box<dyn BufRead> = if standard_input {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::with_capacity(
            1 << 16,
            session.open_regular(path).map_err(|failure| {
                // A pipe by name: what comes out of it can be had.
                let pipe = |metadata: Metadata| !metadata.is_file() && !metadata.is_dir();
                match fs::metadata(path).is_ok_and(pipe) {
                    true => failure.hint(words.raw_pipe_hint()),
                    false => failure,
                }
            })?,
        ))
    };
    let mut lines = Lines {
        source,
        bytes: Vec::new(),
        number: 0,
    };
    let mut faulty = None;
    loop {
        match lines.next_line() {
            Ok(Some((number, Line::Text(bytes)))) => {
                let text = String::from_utf8_lossy(bytes);
                if matches!(text, std::borrow::Cow::Owned(_)) {
                    faulty.get_or_insert(number);
                }
                set(sanitize(&text), &settings, output)?;
            }
            Ok(Some((number, Line::TooLong))) => {
                let message = words.raw_line_too_long(number, LONGEST_LINE >> 20);
                return Err(Failure::usage(words.file_fault(&name, message.as_str())));
            }
            Ok(None) => break,
            Err(error) => return Err(unreadable(&name, standard_input, &error, words)),
        }
    }
    if let Some(line) = faulty {
        complain(
            &words.file_fault(&name, words.raw_not_utf8(line).as_str()),
            &[],
        );
    }
    Ok(Exit::Done)
}

fn unreadable(name: &str, standard_input: bool, error: &io::Error, words: Words) -> Failure {
    let why = words.system_error(error);
    Failure::disk(if standard_input {
        words.input_failed(why.as_str())
    } else {
        words.file_fault(name, why.as_str())
    })
}

/// Sets one line as one paragraph.
fn set(text: Clean, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if text.as_clean().trim().is_empty() {
        return output.line(CleanStr::default());
    }
    let block = Block {
        kind: BlockKind::Paragraph,
        range: 0..text.len(),
        line: 1,
    };
    let document = Document {
        text,
        blocks: vec![block],
        inlines: Vec::new(),
    };
    print(
        &typeset(None, &document, settings),
        0,
        &document,
        false,
        output,
    )
}

/// The lines of a source, one in memory at a time.
struct Lines {
    source: Box<dyn BufRead>,
    bytes: Vec<u8>,
    number: usize,
}

/// One line of a source.
enum Line<'a> {
    /// Its bytes, without the line's end and without a byte order mark.
    Text(&'a [u8]),
    /// It has more than [`LONGEST_LINE`] bytes.
    TooLong,
}

impl Lines {
    /// The next line with its number, from 1; `None` at the end.
    fn next_line(&mut self) -> io::Result<Option<(usize, Line<'_>)>> {
        self.bytes.clear();
        let limit = LONGEST_LINE as u64 + 2;
        if self
            .source
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut self.bytes)?
            == 0
        {
            return Ok(None);
        }
        self.number += 1;
        let mut line = self.bytes.as_slice();
        line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.number == 1 {
            line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        }
        let line = if line.len() > LONGEST_LINE {
            Line::TooLong
        } else {
            Line::Text(line)
        };
        Ok(Some((self.number, line)))
    }
}
