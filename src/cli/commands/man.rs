//! `kanbao man`: the page on standard output, for `man -l -` or an installer.
//!
//! It is one page: the commands, and those below them, stand in it as sections, not as references to pages,
//! and the options that every command has stand once.

use clap_mangen::Man;

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
    let page = page(&help::command(session.words)).map_err(|error| output.failure(&error))?;
    output.generated(page.as_bytes())?;
    Ok(Exit::Done)
}

/// The lines with which the generator defines the apostrophe.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

fn page(command: &clap::Command) -> std::io::Result<String> {
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    push_commands(&mut page, command, "kanbao")?;
    whole.render_extra_section(&mut page)?;
    let page = String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH \"EXIT STATUS\"");
    // The generator begins every section as if it were a page.
    let (first, sections) = page.split_at(PREAMBLE.len().min(page.len()));
    Ok(format!("{first}{}", sections.replace(PREAMBLE, "")))
}

/// A section for each command below `command`, which is called as `path` says, and for those below it.
fn push_commands(page: &mut Vec<u8>, command: &clap::Command, path: &str) -> std::io::Result<()> {
    for sub in command.get_subcommands() {
        let path = format!("{path} {}", sub.get_name());
        let own = sub.clone().mut_args(|arg| {
            let everywhere = arg.is_global_set() || arg.get_id() == "help";
            arg.hide(everywhere)
        });
        let mut section = Vec::new();
        let man = Man::new(own);
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        // Sections of a page of its own are sections within this one's.
        let section = String::from_utf8_lossy(&section).replace(".SH ", ".SS ");
        page.extend_from_slice(format!(".SH \"{path}\"\n{section}").as_bytes());
        push_commands(page, sub, &path)?;
    }
    Ok(())
}
