//! The simplified form of a traditional character, one for one.
//!
//! The table stands in `simplified.txt` as pairs of the traditional character and its simplified
//! form. It comes from Unicode's Unihan database 15.0 (`kSimplifiedVariant`, `LICENSE-UNICODE`); of
//! several simplified forms the first other than the character itself is taken, chains are followed
//! to their end, and some seventy variants that the database does not link (裏, 説, 爲) are added.
//! Only the characters from U+4E00 to U+9FFF are looked at.
//!
//! The hard part is that one simplified character stands for several traditional ones (后 for 后
//! and 後), so only this direction is a function; some characters that are standard in simplified
//! text too (著, 乾, 覆) go along with their pairs, because missing a word is worse than finding
//! one more. The compiler makes the table that is indexed.

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each character from [`FIRST`] to [`LAST`] its simplified form, 0 where it has no other.
static FORMS: [u16; (LAST - FIRST + 1) as usize] = table(include_bytes!("simplified.txt"));

/// The simplified form of `c`, else `c`.
pub(super) fn simplified(c: char) -> char {
    let code = u32::from(c);
    if !(FIRST..=LAST).contains(&code) {
        return c;
    }
    match FORMS[(code - FIRST) as usize] {
        0 => c,
        form => char::from_u32(u32::from(form)).unwrap_or(c),
    }
}

/// Reads the pairs: two characters of three bytes each, then a blank or a line end.
const fn table(pairs: &[u8]) -> [u16; (LAST - FIRST + 1) as usize] {
    let mut forms = [0; (LAST - FIRST + 1) as usize];
    let mut at = 0;
    while at + 6 < pairs.len() {
        let traditional = three_bytes(pairs, at);
        forms[(traditional as u32 - FIRST) as usize] = three_bytes(pairs, at + 3);
        at += 7;
    }
    forms
}

/// The character in UTF-8 at `at`, which has three bytes as all from U+0800 to U+FFFF.
const fn three_bytes(bytes: &[u8], at: usize) -> u16 {
    ((bytes[at] & 0x0F) as u16) << 12
        | ((bytes[at + 1] & 0x3F) as u16) << 6
        | (bytes[at + 2] & 0x3F) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_forms_and_variants_have_their_simplified_one() {
        for (traditional, expected) in
            "長长 醫医 後后 發发 髮发 裡里 裏里 臺台 説说 說说 龢和 鬱郁 人人 长长 ああ AA"
                .split(' ')
                .map(|pair| (pair.chars().next(), pair.chars().nth(1)))
        {
            assert_eq!(traditional.map(simplified), expected);
        }
    }

    #[test]
    fn a_simplified_form_stays() {
        for c in (FIRST..=LAST).filter_map(char::from_u32) {
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
    }
}
