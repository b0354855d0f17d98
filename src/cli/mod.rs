//! The command line: arguments, commands, exit codes, and what is printed.
//!
//! [`run`] reads the arguments and the environment once, makes a [`session::Session`] (language,
//! settings, keymap, paths) and calls one function of [`commands`]. A command gives
//! `Result<Exit, Failure>`; only this file turns it into a message and an exit code. Nothing below
//! this layer looks at the environment or at standard input and output.
//!
//! The hard part is honesty at the edges: a closed pipe is success, a full disk is not, a broken
//! setting costs one line and never the command, and no byte of a file or an argument reaches a
//! terminal unless it went through [`crate::text::sanitize`].

mod args;
mod clock;
mod commands;
mod corrected;
mod dashes;
mod environment;
mod error;
mod exit;
mod fault;
mod find;
mod help;
mod in_order;
mod json;
mod marks;
mod named;
mod output;
mod raw_text;
mod session;
mod table;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Arguments, Command, Import};
use environment::Environment;
use error::Failure;
use exit::Exit;
use output::{Output, complain};
use session::Session;

use crate::words::Words;

/// Runs kanbao with `arguments`, the first of which is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    in_order::silence_workers();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Environment::read();
    let words = Words::new(help::language(&arguments, &environment));
    let exit = match help::parse(arguments, words) {
        Ok(arguments) => {
            let session = Session::open(&arguments.global, environment);
            if !matches!(
                arguments.command,
                Some(Command::Check(_) | Command::Doctor(_))
            ) {
                session.warn();
            }
            let mut output = Output::new(session.words);
            let result = perform(&arguments, &session, &mut output);
            let flushed = output.flush();
            end(result.and_then(|exit| flushed.map(|()| exit)))
        }
        Err(error) => end(help::answer(&error, words)),
    };
    exit.into()
}

fn perform(arguments: &Arguments, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    use commands::{
        bookmark, check, completions, doctor, export, import, import_marks, keys, list, man, note,
        read, search, show,
    };
    match &arguments.command {
        None => read::run(&arguments.paths, session),
        Some(Command::List(args)) => list::run(args, session, output),
        Some(Command::Check(args)) => check::run(args, session, output),
        Some(Command::Doctor(args)) => doctor::run(args, session, output),
        Some(Command::Bookmark(args)) => bookmark::run(args, session, output),
        Some(Command::Note(args)) => note::run(args, session, output),
        Some(Command::Export(args)) => export::run(args, session, output),
        Some(Command::Import(Import {
            marks: Some(file),
            json,
            ..
        })) => import_marks::run(file, *json, session, output),
        Some(Command::Import(args)) => import::run(args, session, output),
        Some(Command::Search(args)) => search::run(args, session, output),
        Some(Command::Show(args)) => show::run(args, session, output),
        Some(Command::Keys(args)) => keys::run(args, session, output),
        Some(Command::Completions(args)) => completions::run(args, session, output),
        Some(Command::Man) => man::run(session, output),
    }
}

/// Tells a failure, if there is anybody to tell, and gives the code to end with.
fn end(result: Result<Exit, Failure>) -> Exit {
    match result {
        Ok(exit) => exit,
        Err(failure) => {
            if let Some(message) = &failure.message {
                complain(message, &failure.hints);
            }
            failure.exit
        }
    }
}
