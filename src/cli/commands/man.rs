//! `kanbao man`: the page on standard output, for `man -l -` or an installer.

use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::help;
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Prints the man page, in the interface's language.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn run(session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(help::command(session.words))
        .render(&mut page)
        .map_err(|error| output.failure(&error))?;
    output.generated(&page)?;
    Ok(Exit::Done)
}
