//! Erasure: everything that says who somebody was is made unreadable or deleted; what was counted stays, of nobody.
//!
//! Purpose: carry out a customer's right to be forgotten, so that it survives a rebuild and the restore of an older backup.
//! Invariants:
//! - the keys of all identities are destroyed, so touches, names, notes and evidence cannot be read any more, wherever copies
//!   of them lie; the blind indexes are replaced, so nothing finds them, and the same identifier begins a new customer;
//! - numbers and orders stay with identities that nobody can name; consents stay as proof, without their evidence;
//! - each erasure leaves keyed hashes in a ledger of its own, which is kept apart from backups: [`replay`] brings a restored
//!   database up to it before anything is served, and [`is_suppressed`] keeps an erased address from being written to.
//!
//! To add a table that holds personal data by identity: its statement in [`WIPED`].

use std::collections::BTreeMap;

use identity::graph::Effects;
use identity::normal::Context;
use kernel::{CustomerId, Error, IdentityId, IdentityKind, Result, Timestamp, TouchType};
use ledger::{Decision, Ledger};
use serde::{Deserialize, Serialize};
use store::{ColumnType, Keyring, Lock, Tx, params};

use crate::reader::NAME;
use crate::{profile, quality};

/// What is deleted of an erased identity.
const WIPED: [&str; 7] = [
    "DELETE FROM facts WHERE identity = ANY($1)",
    "DELETE FROM name_tokens WHERE identity = ANY($1)",
    "DELETE FROM tags WHERE identity = ANY($1)",
    "DELETE FROM notes WHERE identity = ANY($1)",
    "DELETE FROM customer_kinds WHERE identity = ANY($1)",
    "DELETE FROM memberships WHERE member = ANY($1)",
    "UPDATE consents SET key = NULL, evidence = NULL WHERE identity = ANY($1)",
];

/// One erased identity, as the ledger of erasures keeps it: nothing in it can be read back to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// The erasure: one for all identities of a customer.
    pub erasure: String,
    /// The keyed hash of the identifier, as hexadecimal digits.
    pub blind: String,
    /// The number the identity had.
    pub identity: i64,
    /// What sort of identifier it was.
    pub kind: IdentityKind,
    /// The number of the key that was destroyed.
    pub key: Option<i64>,
    /// The customer it belonged to.
    pub customer: CustomerId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// Why.
    pub reason: String,
}

/// What an erasure came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Outcome {
    /// Its id in the ledger of erasures.
    pub erasure: String,
    /// The customer that is no more.
    pub customer: CustomerId,
    /// How many identities it had.
    pub identities: usize,
}

/// Erases a customer. Meant for `Store::write_locked`: it takes the graph's lock and keeps the reader out meanwhile.
pub async fn erase(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    actor: &str,
    reason: &str,
) -> Result<Outcome> {
    if reason.trim().is_empty() || reason.len() > 500 {
        return Err(Error::invalid(
            "reason",
            "is empty or longer than 500 bytes",
        ));
    }
    hold(tx).await?;
    let root = identity::graph::manual::root(tx, customer)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let now = ledger.store().env().now();
    let erasure = to_hex(&ledger.store().env().bytes::<16>());
    let sql = "SELECT id, kind, blind, key FROM identities WHERE customer = $1 AND context = 0 ORDER BY id";
    let mut erased = Vec::new();
    for mut row in tx.query(sql, params![root]).await? {
        erased.push(Erased {
            erasure: erasure.clone(),
            identity: row.take(0)?,
            kind: row.take(1)?,
            blind: to_hex(&row.take::<[u8; 16]>(2)?),
            key: row.take(3)?,
            customer: root,
            at: now,
            actor: actor.to_owned(),
            reason: reason.trim().to_owned(),
        });
    }
    write_down(tx, &erased).await?;
    carry_out(tx, ledger, &erased).await?;
    Ok(Outcome {
        erasure,
        customer: root,
        identities: erased.len(),
    })
}

