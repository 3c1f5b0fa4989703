//! How often each event comes from each source, counted by a reader of the ledger.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::Result;
use ledger::Entry;
use store::{ColumnType, Tx};

/// Counts touches by type, event, source and the day of receipt: what tells whether a source still sends, however old its
/// touches are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Volumes;

impl Volumes {
    /// The name its cursor is kept under.
    pub const NAME: &'static str = "plan";
}

#[derive(Clone, Copy)]
struct Count {
    count: i64,
    first_at: i64,
    last_at: i64,
}

const COLUMNS: &[(&str, ColumnType)] = &[
    ("type", ColumnType::Int),
    ("event", ColumnType::Int),
    ("source", ColumnType::Int),
    ("day", ColumnType::Int),
    ("count", ColumnType::Int),
    ("first_at", ColumnType::Int),
    ("last_at", ColumnType::Int),
];

const ADD: &str = "ON CONFLICT (type, event, source, day) DO UPDATE SET count = plan_volumes.count + excluded.count,
    first_at = CASE WHEN excluded.first_at < plan_volumes.first_at THEN excluded.first_at ELSE plan_volumes.first_at END,
    last_at = CASE WHEN excluded.last_at > plan_volumes.last_at THEN excluded.last_at ELSE plan_volumes.last_at END";

impl ledger::reader::Reader for Volumes {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        count(tx, entries).boxed()
    }
}

async fn count(tx: &mut Tx, entries: &[Arc<Entry>]) -> Result<()> {
    let mut counts: BTreeMap<[i64; 4], Count> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind.is_touch()) {
        // 0 stands for no name and no source, because NULL is equal to nothing in a key.
        let key = [
            entry.kind.code(),
            entry.event.unwrap_or(0),
            entry.source.unwrap_or(0),
            entry.received_at.day(),
        ];
        let at = entry.received_at.0;
        let slot = counts.entry(key).or_insert(Count {
            count: 0,
            first_at: at,
            last_at: at,
        });
        *slot = Count {
            count: slot.count + 1,
            first_at: slot.first_at.min(at),
            last_at: slot.last_at.max(at),
        };
    }
    let rows = counts.into_iter().map(|(key, slot)| {
        key.into_iter()
            .chain([slot.count, slot.first_at, slot.last_at])
            .map(Into::into)
            .collect()
    });
    tx.insert_many("plan_volumes", COLUMNS, rows.collect(), ADD)
        .await
}
