//! Tags of many customers at once, and taking that back for exactly those whom it changed.
//!
//! A run is told in pieces, each a transaction of its own; every change is kept beside it, so that undoing puts back what was there
//! and leaves alone whoever had the tag before. Kept for [`KEPT_DAYS`].

use std::collections::{BTreeMap, BTreeSet};

use kernel::{CustomerId, Error, IdentityId, Result, TagRunId, Timestamp};
use ledger::Ledger;
use store::{ColumnType, Tx, params};

use super::{Change, MOST_AT_ONCE, Secret, decide, tags};
use crate::subject::{self, Subject};

/// Customers whose tags one piece of an undo puts right.
const PIECE: i64 = 200;
/// For how long a run can be undone.
pub const KEPT_DAYS: i64 = 7;
/// Tags that are offered to choose from.
const MOST_IN_USE: i64 = 500;
/// Changes that are too old are forgotten so many at a time.
const FORGOTTEN: i64 = 500;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// How many customers were named, each once.
    pub customers: usize,
    /// How many of them were not yet as they are to be.
    pub changed: usize,
}

/// Puts and takes tags of these customers, as a part of a run.
pub async fn tag(
    tx: &mut Tx,
    ledger: &Ledger,
    run: TagRunId,
    customers: &[CustomerId],
    (put, take): (&[String], &[String]),
    actor: &str,
) -> Result<Tagged> {
    if customers.len() > MOST_AT_ONCE {
        let message = format!("names more than {MOST_AT_ONCE}");
        return Err(Error::invalid("customers", message));
    }
    let (put, take) = (tags(put)?, tags(take)?);
    if let Some(both) = put.iter().position(|tag| take.contains(tag)) {
        let message = "stands under add as well as under remove";
        return Err(Error::invalid(format!("add[{both}]"), message));
    }
    let mut subjects: BTreeMap<CustomerId, Subject> = BTreeMap::new();
    for customer in customers {
        let subject = subject::of(tx, ledger.store(), *customer).await?;
        subjects.insert(subject.customer, subject);
    }
    let named = subjects.len();
    let wishes = subjects
        .into_values()
        .map(|subject| (subject, put.clone(), take.clone()))
        .collect();
    let changes = change(tx, ledger, wishes, actor).await?;
    let mut rows = Vec::new();
    for (customer, put, taken) in &changes {
        let put = put.iter().map(|tag| (tag, true));
        for (tag, put) in put.chain(taken.iter().map(|tag| (tag, false))) {
            rows.push(vec![run.into(), customer.into(), tag.into(), put.into()]);
        }
    }
    let columns = &[
        ("run", ColumnType::Blob),
        ("customer", ColumnType::Blob),
        ("tag", ColumnType::Text),
        ("put", ColumnType::Int),
    ];
    let tail = "ON CONFLICT (run, customer, tag) DO NOTHING";
    tx.insert_many("tag_changes", columns, rows, tail).await?;
    forget(tx, ledger.store().env().now()).await?;
    Ok(Tagged {
        customers: named,
        changed: changes.len(),
    })
}

/// What was put on and taken from a customer.
type Changed = (CustomerId, Vec<String>, Vec<String>);

/// Makes customers have and not have these tags; whoever already is so, is left alone and not answered.
async fn change(
    tx: &mut Tx,
    ledger: &Ledger,
    wishes: Vec<(Subject, Vec<String>, Vec<String>)>,
    actor: &str,
) -> Result<Vec<Changed>> {
    let held = held(tx, &wishes).await?;
    let (mut subjects, mut changed) = (Vec::new(), Vec::new());
    for (subject, put, take) in wishes {
        let has = held.get(&subject.customer);
        let holders = |tag: &String| has.and_then(|has| has.get(tag));
        let put: Vec<String> = put
            .into_iter()
            .filter(|tag| holders(tag).is_none())
            .collect();
        let take: Vec<String> = take
            .into_iter()
            .filter(|tag| holders(tag).is_some())
            .collect();
        if put.is_empty() && take.is_empty() {
            continue;
        }
        let untagged = take
            .iter()
            .flat_map(|tag| {
                holders(tag)
                    .into_iter()
                    .flatten()
                    .map(|identity| (*identity, tag.clone()))
            })
            .collect();
        let change = Change {
            tagged: put.clone(),
            untagged,
            ..Change::default()
        };
        changed.push((subject.customer, put, take));
        subjects.push((subject, change));
    }
    if subjects.is_empty() {
        return Ok(changed);
    }
    let decisions = subjects
        .iter()
        .map(|(subject, change)| (subject, change.clone(), Secret::default()))
        .collect();
    decide(tx, ledger, decisions, actor).await?;
    Ok(changed)
}