/// Holds off who decides about the graph, and who writes down what is known of customers.
async fn hold(tx: &mut Tx) -> Result<()> {
    tx.lock(Lock::Graph).await?;
    tx.execute(
        "UPDATE readers SET seq = seq WHERE name = $1",
        params![NAME],
    )
    .await
    .map(|_| ())
}

async fn write_down(tx: &mut Tx, erased: &[Erased]) -> Result<()> {
    const COLUMNS: &[(&str, ColumnType)] = &[
        ("id", ColumnType::Blob),
        ("blind", ColumnType::Blob),
        ("identity", ColumnType::Int),
        ("kind", ColumnType::Int),
        ("key", ColumnType::Int),
        ("customer", ColumnType::Blob),
        ("at", ColumnType::Int),
        ("actor", ColumnType::Text),
        ("reason", ColumnType::Text),
    ];
    let mut rows = Vec::with_capacity(erased.len());
    for one in erased {
        rows.push(vec![
            from_hex(&one.erasure)?.into(),
            from_hex(&one.blind)?.into(),
            one.identity.into(),
            one.kind.into(),
            one.key.into(),
            one.customer.into(),
            one.at.into(),
            (&one.actor).into(),
            (&one.reason).into(),
        ]);
    }
    tx.insert_many(
        "erasures",
        COLUMNS,
        rows,
        "ON CONFLICT (id, blind) DO NOTHING",
    )
    .await
}

/// Makes these identities nobody's, and ends the customers that have no other.
async fn carry_out(tx: &mut Tx, ledger: &Ledger, erased: &[Erased]) -> Result<()> {
    let Some(first) = erased.first() else {
        return Ok(());
    };
    let ids: Vec<i64> = erased.iter().map(|one| one.identity).collect();
    let keyring = ledger.store().keyring();
    let customers = profile::customers_of(tx, ids.clone()).await?;
    for sql in WIPED {
        tx.execute(sql, params![ids.clone()]).await?;
    }
    let mut sets = Vec::with_capacity(erased.len());
    let mut groups = Vec::with_capacity(erased.len());
    for one in erased {
        groups.push(from_hex(&one.blind)?);
        let nobody = keyring.blind("erased", &one.identity.to_be_bytes());
        sets.push(vec![one.identity.into(), nobody.into()]);
    }
    // Members told their own names of the household or organisation that is no more.
    tx.execute(
        "DELETE FROM memberships WHERE grp = ANY($1)",
        params![groups],
    )
    .await?;
    tx.query_many(
        "UPDATE identities SET key = NULL, sealed = NULL, blind = $2 WHERE id = $1",
        &sets,
    )
    .await?;
    let gone = without_identities(tx, &customers).await?;
    let effects = Effects {
        erased: gone
            .into_iter()
            .map(|customer| (customer, first.at))
            .collect(),
        ..Effects::default()
    };
    effects.apply(tx).await?;
    ledger
        .decide(
            tx,
            vec![Decision {
                kind: TouchType::Erased,
                at: first.at,
                actor: first.actor.clone(),
                anchor: None,
                properties: serde_json::to_string(&effects).map_err(Error::internal)?,
                personal: None,
            }],
        )
        .await?;
    profile::renew(tx, customers.clone()).await?;
    quality::renew(tx, ledger.store(), &customers.into_iter().collect()).await?;
    // What is held in memory is still open.
    let held = ledger.clone();
    tx.after_commit(move || held.forget());
    keyring
        .clone()
        .destroy(tx, erased.iter().filter_map(|one| one.key).collect())
        .await
}

/// Of these customers those that have nothing left, and all that were merged into them.
async fn without_identities(tx: &mut Tx, customers: &[CustomerId]) -> Result<Vec<CustomerId>> {
    let list: Vec<Vec<u8>> = customers.iter().map(|id| id.0.to_vec()).collect();
    let sql = "SELECT id FROM customers WHERE (id = ANY($1) OR merged_into = ANY($1)) AND NOT EXISTS
               (SELECT 1 FROM identities i WHERE i.customer = COALESCE(customers.merged_into, customers.id) AND i.key IS NOT NULL)
               ORDER BY id";
    tx.query(sql, params![list])
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}

