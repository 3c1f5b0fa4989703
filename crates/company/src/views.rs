//! Saved views of the list of customers: a name, filters, columns and order, of one person or of the whole company.
//!
//! Invariants: a view belongs to whoever made it; sharing one, and changing one that others share, takes a permission; what
//! was searched for is never kept, because it may be somebody's name. The filter is checked by whoever knows customers, and is
//! plain JSON here.

use kernel::{Env, Error, FieldError, Result, Timestamp, ViewId};
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Row, Tx, params};
use utoipa::ToSchema;

use crate::input::line;
use crate::permission::Permission;
use crate::{Caller, audit};

crate::sql! {
    GET = "SELECT id, owner, name, shared, filter, columns, created_at, changed_at FROM views WHERE id = $1";
    OWN = "SELECT id, owner, name, shared, filter, columns, created_at, changed_at FROM views WHERE owner = $1 ORDER BY id LIMIT $2";
    SHARED = "SELECT id, owner, name, shared, filter, columns, created_at, changed_at FROM views WHERE shared = 1 AND owner <> $1 ORDER BY id LIMIT $2";
    COUNT = "SELECT COUNT(*) FROM views WHERE owner = $1";
    INSERT = "INSERT INTO views (id, owner, name, shared, filter, columns, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    CHANGE = "UPDATE views SET name = $2, shared = $3, filter = $4, columns = $5, changed_at = $6 WHERE id = $1";
    DELETE = "DELETE FROM views WHERE id = $1";
}

/// Views one person may have.
const MOST: i64 = 200;
/// Shared ones that are shown.
const MOST_SHARED: i64 = 500;
const LONGEST: usize = 60;
const MOST_COLUMNS: usize = 40;
/// The longest filter, as JSON.
const LONGEST_FILTER: usize = 50_000;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = SavedView)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// Who made it.
    pub owner: String,
    /// Whether everybody in the company sees it.
    pub shared: bool,
    /// Whether the caller may change and remove it.
    pub mine: bool,
    /// The filters and the order, as `GET /api/v1/customers` takes them.
    #[schema(value_type = Object)]
    pub filter: Map<String, Value>,
    /// The columns, from the first; empty: the usual ones.
    pub columns: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

/// A view to be saved.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Its name.
    pub name: String,
    /// Whether everybody in the company is to see it.
    pub shared: bool,
    /// The filters and the order.
    pub filter: Map<String, Value>,
    /// The columns.
    pub columns: Vec<String>,
}

/// What is to be changed; what is missing stays.
#[derive(Clone, Debug, Default)]
pub struct ViewChange {
    /// Another name.
    pub name: Option<String>,
    /// Whether everybody in the company is to see it.
    pub shared: Option<bool>,
    /// Other filters.
    pub filter: Option<Map<String, Value>>,
    /// Other columns.
    pub columns: Option<Vec<String>>,
}

fn view(mut row: Row, by: &Caller) -> Result<View> {
    let (owner, shared): (String, bool) = (row.take(1)?, row.take(3)?);
    let (filter, columns): (String, String) = (row.take(4)?, row.take(5)?);
    Ok(View {
        id: row.take(0)?,
        name: row.take(2)?,
        mine: owner == by.actor || shared && by.allows(Permission::ViewsShare),
        owner,
        shared,
        filter: serde_json::from_str(&filter).map_err(Error::internal)?,
        columns: serde_json::from_str(&columns).map_err(Error::internal)?,
        created_at: row.take(6)?,
        changed_at: row.take(7)?,
    })
}

/// The caller's own views, then those that others share.
pub async fn list(tx: &mut Tx, by: &Caller) -> Result<Vec<View>> {
    let mut rows = tx.query(OWN, params![&by.actor, MOST]).await?;
    rows.extend(tx.query(SHARED, params![&by.actor, MOST_SHARED]).await?);
    rows.into_iter().map(|row| view(row, by)).collect()
}

/// Saves a view.
pub async fn create(tx: &mut Tx, env: &Env, by: &Caller, new: &NewView) -> Result<View> {
    let (name, filter, columns) = checked(&new.name, &new.filter, &new.columns)?;
    if new.shared {
        by.require(Permission::ViewsShare)?;
    }
    if tx
        .query_one(COUNT, params![&by.actor])
        .await?
        .take::<i64>(0)?
        >= MOST
    {
        let message = format!("nobody can have more than {MOST} views; remove one first");
        return Err(Error::conflict("too_many_views", message));
    }
    let id = ViewId::new(env);
    let values = params![id, &by.actor, name, new.shared, filter, columns, env.now()];
    tx.execute(INSERT, values).await?;
    let detail = serde_json::json!({ "shared": new.shared });
    audit::record(tx, env, &by.actor, "view.create", id, detail).await?;
    visible(tx, by, id).await
}

/// Changes a view.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: ViewId,
    change: &ViewChange,
) -> Result<View> {
    let was = own(tx, by, id).await?;
    let shared = change.shared.unwrap_or(was.shared);
    if shared && !was.shared {
        by.require(Permission::ViewsShare)?;
    }
    let (name, filter, columns) = checked(
        change.name.as_ref().unwrap_or(&was.name),
        change.filter.as_ref().unwrap_or(&was.filter),
        change.columns.as_ref().unwrap_or(&was.columns),
    )?;
    let values = params![id, name, shared, filter, columns, env.now()];
    tx.execute(CHANGE, values).await?;
    let detail = serde_json::json!({ "shared": shared });
    audit::record(tx, env, &by.actor, "view.change", id, detail).await?;
    visible(tx, by, id).await
}

/// Removes a view.
pub async fn remove(tx: &mut Tx, env: &Env, by: &Caller, id: ViewId) -> Result<()> {
    let was = own(tx, by, id).await?;
    tx.execute(DELETE, params![id]).await?;
    let detail = serde_json::json!({ "shared": was.shared });
    audit::record(tx, env, &by.actor, "view.remove", id, detail)
        .await
        .map(|_| ())
}

/// A view the caller may see: their own, and those that are shared.
async fn visible(tx: &mut Tx, by: &Caller, id: ViewId) -> Result<View> {
    let row = tx.query_opt(GET, params![id]).await?;
    let found = row.map(|row| view(row, by)).transpose()?;
    found
        .filter(|view| view.shared || view.owner == by.actor)
        .ok_or(Error::NotFound("view"))
}

/// A view the caller may change.
async fn own(tx: &mut Tx, by: &Caller, id: ViewId) -> Result<View> {
    let found = visible(tx, by, id).await?;
    if found.mine {
        return Ok(found);
    }
    let message = "somebody else shares this view; save it as one of your own";
    Err(Error::Forbidden(message.into()))
}

fn checked(
    name: &str,
    filter: &Map<String, Value>,
    columns: &[String],
) -> Result<(String, String, String)> {
    let name = line("name", name, LONGEST)?;
    if filter.contains_key("q") {
        let message = "a view keeps no search: what is searched for may be somebody's name";
        return Err(Error::invalid("filter.q", message));
    }
    let filter = serde_json::to_string(filter).map_err(Error::internal)?;
    if filter.len() > LONGEST_FILTER {
        return Err(Error::invalid("filter", "is too long"));
    }
    if columns.len() > MOST_COLUMNS {
        let message = format!("holds more than {MOST_COLUMNS}");
        return Err(Error::invalid("columns", message));
    }
    for (place, column) in columns.iter().enumerate() {
        line("column", column, 120)
            .map_err(|error: FieldError| error.at(format!("columns[{place}]")))?;
    }
    let columns = serde_json::to_string(columns).map_err(Error::internal)?;
    Ok((name, filter, columns))
}
