//! What a person, or a rule that looks at the whole neighbourhood, does to the graph: merge, undo, mark as context.
//!
//! Each takes the graph's lock and so is meant for `Store::write_locked`; in a serializable transaction it is as right, but on
//! PostgreSQL collides with every append.

use std::collections::{HashMap, HashSet};

use kernel::{CustomerId, Error, IdentityId, MergeId, Result, Timestamp, TouchType};
use ledger::Ledger;
use store::{Lock, Tx, params};

use super::decide::{difference, record};
use super::effects::{CannotLink, Effects, Lifted, Link, LinkRule, LinkState, Merge};
use super::replay::{Cannot, Point, replay};
use super::rules::{CAP, Counts, window_refusal};

/// A merge that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its id, by which it is undone.
    pub id: MergeId,
    /// The customer that goes on.
    pub survivor: CustomerId,
    /// The customer that is merged into it.
    pub other: CustomerId,
}

/// The customer an id stands for now: itself, or the one it was merged into.
pub async fn root(tx: &mut Tx, customer: CustomerId) -> Result<Option<CustomerId>> {
    let row = tx
        .query_opt(
            "SELECT merged_into, erased_at FROM customers WHERE id = $1",
            params![customer],
        )
        .await?;
    let Some(mut row) = row else { return Ok(None) };
    if row.take::<Option<i64>>(1)?.is_some() {
        return Ok(None);
    }
    Ok(Some(row.take::<Option<CustomerId>>(0)?.unwrap_or(customer)))
}

/// The identity that stands for a customer in links a person makes.
async fn representative(tx: &mut Tx, customer: CustomerId) -> Result<IdentityId> {
    let sql = "SELECT i.id FROM identities i JOIN customers c ON c.id = i.customer
               WHERE i.customer = $1 AND i.context = 0 ORDER BY CASE WHEN i.id = c.founder THEN 0 ELSE 1 END, i.id LIMIT 1";
    tx.query_opt(sql, params![customer])
        .await?
        .ok_or(Error::NotFound("customer"))?
        .take(0)
}

/// Who goes on and who is merged, when a person may say that the two are one.
async fn pair(
    tx: &mut Tx,
    customer: CustomerId,
    other: CustomerId,
) -> Result<(CustomerId, CustomerId)> {
    let survivor = root(tx, customer)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let gone = root(tx, other)
        .await?
        .ok_or_else(|| Error::invalid("other", "is not a customer"))?;
    if survivor == gone {
        return Err(Error::conflict(
            "already_one",
            "the two are one customer already",
        ));
    }
    let count = "SELECT COUNT(*) FROM identities WHERE customer = $1 OR customer = $2";
    let held: i64 = tx
        .query_one(count, params![survivor, gone])
        .await?
        .take(0)?;
    if usize::try_from(held).unwrap_or(usize::MAX) > CAP {
        return Err(Error::conflict(
            "cap",
            format!("together they would hold {held} identities, more than {CAP}"),
        ));
    }
    Ok((survivor, gone))
}

/// What stands for and against making two customers one, with nothing decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The customer that would go on.
    pub survivor: CustomerId,
    /// The customer that would be merged into it.
    pub other: CustomerId,
    /// The limit for which no rule would make them one, such as `limit:phone:8`; a person's word goes before it.
    pub against: Option<String>,
    /// How many cannot-links between them would be lifted.
    pub lifted: usize,
}

/// Weighs a merge by a person: refused for the same reasons as [`merge`], and nothing is changed.
pub async fn weigh(tx: &mut Tx, customer: CustomerId, other: CustomerId) -> Result<Weighed> {
    let (survivor, gone) = pair(tx, customer, other).await?;
    let sql = "SELECT kind, qualifier, first_at FROM identities WHERE context = 0 AND (customer = $1 OR customer = $2)";
    let (mut counts, mut held) = (Counts::default(), Vec::new());
    for mut row in tx.query(sql, params![survivor, gone]).await? {
        let kind = row.take(0)?;
        counts.add(kind, row.take(1)?, 1);
        held.push((kind, row.take(2)?));
    }
    Ok(Weighed {
        survivor,
        other: gone,
        against: counts.refusal().or_else(|| window_refusal(&held)),
        lifted: cannot_between(tx, survivor, gone).await?.len(),
    })
}

