//! SQLite: one writer thread, a pool of reading connections, the keyring in a file of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use parking_lot::Mutex;
use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql};
use tokio::sync::Semaphore;

use super::dialect;
use super::sqlite_checkpoint;
use super::sqlite_writer::Writer;
use crate::tx::TxEngine;
use crate::{Change, ColumnType, Keyring, Row, Tx, Value};

/// An open SQLite database.
pub struct Sqlite {
    folder: PathBuf,
    writer: Writer,
    checkpoints: Mutex<Option<std::thread::JoinHandle<()>>>,
    readers: Arc<Readers>,
}

struct Readers {
    idle: Mutex<Vec<Connections>>,
    permits: Arc<Semaphore>,
    keyring: OnceLock<Keyring>,
}

impl Sqlite {
    pub(crate) fn open(folder: &Path, readers: usize) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut connections = Connections::open(folder, false)?;
        let beside = connect(&folder.join("rapport.db"), false)?;
        let checkpoints = sqlite_checkpoint::start(&mut connections.main, beside)?;
        let writer = Writer::start(connections)?;
        let idle = (0..readers)
            .map(|_| Connections::open(folder, true))
            .collect::<Result<Vec<_>>>()?;
        let readers = Readers {
            idle: Mutex::new(idle),
            permits: Arc::new(Semaphore::new(readers)),
            keyring: OnceLock::new(),
        };
        Ok(Self {
            folder: folder.to_owned(),
            writer,
            checkpoints: Mutex::new(Some(checkpoints)),
            readers: Arc::new(readers),
        })
    }

    /// The folder the files are in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn attach_keyring(&self, keyring: Keyring) {
        self.writer.attach_keyring(keyring.clone());
        let _already_attached = self.readers.keyring.set(keyring);
    }

    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.writer.run(work).await
    }

    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        let permit = self
            .readers
            .permits
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Error::Unavailable("the database is closed".into()))?;
        let pool = self.readers.clone();
        tokio::task::spawn_blocking(move || {
            // It is given back with the connection, also when nobody waits for the answer any more.
            let _permit = permit;
            let Some(connections) = pool.idle.lock().pop() else {
                return Err(Error::Unavailable("the database is closed".into()));
            };
            let keyring = pool.keyring.get().cloned();
            let since = keyring.as_ref().map_or(0, Keyring::destroyed);
            let mut tx = Tx {
                engine: TxEngine::Sqlite(connections),
                keyring,
                writes: false,
                since,
                elsewhere: None,
                after_commit: Vec::new(),
            };
            let result = read_in(&mut tx, work);
            if let TxEngine::Sqlite(connections) = tx.engine {
                pool.idle.lock().push(connections);
            }
            result
        })
        .await
        .map_err(|error| Error::internal(format_args!("a read ended early: {error}")))?
    }

    pub(crate) async fn close(&self) {
        self.writer.stop().await;
        // It ends with the writer's connection.
        let checkpoints = self.checkpoints.lock().take();
        if let Some(thread) = checkpoints {
            let ended = tokio::task::spawn_blocking(move || thread.join()).await;
            if !matches!(ended, Ok(Ok(()))) {
                tracing::error!("the checkpoint thread did not end cleanly");
            }
        }
        self.readers.permits.close();
        self.readers.idle.lock().clear();
    }
}

fn read_in<T, F>(tx: &mut Tx, work: F) -> Result<T>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>>,
{
    sqlite_of(tx)?.batch("BEGIN")?;
    let result = run_now(work(tx));
    sqlite_of(tx)?.batch("ROLLBACK")?;
    result
}

pub(super) fn sqlite_of(tx: &mut Tx) -> Result<&mut Connections> {
    tx.sqlite()
        .ok_or_else(|| Error::internal("a SQLite transaction was expected"))
}

/// Runs a future that waits for nothing but SQLite, which never makes it wait.
pub(super) fn run_now<T>(future: BoxFuture<'_, Result<T>>) -> Result<T> {
    let run = std::panic::AssertUnwindSafe(|| future.now_or_never());
    match std::panic::catch_unwind(run) {
        Ok(Some(result)) => result,
        Ok(None) => Err(Error::internal(
            "work in a transaction waited for something outside of it",
        )),
        Err(_) => Err(Error::internal("work in a transaction panicked")),
    }
}

/// The connection to the database and the one to the keyring, used together by one thread at a time.
pub struct Connections {
    main: Connection,
    keyring: Connection,
    keyring_open: bool,
    /// Whether the keyring's transaction was open when the piece began.
    keyring_piece: bool,
    /// Whether keys were destroyed, whose bytes the keyring's log still holds.
    forget: bool,
    statements: HashMap<String, Arc<str>, ahash::RandomState>,
}

