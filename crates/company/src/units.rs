//! The tree of units: brands, regions, shops. What a person may see follows it.
//!
//! Invariants: a unit's path is its parent's path and its own number, `/1/7/`; so whatever is below a unit has a path that
//! begins with the unit's. Moving a unit rewrites the paths below it in the same transaction.
//! To add a kind of unit: a variant of [`UnitKind`].

use kernel::{Cursor, Env, Error, Page, Paging, Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::{FromValue, Row, Tx, Value, params};
use utoipa::ToSchema;

use crate::audit;
use crate::caller::{Caller, Scope};
use crate::input::{LONGEST_NAME, given, line, maybe_line};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT u.num, u.id, p.id, u.path, u.kind, u.name, u.name_en, u.created_at, u.archived_at FROM units u LEFT \
             JOIN units p ON p.num = u.parent ",
            $rest
        )
    };
}

crate::sql! {
    GET = columns!("WHERE u.id = $1");
    LIST = columns!("WHERE u.path LIKE $1 || '%' AND u.path > $2 AND ($3 = 1 OR u.archived_at IS NULL) ORDER BY u.path LIMIT $4");
    INSERT = "INSERT INTO units (id, parent, path, kind, name, name_en, created_at) VALUES ($1, $2, '', $3, $4, $5, $6) RETURNING num";
    PLACE = "UPDATE units SET path = $2, parent = $3 WHERE num = $1";
    MOVE = "UPDATE units SET path = $2 || substr(path, $3) WHERE path LIKE $1 || '%'";
    CHANGE = "UPDATE units SET kind = $2, name = $3, name_en = $4, archived_at = $5 WHERE num = $1";
    ACTIVE_BELOW = "SELECT COUNT(*) FROM units WHERE path LIKE $1 || '%' AND path <> $1 AND archived_at IS NULL";
}

const CURSOR: &str = "units";
/// How deep the tree may be.
const DEEPEST: usize = 12;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A brand.
    Brand,
    /// A region.
    Region,
    /// A shop.
    Shop,
    /// A team or a department.
    Team,
}

impl UnitKind {
    /// The name used in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Region => "region",
            Self::Shop => "shop",
            Self::Team => "team",
        }
    }
}

impl From<UnitKind> for Value {
    fn from(kind: UnitKind) -> Self {
        kind.as_str().into()
    }
}

impl FromValue for UnitKind {
    fn from_value(value: Value) -> Option<Self> {
        let text = String::from_value(value)?;
        [Self::Brand, Self::Region, Self::Shop, Self::Team]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unit {
    /// Its number, which paths are made of.
    #[serde(skip)]
    pub num: i64,
    /// Its id.
    pub id: UnitId,
    /// The unit it belongs to.
    pub parent: Option<UnitId>,
    /// The numbers from the root down to it.
    #[serde(skip)]
    pub path: String,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was archived.
    pub archived_at: Option<Timestamp>,
}

/// A unit to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// The unit it belongs to; none: a root, or, for a caller held to a unit, that one.
    #[serde(default)]
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its name in English.
    #[serde(default)]
    pub name_en: Option<String>,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitChange {
    /// Another parent; null: a root.
    #[serde(deserialize_with = "given")]
    pub parent: Option<Option<UnitId>>,
    /// Another kind.
    pub kind: Option<UnitKind>,
    /// Another name.
    pub name: Option<String>,
    /// Another name in English; null: none.
    #[serde(deserialize_with = "given")]
    pub name_en: Option<Option<String>>,
    /// Archive it, or take it back.
    pub archived: Option<bool>,
}

fn unit(mut row: Row) -> Result<Unit> {
    Ok(Unit {
        num: row.take(0)?,
        id: row.take(1)?,
        parent: row.take(2)?,
        path: row.take(3)?,
        kind: row.take(4)?,
        name: row.take(5)?,
        name_en: row.take(6)?,
        created_at: row.take(7)?,
        archived_at: row.take(8)?,
    })
}

/// A unit the caller may see.
pub async fn get(tx: &mut Tx, by: &Caller, id: UnitId) -> Result<Option<Unit>> {
    let found = tx
        .query_opt(GET, params![id])
        .await?
        .map(unit)
        .transpose()?;
    Ok(found.filter(|unit| by.within(&unit.path)))
}

/// The units the caller may see, each after the one it belongs to.
pub async fn list(tx: &mut Tx, by: &Caller, archived: bool, paging: &Paging) -> Result<Page<Unit>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.text()?,
        None => String::new(),
    };
    let rows = tx
        .query(LIST, params![by.prefix(), after, archived, paging.fetch()])
        .await?;
    let units = rows.into_iter().map(unit).collect::<Result<Vec<_>>>()?;
    Ok(paging.page(units, |last| Cursor::of(CURSOR).bytes(&last.path)))
}

