//! Widths in cells (UAX #11), with the ambiguous class decided by the setting.

/// A width or a position in terminal cells (not code points, not bytes).
pub type Cells = usize;

/// How many cells a character of East Asian Width class A takes, by group (UAX #11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AmbiguousWidth {
    /// Quotes and dashes: “ ” ‘ ’ … — ·
    pub punctuation: u8,
    /// Symbols: ■ ± Ⅲ ℃ № ①
    pub symbols: u8,
    /// Letters: α Я é
    pub letters: u8,
}

impl AmbiguousWidth {
    /// Every ambiguous character takes one cell.
    pub const NARROW: AmbiguousWidth = AmbiguousWidth {
        punctuation: 1,
        symbols: 1,
        letters: 1,
    };
    /// Quotes, dashes and symbols take two cells; letters stay one.
    pub const WIDE: AmbiguousWidth = AmbiguousWidth {
        punctuation: 2,
        symbols: 2,
        letters: 1,
    };
}

impl Default for AmbiguousWidth {
    fn default() -> Self {
        AmbiguousWidth::NARROW
    }
}
