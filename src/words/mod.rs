//! Every wording of the program, Chinese and English side by side, checked by the compiler.
//!
//! A word is a method of [`Words`]; both languages stand in one place, so a missing translation
//! does not compile.

/// The interface language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The wordings in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The language they are in.
    pub language: Language,
}
