//! The reader that plans: for each entry of the ledger and each endpoint that wants to know of it, one row.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use identity::graph::Effects;
use kernel::{DeliveryId, Env, Error, Result, TouchType, WebhookId};
use ledger::{Entry, Ledger};
use store::{ColumnType, Tx, Value};

use super::{Kind, Webhooks, endpoints};

const COLUMNS: &[(&str, ColumnType)] = &[
    ("id", ColumnType::Blob),
    ("webhook", ColumnType::Blob),
    ("seq", ColumnType::Int),
    ("part", ColumnType::Int),
    ("kind", ColumnType::Text),
    ("state", ColumnType::Text),
    ("due_at", ColumnType::Int),
    ("tries", ColumnType::Int),
    ("attempts", ColumnType::Int),
    ("planned_at", ColumnType::Int),
];

/// Plans deliveries behind the reader that knows whose a touch is.
pub struct Planner {
    ledger: Ledger,
    webhooks: Webhooks,
}

impl Planner {
    /// The name its cursor is kept under.
    pub const NAME: &'static str = "webhooks";

    /// A planner that wakes the worker of `webhooks`.
    #[must_use]
    pub const fn new(ledger: Ledger, webhooks: Webhooks) -> Self {
        Self { ledger, webhooks }
    }
}

impl ledger::reader::Reader for Planner {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn follows(&self) -> Option<&'static str> {
        Some(customers::reader::NAME)
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        plan(tx, self.ledger.store().env(), &self.webhooks, entries).boxed()
    }
}

/// One endpoint, as far as planning needs to know it.
struct Endpoint {
    id: WebhookId,
    since: i64,
    kinds: BTreeSet<Kind>,
}

impl Endpoint {
    fn wants(&self, seq: i64, kind: Kind) -> bool {
        seq > self.since && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

async fn plan(tx: &mut Tx, env: &Env, webhooks: &Webhooks, entries: &[Arc<Entry>]) -> Result<()> {
    let mut endpoints = Vec::new();
    for mut row in tx
        .query("SELECT id, since, kinds FROM webhooks", &[])
        .await?
    {
        let (id, since, kinds) = (row.take(0)?, row.take(1)?, row.take::<String>(2)?);
        let kinds = endpoints::kinds(&kinds)?.into_iter().collect();
        endpoints.push(Endpoint { id, since, kinds });
    }
    let wanted = |seq, kind| endpoints.iter().filter(move |one| one.wants(seq, kind));
    let now = env.now();
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for entry in entries {
        for (kind, parts) in told(entry, |kind| wanted(entry.seq, kind).next().is_some())? {
            for endpoint in wanted(entry.seq, kind) {
                rows.extend((0..parts).map(|part| {
                    let id = DeliveryId::new(env);
                    vec![
                        id.into(),
                        endpoint.id.into(),
                        entry.seq.into(),
                        part.into(),
                        kind.into(),
                        "waiting".into(),
                        now.into(),
                        0.into(),
                        0.into(),
                        now.into(),
                    ]
                }));
            }
        }
    }
    if !rows.is_empty() {
        endpoints::wake_after(tx, webhooks);
    }
    tx.insert_many("webhook_deliveries", COLUMNS, rows, "")
        .await
}

/// What an entry tells of, and of how many things. Nothing is read that nobody wants to know of.
fn told(entry: &Entry, wanted: impl Fn(Kind) -> bool) -> Result<Vec<(Kind, i64)>> {
    if entry.kind.is_touch() {
        return Ok(if wanted(Kind::Touch) {
            vec![(Kind::Touch, 1)]
        } else {
            Vec::new()
        });
    }
    let alone = match entry.kind {
        TouchType::Edited => Some(Kind::CustomerEdited),
        TouchType::Consent => Some(Kind::ConsentChanged),
        _ => None,
    };
    if let Some(kind) = alone {
        return Ok(if wanted(kind) {
            vec![(kind, 1)]
        } else {
            Vec::new()
        });
    }
    let kinds = [
        Kind::CustomerMerged,
        Kind::CustomerUnmerged,
        Kind::CustomerErased,
    ];
    if !kinds.into_iter().any(&wanted) {
        return Ok(Vec::new());
    }
    let effects = effects(entry)?;
    let counts = [
        effects.merges.len(),
        effects.unmerged.len(),
        effects.erased.len(),
    ];
    let told = kinds
        .into_iter()
        .zip(counts)
        .filter(|(kind, count)| *count > 0 && wanted(*kind));
    Ok(told.map(|(kind, count)| (kind, count as i64)).collect())
}

/// What a decision did to the graph.
pub(super) fn effects(entry: &Entry) -> Result<Effects> {
    let text = entry.properties.as_deref().unwrap_or("{}");
    serde_json::from_str(text).map_err(Error::internal)
}
