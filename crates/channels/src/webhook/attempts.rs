//! Attempts: what became of each try to deliver something.

use company::Caller;
use kernel::{DeliveryId, Error, Result, Timestamp, WebhookId};
use serde::Serialize;
use store::{Tx, params};
use utoipa::ToSchema;

use super::deliveries;

/// Attempts that are listed: the newest ones.
const MOST: i64 = 500;

/// One try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Attempt {
    /// Which: 1 is the first.
    pub number: i64,
    /// When it was made.
    pub at: Timestamp,
    /// How long the answer took.
    pub latency_ms: i64,
    /// The HTTP status; nothing when there was no answer.
    pub status: Option<i64>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// The first bytes of the answer.
    pub answer: Option<String>,
}

/// The newest tries of a delivery, newest first.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<Vec<Attempt>> {
    deliveries::get(tx, by, webhook, delivery)
        .await?
        .ok_or(Error::NotFound("delivery"))?;
    let sql = "SELECT number, at, latency_ms, status, error, answer FROM webhook_attempts WHERE delivery = $1 ORDER BY number DESC LIMIT $2";
    let rows = tx.query(sql, params![delivery, MOST]).await?;
    let attempt = |mut row: store::Row| {
        Ok(Attempt {
            number: row.take(0)?,
            at: row.take(1)?,
            latency_ms: row.take(2)?,
            status: row.take(3)?,
            error: row.take(4)?,
            answer: row.take(5)?,
        })
    };
    rows.into_iter().map(attempt).collect()
}
