//! Times as a reader's clock shows them. Which time holds here is told by whoever starts the session; the
//! core knows no clock.

use crate::annotation::time;
use crate::text::Clean;

/// The time of day that holds here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// From when on (seconds since 1970-01-01 UTC) the clock here is how many seconds ahead of UTC, in
    /// order; before the first it is as with it.
    offsets: Vec<(i64, i64)>,
    /// When the session began.
    now: i64,
}

impl Calendar {
    /// The calendar of a session that began at `now`, with the `offsets` of its place in order.
    pub fn new(offsets: Vec<(i64, i64)>, now: i64) -> Calendar {
        Calendar { offsets, now }
    }

    /// `seconds` since 1970-01-01 UTC as `06-08 21:14`, or with its year and without the time of day
    /// (`2023-06-08`) if that is not the year of the session.
    pub fn short(&self, seconds: i64) -> Clean {
        let text = self.local(seconds);
        let short = match text.get(..4) == self.local(self.now).get(..4) {
            true => text.get(5..16).unwrap_or_default().replace('T', " "),
            false => text.get(..10).unwrap_or_default().to_owned(),
        };
        Clean::from(short.as_str())
    }

    /// `YYYY-MM-DDThh:mm:ss` here.
    fn local(&self, seconds: i64) -> String {
        let after = self.offsets.partition_point(|(from, _)| *from <= seconds);
        let offset = self.offsets.get(after.saturating_sub(1));
        time::to_text(seconds.saturating_add(offset.map_or(0, |(_, offset)| *offset)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_that_of_the_place_and_the_day() {
        let summer = time::from_text("2024-03-31T01:00:00Z").expect("a time");
        let calendar = Calendar::new(
            vec![(0, 3600), (summer, 7200)],
            time::from_text("2024-12-31T23:30:00Z").expect("a time"),
        );
        for (utc, expected) in [
            ("2024-06-08T19:14:05Z", "2024-06-08"),
            ("2025-06-08T19:14:05Z", "06-08 21:14"),
            ("2025-01-01T00:30:00Z", "01-01 02:30"),
            ("2024-12-31T22:30:00Z", "01-01 00:30"),
        ] {
            let seconds = time::from_text(utc).expect("a time");
            assert_eq!(calendar.short(seconds).as_str(), expected, "{utc}");
        }
        assert_eq!(Calendar::default().short(60).as_str(), "01-01 00:01");
        let winter = time::from_text("2024-01-08T20:14:05Z").expect("a time");
        assert_eq!(calendar.local(winter), "2024-01-08T21:14:05Z");
    }
}
