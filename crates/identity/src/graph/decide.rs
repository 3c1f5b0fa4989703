//! Deciding: what one touch says about who is who.

use std::sync::Arc;

use kernel::{CustomerId, IdentityId, MergeId, Result, Timestamp, TouchType};
use ledger::{Decision, Entry, Ledger};
use sha2::{Digest, Sha256};
use store::{Tx, params};

use super::effects::{Effects, Founded, Link, LinkRule, LinkState, Merge};
use super::rules::{Counts, Standing, ordered};
use super::working::{Customer, Working};
use super::{manual, replay, rules};
use crate::trust;

/// Whether the rest of the chunk can go on with what is in memory.
pub(super) enum Then {
    GoOn,
    /// The graph was changed beyond what is in memory.
    LoadAgain,
}

/// Takes one touch into the graph.
pub(super) async fn touch(
    tx: &mut Tx,
    ledger: &Ledger,
    working: &mut Working,
    entry: &Entry,
) -> Result<Then> {
    working.seen_again(&entry.identities, entry.at);
    let shared = |id: &IdentityId| working.nodes.get(id).is_none_or(|node| node.context);
    let ids: Vec<IdentityId> = entry
        .identities
        .iter()
        .copied()
        .filter(|id| !shared(id))
        .collect();
    let Some((anchor, others)) = ids.split_first() else {
        return Ok(Then::GoOn);
    };
    if ids.iter().all(|id| {
        working
            .nodes
            .get(id)
            .is_none_or(|node| node.customer.is_none())
    }) {
        found(working, *anchor, entry.received_at);
    }
    // In the order of a replay, which also lets an anchor that is new find a customer before what is new beside it.
    let mut others = others.to_vec();
    others.sort_by_key(|other| ordered(*anchor, *other));
    for other in &others {
        if working.links.contains_key(&ordered(*anchor, *other)) {
            continue;
        }
        link(tx, ledger, working, entry, (*anchor, *other)).await?;
        if let Some(crowded) = crowded(tx, ledger, working, [*anchor, *other], entry.at).await? {
            working.flush(tx, ledger, TouchType::Resolved).await?;
            manual::mark_context(tx, ledger, crowded, true, "rule:degree").await?;
            return Ok(Then::LoadAgain);
        }
    }
    Ok(Then::GoOn)
}

/// Begins a customer with this identity. Its id is made from the identity and the time, so that a replay makes the same.
fn found(working: &mut Working, identity: IdentityId, at: Timestamp) {
    let Some(node) = working.nodes.get_mut(&identity) else {
        return;
    };
    let customer = customer_id(at, &node.blind);
    let known = rules::names_customer(node.kind);
    node.customer = Some(customer);
    let standing = Standing {
        known,
        created_at: at,
        id: customer,
    };
    working.customers.insert(
        customer,
        Customer {
            standing,
            counts: Counts::one(node.kind, node.qualifier),
        },
    );
    working.effects.founded.push(Founded {
        customer,
        identity,
        known,
        at,
    });
}

/// The id of the customer that begins with an identity at a time.
pub(super) fn customer_id(at: Timestamp, blind: &[u8; 16]) -> CustomerId {
    CustomerId(kernel::id::uuid_v8(at, digest(&[b"customer", blind])))
}

/// The id of the merge that a link makes.
pub(super) fn merge_id(link: &Link) -> MergeId {
    let parts = [link.a.0, link.b.0, link.rule as i64, link.ordinal].map(i64::to_be_bytes);
    MergeId(kernel::id::uuid_v8(
        link.first_at,
        digest(&[b"merge", parts.as_flattened()]),
    ))
}

fn digest(parts: &[&[u8]]) -> [u8; 10] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    let mut out = [0; 10];
    out.copy_from_slice(&hash.finalize()[..10]);
    out
}

