//! Sets of records, for finding the few that can fit without looking at a text.
//!
//! A set is one bit a record where many are in it, else their numbers. Joining and cutting sets
//! costs about ten microseconds a million records.

/// A set of records that is worked with: one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    /// 64 records a number, the first in the lowest bit.
    pub(super) words: Vec<u64>,
}

/// A set of records that is kept.
#[derive(Debug)]
pub(super) enum Kept {
    /// Many.
    Bits(Bits),
    /// Few: their numbers, ascending.
    Numbers(Vec<u32>),
}

impl Bits {
    /// No record of `count`.
    pub(super) fn none(count: usize) -> Bits {
        Bits {
            words: vec![0; count.div_ceil(64)],
        }
    }

    /// All `count` records.
    pub(super) fn all(count: usize) -> Bits {
        let mut all = Bits {
            words: vec![u64::MAX; count.div_ceil(64)],
        };
        if let Some(last) = all.words.last_mut()
            && !count.is_multiple_of(64)
        {
            *last = (1 << (count % 64)) - 1;
        }
        all
    }

    /// How many records are in it.
    pub(super) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Takes in `record`.
    pub(super) fn set(&mut self, record: usize) {
        self.words[record / 64] |= 1 << (record % 64);
    }

    /// Whether `record` is in it.
    pub(super) fn has(&self, record: usize) -> bool {
        self.words[record / 64] >> (record % 64) & 1 != 0
    }

    /// Takes in what is both in `kept` and in `limit`.
    pub(super) fn join(&mut self, kept: &Kept, limit: &Bits) {
        match kept {
            Kept::Bits(bits) => {
                let both = bits.words.iter().zip(&limit.words);
                for (mine, (kept, limit)) in self.words.iter_mut().zip(both) {
                    *mine |= kept & limit;
                }
            }
            Kept::Numbers(numbers) => {
                for number in numbers.iter().map(|number| *number as usize) {
                    self.words[number / 64] |= limit.words[number / 64] & 1 << (number % 64);
                }
            }
        }
    }
}

impl Kept {
    /// An empty set that will hold `size` of `count` records.
    pub(super) fn with_size(size: usize, count: usize) -> Kept {
        match size > count / 32 {
            true => Kept::Bits(Bits::none(count)),
            false => Kept::Numbers(Vec::with_capacity(size)),
        }
    }

    /// Takes in `record`, whose number is above all that are in it.
    pub(super) fn push(&mut self, record: usize) {
        match self {
            Kept::Bits(bits) => bits.set(record),
            Kept::Numbers(numbers) => numbers.push(record as u32),
        }
    }
}