impl Connections {
    fn open(folder: &Path, read_only: bool) -> Result<Self> {
        let main = connect(&folder.join("rapport.db"), read_only)?;
        let keyring = connect(&folder.join("keyring.db"), read_only)?;
        if !read_only {
            // Destroyed keys are overwritten, not only forgotten.
            keyring
                .execute_batch("PRAGMA secure_delete = ON;")
                .map_err(explain)?;
        }
        Ok(Self {
            main,
            keyring,
            keyring_open: false,
            keyring_piece: false,
            forget: false,
            statements: HashMap::default(),
        })
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let text = self.text(sql);
        let mut statement = self.main.prepare_cached(&text).map_err(explain)?;
        bind(&mut statement, params)?;
        statement
            .raw_execute()
            .map(|rows| rows as u64)
            .map_err(explain)
    }

    pub(crate) fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let text = self.text(sql);
        let mut statement = self.main.prepare_cached(&text).map_err(explain)?;
        rows_of(&mut statement, params)
    }

    pub(crate) fn insert_many(
        &mut self,
        table: &str,
        columns: &[(&str, ColumnType)],
        rows: &[Vec<Value>],
        tail: &str,
    ) -> Result<()> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let marks: Vec<String> = (1..=columns.len())
            .map(|number| format!("?{number}"))
            .collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({}) {tail}",
            names.join(", "),
            marks.join(", ")
        );
        let mut statement = self.main.prepare_cached(&sql).map_err(explain)?;
        for row in rows {
            bind(&mut statement, row)?;
            statement.raw_execute().map_err(explain)?;
        }
        Ok(())
    }

    pub(crate) fn update_many(
        &mut self,
        table: &str,
        keys: &[(&str, ColumnType)],
        sets: &[(&str, ColumnType, Change)],
        rows: &[Vec<Value>],
    ) -> Result<()> {
        let wheres: Vec<String> = keys
            .iter()
            .enumerate()
            .map(|(index, (name, _))| format!("{name} = ?{}", index + 1))
            .collect();
        let changes: Vec<String> = sets
            .iter()
            .enumerate()
            .map(|(index, (name, _, change))| {
                let number = keys.len() + index + 1;
                match change {
                    Change::To => format!("{name} = ?{number}"),
                    Change::By => format!("{name} = {name} + ?{number}"),
                    Change::Greatest => format!("{name} = max({name}, ?{number})"),
                }
            })
            .collect();
        let sql = format!(
            "UPDATE {table} SET {} WHERE {}",
            changes.join(", "),
            wheres.join(" AND ")
        );
        let mut statement = self.main.prepare_cached(&sql).map_err(explain)?;
        for row in rows {
            bind(&mut statement, row)?;
            statement.raw_execute().map_err(explain)?;
        }
        Ok(())
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.main.execute_batch(sql).map_err(explain)
    }

    pub(crate) fn prepare(&mut self, sql: &str) -> Result<()> {
        let text = self.text(sql);
        self.main.prepare(&text).map(|_| ()).map_err(explain)
    }

    /// Runs a statement on the keyring, within its own transaction, which commits before the main one does.
    pub(crate) fn keyring_write(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        if !self.keyring_open {
            self.keyring
                .execute_batch("BEGIN IMMEDIATE")
                .map_err(explain)?;
            self.keyring_open = true;
        }
        let mut statement = self.keyring.prepare_cached(sql).map_err(explain)?;
        rows_of(&mut statement, params)
    }

    pub(crate) fn keyring_read(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let mut statement = self.keyring.prepare_cached(sql).map_err(explain)?;
        rows_of(&mut statement, params)
    }

    /// Hands on the rows of a query, `size` at a time.
    pub(super) fn each(
        &mut self,
        sql: &str,
        keyring: bool,
        size: usize,
        mut page: impl FnMut(Vec<Row>) -> Result<()>,
    ) -> Result<()> {
        let connection = if keyring { &self.keyring } else { &self.main };
        let mut statement = connection.prepare(sql).map_err(explain)?;
        let width = statement.column_count();
        let mut rows = statement.raw_query();
        let mut held = Vec::with_capacity(size);
        while let Some(row) = rows.next().map_err(explain)? {
            held.push(row_of(row, width)?);
            if held.len() == size {
                page(std::mem::replace(&mut held, Vec::with_capacity(size)))?;
            }
        }
        if held.is_empty() { Ok(()) } else { page(held) }
    }

    /// Whether SQLite has taken back the whole transaction by itself, as it does when the disk is full.
    pub(super) fn lost_transaction(&self) -> bool {
        self.main.is_autocommit() || self.keyring_open && self.keyring.is_autocommit()
    }

    /// Begins a piece that can be taken back by itself, in both files.
    pub(super) fn begin_piece(&mut self) -> Result<()> {
        self.keyring_piece = self.keyring_open;
        self.in_both("SAVEPOINT piece")
    }

    pub(super) fn keep_piece(&mut self) -> Result<()> {
        self.in_both("RELEASE piece")
    }

    pub(super) fn undo_piece(&mut self) -> Result<()> {
        if self.keyring_open && !self.keyring_piece {
            self.keyring_open = false;
            self.keyring.execute_batch("ROLLBACK").map_err(explain)?;
        }
        self.in_both("ROLLBACK TO piece")?;
        self.in_both("RELEASE piece")
    }

    fn in_both(&self, sql: &str) -> Result<()> {
        let run = |connection: &Connection| {
            let mut statement = connection.prepare_cached(sql).map_err(explain)?;
            statement.raw_execute().map(|_| ()).map_err(explain)
        };
        if self.keyring_piece {
            run(&self.keyring)?;
        }
        run(&self.main)
    }

    /// Makes the keyring durable first: a key without data is harmless, data without its key is lost.
    pub(super) fn commit(&mut self) -> Result<()> {
        if std::mem::take(&mut self.keyring_open) {
            self.keyring.execute_batch("COMMIT").map_err(explain)?;
        }
        self.main.execute_batch("COMMIT").map_err(explain)?;
        if std::mem::take(&mut self.forget) {
            self.truncate_keyring_log();
        }
        Ok(())
    }

    pub(super) fn rollback(&mut self) {
        for (connection, open) in [
            (&self.keyring, std::mem::take(&mut self.keyring_open)),
            (&self.main, true),
        ] {
            if open
                && !connection.is_autocommit()
                && let Err(error) = connection.execute_batch("ROLLBACK")
            {
                tracing::error!(store.error = %error, "a transaction could not be taken back");
            }
        }
    }

    /// Says that keys are destroyed in this transaction.
    pub(crate) const fn forget(&mut self) {
        self.forget = true;
    }

    /// Forgets destroyed keys in the keyring's log as well. They are gone from the keyring already, so a failure is told and
    /// tried again with the next.
    fn truncate_keyring_log(&mut self) {
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy = self
            .keyring
            .query_row(truncate, [], |row| row.get::<_, i64>(0));
        if !matches!(busy, Ok(0)) {
            tracing::warn!(
                "the keyring's log still holds destroyed keys and will be emptied later"
            );
            self.forget = true;
        }
    }

    fn text(&mut self, sql: &str) -> Arc<str> {
        if let Some(text) = self.statements.get(sql) {
            return text.clone();
        }
        // Statements made from filters are many; the fixed ones come back at once.
        if self.statements.len() >= 1_000 {
            self.statements.clear();
        }
        let text: Arc<str> = dialect::sqlite_statement(sql).into();
        self.statements.insert(sql.to_owned(), text.clone());
        text
    }
}

