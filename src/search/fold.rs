//! Characters that count as the same when one looks for something.

/// Lower case, and full-width ASCII as half-width.
pub fn fold_char(c: char) -> char {
    let half = match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let mut lower = half.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => half,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_width_are_folded() {
        for (c, expected) in [
            ('A', 'a'),
            ('Ｇ', 'g'),
            ('６', '6'),
            ('　', ' '),
            ('长', '长'),
            ('İ', 'İ'),
        ] {
            assert_eq!(fold_char(c), expected);
        }
    }
}
