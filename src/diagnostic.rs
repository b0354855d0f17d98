//! What can be wrong with a file, as data: the closed list of faults.
//!
//! A [`Fault`] carries what its sentence needs; the sentence itself (Chinese and English, with a
//! hint) is made by the `words` layer.

use std::path::PathBuf;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost (an unknown key that is kept).
    Warning,
    /// Something could not be read as meant; a default stands in.
    Error,
}

/// One fault at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, where there is one (`None` for text that has no file).
    pub file: Option<PathBuf>,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// Everything that can be wrong with issues, articles, settings and keymaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// TOML that does not parse; the parser's own words.
    TomlSyntax { message: String },
    /// A key nobody knows; it is kept.
    UnknownKey { key: String },
    /// A required key is not there.
    MissingKey { key: &'static str },
    /// A value of the wrong type or out of its range; what was expected.
    BadValue { key: String, expected: &'static str },
}
