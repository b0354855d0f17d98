//! Names of issues and articles: what may be one.
//!
//! An id is a file name, is typed on a command line and is drawn on the screen. The allow-list keeps
//! it from climbing out of its folder, from being taken for an option or a hidden file, and from
//! acting on a terminal.

use crate::text::script::{is_han, is_kana, is_word_letter};

/// The longest id that is read, in characters: so many Han, with an ending, are a name that every file system
/// takes. Import makes none that is longer.
pub const MAX_ID_CHARS: usize = 80;

/// Whether `name` may be the id of an issue or the file stem of an article: letters, digits, Han,
/// `.`, `_`, `-`, not beginning with `.` or `-`, no `..`.
pub fn is_valid(name: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_' | '-')
            || is_han(c)
            || is_kana(c)
            || is_word_letter(c)
    };
    !name.is_empty()
        && !name.starts_with(['.', '-'])
        && !name.contains("..")
        && name.chars().all(allowed)
        && name.chars().count() <= MAX_ID_CHARS
}

/// Compares ids so that numbers in them count by their value (`no-9` before `no-10`).
pub fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (a_digits, b_digits) = (digits(a_rest), digits(b_rest));
        let order = if a_digits > 0 && b_digits > 0 {
            let (x, y) = (&a_rest[..a_digits], &b_rest[..b_digits]);
            let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            (a_rest, b_rest) = (&a_rest[a_digits..], &b_rest[b_digits..]);
            x.len().cmp(&y.len()).then_with(|| x.cmp(y))
        } else {
            let (mut a_chars, mut b_chars) = (a_rest.chars(), b_rest.chars());
            let order = match (a_chars.next(), b_chars.next()) {
                (None, None) => return a.cmp(b),
                (x, y) => x.cmp(&y),
            };
            (a_rest, b_rest) = (a_chars.as_str(), b_chars.as_str());
            order
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_allow_list_is_a_name() {
        for name in [
            "rmrb-2024-06-01",
            "01-a",
            "新华日报.2024_1",
            "Ünder",
            "a",
            &"汉".repeat(80),
        ] {
            assert!(is_valid(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "a..b",
            ".git",
            "-rf",
            "a/b",
            "a b",
            "a\0",
            "a\u{202E}b",
            "e\u{301}",
            "a\\b",
            "~",
            &"x".repeat(81),
        ] {
            assert!(!is_valid(name), "{name:?}");
        }
    }

    #[test]
    fn numbers_in_ids_count_by_value() {
        let mut ids = ["a-10", "a-9", "b", "a-09", "a", "a-1x", "a-1"];
        ids.sort_by(|a, b| compare(a, b));
        assert_eq!(ids, ["a", "a-1", "a-1x", "a-09", "a-9", "a-10", "b"]);
    }
}
