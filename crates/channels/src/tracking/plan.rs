//! The tracking plan: which event types there are, what they carry, how often they come, and what they must carry.
//!
//! Purpose: a company sees what its sources send without having declared it, says of a property whether it is personal, and
//! has events that lack something marked or refused.
//! How it works: [`Plan`] holds in memory what is known; an event is compared with it as it is split, and only what was never
//! seen comes out as [`Observed`], to be kept by [`keep`] and then [`Plan::learn`]ed. Volumes are counted by [`Volumes`], a
//! reader of the ledger, so that they are exact.
//! Invariants: what was seen before costs a look-up and no allocation; the numbers of event types and of properties that are
//! remembered are bounded, because a source can make up names without end; traits are personal, and no mark changes it.
//!
//! To add a rule: a field of [`Rule`], its test in [`rules`].

mod memory;
pub mod rules;
mod sql;
mod types;
mod volumes;

pub use memory::{Observed, Plan};
pub(super) use memory::{Recorder, Shape};
pub use rules::{Action, Rule};
pub use sql::{EventType, Property, keep, list, load, set_mark, set_rule};
pub use types::{JsonType, Types};
pub use volumes::Volumes;
