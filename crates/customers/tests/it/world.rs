//! What the tests tell the ledger, and what they see of it.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use kernel::{CustomerId, IdentityKind, Result, Timestamp, TouchType};
use ledger::reader::{Reader, Runner, Step};
use ledger::{Ledger, NewTouch};
use serde_json::{Value, json};
use store::{Store, Tx, params};
use testing::{Bed, Source};

use customers::show::{self, Customer, Reveal};

pub const WEB: Source = Source::fixed(1);
pub const TILL: Source = Source::fixed(2);

/// Tables of the reader, and what of each says the same whenever it is sealed.
pub const KEPT: &[(&str, &str)] = &[
    (
        "day_numbers",
        "SELECT identity, day, channel, touches, hours FROM day_numbers ORDER BY identity, day, channel",
    ),
    (
        "identity_numbers",
        "SELECT identity, touches, first_at, last_at, channels FROM identity_numbers ORDER BY identity",
    ),
    (
        "identity_touchpoints",
        "SELECT identity, touchpoint FROM identity_touchpoints ORDER BY identity, touchpoint",
    ),
    (
        "profiles",
        "SELECT customer, kind, known, first_at, last_at, touches, orders FROM profiles ORDER BY customer",
    ),
    (
        "facts",
        "SELECT identity, attribute, source, at, seq, key, issue FROM facts ORDER BY identity, attribute, source",
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
        "SELECT id, identity, seq, at, edited_at, actor, key FROM notes ORDER BY id",
    ),
    (
        "customer_kinds",
        "SELECT identity, kind, seq FROM customer_kinds ORDER BY identity",
    ),
    (
        "memberships",
        "SELECT member, grp, decided, seq, held, at, role, key FROM memberships ORDER BY member, grp, decided",
    ),
    (
        "order_events",
        "SELECT order_id, touch, identity, at, source, what, currency, amount, refund, lines FROM order_events ORDER BY order_id, touch",
    ),
    (
        "order_facts",
        "SELECT order_id, identity, at, day, source, status, counts, currency, total, refunded, lines FROM order_facts ORDER BY order_id",
    ),
    (
        "company_figures",
        "SELECT quarter, figure, channel, number FROM company_figures ORDER BY quarter, figure, channel",
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
        "consents",
        "SELECT id, identity, seq, at, state, purpose, channel, valid_until, actor, key FROM consents ORDER BY id",
    ),
];

pub type Kept = Vec<(&'static str, Vec<String>)>;

pub async fn kept(tx: &mut Tx) -> Result<Kept> {
    let mut all = Vec::new();
    for (name, sql) in KEPT {
        let rows = tx.query(sql, &[]).await?;
        all.push((
            *name,
            rows.iter()
                .map(|row| format!("{:?}", row.values()))
                .collect(),
        ));
    }
    Ok(all)
}

/// Empties what a case before left behind.
pub async fn wipe(store: &Store) {
    write(store, |tx| {
        Box::pin(async move {
            for (table, _) in KEPT {
                tx.execute(&format!("DELETE FROM {table}"), &[]).await?;
            }
            tx.execute("DELETE FROM reanchor_jobs", &[]).await?;
            tx.execute("DELETE FROM erasures", &[]).await
        })
    })
    .await;
}

pub async fn write<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
) -> T {
    store.write_locked(work).await.unwrap()
}

pub async fn read<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
) -> T {
    store.read(work).await.unwrap()
}

/// One step of both readers.
pub async fn step(ledger: &Ledger, chunk: usize) -> bool {
    let mut went = false;
    let readers: [Arc<dyn Reader>; 2] = [
        Arc::new(identity::graph::Reader::new(ledger.clone())),
        Arc::new(customers::reader::Reader::new(ledger.clone())),
    ];
    for reader in readers {
        let step = Runner::new(ledger.clone(), reader, "test", chunk)
            .step()
            .await
            .unwrap();
        went |= matches!(step, Step::Went(_));
    }
    went
}

/// Reads all there is, and moves what has to be moved.
pub async fn settle(ledger: &Ledger, chunk: usize) {
    while step(ledger, chunk).await {}
    customers::reanchor::catch_up(ledger).await.unwrap();
    while step(ledger, chunk).await {}
}

