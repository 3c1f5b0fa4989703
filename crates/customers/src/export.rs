//! The subject's export: everything that is held about one customer, and seen by who asks, as one JSON document in pieces.
//!
//! The pieces, put one after another, are the document; each is read in a transaction of the caller's, so a long life is
//! never whole in memory. To add something that is held: a member in [`head`].

use std::sync::Arc;

use kernel::{CustomerId, Error, Result, SourceId, Timestamp};
use ledger::Ledger;
use serde::Serialize;
use serde_json::{Value, json};
use store::{Tx, params};

use crate::edit::{belonging, notes};
use crate::show::{self, Reveal};
use crate::sight::Sight;
use crate::timeline::{self, Filter, Place, Way};
use crate::{attributes, consent, facts, quality, subject, touch};

/// How many touches one piece holds.
const PAGE: usize = 500;

/// An export on its way.
#[derive(Clone, Debug)]
pub struct Export {
    customer: CustomerId,
    sight: Sight,
    reveal: Reveal,
    state: State,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Head,
    /// Where to go on, and whether there was one before.
    Touches(Option<Place>, bool),
    End,
}

impl Export {
    /// Begins an export; `reveal` says whether the caller may have it plain.
    pub async fn of(
        tx: &mut Tx,
        customer: CustomerId,
        sight: Sight,
        reveal: Reveal,
    ) -> Result<Self> {
        let customer = sight.root(tx, customer).await?;
        Ok(Self {
            customer,
            sight,
            reveal,
            state: State::Head,
        })
    }

    /// The next piece; none when the document is whole. A piece is taken by value, so that a retried transaction repeats it.
    pub async fn next(self, tx: &mut Tx, ledger: &Ledger) -> Result<Option<(String, Self)>> {
        match self.state {
            State::Head => {
                let mut text = head(tx, ledger, self.customer, self.reveal).await?;
                text.truncate(text.len() - 1);
                text.push_str(",\"touches\":[");
                Ok(Some((
                    text,
                    Self {
                        state: State::Touches(None, false),
                        ..self
                    },
                )))
            }
            State::Touches(place, before) => {
                let part = timeline::part(
                    tx,
                    ledger,
                    self.customer,
                    (&Filter::default(), &self.sight),
                    (place, Way::Older),
                    PAGE,
                )
                .await?;
                let next = part.rest;
                let entries: Vec<_> = part.entries.into_iter().map(Arc::new).collect();
                let any = before || !entries.is_empty();
                let mut text = String::new();
                for (index, touch) in touch::shown(tx, ledger, &entries, self.reveal)
                    .await?
                    .iter()
                    .enumerate()
                {
                    if index > 0 || before {
                        text.push(',');
                    }
                    text.push_str(&serde_json::to_string(touch).map_err(Error::internal)?);
                }
                if next.is_none() {
                    text.push_str("]}");
                }
                let state = if next.is_some() {
                    State::Touches(next, any)
                } else {
                    State::End
                };
                Ok(Some((text, Self { state, ..self })))
            }
            State::End => Ok(None),
        }
    }
}

#[derive(Serialize)]
struct SourcedFact {
    attribute: String,
    value: Value,
    /// `person` for what people here wrote.
    source: String,
    at: Timestamp,
}

/// Everything but the touches.
async fn head(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    reveal: Reveal,
) -> Result<String> {
    let store = ledger.store();
    let shown = show::customers(tx, store, &[customer], reveal)
        .await?
        .into_iter()
        .next();
    let shown = shown.ok_or(Error::NotFound("customer"))?;
    let identities = subject::identities(tx, customer).await?;
    let definitions = attributes::definitions(tx).await?;
    let names = source_names(tx).await?;
    let mut attributes = Vec::new();
    for mut fact in facts::of(tx, store, identities.clone(), &definitions).await? {
        if reveal == Reveal::Masked {
            show::mask_attribute(&definitions, &fact.attribute, &mut fact.value);
        }
        let source = match fact.source {
            0 => "person".to_owned(),
            number => names
                .iter()
                .find(|(known, _)| *known == number)
                .map_or_else(|| number.to_string(), |(_, id)| id.to_string()),
        };
        attributes.push(SourcedFact {
            attribute: fact.attribute,
            value: fact.value,
            source,
            at: fact.at,
        });
    }
    let document = json!({
        "customer": shown,
        "attributes_by_source": attributes,
        "consents": consent::of(tx, store, customer, store.env().now()).await?,
        "notes": if reveal == Reveal::Plain { notes::list(tx, store, customer).await? } else { Vec::new() },
        "memberships": belonging::bare(tx, store, customer).await?,
        "orders": orders(tx, identities).await?,
        "merges": merges(tx, customer).await?,
        "quality": quality::of(tx, customer).await?,
    });
    serde_json::to_string(&document).map_err(Error::internal)
}

async fn source_names(tx: &mut Tx) -> Result<Vec<(i64, SourceId)>> {
    let rows = tx.query("SELECT num, id FROM sources", &[]).await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

async fn orders(tx: &mut Tx, identities: Vec<i64>) -> Result<Vec<Value>> {
    let sql = "SELECT at, status, currency, total, refunded, lines FROM order_facts WHERE identity = ANY($1) ORDER BY at DESC, order_id";
    let read = |mut row: store::Row| {
        let lines: Option<String> = row.take(5)?;
        let lines: Option<Value> = lines
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(Error::internal)?;
        Ok(json!({
            "at": row.take::<Timestamp>(0)?, "status": row.take::<String>(1)?, "currency": row.take::<String>(2)?,
            "total": row.take::<i64>(3)?, "refunded": row.take::<i64>(4)?, "lines": lines,
        }))
    };
    tx.query(sql, params![identities])
        .await?
        .into_iter()
        .map(read)
        .collect()
}

async fn merges(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Value>> {
    let sql = "SELECT id, survivor, other, at, actor, reason, undone_at FROM merges WHERE survivor = $1 OR other = $1 ORDER BY at, id";
    let read = |mut row: store::Row| {
        Ok(json!({
            "id": row.take::<kernel::MergeId>(0)?, "survivor": row.take::<CustomerId>(1)?, "other": row.take::<CustomerId>(2)?,
            "at": row.take::<Timestamp>(3)?, "actor": row.take::<String>(4)?, "reason": row.take::<Option<String>>(5)?,
            "undone_at": row.take::<Option<Timestamp>>(6)?,
        }))
    };
    tx.query(sql, params![customer])
        .await?
        .into_iter()
        .map(read)
        .collect()
}
