//! Sets of records, for finding the few that can fit without looking at a text.
//!
//! A set is one bit a record where many are in it, else their numbers, in two bytes each: blocks of
//! 65,536 records say what is above them. Joining and cutting sets costs about ten microseconds a
//! million records.

use std::ops::Range;

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
    /// Few.
    Numbers(Numbers),
}

/// The numbers of records, ascending.
#[derive(Debug)]
pub(super) struct Numbers {
    /// How many numbers there are up to the end of each block.
    ends: Vec<u32>,
    /// The numbers in their block.
    low: Vec<u16>,
}

/// The records of a block.
const BLOCK: usize = 1 << 16;

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

    /// Takes in `record`.
    pub(super) fn set(&mut self, record: usize) {
        self.words[record / 64] |= 1 << (record % 64);
    }

    /// Whether `record` is in it.
    pub(super) fn has(&self, record: usize) -> bool {
        self.words[record / 64] >> (record % 64) & 1 != 0
    }

    /// The records of `records` that are in both, ascending.
    pub(super) fn each_with(
        &self,
        other: &Bits,
        records: Range<usize>,
    ) -> impl Iterator<Item = usize> {
        let words = records.start / 64..records.end.div_ceil(64);
        words.flat_map(move |word| {
            let mut bits = self.words[word] & other.words[word];
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as usize;
                bits &= bits.wrapping_sub(1);
                (bit < 64).then_some(word * 64 + bit)
            })
        })
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
            Kept::Numbers(numbers) => numbers.join(self, limit),
        }
    }
}

impl Kept {
    /// An empty set that will hold `size` of `count` records.
    pub(super) fn with_size(size: usize, count: usize) -> Kept {
        match size > count / 32 {
            true => Kept::Bits(Bits::none(count)),
            false => Kept::Numbers(Numbers {
                ends: Vec::new(),
                low: Vec::with_capacity(size),
            }),
        }
    }

    /// Takes in `record`, whose number is above all that are in it.
    pub(super) fn push(&mut self, record: usize) {
        match self {
            Kept::Bits(bits) => bits.set(record),
            Kept::Numbers(numbers) => numbers.push(record),
        }
    }
}

impl Numbers {
    fn push(&mut self, record: usize) {
        self.ends.resize(
            (record / BLOCK + 1).max(self.ends.len()),
            self.low.len() as u32,
        );
        self.low.push((record % BLOCK) as u16);
        if let Some(end) = self.ends.last_mut() {
            *end += 1;
        }
    }

    /// Puts into `set` what is also in `limit`.
    fn join(&self, set: &mut Bits, limit: &Bits) {
        let mut start = 0;
        let words = set.words.chunks_mut(BLOCK / 64);
        let blocks = words.zip(limit.words.chunks(BLOCK / 64));
        for (end, (words, limit)) in self.ends.iter().zip(blocks) {
            for low in &self.low[start..*end as usize] {
                let (word, bit) = (usize::from(low / 64), low % 64);
                words[word] |= limit[word] & 1 << bit;
            }
            start = *end as usize;
        }
    }
}
