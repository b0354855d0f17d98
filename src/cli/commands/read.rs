//! `kanbao [PATH...]`: the reader.

use std::path::PathBuf;

use crate::cli::args::COMMANDS;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::stdout_is_terminal;
use crate::cli::session::Session;
use crate::config::suggest::nearest;
use crate::library::{Opened, Start, open};
use crate::words::Words;

/// Opens the reader on `paths`, or on the library where there is none.
///
/// # Errors
/// A path is neither an issue nor an article, there is no terminal, or the terminal fails.
pub(crate) fn run(paths: &[PathBuf], session: &Session) -> Result<Exit, Failure> {
    let words = session.words;
    let opened = if paths.is_empty() {
        Opened {
            scan: session.scan(),
            start: Start::Shelf,
        }
    } else {
        open(paths).map_err(|error| {
            misspelt(paths, words).unwrap_or(Failure::of(&error.diagnostic, words))
        })?
    };
    if !stdout_is_terminal() {
        return Err(Failure::usage(words.no_terminal()));
    }
    Ok(Exit::Done)
}

/// A word that is no file and nearly a command.
fn misspelt(paths: &[PathBuf], words: Words) -> Option<Failure> {
    let word = paths.first()?.to_str()?;
    if paths[0].exists() {
        return None;
    }
    let command = nearest(word, COMMANDS.iter().copied())?;
    Some(Failure::usage(words.command_unknown(word)).hint(words.hint_command(command)))
}
