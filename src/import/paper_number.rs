//! The numbers of official papers: 某政发〔2020〕3号.

use super::signal::{is_common_han, is_numeral, squeezed};

/// Whether `text` is the number of an official paper: 某政发〔2020〕3号.
pub(super) fn is_paper_number(text: &str) -> bool {
    let text = squeezed(text);
    let Some((office, rest)) = text.split_once(['〔', '[', '［', '【', '(', '（']) else {
        return false;
    };
    let year = rest.chars().take_while(char::is_ascii_digit).count();
    let number = rest[year..]
        .trim_start_matches(['〕', ']', '］', '】', ')', '）'])
        .trim_start_matches('第');
    year == 4
        && (2..=14).contains(&office.chars().count())
        && office.chars().all(is_common_han)
        && number
            .strip_suffix(['号', '號'])
            .is_some_and(|digits| !digits.is_empty() && digits.chars().all(is_numeral))
}
