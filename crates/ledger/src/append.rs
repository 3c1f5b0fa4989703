//! Appending: requests are gathered while the disk is busy with the ones before, and committed as one group.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::ops::Range;
use std::sync::{Arc, Weak};

use kernel::{
    Channel, Error, IdentityId, IdentityKind, Result, SourceId, Timestamp, TouchId, TouchType,
};
use store::{ColumnType, Key, Tx, Value, params};
use tokio::sync::{mpsc, oneshot};

use crate::{Entry, Inner, Personal, entry, repeat};

/// The most touches in one group: enough to share a flush to disk, few enough that nobody waits long.
const GROUP: usize = 4_000;

/// A touch as it is offered to the ledger.
#[derive(Clone, Debug)]
pub struct NewTouch {
    /// The number of its source.
    pub source: i64,
    /// The id of its source; part of the repeat key.
    pub source_id: SourceId,
    /// The number of its touchpoint.
    pub touchpoint: i64,
    /// The kind of its touchpoint.
    pub channel: Channel,
    /// What sort of touch it is.
    pub kind: TouchType,
    /// The name of what happened.
    pub event: Option<String>,
    /// The source's own id of it.
    pub message_id: Option<String>,
    /// The source's own time as it was sent, for the id; never corrected.
    pub sent_at: Timestamp,
    /// When it happened, by our clock.
    pub at: Timestamp,
    /// When it reached us.
    pub received_at: Timestamp,
    /// All its identities, strongest first, normalised, without repeats.
    pub identities: Vec<Seen>,
    /// What is not personal: a JSON object.
    pub properties: Option<String>,
    /// What is: a JSON object.
    pub personal: Option<String>,
}

/// An identity as it was seen in a touch.
#[derive(Clone)]
pub struct Seen {
    /// What sort of identifier it is.
    pub kind: IdentityKind,
    /// The number of the source it is counted in, for kinds that are counted per source.
    pub source: Option<i64>,
    /// A number for the app or page within which its limit is counted; 0 for most kinds.
    pub qualifier: i64,
    /// Its normalised value.
    pub value: String,
    /// Its blind index.
    pub blind: [u8; 16],
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seen({}…)", self.kind)
    }
}

impl NewTouch {
    /// What tells this touch from every other of its source.
    #[must_use]
    pub fn repeat_key(&self) -> [u8; 10] {
        if let Some(message_id) = &self.message_id {
            return repeat::key(self.source_id, &[message_id.as_bytes()]);
        }
        let mut parts: Vec<&[u8]> = vec![
            self.kind.as_str().as_bytes(),
            self.event.as_deref().unwrap_or_default().as_bytes(),
        ];
        let at = self.sent_at.0.to_be_bytes();
        parts.push(&at);
        parts.extend(self.identities.iter().map(|seen| seen.blind.as_slice()));
        parts.push(self.properties.as_deref().unwrap_or_default().as_bytes());
        parts.push(self.personal.as_deref().unwrap_or_default().as_bytes());
        repeat::key(self.source_id, &parts)
    }
}

/// What became of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Touches kept now.
    pub accepted: usize,
    /// Touches that were there already.
    pub repeated: usize,
    /// The id of each touch of the request, in its order.
    pub ids: Vec<TouchId>,
}

/// A decision as it is offered to the ledger.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What sort of decision it is.
    pub kind: TouchType,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it: `rule:…` or a person's id.
    pub actor: String,
    /// The identity it is mostly about.
    pub anchor: Option<IdentityId>,
    /// What was decided: a JSON object without personal data.
    pub properties: String,
    /// Personal data of the decision, sealed with the key of this number.
    pub personal: Option<(i64, Key, String)>,
}

pub(crate) struct Request {
    pub touches: Vec<NewTouch>,
    pub reply: oneshot::Sender<Result<Appended>>,
}

/// Gathers requests into groups until the ledger is dropped.
pub(crate) async fn run(ledger: Weak<Inner>, mut requests: mpsc::Receiver<Request>) {
    while let Some(first) = requests.recv().await {
        let Some(inner) = ledger.upgrade() else {
            return;
        };
        let mut touches = first.touches;
        let mut replies = vec![(touches.len(), first.reply)];
        while touches.len() < GROUP
            && let Ok(next) = requests.try_recv()
        {
            replies.push((next.touches.len(), next.reply));
            touches.extend(next.touches);
        }
        let touches = Arc::new(touches);
        let whole = 0..touches.len();
        match commit(&inner, &touches, whole).await {
            // One request that cannot be kept must not keep the others out.
            Err(error) if replies.len() > 1 && !matches!(error, Error::Unavailable(_)) => {
                let mut start = 0;
                for (count, reply) in replies {
                    let own = start..start + count;
                    let result = commit(&inner, &touches, own).await;
                    start += count;
                    answer(vec![(count, reply)], result);
                }
            }
            result => answer(replies, result),
        }
    }
}

