//! Notes: what people here write down about a customer, sealed with the key of one of its identities.

use kernel::{CustomerId, Error, IdentityId, NoteId, Result, Timestamp};
use ledger::Ledger;
use serde::Serialize;
use store::{Store, Tx, params, seal};

use super::{Change, NoteChange, Secret, decide};
use crate::subject::{self, Subject};

/// The longest note.
const LONGEST: usize = 20_000;

/// One note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What was written.
    pub body: String,
    /// Who wrote it last.
    pub actor: String,
    /// When it was written.
    pub at: Timestamp,
    /// When it was written anew.
    pub edited_at: Option<Timestamp>,
}

/// Writes a note.
pub async fn add(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    body: &str,
    actor: &str,
) -> Result<NoteId> {
    let subject = subject::of(tx, ledger.store(), customer).await?;
    let id = NoteId::new(ledger.store().env());
    write(tx, ledger, &subject, id, Some(body), actor).await?;
    Ok(id)
}

/// Writes a note anew.
pub async fn edit(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    note: NoteId,
    body: &str,
    actor: &str,
) -> Result<()> {
    let subject = subject_of(tx, ledger.store(), customer, note).await?;
    write(tx, ledger, &subject, note, Some(body), actor).await
}

/// Takes a note away. What it said stays in the ledger, sealed, until the customer is erased.
pub async fn remove(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    note: NoteId,
    actor: &str,
) -> Result<()> {
    let subject = subject_of(tx, ledger.store(), customer, note).await?;
    write(tx, ledger, &subject, note, None, actor).await
}

async fn write(
    tx: &mut Tx,
    ledger: &Ledger,
    subject: &Subject,
    id: NoteId,
    body: Option<&str>,
    actor: &str,
) -> Result<()> {
    let body = body.map(str::trim);
    if body.is_some_and(|body| body.is_empty() || body.len() > LONGEST) {
        return Err(Error::invalid(
            "body",
            format!("is empty or longer than {LONGEST} bytes"),
        ));
    }
    let change = Change {
        note: Some(NoteChange {
            id,
            removed: body.is_none(),
        }),
        ..Change::default()
    };
    let secret = Secret {
        note: body.map(str::to_owned),
        ..Secret::default()
    };
    decide(tx, ledger, vec![(subject, change, secret)], actor).await
}

/// The identity a note is kept with, when it is a note of this customer.
async fn subject_of(
    tx: &mut Tx,
    store: &Store,
    customer: CustomerId,
    note: NoteId,
) -> Result<Subject> {
    let root = identity::graph::manual::root(tx, customer)
        .await?
        .ok_or(Error::NotFound("customer"))?;
    let sql = "SELECT i.id, i.key FROM notes n JOIN identities i ON i.id = n.identity
               WHERE n.id = $1 AND n.body IS NOT NULL AND i.customer = $2 AND i.key IS NOT NULL";
    let mut row = tx
        .query_opt(sql, params![note, root])
        .await?
        .ok_or(Error::NotFound("note"))?;
    let (identity, number): (IdentityId, i64) = (row.take(0)?, row.take(1)?);
    let key = store
        .keyring()
        .get(tx, [number])
        .await?
        .get(&number)
        .copied()
        .ok_or(Error::NotFound("note"))?;
    Ok(Subject {
        customer: root,
        identity,
        number,
        key,
    })
}

/// The notes of a customer, the newest first.
pub async fn list(tx: &mut Tx, store: &Store, customer: CustomerId) -> Result<Vec<Note>> {
    let sql = "SELECT n.id, n.actor, n.at, n.edited_at, n.key, n.body FROM notes n JOIN identities i ON i.id = n.identity
               WHERE i.customer = $1 AND n.body IS NOT NULL ORDER BY n.at DESC, n.id DESC";
    let mut read = Vec::new();
    for mut row in tx.query(sql, params![customer]).await? {
        let note = Note {
            id: row.take(0)?,
            body: String::new(),
            actor: row.take(1)?,
            at: row.take(2)?,
            edited_at: row.take(3)?,
        };
        read.push((note, row.take::<i64>(4)?, row.take::<Vec<u8>>(5)?));
    }
    let keys = store
        .keyring()
        .get(
            tx,
            read.iter()
                .map(|(_, number, _)| *number)
                .collect::<Vec<_>>(),
        )
        .await?;
    let mut notes = Vec::with_capacity(read.len());
    for (mut note, number, sealed) in read {
        let Some(key) = keys.get(&number) else {
            continue;
        };
        note.body =
            String::from_utf8(seal::open(key, "note", &sealed)?).map_err(Error::internal)?;
        notes.push(note);
    }
    Ok(notes)
}
