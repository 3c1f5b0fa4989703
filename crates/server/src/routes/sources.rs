//! Sources of touches, and why their events were refused.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::sources::{self, NewSource, Source, SourceChange};
use company::touchpoints;
use kernel::page::Paging;
use kernel::{Cursor, Error, SourceId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, SOURCES_READ, SOURCES_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};
use crate::refusals::Refusal;

/// Which page is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

impl From<PageQuery> for Paging {
    fn from(query: PageQuery) -> Self {
        Self {
            limit: query.limit.map(|limit| limit as usize),
            cursor: query.cursor,
        }
    }
}

/// A page of sources.
#[derive(Serialize, ToSchema)]
pub struct SourcePage {
    data: Vec<Source>,
    next_cursor: Option<Cursor>,
}

/// Lists sources.
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources", params(PageQuery),
    responses((status = 200, body = SourcePage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<SOURCES_READ>,
    Query(query): Query<PageQuery>,
) -> Answer<axum::Json<SourcePage>> {
    let (caller, paging) = ((*caller).clone(), Paging::from(query));
    let page = app
        .store()
        .read(move |tx| Box::pin(async move { sources::list(tx, &caller, None, &paging).await }))
        .await?;
    Ok(axum::Json(SourcePage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// A source to make.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceInput {
    /// Its name.
    #[schema(max_length = 200)]
    name: String,
    /// The touchpoint it belongs to: an id or a name; a website of the source's name is made when it is not given.
    touchpoint: Option<String>,
    /// The channel of the touchpoint that is made.
    channel: Option<kernel::Channel>,
}

/// A new source, with the key that is shown once.
#[derive(Serialize, ToSchema)]
pub struct SourceMade {
    #[serde(flatten)]
    source: Source,
    /// What its SDKs send; it is not shown again.
    write_key: String,
}

/// Makes a source.
#[utoipa::path(post, path = "/api/v1/sources", tag = "sources", request_body = SourceInput,
    responses((status = 201, body = SourceMade), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<SOURCES_WRITE>,
    Json(input): Json<SourceInput>,
) -> Answer<impl IntoResponse> {
    let (env, cache, caller) = (
        app.env().clone(),
        app.inner.sources.clone(),
        (*caller).clone(),
    );
    let (source, key) = app
        .store()
        .write(move |tx| {
            let (env, cache, caller, input) =
                (env.clone(), cache.clone(), caller.clone(), input.clone());
            Box::pin(async move {
                let touchpoint = match input.touchpoint.as_deref() {
                    Some(text) => {
                        let found = touchpoints::named(tx, &caller, text).await?;
                        Some(
                            found
                                .ok_or_else(|| {
                                    Error::invalid("touchpoint", "is no touchpoint's id or name")
                                })?
                                .id,
                        )
                    }
                    None => None,
                };
                let new = NewSource {
                    name: input.name,
                    touchpoint,
                    channel: input.channel,
                };
                sources::create(tx, &env, &cache, &caller, &new).await
            })
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(SourceMade {
            source,
            write_key: key.reveal().to_owned(),
        }),
    ))
}

/// Shows a source.
#[utoipa::path(get, path = "/api/v1/sources/{id}", tag = "sources", params(("id" = SourceId, Path)),
    responses((status = 200, body = Source), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<SOURCES_READ>,
    Path(id): Path<SourceId>,
) -> Answer<axum::Json<Source>> {
    let caller = (*caller).clone();
    let source = app
        .store()
        .read(move |tx| Box::pin(async move { sources::get(tx, &caller, id).await }))
        .await?;
    Ok(axum::Json(source.ok_or(Error::NotFound("source"))?))
}

/// Renames a source, disables it or takes it back.
#[utoipa::path(patch, path = "/api/v1/sources/{id}", tag = "sources", params(("id" = SourceId, Path)), request_body = SourceChange,
    responses((status = 200, body = Source), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<SOURCES_WRITE>,
    Path(id): Path<SourceId>,
    Json(input): Json<SourceChange>,
) -> Answer<axum::Json<Source>> {
    let (env, cache, caller) = (
        app.env().clone(),
        app.inner.sources.clone(),
        (*caller).clone(),
    );
    let changed = app
        .store()
        .write(move |tx| {
            let (env, cache, caller, input) =
                (env.clone(), cache.clone(), caller.clone(), input.clone());
            Box::pin(async move { sources::change(tx, &env, &cache, &caller, id, &input).await })
        })
        .await?;
    Ok(axum::Json(changed))
}

/// Gives a source a new write key; the old one is refused from now on.
#[utoipa::path(post, path = "/api/v1/sources/{id}/rotate", tag = "sources", params(("id" = SourceId, Path)),
    responses((status = 200, body = SourceMade), (status = 404, body = Problem)))]
pub async fn rotate(
    State(app): State<App>,
    caller: Allowed<SOURCES_WRITE>,
    Path(id): Path<SourceId>,
) -> Answer<axum::Json<SourceMade>> {
    let (env, cache, caller) = (
        app.env().clone(),
        app.inner.sources.clone(),
        (*caller).clone(),
    );
    let (source, key) = app
        .store()
        .write(move |tx| {
            let (env, cache, caller) = (env.clone(), cache.clone(), caller.clone());
            Box::pin(async move { sources::rotate(tx, &env, &cache, &caller, id).await })
        })
        .await?;
    Ok(axum::Json(SourceMade {
        source,
        write_key: key.reveal().to_owned(),
    }))
}

/// The newest refusals of a source.
#[derive(Serialize, ToSchema)]
pub struct RefusalsAnswer {
    data: Vec<Refusal>,
    next_cursor: Option<String>,
}

/// Why events of a source were refused: the newest hundred since this process started.
#[utoipa::path(get, path = "/api/v1/sources/{id}/refusals", tag = "sources", params(("id" = SourceId, Path)),
    responses((status = 200, body = RefusalsAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn refusals(
    State(app): State<App>,
    caller: Allowed<SOURCES_READ>,
    Path(id): Path<SourceId>,
) -> Answer<axum::Json<RefusalsAnswer>> {
    let caller = (*caller).clone();
    let source = app
        .store()
        .read(move |tx| Box::pin(async move { sources::get(tx, &caller, id).await }))
        .await?;
    let source = source.ok_or(Error::NotFound("source"))?;
    Ok(axum::Json(RefusalsAnswer {
        data: app.inner.refusals.of(source.num),
        next_cursor: None,
    }))
}

/// A source whose events are refused.
#[derive(Serialize, ToSchema)]
pub struct FailingSource {
    source: Source,
    /// How many were refused, of the newest hundred.
    refused: usize,
    /// The newest of them.
    newest: Refusal,
}

/// The sources whose events are refused.
#[derive(Serialize, ToSchema)]
pub struct FailingSources {
    data: Vec<FailingSource>,
    next_cursor: Option<String>,
}

/// Sources of which events were refused in the last 24 hours, since this process started; the newest trouble first.
#[utoipa::path(get, path = "/api/v1/failing-sources", tag = "sources", responses((status = 200, body = FailingSources)))]
pub async fn failing(
    State(app): State<App>,
    caller: Allowed<SOURCES_READ>,
) -> Answer<axum::Json<FailingSources>> {
    let day_ago = app.env().now().plus_micros(-Timestamp::DAY);
    let failing = app.inner.refusals.since(day_ago);
    let caller = (*caller).clone();
    let data = app
        .store()
        .read(move |tx| {
            let (caller, failing) = (caller.clone(), failing.clone());
            Box::pin(async move {
                let nums = failing.iter().map(|(num, _, _)| *num).collect();
                let mut held = sources::by_nums(tx, &caller, nums).await?;
                let found = failing.into_iter().filter_map(|(num, refused, newest)| {
                    let source = held.remove(&num)?;
                    Some(FailingSource {
                        source,
                        refused,
                        newest,
                    })
                });
                Ok(found.collect())
            })
        })
        .await?;
    Ok(axum::Json(FailingSources {
        data,
        next_cursor: None,
    }))
}