async fn commit(
    inner: &Arc<Inner>,
    touches: &Arc<Vec<NewTouch>>,
    range: Range<usize>,
) -> Result<Vec<(TouchId, bool)>> {
    let (shared, touches) = (inner.clone(), touches.clone());
    inner
        .store
        .write_locked(move |tx| {
            let (inner, touches, range) = (shared.clone(), touches.clone(), range.clone());
            Box::pin(async move { flags(&inner, tx, &touches[range]).await })
        })
        .await
}

fn answer(
    replies: Vec<(usize, oneshot::Sender<Result<Appended>>)>,
    result: Result<Vec<(TouchId, bool)>>,
) {
    match result {
        Ok(flags) => {
            let mut rest = flags.as_slice();
            for (count, reply) in replies {
                let (mine, others) = rest.split_at(count);
                rest = others;
                let _the_caller_left = reply.send(Ok(summary(mine)));
            }
        }
        Err(error) => {
            let why = error.to_string();
            let mut replies = replies.into_iter().map(|(_, reply)| reply);
            // The first is told as it is; an error of many is one that passes.
            if let Some(first) = replies.next() {
                let _the_caller_left = first.send(Err(error));
            }
            for reply in replies {
                let _the_caller_left = reply.send(Err(Error::Unavailable(why.clone())));
            }
        }
    }
}

fn summary(flags: &[(TouchId, bool)]) -> Appended {
    let accepted = flags.iter().filter(|(_, new)| *new).count();
    Appended {
        accepted,
        repeated: flags.len() - accepted,
        ids: flags.iter().map(|(id, _)| *id).collect(),
    }
}

pub(crate) async fn touches(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    touches: &[NewTouch],
) -> Result<Appended> {
    Ok(summary(&flags(inner, tx, touches).await?))
}

/// Appends what is new; answers for each touch its id and whether it was new.
async fn flags(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    touches: &[NewTouch],
) -> Result<Vec<(TouchId, bool)>> {
    let keys: Vec<[u8; 10]> = touches.iter().map(NewTouch::repeat_key).collect();
    // The counter's row is taken first: from here on nobody else appends, so what is looked up stays true.
    let counter = tx
        .query_one(
            "UPDATE counters SET value = value WHERE name = 'ledger' RETURNING value",
            &[],
        )
        .await?
        .take::<i64>(0)?;
    let mut ids = repeated(tx, &keys).await?;
    let fresh: Vec<bool> = touches
        .iter()
        .zip(&keys)
        .map(|(touch, key)| match ids.entry(*key) {
            Slot::Occupied(_) => false,
            Slot::Vacant(place) => {
                place.insert(repeat::touch_id(touch.sent_at, *key));
                true
            }
        })
        .collect();
    let new: Vec<(&NewTouch, [u8; 10])> = touches
        .iter()
        .zip(&keys)
        .zip(&fresh)
        .filter(|(_, fresh)| **fresh)
        .map(|((touch, key), _)| (touch, *key))
        .collect();
    if !new.is_empty() {
        let found = identities(inner, tx, &new, counter).await?;
        let entries = write(inner, tx, &new, &found, counter).await?;
        finish(inner, tx, entries).await?;
    }
    // A repeated one is told by the id it was kept under, whatever time it carries now.
    Ok(keys.iter().map(|key| ids[key]).zip(fresh).collect())
}

async fn repeated(tx: &mut Tx, keys: &[[u8; 10]]) -> Result<HashMap<[u8; 10], TouchId>> {
    let list: Vec<Vec<u8>> = keys.iter().map(|key| key.to_vec()).collect();
    let rows = tx
        .query(
            "SELECT repeat_key, id FROM ledger WHERE repeat_key = ANY($1)",
            params![list],
        )
        .await?;
    rows.into_iter()
        .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
        .collect()
}

struct Known {
    id: IdentityId,
    key: Option<(i64, Key)>,
    context: bool,
}

type Found = HashMap<[u8; 16], Known, ahash::RandomState>;

