//! The year of a day that names none: 来源：某报 4月12日.
//!
//! The day of issue tells it; a month behind that of the issue is one of the year before. Without one it
//! is the year that the text names most often, where that is beyond doubt.

use std::collections::HashMap;

/// How often a text must name the year that it is about.
const OFTEN: usize = 3;

/// What tells the year of a day without one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Years {
    /// Year and month of the issue.
    issue: Option<(u16, u8)>,
    /// The year that the text is about.
    text: Option<u16>,
}

impl Years {
    /// Those of an issue whose day is `issue` (`2021-05` or `2021-05-08`), with the text `text`.
    pub(super) fn of(issue: Option<&str>, text: &str) -> Years {
        let issue = issue.and_then(|day| {
            let mut parts = day.split('-').map(str::parse::<u16>);
            let (year, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
            Some((year, u8::try_from(month).ok()?))
        });
        let text = issue.is_none().then(|| named_most(text)).flatten();
        Years { issue, text }
    }

    /// The year of a day in `month`.
    pub(super) fn in_month(&self, month: u8) -> Option<u16> {
        let of_issue = |(year, last): (u16, u8)| {
            if month > last {
                year.saturating_sub(1)
            } else {
                year
            }
        };
        self.issue.map(of_issue).or(self.text)
    }
}

/// The year that a text is about, where it is certain: named often, and oftener than any other.
fn named_most(text: &str) -> Option<u16> {
    let mut counts: HashMap<u16, usize> = HashMap::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "年") {
        let before = text[..at].trim_end();
        let digits: Vec<u8> = before.bytes().rev().take(5).collect();
        if digits.len() >= 4
            && digits[..4].iter().all(u8::is_ascii_digit)
            && !digits.get(4).is_some_and(u8::is_ascii_digit)
        {
            let year = before[before.len() - 4..].parse().unwrap_or(0);
            if (1900..2100).contains(&year) {
                *counts.entry(year).or_insert(0) += 1;
            }
        }
    }
    let mut counts: Vec<(usize, u16)> = counts
        .into_iter()
        .map(|(year, count)| (count, year))
        .collect();
    counts.sort_unstable();
    let (count, year) = counts.pop()?;
    let second = counts.pop().map_or(0, |(count, _)| count);
    (count >= OFTEN && count > second).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issue_tells_the_year_of_a_day() {
        let years = Years::of(Some("2020-01-15"), "");
        assert_eq!(years.in_month(1), Some(2020));
        assert_eq!(years.in_month(12), Some(2019));
        assert_eq!(Years::of(Some("2020"), "").in_month(3), None);
    }

    #[test]
    fn without_an_issue_the_text_does_where_it_is_certain() {
        let often = "2018年，2018年，2018年，2017年";
        assert_eq!(Years::of(None, often).in_month(5), Some(2018));
        assert_eq!(Years::of(None, "2018年，2017年").in_month(5), None);
    }
}
