//! The audit record: who changed what, when. Each entry holds the hash of the one before it, so that none can be changed,
//! left out or put in between without every later hash being wrong; the counter tells when the last were cut off.
//!
//! The hash of an entry is SHA-256 over the hash before it and the entry's fields in the order of the table, numbers as
//! eight bytes, big end first, texts as their length in eight bytes and then UTF-8. The first entry follows 32 zeros.
//!
//! Invariants: an entry is written in the transaction of the change it tells of; it names things by id and never holds
//! personal data of a customer, because it cannot be erased. Whoever records takes the chain's lock until the commit, so it
//! is the last thing a transaction should do.

use std::fmt::Display;

use kernel::{Cursor, Env, Error, Page, Paging, Result, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Lock, Row, Store, Tx, Value, params};
use utoipa::ToSchema;

crate::sql! {
    NEXT = "UPDATE counters SET value = value + 1 WHERE name = 'audit' RETURNING value";
    COUNT = "SELECT value FROM counters WHERE name = 'audit'";
    HASH = "SELECT hash FROM audit WHERE seq = $1";
    INSERT = "INSERT INTO audit (seq, at, actor, action, object, detail, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    AFTER = "SELECT seq, at, actor, action, object, detail, previous, hash FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2";
}

/// Entries verified in one read.
const CHUNK: i64 = 2_000;
/// What stands before the first entry.
const FIRST: [u8; 32] = [0; 32];
const LIST: &str = "audit";

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who: `usr_…`, `tok_…`, `local` or `system`.
    pub actor: String,
    /// What: `resource.verb`.
    pub action: String,
    /// To what: an id, or a word.
    pub object: String,
    /// The particulars.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Of this actor.
    pub actor: Option<String>,
    /// Of this action; with a dot at its end, of all that begin so.
    pub action: Option<String>,
    /// Of this object.
    pub object: Option<String>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// Adds an entry within the transaction of the change it tells of; answers its place in the chain.
pub async fn record(
    tx: &mut Tx,
    env: &Env,
    actor: &str,
    action: &str,
    object: impl Display,
    detail: serde_json::Value,
) -> Result<i64> {
    tx.lock(Lock::Audit).await?;
    // A transaction that began before another recorded is tried again here, on its old view of the counter.
    let seq: i64 = tx.query_one(NEXT, &[]).await?.take(0)?;
    let previous = match tx.query_opt(HASH, params![seq - 1]).await? {
        Some(mut row) => row.take::<[u8; 32]>(0)?,
        // A chain that was cut goes on from zeros; verifying tells where.
        None => FIRST,
    };
    let (at, object, detail) = (env.now(), object.to_string(), detail.to_string());
    let hash = hash_of(&previous, seq, at, [actor, action, &object, &detail]);
    tx.execute(
        INSERT,
        params![seq, at, actor, action, object, detail, previous, hash],
    )
    .await?;
    Ok(seq)
}

fn hash_of(previous: &[u8; 32], seq: i64, at: Timestamp, texts: [&str; 4]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_be_bytes());
    hash.update(at.micros().to_be_bytes());
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

/// Entries, newest first.
pub async fn list(tx: &mut Tx, filter: &Filter, paging: &Paging) -> Result<Page<Entry>> {
    let mut search = Search::default();
    if let Some(mut keys) = paging.keys(LIST)? {
        search.add("seq <", keys.int()?.into());
    }
    if let Some(actor) = &filter.actor {
        search.add("actor =", actor.into());
    }
    if let Some(object) = &filter.object {
        search.add("object =", object.into());
    }
    match filter
        .action
        .as_deref()
        .map(|action| (action, action.strip_suffix('.')))
    {
        Some((action, Some(resource))) => {
            search.add("action >=", action.into());
            // The slash is the letter after the dot.
            search.add("action <", format!("{resource}/").into());
        }
        Some((action, None)) => search.add("action =", action.into()),
        None => {}
    }
    if let Some(from) = filter.from {
        search.add("at >=", from.into());
    }
    if let Some(until) = filter.until {
        search.add("at <", until.into());
    }
    let rows = tx
        .query(&search.sql(), &search.params(paging.fetch()))
        .await?;
    let entries = rows.into_iter().map(entry).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(entries, |last| Cursor::of(LIST).int(last.seq)))
}

