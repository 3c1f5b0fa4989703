//! PostgreSQL: a pool of connections; serializable work is tried again when it collides.

use std::sync::OnceLock;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::StreamExt;
use futures_util::future::{BoxFuture, try_join_all};
use kernel::{Error, Result};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{NoTls, RowStream};

use super::Isolation;
use crate::tx::TxEngine;
use crate::{Change, ColumnType, Keyring, Row, Tx, Value};

/// How often colliding work is tried before the caller hears of it.
const TRIES: u32 = 12;

/// An open PostgreSQL database.
pub struct Postgres {
    pool: Pool,
    address: String,
    keyring: OnceLock<Keyring>,
}

impl Postgres {
    pub(crate) async fn open(address: &str, connections: usize) -> Result<Self> {
        let config: tokio_postgres::Config = address.parse().map_err(|error| {
            Error::invalid(
                "database_url",
                format!("is not a PostgreSQL address: {error}"),
            )
        })?;
        let manager = Manager::from_config(
            config,
            NoTls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Custom("ROLLBACK".into()),
            },
        );
        let wait = Some(Duration::from_secs(5));
        let pool = Pool::builder(manager)
            .max_size(connections.max(4))
            .runtime(Runtime::Tokio1)
            .wait_timeout(wait)
            .create_timeout(wait)
            .recycle_timeout(wait)
            .build()
            .map_err(Error::internal)?;
        let engine = Self {
            pool,
            address: address.to_owned(),
            keyring: OnceLock::new(),
        };
        drop(engine.connection().await?);
        Ok(engine)
    }

    /// The address it was opened with.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn attach_keyring(&self, keyring: Keyring) {
        let _already_attached = self.keyring.set(keyring);
    }

    async fn connection(&self) -> Result<Object> {
        self.pool
            .get()
            .await
            .map_err(|error| Error::Unavailable(format!("PostgreSQL cannot be reached: {error}")))
    }

    async fn begin(&self, statement: &str, writes: bool) -> Result<Tx> {
        // The keyring is asked before the snapshot is taken, so that it never learns of a key that was destroyed meanwhile.
        let keyring = self.keyring.get().cloned();
        let since = keyring.as_ref().map_or(0, Keyring::destroyed);
        let session = TxEngine::Postgres(self.begun(statement).await?);
        Ok(Tx {
            engine: session,
            keyring,
            writes,
            since,
            elsewhere: None,
            after_commit: Vec::new(),
        })
    }

    async fn begun(&self, statement: &str) -> Result<Session> {
        let client = Unfinished(Some(self.connection().await?));
        let session = Session { client };
        session
            .client
            .batch_execute(statement)
            .await
            .map_err(explain)?;
        Ok(session)
    }

    pub(crate) async fn write<T, F>(&self, isolation: Isolation, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let begin = match isolation {
            Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
        };
        let mut tries = 0;
        loop {
            tries += 1;
            let mut tx = self.begin(begin, true).await?;
            let result = work(&mut tx).await;
            match end(tx, result).await {
                Err(Error::Contended) if tries < TRIES => {
                    // Longer each time, so that the first of several gets through.
                    tokio::time::sleep(Duration::from_millis(u64::from(tries * tries))).await;
                }
                Err(Error::Contended) => {
                    return Err(Error::Unavailable(
                        "too many changes at once to the same thing".into(),
                    ));
                }
                ended => return ended,
            }
        }
    }

    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        let mut tx = self
            .begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", false)
            .await?;
        let result = work(&mut tx).await;
        let session = session_of(tx)?;
        session.finish("ROLLBACK").await?;
        result
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }

    /// Calls `heard` for each notification on a channel, on a connection of its own, until that breaks.
    pub async fn listen(&self, channel: &str, heard: impl Fn()) -> Result<()> {
        let (client, mut connection) = tokio_postgres::connect(&self.address, NoTls)
            .await
            .map_err(explain)?;
        let mut messages =
            futures_util::stream::poll_fn(move |context| connection.poll_message(context));
        let start = format!("LISTEN {channel}");
        let listen = client.batch_execute(&start);
        tokio::pin!(listen);
        let mut listening = false;
        loop {
            tokio::select! {
                started = &mut listen, if !listening => {
                    started.map_err(explain)?;
                    listening = true;
                }
                message = messages.next() => match message {
                    Some(Ok(tokio_postgres::AsyncMessage::Notification(_))) => heard(),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(explain(error)),
                    None => return Err(Error::Unavailable("the connection to PostgreSQL ended".into())),
                },
            }
        }
    }
}

