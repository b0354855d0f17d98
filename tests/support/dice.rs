//! Random numbers, the same in each run.

/// A generator by George Marsaglia (xorshift), with its seed, which is not 0.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("below a usize")
    }
}
