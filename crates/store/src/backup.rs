//! Backups: everything a database holds, in files that either engine can take back.
//!
//! Purpose: copy a living database as of one moment, prove that the copy is whole, and bring it back, on the same engine or
//! the other: so a backup is also the way from SQLite to PostgreSQL and back.
//! Invariants:
//! - the tables are read in one snapshot, which holds no writer up; rows leave through a channel, so memory stays bounded;
//! - [`Manifest`] is written last and names every file with its digest: a folder without it is no backup;
//! - the keyring is a part of its own, `keyring/`, to be kept apart and for a short time: without it, what is personal in the
//!   rest cannot be read. The master key is never part of a backup;
//! - a restore goes into an empty database, which nobody else can open before [`Restored::finish`]: until then the caller
//!   brings it up to what happened since, above all to the erasures.
//!
//! Layout: `manifest.json`, `tables/NAME.zst`, `keyring/manifest.json`, `keyring/NAME.zst`; [`file`] says how rows are written.
//! To add a table: nothing; a backup takes whatever tables there are.

mod create;
mod file;
mod restore;
mod verify;

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ColumnType;

pub use create::create;
pub use restore::{Restored, restore};
pub use verify::{Found, verify};

/// The form of backups this program writes and reads.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const KEYRING: &str = "keyring";
const TABLES: &str = "tables";
/// Rows that are read, handed on and written at a time.
const PAGE: usize = 500;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the files.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The schema of the tables.
    pub schema: i64,
    /// The engine it was taken from.
    pub engine: String,
    /// The newest entry of the ledger in it.
    pub head: i64,
    /// When it was begun, and which keyring it belongs to.
    #[serde(flatten)]
    pub seal: Seal,
    /// Its tables.
    pub tables: Vec<TableFile>,
}

/// What the keyring's part holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeyringManifest {
    format: u32,
    #[serde(flatten)]
    seal: Seal,
    tables: Vec<TableFile>,
}

/// What holds a backup and its keyring together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// When the backup was begun.
    pub created_at: Timestamp,
    /// A keyed hash of that time: only the keyring it belongs to makes the same.
    pub check: String,
}

/// One table in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Its name.
    pub name: String,
    /// The file, seen from the manifest.
    pub file: String,
    /// Its columns in the order of the values.
    pub columns: Vec<(String, ColumnType)>,
    /// The column that numbers the rows by itself, and the last number it gave out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub serial: Option<(String, i64)>,
    /// How many rows.
    pub rows: u64,
    /// The size of the file.
    pub bytes: u64,
    /// The digest of the file.
    pub sha256: String,
}

impl Manifest {
    /// Reads the manifest of the backup in `from`.
    pub fn read(from: &Path) -> Result<Self> {
        let manifest: Self = parse(&from.join(MANIFEST))?;
        if manifest.format != FORMAT {
            return Err(refuse(
                from,
                "is of a form that this version of the program does not know",
            ));
        }
        Ok(manifest)
    }

    /// Rows in all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// Bytes in all files of tables.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.tables.iter().map(|table| table.bytes).sum()
    }
}

fn keyring_manifest(folder: &Path) -> Result<KeyringManifest> {
    parse(&folder.join(MANIFEST))
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read(path).map_err(|error| {
        refuse(
            path,
            &format!("cannot be read, so this is no whole backup: {error}"),
        )
    })?;
    serde_json::from_slice(&text).map_err(|error| refuse(path, &format!("is damaged: {error}")))
}

fn refuse(path: &Path, why: &str) -> Error {
    Error::conflict("backup_damaged", format!("{} {why}", path.display()))
}

/// Writes a manifest, so that it is there whole or not at all.
fn write_manifest(folder: &Path, manifest: &impl Serialize) -> Result<()> {
    let text = serde_json::to_vec_pretty(manifest).map_err(Error::internal)?;
    let beside = folder.join("manifest.new");
    let mut file =
        private(File::options().write(true).create(true).truncate(true)).open(&beside)?;
    file.write_all(&text)?;
    file.sync_all()?;
    std::fs::rename(&beside, folder.join(MANIFEST))?;
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// A file that its owner alone can read.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

fn private_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    Ok(DirBuilder::new().recursive(true).mode(0o700).create(path)?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
