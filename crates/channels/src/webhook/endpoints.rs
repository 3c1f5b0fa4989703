//! Endpoints: who is told, of what, and with which secret it is signed.

use company::{Caller, audit};
use kernel::{Cursor, Env, Error, FieldError, Page, Paging, Result, Timestamp, WebhookId};
use serde::{Deserialize, Serialize};
use store::{Row, Tx, Value, params, seal};
use utoipa::ToSchema;

use super::signature::Secret;
use super::{Kind, Webhooks, address};

/// The secret of the company that endpoints' secrets are sealed with.
const SEAL: &str = "webhooks";
/// How long the secret before the last still signs, when nobody says.
const OVERLAP_HOURS: u32 = 24;
const MOST_OVERLAP_HOURS: u32 = 24 * 30;
const MOST_ENDPOINTS: i64 = 200;
const LONGEST_NAME: usize = 200;
const LIST: &str = "webhooks";
/// Waiting deliveries are counted up to here.
const COUNTED: i64 = 10_000;

const COLUMNS: &str = "SELECT id, name, url, kinds, failing_since, paused_at, pause_reason, previous_until, created_by, created_at FROM webhooks";

/// An endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// What it is called here.
    pub name: String,
    /// Where messages are sent.
    pub url: String,
    /// What it is told of; empty: everything.
    pub kinds: Vec<Kind>,
    /// Since when every try failed.
    pub failing_since: Option<Timestamp>,
    /// Since when nothing is sent.
    pub paused_at: Option<Timestamp>,
    /// Why nothing is sent.
    pub pause_reason: Option<String>,
    /// Until when the secret before the last signs as well.
    pub previous_secret_until: Option<Timestamp>,
    /// Deliveries that wait, counted up to ten thousand.
    pub waiting: i64,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
}

/// An endpoint to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// What it is called here.
    #[schema(max_length = 200)]
    pub name: String,
    /// Where messages are sent: `https://…`.
    #[schema(max_length = 2000)]
    pub url: String,
    /// What it is told of; nothing or empty: everything.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub kinds: Vec<Kind>,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookChange {
    /// A new name.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// Another place.
    #[schema(max_length = 2000)]
    pub url: Option<String>,
    /// What it is told of from now on.
    #[schema(max_items = 20)]
    pub kinds: Option<Vec<Kind>>,
    /// Whether nothing is sent. What happens meanwhile waits.
    pub paused: Option<bool>,
}

/// An endpoint sees the touches of the whole company, so only who may see the whole company has to do with it.
pub fn require_whole_company(by: &Caller) -> Result<()> {
    if by.sees(None) {
        Ok(())
    } else {
        Err(Error::Forbidden(
            "webhooks are the whole company's, and you are held to a unit of it".into(),
        ))
    }
}

/// Makes an endpoint, which is told of what is committed from now on. The secret is shown this once.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    webhooks: &Webhooks,
    by: &Caller,
    new: &NewWebhook,
) -> Result<(Webhook, Secret)> {
    require_whole_company(by)?;
    let name = name(&new.name)?;
    let url = address::check(&new.url, webhooks.allows_private())?.to_string();
    let count: i64 = tx
        .query_one("SELECT COUNT(*) FROM webhooks", &[])
        .await?
        .take(0)?;
    if count >= MOST_ENDPOINTS {
        return Err(Error::conflict(
            "too_many_webhooks",
            format!("there are {MOST_ENDPOINTS} webhooks already"),
        ));
    }
    let (id, secret, now) = (WebhookId::new(env), Secret::generate(env), env.now());
    let sealed = sealed(tx, env, &secret).await?;
    let head = ledger::head(tx).await?;
    let insert = "INSERT INTO webhooks (id, name, url, kinds, secret, since, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    tx.execute(
        insert,
        params![
            id,
            name,
            &url,
            kinds_text(&new.kinds)?,
            sealed,
            head,
            &by.actor,
            now
        ],
    )
    .await?;
    let detail = serde_json::json!({ "url": url, "kinds": new.kinds });
    audit::record(tx, env, &by.actor, "webhooks.create", id, detail).await?;
    let made = get(tx, id)
        .await?
        .ok_or_else(|| Error::internal("a webhook that was made is not there"))?;
    Ok((made, secret))
}

