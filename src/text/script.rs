//! Which script a character belongs to, as far as setting and counting need it.

/// Whether `c` is a Han character (UAX #24 script Han, with 〇).
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// How many Han characters stand in `text`: the measure of length in this program.
pub fn han_count(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}
