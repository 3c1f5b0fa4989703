//! The plan in the database.

use std::collections::BTreeMap;

use kernel::{Error, Result, Timestamp, TouchType};
use serde::Serialize;
use store::{ColumnType, Tx, params};

use super::{Observed, Plan, Rule, Types};

/// One property of an event type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Property {
    /// Where it is, as in [`Observed::path`].
    pub path: String,
    /// The types it was seen with.
    pub types: Types,
    /// Whether it goes into the personal half: as marked or, unmarked, as it looked at least once.
    pub personal: bool,
    /// What a person said of it; nothing while nobody has.
    pub mark: Option<bool>,
    /// When it was first seen.
    pub first_seen_at: Timestamp,
}

/// One event type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventType {
    /// The type of touch.
    #[serde(rename = "type")]
    pub kind: TouchType,
    /// The name; empty for identify, group and alias.
    pub event: String,
    /// How many touches there were, from all sources.
    pub volume: i64,
    /// How many of them in the last 30 days.
    pub recent_volume: i64,
    /// When the first one came in; nothing when none did yet.
    pub first_seen_at: Option<Timestamp>,
    /// When the newest one came in.
    pub last_seen_at: Option<Timestamp>,
    /// What it carries.
    pub properties: Vec<Property>,
    /// What it must carry.
    pub rule: Option<Rule>,
}

const PROPERTIES: &[(&str, ColumnType)] = &[
    ("type", ColumnType::Int),
    ("event", ColumnType::Text),
    ("path", ColumnType::Text),
    ("open_types", ColumnType::Int),
    ("personal_types", ColumnType::Int),
    ("first_at", ColumnType::Int),
];

/// Another node may have kept the same a moment ago: what both saw is joined.
const SEEN_AGAIN: &str = "ON CONFLICT (type, event, path) DO UPDATE SET
    open_types = plan_properties.open_types | excluded.open_types,
    personal_types = plan_properties.personal_types | excluded.personal_types";

/// Keeps what was seen for the first time.
pub async fn keep(tx: &mut Tx, observed: &[Observed], at: Timestamp) -> Result<()> {
    // One statement may not touch a row twice on PostgreSQL.
    let mut rows: BTreeMap<(i64, &str, &str), [Types; 2]> = BTreeMap::new();
    for one in observed {
        let slot = rows
            .entry((one.kind.code(), &one.event, &one.path))
            .or_default();
        let types = &mut slot[usize::from(one.personal)];
        *types = types.with(one.types);
    }
    let rows = rows
        .into_iter()
        .map(|((kind, event, path), [open, personal])| {
            vec![
                kind.into(),
                event.into(),
                path.into(),
                i64::from(open.0).into(),
                i64::from(personal.0).into(),
                at.into(),
            ]
        });
    tx.insert_many("plan_properties", PROPERTIES, rows.collect(), SEEN_AGAIN)
        .await
}

/// The plan as the database has it, for [`Plan::replace`].
pub async fn load(tx: &mut Tx) -> Result<Plan> {
    let mut plan = Plan::new();
    let mut observed = Vec::new();
    for row in properties(tx).await? {
        for (types, personal) in [(row.open, false), (row.personal, true)] {
            if types != Types::default() {
                let (event, path) = (row.event.clone(), row.path.clone());
                observed.push(Observed {
                    kind: row.kind,
                    event,
                    path,
                    types,
                    personal,
                });
            }
        }
        if row.mark.is_some() {
            plan.change(row.kind, &row.event, |shape| {
                if let Some(known) = shape.known_mut(&row.path) {
                    known.mark = row.mark;
                }
            });
        }
    }
    for ((kind, event), rule) in rules(tx).await? {
        if let Some(kind) = TouchType::from_code(kind) {
            plan.change(kind, &event, |shape| shape.rule = Some(rule));
        }
    }
    plan.learn(&observed);
    Ok(plan)
}

struct Stored {
    kind: TouchType,
    event: String,
    path: String,
    open: Types,
    personal: Types,
    mark: Option<bool>,
    first_at: Timestamp,
}

async fn properties(tx: &mut Tx) -> Result<Vec<Stored>> {
    let sql = "SELECT type, event, path, open_types, personal_types, mark, first_at FROM plan_properties ORDER BY type, event, path";
    let rows = tx.query(sql, &[]).await?;
    let stored = rows.into_iter().map(|mut row| {
        Ok(Stored {
            kind: row.take(0)?,
            event: row.take(1)?,
            path: row.take(2)?,
            open: types(row.take(3)?),
            personal: types(row.take(4)?),
            mark: row.take(5)?,
            first_at: row.take(6)?,
        })
    });
    stored.collect()
}

fn types(bits: i64) -> Types {
    Types(u8::try_from(bits).unwrap_or(0))
}

