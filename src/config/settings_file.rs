//! Reading `config.toml`: each setting by itself.
//!
//! A value of the wrong type or out of its range leaves the default in place and is reported with its
//! line and what was expected; an unknown name is reported with the nearest known one. Nothing stops
//! the reading of the rest.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use toml::de::DeValue;

use super::settings::{AmbiguousChoice, Glyphs, Settings};
use super::suggest::nearest;
use super::theme::Theme;
use crate::diagnostic::{Diagnostic, Expected, Fault};
use crate::text::AmbiguousWidth;
use crate::toml_text::{Entry, TomlText};
use crate::typeset::ProhibitionLevel;
use crate::words::Language;

/// The names of all settings, in the order of [`Settings`].
const NAMES: &[&str] = &[
    "language",
    "theme",
    "libraries",
    "builtin",
    "measure",
    "ambiguous",
    "level",
    "indent",
    "hanging",
    "spacing",
    "tight_numbers",
    "han_per_minute",
    "glyphs",
    "escape_wait_ms",
];

/// The names of the groups of ambiguous characters.
const GROUPS: &[&str] = &["punctuation", "symbols", "letters"];

impl Settings {
    /// The settings in `text`, the content of a `config.toml`; defaults where it says nothing or
    /// nothing usable. Paths stay as written. The diagnostics name lines, not the file.
    pub fn read(text: &str) -> (Settings, Vec<Diagnostic>) {
        let (source, table, mut diagnostics) = TomlText::parse(text, 1);
        let mut settings = Settings::default();
        for entry in source.entries(&table) {
            read_setting(&mut settings, &source, &entry, &mut diagnostics);
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.line);
        (settings, diagnostics)
    }
}

fn read_setting(
    settings: &mut Settings,
    source: &TomlText,
    entry: &Entry<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let value = entry.value;
    let taken = match entry.key {
        "language" => put(
            &mut settings.language,
            named(value, &["zh", "en"], Language::from_name).map(Some),
        ),
        "theme" => put(
            &mut settings.theme,
            named(value, &["dark", "light", "16", "none"], Theme::from_name).map(Some),
        ),
        "libraries" => put(&mut settings.libraries, paths(value)),
        "builtin" => put(&mut settings.builtin, switch(value)),
        "measure" => put(&mut settings.measure, number(value, measures())),
        "ambiguous" => match value {
            DeValue::Table(groups) => {
                for entry in source.entries(groups) {
                    read_group(&mut settings.ambiguous, &entry, diagnostics);
                }
                Ok(())
            }
            _ => put(&mut settings.ambiguous, ambiguous(value)),
        },
        "level" => put(
            &mut settings.level,
            named(value, &["loose", "normal", "strict"], level),
        ),
        "indent" => put(&mut settings.indent, number(value, 0..=4)),
        "hanging" => put(&mut settings.hanging, switch(value)),
        "spacing" => put(&mut settings.spacing, switch(value)),
        "tight_numbers" => put(&mut settings.tight_numbers, switch(value)),
        "han_per_minute" => put(&mut settings.han_per_minute, number(value, 50..=2000)),
        "glyphs" => put(
            &mut settings.glyphs,
            named(value, &["auto", "ascii", "unicode"], glyphs),
        ),
        "escape_wait_ms" => put(&mut settings.escape_wait_ms, number(value, 1..=1000)),
        unknown => {
            diagnostics.push(not_known(
                entry.line,
                unknown.to_owned(),
                nearest(unknown, NAMES.iter().copied()),
            ));
            Ok(())
        }
    };
    if let Err(expected) = taken {
        let fault = Fault::BadValue {
            key: entry.key.to_owned(),
            expected,
        };
        diagnostics.push(Diagnostic::at_line(entry.line, fault));
    }
}

fn read_group(choice: &mut AmbiguousChoice, entry: &Entry<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let group = match entry.key {
        "punctuation" => &mut choice.punctuation,
        "symbols" => &mut choice.symbols,
        "letters" => &mut choice.letters,
        unknown => {
            let near =
                nearest(unknown, GROUPS.iter().copied()).map(|name| format!("ambiguous.{name}"));
            diagnostics.push(not_known(
                entry.line,
                format!("ambiguous.{unknown}"),
                near.as_deref(),
            ));
            return;
        }
    };
    if let Err(expected) = put(group, number(entry.value, 1..=2).map(Some)) {
        let fault = Fault::BadValue {
            key: format!("ambiguous.{}", entry.key),
            expected,
        };
        diagnostics.push(Diagnostic::at_line(entry.line, fault));
    }
}

fn not_known(line: usize, key: String, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::at_line(
        line,
        Fault::UnknownSetting {
            key,
            nearest: nearest.map(str::to_owned),
        },
    )
}

fn put<T>(setting: &mut T, value: Result<T, Expected>) -> Result<(), Expected> {
    *setting = value?;
    Ok(())
}

/// A value that is one of `names`; a name that is a number may be written without quotation marks.
fn named<T>(
    value: &DeValue<'_>,
    names: &'static [&'static str],
    from_name: impl Fn(&str) -> Option<T>,
) -> Result<T, Expected> {
    let name = match value {
        DeValue::String(name) => Some(name.as_ref()),
        DeValue::Integer(number) => Some(number.as_str()),
        _ => None,
    };
    name.and_then(from_name).ok_or(Expected::OneOf(names))
}

fn switch(value: &DeValue<'_>) -> Result<bool, Expected> {
    value.as_bool().ok_or(Expected::Switch)
}

fn number<T: TryFrom<i64>>(value: &DeValue<'_>, range: RangeInclusive<i64>) -> Result<T, Expected> {
    value
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|number| range.contains(number))
        .and_then(|number| T::try_from(number).ok())
        .ok_or(Expected::Number(*range.start(), *range.end()))
}

fn paths(value: &DeValue<'_>) -> Result<Vec<PathBuf>, Expected> {
    let DeValue::Array(items) = value else {
        return Err(Expected::Texts);
    };
    items
        .iter()
        .map(|item| match item.get_ref() {
            DeValue::String(path) if !path.is_empty() => Ok(PathBuf::from(path.as_ref())),
            _ => Err(Expected::Texts),
        })
        .collect()
}

/// All groups at once.
fn ambiguous(value: &DeValue<'_>) -> Result<AmbiguousChoice, Expected> {
    named(value, &["auto", "1", "2"], |name| match name {
        "auto" => Some(AmbiguousChoice::default()),
        "1" => Some(AmbiguousChoice::fixed(AmbiguousWidth::NARROW)),
        "2" => Some(AmbiguousChoice::fixed(AmbiguousWidth::WIDE)),
        _ => None,
    })
}

fn measures() -> RangeInclusive<i64> {
    let bound = |han: &usize| i64::try_from(*han).unwrap_or(i64::MAX);
    bound(Settings::MEASURES.start())..=bound(Settings::MEASURES.end())
}

fn level(name: &str) -> Option<ProhibitionLevel> {
    match name {
        "loose" => Some(ProhibitionLevel::Loose),
        "normal" => Some(ProhibitionLevel::Normal),
        "strict" => Some(ProhibitionLevel::Strict),
        _ => None,
    }
}

fn glyphs(name: &str) -> Option<Glyphs> {
    match name {
        "auto" => Some(Glyphs::Auto),
        "ascii" => Some(Glyphs::Ascii),
        "unicode" => Some(Glyphs::Unicode),
        _ => None,
    }
}
