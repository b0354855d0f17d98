//! Days of issue without a year: the number beside them tells it.

use super::super::signal::{date, is_numeral};

/// The first day in squeezed `text` that has no year of its own, in that of the issue's `number`.
pub(super) fn of_year(text: &str, number: Option<&str>) -> Option<String> {
    let year: u16 = number?.get(..4)?.parse().ok()?;
    let begins = |&(at, c): &(usize, char)| is_numeral(c) && !text[..at].ends_with(is_numeral);
    let mut days = text.char_indices().filter(begins);
    days.find_map(|(at, _)| match date(&text[at..])? {
        (None, month, Some(day), _) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    })
}

/// The day in squeezed `text`, which says when the issue comes out and nothing else: 8月20日出版.
pub(super) fn published(text: &str) -> Option<&str> {
    let day = text.strip_suffix("出版")?;
    day.starts_with(is_numeral).then_some(day)
}