fn connect(path: &Path, read_only: bool) -> Result<Connection> {
    let flags = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(explain)?;
    connection
        .busy_timeout(Duration::from_secs(5))
        .map_err(explain)?;
    connection.set_prepared_statement_cache_capacity(256);
    rusqlite::vtab::array::load_module(&connection).map_err(explain)?;
    if read_only {
        connection
            .execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8000;")
            .map_err(explain)?;
    } else {
        // The bound of the log is the keyring's alone: the database's log is moved by `sqlite_checkpoint`.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -114688; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000;
                 PRAGMA journal_size_limit = 67108864;",
            )
            .map_err(explain)?;
    }
    Ok(connection)
}

fn rows_of(statement: &mut Statement<'_>, params: &[Value]) -> Result<Vec<Row>> {
    bind(statement, params)?;
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(explain)? {
        out.push(row_of(row, width)?);
    }
    Ok(out)
}

fn row_of(row: &rusqlite::Row<'_>, width: usize) -> Result<Row> {
    let mut values = Vec::with_capacity(width);
    for index in 0..width {
        values.push(match row.get_ref(index).map_err(explain)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        });
    }
    Ok(Row(values))
}

fn bind(statement: &mut Statement<'_>, params: &[Value]) -> Result<()> {
    for (index, value) in params.iter().enumerate() {
        statement
            .raw_bind_parameter(index + 1, value)
            .map_err(explain)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        fn list(values: impl Iterator<Item = SqliteValue>) -> ToSqlOutput<'static> {
            ToSqlOutput::from_rc(Rc::new(values.collect::<Vec<_>>()), c"rarray")
        }
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Ints(numbers) => list(numbers.iter().map(|number| SqliteValue::Integer(*number))),
            Self::Texts(texts) => list(texts.iter().map(|text| SqliteValue::Text(text.clone()))),
            Self::Blobs(blobs) => list(blobs.iter().map(|bytes| SqliteValue::Blob(bytes.clone()))),
        })
    }
}

/// Whether a row is there already; another broken rule is a fault of the statement.
fn is_repeated(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    error.sqlite_error().is_some_and(|error| {
        [SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE].contains(&error.extended_code)
    })
}

/// A SQLite error in the words of the house. A full or failing disk is not our fault and may pass.
pub(crate) fn explain(error: rusqlite::Error) -> Error {
    use rusqlite::ffi::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            Error::Unavailable("the disk is full; free some space and try again".into())
        }
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
            Error::Unavailable(format!("the database file cannot be used: {error}"))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Contended,
        Some(ErrorCode::ConstraintViolation) if is_repeated(&error) => Error::conflict(
            "already_exists",
            format!("a rule of the database forbids it: {error}"),
        ),
        _ => Error::internal(error),
    }
}
