//! The engines: the only folder that names one.
//!
//! [`sqlite`] keeps a writer thread and a pool of readers; [`postgres`] a pool of connections. [`dialect`] turns the one
//! text of SQL and the one text of DDL into what each engine takes.

pub mod dialect;
pub mod postgres;
pub mod sqlite;
mod sqlite_checkpoint;
mod sqlite_writer;
pub(crate) mod tables;

use futures_util::future::BoxFuture;
use kernel::Result;

use crate::{Keyring, Location, Options, Tx};

/// How a writing transaction sees others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// As if transactions ran one after another; retried on collision.
    Serializable,
    /// Ordered by explicit locks.
    ReadCommitted,
}

/// An open engine.
pub enum Engine {
    /// Files in a folder.
    Sqlite(sqlite::Sqlite),
    /// A server.
    Postgres(postgres::Postgres),
}

impl Engine {
    pub(crate) async fn open(options: &Options) -> Result<Self> {
        match &options.location {
            Location::Folder(folder) => Ok(Self::Sqlite(sqlite::Sqlite::open(
                folder,
                options.connections,
            )?)),
            Location::Postgres(address) => Ok(Self::Postgres(
                postgres::Postgres::open(address, options.connections).await?,
            )),
        }
    }

    pub(crate) fn attach_keyring(&self, keyring: Keyring) {
        match self {
            Self::Sqlite(engine) => engine.attach_keyring(keyring),
            Self::Postgres(engine) => engine.attach_keyring(keyring),
        }
    }

    pub(crate) async fn write<T, F>(&self, isolation: Isolation, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        match self {
            Self::Sqlite(engine) => engine.write(work).await,
            Self::Postgres(engine) => engine.write(isolation, work).await,
        }
    }

    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        match self {
            Self::Sqlite(engine) => engine.read(work).await,
            Self::Postgres(engine) => engine.read(work).await,
        }
    }

    /// `sqlite` or `postgres`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(engine) => engine.close().await,
            Self::Postgres(engine) => engine.close(),
        }
    }
}
