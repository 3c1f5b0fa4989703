//! What somebody may see of customers and touches: everything or, for who is held to a unit, what happened there.
//!
//! Purpose: the one place that knows what a unit's people see, as a condition for statements and as a check of one customer.
//! Invariants:
//! - a touch belongs to the unit of its touchpoint, and is seen by that unit's people and by those above it;
//! - a customer is seen where one of its identities anchors a touch, so merges and undos move what is seen with the identities;
//! - what belongs to no unit belongs to the whole company, and is seen by those alone who see all of it;
//! - what is not seen is not found, rather than forbidden, so that nothing tells it is there.
//!
//! To show something new of customers: take the id through [`Sight::root`], or put [`Sight::of_customers`] into the statement.

use std::collections::HashSet;
use std::sync::Arc;

use kernel::{CustomerId, Error, MergeId, Result};
use ledger::Entry;
use store::{Tx, Value, params};

/// A unit with so few (identity, touchpoint) pairs is listed from them; of a larger one enough is found among the newest.
const FEW: i64 = 5_000;

/// What somebody may see. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sight(Option<Arc<str>>);

impl Sight {
    /// Everything.
    #[must_use]
    pub const fn all() -> Self {
        Self(None)
    }

    /// What happened at touchpoints of units whose path begins so.
    #[must_use]
    pub fn below(path: &str) -> Self {
        Self(Some(path.into()))
    }

    /// Whether nothing is hidden.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.0.is_none()
    }

    /// The condition that the customer in `column` is seen, to be put after another condition; empty when all are.
    #[must_use]
    pub fn of_customers(&self, column: &str, values: &mut Vec<Value>) -> String {
        let Some(path) = &self.0 else {
            return String::new();
        };
        values.push((&**path).into());
        format!(
            " AND EXISTS (SELECT 1 FROM identities si JOIN identity_touchpoints sp ON sp.identity = si.id
               JOIN touchpoints st ON st.num = sp.touchpoint JOIN units su ON su.num = st.unit
               WHERE si.customer = {column} AND su.path LIKE ${} || '%')",
            values.len()
        )
    }

    /// The condition that a touch of the ledger is seen; empty when all are.
    #[must_use]
    pub fn of_touches(&self, values: &mut Vec<Value>) -> String {
        let Some(path) = &self.0 else {
            return String::new();
        };
        values.push((&**path).into());
        format!(
            " AND touchpoint IN (SELECT st.num FROM touchpoints st JOIN units su ON su.num = st.unit WHERE su.path LIKE ${} || '%')",
            values.len()
        )
    }

    /// The numbers of the touchpoints whose touches are seen; none: all.
    pub async fn touchpoints(&self, tx: &mut Tx) -> Result<Option<HashSet<i64>>> {
        let Some(path) = &self.0 else {
            return Ok(None);
        };
        let sql = "SELECT t.num FROM touchpoints t JOIN units u ON u.num = t.unit WHERE u.path LIKE $1 || '%'";
        let rows = tx.query(sql, params![&**path]).await?;
        let nums = rows.into_iter().map(|mut row| row.take(0));
        Ok(Some(nums.collect::<Result<HashSet<i64>>>()?))
    }

    /// Leaves of these entries those that are seen.
    pub async fn keep(&self, tx: &mut Tx, entries: &mut Vec<Arc<Entry>>) -> Result<()> {
        if let Some(touchpoints) = self.touchpoints(tx).await? {
            entries.retain(|entry| {
                entry
                    .touchpoint
                    .is_some_and(|num| touchpoints.contains(&num))
            });
        }
        Ok(())
    }

    /// The customer an id stands for after all merges, when it is seen.
    ///
    /// # Errors
    /// `NotFound` when there is none, or when it is not seen.
    pub async fn root(&self, tx: &mut Tx, id: CustomerId) -> Result<CustomerId> {
        let root = identity::graph::manual::root(tx, id).await?;
        let root = root.ok_or(Error::NotFound("customer"))?;
        if self.is_all() || !self.among(tx, vec![root]).await?.is_empty() {
            return Ok(root);
        }
        Err(Error::NotFound("customer"))
    }

    /// Refuses a merge none of whose customers is seen.
    pub async fn merge(&self, tx: &mut Tx, id: MergeId) -> Result<()> {
        if self.is_all() {
            return Ok(());
        }
        let sql = "SELECT COALESCE(c.merged_into, c.id) FROM merges m JOIN customers c ON c.id IN (m.survivor, m.other) WHERE m.id = $1";
        let rows = tx.query(sql, params![id]).await?;
        let sides = rows.into_iter().map(|mut row| row.take(0));
        let sides = sides.collect::<Result<Vec<CustomerId>>>()?;
        if self.among(tx, sides).await?.is_empty() {
            return Err(Error::NotFound("merge"));
        }
        Ok(())
    }

    /// Those of these customers that are seen, in their order.
    pub async fn among(&self, tx: &mut Tx, customers: Vec<CustomerId>) -> Result<Vec<CustomerId>> {
        if self.is_all() || customers.is_empty() {
            return Ok(customers);
        }
        let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
        let mut values = params![list].to_vec();
        let seen = self.of_customers("c.id", &mut values);
        let sql = format!("SELECT c.id FROM customers c WHERE c.id = ANY($1){seen}");
        let rows = tx.query(&sql, &values).await?;
        let seen = rows.into_iter().map(|mut row| row.take(0));
        let seen = seen.collect::<Result<HashSet<CustomerId>>>()?;
        Ok(customers
            .into_iter()
            .filter(|id| seen.contains(id))
            .collect())
    }

    /// Refuses customers of which one is not seen.
    pub async fn all_of(&self, tx: &mut Tx, customers: &[CustomerId]) -> Result<()> {
        if !self.is_all() {
            for id in customers {
                self.root(tx, *id).await?;
            }
        }
        Ok(())
    }

    /// All customers that are seen, when they are few: a list begins with them, because among the newest of the company they
    /// may be rare. None when they are many, or all.
    pub async fn few(&self, tx: &mut Tx) -> Result<Option<Vec<CustomerId>>> {
        let Some(path) = &self.0 else {
            return Ok(None);
        };
        let sql = "SELECT sp.identity FROM units su JOIN touchpoints st ON st.unit = su.num
                   JOIN identity_touchpoints sp ON sp.touchpoint = st.num WHERE su.path LIKE $1 || '%' LIMIT $2";
        let rows = tx.query(sql, params![&**path, FEW + 1]).await?;
        if rows.len() as i64 > FEW {
            return Ok(None);
        }
        let identities = rows.into_iter().map(|mut row| row.take(0));
        let identities = identities.collect::<Result<Vec<i64>>>()?;
        crate::profile::customers_of(tx, identities).await.map(Some)
    }
}
