//! The server: HTTP, sign-in and permissions, the live stream, OpenAPI, the embedded web interface.
//!
//! Purpose: everything a program or a person may ask, each endpoint one function in a file named by its resource; the whole
//! table is in [`routes`].
//! Invariants:
//! - a handler that touches the company's data holds an [`caller::Allowed`], which proves the permission;
//! - handlers are thin: they read the request, call the use case, and show the answer; what a rule is stands in the domain;
//! - every refusal is a [`problem::Problem`]; only the tracking API answers in its SDKs' own terms;
//! - no personal value reaches a log, and values are masked unless the caller may see them and said why.
//!
//! To add an endpoint: a function with its `utoipa::path` in `routes/RESOURCE.rs`, and a line in the table.

mod app;
pub mod backup;
pub mod caller;
pub mod demo;
mod edge;
mod idempotent;
pub mod input;
mod metrics;
mod nodes;
mod places;
pub mod problem;
pub mod readers;
mod refusals;
pub mod routes;
mod start;
pub mod verify;
mod web;

pub use app::App;
pub use routes::{local_router, openapi, router};
pub use start::first_sign_in;
