//! Identity: which identifiers are one customer, and why.
//!
//! Purpose: bring every identifier into one form ([`normal`]), say how far each kind is believed ([`trust`]), take what was seen
//! in ([`intake`]), and keep the graph that makes customers of identities ([`graph`]).
//! Invariants: two spellings of one identifier have one blind index; every decision names its evidence; an undo ends as if
//! the merge had never been.
//!
//! To add an identity kind: a variant in `kernel`, its normal form in [`normal`], its row in [`trust`].

pub mod graph;
pub mod intake;
pub mod normal;
pub mod trust;
