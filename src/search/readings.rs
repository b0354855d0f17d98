//! The pinyin of a character, for names that are typed without an input method.

use std::fmt;

use ib_matcher::pinyin::{PinyinData, PinyinNotation};

/// The readings of Han.
pub struct Readings {
    data: PinyinData,
}

impl fmt::Debug for Readings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Readings")
    }
}

impl Default for Readings {
    fn default() -> Readings {
        Readings {
            data: PinyinData::new(PinyinNotation::Ascii),
        }
    }
}

impl Readings {
    /// The first reading of `c` in ASCII letters, without a tone.
    pub fn of(&self, c: char) -> Option<String> {
        let pinyin = self.data.get_pinyins(c).next()?;
        pinyin.notation(PinyinNotation::Ascii).map(str::to_owned)
    }

    /// Hands over each reading of `c` in ASCII letters (ü as v), without tones; one that differs
    /// from another by its tone only comes twice.
    pub fn each(&self, c: char, mut take: impl FnMut(&str)) {
        self.data.get_pinyins_and_for_each(c, |pinyin| {
            if let Some(reading) = pinyin.notation(PinyinNotation::Ascii) {
                take(reading);
            }
        });
    }
}
