//! Browser sessions: a random secret in a cookie, stored as its hash, and a CSRF token that the page sends in a header.
//!
//! Invariants: a session ends after twelve hours without use and after thirty days in any case; what its person may do is
//! read anew with every request, so a changed role counts at once. Finding one never writes; [`seen`] does, at most every
//! five minutes.

use kernel::{Env, Error, Result, SessionId, Timestamp, UserId};
use serde::Serialize;
use store::{Row, Tx, params};
use utoipa::ToSchema;

use crate::people::{self, User};
use crate::secret::{self, Secret};
use crate::{Caller, audit};

crate::sql! {
    INSERT = "INSERT INTO sessions (id, secret_hash, person, csrf, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)";
    FIND = "SELECT id, person, csrf, created_at, seen_at, expires_at, sets_password FROM sessions WHERE secret_hash = $1 AND expires_at > $2 AND seen_at > $3";
    LIST = "SELECT id, person, csrf, created_at, seen_at, expires_at, sets_password FROM sessions WHERE person = $1 AND expires_at > $2 AND seen_at > $3 \
            ORDER BY seen_at DESC, id";
    SETS_PASSWORD = "UPDATE sessions SET sets_password = $2 WHERE id = $1";
    SEEN = "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    END = "DELETE FROM sessions WHERE id = $1 AND person = $2";
    END_ALL = "DELETE FROM sessions WHERE person = $1 AND id <> $2";
    PURGE = "DELETE FROM sessions WHERE expires_at <= $1 OR seen_at <= $2";
}

/// Seconds without use after which a session ends.
pub const IDLE_SECONDS: i64 = 12 * 3_600;
/// Seconds after which a session ends in any case; also how long its cookie lives.
pub const LONGEST_SECONDS: i64 = 30 * 86_400;
/// Seconds between two notes that a session is in use.
const SEEN_EVERY_SECONDS: i64 = 300;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    #[serde(skip)]
    pub user: UserId,
    /// What the page sends with whatever changes something.
    #[serde(skip)]
    pub csrf: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, within some minutes.
    pub seen_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// Whether it began with an address for setting a password, so that the old one is not asked.
    #[serde(skip)]
    pub sets_password: bool,
}

impl Session {
    /// Whether its use is worth a note.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.seen_at.plus_seconds(SEEN_EVERY_SECONDS) <= now
    }

    /// Whether a request carries its CSRF token.
    #[must_use]
    pub fn accepts(&self, csrf: &str) -> bool {
        secret::same(&self.csrf, csrf)
    }
}

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct Present {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub user: User,
    /// Them as the one who asks.
    pub caller: Caller,
}

fn session(mut row: Row) -> Result<Session> {
    Ok(Session {
        id: row.take(0)?,
        user: row.take(1)?,
        csrf: row.take(2)?,
        created_at: row.take(3)?,
        seen_at: row.take(4)?,
        expires_at: row.take(5)?,
        sets_password: row.take(6)?,
    })
}

/// Begins a session of somebody who has shown who they are; answers it and the secret for the cookie.
pub async fn create(tx: &mut Tx, env: &Env, user: UserId) -> Result<(Session, Secret)> {
    let now = env.now();
    let secret = Secret::base64url(env, "");
    let session = Session {
        id: SessionId::new(env),
        user,
        csrf: Secret::base64url(env, "").reveal().to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus_seconds(LONGEST_SECONDS),
        sets_password: false,
    };
    tx.execute(
        INSERT,
        params![
            session.id,
            secret.hash(),
            user,
            &session.csrf,
            now,
            session.expires_at
        ],
    )
    .await?;
    audit::record(
        tx,
        env,
        &user.to_string(),
        "session.create",
        session.id,
        serde_json::json!({}),
    )
    .await?;
    Ok((session, secret))
}

/// The session with this secret, unless it or its person has ended.
pub async fn find(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Option<Present>> {
    let idle = now.plus_seconds(-IDLE_SECONDS);
    let Some(row) = tx
        .query_opt(FIND, params![secret::hash(secret), now, idle])
        .await?
    else {
        return Ok(None);
    };
    let session = session(row)?;
    let user = people::find(tx, session.user)
        .await?
        .filter(|user| user.disabled_at.is_none());
    Ok(user.map(|user| Present {
        caller: user.caller(),
        session,
        user,
    }))
}

/// Notes that a session is in use.
pub async fn seen(tx: &mut Tx, now: Timestamp, id: SessionId) -> Result<()> {
    tx.execute(SEEN, params![id, now]).await.map(|_| ())
}

/// Says whether a session may set a password without the old one: it may when an address for just that began it, and no more once
/// it has.
pub async fn set_sets_password(tx: &mut Tx, id: SessionId, may: bool) -> Result<()> {
    tx.execute(SETS_PASSWORD, params![id, may])
        .await
        .map(|_| ())
}

/// A person's sessions, the one used last first.
pub async fn list(tx: &mut Tx, now: Timestamp, user: UserId) -> Result<Vec<Session>> {
    let idle = now.plus_seconds(-IDLE_SECONDS);
    tx.query(LIST, params![user, now, idle])
        .await?
        .into_iter()
        .map(session)
        .collect()
}

/// Ends one session of a person.
pub async fn end(tx: &mut Tx, env: &Env, by: &Caller, user: UserId, id: SessionId) -> Result<()> {
    if tx.execute(END, params![id, user]).await? == 0 {
        return Err(Error::NotFound("session"));
    }
    audit::record(
        tx,
        env,
        &by.actor,
        "session.end",
        id,
        serde_json::json!({"user": user}),
    )
    .await
    .map(|_| ())
}

/// Ends all sessions of a person, but perhaps one. Whoever calls this records why.
pub async fn end_all(tx: &mut Tx, user: UserId, keep: Option<SessionId>) -> Result<u64> {
    let keep = keep.map_or([0; 16], |id| id.0);
    tx.execute(END_ALL, params![user, keep]).await
}

/// Forgets the sessions that have ended by themselves; answers how many.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.execute(PURGE, params![now, now.plus_seconds(-IDLE_SECONDS)])
        .await
}