fn session_of(tx: Tx) -> Result<Session> {
    match tx.engine {
        TxEngine::Postgres(session) => Ok(session),
        TxEngine::Sqlite(_) => Err(Error::internal("a PostgreSQL transaction was expected")),
    }
}

async fn end<T>(mut tx: Tx, result: Result<T>) -> Result<T> {
    let effects = std::mem::take(&mut tx.after_commit);
    let session = session_of(tx)?;
    match result {
        Ok(value) => {
            session.finish("COMMIT").await?;
            for effect in effects {
                effect();
            }
            Ok(value)
        }
        Err(error) => {
            // The first error is the one to tell; a connection that cannot roll back is thrown away.
            let _told_already = session.finish("ROLLBACK").await;
            Err(error)
        }
    }
}

/// One connection, inside one transaction.
pub struct Session {
    client: Unfinished,
}

/// A connection whose transaction has not ended. Whoever was waiting may go away at any time; then the connection is thrown
/// away, because in the pool its transaction would go on holding its locks.
struct Unfinished(Option<Object>);

impl std::ops::Deref for Unfinished {
    type Target = Object;

    fn deref(&self) -> &Object {
        let Some(client) = &self.0 else {
            unreachable!("the connection is taken out only by the end of the session")
        };
        client
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Object::take(client));
        }
    }
}

impl Session {
    pub(crate) async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let statement = self.client.prepare_cached(sql).await.map_err(explain)?;
        self.client
            .execute_raw(&statement, params)
            .await
            .map_err(explain)
    }

    pub(crate) async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let statement = self.client.prepare_cached(sql).await.map_err(explain)?;
        collect(
            self.client
                .query_raw(&statement, params)
                .await
                .map_err(explain)?,
        )
        .await
    }

    /// Hands on the rows of a query, `size` at a time, as fast as they are taken.
    pub(super) async fn each(
        &self,
        sql: &str,
        size: usize,
        page: super::tables::Page<'_>,
    ) -> Result<()> {
        let rows = self
            .client
            .query_raw(sql, std::iter::empty::<&Value>())
            .await
            .map_err(explain)?;
        let mut pages = std::pin::pin!(rows.ready_chunks(size));
        while let Some(rows) = pages.next().await {
            let rows = rows.into_iter().map(|row| row_of(&row.map_err(explain)?));
            page(rows.collect::<Result<_>>()?).await?;
        }
        Ok(())
    }

    pub(crate) async fn query_many(&self, sql: &str, sets: &[Vec<Value>]) -> Result<Vec<Vec<Row>>> {
        try_join_all(sets.iter().map(|set| self.query(sql, set))).await
    }

    pub(crate) async fn insert_many(
        &mut self,
        table: &str,
        columns: &[(&str, ColumnType)],
        rows: Vec<Vec<Value>>,
        tail: &str,
    ) -> Result<()> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT * FROM unnest({}) {tail}",
            names.join(", "),
            lists(columns.iter().map(|(_, kind)| *kind))
        );
        self.execute_columns(&sql, columns.len(), rows).await
    }

    pub(crate) async fn update_many(
        &mut self,
        table: &str,
        keys: &[(&str, ColumnType)],
        sets: &[(&str, ColumnType, Change)],
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        let names: Vec<&str> = keys
            .iter()
            .map(|(name, _)| *name)
            .chain(sets.iter().map(|(name, _, _)| *name))
            .collect();
        let kinds = keys
            .iter()
            .map(|(_, kind)| *kind)
            .chain(sets.iter().map(|(_, kind, _)| *kind));
        let changes: Vec<String> = sets
            .iter()
            .map(|(name, _, change)| match change {
                Change::To => format!("{name} = new.{name}"),
                Change::By => format!("{name} = held.{name} + new.{name}"),
                Change::Greatest => format!("{name} = greatest(held.{name}, new.{name})"),
            })
            .collect();
        let wheres: Vec<String> = keys
            .iter()
            .map(|(name, _)| format!("held.{name} = new.{name}"))
            .collect();
        let sql = format!(
            "UPDATE {table} AS held SET {} FROM unnest({}) AS new ({}) WHERE {}",
            changes.join(", "),
            lists(kinds),
            names.join(", "),
            wheres.join(" AND ")
        );
        self.execute_columns(&sql, names.len(), rows).await
    }

    /// Runs a statement whose parameters are the columns of `rows`, each as one list.
    async fn execute_columns(
        &mut self,
        sql: &str,
        width: usize,
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        let mut columns: Vec<Vec<Value>> =
            (0..width).map(|_| Vec::with_capacity(rows.len())).collect();
        for row in rows {
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        let statement = self.client.prepare_cached(sql).await.map_err(explain)?;
        self.client
            .execute_raw(&statement, &columns)
            .await
            .map(|_| ())
            .map_err(explain)
    }

    pub(crate) async fn lock(&mut self, number: i64) -> Result<()> {
        self.execute(
            "SELECT pg_advisory_xact_lock(7241, CAST($1 AS INTEGER))",
            &[Value::Int(number)],
        )
        .await
        .map(|_| ())
    }

    pub(crate) async fn batch(&self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).await.map_err(explain)
    }

    pub(crate) async fn prepare(&self, sql: &str) -> Result<()> {
        self.client.prepare(sql).await.map(|_| ()).map_err(explain)
    }

    async fn finish(mut self, statement: &str) -> Result<()> {
        self.client
            .batch_execute(statement)
            .await
            .map_err(explain)?;
        // Back to the pool.
        drop(self.client.0.take());
        Ok(())
    }
}

