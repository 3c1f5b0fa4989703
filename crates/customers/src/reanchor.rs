//! Moving the touches of an identity that turned out to be context to whom they belong.
//!
//! Purpose: a kiosk or a shop's telephone anchored touches of many customers before anybody knew; each of them goes to the
//! strongest identity of its own that is not shared, and what only the shared one was seen with stays.
//! Invariants: the job is driven by the ledger's decisions, goes in steps of their own transactions, and goes on where it
//! stopped; at its beginning the identity's numbers and facts are emptied, and each touch is counted once again where it now
//! stands, so it ends where a rebuild would; the end is a decision in the ledger.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use identity::trust;
use kernel::{IdentityId, IdentityKind, Result, Timestamp, TouchType};
use ledger::{Decision, Entry, Ledger, Personal, reanchor};
use store::{Tx, params};
use tokio::sync::watch;

use crate::edit::{Rows, members};
use crate::reader::{NAME, Waiting, effects_of};
use crate::{count, facts, orders, profile, quality};

/// How many touches one transaction moves.
const STEP: i64 = 200;
/// How often the task looks although nobody woke it.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// What is counted and told again, touch by touch. What people here said of the identity stays.
const EMPTIED: [&str; 6] = [
    "DELETE FROM day_numbers WHERE identity = $1",
    "DELETE FROM identity_numbers WHERE identity = $1",
    "DELETE FROM identity_touchpoints WHERE identity = $1",
    "DELETE FROM name_tokens WHERE identity = $1 AND decided = 0",
    "DELETE FROM memberships WHERE member = $1 AND decided = 0",
    "DELETE FROM facts WHERE identity = $1 AND source <> 0",
];

/// Begins a job for each identity that these entries found to be context; answers what the reader leaves to open jobs.
pub(crate) async fn begin(tx: &mut Tx, entries: &[Arc<Entry>]) -> Result<Waiting> {
    let mut found: HashMap<IdentityId, i64> = HashMap::new();
    for entry in entries
        .iter()
        .filter(|entry| entry.kind == TouchType::Context)
    {
        if let Some(effects) = effects_of(entry)? {
            found.extend(
                effects
                    .context
                    .iter()
                    .filter(|(_, context)| *context)
                    .map(|(id, _)| (*id, entry.seq)),
            );
        }
    }
    let mut waiting = Waiting::default();
    if found.is_empty() {
        return Ok(waiting);
    }
    for (identity, seq) in found {
        let sql = "INSERT INTO reanchor_jobs (identity, seq, place_at, place_seq, moved) VALUES ($1, $2, $3, 0, 0)
                   ON CONFLICT (identity) DO UPDATE SET seq = excluded.seq, place_at = excluded.place_at, place_seq = 0, finished_at = NULL";
        tx.execute(sql, params![identity, seq, i64::MIN]).await?;
        for sql in EMPTIED {
            tx.execute(sql, params![identity]).await?;
        }
        waiting.insert(identity, seq);
    }
    Ok(waiting)
}

