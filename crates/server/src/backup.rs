//! Backups as the program takes them and brings them back: with the erasures that came after.
//!
//! Purpose: a customer who was erased stays erased, also where an older backup, which still knows them, is restored.
//! Invariants:
//! - every erasure is added to a list kept apart from the database, [`FILE`] in the data folder, before who asked for it is
//!   answered; each node keeps the whole list, and catches up with it when it starts;
//! - a restore carries out every erasure of every list it is given before the database can be opened by anybody else. It takes
//!   the list of the data folder it restores into, the ones it is pointed to, and the backup's own;
//! - nothing in a list says who somebody was: identifiers are keyed hashes.
//!
//! Copies of the list belong to where the backups are, but are made more often: whoever restores on a new machine names them.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use company::audit;
use customers::erasure::{self, Erased};
use kernel::{Env, Error, Result};
use ledger::Ledger;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::backup::{self, Manifest};
use store::{Options, Store};

use crate::app::App;

/// The list of erasures in a data folder: a JSON object a line, only ever added to.
pub const FILE: &str = "erasures.jsonl";
/// How often the list is compared while the ledger grows, at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What the program keeps about backups while it runs.
#[derive(Default)]
pub(crate) struct Backups {
    /// Held by whoever is taking one: two at once would only be slower.
    pub taking: tokio::sync::Mutex<()>,
    list: OnceLock<PathBuf>,
    known: tokio::sync::Mutex<Option<HashSet<[u8; 32]>>>,
}

/// Keeps the list of erasures in this folder from now on.
pub async fn keep_erasures_in(app: &App, folder: &Path) -> Result<()> {
    if app.inner.backups.list.set(folder.join(FILE)).is_err() {
        return Ok(());
    }
    keep_erasures(app).await?;
    tokio::spawn(follow(app.clone()));
    Ok(())
}

