//! What stands between marks: names of columns, calls to the reader, who reports from where.
//!
//! A mark on either side sets a short line apart from titles, which have one at most.

use super::dateline::dateline;
use super::signal::ORNAMENTS;
use crate::text::script::is_han;

/// The longest heading in brackets, in characters.
const LONGEST_BRACKETED: usize = 10;

/// Whether `text` is the name of a column between two marks of one kind: ◇本期聚焦◇, ·读城·.
pub(super) fn is_framed_name(text: &str) -> bool {
    let text = text.trim();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    let inner = text.trim_matches(first).trim();
    first == last
        && "◇◆■□●○★☆※·•◎△▲=＝~～".contains(first)
        && (2..=8).contains(&inner.chars().count())
        && inner
            .chars()
            .all(|c| is_han(c) || c == ' ' || c == '\u{3000}')
}

/// Whether `text` is an ornament and a word of a few Han: ◆校友来鸿.
pub(super) fn is_ornamented_name(text: &str) -> bool {
    let name = text.trim_start_matches(ORNAMENTS).trim();
    name.len() < text.trim().len()
        && (2..=6).contains(&name.chars().count())
        && name.chars().all(is_han)
}

/// Whether `text` is a few words in square brackets and nothing else: 【背景】.
pub(super) fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    (3..=LONGEST_BRACKETED).contains(&text.chars().count())
        && text.starts_with(['【', '［', '〔'])
        && text.ends_with(['】', '］', '〕'])
}

/// Whether `text` is the number of a section and its name: NO.2 服务.
pub(super) fn is_numbered_section(text: &str) -> bool {
    let rest = ["NO.", "No.", "NO", "№", "PART", "Part"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    rest.map(str::trim_start).is_some_and(|rest| {
        let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let name = name.trim_start_matches(|c: char| !is_han(c));
        rest.len() > name.len()
            && (2..=6).contains(&name.chars().count())
            && name.chars().all(is_han)
    })
}

/// Whether `text` is a call between two ornaments of one kind: ★安全第一，预防为主！★
pub(super) fn is_framed_slogan(text: &str) -> bool {
    let text = text.trim();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    first == last
        && "★☆◎●◆■□※○◇▲".contains(first)
        && text.trim_matches(first).trim_end().ends_with(['！', '!'])
}

/// Whether `text` is a bracket that says who reports from where, and nothing else.
pub(super) fn is_framed_report(text: &str) -> bool {
    let whole = |open: char, close: char| {
        let inner = text
            .strip_prefix(open)
            .and_then(|text| text.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains(close))
    };
    (whole('【', '】') || whole('［', '］') || whole('〔', '〕'))
        && dateline(text).is_some_and(|found| !found.names.is_empty())
}
