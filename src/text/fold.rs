//! Foreign text in a status row, without characters of uncertain width.
//!
//! Status rows are drawn without asking how wide the terminal makes an ambiguous character (UAX #11
//! class A), so there must be none in them. [`fold_for_status`] puts a mark of certain width and the
//! same meaning in its place, character by character; only dots and dashes are looked at in runs.
//! Greek and Cyrillic stay, since nothing stands for them: the field after them is placed
//! absolutely.

use std::fmt::Write;

use super::class::{WidthClass, char_class};
use super::script::is_han;
use super::{Clean, CleanStr, sanitize};

/// `text` with every character of class A replaced: “ ” by 「 」, ‘ ’ by 『 』 (by `'` between
/// letters), dashes by `-`, ellipses by `..`, interpuncts by `.`, numbers in signs by plain ones,
/// № by `No.`, ℃ by `C`, any other by `?`; Greek and Cyrillic letters stay. Folding twice changes
/// nothing.
pub fn fold_for_status(text: CleanStr<'_>) -> Clean {
    if !text
        .chars()
        .any(|c| is_ambiguous(c) || FOLDED_THOUGH_NARROW.contains(c))
    {
        return text.to_clean();
    }
    let mut folded = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Two make one ellipsis.
            '…' | '⋯' => {
                chars.next_if_eq(&c);
                folded.push_str("..");
            }
            '’' if before.is_some_and(is_letter)
                && chars.peek().copied().is_some_and(is_letter) =>
            {
                folded.push('\'');
            }
            _ => fold_char(c, &mut folded),
        }
        before = Some(c);
    }
    sanitize(&folded)
}

/// Class N, but of the same families as what is folded.
const FOLDED_THOUGH_NARROW: &str = "⋯‧⸺⸻";

fn fold_char(c: char, folded: &mut String) {
    let fixed = match c {
        '“' => "「",
        '”' => "」",
        '‘' => "『",
        '’' => "』",
        '—' | '–' | '―' | '‐' => "-",
        '⸺' => "--",
        '⸻' => "---",
        '‥' => "..",
        '·' | '•' | '‧' => ".",
        '№' => "No.",
        '℃' => "C",
        _ => "",
    };
    if !fixed.is_empty() {
        folded.push_str(fixed);
    } else if !is_ambiguous(c) || is_greek_or_cyrillic(c) {
        folded.push(c);
    } else if !fold_number(c, folded) {
        folded.push('?');
    }
}

/// Numbers in signs: Ⅲ, ⅲ, ①, ⑴, ⒈, ❶. Says whether `c` is one.
fn fold_number(c: char, folded: &mut String) -> bool {
    const ROMAN: [&str; 16] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D",
        "M",
    ];
    let code = u32::from(c);
    let bracketed = match code {
        0x2160..=0x216F => {
            folded.push_str(ROMAN[(code - 0x2160) as usize]);
            return true;
        }
        0x2170..=0x217F => {
            folded.push_str(&ROMAN[(code - 0x2170) as usize].to_ascii_lowercase());
            return true;
        }
        0x2460..=0x2473 => code - 0x2460 + 1,
        0x2474..=0x2487 => code - 0x2474 + 1,
        0x24EA => 0,
        0x24EB..=0x24F4 => code - 0x24EB + 11,
        0x2776..=0x277F => code - 0x2776 + 1,
        0x2488..=0x249B => {
            write!(folded, "{}.", code - 0x2488 + 1).expect("a String takes what is written");
            return true;
        }
        _ => return false,
    };
    write!(folded, "({bracketed})").expect("a String takes what is written");
    true
}

/// Whether `c` is of East Asian Width class A (UAX #11) and takes cells at all.
fn is_ambiguous(c: char) -> bool {
    !matches!(
        char_class(c).width(),
        WidthClass::Zero | WidthClass::Narrow | WidthClass::Wide
    )
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(u32::from(c), 0x370..=0x3FF | 0x400..=0x52F | 0x1F00..=0x1FFF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(text: &str) -> String {
        fold_for_status(sanitize(text).as_clean())
            .as_str()
            .to_owned()
    }

    #[test]
    fn each_family_has_its_stand_in() {
        for (text, expected) in [
            ("“通”字怎么写", "「通」字怎么写"),
            ("“说‘好’的”", "「说『好』的」"),
            ("don’t", "don't"),
            ("O’Neil说‘不’", "O'Neil说『不』"),
            ("江海——宿城", "江海--宿城"),
            ("江海—宿城 1–2", "江海-宿城 1-2"),
            ("等等……", "等等.."),
            ("等…", "等.."),
            ("…………", "...."),
            ("⋯⋯", ".."),
            ("阿·伊•安", "阿.伊.安"),
            ("Ⅲ期 ⅸ", "III期 ix"),
            ("①⑳⑴⒈", "(1)(20)(1)1."),
            ("№5 30℃", "No.5 30C"),
            ("αβ Яр", "αβ Яр"),
            ("★±é", "???"),
            ("，。《》（）", "，。《》（）"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    proptest! {
        #[test]
        fn only_greek_and_cyrillic_stay_ambiguous(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(folded.chars().all(|c| !is_ambiguous(c) || is_greek_or_cyrillic(c)));
            prop_assert_eq!(fold(&folded), folded.clone());
        }
    }
}
