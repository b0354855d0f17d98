//! What can be wrong with a file, as data: the closed list of faults.
//!
//! A [`Fault`] carries what its sentence needs; the sentence itself (Chinese and English, with a
//! hint) is made by the `words` layer, in `Fault::describe`. Reading content never fails: it gives
//! what could be read and the diagnostics beside it.

use std::path::{Path, PathBuf};

use rustix::io::Errno;

use crate::regular::Refused;

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

impl Diagnostic {
    /// A fault on `line` of a text whose file is told later, by [`Diagnostic::in_file`].
    pub fn at_line(line: usize, fault: Fault) -> Diagnostic {
        Diagnostic {
            file: None,
            line: Some(line),
            fault,
        }
    }

    /// A fault of `file` as a whole.
    pub fn of_file(file: &Path, fault: Fault) -> Diagnostic {
        Diagnostic {
            file: Some(file.to_owned()),
            line: None,
            fault,
        }
    }

    /// The same fault, in `file`.
    #[must_use]
    pub fn in_file(self, file: &Path) -> Diagnostic {
        Diagnostic {
            file: Some(file.to_owned()),
            ..self
        }
    }
}

/// Everything that can be wrong with issues, articles, settings and keymaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// TOML that does not parse.
    TomlSyntax(TomlFault),
    /// An outline that cannot be obeyed.
    Outline(OutlineFault),
    /// A key nobody knows; it is kept.
    UnknownKey {
        /// The key as written.
        key: String,
    },
    /// A required key is not there.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A value of the wrong type or out of its range; what was expected.
    BadValue {
        /// The key as written.
        key: String,
        /// What was expected there.
        expected: Expected,
    },
    /// Bytes that are not UTF-8; they are shown as U+FFFD.
    NotUtf8,
    /// Bytes of a raw text that are no text in its encoding; they are shown as U+FFFD.
    BadBytes {
        /// The first of them on the line, in characters from 1.
        column: usize,
    },
    /// More lines with the fault told before, up to this one.
    MoreLines {
        /// How many.
        count: usize,
    },
    /// NUL bytes in a raw text; they are left out.
    NulBytes,
    /// A control sequence in a raw text; its control characters are left out.
    ControlSequence,
    /// Lines of a large raw text that are too short for lines of a page; they are joined.
    TinyLines,
    /// Radicals and compatibility characters in place of Han; the Han stand for them.
    LookAlikes {
        /// How many.
        count: usize,
    },
    /// A raw text without any text.
    EmptyText,
    /// Bytes that are no text at all.
    BinaryFile,
    /// The proof that nothing of a raw text is lost failed.
    NotConserved,
    /// A raw text in which no article was found: all of it is titles, mastheads and the like.
    NoArticleFound,
    /// A fault of ours came up while a raw text was imported.
    ImportPanicked,
    /// A file where a folder should be.
    NotAFolder,
    /// An article without front matter; all of it is text.
    MissingFrontMatter,
    /// Front matter whose closing `+++` is missing.
    UnclosedFrontMatter,
    /// Quotations or lists nested too deep; the rest is set at the deepest level.
    TooDeep {
        /// The deepest level that is kept.
        limit: usize,
    },
    /// A file larger than what is read.
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A link, a pipe, a device or a folder where a file should be.
    NotRegularFile,
    /// A file or folder that could not be read.
    Unreadable {
        /// Why.
        reason: Unreadable,
    },
    /// A folder or file name that cannot be an id.
    BadName {
        /// The name, as far as it is text.
        name: String,
    },
    /// Two issues of one id; this one is hidden by the first.
    DuplicateIssue {
        /// The id of both.
        id: String,
        /// Where the one that is shown stands; `None` for the built-in corpus.
        first: Option<PathBuf>,
    },
    /// An issue without articles.
    NoArticles,
    /// A folder in a library without `issue.toml`.
    NoIssueFile,
    /// A link in a library that leads nowhere.
    DeadLink,
    /// A raw text in a library, not imported yet.
    StrayText,
    /// An article in a library that lies in no issue.
    StrayArticle,
    /// Any other file in a library.
    StrayFile,
    /// A text in an issue whose name does not end as articles do.
    NotAnArticle,
    /// A folder named on the command line that holds nothing to read.
    NotAnIssue,
    /// A setting nobody knows; it does nothing.
    UnknownSetting {
        /// The key as written.
        key: String,
        /// The setting that was probably meant.
        nearest: Option<String>,
    },
    /// A line of a journal that cannot be used; it is kept.
    DamagedLine,
    /// A line of a journal with a mark that cannot be understood; it is kept.
    StrangeMark,
    /// A journal with lines of a newer version; it is only read.
    NewerJournal,
    /// A copy of a journal that a synchronising program has made.
    JournalCopy,
    /// A line of a keymap.
    Keymap(KeymapFault),
    /// A full-text query.
    Query(QueryFault),
}

