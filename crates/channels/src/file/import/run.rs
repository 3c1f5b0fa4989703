//! The import at work: one thread reads rows, one task sends them to the store and tells how far it is.

use std::collections::VecDeque;
use std::io;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesOrdered;
use kernel::{ImportId, Result};
use ledger::{Ledger, NewTouch};
use tokio::sync::mpsc;

use super::News;
use super::content::Announced;
use crate::file::register::{self, Counts, REJECTS_KEPT, State};
use crate::file::row::Reader;
use crate::file::{Reject, Source};
use crate::tracking::plan::{self, Observed, Plan};

/// Rows in a chunk, to begin with and at least.
const CHUNK: usize = 1_000;
/// Rows in a chunk at most.
const MOST_IN_CHUNK: usize = 8_000;
/// How long a chunk may hold the writer. The more rows share a commit the less each costs, because their index entries fall
/// on the same pages; but others who write wait for it.
const TURN: Duration = Duration::from_millis(40);
/// Chunks sent to the store and not yet on disk.
const IN_FLIGHT: usize = 4;
/// How often it is told how far the import is.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// Rows that a dry run shows.
const SHOWN: usize = 5;

/// Some rows that were read.
pub(super) struct Chunk {
    /// Rows read when it ends.
    rows: u64,
    touches: Vec<NewTouch>,
    rejects: Vec<Reject>,
    observed: Vec<Observed>,
}

/// How many rows the next chunk may have, fitted to how long the ones before took.
pub(super) struct Pace(AtomicUsize);

impl Default for Pace {
    fn default() -> Self {
        Self(AtomicUsize::new(CHUNK))
    }
}

impl Pace {
    fn rows(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    fn fit(&self, rows: usize, took: Duration) {
        let held = self.rows();
        if took > TURN {
            self.0.store((held / 2).max(CHUNK), Ordering::Relaxed);
        } else if took < TURN / 2 && rows >= held {
            self.0
                .store((held * 2).min(MOST_IN_CHUNK), Ordering::Relaxed);
        }
    }
}

/// Reads all rows; those an earlier run has done are only checked.
pub(super) fn work<P: Deref<Target = Plan>>(
    mut source: Source,
    reader: &Reader<P>,
    done: u64,
    chunks: &mpsc::Sender<Chunk>,
    pace: &Pace,
) -> io::Result<()> {
    let mut rows = 0;
    loop {
        let most = pace.rows();
        let mut chunk = Chunk {
            rows,
            touches: Vec::with_capacity(most),
            rejects: Vec::new(),
            observed: Vec::new(),
        };
        let mut ended = false;
        while rows - chunk.rows < most as u64 {
            let Some(read) = source.next()? else {
                ended = true;
                break;
            };
            rows += 1;
            match read.and_then(|record| reader.touch(&record)) {
                Ok(_) if rows <= done => {}
                Ok((touch, observed)) => {
                    chunk.touches.push(touch);
                    chunk.observed.extend(observed);
                }
                Err(reject) => chunk.rejects.push(reject),
            }
        }
        chunk.rows = rows;
        chunk.observed.sort_unstable();
        chunk.observed.dedup();
        if chunks.blocking_send(chunk).is_err() || ended {
            return Ok(());
        }
    }
}

pub(super) struct Running<P> {
    ledger: Ledger,
    plan: P,
    import: Option<ImportId>,
    news: mpsc::Sender<News>,
    /// What became of rows, as told.
    counts: Counts,
    /// What of it is on disk without a gap before it.
    confirmed: Counts,
    rejects: Vec<Reject>,
    samples: Vec<serde_json::Value>,
    gone: bool,
    pace: Arc<Pace>,
}

/// What a chunk came to: rows read at its end, kept, repeated, and what the plan may learn.
type Outcome = (u64, u64, u64, Vec<Observed>);

impl<P: Deref<Target = Plan> + Clone + Send + Sync + 'static> Running<P> {
    pub(super) fn new(
        ledger: Ledger,
        plan: P,
        import: Option<ImportId>,
        before: Counts,
        news: mpsc::Sender<News>,
    ) -> Self {
        Self {
            ledger,
            plan,
            import,
            news,
            // Rejects are told again from the first row on, so they are counted again.
            counts: Counts {
                rejected: 0,
                ..before
            },
            confirmed: before,
            rejects: Vec::new(),
            samples: Vec::new(),
            gone: false,
            pace: Arc::default(),
        }
    }

    pub(super) fn pace(&self) -> Arc<Pace> {
        self.pace.clone()
    }

    pub(super) async fn run(
        mut self,
        begun: News,
        mut ready: mpsc::Receiver<Chunk>,
        worker: tokio::task::JoinHandle<io::Result<()>>,
        announced: Announced,
    ) {
        self.tell(begun).await;
        let failure = self
            .chunks(&mut ready)
            .await
            .err()
            .map(|error| error.to_string());
        drop(ready);
        let failure = match (failure, worker.await) {
            (Some(failure), _) => Some(failure),
            (None, Err(error)) => Some(format!("reading ended early: {error}")),
            (None, Ok(Err(error))) => Some(format!("the file ended early: {error}")),
            (None, Ok(Ok(()))) if self.gone => Some("who sent it is gone".into()),
            (None, Ok(Ok(()))) => announced.check().err(),
        };
        let ended = self.end(failure.clone()).await;
        let failure = failure.or_else(|| ended.err().map(|error| error.to_string()));
        let (import, counts) = (self.import, self.counts);
        let last = match failure {
            Some(reason) => News::Failed {
                import,
                counts,
                reason,
            },
            None => News::Done {
                import,
                counts,
                samples: std::mem::take(&mut self.samples),
            },
        };
        self.tell(last).await;
    }

