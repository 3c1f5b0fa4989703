//! The company: its settings, its tree of units, its touchpoints and sources, the people who work in it and what they may
//! do, and the record of what they did.
//!
//! Purpose: everything about the company itself; its customers are in `identity` and `customers`.
//! Invariants:
//! - whoever changes something here leaves an entry in the audit chain in the same transaction ([`audit`]);
//! - nobody can give more than they have: neither a role, nor a scope, nor a unit ([`caller::Caller::require_grant`]);
//! - what lies outside of the caller's unit is not found, rather than forbidden, so that nothing tells it is there;
//! - secrets are stored as hashes: shown once, never again ([`secret`]).
//!
//! To add a permission: a line in [`permission`], and the roles that have it in [`role`]. To add a setting: a field of
//! [`settings::Settings`]. To add a statement: a name in the module's `sql!`, which a test prepares on both engines.

pub mod audit;
pub mod caller;
pub mod idempotency;
pub mod input;
pub mod one_time;
pub mod passwords;
pub mod people;
pub mod permission;
pub mod preferences;
pub mod role;
pub mod secret;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod source_cache;
pub mod sources;
pub mod tokens;
pub mod touchpoints;
pub mod units;
pub mod user;
pub mod views;

pub use caller::{Caller, Scope};
pub use permission::{Permission, Permissions};
pub use role::Role;
pub use source_cache::{SourceCache, SourceRef};

/// Declares the named statements of a module, each one text for both engines.
macro_rules! sql {
    ($($(#[$meta:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$meta])* const $name: &str = $sql;)*
        /// The statements of this module.
        pub(crate) const STATEMENTS: &[&str] = &[$($name,)*];
    };
}
pub(crate) use sql;

/// Every named statement of this crate, for the test that prepares them on both engines.
pub fn statements() -> impl Iterator<Item = &'static str> {
    [
        audit::STATEMENTS,
        idempotency::STATEMENTS,
        one_time::STATEMENTS,
        people::STATEMENTS,
        preferences::STATEMENTS,
        sessions::STATEMENTS,
        settings::STATEMENTS,
        sign_in::STATEMENTS,
        sources::STATEMENTS,
        tokens::STATEMENTS,
        touchpoints::STATEMENTS,
        units::STATEMENTS,
        views::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