/// Makes `other` one with `customer`, which goes on. A cannot-link between them is lifted: a person knows better.
pub async fn merge(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    other: CustomerId,
    actor: &str,
    reason: &str,
) -> Result<Merged> {
    tx.lock(Lock::Graph).await?;
    let (survivor, gone) = pair(tx, customer, other).await?;
    let (a, b) = (
        representative(tx, survivor).await?,
        representative(tx, gone).await?,
    );
    let now = ledger.store().env().now();
    // It stands behind what the reader has read and before what it has not, for that is the order they take effect in.
    let ordinal = ledger::reader::cursor_of(tx, super::NAME).await?;
    let id = MergeId::new(ledger.store().env());
    let link = Link {
        a,
        b,
        rule: LinkRule::Person,
        ordinal,
        source: None,
        first_at: now,
        last_day: now.day(),
        state: LinkState::Joins,
        reason: None,
        merge: Some(id),
    };
    let mut effects = Effects {
        links: vec![link],
        moved: vec![(gone, survivor)],
        lifted: cannot_between(tx, survivor, gone)
            .await?
            .into_iter()
            .map(|(a, b)| Lifted {
                a,
                b,
                at: now,
                ordinal,
                merge: Some(id),
            })
            .collect(),
        ..Effects::default()
    };
    if known(tx, gone).await? && !known(tx, survivor).await? {
        effects.known.push((survivor, true));
    }
    effects.merges.push(Merge {
        id,
        survivor,
        other: gone,
        a,
        b,
        rule: LinkRule::Person,
        seq: ordinal,
        at: now,
        actor: actor.to_owned(),
        reason: Some(reason.to_owned()),
    });
    effects.apply(tx).await?;
    record(tx, ledger, TouchType::Merged, actor, &effects).await?;
    Ok(Merged {
        id,
        survivor,
        other: gone,
    })
}

async fn known(tx: &mut Tx, customer: CustomerId) -> Result<bool> {
    tx.query_one(
        "SELECT known FROM customers WHERE id = $1",
        params![customer],
    )
    .await?
    .take(0)
}

