//! What a merge by a person would change, with nothing decided: the same rules over the identities of both.
//!
//! Invariants: nothing is written; values are compared plain and told masked; the survivor's own words are changed only where a
//! value that is believed more comes with the other, and the reason is said.
//!
//! To add something that a merge changes: a field of [`Preview`], worked out in [`of`].

use std::collections::{BTreeMap, HashMap, HashSet};

use identity::graph::manual;
use kernel::{CustomerId, IdentityId, Money, Result, SourceId, Timestamp};
use serde::Serialize;
use serde_json::Value;
use store::{Store, Tx, params};

use crate::attributes::{self, Definitions};
use crate::consent::{self, StandingChange};
use crate::edit::belonging::{self, Membership};
use crate::facts::{self, Fact};
use crate::show::{self, Customer, Identity, Reveal, View};
use crate::sight::Sight;
use crate::{numbers, profile};

/// More identities than this are counted, not listed.
const MOST_LISTED: usize = 60;

/// One of the two, or what they would be together.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MergeSide {
    /// Which customer.
    pub id: CustomerId,
    /// Its name, masked unless revealed.
    pub name: Option<String>,
    /// `person`, `household` or `organisation`.
    pub kind: String,
    /// Whether something names it.
    pub known: bool,
    /// How many identities it has.
    pub identities: usize,
    /// How many touches.
    pub touches: i64,
    /// How many orders.
    pub orders: i64,
    /// What it spent, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
    /// Its first touch.
    pub first_touch_at: Option<Timestamp>,
    /// Its newest touch.
    pub last_touch_at: Option<Timestamp>,
}

/// Why one value of an attribute is shown rather than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShownBecause {
    /// Only one of the two has a value.
    OnlyValue,
    /// A person here wrote it.
    Edited,
    /// Its source is believed before the other's.
    PreferredSource,
    /// It is the newer word.
    Newer,
}

/// An attribute that would change, or in which the two differ.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AttributeChange {
    /// The attribute.
    pub name: String,
    /// What the customer that goes on shows now, masked unless revealed.
    #[schema(value_type = Object)]
    pub before: Value,
    /// What the other shows now.
    #[schema(value_type = Object)]
    pub other: Value,
    /// What would be shown.
    #[schema(value_type = Object)]
    pub after: Value,
    /// Whether what the customer that goes on shows would change.
    pub changes: bool,
    /// Why that value.
    pub because: ShownBecause,
    /// The source that told it; null for a person here.
    pub source: Option<SourceId>,
    /// When it was told.
    pub at: Timestamp,
}

/// What a merge would come to.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = MergePreview)]
pub struct Preview {
    /// The customer that goes on, as it is.
    pub survivor: MergeSide,
    /// The customer that is merged into it, as it is.
    pub other: MergeSide,
    /// What they would be together.
    pub after: MergeSide,
    /// The identities that would come over, the most believed first; up to sixty.
    pub moved: Vec<Identity>,
    /// Attributes that would change, or in which the two differ.
    pub attributes: Vec<AttributeChange>,
    /// Tags that would come over.
    pub tags: Vec<String>,
    /// Consents that would stand otherwise.
    pub consents: Vec<StandingChange>,
    /// Households and organisations it would belong to as well.
    pub groups: Vec<Membership>,
    /// Members that would come over.
    pub members: Vec<Membership>,
    /// Whether one of the two belongs to the other, which a merge would make nonsense of.
    pub one_in_the_other: bool,
    /// The limit for which no rule would make them one, such as `limit:phone:8`; a person's word goes before it.
    pub against: Option<String>,
    /// How many marks that keep the two apart would be lifted.
    pub lifted: usize,
}

/// What merging `other` into `customer` would come to.
pub async fn of(
    tx: &mut Tx,
    store: &Store,
    customer: CustomerId,
    other: CustomerId,
    (view, sight): (View, &Sight),
) -> Result<Preview> {
    let weighed = manual::weigh(tx, customer, other).await?;
    let both = [weighed.survivor, weighed.other];
    let mut shown = show::customers(tx, store, &both, view.clone())
        .await?
        .into_iter();
    let (Some(here), Some(there)) = (shown.next(), shown.next()) else {
        return Err(kernel::Error::NotFound("customer"));
    };
    let now = store.env().now();
    let attributes = attributes(tx, store, &here, &there, view.reveal).await?;
    let consents = consent::if_one(tx, store, here.id, there.id, now).await?;
    let mine = belonging::of(tx, store, here.id, (view.clone(), sight)).await?;
    let theirs = belonging::of(tx, store, there.id, (view, sight)).await?;
    let gained = |all: Vec<Membership>, held: &[Membership], not: CustomerId| {
        let is_new = |one: &Membership| {
            one.customer != Some(not)
                && !held
                    .iter()
                    .any(|known| (known.customer, &known.group_id) == (one.customer, &one.group_id))
        };
        all.into_iter().filter(is_new).collect::<Vec<_>>()
    };
    let within = |all: &[Membership], id| all.iter().any(|one| one.customer == Some(id));
    let one_in_the_other = within(&mine.groups, there.id) || within(&mine.members, there.id);
    let name = attributes.after_name.or_else(|| here.name.clone());
    let mut after = side(&here);
    after.name = name;
    after.kind = kind(tx, both).await?;
    add(&mut after, &there);
    Ok(Preview {
        survivor: side(&here),
        other: side(&there),
        after,
        tags: there
            .tags
            .iter()
            .filter(|tag| !here.tags.contains(tag))
            .cloned()
            .collect(),
        moved: there.identities.into_iter().take(MOST_LISTED).collect(),
        attributes: attributes.changes,
        consents,
        groups: gained(theirs.groups, &mine.groups, here.id),
        members: gained(theirs.members, &mine.members, here.id),
        one_in_the_other,
        against: weighed.against,
        lifted: weighed.lifted,
    })
}

