//! Characters that count as the same when one looks for something.
//!
//! [`fold_char`] makes one character of one: lower case, half-width, the simplified form, and an
//! ASCII digit for the Chinese digits 〇 to 九 (二〇二一 is 2021; 零 counts as 〇). It looks at nothing
//! else than the character, so whatever stands in a text stands folded in the folded text: exact
//! search in one is exact search in the other.
//!
//! [`fold_text`] also takes out white space beside Han and the marks set with them, in either width, and makes one
//! space of any other white space, so that a line broken in the source and a space between Han and
//! figures do not part a word. It never makes two characters of one; a place in the folded text
//! therefore becomes a place in the text by counting characters and those that were left out.

use super::simplified::simplified;
use crate::text::script::{is_han, is_kana};

/// A text as it is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text. Line feeds between blocks stay.
    pub text: String,
    /// Which characters of the source are not in it: their numbers, ascending, in code points.
    pub left_out: Vec<u32>,
}

/// Lower case, full-width ASCII as half-width, traditional Han as simplified, Chinese digits as
/// ASCII ones.
pub fn fold_char(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0)
            .unwrap_or(c)
            .to_ascii_lowercase(),
        '〇' | '零' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => c,
            }
        }
    }
}

/// Folds a text of blocks divided by line feeds.
pub fn fold_text(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        left_out: Vec::new(),
    };
    // What stands before the white space that is looked at; a line's beginning wants no space.
    let mut before = '\n';
    let mut number = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' || !c.is_whitespace() {
            before = fold_char(c);
            folded.text.push(before);
            number += 1;
            continue;
        }
        let first = number;
        number += 1;
        while chars
            .next_if(|&next| next != '\n' && next.is_whitespace())
            .is_some()
        {
            number += 1;
        }
        let after = chars.peek().map_or('\n', |&after| fold_char(after));
        let kept = !parts_nothing(before) && !parts_nothing(after);
        if kept {
            folded.text.push(' ');
        }
        folded.left_out.extend(first + u32::from(kept)..number);
    }
    folded
}

/// Whether white space beside `c`, a folded character, parts no words: Han, kana, the marks set with
/// them, line ends. Of a mark with two widths nobody knows any more which one it had, so that both are
/// taken alike.
fn parts_nothing(c: char) -> bool {
    matches!(c, ',' | '.' | ':' | ';' | '!' | '?' | '(' | ')')
        || matches!(u32::from(c),
            0x0A | 0x2014 | 0x2018..=0x201D | 0x2026 | 0x3001..=0x303F | 0xFF5F..=0xFF65)
        || is_han(c)
        || is_kana(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_width_form_and_digits_are_folded() {
        for (c, expected) in [
            ('A', 'a'),
            ('Ｇ', 'g'),
            ('６', '6'),
            ('　', ' '),
            ('长', '长'),
            ('長', '长'),
            ('二', '2'),
            ('零', '0'),
            ('十', '十'),
            ('“', '“'),
            ('Я', 'я'),
            ('İ', 'İ'),
        ] {
            assert_eq!(fold_char(c), expected);
        }
    }

    #[test]
    fn space_beside_han_goes_and_other_space_is_one() {
        for (text, expected, left_out) in [
            ("二〇二一年", "2021年", vec![]),
            ("长 三　 角", "长3角", vec![1, 3, 4]),
            ("G60 科创  走廊", "g60科创走廊", vec![3, 6, 7]),
            ("2024 年 6 月", "2024年6月", vec![4, 6, 8]),
            ("open  the\tdoor ", "open the door", vec![5, 14]),
            ("说： “好”", "说:“好”", vec![2]),
            ("door！ GDP", "door!gdp", vec![5]),
            ("door! GDP", "door!gdp", vec![5]),
            ("GDP ，增长", "gdp,增长", vec![3]),
            ("a - b", "a - b", vec![]),
            ("３ 月", "3月", vec![1]),
            ("一 2", "1 2", vec![]),
            ("甲\n 乙", "甲\n乙", vec![2]),
            ("", "", vec![]),
        ] {
            let folded = fold_text(text);
            assert_eq!(
                (folded.text.as_str(), folded.left_out),
                (expected, left_out)
            );
        }
    }

    proptest! {
        #[test]
        fn both_widths_and_forms_fold_to_the_same(text in "[ab1!,.(。“長 ]{0,20}") {
            let wide: String = text
                .chars()
                .map(|c| match c {
                    '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
                    _ => c,
                })
                .collect();
            prop_assert_eq!(fold_text(&wide), fold_text(&text));
        }

        #[test]
        fn what_is_not_left_out_stands_in_order(text in "[a-cA-C 　\n長长一1１，。“]{0,40}|.*") {
            let folded = fold_text(&text);
            let kept: Vec<char> = text
                .chars()
                .enumerate()
                .filter(|(number, _)| !folded.left_out.contains(&(*number as u32)))
                .map(|(_, c)| if c.is_whitespace() && c != '\n' { ' ' } else { fold_char(c) })
                .collect();
            prop_assert_eq!(folded.text.chars().collect::<Vec<_>>(), kept);
            prop_assert!(folded.left_out.is_sorted());
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[a-cA-C 　\n長长一1１，。“]{0,40}|.*") {
            let once = fold_text(&text).text;
            let twice = fold_text(&once);
            prop_assert_eq!(&twice.text, &once);
            prop_assert!(twice.left_out.is_empty());
        }

        /// What stands in a text stands folded in the folded text, unless its ends cut white space.
        #[test]
        fn a_part_of_a_text_is_a_part_of_its_folding(
            text in "[aA 長一1，“]{1,20}",
            from in 0usize..20,
            length in 1usize..20,
        ) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assume!(part.trim() == part);
            prop_assert!(fold_text(&text).text.contains(&fold_text(&part).text));
        }
    }
}
