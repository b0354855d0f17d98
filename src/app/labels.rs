//! How an issue's number, date and an article's byline are put into words.
//!
//! Numbers are kept as their paper wrote them (`2019年第24期`, `18`, `总第44期`). What can be read as
//! a number is shown in the interface language; what can't be read stays as it stands.

use crate::annotation::Source;
use crate::library::{ArticleMeta, Issue, Kind, PartialDate};
use crate::text::Clean;
use crate::typeset::Byline;
use crate::words::Words;

/// What an issue is called: its number in full (`2024年第18期`); without one its date, as dailies
/// are called; without both, that it has none.
pub fn issue_name(words: Words, issue: &Issue) -> Clean {
    let Some(number) = &issue.number else {
        return issue
            .date
            .map_or_else(|| words.issue_unnamed(), |date| long_date(words, date));
    };
    match ordinal(number.as_str()) {
        Some((year, n)) => match year.or(issue.date.map(|date| date.year)) {
            Some(year) => words.issue_number(&year.to_string(), &n.to_string()),
            None => words.issue_short(&n.to_string()),
        },
        None => number.clone(),
    }
}

/// The same in a narrow list (`第18期`).
pub fn issue_short(words: Words, issue: &Issue) -> Clean {
    let number = issue.number.as_ref();
    match number.and_then(|number| ordinal(number.as_str())) {
        Some((_, n)) => words.issue_short(&n.to_string()),
        None => issue_name(words, issue),
    }
}

/// The date beside the name, for an issue that is not called by it.
pub fn issue_date(issue: &Issue) -> Clean {
    issue
        .date
        .filter(|_| issue.number.is_some())
        .map_or_else(Clean::default, |date| {
            Clean::from(date.to_string().as_str())
        })
}

/// The issue's number through all years (`总第96期`).
pub fn issue_serial(words: Words, issue: &Issue) -> Option<Clean> {
    let serial = issue.serial.as_ref()?;
    let digits: String = serial
        .as_str()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if digits.is_empty() {
        Some(serial.clone())
    } else {
        Some(words.issue_serial(&digits))
    }
}

/// An article's title; without one, that it has none and how its text begins, or what
/// its file is called.
pub fn title(words: Words, meta: &ArticleMeta) -> Clean {
    if !meta.title.is_empty() {
        return meta.title.clone();
    }
    let mut title = words.title_none();
    if meta.opening.is_empty() {
        let name = meta.id.rsplit('/').next().unwrap_or_default();
        title.push(Clean::from(name).as_clean());
    } else {
        title.push(meta.opening.as_clean());
    }
    title
}

/// What an article of `issue` is called, for a mark on it: as its paper wrote it.
pub fn source(issue: &Issue, meta: Option<&ArticleMeta>) -> Source {
    let date = meta.and_then(|meta| meta.date).or(issue.date);
    let number = issue.number.as_ref();
    Source {
        title: meta.map(|meta| meta.title.to_string()).unwrap_or_default(),
        publication: issue.publication.to_string(),
        issue: number.map(ToString::to_string).unwrap_or_default(),
        date: date.map(|date| date.to_string()).unwrap_or_default(),
    }
}

/// Authors, source, date and page of an article for its head block.
pub fn byline(words: Words, meta: &ArticleMeta) -> Byline {
    let date = meta.date.map(|date| long_date(words, date));
    let page = meta
        .page
        .as_ref()
        .map(|page| words.page_column(page.as_str()));
    Byline {
        authors: meta.authors.clone(),
        source: meta.source.clone(),
        when: date.into_iter().chain(page).collect(),
    }
}

/// A date in running words (`2024年6月7日`), as exact as it is known.
pub fn long_date(words: Words, date: PartialDate) -> Clean {
    match (date.month, date.day) {
        (Some(month), Some(day)) => words.date_day(date.year, month, day),
        (Some(month), None) => words.date_month(date.year, month),
        _ => words.date_year(date.year),
    }
}

/// Year and number in `2024年第18期`, `第18期`, `18`; no other form is understood.
fn ordinal(text: &str) -> Option<(Option<u16>, u32)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year.parse().ok()?), rest),
        None => (None, text.as_str()),
    };
    let digits = rest.strip_prefix('第').unwrap_or(rest);
    let digits = digits.strip_suffix('期').unwrap_or(digits);
    Some((year, digits.parse().ok()?))
}

/// The word for a kind; a plain article, the usual one, has none.
pub fn kind(words: Words, kind: Kind) -> Clean {
    match kind {
        Kind::Article => Clean::default(),
        Kind::Brief => words.kind_brief(),
        Kind::Photo => words.kind_photo(),
        Kind::Comment => words.kind_comment(),
        Kind::Document => words.kind_document(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_forms_papers_use() {
        for (text, expected) in [
            ("2019年第24期", Some((Some(2019), 24))),
            ("2019 年第 24 期", Some((Some(2019), 24))),
            ("第18期", Some((None, 18))),
            ("18", Some((None, 18))),
            ("增刊", None),
            ("", None),
        ] {
            assert_eq!(ordinal(text), expected, "{text}");
        }
    }
}
