//! Proving that a backup is whole: every file is there, has its digest, and can be read to its last row.

use std::collections::BTreeSet;
use std::path::Path;

use kernel::Result;
use serde::Serialize;

use super::file::Reader;
use super::{KEYRING, KeyringManifest, MANIFEST, Manifest, TABLES, TableFile};
use crate::keyring::BLIND_INDEX;
use crate::{MasterKeys, Value};

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// What the manifest says.
    pub manifest: Manifest,
    /// Whether the keyring lies with it; it may be kept apart.
    pub keyring: bool,
    /// What is wrong, a sentence each; empty when all is well.
    pub damaged: Vec<String>,
}

/// Reads the whole backup in `from`. It fails only where there is no manifest that can be read.
///
/// With master keys, it is proven as well that they open the keyring, and that it belongs to this backup.
pub async fn verify(from: &Path, masters: Option<MasterKeys>) -> Result<Found> {
    let from = from.to_owned();
    tokio::task::spawn_blocking(move || {
        let apart = from.join(KEYRING);
        check(&from, &apart, masters.as_ref())
    })
    .await
    .map_err(kernel::Error::internal)?
}

pub(super) fn check(from: &Path, keyring: &Path, masters: Option<&MasterKeys>) -> Result<Found> {
    let manifest = Manifest::read(from)?;
    let mut damaged = Vec::new();
    for table in &manifest.tables {
        if let Err(what) = whole(from, table) {
            damaged.push(what);
        }
    }
    let named: BTreeSet<&str> = manifest
        .tables
        .iter()
        .map(|table| table.file.as_str())
        .collect();
    for file in std::fs::read_dir(from.join(TABLES))
        .into_iter()
        .flatten()
        .flatten()
    {
        let file = format!("{TABLES}/{}", file.file_name().to_string_lossy());
        if !named.contains(file.as_str()) {
            damaged.push(format!("{file} is not named by the manifest"));
        }
    }
    let has_keyring = keyring.join(MANIFEST).exists();
    if has_keyring {
        match super::keyring_manifest(keyring) {
            Ok(apart) => check_keyring(keyring, &apart, &manifest, masters, &mut damaged),
            Err(error) => damaged.push(error.to_string()),
        }
    }
    Ok(Found {
        manifest,
        keyring: has_keyring,
        damaged,
    })
}

fn check_keyring(
    folder: &Path,
    keyring: &KeyringManifest,
    manifest: &Manifest,
    masters: Option<&MasterKeys>,
    damaged: &mut Vec<String>,
) {
    for table in &keyring.tables {
        if let Err(what) = whole(folder, table) {
            damaged.push(format!("keyring: {what}"));
        }
    }
    // A younger one lacks the keys that were destroyed since, which is right; an older one lacks keys of the data.
    if keyring.seal.created_at < manifest.seal.created_at {
        damaged.push("the keyring is older than the backup, so it lacks keys of it".into());
    }
    if let Some(masters) = masters
        && damaged.is_empty()
        && let Err(what) = belongs(folder, keyring, manifest, masters)
    {
        damaged.push(what);
    }
}

fn belongs(
    folder: &Path,
    keyring: &KeyringManifest,
    manifest: &Manifest,
    masters: &MasterKeys,
) -> Result<(), String> {
    let (number, wrapped) = blind_secret(folder, keyring)?;
    let value = manifest.seal.created_at.0.to_be_bytes();
    let check = masters
        .blind_of(number, &wrapped, "backup", &value)
        .map_err(|error| format!("the keyring cannot be opened: {error}"))?;
    if super::hex(&check) == manifest.seal.check {
        Ok(())
    } else {
        Err("the keyring is another database's".into())
    }
}

fn blind_secret(folder: &Path, keyring: &KeyringManifest) -> Result<(i64, Vec<u8>), String> {
    let missing = || "the keyring has no secret of the blind index".to_owned();
    let table = keyring.tables.iter().find(|table| table.name == "secrets");
    let table = table.ok_or_else(missing)?;
    let mut reader = Reader::open(&folder.join(&table.file), table.columns.len())
        .map_err(|error| error.to_string())?;
    while let Some(row) = reader.next().map_err(|error| error.to_string())? {
        if let [Value::Text(name), Value::Int(number), Value::Blob(wrapped)] = row.as_slice()
            && name == BLIND_INDEX
        {
            return Ok((*number, wrapped.clone()));
        }
    }
    Err(missing())
}

/// Reads a file to its end and compares it with what the manifest says.
fn whole(folder: &Path, table: &TableFile) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{} cannot be read: {error}", table.file);
    let path = folder.join(&table.file);
    let bytes = std::fs::metadata(&path).map_err(told)?.len();
    if bytes != table.bytes {
        let (file, want) = (&table.file, table.bytes);
        return Err(format!("{file} has {bytes} bytes instead of {want}"));
    }
    let mut reader = Reader::open(&path, table.columns.len()).map_err(told)?;
    while reader.next().map_err(told)?.is_some() {}
    let found = reader.finish().map_err(told)?;
    if found.sha256 != table.sha256 {
        return Err(format!(
            "{} has another digest than the manifest says",
            table.file
        ));
    }
    if found.rows != table.rows {
        let (file, want, rows) = (&table.file, table.rows, found.rows);
        return Err(format!("{file} has {rows} rows instead of {want}"));
    }
    Ok(())
}
