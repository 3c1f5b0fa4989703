//! Orders, from the e-commerce events of the tracking API (the names of Segment's e-commerce specification, version 2).
//!
//! Purpose: keep what was said of each order, and what all of it comes to ([`fold`]), so that orders and spend are exact.
//! Invariants:
//! - the same events in any order come to the same order, and an event read twice counts once;
//! - money is decimal text until its currency is known, and minor units from then on: no binary fraction ever;
//! - what flows back is never more than what was paid; a cancelled order counts nothing;
//! - an order belongs to the identity it was first placed with, so a merge or an undo moves none.
//!
//! To understand another event: a line in [`What::of_event`].

mod fold;
mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Currency, IdentityId, Result, Timestamp, TouchId, TouchType};
use ledger::{Entry, Ledger};
use store::{ColumnType, Row, Tx, params};

pub use fold::{Order, Status, fold};

/// What an event says of its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was placed.
    Placed = 1,
    /// It was changed.
    Updated = 2,
    /// It was called off.
    Cancelled = 3,
    /// Money went back, all of it or some.
    Refunded = 4,
}

impl What {
    /// What an event of this name says of an order, if anything.
    #[must_use]
    pub fn of_event(name: &str) -> Option<Self> {
        Some(match name {
            "Order Completed" | "Order Placed" | "Completed Order" => Self::Placed,
            "Order Updated" => Self::Updated,
            "Order Cancelled" | "Order Canceled" => Self::Cancelled,
            "Order Refunded" => Self::Refunded,
            _ => return None,
        })
    }

    const fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Placed,
            2 => Self::Updated,
            3 => Self::Cancelled,
            _ => Self::Refunded,
        }
    }
}

/// One thing that was said of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The touch that said it.
    pub touch: TouchId,
    /// The identity the touch is anchored at; 0 when it came without any.
    pub identity: IdentityId,
    /// When it happened.
    pub at: Timestamp,
    /// The number of the source.
    pub source: i64,
    /// What happened.
    pub what: What,
    /// In which currency, when that was said.
    pub currency: Option<Currency>,
    /// A plain decimal, when an amount was said.
    pub amount: Option<String>,
    /// What tells this refund from others of the same order, when it has a number of its own.
    pub refund: Option<[u8; 16]>,
    /// The lines, when they were said: a JSON list.
    pub lines: Option<String>,
}

type OrderKey = [u8; 16];

/// Keeps what these entries say of orders. Statements: one for new event names, then four, however many orders.
/// Answers the identities that an order was ever told with: an older word may give it to another of them.
pub(crate) async fn keep(
    tx: &mut Tx,
    ledger: &Ledger,
    touches: &[&Entry],
) -> Result<BTreeSet<i64>> {
    let said = said_by(tx, ledger, touches).await?;
    if said.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut rows = Vec::with_capacity(said.len());
    for (order, one) in &said {
        rows.push(vec![
            (*order).into(),
            one.touch.into(),
            one.identity.into(),
            one.at.into(),
            one.source.into(),
            (one.what as i64).into(),
            one.currency
                .map(|currency| currency.as_str().to_owned())
                .into(),
            one.amount.clone().into(),
            one.refund.into(),
            one.lines.clone().into(),
        ]);
    }
    tx.insert_many(
        "order_events",
        EVENT_COLUMNS,
        rows,
        "ON CONFLICT (order_id, touch) DO NOTHING",
    )
    .await?;
    settle(tx, said.into_iter().map(|(order, _)| order).collect()).await
}

/// What the touches say, by the order it is about.
async fn said_by(
    tx: &mut Tx,
    ledger: &Ledger,
    touches: &[&Entry],
) -> Result<Vec<(OrderKey, Said)>> {
    let mut names: HashMap<i64, Option<What>, ahash::RandomState> = HashMap::default();
    let mut said = Vec::new();
    for touch in touches
        .iter()
        .filter(|touch| touch.kind == TouchType::Track)
    {
        let Some(event) = touch.event else { continue };
        let what = match names.get(&event) {
            Some(what) => *what,
            None => {
                let what = What::of_event(&ledger.event_name(tx, event).await?);
                names.insert(event, what);
                what
            }
        };
        if let Some(what) = what {
            said.extend(read::said(ledger.store().keyring(), touch, what));
        }
    }
    Ok(said)
}

