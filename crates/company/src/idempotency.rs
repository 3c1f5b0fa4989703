//! `Idempotency-Key`: a request that is sent again is answered again, and done once.
//!
//! The order: [`begin`] in a transaction of its own, then the work, then [`finish`] with the answer, best in the
//! transaction of the work; [`abandon`] when the work came to nothing. An answer is kept for a day, sealed, because it may
//! hold personal data or a key shown once. Work that never finished, because the program was killed, may be tried again
//! after two minutes.

use kernel::{Env, Error, Result, Timestamp};
use sha2::{Digest, Sha256};
use store::{Tx, params, seal};

crate::sql! {
    FORGET_ONE = "DELETE FROM idempotency WHERE caller = $1 AND key = $2 AND (created_at < $3 OR (status IS NULL AND created_at < $4))";
    CLAIM = "INSERT INTO idempotency (caller, key, request_hash, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (caller, key) DO NOTHING";
    FIND = "SELECT request_hash, status, body FROM idempotency WHERE caller = $1 AND key = $2";
    FINISH = "UPDATE idempotency SET status = $3, body = $4 WHERE caller = $1 AND key = $2 AND status IS NULL";
    ABANDON = "DELETE FROM idempotency WHERE caller = $1 AND key = $2 AND status IS NULL";
    PURGE = "DELETE FROM idempotency WHERE created_at < $1";
}

const KEPT_SECONDS: i64 = 86_400;
const UNFINISHED_SECONDS: i64 = 120;
const LONGEST_KEY: usize = 255;
const PURPOSE: &str = "idempotency";

/// What to do with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new: do it, then [`finish`] or [`abandon`].
    New,
    /// It was done: answer this again.
    Done {
        /// The HTTP status of the answer.
        status: u16,
        /// The body of the answer.
        body: Vec<u8>,
    },
}

/// The hash of a request, by which the same one is known.
#[must_use]
pub fn request_hash(method: &str, path: &str, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [method.as_bytes(), path.as_bytes(), body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Claims the key for this request, or tells what became of it before.
pub async fn begin(
    tx: &mut Tx,
    env: &Env,
    caller: &str,
    key: &str,
    request: [u8; 32],
) -> Result<Begun> {
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Error::invalid(
            "Idempotency-Key",
            format!("must have between 1 and {LONGEST_KEY} bytes"),
        ));
    }
    let now = env.now();
    tx.execute(
        FORGET_ONE,
        params![
            caller,
            key,
            now.plus_seconds(-KEPT_SECONDS),
            now.plus_seconds(-UNFINISHED_SECONDS)
        ],
    )
    .await?;
    if tx
        .execute(CLAIM, params![caller, key, request, now])
        .await?
        == 1
    {
        return Ok(Begun::New);
    }
    let mut row = tx
        .query_opt(FIND, params![caller, key])
        .await?
        .ok_or(Error::Contended)?;
    if row.take::<[u8; 32]>(0)? != request {
        return Err(Error::conflict(
            "idempotency_key_reused",
            "this Idempotency-Key was used for another request",
        ));
    }
    let Some(status) = row.take::<Option<i64>>(1)? else {
        return Err(Error::conflict(
            "idempotency_in_progress",
            "the same request is being done; ask again in a moment",
        ));
    };
    let secret = tx.keyring().clone().secret(tx, PURPOSE).await?;
    Ok(Begun::Done {
        status: u16::try_from(status).map_err(Error::internal)?,
        body: seal::open(&secret, PURPOSE, &row.take::<Vec<u8>>(2)?)?,
    })
}

/// Keeps the answer, to be given again.
pub async fn finish(
    tx: &mut Tx,
    env: &Env,
    caller: &str,
    key: &str,
    status: u16,
    body: &[u8],
) -> Result<()> {
    let secret = tx.keyring().clone().secret(tx, PURPOSE).await?;
    let sealed = seal::seal(env, &secret, PURPOSE, body)?;
    tx.execute(FINISH, params![caller, key, i64::from(status), sealed])
        .await
        .map(|_| ())
}

/// Gives the key free, because nothing was done.
pub async fn abandon(tx: &mut Tx, caller: &str, key: &str) -> Result<()> {
    tx.execute(ABANDON, params![caller, key]).await.map(|_| ())
}

/// Forgets answers older than a day; answers how many.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.execute(PURGE, params![now.plus_seconds(-KEPT_SECONDS)])
        .await
}
