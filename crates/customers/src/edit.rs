//! Edits: what people here say of a customer. Name, kind, attributes, tags, notes, and to whom it belongs.
//!
//! Purpose: each edit is one decision in the ledger, carried out in the transaction that records it and once more, without
//! effect, when the reader comes to it; so it is seen at once and a rebuild ends the same.
//! Invariants: what is personal stands in the decision's sealed part; every row an edit writes holds the decision's place, and
//! the newest place counts, so reading an older decision later changes nothing.
//!
//! To add something that can be edited: a field of [`Change`], its rows in [`rows::Rows`], and a function that offers it.

pub mod belonging;
pub mod members;
pub mod notes;
mod rows;
pub mod tagging;

use kernel::{CustomerId, Error, FieldError, IdentityId, NoteId, Result, TouchType};
use ledger::{Decision, Entry, Ledger};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Store, Tx, params};

use crate::subject::{self, Subject};
use crate::{attributes, facts, profile};

pub(crate) use rows::Rows;

/// No request changes the tags of more customers than this.
pub const MOST_AT_ONCE: usize = 1_000;
/// The longest tag.
const LONGEST_TAG: usize = 60;

/// What a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CustomerKind)]
pub enum Kind {
    /// One human being.
    Person,
    /// People who live together.
    Household,
    /// A company, a school, an authority.
    Organisation,
}

impl Kind {
    /// Its name in the API and in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Household => "household",
            Self::Organisation => "organisation",
        }
    }
}

/// What is to be changed; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Edit {
    /// The name; null takes what a person here wrote before back.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub name: Option<Option<String>>,
    /// What the customer is.
    pub kind: Option<Kind>,
    /// Attributes; null says that one is gone.
    #[schema(value_type = Object)]
    pub attributes: Map<String, Value>,
    /// Tags to put.
    pub add_tags: Vec<String>,
    /// Tags to take.
    pub remove_tags: Vec<String>,
}

/// Tells a field that is null from one that is left out.
fn said<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// What a decision changed, as the ledger keeps it; nothing of it is personal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Change {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tagged: Vec<String>,
    /// Each with the identity that held it: a merge may have brought several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untagged: Vec<(IdentityId, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<members::Change>,
}

/// A note that was written, written anew or removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NoteChange {
    pub id: NoteId,
    pub removed: bool,
}

/// What of a decision is personal, sealed in the ledger.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Secret {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub traits: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Changes a customer; answers the one it is after all merges.
pub async fn edit(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    edit: &Edit,
    actor: &str,
) -> Result<CustomerId> {
    let definitions = attributes::definitions(tx).await?;
    let mut traits = definitions.checked(&edit.attributes)?;
    if let Some(name) = &edit.name {
        let name = name
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().count() > 200) {
            return Err(Error::invalid("name", "is longer than 200 characters"));
        }
        traits.insert("name".to_owned(), name.map_or(Value::Null, Value::from));
    }
    let (put, take) = (tags(&edit.add_tags)?, tags(&edit.remove_tags)?);
    let subject = subject::of(tx, ledger.store(), customer).await?;
    let change = Change {
        attributes: traits.keys().cloned().collect(),
        kind: edit.kind,
        tagged: put,
        untagged: holders(tx, subject.customer, &take).await?,
        ..Change::default()
    };
    decide(
        tx,
        ledger,
        vec![(&subject, change, Secret { traits, note: None })],
        actor,
    )
    .await?;
    Ok(subject.customer)
}

/// Tags as they are kept: without blanks around them, each once.
pub(crate) fn tags(tags: &[String]) -> Result<Vec<String>, FieldError> {
    let mut kept: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().map(|tag| tag.trim()) {
        if tag.is_empty() || tag.chars().count() > LONGEST_TAG || tag.chars().any(char::is_control)
        {
            return Err(FieldError::new(
                "tags",
                format!(
                    "holds one that is empty, longer than {LONGEST_TAG} characters or of control characters"
                ),
            ));
        }
        if !kept.iter().any(|known| known == tag) {
            kept.push(tag.to_owned());
        }
    }
    Ok(kept)
}

/// The identities of a customer that hold these tags.
async fn holders(
    tx: &mut Tx,
    customer: CustomerId,
    tags: &[String],
) -> Result<Vec<(IdentityId, String)>> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT t.identity, t.tag FROM tags t JOIN identities i ON i.id = t.identity
               WHERE i.customer = $1 AND t.held = 1 AND t.tag = ANY($2) ORDER BY t.identity, t.tag";
    let rows = tx.query(sql, params![customer, tags.to_vec()]).await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

/// Records the changes and carries them out.
pub(crate) async fn decide(
    tx: &mut Tx,
    ledger: &Ledger,
    changes: Vec<(&Subject, Change, Secret)>,
    actor: &str,
) -> Result<()> {
    let now = ledger.store().env().now();
    let mut decisions = Vec::with_capacity(changes.len());
    for (subject, change, secret) in &changes {
        let personal = serde_json::to_string(secret).map_err(Error::internal)?;
        decisions.push(Decision {
            kind: TouchType::Edited,
            at: now,
            actor: actor.to_owned(),
            anchor: Some(subject.identity),
            properties: serde_json::to_string(change).map_err(Error::internal)?,
            personal: (personal != "{}").then_some((subject.number, subject.key, personal)),
        });
    }
    let first = ledger.decide(tx, decisions).await?;
    let mut rows = Rows::default();
    let mut told = Vec::new();
    let mut affected = Vec::with_capacity(changes.len());
    for ((subject, change, secret), seq) in changes.into_iter().zip(first..) {
        told.extend(facts::told(subject.identity, 0, (now, seq), &secret.traits));
        let place = rows::Place {
            identity: subject.identity,
            seq,
            at: now,
            actor,
        };
        rows.take(place, change, secret);
        affected.push(subject.customer);
    }
    facts::keep(tx, ledger.store(), told).await?;
    rows.write(tx, ledger.store()).await?;
    profile::renew(tx, affected).await
}

/// Carries out what the reader finds decided; the traits are told apart, with those of touches.
pub(crate) fn take(rows: &mut Rows, entry: &Entry) -> Result<()> {
    let (TouchType::Edited, Some(identity), Some(text)) = (
        entry.kind,
        entry.identities.first(),
        entry.properties.as_deref(),
    ) else {
        return Ok(());
    };
    let change: Change = serde_json::from_str(text).map_err(Error::internal)?;
    let secret: Secret = entry
        .personal
        .text()
        .map_or(Ok(Secret::default()), serde_json::from_str)
        .map_err(Error::internal)?;
    let actor = entry.actor.as_deref().unwrap_or_default();
    rows.take(
        rows::Place {
            identity: *identity,
            seq: entry.seq,
            at: entry.at,
            actor,
        },
        change,
        secret,
    );
    Ok(())
}

/// The keys of identities, for sealing what a decision keeps with them; an erased one has none.
pub(crate) async fn keys_of(
    tx: &mut Tx,
    store: &Store,
    ids: Vec<i64>,
) -> Result<std::collections::HashMap<IdentityId, (i64, store::Key)>> {
    let rows = tx
        .query(
            "SELECT id, key FROM identities WHERE id = ANY($1) AND key IS NOT NULL",
            params![ids],
        )
        .await?;
    let numbers = rows
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect::<Result<Vec<(IdentityId, i64)>>>()?;
    let keys = store
        .keyring()
        .get(tx, numbers.iter().map(|(_, number)| *number))
        .await?;
    Ok(numbers
        .into_iter()
        .filter_map(|(id, number)| Some((id, (number, *keys.get(&number)?))))
        .collect())
}
