//! Sources by their write key, in memory, for the path that every touch takes.
//!
//! Invariants: whoever changes a source empties the cache after the commit, in this process at once; another node notices
//! within [`FRESH_SECONDS`]. An unknown key is remembered as well, so that a client with a wrong key costs no query each time;
//! the cache is bounded, so that inventing keys does not fill memory.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::{Channel, Result, SourceId, Timestamp};
use parking_lot::RwLock;
use store::{Store, Tx};

use crate::secret::{self, Hash};
use crate::sources;

/// How long an answer is believed.
const FRESH_SECONDS: i64 = 30;
/// How many answers are kept at most.
const MOST: usize = 10_000;

/// A source, as small as the hot path needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceRef {
    /// Its number, which touches carry.
    pub num: i64,
    /// Its id.
    pub id: SourceId,
    /// The number of its touchpoint.
    pub touchpoint_num: i64,
    /// The channel of its touchpoint.
    pub channel: Channel,
}

/// The cache. Cheap to clone.
#[derive(Clone, Default)]
pub struct SourceCache(Arc<Inner>);

#[derive(Default)]
struct Inner {
    known: RwLock<HashMap<Hash, (Option<SourceRef>, Timestamp)>>,
    /// Counts how often it was emptied, so that an answer read before is not put in after.
    emptied: AtomicU64,
}

impl SourceCache {
    /// The source whose write key this is; none when there is none, or it is disabled.
    pub async fn find(&self, store: &Store, key: &str) -> Result<Option<SourceRef>> {
        let (hash, now) = (secret::hash(key), store.env().now());
        if let Some((source, until)) = self.0.known.read().get(&hash)
            && *until > now
        {
            return Ok(*source);
        }
        let emptied = self.0.emptied.load(Ordering::Acquire);
        let source = store
            .read(move |tx| Box::pin(async move { sources::by_key_hash(tx, hash).await }))
            .await?;
        let mut known = self.0.known.write();
        if self.0.emptied.load(Ordering::Acquire) == emptied {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(hash, (source, now.plus_seconds(FRESH_SECONDS)));
        }
        Ok(source)
    }

    /// Forgets everything.
    pub fn clear(&self) {
        let mut known = self.0.known.write();
        self.0.emptied.fetch_add(1, Ordering::AcqRel);
        known.clear();
    }

    /// Forgets everything once `tx` is committed.
    pub(crate) fn clear_after(&self, tx: &mut Tx) {
        let cache = self.clone();
        tx.after_commit(move || cache.clear());
    }
}
