//! Dates as publications state them: a day, a month or a year.

use std::fmt;
use std::str::FromStr;

/// A date that may lack its day or month. Orders by time, the less exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A text that is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for PartialDate {
    type Err = NotADate;

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY` (ISO 8601) of a day that exists.
    fn from_str(text: &str) -> Result<PartialDate, NotADate> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?.ok_or(NotADate)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        let exists = parts.next().is_none()
            && (1..=9999).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| {
                month.is_some_and(|month| (1..=days(year, month)).contains(&day))
            });
        // Both are below 100 by their two digits.
        let narrow = |value: Option<u16>| value.map(|value| value as u8);
        exists
            .then_some(PartialDate {
                year,
                month: narrow(month),
                day: narrow(day),
            })
            .ok_or(NotADate)
    }
}

impl fmt::Display for PartialDate {
    /// Writes what [`FromStr`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

fn number(part: Option<&str>, length: usize) -> Result<Option<u16>, NotADate> {
    let Some(part) = part else { return Ok(None) };
    if part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()) {
        part.parse().map(Some).map_err(|_| NotADate)
    } else {
        Err(NotADate)
    }
}

/// How many days the month has (Gregorian calendar).
fn days(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_the_same() {
        for text in [
            "2024-06-01",
            "2024-06",
            "2024",
            "0001",
            "2024-02-29",
            "2000-02-29",
        ] {
            assert_eq!(
                text.parse::<PartialDate>().map(|date| date.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "",
            "24",
            "2024-6-1",
            "2024-13",
            "2023-02-29",
            "1900-02-29",
            "2024-06-31",
            "2024-06-01-01",
            "0000",
            "２０２４",
            "2024-",
            "+024",
            "2024年",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn dates_order_by_time_the_less_exact_first() {
        let mut dates = ["2024-06-02", "2024", "2023-12-31", "2024-06", "2024-05-31"];
        dates.sort_by_key(|text| text.parse::<PartialDate>().ok());
        assert_eq!(
            dates,
            ["2023-12-31", "2024", "2024-05-31", "2024-06", "2024-06-02"]
        );
    }
}
