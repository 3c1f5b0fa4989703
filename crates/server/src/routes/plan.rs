//! The tracking plan: the event types that were seen, what of them is personal, and what they must carry.

use std::collections::BTreeMap;

use axum::extract::State;
use channels::tracking::plan::{self, Action, JsonType, Rule};
use company::audit;
use kernel::{Error, Timestamp, TouchType};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, PLAN_READ, PLAN_WRITE};
use crate::input::Json;
use crate::problem::{Answer, Problem};

/// A type of JSON.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// Nothing.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl From<JsonType> for ValueType {
    fn from(kind: JsonType) -> Self {
        match kind {
            JsonType::Null => Self::Null,
            JsonType::Boolean => Self::Boolean,
            JsonType::Number => Self::Number,
            JsonType::String => Self::String,
            JsonType::Array => Self::Array,
            JsonType::Object => Self::Object,
        }
    }
}

impl From<ValueType> for JsonType {
    fn from(kind: ValueType) -> Self {
        match kind {
            ValueType::Null => Self::Null,
            ValueType::Boolean => Self::Boolean,
            ValueType::Number => Self::Number,
            ValueType::String => Self::String,
            ValueType::Array => Self::Array,
            ValueType::Object => Self::Object,
        }
    }
}

/// What becomes of an event that breaks the rule.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    /// It is taken, with a note under `properties.$plan`.
    Warn,
    /// It is refused, and the source is told why.
    Refuse,
}

/// What an event must carry; paths are names joined by dots, `[]` for the items of a list, traits under `traits.`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventRule {
    /// What becomes of one that does not.
    action: RuleAction,
    /// What must be there and not null.
    #[serde(default)]
    #[schema(max_items = 100)]
    required: Vec<String>,
    /// What must have a type where it is there and not null.
    #[serde(default)]
    types: BTreeMap<String, ValueType>,
}

impl From<Rule> for EventRule {
    fn from(rule: Rule) -> Self {
        let action = if rule.action == Action::Refuse {
            RuleAction::Refuse
        } else {
            RuleAction::Warn
        };
        Self {
            action,
            required: rule.required,
            types: rule
                .types
                .into_iter()
                .map(|(path, kind)| (path, kind.into()))
                .collect(),
        }
    }
}

impl From<EventRule> for Rule {
    fn from(rule: EventRule) -> Self {
        let action = if matches!(rule.action, RuleAction::Refuse) {
            Action::Refuse
        } else {
            Action::Warn
        };
        Self {
            action,
            required: rule.required,
            types: rule
                .types
                .into_iter()
                .map(|(path, kind)| (path, kind.into()))
                .collect(),
        }
    }
}

/// One property of an event type.
#[derive(Serialize, ToSchema)]
pub struct PropertyShown {
    /// Where it is.
    path: String,
    /// The types it was seen with.
    types: Vec<ValueType>,
    /// Whether it is kept sealed: as marked or, unmarked, as it looked at least once.
    personal: bool,
    /// What a person said of it.
    mark: Option<bool>,
    first_seen_at: Timestamp,
}

/// One event type.
#[derive(Serialize, ToSchema)]
pub struct EventTypeShown {
    #[serde(rename = "type")]
    kind: TouchType,
    /// The name; empty for identify, group and alias.
    event: String,
    /// How many touches there were, from all sources.
    volume: i64,
    /// How many of them in the last 30 days.
    recent_volume: i64,
    first_seen_at: Option<Timestamp>,
    last_seen_at: Option<Timestamp>,
    properties: Vec<PropertyShown>,
    rule: Option<EventRule>,
}

impl From<plan::EventType> for EventTypeShown {
    fn from(seen: plan::EventType) -> Self {
        let properties = seen.properties.into_iter().map(|property| PropertyShown {
            path: property.path,
            types: property.types.iter().map(ValueType::from).collect(),
            personal: property.personal,
            mark: property.mark,
            first_seen_at: property.first_seen_at,
        });
        Self {
            kind: seen.kind,
            event: seen.event,
            volume: seen.volume,
            recent_volume: seen.recent_volume,
            first_seen_at: seen.first_seen_at,
            last_seen_at: seen.last_seen_at,
            properties: properties.collect(),
            rule: seen.rule.map(EventRule::from),
        }
    }
}

/// The event types.
#[derive(Serialize, ToSchema)]
pub struct EventTypesAnswer {
    data: Vec<EventTypeShown>,
    next_cursor: Option<String>,
}

/// Lists the event types that were seen or have a rule, with what they carry.
#[utoipa::path(get, path = "/api/v1/event-types", tag = "tracking plan", responses((status = 200, body = EventTypesAnswer)))]
pub async fn list(
    State(app): State<App>,
    _caller: Allowed<PLAN_READ>,
) -> Answer<axum::Json<EventTypesAnswer>> {
    let now = app.env().now();
    let seen = app
        .store()
        .read(move |tx| Box::pin(plan::list(tx, now)))
        .await?;
    Ok(axum::Json(EventTypesAnswer {
        data: seen.into_iter().map(EventTypeShown::from).collect(),
        next_cursor: None,
    }))
}

