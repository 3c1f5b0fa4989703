//! What tables there are, as each engine tells it: a backup copies whatever is there, so a new table cannot be forgotten.

use futures_util::future::BoxFuture;
use kernel::{Error, Result};

use super::sqlite::run_now;
use crate::tx::TxEngine;
use crate::{ColumnType, Row, Tx, params};

/// Takes the rows of a query, some at a time.
pub(crate) type Page<'a> = &'a mut (dyn FnMut(Vec<Row>) -> BoxFuture<'static, Result<()>> + Send);

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<(String, ColumnType)>,
    /// The column that numbers the rows by itself.
    pub serial: Option<String>,
}

/// All tables of the main database, but for the record of migrations, which tells of the schema and not of the company.
pub(crate) async fn main(tx: &mut Tx) -> Result<Vec<Table>> {
    let tables = if tx.sqlite().is_some() {
        sqlite(tx).await?
    } else {
        postgres(tx).await?
    };
    let apart = ["migrations", "keys", "secrets"];
    Ok(tables
        .into_iter()
        .filter(|table| !apart.contains(&table.name.as_str()))
        .collect())
}

/// The tables of the keyring.
pub(crate) fn keyring() -> Vec<Table> {
    let table = |name: &str, first: (&str, ColumnType), serial: Option<&str>| Table {
        name: name.to_owned(),
        columns: vec![
            (first.0.to_owned(), first.1),
            ("master".to_owned(), ColumnType::Int),
            ("wrapped".to_owned(), ColumnType::Blob),
        ],
        serial: serial.map(str::to_owned),
    };
    vec![
        table("keys", ("id", ColumnType::Int), Some("id")),
        table("secrets", ("name", ColumnType::Text), None),
    ]
}

async fn sqlite(tx: &mut Tx) -> Result<Vec<Table>> {
    let names = "SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut tables = Vec::new();
    for mut row in tx.query(names, &[]).await? {
        let (name, counts): (String, bool) = (row.take(0)?, row.take(1)?);
        let told = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
        let (mut columns, mut serial) = (Vec::new(), None);
        for mut row in tx.query(told, params![&name]).await? {
            let column: String = row.take(0)?;
            let kind: String = row.take(1)?;
            if counts && row.take::<i64>(2)? == 1 {
                serial = Some(column.clone());
            }
            columns.push((column, kind_of(&kind)?));
        }
        tables.push(Table {
            name,
            columns,
            serial,
        });
    }
    Ok(tables)
}

async fn postgres(tx: &mut Tx) -> Result<Vec<Table>> {
    let told = "SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attidentity <> ''
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relkind = 'r' ORDER BY c.relname COLLATE \"C\", a.attnum";
    let mut tables: Vec<Table> = Vec::new();
    for mut row in tx.query(told, &[]).await? {
        let (name, column): (String, String) = (row.take(0)?, row.take(1)?);
        if tables.last().is_none_or(|table| table.name != name) {
            tables.push(Table {
                name,
                columns: Vec::new(),
                serial: None,
            });
        }
        if let Some(table) = tables.last_mut() {
            if row.take(3)? {
                table.serial = Some(column.clone());
            }
            let kind: String = row.take(2)?;
            table.columns.push((column, kind_of(&kind)?));
        }
    }
    Ok(tables)
}

fn kind_of(told: &str) -> Result<ColumnType> {
    match told {
        "INTEGER" | "bigint" => Ok(ColumnType::Int),
        "TEXT" | "text" => Ok(ColumnType::Text),
        "BLOB" | "bytea" => Ok(ColumnType::Blob),
        "REAL" | "double precision" => Ok(ColumnType::Real),
        other => Err(Error::internal(format_args!(
            "a column has the type {other}, which is not the house's"
        ))),
    }
}

/// The last number that a table gave out; 0 when it never did.
pub(crate) async fn last_number(tx: &mut Tx, table: &Table, keyring: bool) -> Result<Option<i64>> {
    let Some(serial) = &table.serial else {
        return Ok(None);
    };
    let of_sqlite = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
    let rows = match tx.sqlite() {
        Some(connections) if keyring => {
            connections.keyring_read(of_sqlite, params![&table.name])?
        }
        Some(connections) => connections.query(of_sqlite, params![&table.name])?,
        None => {
            let sql =
                "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, $2) AS regclass))";
            tx.query(sql, params![&table.name, serial]).await?
        }
    };
    let last = rows.into_iter().next().map(|mut row| row.take(0));
    Ok(Some(last.transpose()?.flatten().unwrap_or(0)))
}

/// Goes on counting after `number`.
pub(crate) async fn count_on(
    tx: &mut Tx,
    table: &str,
    serial: &str,
    number: i64,
    keyring: bool,
) -> Result<()> {
    if number < 1 {
        return Ok(());
    }
    let forget = "DELETE FROM sqlite_sequence WHERE name = ?1";
    let set = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";
    match tx.sqlite() {
        Some(connections) if keyring => {
            connections.keyring_write(forget, params![table])?;
            connections.keyring_write(set, params![table, number])?;
        }
        Some(connections) => {
            connections.execute(forget, params![table])?;
            connections.execute(set, params![table, number])?;
        }
        None => {
            let sql = "SELECT setval(CAST(pg_get_serial_sequence($1, $2) AS regclass), $3)";
            tx.query(sql, params![table, serial, number]).await?;
        }
    }
    Ok(())
}

/// Hands on all rows of a table, `size` at a time, without ever holding more.
pub(crate) async fn pages(
    tx: &mut Tx,
    table: &Table,
    keyring: bool,
    size: usize,
    page: Page<'_>,
) -> Result<()> {
    let columns: Vec<&str> = table
        .columns
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let sql = format!("SELECT {} FROM {}", columns.join(", "), table.name);
    match &mut tx.engine {
        TxEngine::Sqlite(connections) => {
            connections.each(&sql, keyring, size, |rows| run_now(page(rows)))
        }
        TxEngine::Postgres(session) => session.each(&sql, size, page).await,
    }
}

/// Tells the planner of what was loaded, where it would not see by itself.
pub(crate) async fn settle(tx: &mut Tx) -> Result<()> {
    match tx.sqlite() {
        Some(_) => Ok(()),
        None => tx.batch("ANALYZE").await,
    }
}
