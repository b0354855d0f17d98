//! The fields of a TOML table, read one by one: a bad one is told with its line and hides no other.
//!
//! Callers take the fields they know, each as the type they expect; what is left at the end is
//! unknown, told, and handed back so that whoever rewrites the file can keep it. What stands on a
//! line with broken syntax is used but never complained about a second time.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::join::join_lines;
use crate::diagnostic::{Diagnostic, Expected, Fault};
use crate::text::{Clean, sanitize};
use crate::toml_text::TomlText;

/// The fields of one table that nobody has taken yet, and what was wrong so far.
#[derive(Debug)]
pub struct Fields<'a> {
    first_line: usize,
    source: TomlText,
    table: DeTable<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// A text with the line of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The text, as written.
    pub text: String,
    /// The line of the file, from 1.
    pub line: usize,
}

impl<'a> Fields<'a> {
    /// Parses `text`, which starts on line `first_line` of its file.
    pub fn parse(text: &'a str, first_line: usize) -> Fields<'a> {
        let (source, table, diagnostics) = TomlText::parse(text, first_line);
        Fields {
            first_line,
            source,
            table,
            diagnostics,
        }
    }

    /// Takes a text.
    pub fn text(&mut self, key: &str) -> Option<Clean> {
        let (line, value) = self.take(key)?;
        match value {
            DeValue::String(text) => Some(one_line(&text)),
            _ => self.bad(key, line, Expected::Text),
        }
    }

    /// Takes a text that must be there; without it, the fault stands at the first line.
    pub fn required_text(&mut self, key: &'static str) -> Option<Clean> {
        if !self.table.contains_key(key) {
            let line = self.first_line.saturating_sub(1).max(1);
            self.diagnostics
                .push(Diagnostic::at_line(line, Fault::MissingKey { key }));
        }
        self.text(key)
    }

    /// Takes a text that may also be written as a whole number (`18`, `"2024年第18期"`).
    pub fn text_or_number(&mut self, key: &str) -> Option<Clean> {
        let (line, value) = self.take(key)?;
        match value {
            DeValue::String(text) => Some(one_line(&text)),
            DeValue::Integer(number) => Some(sanitize(number.as_str())),
            _ => self.bad(key, line, Expected::Text),
        }
    }

    /// Takes a text that may also be written as a TOML date or a year, for the caller to parse.
    pub fn date(&mut self, key: &str) -> Option<Field> {
        let (line, value) = self.take(key)?;
        let text = match value {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            _ => return self.bad(key, line, Expected::Date),
        };
        Some(Field { text, line })
    }

    /// Takes a text as written, for the caller to look up among `names`.
    pub fn name(&mut self, key: &str, names: &'static [&'static str]) -> Option<Field> {
        let (line, value) = self.take(key)?;
        match value {
            DeValue::String(text) => Some(Field {
                text: text.trim().to_owned(),
                line,
            }),
            _ => self.bad(key, line, Expected::OneOf(names)),
        }
    }

