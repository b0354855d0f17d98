//! The commands as a script sees them: arguments and files in, output, messages and exit code out.
//!
//! One file a subject; [`run::Run`] starts the program in folders of its own, so that nothing of
//! the machine or of another test is seen.

mod bad_input;
mod check;
mod doctor;
mod hostile;
mod huge;
mod import;
mod import_bad_input;
mod import_explain;
mod import_outline;
mod import_outline_text;
mod import_two_texts;
mod keys;
mod library;
mod list;
mod pipes;
#[path = "../support/program.rs"]
mod program;
mod raw;
mod run;
mod search;
mod settings;
mod show;
mod show_raw;
#[path = "../support/hostile.rs"]
mod texts;
mod texts_written;
mod usage;
