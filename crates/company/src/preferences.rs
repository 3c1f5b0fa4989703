//! How each person wants the screens: small values by name, kept for whoever asks and seen by nobody else.
//!
//! To add one: its name in [`NAMES`].

use kernel::{Error, Result};
use serde_json::{Map, Value};
use store::{Tx, params};

use crate::Caller;

crate::sql! {
    LIST = "SELECT name, value FROM preferences WHERE owner = $1 ORDER BY name";
    SET = "INSERT INTO preferences (owner, name, value) VALUES ($1, $2, $3) ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value";
    FORGET = "DELETE FROM preferences WHERE owner = $1 AND name = $2";
}

/// What can be kept: the columns of the list of customers.
const NAMES: [&str; 1] = ["customers.columns"];
/// The longest value, as JSON.
const LONGEST: usize = 10_000;

/// All that the caller keeps.
pub async fn list(tx: &mut Tx, by: &Caller) -> Result<Map<String, Value>> {
    let rows = tx.query(LIST, params![&by.actor]).await?;
    rows.into_iter()
        .map(|mut row| {
            let value: String = row.take(1)?;
            Ok((
                row.take(0)?,
                serde_json::from_str(&value).map_err(Error::internal)?,
            ))
        })
        .collect()
}

/// Keeps a value; null forgets it.
pub async fn set(tx: &mut Tx, by: &Caller, name: &str, value: &Value) -> Result<()> {
    if !NAMES.contains(&name) {
        let message = format!("is not one of {}", NAMES.join(", "));
        return Err(Error::invalid("name", message));
    }
    if value.is_null() {
        return tx
            .execute(FORGET, params![&by.actor, name])
            .await
            .map(|_| ());
    }
    let text = value.to_string();
    if text.len() > LONGEST {
        let message = format!("is longer than {LONGEST} bytes");
        return Err(Error::invalid("value", message));
    }
    tx.execute(SET, params![&by.actor, name, text])
        .await
        .map(|_| ())
}
