//! Lines that send the reader on: 下转第三版 where an article breaks off, 上接第一版 where it goes on, or arrows
//! (►►2版, ◄◄1版).
//!
//! The word stands first, perhaps in brackets, and the number of a page in most of them. The hard part are
//! lines that name the article as well, and those that name it only (文转A3版).

use super::lexicon::{CharSet, covers};
use super::role::Role;
use super::signal::{is_letter, is_numeral};

/// What says that an article goes on elsewhere, and that it does here.
const JUMPS_TO: &[&str] = &["下转", "下轉", "下接", "转第", "紧转"];
const JUMPS_FROM: &[&str] = &["上接", "紧接", "接第", "接上页", "文承", "上承", "承第"];

/// Each of them has one of these.
pub(super) const JUMP_MARKS: &str = "转轉接承完";
pub(super) const JUMP_TO: CharSet = CharSet::of_first(JUMPS_TO);
pub(super) const JUMP_FROM: CharSet = CharSet::of_first(JUMPS_FROM);
const _: () = assert!(covers(JUMP_MARKS, JUMPS_TO) && covers(JUMP_MARKS, JUMPS_FROM));

/// Arrows that say the same.
const ONWARD: [char; 7] = ['►', '▶', '▷', '→', '⇒', '☞', '»'];
const BACK: [char; 6] = ['◄', '◀', '◁', '←', '⇐', '«'];

/// （下转第三版）, （上接1版）.
pub(super) fn jump(short: &str) -> Option<Role> {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    // （上接第一版《某某》）
    if short.starts_with(['（', '('])
        && short.ends_with(['）', ')'])
        && bare.contains('《')
        && bare.chars().count() <= 40
        && bare[..bare.find('《').unwrap_or(0)].contains(['版', '页', '頁'])
        && JUMPS_FROM.iter().any(|word| bare.starts_with(word))
    {
        return Some(Role::JumpFrom);
    }
    let begins = |words: &[&str]| words.iter().any(|word| bare.starts_with(word));
    // （上接第二版 某某事）
    if short.starts_with(['（', '('])
        && short.ends_with(['）', ')'])
        && bare.chars().count() <= 40
        && begins(JUMPS_FROM)
        && bare
            .find(['版', '页', '頁'])
            .is_some_and(|at| at <= 8 * 3 && bare[..at].contains(is_numeral))
    {
        return Some(Role::JumpFrom);
    }
    if bare.chars().count() > 16 {
        return None;
    }
    if begins(JUMPS_TO) {
        return Some(Role::JumpTo);
    }
    // （文转A3版）, （接A1版）
    let framed = short.starts_with(['（', '(']) && bare.chars().count() <= 10;
    let names_page = |from: usize| {
        bare[from..].contains(['版', '页', '頁']) && bare[from..].contains(is_numeral)
    };
    if framed
        && bare
            .find(['转', '轉'])
            .is_some_and(|at| at <= 6 && names_page(at))
    {
        return Some(Role::JumpTo);
    }
    if framed && bare.find('接').is_some_and(|at| at <= 6 && names_page(at)) {
        return Some(Role::JumpFrom);
    }
    begins(JUMPS_FROM).then_some(Role::JumpFrom)
}

/// Whether `text` is an arrow and a page, and which way it points: ►►2版.
pub(super) fn arrow_jump(text: &str) -> Option<Role> {
    let role = match text.chars().next() {
        Some(c) if ONWARD.contains(&c) => Role::JumpTo,
        Some(c) if BACK.contains(&c) => Role::JumpFrom,
        _ => return None,
    };
    let page = text.trim_start_matches(|c: char| {
        ONWARD.contains(&c) || BACK.contains(&c) || c.is_whitespace()
    });
    let number = page.trim_end().strip_suffix(['版', '页', '頁'])?;
    let number = number.trim_start_matches('第');
    let number = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_page = (1..=3).contains(&number.chars().count()) && number.chars().all(is_numeral);
    is_page.then_some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_point_onward_or_back() {
        for (text, role) in [
            ("►►2版", Some(Role::JumpTo)),
            ("→ 第三版", Some(Role::JumpTo)),
            ("◄◄A1版", Some(Role::JumpFrom)),
            ("►灯塔", None),
            ("2版", None),
        ] {
            assert_eq!(arrow_jump(text), role, "{text}");
        }
    }
}
