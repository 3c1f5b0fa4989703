//! What looks personal: by the name of a property, and by the look of its value.
//!
//! Purpose: decide for each property of an event into which half it goes while nobody has decided yet; the tracking plan
//! overrules what is decided here. What is doubtful is personal: a sealed product name is an annoyance, an open address is not.
//! Invariants: an empty text, a truth value and null are never personal, so that forms which were left blank say so openly;
//! the verdict on a name depends on the name alone, so that it can be kept with the plan.
//!
//! To add a name: a word in [`is_personal_word`] or, where two words make it, in [`is_personal_pair`]; for Chinese, in [`CHINESE`].

mod look;
mod name;
#[cfg(test)]
mod tests;
mod words;

pub(super) use look::looks_personal;
pub(super) use name::{Verdict, names_things, of_name, of_sibling};