/// Sends open jobs back to their beginning, for a rebuild; answers what it leaves to them.
pub(crate) async fn begin_again(tx: &mut Tx) -> Result<Waiting> {
    tx.execute(
        "UPDATE reanchor_jobs SET place_at = $1, place_seq = 0 WHERE finished_at IS NULL",
        params![i64::MIN],
    )
    .await?;
    let rows = tx
        .query(
            "SELECT identity, seq FROM reanchor_jobs WHERE finished_at IS NULL",
            &[],
        )
        .await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

struct Job {
    identity: IdentityId,
    seq: i64,
    place: (i64, i64),
    moved: i64,
}

/// One step of the oldest job; answers whether there was anything to do.
pub async fn step(tx: &mut Tx, ledger: &Ledger) -> Result<bool> {
    // The reader's row keeps the reader out while its numbers are put right.
    tx.execute(
        "UPDATE readers SET seq = seq WHERE name = $1",
        params![NAME],
    )
    .await?;
    let sql = "SELECT identity, seq, place_at, place_seq, moved FROM reanchor_jobs WHERE finished_at IS NULL ORDER BY seq LIMIT 1";
    let Some(mut row) = tx.query_opt(sql, &[]).await? else {
        return Ok(false);
    };
    let mut job = Job {
        identity: row.take(0)?,
        seq: row.take(1)?,
        place: (row.take(2)?, row.take(3)?),
        moved: row.take(4)?,
    };
    let touches = reanchor::anchored_at(ledger, tx, job.identity, job.place, STEP).await?;
    let Some(last) = touches.last() else {
        return finish(tx, ledger, &job).await.map(|()| true);
    };
    job.place = (last.at.0, last.seq);
    // What came after the decision was anchored right, and counted by the reader.
    let touches: Vec<Entry> = touches
        .into_iter()
        .filter(|touch| touch.seq < job.seq)
        .collect();
    let moved = put_right(tx, ledger, touches).await?;
    let sql =
        "UPDATE reanchor_jobs SET place_at = $2, place_seq = $3, moved = $4 WHERE identity = $1";
    tx.execute(
        sql,
        params![job.identity, job.place.0, job.place.1, job.moved + moved],
    )
    .await?;
    Ok(true)
}

/// Anchors the touches where they belong, and counts them there. Answers how many were moved.
async fn put_right(tx: &mut Tx, ledger: &Ledger, mut touches: Vec<Entry>) -> Result<i64> {
    let own = own_identities(tx, &touches).await?;
    let mut moved = 0;
    let mut affected: Vec<i64> = Vec::new();
    for touch in touches
        .iter_mut()
        .filter(|touch| touch.personal != Personal::Erased)
    {
        let to = touch
            .identities
            .iter()
            .filter_map(|id| own.get(id).map(|kind| (trust::rule(*kind).strength, *id)));
        if let Some((_, to)) = to.max_by_key(|(strength, id)| (*strength, std::cmp::Reverse(*id))) {
            reanchor::move_to(ledger, tx, touch, to).await?;
            affected.extend(orders::move_touch(tx, touch.id, to).await?);
            touch.anchor = Some(to);
            moved += 1;
        }
    }
    let touches: Vec<&Entry> = touches.iter().collect();
    count::add(tx, &touches).await?;
    let (mut told, mut rows) = (Vec::new(), Rows::default());
    for touch in &touches {
        told.extend(facts::told_by(touch)?);
        members::told(ledger.store().keyring(), &mut rows, touch);
    }
    facts::keep(tx, ledger.store(), told).await?;
    rows.write(tx, ledger.store()).await?;
    affected.extend(
        touches
            .iter()
            .filter_map(|touch| touch.anchor)
            .map(|id| id.0),
    );
    let affected = profile::customers_of(tx, affected).await?;
    quality::renew(tx, ledger.store(), &affected.iter().copied().collect()).await?;
    profile::renew(tx, affected).await?;
    Ok(moved)
}

/// Which of the touches' identities are somebody's own.
async fn own_identities(
    tx: &mut Tx,
    touches: &[Entry],
) -> Result<HashMap<IdentityId, IdentityKind>> {
    let ids: Vec<i64> = touches
        .iter()
        .flat_map(|touch| touch.identities.iter().map(|id| id.0))
        .collect();
    let sql = "SELECT id, kind FROM identities WHERE id = ANY($1) AND context = 0 AND customer IS NOT NULL AND key IS NOT NULL";
    tx.query(sql, params![ids])
        .await?
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

async fn finish(tx: &mut Tx, ledger: &Ledger, job: &Job) -> Result<()> {
    let now = ledger.store().env().now();
    let sql = "UPDATE reanchor_jobs SET finished_at = $2 WHERE identity = $1";
    tx.execute(sql, params![job.identity, now]).await?;
    // To the graph it says nothing new; it is there to be read.
    let properties = format!(
        "{{\"reanchored\":{{\"identity\":\"{}\",\"touches\":{}}}}}",
        job.identity, job.moved
    );
    let decision = Decision {
        kind: TouchType::Context,
        at: now,
        actor: format!("rule:{}", trust::RULES_VERSION),
        anchor: Some(job.identity),
        properties,
        personal: None,
    };
    ledger.decide(tx, vec![decision]).await.map(|_| ())
}

/// Does every job there is.
pub async fn catch_up(ledger: &Ledger) -> Result<()> {
    while once(ledger).await? {}
    Ok(())
}

async fn once(ledger: &Ledger) -> Result<bool> {
    let store = ledger.store().clone();
    let ledger = ledger.clone();
    store
        .write_locked(move |tx| {
            let ledger = ledger.clone();
            Box::pin(async move { step(tx, &ledger).await })
        })
        .await
}

/// Does the jobs as they come, until `stop` turns true.
pub async fn run(ledger: Ledger, mut stop: watch::Receiver<bool>) {
    let mut progress = ledger.progress(NAME);
    while !*stop.borrow() {
        progress.mark_unchanged();
        if let Err(error) = catch_up(&ledger).await {
            tracing::warn!(reanchor.error = %error, "touches of a context identity could not be moved; it will be tried again");
        }
        // Decisions are rare: looking once a second at most is soon enough, and costs the writer nothing.
        let woken = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            drop(progress.changed().await);
        };
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Touches moved so far.
    pub moved: i64,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// How far the job of an identity has come, if there ever was one.
pub async fn progress(tx: &mut Tx, identity: IdentityId) -> Result<Option<Progress>> {
    let row = tx
        .query_opt(
            "SELECT moved, finished_at FROM reanchor_jobs WHERE identity = $1",
            params![identity],
        )
        .await?;
    row.map(|mut row| {
        Ok(Progress {
            moved: row.take(0)?,
            finished_at: row.take(1)?,
        })
    })
    .transpose()
}