fn side(customer: &Customer) -> MergeSide {
    MergeSide {
        id: customer.id,
        name: customer.name.clone(),
        kind: customer.kind.clone(),
        known: customer.known,
        identities: customer.identities.len(),
        touches: customer.touches,
        orders: customer.orders,
        spend: customer.spend.clone(),
        first_touch_at: customer.first_touch_at,
        last_touch_at: customer.last_touch_at,
    }
}

fn add(after: &mut MergeSide, other: &Customer) {
    after.known |= other.known;
    after.identities += other.identities.len();
    after.touches += other.touches;
    after.orders += other.orders;
    for money in &other.spend {
        numbers::add(&mut after.spend, *money);
    }
    let firsts = [after.first_touch_at, other.first_touch_at];
    after.first_touch_at = firsts.into_iter().flatten().min();
    after.last_touch_at = after.last_touch_at.max(other.last_touch_at);
}

/// What people here last said either of them is.
async fn kind(tx: &mut Tx, both: [CustomerId; 2]) -> Result<String> {
    let list = both.iter().map(|id| id.0.to_vec()).collect();
    let said = profile::kinds_of(tx, list).await?.into_values().max();
    Ok(said.map_or_else(|| "person".to_owned(), |(_, kind)| kind))
}

struct Attributes {
    changes: Vec<AttributeChange>,
    after_name: Option<String>,
}

async fn attributes(
    tx: &mut Tx,
    store: &Store,
    here: &Customer,
    there: &Customer,
    reveal: Reveal,
) -> Result<Attributes> {
    let definitions = attributes::definitions(tx).await?;
    let own: HashSet<IdentityId> = here.identities.iter().map(|one| one.id).collect();
    let ids = here.identities.iter().chain(&there.identities);
    let ids: Vec<i64> = ids.map(|one| one.id.0).collect();
    let facts = facts::of(tx, store, ids, &definitions).await?;
    let sources = sources(tx, &facts).await?;
    let mut by_name: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in &facts {
        by_name.entry(&fact.attribute).or_default().push(fact);
    }
    let mut told = Attributes {
        changes: Vec::new(),
        after_name: None,
    };
    for (name, facts) in by_name {
        // The facts are in the order in which they are believed, over all identities as over each part of them.
        let best = |of_here: bool| {
            let mine = |fact: &&&Fact| own.contains(&fact.identity) == of_here;
            facts.iter().find(mine).copied()
        };
        let (mine, theirs) = (best(true), best(false));
        let Some(winner) = facts.first().copied() else {
            continue;
        };
        let value = |fact: Option<&Fact>| fact.map_or(Value::Null, |fact| fact.value.clone());
        let (mut before, mut other, mut after) = (value(mine), value(theirs), winner.value.clone());
        if before == after && (other == after || other.is_null()) {
            if name == "name" {
                told.after_name = masked_name(&definitions, after, reveal);
            }
            continue;
        }
        let changes = before != after;
        let loser = if own.contains(&winner.identity) {
            theirs
        } else {
            mine
        };
        let because = because(&definitions, winner, loser);
        if reveal == Reveal::Masked {
            for value in [&mut before, &mut other, &mut after] {
                if !value.is_null() {
                    show::mask_attribute(&definitions, name, value);
                }
            }
        }
        if name == "name" {
            told.after_name = after.as_str().map(str::to_owned);
        }
        told.changes.push(AttributeChange {
            name: name.to_owned(),
            before,
            other,
            after,
            changes,
            because,
            source: sources.get(&winner.source).copied(),
            at: winner.at,
        });
    }
    // What changes is read first.
    told.changes.sort_by_key(|one| !one.changes);
    Ok(told)
}

fn masked_name(definitions: &Definitions, mut name: Value, reveal: Reveal) -> Option<String> {
    if reveal == Reveal::Masked && !name.is_null() {
        show::mask_attribute(definitions, "name", &mut name);
    }
    name.as_str().map(str::to_owned)
}

fn because(definitions: &Definitions, winner: &Fact, loser: Option<&Fact>) -> ShownBecause {
    let Some(loser) = loser.filter(|loser| !loser.value.is_null()) else {
        return ShownBecause::OnlyValue;
    };
    let rank = |fact: &Fact| definitions.rank(&fact.attribute, fact.source);
    if rank(winner) == rank(loser) {
        ShownBecause::Newer
    } else if winner.source == 0 {
        ShownBecause::Edited
    } else {
        ShownBecause::PreferredSource
    }
}

async fn sources(tx: &mut Tx, facts: &[Fact]) -> Result<HashMap<i64, SourceId>> {
    let numbers: HashSet<i64> = facts.iter().map(|fact| fact.source).collect();
    let sql = "SELECT num, id FROM sources WHERE num = ANY($1)";
    let rows = tx
        .query(sql, params![numbers.into_iter().collect::<Vec<_>>()])
        .await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}
