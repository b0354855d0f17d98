//! What a character is, in one byte: its width class and its line-break class.
//!
//! The table is made by `build.rs` from the lists in [`super::punct`] and the Unicode data, and
//! looked up in two stages: 4352 block numbers, then the blocks that differ (all Han share one, so
//! Chinese text stays within a few cache lines). No decision is taken here: the widths of ambiguous
//! characters are the setting's (`width`), and breaks are the rules' (`linebreak`).

pub use super::punct::{LineBreakClass, PunctuationClass, WidthClass, punctuation_class};

include!(concat!(env!("OUT_DIR"), "/class_table.rs"));

/// The classes of one character: width in bits 0 to 2, line break in bits 3 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharClass(u8);

/// Looks `c` up.
#[inline]
pub fn char_class(c: char) -> CharClass {
    let code = c as usize;
    // Both tables are as long as every index of their kind, so neither lookup can fail.
    let block = usize::from(BLOCK_OF[code >> 8]);
    CharClass(CLASSES[block << 8 | code & 0xFF])
}

/// Whether `c` is a space that may vanish at a line's end: ASCII space or U+3000. No-break spaces are
/// not among them.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

impl CharClass {
    /// The number of the width class, for lookup in a table of eight.
    #[inline]
    pub(crate) fn width_index(self) -> usize {
        usize::from(self.0 & 7)
    }

    /// The number of the line-break class, for lookup in the pair tables.
    #[inline]
    pub(crate) fn line_break_index(self) -> usize {
        usize::from(self.0 >> 3)
    }

    /// Whether the line-break class is `class`.
    #[inline]
    pub fn is(self, class: LineBreakClass) -> bool {
        self.0 >> 3 == class as u8
    }

    /// The width class.
    pub fn width(self) -> WidthClass {
        match self.0 & 7 {
            0 => WidthClass::Zero,
            1 => WidthClass::Narrow,
            2 => WidthClass::Wide,
            3 => WidthClass::AmbiguousPunctuation,
            4 => WidthClass::AmbiguousSymbol,
            _ => WidthClass::AmbiguousLetter,
        }
    }
}
