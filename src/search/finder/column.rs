//! How well each of some records fits one term.
//!
//! A rank is one number, the less, the better, and leaves room for the class of length: from the
//! highest bit, whether it fits beside the title, how it fits, and how far from the beginning of a
//! word. Terms are looked for in a column at a time, as long as what is needed for it is near.

use super::fit::Kind;
use super::found::NONE;

/// The records of a column.
pub(super) const RECORDS: usize = 1_024;

/// The ranks of some records.
#[derive(Debug)]
pub(super) struct Column {
    first: usize,
    /// A bit for each record that fits.
    pub(super) hits: [u64; RECORDS / 64],
    /// How well it does, as a number of which the three lowest bits are free.
    pub(super) ranks: [u8; RECORDS],
}

/// How well a record fits; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How.
    pub(super) kind: Kind,
    /// How far from the beginning of a word, as in [`super::fit::Fit::level`].
    pub(super) level: u8,
}

/// Where in a record a term fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// In the title.
    Title,
    /// In what stands beside it.
    Beside,
}

impl Rank {
    /// The rank as a number.
    pub(super) fn number(self, part: Part) -> u8 {
        u8::from(part == Part::Beside) << 7 | (self.kind as u8) << 5 | self.level << 3
    }

    /// The rank of such a number, and where it is.
    pub(super) fn of_number(number: u8) -> (Rank, Part) {
        let kind = match number >> 5 & 3 {
            0 => Kind::Literal,
            1 => Kind::Full,
            2 => Kind::Initials,
            _ => Kind::Scattered,
        };
        let part = if number >> 7 == 0 {
            Part::Title
        } else {
            Part::Beside
        };
        let level = number >> 3 & 3;
        (Rank { kind, level }, part)
    }
}

impl Default for Column {
    fn default() -> Column {
        Column {
            first: 0,
            hits: [0; RECORDS / 64],
            ranks: [NONE; RECORDS],
        }
    }
}

impl Column {
    /// Begins anew, with the record `first`.
    pub(super) fn begin(&mut self, first: usize) {
        *self = Column {
            first,
            ..Column::default()
        };
    }

    /// The record fits so, too, if it does; the best counts.
    pub(super) fn take(&mut self, record: usize, number: Option<u8>) {
        let number = number.unwrap_or(NONE);
        let at = record - self.first;
        self.ranks[at] = self.ranks[at].min(number);
        self.hits[at / 64] |= u64::from(number != NONE) << (at % 64);
    }

    /// How well the record fits, and where, if it does.
    pub(super) fn rank(&self, record: usize) -> Option<(Rank, Part)> {
        let number = self.ranks[record - self.first];
        (number != NONE).then(|| Rank::of_number(number))
    }
}
