//! The text of a TOML file: its table, the line of each place in it, and what is wrong with its
//! syntax.
//!
//! The parser goes on after a mistake, so one pass finds all of them, and what stands between the
//! mistakes is still read. The hard part is that behind a mistake it guesses: what it found on a
//! line with a mistake, or below a table's heading that cannot be read, must not be complained about
//! a second time. Its words are English; here they become a [`TomlFault`], which anybody can word.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Fault, TomlFault};

/// Where the lines of a TOML text are, and which of them are broken.
#[derive(Debug)]
pub(crate) struct TomlText {
    first_line: usize,
    /// The offsets at which lines end.
    line_ends: Vec<usize>,
    /// The lines of which what the parser makes is a guess.
    broken: BTreeSet<usize>,
}

/// A key with its value and the place of the key.
pub(crate) struct Entry<'a> {
    /// The key, unquoted.
    pub(crate) key: &'a str,
    /// Its value.
    pub(crate) value: &'a DeValue<'a>,
    /// The line of the key.
    pub(crate) line: usize,
}

impl TomlText {
    /// Reads `text`, which begins on line `first_line` of its file: its table, as far as it can be
    /// understood, and every fault of its syntax, line by line. A byte order mark does no harm.
    pub(crate) fn parse(text: &str, first_line: usize) -> (TomlText, DeTable<'_>, Vec<Diagnostic>) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut source = TomlText {
            first_line,
            line_ends: text.match_indices('\n').map(|(offset, _)| offset).collect(),
            broken: BTreeSet::new(),
        };
        let mut faults: Vec<(usize, TomlFault)> = errors
            .iter()
            .map(|error| {
                let at = error.span().map_or(0, |span| span.start);
                (source.line_of(at), understand(error.message(), text, at))
            })
            .collect();
        // One mistake is often noticed several times on its line; the first is the closest.
        faults.sort_by_key(|(line, _)| *line);
        faults.dedup_by_key(|(line, _)| *line);
        for (line, _) in &faults {
            source.mark_broken(*line, text);
        }
        let diagnostics = faults
            .into_iter()
            .map(|(line, fault)| Diagnostic::at_line(line, Fault::TomlSyntax(fault)))
            .collect();
        (source, table.into_inner(), diagnostics)
    }

    /// The entries of `table` in the order of the file (a table itself is sorted by key), without
    /// those on broken lines.
    pub(crate) fn entries<'t>(&self, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                value: value.get_ref(),
                line: self.line_of(key.span().start),
            })
            .filter(|entry| !self.is_broken(entry.line))
            .collect()
    }

    /// The line on which the byte `offset` stands.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.first_line + self.line_ends.partition_point(|&end| end < offset)
    }

    /// Whether what was found on `line` is a guess.
    pub(crate) fn is_broken(&self, line: usize) -> bool {
        self.broken.contains(&line)
    }

    /// Marks `line`, and after the heading of a table what stands below it: nobody knows which table
    /// that belongs to.
    fn mark_broken(&mut self, line: usize, text: &str) {
        let is_heading = |text: &&str| text.trim_start().starts_with('[');
        let mut lines = text.lines().skip(line - self.first_line);
        self.broken.insert(line);
        if lines.next().as_ref().is_some_and(is_heading) {
            let below = lines.take_while(|text| !is_heading(text)).count();
            self.broken.extend(line + 1..=line + below);
        }
    }
}

/// What the parser's `message` about the place `at` means.
fn understand(message: &str, text: &str, at: usize) -> TomlFault {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let unclosed = |close| {
        if expected.starts_with('`') {
            TomlFault::Unclosed { close }
        } else {
            TomlFault::Character
        }
    };
    match what {
        "unclosed table" | "unclosed array" => TomlFault::Unclosed { close: "]" },
        "unclosed array table" => TomlFault::Unclosed { close: "]]" },
        "unclosed inline table" => TomlFault::Unclosed { close: "}" },
        "invalid basic string" => unclosed("\""),
        "invalid literal string" => unclosed("'"),
        "invalid multi-line basic string" => unclosed("\"\"\""),
        "invalid multi-line literal string" => unclosed("'''"),
        "string values must be quoted" | "invalid value" if line_ends(text, at) => {
            TomlFault::MissingValue
        }
        "missing value" | "missing value for key" => TomlFault::MissingValue,
        "string values must be quoted"
        | "missing opening quote"
        | "invalid boolean"
        | "invalid string"
        | "unexpected `=` in array"
        | "extra `=`"
        | "invalid value" => TomlFault::Value,
        "key with no value"
        | "missing assignment between key-value pairs"
        | "invalid key-value pair"
        | "invalid inline table element" => TomlFault::MissingEquals,
        "unquoted keys cannot be empty"
        | "invalid unquoted key"
        | "missing key for inline table element"
        | "keys cannot be multi-line basic strings"
        | "keys cannot be multi-line literal strings" => TomlFault::Key,
        "duplicate key" => TomlFault::Duplicate,
        "missing comma between array elements"
        | "missing comma between key-value pairs"
        | "extra assignment between key-value pairs"
        | "extra comma in array"
        | "extra comma in inline table" => TomlFault::Comma,
        "missing escaped value" | "too few unicode value digits" => TomlFault::Escape,
        "invalid comment character" | "carriage return must be followed by newline" => {
            TomlFault::Character
        }
        "unexpected key or value"
        | "unexpected content"
        | "unexpected content between comment and newline" => TomlFault::Extra,
        "recursion limit" | "cannot recurse further; max recursion depth met" => TomlFault::TooDeep,
        _ if what.starts_with("cannot extend value") => TomlFault::Duplicate,
        _ if what.starts_with("invalid date") || what.starts_with("invalid time") => {
            TomlFault::Date
        }
        "`_` may only go between digits"
        | "unexpected leading zero"
        | "unexpected sign"
        | "redundant numeric sign"
        | "redundant integer number prefix"
        | "integers with a radix cannot be signed"
        | "radix must be lowercase" => TomlFault::Number,
        _ if what.starts_with("invalid ") => TomlFault::Number,
        _ => TomlFault::Other,
    }
}

