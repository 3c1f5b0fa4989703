//! Who belongs to whom, as it is shown: what a customer is a member of, its own members, and what they are worth together.

use std::collections::{BTreeMap, HashMap};

use kernel::{CustomerId, Error, Money, Result, Timestamp};
use serde::Serialize;
use store::{Store, Tx, params, seal};

use super::members::Label;
use crate::show::{self, Customer, View};
use crate::sight::Sight;

/// More members than this are counted, not named.
const MOST_NAMED: usize = 100;

/// One side of a membership, seen from the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Membership {
    /// The member, or the household or organisation; null while no customer is known by the group's id.
    pub customer: Option<CustomerId>,
    /// What that customer is called, masked unless revealed; null beyond the first hundred.
    pub name: Option<String>,
    /// `person`, `household` or `organisation`.
    pub kind: Option<String>,
    /// When something last happened with it.
    pub last_touch_at: Option<Timestamp>,
    /// What it spent, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
    /// What the member is there, when somebody said so.
    pub role: Option<String>,
    /// The group's own id, as its source tells it.
    pub group_id: Option<String>,
    /// The group's name, as its source tells it.
    pub group_name: Option<String>,
    /// Whether a person here said so.
    pub by_hand: bool,
}

/// What a household or an organisation and its members come to together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct GroupValue {
    /// How many members are counted.
    pub members: usize,
    /// Whether there are more, which are not.
    pub more: bool,
    /// Their touches.
    pub touches: i64,
    /// Their orders.
    pub orders: i64,
    /// Their spend, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
}

/// Both ways at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Memberships {
    /// What the customer belongs to.
    pub groups: Vec<Membership>,
    /// Who belongs to the customer.
    pub members: Vec<Membership>,
    /// What all of them are worth; null for who has no members.
    pub value: Option<GroupValue>,
}

/// More rows of members than this are not read.
const MOST_ROWS: usize = 1_000;

/// What a customer belongs to, and who belongs to it, with nothing else of the others: what an export of the one may hold.
pub async fn bare(tx: &mut Tx, store: &Store, customer: CustomerId) -> Result<Memberships> {
    let up =
        "SELECT g.customer, m.grp, m.decided, m.held, m.role, m.key, m.label FROM memberships m
              JOIN identities i ON i.id = m.member LEFT JOIN identities g ON g.blind = m.grp
              WHERE i.customer = $1 ORDER BY m.grp, m.decided, m.member";
    let down =
        "SELECT i.customer, m.grp, m.decided, m.held, m.role, m.key, m.label FROM identities g
                JOIN memberships m ON m.grp = g.blind JOIN identities i ON i.id = m.member
                WHERE g.customer = $1 ORDER BY i.customer, m.decided, m.member LIMIT 1000";
    let (groups, _) = side(tx, store, up, customer).await?;
    let (members, read) = side(tx, store, down, customer).await?;
    let value = (!members.is_empty()).then(|| GroupValue {
        members: members.len(),
        more: read == MOST_ROWS,
        ..GroupValue::default()
    });
    Ok(Memberships {
        groups,
        members,
        value,
    })
}

/// The same of those that are seen, with what they are called and what all are worth.
pub async fn of(
    tx: &mut Tx,
    store: &Store,
    customer: CustomerId,
    (view, sight): (View, &Sight),
) -> Result<Memberships> {
    let mut all = bare(tx, store, customer).await?;
    for side in [&mut all.groups, &mut all.members] {
        let others = side.iter().filter_map(|one| one.customer).collect();
        let seen = sight.among(tx, others).await?;
        side.retain(|one| one.customer.is_none_or(|id| seen.contains(&id)));
    }
    let counted = all.members.len();
    if let Some(value) = &mut all.value {
        value.members = counted;
    }
    if let Some(value) = &mut all.value {
        sum(tx, customer, &all.members, value).await?;
    }
    let named: Vec<CustomerId> = all
        .groups
        .iter()
        .chain(&all.members)
        .filter_map(|one| one.customer)
        .take(MOST_NAMED)
        .collect();
    let shown: HashMap<CustomerId, Customer> = show::customers(tx, store, &named, view)
        .await?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    for one in all.groups.iter_mut().chain(&mut all.members) {
        if let Some(customer) = one.customer.and_then(|id| shown.get(&id)) {
            one.name.clone_from(&customer.name);
            one.kind = Some(customer.kind.clone());
            one.last_touch_at = customer.last_touch_at;
            one.spend.clone_from(&customer.spend);
        }
    }
    Ok(all)
}

