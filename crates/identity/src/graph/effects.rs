//! Every change to the graph, as data: what a decision did, kept in the ledger and applied to the tables.

use std::collections::BTreeMap;

use kernel::{CustomerId, IdentityId, MergeId, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Change, ColumnType, FromValue, Tx, Value, params};

/// What says that two identities are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkRule {
    /// They came in one touch.
    SeenTogether = 1,
    /// A person said so.
    Person = 2,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It holds its two ends in one customer.
    Joins = 1,
    /// It was seen, but a limit, a context mark or a cannot-link forbids it.
    Refused = 2,
    /// A person took it back.
    Undone = 3,
}

impl FromValue for LinkRule {
    fn from_value(value: Value) -> Option<Self> {
        match i64::from_value(value)? {
            1 => Some(Self::SeenTogether),
            2 => Some(Self::Person),
            _ => None,
        }
    }
}

impl FromValue for LinkState {
    fn from_value(value: Value) -> Option<Self> {
        match i64::from_value(value)? {
            1 => Some(Self::Joins),
            2 => Some(Self::Refused),
            3 => Some(Self::Undone),
            _ => None,
        }
    }
}

/// A customer that begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Founded {
    /// Which.
    pub customer: CustomerId,
    /// The identity it begins with.
    pub identity: IdentityId,
    /// Whether something names it.
    pub known: bool,
    /// When.
    pub at: Timestamp,
}

/// A link as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// One end.
    pub a: IdentityId,
    /// The other end. A link that a person made names the survivor's end first; else the smaller number is first.
    pub b: IdentityId,
    /// What says that the two are one.
    pub rule: LinkRule,
    /// Its place in the order in which links are weighed.
    pub ordinal: i64,
    /// The source it was first seen in.
    pub source: Option<i64>,
    /// When it was first seen.
    pub first_at: Timestamp,
    /// The last day it was seen on.
    pub last_day: i64,
    /// What became of it.
    pub state: LinkState,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// The merge it made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub merge: Option<MergeId>,
}

/// A merge that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Which.
    pub id: MergeId,
    /// The customer that goes on.
    pub survivor: CustomerId,
    /// The customer that is merged into it.
    pub other: CustomerId,
    /// One end of the link that made it.
    pub a: IdentityId,
    /// The other end.
    pub b: IdentityId,
    /// What said that the two are one.
    pub rule: LinkRule,
    /// The place of the link in the order.
    pub seq: i64,
    /// When it was decided.
    pub at: Timestamp,
    /// Who decided.
    pub actor: String,
    /// Why, in the words of whoever decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// Two identities that must not be one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CannotLink {
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
}

/// A cannot-link that no longer holds for the links after `ordinal`. Those before were decided under it and stay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lifted {
    /// One.
    pub a: IdentityId,
    /// The other.
    pub b: IdentityId,
    /// When.
    pub at: Timestamp,
    /// The last place in the order that it still binds.
    pub ordinal: i64,
    /// The merge that lifted it; undoing that one puts it back.
    pub merge: Option<MergeId>,
}

/// What a decision did to the graph. Applied in the order of the fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Effects {
    /// Customers that begin.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub founded: Vec<Founded>,
    /// Links that nothing says any more: one touch alone did, and it was taken back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unlinked: Vec<(IdentityId, IdentityId, LinkRule)>,
    /// Links that are new, or whose state changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Identities that strong company was counted for: (identity, how many more).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub degrees: Vec<(IdentityId, i64)>,
    /// Identities that are shared by many now, or no longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<(IdentityId, bool)>,
    /// All identities of the first customer go to the second, which it is merged into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<(CustomerId, CustomerId)>,
    /// Identities that go to a customer, or to nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<(IdentityId, Option<CustomerId>)>,
    /// Where each customer is merged into now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged_into: Vec<(CustomerId, Option<CustomerId>)>,
    /// Customers that are named now, or no longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<(CustomerId, bool)>,
    /// Merges that hold now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<Merge>,
    /// Merges that no longer hold: when, and who did it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmerged: Vec<(MergeId, Timestamp, String)>,
    /// Cannot-links that hold now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cannot: Vec<CannotLink>,
    /// Cannot-links that no longer hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lifted: Vec<Lifted>,
    /// Customers that are no more; what was theirs is deleted by who kept it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub erased: Vec<(CustomerId, Timestamp)>,
}