/// Which of their identities hold which tags now.
type Held = BTreeMap<CustomerId, BTreeMap<String, Vec<IdentityId>>>;

async fn held(tx: &mut Tx, wishes: &[(Subject, Vec<String>, Vec<String>)]) -> Result<Held> {
    let customers: Vec<Vec<u8>> = wishes
        .iter()
        .map(|(subject, ..)| subject.customer.0.to_vec())
        .collect();
    let tags: BTreeSet<&String> = wishes
        .iter()
        .flat_map(|(_, put, take)| put.iter().chain(take))
        .collect();
    let tags: Vec<String> = tags.into_iter().cloned().collect();
    let sql = "SELECT i.customer, t.tag, t.identity FROM identities i JOIN tags t ON t.identity = i.id AND t.tag = ANY($2)
               WHERE i.customer = ANY($1) AND t.held = 1 ORDER BY t.identity, t.tag";
    let mut held = Held::new();
    for mut row in tx.query(sql, params![customers, tags]).await? {
        let of = held.entry(row.take(0)?).or_default();
        of.entry(row.take(1)?).or_default().push(row.take(2)?);
    }
    Ok(held)
}

/// The tags that are held by anybody, by the alphabet: one seek of the index for each, however many have it.
pub async fn in_use(tx: &mut Tx) -> Result<Vec<String>> {
    let sql = "WITH RECURSIVE held(tag) AS (
                 SELECT MIN(tag) FROM tags WHERE held = 1
                 UNION ALL
                 SELECT (SELECT MIN(t.tag) FROM tags t WHERE t.held = 1 AND t.tag > held.tag) FROM held WHERE held.tag IS NOT NULL)
               SELECT tag FROM held WHERE tag IS NOT NULL LIMIT $1";
    let rows = tx.query(sql, params![MOST_IN_USE]).await?;
    rows.into_iter().map(|mut row| row.take(0)).collect()
}

/// Takes one piece of a run back; answers whom it changed, and whether more is left.
pub async fn undo(
    tx: &mut Tx,
    ledger: &Ledger,
    run: TagRunId,
    actor: &str,
) -> Result<(usize, bool)> {
    let sql = "SELECT customer, tag, put FROM tag_changes WHERE run = $1 AND customer IN
               (SELECT customer FROM tag_changes WHERE run = $1 ORDER BY customer LIMIT $2)";
    let mut back: BTreeMap<CustomerId, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for mut row in tx.query(sql, params![run, PIECE]).await? {
        let (put, take) = back.entry(row.take(0)?).or_default();
        let (tag, was_put): (String, bool) = (row.take(1)?, row.take(2)?);
        if was_put {
            take.push(tag);
        } else {
            put.push(tag);
        }
    }
    if back.is_empty() {
        return Ok((0, false));
    }
    let done: Vec<Vec<u8>> = back.keys().map(|id| id.0.to_vec()).collect();
    let mut wishes: BTreeMap<CustomerId, (Subject, Vec<String>, Vec<String>)> = BTreeMap::new();
    for (customer, (put, take)) in back {
        let subject = match subject::of(tx, ledger.store(), customer).await {
            Ok(subject) => subject,
            // Who was erased meanwhile has no tags to put right.
            Err(Error::NotFound(_)) => continue,
            Err(error) => return Err(error),
        };
        // Two of the run may have become one since: what either had stays.
        let wish = wishes
            .entry(subject.customer)
            .or_insert_with(|| (subject, Vec::new(), Vec::new()));
        wish.1.extend(put);
        wish.2.extend(take);
    }
    let wishes = wishes
        .into_values()
        .map(|(subject, put, mut take)| {
            take.retain(|tag| !put.contains(tag));
            (subject, put, take)
        })
        .collect();
    let changed = change(tx, ledger, wishes, actor).await?.len();
    let sql = "DELETE FROM tag_changes WHERE run = $1 AND customer = ANY($2)";
    tx.execute(sql, params![run, done]).await?;
    let sql = "SELECT 1 FROM tag_changes WHERE run = $1 LIMIT 1";
    Ok((changed, tx.query_opt(sql, params![run]).await?.is_some()))
}

/// Forgets some of what can no longer be undone.
async fn forget(tx: &mut Tx, now: Timestamp) -> Result<()> {
    let oldest = now.plus_micros(-KEPT_DAYS * Timestamp::DAY).millis().max(0);
    let mut run = [0; 16];
    run[..6].copy_from_slice(&oldest.to_be_bytes()[2..]);
    let sql = "DELETE FROM tag_changes WHERE (run, customer, tag) IN
               (SELECT run, customer, tag FROM tag_changes WHERE run < $1 ORDER BY run LIMIT $2)";
    tx.execute(sql, params![TagRunId(run), FORGOTTEN])
        .await
        .map(|_| ())
}
