//! Touches told through the API, and read back in the order of commit.

use std::sync::Arc;

use axum::extract::State;
use channels::tracking::plan::Observed;
use channels::tracking::{Origin, split};
use company::{sources, touchpoints};
use customers::touch;
use identity::intake;
use kernel::{
    Channel, Cursor, Env, Error, FieldError, IdentityKind, Timestamp, TouchId, TouchType,
    TouchpointId,
};
use ledger::NewTouch;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

use super::customers::TouchPage;
use crate::app::App;
use crate::caller::{Allowed, TOUCHES_READ, TOUCHES_WRITE};
use crate::input::{Json, Query};
use crate::problem::{Answer, Problem};

/// Touches in one request.
const MOST: usize = 1_000;
/// Entries looked at for one page: of a unit's touches the next may be far away.
const MOST_LOOKED_AT: usize = 10_000;

/// An identifier of a touch.
#[derive(Clone, Deserialize, ToSchema)]
pub struct IdentityInput {
    /// What sort of identifier it is.
    pub(crate) kind: IdentityKind,
    /// As it was seen; it is normalised here.
    #[schema(max_length = 1000)]
    pub(crate) value: String,
}

/// One touch.
#[derive(Clone, Deserialize, ToSchema)]
pub struct TouchInput {
    /// Your own id of it: the same one is taken once.
    #[schema(max_length = 100)]
    message_id: Option<String>,
    /// The type; track when it is not given.
    #[serde(rename = "type")]
    kind: Option<TouchType>,
    /// What happened.
    #[schema(max_length = 200)]
    event: Option<String>,
    /// When; now when it is not given.
    at: Option<Timestamp>,
    /// Whose it is.
    #[serde(default)]
    identities: Vec<IdentityInput>,
    /// What is told of it.
    #[serde(default)]
    #[schema(value_type = Object)]
    properties: Map<String, Value>,
    /// What it tells of the customer.
    #[serde(default)]
    #[schema(value_type = Object)]
    traits: Map<String, Value>,
    /// Where it happened: the id or the name of a touchpoint; the API's own when it is not given.
    touchpoint: Option<String>,
}

/// Touches to keep.
#[derive(Deserialize, ToSchema)]
pub struct TouchesInput {
    /// Up to 1,000; all are kept or, when one is wrong, none.
    #[schema(max_items = 1000)]
    touches: Vec<TouchInput>,
}

/// What became of them.
#[derive(Serialize, ToSchema)]
pub struct TouchesAnswer {
    /// Kept now.
    accepted: usize,
    /// There already.
    repeated: usize,
    /// The id of each, in the order of the request.
    ids: Vec<TouchId>,
}

/// Keeps touches; they are on disk when this answers.
#[utoipa::path(post, path = "/api/v1/touches", tag = "touches", request_body = TouchesInput,
    responses((status = 200, body = TouchesAnswer), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 503, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<TOUCHES_WRITE>,
    Json(input): Json<TouchesInput>,
) -> Answer<axum::Json<TouchesAnswer>> {
    if input.touches.len() > MOST {
        return Err(Error::invalid("touches", format!("holds more than {MOST}")).into());
    }
    let context = app.reading().await?;
    let received_at = app.env().now();
    let mut touches = Vec::with_capacity(input.touches.len());
    let mut wrong = Vec::new();
    let mut observed = Vec::new();
    let mut origins: std::collections::HashMap<Option<String>, Origin> =
        std::collections::HashMap::new();
    for (index, one) in input.touches.into_iter().enumerate() {
        let origin = match origins.get(&one.touchpoint) {
            Some(origin) => *origin,
            None => {
                let origin = origin(&app, &caller, one.touchpoint.as_deref()).await?;
                origins.insert(one.touchpoint.clone(), origin);
                origin
            }
        };
        // Where it happened may be told by the touch itself, but not by whom a unit is held to: another unit's is not theirs to name.
        let placed = one.touchpoint.is_some() || caller.scope.is_some();
        match touch(&app, &context, origin, received_at, one) {
            Ok((mut touch, seen)) => {
                if !placed {
                    crate::places::settle(&app, std::slice::from_mut(&mut touch)).await?;
                }
                touches.push(touch);
                observed.extend(seen);
            }
            Err(error) => wrong.push(FieldError::new(
                format!("touches[{index}].{}", error.field),
                error.message,
            )),
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong).into());
    }
    let appended = app.ledger().append(touches).await?;
    app.inner
        .metrics
        .appended(appended.accepted, appended.repeated, 0);
    if !observed.is_empty() {
        super::tracking::learn(&app, observed, received_at).await?;
    }
    Ok(axum::Json(TouchesAnswer {
        accepted: appended.accepted,
        repeated: appended.repeated,
        ids: appended.ids,
    }))
}

