//! How far one has read: the position in steps of five per cent, and the minutes left.
//!
//! Both are counted in Han before the first visible line, and move in coarse steps on purpose: the
//! status row must stay the same for most scrolled lines, so that a line costs only its own bytes.

/// Where the first visible line stands in the whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Nothing is above it.
    Top,
    /// Per cent of the way to the lowest scroll, a multiple of 5.
    Percent(u8),
    /// The last line is in sight.
    End,
}

/// What the position is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Han before the first visible line.
    pub before: usize,
    /// The same at the lowest scroll.
    pub lowest: usize,
    /// Whether the last line of the text is in sight.
    pub end_in_sight: bool,
}

/// The position; rounded down to five per cent.
pub fn position(reach: Reach) -> Position {
    if reach.end_in_sight {
        Position::End
    } else if reach.before == 0 {
        Position::Top
    } else {
        let percent = reach.before.saturating_mul(100) / reach.lowest.max(1);
        Position::Percent((percent.min(95) / 5 * 5) as u8)
    }
}

/// Minutes for `han` at `per_minute`, at least 1.
pub fn minutes(han: usize, per_minute: usize) -> usize {
    han.div_ceil(per_minute.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_move_in_steps_of_five() {
        for (before, expected) in [
            (0, Position::Top),
            (3, Position::Percent(0)),
            (17, Position::Percent(15)),
            (99, Position::Percent(95)),
        ] {
            assert_eq!(
                position(Reach {
                    before,
                    lowest: 100,
                    end_in_sight: false
                }),
                expected
            );
        }
        assert_eq!(
            position(Reach {
                before: 0,
                lowest: 0,
                end_in_sight: true
            }),
            Position::End
        );
    }

    #[test]
    fn minutes_are_rounded_up() {
        for (han, expected) in [(0, 1), (400, 1), (401, 2), (1200, 3)] {
            assert_eq!(minutes(han, 400), expected);
        }
    }
}
