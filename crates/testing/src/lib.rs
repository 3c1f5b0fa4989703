//! What tests of every crate share: a PostgreSQL of their own, stores on both engines, a clock that stands.
