//! The clock: read here and handed on as a value.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::calendar::Calendar;

/// Seconds since 1970-01-01 UTC; 0 before.
pub(crate) fn seconds_since_1970() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// The times of this place, for a session that begins now.
pub(crate) fn calendar() -> Calendar {
    /// Changes of the clock that are looked back at: decades of summer times.
    const MOST: usize = 100;
    let (zone, now) = (TimeZone::system(), Timestamp::now());
    let mut changes: Vec<(i64, i64)> = zone
        .preceding(now)
        .take(MOST)
        .map(|change| {
            (
                change.timestamp().as_second(),
                i64::from(change.offset().seconds()),
            )
        })
        .collect();
    changes.reverse();
    if changes.is_empty() {
        changes.push((i64::MIN, i64::from(zone.to_offset(now).seconds())));
    }
    let next = zone.following(now).take(1);
    changes.extend(next.map(|change| {
        (
            change.timestamp().as_second(),
            i64::from(change.offset().seconds()),
        )
    }));
    Calendar::new(changes, seconds_since_1970())
}
