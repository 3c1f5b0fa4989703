//! Where a database is, and what opens it.

use std::path::PathBuf;

use crate::MasterKeys;

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Location {
    /// Files `rapport.db` and `keyring.db` in this folder.
    Folder(PathBuf),
    /// A PostgreSQL address, `postgres://user@host/db`.
    Postgres(String),
}

/// What [`crate::Store::open`] needs to know.
#[derive(Clone)]
pub struct Options {
    /// Where the database is.
    pub location: Location,
    /// The keys that wrap the keyring.
    pub master_keys: MasterKeys,
    /// Connections that read (and, on PostgreSQL, write) at the same time.
    pub connections: usize,
}

impl Options {
    /// The usual options for a database at `location`.
    #[must_use]
    pub fn new(location: Location, master_keys: MasterKeys) -> Self {
        Self {
            location,
            master_keys,
            connections: 8,
        }
    }
}
