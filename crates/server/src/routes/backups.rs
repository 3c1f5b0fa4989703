//! Backups: taking one while the server runs, and proving that one is whole. Restoring is a command, because it goes into an
//! empty database, which no server serves.

use std::path::{Path, PathBuf};
use std::time::Instant;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use kernel::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::backup;
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, BACKUP_WRITE};
use crate::input::Json;
use crate::problem::{Answer, Problem};

/// Where a backup goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BackupInput {
    /// A folder on the server's machine, from the root; it is made, or is there and empty.
    #[schema(max_length = 4096)]
    to: String,
}

/// A backup that was taken.
#[derive(Serialize, ToSchema)]
pub struct BackupTaken {
    /// The folder.
    to: String,
    /// The moment it holds.
    created_at: Timestamp,
    /// The newest entry of the ledger in it.
    head: i64,
    /// Its tables.
    tables: usize,
    /// Their rows.
    rows: u64,
    /// Bytes on disk, without the keyring.
    bytes: u64,
    /// How long it took.
    seconds: f64,
}

/// Takes a backup while everything goes on.
#[utoipa::path(post, path = "/api/v1/backups", tag = "operations", request_body = BackupInput,
    responses((status = 201, body = BackupTaken), (status = 400, body = Problem), (status = 409, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<BACKUP_WRITE>,
    Json(input): Json<BackupInput>,
) -> Answer<impl IntoResponse> {
    let (to, actor) = (absolute("to", &input.to)?, caller.actor.clone());
    // It goes on when its caller hangs up: half a backup helps nobody.
    let taking = tokio::spawn(async move {
        let Ok(_alone) = app.inner.backups.taking.try_lock() else {
            return Err(Error::conflict(
                "backup_running",
                "another backup is being taken",
            ));
        };
        let started = Instant::now();
        let manifest = crate::backup::create(&app, &actor, &to).await?;
        Ok(BackupTaken {
            to: to.display().to_string(),
            created_at: manifest.seal.created_at,
            head: manifest.head,
            tables: manifest.tables.len(),
            rows: manifest.rows(),
            bytes: manifest.bytes(),
            seconds: started.elapsed().as_secs_f64(),
        })
    });
    let taken = taking.await.map_err(Error::internal)??;
    Ok((StatusCode::CREATED, axum::Json(taken)))
}

/// Which backup is to be proven.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyInput {
    /// A folder on the server's machine, from the root.
    #[schema(max_length = 4096)]
    from: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct BackupFound {
    /// Whether every file is there and is what the manifest says.
    intact: bool,
    /// What is wrong, a sentence each.
    damaged: Vec<String>,
    /// Whether the keyring lies with it; without one nothing personal in it can be read.
    keyring: bool,
    /// The moment it holds.
    created_at: Timestamp,
    /// The engine it was taken from.
    engine: String,
    /// The newest entry of the ledger in it.
    head: i64,
    /// Its rows.
    rows: u64,
}

/// Proves that a backup is whole.
#[utoipa::path(post, path = "/api/v1/backups/verify", tag = "operations", request_body = VerifyInput,
    responses((status = 200, body = BackupFound), (status = 400, body = Problem), (status = 409, body = Problem)))]
pub async fn verify(
    _caller: Allowed<BACKUP_WRITE>,
    Json(input): Json<VerifyInput>,
) -> Answer<axum::Json<BackupFound>> {
    let from = absolute("from", &input.from)?;
    let found = backup::verify(&from, None).await?;
    Ok(axum::Json(BackupFound {
        intact: found.damaged.is_empty(),
        keyring: found.keyring,
        created_at: found.manifest.seal.created_at,
        engine: found.manifest.engine.clone(),
        head: found.manifest.head,
        rows: found.manifest.rows(),
        damaged: found.damaged,
    }))
}

fn absolute(field: &str, path: &str) -> Result<PathBuf, Error> {
    let path = Path::new(path);
    let climbs = path
        .components()
        .any(|part| part == std::path::Component::ParentDir);
    if path.is_absolute() && !climbs {
        Ok(path.to_owned())
    } else {
        Err(Error::invalid(field, "is not a folder named from the root"))
    }
}
