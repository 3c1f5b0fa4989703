//! The people who work here.
//!
//! Invariants: an email address belongs to one person; nobody gives a role or a unit beyond their own, nor changes somebody
//! who has more than they; there is always an owner who can sign in, and owners are held to no unit; disabling a person ends
//! their sessions at once. People are disabled, never deleted, because the audit record names them.

use kernel::{Cursor, Env, Error, Page, Paging, Result, SessionId, UserId};
use store::{Tx, params};

use crate::caller::Scope;
use crate::input::{LONGEST_NAME, email, line, taken};
use crate::passwords::PasswordHash;
use crate::role::Role;
use crate::settings::time_zone;
use crate::user::user;
use crate::{Caller, audit, one_time, sessions, units};

pub use crate::user::{Filter, NewUser, User, UserChange};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.email, p.name, p.role, u.id, u.path, p.locale, p.time_zone, CASE WHEN p.password IS NULL THEN \
             0 ELSE 1 END, p.locked_until, p.signed_in_at, p.created_at, p.disabled_at FROM users p LEFT JOIN units u ON \
             u.num = p.unit ",
            $rest
        )
    };
}

crate::sql! {
    GET = columns!("WHERE p.id = $1");
    BY_EMAIL = columns!("WHERE p.email = $1");
    LIST = columns!(
        "WHERE COALESCE(u.path, '') LIKE $1 || '%' AND p.email > $2 AND ($3 = '' OR p.role = $3) \
         AND ($4 = 1 OR p.disabled_at IS NULL) ORDER BY p.email LIMIT $5"
    );
    COUNT = "SELECT COUNT(*) FROM users";
    INSERT = "INSERT INTO users (id, email, name, role, unit, locale, time_zone, password, failures, created_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)";
    CHANGE = "UPDATE users SET email = $2, name = $3, role = $4, unit = $5, locale = $6, time_zone = $7 WHERE id = $1";
    DISABLE = "UPDATE users SET disabled_at = $2 WHERE id = $1";
    PASSWORD = "UPDATE users SET password = $2, failures = 0, locked_until = NULL WHERE id = $1";
    UNLOCK = "UPDATE users SET failures = 0, locked_until = NULL WHERE id = $1";
    OTHER_OWNERS = "SELECT COUNT(*) FROM users WHERE role = 'owner' AND disabled_at IS NULL AND id <> $1";
}

const CURSOR: &str = "users";

/// How many people there are. None: this is the first start.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    tx.query_one(COUNT, &[]).await?.take(0)
}

/// A person by id, whoever asks.
pub async fn find(tx: &mut Tx, id: UserId) -> Result<Option<User>> {
    tx.query_opt(GET, params![id]).await?.map(user).transpose()
}

/// A person by email address, whoever asks.
pub async fn find_by_email(tx: &mut Tx, address: &str) -> Result<Option<User>> {
    let Ok(address) = email("email", address) else {
        return Ok(None);
    };
    tx.query_opt(BY_EMAIL, params![address])
        .await?
        .map(user)
        .transpose()
}

/// A person the caller may see: themselves, and those of their unit.
pub async fn get(tx: &mut Tx, by: &Caller, id: UserId) -> Result<Option<User>> {
    let found = find(tx, id).await?;
    Ok(found.filter(|user| by.sees(user.path.as_deref()) || by.actor == id.to_string()))
}

/// The people the caller may see, by email address.
pub async fn list(tx: &mut Tx, by: &Caller, filter: Filter, paging: &Paging) -> Result<Page<User>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.text()?,
        None => String::new(),
    };
    let role = filter.role.map_or("", Role::as_str);
    let rows = tx
        .query(
            LIST,
            params![by.prefix(), after, role, filter.disabled, paging.fetch()],
        )
        .await?;
    let users = rows.into_iter().map(user).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(users, |last| Cursor::of(CURSOR).bytes(&last.email)))
}

/// Adds a person.
pub async fn create(tx: &mut Tx, env: &Env, by: &Caller, new: &NewUser) -> Result<User> {
    let address = email("email", &new.email)?;
    let name = line("name", &new.name, LONGEST_NAME)?;
    let zone = new
        .time_zone
        .as_deref()
        .map(|zone| time_zone("time_zone", zone))
        .transpose()?;
    let scope = units::resolve(tx, by, "unit", new.unit).await?;
    check_role(by, new.role, scope.as_ref())?;
    let id = UserId::new(env);
    if find_by_email(tx, &address).await?.is_some() {
        return Err(email_taken());
    }
    let unit = scope.map(|scope| scope.unit);
    tx.execute(
        INSERT,
        params![
            id,
            address,
            name,
            new.role,
            unit,
            new.locale,
            zone,
            new.password.as_ref(),
            env.now()
        ],
    )
    .await
    .map_err(|error| taken(error, "email_taken", EMAIL_TAKEN))?;
    audit::record(
        tx,
        env,
        &by.actor,
        "user.create",
        id,
        serde_json::json!({"role": new.role, "unit": new.unit}),
    )
    .await?;
    expect(tx, by, id).await
}

