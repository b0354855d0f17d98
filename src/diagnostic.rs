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
    /// A line of a keymap.
    Keymap(KeymapFault),
}

/// What can be wrong with a line of a keymap. Such a line is left out; what held before holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapFault {
    /// A table that is no context.
    UnknownContext {
        /// The name as written.
        name: String,
        /// The context that was probably meant.
        nearest: Option<String>,
    },
    /// A context that is not a table of keys.
    NotATable {
        /// The name as written.
        name: String,
    },
    /// A text that names no key.
    BadKey {
        /// The text.
        key: String,
    },
    /// An action nobody knows.
    UnknownAction {
        /// The name as written.
        name: String,
        /// The action that was probably meant.
        nearest: Option<String>,
    },
    /// Keys bound by an earlier line of the same file, perhaps in another spelling.
    BoundTwice {
        /// The key as written.
        key: String,
    },
    /// One sequence is the beginning of another, which could not be reached.
    Shadows {
        /// The shorter one.
        key: String,
        /// The longer one.
        longer: String,
        /// The one that is left out, as written.
        left_out: String,
    },
    /// `Ctrl-c`, which always quits.
    Reserved {
        /// The key as written.
        key: String,
    },
    /// A sequence beginning with a digit; digits are counts.
    IsCount {
        /// The key as written.
        key: String,
    },
    /// A plain character where text is typed.
    IsText {
        /// The key as written.
        key: String,
    },
}
