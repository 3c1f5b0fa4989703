//! Taking touches back: what they alone said of who is who goes with them.
//!
//! Purpose: an import that was a mistake is taken back, and the graph ends as if its touches had never come: a link that they
//! alone were the evidence of is no more, an identity that nothing else speaks of belongs to nobody, a merge that rested on
//! them falls apart, and an identity that they alone made a crowd of is somebody's own again.
//! Invariants: the touches are marked in the ledger before; what is left is told by [`Left`], up to where the reader stands, for
//! what comes after it the reader reads as if it were new; all of it is one decision, which a rebuild applies.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::{CustomerId, IdentityId, IdentityKind, Result, Timestamp, TouchType};
use ledger::{Entry, Ledger};
use store::{Lock, Tx, params};

use super::decide::{company, difference, record};
use super::effects::{Effects, Link, LinkRule};
use super::manual::{Neighbourhood, read_link};
use super::replay::{Point, replay};
use super::working::{Pair, pairs_of};
use crate::trust;

/// The first touch that still says a link.
#[derive(Clone, Copy, Debug)]
struct Evidence {
    ordinal: i64,
    source: Option<i64>,
    at: Timestamp,
}

/// What touches that were not taken back say of the same identities.
#[derive(Debug, Default)]
pub struct Left {
    anchors: HashSet<IdentityId>,
    pairs: HashMap<Pair, Evidence>,
}

impl Left {
    /// Takes in a touch that stands.
    pub fn see(&mut self, touch: &Entry) {
        let Some(anchor) = touch.anchor else { return };
        self.anchors.insert(anchor);
        for other in touch.identities.iter().filter(|id| **id != anchor) {
            let evidence = Evidence {
                ordinal: touch.seq,
                source: touch.source,
                at: touch.at,
            };
            let held = self
                .pairs
                .entry(super::rules::ordered(anchor, *other))
                .or_insert(evidence);
            if evidence.ordinal < held.ordinal {
                *held = evidence;
            }
        }
    }
}

/// Takes back what these touches said. Answers the customers that may have changed.
pub async fn withdraw(
    tx: &mut Tx,
    ledger: &Ledger,
    touches: &[Entry],
    left: &Left,
    actor: &str,
) -> Result<HashSet<CustomerId>> {
    tx.lock(Lock::Graph).await?;
    let about = nodes(tx, touches).await?;
    let links = links_of(tx, touches).await?;
    let first = evidence(touches, left, links, &about);
    first.apply(tx).await?;
    let spread_out = no_crowd(tx, &about, &first).await?;
    let gone = gone(tx, &about, &spread_out, left).await?;
    let by_hand = links_by_hand(tx, &gone).await?;
    by_hand.apply(tx).await?;

    let start: Vec<IdentityId> = about
        .iter()
        .filter(|(id, node)| !node.context || spread_out.contains(id))
        .map(|(id, _)| *id)
        .collect();
    let mut before = Neighbourhood::around(tx, start).await?;
    for point in before
        .points
        .iter_mut()
        .filter(|point| spread_out.contains(&point.id))
    {
        point.context = false;
    }
    let points: Vec<Point> = before
        .points
        .iter()
        .filter(|point| !gone.contains(&point.id))
        .cloned()
        .collect();
    let held: Vec<Link> = before.links.iter().cloned().collect();
    let outcome = replay(&points, &held, &before.cannot);
    let mut then = difference(&before, outcome, ledger.store().env().now(), actor);
    then.context = spread_out.iter().map(|id| (*id, false)).collect();
    then.context.sort_unstable();
    send_on(&before, &gone, &mut then);
    then.apply(tx).await?;

    let mut changed: HashSet<CustomerId> = before
        .points
        .iter()
        .filter_map(|point| before.customer_of(point.id))
        .collect();
    changed.extend(then.joined.iter().filter_map(|(_, customer)| *customer));
    changed.extend(then.founded.iter().map(|founded| founded.customer));
    let whole = joined(first, by_hand, then);
    if !whole.is_empty() {
        record(tx, ledger, TouchType::Withdrawn, actor, &whole).await?;
    }
    Ok(changed)
}

struct Node {
    kind: IdentityKind,
    context: bool,
}

/// The identities of the touches that somebody may own.
async fn nodes(tx: &mut Tx, touches: &[Entry]) -> Result<BTreeMap<IdentityId, Node>> {
    let ids: HashSet<i64> = touches
        .iter()
        .flat_map(|touch| touch.identities.iter().map(|id| id.0))
        .collect();
    let sql = "SELECT id, kind, context FROM identities WHERE id = ANY($1) AND key IS NOT NULL";
    let rows = tx
        .query(sql, params![ids.into_iter().collect::<Vec<_>>()])
        .await?;
    rows.into_iter()
        .map(|mut row| {
            let node = Node {
                kind: row.take(1)?,
                context: row.take(2)?,
            };
            Ok((row.take(0)?, node))
        })
        .collect()
}

