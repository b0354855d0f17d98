//! Jump lines that are arrows and a page: ►►2版, ◄◄1版.

use super::role::Role;
use super::signal::is_numeral;

const ONWARD: [char; 7] = ['►', '▶', '▷', '→', '⇒', '☞', '»'];
const BACK: [char; 6] = ['◄', '◀', '◁', '←', '⇐', '«'];

/// Whether `text` is such a line, and which.
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