/// What [`Tx::update_many`] finds an identity by.
const KEY: &[(&str, ColumnType)] = &[("id", ColumnType::Int)];

impl Effects {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.founded.is_empty()
            && self.unlinked.is_empty()
            && self.links.is_empty()
            && self.degrees.is_empty()
            && self.context.is_empty()
            && self.moved.is_empty()
            && self.joined.is_empty()
            && self.merged_into.is_empty()
            && self.known.is_empty()
            && self.merges.is_empty()
            && self.unmerged.is_empty()
            && self.cannot.is_empty()
            && self.lifted.is_empty()
            && self.erased.is_empty()
    }

    /// Writes the changes to the tables. Applying the same effects twice leaves what applying them once does, but for
    /// degrees, which are counted.
    pub async fn apply(&self, tx: &mut Tx) -> Result<()> {
        self.apply_founded(tx).await?;
        self.apply_unlinked(tx).await?;
        self.apply_links(tx).await?;
        // A statement changes a row once, so what is counted several times is summed before.
        let mut degrees: BTreeMap<IdentityId, i64> = BTreeMap::new();
        for (identity, more) in &self.degrees {
            *degrees.entry(*identity).or_default() += more;
        }
        let rows = degrees
            .into_iter()
            .map(|(id, more)| vec![id.into(), more.into()])
            .collect();
        let by = &[("degree", ColumnType::Int, Change::By)];
        tx.update_many("identities", KEY, by, rows).await?;
        for (identity, context) in &self.context {
            tx.execute(
                "UPDATE identities SET context = $2 WHERE id = $1",
                params![*identity, *context],
            )
            .await?;
        }
        for (from, to) in &self.moved {
            tx.execute(
                "UPDATE identities SET customer = $2 WHERE customer = $1",
                params![from, to],
            )
            .await?;
            tx.execute(
                "UPDATE customers SET merged_into = $2 WHERE id = $1 OR merged_into = $1",
                params![from, to],
            )
            .await?;
        }
        let joined: BTreeMap<IdentityId, Option<CustomerId>> =
            self.joined.iter().copied().collect();
        let rows = joined
            .into_iter()
            .map(|(id, customer)| vec![id.into(), customer.into()])
            .collect();
        tx.update_many(
            "identities",
            KEY,
            &[("customer", ColumnType::Blob, Change::To)],
            rows,
        )
        .await?;
        for (customer, into) in &self.merged_into {
            tx.execute(
                "UPDATE customers SET merged_into = $2 WHERE id = $1",
                params![customer, *into],
            )
            .await?;
        }
        for (customer, known) in &self.known {
            tx.execute(
                "UPDATE customers SET known = $2 WHERE id = $1",
                params![customer, *known],
            )
            .await?;
        }
        for (customer, at) in &self.erased {
            tx.execute(
                "UPDATE customers SET erased_at = $2 WHERE id = $1",
                params![customer, *at],
            )
            .await?;
        }
        self.apply_merges(tx).await
    }

    async fn apply_founded(&self, tx: &mut Tx) -> Result<()> {
        const COLUMNS: &[(&str, ColumnType)] = &[
            ("id", ColumnType::Blob),
            ("founder", ColumnType::Int),
            ("known", ColumnType::Int),
            ("created_at", ColumnType::Int),
        ];
        let rows = self.founded.iter().map(|one| {
            vec![
                one.customer.into(),
                one.identity.into(),
                one.known.into(),
                one.at.into(),
            ]
        });
        tx.insert_many(
            "customers",
            COLUMNS,
            rows.collect(),
            "ON CONFLICT (id) DO NOTHING",
        )
        .await?;
        let rows = self.founded.iter().map(|one| {
            vec![
                one.identity.into(),
                one.customer.into(),
                one.customer.into(),
            ]
        });
        let to = &[
            ("founded", ColumnType::Blob, Change::To),
            ("customer", ColumnType::Blob, Change::To),
        ];
        tx.update_many("identities", KEY, to, rows.collect())
            .await?;
        Ok(())
    }

    async fn apply_unlinked(&self, tx: &mut Tx) -> Result<()> {
        let rows: Vec<_> = self
            .unlinked
            .iter()
            .map(|(a, b, rule)| vec![(*a).into(), (*b).into(), (*rule as i64).into()])
            .collect();
        let sql = "DELETE FROM links WHERE a = $1 AND b = $2 AND rule = $3";
        tx.query_many(sql, &rows).await.map(|_| ())
    }

    async fn apply_links(&self, tx: &mut Tx) -> Result<()> {
        const COLUMNS: &[(&str, ColumnType)] = &[
            ("a", ColumnType::Int),
            ("b", ColumnType::Int),
            ("rule", ColumnType::Int),
            ("ordinal", ColumnType::Int),
            ("source", ColumnType::Int),
            ("first_at", ColumnType::Int),
            ("last_day", ColumnType::Int),
            ("state", ColumnType::Int),
            ("reason", ColumnType::Text),
            ("merge", ColumnType::Blob),
        ];
        let rows = self.links.iter().map(|link| {
            vec![
                link.a.into(),
                link.b.into(),
                (link.rule as i64).into(),
                link.ordinal.into(),
                link.source.into(),
                link.first_at.into(),
                link.last_day.into(),
                (link.state as i64).into(),
                link.reason.clone().into(),
                link.merge.into(),
            ]
        });
        let tail = "ON CONFLICT (a, b, rule) DO UPDATE SET state = excluded.state, reason = excluded.reason, merge = excluded.merge,
                    ordinal = excluded.ordinal, source = excluded.source, first_at = excluded.first_at, last_day = excluded.last_day";
        tx.insert_many("links", COLUMNS, rows.collect(), tail).await
    }

    async fn apply_merges(&self, tx: &mut Tx) -> Result<()> {
        for merge in &self.merges {
            let sql = "INSERT INTO merges (id, survivor, other, a, b, rule, seq, at, actor, reason)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                       ON CONFLICT (id) DO UPDATE SET survivor = excluded.survivor, other = excluded.other, undone_at = NULL, undone_by = NULL";
            let values = params![
                merge.id,
                merge.survivor,
                merge.other,
                merge.a,
                merge.b,
                merge.rule as i64,
                merge.seq,
                merge.at,
                &merge.actor,
                merge.reason.clone()
            ];
            tx.execute(sql, values).await?;
        }
        for (id, at, actor) in &self.unmerged {
            let sql = "UPDATE merges SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL";
            tx.execute(sql, params![id, *at, actor]).await?;
        }
        for cannot in &self.cannot {
            let sql = "INSERT INTO cannot_links (a, b, merge, at, actor) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (a, b) DO UPDATE SET merge = excluded.merge, at = excluded.at, actor = excluded.actor,
                       lifted_at = NULL, lifted_by = NULL, lifted_ordinal = NULL";
            tx.execute(
                sql,
                params![cannot.a, cannot.b, cannot.merge, cannot.at, &cannot.actor],
            )
            .await?;
        }
        for one in &self.lifted {
            let sql = "UPDATE cannot_links SET lifted_at = $3, lifted_by = $4, lifted_ordinal = $5
                       WHERE a = $1 AND b = $2 AND lifted_at IS NULL";
            tx.execute(sql, params![one.a, one.b, one.at, one.merge, one.ordinal])
                .await?;
        }
        Ok(())
    }
}