/// What is wrong with the syntax of a line of TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TomlFault {
    /// A text, list, table or heading without its end.
    Unclosed {
        /// The mark that is missing.
        close: &'static str,
    },
    /// Nothing right of `=`.
    MissingValue,
    /// Something right of `=` that is no value, mostly a text without quotation marks.
    Value,
    /// A key without `=`.
    MissingEquals,
    /// Something left of `=` that is no key.
    Key,
    /// A key or table for the second time.
    Duplicate,
    /// A comma missing or too many.
    Comma,
    /// A backslash before something that cannot be escaped.
    Escape,
    /// A control character.
    Character,
    /// Something behind the value.
    Extra,
    /// A number that is none.
    Number,
    /// A date or time that is none.
    Date,
    /// Lists or tables nested too deep.
    TooDeep,
    /// Anything else.
    Other,
}

/// What can be wrong with an outline of an import. Then nothing of it is obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineFault {
    /// A key nobody knows.
    UnknownKey {
        /// The key as written.
        key: String,
        /// Those that are known there.
        known: &'static [&'static str],
    },
    /// A name that cannot be an id.
    BadId {
        /// The name as written.
        id: String,
    },
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Something else where a table should be.
    NotATable {
        /// The key as written.
        key: String,
    },
    /// No article at all.
    NoArticles,
    /// An article that does not say which lines it has.
    NoLines,
    /// A text that names no lines.
    BadLines {
        /// The text as written.
        text: String,
    },
    /// An article of whose lines none has any text.
    NoText,
    /// A piece that a line of the source does not have.
    NoPiece {
        /// The line.
        line: usize,
        /// How many pieces it has.
        last: usize,
    },
    /// A line that the source does not have.
    BeyondEnd {
        /// The line as written.
        line: usize,
        /// The last line of the source.
        last: usize,
    },
    /// A line that an article above has already.
    Overlap {
        /// The line of the source.
        line: usize,
    },
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not there.
    NotFound,
    /// The permissions forbid it.
    Denied,
    /// Links lead to each other and to nothing.
    Loop,
    /// The device, or the line to it, fails.
    Device,
    /// Anything else, in the words of the operating system.
    Other(String),
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotation marks.
    Text,
    /// A list of texts.
    Texts,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, of a day that exists.
    Date,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// `true` or `false`.
    Switch,
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
    /// Something else than a text where the name of an action should be.
    ActionNotText,
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
    /// An action that does nothing where it is bound.
    NoEffect {
        /// The action's name.
        action: &'static str,
        /// The context's name.
        context: &'static str,
    },
    /// A line without which a page can be left, and with which it cannot.
    NoWayOut {
        /// The key as written.
        key: String,
        /// The name of the page's context.
        context: &'static str,
        /// The name of the action that leaves it.
        action: &'static str,
    },
}

