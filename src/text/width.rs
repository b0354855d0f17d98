//! Widths in cells (UAX #11), with the ambiguous class decided by the setting.
//!
//! A terminal does not say how it draws “ or ■: East Asian Width class A leaves one cell or two
//! open, and terminals decide by group, so [`AmbiguousWidth`] has one number for each of three
//! groups. Everything else is fixed. No frame glyph of the program (∙ ► » ▐ ░) is of class A.

use super::class::{CharClass, char_class};
use super::cluster::clusters;

/// A width or a position in terminal cells (not code points, not bytes).
pub type Cells = usize;

/// How many cells a character of East Asian Width class A takes, by group (UAX #11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AmbiguousWidth {
    /// Quotes and dashes: “ ” ‘ ’ … — · and the rest of U+2010 to U+2027.
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

/// The widths of the eight width classes under one setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WidthTable([u8; 8]);

impl WidthTable {
    /// The table of `ambiguous`.
    pub(crate) const fn new(ambiguous: AmbiguousWidth) -> WidthTable {
        WidthTable([
            0,
            1,
            2,
            ambiguous.punctuation,
            ambiguous.symbols,
            ambiguous.letters,
            0,
            0,
        ])
    }

    /// The width of a character of `class`, in cells.
    #[inline]
    pub(crate) fn of(&self, class: CharClass) -> Cells {
        usize::from(self.0[class.width_index()])
    }
}

/// The width of `c` alone, in cells: 0 for combining marks and controls, else 1 or 2.
#[inline]
pub fn char_width(c: char, ambiguous: AmbiguousWidth) -> Cells {
    WidthTable::new(ambiguous).of(char_class(c))
}

/// The width of `text`, in cells: the sum over its clusters (UAX #29).
pub fn text_width(text: &str, ambiguous: AmbiguousWidth) -> Cells {
    clusters(text, ambiguous).map(|cluster| cluster.width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_glyphs_take_one_cell_at_every_setting() {
        let all_wide = AmbiguousWidth {
            punctuation: 2,
            symbols: 2,
            letters: 2,
        };
        for glyph in "∙►»▐░".chars() {
            for ambiguous in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE, all_wide] {
                assert_eq!(char_width(glyph, ambiguous), 1, "{glyph}");
            }
        }
    }

    #[test]
    fn ambiguous_characters_follow_their_group() {
        let groups = [
            (
                "“”‘’…—·–•",
                AmbiguousWidth {
                    punctuation: 2,
                    symbols: 1,
                    letters: 1,
                },
            ),
            (
                "■±Ⅲ℃№①→★×°",
                AmbiguousWidth {
                    punctuation: 1,
                    symbols: 2,
                    letters: 1,
                },
            ),
            (
                "αЯéΩж",
                AmbiguousWidth {
                    punctuation: 1,
                    symbols: 1,
                    letters: 2,
                },
            ),
        ];
        for (text, wide) in groups {
            for c in text.chars() {
                assert_eq!(char_width(c, AmbiguousWidth::NARROW), 1, "{c}");
                assert_eq!(char_width(c, wide), 2, "{c}");
            }
        }
        assert_eq!(text_width("αЯé“■", AmbiguousWidth::WIDE), 7);
    }

    #[test]
    fn fixed_widths_do_not_follow_the_setting() {
        for ambiguous in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE] {
            assert_eq!(text_width("看报，ａ　", ambiguous), 10);
            assert_eq!(text_width("kan bao⸺⋯À", ambiguous), 10);
            assert_eq!(text_width("e\u{301}\u{200B}", ambiguous), 1);
        }
    }

    #[test]
    fn the_other_widths_are_those_of_unicode_width() {
        use crate::text::repertoire::is_mark;
        use unicode_width::UnicodeWidthChar;
        let mut spacing = 0;
        for c in '\0'..=char::MAX {
            // A few ligatures of other scripts count more there; no terminal gives them that many.
            let expected = c.width().unwrap_or(0).min(2);
            // Spacing marks that extend a cluster take one, as `wcwidth` says.
            if is_mark(c) && expected == 0 && char_width(c, AmbiguousWidth::NARROW) == 1 {
                spacing += 1;
                continue;
            }
            assert_eq!(
                char_width(c, AmbiguousWidth::NARROW),
                expected,
                "{:04X}",
                u32::from(c)
            );
        }
        assert!((50..70).contains(&spacing), "{spacing}");
    }
}
