//! The identities of a customer as a graph, with the evidence of each line: "why are these one?".
//!
//! Purpose: what is drawn and listed of one customer's part of the graph, and of whom it touches without being one with them.
//! Invariants: bounded, however large the customer: what joins is shown before what was refused, the believed before the
//! rest, and what is left out is counted; nothing is decided here.
//!
//! To add a sort of line: its rows in [`of`], and a field of [`Graph`].

use std::collections::{HashMap, HashSet};

use identity::graph::{LinkRule, LinkState};
use identity::normal::mask;
use kernel::{
    Channel, CustomerId, IdentityId, IdentityKind, MergeId, Result, SourceId, Timestamp, TouchId,
    TouchType,
};
use ledger::Ledger;
use serde::Serialize;
use store::{Store, Tx, params};

use crate::show::{self, Customer, Identity, Reveal, View};
use crate::sight::Sight;

/// More identities of the customer than this cannot be told apart in a drawing.
const MOST_IDENTITIES: usize = 120;
/// More lines.
const MOST_LINKS: usize = 400;
/// More identities of others.
const MOST_AROUND: usize = 40;

/// The touch in which two identities were seen together first.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct EvidenceTouch {
    /// Its id.
    pub id: TouchId,
    /// When it happened.
    pub at: Timestamp,
    /// What sort of touch it is.
    #[serde(rename = "type")]
    pub kind: TouchType,
    /// What happened.
    pub event: Option<String>,
    /// The kind of the touchpoint.
    pub channel: Option<Channel>,
    #[serde(skip)]
    number: Option<i64>,
    #[serde(skip)]
    touchpoint: Option<i64>,
}

/// A line between two identities, and what it rests on.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct GraphLink {
    /// One end.
    pub a: IdentityId,
    /// The other end.
    pub b: IdentityId,
    /// What says that they are one.
    pub rule: LinkRule,
    /// Whether it counts.
    pub state: LinkState,
    /// Why it was refused, as a code: `limit:phone:8`, `window:…`, `cap:…`, `context`, `cannot_link`.
    pub refusal: Option<String>,
    /// The source it was first seen in.
    pub source: Option<SourceId>,
    /// The touch it was first seen in.
    pub touch: Option<EvidenceTouch>,
    /// When it was first seen or said.
    pub first_at: Timestamp,
    /// The last day it was seen again.
    pub last_day: Timestamp,
    /// The merge that it made.
    pub merge: Option<MergeId>,
    /// Who said so, when a person did.
    pub actor: Option<String>,
    /// The name of the person or the token.
    pub actor_name: Option<String>,
    /// Why, in the words of whoever said so.
    pub said: Option<String>,
}

/// Two identities that must not be one.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CannotLinkShown {
    /// One.
    pub a: IdentityId,
    /// The other.
    pub b: IdentityId,
    /// The merge whose undo left it behind.
    pub merge: Option<MergeId>,
    /// When.
    pub at: Timestamp,
    /// Who said so.
    pub actor: String,
    /// The name of the person or the token.
    pub actor_name: Option<String>,
    /// When a person lifted it; null while it holds.
    pub lifted_at: Option<Timestamp>,
}

/// An identity that is another's, or nobody's, at the far end of a line.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OutsideIdentity)]
pub struct Outside {
    /// Its id.
    pub id: IdentityId,
    /// What sort of identifier it is.
    pub kind: IdentityKind,
    /// Its value, masked unless revealed.
    pub value: String,
    /// Whether many share it.
    pub context: bool,
    /// Whose it is; null when it is nobody's.
    pub customer: Option<CustomerId>,
    /// What that customer is called, masked unless revealed.
    pub customer_name: Option<String>,
}

/// What is not shown, because nobody could read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = GraphLeftOut)]
pub struct LeftOut {
    /// Identities of the customer.
    pub identities: usize,
    /// Lines.
    pub links: usize,
}

/// A customer's part of the graph.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = IdentityGraph)]
pub struct Graph {
    /// Its identities, the most believed first.
    pub identities: Vec<Identity>,
    /// Identities of others, and shared ones, that a line leads to.
    pub around: Vec<Outside>,
    /// What was seen or said, also what was refused or undone.
    pub links: Vec<GraphLink>,
    /// What must not be one.
    pub cannot_links: Vec<CannotLinkShown>,
    /// What is not shown.
    pub left_out: LeftOut,
}

