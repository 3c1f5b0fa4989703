//! Customers against a real ledger, on both engines: whatever comes in whatever order, what is kept ends where a rebuild does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may end")]

mod consents;
mod edits;
mod erasing;
mod living;
mod numbers;
mod world;
