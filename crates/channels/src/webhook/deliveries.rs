//! Deliveries: what an endpoint was told, is to be told, and is told again when somebody asks.

use std::str::FromStr;

use company::{Caller, audit};
use kernel::{
    Cursor, DeliveryId, Env, Error, FieldError, Page, Paging, Result, Timestamp, WebhookId,
};
use serde::{Deserialize, Serialize};
use store::{FromValue, Row, Store, Tx, Value, params};
use utoipa::ToSchema;

use super::endpoints::{require_whole_company, wake_after};
use super::{Kind, Webhooks, endpoints};

const LIST: &str = "webhook_deliveries";
/// Deliveries repeated in one transaction.
const REPLAYED_AT_ONCE: i64 = 500;

const COLUMNS: &str = "SELECT id, webhook, seq, kind, state, due_at, attempts, planned_at, ended_at FROM webhook_deliveries";

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeliveryState)]
pub enum State {
    /// It will be tried, or tried again.
    Waiting,
    /// The endpoint took it.
    Delivered,
    /// It is not tried any more.
    Failed,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for State {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let all = [Self::Waiting, Self::Delivered, Self::Failed];
        let known = all.into_iter().find(|state| state.as_str() == text);
        known.ok_or_else(|| FieldError::new("state", "is not one of waiting, delivered, failed"))
    }
}

impl FromValue for State {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value)?.parse().ok()
    }
}

/// One thing that one endpoint is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Delivery {
    /// Its id, which is the `webhook-id` of every try.
    pub id: DeliveryId,
    /// The endpoint.
    pub webhook_id: WebhookId,
    /// The entry of the ledger it tells of; nothing for a test.
    pub seq: Option<i64>,
    /// What it tells of.
    pub kind: Kind,
    /// How far it is.
    pub state: State,
    /// When it is tried next.
    pub due_at: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was planned.
    pub planned_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Deliveries to send again.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// Those planned at this moment or later.
    pub from: Timestamp,
    /// Those planned before this moment; now when it is not given.
    pub until: Option<Timestamp>,
    /// Only those that ended so; all that ended when it is not given.
    pub state: Option<State>,
}

/// The deliveries of an endpoint, newest first.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    webhook: WebhookId,
    state: Option<State>,
    paging: &Paging,
) -> Result<Page<Delivery>> {
    require_whole_company(by)?;
    endpoints::get(tx, webhook)
        .await?
        .ok_or(Error::NotFound("webhook"))?;
    let (before_at, before_id) = match paging.keys(LIST)? {
        Some(mut keys) => (keys.int()?, keys.id()?),
        None => (i64::MAX, [255; 16]),
    };
    let sql = format!(
        "{COLUMNS} WHERE webhook = $1 AND (planned_at, id) < ($2, $3) AND ($4 = '' OR state = $4) ORDER BY planned_at DESC, id DESC LIMIT $5"
    );
    let state = state.map_or("", State::as_str);
    let rows = tx
        .query(
            &sql,
            params![webhook, before_at, before_id, state, paging.fetch()],
        )
        .await?;
    let found = rows.into_iter().map(delivery).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(found, |last| {
        Cursor::of(LIST).int(last.planned_at.0).bytes(last.id.0)
    }))
}

