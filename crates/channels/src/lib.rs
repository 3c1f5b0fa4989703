//! Channels: what comes in from each kind of touchpoint, parsed into touches, and what goes out, delivered.
//!
//! Purpose: one module for each wire that is spoken. A module knows its wire and nothing else: it reads no request and
//! opens no connection, so that `server` can call it from a route, a test from a file, and a fuzzer from nowhere.
//! Invariants: no bytes from outside make it panic; whatever is refused is refused with the place and what would be right;
//! personal data leaves a parser in the half that the ledger seals.
//!
//! To add a channel: a module that turns its wire into [`ledger::NewTouch`], and its routes in `server`.

pub mod file;
pub mod form;
pub mod tracking;
pub mod webhook;
