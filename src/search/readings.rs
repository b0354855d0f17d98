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

/// The first readings of a few characters, without the work of a table of all syllables.
pub struct FirstReadings(PinyinData);

impl fmt::Debug for FirstReadings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FirstReadings")
    }
}

impl Default for FirstReadings {
    fn default() -> FirstReadings {
        FirstReadings(PinyinData::new(PinyinNotation::Unicode))
    }
}

impl FirstReadings {
    /// Appends the first reading of `c` in ASCII letters (ü as v), without a tone, to `text`; gives whether
    /// there is one.
    pub fn push(&self, text: &mut String, c: char) -> bool {
        // The one of them that ends the search is the first: an iterator over all would be made in memory.
        let first = self.0.get_pinyins_and_try_for_each(c, |pinyin| {
            let letters = pinyin.notation(PinyinNotation::Unicode);
            let plain = letters.into_iter().flat_map(str::chars);
            text.extend(plain.filter_map(without_tone));
            Some(letters.is_some())
        });
        first == Some(true)
    }
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
        let (readings, firsts) = (Readings::default(), FirstReadings::default());
        let mut known = 0;
        for c in ('\u{3400}'..='\u{9FFF}').chain('\u{20000}'..='\u{20FFF}') {
            let mut all = Vec::new();
            readings.each(c, |reading| all.push(reading.to_owned()));
            let mut first = String::new();
            let is_known = firsts.push(&mut first, c);
            assert_eq!(is_known.then_some(first), all.into_iter().next(), "{c}");
            known += usize::from(is_known);
        }
        assert!(known > 20_000);
    }
}
