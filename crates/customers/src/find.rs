//! Finding customers: by identifier, by the beginning of a name, or the newest first.

use std::collections::HashMap;

use identity::normal::Context;
use kernel::{CustomerId, IdentityKind, Result, Timestamp};
use store::{Keyring, Tx, Value, params};

use crate::names;
use crate::sight::Sight;

/// Which customers are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that something names.
    Known,
    /// Those that nothing names yet.
    Anonymous,
    /// Both.
    All,
}

/// Where the next page begins: after this customer in the order of the newest touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct After {
    /// Its newest touch.
    pub last_at: Timestamp,
    /// Its id.
    pub id: CustomerId,
}

/// A page of customers, the newest touch first.
pub async fn newest(
    tx: &mut Tx,
    which: Which,
    sight: &Sight,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<After>> {
    let after = after.unwrap_or(After {
        last_at: Timestamp(i64::MAX),
        id: CustomerId([0xff; 16]),
    });
    let mut found = Vec::new();
    let flags: &[bool] = match which {
        Which::Known => &[true],
        Which::Anonymous => &[false],
        Which::All => &[true, false],
    };
    let few = sight.few(tx).await?;
    for known in flags {
        let mut values = params![*known, after.last_at, after.id, limit].to_vec();
        // Of few customers each is looked up; the sum keeps the flag from leading through all others.
        let sql = if let Some(few) = &few {
            let list: Vec<Vec<u8>> = few.iter().map(|id| id.0.to_vec()).collect();
            values.push(list.into());
            "SELECT last_at, customer FROM profiles WHERE customer = ANY($5) AND known + 0 = $1
             AND (last_at < $2 OR (last_at = $2 AND customer < $3)) ORDER BY last_at DESC, customer DESC LIMIT $4"
                .to_owned()
        } else {
            let seen = sight.of_customers("profiles.customer", &mut values);
            format!(
                "SELECT last_at, customer FROM profiles WHERE known = $1 AND (last_at < $2 OR (last_at = $2 AND customer < $3)){seen}
                 ORDER BY last_at DESC, customer DESC LIMIT $4"
            )
        };
        // One index range for each flag, merged here: neither engine would do it for `known IN (0, 1)`.
        for mut row in tx.query(&sql, &values).await? {
            found.push(After {
                last_at: row.take(0)?,
                id: row.take(1)?,
            });
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse((one.last_at, one.id)));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

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
    (which, sight): (Which, &Sight),
    limit: i64,
) -> Result<Vec<CustomerId>> {
    let mut found = Vec::new();
    for kind in IdentityKind::ALL {
        let led_to = by_identity(tx, keyring, context, *kind, text).await?;
        for customer in sight.among(tx, led_to).await? {
            if !found.contains(&customer) {
                found.push(customer);
            }
        }
    }
    for customer in by_name(tx, keyring, text, sight, limit).await? {
        if !found.contains(&customer) {
            found.push(customer);
        }
    }
    if which != Which::All {
        let known = known_of(tx, &found).await?;
        found.retain(|id| known.get(id).copied() == Some(which == Which::Known));
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

async fn known_of(tx: &mut Tx, customers: &[CustomerId]) -> Result<HashMap<CustomerId, bool>> {
    let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
    let rows = tx
        .query(
            "SELECT customer, known FROM profiles WHERE customer = ANY($1)",
            params![list],
        )
        .await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

/// Every part of what was typed must be the beginning of a part of the name.
async fn by_name(
    tx: &mut Tx,
    keyring: &Keyring,
    text: &str,
    sight: &Sight,
    limit: i64,
) -> Result<Vec<CustomerId>> {
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
        " JOIN identities i ON i.id = t1.identity JOIN profiles p ON p.customer = i.customer WHERE i.key IS NOT NULL",
    );
    let seen = sight.of_customers("i.customer", &mut values);
    values.push(limit.into());
    sql.push_str(&format!(
        "{seen} ORDER BY p.last_at DESC LIMIT ${}",
        values.len()
    ));
    tx.query(&sql, &values)
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}
