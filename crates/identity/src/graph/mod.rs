//! The graph: identities are its points, what was seen together its links, and its connected parts are the customers.
//!
//! Invariants:
//! - a customer is a set of identities joined by accepted links; the set is what [`replay`] makes of the links in the order
//!   they came, under the limits of [`crate::trust`], the context marks and the cannot-links;
//! - every change to the graph is an [`Effects`], written to the ledger as a decision in the transaction that applies it, so
//!   a rebuild applies them again and decides nothing anew;
//! - a merge moves identities, at most [`rules::CAP`] of them, and no fact: so it is quick, and exactly undone.
//!
//! To add a rule that may link two identities: a [`LinkRule`] with the next free code, and who offers it to [`Reader`].

mod decide;
pub mod doubtful;
mod effects;
pub mod manual;
mod reader;
mod rebuild;
pub mod replay;
pub mod rules;
pub mod withdraw;
mod working;

pub use effects::{Effects, Link, LinkRule, LinkState};
pub use reader::{NAME, Reader};
pub use rebuild::rebuild;
