//! What the judge knows of characters: how wide they are and which script they belong to. Shares
//! nothing with the library's tables.

use kanbao::text::{AmbiguousWidth, Cells};
use unicode_width::UnicodeWidthChar;

/// The cells of one cluster: its base, ambiguous ones by the group they belong to.
pub(super) fn cluster_width(cluster: &str, ambiguous: AmbiguousWidth) -> Cells {
    let Some(base) = cluster.chars().next() else {
        return 0;
    };
    let narrow = base.width().unwrap_or(0);
    // `unicode-width` calls accented letters narrow; UAX #11 calls these ambiguous.
    let letter = "àáèéêìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜ".contains(base)
        || (is_letter(base) && base.width_cjk() != base.width());
    if letter {
        usize::from(ambiguous.letters)
    } else if base.width_cjk() == Some(narrow) {
        narrow
    } else if matches!(base, '·' | '\u{2010}'..='\u{2027}') {
        usize::from(ambiguous.punctuation)
    } else {
        usize::from(ambiguous.symbols)
    }
}

/// Whether a display-only cell stands between `a` and `b` when spacing is on.
pub(super) fn takes_spacing(a: char, b: char) -> bool {
    (is_han(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_han(b))
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{4DBF}').contains(&c)
        || ('\u{4E00}'..='\u{9FFF}').contains(&c)
        || ('\u{20000}'..='\u{2FA1F}').contains(&c)
        || c == '〇'
}

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || ('\u{C0}'..='\u{52F}').contains(&c))
}

pub(super) fn is_word(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}
