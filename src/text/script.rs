//! Which script a character belongs to, as far as setting and counting need it.
//!
//! Only four questions are asked of a script: how long a text is (Han), whether a display-only cell
//! may stand between two characters (Han beside Latin), which language a text is in, and what
//! belongs to one word. The ranges are whole blocks of UAX #24, not tables: a code point that is
//! not assigned never gets past [`sanitize`](super::sanitize()).

/// Whether `c` is a Han character (UAX #24 script Han, with 〇).
pub const fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// How many Han characters stand in `text`: the measure of length in this program.
pub fn han_count(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// Whether `c` is hiragana or katakana, half-width forms included: what tells Japanese from Chinese.
pub fn is_kana(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D)
}

/// Whether `c` is a letter of a script written in words of letters: Latin, Greek, Cyrillic.
pub fn is_word_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (c.is_alphabetic()
            && matches!(u32::from(c), 0xAA..=0x24F | 0x250..=0x2AF | 0x370..=0x52F | 0x1D00..=0x1DBF | 0x1E00..=0x1FFF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_counted() {
        for (text, count) in [
            ("", 0),
            ("看报", 2),
            ("看，报。", 2),
            ("〇々", 1),
            ("2024年第3期", 3),
            ("𠮷㐀豈", 3),
            ("abcかナ", 0),
        ] {
            assert_eq!(han_count(text), count, "{text}");
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!("かなカナｶﾅー".chars().all(is_kana));
        assert!("aZéαЯḁ".chars().all(is_word_letter));
        assert!(!"看１2。·×÷か".chars().any(is_word_letter));
        assert!(!"看報·、".chars().any(is_kana));
    }
}
