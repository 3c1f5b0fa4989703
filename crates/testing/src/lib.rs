//! What tests of every crate share: a PostgreSQL of their own, stores on both engines, a clock that stands, touches.
//!
//! Purpose: a test names what it is about and nothing else; [`on_both!`] makes it one test for each engine.
//! Invariants:
//! - every test has a database of its own, dropped when it ends well; nothing outlives the test's process;
//! - a test that cannot have its PostgreSQL fails and says what is missing. Only `RAPPORT_TEST_ENGINES=sqlite`, said by a
//!   person, leaves it out.
//!
//! To add a builder: a function in [`touches`], if more than one crate wants it. This crate is for tests alone, so it may panic.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "only tests use it")]

mod bed;
pub mod postgres;
pub mod statements;
pub mod touches;

pub use bed::{Bed, Engine, Options, check, run};
pub use touches::{Source, read_identities, step};

/// Makes one test for each engine of an async closure that takes a [`Bed`]: `name::sqlite` and `name::postgres`.
///
/// ```ignore
/// on_both!(a_value_comes_back, async |bed: &Bed| { … });
/// ```
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* $name:ident, $body:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "not every test needs what stands around it")]
            use super::*;

            #[test]
            $(#[$meta])*
            fn sqlite() {
                $crate::run($crate::Engine::Sqlite, $body);
            }

            #[test]
            $(#[$meta])*
            fn postgres() {
                $crate::run($crate::Engine::Postgres, $body);
            }
        }
    };
}

/// Makes one property test for each engine: a strategy, and an async closure that takes a [`Bed`], emptied before each
/// case, and the case. `PROPTEST_CASES` overrides how many cases are tried.
#[macro_export]
macro_rules! property_on_both {
    ($name:ident, $cases:expr, $strategy:expr, $body:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "not every test needs what stands around it")]
            use super::*;

            #[test]
            fn sqlite() {
                $crate::check($crate::Engine::Sqlite, $cases, &$strategy, $body);
            }

            #[test]
            fn postgres() {
                $crate::check($crate::Engine::Postgres, $cases, &$strategy, $body);
            }
        }
    };
}
