//! The one thread that writes a SQLite database.
//!
//! It takes what waits, runs each piece in a savepoint, and commits them together: one flush to disk for the group. A
//! piece that fails takes back only its own; an answer is given only after the commit, so an `Ok` is on disk.

use std::any::Any;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use parking_lot::Mutex;
use tokio::sync::oneshot;

use super::sqlite::{Connections, run_now, sqlite_of};
use crate::tx::TxEngine;
use crate::{Keyring, Tx};

/// How long a group may grow before it is committed.
const GROUP_TIME: Duration = Duration::from_millis(20);

type Answer = Box<dyn Any + Send>;
type Work = Box<dyn FnOnce(&mut Tx) -> Result<Answer> + Send>;

struct Job {
    work: Work,
    reply: oneshot::Sender<Result<Answer>>,
}

pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
    keyring: std::sync::Arc<OnceLock<Keyring>>,
}

impl Writer {
    pub(super) fn start(connections: Connections) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let keyring = std::sync::Arc::new(OnceLock::new());
        let shared = keyring.clone();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(connections, &queue, &shared))?;
        Ok(Self {
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
            keyring,
        })
    }

    pub(super) fn attach_keyring(&self, keyring: Keyring) {
        let _already_attached = self.keyring.set(keyring);
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let closed = || Error::Unavailable("the database is closed".into());
        let (reply, answer) = oneshot::channel();
        let work: Work =
            Box::new(move |tx| run_now(work(tx)).map(|value| Box::new(value) as Answer));
        self.jobs
            .lock()
            .as_ref()
            .ok_or_else(closed)?
            .send(Job { work, reply })
            .map_err(|_| closed())?;
        let value = answer.await.map_err(|_| closed())??;
        value
            .downcast::<T>()
            .map(|value| *value)
            .map_err(|_| Error::internal("an answer of another type came back"))
    }

    /// Lets the thread finish what it was given, and waits for it.
    pub(super) async fn stop(&self) {
        self.jobs.lock().take();
        let thread = self.thread.lock().take();
        if let Some(thread) = thread {
            let ended = tokio::task::spawn_blocking(move || thread.join()).await;
            if !matches!(ended, Ok(Ok(()))) {
                tracing::error!("the writer thread did not end cleanly");
            }
        }
    }
}

fn run(connections: Connections, queue: &mpsc::Receiver<Job>, keyring: &OnceLock<Keyring>) {
    let mut tx = Tx {
        engine: TxEngine::Sqlite(connections),
        keyring: None,
        writes: true,
        since: 0,
        elsewhere: None,
        after_commit: Vec::new(),
    };
    while let Ok(first) = queue.recv() {
        if tx.keyring.is_none() {
            tx.keyring = keyring.get().cloned();
        }
        tx.since = tx.keyring.as_ref().map_or(0, Keyring::destroyed);
        group(&mut tx, first, queue);
    }
}

type Done = Vec<(oneshot::Sender<Result<Answer>>, Result<Answer>)>;

fn group(tx: &mut Tx, first: Job, queue: &mpsc::Receiver<Job>) {
    let started = Instant::now();
    let mut done: Done = Vec::new();
    if let Err(error) = sqlite_of(tx).and_then(|connections| connections.batch("BEGIN IMMEDIATE")) {
        let _the_caller_left = first.reply.send(Err(error));
        return;
    }
    let mut next = Some(first);
    while let Some(job) = next {
        let result = in_savepoint(tx, job.work);
        let lost = result.is_err()
            && sqlite_of(tx).is_ok_and(|connections| connections.lost_transaction());
        done.push((job.reply, result));
        if lost {
            return finish(
                tx,
                done,
                Err(Error::Unavailable(
                    "the disk is full or failing; nothing of this was kept".into(),
                )),
            );
        }
        next = if started.elapsed() < GROUP_TIME {
            queue.try_recv().ok()
        } else {
            None
        };
    }
    let committed = sqlite_of(tx).and_then(Connections::commit);
    finish(tx, done, committed);
}

fn in_savepoint(tx: &mut Tx, work: Work) -> Result<Answer> {
    let effects = tx.after_commit.len();
    sqlite_of(tx)?.begin_piece()?;
    let result = work(tx).and_then(|answer| {
        sqlite_of(tx)?.keep_piece()?;
        Ok(answer)
    });
    if result.is_err() {
        tx.after_commit.truncate(effects);
        let connections = sqlite_of(tx)?;
        if !connections.lost_transaction() {
            connections.undo_piece()?;
        }
    }
    result
}

fn finish(tx: &mut Tx, done: Done, committed: Result<()>) {
    match committed {
        Ok(()) => {
            for effect in std::mem::take(&mut tx.after_commit) {
                effect();
            }
            for (reply, result) in done {
                let _the_caller_left = reply.send(result);
            }
        }
        Err(error) => {
            tx.after_commit.clear();
            if let Ok(connections) = sqlite_of(tx) {
                connections.rollback();
            }
            tracing::error!(store.error = %error, store.pieces = done.len(), "a group was not committed");
            for (reply, result) in done {
                let refused = result
                    .err()
                    .unwrap_or_else(|| Error::Unavailable(error.to_string()));
                let _the_caller_left = reply.send(Err(refused));
            }
        }
    }
}
