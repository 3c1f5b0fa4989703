//! One-time tokens: an address that signs a person in once, for the first start, an invitation or a forgotten password.
//!
//! Invariants: a token works once, also when it is tried twice at the same moment; a new one for the same person and purpose
//! takes the place of the old; changing a password or disabling the person takes back all of theirs.

use kernel::{Env, Error, Result, Timestamp, UserId};
use store::{Tx, params};

use crate::people::{self, User};
use crate::secret::{self, Secret};
use crate::{Caller, audit};

crate::sql! {
    INSERT = "INSERT INTO one_time_tokens (secret_hash, person, purpose, expires_at) VALUES ($1, $2, $3, $4)";
    REPLACE = "DELETE FROM one_time_tokens WHERE person = $1 AND purpose = $2 AND used_at IS NULL";
    FORGET = "DELETE FROM one_time_tokens WHERE person = $1 AND used_at IS NULL";
    USE = "UPDATE one_time_tokens SET used_at = $2 WHERE secret_hash = $1 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $2) \
           RETURNING person, purpose";
    WELCOMED = "UPDATE users SET signed_in_at = $2 WHERE id = $1";
    PURGE = "DELETE FROM one_time_tokens WHERE used_at IS NOT NULL OR expires_at <= $1";
}

/// Seconds that a sign-in token usually works.
pub const SIGN_IN_SECONDS: i64 = 15 * 60;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// Signing in and then setting a password without the old one.
    SetPassword,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SetPassword => "set_password",
        }
    }
}

/// Makes a token that works for `seconds`, or until it is used; answers it, this once. Nobody makes one for somebody who may do more
/// than they.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    user: UserId,
    purpose: Purpose,
    seconds: Option<i64>,
) -> Result<Secret> {
    let whose = people::get(tx, by, user)
        .await?
        .filter(|user| user.disabled_at.is_none())
        .ok_or(Error::NotFound("user"))?;
    by.require_grant(whose.role.permissions(), whose.path.as_deref())?;
    let secret = Secret::base64url(env, "");
    tx.execute(REPLACE, params![user, purpose.as_str()]).await?;
    let until = seconds.map(|seconds| env.now().plus_seconds(seconds));
    tx.execute(
        INSERT,
        params![secret.hash(), user, purpose.as_str(), until],
    )
    .await?;
    let detail = serde_json::json!({"purpose": purpose.as_str(), "until": until});
    audit::record(tx, env, &by.actor, "one_time_token.create", user, detail).await?;
    Ok(secret)
}

/// Uses a token up; answers whose it was and what for. None: it is wrong, used or too old, or its person is disabled.
pub async fn redeem(tx: &mut Tx, env: &Env, presented: &str) -> Result<Option<(User, Purpose)>> {
    let now = env.now();
    let Some(mut row) = tx
        .query_opt(USE, params![secret::hash(presented), now])
        .await?
    else {
        return Ok(None);
    };
    let purpose = if row.take::<String>(1)? == Purpose::SetPassword.as_str() {
        Purpose::SetPassword
    } else {
        Purpose::SignIn
    };
    let Some(user) = people::find(tx, row.take(0)?)
        .await?
        .filter(|user| user.disabled_at.is_none())
    else {
        return Ok(None);
    };
    tx.execute(WELCOMED, params![user.id, now]).await?;
    Ok(Some((user, purpose)))
}

/// Takes back all unused tokens of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.execute(FORGET, params![user]).await.map(|_| ())
}

/// Forgets the tokens that work no more; answers how many.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.execute(PURGE, params![now]).await
}
