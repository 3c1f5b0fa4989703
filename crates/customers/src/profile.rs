//! Profiles: what is shown of a customer at a glance, as the sum over its identities.

use std::collections::HashMap;

use kernel::{CustomerId, IdentityId, Result};
use store::{ColumnType, Tx, params};

/// The customers these identities belong to.
pub(crate) async fn customers_of(tx: &mut Tx, identities: Vec<i64>) -> Result<Vec<CustomerId>> {
    let sql = "SELECT DISTINCT customer FROM identities WHERE id = ANY($1) AND customer IS NOT NULL";
    tx.query(sql, params![identities]).await?.into_iter().map(|mut row| row.take(0)).collect()
}

struct Name {
    by_person: bool,
    at: i64,
    identity: IdentityId,
    key: Option<i64>,
    value: Vec<u8>,
}

impl Name {
    /// What a person here wrote goes before what a source told; then the newest, then the smaller identity.
    fn rank(&self) -> (bool, i64, std::cmp::Reverse<IdentityId>) {
        (self.by_person, self.at, std::cmp::Reverse(self.identity))
    }
}

const COLUMNS: &[(&str, ColumnType)] = &[
    ("customer", ColumnType::Blob),
    ("kind", ColumnType::Text),
    ("known", ColumnType::Int),
    ("name_key", ColumnType::Int),
    ("name", ColumnType::Blob),
    ("first_at", ColumnType::Int),
    ("last_at", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("orders", ColumnType::Int),
];
const TAIL: &str = "ON CONFLICT (customer) DO UPDATE SET kind = excluded.kind, known = excluded.known, name_key = excluded.name_key,
    name = excluded.name, first_at = excluded.first_at, last_at = excluded.last_at, touches = excluded.touches,
    orders = excluded.orders";

/// Makes the profiles of these customers anew; one that has become part of another, or is empty, has none.
pub async fn renew(tx: &mut Tx, customers: Vec<CustomerId>) -> Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
    let mut names = names_of(tx, list.clone()).await?;
    let orders = orders_of(tx, list.clone()).await?;
    let sql = "SELECT i.customer, c.known, MIN(n.first_at), MAX(n.last_at), CAST(SUM(n.touches) AS BIGINT), c.kind
               FROM identities i JOIN identity_numbers n ON n.identity = i.id JOIN customers c ON c.id = i.customer
               WHERE i.customer = ANY($1) AND c.erased_at IS NULL GROUP BY i.customer, c.known, c.kind";
    let mut rows = Vec::with_capacity(customers.len());
    let mut living = std::collections::HashSet::new();
    for mut row in tx.query(sql, params![list]).await? {
        let customer: CustomerId = row.take(0)?;
        let (known, first_at, last_at, touches): (bool, i64, i64, i64) = (row.take(1)?, row.take(2)?, row.take(3)?, row.take(4)?);
        let kind: String = row.take(5)?;
        let (key, name) = names.remove(&customer).map_or((None, None), |name| (name.key, Some(name.value)));
        living.insert(customer);
        let orders = orders.get(&customer).copied().unwrap_or(0);
        rows.push(vec![
            customer.into(),
            kind.into(),
            known.into(),
            key.into(),
            name.into(),
            first_at.into(),
            last_at.into(),
            touches.into(),
            orders.into(),
        ]);
    }
    tx.insert_many("profiles", COLUMNS, rows, TAIL).await?;
    let gone: Vec<Vec<u8>> = customers.iter().filter(|id| !living.contains(id)).map(|id| id.0.to_vec()).collect();
    if !gone.is_empty() {
        tx.execute("DELETE FROM profiles WHERE customer = ANY($1)", params![gone]).await?;
    }
    Ok(())
}

async fn names_of(tx: &mut Tx, list: Vec<Vec<u8>>) -> Result<HashMap<CustomerId, Name>> {
    let sql = "SELECT i.customer, f.source, f.at, f.identity, f.key, f.value FROM identities i
               JOIN facts f ON f.identity = i.id AND f.attribute = 'name'
               WHERE i.customer = ANY($1) AND f.value IS NOT NULL";
    let mut names: HashMap<CustomerId, Name> = HashMap::new();
    for mut row in tx.query(sql, params![list]).await? {
        let customer = row.take(0)?;
        let name = Name {
            by_person: row.take::<i64>(1)? == 0,
            at: row.take(2)?,
            identity: row.take(3)?,
            key: row.take(4)?,
            value: row.take(5)?,
        };
        match names.get(&customer) {
            Some(held) if held.rank() >= name.rank() => {}
            _ => drop(names.insert(customer, name)),
        }
    }
    Ok(names)
}

async fn orders_of(tx: &mut Tx, list: Vec<Vec<u8>>) -> Result<HashMap<CustomerId, i64>> {
    let sql = "SELECT i.customer, COUNT(*) FROM identities i JOIN order_facts o ON o.identity = i.id
               WHERE i.customer = ANY($1) AND o.status <> 'cancelled' GROUP BY i.customer";
    tx.query(sql, params![list]).await?.into_iter().map(|mut row| Ok((row.take(0)?, row.take(1)?))).collect()
}
