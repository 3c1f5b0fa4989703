//! Taking an import back: all it brought counts nowhere any more.
//!
//! Purpose: a file with the wrong columns, or the wrong file, leaves no trace in customers, numbers and timelines. Its touches
//! stay in the ledger, marked, so that what was done can be told; the same file may come again, put right.
//! Invariants: an import that goes on is not taken back; the work goes in steps, each a transaction that also keeps how far it
//! is, so it goes on after a crash; rows that an earlier import had brought stay, for they are that one's.

use std::sync::Arc;
use std::time::Duration;

use company::{Caller, audit, touchpoints};
use customers::withdraw;
use kernel::{Env, Error, ImportId, Result, Timestamp, TouchType};
use ledger::{Decision, Ledger};
use store::{Tx, params};
use tokio::sync::{Notify, watch};

use super::register::{self, Import, State};

/// Touches of one transaction.
const STEP: i64 = 200;
/// How often it is looked for work although nobody woke us.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// An import of which nothing was heard for so long is not going on any more, whatever it last said.
const SILENT_SECONDS: i64 = 60;

/// Asks for an import to be taken back; the work is done by [`run`]. Asking again changes nothing.
pub async fn begin(tx: &mut Tx, env: &Env, by: &Caller, id: ImportId) -> Result<Import> {
    let import = register::get(tx, id)
        .await?
        .ok_or(Error::NotFound("import"))?;
    // Who is held to a unit takes back what was brought to a touchpoint of it, and nothing else.
    touchpoints::get(tx, by, import.touchpoint)
        .await?
        .ok_or(Error::NotFound("import"))?;
    if import.undo.is_some() {
        return Ok(import);
    }
    let now = env.now();
    if import.state == State::Running && import.changed_at.plus_seconds(SILENT_SECONDS) > now {
        return Err(Error::conflict(
            "import_running",
            "the import is still going on; stop it first, or wait for its end",
        ));
    }
    let sql = "UPDATE imports SET undo_seq = COALESCE(first_seq, 0), last_seq = COALESCE(last_seq, $2), undo_touches = 0, undo_actor = $3,
               undo_begun_at = $4, state = CASE WHEN state = 'running' THEN 'stopped' ELSE state END WHERE id = $1";
    let head = ledger::head(tx).await?;
    tx.execute(sql, params![id, head, &by.actor, now]).await?;
    let detail = serde_json::json!({"name": import.name, "holds": import.holds, "accepted": import.counts.accepted});
    audit::record(tx, env, &by.actor, "import.undo", id, detail).await?;
    register::get(tx, id)
        .await?
        .ok_or(Error::NotFound("import"))
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Some of an import was taken back, or looked through.
    Went,
    /// The readers have not read all of it yet.
    TooEarly,
    /// There is nothing to take back.
    Idle,
}

struct Job {
    id: ImportId,
    source: i64,
    place: i64,
    last: i64,
    touches: i64,
    actor: String,
}

/// One step of the oldest one. Meant for `Store::write_locked`.
pub async fn step(tx: &mut Tx, ledger: &Ledger) -> Result<Step> {
    let sql = "SELECT id, source, undo_seq, last_seq, undo_touches, undo_actor FROM imports
               WHERE undo_begun_at IS NOT NULL AND undone_at IS NULL ORDER BY undo_begun_at LIMIT 1";
    let Some(mut row) = tx.query_opt(sql, &[]).await? else {
        return Ok(Step::Idle);
    };
    let mut job = Job {
        id: row.take(0)?,
        source: row.take(1)?,
        place: row.take(2)?,
        last: row.take(3)?,
        touches: row.take(4)?,
        actor: row.take(5)?,
    };
    if !withdraw::ready(tx, job.last).await? {
        return Ok(Step::TooEarly);
    }
    let now = ledger.store().env().now();
    if job.place >= job.last {
        return finish(tx, ledger, &job, now).await.map(|()| Step::Went);
    }
    let brought = ledger::withdraw::brought(
        ledger,
        tx,
        (job.source, job.id),
        (job.place, job.last),
        STEP,
    )
    .await?;
    withdraw::step(tx, ledger, &brought.touches, &job.actor).await?;
    job.place = brought.up_to;
    job.touches += i64::try_from(brought.touches.len()).unwrap_or(0);
    let sql = "UPDATE imports SET undo_seq = $2, undo_touches = $3, changed_at = $4 WHERE id = $1";
    tx.execute(sql, params![job.id, job.place, job.touches, now])
        .await?;
    Ok(Step::Went)
}

async fn finish(tx: &mut Tx, ledger: &Ledger, job: &Job, now: Timestamp) -> Result<()> {
    let sql = "UPDATE imports SET undone_at = $2, changed_at = $2 WHERE id = $1";
    tx.execute(sql, params![job.id, now]).await?;
    // To the graph it says nothing new; it is there to be read.
    let properties =
        serde_json::json!({"undone": {"import": job.id, "touches": job.touches}}).to_string();
    let decision = Decision {
        kind: TouchType::Withdrawn,
        at: now,
        actor: job.actor.clone(),
        anchor: None,
        properties,
        personal: None,
    };
    ledger.decide(tx, vec![decision]).await.map(|_| ())
}

/// One step, in a transaction of its own.
pub async fn once(ledger: &Ledger) -> Result<Step> {
    let (store, ledger) = (ledger.store().clone(), ledger.clone());
    store
        .write_locked(move |tx| {
            let ledger = ledger.clone();
            Box::pin(async move { step(tx, &ledger).await })
        })
        .await
}

/// Takes imports back as they are asked for, until `stop` turns true.
pub async fn run(ledger: Ledger, wake: Arc<Notify>, mut stop: watch::Receiver<bool>) {
    let mut progress = ledger.progress(customers::reader::NAME);
    while !*stop.borrow() {
        progress.mark_unchanged();
        let early = match once(&ledger).await {
            Ok(Step::Went) => continue,
            Ok(step) => step == Step::TooEarly,
            Err(error) => {
                tracing::warn!(import.error = %error, "an import could not be taken back; it will be tried again");
                false
            }
        };
        let went_on = async {
            if early {
                drop(progress.changed().await);
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = went_on => {}
            () = wake.notified() => {}
            () = tokio::time::sleep(if early { Duration::from_secs(1) } else { LOOK_EVERY }) => {}
            _ = stop.changed() => {}
        }
    }
}
