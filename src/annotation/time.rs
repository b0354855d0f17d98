//! Points in time as text: the `xsd:dateTime` of Web Annotations, in UTC and to the second.
//!
//! Days are counted in the proleptic Gregorian calendar, in years that begin with March, so that a
//! leap day is the last of its year.

const DAY: i64 = 86_400;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Days in 400 years.
const ERA: i64 = 146_097;
/// Days before each month of a year that begins with March.
const MONTHS: [i64; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

/// `seconds` since 1970-01-01 UTC as `YYYY-MM-DDThh:mm:ssZ`. Years outside 0 to 9999 are given as the
/// nearest of these.
pub fn to_text(seconds: i64) -> String {
    let first = -62_167_219_200; // 0000-01-01T00:00:00Z
    let last = 253_402_300_799; // 9999-12-31T23:59:59Z
    let seconds = seconds.clamp(first, last);
    let (day, second) = (seconds.div_euclid(DAY) + EPOCH, seconds.rem_euclid(DAY));
    let (era, day) = (day.div_euclid(ERA), day.rem_euclid(ERA));
    // The last day of 4, 100 and 400 years would count as a year of its own.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = MONTHS.partition_point(|&before| before <= day) as i64 - 1;
    let (next, number) = if month < 10 {
        (0, month + 3)
    } else {
        (1, month - 9)
    };
    format!(
        "{:04}-{number:02}-{:02}T{:02}:{:02}:{:02}Z",
        era * 400 + year + next,
        day - MONTHS[month as usize] + 1,
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Seconds since 1970-01-01 UTC of a text such as `2024-06-07T08:30:00Z`, with fractions, with an
/// offset (`+08:00`), or of a day alone. `None` for all else.
pub fn from_text(text: &str) -> Option<i64> {
    let text = text.trim();
    let (date, time) = text
        .split_once(['T', 't', ' '])
        .unwrap_or((text, "00:00:00Z"));
    let mut parts = date.splitn(3, '-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (time, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(place) => (&time[..place], offset(&time[place..])?),
        None => (time, 0),
    };
    let time = time.split('.').next()?;
    let mut parts = time.splitn(3, ':').map(number);
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let known = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    known.then_some(days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset)
}

/// Days from 1970-01-01 to a day of the calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let in_year = MONTHS[month as usize] + day - 1;
    era * ERA + year * 365 + year / 4 - year / 100 + in_year - EPOCH
}

fn number(digits: &str) -> Option<i64> {
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Seconds east of UTC: `Z`, `+08:00`, `+0800`.
fn offset(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first()? {
        b'Z' | b'z' => return (text.len() == 1).then_some(0),
        b'-' => -1,
        _ => 1,
    };
    let digits = text[1..].replace(':', "");
    let value = number(&digits).filter(|_| digits.len() == 4)?;
    Some(sign * (value / 100 * 3600 + value % 100 * 60))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_moments() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_717_720_200, "2024-06-07T00:30:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
            (i64::MIN, "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(to_text(seconds), text);
        }
    }

    #[test]
    fn other_spellings_are_read() {
        for text in [
            "2024-06-07T08:30:00+08:00",
            "2024-06-07T08:30:00.25+0800",
            "2024-06-07 00:30:00",
            "2024-06-07T00:30Z",
        ] {
            assert_eq!(from_text(text), Some(1_717_720_200), "{text}");
        }
        assert_eq!(from_text("2024-06-07"), Some(1_717_718_400));
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2024-06-07T25:00:00Z",
            "昨天",
            "2024-06-07T00:30:00+8",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_second_reads_back(seconds in -62_167_219_200_i64..=253_402_300_799) {
            prop_assert_eq!(from_text(&to_text(seconds)), Some(seconds));
        }
    }
}
