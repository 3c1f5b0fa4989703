//! Links in doubt: two identities were seen together, and a limit kept their customers apart. A person can tell better.
//!
//! Invariant: what is counted and what is listed are one condition. A person settles a link by merging the two customers, or by
//! saying that they are two ([`keep_apart`]), which rules obey as after the undoing of a merge.

use kernel::{CustomerId, Error, IdentityId, Result, SourceId, Timestamp, TouchType};
use ledger::Ledger;
use store::{Lock, Row, Tx, params};

use super::decide::record;
use super::effects::{CannotLink, Effects};

/// One of them.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// One end.
    pub a: IdentityId,
    /// The other end.
    pub b: IdentityId,
    /// Whose the one end is.
    pub customer: CustomerId,
    /// Whose the other end is.
    pub other: CustomerId,
    /// Which limit keeps them apart.
    pub reason: String,
    /// The source they were first seen together in.
    pub source: Option<SourceId>,
    /// When that was.
    pub first_at: Timestamp,
    /// The last day they were seen together.
    pub last_day: i64,
}

/// How many there are.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM links l JOIN identities x ON x.id = l.a JOIN identities y ON y.id = l.b
               WHERE l.state = 2 AND l.reason <> 'context' AND l.reason <> 'cannot_link' AND x.customer <> y.customer
               AND NOT EXISTS (SELECT 1 FROM cannot_links c WHERE c.a = l.a AND c.b = l.b AND c.lifted_at IS NULL)";
    tx.query_one(sql, &[]).await?.take(0)
}

/// A page of them after a place.
pub async fn list(tx: &mut Tx, after: (IdentityId, IdentityId), limit: i64) -> Result<Vec<Doubt>> {
    let sql = "SELECT l.a, l.b, x.customer, y.customer, l.reason, s.id, l.first_at, l.last_day
               FROM links l JOIN identities x ON x.id = l.a JOIN identities y ON y.id = l.b LEFT JOIN sources s ON s.num = l.source
               WHERE l.state = 2 AND l.reason <> 'context' AND l.reason <> 'cannot_link' AND x.customer <> y.customer
               AND NOT EXISTS (SELECT 1 FROM cannot_links c WHERE c.a = l.a AND c.b = l.b AND c.lifted_at IS NULL)
               AND (l.a, l.b) > ($1, $2) ORDER BY l.a, l.b LIMIT $3";
    let read = |mut row: Row| {
        Ok(Doubt {
            a: row.take(0)?,
            b: row.take(1)?,
            customer: row.take(2)?,
            other: row.take(3)?,
            reason: row.take::<Option<String>>(4)?.unwrap_or_default(),
            source: row.take(5)?,
            first_at: row.take(6)?,
            last_day: row.take(7)?,
        })
    };
    let rows = tx.query(sql, params![after.0, after.1, limit]).await?;
    rows.into_iter().map(read).collect()
}

/// Whose two identities are.
pub async fn customers_of(tx: &mut Tx, ends: (IdentityId, IdentityId)) -> Result<Vec<CustomerId>> {
    let sql =
        "SELECT DISTINCT customer FROM identities WHERE id = ANY($1) AND customer IS NOT NULL";
    let rows = tx.query(sql, params![vec![ends.0.0, ends.1.0]]).await?;
    rows.into_iter().map(|mut row| row.take(0)).collect()
}

/// Says that the customers of two identities are two. Meant for `Store::write_locked`.
pub async fn keep_apart(
    tx: &mut Tx,
    ledger: &Ledger,
    ends: (IdentityId, IdentityId),
    actor: &str,
) -> Result<()> {
    tx.lock(Lock::Graph).await?;
    let sql = "SELECT state FROM links WHERE a = $1 AND b = $2 AND rule = 1";
    let (a, b) = super::rules::ordered(ends.0, ends.1);
    let state: i64 = tx
        .query_opt(sql, params![a, b])
        .await?
        .ok_or(Error::NotFound("link"))?
        .take(0)?;
    if state == 1 {
        return Err(Error::conflict(
            "link_joins",
            "the two are one customer by this link; undo their merge instead",
        ));
    }
    let effects = Effects {
        cannot: vec![CannotLink {
            a,
            b,
            merge: None,
            at: ledger.store().env().now(),
            actor: actor.to_owned(),
        }],
        ..Effects::default()
    };
    effects.apply(tx).await?;
    record(tx, ledger, TouchType::KeptApart, actor, &effects)
        .await
        .map(|_| ())
}
