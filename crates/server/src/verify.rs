//! Proof that what readers keep is what the ledger says: their tables, made again, are the same.
//!
//! The readers catch up first; then everything they keep is digested, rebuilt inside one transaction, digested again, and the
//! transaction is taken back. So nothing changes, whatever the outcome.

use kernel::{Error, Result};
use serde::Serialize;
use store::{Tx, Value};

use crate::app::App;

/// What readers keep, each with the order its rows are compared in. Times of deciding are left out: a rebuild decides nothing.
const KEPT: &[(&str, &str)] = &[
    (
        "identities",
        "SELECT id, context, customer, founded, degree FROM identities ORDER BY id",
    ),
    (
        "customers",
        "SELECT id, founder, known, merged_into, created_at, erased_at FROM customers ORDER BY id",
    ),
    (
        "links",
        "SELECT a, b, rule, ordinal, source, first_at, last_day, state, reason, merge FROM links ORDER BY a, b, rule",
    ),
    (
        "merges",
        "SELECT id, survivor, other, a, b, rule, undone_at FROM merges ORDER BY id",
    ),
    (
        "cannot_links",
        "SELECT a, b, merge, lifted_at, lifted_by, lifted_ordinal FROM cannot_links ORDER BY a, b",
    ),
    (
        "day_numbers",
        "SELECT identity, day, channel, touches, hours FROM day_numbers WHERE touches > 0 ORDER BY identity, day, channel",
    ),
    (
        "identity_numbers",
        "SELECT identity, touches, channels FROM identity_numbers WHERE touches > 0 ORDER BY identity",
    ),
    (
        "identity_touchpoints",
        "SELECT identity, touchpoint FROM identity_touchpoints ORDER BY identity, touchpoint",
    ),
    // Sealed values are left out: sealing the same value twice never makes the same bytes.
    (
        "facts",
        "SELECT identity, attribute, source, at, seq, issue FROM facts ORDER BY identity, attribute, source",
    ),
    (
        "name_tokens",
        "SELECT token, identity, decided FROM name_tokens ORDER BY token, identity, decided",
    ),
    (
        "tags",
        "SELECT identity, tag, seq, held, at, actor FROM tags ORDER BY identity, tag",
    ),
    (
        "notes",
        "SELECT id, identity, seq, at, edited_at, actor FROM notes ORDER BY id",
    ),
    (
        "customer_kinds",
        "SELECT identity, kind, seq FROM customer_kinds ORDER BY identity",
    ),
    (
        "memberships",
        "SELECT member, grp, decided, seq, held, at FROM memberships ORDER BY member, grp, decided",
    ),
    (
        "order_events",
        "SELECT order_id, touch, identity, at, source, what, currency, amount FROM order_events ORDER BY order_id, touch",
    ),
    (
        "order_facts",
        "SELECT order_id, identity, at, status, counts, currency, total, refunded FROM order_facts ORDER BY order_id",
    ),
    (
        "company_figures",
        "SELECT quarter, figure, channel, number FROM company_figures WHERE number <> 0 ORDER BY quarter, figure, channel",
    ),
    (
        "quality_findings",
        "SELECT customer, code, attribute FROM quality_findings ORDER BY customer, code, attribute",
    ),
    (
        "quality_counts",
        "SELECT code, attribute, number FROM quality_counts WHERE number <> 0 ORDER BY code, attribute",
    ),
    (
        "profiles",
        "SELECT customer, kind, known, first_at, last_at, touches, orders FROM profiles ORDER BY customer",
    ),
    // The last moment of a day is the ledger's alone once a touch was taken back.
    (
        "touchpoint_days",
        "SELECT touchpoint, day, touches FROM touchpoint_days ORDER BY touchpoint, day",
    ),
];

/// What was compared.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether every table came out the same.
    pub equal: bool,
    /// Each table with its rows and whether it came out the same.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its rows as kept.
    pub rows: usize,
    /// Whether the rebuild made the same rows.
    pub equal: bool,
}

/// Compares what readers keep with what a rebuild makes.
pub async fn readers(app: &App) -> Result<Report> {
    for reader in crate::readers::all(app) {
        let head = app.store().read(|tx| Box::pin(ledger::head(tx))).await?;
        let mut progress = app.ledger().progress(reader.name());
        // Readers run in this process; one that cannot reach today's head within a minute is a finding in itself.
        let reached = progress.wait_for(|seq| *seq >= head);
        let waited = tokio::time::timeout(std::time::Duration::from_secs(60), reached).await;
        if waited.is_err() {
            return Err(Error::Unavailable(format!(
                "the reader {} does not catch up",
                reader.name()
            )));
        }
    }
    let ledger = app.ledger().clone();
    // The report travels in the error: that is what takes the transaction back.
    let outcome = app
        .store()
        .write_locked(move |tx| {
            let ledger = ledger.clone();
            Box::pin(async move {
                let before = digests(tx).await?;
                identity::graph::rebuild(tx, &ledger).await?;
                customers::reader::rebuild(tx, &ledger).await?;
                customers::places::rebuild(tx, &ledger).await?;
                let after = digests(tx).await?;
                let tables: Vec<Table> = before
                    .into_iter()
                    .zip(after)
                    .map(|((name, rows, digest), (_, _, again))| Table {
                        name,
                        rows,
                        equal: digest == again,
                    })
                    .collect();
                let report = Report {
                    equal: tables.iter().all(|table| table.equal),
                    tables,
                };
                let text = serde_json::to_string(&report).map_err(Error::internal)?;
                Err::<(), _>(Error::conflict(TAKEN_BACK, text))
            })
        })
        .await;
    match outcome {
        Err(Error::Conflict {
            code: TAKEN_BACK,
            message,
        }) => report_from(&message),
        Err(error) => Err(error),
        Ok(()) => Err(Error::internal("a comparison was committed")),
    }
}

const TAKEN_BACK: &str = "compared";

fn report_from(text: &str) -> Result<Report> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(Error::internal)?;
    let tables = KEPT
        .iter()
        .enumerate()
        .map(|(index, (name, _))| Table {
            name,
            rows: value["tables"][index]["rows"].as_u64().unwrap_or(0) as usize,
            equal: value["tables"][index]["equal"] == true,
        })
        .collect::<Vec<_>>();
    Ok(Report {
        equal: tables.iter().all(|table| table.equal),
        tables,
    })
}

async fn digests(tx: &mut Tx) -> Result<Vec<(&'static str, usize, [u8; 32])>> {
    let mut digests = Vec::with_capacity(KEPT.len());
    for (name, sql) in KEPT {
        let rows = tx.query(sql, &[]).await?;
        let mut hash = Digest::default();
        for row in &rows {
            row.values().iter().for_each(|value| hash.value(value));
        }
        digests.push((*name, rows.len(), hash.finish()));
    }
    Ok(digests)
}

#[derive(Default)]
struct Digest(sha2::Sha256);

impl Digest {
    fn value(&mut self, value: &Value) {
        use sha2::Digest as _;
        let (tag, bytes): (u8, Vec<u8>) = match value {
            Value::Null => (0, Vec::new()),
            Value::Int(number) => (1, number.to_be_bytes().to_vec()),
            Value::Real(number) => (2, number.to_be_bytes().to_vec()),
            Value::Text(text) => (3, text.clone().into_bytes()),
            Value::Blob(bytes) => (4, bytes.clone()),
            Value::Ints(_) | Value::Texts(_) | Value::Blobs(_) => (5, Vec::new()),
        };
        self.0.update([tag]);
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    fn finish(self) -> [u8; 32] {
        use sha2::Digest as _;
        self.0.finalize().into()
    }
}
