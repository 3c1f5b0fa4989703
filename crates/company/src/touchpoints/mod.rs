//! The register of touchpoints: every place where customers meet the company, with who answers for it, what the brand
//! promises there, how soon a customer is answered, and what it costs.
//!
//! Invariants: a touchpoint's number, id and channel never change, because touches carry them; it is archived, never
//! deleted; one that was found by a touch ([`discover`]) is a draft until a person confirms it.
//! To add a fact: a column, and a field of [`Touchpoint`], [`NewTouchpoint`] and [`TouchpointChange`].

use kernel::{
    Channel, Cursor, Env, Error, FieldError, Money, Page, Paging, Result, TouchpointId, UnitId,
};
use store::{Row, Tx, params};

use crate::caller::Scope;
use crate::input::{LONGEST_NAME, line, maybe_line, prose};
use crate::{Caller, audit, units};

mod types;

pub use types::{NewTouchpoint, Stage, State, Touchpoint, TouchpointChange, TouchpointRef};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.num, u.id, u.path, t.channel, t.name, t.name_en, t.state, t.stage, t.owner, t.standard, \
             t.response_minutes, t.cost_amount, t.cost_currency, t.discovered_key, t.created_at FROM touchpoints t LEFT \
             JOIN units u ON u.num = t.unit ",
            $rest
        )
    };
}

crate::sql! {
    GET = columns!("WHERE t.id = $1");
    NAMED = columns!("WHERE t.name = $1 ORDER BY CASE WHEN t.state = 'archived' THEN 1 ELSE 0 END, t.num LIMIT 1");
    OWN = columns!("WHERE t.name = $1 AND COALESCE(t.unit, 0) = $2 ORDER BY CASE WHEN t.state = 'archived' THEN 1 ELSE 0 END, t.num LIMIT 1");
    LIST = columns!(
        "WHERE COALESCE(u.path, '') LIKE $1 || '%' AND COALESCE(u.path, '') LIKE $2 || '%' AND t.num > $3 \
         AND ($4 = 0 OR t.channel = $4) AND ($5 = '' OR t.state = $5) ORDER BY t.num LIMIT $6"
    );
    INSERT = "INSERT INTO touchpoints (id, unit, channel, name, name_en, state, stage, owner, standard, response_minutes, cost_amount, \
              cost_currency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    CHANGE = "UPDATE touchpoints SET unit = $2, name = $3, name_en = $4, state = $5, stage = $6, owner = $7, standard = $8, \
              response_minutes = $9, cost_amount = $10, cost_currency = $11 WHERE id = $1";
    DISCOVERED = "SELECT num, id, channel FROM touchpoints WHERE discovered_key = $1";
    DRAFTS = "SELECT COUNT(*) FROM touchpoints WHERE state = 'draft' AND discovered_key IS NOT NULL";
    DRAFT = "INSERT INTO touchpoints (id, channel, name, state, discovered_key, created_at) VALUES ($1, $2, $3, 'draft', $4, $5) \
             ON CONFLICT (discovered_key) DO NOTHING RETURNING num, id, channel";
    REFS = "SELECT num, id, channel FROM touchpoints WHERE num = ANY($1)";
    REF = "SELECT num, id, channel FROM touchpoints WHERE id = $1";
}

const CURSOR: &str = "touchpoints";
/// Unconfirmed ones at most: a source that invents keys must not fill the register.
const MOST_DRAFTS: i64 = 1_000;
const LONGEST_KEY: usize = 500;

/// Which touchpoints are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this channel.
    pub channel: Option<Channel>,
    /// In this state.
    pub state: Option<State>,
    /// Of this unit and those below it.
    pub unit: Option<UnitId>,
}

/// The facts of a touchpoint as they are stored, checked.
struct Facts {
    unit: Option<Scope>,
    name: String,
    name_en: Option<String>,
    state: State,
    stage: Option<Stage>,
    owner: Option<String>,
    standard: Option<String>,
    response_minutes: Option<i64>,
    cost: Option<Money>,
}

impl Facts {
    fn check(mut self) -> Result<Self> {
        self.name = line("name", &self.name, LONGEST_NAME)?;
        self.name_en = maybe_line("name_en", self.name_en.as_deref())?;
        self.owner = maybe_line("owner", self.owner.as_deref())?;
        self.standard = prose("standard", self.standard.as_deref().unwrap_or_default())?;
        if self
            .response_minutes
            .is_some_and(|minutes| !(0..=525_600).contains(&minutes))
        {
            return Err(FieldError::new(
                "response_minutes",
                "must be between 0 and 525600, a year",
            )
            .into());
        }
        if self.cost.is_some_and(|cost| cost.amount < 0) {
            return Err(FieldError::new("cost", "must not be negative").into());
        }
        Ok(self)
    }
}