/// Decides on a link that was never seen before.
async fn link(
    tx: &mut Tx,
    ledger: &Ledger,
    working: &mut Working,
    entry: &Entry,
    ends: (IdentityId, IdentityId),
) -> Result<()> {
    let (a, b) = ordered(ends.0, ends.1);
    let mut link = Link {
        a,
        b,
        rule: LinkRule::SeenTogether,
        ordinal: entry.seq,
        source: entry.source,
        first_at: entry.at,
        last_day: entry.at.day(),
        state: LinkState::Joins,
        reason: None,
        merge: None,
    };
    working.links.insert((a, b), entry.at.day());
    count_company(working, ends);
    let customer_of =
        |working: &Working, id: &IdentityId| working.nodes.get(id).and_then(|node| node.customer);
    if customer_of(working, &ends.0).is_none() && customer_of(working, &ends.1).is_none() {
        found(working, ends.0, entry.received_at);
    }
    match (customer_of(working, &ends.0), customer_of(working, &ends.1)) {
        (Some(one), Some(same)) if one == same => {}
        (Some(one), Some(other)) => return merge(tx, ledger, working, link, one, other).await,
        (Some(customer), None) => {
            attach(tx, ledger, working, &mut link, (ends.1, customer), entry).await?
        }
        (None, Some(customer)) => {
            attach(tx, ledger, working, &mut link, (ends.0, customer), entry).await?
        }
        (None, None) => {}
    }
    working.effects.links.push(link);
    Ok(())
}

/// Counts for each end whether the other is strong company: a kiosk is known by how many it is seen with.
fn count_company(working: &mut Working, ends: (IdentityId, IdentityId)) {
    for (end, other) in [(ends.0, ends.1), (ends.1, ends.0)] {
        if working
            .nodes
            .get(&other)
            .is_some_and(|node| trust::rule(node.kind).is_strong())
            && let Some(node) = working.nodes.get_mut(&end)
        {
            node.degree += 1;
            working.effects.degrees.push((end, 1));
        }
    }
}

