//! API tokens: `rpt_` and 43 characters, shown once, stored as a hash.
//!
//! Invariants: a token may do what its role may, or the narrower scopes it was given, within its unit; never more than the one
//! who made it. Finding one never writes; [`used`] notes its use at most once an hour.

use kernel::{Cursor, Env, Error, Page, Paging, Result, Timestamp, TokenId, UnitId};
use serde::{Deserialize, Serialize};
use store::{Row, Tx, params};
use utoipa::ToSchema;

use crate::input::{LONGEST_NAME, line};
use crate::permission::{Permission, Permissions};
use crate::role::Role;
use crate::secret::{self, Secret};
use crate::{Caller, audit, units};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.name, t.role, t.scopes, u.id, u.path, t.created_by, t.created_at, t.used_at, t.expires_at, \
             t.revoked_at FROM tokens t LEFT JOIN units u ON u.num = t.unit ",
            $rest
        )
    };
}

crate::sql! {
    GET = columns!("WHERE t.id = $1");
    FIND = columns!("WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)");
    LIST = columns!("WHERE COALESCE(u.path, '') LIKE $1 || '%' AND t.id > $2 AND ($3 = 1 OR t.revoked_at IS NULL) ORDER BY t.id LIMIT $4");
    INSERT = "INSERT INTO tokens (id, name, secret_hash, role, scopes, unit, created_by, created_at, expires_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    REVOKE = "UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    USED = "UPDATE tokens SET used_at = $2 WHERE id = $1 AND (used_at IS NULL OR used_at <= $3)";
}

/// What every token begins with, so that one that leaked is recognised.
pub const PREFIX: &str = "rpt_";
const CURSOR: &str = "tokens";
/// Seconds between two notes that a token is in use.
const USED_EVERY_SECONDS: i64 = 3_600;

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApiToken {
    /// Its id.
    pub id: TokenId,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// What it may do of that; none: all.
    #[schema(value_type = Option<Vec<Permission>>)]
    pub scopes: Option<Permissions>,
    /// The unit it is held to; none: the whole company.
    pub unit: Option<UnitId>,
    /// The path of that unit.
    #[serde(skip)]
    pub path: Option<String>,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, within an hour.
    pub used_at: Option<Timestamp>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl ApiToken {
    /// What it may do.
    #[must_use]
    pub fn permissions(&self) -> Permissions {
        let role = self.role.permissions();
        self.scopes.map_or(role, |scopes| role.and(scopes))
    }

    /// It as the one who asks.
    #[must_use]
    pub fn caller(&self) -> Caller {
        Caller {
            actor: self.id.to_string(),
            name: self.name.clone(),
            role: self.role,
            permissions: self.permissions(),
            scope: units::scope_of(self.path.clone()),
        }
    }

    /// Whether its use is worth a note.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.used_at
            .is_none_or(|used| used.plus_seconds(USED_EVERY_SECONDS) <= now)
    }
}

/// A token to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// What it may do of that; none: all.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Permission>>)]
    pub scopes: Option<Permissions>,
    /// The unit it is held to; none: the caller's own, or the whole company.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// When it ends; none: never.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

fn token(mut row: Row) -> Result<ApiToken> {
    // A name this program does not know, written by a newer one, gives nothing.
    let scopes = row.take::<Option<String>>(3)?.map(|json| {
        let names: Vec<String> = serde_json::from_str(&json).unwrap_or_default();
        names
            .iter()
            .filter_map(|name| name.parse::<Permission>().ok())
            .collect()
    });
    Ok(ApiToken {
        id: row.take(0)?,
        name: row.take(1)?,
        role: row.take(2)?,
        scopes,
        unit: row.take(4)?,
        path: row.take(5)?,
        created_by: row.take(6)?,
        created_at: row.take(7)?,
        used_at: row.take(8)?,
        expires_at: row.take(9)?,
        revoked_at: row.take(10)?,
    })
}

/// A token the caller may see.
pub async fn get(tx: &mut Tx, by: &Caller, id: TokenId) -> Result<Option<ApiToken>> {
    let found = tx
        .query_opt(GET, params![id])
        .await?
        .map(token)
        .transpose()?;
    Ok(found.filter(|token| by.sees(token.path.as_deref())))
}

/// The tokens the caller may see, oldest first; the revoked ones too when `revoked`.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    revoked: bool,
    paging: &Paging,
) -> Result<Page<ApiToken>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.id()?,
        None => [0; 16],
    };
    let rows = tx
        .query(LIST, params![by.prefix(), after, revoked, paging.fetch()])
        .await?;
    let tokens = rows.into_iter().map(token).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(tokens, |last| Cursor::of(CURSOR).bytes(last.id.0)))
}

/// Makes a token; answers it and its secret, which is shown this once.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    new: &NewToken,
) -> Result<(ApiToken, Secret)> {
    let name = line("name", &new.name, LONGEST_NAME)?;
    let role = new.role.permissions();
    if let Some(scope) = new
        .scopes
        .and_then(|scopes| scopes.without(role).iter().next())
    {
        return Err(Error::invalid(
            "scopes",
            format!("holds {scope}, which the role {} does not have", new.role),
        ));
    }
    if new.expires_at.is_some_and(|at| at <= env.now()) {
        return Err(Error::invalid("expires_at", "must be in the future"));
    }
    let scope = units::resolve(tx, by, "unit", new.unit).await?;
    by.require_grant(
        new.scopes.unwrap_or(role),
        scope.as_ref().map(|scope| scope.path.as_str()),
    )?;
    let scopes = new
        .scopes
        .map(|scopes| serde_json::to_string(&scopes))
        .transpose()
        .map_err(Error::internal)?;
    let (id, secret) = (TokenId::new(env), Secret::base64url(env, PREFIX));
    let unit = scope.map(|scope| scope.unit);
    tx.execute(
        INSERT,
        params![
            id,
            &name,
            secret.hash(),
            new.role,
            scopes,
            unit,
            &by.actor,
            env.now(),
            new.expires_at
        ],
    )
    .await?;
    let detail = serde_json::json!({
        "name": name, "role": new.role, "scopes": new.scopes, "unit": new.unit, "expires_at": new.expires_at,
    });
    audit::record(tx, env, &by.actor, "token.create", id, detail).await?;
    Ok((expect(tx, by, id).await?, secret))
}

/// Revokes a token for good; twice is as once.
pub async fn revoke(tx: &mut Tx, env: &Env, by: &Caller, id: TokenId) -> Result<ApiToken> {
    expect(tx, by, id).await?;
    if tx.execute(REVOKE, params![id, env.now()]).await? > 0 {
        audit::record(
            tx,
            env,
            &by.actor,
            "token.revoke",
            id,
            serde_json::json!({}),
        )
        .await?;
    }
    expect(tx, by, id).await
}

/// The token with this secret, unless it has ended or is revoked.
pub async fn find(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Option<ApiToken>> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    tx.query_opt(FIND, params![secret::hash(secret), now])
        .await?
        .map(token)
        .transpose()
}

/// Notes that a token is in use; at most once an hour it writes.
pub async fn used(tx: &mut Tx, now: Timestamp, id: TokenId) -> Result<()> {
    tx.execute(
        USED,
        params![id, now, now.plus_seconds(-USED_EVERY_SECONDS)],
    )
    .await
    .map(|_| ())
}

async fn expect(tx: &mut Tx, by: &Caller, id: TokenId) -> Result<ApiToken> {
    get(tx, by, id).await?.ok_or(Error::NotFound("token"))
}
