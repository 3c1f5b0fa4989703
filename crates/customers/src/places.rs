//! How often each touchpoint is met, by day: what the map of the journey shows, without counting the ledger.
//!
//! A reader of its own, so that a database that was there before it is counted from the beginning, while all else goes on.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Result, Timestamp};
use ledger::{Entry, Ledger, reader};
use serde::Serialize;
use store::{ColumnType, Tx, params};

/// The name its cursor is kept under.
pub const NAME: &str = "touchpoints";
/// The longest time that is asked for.
pub const MOST_DAYS: i64 = 366;
/// Parts that a time is shown in.
const PARTS: i64 = 12;

/// Counts touches by touchpoint and the day of UTC they happened on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader;

impl reader::Reader for Reader {
    fn name(&self) -> &'static str {
        NAME
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        add(tx, entries.iter().map(|entry| &**entry), 1).boxed()
    }
}

const COLUMNS: &[(&str, ColumnType)] = &[
    ("touchpoint", ColumnType::Int),
    ("day", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("last_at", ColumnType::Int),
];
const TAIL: &str = "ON CONFLICT (touchpoint, day) DO UPDATE SET touches = touchpoint_days.touches + excluded.touches,
    last_at = CASE WHEN excluded.last_at > touchpoint_days.last_at THEN excluded.last_at ELSE touchpoint_days.last_at END";

async fn add(tx: &mut Tx, entries: impl Iterator<Item = &Entry>, each: i64) -> Result<()> {
    let mut days: BTreeMap<(i64, i64), (i64, i64)> = BTreeMap::new();
    for entry in entries.filter(|entry| entry.stands()) {
        let Some(touchpoint) = entry.touchpoint else {
            continue;
        };
        let slot = days
            .entry((touchpoint, entry.at.day()))
            .or_insert((0, entry.at.0));
        *slot = (slot.0 + each, slot.1.max(entry.at.0));
    }
    let rows = days
        .into_iter()
        .map(|((touchpoint, day), (touches, last))| {
            vec![touchpoint.into(), day.into(), touches.into(), last.into()]
        });
    tx.insert_many("touchpoint_days", COLUMNS, rows.collect(), TAIL)
        .await
}

/// Counts touches that were taken back no more, as far as they were counted. The last moment of a day that has others is left:
/// nothing but the ledger itself knows the one before.
pub(crate) async fn take_back(tx: &mut Tx, touches: &[Entry]) -> Result<()> {
    let counted = reader::cursor_of(tx, NAME).await?;
    let those = touches.iter().filter(|touch| touch.seq <= counted);
    add(tx, those, -1).await?;
    let mut list: Vec<i64> = touches
        .iter()
        .filter_map(|touch| touch.touchpoint)
        .collect();
    list.sort_unstable();
    list.dedup();
    let empty = "DELETE FROM touchpoint_days WHERE touchpoint = ANY($1) AND touches <= 0";
    tx.execute(empty, params![list]).await.map(|_| ())
}

/// Makes it all again from the ledger, up to where the reader stands.
pub async fn rebuild(tx: &mut Tx, ledger: &Ledger) -> Result<()> {
    tx.execute("DELETE FROM touchpoint_days", &[]).await?;
    let cursor = reader::cursor_of(tx, NAME).await?;
    let mut seq = 0;
    loop {
        let entries = ledger.after(tx, seq, cursor, 2_000).await?;
        let Some(last) = entries.last() else {
            return Ok(());
        };
        seq = last.seq;
        add(tx, entries.iter().map(|entry| &**entry), 1).await?;
    }
}

/// How often a touchpoint was met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Volume {
    /// Touches in the time asked for.
    pub touches: i64,
    /// Touches in the time of the same length before it.
    pub touches_before: i64,
    /// When it was last met, ever.
    pub last_at: Option<Timestamp>,
    /// The time in twelve parts, oldest first.
    pub parts: Vec<i64>,
}

/// The volumes of these touchpoints, by their numbers, in the last so many days, today among them.
pub async fn volumes(
    tx: &mut Tx,
    touchpoints: &[i64],
    now: Timestamp,
    days: i64,
) -> Result<BTreeMap<i64, Volume>> {
    let first = now.day() - days + 1;
    let mut volumes: BTreeMap<i64, Volume> = BTreeMap::new();
    for touchpoint in touchpoints {
        let empty = Volume {
            parts: vec![0; PARTS.min(days) as usize],
            ..Volume::default()
        };
        volumes.insert(*touchpoint, empty);
    }
    let sql = "SELECT touchpoint, day, touches FROM touchpoint_days WHERE touchpoint = ANY($1) AND day >= $2 AND day <= $3";
    let found = tx
        .query(sql, params![touchpoints.to_vec(), first - days, now.day()])
        .await?;
    for mut row in found {
        let (touchpoint, day, touches): (i64, i64, i64) =
            (row.take(0)?, row.take(1)?, row.take(2)?);
        let Some(volume) = volumes.get_mut(&touchpoint) else {
            continue;
        };
        if day < first {
            volume.touches_before += touches;
            continue;
        }
        volume.touches += touches;
        let part = (day - first) * volume.parts.len() as i64 / days;
        if let Some(slot) = volume.parts.get_mut(part as usize) {
            *slot += touches;
        }
    }
    let last =
        "SELECT last_at FROM touchpoint_days WHERE touchpoint = $1 ORDER BY day DESC LIMIT 1";
    let sets: Vec<_> = touchpoints.iter().map(|num| vec![(*num).into()]).collect();
    let answers = tx.query_many(last, &sets).await?;
    for (touchpoint, rows) in touchpoints.iter().zip(answers) {
        if let (Some(volume), Some(mut row)) =
            (volumes.get_mut(touchpoint), rows.into_iter().next())
        {
            volume.last_at = Some(row.take(0)?);
        }
    }
    Ok(volumes)
}
