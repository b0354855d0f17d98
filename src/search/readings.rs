//! The pinyin of a character, for names that are typed without an input method.

use ib_matcher::pinyin::{PinyinData, PinyinNotation};

/// The readings of Han.
#[derive(Debug)]
pub struct Readings {
    data: PinyinData,
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
}