/// Whether nothing but a comment follows on the line from `at` on.
fn line_ends(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.lines().next().unwrap_or_default().trim_start();
    rest.is_empty() || rest.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, TomlFault)> {
        let (_, _, diagnostics) = TomlText::parse(text, 1);
        diagnostics
            .into_iter()
            .filter_map(|found| match found.fault {
                Fault::TomlSyntax(fault) => Some((found.line?, fault)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn each_mistake_has_its_kind() {
        let unclosed = |close| TomlFault::Unclosed { close };
        let cases = [
            ("[reader", unclosed("]")),
            ("[[reader]", unclosed("]]")),
            ("a = [\"b\"", unclosed("]")),
            ("a = { b = 1", unclosed("}")),
            ("a = \"b", unclosed("\"")),
            ("a = 'b", unclosed("'")),
            ("a = \"\"\"b", unclosed("\"\"\"")),
            ("a = '''b", unclosed("'''")),
            ("a =", TomlFault::MissingValue),
            ("a = # later", TomlFault::MissingValue),
            ("a = dark", TomlFault::Value),
            ("a = 深", TomlFault::Value),
            ("a = “深”", TomlFault::Value),
            ("a = ”深\"", TomlFault::Value),
            ("a = tru", TomlFault::Value),
            ("a = = 1", TomlFault::Value),
            ("a", TomlFault::MissingEquals),
            ("a : 1", TomlFault::MissingEquals),
            ("\0", TomlFault::MissingEquals),
            ("= 1", TomlFault::Key),
            ("键 = 1", TomlFault::Key),
            ("[a.]", TomlFault::Key),
            ("a = 1\na = 2", TomlFault::Duplicate),
            ("a = 1\na.b = 2", TomlFault::Duplicate),
            ("a = [1]\na.b = 2", TomlFault::Duplicate),
            ("[a]\n[a]", TomlFault::Duplicate),
            ("a = [\"b\" \"c\"]", TomlFault::Comma),
            ("a = [1,,2]", TomlFault::Comma),
            ("a = {b = 1 c = 2}", TomlFault::Comma),
            ("a = \"\\q\"", TomlFault::Escape),
            ("a = \"\\u12\"", TomlFault::Escape),
            ("a = \"\u{1}\"", TomlFault::Character),
            ("# \u{1}", TomlFault::Character),
            ("a = 1 b = 2", TomlFault::Extra),
            ("a = 1,", TomlFault::Extra),
            ("a = 018", TomlFault::Number),
            ("a = 1_", TomlFault::Number),
            ("a = 0xg", TomlFault::Number),
            ("a = 1.e", TomlFault::Number),
            ("a = 2024-13-01", TomlFault::Date),
            ("a = 2024-06", TomlFault::Date),
        ];
        let wrong: Vec<_> = cases
            .into_iter()
            .map(|(text, expected)| (text, expected, faults(text)))
            .filter(|(_, expected, found)| found.last().map(|(_, fault)| fault) != Some(expected))
            .collect();
        assert_eq!(wrong, []);
        let deep = format!("a = {}", "[".repeat(500));
        assert!(
            faults(&deep)
                .iter()
                .any(|(_, fault)| *fault == TomlFault::TooDeep),
            "{:?}",
            faults(&deep)
        );
    }

    #[test]
    fn what_stands_below_a_broken_heading_is_not_read() {
        let (source, table, diagnostics) =
            TomlText::parse("a = 1\n[reader\nb = 2\n\nc = 3\n[list]\nd = 4\n", 1);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        let keys: Vec<&str> = source
            .entries(&table)
            .iter()
            .map(|entry| entry.key)
            .collect();
        assert_eq!(keys, ["a", "list"]);
        assert!((2..=5).all(|line| source.is_broken(line)) && !source.is_broken(6));
    }
}
