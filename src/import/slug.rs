//! Names of issues and articles that can be typed without an input method.

use super::masthead::Head;
use crate::search::Readings;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// The id of an issue: publication and date or number; the source's stem without them.
pub(super) fn issue(head: &Head, stem: &str, readings: &Readings) -> String {
    let digits = |text: &String| -> String {
        let text: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { c } else { '-' })
            .collect();
        text.split('-')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    };
    let number = head
        .date
        .clone()
        .or_else(|| head.number.as_ref().map(digits))
        .filter(|number| !number.is_empty());
    let id = match (&head.publication, number) {
        (Some(publication), Some(number)) => {
            let name = slug(publication, readings);
            if name.is_empty() {
                String::new()
            } else {
                format!("{name}-{number}")
            }
        }
        _ => String::new(),
    };
    let id = if id.is_empty() {
        slug(stem, readings)
    } else {
        id
    };
    if id.is_empty() {
        "issue".to_owned()
    } else {
        id
    }
}

/// The file stem of the article with this index, from 0.
pub(super) fn article(index: usize, title: &str, readings: &Readings) -> String {
    let name = slug(&title.chars().take(12).collect::<String>(), readings);
    let number = format!("{:02}", index + 1);
    if name.is_empty() {
        number
    } else {
        format!("{number}-{name}")
    }
}

/// `text` in `[a-z0-9._-]`: pinyin for Han.
fn slug(text: &str, readings: &Readings) -> String {
    let mut slug = String::new();
    for c in text.chars().map(super::signal::fold_width) {
        if slug.len() >= LONGEST - 12 {
            break;
        }
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if let Some(reading) = readings.of(c) {
            slug.push_str(&reading);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '.', '_']).to_owned()
}