/// Another node may erase somebody, too.
async fn follow(app: App) {
    let mut progress = app.ledger().progress(customers::reader::NAME);
    let mut stop = app.stopping();
    while !*stop.borrow() {
        tokio::select! {
            changed = progress.changed() => if changed.is_err() { return },
            _ = stop.changed() => return,
        }
        if let Err(error) = keep_erasures(&app).await {
            tracing::warn!(erasures.error = %error, "the list of erasures could not be added to and will be again");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Adds to the list what it lacks; it is on disk then.
pub(crate) async fn keep_erasures(app: &App) -> Result<()> {
    let backups = &app.inner.backups;
    let Some(list) = backups.list.get().cloned() else {
        return Ok(());
    };
    let mut known = backups.known.lock().await;
    if known.is_none() {
        *known = Some(read(&list)?.iter().map(name_of).collect());
    }
    let Some(known) = known.as_mut() else {
        return Ok(());
    };
    let count = app
        .store()
        .read(|tx| {
            Box::pin(async move {
                tx.query_one("SELECT COUNT(*) FROM erasures", &[])
                    .await?
                    .take::<i64>(0)
            })
        })
        .await?;
    if usize::try_from(count).is_ok_and(|count| count == known.len()) {
        return Ok(());
    }
    let all = app.store().read(|tx| Box::pin(erasure::all(tx))).await?;
    let missing: Vec<&Erased> = all
        .iter()
        .filter(|one| !known.contains(&name_of(one)))
        .collect();
    append(&list, &missing)?;
    known.extend(missing.into_iter().map(name_of));
    Ok(())
}

/// One identity of one erasure.
fn name_of(one: &Erased) -> [u8; 32] {
    Sha256::digest(format!("{}:{}", one.erasure, one.blind)).into()
}

fn read(list: &Path) -> Result<Vec<Erased>> {
    let text = match std::fs::read_to_string(list) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    // A line that was being written when the power went has no end; what it told is still in the database.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let damaged = |error| {
        Error::conflict(
            "erasures_damaged",
            format!("{} is damaged: {error}", list.display()),
        )
    };
    whole
        .lines()
        .map(|line| serde_json::from_str(line).map_err(damaged))
        .collect()
}

fn append(list: &Path, more: &[&Erased]) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if more.is_empty() {
        return Ok(());
    }
    let mut file = std::fs::OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .mode(0o600)
        .open(list)?;
    let held = std::fs::read(list)?;
    // A line without an end is cut off, or the next would be joined to it.
    let whole = held
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    if whole < held.len() {
        file.set_len(whole as u64)?;
    }
    let mut text = String::new();
    for one in more {
        text += &serde_json::to_string(one).map_err(Error::internal)?;
        text.push('\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Some(folder) = list.parent() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Takes a backup, and writes down who asked for it.
pub(crate) async fn create(app: &App, actor: &str, to: &Path) -> Result<Manifest> {
    let manifest = backup::create(app.store(), to).await?;
    let detail = serde_json::json!({ "head": manifest.head, "rows": manifest.rows(), "bytes": manifest.bytes() });
    let (env, actor, to) = (
        app.env().clone(),
        actor.to_owned(),
        to.display().to_string(),
    );
    app.store()
        .write(move |tx| {
            let (env, actor, to, detail) = (env.clone(), actor.clone(), to.clone(), detail.clone());
            Box::pin(
                async move { audit::record(tx, &env, &actor, "backups.create", to, detail).await },
            )
        })
        .await?;
    Ok(manifest)
}

/// What a restore takes.
pub struct Source {
    /// The backup.
    pub from: PathBuf,
    /// Its keyring, where that was kept apart.
    pub keyring: Option<PathBuf>,
    /// Lists of erasures, besides that of the data folder.
    pub erasures: Vec<PathBuf>,
}

/// What a restore came to.
#[derive(Debug, Serialize)]
pub struct Restored {
    /// When the backup was taken.
    pub created_at: kernel::Timestamp,
    /// The engine it was taken from.
    pub from_engine: String,
    /// Rows that were brought back.
    pub rows: u64,
    /// The newest entry of the ledger in it.
    pub head: i64,
    /// Lists of erasures that were found.
    pub lists: Vec<PathBuf>,
    /// Identities that were erased since the backup, and were erased again.
    pub erased_again: usize,
}

/// Brings a backup back into the empty database that `options` name. `folder` is the data folder, whose list of erasures is
/// obeyed and goes on. Nobody else can open the database before every erasure is carried out.
pub async fn restore(
    options: Options,
    env: Env,
    folder: &Path,
    source: &Source,
) -> Result<Restored> {
    let own = folder.join(FILE);
    let mut lists: Vec<PathBuf> = source.erasures.clone();
    if let Some(missing) = lists.iter().find(|list| !list.is_file()) {
        return Err(Error::invalid(
            "erasures",
            format!("{} is not there", missing.display()),
        ));
    }
    let beside = source.from.join(FILE);
    lists.extend(
        [own.clone(), beside]
            .into_iter()
            .filter(|list| list.is_file()),
    );
    let mut erasures = Vec::new();
    for list in &lists {
        erasures.extend(read(list)?);
    }
    let mut seen = HashSet::new();
    erasures.retain(|one| seen.insert(name_of(one)));

    let restored =
        backup::restore(options, env.clone(), &source.from, source.keyring.clone()).await?;
    let erased_again = catch_up(
        &restored.store,
        &env,
        erasures,
        &restored.manifest,
        &source.from,
    )
    .await?;
    // The list goes on with all that is known now, before anybody can add to the database.
    let all = restored.store.read(|tx| Box::pin(erasure::all(tx))).await?;
    let held: HashSet<[u8; 32]> = read(&own)?.iter().map(name_of).collect();
    append(
        &own,
        &all.iter()
            .filter(|one| !held.contains(&name_of(one)))
            .collect::<Vec<_>>(),
    )?;
    let manifest = restored.manifest.clone();
    restored.finish().await?;
    Ok(Restored {
        created_at: manifest.seal.created_at,
        from_engine: manifest.engine.clone(),
        rows: manifest.rows(),
        head: manifest.head,
        lists,
        erased_again,
    })
}

/// Does what must be done before anything is served.
async fn catch_up(
    store: &Store,
    env: &Env,
    erasures: Vec<Erased>,
    manifest: &Manifest,
    from: &Path,
) -> Result<usize> {
    let ledger = Ledger::open(store.clone()).await?;
    let detail = serde_json::json!({ "taken_at": manifest.seal.created_at, "engine": manifest.engine, "head": manifest.head });
    let (env, from) = (env.clone(), from.display().to_string());
    store
        .write_locked(move |tx| {
            let (env, from, detail) = (env.clone(), from.clone(), detail.clone());
            let (ledger, erasures) = (ledger.clone(), erasures.clone());
            Box::pin(async move {
                // Whoever held a lease when the backup was taken does not hold it here.
                tx.execute("UPDATE readers SET lease_until = 0, fence = fence + 1", &[])
                    .await?;
                // A number that was given to a key which was destroyed since is not given to another.
                let newest = erasures.iter().filter_map(|one| one.key).max().unwrap_or(0);
                tx.keyring().clone().skip_to(tx, newest).await?;
                let count = erasure::replay(tx, &ledger, &erasures).await?;
                let mut detail = detail;
                detail["erased_again"] = count.into();
                audit::record(tx, &env, "local", "backups.restore", from, detail).await?;
                Ok(count)
            })
        })
        .await
}
