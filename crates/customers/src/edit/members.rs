//! Households and organisations: who belongs to which, as `group` touches tell and as people here say.
//!
//! A group is named by the blind index of one of its identities. The `groupId` of a touch stands for the identity
//! [`group_identity`]; so an organisation that is made with that identity has its members at once, also those told of before.

use identity::normal::Context;
use kernel::{CustomerId, Error, IdentityKind, Result, TouchType};
use ledger::{Entry, Ledger};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Keyring, Tx, params};

use super::rows::{Place, Rows};
use super::{Kind, Secret, decide};
use crate::subject;

/// A membership that a person began or ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Change {
    pub group: [u8; 16],
    pub held: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
}

/// The identity that stands for a source's group.
#[must_use]
pub fn group_identity(group_id: &str) -> (IdentityKind, String) {
    (IdentityKind::UserId, format!("group:{}", group_id.trim()))
}

fn group_key(keyring: &Keyring, group_id: &str) -> [u8; 16] {
    let (kind, value) = group_identity(group_id);
    let normal = identity::normal::normalise(kind, &value, &Context::default());
    let value = normal.map_or(value, |normal| normal.into_value());
    identity::intake::blind(keyring, kind, None, &value)
}

#[derive(Serialize, Deserialize)]
pub(super) struct Label {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// Takes in what a `group` touch says.
pub(crate) fn told(keyring: &Keyring, rows: &mut Rows, entry: &Entry) {
    let (TouchType::Group, Some(identity)) = (entry.kind, entry.anchor) else {
        return;
    };
    let half = |text: Option<&str>| -> Map<String, Value> {
        let body = text
            .and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok())
            .unwrap_or_default();
        body.get("properties")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    };
    let (open, personal) = (
        half(entry.properties.as_deref()),
        half(entry.personal.text()),
    );
    let find = |name: &str| open.get(name).or_else(|| personal.get(name));
    let written = |value: &Value| {
        value.as_str().map_or_else(
            || value.as_i64().map(|number| number.to_string()),
            |text| Some(text.to_owned()),
        )
    };
    let Some(id) = find("groupId")
        .or_else(|| find("group_id"))
        .and_then(written)
        .filter(|id| !id.trim().is_empty() && id.len() <= 200)
    else {
        return;
    };
    let name = find("traits")
        .and_then(|traits| traits.get("name"))
        .and_then(Value::as_str)
        .map(|name| name.chars().take(200).collect());
    let group = group_key(keyring, &id);
    if let Ok(label) = serde_json::to_string(&Label { id, name }) {
        rows.joined(
            Place {
                identity,
                seq: entry.seq,
                at: entry.at,
                actor: "",
            },
            group,
            label,
        );
    }
}

/// Says that a customer belongs to a household or organisation.
pub async fn join(
    tx: &mut Tx,
    ledger: &Ledger,
    member: CustomerId,
    group: CustomerId,
    role: Option<&str>,
    actor: &str,
) -> Result<()> {
    let of = subject::of(tx, ledger.store(), group).await?;
    let subject = subject::of(tx, ledger.store(), member).await?;
    if of.customer == subject.customer {
        return Err(Error::invalid("group", "is the customer itself"));
    }
    let row = tx
        .query_opt(
            "SELECT kind FROM profiles WHERE customer = $1",
            params![of.customer],
        )
        .await?;
    let kind: Option<String> = row.map(|mut row| row.take(0)).transpose()?;
    if kind.as_deref().unwrap_or(Kind::Person.as_str()) == Kind::Person.as_str() {
        return Err(Error::conflict(
            "not_a_group",
            "only a household or an organisation has members",
        ));
    }
    let role = role
        .map(str::trim)
        .filter(|role| !role.is_empty())
        .map(|role| role.chars().take(100).collect());
    let blind = tx
        .query_one(
            "SELECT blind FROM identities WHERE id = $1",
            params![of.identity],
        )
        .await?
        .take(0)?;
    let change = super::Change {
        member: Some(Change {
            group: blind,
            held: true,
            role,
        }),
        ..super::Change::default()
    };
    decide(
        tx,
        ledger,
        vec![(&subject, change, Secret::default())],
        actor,
    )
    .await
}

/// Says that a customer belongs to a household or organisation no longer, whatever touches tell.
pub async fn leave(
    tx: &mut Tx,
    ledger: &Ledger,
    member: CustomerId,
    group: CustomerId,
    actor: &str,
) -> Result<()> {
    let of = identity::graph::manual::root(tx, group)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let root = identity::graph::manual::root(tx, member)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let sql = "SELECT DISTINCT m.member, i.key, m.grp FROM memberships m JOIN identities i ON i.id = m.member
               JOIN identities g ON g.blind = m.grp
               WHERE i.customer = $1 AND g.customer = $2 AND m.held = 1 AND i.key IS NOT NULL ORDER BY m.member, m.grp";
    let rows = tx.query(sql, params![root, of]).await?;
    let mut subjects = Vec::new();
    for mut row in rows {
        let (identity, number): (kernel::IdentityId, i64) = (row.take(0)?, row.take(1)?);
        if let Some(key) = ledger
            .store()
            .keyring()
            .get(tx, [number])
            .await?
            .get(&number)
        {
            subjects.push((
                subject::Subject {
                    customer: root,
                    identity,
                    number,
                    key: *key,
                },
                row.take(2)?,
            ));
        }
    }
    if subjects.is_empty() {
        return Err(Error::NotFound("membership"));
    }
    let change = |group| super::Change {
        member: Some(Change {
            group,
            held: false,
            role: None,
        }),
        ..super::Change::default()
    };
    let changes = subjects
        .iter()
        .map(|(subject, group)| (subject, change(*group), Secret::default()))
        .collect();
    decide(tx, ledger, changes, actor).await
}
