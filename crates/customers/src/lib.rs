//! Customers: what is known of them, counted of them, and agreed with them.
//!
//! Purpose: profiles, facts, numbers, names and the timeline, kept live from the ledger and read masked.
//! Invariants: every fact hangs on an identity, so merge and undo move none; personal values are sealed with the identity's key;
//! what this crate keeps can be made again from the ledger ([`reader::rebuild`]).
//!
//! To add a number: a column of `day_numbers` or a table by identity, filled in [`reader`], summed in [`show`].

pub mod facts;
pub mod find;
pub mod names;
pub mod profile;
pub mod reader;
pub mod show;
pub mod timeline;
pub mod touch;
