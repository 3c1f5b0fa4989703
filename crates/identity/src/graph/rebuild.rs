//! Making the graph again from the ledger: every decision applied in its order, nothing decided anew.

use std::collections::HashMap;

use kernel::Result;
use ledger::Ledger;
use store::{Lock, Tx, params};

use super::working::{Pair, pairs_of, write_days};
use super::{NAME, decide};

/// How many entries are read at a time.
const CHUNK: usize = 2_000;

/// Empties the graph and makes it again, up to where the reader stands. One transaction: nobody sees it half done.
pub async fn rebuild(tx: &mut Tx, ledger: &Ledger) -> Result<()> {
    tx.lock(Lock::Graph).await?;
    for table in ["links", "merges", "cannot_links", "customers"] {
        tx.execute(&format!("DELETE FROM {table}"), &[]).await?;
    }
    tx.execute(
        "UPDATE identities SET customer = NULL, founded = NULL, context = 0, degree = 0",
        &[],
    )
    .await?;
    let cursor = ledger::reader::cursor_of(tx, NAME).await?;
    // Decisions stand behind the touches they were made for: all of them count, also those past the cursor.
    let head = ledger::head(tx).await?;
    let mut seq = 0;
    loop {
        let sql = format!(
            "SELECT {} FROM ledger WHERE seq > $1 AND seq <= $2 AND type > 100 ORDER BY seq LIMIT 2000",
            ledger::COLUMNS
        );
        let mut rows = tx.query(&sql, params![seq, head]).await?;
        let entries = rows
            .iter_mut()
            .map(ledger::from_row)
            .collect::<Result<Vec<_>>>()?;
        let Some(last) = entries.last() else { break };
        seq = last.seq;
        for entry in entries {
            if let Some(effects) = decide::effects_of(&entry.into())? {
                effects.apply(tx).await?;
            }
        }
    }
    last_days(tx, ledger, cursor).await
}

/// The last day each link was seen on, from the touches.
async fn last_days(tx: &mut Tx, ledger: &Ledger, cursor: i64) -> Result<()> {
    let mut seq = 0;
    loop {
        let entries = ledger.after(tx, seq, cursor, CHUNK).await?;
        let Some(last) = entries.last() else {
            return Ok(());
        };
        seq = last.seq;
        // The latest entry for each pair and day.
        let mut days: HashMap<(Pair, i64), i64, ahash::RandomState> = HashMap::default();
        for entry in entries.iter().filter(|entry| entry.stands()) {
            for pair in pairs_of(&entry.identities) {
                days.insert((pair, entry.at.day()), entry.seq);
            }
        }
        let days = days.into_iter();
        write_days(tx, days.map(|((pair, day), seq)| (pair, day, seq))).await?;
    }
}
