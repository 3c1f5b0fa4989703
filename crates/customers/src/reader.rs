//! The reader that keeps what is known and counted of customers.
//!
//! Everything is written for an identity: numbers by day, facts by source. A customer's profile is the sum over its identities,
//! made anew for the customers that a chunk touched; so a merge or an undo moves nothing and ends exact.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use identity::graph::Effects;
use kernel::{CustomerId, IdentityId, Result, TouchType};
use ledger::{Entry, Ledger};
use store::{ColumnType, Tx, params};

use crate::facts::{self, Told};
use crate::profile;

/// The name its cursor is kept under.
pub const NAME: &str = "customers";

/// Keeps numbers, facts and profiles.
pub struct Reader {
    ledger: Ledger,
}

impl Reader {
    /// A reader of this ledger.
    #[must_use]
    pub const fn new(ledger: Ledger) -> Self {
        Self { ledger }
    }

    async fn take(&self, tx: &mut Tx, entries: &[Arc<Entry>]) -> Result<()> {
        let mut affected: BTreeSet<CustomerId> = BTreeSet::new();
        let touches: Vec<&Entry> = entries.iter().map(|entry| &**entry).filter(|entry| entry.kind.is_touch()).collect();
        count(tx, &touches).await?;
        let told = entries.iter().map(|entry| facts::told_by(entry)).collect::<Result<Vec<Vec<Told>>>>()?.concat();
        facts::keep(tx, self.ledger.store(), told).await?;
        let mut anchors: HashSet<i64, ahash::RandomState> = touches.iter().filter_map(|entry| entry.anchor).map(|id| id.0).collect();
        for entry in entries.iter().filter(|entry| !entry.kind.is_touch()) {
            anchors.extend(entry.identities.iter().map(|id| id.0));
            affected.extend(changed_by(entry)?);
        }
        affected.extend(profile::customers_of(tx, anchors.into_iter().collect()).await?);
        profile::renew(tx, affected.into_iter().collect()).await
    }
}

impl ledger::reader::Reader for Reader {
    fn name(&self) -> &'static str {
        NAME
    }

    fn follows(&self) -> Option<&'static str> {
        Some(identity::graph::NAME)
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        self.take(tx, entries).boxed()
    }
}

/// The customers whose identities a decision moved.
fn changed_by(entry: &Entry) -> Result<HashSet<CustomerId>> {
    let mut changed = HashSet::new();
    let graph = matches!(
        entry.kind,
        TouchType::Resolved | TouchType::Merged | TouchType::Unmerged | TouchType::Context | TouchType::CannotLinkLifted | TouchType::Erased
    );
    let Some(text) = entry.properties.as_deref().filter(|_| graph) else { return Ok(changed) };
    let effects: Effects = serde_json::from_str(text).map_err(kernel::Error::internal)?;
    changed.extend(effects.moved.iter().flat_map(|(from, to)| [*from, *to]));
    changed.extend(effects.joined.iter().filter_map(|(_, customer)| *customer));
    changed.extend(effects.merged_into.iter().flat_map(|(customer, into)| std::iter::once(*customer).chain(*into)));
    changed.extend(effects.merges.iter().flat_map(|merge| [merge.survivor, merge.other]));
    changed.extend(effects.known.iter().map(|(customer, _)| *customer));
    Ok(changed)
}

#[derive(Default)]
struct Numbers {
    touches: i64,
    hours: i64,
    first_at: i64,
    last_at: i64,
}

