//! What is due: claiming it, writing down what became of it, and forgetting it in the end.

use std::time::Duration;

use kernel::{DeliveryId, Env, Result, Timestamp, WebhookId};
use store::{Tx, params};

use super::client::{LONGEST_TRY, Outcome};
use super::signature::Secret;
use super::{Kind, endpoints};

/// How long after each failed try the next one is made, in seconds, give or take a fifth. After the last it has failed.
const BACK_OFF: [i64; 9] = [5, 30, 120, 600, 3_600, 21_600, 43_200, 86_400, 86_400];
/// Longest that an endpoint may ask to be left alone.
const LONGEST_WISH: Duration = Duration::from_secs(86_400);
/// An endpoint at which every try failed for so long is paused.
const PATIENCE_SECONDS: i64 = 5 * 86_400;
/// A try that is not heard of for so long was lost.
const LOST_SECONDS: i64 = LONGEST_TRY.as_secs() as i64 + 15;
/// How long deliveries are kept to be looked at: those that came through, and the others.
const KEPT_SECONDS: i64 = 7 * 86_400;
const KEPT_FAILED_SECONDS: i64 = 30 * 86_400;
const PURGED_AT_ONCE: i64 = 500;

/// A delivery that was claimed.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    pub seq: i64,
    pub part: i64,
    pub kind: Kind,
    pub planned_at: Timestamp,
}

/// What was claimed for one endpoint, and what is needed to send it.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub url: String,
    pub secrets: Vec<Secret>,
    pub due: Vec<Due>,
    /// When something is due again that was not claimed.
    pub next: Option<Timestamp>,
}

/// The endpoints that are not paused.
pub(super) async fn endpoints(tx: &mut Tx) -> Result<Vec<WebhookId>> {
    let sql = "SELECT id FROM webhooks WHERE paused_at IS NULL ORDER BY id";
    tx.query(sql, &[])
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}

/// Claims up to `limit` deliveries of an endpoint; nothing when it is gone or paused.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    webhook: WebhookId,
    limit: i64,
) -> Result<Option<Claimed>> {
    let endpoint = "SELECT url, secret, previous_secret, previous_until FROM webhooks WHERE id = $1 AND paused_at IS NULL";
    let Some(mut row) = tx.query_opt(endpoint, params![webhook]).await? else {
        return Ok(None);
    };
    let secrets = endpoints::secrets(tx, now, row.take(1)?, row.take(2)?, row.take(3)?).await?;
    // The outer condition is asked again once another node's claim is seen, which has moved the moment.
    let claim = "UPDATE webhook_deliveries SET due_at = $3 WHERE state = 'waiting' AND due_at <= $2 AND id IN
                 (SELECT id FROM webhook_deliveries WHERE webhook = $1 AND state = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT $4)
                 RETURNING id, seq, part, kind, planned_at";
    let lost = now.plus_seconds(LOST_SECONDS);
    let mut due = Vec::new();
    for mut row in tx.query(claim, params![webhook, now, lost, limit]).await? {
        due.push(Due {
            id: row.take(0)?,
            webhook,
            seq: row.take(1)?,
            part: row.take(2)?,
            kind: row.take(3)?,
            planned_at: row.take(4)?,
        });
    }
    due.sort_by_key(|one| (one.seq, one.part));
    let next =
        "SELECT MIN(due_at) FROM webhook_deliveries WHERE webhook = $1 AND state = 'waiting'";
    let next = tx.query_one(next, params![webhook]).await?.take(0)?;
    Ok(Some(Claimed {
        url: row.take(0)?,
        secrets,
        due,
        next,
    }))
}

/// Writes down what became of a try.
pub(super) async fn record(
    tx: &mut Tx,
    env: &Env,
    due: &Due,
    at: Timestamp,
    outcome: &Outcome,
) -> Result<()> {
    let counted = "UPDATE webhook_deliveries SET attempts = attempts + 1, tries = tries + 1 WHERE id = $1 RETURNING attempts, tries";
    let Some(mut row) = tx.query_opt(counted, params![due.id]).await? else {
        return Ok(());
    };
    let (number, tries): (i64, i64) = (row.take(0)?, row.take(1)?);
    let kept = "INSERT INTO webhook_attempts (delivery, number, at, latency_ms, status, error, answer) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let latency = i64::try_from(outcome.latency.as_millis()).unwrap_or(i64::MAX);
    let (error, answer) = (outcome.error.clone(), outcome.answer.clone());
    tx.execute(
        kept,
        params![
            due.id,
            number,
            at,
            latency,
            outcome.status.map(i64::from),
            error,
            answer
        ],
    )
    .await?;
    let now = env.now();
    match outcome.status {
        Some(200..=299) => {
            ended(tx, due, "delivered", now).await?;
            let well = "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL";
            tx.execute(well, params![due.webhook]).await.map(|_| ())
        }
        Some(410) => {
            ended(tx, due, "failed", now).await?;
            endpoints::pause(
                tx,
                due.webhook.into(),
                now,
                "the endpoint answered 410: it is gone",
            )
            .await
        }
        _ => {
            match wait(env, tries, outcome) {
                Some(wait) => {
                    let later = "UPDATE webhook_deliveries SET due_at = $2 WHERE id = $1 AND state = 'waiting'";
                    tx.execute(later, params![due.id, now.plus_micros(wait)])
                        .await?;
                }
                None => ended(tx, due, "failed", now).await?,
            }
            failing(tx, due.webhook, now).await
        }
    }
}