/// What a person says of a property.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkInput {
    /// The type of touch.
    #[serde(rename = "type")]
    kind: TouchType,
    /// The event; empty for identify, group and alias.
    #[serde(default)]
    #[schema(max_length = 200)]
    event: String,
    /// The property.
    #[schema(min_length = 1, max_length = 200)]
    path: String,
    /// Whether it is personal; null: its look decides again.
    personal: Option<bool>,
}

/// Says of a property whether it is personal. It holds for what comes from now on: what was sealed stays sealed.
#[utoipa::path(patch, path = "/api/v1/event-types", tag = "tracking plan", request_body = MarkInput,
    responses((status = 200, body = EventTypeShown), (status = 404, body = Problem)))]
pub async fn mark(
    State(app): State<App>,
    caller: Allowed<PLAN_WRITE>,
    Json(input): Json<MarkInput>,
) -> Answer<axum::Json<EventTypeShown>> {
    plain("event", &input.event)?;
    plain("path", &input.path)?;
    let (env, actor, of) = (
        app.env().clone(),
        caller.actor.clone(),
        (input.kind, input.event.clone()),
    );
    app.store()
        .write(move |tx| {
            let (env, actor, input) = (env.clone(), actor.clone(), input.clone());
            Box::pin(async move {
                plan::set_mark(tx, (input.kind, &input.event, &input.path), input.personal, env.now()).await?;
                let detail = serde_json::json!({ "event": input.event, "path": input.path, "personal": input.personal });
                audit::record(tx, &env, &actor, "plan.mark", input.kind.as_str(), detail).await
            })
        })
        .await?;
    changed(&app, of).await
}

/// What an event must carry.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleInput {
    /// The type of touch.
    #[serde(rename = "type")]
    kind: TouchType,
    /// The event; empty for identify, group and alias.
    #[serde(default)]
    #[schema(max_length = 200)]
    event: String,
    /// The rule; null takes it away.
    rule: Option<EventRule>,
}

/// Gives an event type a rule, or takes it away.
#[utoipa::path(put, path = "/api/v1/event-types/rule", tag = "tracking plan", request_body = RuleInput,
    responses((status = 200, body = EventTypeShown), (status = 404, body = Problem)))]
pub async fn rule(
    State(app): State<App>,
    caller: Allowed<PLAN_WRITE>,
    Json(input): Json<RuleInput>,
) -> Answer<axum::Json<EventTypeShown>> {
    plain("event", &input.event)?;
    if !input.kind.is_touch() {
        return Err(Error::invalid("type", "is a decision, which the plan does not rule").into());
    }
    let rule = input.rule.clone().map(Rule::from);
    if let Some(rule) = &rule {
        let mut paths = rule.properties();
        if paths.any(|(path, _)| path.contains('\0')) || rule.properties().count() > 200 {
            return Err(
                Error::invalid("rule", "must name at most 200 properties, without NUL").into(),
            );
        }
    }
    let (env, actor, of) = (
        app.env().clone(),
        caller.actor.clone(),
        (input.kind, input.event.clone()),
    );
    app.store()
        .write(move |tx| {
            let (env, actor, input, rule) =
                (env.clone(), actor.clone(), input.clone(), rule.clone());
            Box::pin(async move {
                plan::set_rule(tx, (input.kind, &input.event), rule.as_ref(), env.now()).await?;
                let detail = serde_json::json!({ "event": input.event, "rule": rule });
                audit::record(tx, &env, &actor, "plan.rule", input.kind.as_str(), detail).await
            })
        })
        .await?;
    changed(&app, of).await
}

/// What the database keeps of a name: no NUL, and not without end.
fn plain(field: &str, text: &str) -> Answer<()> {
    if text.contains('\0') || text.chars().count() > 200 {
        return Err(Error::invalid(field, "must have at most 200 characters and no NUL").into());
    }
    Ok(())
}

/// Takes the change into memory, and shows the event type as it is then.
async fn changed(
    app: &App,
    (kind, event): (TouchType, String),
) -> Answer<axum::Json<EventTypeShown>> {
    let now = app.env().now();
    let (fresh, seen) = app
        .store()
        .read(move |tx| {
            Box::pin(async move { Ok((plan::load(tx).await?, plan::list(tx, now).await?)) })
        })
        .await?;
    app.inner.plan.replace(fresh);
    // A rule taken from an event that was never seen leaves nothing to show.
    let found = seen
        .into_iter()
        .find(|one| one.kind == kind && one.event == event);
    Ok(axum::Json(
        found.ok_or(Error::NotFound("event type"))?.into(),
    ))
}