fn touchpoint(mut row: Row) -> Result<Touchpoint> {
    let (amount, currency): (Option<i64>, Option<String>) = (row.take(12)?, row.take(13)?);
    let cost = match amount.zip(currency) {
        Some((amount, currency)) => Some(Money {
            amount,
            currency: currency.parse()?,
        }),
        None => None,
    };
    Ok(Touchpoint {
        id: row.take(0)?,
        num: row.take(1)?,
        unit: row.take(2)?,
        path: row.take(3)?,
        channel: row.take(4)?,
        name: row.take(5)?,
        name_en: row.take(6)?,
        state: row.take(7)?,
        stage: row.take(8)?,
        owner: row.take(9)?,
        standard: row.take(10)?,
        response_minutes: row.take(11)?,
        cost,
        discovered_key: row.take(14)?,
        created_at: row.take(15)?,
    })
}

fn small(mut row: Row) -> Result<TouchpointRef> {
    Ok(TouchpointRef {
        num: row.take(0)?,
        id: row.take(1)?,
        channel: row.take(2)?,
    })
}

/// A touchpoint the caller may see.
pub async fn get(tx: &mut Tx, by: &Caller, id: TouchpointId) -> Result<Option<Touchpoint>> {
    let found = tx
        .query_opt(GET, params![id])
        .await?
        .map(touchpoint)
        .transpose()?;
    Ok(found.filter(|touchpoint| by.sees(touchpoint.path.as_deref())))
}

/// A touchpoint the caller names by its id or its exact name.
pub async fn named(tx: &mut Tx, by: &Caller, text: &str) -> Result<Option<Touchpoint>> {
    if let Ok(id) = text.parse() {
        return get(tx, by, id).await;
    }
    let found = tx
        .query_opt(NAMED, params![text])
        .await?
        .map(touchpoint)
        .transpose()?;
    Ok(found.filter(|touchpoint| by.sees(touchpoint.path.as_deref())))
}

/// The touchpoint of this name that belongs to the caller's unit, or to the whole company; made when there is none.
///
/// What a program or an import tells without naming a place happens there, so that whoever is held to a unit sees it.
pub async fn own(tx: &mut Tx, env: &Env, by: &Caller, name: &str) -> Result<Touchpoint> {
    let found = tx
        .query_opt(OWN, params![name, by.unit().unwrap_or(0)])
        .await?
        .map(touchpoint)
        .transpose()?;
    match found {
        Some(found) => Ok(found),
        None => {
            // It is the program's, whatever the caller may do with touchpoints; the audit record says who was the first.
            create(tx, env, by, &NewTouchpoint::named(name, Channel::Other)).await
        }
    }
}

/// The touchpoints the caller may see, oldest first.
pub async fn list(
    tx: &mut Tx,
    by: &Caller,
    filter: &Filter,
    paging: &Paging,
) -> Result<Page<Touchpoint>> {
    let after = match paging.keys(CURSOR)? {
        Some(mut keys) => keys.int()?,
        None => 0,
    };
    let below = match filter.unit {
        Some(unit) => {
            units::get(tx, by, unit)
                .await?
                .ok_or_else(|| Error::invalid("unit", "is not a unit"))?
                .path
        }
        None => String::new(),
    };
    let channel = filter.channel.map_or(0, Channel::code);
    let state = filter.state.map_or("", State::as_str);
    let rows = tx
        .query(
            LIST,
            params![by.prefix(), below, after, channel, state, paging.fetch()],
        )
        .await?;
    let touchpoints = rows
        .into_iter()
        .map(touchpoint)
        .collect::<Result<Vec<_>>>()?;
    Ok(paging.page(touchpoints, |last| Cursor::of(CURSOR).int(last.num)))
}

