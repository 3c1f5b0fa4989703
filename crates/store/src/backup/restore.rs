//! Bringing a backup back, into an empty database on either engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kernel::{Env, Error, Result};
use tokio::sync::mpsc;

use super::file::Reader;
use super::{KEYRING, Manifest, PAGE, TableFile};
use crate::engine::tables;
use crate::migrate::{self, Opener};
use crate::{ColumnType, Options, Store, Tx, Value, keyring};

type Rows = Vec<Vec<Value>>;

/// A database that holds the backup, but that nobody else can open yet.
pub struct Restored {
    /// The database, brought up to the newest schema.
    pub store: Store,
    /// What the backup said of itself.
    pub manifest: Manifest,
}

impl Restored {
    /// Opens the database to everybody, and closes it here.
    pub async fn finish(self) -> Result<()> {
        self.store
            .write_locked(|tx| Box::pin(migrate::restored(tx)))
            .await?;
        self.store.close().await;
        Ok(())
    }
}

/// Loads the backup in `from` into the empty database that `options` name. The keyring is taken from `keyring`, where it was
/// kept apart, or from the backup itself.
///
/// Until [`Restored::finish`] nobody else can open the database. A restore that was broken off is begun again.
pub async fn restore(
    options: Options,
    env: Env,
    from: &Path,
    keyring: Option<PathBuf>,
) -> Result<Restored> {
    let keyring = keyring.unwrap_or_else(|| from.join(KEYRING));
    let manifest = prove(from, &keyring, &options).await?;
    if manifest.schema > migrate::newest() {
        return Err(Error::conflict(
            "backup_too_new",
            "the backup was made by a newer version of the program; restore it with that one",
        ));
    }
    let opener = Opener::Restore(manifest.schema);
    let store = Store::open_as(options.clone(), env.clone(), opener).await?;
    let loaded = load(&store, from, &keyring, &manifest).await;
    store.close().await;
    loaded?;
    let opener = Opener::Restore(migrate::newest());
    let store = Store::open_as(options, env, opener).await?;
    store.load_secrets().await?;
    store
        .write_locked(|tx| Box::pin(tables::settle(tx)))
        .await?;
    Ok(Restored { store, manifest })
}

/// Nothing is touched before it is sure that the backup is whole and can be opened.
async fn prove(from: &Path, keyring: &Path, options: &Options) -> Result<Manifest> {
    let (from, keyring) = (from.to_owned(), keyring.to_owned());
    let masters = options.master_keys.clone();
    let check = move || super::verify::check(&from, &keyring, Some(&masters));
    let found = tokio::task::spawn_blocking(check)
        .await
        .map_err(Error::internal)??;
    if !found.keyring {
        return Err(Error::conflict(
            "keyring_missing",
            "the backup has no keyring with it; name the folder it is kept in",
        ));
    }
    if found.damaged.is_empty() {
        Ok(found.manifest)
    } else {
        Err(Error::conflict("backup_damaged", found.damaged.join("; ")))
    }
}

async fn load(store: &Store, from: &Path, keyring: &Path, manifest: &Manifest) -> Result<()> {
    let schema = manifest.schema;
    store
        .write_locked(move |tx| {
            Box::pin(async move {
                require_empty(tx).await?;
                if migrate::current(tx).await? != schema {
                    return Err(not_empty("its schema is newer than the backup's"));
                }
                migrate::restoring(tx).await?;
                clear(tx).await
            })
        })
        .await?;
    let apart = super::keyring_manifest(keyring)?;
    for table in apart.tables {
        load_table(store, keyring, Arc::new(table), true).await?;
    }
    for table in manifest.tables.clone() {
        load_table(store, from, Arc::new(table), false).await?;
    }
    Ok(())
}

fn not_empty(what: &str) -> Error {
    Error::conflict(
        "not_empty",
        format!("the database to restore into is not empty: {what}. Name an empty one"),
    )
}

async fn require_empty(tx: &mut Tx) -> Result<()> {
    // What a broken-off restore left is nobody's.
    if migrate::is_restoring(tx).await? {
        return Ok(());
    }
    for table in tables::main(tx).await? {
        // The counters are made with the schema; nothing was counted while nothing is in the other tables.
        let name = table.name;
        let any = format!("SELECT 1 FROM {name} LIMIT 1");
        if name != "counters" && tx.query_opt(&any, &[]).await?.is_some() {
            return Err(not_empty(&format!("there are rows in {name}")));
        }
    }
    let keys = keyring::read(tx, "SELECT 1 FROM keys LIMIT 1", &[]).await?;
    if keys.is_empty() {
        Ok(())
    } else {
        Err(not_empty("its keyring holds keys"))
    }
}

async fn clear(tx: &mut Tx) -> Result<()> {
    for table in tables::main(tx).await? {
        tx.execute(&format!("DELETE FROM {}", table.name), &[])
            .await?;
    }
    for table in tables::keyring() {
        keyring::write(tx, &format!("DELETE FROM {}", table.name), &[]).await?;
    }
    Ok(())
}

async fn load_table(
    store: &Store,
    folder: &Path,
    table: Arc<TableFile>,
    is_key: bool,
) -> Result<()> {
    let (sender, mut pages) = mpsc::channel::<Arc<Rows>>(2);
    let (path, width) = (folder.join(&table.file), table.columns.len());
    let reading = tokio::task::spawn_blocking(move || read(&path, width, &sender));
    while let Some(rows) = pages.recv().await {
        let table = table.clone();
        store
            .write_locked(move |tx| {
                let (table, rows) = (table.clone(), rows.clone());
                Box::pin(async move { insert(tx, &table, &rows, is_key).await })
            })
            .await?;
    }
    reading.await.map_err(Error::internal)??;
    store
        .write_locked(move |tx| {
            let table = table.clone();
            Box::pin(async move {
                match &table.serial {
                    Some((column, last)) => {
                        tables::count_on(tx, &table.name, column, *last, is_key).await
                    }
                    None => Ok(()),
                }
            })
        })
        .await
}

fn read(path: &Path, width: usize, sender: &mpsc::Sender<Arc<Rows>>) -> Result<()> {
    let mut reader = Reader::open(path, width)?;
    let mut held = Vec::with_capacity(PAGE * 4);
    while let Some(row) = reader.next()? {
        held.push(row);
        if held.len() == PAGE * 4 {
            let full = std::mem::replace(&mut held, Vec::with_capacity(PAGE * 4));
            if sender.blocking_send(Arc::new(full)).is_err() {
                return Ok(());
            }
        }
    }
    if !held.is_empty() {
        // Whoever does not listen any more has failed already, and says why.
        let _told_already = sender.blocking_send(Arc::new(held));
    }
    Ok(())
}

async fn insert(tx: &mut Tx, table: &TableFile, rows: &Rows, is_key: bool) -> Result<()> {
    if is_key && tx.sqlite().is_some() {
        let names: Vec<&str> = table
            .columns
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ($1, $2, $3)",
            table.name,
            names.join(", ")
        );
        for row in rows {
            keyring::write(tx, &sql, row).await?;
        }
        return Ok(());
    }
    let columns: Vec<(&str, ColumnType)> = table
        .columns
        .iter()
        .map(|(name, kind)| (name.as_str(), *kind))
        .collect();
    tx.insert_many(&table.name, &columns, rows.clone(), "")
        .await
}
