//! Migrations: numbered files, one text for both engines, applied in order and each in one transaction.

use kernel::Result;

use crate::engine::dialect;
use crate::{Lock, Store, Tx, params};

/// The migrations of the main database, in order. To add one: a file, and a line here; a released file never changes.
const MAIN: &[(i64, &str)] = &[
    (1, include_str!("migrations/0001_ledger.sql")),
    (2, include_str!("migrations/0002_company.sql")),
    (3, include_str!("migrations/0003_identity.sql")),
    (4, include_str!("migrations/0004_customers.sql")),
    (5, include_str!("migrations/0005_consent.sql")),
    (5, include_str!("migrations/0005_consent.sql")),
    (6, include_str!("migrations/0006_plan.sql")),
];

/// The keyring's tables: a file of its own on SQLite, beside the others on PostgreSQL.
const KEYRING: &str = include_str!("migrations/keyring.sql");

/// The newest schema this program knows.
#[must_use]
pub fn newest() -> i64 {
    MAIN.last().map_or(0, |(number, _)| *number)
}

pub(crate) async fn run(store: &Store) -> Result<()> {
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
    for (number, ddl) in MAIN {
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
