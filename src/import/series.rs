//! Titles of a series: the same words with another number, 第3批名单 and 第4批名单, 故乡记（一） and 故乡记（二）;
//! and the names of series above titles.

use super::signal::{is_common_han, is_letter, is_numeral, numeral, squeezed};

/// The fewest letters that two titles of a series share.
const SHORTEST: usize = 4;

/// The shortest name of a series before its number in brackets, in characters.
const SHORTEST_SERIES: usize = 5;

/// What is reported again and again: the title says what is new.
const FOLLOWED: &[&str] = &[
    "追踪",
    "跟踪",
    "追蹤",
    "后续",
    "後續",
    "系列报道",
    "系列報導",
    "连续报道",
    "連續報導",
    "跟踪报道",
    "追踪报道",
    "追蹤報導",
    "后续报道",
    "後續報導",
];

/// The only number in `text`, where it counts what is named behind it (第3批名单), stands in brackets
/// (故乡记（三）) or behind 之 at the end (故乡记之三), and no page.
pub(super) fn series_number(text: &str) -> Option<u16> {
    let short = squeezed(text);
    // 之三 at the end.
    if let Some((before, number)) = short.rsplit_once('之')
        && !before.contains(is_numeral)
        && !number.is_empty()
        && number.chars().all(is_numeral)
    {
        return numeral(number);
    }
    let bracket = short
        .ends_with([')', '）'])
        .then(|| short.rfind(['(', '（']))
        .flatten();
    let from = bracket.unwrap_or(0);
    let start = from + short[from..].find(is_numeral)?;
    let rest = &short[start..];
    let length = rest.find(|c: char| !is_numeral(c));
    let (number, rest) = rest.split_at(length?);
    let before = &short[..start];
    let counted = before.ends_with('第') && rest.starts_with(is_common_han)
        || before.ends_with(['（', '(']) && matches!(rest, "）" | ")")
        || rest.chars().take_while(|&c| is_common_han(c)).count() >= 2
            && !text.contains(char::is_whitespace);
    // 3月份物价回落 is no day.
    let paged = rest.starts_with(['版', '页', '頁', '期', '号', '號', '年', '月', '日', '辑'])
        && !rest.starts_with("月份")
        || rest.contains(|c: char| c.is_ascii_digit())
        || bracket.is_none() && before.contains(is_numeral);
    (counted && !paged).then(|| numeral(number)).flatten()
}

/// Whether the titles `one` and `other` are of one series: they differ in their number only.
pub(super) fn is_series(one: &str, other: &str) -> bool {
    let words = |text: &str| -> String {
        let letters = text.chars().filter(|&c| is_letter(c) && !is_numeral(c));
        letters.collect()
    };
    let (first, second) = (words(one), words(other));
    first == second
        && first.chars().count() >= SHORTEST
        && series_number(one)
            .zip(series_number(other))
            .is_some_and(|(one, other)| one != other)
}

/// Whether `name` ends with its number in a series of articles: 某某口述史之四, 某地行之三, 系列报道（二）.
pub(super) fn is_part_of_series(name: &str) -> bool {
    let bare = name.trim_end_matches(['）', ')']);
    let words = bare.trim_end_matches(|c: char| is_numeral(c));
    let words = match (bare.len() < name.len(), words.len() < bare.len()) {
        (true, true) => words.strip_suffix(['（', '(']).filter(|words| {
            words.chars().count() >= SHORTEST_SERIES
                || words.ends_with("系列")
                || words.ends_with("报道")
                || words.ends_with("報道")
        }),
        (false, true) => words.strip_suffix('之'),
        _ => None,
    };
    words.is_some_and(|words| words.chars().count() >= 3)
        || FOLLOWED
            .iter()
            .any(|word| name.ends_with(word) && name.chars().count() >= SHORTEST_SERIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_inside_a_title_counts_what_it_names() {
        for (text, number) in [
            ("第3批名单公布", Some(3)),
            ("故乡记（十二）", Some(12)),
            ("故乡记之十二", Some(12)),
            ("3号楼交付", None),
            ("三家铺子搬进新街", Some(3)),
            ("田野周报 第3版", None),
            ("田野周报 3", None),
            ("3 田野周报", None),
            ("第3期 田野周报 12", None),
        ] {
            assert_eq!(series_number(text), number, "{text}");
        }
    }

    #[test]
    fn titles_of_a_series_differ_in_their_number_only() {
        for (one, other, is) in [
            ("第3批名单公布", "第4批名单公布", true),
            ("故乡记忆（一）", "故乡记忆（二）", true),
            ("沿河走访之一", "沿河走访之二", true),
            ("第3批名单公布", "第3批名单公布", false),
            ("第3批名单公布", "第4批补贴公布", false),
            ("第一节", "第二节", false),
        ] {
            assert_eq!(is_series(one, other), is, "{one} {other}");
        }
    }
}