/// Adds the touches to the numbers of their anchors.
async fn count(tx: &mut Tx, touches: &[&Entry]) -> Result<()> {
    let mut days: HashMap<(IdentityId, i64, i64), Numbers, ahash::RandomState> = HashMap::default();
    let mut totals: HashMap<IdentityId, Numbers, ahash::RandomState> = HashMap::default();
    for touch in touches {
        let Some(anchor) = touch.anchor else { continue };
        let channel = touch.channel.map_or(0, kernel::Channel::code);
        let day = days.entry((anchor, touch.at.day(), channel)).or_default();
        day.touches += 1;
        day.hours |= 1 << (touch.at.micros().rem_euclid(kernel::Timestamp::DAY) / (3_600 * kernel::Timestamp::SECOND));
        let total = totals.entry(anchor).or_insert_with(|| Numbers { first_at: i64::MAX, last_at: i64::MIN, ..Numbers::default() });
        total.touches += 1;
        total.first_at = total.first_at.min(touch.at.0);
        total.last_at = total.last_at.max(touch.at.0);
    }
    let mut days: Vec<_> = days.into_iter().collect();
    days.sort_unstable_by_key(|(key, _)| *key);
    let rows = days
        .into_iter()
        .map(|((id, day, channel), n)| vec![id.into(), day.into(), channel.into(), n.touches.into(), n.hours.into()])
        .collect();
    tx.insert_many("day_numbers", DAY_COLUMNS, rows, DAY_TAIL).await?;
    let mut totals: Vec<_> = totals.into_iter().collect();
    totals.sort_unstable_by_key(|(id, _)| *id);
    let rows =
        totals.into_iter().map(|(id, n)| vec![id.into(), n.touches.into(), n.first_at.into(), n.last_at.into()]).collect();
    tx.insert_many("identity_numbers", TOTAL_COLUMNS, rows, TOTAL_TAIL).await
}

const DAY_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("day", ColumnType::Int),
    ("channel", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("hours", ColumnType::Int),
];
const DAY_TAIL: &str = "ON CONFLICT (identity, day, channel) DO UPDATE SET
    touches = day_numbers.touches + excluded.touches, hours = day_numbers.hours | excluded.hours";
const TOTAL_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("first_at", ColumnType::Int),
    ("last_at", ColumnType::Int),
];
const TOTAL_TAIL: &str = "ON CONFLICT (identity) DO UPDATE SET touches = identity_numbers.touches + excluded.touches,
    first_at = CASE WHEN excluded.first_at < identity_numbers.first_at THEN excluded.first_at ELSE identity_numbers.first_at END,
    last_at = CASE WHEN excluded.last_at > identity_numbers.last_at THEN excluded.last_at ELSE identity_numbers.last_at END";

/// Empties what this reader keeps and makes it again from the ledger, up to where it stands.
pub async fn rebuild(tx: &mut Tx, ledger: &Ledger) -> Result<()> {
    for table in ["day_numbers", "identity_numbers", "profiles", "facts", "name_tokens"] {
        tx.execute(&format!("DELETE FROM {table}"), &[]).await?;
    }
    let cursor = ledger::reader::cursor_of(tx, NAME).await?;
    let reader = Reader::new(ledger.clone());
    let mut seq = 0;
    loop {
        let entries = ledger.after(tx, seq, cursor, 2_000).await?;
        let Some(last) = entries.last() else { break };
        seq = last.seq;
        reader.take(tx, &entries).await?;
    }
    // What the graph came to after the cursor belongs to later entries; profiles are of the graph as it is now.
    let all = tx.query("SELECT id FROM customers", &[]).await?;
    let all = all.into_iter().map(|mut row| row.take(0)).collect::<Result<Vec<CustomerId>>>()?;
    for some in all.chunks(1_000) {
        profile::renew(tx, some.to_vec()).await?;
    }
    Ok(())
}

/// Moves the numbers of one touch from one anchor to another, when this reader has counted it already.
pub(crate) async fn recount(tx: &mut Tx, touch: &Entry, from: IdentityId, to: IdentityId) -> Result<()> {
    let channel = touch.channel.map_or(0, kernel::Channel::code);
    let less = "UPDATE day_numbers SET touches = touches - 1 WHERE identity = $1 AND day = $2 AND channel = $3";
    tx.execute(less, params![from, touch.at.day(), channel]).await?;
    tx.execute("UPDATE identity_numbers SET touches = touches - 1 WHERE identity = $1", params![from]).await?;
    let moved = Entry { anchor: Some(to), ..touch.clone() };
    count(tx, &[&moved]).await
}
