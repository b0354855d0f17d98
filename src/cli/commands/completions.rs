//! `kanbao completions SHELL`.

use crate::cli::args::Completions;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::help;
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Prints the completions for a shell.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn run(
    args: &Completions,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let mut command = help::command(session.words);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "kanbao", &mut script);
    output.generated(&script)?;
    Ok(Exit::Done)
}
