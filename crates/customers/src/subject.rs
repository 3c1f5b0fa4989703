//! Whom a decision is about: a customer, and the identity it is kept with.

use kernel::{CustomerId, Error, IdentityId, Result};
use store::{Key, Store, Tx, params};

/// A customer that goes on living, and the identity that stands for it in decisions.
pub(crate) struct Subject {
    /// The customer, after all merges.
    pub customer: CustomerId,
    /// The identity it began with, or another that is its own.
    pub identity: IdentityId,
    /// The number of the identity's key.
    pub number: i64,
    /// The key.
    pub key: Key,
}

/// The subject that an id of a customer stands for.
pub(crate) async fn of(tx: &mut Tx, store: &Store, customer: CustomerId) -> Result<Subject> {
    let root = identity::graph::manual::root(tx, customer)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let sql = "SELECT i.id, i.key FROM identities i JOIN customers c ON c.id = i.customer
               WHERE i.customer = $1 AND i.context = 0 AND i.key IS NOT NULL
               ORDER BY CASE WHEN i.id = c.founder THEN 0 ELSE 1 END, i.id LIMIT 1";
    let mut row = tx
        .query_opt(sql, params![root])
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let (identity, number): (IdentityId, i64) = (row.take(0)?, row.take(1)?);
    let keys = store.keyring().get(tx, [number]).await?;
    let key = keys
        .get(&number)
        .copied()
        .ok_or(Error::NotFound("customer"))?;
    Ok(Subject {
        customer: root,
        identity,
        number,
        key,
    })
}

/// The identities of a customer, its own and those it shares.
pub(crate) async fn identities(tx: &mut Tx, customer: CustomerId) -> Result<Vec<i64>> {
    let rows = tx
        .query(
            "SELECT id FROM identities WHERE customer = $1 ORDER BY id",
            params![customer],
        )
        .await?;
    rows.into_iter().map(|mut row| row.take(0)).collect()
}
