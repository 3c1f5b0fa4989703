//! Taking a backup of a living database.

use std::path::{Path, PathBuf};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use tokio::sync::mpsc;

use super::file::Writer;
use super::{FORMAT, KEYRING, KeyringManifest, Manifest, PAGE, Seal, TABLES, TableFile};
use crate::engine::tables::{self, Table};
use crate::{Row, Store, Tx, migrate};

/// What goes from the snapshot to the thread that writes files.
enum Piece {
    Begin(Table, bool),
    Rows(Vec<Row>),
    End(Option<i64>),
}

/// Takes a backup into the folder `to`, which is made, or is there and empty.
pub async fn create(store: &Store, to: &Path) -> Result<Manifest> {
    prepare(to)?;
    let taken = take(store, to).await;
    if taken.is_err() {
        // It was empty before, so nothing but the unfinished backup is in it.
        if let Err(error) = clear(to) {
            tracing::warn!(backup.error = %error, "an unfinished backup could not be removed");
        }
    }
    taken
}

fn prepare(to: &Path) -> Result<()> {
    if to.exists() && (!to.is_dir() || std::fs::read_dir(to)?.next().is_some()) {
        return Err(Error::conflict(
            "backup_target",
            format!(
                "{} is there already and is not an empty folder",
                to.display()
            ),
        ));
    }
    super::private_folder(&to.join(TABLES))?;
    super::private_folder(&to.join(KEYRING))
}

fn clear(to: &Path) -> Result<()> {
    std::fs::remove_dir_all(to.join(TABLES))?;
    std::fs::remove_dir_all(to.join(KEYRING))?;
    Ok(())
}

async fn take(store: &Store, to: &Path) -> Result<Manifest> {
    let created_at = store.env().now();
    let check = store.keyring().blind("backup", &created_at.0.to_be_bytes());
    let seal = Seal {
        created_at,
        check: super::hex(&check),
    };
    // Few pages are under way at a time, so memory stays small however slow the disk is.
    let (sender, pieces) = mpsc::channel(2);
    let folder = to.to_owned();
    let writing = tokio::task::spawn_blocking(move || write(&folder, pieces));
    let read = store.read(|tx| Box::pin(dump(tx, sender))).await;
    let written = writing.await.map_err(Error::internal)?;
    // Where both failed, the reader failed because nobody took its rows.
    let ((tables, keyring), (schema, head)) = (written?, read?);
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema,
        engine: store.engine_name().to_owned(),
        head,
        seal: seal.clone(),
        tables,
    };
    let keyring = KeyringManifest {
        format: FORMAT,
        seal,
        tables: keyring,
    };
    let (to, manifest) = (to.to_owned(), manifest);
    tokio::task::spawn_blocking(move || {
        super::write_manifest(&to.join(KEYRING), &keyring)?;
        std::fs::File::open(to.join(TABLES))?.sync_all()?;
        super::write_manifest(&to, &manifest)?;
        Ok(manifest)
    })
    .await
    .map_err(Error::internal)?
}

/// Sends every row there is; answers the schema and the newest entry.
async fn dump(tx: &mut Tx, sender: mpsc::Sender<Piece>) -> Result<(i64, i64)> {
    let out = Out {
        sender,
        blocks: tx.sqlite().is_some(),
    };
    for table in tables::main(tx).await? {
        dump_table(tx, table, false, &out).await?;
    }
    // The keyring comes last: a key without data is harmless, data without its key would be lost. A key that was destroyed
    // meanwhile is missing, as it should be.
    for table in tables::keyring() {
        dump_table(tx, table, true, &out).await?;
    }
    let head = "SELECT COALESCE(MAX(seq), 0) FROM ledger";
    Ok((
        migrate::current(tx).await?,
        tx.query_one(head, &[]).await?.take(0)?,
    ))
}

async fn dump_table(tx: &mut Tx, table: Table, keyring: bool, out: &Out) -> Result<()> {
    out.send(Piece::Begin(table.clone(), keyring)).await?;
    tables::pages(tx, &table, keyring, PAGE, &mut |rows| {
        out.send(Piece::Rows(rows))
    })
    .await?;
    let last = tables::last_number(tx, &table, keyring).await?;
    out.send(Piece::End(last)).await
}

struct Out {
    sender: mpsc::Sender<Piece>,
    /// Whether waiting means blocking the thread: SQLite has one of its own for this snapshot.
    blocks: bool,
}

impl Out {
    fn send(&self, piece: Piece) -> BoxFuture<'static, Result<()>> {
        let (sender, blocks) = (self.sender.clone(), self.blocks);
        async move {
            let sent = match blocks {
                true => sender.blocking_send(piece),
                false => sender.send(piece).await,
            };
            sent.map_err(|_| Error::Unavailable("the backup could not be written".into()))
        }
        .boxed()
    }
}

/// Writes what comes, until the sender is gone. Answers the files of tables and those of the keyring.
fn write(to: &Path, mut pieces: mpsc::Receiver<Piece>) -> Result<(Vec<TableFile>, Vec<TableFile>)> {
    let (mut tables, mut keyring) = (Vec::new(), Vec::new());
    let mut open: Option<(Table, bool, String, Writer)> = None;
    while let Some(piece) = pieces.blocking_recv() {
        match (piece, &mut open) {
            (Piece::Begin(table, is_key), none) => {
                let (folder, file) = place(to, &table.name, is_key);
                *none = Some((
                    table,
                    is_key,
                    file.clone(),
                    Writer::create(&folder.join(file))?,
                ));
            }
            (Piece::Rows(rows), Some((_, _, _, writer))) => writer.rows(&rows)?,
            (Piece::End(last), open) => {
                if let Some((table, is_key, file, writer)) = open.take() {
                    let files = if is_key { &mut keyring } else { &mut tables };
                    files.push(finished(table, file, last, writer)?);
                }
            }
            (Piece::Rows(_), None) => return Err(Error::internal("rows of no table")),
        }
    }
    Ok((tables, keyring))
}

/// The folder of the manifest that names the file, and the file seen from there.
fn place(to: &Path, name: &str, is_key: bool) -> (PathBuf, String) {
    if is_key {
        (to.join(KEYRING), format!("{name}.zst"))
    } else {
        (to.to_owned(), format!("{TABLES}/{name}.zst"))
    }
}

fn finished(table: Table, file: String, last: Option<i64>, writer: Writer) -> Result<TableFile> {
    let written = writer.finish()?;
    Ok(TableFile {
        name: table.name,
        file,
        columns: table.columns,
        serial: table.serial.zip(last),
        rows: written.rows,
        bytes: written.bytes,
        sha256: written.sha256,
    })
}