impl Graph {
    /// Everyone who said something, to be named by whoever knows people.
    #[must_use]
    pub fn actors(&self) -> HashSet<String> {
        let links = self.links.iter().filter_map(|link| link.actor.clone());
        let cannot = self.cannot_links.iter().map(|one| one.actor.clone());
        links.chain(cannot).collect()
    }

    /// Puts the names of who said something beside their ids.
    pub fn name(&mut self, names: &HashMap<String, String>) {
        for link in &mut self.links {
            link.actor_name = link.actor.as_ref().and_then(|id| names.get(id)).cloned();
        }
        for one in &mut self.cannot_links {
            one.actor_name = names.get(&one.actor).cloned();
        }
    }
}

/// The graph around a customer that is shown already.
pub async fn of(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: Customer,
    (view, sight): (View, &Sight),
) -> Result<Graph> {
    let all: Vec<i64> = customer.identities.iter().map(|one| one.id.0).collect();
    let mut identities = customer.identities;
    let mut left_out = LeftOut {
        identities: identities.len().saturating_sub(MOST_IDENTITIES),
        links: 0,
    };
    identities.truncate(MOST_IDENTITIES);
    let own: HashSet<IdentityId> = all.iter().map(|id| IdentityId(*id)).collect();
    let shown: HashSet<IdentityId> = identities.iter().map(|one| one.id).collect();
    let ids: Vec<i64> = shown.iter().map(|id| id.0).collect();

    let mut around: Vec<IdentityId> = Vec::new();
    let mut known: HashSet<IdentityId> = HashSet::new();
    // An end is drawn when it is one of the customer's that are shown, or an outsider there is room for.
    let mut is_drawn = |end: IdentityId| {
        if own.contains(&end) {
            return shown.contains(&end);
        }
        if !known.contains(&end) {
            if around.len() == MOST_AROUND {
                return false;
            }
            known.insert(end);
            around.push(end);
        }
        true
    };
    let mut links = Vec::new();
    for link in rows(tx, &all).await? {
        let (here, there) = if own.contains(&link.a) {
            (link.a, link.b)
        } else {
            (link.b, link.a)
        };
        if links.len() < MOST_LINKS && is_drawn(here) && is_drawn(there) {
            links.push(link);
        } else {
            left_out.links += 1;
        }
    }
    let mut cannot_links = cannot(tx, &ids).await?;
    cannot_links.retain(|one| is_drawn(one.a) && is_drawn(one.b));
    let seen = sight.touchpoints(tx).await?;
    for link in &mut links {
        // What happened elsewhere is no more told of than in the timeline.
        let is_seen = |touch: &mut EvidenceTouch| {
            seen.as_ref().is_none_or(|seen| {
                touch
                    .touchpoint
                    .is_some_and(|number| seen.contains(&number))
            })
        };
        link.touch = link.touch.take_if(is_seen);
        if let Some(touch) = &mut link.touch
            && let Some(number) = touch.number
        {
            touch.event = Some(ledger.event_name(tx, number).await?.to_string());
        }
    }
    Ok(Graph {
        identities,
        around: outside(tx, ledger.store(), around, (view, sight)).await?,
        links,
        cannot_links,
        left_out,
    })
}

