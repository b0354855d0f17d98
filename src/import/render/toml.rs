//! TOML as it is written here: one key a line, texts in basic strings.

use std::fmt::Write as _;

/// Appends `key = "value"` as one line.
pub fn field(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push_str(" = ");
    push_string(text, value);
    text.push('\n');
}

/// Appends `number` in decimal digits: there are two for each block, and a formatter costs ten times as much.
pub fn number(text: &mut String, number: usize) {
    padded(text, number, 1);
}

/// The same in `digits` digits at least.
pub fn padded(text: &mut String, number: usize, digits: usize) {
    if number >= 10 || digits > 1 {
        padded(text, number / 10, digits.saturating_sub(1));
    }
    text.push(char::from(b"0123456789"[number % 10]));
}

/// Appends `key = ["value", ...]` as one line.
pub fn list<S: AsRef<str>>(text: &mut String, key: &str, values: &[S]) {
    text.push_str(key);
    text.push_str(" = [");
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        push_string(text, value.as_ref());
    }
    text.push_str("]\n");
}

/// Appends `value` as a basic string. What could act on a terminal or turn the direction of a line
/// is escaped, so that the file can be looked at with anything.
fn push_string(text: &mut String, value: &str) {
    let acts = |c: char| {
        matches!(c, '"' | '\\' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
            || c.is_control()
    };
    // Most texts have none of them: neither one of ASCII, nor the first byte of another one.
    let may_act =
        |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7F | 0xC2 | 0xE2 | 0xEF);
    text.push('"');
    if !value.bytes().fold(false, |any, byte| any | may_act(byte)) {
        text.push_str(value);
        text.push('"');
        return;
    }
    let mut from = 0;
    for (at, c) in value.char_indices().filter(|(_, c)| acts(*c)) {
        text.push_str(&value[from..at]);
        from = at + c.len_utf8();
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            c => write!(text, "\\u{:04X}", u32::from(c)).expect("memory takes everything"),
        }
    }
    text.push_str(&value[from..]);
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_formatter_writes_them() {
        for written in [0, 1, 9, 10, 99, 100, 305, 2024, 99_999, usize::MAX] {
            let (mut plain, mut two, mut four) = (String::new(), String::new(), String::new());
            number(&mut plain, written);
            padded(&mut two, written, 2);
            padded(&mut four, written, 4);
            assert_eq!(plain, format!("{written}"));
            assert_eq!(two, format!("{written:02}"));
            assert_eq!(four, format!("{written:04}"));
        }
    }

    #[test]
    fn a_text_is_read_back_whatever_is_in_it() {
        for value in [
            "",
            "甲",
            "\"",
            "\\u0041",
            "a\nb\u{1b}\u{0}\u{85}\u{202e}",
            "'''",
            "\"\"\"",
            "#",
        ] {
            let mut text = String::new();
            field(&mut text, "a", value);
            list(&mut text, "b", &[value, value]);
            let table: ::toml::Table = text.parse().expect("what is written is TOML");
            assert_eq!(table["a"].as_str(), Some(value));
            assert_eq!(table["b"].as_array().map(Vec::len), Some(2));
            assert_eq!(table["b"][1].as_str(), Some(value));
        }
    }
}
