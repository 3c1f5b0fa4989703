//! Profiles: what lists and searches sort customers by, as the sum over their identities.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kernel::{CustomerId, Result};
use ledger::Entry;
use store::{Change, ColumnType, Tx, params};

/// The customers these identities belong to.
pub(crate) async fn customers_of(tx: &mut Tx, identities: Vec<i64>) -> Result<Vec<CustomerId>> {
    let sql =
        "SELECT DISTINCT customer FROM identities WHERE id = ANY($1) AND customer IS NOT NULL";
    tx.query(sql, params![identities])
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}

const COLUMNS: &[(&str, ColumnType)] = &[
    ("customer", ColumnType::Blob),
    ("kind", ColumnType::Text),
    ("known", ColumnType::Int),
    ("first_at", ColumnType::Int),
    ("last_at", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("orders", ColumnType::Int),
];
const TAIL: &str = "ON CONFLICT (customer) DO UPDATE SET kind = excluded.kind, known = excluded.known,
    first_at = excluded.first_at, last_at = excluded.last_at, touches = excluded.touches, orders = excluded.orders";

const KEY: &[(&str, ColumnType)] = &[("customer", ColumnType::Blob)];
const SUMS: &[(&str, ColumnType, Change)] = &[
    ("touches", ColumnType::Int, Change::By),
    ("last_at", ColumnType::Int, Change::Greatest),
];
/// Apart from the others: naming a column in an update costs every index that holds it, and a first touch seldom changes.
const FIRST: &[(&str, ColumnType, Change)] = &[("first_at", ColumnType::Int, Change::To)];

/// Adds touches to the profiles of their customers, but for those that are made anew.
///
/// It comes to what [`renew`] does: whenever the graph moves an identity, a decision says so further on in the ledger, and both
/// customers are made anew when it is read; so whatever was added to the wrong one meanwhile is gone. A customer whose first
/// decision was not read yet has no profile, and nothing is added to it.
pub(crate) async fn add(
    tx: &mut Tx,
    touches: &[&Entry],
    anew: &BTreeSet<CustomerId>,
) -> Result<()> {
    let anchors: BTreeSet<i64> = touches
        .iter()
        .filter_map(|touch| touch.anchor)
        .map(|id| id.0)
        .collect();
    let sql = "SELECT id, customer FROM identities WHERE id = ANY($1) AND customer IS NOT NULL AND key IS NOT NULL";
    let mut owner: HashMap<i64, CustomerId, ahash::RandomState> = HashMap::default();
    for mut row in tx
        .query(sql, params![anchors.into_iter().collect::<Vec<_>>()])
        .await?
    {
        owner.insert(row.take(0)?, row.take(1)?);
    }
    let mut sums: BTreeMap<CustomerId, (i64, i64, i64)> = BTreeMap::new();
    for touch in touches {
        let customer = touch.anchor.and_then(|id| owner.get(&id.0));
        let Some(customer) = customer.filter(|id| !anew.contains(id)) else {
            continue;
        };
        let (count, first, last) = sums.entry(*customer).or_insert((0, i64::MAX, i64::MIN));
        *count += 1;
        *first = touch.at.0.min(*first);
        *last = touch.at.0.max(*last);
    }
    let list: Vec<Vec<u8>> = sums.keys().map(|id| id.0.to_vec()).collect();
    let sql = "SELECT customer, first_at FROM profiles WHERE customer = ANY($1)";
    let mut earlier = Vec::new();
    for mut row in tx.query(sql, params![list]).await? {
        let (customer, held): (CustomerId, i64) = (row.take(0)?, row.take(1)?);
        if let Some((_, first, _)) = sums.get(&customer).filter(|(_, first, _)| *first < held) {
            earlier.push(vec![customer.into(), (*first).into()]);
        }
    }
    let rows = sums
        .into_iter()
        .map(|(customer, (count, _, last))| vec![customer.into(), count.into(), last.into()])
        .collect();
    tx.update_many("profiles", KEY, SUMS, rows).await?;
    tx.update_many("profiles", KEY, FIRST, earlier).await
}

/// Makes the profiles of these customers anew; one that has become part of another, or is empty, has none.
pub async fn renew(tx: &mut Tx, customers: Vec<CustomerId>) -> Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
    let mut kinds = kinds_of(tx, list.clone()).await?;
    let orders = orders_of(tx, list.clone()).await?;
    // What was erased has no key and no profile, whatever its numbers still add to the company's.
    let sql = "SELECT i.customer, c.known, MIN(n.first_at), MAX(n.last_at), CAST(SUM(n.touches) AS BIGINT)
               FROM identities i JOIN identity_numbers n ON n.identity = i.id JOIN customers c ON c.id = i.customer
               WHERE i.customer = ANY($1) AND i.key IS NOT NULL AND c.erased_at IS NULL GROUP BY i.customer, c.known";
    let mut rows = Vec::with_capacity(customers.len());
    let mut living = HashSet::new();
    for mut row in tx.query(sql, params![list]).await? {
        let customer: CustomerId = row.take(0)?;
        living.insert(customer);
        rows.push(vec![
            customer.into(),
            kinds
                .remove(&customer)
                .map_or_else(|| "person".to_owned(), |(_, kind)| kind)
                .into(),
            row.take::<bool>(1)?.into(),
            row.take::<i64>(2)?.into(),
            row.take::<i64>(3)?.into(),
            row.take::<i64>(4)?.into(),
            orders.get(&customer).copied().unwrap_or(0).into(),
        ]);
    }
    tx.insert_many("profiles", COLUMNS, rows, TAIL).await?;
    let gone: Vec<Vec<u8>> = customers
        .iter()
        .filter(|id| !living.contains(id))
        .map(|id| id.0.to_vec())
        .collect();
    if !gone.is_empty() {
        tx.execute(
            "DELETE FROM profiles WHERE customer = ANY($1)",
            params![gone],
        )
        .await?;
    }
    Ok(())
}

/// What people here last said each customer is; most were never spoken of.
pub(crate) async fn kinds_of(
    tx: &mut Tx,
    list: Vec<Vec<u8>>,
) -> Result<HashMap<CustomerId, (i64, String)>> {
    let sql = "SELECT i.customer, k.seq, k.kind FROM customer_kinds k JOIN identities i ON i.id = k.identity
               WHERE i.customer = ANY($1)";
    let mut kinds: HashMap<CustomerId, (i64, String)> = HashMap::new();
    for mut row in tx.query(sql, params![list]).await? {
        let (customer, said) = (row.take(0)?, (row.take(1)?, row.take(2)?));
        match kinds.get(&customer) {
            Some(held) if *held >= said => {}
            _ => drop(kinds.insert(customer, said)),
        }
    }
    Ok(kinds)
}

async fn orders_of(tx: &mut Tx, list: Vec<Vec<u8>>) -> Result<HashMap<CustomerId, i64>> {
    let sql =
        "SELECT i.customer, COUNT(*) FROM identities i JOIN order_facts o ON o.identity = i.id
               WHERE i.customer = ANY($1) AND o.counts = 1 GROUP BY i.customer";
    tx.query(sql, params![list])
        .await?
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}