async fn ended(tx: &mut Tx, due: &Due, state: &str, now: Timestamp) -> Result<()> {
    let sql = "UPDATE webhook_deliveries SET state = $2, ended_at = $3 WHERE id = $1";
    tx.execute(sql, params![due.id, state, now])
        .await
        .map(|_| ())
}

/// How long to wait after that many failed tries, in microseconds; nothing when it was the last.
fn wait(env: &Env, tries: i64, outcome: &Outcome) -> Option<i64> {
    let seconds = *BACK_OFF.get(usize::try_from(tries).ok()?.checked_sub(1)?)?;
    let wished = outcome
        .retry_after
        .map_or(0, |wish| wish.min(LONGEST_WISH).as_secs() as i64);
    let micros = seconds.max(wished) * Timestamp::SECOND;
    // Up to a fifth sooner or later, so that what failed together does not come again together.
    let fifth = micros / 5;
    let jitter =
        i64::from(u16::from_be_bytes(env.bytes())) * 2 * fifth / i64::from(u16::MAX) - fifth;
    Some(micros + if wished > 0 { jitter.abs() } else { jitter })
}

async fn failing(tx: &mut Tx, webhook: WebhookId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE webhooks SET failing_since = COALESCE(failing_since, $2) WHERE id = $1 RETURNING failing_since";
    let Some(mut row) = tx.query_opt(sql, params![webhook, now]).await? else {
        return Ok(());
    };
    let since: Timestamp = row.take(0)?;
    if since.plus_seconds(PATIENCE_SECONDS) > now {
        return Ok(());
    }
    let days = (now.0 - since.0) / Timestamp::DAY;
    endpoints::pause(
        tx,
        webhook.into(),
        now,
        &format!("every try has failed for {days} days"),
    )
    .await
}

/// Forgets some of what is older than it is kept for; answers how many. Zero: nothing is left to forget.
pub(super) async fn purge(tx: &mut Tx, now: Timestamp) -> Result<usize> {
    let old = "SELECT id FROM webhook_deliveries WHERE planned_at < $1 AND (state = 'delivered' OR planned_at < $2) LIMIT $3";
    let orphans = "SELECT id FROM webhook_deliveries d WHERE NOT EXISTS (SELECT 1 FROM webhooks w WHERE w.id = d.webhook) LIMIT $1";
    let kept = params![
        now.plus_seconds(-KEPT_SECONDS),
        now.plus_seconds(-KEPT_FAILED_SECONDS),
        PURGED_AT_ONCE
    ];
    let mut rows = tx.query(old, kept).await?;
    if rows.is_empty() {
        rows = tx.query(orphans, params![PURGED_AT_ONCE]).await?;
    }
    let ids = rows
        .into_iter()
        .map(|mut row| row.take(0))
        .collect::<Result<Vec<Vec<u8>>>>()?;
    if !ids.is_empty() {
        tx.execute(
            "DELETE FROM webhook_attempts WHERE delivery = ANY($1)",
            params![ids.clone()],
        )
        .await?;
        tx.execute(
            "DELETE FROM webhook_deliveries WHERE id = ANY($1)",
            params![ids.clone()],
        )
        .await?;
    }
    Ok(ids.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_back_off_and_end() {
        let env = Env::system();
        let mut outcome = Outcome {
            status: Some(500),
            latency: Duration::ZERO,
            error: None,
            answer: None,
            retry_after: None,
        };
        for (tries, seconds) in (1..).zip(BACK_OFF) {
            let waited = wait(&env, tries, &outcome).unwrap();
            let (least, most) = (seconds * 800_000, seconds * 1_200_000);
            assert!(
                (least..=most).contains(&waited),
                "{waited} after try {tries}"
            );
        }
        assert_eq!(wait(&env, BACK_OFF.len() as i64 + 1, &outcome), None);
        outcome.retry_after = Some(Duration::from_secs(60));
        let wished = wait(&env, 1, &outcome).unwrap();
        assert!(
            (60_000_000..=72_000_000).contains(&wished),
            "never sooner than asked"
        );
    }
}