/// A touch with traits or properties.
pub fn told(
    store: &Store,
    source: Source,
    message: &str,
    who: &[(IdentityKind, &str)],
    kind: TouchType,
    event: Option<&str>,
    body: Value,
) -> NewTouch {
    let mut touch = source.touch(store, message, who);
    touch.kind = kind;
    touch.event = event.map(str::to_owned);
    let personal = kind == TouchType::Identify;
    touch.properties = (!personal).then(|| json!({ "properties": body }).to_string());
    touch.personal = personal.then(|| json!({ "traits": body }).to_string());
    touch
}

pub fn identify(
    store: &Store,
    source: Source,
    message: &str,
    who: &[(IdentityKind, &str)],
    traits: Value,
) -> NewTouch {
    told(
        store,
        source,
        message,
        who,
        TouchType::Identify,
        None,
        traits,
    )
}

pub fn event(
    store: &Store,
    source: Source,
    message: &str,
    who: &[(IdentityKind, &str)],
    name: &str,
    properties: Value,
) -> NewTouch {
    told(
        store,
        source,
        message,
        who,
        TouchType::Track,
        Some(name),
        properties,
    )
}

pub fn days_ago(bed: &Bed, touch: NewTouch, days: i64) -> NewTouch {
    let at = bed.env.now().plus_micros(-days * Timestamp::DAY);
    testing::touches::at(touch, at)
}

pub async fn append(ledger: &Ledger, touches: Vec<NewTouch>) {
    ledger.append(touches).await.unwrap();
    settle(ledger, 100).await;
}

/// The customer with an identifier, if there is one.
pub async fn find(store: &Store, kind: IdentityKind, value: &str) -> Option<CustomerId> {
    let (keyring, value) = (store.keyring().clone(), value.to_owned());
    read(store, move |tx| {
        Box::pin(async move {
            let found = customers::find::by_identity(
                tx,
                &keyring,
                &identity::normal::Context::default(),
                kind,
                &value,
            )
            .await?;
            Ok(found.into_iter().next())
        })
    })
    .await
}

pub async fn who(store: &Store, kind: IdentityKind, value: &str) -> CustomerId {
    find(store, kind, value)
        .await
        .unwrap_or_else(|| panic!("nobody has the {kind} {value}"))
}

pub async fn shown(store: &Store, id: CustomerId) -> Option<Customer> {
    let of = store.clone();
    read(store, move |tx| {
        Box::pin(async move {
            Ok(show::customers(tx, &of, &[id], Reveal::Plain)
                .await?
                .into_iter()
                .next())
        })
    })
    .await
}

async fn who_is_who(tx: &mut Tx) -> Result<Vec<String>> {
    let sql =
        "SELECT id, founder, known, merged_into, created_at, erased_at FROM customers ORDER BY id";
    let rows = tx.query(sql, &[]).await?;
    Ok(rows
        .iter()
        .map(|row| format!("{:?}", row.values()))
        .collect())
}

/// What is kept, and what a rebuild makes of the ledger: they must be one.
pub async fn rebuilt_equal(ledger: &Ledger) {
    let of = ledger.clone();
    let (before, after) = write(ledger.store(), move |tx| {
        let ledger = of.clone();
        Box::pin(async move {
            let before = (kept(tx).await?, who_is_who(tx).await?);
            identity::graph::rebuild(tx, &ledger).await?;
            customers::reader::rebuild(tx, &ledger).await?;
            Ok((before, (kept(tx).await?, who_is_who(tx).await?)))
        })
    })
    .await;
    let ((before, living), (after, rebuilt)) = (before, after);
    assert_eq!(
        living, rebuilt,
        "customers: also that one was erased, and when"
    );
    for ((name, living), (_, rebuilt)) in before.iter().zip(&after) {
        assert_eq!(
            living, rebuilt,
            "{name}: what is kept, and what a rebuild makes"
        );
    }
}

/// How many rows a statement without parameters answers.
pub async fn count(store: &Store, sql: &'static str) -> i64 {
    read(store, move |tx| {
        Box::pin(async move { tx.query_one(sql, params![]).await?.take(0) })
    })
    .await
}