    /// Takes a list of texts. What is no text in it is told and left out; a single text counts as
    /// a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<Clean> {
        let Some((line, value)) = self.take(key) else {
            return Vec::new();
        };
        match value {
            DeValue::String(text) => {
                self.bad::<()>(key, line, Expected::Texts);
                vec![one_line(&text)]
            }
            DeValue::Array(items) => {
                let mut texts = Vec::new();
                let mut told = None;
                for item in &items {
                    match item.get_ref() {
                        DeValue::String(text) => texts.push(one_line(text)),
                        _ => {
                            // Several on one line are one fault.
                            let line = self.source.line_of(item.span().start);
                            if told.replace(line) != Some(line) {
                                self.bad::<()>(key, line, Expected::Texts);
                            }
                        }
                    }
                }
                texts
            }
            _ => self.bad(key, line, Expected::Texts).unwrap_or_default(),
        }
    }

    /// Takes a table that this version knows and does not read.
    pub fn pass_over(&mut self, key: &str) {
        self.table.remove(key);
    }

    /// Tells that the value of `key` on `line` is not what was expected.
    pub fn bad<T>(&mut self, key: &str, line: usize, expected: Expected) -> Option<T> {
        if !self.source.is_broken(line) {
            let fault = Fault::BadValue {
                key: key.to_owned(),
                expected,
            };
            self.diagnostics.push(Diagnostic::at_line(line, fault));
        }
        None
    }

    /// What nobody took, and everything that was wrong, in the order of the lines. Each unknown key
    /// is a fault of its own.
    pub fn finish(mut self) -> (toml::Table, Vec<Diagnostic>) {
        for (key, _) in &self.table {
            let line = self.source.line_of(key.span().start);
            if !self.source.is_broken(line) {
                let key = key.get_ref().to_string();
                self.diagnostics
                    .push(Diagnostic::at_line(line, Fault::UnknownKey { key }));
            }
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.line);
        let rest = Spanned::new(Range::default(), self.table);
        let extras = toml::Table::deserialize(Deserializer::from(rest)).unwrap_or_default();
        (extras, self.diagnostics)
    }

    fn take(&mut self, key: &str) -> Option<(usize, DeValue<'a>)> {
        let (key, value) = self.table.remove_entry(key)?;
        Some((self.source.line_of(key.span().start), value.into_inner()))
    }
}

/// `text` on one line, without white space at its ends.
fn one_line(text: &str) -> Clean {
    if text.contains(['\n', '\r']) {
        sanitize(&join_lines(text))
    } else {
        sanitize(text.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_field_hides_no_other() {
        let mut fields = Fields::parse(
            "title = 3\nkicker = \"眉\"\ntags = [\"一\", 2,\n 3]\nmood = 1\n",
            2,
        );
        assert_eq!(fields.text("title"), None);
        assert_eq!(fields.text("kicker"), Some("眉".into()));
        assert_eq!(fields.texts("tags"), vec![Clean::from("一")]);
        let (extras, diagnostics) = fields.finish();
        assert_eq!(
            extras.get("mood").and_then(toml::Value::as_integer),
            Some(1)
        );
        let found: Vec<_> = diagnostics.into_iter().map(|d| (d.line, d.fault)).collect();
        let bad = |key: &str, expected| Fault::BadValue {
            key: key.into(),
            expected,
        };
        assert_eq!(
            found,
            [
                (Some(2), bad("title", Expected::Text)),
                (Some(4), bad("tags", Expected::Texts)),
                (Some(5), bad("tags", Expected::Texts)),
                (Some(6), Fault::UnknownKey { key: "mood".into() }),
            ]
        );
    }

    #[test]
    fn broken_syntax_is_told_once_a_line_and_the_rest_is_read() {
        let mut fields = Fields::parse(
            "title = 没有引号\nkicker = \"眉\"\nsubtitle = \"没有结尾\n",
            1,
        );
        assert_eq!(fields.text("kicker"), Some("眉".into()));
        fields.text("title");
        fields.text("subtitle");
        let (_, diagnostics) = fields.finish();
        let lines: Vec<_> = diagnostics.iter().map(|d| d.line).collect();
        assert_eq!(lines, [Some(1), Some(3)]);
    }

    #[test]
    fn numbers_and_dates_may_stand_without_quotation_marks() {
        let mut fields = Fields::parse(
            "number = 18\na = 2024-06-01\nb = 2024\nc = \" 2024-06 \"",
            1,
        );
        assert_eq!(fields.text_or_number("number"), Some("18".into()));
        let dates: Vec<_> = ["a", "b", "c"]
            .iter()
            .filter_map(|key| fields.date(key))
            .map(|field| field.text)
            .collect();
        assert_eq!(dates, ["2024-06-01", "2024", "2024-06"]);
        assert!(fields.finish().1.is_empty());
    }

    #[test]
    fn foreign_text_becomes_displayable_on_one_line() {
        let mut fields = Fields::parse("title = \"\"\"\n上半\n下半 \\u001b[31m\"\"\"\n", 1);
        assert_eq!(fields.text("title"), Some("上半下半 ^[[31m".into()));
    }
}
