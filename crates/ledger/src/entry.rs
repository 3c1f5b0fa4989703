//! One entry of the ledger, as readers and answers see it.

use std::sync::Arc;

use kernel::{Channel, IdentityId, Result, Timestamp, TouchId, TouchType};
use store::{Row, Store, Tx, params, seal};

use crate::Inner;

/// One entry: a touch or a decision.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the order of commit.
    pub seq: i64,
    /// Its id.
    pub id: TouchId,
    /// The source's own id of it.
    pub message_id: Option<Box<str>>,
    /// The number of the source.
    pub source: Option<i64>,
    /// The number of the touchpoint.
    pub touchpoint: Option<i64>,
    /// The kind of the touchpoint.
    pub channel: Option<Channel>,
    /// What sort of entry it is.
    pub kind: TouchType,
    /// The number of the event's name.
    pub event: Option<i64>,
    /// When it happened, by our clock.
    pub at: Timestamp,
    /// When it reached us.
    pub received_at: Timestamp,
    /// The identity whose timeline it stands in.
    pub anchor: Option<IdentityId>,
    /// All its identities, strongest first.
    pub identities: Vec<IdentityId>,
    /// What is not personal: a JSON object.
    pub properties: Option<Box<str>>,
    /// What is.
    pub personal: Personal,
    /// Who decided; null for touches.
    pub actor: Option<Box<str>>,
    /// Whether it was taken back with the import that brought it ([`crate::withdraw`]).
    pub withdrawn: bool,
}

impl Entry {
    /// Whether it is a touch that was not taken back: what counts, and is shown.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.kind.is_touch() && !self.withdrawn
    }
}

/// The personal part of an entry: a JSON object.
#[derive(Clone, PartialEq, Eq)]
pub enum Personal {
    /// There is none.
    None,
    /// It has been opened.
    Open(Box<str>),
    /// It is sealed with this key.
    Sealed(i64, Vec<u8>),
    /// Its key was destroyed.
    Erased,
}

impl std::fmt::Debug for Personal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Open(_) => "Open(…)",
            Self::Sealed(..) => "Sealed(…)",
            Self::Erased => "Erased",
        })
    }
}

impl Personal {
    /// The JSON text, when it has been opened.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Open(text) = self {
            Some(text)
        } else {
            None
        }
    }
}

/// The columns [`from_row`] reads, in its order.
pub const COLUMNS: &str = "seq, id, message_id, source, touchpoint, channel, type, event, at, received_at, anchor, identities, \
                           key, properties, sealed, actor, withdrawn";

/// An entry from a row of [`COLUMNS`].
pub fn from_row(row: &mut Row) -> Result<Entry> {
    let key: Option<i64> = row.take(12)?;
    let sealed: Option<Vec<u8>> = row.take(14)?;
    Ok(Entry {
        seq: row.take(0)?,
        id: row.take(1)?,
        message_id: row.take::<Option<String>>(2)?.map(Into::into),
        source: row.take(3)?,
        touchpoint: row.take(4)?,
        channel: row.take(5)?,
        kind: row.take(6)?,
        event: row.take(7)?,
        at: row.take(8)?,
        received_at: row.take(9)?,
        anchor: row.take(10)?,
        identities: row
            .take::<Option<Vec<u8>>>(11)?
            .map(|bytes| unpack(&bytes))
            .unwrap_or_default(),
        properties: row.take::<Option<String>>(13)?.map(Into::into),
        personal: match (key, sealed) {
            (Some(key), Some(bytes)) => Personal::Sealed(key, bytes),
            (None, Some(_)) => Personal::Erased,
            (_, None) => Personal::None,
        },
        actor: row.take::<Option<String>>(15)?.map(Into::into),
        withdrawn: row.take::<Option<i64>>(16)?.is_some(),
    })
}

/// Identities as the column holds them.
pub(crate) fn pack(identities: &[IdentityId]) -> Vec<u8> {
    identities
        .iter()
        .flat_map(|id| id.0.to_be_bytes())
        .collect()
}

fn unpack(bytes: &[u8]) -> Vec<IdentityId> {
    bytes
        .chunks_exact(8)
        .filter_map(|chunk| {
            chunk
                .try_into()
                .ok()
                .map(|number| IdentityId(i64::from_be_bytes(number)))
        })
        .collect()
}

/// Opens the personal parts; where the key was destroyed, says so instead.
pub async fn open(store: &Store, tx: &mut Tx, entries: &mut [Entry]) -> Result<()> {
    let wanted = entries.iter().filter_map(|entry| {
        if let Personal::Sealed(key, _) = entry.personal {
            Some(key)
        } else {
            None
        }
    });
    let keys = store.keyring().get(tx, wanted.collect::<Vec<_>>()).await?;
    for entry in entries {
        if let Personal::Sealed(number, bytes) = &entry.personal {
            entry.personal = match keys.get(number) {
                Some(key) => {
                    let text = String::from_utf8(seal::open(key, "touch", bytes)?)
                        .map_err(kernel::Error::internal)?;
                    Personal::Open(text.into())
                }
                None => Personal::Erased,
            };
        }
    }
    Ok(())
}

pub(crate) async fn read_after(
    inner: &Inner,
    tx: &mut Tx,
    seq: i64,
    up_to: i64,
    limit: usize,
) -> Result<Vec<Arc<Entry>>> {
    let sql =
        format!("SELECT {COLUMNS} FROM ledger WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3");
    let mut rows = tx
        .query(
            &sql,
            params![seq, up_to, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
        .await?;
    let mut entries = rows.iter_mut().map(from_row).collect::<Result<Vec<_>>>()?;
    open(&inner.store, tx, &mut entries).await?;
    Ok(entries.into_iter().map(Arc::new).collect())
}
