//! Sources: what feeds touches in, each with a write key of its own.
//!
//! Invariants: a source belongs to one touchpoint and its id never changes, whatever its key; the key is shown once, when it
//! is made, and stored as a hash; whoever changes a source empties the [`SourceCache`] after the commit.

use std::collections::HashMap;

use kernel::{
    Channel, Cursor, Env, Error, Page, Paging, Result, SourceId, Timestamp, TouchpointId,
};
use serde::{Deserialize, Serialize};
use store::{Row, Tx, params};
use utoipa::ToSchema;

use crate::input::{LONGEST_NAME, line};
use crate::secret::{Hash, Secret};
use crate::touchpoints::{self, NewTouchpoint};
use crate::{Caller, SourceCache, SourceRef, audit};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT s.num, s.id, t.id, t.channel, s.name, s.key_hint, s.created_at, s.disabled_at, u.path FROM sources s \
             JOIN touchpoints t ON t.num = s.touchpoint LEFT JOIN units u ON u.num = t.unit ",
            $rest
        )
    };
}

crate::sql! {
    GET = columns!("WHERE s.id = $1");
    LIST = columns!("WHERE COALESCE(u.path, '') LIKE $1 || '%' AND s.num > $2 AND ($3 = 1 OR t.id = $4) ORDER BY s.num LIMIT $5");
    BY_NUMS = columns!("WHERE COALESCE(u.path, '') LIKE $1 || '%' AND s.num = ANY($2)");
    INSERT = "INSERT INTO sources (id, touchpoint, name, key_hash, key_hint, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    RENAME = "UPDATE sources SET name = $2, disabled_at = $3 WHERE id = $1";
    ROTATE = "UPDATE sources SET key_hash = $2, key_hint = $3 WHERE id = $1";
    BY_KEY = "SELECT s.num, s.id, s.touchpoint, t.channel FROM sources s JOIN touchpoints t ON t.num = s.touchpoint \
              WHERE s.key_hash = $1 AND s.disabled_at IS NULL";
    BY_ID = "SELECT s.num, s.id, s.touchpoint, t.channel FROM sources s JOIN touchpoints t ON t.num = s.touchpoint WHERE s.id = $1";
    REFS = "SELECT s.num, s.id, s.touchpoint, t.channel FROM sources s JOIN touchpoints t ON t.num = s.touchpoint WHERE s.num = ANY($1)";
}

const CURSOR: &str = "sources";
const KEY_LENGTH: usize = 32;

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Source {
    /// Its number, which touches carry.
    #[serde(skip)]
    pub num: i64,
    /// Its id.
    pub id: SourceId,
    /// Its touchpoint.
    pub touchpoint: TouchpointId,
    /// The channel of its touchpoint.
    pub channel: Channel,
    /// Its name.
    pub name: String,
    /// The last characters of its write key.
    pub key_hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was disabled: from then on its key is refused.
    pub disabled_at: Option<Timestamp>,
    /// The path of its touchpoint's unit.
    #[serde(skip)]
    pub path: Option<String>,
}

/// A source to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSource {
    /// Its name.
    pub name: String,
    /// Its touchpoint; none: one of the same name is made for it.
    #[serde(default)]
    pub touchpoint: Option<TouchpointId>,
    /// The channel of the touchpoint that is made for it; a website when it is not said.
    #[serde(default)]
    pub channel: Option<Channel>,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourceChange {
    /// Another name.
    pub name: Option<String>,
    /// Refuse its key, or take it again.
    pub disabled: Option<bool>,
}

fn source(mut row: Row) -> Result<Source> {
    Ok(Source {
        num: row.take(0)?,
        id: row.take(1)?,
        touchpoint: row.take(2)?,
        channel: row.take(3)?,
        name: row.take(4)?,
        key_hint: row.take(5)?,
        created_at: row.take(6)?,
        disabled_at: row.take(7)?,
        path: row.take(8)?,
    })
}

fn small(mut row: Row) -> Result<SourceRef> {
    Ok(SourceRef {
        num: row.take(0)?,
        id: row.take(1)?,
        touchpoint_num: row.take(2)?,
        channel: row.take(3)?,
    })
}

/// A source the caller may see.
pub async fn get(tx: &mut Tx, by: &Caller, id: SourceId) -> Result<Option<Source>> {
    let found = tx
        .query_opt(GET, params![id])
        .await?
        .map(source)
        .transpose()?;
    Ok(found.filter(|source| by.sees(source.path.as_deref())))
}