/// What can be wrong with a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpressionFault {
    /// A `(` without its `)`.
    UnclosedGroup,
    /// A `)` without its `(`.
    UnopenedGroup,
    /// Something after `(?` that means nothing.
    Group,
    /// A `[` without its `]`.
    UnclosedClass,
    /// A range in `[ ]` that ends before it begins, or has no end.
    ClassRange,
    /// `*`, `+`, `?` or `{ }` with nothing before it.
    NothingToRepeat,
    /// Numbers in `{ }` that are none, or the first above the last.
    Count,
    /// A backslash before something that cannot be escaped so.
    Escape,
    /// A backslash at the end.
    EscapeAtEnd,
    /// A `\p{ }` with a name that does not exist.
    Property,
    /// `(?=`, `(?!`, `(?<=` or `(?<!`.
    LookAround,
    /// `\1` and the like.
    Backreference,
    /// More than the engine takes: too deep, or too large once made ready.
    TooLarge,
    /// Anything else.
    Other,
}

/// What can be wrong with a full-text query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryFault {
    /// Nothing, or only white space.
    Empty,
    /// More than is read.
    TooLong {
        /// The most that is read, in code points.
        limit: usize,
    },
    /// An operator with nothing to work on.
    LoneOperator {
        /// The operator.
        operator: &'static str,
    },
    /// A phrase without its closing quotation mark.
    UnclosedQuote,
    /// Quotation marks with nothing between them.
    EmptyPhrase,
    /// A field without a value.
    EmptyField {
        /// The field.
        field: &'static str,
    },
    /// A value that the field cannot have.
    BadValue {
        /// The field.
        field: &'static str,
        /// What was expected.
        expected: Expected,
    },
    /// A field that does not exist.
    UnknownField {
        /// Its name as written, in lower case.
        name: String,
        /// Those that exist.
        known: &'static [&'static str],
    },
    /// Dates of which the first is after the last.
    DatesBackwards {
        /// The first as written.
        first: String,
        /// The last as written.
        last: String,
    },
    /// A regular expression that cannot be read.
    BadExpression(ExpressionFault),
}

impl Fault {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Fault::UnknownKey { .. }
            | Fault::UnknownSetting { .. }
            | Fault::NoArticles
            | Fault::NoArticleFound
            | Fault::StrayFile
            | Fault::NotAnArticle
            | Fault::JournalCopy
            | Fault::BadBytes { .. }
            | Fault::MoreLines { .. }
            | Fault::NulBytes
            | Fault::ControlSequence
            | Fault::TinyLines
            | Fault::LookAlikes { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Fault {
        match refused {
            Refused::NotRegular => Fault::NotRegularFile,
            Refused::TooLarge(limit) => Fault::TooLarge { limit },
            Refused::System(error) => Fault::Unreadable {
                reason: error.into(),
            },
        }
    }
}

impl From<&std::io::Error> for Fault {
    /// What `error` means; one that was a [`Refused`] is that again.
    fn from(error: &std::io::Error) -> Fault {
        let refused = error.get_ref().and_then(|inner| inner.downcast_ref());
        match refused {
            Some(Refused::NotRegular) => Fault::NotRegularFile,
            Some(Refused::TooLarge(limit)) => Fault::TooLarge { limit: *limit },
            Some(Refused::System(error)) => Fault::from(error),
            None => Fault::Unreadable {
                reason: error.into(),
            },
        }
    }
}

impl From<std::io::Error> for Unreadable {
    fn from(error: std::io::Error) -> Unreadable {
        Unreadable::from(&error)
    }
}

impl From<&std::io::Error> for Unreadable {
    fn from(error: &std::io::Error) -> Unreadable {
        match Errno::from_io_error(error) {
            Some(Errno::LOOP) => return Unreadable::Loop,
            Some(Errno::IO) => return Unreadable::Device,
            _ => {}
        }
        match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                Unreadable::NotFound
            }
            std::io::ErrorKind::PermissionDenied => Unreadable::Denied,
            _ => Unreadable::Other(error.to_string()),
        }
    }
}
