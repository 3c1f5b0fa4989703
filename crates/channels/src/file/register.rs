//! The register of imports: what was read, by whom, and how far it came.
//!
//! Invariant: the position is written in the transaction that keeps rows, and never names a row whose outcome is not on disk. So
//! what goes on after it leaves nothing out; what it reads again is known by its message ids.

use kernel::{Cursor, ImportId, Page, Paging, Result, Timestamp, TouchpointId};
use serde::Serialize;
use store::{Row, Tx, params};

use super::{Format, Holds, Mapping, Reject};

/// Rejects that are kept with an import; all of them go to who sent the file.
pub(super) const REJECTS_KEPT: usize = 100;
const CURSOR: &str = "imports";

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportState)]
pub enum State {
    /// It is being read, or whoever read it is gone without a word.
    Running,
    /// It was read to its end.
    Done,
    /// It was stopped; the same file sent again goes on where it was.
    Stopped,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }
}

/// An import.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Import {
    /// Its id, which its touches carry as `context.import`.
    pub id: ImportId,
    /// The name of the file.
    pub name: Option<String>,
    /// What its rows are.
    pub holds: Holds,
    /// Its form.
    pub format: Format,
    /// Where its rows happened.
    pub touchpoint: TouchpointId,
    /// Which column is which field, `COLUMN=FIELD`.
    pub mapping: Vec<String>,
    /// The zone of times that say none.
    pub time_zone: String,
    /// Where it stands.
    pub state: State,
    /// What became of its rows.
    #[serde(flatten)]
    pub counts: Counts,
    /// The first of its rejects.
    pub rejects: Vec<Reject>,
    /// Why it was stopped.
    pub failure: Option<String>,
    /// Who sent it.
    pub actor: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When something last became of it.
    pub changed_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What was taken back of it, when somebody asked for that.
    pub undo: Option<Undo>,
}

/// How far an import is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = ImportUndo)]
pub struct Undo {
    /// Touches taken back so far.
    pub touches: i64,
    /// Who asked for it.
    pub actor: String,
    /// When that was.
    pub begun_at: Timestamp,
    /// When all of it was taken back.
    pub ended_at: Option<Timestamp>,
}

/// What became of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Counts {
    /// Rows read, of which the outcome is on disk.
    pub rows: u64,
    /// Rows that became touches.
    pub accepted: u64,
    /// Rows that were there already.
    pub repeated: u64,
    /// Rows that were refused.
    pub rejected: u64,
}

/// An import to be noted.
pub(super) struct New<'n> {
    pub name: Option<&'n str>,
    pub holds: Holds,
    pub format: Format,
    pub touchpoint: TouchpointId,
    pub source: i64,
    pub mapping: &'n Mapping,
    pub time_zone: &'n str,
    pub resume_key: Option<[u8; 16]>,
    pub actor: &'n str,
    pub now: Timestamp,
}

/// Takes up a stopped import of the same content, read in the same way, or notes a new one; answers where it stands.
pub(super) async fn begin(tx: &mut Tx, id: ImportId, new: &New<'_>) -> Result<(ImportId, Counts)> {
    if let Some(key) = new.resume_key {
        let sql = "SELECT id, position, accepted, repeated, rejected FROM imports WHERE resume_key = $1 AND state <> 'done'
                   AND undo_begun_at IS NULL ORDER BY started_at DESC LIMIT 1";
        if let Some(mut row) = tx.query_opt(sql, params![key]).await? {
            let held: ImportId = row.take(0)?;
            let sql = "UPDATE imports SET state = 'running', failure = NULL, changed_at = $2 WHERE id = $1";
            tx.execute(sql, params![held, new.now]).await?;
            return Ok((held, counts(&mut row, 1)?));
        }
    }
    let sql = "INSERT INTO imports (id, name, holds, format, touchpoint, source, mapping, time_zone, resume_key, state, position, accepted,
               repeated, rejected, actor, started_at, changed_at, first_seq)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'running', 0, 0, 0, 0, $10, $11, $11, $12)";
    let first_seq = ledger::head(tx).await?;
    let mapping = serde_json::to_string(
        &new.mapping
            .0
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
    )
    .map_err(kernel::Error::internal)?;
    tx.execute(
        sql,
        params![
            id,
            new.name,
            new.holds.as_str(),
            new.format.as_str(),
            new.touchpoint,
            new.source,
            mapping,
            new.time_zone,
            new.resume_key,
            new.actor,
            new.now,
            first_seq
        ],
    )
    .await?;
    Ok((id, Counts::default()))
}