/// Makes a touchpoint.
pub async fn create(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    new: &NewTouchpoint,
) -> Result<Touchpoint> {
    let facts = Facts {
        unit: units::resolve(tx, by, "unit", new.unit).await?,
        name: new.name.clone(),
        name_en: new.name_en.clone(),
        state: new.state.unwrap_or(State::Live),
        stage: new.stage,
        owner: new.owner.clone(),
        standard: new.standard.clone(),
        response_minutes: new.response_minutes,
        cost: new.cost,
    }
    .check()?;
    let id = TouchpointId::new(env);
    let unit = facts.unit.as_ref().map(|unit| unit.unit);
    let (amount, currency) = cost_columns(facts.cost);
    tx.execute(
        INSERT,
        params![
            id,
            unit,
            new.channel,
            &facts.name,
            facts.name_en,
            facts.state,
            facts.stage,
            facts.owner,
            facts.standard,
            facts.response_minutes,
            amount,
            currency,
            env.now()
        ],
    )
    .await?;
    let detail = serde_json::json!({"name": facts.name, "channel": new.channel, "unit": new.unit});
    audit::record(tx, env, &by.actor, "touchpoint.create", id, detail).await?;
    get(tx, by, id)
        .await?
        .ok_or_else(|| Error::internal("a touchpoint that was made is not there"))
}

fn cost_columns(cost: Option<Money>) -> (Option<i64>, Option<String>) {
    (
        cost.map(|cost| cost.amount),
        cost.map(|cost| cost.currency.to_string()),
    )
}

/// Changes a touchpoint.
pub async fn change(
    tx: &mut Tx,
    env: &Env,
    by: &Caller,
    id: TouchpointId,
    change: &TouchpointChange,
) -> Result<Touchpoint> {
    let was = get(tx, by, id)
        .await?
        .ok_or(Error::NotFound("touchpoint"))?;
    let unit = match change.unit {
        Some(unit) => units::resolve(tx, by, "unit", unit).await?,
        None => units::scope_of(was.path),
    };
    let facts = Facts {
        unit,
        name: change.name.clone().unwrap_or(was.name),
        name_en: change.name_en.clone().unwrap_or(was.name_en),
        state: change.state.unwrap_or(was.state),
        stage: change.stage.unwrap_or(was.stage),
        owner: change.owner.clone().unwrap_or(was.owner),
        standard: change.standard.clone().unwrap_or(was.standard),
        response_minutes: change.response_minutes.unwrap_or(was.response_minutes),
        cost: change.cost.unwrap_or(was.cost),
    }
    .check()?;
    let unit = facts.unit.as_ref().map(|unit| unit.unit);
    let (amount, currency) = cost_columns(facts.cost);
    tx.execute(
        CHANGE,
        params![
            id,
            unit,
            facts.name,
            facts.name_en,
            facts.state,
            facts.stage,
            facts.owner,
            facts.standard,
            facts.response_minutes,
            amount,
            currency
        ],
    )
    .await?;
    let detail = serde_json::to_value(change).map_err(Error::internal)?;
    audit::record(tx, env, &by.actor, "touchpoint.change", id, detail).await?;
    get(tx, by, id).await?.ok_or(Error::NotFound("touchpoint"))
}

/// The touchpoint that a touch names by a key nobody has registered: the first time, a draft is made of it. None when there
/// are too many drafts already; the touch then stays with the touchpoint of its source.
pub async fn discover(
    tx: &mut Tx,
    env: &Env,
    channel: Channel,
    key: &str,
    name: &str,
) -> Result<Option<TouchpointRef>> {
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Ok(None);
    }
    let key = format!("{channel}:{key}");
    if let Some(row) = tx.query_opt(DISCOVERED, params![&key]).await? {
        return small(row).map(Some);
    }
    if tx.query_one(DRAFTS, &[]).await?.take::<i64>(0)? >= MOST_DRAFTS {
        return Ok(None);
    }
    let id = TouchpointId::new(env);
    // The name comes from outside: what is not a name gives way to the key.
    let name = line("name", name, LONGEST_NAME).unwrap_or_else(|_| {
        key.chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_NAME)
            .collect()
    });
    match tx
        .query_opt(DRAFT, params![id, channel, name, &key, env.now()])
        .await?
    {
        Some(row) => {
            audit::record(
                tx,
                env,
                "system",
                "touchpoint.discover",
                id,
                serde_json::json!({"channel": channel}),
            )
            .await?;
            small(row).map(Some)
        }
        // Another transaction made it just now.
        None => tx
            .query_opt(DISCOVERED, params![&key])
            .await?
            .map(small)
            .transpose(),
    }
}

/// A touchpoint by its id, for the hot path, which asks nobody's scope.
pub async fn find_ref(tx: &mut Tx, id: TouchpointId) -> Result<Option<TouchpointRef>> {
    tx.query_opt(REF, params![id]).await?.map(small).transpose()
}

/// Touchpoints by their numbers, to show touches with.
pub async fn refs(tx: &mut Tx, nums: Vec<i64>) -> Result<Vec<TouchpointRef>> {
    tx.query(REFS, params![nums])
        .await?
        .into_iter()
        .map(small)
        .collect()
}
