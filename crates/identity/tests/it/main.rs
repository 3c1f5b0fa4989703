//! Identity against a real ledger, on both engines: whatever comes in whatever order, the graph ends where its rules say.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod context;
mod limits;
mod merging;
mod properties;
mod replay;
mod state;
