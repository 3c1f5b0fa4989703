//! The part of the graph that a chunk of touches speaks of, in memory while they are decided.

use std::collections::{BTreeSet, HashMap};

use kernel::{CustomerId, IdentityId, IdentityKind, Result, Timestamp, TouchType};
use ledger::Entry;
use store::{Tx, params};

use super::effects::{Effects, LinkRule};
use super::rules::{Counts, Standing, ordered};

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub kind: IdentityKind,
    pub blind: [u8; 16],
    pub context: bool,
    pub qualifier: i64,
    pub customer: Option<CustomerId>,
    pub degree: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Customer {
    pub standing: Standing,
    pub counts: Counts,
}

pub(super) type Pair = (IdentityId, IdentityId);

#[derive(Default)]
pub(super) struct Working {
    pub nodes: HashMap<IdentityId, Node, ahash::RandomState>,
    pub customers: HashMap<CustomerId, Customer, ahash::RandomState>,
    /// Links that are there already, with the last day they were seen.
    pub links: HashMap<Pair, i64, ahash::RandomState>,
    /// Days to move on.
    pub days: HashMap<Pair, i64, ahash::RandomState>,
    pub effects: Effects,
}

impl Working {
    pub(super) async fn load<'e>(
        tx: &mut Tx,
        entries: impl Iterator<Item = &'e Entry>,
    ) -> Result<Self> {
        let mut working = Self::default();
        let entries: Vec<&Entry> = entries.filter(|entry| entry.stands()).collect();
        // In order, so that the pages of a table are visited one after another.
        let ids: BTreeSet<i64> = entries
            .iter()
            .flat_map(|entry| &entry.identities)
            .map(|id| id.0)
            .collect();
        // Any two may be anchor and companion, when a stronger one is context.
        let pairs: BTreeSet<Pair> = entries
            .iter()
            .flat_map(|entry| pairs_of(&entry.identities))
            .collect();
        working.load_nodes(tx, ids.into_iter().collect()).await?;
        working.load_links(tx, pairs.into_iter().collect()).await?;
        working.load_customers(tx, &entries).await?;
        Ok(working)
    }

    /// Whether a touch may change the graph: most only repeat what is known.
    fn is_news(&self, entry: &Entry) -> bool {
        let unowned = |id| {
            self.nodes
                .get(id)
                .is_some_and(|node: &Node| node.customer.is_none())
        };
        entry.identities.iter().any(unowned)
            || pairs_of(&entry.identities).any(|pair| !self.links.contains_key(&pair))
    }

    async fn load_nodes(&mut self, tx: &mut Tx, ids: Vec<i64>) -> Result<()> {
        // An erased identity says nothing of anybody any more, as one that many share.
        let sql = "SELECT id, kind, blind, CASE WHEN key IS NULL THEN 1 ELSE context END, customer, degree, qualifier
                   FROM identities WHERE id = ANY($1)";
        for mut row in tx.query(sql, params![ids]).await? {
            let node = Node {
                kind: row.take(1)?,
                blind: row.take(2)?,
                context: row.take(3)?,
                customer: row.take(4)?,
                degree: row.take(5)?,
                qualifier: row.take(6)?,
            };
            self.nodes.insert(row.take(0)?, node);
        }
        Ok(())
    }

    /// The customers that the touches may change.
    async fn load_customers(&mut self, tx: &mut Tx, entries: &[&Entry]) -> Result<()> {
        let ids: BTreeSet<CustomerId> = entries
            .iter()
            .filter(|entry| self.is_news(entry))
            .flat_map(|entry| &entry.identities)
            .filter_map(|id| self.nodes.get(id)?.customer)
            .collect();
        let list: Vec<Vec<u8>> = ids.iter().map(|id| id.0.to_vec()).collect();
        for mut row in tx
            .query(
                "SELECT id, known, created_at FROM customers WHERE id = ANY($1)",
                params![list.clone()],
            )
            .await?
        {
            let id = row.take(0)?;
            let standing = Standing {
                id,
                known: row.take(1)?,
                created_at: row.take(2)?,
            };
            self.customers.insert(
                id,
                Customer {
                    standing,
                    counts: Counts::default(),
                },
            );
        }
        let sql = "SELECT customer, kind, qualifier, COUNT(*) FROM identities
                   WHERE customer = ANY($1) AND context = 0 GROUP BY customer, kind, qualifier";
        for mut row in tx.query(sql, params![list]).await? {
            if let Some(customer) = self.customers.get_mut(&row.take(0)?) {
                customer.counts.add(
                    row.take(1)?,
                    row.take(2)?,
                    u32::try_from(row.take::<i64>(3)?).unwrap_or(u32::MAX),
                );
            }
        }
        Ok(())
    }

    /// Which of these pairs are linked.
    pub(super) async fn load_links(&mut self, tx: &mut Tx, pairs: Vec<Pair>) -> Result<()> {
        let sets: Vec<_> = pairs
            .iter()
            .map(|(a, b)| {
                vec![
                    (*a).into(),
                    (*b).into(),
                    (LinkRule::SeenTogether as i64).into(),
                ]
            })
            .collect();
        let answers = tx
            .query_many(
                "SELECT last_day FROM links WHERE a = $1 AND b = $2 AND rule = $3",
                &sets,
            )
            .await?;
        for (pair, rows) in pairs.into_iter().zip(answers) {
            if let Some(mut row) = rows.into_iter().next() {
                self.links.insert(pair, row.take(0)?);
            }
        }
        Ok(())
    }

    /// Notes for each link between these that it was seen again.
    pub(super) fn seen_again(&mut self, identities: &[IdentityId], at: Timestamp) {
        for pair in pairs_of(identities) {
            if let Some(last) = self.links.get_mut(&pair)
                && *last < at.day()
            {
                *last = at.day();
                self.days.insert(pair, at.day());
            }
        }
    }

    /// Writes what was decided so far to the tables and to the ledger.
    pub(super) async fn flush(
        &mut self,
        tx: &mut Tx,
        ledger: &ledger::Ledger,
        kind: TouchType,
    ) -> Result<()> {
        if !self.effects.is_empty() {
            let effects = std::mem::take(&mut self.effects);
            effects.apply(tx).await?;
            super::decide::record(tx, ledger, kind, "rule", &effects).await?;
        }
        Ok(())
    }

    /// Moves the last days on; evidence, not a decision, so a rebuild makes it from the touches again.
    pub(super) async fn write_days(&mut self, tx: &mut Tx) -> Result<()> {
        let days = std::mem::take(&mut self.days).into_iter();
        write_days(tx, days.map(|(pair, day)| (pair, day, i64::MAX))).await
    }
}

/// All pairs of these identities.
pub(super) fn pairs_of(identities: &[IdentityId]) -> impl Iterator<Item = Pair> {
    let pair = |(place, one): (usize, &IdentityId)| {
        let one = *one;
        identities[place + 1..]
            .iter()
            .map(move |other| ordered(one, *other))
    };
    identities.iter().enumerate().flat_map(pair)
}

/// Moves links on to a day on which their ends were seen together, in the entry with this seq at the latest: what came
/// before a link was not its evidence.
pub(super) async fn write_days(
    tx: &mut Tx,
    days: impl Iterator<Item = (Pair, i64, i64)>,
) -> Result<()> {
    let sets: Vec<_> = days
        .map(|((a, b), day, seq)| {
            let rule = LinkRule::SeenTogether as i64;
            vec![a.into(), b.into(), rule.into(), day.into(), seq.into()]
        })
        .collect();
    let sql = "UPDATE links SET last_day = $4 WHERE a = $1 AND b = $2 AND rule = $3 AND last_day < $4 AND ordinal <= $5";
    tx.query_many(sql, &sets).await?;
    Ok(())
}