    async fn tell(&mut self, news: News) {
        self.gone |= self.news.send(news).await.is_err();
    }

    async fn chunks(&mut self, ready: &mut mpsc::Receiver<Chunk>) -> Result<()> {
        let mut flying: FuturesOrdered<BoxFuture<'static, Result<Outcome>>> = FuturesOrdered::new();
        let mut rejected: VecDeque<(u64, u64)> = VecDeque::new();
        let mut tell = tokio::time::interval(TELL_EVERY);
        let mut more = true;
        while (more && !self.gone) || !flying.is_empty() {
            tokio::select! {
                chunk = ready.recv(), if more && !self.gone && flying.len() < IN_FLIGHT => match chunk {
                    None => more = false,
                    Some(chunk) => {
                        rejected.push_back((chunk.rows, chunk.rejects.len() as u64));
                        for reject in chunk.rejects.iter().take(REJECTS_KEPT.saturating_sub(self.rejects.len())) {
                            self.rejects.push(reject.clone());
                        }
                        for reject in &chunk.rejects {
                            self.tell(News::Reject(reject.clone())).await;
                        }
                        flying.push_back(self.append(chunk));
                    }
                },
                Some(outcome) = flying.next(), if !flying.is_empty() => {
                    let (rows, accepted, repeated, observed) = outcome?;
                    self.plan.learn(&observed);
                    self.counts.accepted += accepted;
                    self.counts.repeated += repeated;
                    while let Some((_, count)) = rejected.pop_front_if(|(end, _)| *end <= rows) {
                        self.counts.rejected += count;
                    }
                    self.counts.rows = self.counts.rows.max(rows);
                    if rows >= self.confirmed.rows {
                        self.confirmed = self.counts;
                    }
                }
                _ = tell.tick() => self.tell(News::Progress(self.counts)).await,
            }
        }
        Ok(())
    }

    fn append(&mut self, chunk: Chunk) -> BoxFuture<'static, Result<Outcome>> {
        let Chunk {
            rows,
            touches,
            observed,
            ..
        } = chunk;
        let Some(import) = self.import else {
            let shown = SHOWN.saturating_sub(self.samples.len());
            self.samples.extend(touches.iter().take(shown).map(sample));
            return Box::pin(std::future::ready(Ok((
                rows,
                touches.len() as u64,
                0,
                Vec::new(),
            ))));
        };
        if touches.is_empty() {
            return Box::pin(std::future::ready(Ok((rows, 0, 0, observed))));
        }
        let (ledger, confirmed, pace) = (self.ledger.clone(), self.confirmed, self.pace.clone());
        let now = ledger.store().env().now();
        let work = Arc::new((touches, observed));
        Box::pin(async move {
            let (store, shared) = (ledger.store().clone(), work.clone());
            let appended = store
                .write_locked(move |tx| {
                    let (ledger, work, pace) = (ledger.clone(), shared.clone(), pace.clone());
                    Box::pin(async move {
                        let (begun, (touches, observed)) = (Instant::now(), &*work);
                        let appended = ledger.append_in(tx, touches).await?;
                        if !observed.is_empty() {
                            plan::keep(tx, observed, now).await?;
                        }
                        register::advance(tx, import, confirmed, now).await?;
                        pace.fit(touches.len(), begun.elapsed());
                        Ok((appended.accepted as u64, appended.repeated as u64))
                    })
                })
                .await?;
            let observed = work.1.clone();
            Ok((rows, appended.0, appended.1, observed))
        })
    }

    async fn end(&self, failure: Option<String>) -> Result<()> {
        let Some(import) = self.import else {
            return Ok(());
        };
        let state = if failure.is_some() {
            State::Stopped
        } else {
            State::Done
        };
        let (counts, now) = (self.confirmed, self.ledger.store().env().now());
        let told = Arc::new((self.rejects.clone(), failure));
        self.ledger
            .store()
            .write(move |tx| {
                let told = told.clone();
                Box::pin(async move {
                    register::end(tx, import, state, counts, &told.0, told.1.as_deref(), now).await
                })
            })
            .await
    }
}

/// A touch as a dry run shows it: identifiers masked, and of the rest only what is not personal.
fn sample(touch: &NewTouch) -> serde_json::Value {
    let identities: Vec<_> = touch
        .identities
        .iter()
        .map(|seen| serde_json::json!({"kind": seen.kind, "value": identity::normal::mask(seen.kind, &seen.value)}))
        .collect();
    let open: serde_json::Value = touch
        .properties
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    serde_json::json!({"type": touch.kind, "event": touch.event, "at": touch.at, "identities": identities, "properties": open["properties"]})
}
