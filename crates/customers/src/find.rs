//! Finding customers: by identifier, or by the beginning of a name.

use std::collections::HashSet;

use identity::normal::Context;
use kernel::{CustomerId, IdentityKind, Result};
use store::{Keyring, Tx, Value, params};

use crate::names;

/// The customers an identifier leads to: its own or, when many share it, all it was seen with.
pub async fn by_identity(
    tx: &mut Tx,
    keyring: &Keyring,
    context: &Context,
    kind: IdentityKind,
    raw: &str,
) -> Result<Vec<CustomerId>> {
    let Ok(normal) = identity::normal::normalise(kind, raw, context) else {
        return Ok(Vec::new());
    };
    let blinds = blinds(tx, keyring, kind, normal.as_str()).await?;
    let sql = "SELECT id, customer, context FROM identities WHERE blind = ANY($1)";
    let mut found = Vec::new();
    for mut row in tx.query(sql, params![blinds]).await? {
        let id: i64 = row.take(0)?;
        match row.take::<Option<CustomerId>>(1)? {
            Some(customer) => found.push(customer),
            None if row.take(2)? => found.extend(sharers(tx, id).await?),
            None => {}
        }
    }
    found.dedup();
    Ok(found)
}

/// The customers that a context identity was seen with, the newest hundred.
async fn sharers(tx: &mut Tx, identity: i64) -> Result<Vec<CustomerId>> {
    let sql = "SELECT DISTINCT i.customer FROM (
                 SELECT b AS other, ordinal FROM links WHERE a = $1 UNION ALL SELECT a, ordinal FROM links WHERE b = $1
                 ORDER BY ordinal DESC LIMIT 100) l
               JOIN identities i ON i.id = l.other WHERE i.customer IS NOT NULL";
    tx.query(sql, params![identity])
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}

async fn blinds(
    tx: &mut Tx,
    keyring: &Keyring,
    kind: IdentityKind,
    value: &str,
) -> Result<Vec<Vec<u8>>> {
    if identity::trust::rule(kind).scope == identity::trust::Scope::Company {
        return Ok(vec![
            identity::intake::blind(keyring, kind, None, value).to_vec(),
        ]);
    }
    let mut blinds = Vec::new();
    for mut row in tx.query("SELECT num FROM sources", &[]).await? {
        blinds.push(identity::intake::blind(keyring, kind, Some(row.take(0)?), value).to_vec());
    }
    Ok(blinds)
}

/// The most identities one part of a name is looked through.
const MOST_BY_NAME: i64 = 2_000;

/// Customers by part of a name or by any identifier, best first: an exact identifier, then names by the newest touch.
pub async fn search(
    tx: &mut Tx,
    keyring: &Keyring,
    context: &Context,
    text: &str,
) -> Result<Vec<CustomerId>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for kind in IdentityKind::ALL {
        for customer in by_identity(tx, keyring, context, *kind, text).await? {
            if seen.insert(customer) {
                found.push(customer);
            }
        }
    }
    for customer in by_name(tx, keyring, text).await? {
        if seen.insert(customer) {
            found.push(customer);
        }
    }
    Ok(found)
}

/// Every part of what was typed must be the beginning of a part of the name.
async fn by_name(tx: &mut Tx, keyring: &Keyring, text: &str) -> Result<Vec<CustomerId>> {
    let tokens = names::query_tokens(text);
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = String::from(
        "SELECT DISTINCT i.customer, p.last_at FROM (SELECT identity FROM name_tokens WHERE token = $1 LIMIT $2) t1",
    );
    let mut values: Vec<Value> = vec![
        keyring.blind("name", tokens[0].as_bytes()).into(),
        MOST_BY_NAME.into(),
    ];
    for token in tokens.iter().skip(1).take(7) {
        values.push(keyring.blind("name", token.as_bytes()).into());
        let number = values.len();
        sql.push_str(&format!(" JOIN name_tokens t{number} ON t{number}.identity = t1.identity AND t{number}.token = ${number}"));
    }
    sql.push_str(
        " JOIN identities i ON i.id = t1.identity AND i.key IS NOT NULL JOIN profiles p ON p.customer = i.customer ORDER BY p.last_at DESC, i.customer",
    );
    tx.query(&sql, &values)
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}