/// The lists that `unnest` takes, one for each column.
fn lists(kinds: impl Iterator<Item = ColumnType>) -> String {
    let lists: Vec<String> = kinds
        .enumerate()
        .map(|(index, kind)| {
            let kind = match kind {
                ColumnType::Int => "bigint",
                ColumnType::Text => "text",
                ColumnType::Blob => "bytea",
                ColumnType::Real => "double precision",
            };
            format!("${}::{kind}[]", index + 1)
        })
        .collect();
    lists.join(", ")
}

async fn collect(stream: RowStream) -> Result<Vec<Row>> {
    use futures_util::TryStreamExt;
    let rows: Vec<tokio_postgres::Row> = stream.try_collect().await.map_err(explain)?;
    rows.iter().map(row_of).collect()
}

fn row_of(row: &tokio_postgres::Row) -> Result<Row> {
    (0..row.len())
        .map(|index| row.try_get::<_, Value>(index).map_err(explain))
        .collect::<Result<Vec<_>>>()
        .map(Row)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            #[expect(
                clippy::cast_precision_loss,
                reason = "a whole number meant for a double column"
            )]
            Self::Int(number) if *kind == Type::FLOAT8 => (*number as f64).to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Real(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Blob(bytes) => bytes.to_sql(kind, out),
            Self::Ints(list) => list.to_sql(kind, out),
            Self::Texts(list) => list.to_sql(kind, out),
            Self::Blobs(list) => list.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i64::from(i32::from_sql(kind, raw)?)),
            Type::INT2 => Self::Int(i64::from(i16::from_sql(kind, raw)?)),
            Type::BOOL => Self::Int(i64::from(bool::from_sql(kind, raw)?)),
            Type::FLOAT8 => Self::Real(f64::from_sql(kind, raw)?),
            Type::FLOAT4 => Self::Real(f64::from(f32::from_sql(kind, raw)?)),
            Type::BYTEA => Self::Blob(Vec::from_sql(kind, raw)?),
            Type::NUMERIC => return Err("a sum must be cast to BIGINT".into()),
            Type::VOID => Self::Null,
            _ => Self::Text(String::from_sql(&Type::TEXT, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A PostgreSQL error in the words of the house.
fn explain(error: tokio_postgres::Error) -> Error {
    let Some(state) = error.code() else {
        return if error.is_closed()
            || error.to_string().contains("communicating")
            || error.to_string().contains("connection")
        {
            Error::Unavailable(format!("PostgreSQL cannot be reached: {error}"))
        } else {
            Error::internal(error)
        };
    };
    if *state == SqlState::T_R_SERIALIZATION_FAILURE || *state == SqlState::T_R_DEADLOCK_DETECTED {
        return Error::Contended;
    }
    if *state == SqlState::UNIQUE_VIOLATION {
        return Error::conflict(
            "already_exists",
            "a rule of the database forbids it: it is there already",
        );
    }
    // 08: connection, 53: out of disk, memory or connections, 57: shutting down, 58: a failing disk.
    if ["08", "53", "57", "58"]
        .iter()
        .any(|class| state.code().starts_with(class))
    {
        return Error::Unavailable(format!("PostgreSQL cannot serve now: {error}"));
    }
    let detail = error
        .as_db_error()
        .map(|error| error.message().to_owned())
        .unwrap_or_default();
    Error::internal(format_args!(
        "PostgreSQL refused a statement: {detail} ({})",
        state.code()
    ))
}