/// The conditions of a search, which are only those that were asked for, so that the indexes serve.
#[derive(Default)]
struct Search {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Search {
    fn add(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.conditions
            .push(format!("{condition} ${}", self.values.len()));
    }

    fn sql(&self) -> String {
        let conditions = if self.conditions.is_empty() {
            "1 = 1".to_owned()
        } else {
            self.conditions.join(" AND ")
        };
        format!(
            "SELECT seq, at, actor, action, object, detail FROM audit WHERE {conditions} ORDER BY seq DESC LIMIT ${}",
            self.values.len() + 1
        )
    }

    fn params(&self, limit: i64) -> Vec<Value> {
        self.values.iter().cloned().chain([limit.into()]).collect()
    }
}

fn entry(mut row: Row) -> Result<Entry> {
    let detail: String = row.take(5)?;
    Ok(Entry {
        seq: row.take(0)?,
        at: row.take(1)?,
        actor: row.take(2)?,
        action: row.take(3)?,
        object: row.take(4)?,
        // An entry somebody tampered with is still shown, as the text it is.
        detail: serde_json::from_str(&detail).unwrap_or(serde_json::Value::String(detail)),
    })
}

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verified {
    /// Entries that are as they were written.
    pub entries: i64,
    /// The hash of the last of them, to be compared with one that was noted elsewhere.
    pub head: String,
    /// The first place where the chain is broken; none: it is whole.
    pub broken_at: Option<i64>,
    /// What is wrong there.
    pub reason: Option<String>,
}

/// Verifies the whole chain, in chunks, so that no long read holds anything up. Entries recorded meanwhile are verified too.
pub async fn verify(store: &Store) -> Result<Verified> {
    let mut seen = Verified {
        entries: 0,
        head: hex(&FIRST),
        broken_at: None,
        reason: None,
    };
    let mut previous = FIRST;
    loop {
        let after = seen.entries;
        let (rows, count) = store
            .read(move |tx| {
                Box::pin(async move {
                    let rows = tx.query(AFTER, params![after, CHUNK]).await?;
                    Ok((rows, tx.query_one(COUNT, &[]).await?.take::<i64>(0)?))
                })
            })
            .await?;
        let last = rows.len() < usize::try_from(CHUNK).map_err(Error::internal)?;
        for row in rows {
            match link(row, seen.entries + 1, &previous)? {
                Ok(hash) => {
                    previous = hash;
                    seen.entries += 1;
                    seen.head = hex(&hash);
                }
                Err(reason) => {
                    return Ok(Verified {
                        broken_at: Some(seen.entries + 1),
                        reason: Some(reason.into()),
                        ..seen
                    });
                }
            }
        }
        if last {
            if count != seen.entries {
                seen.broken_at = Some(seen.entries + 1);
                seen.reason = Some("the entries from here on are missing".into());
            }
            return Ok(seen);
        }
    }
}

/// The hash of one entry when it is the one that belongs at `seq`, or what is wrong with it.
fn link(mut row: Row, seq: i64, previous: &[u8; 32]) -> Result<Result<[u8; 32], &'static str>> {
    if row.take::<i64>(0)? != seq {
        return Ok(Err("the entry is missing"));
    }
    let (stored_previous, stored): (Vec<u8>, Vec<u8>) = (row.take(6)?, row.take(7)?);
    if stored_previous != previous {
        return Ok(Err("the entry does not follow the one before it"));
    }
    let texts: [String; 4] = [row.take(2)?, row.take(3)?, row.take(4)?, row.take(5)?];
    let hash = hash_of(
        previous,
        seq,
        row.take(1)?,
        [&texts[0], &texts[1], &texts[2], &texts[3]],
    );
    Ok(if stored == hash {
        Ok(hash)
    } else {
        Err("the entry was changed after it was written")
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