const EMAIL_TAKEN: &str = "somebody has this email address already";

fn email_taken() -> Error {
    Error::conflict("email_taken", EMAIL_TAKEN)
}

/// Refuses a role or a unit that goes beyond the caller's, and an owner who is held to a unit.
fn check_role(by: &Caller, role: Role, scope: Option<&Scope>) -> Result<()> {
    if role == Role::Owner && scope.is_some() {
        return Err(Error::invalid(
            "unit",
            "must be empty for an owner, who sees the whole company",
        ));
    }
    by.require_grant(role.permissions(), scope.map(|scope| scope.path.as_str()))
}

/// Changes a person.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: UserId,
    change: &UserChange,
) -> Result<User> {
    let was = expect(tx, by, id).await?;
    let own = by.actor == id.to_string() && change.is_personal();
    let scope = match change.unit {
        Some(unit) => units::resolve(tx, by, "unit", unit).await?,
        None => units::scope_of(was.path.clone()),
    };
    let role = change.role.unwrap_or(was.role);
    if !own {
        by.require_grant(was.role.permissions(), was.path.as_deref())?;
        check_role(by, role, scope.as_ref())?;
    }
    if was.role == Role::Owner && role != Role::Owner {
        keep_an_owner(tx, id).await?;
    }
    let address = match &change.email {
        Some(address) => email("email", address)?,
        None => was.email.clone(),
    };
    if address != was.email && find_by_email(tx, &address).await?.is_some() {
        return Err(email_taken());
    }
    let name = match &change.name {
        Some(name) => line("name", name, LONGEST_NAME)?,
        None => was.name,
    };
    let locale = change.locale.unwrap_or(was.locale);
    let zone = match &change.time_zone {
        Some(zone) => zone
            .as_deref()
            .map(|zone| time_zone("time_zone", zone))
            .transpose()?,
        None => was.time_zone,
    };
    let unit = scope.map(|scope| scope.unit);
    tx.execute(
        CHANGE,
        params![id, &address, name, role, unit, locale, zone],
    )
    .await
    .map_err(|error| taken(error, "email_taken", EMAIL_TAKEN))?;
    let detail = serde_json::json!({
        "role": change.role, "unit": change.unit, "email_changed": change.email.is_some(), "name_changed": change.name.is_some(),
    });
    audit::record(tx, env, &by.actor, "user.change", id, detail).await?;
    expect(tx, by, id).await
}

/// Disables a person, which ends their sessions at once, or takes them back.
pub async fn set_disabled(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: UserId,
    disabled: bool,
) -> Result<User> {
    let was = expect(tx, by, id).await?;
    by.require_grant(was.role.permissions(), was.path.as_deref())?;
    if was.disabled_at.is_some() == disabled {
        return Ok(was);
    }
    if disabled && was.role == Role::Owner {
        keep_an_owner(tx, id).await?;
    }
    tx.execute(DISABLE, params![id, disabled.then(|| env.now())])
        .await?;
    if disabled {
        sessions::end_all(tx, id, None).await?;
        one_time::forget(tx, id).await?;
    }
    let action = if disabled {
        "user.disable"
    } else {
        "user.enable"
    };
    audit::record(tx, env, &by.actor, action, id, serde_json::json!({})).await?;
    expect(tx, by, id).await
}

/// Sets a person's password, which ends their other sessions. Everybody may set their own; the server asks for the old one first.
pub async fn set_password(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: UserId,
    password: &PasswordHash,
    keep: Option<SessionId>,
) -> Result<()> {
    let was = expect(tx, by, id).await?;
    if by.actor != id.to_string() {
        by.require_grant(was.role.permissions(), was.path.as_deref())?;
    }
    tx.execute(PASSWORD, params![id, password]).await?;
    sessions::end_all(tx, id, keep).await?;
    one_time::forget(tx, id).await?;
    audit::record(
        tx,
        env,
        &by.actor,
        "user.set_password",
        id,
        serde_json::json!({}),
    )
    .await
    .map(|_| ())
}

/// Lets a locked person try again at once.
pub async fn unlock(tx: &mut Tx, env: &Env, by: &Caller, id: UserId) -> Result<User> {
    let was = expect(tx, by, id).await?;
    by.require_grant(was.role.permissions(), was.path.as_deref())?;
    tx.execute(UNLOCK, params![id]).await?;
    audit::record(tx, env, &by.actor, "user.unlock", id, serde_json::json!({})).await?;
    expect(tx, by, id).await
}

async fn expect(tx: &mut Tx, by: &Caller, id: UserId) -> Result<User> {
    get(tx, by, id).await?.ok_or(Error::NotFound("user"))
}

async fn keep_an_owner(tx: &mut Tx, id: UserId) -> Result<()> {
    if tx
        .query_one(OTHER_OWNERS, params![id])
        .await?
        .take::<i64>(0)?
        > 0
    {
        return Ok(());
    }
    Err(Error::conflict(
        "last_owner",
        "this is the last owner; appoint another one first",
    ))
}