/// Changes an endpoint.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    webhooks: &Webhooks,
    by: &Caller,
    id: WebhookId,
    change: &WebhookChange,
) -> Result<Webhook> {
    require_whole_company(by)?;
    let mut held = get(tx, id).await?.ok_or(Error::NotFound("webhook"))?;
    if let Some(text) = &change.name {
        held.name = name(text)?;
    }
    if let Some(url) = &change.url {
        held.url = address::check(url, webhooks.allows_private())?.to_string();
    }
    if let Some(kinds) = &change.kinds {
        held.kinds.clone_from(kinds);
    }
    match change.paused {
        Some(true) if held.paused_at.is_none() => {
            held.paused_at = Some(env.now());
            held.pause_reason = Some(format!("paused by {}", by.actor));
        }
        Some(false) => (held.paused_at, held.pause_reason, held.failing_since) = (None, None, None),
        _ => {}
    }
    let update = "UPDATE webhooks SET name = $2, url = $3, kinds = $4, paused_at = $5, pause_reason = $6, failing_since = $7 WHERE id = $1";
    let texts = params![
        id,
        &held.name,
        &held.url,
        kinds_text(&held.kinds)?,
        held.paused_at,
        held.pause_reason.clone(),
        held.failing_since
    ];
    tx.execute(update, texts).await?;
    let detail = serde_json::json!({ "name": change.name, "url": change.url, "kinds": change.kinds, "paused": change.paused });
    audit::record(tx, env, &by.actor, "webhooks.change", id, detail).await?;
    wake_after(tx, webhooks);
    Ok(held)
}

/// Removes an endpoint; its deliveries go with it, a few at a time, later.
pub async fn remove(tx: &mut Tx, env: &Env, by: &Caller, id: WebhookId) -> Result<()> {
    require_whole_company(by)?;
    if tx
        .execute("DELETE FROM webhooks WHERE id = $1", params![id])
        .await?
        == 0
    {
        return Err(Error::NotFound("webhook"));
    }
    audit::record(
        tx,
        env,
        &by.actor,
        "webhooks.delete",
        id,
        serde_json::json!({}),
    )
    .await
    .map(|_| ())
}

/// Gives an endpoint a new secret, which is shown this once. Until the overlap ends messages are signed with both.
pub async fn rotate(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: WebhookId,
    overlap_hours: Option<u32>,
) -> Result<(Webhook, Secret)> {
    require_whole_company(by)?;
    let hours = overlap_hours.unwrap_or(OVERLAP_HOURS);
    if hours > MOST_OVERLAP_HOURS {
        return Err(Error::invalid(
            "overlap_hours",
            format!("is more than {MOST_OVERLAP_HOURS}"),
        ));
    }
    let until = (hours > 0).then(|| env.now().plus_seconds(i64::from(hours) * 3_600));
    let secret = Secret::generate(env);
    let sealed = sealed(tx, env, &secret).await?;
    let update = "UPDATE webhooks SET previous_secret = CASE WHEN $3 > 0 THEN secret ELSE NULL END, previous_until = $4, secret = $2 WHERE id = $1";
    if tx
        .execute(update, params![id, sealed, i64::from(hours), until])
        .await?
        == 0
    {
        return Err(Error::NotFound("webhook"));
    }
    audit::record(
        tx,
        env,
        &by.actor,
        "webhooks.rotate",
        id,
        serde_json::json!({ "overlap_hours": hours }),
    )
    .await?;
    let webhook = get(tx, id).await?.ok_or(Error::NotFound("webhook"))?;
    Ok((webhook, secret))
}