/// The scope of a unit somebody names in `field`. None names the caller's own, or the whole company.
pub async fn resolve(
    tx: &mut Tx,
    by: &Caller,
    field: &str,
    id: Option<UnitId>,
) -> Result<Option<Scope>> {
    let Some(id) = id else {
        return Ok(by.scope.clone());
    };
    match get(tx, by, id).await? {
        Some(unit) if unit.archived_at.is_none() => Ok(Some(Scope {
            unit: unit.num,
            path: unit.path,
        })),
        Some(_) => Err(Error::invalid(field, "is an archived unit")),
        None => Err(Error::invalid(field, "is not a unit")),
    }
}

/// The scope with this path.
#[must_use]
pub fn scope_of(path: Option<String>) -> Option<Scope> {
    let path = path?;
    let unit = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()?
        .parse()
        .ok()?;
    Some(Scope { unit, path })
}

/// Makes a unit.
pub async fn create(tx: &mut Tx, env: &Env, by: &Caller, new: &NewUnit) -> Result<Unit> {
    let name = line("name", &new.name, LONGEST_NAME)?;
    let name_en = maybe_line("name_en", new.name_en.as_deref())?;
    let parent = resolve(tx, by, "parent", new.parent).await?;
    let id = UnitId::new(env);
    let inserted = params![
        id,
        parent.as_ref().map(|parent| parent.unit),
        new.kind,
        &name,
        name_en,
        env.now()
    ];
    let num: i64 = tx.query_one(INSERT, inserted).await?.take(0)?;
    place(tx, num, parent.as_ref()).await?;
    let detail = serde_json::json!({"kind": new.kind, "parent": new.parent, "name": name});
    audit::record(tx, env, &by.actor, "unit.create", id, detail).await?;
    get(tx, by, id)
        .await?
        .ok_or_else(|| Error::internal("a unit that was made is not there"))
}

/// Puts a unit below `parent`; answers its path.
async fn place(tx: &mut Tx, num: i64, parent: Option<&Scope>) -> Result<String> {
    let path = format!(
        "{}{num}/",
        parent.map_or("/", |parent| parent.path.as_str())
    );
    if path.matches('/').count() > DEEPEST + 1 {
        return Err(Error::invalid(
            "parent",
            format!("is too deep: a tree of units has at most {DEEPEST} levels"),
        ));
    }
    tx.execute(PLACE, params![num, &path, parent.map(|parent| parent.unit)])
        .await?;
    Ok(path)
}

/// Changes a unit. Nobody changes the unit they are held to, only what is below it.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: UnitId,
    change: &UnitChange,
) -> Result<Unit> {
    let unit = get(tx, by, id).await?.ok_or(Error::NotFound("unit"))?;
    if by.unit() == Some(unit.num) {
        return Err(Error::Forbidden(
            "nobody can change the unit they are held to".into(),
        ));
    }
    let name = match &change.name {
        Some(name) => line("name", name, LONGEST_NAME)?,
        None => unit.name.clone(),
    };
    let name_en = match &change.name_en {
        Some(name) => maybe_line("name_en", name.as_deref())?,
        None => unit.name_en.clone(),
    };
    let archived_at = match change.archived {
        Some(true) => Some(unit.archived_at.unwrap_or_else(|| env.now())),
        Some(false) => None,
        None => unit.archived_at,
    };
    if archived_at.is_some() && unit.archived_at.is_none() {
        refuse_used(tx, &unit).await?;
    }
    let kind = change.kind.unwrap_or(unit.kind);
    tx.execute(CHANGE, params![unit.num, kind, &name, name_en, archived_at])
        .await?;
    if let Some(parent) = change.parent.filter(|parent| *parent != unit.parent) {
        move_below(tx, by, &unit, parent).await?;
    }
    let detail = serde_json::json!({"kind": change.kind, "parent": change.parent, "name": change.name, "archived": change.archived});
    audit::record(tx, env, &by.actor, "unit.change", id, detail).await?;
    get(tx, by, id).await?.ok_or(Error::NotFound("unit"))
}

async fn refuse_used(tx: &mut Tx, unit: &Unit) -> Result<()> {
    let active: i64 = tx
        .query_one(ACTIVE_BELOW, params![&unit.path])
        .await?
        .take(0)?;
    if active == 0 {
        return Ok(());
    }
    Err(Error::conflict(
        "unit_in_use",
        format!("{active} units below it are not archived"),
    ))
}

async fn move_below(tx: &mut Tx, by: &Caller, unit: &Unit, parent: Option<UnitId>) -> Result<()> {
    let parent = resolve(tx, by, "parent", parent).await?;
    if parent
        .as_ref()
        .is_some_and(|parent| parent.path.starts_with(&unit.path))
    {
        return Err(Error::invalid("parent", "is the unit itself or below it"));
    }
    let path = place(tx, unit.num, parent.as_ref()).await?;
    // The unit itself has its new path already; what is below it still begins with the old one.
    let after_old = unit.path.len() as i64 + 1;
    tx.execute(MOVE, params![&unit.path, path, after_old])
        .await?;
    Ok(())
}
