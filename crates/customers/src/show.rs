//! Showing customers: what the API and the screen say of one, masked unless the caller may see it plain.

use std::collections::{BTreeMap, HashMap};

use identity::normal::{mask, mask_name};
use jiff::tz::TimeZone;
use kernel::{Channel, CustomerId, IdentityId, IdentityKind, Money, Result, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Store, Tx, params};

use crate::attributes::{self, Definitions};
use crate::facts::{self, Fact};
use crate::numbers::{self, Window};

/// Whether values are shown plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// Masked, the usual.
    Masked,
    /// Plain: the caller may, gave a reason, and it was logged.
    Plain,
}

/// How customers are shown: masked or not, and by which clock on the wall.
#[derive(Clone, Debug)]
pub struct View {
    /// Whether values are plain.
    pub reveal: Reveal,
    /// The zone of hours.
    pub zone: TimeZone,
}

impl From<Reveal> for View {
    fn from(reveal: Reveal) -> Self {
        Self {
            reveal,
            zone: TimeZone::UTC,
        }
    }
}

/// One identity of a customer.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// What sort of identifier it is.
    pub kind: IdentityKind,
    /// Its value, masked unless revealed.
    pub value: String,
    /// Whether many share it, so that it says nothing of anybody.
    pub context: bool,
    /// The number of the source it is counted in.
    #[serde(skip)]
    pub source: Option<i64>,
    /// When it was first seen.
    pub first_seen_at: Timestamp,
    /// When something last happened with it as anchor.
    pub last_seen_at: Option<Timestamp>,
    /// How many touches it anchors.
    pub touches: i64,
}

/// A customer at a glance.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// `person`, `household` or `organisation`.
    pub kind: String,
    /// Whether something names it.
    pub known: bool,
    /// Its name, masked unless revealed.
    pub name: Option<String>,
    /// Customers that were merged into it.
    pub merged_from: Vec<CustomerId>,
    /// When it began.
    pub created_at: Timestamp,
    /// Its first touch.
    pub first_touch_at: Option<Timestamp>,
    /// Its newest touch.
    pub last_touch_at: Option<Timestamp>,
    /// How many touches it has.
    pub touches: i64,
    /// How many orders it has.
    pub orders: i64,
    /// What it spent, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
    /// Touches by channel.
    #[schema(value_type = BTreeMap<String, i64>)]
    pub channels: BTreeMap<&'static str, i64>,
    /// The last 30, 90 and 365 days.
    pub windows: Vec<Window>,
    /// The channel with the most touches in the last 90 days.
    pub preferred_channel: Option<Channel>,
    /// The hour of the day, 0 to 23, in which most was heard in the last 90 days.
    pub preferred_hour: Option<u8>,
    /// Tags.
    pub tags: Vec<String>,
    /// Its identities, strongest first.
    pub identities: Vec<Identity>,
    /// Its attributes as shown, masked unless revealed.
    #[schema(value_type = Object)]
    pub attributes: Map<String, Value>,
}

/// The customers with these ids, in their order; what is not there is left out. A number of statements that does not grow with
/// the number of customers.
pub async fn customers(
    tx: &mut Tx,
    store: &Store,
    ids: &[CustomerId],
    view: impl Into<View>,
) -> Result<Vec<Customer>> {
    let View { reveal, zone } = view.into();
    let list: Vec<Vec<u8>> = ids.iter().map(|id| id.0.to_vec()).collect();
    let mut shown: HashMap<CustomerId, Customer> = HashMap::new();
    let sql = "SELECT c.id, COALESCE(p.kind, 'person'), c.known, c.created_at, p.first_at, p.last_at, p.touches, p.orders
               FROM customers c LEFT JOIN profiles p ON p.customer = c.id
               WHERE c.id = ANY($1) AND c.erased_at IS NULL AND c.merged_into IS NULL";
    for mut row in tx.query(sql, params![list.clone()]).await? {
        let customer = Customer {
            id: row.take(0)?,
            kind: row.take(1)?,
            known: row.take(2)?,
            name: None,
            merged_from: Vec::new(),
            created_at: row.take(3)?,
            first_touch_at: row.take(4)?,
            last_touch_at: row.take(5)?,
            touches: row.take::<Option<i64>>(6)?.unwrap_or(0),
            orders: row.take::<Option<i64>>(7)?.unwrap_or(0),
            spend: Vec::new(),
            channels: BTreeMap::new(),
            windows: numbers::empty_windows(),
            preferred_channel: None,
            preferred_hour: None,
            tags: Vec::new(),
            identities: Vec::new(),
            attributes: Map::new(),
        };
        shown.insert(customer.id, customer);
    }
    for mut row in tx
        .query(
            "SELECT merged_into, id FROM customers WHERE merged_into = ANY($1) ORDER BY id",
            params![list.clone()],
        )
        .await?
    {
        if let Some(customer) = shown.get_mut(&row.take(0)?) {
            customer.merged_from.push(row.take(1)?);
        }
    }
    let owners = identities(tx, store, list, &mut shown, reveal).await?;
    // Nobody is left of one whose identities all went: what began it was taken back, or turned out to be shared by many.
    shown.retain(|_, customer| !customer.identities.is_empty());
    attributes(tx, store, &owners, &mut shown, reveal).await?;
    numbers::fill(tx, &owners, &mut shown, store.env().now(), &zone).await?;
    Ok(ids.iter().filter_map(|id| shown.remove(id)).collect())
}

