//! The one update that history allows: moving touches off an identity that turned out to be shared by many.

use std::sync::Arc;

use kernel::{IdentityId, Result};
use store::{Tx, params, seal};

use crate::{Entry, Inner, Ledger, Personal, entry};

/// Touches anchored at `identity` after `(at, seq)`, oldest first, opened.
pub async fn anchored_at(
    ledger: &Ledger,
    tx: &mut Tx,
    identity: IdentityId,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<Entry>> {
    let sql = format!(
        "SELECT {} FROM ledger WHERE anchor = $1 AND (at > $2 OR (at = $2 AND seq > $3)) ORDER BY at, seq LIMIT $4",
        entry::COLUMNS
    );
    let mut rows = tx
        .query(&sql, params![identity, after.0, after.1, limit])
        .await?;
    let mut entries = rows
        .iter_mut()
        .map(entry::from_row)
        .collect::<Result<Vec<_>>>()?;
    entry::open(&ledger.inner.store, tx, &mut entries).await?;
    Ok(entries)
}

/// Gives a touch another anchor, and seals its personal part for that one.
pub async fn move_to(ledger: &Ledger, tx: &mut Tx, touch: &Entry, to: IdentityId) -> Result<()> {
    let keyring = ledger.inner.store.keyring();
    let mut row = tx
        .query_one("SELECT key FROM identities WHERE id = $1", params![to])
        .await?;
    let number: Option<i64> = row.take(0)?;
    let sealed = match (touch.personal.text(), number) {
        (Some(text), Some(number)) => {
            let keys = keyring.get(tx, [number]).await?;
            keys.get(&number)
                .map(|key| seal::seal(ledger.inner.store.env(), key, "touch", text.as_bytes()))
                .transpose()?
        }
        _ => None,
    };
    if sealed.is_some() {
        let sql = "UPDATE ledger SET anchor = $2, key = $3, sealed = $4 WHERE seq = $1";
        tx.execute(sql, params![touch.seq, to, number, sealed])
            .await?;
    } else if touch.personal == Personal::None {
        tx.execute(
            "UPDATE ledger SET anchor = $2 WHERE seq = $1",
            params![touch.seq, to],
        )
        .await?;
    }
    tx.tell_nodes().await?;
    let inner: Arc<Inner> = ledger.inner.clone();
    tx.after_commit(move || inner.tail.clear());
    Ok(())
}
