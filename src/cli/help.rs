//! `--help` and complaints about arguments, in the interface's language.
//!
//! The doc comments in [`super::args`] are the English help. For Chinese this file walks over
//! clap's description of the same arguments and puts the wordings of `words::usage` in their place;
//! a test sees to it that none is missing. The language of help comes from `--lang`, looked for
//! before anything is parsed, and the locale; `config.toml` is not read for it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use super::args::Arguments;
use super::dashes;
use super::environment::Environment;
use super::error::Failure;
use super::exit::Exit;
use super::output::Output;
use crate::text::sanitize;
use crate::words::{Language, Words, usage};

/// The description of all arguments, with help in the language of `words`.
pub(crate) fn command(words: Words) -> Command {
    let mut command = Arguments::command();
    command.build();
    // What every command has stands below what only one has.
    let command = last(last(command, "help"), "version");
    match words.language {
        Language::English => command,
        Language::Chinese => chinese(command, ""),
    }
}

/// `command` and those below it with the option `id` at the end of their lists.
fn last(command: Command, id: &str) -> Command {
    let known = command.get_arguments().any(|arg| arg.get_id() == id);
    let command = if known {
        command.mut_arg(id, |arg| arg.display_order(200))
    } else {
        command
    };
    command.mut_subcommands(|sub| last(sub, id))
}

/// The arguments, where they can be understood.
///
/// # Errors
/// What clap makes of wrong usage, `--help` and `--version`.
pub(crate) fn parse(arguments: Vec<OsString>, words: Words) -> Result<Arguments, clap::Error> {
    let command = command(words);
    let arguments = dashes::parted(arguments, &command);
    let matches = command.try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// The language for help and complaints: `--lang` as far as it can be seen, else the locale.
pub(crate) fn language(arguments: &[OsString], environment: &Environment) -> Language {
    let mut flag = None;
    let mut arguments = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .peekable();
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments
                .peek()
                .and_then(|value| Language::from_name(value)),
            Some(rest) => rest.strip_prefix('=').and_then(Language::from_name),
            None => None,
        };
        flag = value.or(flag);
    }
    environment.language(flag, None)
}

/// What clap has to say instead of arguments: help and version on standard output, all else a
/// failure with the rest of clap's message as hints.
///
/// # Errors
/// Wrong usage, or standard output takes no more.
pub(crate) fn answer(error: &clap::Error, words: Words) -> Result<Exit, Failure> {
    let rendered = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut output = Output::new(words);
            for line in rendered.trim_end().lines() {
                output.line(sanitize(line).as_clean())?;
            }
            output.flush()?;
            Ok(Exit::Done)
        }
        _ => Err(complaint(error, words)),
    }
}

fn complaint(error: &clap::Error, words: Words) -> Failure {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => words.usage_value_missing(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            words.usage_value_bad(&argument, &value)
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            words.usage_argument_extra(&argument)
        }
        ErrorKind::UnknownArgument => words.usage_argument_unknown(&argument),
        ErrorKind::MissingRequiredArgument => words.usage_argument_missing(&argument),
        ErrorKind::ArgumentConflict => {
            words.usage_conflict(&argument, &text(ContextKind::PriorArg).unwrap_or_default())
        }
        _ => words.usage_wrong(),
    };
    let mut failure = Failure::usage(message);
    let suggestion = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .find_map(text);
    if let Some(suggestion) = suggestion {
        failure = failure.hint(words.usage_suggestion(&suggestion));
    } else if let Some(valid) = text(ContextKind::ValidValue).filter(|valid| !valid.is_empty()) {
        failure = failure.hint(words.usage_values(&valid));
    }
    if argument.starts_with("--width") && error.kind() == ErrorKind::ValueValidation {
        failure = failure.hint(words.usage_width());
    }
    failure.hint(words.usage_help(&command_of(error)))
}

/// The command whose usage `error` tells, with the program's name before it: its page has the options.
fn command_of(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let is_name = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = usage.split_whitespace().skip_while(|word| *word != PROGRAM);
    let words: Vec<&str> = words.take_while(is_name).collect();
    match words.is_empty() {
        true => PROGRAM.to_owned(),
        false => words.join(" "),
    }
}

const PROGRAM: &str = "kanbao";

/// The Chinese help for `command` and what is below it; `path` is `list.` inside `list`.
fn chinese(command: Command, path: &str) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let arguments = command.get_positionals().next().is_some();
    let own = path.trim_end_matches('.');
    let about = usage::chinese(if own.is_empty() { "kanbao" } else { own }).unwrap_or_default();
    let mut command = command
        .help_template(template(!names.is_empty(), arguments))
        .subcommand_help_heading("命令")
        .about(about.lines().next().unwrap_or_default())
        .long_about(about)
        .mut_args(|arg| chinese_argument(arg, path));
    if own.is_empty() {
        command = command.after_help(usage::chinese("exit_codes").unwrap_or_default());
    }
    for name in names {
        let path = format!("{path}{name}.");
        command = command.mut_subcommand(name, |sub| chinese(sub, &path));
    }
    command
}

/// The page of a command: clap's own headings end with a half-width colon, and a heading that has
/// nothing below it must not stand there.
fn template(commands: bool, arguments: bool) -> String {
    let mut template = String::from("{about-with-newline}\n用法：{usage}\n\n");
    if commands {
        template.push_str("命令：\n{subcommands}\n\n");
    }
    if arguments {
        template.push_str("参数：\n{positionals}\n\n");
    }
    template.push_str("选项：\n{options}{after-help}");
    template
}

fn chinese_argument(arg: Arg, path: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let heading = if arg.is_positional() {
        "参数"
    } else {
        "选项"
    };
    let arg = arg.help_heading(heading);
    match usage::chinese(&format!("{path}{id}")).or_else(|| usage::chinese(&id)) {
        Some(help) => arg
            .help(help)
            .long_help(None)
            .hide_possible_values(true)
            .hide_default_value(true),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_has_a_chinese_help() {
        fn missing(command: &Command, path: &str, found: &mut Vec<String>) {
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                if usage::chinese(&format!("{path}{id}"))
                    .or_else(|| usage::chinese(id))
                    .is_none()
                {
                    found.push(format!("{path}{id}"));
                }
            }
            for sub in command.get_subcommands() {
                let name = format!("{path}{}", sub.get_name());
                if usage::chinese(&name).is_none() {
                    found.push(name.clone());
                }
                missing(sub, &format!("{name}."), found);
            }
        }
        let mut command = Arguments::command();
        command.build();
        let mut found = Vec::new();
        missing(&command, "", &mut found);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn the_language_of_help_is_seen_before_parsing() {
        let language = |arguments: &[&str]| {
            let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            language(&arguments, &Environment::default())
        };
        assert_eq!(
            language(&["kanbao", "--lang", "en", "--help"]),
            Language::English
        );
        assert_eq!(
            language(&["kanbao", "list", "--lang=en"]),
            Language::English
        );
        assert_eq!(language(&["kanbao", "--lang"]), Language::Chinese);
        assert_eq!(language(&["kanbao", "--lang", "fr"]), Language::Chinese);
    }
}
