//! One transaction, on either engine. The dialect points are the named methods at the end.

use kernel::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::engine::{postgres, sqlite};
use crate::keyring::Keyring;
use crate::{Row, Value};

/// A transaction. Dropping it without commit takes back all it did.
pub struct Tx {
    pub(crate) engine: TxEngine,
    pub(crate) keyring: Option<Keyring>,
    /// Whether what is read here may be taken back yet.
    pub(crate) writes: bool,
    /// How often keys had been destroyed when it began.
    pub(crate) since: u64,
    pub(crate) elsewhere: Option<Elsewhere>,
    pub(crate) after_commit: Vec<Box<dyn FnOnce() + Send>>,
}

/// What other nodes have done to what this one holds in memory, as a transaction sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// How often keys were destroyed or entries of the ledger changed, by any node.
    pub changes: i64,
    /// Where the ledger stood: what was changed lies at this `seq` or before it.
    pub head: i64,
}

pub(crate) enum TxEngine {
    Sqlite(sqlite::Connections),
    Postgres(postgres::Session),
}

impl Tx {
    /// Runs a statement and answers how many rows it changed.
    pub async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.execute(sql, params),
            TxEngine::Postgres(session) => session.execute(sql, params).await,
        }
    }

    /// Runs a statement and answers its rows.
    pub async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.query(sql, params),
            TxEngine::Postgres(session) => session.query(sql, params).await,
        }
    }

    /// Runs a statement that answers one row or none.
    pub async fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        Ok(self.query(sql, params).await?.into_iter().next())
    }

    /// Runs a statement that answers exactly one row.
    pub async fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row> {
        self.query_opt(sql, params)
            .await?
            .ok_or_else(|| Error::internal("a statement answered no row"))
    }

    /// Runs one statement once for each set of parameters; the answers come in the same order.
    /// On PostgreSQL they are sent without waiting for one another.
    pub async fn query_many(&mut self, sql: &str, sets: &[Vec<Value>]) -> Result<Vec<Vec<Row>>> {
        match &mut self.engine {
            TxEngine::Sqlite(connections) => {
                sets.iter().map(|set| connections.query(sql, set)).collect()
            }
            TxEngine::Postgres(session) => session.query_many(sql, sets).await,
        }
    }

    /// Inserts many rows with one statement. `columns` names each column and its type (`int`, `text`, `blob`, `real`);
    /// `tail` follows the values, such as an `ON CONFLICT` clause.
    pub async fn insert_many(
        &mut self,
        table: &str,
        columns: &[(&str, ColumnType)],
        rows: Vec<Vec<Value>>,
        tail: &str,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.insert_many(table, columns, &rows, tail),
            TxEngine::Postgres(session) => session.insert_many(table, columns, rows, tail).await,
        }
    }

    /// Changes many rows with one statement: each row of `rows` holds the values of `keys`, then those of `sets`. A key stands in
    /// `rows` once.
    pub async fn update_many(
        &mut self,
        table: &str,
        keys: &[(&str, ColumnType)],
        sets: &[(&str, ColumnType, Change)],
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.update_many(table, keys, sets, &rows),
            TxEngine::Postgres(session) => session.update_many(table, keys, sets, rows).await,
        }
    }

    /// Runs `f` once this transaction is committed; never if it is not.
    pub fn after_commit(&mut self, f: impl FnOnce() + Send + 'static) {
        self.after_commit.push(Box::new(f));
    }

    /// The keyring of the store this transaction belongs to.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        // The engine attaches the keyring before it hands out any transaction.
        self.keyring
            .as_ref()
            .unwrap_or_else(|| unreachable!("a transaction is made by an engine with a keyring"))
    }

    /// Dialect point: holds every other holder of the same lock off until this transaction ends. SQLite has one writer
    /// anyway.
    pub async fn lock(&mut self, lock: Lock) -> Result<()> {
        match &mut self.engine {
            TxEngine::Sqlite(_) => Ok(()),
            TxEngine::Postgres(session) => session.lock(lock as i64).await,
        }
    }

    /// Dialect point: tells other nodes that the ledger grew. It is a hint; readers also look by themselves.
    pub async fn notify_head(&mut self) -> Result<()> {
        match &mut self.engine {
            TxEngine::Sqlite(_) => Ok(()),
            TxEngine::Postgres(session) => session
                .execute("SELECT pg_notify('rapport_head', '')", &[])
                .await
                .map(|_| ()),
        }
    }

    /// Dialect point: whether memory may still be believed. Asked once in a transaction, at its first use of what is held in memory.
    /// A SQLite database has one process, which knows by itself.
    pub async fn elsewhere(&mut self) -> Result<Elsewhere> {
        if let Some(known) = self.elsewhere {
            return Ok(known);
        }
        let TxEngine::Postgres(session) = &mut self.engine else {
            return Ok(Elsewhere::default());
        };
        let mut known = Elsewhere::default();
        let sql = "SELECT name, value FROM counters WHERE name IN ('changed', 'ledger')";
        for mut row in session.query(sql, &[]).await? {
            let number = row.take(1)?;
            match row.take::<String>(0)?.as_str() {
                "changed" => known.changes = number,
                _ => known.head = number,
            }
        }
        self.elsewhere = Some(known);
        Ok(known)
    }

    /// Dialect point: tells all nodes, once this is committed, that keys were destroyed or entries of the ledger changed.
    pub async fn tell_nodes(&mut self) -> Result<()> {
        let TxEngine::Postgres(session) = &mut self.engine else {
            return Ok(());
        };
        let sql = "INSERT INTO counters (name, value) VALUES ('changed', 1)
                   ON CONFLICT (name) DO UPDATE SET value = counters.value + 1";
        session.execute(sql, &[]).await.map(|_| ())
    }

    /// Runs a script of several statements, for migrations.
    pub async fn batch(&mut self, sql: &str) -> Result<()> {
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.batch(sql),
            TxEngine::Postgres(session) => session.batch(sql).await,
        }
    }

    /// Checks that the engine understands a statement, without running it.
    pub async fn prepare(&mut self, sql: &str) -> Result<()> {
        match &mut self.engine {
            TxEngine::Sqlite(connections) => connections.prepare(sql),
            TxEngine::Postgres(session) => session.prepare(sql).await,
        }
    }

    /// Whether this is SQLite; for the keyring, which is a file of its own there.
    pub(crate) fn sqlite(&mut self) -> Option<&mut sqlite::Connections> {
        if let TxEngine::Sqlite(connections) = &mut self.engine {
            Some(connections)
        } else {
            None
        }
    }
}

/// What a transaction may hold to itself.
#[derive(Clone, Copy, Debug)]
pub enum Lock {
    /// The order of the ledger: held from the append to the commit.
    Ledger = 1,
    /// The identity graph.
    Graph = 2,
    /// The audit chain.
    Audit = 3,
    /// The schema.
    Migrations = 4,
}

/// How [`Tx::update_many`] changes a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// To the value.
    To,
    /// By the value.
    By,
    /// To the value where it is more.
    Greatest,
}

/// The type of a column in [`Tx::insert_many`] and [`Tx::update_many`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// 64-bit integer.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Blob,
    /// Double.
    Real,
}