/// The end of a link that so many people share that it can say nothing of any of them.
async fn crowded(
    tx: &mut Tx,
    ledger: &Ledger,
    working: &mut Working,
    ends: [IdentityId; 2],
    at: Timestamp,
) -> Result<Option<IdentityId>> {
    for id in ends {
        let Some(node) = working.nodes.get(&id) else {
            continue;
        };
        let rule = trust::rule(node.kind).context;
        // Company in all, of every kind, is never less than the company of one kind: below this nothing need be counted.
        if node.degree < i64::from(rule.degree.min(rule.churn.limit)) {
            continue;
        }
        working.flush(tx, ledger, TouchType::Resolved).await?;
        let since = at.plus_micros(-i64::from(rule.churn.days) * Timestamp::DAY);
        let (most, recent) = company(tx, id, since).await?;
        if rule.is_met(most, recent) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// How many strong identities of one kind this one was seen with, at most: in all, and first since a time. Kinds are counted
/// apart, because one person brings an account, a phone and a mailbox.
pub(super) async fn company(tx: &mut Tx, id: IdentityId, since: Timestamp) -> Result<(u32, u32)> {
    let sql =
        "SELECT i.kind, COUNT(*), CAST(SUM(CASE WHEN l.first_at >= $2 THEN 1 ELSE 0 END) AS BIGINT)
               FROM (SELECT b AS other, first_at FROM links WHERE a = $1 AND rule = 1
                     UNION ALL SELECT a, first_at FROM links WHERE b = $1 AND rule = 1) l
               JOIN identities i ON i.id = l.other GROUP BY i.kind";
    let (mut most, mut recent) = (0, 0);
    for mut row in tx.query(sql, params![id, since]).await? {
        if trust::rule(row.take(0)?).is_strong() {
            most = most.max(u32::try_from(row.take::<i64>(1)?).unwrap_or(u32::MAX));
            recent = recent.max(u32::try_from(row.take::<i64>(2)?).unwrap_or(u32::MAX));
        }
    }
    Ok((most, recent))
}

/// Gives an identity that belongs to nobody to a customer, or a customer of its own where the limits forbid it.
async fn attach(
    tx: &mut Tx,
    ledger: &Ledger,
    working: &mut Working,
    link: &mut Link,
    (identity, customer): (IdentityId, CustomerId),
    entry: &Entry,
) -> Result<()> {
    let (Some(node), Some(target)) = (
        working.nodes.get(&identity).cloned(),
        working.customers.get(&customer).cloned(),
    ) else {
        return Ok(());
    };
    let counts = target.counts.with(&Counts::one(node.kind, node.qualifier));
    let mut refusal = counts.refusal();
    if refusal.is_none() && counts.needs_window() {
        working.flush(tx, ledger, TouchType::Resolved).await?;
        refusal = window(tx, "customer = $1 OR id = $2", params![customer, identity]).await?;
    }
    if let Some(reason) = refusal {
        (link.state, link.reason) = (LinkState::Refused, Some(reason));
        found(working, identity, entry.received_at);
        return Ok(());
    }
    let known = target.standing.known || rules::names_customer(node.kind);
    working.effects.joined.push((identity, Some(customer)));
    set_customer(working, customer, counts, known);
    if let Some(node) = working.nodes.get_mut(&identity) {
        node.customer = Some(customer);
    }
    Ok(())
}

/// Whether these identities came too many at a time to be one person's.
async fn window(tx: &mut Tx, which: &str, values: &[store::Value]) -> Result<Option<String>> {
    let rows = tx
        .query(
            &format!("SELECT kind, first_at FROM identities WHERE context = 0 AND ({which})"),
            values,
        )
        .await?;
    let held = rows
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(rules::window_refusal(&held))
}

fn set_customer(working: &mut Working, id: CustomerId, counts: Counts, known: bool) {
    if let Some(customer) = working.customers.get_mut(&id) {
        customer.counts = counts;
        if customer.standing.known != known {
            customer.standing.known = known;
            working.effects.known.push((id, known));
        }
    }
}

/// Finds that two customers are one, unless a limit or a cannot-link forbids it.
async fn merge(
    tx: &mut Tx,
    ledger: &Ledger,
    working: &mut Working,
    mut link: Link,
    one: CustomerId,
    other: CustomerId,
) -> Result<()> {
    let (Some(left), Some(right)) = (
        working.customers.get(&one).cloned(),
        working.customers.get(&other).cloned(),
    ) else {
        return Ok(());
    };
    let counts = left.counts.clone().with(&right.counts);
    let mut refusal = counts.refusal();
    if refusal.is_none() {
        working.flush(tx, ledger, TouchType::Resolved).await?;
        refusal = cannot(tx, one, other)
            .await?
            .then(|| "cannot_link".to_owned());
        if refusal.is_none() && counts.needs_window() {
            refusal = window(tx, "customer = $1 OR customer = $2", params![one, other]).await?;
        }
    }
    if let Some(reason) = refusal {
        (link.state, link.reason) = (LinkState::Refused, Some(reason));
        working.effects.links.push(link);
        return Ok(());
    }
    let (survivor, gone) = if left.standing.outlives(&right.standing) {
        (left, right)
    } else {
        (right, left)
    };
    let (survivor, gone) = (survivor.standing, gone.standing);
    link.merge = Some(merge_id(&link));
    working.effects.moved.push((gone.id, survivor.id));
    working.effects.merges.push(Merge {
        id: merge_id(&link),
        survivor: survivor.id,
        other: gone.id,
        a: link.a,
        b: link.b,
        rule: link.rule,
        seq: link.ordinal,
        at: ledger.store().env().now(),
        actor: format!("rule:{}", trust::RULES_VERSION),
        reason: None,
    });
    working.effects.links.push(link);
    working.customers.remove(&gone.id);
    for node in working
        .nodes
        .values_mut()
        .filter(|node| node.customer == Some(gone.id))
    {
        node.customer = Some(survivor.id);
    }
    set_customer(working, survivor.id, counts, survivor.known || gone.known);
    working.flush(tx, ledger, TouchType::Merged).await
}

async fn cannot(tx: &mut Tx, one: CustomerId, other: CustomerId) -> Result<bool> {
    let sql = "SELECT c.a FROM cannot_links c JOIN identities x ON x.id = c.a JOIN identities y ON y.id = c.b
               WHERE c.lifted_at IS NULL AND ((x.customer = $1 AND y.customer = $2) OR (x.customer = $2 AND y.customer = $1)) LIMIT 1";
    Ok(tx.query_opt(sql, params![one, other]).await?.is_some())
}

/// Writes what was decided to the ledger.
pub(super) async fn record(
    tx: &mut Tx,
    ledger: &Ledger,
    kind: TouchType,
    actor: &str,
    effects: &Effects,
) -> Result<i64> {
    let decision = Decision {
        kind,
        at: ledger.store().env().now(),
        actor: if actor == "rule" {
            format!("rule:{}", trust::RULES_VERSION)
        } else {
            actor.to_owned()
        },
        anchor: None,
        properties: serde_json::to_string(effects).map_err(kernel::Error::internal)?,
        personal: None,
    };
    ledger.decide(tx, vec![decision]).await
}

/// Makes the effects that bring a neighbourhood to what a replay of it came to.
pub(super) fn difference(
    before: &manual::Neighbourhood,
    after: replay::Outcome,
    now: Timestamp,
    actor: &str,
) -> Effects {
    let mut effects = Effects::default();
    let mut links = after.links;
    let mut holds = std::collections::HashSet::new();
    for (index, survivor, other) in &after.merges {
        let link = &mut links[*index];
        // A person's merge has an id of its own, which it keeps.
        let id = link.merge.unwrap_or_else(|| merge_id(link));
        link.merge = Some(id);
        holds.insert(id);
        let merge = Merge {
            id,
            survivor: *survivor,
            other: *other,
            a: link.a,
            b: link.b,
            rule: link.rule,
            seq: link.ordinal,
            at: now,
            actor: actor.to_owned(),
            reason: None,
        };
        if before.merges.get(&merge.id) != Some(&(*survivor, *other)) {
            effects.merges.push(merge);
        }
    }
    let gone = before.merges.keys().filter(|id| !holds.contains(id));
    effects.unmerged = gone.map(|id| (*id, now, actor.to_owned())).collect();
    effects.unmerged.sort();
    effects.links = links
        .into_iter()
        .filter(|link| !before.links.contains(link))
        .collect();
    let mut members = std::collections::HashSet::new();
    for part in &after.parts {
        difference_part(before, part, &mut effects);
        members.extend(part.members.iter().copied());
    }
    for point in before
        .points
        .iter()
        .filter(|point| !members.contains(&point.id))
    {
        if before.customer_of(point.id).is_some() {
            effects.joined.push((point.id, None));
        }
        // What began with a context identity is nobody's any more, and so stands for nobody else.
        if let Some((founded, _)) = point.founded
            && before.merged_into(founded).is_some()
        {
            effects.merged_into.push((founded, None));
        }
    }
    effects
}

fn difference_part(before: &manual::Neighbourhood, part: &replay::Part, effects: &mut Effects) {
    let customer = part.customer.unwrap_or_else(|| {
        // Nothing here ever began a customer: the one it came with was begun by what turned out to be context.
        let identity = part.members[0];
        let (first_at, blind) = before.origin_of(identity);
        let customer = customer_id(first_at, &blind);
        effects.founded.push(Founded {
            customer,
            identity,
            known: part.known,
            at: first_at,
        });
        customer
    });
    for member in &part.members {
        if before.customer_of(*member) != Some(customer) {
            effects.joined.push((*member, Some(customer)));
        }
        if let Some(founded) = before.founded_by(*member) {
            let into = (founded != customer).then_some(customer);
            if before.merged_into(founded) != into {
                effects.merged_into.push((founded, into));
            }
        }
    }
    if before.known(customer) != Some(part.known) && part.customer.is_some() {
        effects.known.push((customer, part.known));
    }
}

/// Whether an entry of the ledger carries effects on the graph.
pub(super) fn effects_of(entry: &Arc<Entry>) -> Result<Option<Effects>> {
    if !matches!(
        entry.kind,
        TouchType::Resolved
            | TouchType::Merged
            | TouchType::Unmerged
            | TouchType::Context
            | TouchType::CannotLinkLifted
            | TouchType::Withdrawn
            | TouchType::KeptApart
            | TouchType::Erased
    ) {
        return Ok(None);
    }
    let text = entry.properties.as_deref().unwrap_or("{}");
    serde_json::from_str(text)
        .map(Some)
        .map_err(kernel::Error::internal)
}