/// The links that these touches spoke of.
async fn links_of(tx: &mut Tx, touches: &[Entry]) -> Result<Vec<Link>> {
    let pairs: HashSet<Pair> = touches
        .iter()
        .flat_map(|touch| pairs_of(&touch.identities))
        .collect();
    let sets: Vec<_> = pairs
        .into_iter()
        .map(|(a, b)| vec![a.into(), b.into()])
        .collect();
    let sql = "SELECT a, b, rule, ordinal, source, first_at, last_day, state, reason, merge FROM links WHERE a = $1 AND b = $2 AND rule = 1";
    let answers = tx.query_many(sql, &sets).await?;
    let mut links = answers
        .into_iter()
        .flatten()
        .map(|mut row| read_link(&mut row))
        .collect::<Result<Vec<_>>>()?;
    links.sort_by_key(|link| (link.a, link.b));
    Ok(links)
}

/// What becomes of the links: those that only these touches said are no more, others rest on the first that still says them.
fn evidence(
    touches: &[Entry],
    left: &Left,
    links: Vec<Link>,
    about: &BTreeMap<IdentityId, Node>,
) -> Effects {
    let seqs: HashSet<i64> = touches.iter().map(|touch| touch.seq).collect();
    let mut effects = Effects::default();
    for mut link in links {
        if !seqs.contains(&link.ordinal) {
            // Said again by what was taken back, it keeps its last day, which a rebuild could not tell from the touches.
            effects.links.push(link);
            continue;
        }
        if let Some(evidence) = left.pairs.get(&(link.a, link.b)) {
            (link.ordinal, link.source, link.first_at) =
                (evidence.ordinal, evidence.source, evidence.at);
            effects.links.push(link);
            continue;
        }
        for (end, other) in [(link.a, link.b), (link.b, link.a)] {
            let strong = about
                .get(&other)
                .is_some_and(|node| trust::rule(node.kind).is_strong());
            if strong {
                effects.degrees.push((end, -1));
            }
        }
        effects.unlinked.push((link.a, link.b, link.rule));
    }
    effects
}

/// Identities that were taken for a crowd's, and that not even all their company together makes one any more.
async fn no_crowd(
    tx: &mut Tx,
    about: &BTreeMap<IdentityId, Node>,
    first: &Effects,
) -> Result<HashSet<IdentityId>> {
    let fewer: HashSet<IdentityId> = first.degrees.iter().map(|(id, _)| *id).collect();
    let mut spread_out = HashSet::new();
    for (id, node) in about
        .iter()
        .filter(|(id, node)| node.context && fewer.contains(id))
    {
        let (most, recent) = company(tx, *id, Timestamp(i64::MIN)).await?;
        if !trust::rule(node.kind).context.is_met(most, recent) {
            spread_out.insert(*id);
        }
    }
    Ok(spread_out)
}

/// Identities that nothing speaks of any more: they anchor no touch, and no touch says them beside another.
async fn gone(
    tx: &mut Tx,
    about: &BTreeMap<IdentityId, Node>,
    spread_out: &HashSet<IdentityId>,
    left: &Left,
) -> Result<HashSet<IdentityId>> {
    let mut gone: HashSet<IdentityId> = about
        .iter()
        .filter(|(id, node)| {
            (!node.context || spread_out.contains(id)) && !left.anchors.contains(id)
        })
        .map(|(id, _)| *id)
        .collect();
    let list: Vec<i64> = gone.iter().map(|id| id.0).collect();
    let said = "SELECT a FROM links WHERE a = ANY($1) AND rule = 1 UNION SELECT b FROM links WHERE b = ANY($1) AND rule = 1";
    for mut row in tx.query(said, params![list]).await? {
        gone.remove(&row.take(0)?);
    }
    Ok(gone)
}

/// The links that people made to identities that are gone.
async fn links_by_hand(tx: &mut Tx, gone: &HashSet<IdentityId>) -> Result<Effects> {
    let list: Vec<i64> = gone.iter().map(|id| id.0).collect();
    let sql = "SELECT a, b FROM links WHERE a = ANY($1) AND rule = 2 UNION SELECT a, b FROM links WHERE b = ANY($1) AND rule = 2 ORDER BY 1, 2";
    let mut effects = Effects::default();
    for mut row in tx.query(sql, params![list]).await? {
        effects
            .unlinked
            .push((row.take(0)?, row.take(1)?, LinkRule::Person));
    }
    Ok(effects)
}

/// A customer that began with an identity that is gone stands for the one its others went to, so that its id still leads there.
fn send_on(before: &Neighbourhood, gone: &HashSet<IdentityId>, effects: &mut Effects) {
    let mut heirs: BTreeMap<CustomerId, CustomerId> = BTreeMap::new();
    for (id, customer) in &effects.joined {
        if let (Some(was), Some(now)) = (before.customer_of(*id), customer) {
            heirs.entry(was).or_insert(*now);
        }
    }
    for id in gone {
        let Some(founded) = before.founded_by(*id) else {
            continue;
        };
        if before.customer_of(*id) == Some(founded)
            && let Some(heir) = heirs.get(&founded)
        {
            effects.merged_into.push((founded, Some(*heir)));
        }
    }
    effects.merged_into.sort_unstable();
}

/// All of it as one decision: of a link only what it came to.
fn joined(first: Effects, by_hand: Effects, then: Effects) -> Effects {
    let mut links = BTreeMap::new();
    for link in first.links.into_iter().chain(then.links) {
        links.insert((link.a, link.b, link.rule as i64), link);
    }
    Effects {
        unlinked: first.unlinked.into_iter().chain(by_hand.unlinked).collect(),
        links: links.into_values().collect(),
        degrees: first.degrees,
        ..then
    }
}
