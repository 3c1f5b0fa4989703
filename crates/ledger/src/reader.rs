//! Readers: each follows the ledger with a cursor of its own, and stores it in the transaction of what it did.
//!
//! So each entry takes effect exactly once, through crashes and replays. A reader holds a fenced lease while it works, so
//! that several nodes may run the same ones: whoever lost the lease cannot commit. Wakes are hints; every 30 s a reader
//! looks by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use kernel::{Error, Result, Timestamp};
use store::{Tx, params};
use tokio::sync::watch;

use crate::{Entry, Ledger, head};

/// How long a lease lasts without being renewed; every transaction of the reader renews it.
const LEASE_SECONDS: i64 = 20;
/// How often a reader looks although nobody woke it.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The turn of a reader with the writer, after which others may go first.
const TURN: Duration = Duration::from_millis(5);
/// The turn of one that is behind: a longer one writes each page of its tables once for many entries.
const LONG_TURN: Duration = Duration::from_millis(100);
/// The most entries of one turn.
const MOST: usize = 10_000;
/// From so many entries a second on a reader that is at the end lets them gather, for the same reason.
const BUSY_PER_SECOND: f64 = 4_000.0;
/// How long it lets them gather.
const GATHER: Duration = Duration::from_millis(150);
/// The least time a rate is measured over: a few requests that happen to arrive together are not a rush.
const MEASURED_OVER: Duration = Duration::from_millis(200);

/// Something that follows the ledger.
pub trait Reader: Send + Sync + 'static {
    /// The name its cursor is kept under; never changes.
    fn name(&self) -> &'static str;

    /// The reader it stays behind, because it needs what that one decided.
    fn follows(&self) -> Option<&'static str> {
        None
    }

    /// Does what the entries ask for, within the transaction that stores the cursor. It may run more than once for the same
    /// entries, so it keeps nothing outside of the transaction.
    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>>;
}

/// A reader at work, holding its lease.
pub struct Runner {
    ledger: Ledger,
    reader: Arc<dyn Reader>,
    holder: String,
    fence: i64,
    chunk: AtomicUsize,
}

/// Runs a reader until `stop` turns true, through every failure.
pub async fn run(
    ledger: Ledger,
    reader: Arc<dyn Reader>,
    holder: String,
    mut stop: watch::Receiver<bool>,
) {
    let name = reader.name();
    let mut head = ledger.head();
    let mut upstream = reader.follows().map(|name| ledger.progress(name));
    let mut runner = Runner {
        ledger,
        reader,
        holder,
        fence: 0,
        chunk: AtomicUsize::new(256),
    };
    // Of failures alone: one after a long rest is tried again as soon as one in the midst of work.
    let mut pause = Duration::ZERO;
    let mut rush = Rush::begin();
    while !*stop.borrow() {
        head.mark_unchanged();
        if let Some(upstream) = &mut upstream {
            upstream.mark_unchanged();
        }
        let wait = match runner.step().await {
            Ok(Step::Went(read)) => {
                pause = Duration::ZERO;
                if rush.goes_on(read.entries) && !read.more {
                    tokio::select! {
                        () = tokio::time::sleep(GATHER) => {}
                        _ = stop.changed() => {}
                    }
                }
                continue;
            }
            Ok(Step::AtEnd) => LOOK_EVERY,
            Ok(Step::HeldByAnother) => Duration::from_secs(LEASE_SECONDS as u64 / 4),
            Err(error) => {
                pause = (pause * 2).clamp(Duration::from_millis(100), Duration::from_secs(5));
                tracing::warn!(reader.name = name, reader.error = %error, reader.wait_ms = pause.as_millis() as u64, "a reader failed and will try again");
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    _ = stop.changed() => {}
                }
                continue;
            }
        };
        pause = Duration::ZERO;
        let woken = async {
            match &mut upstream {
                Some(upstream) => drop(upstream.changed().await),
                None => drop(head.changed().await),
            }
        };
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => {}
        }
    }
    if let Err(error) = runner.release().await {
        tracing::warn!(reader.name = name, reader.error = %error, "a lease could not be given back; it will lapse");
    }
}

/// How fast entries come, measured over a while.
struct Rush {
    since: Instant,
    entries: usize,
    per_second: f64,
}

impl Rush {
    fn begin() -> Self {
        Self {
            since: Instant::now(),
            entries: 0,
            per_second: 0.0,
        }
    }

    /// Takes note of entries, and tells whether so many come that gathering them is worth the delay.
    fn goes_on(&mut self, entries: usize) -> bool {
        self.entries += entries;
        let elapsed = self.since.elapsed();
        if elapsed >= MEASURED_OVER {
            self.per_second = self.entries as f64 / elapsed.as_secs_f64();
            (self.since, self.entries) = (Instant::now(), 0);
        }
        self.per_second >= BUSY_PER_SECOND
    }
}

/// What a step read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// How many entries.
    pub entries: usize,
    /// Whether more were there already.
    pub more: bool,
}

/// What one step came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Entries were read; there may be more.
    Went(Read),
    /// There is nothing to read.
    AtEnd,
    /// Another node has the lease.
    HeldByAnother,
}

impl Runner {
    /// A runner for tests and for catching up on the command line, outside of [`run`].
    #[must_use]
    pub fn new(ledger: Ledger, reader: Arc<dyn Reader>, holder: &str, chunk: usize) -> Self {
        Self {
            ledger,
            reader,
            holder: holder.to_owned(),
            fence: 0,
            chunk: AtomicUsize::new(chunk),
        }
    }