/// Finds the identities of the touches, and takes in those that were never seen.
async fn identities(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    new: &[(&NewTouch, [u8; 10])],
    counter: i64,
) -> Result<Found> {
    let mut wanted: HashMap<[u8; 16], (&Seen, usize), ahash::RandomState> = HashMap::default();
    for (index, (touch, _)) in new.iter().enumerate() {
        for seen in &touch.identities {
            wanted.entry(seen.blind).or_insert((seen, index));
        }
    }
    let blinds: Vec<Vec<u8>> = wanted.keys().map(|blind| blind.to_vec()).collect();
    let rows = tx
        .query(
            "SELECT id, blind, key, context FROM identities WHERE blind = ANY($1)",
            params![blinds],
        )
        .await?;
    let mut rows = rows
        .into_iter()
        .map(|mut row| {
            Ok((
                row.take::<i64>(0)?,
                row.take::<[u8; 16]>(1)?,
                row.take::<Option<i64>>(2)?,
                row.take::<bool>(3)?,
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    let keyring = inner.store.keyring();
    let keys = keyring
        .get(tx, rows.iter().filter_map(|row| row.2).collect::<Vec<_>>())
        .await?;
    let mut found = Found::default();
    for (id, blind, key, context) in rows.drain(..) {
        wanted.remove(&blind);
        let key = key.and_then(|number| keys.get(&number).map(|key| (number, *key)));
        found.insert(
            blind,
            Known {
                id: IdentityId(id),
                key,
                context,
            },
        );
    }
    let mut unseen: Vec<(&Seen, usize)> = wanted.into_values().collect();
    // In the order of the touches, so that numbers do not depend on how a map iterates.
    unseen.sort_by_key(|(seen, index)| {
        (
            *index,
            new[*index]
                .0
                .identities
                .iter()
                .position(|other| other.blind == seen.blind),
        )
    });
    take_in(inner, tx, new, unseen, counter, &mut found).await?;
    Ok(found)
}

async fn take_in(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    new: &[(&NewTouch, [u8; 10])],
    unseen: Vec<(&Seen, usize)>,
    counter: i64,
    found: &mut Found,
) -> Result<()> {
    if unseen.is_empty() {
        return Ok(());
    }
    let count = unseen.len();
    let last = tx
        .query_one(
            "UPDATE counters SET value = value + $1 WHERE name = 'identity' RETURNING value",
            params![count as i64],
        )
        .await?
        .take::<i64>(0)?;
    let keyring = inner.store.keyring();
    let keys = keyring.create(tx, count).await?;
    let mut rows = Vec::with_capacity(count);
    for (place, ((seen, index), (number, key))) in unseen.into_iter().zip(keys).enumerate() {
        let id = last - count as i64 + 1 + place as i64;
        let touch = new[index].0;
        rows.push(vec![
            id.into(),
            seen.kind.into(),
            seen.source.into(),
            seen.qualifier.into(),
            seen.blind.into(),
            number.into(),
            keyring
                .seal(&key, "identity", seen.value.as_bytes())?
                .into(),
            false.into(),
            0_i64.into(),
            (counter + 1 + index as i64).into(),
            touch.at.into(),
        ]);
        found.insert(
            seen.blind,
            Known {
                id: IdentityId(id),
                key: Some((number, key)),
                context: false,
            },
        );
    }
    const COLUMNS: &[(&str, ColumnType)] = &[
        ("id", ColumnType::Int),
        ("kind", ColumnType::Int),
        ("source", ColumnType::Int),
        ("qualifier", ColumnType::Int),
        ("blind", ColumnType::Blob),
        ("key", ColumnType::Int),
        ("sealed", ColumnType::Blob),
        ("context", ColumnType::Int),
        ("degree", ColumnType::Int),
        ("first_seq", ColumnType::Int),
        ("first_at", ColumnType::Int),
    ];
    tx.insert_many("identities", COLUMNS, rows, "").await
}

const LEDGER: &[(&str, ColumnType)] = &[
    ("seq", ColumnType::Int),
    ("id", ColumnType::Blob),
    ("repeat_key", ColumnType::Blob),
    ("message_id", ColumnType::Text),
    ("source", ColumnType::Int),
    ("touchpoint", ColumnType::Int),
    ("channel", ColumnType::Int),
    ("type", ColumnType::Int),
    ("event", ColumnType::Int),
    ("at", ColumnType::Int),
    ("received_at", ColumnType::Int),
    ("anchor", ColumnType::Int),
    ("identities", ColumnType::Blob),
    ("key", ColumnType::Int),
    ("properties", ColumnType::Text),
    ("sealed", ColumnType::Blob),
    ("actor", ColumnType::Text),
];

async fn write(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    new: &[(&NewTouch, [u8; 10])],
    found: &Found,
    counter: i64,
) -> Result<Vec<Arc<Entry>>> {
    let mut entries = Vec::with_capacity(new.len());
    let mut rows = Vec::with_capacity(new.len());
    for (place, (touch, repeat_key)) in new.iter().enumerate() {
        let event = match touch.event.as_deref().filter(|name| !name.is_empty()) {
            Some(name) => Some(inner.events.intern(tx, touch.kind, name).await?),
            None => None,
        };
        let known: Vec<&Known> = touch
            .identities
            .iter()
            .filter_map(|seen| found.get(&seen.blind))
            .collect();
        // The strongest that is not shared by many; a kiosk alone still anchors what happened there.
        let anchor = known
            .iter()
            .find(|known| !known.context)
            .or_else(|| known.first());
        let entry = Entry {
            seq: counter + 1 + place as i64,
            id: repeat::touch_id(touch.sent_at, *repeat_key),
            message_id: touch.message_id.as_deref().map(Into::into),
            source: Some(touch.source),
            touchpoint: Some(touch.touchpoint),
            channel: Some(touch.channel),
            kind: touch.kind,
            event,
            at: touch.at,
            received_at: touch.received_at,
            anchor: anchor.map(|known| known.id),
            identities: known.iter().map(|known| known.id).collect(),
            properties: touch.properties.as_deref().map(Into::into),
            personal: touch
                .personal
                .as_deref()
                .map_or(Personal::None, |text| Personal::Open(text.into())),
            actor: None,
            withdrawn: false,
        };
        rows.push(row(
            inner,
            &entry,
            *repeat_key,
            anchor.and_then(|known| known.key),
        )?);
        entries.push(Arc::new(entry));
    }
    tx.insert_many("ledger", LEDGER, rows, "").await?;
    Ok(entries)
}

fn row(
    inner: &Inner,
    entry: &Entry,
    repeat_key: [u8; 10],
    key: Option<(i64, Key)>,
) -> Result<Vec<Value>> {
    let (number, sealed) = match (entry.personal.text(), key) {
        (Some(text), Some((number, key))) => (
            Some(number),
            Some(inner.store.keyring().seal(&key, "touch", text.as_bytes())?),
        ),
        (Some(_), None) => {
            return Err(Error::invalid(
                "identities",
                "are missing, or were erased: personal data can be kept only for somebody",
            ));
        }
        (None, _) => (None, None),
    };
    Ok(vec![
        entry.seq.into(),
        entry.id.into(),
        repeat_key.into(),
        entry.message_id.as_deref().into(),
        entry.source.into(),
        entry.touchpoint.into(),
        entry.channel.into(),
        entry.kind.into(),
        entry.event.into(),
        entry.at.into(),
        entry.received_at.into(),
        entry.anchor.into(),
        if entry.identities.is_empty() {
            Value::Null
        } else {
            entry::pack(&entry.identities).into()
        },
        number.into(),
        entry.properties.as_deref().into(),
        sealed.into(),
        entry.actor.as_deref().into(),
    ])
}

/// Moves the counter on, and tells everybody once it is committed.
async fn finish(inner: &Arc<Inner>, tx: &mut Tx, entries: Vec<Arc<Entry>>) -> Result<()> {
    let count = entries.len() as i64;
    tx.execute(
        "UPDATE counters SET value = value + $1 WHERE name = 'ledger'",
        params![count],
    )
    .await?;
    tx.notify_head().await?;
    let inner = inner.clone();
    tx.after_commit(move || {
        let last = entries.last().map_or(0, |entry| entry.seq);
        inner.tail.push(entries);
        inner.grew_to(last);
    });
    Ok(())
}

pub(crate) async fn decisions(
    inner: &Arc<Inner>,
    tx: &mut Tx,
    decisions: Vec<Decision>,
) -> Result<i64> {
    let counter = tx
        .query_one(
            "UPDATE counters SET value = value WHERE name = 'ledger' RETURNING value",
            &[],
        )
        .await?
        .take::<i64>(0)?;
    let mut entries = Vec::with_capacity(decisions.len());
    let mut rows = Vec::with_capacity(decisions.len());
    for (place, decision) in decisions.into_iter().enumerate() {
        let id = kernel::id::uuid_v7(inner.store.env());
        let (key, personal) = match decision.personal {
            Some((number, key, text)) => (Some((number, key)), Personal::Open(text.into())),
            None => (None, Personal::None),
        };
        let entry = Entry {
            seq: counter + 1 + place as i64,
            id: TouchId(id),
            message_id: None,
            source: None,
            touchpoint: None,
            channel: None,
            kind: decision.kind,
            event: None,
            at: decision.at,
            received_at: decision.at,
            // A decision stands in no timeline of touches: what it is about is in its properties.
            anchor: None,
            identities: decision.anchor.into_iter().collect(),
            properties: Some(decision.properties.into()),
            personal,
            actor: Some(decision.actor.into()),
            withdrawn: false,
        };
        rows.push(row(inner, &entry, repeat::key_of(entry.id), key)?);
        entries.push(Arc::new(entry));
    }
    tx.insert_many("ledger", LEDGER, rows, "").await?;
    finish(inner, tx, entries).await?;
    Ok(counter + 1)
}
