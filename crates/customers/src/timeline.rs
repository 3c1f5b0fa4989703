//! The timeline: all touches of a customer that somebody sees, of every channel, the newest first.

use crate::sight::Sight;
use kernel::{Channel, CustomerId, Result, TouchType};
use ledger::Entry;
use store::{Store, Tx, Value, params};

/// What of the timeline is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only this type of touch.
    pub kind: Option<TouchType>,
}

/// A place in a timeline: a time and a `seq`.
pub type Place = (i64, i64);

/// A page of touches before a place. Each identity's touches are one index range; the pages of all are merged here.
pub async fn before(
    tx: &mut Tx,
    store: &Store,
    customer: CustomerId,
    (filter, sight): (Filter, &Sight),
    place: Option<Place>,
    limit: usize,
) -> Result<Vec<Entry>> {
    let (at, seq) = place.unwrap_or((i64::MAX, i64::MAX));
    let identities = tx
        .query(
            "SELECT id FROM identities WHERE customer = $1",
            params![customer],
        )
        .await?;
    let mut only = String::new();
    let mut extra: Vec<Value> = Vec::new();
    if let Some(channel) = filter.channel {
        extra.push(channel.into());
        only.push_str(&format!(" AND channel = ${}", 4 + extra.len()));
    }
    if let Some(kind) = filter.kind {
        extra.push(kind.into());
        only.push_str(&format!(" AND type = ${}", 4 + extra.len()));
    }
    // The first four stand in each set, these after them.
    let mut values = vec![Value::Null; 4];
    values.append(&mut extra);
    only.push_str(&sight.of_touches(&mut values));
    let extra = values.split_off(4);
    // The row comparison is what lets both engines walk the index from the place on.
    let sql = format!(
        "SELECT {} FROM ledger WHERE anchor = $1 AND (at, seq) < ($2, $3){only} ORDER BY at DESC, seq DESC LIMIT $4",
        ledger::COLUMNS
    );
    let mut sets = Vec::with_capacity(identities.len());
    for mut row in identities {
        let mut set: Vec<Value> = vec![
            row.take::<i64>(0)?.into(),
            at.into(),
            seq.into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ];
        set.extend(extra.iter().cloned());
        sets.push(set);
    }
    let mut entries = Vec::new();
    for rows in tx.query_many(&sql, &sets).await? {
        for mut row in rows {
            entries.push(ledger::from_row(&mut row)?);
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.seq)));
    entries.truncate(limit);
    ledger::open(store, tx, &mut entries).await?;
    Ok(entries)
}
