//! Every wording of the program, Chinese and English side by side, checked by the compiler.
//!
//! A word is a method of [`Words`], made by one entry of the `words!` macro: both languages stand
//! in one place, with the same typed fields, so a missing translation, a misspelt field or a wrong
//! number of fields does not compile. The entries lie in one file a sort: places and counts, hints,
//! notices, empty places, errors, actions, faults.
//!
//! What a word gives is [`Clean`]: the fields are put in first and the whole is sanitized, so that
//! a file name or a query inside a message can never act on the terminal.
//!
//! No wording holds a character of East Asian Width class A (UAX #11): a status row keeps its width
//! whatever the terminal thinks of such characters. `tests/words.rs` checks it over [`table`].

mod actions;
mod command_line;
mod commands;
mod empty;
mod errors;
mod faults;
mod hints;
mod importing;
mod keymap;
mod language;
mod mark_list;
mod marks;
mod notes;
mod notices;
mod places;
mod search;
mod system;
mod toml;
pub mod usage;
mod writing;

use std::fmt;

use crate::text::Clean;
use crate::text::sanitize::sanitize;

pub use hints::Hint;
pub use language::Language;

/// The wordings in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The language they are in.
    pub language: Language,
}

impl Words {
    /// The wordings in `language`.
    pub fn new(language: Language) -> Words {
        Words { language }
    }
}

/// One entry of the table, as written: fields stand in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The method's name.
    pub name: &'static str,
    /// The Chinese wording.
    pub chinese: &'static str,
    /// The English wording.
    pub english: &'static str,
    /// The English wordings for counts of one, where there are others.
    pub english_one: &'static [&'static str],
}

/// All wordings, file by file, in the order written: for checks of the whole.
pub fn table() -> impl Iterator<Item = Entry> {
    [
        places::TABLE,
        search::TABLE,
        hints::TABLE,
        notices::TABLE,
        empty::TABLE,
        errors::TABLE,
        faults::TABLE,
        system::TABLE,
        toml::TABLE,
        command_line::TABLE,
        commands::TABLE,
        importing::TABLE,
        writing::TABLE,
        mark_list::TABLE,
        marks::TABLE,
        notes::TABLE,
        usage::TABLE,
        actions::TABLE,
        keymap::TABLE,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Fills a wording and makes it displayable.
fn fill(wording: fmt::Arguments<'_>) -> Clean {
    match wording.as_str() {
        Some(fixed) => sanitize(fixed),
        None => sanitize(&fmt::format(wording)),
    }
}

/// Writes a list of entries `name(field: type, ..) { zh: "..", en: ".." }` as methods of [`Words`]
/// and as the constant `TABLE`. `one(n): ".."` after `en` is the English wording when `n` is 1,
/// `one(n, m): ".."` the one when both are; of several the first that holds is taken.
macro_rules! words {
    ($( $name:ident ( $($field:ident : $type:ty),* $(,)? ) {
        zh: $zh:literal,
        en: $en:literal
        $(, one($($count:ident),+): $one:literal)* $(,)?
    } )*) => {
        impl $crate::words::Words {
            $(
                #[doc = concat!("`", $zh, "` or `", $en, "`.")]
                pub fn $name(self $(, $field: $type)*) -> $crate::text::Clean {
                    match self.language {
                        $crate::words::Language::Chinese => $crate::words::fill(format_args!($zh)),
                        $(
                            $crate::words::Language::English if $($count == 1)&&+ => {
                                $crate::words::fill(format_args!($one))
                            }
                        )*
                        $crate::words::Language::English => $crate::words::fill(format_args!($en)),
                    }
                }
            )*
        }

        /// The entries of this file.
        pub(super) const TABLE: &[$crate::words::Entry] = &[
            $(
                $crate::words::Entry {
                    name: stringify!($name),
                    chinese: $zh,
                    english: $en,
                    english_one: &[$($one),*],
                },
            )*
        ];
    };
}

use words;