type Owners = HashMap<IdentityId, CustomerId>;

async fn identities(
    tx: &mut Tx,
    store: &Store,
    list: Vec<Vec<u8>>,
    shown: &mut HashMap<CustomerId, Customer>,
    reveal: Reveal,
) -> Result<Owners> {
    let sql = "SELECT i.customer, i.id, i.kind, i.context, i.source, i.first_at, n.last_at, n.touches, i.key, i.sealed
               FROM identities i LEFT JOIN identity_numbers n ON n.identity = i.id WHERE i.customer = ANY($1) ORDER BY i.id";
    let mut read = Vec::new();
    for mut row in tx.query(sql, params![list]).await? {
        let identity = Identity {
            id: row.take(1)?,
            kind: row.take(2)?,
            value: String::new(),
            context: row.take(3)?,
            source: row.take(4)?,
            first_seen_at: row.take(5)?,
            last_seen_at: row.take(6)?,
            touches: row.take::<Option<i64>>(7)?.unwrap_or(0),
        };
        read.push((
            row.take::<CustomerId>(0)?,
            identity,
            row.take::<Option<i64>>(8)?,
            row.take::<Option<Vec<u8>>>(9)?,
        ));
    }
    let keys = store
        .keyring()
        .get(
            tx,
            read.iter()
                .filter_map(|(_, _, key, _)| *key)
                .collect::<Vec<_>>(),
        )
        .await?;
    let mut owners = Owners::new();
    for (customer, mut identity, number, sealed) in read {
        let (Some(key), Some(sealed)) = (number.and_then(|number| keys.get(&number)), sealed)
        else {
            continue;
        };
        let value = String::from_utf8(store::seal::open(key, "identity", &sealed)?)
            .map_err(kernel::Error::internal)?;
        identity.value = if reveal == Reveal::Plain {
            value
        } else {
            mask(identity.kind, &value)
        };
        owners.insert(identity.id, customer);
        if let Some(customer) = shown.get_mut(&customer) {
            customer.identities.push(identity);
        }
    }
    for customer in shown.values_mut() {
        customer.identities.sort_by_key(|one| {
            (
                std::cmp::Reverse(identity::trust::rule(one.kind).strength),
                one.id,
            )
        });
    }
    Ok(owners)
}

async fn attributes(
    tx: &mut Tx,
    store: &Store,
    owners: &Owners,
    shown: &mut HashMap<CustomerId, Customer>,
    reveal: Reveal,
) -> Result<()> {
    let ids: Vec<i64> = owners.keys().map(|id| id.0).collect();
    let mut by_customer: HashMap<CustomerId, Vec<Fact>> = HashMap::new();
    let definitions = attributes::definitions(tx).await?;
    for fact in facts::of(tx, store, ids.clone(), &definitions).await? {
        if let Some(customer) = owners.get(&fact.identity) {
            by_customer.entry(*customer).or_default().push(fact);
        }
    }
    for (id, facts) in by_customer {
        let Some(customer) = shown.get_mut(&id) else {
            continue;
        };
        let mut attributes = facts::shown(&facts);
        customer.name = attributes
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned);
        if reveal == Reveal::Masked {
            customer.name = customer.name.as_deref().map(mask_name);
            attributes
                .iter_mut()
                .for_each(|(name, value)| mask_attribute(&definitions, name, value));
        }
        customer.attributes = attributes;
    }
    for mut row in tx
        .query(
            "SELECT identity, tag FROM tags WHERE identity = ANY($1) AND held = 1 ORDER BY tag",
            params![ids],
        )
        .await?
    {
        if let Some(customer) = owners.get(&row.take(0)?).and_then(|id| shown.get_mut(id)) {
            let tag = row.take(1)?;
            if !customer.tags.contains(&tag) {
                customer.tags.push(tag);
            }
        }
    }
    Ok(())
}

/// Masks an attribute as its definition says, or as it looks when it has none.
pub(crate) fn mask_attribute(definitions: &Definitions, name: &str, value: &mut Value) {
    let before = value.clone();
    match definitions.get(name).map(|definition| definition.personal) {
        Some(false) => {}
        Some(true) => {
            mask_value(name, value);
            if *value == before {
                *value = Value::String("***".to_owned());
            }
        }
        None => mask_value(name, value),
    }
}

/// Masks a personal value by what its name and its look say it is.
pub fn mask_value(name: &str, value: &mut Value) {
    match value {
        Value::String(text) => {
            let lower = name.to_ascii_lowercase();
            *text = if text.contains('@') {
                mask(IdentityKind::Email, text)
            } else if lower.contains("name") {
                mask_name(text)
            } else if text.chars().filter(char::is_ascii_digit).count() >= 7 {
                mask(IdentityKind::Phone, text)
            } else if ["address", "street", "birth", "地址", "生日", "ip"]
                .iter()
                .any(|part| lower.contains(part))
            {
                "***".to_owned()
            } else {
                return;
            };
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask_value(name, item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(field, value)| {
            let path = format!("{name}.{field}");
            mask_value(&path, value);
        }),
        _ => {}
    }
}
