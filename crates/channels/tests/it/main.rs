//! The bodies that stock SDKs and our snippet put on the wire, as recorded under `tests/sdk/wire`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where it stopped"
)]

mod file;
mod wire;
