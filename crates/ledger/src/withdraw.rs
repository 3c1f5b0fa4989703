//! Taking touches back: what an import brought by mistake stays in the ledger, and stands nowhere.
//!
//! A touch that was taken back keeps its place, its identities and what it said. It loses its anchor, so no timeline and no
//! number of a customer holds it; it is marked, so that no rebuild counts it; and its repeat key is set aside, so that the same
//! message is taken when it comes again, as from a file that was put right.

use kernel::{ImportId, Result};
use sha2::{Digest, Sha256};
use store::{Change, ColumnType, Tx, params};

use crate::{Entry, Ledger, entry};

/// Entries looked at in one step, at most.
const WINDOW: i64 = 20_000;

/// Some touches of an import.
#[derive(Debug)]
pub struct Brought {
    /// The touches, opened, in the order of commit; those that were taken back already are not among them.
    pub touches: Vec<Entry>,
    /// Up to where the ledger was looked through.
    pub up_to: i64,
}

/// The touches that an import brought through its source, after a place and up to another: `limit` of them, or all that lie in
/// one window.
pub async fn brought(
    ledger: &Ledger,
    tx: &mut Tx,
    (source, import): (i64, ImportId),
    (after, last): (i64, i64),
    limit: i64,
) -> Result<Brought> {
    let sql = format!(
        "SELECT {} FROM ledger WHERE seq > $1 AND seq <= $2 AND source = $3 AND type < 100 AND withdrawn IS NULL ORDER BY seq LIMIT $4",
        entry::COLUMNS
    );
    let end = last.min(after + WINDOW);
    let mut rows = tx.query(&sql, params![after, end, source, limit]).await?;
    let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limit;
    let mut touches = rows
        .iter_mut()
        .map(entry::from_row)
        .collect::<Result<Vec<_>>>()?;
    let up_to = touches
        .last()
        .filter(|_| full)
        .map_or(end, |touch| touch.seq);
    let mark = format!("\"import\":\"{import}\"");
    touches.retain(|touch| {
        touch
            .properties
            .as_deref()
            .is_some_and(|text| text.contains(&mark))
    });
    entry::open(&ledger.inner.store, tx, &mut touches).await?;
    Ok(Brought { touches, up_to })
}

/// Marks touches as taken back.
pub async fn take_back(ledger: &Ledger, tx: &mut Tx, touches: &[Entry]) -> Result<()> {
    if touches.is_empty() {
        return Ok(());
    }
    let rows = touches
        .iter()
        .map(|touch| {
            vec![
                touch.seq.into(),
                store::Value::Null,
                aside(touch).into(),
                1_i64.into(),
            ]
        })
        .collect();
    let sets = &[
        ("anchor", ColumnType::Int, Change::To),
        ("repeat_key", ColumnType::Blob, Change::To),
        ("withdrawn", ColumnType::Int, Change::To),
    ];
    tx.update_many("ledger", &[("seq", ColumnType::Int)], sets, rows)
        .await?;
    tx.tell_nodes().await?;
    let inner = ledger.inner.clone();
    tx.after_commit(move || inner.tail.clear());
    Ok(())
}

/// A key that no message has, and that is another for each time the same message is taken back.
fn aside(touch: &Entry) -> [u8; 10] {
    let mut hash = Sha256::new();
    hash.update(b"withdrawn");
    hash.update(touch.id.0);
    hash.update(touch.seq.to_be_bytes());
    let mut key = [0; 10];
    key.copy_from_slice(&hash.finalize()[..10]);
    key
}