/// One delivery of an endpoint.
pub async fn get(
    tx: &mut Tx,
    by: &Caller,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<Option<Delivery>> {
    require_whole_company(by)?;
    let sql = format!("{COLUMNS} WHERE id = $1 AND webhook = $2");
    tx.query_opt(&sql, params![id, webhook])
        .await?
        .map(delivery)
        .transpose()
}

fn delivery(mut row: Row) -> Result<Delivery> {
    let state: State = row.take(4)?;
    let due: Timestamp = row.take(5)?;
    Ok(Delivery {
        id: row.take(0)?,
        webhook_id: row.take(1)?,
        seq: Some(row.take(2)?).filter(|seq| *seq > 0),
        kind: row.take(3)?,
        state,
        due_at: (state == State::Waiting).then_some(due),
        attempts: row.take(6)?,
        planned_at: row.take(7)?,
        ended_at: row.take(8)?,
    })
}

/// Sends one delivery again, with the same id, so that who has taken it before can tell.
pub async fn replay_one(
    tx: &mut Tx,
    env: &Env,
    webhooks: &Webhooks,
    by: &Caller,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<Delivery> {
    get(tx, by, webhook, id)
        .await?
        .ok_or(Error::NotFound("delivery"))?;
    let sql = "UPDATE webhook_deliveries SET state = 'waiting', due_at = $2, tries = 0, ended_at = NULL WHERE id = $1";
    tx.execute(sql, params![id, env.now()]).await?;
    audit::record(
        tx,
        env,
        &by.actor,
        "webhooks.replay",
        id,
        serde_json::json!({ "webhook": webhook }),
    )
    .await?;
    wake_after(tx, webhooks);
    get(tx, by, webhook, id)
        .await?
        .ok_or(Error::NotFound("delivery"))
}

/// Sends all deliveries of a time again, some in each transaction; answers how many.
pub async fn replay(
    store: &Store,
    webhooks: &Webhooks,
    by: &Caller,
    webhook: WebhookId,
    wanted: &Replay,
) -> Result<u64> {
    if wanted.state == Some(State::Waiting) {
        return Err(Error::invalid("state", "those that wait are sent anyway"));
    }
    begin(store, by, webhook, wanted).await?;
    let mut replayed = 0;
    loop {
        let (again, wanted) = (webhooks.clone(), wanted.clone());
        let some = store
            .write_locked(move |tx| {
                let (again, wanted) = (again.clone(), wanted.clone());
                Box::pin(async move {
                    wake_after(tx, &again);
                    some_again(tx, webhook, &wanted).await
                })
            })
            .await?;
        replayed += some;
        if some == 0 {
            return Ok(replayed);
        }
    }
}

/// Writes down who asked for what, if they may.
async fn begin(store: &Store, by: &Caller, webhook: WebhookId, wanted: &Replay) -> Result<()> {
    require_whole_company(by)?;
    let (env, actor) = (store.env().clone(), by.actor.clone());
    let detail =
        serde_json::json!({ "from": wanted.from, "until": wanted.until, "state": wanted.state });
    store
        .write(move |tx| {
            let (env, actor, detail) = (env.clone(), actor.clone(), detail.clone());
            Box::pin(async move {
                endpoints::get(tx, webhook)
                    .await?
                    .ok_or(Error::NotFound("webhook"))?;
                audit::record(tx, &env, &actor, "webhooks.replay", webhook, detail)
                    .await
                    .map(|_| ())
            })
        })
        .await
}

async fn some_again(tx: &mut Tx, webhook: WebhookId, wanted: &Replay) -> Result<u64> {
    let sql = "UPDATE webhook_deliveries SET state = 'waiting', due_at = planned_at, tries = 0, ended_at = NULL WHERE id IN
               (SELECT id FROM webhook_deliveries WHERE webhook = $1 AND planned_at >= $2 AND planned_at < $3 AND state <> 'waiting'
                AND ($4 = '' OR state = $4) ORDER BY planned_at, id LIMIT $5)";
    let until = wanted.until.map_or(i64::MAX, |until| until.0);
    let state = wanted.state.map_or("", State::as_str);
    tx.execute(
        sql,
        params![webhook, wanted.from, until, state, REPLAYED_AT_ONCE],
    )
    .await
}

/// Plans a test of an endpoint.
pub async fn test(
    tx: &mut Tx,
    env: &Env,
    webhooks: &Webhooks,
    by: &Caller,
    webhook: WebhookId,
) -> Result<Delivery> {
    require_whole_company(by)?;
    let endpoint = endpoints::get(tx, webhook)
        .await?
        .ok_or(Error::NotFound("webhook"))?;
    if endpoint.paused_at.is_some() {
        return Err(Error::conflict(
            "webhook_paused",
            "the webhook is paused; let it go on first",
        ));
    }
    let (id, now) = (DeliveryId::new(env), env.now());
    let insert = "INSERT INTO webhook_deliveries (id, webhook, seq, part, kind, state, due_at, tries, attempts, planned_at)
                  VALUES ($1, $2, 0, 0, $3, 'waiting', $4, 0, 0, $4)";
    tx.execute(insert, params![id, webhook, Kind::Ping, now])
        .await?;
    audit::record(
        tx,
        env,
        &by.actor,
        "webhooks.test",
        webhook,
        serde_json::json!({}),
    )
    .await?;
    wake_after(tx, webhooks);
    get(tx, by, webhook, id)
        .await?
        .ok_or(Error::NotFound("delivery"))
}
