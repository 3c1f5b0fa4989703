//! Migrations: numbered files, one text for both engines, applied in order and each in one transaction.

use kernel::{Error, Result};

use crate::engine::dialect;
use crate::{Lock, Store, Tx, params};

/// The migrations of the main database, in order. To add one: a file, and a line here; a released file never changes.
const MAIN: &[(i64, &str)] = &[
    (1, include_str!("migrations/0001_ledger.sql")),
    (2, include_str!("migrations/0002_company.sql")),
    (3, include_str!("migrations/0003_identity.sql")),
    (4, include_str!("migrations/0004_customers.sql")),
    (5, include_str!("migrations/0005_consent.sql")),
    (6, include_str!("migrations/0006_plan.sql")),
    (7, include_str!("migrations/0007_imports.sql")),
    (8, include_str!("migrations/0008_webhooks.sql")),
    (9, include_str!("migrations/0009_forms.sql")),
    (10, include_str!("migrations/0010_list.sql")),
    (12, include_str!("migrations/0012_data.sql")),
    (13, include_str!("migrations/0013_units.sql")),
];

/// The keyring's tables: a file of its own on SQLite, beside the others on PostgreSQL.
const KEYRING: &str = include_str!("migrations/keyring.sql");

/// The newest schema this program knows.
#[must_use]
pub fn newest() -> i64 {
    MAIN.last().map_or(0, |(number, _)| *number)
}

/// What stands in the record of migrations while a restore is going on.
const RESTORING: i64 = -1;

/// Whether whoever opens the database is restoring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opener {
    /// Anybody: refused while a restore has not come to its end.
    Anybody,
    /// A restore, which loads a backup of this schema before it is brought up to date.
    Restore(i64),
}

/// Says that a restore is going on, until [`restored`]: nobody else can open the database meanwhile.
pub(crate) async fn restoring(tx: &mut Tx) -> Result<()> {
    let sql = "INSERT INTO migrations (number) VALUES ($1) ON CONFLICT (number) DO NOTHING";
    tx.execute(sql, params![RESTORING]).await.map(|_| ())
}

/// Says that the restore has come to its end.
pub(crate) async fn restored(tx: &mut Tx) -> Result<()> {
    let sql = "DELETE FROM migrations WHERE number = $1";
    tx.execute(sql, params![RESTORING]).await.map(|_| ())
}

/// Whether a restore is going on, or was broken off.
pub(crate) async fn is_restoring(tx: &mut Tx) -> Result<bool> {
    let sql = "SELECT 1 FROM migrations WHERE number = $1";
    Ok(tx.query_opt(sql, params![RESTORING]).await?.is_some())
}

/// The schema the database has.
pub(crate) async fn current(tx: &mut Tx) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(number), 0) FROM migrations WHERE number > 0";
    tx.query_one(sql, &[]).await?.take(0)
}

async fn refuse_unfinished(tx: &mut Tx) -> Result<()> {
    if is_restoring(tx).await? {
        return Err(Error::conflict(
            "restore_unfinished",
            "a restore into this database has not come to its end; run it again",
        ));
    }
    Ok(())
}

pub(crate) async fn run(store: &Store, opener: Opener) -> Result<()> {
    store.write_locked(|tx| Box::pin(keyring(tx))).await?;
    store
        .write_locked(|tx| {
            Box::pin(async move {
                tx.lock(Lock::Migrations).await?;
                let ddl = text(tx.sqlite().is_some(), "CREATE TABLE IF NOT EXISTS migrations (\n  number INT8 NOT NULL PRIMARY KEY\n);\n");
                tx.batch(&ddl).await
            })
        })
        .await?;
    let newest = match opener {
        Opener::Anybody => {
            store.read(|tx| Box::pin(refuse_unfinished(tx))).await?;
            newest()
        }
        Opener::Restore(schema) => schema,
    };
    for (number, ddl) in MAIN.iter().filter(|(number, _)| *number <= newest) {
        store
            .write_locked(move |tx| Box::pin(apply(tx, *number, ddl)))
            .await?;
    }
    Ok(())
}

async fn apply(tx: &mut Tx, number: i64, ddl: &str) -> Result<()> {
    tx.lock(Lock::Migrations).await?;
    if tx
        .query_opt(
            "SELECT number FROM migrations WHERE number = $1",
            params![number],
        )
        .await?
        .is_some()
    {
        return Ok(());
    }
    let ddl = text(tx.sqlite().is_some(), ddl);
    tx.batch(&ddl).await?;
    tx.execute(
        "INSERT INTO migrations (number) VALUES ($1)",
        params![number],
    )
    .await?;
    tracing::info!(
        store.migration = number,
        "the schema was brought up to date"
    );
    Ok(())
}

async fn keyring(tx: &mut Tx) -> Result<()> {
    if let Some(connections) = tx.sqlite() {
        for statement in dialect::sqlite_tables(KEYRING)
            .split_inclusive(";\n")
            .filter(|part| !part.trim().is_empty())
        {
            connections.keyring_write(statement, &[])?;
        }
        return Ok(());
    }
    tx.lock(Lock::Migrations).await?;
    tx.batch(&dialect::postgres_tables(KEYRING)).await
}

fn text(sqlite: bool, ddl: &str) -> String {
    if sqlite {
        dialect::sqlite_tables(ddl)
    } else {
        dialect::postgres_tables(ddl)
    }
}
