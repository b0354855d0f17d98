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

/// The first reading of `c` in ASCII letters (ü as v), without a tone: for a few characters, without the
/// work of a table of all syllables.
pub fn first_reading(c: char) -> Option<String> {
    let data = PinyinData::new(PinyinNotation::Unicode);
    let pinyin = data.get_pinyins(c).next()?;
    let letters = pinyin.notation(PinyinNotation::Unicode)?.chars();
    Some(letters.filter_map(without_tone).collect())
}

/// A letter of pinyin without its tone; a combining mark is none.
fn without_tone(c: char) -> Option<char> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ế' | 'ề' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        c if c.is_ascii_lowercase() => c,
        _ => return None,
    })
}

impl Readings {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reading_is_the_first_of_all() {
        let readings = Readings::default();
        let mut known = 0;
        for c in ('\u{3400}'..='\u{9FFF}').chain('\u{20000}'..='\u{20FFF}') {
            let mut all = Vec::new();
            readings.each(c, |reading| all.push(reading.to_owned()));
            assert_eq!(first_reading(c), all.into_iter().next(), "{c}");
            known += usize::from(first_reading(c).is_some());
        }
        assert!(known > 20_000);
    }
}