    /// Reads until there is nothing left.
    pub async fn catch_up(&mut self) -> Result<()> {
        loop {
            match self.step().await? {
                Step::Went(_) => {}
                Step::AtEnd => return Ok(()),
                Step::HeldByAnother => {
                    return Err(Error::conflict(
                        "reader_held",
                        "another node holds the reader's lease",
                    ));
                }
            }
        }
    }

    /// Reads one chunk.
    pub async fn step(&mut self) -> Result<Step> {
        if self.fence == 0 {
            match self.acquire().await? {
                Some(fence) => self.fence = fence,
                None => return Ok(Step::HeldByAnother),
            }
        }
        let (ledger, reader, fence) = (self.ledger.clone(), self.reader.clone(), self.fence);
        let chunk = self.chunk.load(Ordering::Relaxed);
        let now = self.ledger.store().env().now();
        let came_to = self
            .ledger
            .store()
            .write_locked(move |tx| {
                let (ledger, reader) = (ledger.clone(), reader.clone());
                Box::pin(async move { chunk_in(&ledger, &*reader, tx, fence, now, chunk).await })
            })
            .await;
        let came_to = came_to.inspect_err(|_| {
            // Fewer next time: what can be done is done, up to the entry that fails.
            self.chunk.store((chunk / 2).max(1), Ordering::Relaxed);
        })?;
        match came_to {
            None => {
                self.fence = 0;
                Ok(Step::HeldByAnother)
            }
            Some(chunk) => {
                self.pace(&chunk);
                self.ledger.progressed(self.reader.name(), chunk.seq);
                Ok(match chunk.read.entries {
                    0 => Step::AtEnd,
                    _ => Step::Went(chunk.read),
                })
            }
        }
    }

    /// Fits the chunk to the turn: the writer is shared.
    fn pace(&self, done: &Chunk) {
        let chunk = self.chunk.load(Ordering::Relaxed);
        let turn = if done.read.more { LONG_TURN } else { TURN };
        if done.took > turn * 2 {
            self.chunk
                .store((chunk / 2).max(chunk.min(16)), Ordering::Relaxed);
        } else if done.read.entries == chunk && done.took < turn {
            self.chunk
                .store((chunk * 3 / 2 + 1).min(MOST), Ordering::Relaxed);
        }
    }

    async fn acquire(&self) -> Result<Option<i64>> {
        let (name, holder, now) = (
            self.reader.name(),
            self.holder.clone(),
            self.ledger.store().env().now(),
        );
        self.ledger
            .store()
            .write_locked(move |tx| {
                let holder = holder.clone();
                Box::pin(async move {
                    let begin = "INSERT INTO readers (name, seq, fence, lease_until) VALUES ($1, 0, 0, 0) ON CONFLICT (name) DO NOTHING";
                    tx.execute(begin, params![name]).await?;
                    let take = "UPDATE readers SET fence = fence + 1, holder = $2, lease_until = $3
                                WHERE name = $1 AND (lease_until < $4 OR holder = $2) RETURNING fence";
                    let row = tx.query_opt(take, params![name, holder, now.plus_seconds(LEASE_SECONDS), now]).await?;
                    row.map(|mut row| row.take(0)).transpose()
                })
            })
            .await
    }

    /// Gives the lease back, so that another node need not wait for it to lapse.
    pub async fn release(&self) -> Result<()> {
        let (name, fence) = (self.reader.name(), self.fence);
        let give = "UPDATE readers SET lease_until = 0 WHERE name = $1 AND fence = $2";
        self.ledger
            .store()
            .write_locked(move |tx| {
                Box::pin(async move { tx.execute(give, params![name, fence]).await })
            })
            .await?;
        Ok(())
    }
}

/// One chunk that was applied.
struct Chunk {
    /// The cursor after it.
    seq: i64,
    read: Read,
    took: Duration,
}

/// Applies the next chunk; `None` when the lease is another's.
async fn chunk_in(
    ledger: &Ledger,
    reader: &dyn Reader,
    tx: &mut Tx,
    fence: i64,
    now: Timestamp,
    chunk: usize,
) -> Result<Option<Chunk>> {
    let started = Instant::now();
    let renew = "UPDATE readers SET lease_until = $3 WHERE name = $1 AND fence = $2 RETURNING seq";
    let Some(mut row) = tx
        .query_opt(
            renew,
            params![reader.name(), fence, now.plus_seconds(LEASE_SECONDS)],
        )
        .await?
    else {
        return Ok(None);
    };
    let cursor: i64 = row.take(0)?;
    let up_to = match reader.follows() {
        Some(upstream) => cursor_of(tx, upstream).await?,
        None => head(tx).await?,
    };
    let entries = if up_to > cursor {
        ledger.after(tx, cursor, up_to, chunk).await?
    } else {
        Vec::new()
    };
    let done = |seq: i64, entries: usize| {
        Some(Chunk {
            seq,
            read: Read {
                entries,
                more: seq < up_to,
            },
            took: started.elapsed(),
        })
    };
    let Some(last) = entries.last() else {
        return Ok(done(cursor, 0));
    };
    reader.apply(tx, &entries).await?;
    tx.execute(
        "UPDATE readers SET seq = $2 WHERE name = $1",
        params![reader.name(), last.seq],
    )
    .await?;
    Ok(done(last.seq, entries.len()))
}

/// How far the reader called `name` has come, as committed.
pub async fn cursor_of(tx: &mut Tx, name: &str) -> Result<i64> {
    let row = tx
        .query_opt("SELECT seq FROM readers WHERE name = $1", params![name])
        .await?;
    row.map_or(Ok(0), |mut row| row.take(0))
}
