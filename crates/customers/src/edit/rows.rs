//! The rows that edits write. Each is marked with the place of its decision, and only a newer one takes its place.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{IdentityId, NoteId, Result, Timestamp};
use store::{ColumnType, Store, Tx, Value};

use super::{Change, Secret, keys_of};

/// Where an edit stands and whom it is about.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub identity: IdentityId,
    pub seq: i64,
    pub at: Timestamp,
    pub actor: &'a str,
}

struct Mark {
    seq: i64,
    held: bool,
    at: Timestamp,
    actor: String,
}

struct Note {
    identity: IdentityId,
    mark: Mark,
    edited_at: Option<Timestamp>,
    body: Option<String>,
}

struct Member {
    mark: Mark,
    role: Option<String>,
    label: Option<String>,
}

/// Rows by their keys, the newest of each: PostgreSQL takes no row twice in one statement.
#[derive(Default)]
pub(crate) struct Rows {
    tags: BTreeMap<(IdentityId, String), Mark>,
    kinds: BTreeMap<IdentityId, (&'static str, i64)>,
    notes: BTreeMap<NoteId, Note>,
    members: BTreeMap<(IdentityId, [u8; 16], bool), Member>,
}

impl Rows {
    /// Takes in one edit. Edits come in the order of the ledger.
    pub(crate) fn take(&mut self, place: Place<'_>, change: Change, secret: Secret) {
        let mark = |held| Mark {
            seq: place.seq,
            held,
            at: place.at,
            actor: place.actor.to_owned(),
        };
        for tag in change.tagged {
            self.tags.insert((place.identity, tag), mark(true));
        }
        for (identity, tag) in change.untagged {
            self.tags.insert((identity, tag), mark(false));
        }
        if let Some(kind) = change.kind {
            self.kinds
                .insert(place.identity, (kind.as_str(), place.seq));
        }
        if let Some(note) = change.note {
            let body = secret.note.filter(|_| !note.removed);
            let mut mark = mark(!note.removed);
            // Written and edited in one chunk, it is still a note that was edited.
            let edited_at = self
                .notes
                .get(&note.id)
                .map(|known| std::mem::replace(&mut mark.at, known.mark.at));
            self.notes.insert(
                note.id,
                Note {
                    identity: place.identity,
                    mark,
                    edited_at,
                    body,
                },
            );
        }
        if let Some(member) = change.member {
            let row = Member {
                mark: mark(member.held),
                role: member.role,
                label: None,
            };
            self.members
                .insert((place.identity, member.group, true), row);
        }
    }

    /// Takes in what a `group` touch says: its anchor belongs to the group.
    pub(crate) fn joined(&mut self, place: Place<'_>, group: [u8; 16], label: String) {
        let mark = Mark {
            seq: place.seq,
            held: true,
            at: place.at,
            actor: String::new(),
        };
        self.members.insert(
            (place.identity, group, false),
            Member {
                mark,
                role: None,
                label: Some(label),
            },
        );
    }