async fn cannot_between(
    tx: &mut Tx,
    one: CustomerId,
    other: CustomerId,
) -> Result<Vec<(IdentityId, IdentityId)>> {
    let sql = "SELECT c.a, c.b FROM cannot_links c JOIN identities x ON x.id = c.a JOIN identities y ON y.id = c.b
               WHERE c.lifted_at IS NULL AND ((x.customer = $1 AND y.customer = $2) OR (x.customer = $2 AND y.customer = $1))";
    tx.query(sql, params![one, other])
        .await?
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

/// Takes a merge back. What it joined ends as if it had never been, and rules will not join it again until a person lifts the
/// cannot-link that is left behind. Undoing twice changes nothing more.
pub async fn undo(tx: &mut Tx, ledger: &Ledger, merge: MergeId, actor: &str) -> Result<Merged> {
    tx.lock(Lock::Graph).await?;
    let sql = "SELECT survivor, other, a, b, rule FROM merges WHERE id = $1";
    let mut row = tx
        .query_opt(sql, params![merge])
        .await?
        .ok_or(Error::NotFound("merge"))?;
    let (survivor, other): (CustomerId, CustomerId) = (row.take(0)?, row.take(1)?);
    let (a, b, rule): (IdentityId, IdentityId, LinkRule) =
        (row.take(2)?, row.take(3)?, row.take(4)?);
    let answer = Merged {
        id: merge,
        survivor,
        other,
    };
    let mut before = Neighbourhood::around(tx, [a, b]).await?;
    let mut links = before.links.iter().cloned().collect::<Vec<_>>();
    // A merge that something else made void is undone all the same, lest it come back. The link of a person's may serve a later
    // merge by now.
    let Some(link) = links.iter_mut().find(|link| {
        (link.a, link.b, link.rule) == (a, b, rule)
            && link.state != LinkState::Undone
            && (rule != LinkRule::Person || link.merge == Some(merge))
    }) else {
        return Ok(answer);
    };
    let now = ledger.store().env().now();
    // Between the ends of the link: they are in the two customers whatever else is merged or undone meanwhile.
    let mut cannot = lifted_by(tx, merge).await?;
    cannot.push(CannotLink {
        a: a.min(b),
        b: a.max(b),
        merge: Some(merge),
        at: now,
        actor: actor.to_owned(),
    });
    link.state = LinkState::Undone;
    for one in &cannot {
        let ends = (one.a, one.b);
        before.cannot.retain(|known| (known.a, known.b) != ends);
        before.cannot.push(Cannot {
            a: one.a,
            b: one.b,
            lifted: None,
        });
    }
    let outcome = replay(&before.points, &links, &before.cannot);
    let mut effects = difference(&before, outcome, now, actor);
    effects.cannot = cannot;
    effects.apply(tx).await?;
    record(tx, ledger, TouchType::Unmerged, actor, &effects).await?;
    Ok(answer)
}

/// The cannot-links that a merge lifted, as they were.
async fn lifted_by(tx: &mut Tx, merge: MergeId) -> Result<Vec<CannotLink>> {
    let sql = "SELECT a, b, merge, at, actor FROM cannot_links WHERE lifted_by = $1 ORDER BY a, b";
    let rows = tx.query(sql, params![merge]).await?;
    let read = |mut row: store::Row| {
        Ok(CannotLink {
            a: row.take(0)?,
            b: row.take(1)?,
            merge: row.take(2)?,
            at: row.take(3)?,
            actor: row.take(4)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Marks an identity as shared by many, or takes the mark away; its neighbourhood is replayed.
pub async fn mark_context(
    tx: &mut Tx,
    ledger: &Ledger,
    identity: IdentityId,
    context: bool,
    actor: &str,
) -> Result<()> {
    tx.lock(Lock::Graph).await?;
    let mut before = Neighbourhood::around(tx, [identity]).await?;
    let Some(point) = before.points.iter_mut().find(|point| point.id == identity) else {
        return Err(Error::NotFound("identity"));
    };
    if point.context == context {
        return Ok(());
    }
    point.context = context;
    let links: Vec<Link> = before.links.iter().cloned().collect();
    let outcome = replay(&before.points, &links, &before.cannot);
    let mut effects = difference(&before, outcome, ledger.store().env().now(), actor);
    effects.context.push((identity, context));
    effects.apply(tx).await?;
    record(tx, ledger, TouchType::Context, actor, &effects).await?;
    Ok(())
}

/// Customers with all that may change when one of their links does: also those that only a limit keeps apart.
pub struct Neighbourhood {
    pub(super) points: Vec<Point>,
    pub(super) links: HashSet<Link>,
    pub(super) cannot: Vec<Cannot>,
    pub(super) merges: HashMap<MergeId, (CustomerId, CustomerId)>,
    origin: HashMap<IdentityId, (Timestamp, [u8; 16])>,
    customer: HashMap<IdentityId, CustomerId>,
    customers: HashMap<CustomerId, (bool, Option<CustomerId>)>,
    founded: HashMap<IdentityId, CustomerId>,
    /// Context identities, but for those it is about.
    crowds: HashSet<IdentityId>,
}

/// A neighbourhood is followed over refused links no further than this many identities.
const FARTHEST: usize = 4 * CAP;

impl Neighbourhood {
    pub(super) async fn around(
        tx: &mut Tx,
        start: impl IntoIterator<Item = IdentityId>,
    ) -> Result<Self> {
        let mut here = Self {
            points: Vec::new(),
            links: HashSet::new(),
            cannot: Vec::new(),
            merges: HashMap::new(),
            origin: HashMap::new(),
            customer: HashMap::new(),
            customers: HashMap::new(),
            founded: HashMap::new(),
            crowds: HashSet::new(),
        };
        let mut next: Vec<IdentityId> = start.into_iter().collect();
        let about = next.clone();
        while !next.is_empty() && here.points.len() < FARTHEST {
            let fresh = here.take_in(tx, next).await?;
            // One whose mark is taken away leads on to all it was seen with.
            here.crowds.retain(|id| !about.contains(id));
            next = here.linked_from(tx, fresh).await?;
        }
        here.points.sort_by_key(|point| point.id);
        let inside: HashSet<IdentityId> = here.points.iter().map(|point| point.id).collect();
        here.links
            .retain(|link| inside.contains(&link.a) && inside.contains(&link.b));
        here.load_rest(tx).await?;
        Ok(here)
    }

    /// Takes in the customers of these identities, whole; answers the identities that are new here.
    async fn take_in(&mut self, tx: &mut Tx, ids: Vec<IdentityId>) -> Result<Vec<i64>> {
        let list: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let sql = "SELECT DISTINCT i.id, i.kind, i.context, i.founded, c.created_at, i.first_at, i.blind, i.customer, i.qualifier
                   FROM identities i LEFT JOIN customers c ON c.id = i.founded
                   WHERE i.id = ANY($1) OR i.customer IN (SELECT customer FROM identities WHERE id = ANY($1) AND customer IS NOT NULL)";
        let mut fresh = Vec::new();
        for mut row in tx.query(sql, params![list]).await? {
            let id: IdentityId = row.take(0)?;
            if self.origin.contains_key(&id) {
                continue;
            }
            let founded = row
                .take::<Option<CustomerId>>(3)?
                .zip(row.take::<Option<Timestamp>>(4)?);
            let first_at = row.take(5)?;
            let context = row.take(2)?;
            if context {
                self.crowds.insert(id);
            }
            if let Some((customer, _)) = founded {
                self.founded.insert(id, customer);
            }
            self.points.push(Point {
                id,
                kind: row.take(1)?,
                qualifier: row.take(8)?,
                first_at,
                context,
                founded,
            });
            self.origin.insert(id, (first_at, row.take(6)?));
            if let Some(customer) = row.take::<Option<CustomerId>>(7)? {
                self.customer.insert(id, customer);
            }
            fresh.push(id.0);
        }
        Ok(fresh)
    }

    /// Takes in the links of these identities; answers the identities they lead to outside of what is here.
    async fn linked_from(&mut self, tx: &mut Tx, fresh: Vec<i64>) -> Result<Vec<IdentityId>> {
        let mut outside = Vec::new();
        for end in ["a", "b"] {
            let sql = format!(
                "SELECT a, b, rule, ordinal, source, first_at, last_day, state, reason, merge FROM links WHERE {end} = ANY($1)"
            );
            for mut row in tx.query(&sql, params![fresh.clone()]).await? {
                let link = read_link(&mut row)?;
                for other in [link.a, link.b] {
                    // A crowd meets at a context identity; what only shares it is no neighbour.
                    let from = if other == link.a { link.b } else { link.a };
                    if !self.origin.contains_key(&other) && !self.crowds.contains(&from) {
                        outside.push(other);
                    }
                }
                self.links.insert(link);
            }
        }
        Ok(outside)
    }

    async fn load_rest(&mut self, tx: &mut Tx) -> Result<()> {
        let ids: Vec<i64> = self.points.iter().map(|point| point.id.0).collect();
        let sql = "SELECT a, b, lifted_ordinal FROM cannot_links WHERE a = ANY($1) AND b = ANY($1) ORDER BY a, b";
        for mut row in tx.query(sql, params![ids.clone()]).await? {
            self.cannot.push(Cannot {
                a: row.take(0)?,
                b: row.take(1)?,
                lifted: row.take(2)?,
            });
        }
        let sql = "SELECT id, survivor, other FROM merges WHERE undone_at IS NULL AND a = ANY($1) AND b = ANY($1)";
        for mut row in tx.query(sql, params![ids]).await? {
            self.merges
                .insert(row.take(0)?, (row.take(1)?, row.take(2)?));
        }
        let founded = self
            .points
            .iter()
            .filter_map(|point| point.founded)
            .map(|(customer, _)| customer);
        let list: Vec<Vec<u8>> = founded
            .chain(self.customer.values().copied())
            .map(|customer| customer.0.to_vec())
            .collect();
        for mut row in tx
            .query(
                "SELECT id, known, merged_into FROM customers WHERE id = ANY($1)",
                params![list],
            )
            .await?
        {
            self.customers
                .insert(row.take(0)?, (row.take(1)?, row.take(2)?));
        }
        Ok(())
    }

    pub(super) fn customer_of(&self, id: IdentityId) -> Option<CustomerId> {
        self.customer.get(&id).copied()
    }

    pub(super) fn founded_by(&self, id: IdentityId) -> Option<CustomerId> {
        self.founded.get(&id).copied()
    }

    pub(super) fn merged_into(&self, customer: CustomerId) -> Option<CustomerId> {
        self.customers.get(&customer).and_then(|(_, into)| *into)
    }

    pub(super) fn known(&self, customer: CustomerId) -> Option<bool> {
        self.customers.get(&customer).map(|(known, _)| *known)
    }

    pub(super) fn origin_of(&self, id: IdentityId) -> (Timestamp, [u8; 16]) {
        self.origin.get(&id).copied().unwrap_or_default()
    }
}

/// A link from a row of its columns in the order of the table.
pub fn read_link(row: &mut store::Row) -> Result<Link> {
    Ok(Link {
        a: row.take(0)?,
        b: row.take(1)?,
        rule: row.take(2)?,
        ordinal: row.take(3)?,
        source: row.take(4)?,
        first_at: row.take(5)?,
        last_day: row.take(6)?,
        state: row.take(7)?,
        reason: row.take(8)?,
        merge: row.take(9)?,
    })
}
