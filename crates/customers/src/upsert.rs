//! Making or finding a customer by its identities: one `identify` touch, as any source would send it.
//!
//! Who the customer is, the readers decide; the caller waits for them ([`crate::reader::NAME`]) and looks it up by [`strongest`].

use identity::intake;
use identity::normal::Context;
use kernel::{
    Channel, CustomerId, Error, FieldError, IdentityKind, Result, SourceId, Timestamp, TouchType,
};
use ledger::{NewTouch, Seen};
use serde_json::{Map, Value};
use store::{Keyring, Tx, params};

/// Where the touch comes from: the source that stands for the API.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The number of the source.
    pub source: i64,
    /// Its id.
    pub source_id: SourceId,
    /// The number of its touchpoint.
    pub touchpoint: i64,
    /// The kind of its touchpoint.
    pub channel: Channel,
}

/// What is said of the customer.
#[derive(Clone, Debug, Default)]
pub struct Upsert {
    /// Its identities: kind and value as they were given.
    pub identities: Vec<(IdentityKind, String)>,
    /// Its name.
    pub name: Option<String>,
    /// Its attributes.
    pub attributes: Map<String, Value>,
    /// What tells this request from others, so that repeating it changes nothing.
    pub message_id: Option<String>,
}

/// The touch that makes or finds the customer.
///
/// # Errors
/// When no identity is given, or one of them is no identifier of its kind.
pub fn touch(
    keyring: &Keyring,
    context: &Context,
    origin: Origin,
    upsert: Upsert,
    now: Timestamp,
) -> Result<NewTouch> {
    let mut seen = Vec::with_capacity(upsert.identities.len());
    let mut wrong = Vec::new();
    for (place, (kind, value)) in upsert.identities.iter().enumerate() {
        match intake::see(keyring, context, origin.source, *kind, value) {
            Ok(one) => seen.push(one),
            Err(refusal) => wrong.push(FieldError::new(
                format!("identities[{place}]"),
                refusal.to_string(),
            )),
        }
    }
    if upsert.identities.is_empty() {
        wrong.push(FieldError::new(
            "identities",
            "is empty: a customer is known by at least one",
        ));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    intake::in_order(&mut seen);
    let mut traits = upsert.attributes;
    if let Some(name) = upsert
        .name
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
    {
        traits.insert("name".to_owned(), Value::String(name));
    }
    let personal =
        (!traits.is_empty()).then(|| serde_json::json!({ "traits": traits }).to_string());
    Ok(NewTouch {
        source: origin.source,
        source_id: origin.source_id,
        touchpoint: origin.touchpoint,
        channel: origin.channel,
        kind: TouchType::Identify,
        event: None,
        message_id: upsert.message_id,
        sent_at: now,
        at: now,
        received_at: now,
        identities: seen,
        properties: None,
        personal,
    })
}

/// Whose the touch came to be, once the readers have taken it: the customer of its strongest identity that is not shared.
pub async fn strongest(tx: &mut Tx, identities: &[Seen]) -> Result<Option<CustomerId>> {
    let blinds: Vec<Vec<u8>> = identities.iter().map(|seen| seen.blind.to_vec()).collect();
    let sql =
        "SELECT blind, customer FROM identities WHERE blind = ANY($1) AND customer IS NOT NULL";
    let rows = tx.query(sql, params![blinds]).await?;
    let found = rows
        .into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect::<Result<Vec<([u8; 16], CustomerId)>>>()?;
    Ok(identities.iter().find_map(|seen| {
        found
            .iter()
            .find(|(blind, _)| *blind == seen.blind)
            .map(|(_, customer)| *customer)
    }))
}
