//! Showing touches: in timelines, streams, exports and webhooks alike, masked in one place.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use identity::normal::mask;
use kernel::{
    Channel, CustomerId, IdentityId, IdentityKind, Result, SourceId, Timestamp, TouchId, TouchType,
    TouchpointId,
};
use ledger::{Entry, Ledger, Personal};
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Tx, params};

use crate::show::{Reveal, mask_value};

/// An identity as a touch carries it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TouchIdentity {
    /// What sort of identifier it is.
    pub kind: IdentityKind,
    /// Its value, masked unless revealed.
    pub value: String,
}

/// One touch.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Touch {
    /// Its id.
    pub id: TouchId,
    /// The source's own id of it.
    pub message_id: Option<String>,
    /// Its place in the order of commit.
    pub seq: i64,
    /// Where it came from.
    pub source: Option<SourceId>,
    /// Where it happened.
    pub touchpoint: Option<TouchpointId>,
    /// The kind of the touchpoint.
    pub channel: Option<Channel>,
    /// What sort of touch it is.
    #[serde(rename = "type")]
    pub kind: TouchType,
    /// What happened.
    pub event: Option<String>,
    /// Whose it is now; null when many share all its identities.
    pub customer_id: Option<CustomerId>,
    /// All its identities, strongest first.
    pub identities: Vec<TouchIdentity>,
    /// When it happened.
    pub at: Timestamp,
    /// When it reached us.
    pub received_at: Timestamp,
    /// What was told of it.
    #[schema(value_type = Object)]
    pub properties: Map<String, Value>,
    /// What it told of the customer.
    #[schema(value_type = Object)]
    pub traits: Map<String, Value>,
    /// The page, app, campaign and device around it.
    #[schema(value_type = Object)]
    pub context: Map<String, Value>,
    /// Whether its personal part was erased.
    pub erased: bool,
}

#[derive(Default)]
struct Around {
    identities: HashMap<IdentityId, (IdentityKind, String, Option<CustomerId>)>,
    sources: HashMap<i64, SourceId>,
    touchpoints: HashMap<i64, TouchpointId>,
}

/// The touches as they are shown. A fixed number of statements, however many touches.
pub async fn shown(
    tx: &mut Tx,
    ledger: &Ledger,
    entries: &[Arc<Entry>],
    reveal: Reveal,
) -> Result<Vec<Touch>> {
    let around = around(tx, ledger, entries, reveal).await?;
    let mut touches = Vec::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| entry.stands()) {
        let event = match entry.event {
            Some(num) => Some(ledger.event_name(tx, num).await?.to_string()),
            None => None,
        };
        touches.push(one(entry, &around, event, reveal)?);
    }
    Ok(touches)
}

async fn around(
    tx: &mut Tx,
    ledger: &Ledger,
    entries: &[Arc<Entry>],
    reveal: Reveal,
) -> Result<Around> {
    let mut around = Around::default();
    let ids: HashSet<i64> = entries
        .iter()
        .flat_map(|entry| entry.identities.iter().chain(&entry.anchor))
        .map(|id| id.0)
        .collect();
    let sql = "SELECT id, kind, key, sealed, customer FROM identities WHERE id = ANY($1)";
    let mut read = Vec::with_capacity(ids.len());
    for mut row in tx
        .query(sql, params![ids.into_iter().collect::<Vec<_>>()])
        .await?
    {
        read.push((
            row.take::<IdentityId>(0)?,
            row.take::<IdentityKind>(1)?,
            row.take::<Option<i64>>(2)?,
            row.take::<Option<Vec<u8>>>(3)?,
            row.take::<Option<CustomerId>>(4)?,
        ));
    }
    let keys = ledger
        .store()
        .keyring()
        .get(
            tx,
            read.iter()
                .filter_map(|(_, _, key, _, _)| *key)
                .collect::<Vec<_>>(),
        )
        .await?;
    for (id, kind, key, sealed, customer) in read {
        let value = match (key.and_then(|number| keys.get(&number)), sealed) {
            (Some(key), Some(sealed)) => {
                let plain = String::from_utf8(store::seal::open(key, "identity", &sealed)?)
                    .map_err(kernel::Error::internal)?;
                if reveal == Reveal::Plain {
                    plain
                } else {
                    mask(kind, &plain)
                }
            }
            _ => String::new(),
        };
        around.identities.insert(id, (kind, value, customer));
    }
    let nums: HashSet<i64> = entries.iter().filter_map(|entry| entry.source).collect();
    for mut row in tx
        .query(
            "SELECT num, id FROM sources WHERE num = ANY($1)",
            params![nums.into_iter().collect::<Vec<_>>()],
        )
        .await?
    {
        around.sources.insert(row.take(0)?, row.take(1)?);
    }
    let nums: HashSet<i64> = entries
        .iter()
        .filter_map(|entry| entry.touchpoint)
        .collect();
    for mut row in tx
        .query(
            "SELECT num, id FROM touchpoints WHERE num = ANY($1)",
            params![nums.into_iter().collect::<Vec<_>>()],
        )
        .await?
    {
        around.touchpoints.insert(row.take(0)?, row.take(1)?);
    }
    Ok(around)
}

fn one(entry: &Entry, around: &Around, event: Option<String>, reveal: Reveal) -> Result<Touch> {
    let mut body = object(entry.properties.as_deref())?;
    let mut personal = object(entry.personal.text())?;
    if reveal == Reveal::Masked {
        personal
            .iter_mut()
            .for_each(|(field, value)| mask_value(field, value));
    }
    join(&mut body, personal);
    let mut part = |name: &str| match body.remove(name) {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let identities = entry
        .identities
        .iter()
        .filter_map(|id| around.identities.get(id));
    Ok(Touch {
        id: entry.id,
        message_id: entry.message_id.as_deref().map(str::to_owned),
        seq: entry.seq,
        source: entry
            .source
            .and_then(|num| around.sources.get(&num).copied()),
        touchpoint: entry
            .touchpoint
            .and_then(|num| around.touchpoints.get(&num).copied()),
        channel: entry.channel,
        kind: entry.kind,
        event,
        customer_id: entry
            .anchor
            .and_then(|id| around.identities.get(&id))
            .and_then(|(_, _, customer)| *customer),
        identities: identities
            .map(|(kind, value, _)| TouchIdentity {
                kind: *kind,
                value: value.clone(),
            })
            .collect(),
        at: entry.at,
        received_at: entry.received_at,
        properties: part("properties"),
        traits: part("traits"),
        context: part("context"),
        erased: entry.personal == Personal::Erased,
    })
}

fn object(text: Option<&str>) -> Result<Map<String, Value>> {
    text.map_or(Ok(Map::new()), |text| {
        serde_json::from_str(text).map_err(kernel::Error::internal)
    })
}

/// Puts the personal half of a body back beside the other: objects are joined, anything else takes its place.
fn join(body: &mut Map<String, Value>, personal: Map<String, Value>) {
    for (field, value) in personal {
        match (body.get_mut(&field), value) {
            (Some(Value::Object(held)), Value::Object(more)) => join(held, more),
            (_, value) => drop(body.insert(field, value)),
        }
    }
}
