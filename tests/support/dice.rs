//! Random numbers, the same in each run.

/// A linear congruential generator (Knuth's MMIX), with its state, which may begin anywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number below `bound`, which is not 0 and at most 2^31: of the state its upper half is used, whose
    /// periods are the long ones.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// One of `all`, which are not none.
    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