fn touch(
    app: &App,
    context: &identity::normal::Context,
    origin: Origin,
    received_at: Timestamp,
    input: TouchInput,
) -> Result<(NewTouch, Vec<Observed>), FieldError> {
    let kind = input.kind.unwrap_or(TouchType::Track);
    if !kind.is_touch() {
        return Err(FieldError::new(
            "type",
            "is a decision, which only Rapport makes",
        ));
    }
    if kind == TouchType::Track
        && input
            .event
            .as_deref()
            .is_none_or(|event| event.trim().is_empty())
    {
        return Err(FieldError::new("event", "must say what happened"));
    }
    for (field, text, most) in [
        ("message_id", &input.message_id, 100),
        ("event", &input.event, 200),
    ] {
        if text
            .as_ref()
            .is_some_and(|text| text.chars().count() > most || text.contains('\0'))
        {
            return Err(FieldError::new(
                field,
                format!("must have at most {most} characters and no NUL"),
            ));
        }
    }
    let mut identities = Vec::with_capacity(input.identities.len());
    for (index, one) in input.identities.iter().enumerate() {
        let seen = intake::see(
            app.store().keyring(),
            context,
            origin.source,
            one.kind,
            &one.value,
        )
        .map_err(|refusal| {
            FieldError::new(
                format!("identities[{index}]"),
                FieldError::from(refusal).message,
            )
        })?;
        identities.push(seen);
    }
    intake::in_order(&mut identities);
    let event = input.event.as_deref().unwrap_or_default();
    let text = |part: &Map<String, Value>| {
        (!part.is_empty()).then(|| Value::Object(part.clone()).to_string())
    };
    let (properties, traits) = (text(&input.properties), text(&input.traits));
    let (halves, observed) = split(
        kind,
        event,
        [properties.as_deref(), traits.as_deref(), None],
        &app.inner.plan,
    )?;
    let at = input.at.unwrap_or(received_at);
    let touch = NewTouch {
        source: origin.source,
        source_id: origin.source_id,
        touchpoint: origin.touchpoint,
        channel: origin.channel,
        kind,
        event: input.event,
        message_id: input.message_id,
        sent_at: at,
        at: at.min(received_at),
        received_at,
        properties: halves.properties,
        personal: if identities.is_empty() {
            None
        } else {
            halves.personal
        },
        identities,
    };
    Ok((touch, observed))
}

/// The source the API tells touches through, at a touchpoint; without one at the API's own, of the whole company or of the unit that
/// the caller is held to. Both are made at first use.
pub(crate) async fn origin(
    app: &App,
    caller: &company::Caller,
    touchpoint: Option<&str>,
) -> Answer<Origin> {
    let (env, cache, caller, wanted) = (
        app.env().clone(),
        app.inner.sources.clone(),
        caller.clone(),
        touchpoint.map(str::to_owned),
    );
    let origin = app
        .store()
        .write(move |tx| {
            let (env, cache, caller, wanted) =
                (env.clone(), cache.clone(), caller.clone(), wanted.clone());
            Box::pin(async move {
                let place = match &wanted {
                    Some(text) => named(tx, &env, &caller, text).await?,
                    None => touchpoints::own(tx, &env, &caller, "API").await?,
                };
                let paging = kernel::page::Paging {
                    limit: Some(500),
                    cursor: None,
                };
                let local = company::Caller::local();
                let there = sources::list(tx, &local, Some(place.id), &paging).await?;
                let source = match there
                    .data
                    .into_iter()
                    .find(|source| source.name == "API" && source.disabled_at.is_none())
                {
                    Some(source) => source,
                    None => {
                        let new = sources::NewSource {
                            name: "API".into(),
                            touchpoint: Some(place.id),
                            channel: None,
                        };
                        sources::create(tx, &env, &cache, &local, &new).await?.0
                    }
                };
                Ok(Origin {
                    source: source.num,
                    source_id: source.id,
                    touchpoint: place.num,
                    channel: place.channel,
                })
            })
        })
        .await?;
    Ok(origin)
}

