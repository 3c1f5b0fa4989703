//! Facts: each value an attribute was told to have, by whom and when. The one shown is chosen when it is read.
//!
//! Precedence: what a person here wrote goes before what a source told; then the sources that the attribute's definition
//! names, in their order; then the newest word. Values are sealed with the key of the identity they were told of, so erasing
//! the identity makes them unreadable.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{CustomerId, IdentityId, Result, Timestamp, TouchType};
use ledger::Entry;
use serde_json::{Map, Value};
use store::{ColumnType, Store, Tx, params};

use crate::attributes::Definitions;
use crate::{names, quality};

/// No customer's source tells more attributes at a time than this; the rest of a wild payload stays on its touch.
const MOST_AT_ONCE: usize = 100;

/// One attribute as it was told.
#[derive(Clone)]
pub(crate) struct Told {
    pub(crate) identity: IdentityId,
    attribute: String,
    source: i64,
    at: Timestamp,
    seq: i64,
    /// `None`: told to be gone.
    value: Option<Value>,
}

/// What an entry tells of its customer: the traits of a touch, or what a person edited.
pub(crate) fn told_by(entry: &Entry) -> Result<Vec<Told>> {
    let tells = entry.kind.is_touch() || entry.kind == TouchType::Edited;
    let subject = if entry.kind.is_touch() {
        entry.anchor
    } else {
        entry.identities.first().copied()
    };
    let (Some(identity), Some(text)) = (subject.filter(|_| tells), entry.personal.text()) else {
        return Ok(Vec::new());
    };
    if !text.contains("\"traits\"") {
        return Ok(Vec::new());
    }
    let body: Map<String, Value> = serde_json::from_str(text).map_err(kernel::Error::internal)?;
    let Some(Value::Object(traits)) = body.get("traits") else {
        return Ok(Vec::new());
    };
    let source = if entry.kind.is_touch() {
        entry.source.unwrap_or(0)
    } else {
        0
    };
    Ok(told(identity, source, (entry.at, entry.seq), traits))
}

/// What these traits tell of an identity; a whole name is made of parts where they name none.
pub(crate) fn told(
    identity: IdentityId,
    source: i64,
    (at, seq): (Timestamp, i64),
    traits: &Map<String, Value>,
) -> Vec<Told> {
    let told = |attribute: &str, value: Option<Value>| Told {
        identity,
        attribute: attribute.to_owned(),
        source,
        at,
        seq,
        value,
    };
    let mut facts: Vec<Told> = traits
        .iter()
        .take(MOST_AT_ONCE)
        .map(|(attribute, value)| {
            told(
                attribute,
                if value.is_null() {
                    None
                } else {
                    Some(value.clone())
                },
            )
        })
        .collect();
    if !traits.contains_key("name")
        && let Some(name) = names::composed(traits)
    {
        facts.push(told("name", Some(Value::String(name))));
    }
    facts
}

const COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("attribute", ColumnType::Text),
    ("source", ColumnType::Int),
    ("at", ColumnType::Int),
    ("seq", ColumnType::Int),
    ("key", ColumnType::Int),
    ("value", ColumnType::Blob),
    ("issue", ColumnType::Int),
];
/// An older word never takes the place of a newer one, in whatever order they arrive.
const TAIL: &str = "ON CONFLICT (identity, attribute, source) DO UPDATE SET at = excluded.at, seq = excluded.seq, key = excluded.key,
    value = excluded.value, issue = excluded.issue WHERE excluded.at > facts.at OR (excluded.at = facts.at AND excluded.seq > facts.seq)";

/// Keeps what was told, and the beginnings of names for search.
pub(crate) async fn keep(tx: &mut Tx, store: &Store, told: Vec<Told>) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    // One statement may not change a row twice on PostgreSQL: of several words on one thing only the last is sent.
    let names: Vec<(IdentityId, bool, String)> = told
        .iter()
        .filter(|one| one.attribute == "name")
        .filter_map(|one| {
            Some((
                one.identity,
                one.source == 0,
                one.value.as_ref()?.as_str()?.to_owned(),
            ))
        })
        .collect();
    let mut newest: BTreeMap<(IdentityId, String, i64), Told> = BTreeMap::new();
    for one in told {
        let slot = (one.identity, one.attribute.clone(), one.source);
        if newest
            .get(&slot)
            .is_none_or(|held| (held.at, held.seq) < (one.at, one.seq))
        {
            newest.insert(slot, one);
        }
    }
    let ids: Vec<i64> = newest.keys().map(|(identity, _, _)| identity.0).collect();
    let numbers = tx
        .query(
            "SELECT id, key FROM identities WHERE id = ANY($1) AND key IS NOT NULL",
            params![ids],
        )
        .await?;
    let numbers = numbers
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect::<Result<HashMap<IdentityId, i64>>>()?;
    let keys = store
        .keyring()
        .get(tx, numbers.values().copied().collect::<Vec<_>>())
        .await?;
    let mut rows = Vec::with_capacity(newest.len());
    for one in newest.into_values() {
        // An identity without a key was erased: nothing is kept of it.
        let Some((number, key)) = numbers
            .get(&one.identity)
            .and_then(|number| keys.get(number).map(|key| (*number, key)))
        else {
            continue;
        };
        let sealed = one
            .value
            .as_ref()
            .map(|value| {
                store
                    .keyring()
                    .seal(key, "fact", value.to_string().as_bytes())
            })
            .transpose()?;
        let issue = quality::issue(&one.attribute, one.value.as_ref(), one.at);
        rows.push(vec![
            one.identity.into(),
            one.attribute.into(),
            one.source.into(),
            one.at.into(),
            one.seq.into(),
            number.into(),
            sealed.into(),
            issue.into(),
        ]);
    }
    tx.insert_many("facts", COLUMNS, rows, TAIL).await?;
    let named = names
        .into_iter()
        .filter(|(identity, _, _)| numbers.contains_key(identity))
        .collect();
    index_names(tx, store, named).await
}