/// Those of these sources, by their numbers, that the caller may see.
pub async fn by_nums(tx: &mut Tx, by: &Caller, nums: Vec<i64>) -> Result<HashMap<i64, Source>> {
    let rows = tx.query(BY_NUMS, params![by.prefix(), nums]).await?;
    rows.into_iter()
        .map(|row| source(row).map(|source| (source.num, source)))
        .collect()
}

/// The sources the caller may see, oldest first, of one touchpoint or of all.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    touchpoint: Option<TouchpointId>,
    paging: &Paging,
) -> Result<Page<Source>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.int()?,
        None => 0,
    };
    let of = touchpoint.map_or([0; 16], |id| id.0);
    let rows = tx
        .query(
            LIST,
            params![by.prefix(), after, touchpoint.is_none(), of, paging.fetch()],
        )
        .await?;
    let sources = rows.into_iter().map(source).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(sources, |last| Cursor::of(CURSOR).int(last.num)))
}

/// Makes a source; answers it and its write key, which is shown this once.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    cache: &SourceCache,
    by: &Caller,
    new: &NewSource,
) -> Result<(Source, Secret)> {
    let name = line("name", &new.name, LONGEST_NAME)?;
    let touchpoint = match new.touchpoint {
        Some(id) => touchpoints::get(tx, by, id)
            .await?
            .ok_or_else(|| Error::invalid("touchpoint", "is not a touchpoint"))?,
        None => {
            touchpoints::create(
                tx,
                env,
                by,
                &NewTouchpoint::named(&name, new.channel.unwrap_or(Channel::Web)),
            )
            .await?
        }
    };
    let (id, key) = (SourceId::new(env), Secret::base62(env, KEY_LENGTH));
    tx.execute(
        INSERT,
        params![id, touchpoint.num, &name, key.hash(), key.hint(), env.now()],
    )
    .await?;
    cache.clear_after(tx);
    let detail = serde_json::json!({"name": name, "touchpoint": touchpoint.id});
    audit::record(tx, env, &by.actor, "source.create", id, detail).await?;
    Ok((expect(tx, by, id).await?, key))
}

/// Renames a source, disables it or takes it back.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    cache: &SourceCache,
    by: &Caller,
    id: SourceId,
    change: &SourceChange,
) -> Result<Source> {
    let was = expect(tx, by, id).await?;
    let name = match &change.name {
        Some(name) => line("name", name, LONGEST_NAME)?,
        None => was.name,
    };
    let disabled_at = match change.disabled {
        Some(true) => Some(was.disabled_at.unwrap_or_else(|| env.now())),
        Some(false) => None,
        None => was.disabled_at,
    };
    tx.execute(RENAME, params![id, &name, disabled_at]).await?;
    cache.clear_after(tx);
    let detail = serde_json::json!({"name": change.name, "disabled": change.disabled});
    audit::record(tx, env, &by.actor, "source.change", id, detail).await?;
    expect(tx, by, id).await
}

/// Gives a source a new write key, which is shown this once; the old one is refused from now on.
pub async fn rotate(
    tx: &mut Tx,
    env: &Env,
    cache: &SourceCache,
    by: &Caller,
    id: SourceId,
) -> Result<(Source, Secret)> {
    expect(tx, by, id).await?;
    let key = Secret::base62(env, KEY_LENGTH);
    tx.execute(ROTATE, params![id, key.hash(), key.hint()])
        .await?;
    cache.clear_after(tx);
    audit::record(
        tx,
        env,
        &by.actor,
        "source.rotate",
        id,
        serde_json::json!({}),
    )
    .await?;
    Ok((expect(tx, by, id).await?, key))
}

async fn expect(tx: &mut Tx, by: &Caller, id: SourceId) -> Result<Source> {
    get(tx, by, id).await?.ok_or(Error::NotFound("source"))
}

/// The source with this write key, unless it is disabled. [`SourceCache::find`] asks this seldom.
pub async fn by_key_hash(tx: &mut Tx, hash: Hash) -> Result<Option<SourceRef>> {
    tx.query_opt(BY_KEY, params![hash])
        .await?
        .map(small)
        .transpose()
}

/// A source by its id, for programs of the house, which ask nobody's scope.
pub async fn find_ref(tx: &mut Tx, id: SourceId) -> Result<Option<SourceRef>> {
    tx.query_opt(BY_ID, params![id])
        .await?
        .map(small)
        .transpose()
}

/// Sources by their numbers, to show touches with.
pub async fn refs(tx: &mut Tx, nums: Vec<i64>) -> Result<Vec<SourceRef>> {
    tx.query(REFS, params![nums])
        .await?
        .into_iter()
        .map(small)
        .collect()
}
