//! The reader that keeps what is known and counted of customers.
//!
//! Everything is written for an identity: numbers by day, facts by source, orders by number. A customer's profile is the sum
//! over its identities, made anew for the customers that a chunk told something new of, and added to for those it only counted;
//! so a merge or an undo moves nothing and ends exact.
//! Whatever the chunk holds, the number of statements is fixed.
//!
//! An identity that turns out to be context has its numbers and facts emptied when its decision is read; the touches from
//! before it are counted again, each where it belongs, by the job of [`crate::reanchor`].

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use identity::graph::Effects;
use kernel::{CustomerId, IdentityId, Result, TouchType};
use ledger::{Entry, Ledger};
use store::{Tx, params};

use crate::edit::{self, Rows, members};
use crate::facts::{self, Told};
use crate::figures::Counting;
use crate::{consent, count, orders, profile, quality, reanchor};

/// The name its cursor is kept under.
pub const NAME: &str = "customers";

/// Keeps numbers, facts and profiles.
pub struct Reader {
    ledger: Ledger,
}

/// Identities whose touches up to a `seq` are counted by a job, not here.
pub(crate) type Waiting = HashMap<IdentityId, i64, ahash::RandomState>;

impl Reader {
    /// A reader of this ledger.
    #[must_use]
    pub const fn new(ledger: Ledger) -> Self {
        Self { ledger }
    }

    async fn take(&self, tx: &mut Tx, entries: &[Arc<Entry>], waiting: &Waiting) -> Result<()> {
        let left = |entry: &Entry| {
            entry
                .anchor
                .and_then(|id| waiting.get(&id))
                .is_some_and(|until| entry.seq < *until)
        };
        let touches: Vec<&Entry> = entries
            .iter()
            .map(|entry| &**entry)
            .filter(|entry| entry.stands())
            .collect();
        let counted: Vec<&Entry> = touches
            .iter()
            .copied()
            .filter(|entry| !left(entry))
            .collect();
        count::add(tx, &counted).await?;
        let ordered = orders::keep(tx, &self.ledger, &touches).await?;

        let (mut told, mut rows, mut figures) =
            (Vec::<Told>::new(), Rows::default(), Counting::default());
        for entry in counted.iter().copied().chain(
            entries
                .iter()
                .map(|entry| &**entry)
                .filter(|entry| !entry.kind.is_touch()),
        ) {
            told.extend(facts::told_by(entry)?);
        }
        touches.iter().for_each(|touch| figures.touch(touch));
        for touch in &counted {
            members::told(self.ledger.store().keyring(), &mut rows, touch);
        }
        let spoken: HashSet<i64, ahash::RandomState> =
            told.iter().map(|one| one.identity.0).collect();
        facts::keep(tx, self.ledger.store(), told).await?;

        let mut changed: BTreeSet<CustomerId> = BTreeSet::new();
        let mut about: HashSet<i64, ahash::RandomState> = spoken;
        for entry in entries.iter().filter(|entry| !entry.kind.is_touch()) {
            about.extend(entry.identities.iter().map(|id| id.0));
            edit::take(&mut rows, entry)?;
            consent::take(tx, self.ledger.store(), entry).await?;
            if let Some(effects) = effects_of(entry)? {
                figures.decision(entry, &effects);
                changed.extend(changed_by(tx, &effects).await?);
            }
        }
        rows.write(tx, self.ledger.store()).await?;
        figures.keep(tx).await?;

        changed.extend(profile::customers_of(tx, about.into_iter().collect()).await?);
        let mut anew = changed.clone();
        anew.extend(profile::customers_of(tx, ordered.into_iter().collect()).await?);
        profile::add(tx, &counted, &anew).await?;
        profile::renew(tx, anew.into_iter().collect()).await?;
        quality::renew(tx, self.ledger.store(), &changed).await
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
        async move {
            let waiting = reanchor::begin(tx, entries).await?;
            self.take(tx, entries, &waiting).await
        }
        .boxed()
    }
}

/// What a decision did to the graph.
pub(crate) fn effects_of(entry: &Entry) -> Result<Option<Effects>> {
    let graph = matches!(
        entry.kind,
        TouchType::Resolved
            | TouchType::Merged
            | TouchType::Unmerged
            | TouchType::Context
            | TouchType::CannotLinkLifted
            | TouchType::Withdrawn
            | TouchType::KeptApart
            | TouchType::Erased
    );
    let text = entry.properties.as_deref().filter(|_| graph);
    text.map(|text| serde_json::from_str(text).map_err(kernel::Error::internal))
        .transpose()
}

