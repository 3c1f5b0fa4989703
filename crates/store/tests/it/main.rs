//! The store on both engines: what goes in comes out, what fails leaves nothing, what is destroyed is gone.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod backup;
mod isolation;
mod keyring;
mod schema;
mod trouble;
mod values;

use futures_util::future::BoxFuture;
use kernel::Result;
use store::{Store, Value};

/// A table of the test's own, on either engine.
pub async fn table(store: &Store) {
    let sqlite = store.engine_name() == "sqlite";
    store
        .write(move |tx| {
            Box::pin(async move {
                let ddl = "CREATE TABLE things (\n  id INT8 NOT NULL PRIMARY KEY,\n  number INT8,\n  real FLOAT8,\n  text TEXT,\n  bytes BYTES\n);\n";
                let dialect = if sqlite { store::engine::dialect::sqlite_tables(ddl) } else { store::engine::dialect::postgres_tables(ddl) };
                tx.batch(&dialect).await
            })
        })
        .await
        .unwrap();
}

/// Runs one statement and commits it.
pub async fn execute(store: &Store, sql: &'static str, params: &[Value]) -> Result<u64> {
    let params = params.to_vec();
    store
        .write(move |tx| {
            let params = params.clone();
            Box::pin(async move { tx.execute(sql, &params).await })
        })
        .await
}

/// The one number a query answers.
pub async fn number(store: &Store, sql: &'static str) -> i64 {
    store
        .read(move |tx| Box::pin(async move { tx.query_one(sql, &[]).await?.take(0) }))
        .await
        .unwrap()
}

/// Shortens what a closure for the store has to say.
pub fn boxed<'t, T>(work: impl Future<Output = Result<T>> + Send + 't) -> BoxFuture<'t, Result<T>> {
    Box::pin(work)
}
