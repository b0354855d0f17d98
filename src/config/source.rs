//! A settings file as text: its TOML table, and the line of each place in it.
//!
//! The parser goes on after a mistake, so one pass finds all of them; what stands between the
//! mistakes is still read.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Fault};

/// A key with its value and the place of the key, in the order of the file.
pub(crate) struct Entry<'a> {
    /// The key, unquoted.
    pub(crate) key: &'a str,
    /// Its value.
    pub(crate) value: &'a DeValue<'a>,
    /// The line of the key, from 1.
    pub(crate) line: usize,
}

/// The text of a settings file.
pub(crate) struct Source<'a> {
    text: &'a str,
    /// The lines with a mistake in their syntax. What the parser makes of them is a guess.
    faulty: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Reads `text`: its table, as far as it can be understood, and every fault of its syntax. A
    /// byte order mark at its beginning does no harm.
    pub(crate) fn parse(text: &'a str) -> (Source<'a>, DeTable<'a>, Vec<Diagnostic>) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut source = Source {
            text,
            faulty: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut diagnostics: Vec<Diagnostic> = errors
            .iter()
            .map(|error| Diagnostic {
                file: None,
                line: error.span().map(|span| source.line_of(span.start)),
                fault: Fault::TomlSyntax {
                    message: error.message().trim().replace('\n', "; "),
                },
            })
            .collect();
        // One mistake can be noticed several times on its line; the first message is the closest.
        diagnostics.sort_by_key(|diagnostic| diagnostic.line);
        diagnostics.dedup_by_key(|diagnostic| diagnostic.line);
        source.faulty = diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.line)
            .collect();
        (source, table.into_inner(), diagnostics)
    }

    /// The entries of `table` in the order of the file (a table itself is sorted by key), without
    /// those on lines that have a fault already.
    pub(crate) fn entries<'t>(&self, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
        let mut entries: Vec<(Range<usize>, &str, &DeValue<'_>)> = table
            .iter()
            .map(|(key, value)| (key.span(), key.get_ref().as_ref(), value.get_ref()))
            .collect();
        entries.sort_by_key(|(span, ..)| span.start);
        let line = |span: Range<usize>| self.line_of(span.start);
        entries
            .into_iter()
            .map(|(span, key, value)| Entry {
                key,
                value,
                line: line(span),
            })
            .filter(|entry| !self.faulty.contains(&entry.line))
            .collect()
    }

    fn line_of(&self, offset: usize) -> usize {
        let before = self
            .text
            .as_bytes()
            .get(..offset)
            .unwrap_or(self.text.as_bytes());
        1 + before.iter().filter(|&&byte| byte == b'\n').count()
    }
}