/// The customers whose identities a decision moved.
async fn changed_by(tx: &mut Tx, effects: &Effects) -> Result<HashSet<CustomerId>> {
    let mut changed = HashSet::new();
    changed.extend(effects.founded.iter().map(|founded| founded.customer));
    changed.extend(effects.moved.iter().flat_map(|(from, to)| [*from, *to]));
    changed.extend(effects.joined.iter().filter_map(|(_, customer)| *customer));
    changed.extend(
        effects
            .merged_into
            .iter()
            .flat_map(|(customer, into)| std::iter::once(*customer).chain(*into)),
    );
    changed.extend(
        effects
            .merges
            .iter()
            .flat_map(|merge| [merge.survivor, merge.other]),
    );
    changed.extend(effects.known.iter().map(|(customer, _)| *customer));
    changed.extend(effects.erased.iter().map(|(customer, _)| *customer));
    // Whom an identity left is not said by where it went.
    let undone: Vec<Vec<u8>> = effects
        .unmerged
        .iter()
        .map(|(merge, _, _)| merge.0.to_vec())
        .collect();
    if !undone.is_empty() {
        for mut row in tx
            .query(
                "SELECT survivor, other FROM merges WHERE id = ANY($1)",
                params![undone],
            )
            .await?
        {
            changed.extend([row.take::<CustomerId>(0)?, row.take(1)?]);
        }
    }
    let context: Vec<i64> = effects
        .context
        .iter()
        .map(|(identity, _)| identity.0)
        .collect();
    if !context.is_empty() {
        let sql = "SELECT DISTINCT i.customer FROM identities i JOIN
                   (SELECT b AS other FROM links WHERE a = ANY($1) UNION SELECT a FROM links WHERE b = ANY($1)) l ON l.other = i.id
                   WHERE i.customer IS NOT NULL
                   UNION SELECT founded FROM identities WHERE id = ANY($1) AND founded IS NOT NULL";
        for mut row in tx.query(sql, params![context]).await? {
            changed.insert(row.take(0)?);
        }
    }
    Ok(changed)
}

/// What this reader keeps. Definitions, jobs and the ledger of erasures are no reader's.
const KEPT: [&str; 16] = [
    "day_numbers",
    "identity_numbers",
    "identity_touchpoints",
    "profiles",
    "facts",
    "name_tokens",
    "tags",
    "notes",
    "customer_kinds",
    "memberships",
    "order_events",
    "order_facts",
    "company_figures",
    "quality_findings",
    "quality_counts",
    "consents",
];

/// Empties what this reader keeps and makes it again from the ledger, up to where it stands.
pub async fn rebuild(tx: &mut Tx, ledger: &Ledger) -> Result<()> {
    for table in KEPT {
        tx.execute(&format!("DELETE FROM {table}"), &[]).await?;
    }
    let waiting = reanchor::begin_again(tx).await?;
    let cursor = ledger::reader::cursor_of(tx, NAME).await?;
    let reader = Reader::new(ledger.clone());
    let mut seq = 0;
    loop {
        let entries = ledger.after(tx, seq, cursor, 2_000).await?;
        let Some(last) = entries.last() else { break };
        seq = last.seq;
        reader.take(tx, &entries, &waiting).await?;
    }
    decided_since(tx, ledger, cursor).await?;
    // What the graph came to after the cursor belongs to later entries; profiles are of the graph as it is now.
    let all = tx.query("SELECT id FROM customers", &[]).await?;
    let all = all
        .into_iter()
        .map(|mut row| row.take(0))
        .collect::<Result<Vec<CustomerId>>>()?;
    for some in all.chunks(1_000) {
        profile::renew(tx, some.to_vec()).await?;
        quality::renew(tx, ledger.store(), &some.iter().copied().collect()).await?;
    }
    Ok(())
}

/// Edits and consents beyond the cursor were carried out when they were decided, so they are carried out again.
async fn decided_since(tx: &mut Tx, ledger: &Ledger, cursor: i64) -> Result<()> {
    let head = ledger::head(tx).await?;
    let mut seq = cursor;
    loop {
        let entries = ledger.after(tx, seq, head, 2_000).await?;
        let Some(last) = entries.last() else {
            return Ok(());
        };
        seq = last.seq;
        let (mut told, mut rows) = (Vec::new(), Rows::default());
        for entry in entries.iter().filter(|entry| !entry.kind.is_touch()) {
            told.extend(facts::told_by(entry)?);
            edit::take(&mut rows, entry)?;
            consent::take(tx, ledger.store(), entry).await?;
        }
        facts::keep(tx, ledger.store(), told).await?;
        rows.write(tx, ledger.store()).await?;
    }
}