/// One endpoint.
pub async fn get(tx: &mut Tx, id: WebhookId) -> Result<Option<Webhook>> {
    let Some(row) = tx
        .query_opt(&format!("{COLUMNS} WHERE id = $1"), params![id])
        .await?
    else {
        return Ok(None);
    };
    let mut webhook = webhook(row)?;
    webhook.waiting = waiting(tx, id).await?;
    Ok(Some(webhook))
}

/// Endpoints in the order in which they were made.
pub async fn list(tx: &mut Tx, by: &Caller, paging: &Paging) -> Result<Page<Webhook>> {
    require_whole_company(by)?;
    let after = match paging.keys(LIST)? {
        Some(mut keys) => keys.id()?,
        None => [0; 16],
    };
    let sql = format!("{COLUMNS} WHERE id > $1 ORDER BY id LIMIT $2");
    let mut found = Vec::new();
    for row in tx.query(&sql, params![after, paging.fetch()]).await? {
        let mut webhook = webhook(row)?;
        webhook.waiting = waiting(tx, webhook.id).await?;
        found.push(webhook);
    }
    Ok(paging.page(found, |last| Cursor::of(LIST).bytes(last.id.0)))
}

async fn waiting(tx: &mut Tx, id: WebhookId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM webhook_deliveries WHERE webhook = $1 AND state = 'waiting' LIMIT $2) AS counted";
    tx.query_one(sql, params![id, COUNTED]).await?.take(0)
}

fn webhook(mut row: Row) -> Result<Webhook> {
    Ok(Webhook {
        id: row.take(0)?,
        name: row.take(1)?,
        url: row.take(2)?,
        kinds: kinds(&row.take::<String>(3)?)?,
        failing_since: row.take(4)?,
        paused_at: row.take(5)?,
        pause_reason: row.take(6)?,
        previous_secret_until: row.take(7)?,
        waiting: 0,
        created_by: row.take(8)?,
        created_at: row.take(9)?,
    })
}

/// The kinds as the column holds them.
pub(super) fn kinds(text: &str) -> Result<Vec<Kind>> {
    serde_json::from_str(text).map_err(Error::internal)
}

fn kinds_text(kinds: &[Kind]) -> Result<String> {
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    serde_json::to_string(&kinds).map_err(Error::internal)
}

fn name(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control)
    {
        return Err(FieldError::new(
            "name",
            "must be one line of 1 to 200 characters",
        ));
    }
    Ok(text.to_owned())
}

async fn sealed(tx: &mut Tx, env: &Env, secret: &Secret) -> Result<Vec<u8>> {
    let key = tx.keyring().clone().secret(tx, SEAL).await?;
    seal::seal(env, &key, SEAL, secret.bytes())
}

/// The secrets that sign now, the newest first, from the columns that hold them.
pub(super) async fn secrets(
    tx: &mut Tx,
    now: Timestamp,
    sealed: Vec<u8>,
    previous: Option<Vec<u8>>,
    until: Option<Timestamp>,
) -> Result<Vec<Secret>> {
    let key = tx.keyring().clone().secret(tx, SEAL).await?;
    let previous = previous.filter(|_| until.is_some_and(|until| until > now));
    let open = |bytes: Vec<u8>| seal::open(&key, SEAL, &bytes).map(Secret::from_bytes);
    std::iter::once(sealed).chain(previous).map(open).collect()
}

/// Wakes the worker once what was done here can be seen.
pub(super) fn wake_after(tx: &mut Tx, webhooks: &Webhooks) {
    let webhooks = webhooks.clone();
    tx.after_commit(move || webhooks.wake());
}

/// Pauses an endpoint for a reason that people will read, unless it is paused already.
pub(super) async fn pause(tx: &mut Tx, id: Value, now: Timestamp, reason: &str) -> Result<()> {
    let sql =
        "UPDATE webhooks SET paused_at = $2, pause_reason = $3 WHERE id = $1 AND paused_at IS NULL";
    tx.execute(sql, &[id, now.into(), reason.into()])
        .await
        .map(|_| ())
}