/// The lines of these identities: what joins first, then the newest.
async fn rows(tx: &mut Tx, ids: &[i64]) -> Result<Vec<GraphLink>> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for end in ["a", "b"] {
        let sql = format!(
            "SELECT l.a, l.b, l.rule, l.state, l.reason, s.id, l.first_at, l.last_day, l.merge, m.actor, m.reason,
                    e.id, e.at, e.type, e.event, e.channel, l.ordinal, e.touchpoint
             FROM links l LEFT JOIN sources s ON s.num = l.source LEFT JOIN merges m ON m.id = l.merge AND l.rule = 2
             LEFT JOIN ledger e ON e.seq = l.ordinal AND l.rule = 1
             WHERE l.{end} = ANY($1) ORDER BY l.state, l.ordinal DESC LIMIT 4000"
        );
        for mut row in tx.query(&sql, params![ids.to_vec()]).await? {
            let (a, b, rule): (IdentityId, IdentityId, LinkRule) =
                (row.take(0)?, row.take(1)?, row.take(2)?);
            if !seen.insert((a, b, rule)) {
                continue;
            }
            let state: LinkState = row.take(3)?;
            let reason: Option<String> = row.take(4)?;
            let touch = match row.take::<Option<TouchId>>(11)? {
                Some(id) => Some(EvidenceTouch {
                    id,
                    at: row.take(12)?,
                    kind: row.take(13)?,
                    event: None,
                    channel: row.take(15)?,
                    number: row.take(14)?,
                    touchpoint: row.take(17)?,
                }),
                None => None,
            };
            let link = GraphLink {
                a,
                b,
                rule,
                state,
                refusal: reason.filter(|_| state == LinkState::Refused),
                source: row.take(5)?,
                touch,
                first_at: row.take(6)?,
                last_day: Timestamp(row.take::<i64>(7)? * Timestamp::DAY),
                merge: row.take(8)?,
                actor: row.take(9)?,
                actor_name: None,
                said: row.take(10)?,
            };
            links.push((row.take::<i64>(16)?, link));
        }
    }
    links.sort_by_key(|(ordinal, link)| (link.state as i64, std::cmp::Reverse(*ordinal), link.a));
    Ok(links.into_iter().map(|(_, link)| link).collect())
}

async fn cannot(tx: &mut Tx, ids: &[i64]) -> Result<Vec<CannotLinkShown>> {
    let sql = "SELECT a, b, merge, at, actor, lifted_at FROM cannot_links
               WHERE a = ANY($1) OR b = ANY($1) ORDER BY at DESC, a, b LIMIT 200";
    let read = |mut row: store::Row| {
        Ok(CannotLinkShown {
            a: row.take(0)?,
            b: row.take(1)?,
            merge: row.take(2)?,
            at: row.take(3)?,
            actor: row.take(4)?,
            actor_name: None,
            lifted_at: row.take(5)?,
        })
    };
    let rows = tx.query(sql, params![ids.to_vec()]).await?;
    rows.into_iter().map(read).collect()
}

/// What is shown of identities that are not the customer's.
async fn outside(
    tx: &mut Tx,
    store: &Store,
    ids: Vec<IdentityId>,
    (view, sight): (View, &Sight),
) -> Result<Vec<Outside>> {
    let list: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let sql = "SELECT id, kind, context, customer, key, sealed FROM identities WHERE id = ANY($1) ORDER BY id";
    let mut read = Vec::with_capacity(list.len());
    for mut row in tx.query(sql, params![list]).await? {
        let one = Outside {
            id: row.take(0)?,
            kind: row.take(1)?,
            value: String::new(),
            context: row.take(2)?,
            customer: row.take(3)?,
            customer_name: None,
        };
        read.push((
            one,
            row.take::<Option<i64>>(4)?,
            row.take::<Option<Vec<u8>>>(5)?,
        ));
    }
    let numbers: Vec<i64> = read.iter().filter_map(|(_, number, _)| *number).collect();
    let keys = store.keyring().get(tx, numbers).await?;
    let mut around = Vec::with_capacity(read.len());
    for (mut one, number, sealed) in read {
        // An erased one has no key; what is left is that it was there.
        if let (Some(key), Some(sealed)) = (number.and_then(|number| keys.get(&number)), sealed) {
            let plain = String::from_utf8(store::seal::open(key, "identity", &sealed)?)
                .map_err(kernel::Error::internal)?;
            one.value = if view.reveal == Reveal::Plain {
                plain
            } else {
                mask(one.kind, &plain)
            };
        }
        around.push(one);
    }
    let owners: HashSet<CustomerId> = around.iter().filter_map(|one| one.customer).collect();
    let owners = sight.among(tx, owners.into_iter().collect()).await?;
    let names: HashMap<CustomerId, Option<String>> = show::customers(tx, store, &owners, view)
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner.name))
        .collect();
    for one in &mut around {
        one.customer = one.customer.filter(|owner| names.contains_key(owner));
        one.customer_name = one
            .customer
            .and_then(|owner| names.get(&owner).cloned().flatten());
    }
    Ok(around)
}
