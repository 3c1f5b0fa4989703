//! Backups: taking one over the API, because the server may be running; proving and restoring them here.

use std::path::{Path, PathBuf};

use axum::http::Method;
use kernel::Env;
use serde_json::{Value, json};
use server::backup::{FILE, Source};

use crate::api::Api;
use crate::args::Common;
use crate::{Failure, Outcome, folder};

/// Takes a backup.
pub async fn create(api: &Api, common: &Common, to: &Path) -> Outcome {
    let to = std::path::absolute(to)?;
    let taken = api
        .json(Method::POST, "/api/v1/backups", Some(&json!({ "to": to })))
        .await?;
    if common.json {
        println!("{taken}");
        return Ok(());
    }
    let number = |name: &str| taken[name].as_f64().unwrap_or(0.0);
    let (rows, megabytes, seconds) = (number("rows"), number("bytes") / 1e6, number("seconds"));
    println!(
        "{}: {rows} rows in {megabytes:.1} MB, {seconds:.1} s",
        to.display()
    );
    println!(
        "its keyring is in {}; keep it apart, and not for long",
        to.join("keyring").display()
    );
    Ok(())
}

/// Proves that a backup is whole. Nothing but the backup is touched; the master key is tried when it is to hand.
pub async fn verify(common: &Common, from: &Path) -> Outcome {
    let masters = match has_master_key(common) {
        true => Some(folder::master_keys(common, &Env::system())?),
        false => None,
    };
    let tried = masters.is_some();
    let found = store::backup::verify(from, masters).await?;
    let manifest = &found.manifest;
    if common.json {
        let told = json!({
            "intact": found.damaged.is_empty(), "damaged": found.damaged, "keyring": found.keyring, "master_key_tried": tried,
            "created_at": manifest.seal.created_at, "engine": manifest.engine, "head": manifest.head, "rows": manifest.rows(),
        });
        println!("{told}");
    } else {
        let (at, engine, rows) = (manifest.seal.created_at, &manifest.engine, manifest.rows());
        println!(
            "taken at {at} from {engine}: {} tables, {rows} rows, {} entries",
            manifest.tables.len(),
            manifest.head
        );
        println!(
            "{}",
            match (found.keyring, tried) {
                (false, _) => "its keyring is kept elsewhere",
                (true, true) => "its keyring is there, and was tried with the master key",
                (true, false) => "its keyring is there; there is no master key here to try it with",
            }
        );
    }
    if found.damaged.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format_args!(
        "the backup is damaged: {}",
        found.damaged.join("; ")
    )))
}

/// Brings a backup back.
pub async fn restore(
    common: &Common,
    from: PathBuf,
    keyring: Option<PathBuf>,
    erasures: Vec<PathBuf>,
) -> Outcome {
    let Some(held) = folder::hold(&common.data)? else {
        return Err(Failure::new(
            "a server holds this data folder; restore into an empty one",
        ));
    };
    if !has_master_key(common) {
        let file = folder::master_key_file(common);
        return Err(Failure {
            code: 2,
            message: format!(
                "the master key of the backup is needed: put it into {}, or name it with --master-key-file",
                file.display()
            ),
        });
    }
    let env = Env::system();
    let source = Source {
        from,
        keyring,
        erasures,
    };
    let restored =
        server::backup::restore(folder::options(common, &env)?, env, held.path(), &source).await?;
    if restored.lists.is_empty() {
        eprintln!(
            "rapport: no {FILE} was found, so customers who were erased after the backup was taken are back; if there is a copy of \
             the list, restore again into an empty place with --erasures FILE"
        );
    }
    if common.json {
        let told: Value = serde_json::to_value(&restored).map_err(Failure::new)?;
        println!("{told}");
    } else {
        println!(
            "{} rows of {} are back, as of entry {}",
            restored.rows, restored.created_at, restored.head
        );
        println!(
            "{} identities that were erased since were erased again",
            restored.erased_again
        );
    }
    Ok(())
}

fn has_master_key(common: &Common) -> bool {
    common.master_key_command.is_some()
        || std::env::var_os("RAPPORT_MASTER_KEY").is_some()
        || folder::master_key_file(common).is_file()
}
