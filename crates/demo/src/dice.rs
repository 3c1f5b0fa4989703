//! Chance that is the same on every machine.
//!
//! The numbers come from PCG, whose stream is fixed by its definition, and are turned into choices here with integers only:
//! neither a new version of a library nor another processor's logarithm may change the demo company.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

/// Stirs two numbers into one whose bits look unrelated to either (SplitMix64's finisher).
#[must_use]
pub fn stir(a: u64, b: u64) -> u64 {
    let mut z = a ^ b
        .wrapping_add(0x9e37_79b9_7f4a_7c15)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A seeded die with as many sides as asked for.
pub struct Dice(Pcg64Mcg);

impl Dice {
    /// A die that always falls the same way for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let high = u128::from(stir(seed, 1)) << 64;
        Self(Pcg64Mcg::new(high | u128::from(stir(seed, 2))))
    }

    /// Sixty-four bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `sides`; 0 when there are none.
    pub fn below(&mut self, sides: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(sides)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in so many of a thousand throws.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of the items, each as likely.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u32) as usize]
    }

    /// The place of one of the weights, each as likely as it is heavy.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        0
    }

    /// Letters drawn from an alphabet of ASCII, as provider's ids are made.
    pub fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length)
            .map(|_| char::from(*self.pick(alphabet)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_never_changes() {
        let mut dice = Dice::new(7);
        let seen: Vec<u32> = (0..6).map(|_| dice.below(100)).collect();
        assert_eq!(seen, [53, 78, 59, 19, 78, 41]);
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1);
        let mut seen = [0_u32; 3];
        for _ in 0..10_000 {
            seen[dice.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!((2200..2800).contains(&seen[0]), "{seen:?}");
    }
}
