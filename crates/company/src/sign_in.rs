//! Signing in with a password: three steps, because the slow one must not hold a transaction.
//!
//! [`credentials`] reads what to verify; [`crate::passwords::verify`] runs in `spawn_blocking`; [`settle`] counts how it went.
//! After ten wrong passwords a person is locked for a minute, then for twice as long after each further one, up to a day.
//! The lock is looked at again when it is settled, so guesses made side by side gain nothing. Whatever is wrong, an answer should say
//! only that email or password is wrong, or that it is locked.

use kernel::{Env, Result, Timestamp, UserId};
use serde_json::json;
use store::{Tx, params};

use crate::audit;
use crate::input::email;
use crate::passwords::PasswordHash;
use crate::people::{self, User};

crate::sql! {
    CREDENTIALS = "SELECT id, password, locked_until FROM users WHERE email = $1 AND disabled_at IS NULL";
    STATE = "SELECT password, failures, locked_until FROM users WHERE id = $1 AND disabled_at IS NULL";
    WRONG = "UPDATE users SET failures = $2, locked_until = $3 WHERE id = $1";
    RIGHT = "UPDATE users SET failures = 0, locked_until = NULL, signed_in_at = $2 WHERE id = $1";
}

/// Wrong passwords before the first lock.
const FREE: i64 = 10;
const FIRST_LOCK_SECONDS: i64 = 60;
const LONGEST_LOCK_SECONDS: i64 = 86_400;

/// What to verify a password against.
#[derive(Clone, Debug)]
pub struct Credentials {
    user: Option<UserId>,
    /// The hash to verify against; of nobody's password when there is no such person.
    pub password: PasswordHash,
    /// Locked until then: verifying can be spared.
    pub locked_until: Option<Timestamp>,
}

/// How signing in ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// This is who it is.
    Welcome(Box<User>),
    /// The email address or the password is wrong.
    Refused,
    /// Too many wrong passwords: not before then.
    Locked(Timestamp),
}

/// What to verify the password of the person with this email address against.
pub async fn credentials(tx: &mut Tx, now: Timestamp, address: &str) -> Result<Credentials> {
    let nobody = Credentials {
        user: None,
        password: PasswordHash::decoy(),
        locked_until: None,
    };
    let Ok(address) = email("email", address) else {
        return Ok(nobody);
    };
    let Some(mut row) = tx.query_opt(CREDENTIALS, params![address]).await? else {
        return Ok(nobody);
    };
    // Somebody without a password cannot sign in with one: nothing verifies against the decoy.
    Ok(Credentials {
        user: Some(row.take(0)?),
        password: row
            .take::<Option<PasswordHash>>(1)?
            .unwrap_or_else(PasswordHash::decoy),
        locked_until: row
            .take::<Option<Timestamp>>(2)?
            .filter(|until| *until > now),
    })
}

/// Counts how verifying went, and says whether they are in.
pub async fn settle(
    tx: &mut Tx,
    env: &Env,
    credentials: &Credentials,
    right: bool,
) -> Result<SignedIn> {
    let Some(id) = credentials.user else {
        return Ok(SignedIn::Refused);
    };
    let Some(mut row) = tx.query_opt(STATE, params![id]).await? else {
        return Ok(SignedIn::Refused);
    };
    let now = env.now();
    if let Some(until) = row
        .take::<Option<Timestamp>>(2)?
        .filter(|until| *until > now)
    {
        return Ok(SignedIn::Locked(until));
    }
    // A password that was changed meanwhile is not right any more.
    if right && row.take::<Option<PasswordHash>>(0)?.as_ref() == Some(&credentials.password) {
        tx.execute(RIGHT, params![id, now]).await?;
        return Ok(people::find(tx, id)
            .await?
            .map_or(SignedIn::Refused, |user| SignedIn::Welcome(Box::new(user))));
    }
    let failures = row.take::<i64>(1)? + 1;
    let until = (failures >= FREE).then(|| now.plus_seconds(lock_seconds(failures)));
    tx.execute(WRONG, params![id, failures, until]).await?;
    match until {
        Some(until) => {
            audit::record(
                tx,
                env,
                "system",
                "user.lock",
                id,
                json!({"failures": failures, "until": until}),
            )
            .await?;
            Ok(SignedIn::Locked(until))
        }
        None => Ok(SignedIn::Refused),
    }
}

fn lock_seconds(failures: i64) -> i64 {
    // Eleven doublings of a minute are more than a day.
    let doublings = (failures - FREE).clamp(0, 11);
    (FIRST_LOCK_SECONDS << doublings).min(LONGEST_LOCK_SECONDS)
}