/// Every name an identity was ever told to have can be searched for, so that a maiden name still finds.
async fn index_names(
    tx: &mut Tx,
    store: &Store,
    named: Vec<(IdentityId, bool, String)>,
) -> Result<()> {
    let mut rows = BTreeSet::new();
    for (identity, decided, name) in named {
        for token in names::tokens(&name) {
            rows.insert((
                store.keyring().blind("name", token.as_bytes()),
                identity,
                decided,
            ));
        }
    }
    let rows = rows
        .into_iter()
        .map(|(token, identity, decided)| vec![token.into(), identity.into(), decided.into()])
        .collect();
    let columns = &[
        ("token", ColumnType::Blob),
        ("identity", ColumnType::Int),
        ("decided", ColumnType::Int),
    ];
    tx.insert_many(
        "name_tokens",
        columns,
        rows,
        "ON CONFLICT (token, identity, decided) DO NOTHING",
    )
    .await
}

/// One fact as it is read, opened.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Fact {
    /// The attribute.
    pub attribute: String,
    /// The identity it was told of.
    pub identity: IdentityId,
    /// The number of the source; 0 for a person here.
    pub source: i64,
    /// When it was told.
    pub at: Timestamp,
    /// Its value; null when it was told to be gone.
    pub value: Value,
    /// Its place in the order of commit.
    #[serde(skip)]
    pub seq: i64,
}

/// All facts of these identities, the one shown first for each attribute.
pub async fn of(
    tx: &mut Tx,
    store: &Store,
    identities: Vec<i64>,
    definitions: &Definitions,
) -> Result<Vec<Fact>> {
    let sql = "SELECT attribute, identity, source, at, key, value, seq FROM facts WHERE identity = ANY($1)";
    let rows = tx.query(sql, params![identities]).await?;
    let mut facts = opened(tx, store, rows).await?;
    in_order(&mut facts, definitions);
    Ok(facts)
}

/// The facts on these attributes of these customers, the one shown first for each attribute.
pub(crate) async fn on(
    tx: &mut Tx,
    store: &Store,
    customers: Vec<Vec<u8>>,
    attributes: Vec<String>,
    definitions: &Definitions,
) -> Result<HashMap<CustomerId, Vec<Fact>>> {
    let sql = "SELECT f.attribute, f.identity, f.source, f.at, f.key, f.value, f.seq, i.customer FROM identities i
               JOIN facts f ON f.identity = i.id AND f.attribute = ANY($2) WHERE i.customer = ANY($1)";
    let mut rows = tx.query(sql, params![customers, attributes]).await?;
    let owners = rows
        .iter_mut()
        .map(|row| {
            let identity = match row.values().get(1) {
                Some(store::Value::Int(id)) => IdentityId(*id),
                _ => return Err(kernel::Error::internal("a fact has no identity")),
            };
            Ok((identity, row.take(7)?))
        })
        .collect::<Result<HashMap<IdentityId, CustomerId>>>()?;
    let mut all: HashMap<CustomerId, Vec<Fact>> = HashMap::new();
    for fact in opened(tx, store, rows).await? {
        if let Some(owner) = owners.get(&fact.identity) {
            all.entry(*owner).or_default().push(fact);
        }
    }
    all.values_mut()
        .for_each(|facts| in_order(facts, definitions));
    Ok(all)
}

/// Opens the facts of these rows; those whose key is gone are left out.
async fn opened(tx: &mut Tx, store: &Store, rows: Vec<store::Row>) -> Result<Vec<Fact>> {
    let mut read = Vec::with_capacity(rows.len());
    for mut row in rows {
        let sealed: Option<Vec<u8>> = row.take(5)?;
        let fact = Fact {
            attribute: row.take(0)?,
            identity: row.take(1)?,
            source: row.take(2)?,
            at: row.take(3)?,
            value: Value::Null,
            seq: row.take(6)?,
        };
        read.push((fact, row.take::<Option<i64>>(4)?, sealed));
    }
    let keys = store
        .keyring()
        .get(
            tx,
            read.iter()
                .filter_map(|(_, key, _)| *key)
                .collect::<Vec<_>>(),
        )
        .await?;
    let mut facts = Vec::with_capacity(read.len());
    for (mut fact, number, sealed) in read {
        if let Some(bytes) = sealed {
            let Some(key) = number.and_then(|number| keys.get(&number)) else {
                continue;
            };
            fact.value = serde_json::from_slice(&store::seal::open(key, "fact", &bytes)?)
                .map_err(kernel::Error::internal)?;
        }
        facts.push(fact);
    }
    Ok(facts)
}

/// Puts the fact that is shown first for each attribute.
fn in_order(facts: &mut [Fact], definitions: &Definitions) {
    facts.sort_by(|one, other| {
        let rank = |fact: &Fact| definitions.rank(&fact.attribute, fact.source);
        let newest = (other.at, other.seq, one.identity).cmp(&(one.at, one.seq, other.identity));
        one.attribute
            .cmp(&other.attribute)
            .then_with(|| rank(one).cmp(&rank(other)))
            .then(newest)
    });
}

/// The attributes as shown: the first fact of each that is not gone.
#[must_use]
pub fn shown(facts: &[Fact]) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut settled = std::collections::HashSet::new();
    for fact in facts {
        if settled.insert(&fact.attribute) && !fact.value.is_null() {
            shown.insert(fact.attribute.clone(), fact.value.clone());
        }
    }
    shown
}
