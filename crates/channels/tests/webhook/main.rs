//! Webhooks out, told to a real receiver on this machine and checked with another implementation of the signature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod bench;
mod failing;
mod receiver;
mod telling;