/// The whole ledger of erasures, oldest first: what is kept apart from backups.
pub async fn all(tx: &mut Tx) -> Result<Vec<Erased>> {
    let sql = "SELECT id, blind, identity, kind, key, customer, at, actor, reason FROM erasures ORDER BY at, id, identity";
    let read = |mut row: store::Row| {
        Ok(Erased {
            erasure: to_hex(&row.take::<[u8; 16]>(0)?),
            blind: to_hex(&row.take::<[u8; 16]>(1)?),
            identity: row.take(2)?,
            kind: row.take(3)?,
            key: row.take(4)?,
            customer: row.take(5)?,
            at: row.take(6)?,
            actor: row.take(7)?,
            reason: row.take(8)?,
        })
    };
    tx.query(sql, &[]).await?.into_iter().map(read).collect()
}

/// Brings a restored database up to the ledger of erasures; answers how many identities it still had to erase.
///
/// An identity is taken for the erased one when hash and key are the same: who came back after the erasure has another key.
pub async fn replay(tx: &mut Tx, ledger: &Ledger, erasures: &[Erased]) -> Result<usize> {
    hold(tx).await?;
    write_down(tx, erasures).await?;
    let mut known: BTreeMap<(Vec<u8>, i64), &Erased> = BTreeMap::new();
    for one in erasures {
        if let Some(key) = one.key {
            known.insert((from_hex(&one.blind)?, key), one);
        }
    }
    let blinds: Vec<Vec<u8>> = known.keys().map(|(blind, _)| blind.clone()).collect();
    let mut again: BTreeMap<&str, Vec<Erased>> = BTreeMap::new();
    let mut count = 0;
    for mut row in tx
        .query(
            "SELECT id, blind, key FROM identities WHERE blind = ANY($1) AND key IS NOT NULL",
            params![blinds],
        )
        .await?
    {
        let (identity, place): (IdentityId, (Vec<u8>, i64)) =
            (row.take(0)?, (row.take(1)?, row.take(2)?));
        if let Some(one) = known.get(&place) {
            again.entry(&one.erasure).or_default().push(Erased {
                identity: identity.0,
                ..(*one).clone()
            });
            count += 1;
        }
    }
    for erased in again.into_values() {
        carry_out(tx, ledger, &erased).await?;
    }
    // A keyring that was restored apart may still hold keys of identities that are erased here.
    let keys = erased_keys(tx, erasures).await?;
    ledger.store().keyring().clone().destroy(tx, keys).await?;
    Ok(count)
}

/// Keys of the ledger of erasures that no living identity has been given since.
async fn erased_keys(tx: &mut Tx, erasures: &[Erased]) -> Result<Vec<i64>> {
    let mut keys: Vec<i64> = erasures.iter().filter_map(|one| one.key).collect();
    let rows = tx
        .query(
            "SELECT key FROM identities WHERE key = ANY($1)",
            params![keys.clone()],
        )
        .await?;
    let living = rows
        .into_iter()
        .map(|mut row| row.take(0))
        .collect::<Result<Vec<i64>>>()?;
    keys.retain(|key| !living.contains(key));
    Ok(keys)
}

/// Whether somebody with this identifier asked to be forgotten: nothing may be sent there unless they agree anew.
pub async fn is_suppressed(
    tx: &mut Tx,
    keyring: &Keyring,
    context: &Context,
    kind: IdentityKind,
    value: &str,
) -> Result<bool> {
    let Ok(normal) = identity::normal::normalise(kind, value, context) else {
        return Ok(false);
    };
    let blind = identity::intake::blind(keyring, kind, None, normal.as_str());
    Ok(tx
        .query_opt(
            "SELECT 1 FROM erasures WHERE blind = $1 LIMIT 1",
            params![blind],
        )
        .await?
        .is_some())
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(digits: &str) -> Result<Vec<u8>> {
    let refuse = || Error::invalid("erasures", "holds something other than hexadecimal digits");
    if !digits.is_ascii() || !digits.len().is_multiple_of(2) {
        return Err(refuse());
    }
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| refuse()))
        .collect()
}
