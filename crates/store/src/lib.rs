//! The store: one database, SQLite or PostgreSQL, behind one text of SQL.
//!
//! Purpose: run named statements in transactions on either engine, keep the keyring, migrate the schema.
//! Invariants:
//! - only [`engine`] names an engine; every other crate writes SQL once, in the subset both run: `$1` parameters,
//!   `RETURNING`, `ON CONFLICT`, CTEs, window functions, `= ANY($1)` for lists;
//! - a write that returned `Ok` is on disk (`synchronous=FULL`, `synchronous_commit=on`);
//! - a SQLite database has one writer thread, which commits the waiting work as one group, none longer than about 5 ms;
//! - work that reads and then writes runs serializable and is tried again when two of it collide, so it must be
//!   repeatable: it takes its inputs by reference and keeps no effect outside the transaction.
//!
//! To add a table: a new file in `migrations/`, listed in [`migrate`]; one text serves both engines.
//! To add a dialect point: a named method of [`Tx`], with one arm for each engine.

pub mod backup;
pub mod engine;
pub mod keyring;
pub mod migrate;
mod options;
pub mod seal;
mod tx;
mod value;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use kernel::{Env, Result};

use migrate::Opener;

pub use keyring::{Key, Keyring, MasterKeys};
pub use options::{Location, Options};
pub use tx::{Change, ColumnType, Elsewhere, Lock, Tx};
pub use value::{FromValue, Row, Value};

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: engine::Engine,
    keyring: Keyring,
    env: Env,
}

impl Store {
    /// Opens the database, brings its schema up to date and its keyring to hand.
    pub async fn open(options: Options, env: Env) -> Result<Self> {
        let store = Self::open_as(options, env, Opener::Anybody).await?;
        store.load_secrets().await?;
        Ok(store)
    }

    pub(crate) async fn open_as(options: Options, env: Env, opener: Opener) -> Result<Self> {
        let engine = engine::Engine::open(&options).await?;
        let keyring = Keyring::new(options.master_keys.clone(), env.clone());
        let store = Self {
            inner: Arc::new(Inner {
                engine,
                keyring,
                env,
            }),
        };
        store
            .inner
            .engine
            .attach_keyring(store.inner.keyring.clone());
        if let Err(error) = migrate::run(&store, opener).await {
            store.close().await;
            return Err(error);
        }
        Ok(store)
    }

    pub(crate) async fn load_secrets(&self) -> Result<()> {
        self.write(|tx| Box::pin(async move { tx.keyring().clone().load_secrets(tx).await }))
            .await
    }

    /// Runs `work` in a serializable transaction and commits it. It may run more than once.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.inner
            .engine
            .write(engine::Isolation::Serializable, work)
            .await
    }

    /// Runs `work` in a transaction that is ordered by locks it takes itself (the ledger's append), and commits it.
    pub async fn write_locked<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.inner
            .engine
            .write(engine::Isolation::ReadCommitted, work)
            .await
    }

    /// Runs `work` in one snapshot that sees everything committed before it began.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        self.inner.engine.read(work).await
    }

    /// The keys that personal data is sealed with.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.inner.keyring
    }

    /// The clock and the randomness the store was opened with.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.inner.env
    }

    /// `sqlite` or `postgres`.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        self.inner.engine.name()
    }

    /// The engine itself, for backup and for listening to other nodes.
    #[must_use]
    pub fn engine(&self) -> &engine::Engine {
        &self.inner.engine
    }

    /// Ends the writer after what it has taken, and closes the database.
    pub async fn close(&self) {
        self.inner.engine.close().await;
    }
}
