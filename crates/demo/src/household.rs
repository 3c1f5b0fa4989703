//! Who lives with whom.
//!
//! People come in blocks of eight neighbours; a block is divided into households by its seed alone, so that nobody's family
//! depends on how many customers were asked for.

use crate::dice::stir;

/// People in one block.
const BLOCK: u32 = 8;

/// Ways of dividing a block; common ones stand twice.
const DIVISIONS: [&[u32]; 8] = [
    &[1, 1, 1, 1, 1, 1, 1, 1],
    &[1, 1, 1, 1, 1, 1, 2],
    &[1, 1, 1, 1, 1, 1, 2],
    &[1, 1, 1, 1, 1, 3],
    &[1, 1, 1, 1, 2, 2],
    &[1, 1, 1, 2, 3],
    &[1, 1, 2, 4],
    &[1, 1, 1, 5],
];

/// A household: its first member, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Household {
    /// The person whose number the family gives.
    pub head: u32,
    /// How many people live in it.
    pub size: u32,
}

/// The household a person lives in.
#[must_use]
pub fn of(seed: u64, person: u32) -> Household {
    let block = person / BLOCK;
    let mut head = block * BLOCK;
    for size in DIVISIONS[(stir(seed, 0x0fa0_0000 + u64::from(block)) % 8) as usize] {
        if person < head + size {
            return Household { head, size: *size };
        }
        head += size;
    }
    Household {
        head: person,
        size: 1,
    }
}