async fn rules(tx: &mut Tx) -> Result<BTreeMap<(i64, String), Rule>> {
    let rows = tx
        .query("SELECT type, event, rule FROM plan_rules", &[])
        .await?;
    let rules = rows.into_iter().map(|mut row| {
        let rule: String = row.take(2)?;
        Ok((
            (row.take(0)?, row.take(1)?),
            serde_json::from_str(&rule).map_err(Error::internal)?,
        ))
    });
    rules.collect()
}

/// All event types that were seen or have a rule, in the order of type and name.
pub async fn list(tx: &mut Tx, now: Timestamp) -> Result<Vec<EventType>> {
    let mut events: BTreeMap<(i64, String), EventType> = BTreeMap::new();
    let blank = |kind: TouchType, event: &str| EventType {
        kind,
        event: event.to_owned(),
        volume: 0,
        recent_volume: 0,
        first_seen_at: None,
        last_seen_at: None,
        properties: Vec::new(),
        rule: None,
    };
    let sql = "SELECT v.type, COALESCE(e.name, ''), CAST(SUM(v.count) AS BIGINT),
                 CAST(SUM(CASE WHEN v.day > $1 THEN v.count ELSE 0 END) AS BIGINT), MIN(v.first_at), MAX(v.last_at)
               FROM plan_volumes v LEFT JOIN event_types e ON e.num = v.event GROUP BY v.type, COALESCE(e.name, '')";
    for mut row in tx.query(sql, params![now.day() - 30]).await? {
        let (kind, event): (TouchType, String) = (row.take(0)?, row.take(1)?);
        let held = events
            .entry((kind.code(), event.clone()))
            .or_insert_with(|| blank(kind, &event));
        (held.volume, held.recent_volume) = (row.take(2)?, row.take(3)?);
        (held.first_seen_at, held.last_seen_at) = (row.take(4)?, row.take(5)?);
    }
    for row in properties(tx).await? {
        let held = events
            .entry((row.kind.code(), row.event.clone()))
            .or_insert_with(|| blank(row.kind, &row.event));
        held.properties.push(Property {
            types: row.open.with(row.personal),
            personal: row.mark.unwrap_or(row.personal != Types::default()),
            path: row.path,
            mark: row.mark,
            first_seen_at: row.first_at,
        });
    }
    for ((code, event), rule) in rules(tx).await? {
        if let Some(kind) = TouchType::from_code(code) {
            events
                .entry((code, event.clone()))
                .or_insert_with(|| blank(kind, &event))
                .rule = Some(rule);
        }
    }
    Ok(events.into_values().collect())
}

/// Says of a property whether it is personal, or with nothing that its look is to decide again. It holds for what comes from
/// now on: what was sealed stays sealed.
///
/// # Errors
/// Traits are always personal, and the path must be one that can be.
pub async fn set_mark(
    tx: &mut Tx,
    (kind, event, path): (TouchType, &str, &str),
    mark: Option<bool>,
    at: Timestamp,
) -> Result<()> {
    if path == "traits" || path.starts_with("traits.") {
        return Err(Error::invalid(
            "path",
            "is a trait, and traits are always personal",
        ));
    }
    if path.is_empty() || path.len() > 200 || !kind.is_touch() {
        return Err(Error::invalid(
            "path",
            "must be the path of a property of a touch, at most 200 bytes",
        ));
    }
    let sql = "INSERT INTO plan_properties (type, event, path, open_types, personal_types, mark, first_at) VALUES ($1, $2, $3, 0, 0, $4, $5)
               ON CONFLICT (type, event, path) DO UPDATE SET mark = excluded.mark";
    tx.execute(sql, params![kind, event, path, mark, at])
        .await
        .map(|_| ())
}

/// Gives an event type a rule, or with nothing takes it away.
pub async fn set_rule(
    tx: &mut Tx,
    (kind, event): (TouchType, &str),
    rule: Option<&Rule>,
    at: Timestamp,
) -> Result<()> {
    let Some(rule) = rule else {
        let sql = "DELETE FROM plan_rules WHERE type = $1 AND event = $2";
        return tx.execute(sql, params![kind, event]).await.map(|_| ());
    };
    if !kind.is_touch()
        || rule
            .properties()
            .any(|(path, _)| path.is_empty() || path.len() > 200)
    {
        return Err(Error::invalid(
            "rule",
            "must name properties of a touch by paths of 1 to 200 bytes",
        ));
    }
    let text = serde_json::to_string(rule).map_err(Error::internal)?;
    let sql = "INSERT INTO plan_rules (type, event, rule, changed_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (type, event) DO UPDATE SET rule = excluded.rule, changed_at = excluded.changed_at";
    tx.execute(sql, params![kind, event, text, at])
        .await
        .map(|_| ())
}
