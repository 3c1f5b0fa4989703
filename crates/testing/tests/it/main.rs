//! The tools of the tests, and what holds for the whole workspace.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod statements;
