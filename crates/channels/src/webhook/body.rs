//! What a message says: `{"type", "timestamp", "data"}`, made when it is sent, masked as screens are.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use customers::show::Reveal;
use customers::touch::{self, Touch};
use kernel::{CustomerId, Error, Result, Timestamp};
use ledger::{Entry, Ledger};
use serde_json::{Value, json};
use store::{Tx, params};

use super::Kind;
use super::due::Due;

/// The bodies of these deliveries, in their order; nothing where there is nothing to tell any more.
pub(super) async fn bodies(
    tx: &mut Tx,
    ledger: &Ledger,
    due: &[Due],
) -> Result<Vec<Option<Bytes>>> {
    let mut entries: HashMap<i64, Arc<Entry>> = HashMap::new();
    for seq in due.iter().map(|one| one.seq).filter(|seq| *seq > 0) {
        if let Some(entry) = ledger.after(tx, seq - 1, seq, 1).await?.into_iter().next() {
            entries.insert(seq, entry);
        }
    }
    let touches: Vec<Arc<Entry>> = entries
        .values()
        .filter(|entry| entry.kind.is_touch())
        .cloned()
        .collect();
    let shown = touch::shown(tx, ledger, &touches, Reveal::Masked).await?;
    let mut touches: HashMap<i64, Touch> =
        shown.into_iter().map(|touch| (touch.seq, touch)).collect();
    let mut bodies = Vec::with_capacity(due.len());
    for one in due {
        let told = match (one.kind, entries.get(&one.seq)) {
            (Kind::Ping, _) => Some((one.planned_at, json!({ "webhook_id": one.webhook }))),
            (Kind::Touch, Some(entry)) => match touches.remove(&one.seq) {
                Some(touch) => Some((
                    entry.at,
                    serde_json::to_value(touch).map_err(Error::internal)?,
                )),
                None => None,
            },
            (_, Some(entry)) => decision(tx, one, entry).await?.map(|data| (entry.at, data)),
            (_, None) => None,
        };
        bodies.push(told.map(|(at, data)| body(one.kind, at, &data)));
    }
    Ok(bodies)
}

fn body(kind: Kind, at: Timestamp, data: &Value) -> Bytes {
    json!({ "type": kind, "timestamp": at, "data": data })
        .to_string()
        .into()
}

/// What a decision came to. It names customers by id alone; who wants to know more asks the API, with permission.
async fn decision(tx: &mut Tx, due: &Due, entry: &Entry) -> Result<Option<Value>> {
    let part = usize::try_from(due.part).map_err(Error::internal)?;
    let told = |data: Value| {
        let mut data = data;
        data["seq"] = entry.seq.into();
        data["actor"] = entry.actor.as_deref().into();
        Some(data)
    };
    Ok(match due.kind {
        Kind::CustomerMerged => super::plan::effects(entry)?
            .merges
            .get(part)
            .and_then(|merge| {
                told(json!({ "id": merge.id, "survivor": merge.survivor, "other": merge.other }))
            }),
        Kind::CustomerUnmerged => match super::plan::effects(entry)?.unmerged.get(part) {
            Some((id, ..)) => {
                let sql = "SELECT survivor, other FROM merges WHERE id = $1";
                let of = tx.query_opt(sql, params![*id]).await?;
                let of = of.map(|mut row| {
                    Ok::<_, Error>((row.take::<CustomerId>(0)?, row.take::<CustomerId>(1)?))
                });
                let (survivor, other) = of.transpose()?.unzip();
                told(json!({ "id": id, "survivor": survivor, "other": other }))
            }
            None => None,
        },
        Kind::CustomerErased => super::plan::effects(entry)?
            .erased
            .get(part)
            .and_then(|(customer, _)| told(json!({ "customer_id": customer }))),
        Kind::CustomerEdited | Kind::ConsentChanged => {
            told(json!({ "customer_id": whose(tx, entry).await? }))
        }
        Kind::Touch | Kind::Ping => None,
    })
}

/// The customer that the entry's first identity belongs to now.
async fn whose(tx: &mut Tx, entry: &Entry) -> Result<Option<CustomerId>> {
    let Some(identity) = entry.anchor.or_else(|| entry.identities.first().copied()) else {
        return Ok(None);
    };
    let sql = "SELECT customer FROM identities WHERE id = $1";
    tx.query_opt(sql, params![identity])
        .await?
        .map_or(Ok(None), |mut row| row.take(0))
}
