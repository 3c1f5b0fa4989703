//! Customers against a real ledger, on both engines: whatever comes in whatever order, what is kept ends where a rebuild does.

mod consents;
mod edits;
mod erasing;
mod living;
mod numbers;
mod world;