    /// Writes the rows; a statement for each table that has any. An identity without a key was erased: nothing is kept of it.
    pub(crate) async fn write(self, tx: &mut Tx, store: &Store) -> Result<()> {
        let mut ids: BTreeSet<i64> = self.tags.keys().map(|(id, _)| id.0).collect();
        ids.extend(self.kinds.keys().map(|id| id.0));
        ids.extend(self.notes.values().map(|note| note.identity.0));
        ids.extend(self.members.keys().map(|(id, _, _)| id.0));
        if ids.is_empty() {
            return Ok(());
        }
        let keys = keys_of(tx, store, ids.into_iter().collect()).await?;
        let seal = |identity: &IdentityId,
                    purpose: &str,
                    text: Option<&String>|
         -> Result<(Value, Value)> {
            match (text, keys.get(identity)) {
                (Some(text), Some((number, key))) => Ok((
                    (*number).into(),
                    store.keyring().seal(key, purpose, text.as_bytes())?.into(),
                )),
                _ => Ok((Value::Null, Value::Null)),
            }
        };
        let tags = self
            .tags
            .into_iter()
            .filter(|((id, _), _)| keys.contains_key(id))
            .map(|((id, tag), mark)| {
                vec![
                    id.into(),
                    tag.into(),
                    mark.seq.into(),
                    mark.held.into(),
                    mark.at.into(),
                    mark.actor.into(),
                ]
            });
        tx.insert_many("tags", TAG_COLUMNS, tags.collect(), TAG_TAIL)
            .await?;
        let kinds = self
            .kinds
            .into_iter()
            .filter(|(id, _)| keys.contains_key(id));
        let kinds = kinds
            .map(|(id, (kind, seq))| vec![id.into(), kind.into(), seq.into()])
            .collect();
        tx.insert_many("customer_kinds", KIND_COLUMNS, kinds, KIND_TAIL)
            .await?;
        let mut rows = Vec::with_capacity(self.notes.len());
        for (id, note) in self
            .notes
            .into_iter()
            .filter(|(_, note)| keys.contains_key(&note.identity))
        {
            let (number, body) = seal(&note.identity, "note", note.body.as_ref())?;
            let mark = note.mark;
            rows.push(vec![
                id.into(),
                note.identity.into(),
                mark.seq.into(),
                mark.at.into(),
                note.edited_at.into(),
                mark.actor.into(),
                number,
                body,
            ]);
        }
        tx.insert_many("notes", NOTE_COLUMNS, rows, NOTE_TAIL)
            .await?;
        let mut rows = Vec::with_capacity(self.members.len());
        for ((id, group, decided), member) in self
            .members
            .into_iter()
            .filter(|((id, _, _), _)| keys.contains_key(id))
        {
            let (number, label) = seal(&id, "label", member.label.as_ref())?;
            let mark = member.mark;
            rows.push(vec![
                id.into(),
                group.into(),
                decided.into(),
                mark.seq.into(),
                mark.held.into(),
                mark.at.into(),
                member.role.into(),
                number,
                label,
            ]);
        }
        tx.insert_many("memberships", MEMBER_COLUMNS, rows, MEMBER_TAIL)
            .await
    }
}

const TAG_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("tag", ColumnType::Text),
    ("seq", ColumnType::Int),
    ("held", ColumnType::Int),
    ("at", ColumnType::Int),
    ("actor", ColumnType::Text),
];
const TAG_TAIL: &str = "ON CONFLICT (identity, tag) DO UPDATE SET seq = excluded.seq, held = excluded.held, at = excluded.at,
    actor = excluded.actor WHERE excluded.seq > tags.seq";
const KIND_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("kind", ColumnType::Text),
    ("seq", ColumnType::Int),
];
const KIND_TAIL: &str =
    "ON CONFLICT (identity) DO UPDATE SET kind = excluded.kind, seq = excluded.seq
    WHERE excluded.seq > customer_kinds.seq";
const NOTE_COLUMNS: &[(&str, ColumnType)] = &[
    ("id", ColumnType::Blob),
    ("identity", ColumnType::Int),
    ("seq", ColumnType::Int),
    ("at", ColumnType::Int),
    ("edited_at", ColumnType::Int),
    ("actor", ColumnType::Text),
    ("key", ColumnType::Int),
    ("body", ColumnType::Blob),
];
const NOTE_TAIL: &str = "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, edited_at = COALESCE(excluded.edited_at, excluded.at), actor = excluded.actor,
    key = excluded.key, body = excluded.body WHERE excluded.seq > notes.seq";
const MEMBER_COLUMNS: &[(&str, ColumnType)] = &[
    ("member", ColumnType::Int),
    ("grp", ColumnType::Blob),
    ("decided", ColumnType::Int),
    ("seq", ColumnType::Int),
    ("held", ColumnType::Int),
    ("at", ColumnType::Int),
    ("role", ColumnType::Text),
    ("key", ColumnType::Int),
    ("label", ColumnType::Blob),
];
const MEMBER_TAIL: &str = "ON CONFLICT (member, grp, decided) DO UPDATE SET seq = excluded.seq, held = excluded.held,
    at = excluded.at, role = excluded.role, key = excluded.key, label = excluded.label WHERE excluded.seq > memberships.seq";