/// Makes the facts of these orders from all that was said of them.
async fn settle(tx: &mut Tx, orders: BTreeSet<OrderKey>) -> Result<BTreeSet<i64>> {
    let list: Vec<Vec<u8>> = orders.iter().map(|order| order.to_vec()).collect();
    let sql = "SELECT order_id, touch, identity, at, source, what, currency, amount, refund, lines FROM order_events
               WHERE order_id = ANY($1)";
    let mut events: BTreeMap<OrderKey, Vec<Said>> = BTreeMap::new();
    for mut row in tx.query(sql, params![list]).await? {
        events
            .entry(row.take(0)?)
            .or_default()
            .push(read_said(&mut row)?);
    }
    let mut rows = Vec::with_capacity(events.len());
    let mut told = BTreeSet::new();
    for (key, said) in events {
        told.extend(said.iter().map(|one| one.identity.0));
        let Some(order) = fold(said) else { continue };
        rows.push(vec![
            key.into(),
            order.identity.into(),
            order.at.into(),
            order.at.day().into(),
            order.source.into(),
            order.status.as_str().into(),
            order.status.counts().into(),
            order.currency.as_str().into(),
            order.total.into(),
            order.refunded.into(),
            order.lines.into(),
        ]);
    }
    tx.insert_many("order_facts", FACT_COLUMNS, rows, FACT_TAIL)
        .await?;
    Ok(told)
}

fn read_said(row: &mut Row) -> Result<Said> {
    Ok(Said {
        touch: row.take(1)?,
        identity: row.take(2)?,
        at: row.take(3)?,
        source: row.take(4)?,
        what: What::from_code(row.take(5)?),
        currency: row
            .take::<Option<String>>(6)?
            .map(|code| code.parse())
            .transpose()?,
        amount: row.take(7)?,
        refund: row.take(8)?,
        lines: row.take(9)?,
    })
}

/// Gives what a touch said of an order to another identity, when its anchor was moved.
pub(crate) async fn move_touch(
    tx: &mut Tx,
    touch: TouchId,
    to: IdentityId,
) -> Result<BTreeSet<i64>> {
    let sql = "UPDATE order_events SET identity = $2 WHERE touch = $1 RETURNING order_id";
    let moved = tx.query(sql, params![touch, to]).await?;
    let orders = moved
        .into_iter()
        .map(|mut row| row.take(0))
        .collect::<Result<BTreeSet<OrderKey>>>()?;
    if orders.is_empty() {
        Ok(BTreeSet::new())
    } else {
        settle(tx, orders).await
    }
}

/// Forgets what touches said that were taken back. Answers the identities that their orders were ever told with.
pub(crate) async fn take_back(tx: &mut Tx, touches: &[Entry]) -> Result<BTreeSet<i64>> {
    let ids: Vec<Vec<u8>> = touches
        .iter()
        .filter(|touch| touch.kind == TouchType::Track)
        .map(|touch| touch.id.0.to_vec())
        .collect();
    let sql = "DELETE FROM order_events WHERE touch = ANY($1) RETURNING order_id, identity";
    let (mut orders, mut told) = (BTreeSet::<OrderKey>::new(), BTreeSet::new());
    for mut row in tx.query(sql, params![ids]).await? {
        orders.insert(row.take(0)?);
        told.insert(row.take(1)?);
    }
    if orders.is_empty() {
        return Ok(told);
    }
    // What is left of an order may be too little to make one of it.
    let list: Vec<Vec<u8>> = orders.iter().map(|order| order.to_vec()).collect();
    let forget = "DELETE FROM order_facts WHERE order_id = ANY($1)";
    tx.execute(forget, params![list]).await?;
    told.extend(settle(tx, orders).await?);
    Ok(told)
}

const EVENT_COLUMNS: &[(&str, ColumnType)] = &[
    ("order_id", ColumnType::Blob),
    ("touch", ColumnType::Blob),
    ("identity", ColumnType::Int),
    ("at", ColumnType::Int),
    ("source", ColumnType::Int),
    ("what", ColumnType::Int),
    ("currency", ColumnType::Text),
    ("amount", ColumnType::Text),
    ("refund", ColumnType::Blob),
    ("lines", ColumnType::Text),
];
const FACT_COLUMNS: &[(&str, ColumnType)] = &[
    ("order_id", ColumnType::Blob),
    ("identity", ColumnType::Int),
    ("at", ColumnType::Int),
    ("day", ColumnType::Int),
    ("source", ColumnType::Int),
    ("status", ColumnType::Text),
    ("counts", ColumnType::Int),
    ("currency", ColumnType::Text),
    ("total", ColumnType::Int),
    ("refunded", ColumnType::Int),
    ("lines", ColumnType::Text),
];
const FACT_TAIL: &str = "ON CONFLICT (order_id) DO UPDATE SET identity = excluded.identity, at = excluded.at, day = excluded.day,
    source = excluded.source, status = excluded.status, counts = excluded.counts, currency = excluded.currency,
    total = excluded.total, refunded = excluded.refunded, lines = excluded.lines";
