//! The ledger: the spine. Touches and decisions go in, in groups; readers follow it with cursors.
//!
//! Purpose: keep everything that happened, exactly once, in the order of commit (`seq`), and hand it on.
//! Invariants:
//! - an entry is never changed, but for the anchor of a touch whose identity turned out to be context ([`reanchor`]), and for
//!   touches that are taken back with the import that brought them ([`withdraw`]): they stay, and stand nowhere;
//! - `seq` grows in the order of commit: whoever appends holds the counter's row until its commit;
//! - the same message from the same source is taken once, for good, whatever time it carries ([`repeat`]);
//! - what a reader did and how far it has come are committed together ([`reader`]);
//! - personal parts are sealed with the key of the touch's anchor, and entries in memory never reach a log.
//!
//! To add a kind of decision: a variant of [`kernel::TouchType`] above 100, and the reader that obeys it.
//! To add a reader: implement [`reader::Reader`] in the crate whose tables it keeps, and start it in `server`'s wiring.

mod append;
mod entry;
mod events;
pub mod reader;
pub mod reanchor;
pub mod repeat;
mod tail;
pub mod withdraw;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use kernel::{Error, Result, TouchType};
use parking_lot::Mutex;
use store::{Store, Tx};
use tokio::sync::{mpsc, oneshot, watch};

pub use append::{Appended, Decision, NewTouch, Seen};
pub use entry::{COLUMNS, Entry, Personal, from_row, open};

/// The ledger of one company. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    queue: mpsc::Sender<append::Request>,
    head: watch::Sender<i64>,
    tail: tail::Tail,
    events: events::Events,
    progress: Mutex<HashMap<&'static str, watch::Sender<i64>>>,
    /// How many changes by other nodes the memory has followed.
    followed: AtomicI64,
}

impl Ledger {
    /// Opens the ledger of a store and starts the task that appends in groups. It ends when the last clone is dropped.
    pub async fn open(store: Store) -> Result<Self> {
        let head = store.read(|tx| Box::pin(head(tx))).await?;
        let (queue, requests) = mpsc::channel(1_024);
        let inner = Arc::new(Inner {
            store,
            queue,
            head: watch::Sender::new(head),
            tail: tail::Tail::default(),
            events: events::Events::default(),
            progress: Mutex::default(),
            followed: AtomicI64::new(0),
        });
        tokio::spawn(append::run(Arc::downgrade(&inner), requests));
        Ok(Self { inner })
    }

    /// Appends touches; answers once they are on disk. A repeated one is counted, not kept again.
    pub async fn append(&self, touches: Vec<NewTouch>) -> Result<Appended> {
        if touches.is_empty() {
            return Ok(Appended::default());
        }
        let (reply, answer) = oneshot::channel();
        let closed = || Error::Unavailable("the ledger is closing".into());
        self.inner
            .queue
            .send(append::Request { touches, reply })
            .await
            .map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Appends touches within a transaction of the caller's, which decides together with them.
    pub async fn append_in(&self, tx: &mut Tx, touches: &[NewTouch]) -> Result<Appended> {
        append::touches(&self.inner, tx, touches).await
    }

    /// Appends decisions within the transaction that carries them out; answers the `seq` of the first.
    pub async fn decide(&self, tx: &mut Tx, decisions: Vec<Decision>) -> Result<i64> {
        append::decisions(&self.inner, tx, decisions).await
    }

    /// The `seq` of the newest entry this process knows of, and a wake whenever it grows.
    #[must_use]
    pub fn head(&self) -> watch::Receiver<i64> {
        self.inner.head.subscribe()
    }

    /// Tells that another node has appended.
    pub async fn look(&self) -> Result<()> {
        let newest = self.inner.store.read(|tx| Box::pin(head(tx))).await?;
        self.inner.grew_to(newest);
        Ok(())
    }

    /// Forgets the entries held in memory, once keys were destroyed: nothing sealed with them may be read from there either.
    pub fn forget(&self) {
        self.inner.tail.clear();
    }

    /// How far the reader called `name` has come, and a wake whenever it goes on.
    #[must_use]
    pub fn progress(&self, name: &'static str) -> watch::Receiver<i64> {
        self.inner
            .progress
            .lock()
            .entry(name)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }

    pub(crate) fn progressed(&self, name: &'static str, seq: i64) {
        self.inner
            .progress
            .lock()
            .entry(name)
            .or_insert_with(|| watch::Sender::new(0))
            .send_replace(seq);
    }

    /// Entries after `seq`, oldest first, from memory when they are there.
    pub async fn after(
        &self,
        tx: &mut Tx,
        seq: i64,
        up_to: i64,
        limit: usize,
    ) -> Result<Vec<Arc<Entry>>> {
        let elsewhere = tx.elsewhere().await?;
        if self.inner.followed.load(Ordering::SeqCst) < elsewhere.changes {
            self.inner.tail.forget_up_to(elsewhere.head);
            self.inner
                .followed
                .fetch_max(elsewhere.changes, Ordering::SeqCst);
        }
        match self.inner.tail.after(seq, up_to, limit) {
            Some(entries) => Ok(entries),
            None => entry::read_after(&self.inner, tx, seq, up_to, limit).await,
        }
    }

    /// The name of a numbered event type.
    pub async fn event_name(&self, tx: &mut Tx, num: i64) -> Result<Arc<str>> {
        self.inner.events.name(tx, num).await
    }

    /// The number of an event's name, if it was ever seen.
    pub async fn event_num(&self, tx: &mut Tx, kind: TouchType, name: &str) -> Result<Option<i64>> {
        self.inner.events.find(tx, kind, name).await
    }

    /// The store the ledger is in.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }
}

impl Inner {
    fn grew_to(&self, seq: i64) {
        self.head.send_if_modified(|head| {
            let grew = seq > *head;
            *head = (*head).max(seq);
            grew
        });
    }
}

/// The `seq` of the newest committed entry.
pub async fn head(tx: &mut Tx) -> Result<i64> {
    tx.query_one("SELECT COALESCE(MAX(seq), 0) FROM ledger", &[])
        .await?
        .take(0)
}