fn counts(row: &mut Row, from: usize) -> Result<Counts> {
    let mut number = |place: usize| {
        Ok::<u64, kernel::Error>(u64::try_from(row.take::<i64>(from + place)?).unwrap_or(0))
    };
    Ok(Counts {
        rows: number(0)?,
        accepted: number(1)?,
        repeated: number(2)?,
        rejected: number(3)?,
    })
}

fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Notes how far an import has come.
pub(super) async fn advance(
    tx: &mut Tx,
    id: ImportId,
    counts: Counts,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE imports SET position = $2, accepted = $3, repeated = $4, rejected = $5, changed_at = $6
               WHERE id = $1 AND undo_begun_at IS NULL";
    let Counts {
        rows,
        accepted,
        repeated,
        rejected,
    } = counts;
    let changed = tx
        .execute(
            sql,
            params![
                id,
                stored(rows),
                stored(accepted),
                stored(repeated),
                stored(rejected),
                now
            ],
        )
        .await?;
    if changed == 0 {
        return Err(kernel::Error::conflict(
            "import_undone",
            "the import is being taken back",
        ));
    }
    Ok(())
}

/// Notes that an import has ended.
pub(super) async fn end(
    tx: &mut Tx,
    id: ImportId,
    state: State,
    counts: Counts,
    rejects: &[Reject],
    failure: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    advance(tx, id, counts, now).await?;
    let sql = "UPDATE imports SET state = $2, rejects = $3, failure = $4, ended_at = $5, last_seq = $6 WHERE id = $1";
    let last_seq = ledger::head(tx).await?;
    let rejects = serde_json::to_string(rejects).map_err(kernel::Error::internal)?;
    tx.execute(
        sql,
        params![id, state.as_str(), rejects, failure, now, last_seq],
    )
    .await?;
    Ok(())
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, holds, format, touchpoint, mapping, time_zone, state, position, accepted, repeated, rejected, rejects, failure, ",
            "actor, started_at, changed_at, ended_at, undo_touches, undo_actor, undo_begun_at, undone_at FROM imports ",
            $rest
        )
    };
}

fn undo(row: &mut Row) -> Result<Option<Undo>> {
    let Some(begun_at) = row.take::<Option<Timestamp>>(20)? else {
        return Ok(None);
    };
    Ok(Some(Undo {
        touches: row.take::<Option<i64>>(18)?.unwrap_or(0),
        actor: row.take::<Option<String>>(19)?.unwrap_or_default(),
        begun_at,
        ended_at: row.take(21)?,
    }))
}

fn import(mut row: Row) -> Result<Import> {
    let broken =
        |_| kernel::Error::internal("an import is stored in a form this program does not know");
    let texts = |text: Option<String>| serde_json::from_str(text.as_deref().unwrap_or("[]"));
    let undo = undo(&mut row)?;
    Ok(Import {
        undo,
        id: row.take(0)?,
        name: row.take(1)?,
        holds: row.take::<String>(2)?.parse()?,
        format: row.take::<String>(3)?.parse()?,
        touchpoint: row.take(4)?,
        mapping: texts(row.take(5)?).map_err(broken)?,
        time_zone: row.take(6)?,
        state: match row.take::<String>(7)?.as_str() {
            "done" => State::Done,
            "stopped" => State::Stopped,
            _ => State::Running,
        },
        counts: counts(&mut row, 8)?,
        rejects: serde_json::from_str(row.take::<Option<String>>(12)?.as_deref().unwrap_or("[]"))
            .map_err(broken)?,
        failure: row.take(13)?,
        actor: row.take(14)?,
        started_at: row.take(15)?,
        changed_at: row.take(16)?,
        ended_at: row.take(17)?,
    })
}

/// One import.
pub async fn get(tx: &mut Tx, id: ImportId) -> Result<Option<Import>> {
    tx.query_opt(columns!("WHERE id = $1"), params![id])
        .await?
        .map(import)
        .transpose()
}

/// The imports, the newest first.
pub async fn list(tx: &mut Tx, paging: &Paging) -> Result<Page<Import>> {
    let (at, id) = match paging.keys(CURSOR)? {
        Some(mut keys) => (keys.int()?, keys.id()?),
        None => (i64::MAX, [0xff; 16]),
    };
    let sql =
        columns!("WHERE (started_at, id) < ($1, $2) ORDER BY started_at DESC, id DESC LIMIT $3");
    let imports = tx
        .query(sql, params![at, id, paging.fetch()])
        .await?
        .into_iter()
        .map(import)
        .collect::<Result<Vec<_>>>()?;
    Ok(paging.page(imports, |last| {
        Cursor::of(CURSOR).int(last.started_at.0).bytes(last.id.0)
    }))
}