/// Sums up over a group and its members.
async fn sum(
    tx: &mut Tx,
    group: CustomerId,
    members: &[Membership],
    value: &mut GroupValue,
) -> Result<()> {
    let all = members.iter().filter_map(|one| one.customer).chain([group]);
    let list: Vec<Vec<u8>> = all.map(|id| id.0.to_vec()).collect();
    let sql =
        "SELECT CAST(COALESCE(SUM(touches), 0) AS BIGINT), CAST(COALESCE(SUM(orders), 0) AS BIGINT)
               FROM profiles WHERE customer = ANY($1)";
    let mut row = tx.query_one(sql, params![list.clone()]).await?;
    (value.touches, value.orders) = (row.take(0)?, row.take(1)?);
    let sql = "SELECT o.currency, CAST(SUM(o.total - o.refunded) AS BIGINT) FROM identities i JOIN order_facts o ON o.identity = i.id
               WHERE i.customer = ANY($1) AND o.counts = 1 GROUP BY o.currency ORDER BY o.currency";
    for mut row in tx.query(sql, params![list]).await? {
        value.spend.push(Money {
            currency: row.take::<String>(0)?.parse()?,
            amount: row.take(1)?,
        });
    }
    Ok(())
}

/// One side: the rows of one customer and group are one membership, and what a person said of it counts last.
async fn side(
    tx: &mut Tx,
    store: &Store,
    sql: &str,
    customer: CustomerId,
) -> Result<(Vec<Membership>, usize)> {
    let mut read = Vec::new();
    for mut row in tx.query(sql, params![customer]).await? {
        let other: Option<CustomerId> = row.take(0)?;
        let (group, decided, held): ([u8; 16], bool, bool) =
            (row.take(1)?, row.take(2)?, row.take(3)?);
        read.push((
            (other, group),
            decided,
            held,
            row.take::<Option<String>>(4)?,
            row.take::<Option<i64>>(5)?,
            row.take::<Option<Vec<u8>>>(6)?,
        ));
    }
    let rows = read.len();
    let keys = store
        .keyring()
        .get(tx, read.iter().filter_map(|one| one.4).collect::<Vec<_>>())
        .await?;
    let mut found: BTreeMap<(Option<CustomerId>, [u8; 16]), (bool, Membership)> = BTreeMap::new();
    for (place, decided, held, role, number, sealed) in read {
        let empty = Membership {
            customer: place.0,
            name: None,
            kind: None,
            last_touch_at: None,
            spend: Vec::new(),
            role: None,
            group_id: None,
            group_name: None,
            by_hand: false,
        };
        let (holds, one) = found.entry(place).or_insert((false, empty));
        *holds = held;
        one.by_hand = decided;
        one.role = role.or_else(|| one.role.take());
        if let (Some(key), Some(sealed)) = (number.and_then(|number| keys.get(&number)), sealed) {
            let label: Label = serde_json::from_slice(&seal::open(key, "label", &sealed)?)
                .map_err(Error::internal)?;
            (one.group_id, one.group_name) =
                (Some(label.id), label.name.or_else(|| one.group_name.take()));
        }
    }
    let held = found.into_values().filter(|(holds, _)| *holds);
    Ok((held.map(|(_, one)| one).collect(), rows))
}