/// The touchpoint that somebody names. A name nobody has registered becomes a draft, unless the caller is held to a unit: drafts
/// belong to the whole company until a person confirms them.
async fn named(
    tx: &mut Tx,
    env: &Env,
    caller: &company::Caller,
    text: &str,
) -> kernel::Result<touchpoints::Touchpoint> {
    let refuse = || Error::invalid("touchpoint", "is no touchpoint's id or name");
    if let Some(place) = touchpoints::named(tx, caller, text).await? {
        return Ok(place);
    }
    if caller.scope.is_some()
        || text.trim().is_empty()
        || text.contains(char::is_control)
        || text.parse::<TouchpointId>().is_ok()
    {
        return Err(refuse());
    }
    let draft = touchpoints::discover(tx, env, Channel::Other, text, text)
        .await?
        .ok_or_else(refuse)?;
    touchpoints::get(tx, &company::Caller::local(), draft.id)
        .await?
        .ok_or_else(refuse)
}

/// Which touches are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TouchesQuery {
    /// Touches after this place in the order of commit.
    #[param(minimum = 0)]
    after_seq: Option<i64>,
    /// Rows in the page: 1 to 500, 100 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// Touches in the order of commit, oldest first. Who is held to a unit gets its touches alone; there a page may be empty and not the last.
#[utoipa::path(get, path = "/api/v1/touches", tag = "touches", params(TouchesQuery),
    responses((status = 200, body = TouchPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<TOUCHES_READ>,
    Query(query): Query<TouchesQuery>,
) -> Answer<axum::Json<TouchPage>> {
    let limit = query.limit.unwrap_or(100).clamp(1, 500) as usize;
    let after = match &query.cursor {
        Some(cursor) => cursor.read("touches")?.int()?,
        None => query.after_seq.unwrap_or(0),
    };
    let (ledger, reveal, sight) = (app.ledger().clone(), caller.reveal(), caller.sight());
    let chunk = if sight.is_all() { limit } else { MOST };
    let page = app
        .store()
        .read(move |tx| {
            let (ledger, sight) = (ledger.clone(), sight.clone());
            Box::pin(async move {
                let up_to = ledger::reader::cursor_of(tx, identity::graph::NAME).await?;
                let (mut entries, mut place, mut more) =
                    (Vec::<Arc<ledger::Entry>>::with_capacity(limit), after, true);
                let mut looked_at = 0;
                // Decisions stand between touches and are not shown here.
                while more && entries.len() < limit && looked_at < MOST_LOOKED_AT {
                    let mut read = ledger.after(tx, place, up_to, chunk).await?;
                    more = read.len() == chunk;
                    looked_at += read.len();
                    place = read.last().map_or(place, |last| last.seq);
                    sight.keep(tx, &mut read).await?;
                    entries.extend(read.into_iter().filter(|entry| entry.stands()));
                }
                if entries.len() > limit {
                    entries.truncate(limit);
                    more = true;
                    place = entries.last().map_or(place, |last| last.seq);
                }
                let next = more.then(|| Cursor::of("touches").int(place));
                Ok(TouchPage {
                    data: touch::shown(tx, &ledger, &entries, reveal).await?,
                    next_cursor: next,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}
