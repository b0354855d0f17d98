//! Queries with words that begin with a dash: `kanbao search 医保 -社保`.
//!
//! clap takes such a word for an option, and could be told not to only by taking all options behind
//! the first word for words of the query. So before it sees the arguments, those of `search` are
//! parted: options first, then `--`, then the query in its order.

use std::ffi::{OsStr, OsString};

use clap::{ArgAction, Command};

/// The command whose words may begin with a dash.
const COMMAND: &str = "search";

/// `arguments`, the program's name first, with the words of a query behind `--`.
pub(crate) fn parted(arguments: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let Some(own) = command.find_subcommand(COMMAND) else {
        return arguments;
    };
    let mut rest = arguments.iter().skip(1);
    let mut before = 1;
    loop {
        let Some(argument) = rest.next() else {
            return arguments;
        };
        before += 1;
        match Kind::of(argument, command, command) {
            Kind::Option => {}
            Kind::OptionBeforeValue => {
                rest.next();
                before += 1;
            }
            Kind::Word if argument == COMMAND => break,
            Kind::Word | Kind::Escape => return arguments,
        }
    }
    let mut parted: Vec<OsString> = arguments[..before].to_vec();
    let mut words: Vec<OsString> = Vec::new();
    let mut rest = arguments[before..].iter();
    while let Some(argument) = rest.next() {
        match Kind::of(argument, own, command) {
            Kind::Option => parted.push(argument.clone()),
            Kind::OptionBeforeValue => {
                parted.push(argument.clone());
                parted.extend(rest.next().cloned());
            }
            Kind::Word => words.push(argument.clone()),
            Kind::Escape => words.extend(rest.by_ref().cloned()),
        }
    }
    if !words.is_empty() {
        parted.push("--".into());
        parted.extend(words);
    }
    parted
}

/// What an argument is.
enum Kind {
    /// An option, whatever belongs to it.
    Option,
    /// An option whose value is the next argument.
    OptionBeforeValue,
    /// `--`.
    Escape,
    /// Anything else.
    Word,
}

impl Kind {
    /// What `argument` is among those of `own`, a command below `whole`.
    fn of(argument: &OsStr, own: &Command, whole: &Command) -> Kind {
        let text = argument.to_string_lossy();
        if text == "--" {
            return Kind::Escape;
        }
        let Some(name) = text.strip_prefix("--") else {
            // Of one dash there are help and version only.
            return match text.as_ref() {
                "-h" | "-V" => Kind::Option,
                _ => Kind::Word,
            };
        };
        let mut known = own.get_arguments().chain(whole.get_arguments());
        let option = known.find(|option| option.get_long() == Some(name));
        let takes_value =
            |option: &clap::Arg| matches!(option.get_action(), ArgAction::Set | ArgAction::Append);
        match option.is_some_and(takes_value) {
            true => Kind::OptionBeforeValue,
            false => Kind::Option,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn words_of_a_query_may_begin_with_a_dash() {
        for (given, expected) in [
            ("search a -b", "search -- a -b"),
            (
                "search a -title:b --limit 3 c --json",
                "search --limit 3 --json -- a -title:b c",
            ),
            ("--lang en search -a", "--lang en search -- -a"),
            (
                "search --lang en -a --in=title",
                "search --lang en --in=title -- -a",
            ),
            ("search -h", "search -h"),
            ("search a -- --json -b", "search -- a --json -b"),
            ("search --jsno a", "search --jsno -- a"),
            ("search", "search"),
            ("search --limit", "search --limit"),
            ("list -x", "list -x"),
            ("-- search -a", "-- search -a"),
            ("", ""),
        ] {
            let given = std::iter::once("kanbao").chain(given.split_whitespace());
            let parted = parted(
                given.map(OsString::from).collect(),
                &crate::cli::args::Arguments::command(),
            );
            let parted: Vec<_> = parted[1..]
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            assert_eq!(parted.join(" "), expected);
        }
    }
}
