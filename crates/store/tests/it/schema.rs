//! One text of tables makes one schema on both engines.

use std::collections::{BTreeMap, BTreeSet};

use store::Store;
use testing::{Bed, Engine, on_both};

use crate::boxed;

/// Name, type, whether it may be null, place in the primary key.
type Column = (String, String, bool, i64);

#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    columns: Vec<Column>,
    unique: BTreeSet<Vec<String>>,
    indexes: BTreeSet<String>,
}

async fn texts(store: &Store, sql: String) -> Vec<Vec<String>> {
    let read = store.read(move |tx| {
        boxed(async move {
            let rows = tx.query(&sql, &[]).await?;
            let text = |value: &store::Value| match value {
                store::Value::Text(text) => text.clone(),
                store::Value::Int(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            Ok(rows
                .iter()
                .map(|row| row.values().iter().map(text).collect())
                .collect())
        })
    });
    read.await.unwrap()
}

async fn sqlite(store: &Store) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for name in texts(
        store,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'".into(),
    )
    .await
    .concat()
    {
        let mut table = Table::default();
        for column in texts(
            store,
            format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')"),
        )
        .await
        {
            let key: i64 = column[3].parse().unwrap();
            table.columns.push((
                column[0].clone(),
                column[1].clone(),
                column[2] == "0" && key == 0,
                key,
            ));
        }
        for index in texts(
            store,
            format!("SELECT name, \"unique\", origin FROM pragma_index_list('{name}')"),
        )
        .await
        {
            let columns = texts(
                store,
                format!(
                    "SELECT name FROM pragma_index_info('{}') ORDER BY seqno",
                    index[0]
                ),
            )
            .await
            .concat();
            if index[1] == "1" && index[2] != "pk" {
                table.unique.insert(columns);
            }
            if index[2] == "c" {
                table.indexes.insert(index[0].clone());
            }
        }
        tables.insert(name, table);
    }
    tables
}

async fn postgres(store: &Store) -> BTreeMap<String, Table> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let columns = "SELECT c.relname, a.attname, format_type(a.atttypid, NULL), CAST(a.attnotnull AS INTEGER),
                          CAST(COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), a.attnum) + 1, 0) AS BIGINT)
                   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
                   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                   LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                   WHERE c.relkind = 'r' ORDER BY c.relname, a.attnum";
    for row in texts(store, columns.into()).await {
        let kind = match row[2].as_str() {
            "bigint" => "INTEGER",
            "double precision" => "REAL",
            "text" => "TEXT",
            "bytea" => "BLOB",
            other => other,
        };
        let column = (
            row[1].clone(),
            kind.to_owned(),
            row[3] == "0",
            row[4].parse().unwrap(),
        );
        tables
            .entry(row[0].clone())
            .or_default()
            .columns
            .push(column);
    }
    let indexes = "SELECT t.relname, x.relname, CAST(i.indisunique AS INTEGER), CAST(EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid) AS INTEGER),
                          (SELECT string_agg(a.attname, ',' ORDER BY array_position(CAST(i.indkey AS SMALLINT[]), a.attnum))
                           FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY(CAST(i.indkey AS SMALLINT[])))
                   FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
                   JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' WHERE NOT i.indisprimary";
    for row in texts(store, indexes.into()).await {
        let table = tables.entry(row[0].clone()).or_default();
        if row[2] == "1" {
            table
                .unique
                .insert(row[4].split(',').map(str::to_owned).collect());
        }
        if row[3] == "0" {
            table.indexes.insert(row[1].clone());
        }
    }
    tables
}

#[test]
fn both_engines_have_one_schema() {
    testing::run(Engine::Postgres, async |served: &Bed| {
        let filed = Bed::new(Engine::Sqlite).await;
        let (mut of_sqlite, of_postgres) =
            (sqlite(&filed.store).await, postgres(&served.store).await);
        // The keyring is a file of its own there, made of the same text.
        for name in ["keys", "secrets"] {
            assert!(!of_sqlite.contains_key(name));
            let columns = of_postgres[name]
                .columns
                .iter()
                .map(|(column, ..)| column.as_str())
                .collect::<Vec<_>>();
            let connection =
                rusqlite::Connection::open(filed.folder().unwrap().join("keyring.db")).unwrap();
            let mut statement = connection
                .prepare(&format!("SELECT name FROM pragma_table_info('{name}')"))
                .unwrap();
            let there: Vec<String> = statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            assert_eq!(there, columns, "{name}");
            of_sqlite.insert(name.into(), Table::default());
        }
        let names = |tables: &BTreeMap<String, Table>| tables.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&of_sqlite), names(&of_postgres));
        for (name, table) in &of_postgres {
            if !["keys", "secrets"].contains(&name.as_str()) {
                assert_eq!(&of_sqlite[name], table, "table {name}");
            }
        }
        assert!(of_postgres.len() > 20);
        filed.remove().await;
    });
}

on_both!(opening_again_changes_nothing, async |bed: &Bed| {
    let again = bed.open_again().await.unwrap();
    let newest = "SELECT MAX(number) FROM migrations";
    assert_eq!(
        crate::number(&again, newest).await,
        store::migrate::newest()
    );
    again.close().await;
});

#[test]
fn two_nodes_may_start_at_once_on_an_empty_server() {
    testing::run(Engine::Postgres, async |bed: &Bed| {
        let database = testing::postgres::database().await;
        let mut options = bed.options.clone();
        options.location = store::Location::Postgres(database.address.clone());
        let open = || Store::open(options.clone(), bed.env.clone());
        let (one, two, three) = tokio::join!(open(), open(), open());
        let stores = [one.unwrap(), two.unwrap(), three.unwrap()];
        let blinds = stores
            .each_ref()
            .map(|store| store.keyring().blind("phone", b"1"));
        assert!(
            blinds.iter().all(|blind| *blind == blinds[0]),
            "one secret for all"
        );
        for store in stores {
            store.close().await;
        }
        database.remove().await;
    });
}
