//! The API over HTTP, on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod asking;
mod compressed;
mod customers;
mod data;
mod document;
mod forms;
mod house;
mod idempotency;
mod lists;
mod merging;
mod nodes;
mod page;
mod permissions;
mod problems;
mod session;
mod stream;
mod timeline;
mod tracking;
mod units;
mod world;

use axum::http::Method;
use serde_json::{Value, json};
use testing::{Bed, on_both};
use world::{Answer, Who, World};
