//! The register of touchpoints.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::touchpoints::{
    self, Filter, NewTouchpoint, State as Status, Touchpoint, TouchpointChange,
};
use customers::places::{self, Volume};
use kernel::page::Paging;
use kernel::{Channel, Cursor, Error, TouchpointId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, TOUCHPOINTS_READ, TOUCHPOINTS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// Which touchpoints are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TouchpointsQuery {
    /// Only of this channel.
    channel: Option<Channel>,
    /// Only in this state.
    state: Option<Status>,
    /// Only of this unit and those below it.
    unit: Option<UnitId>,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of touchpoints.
#[derive(Serialize, ToSchema)]
pub struct TouchpointPage {
    data: Vec<Touchpoint>,
    next_cursor: Option<Cursor>,
}

/// Lists touchpoints.
#[utoipa::path(get, path = "/api/v1/touchpoints", tag = "touchpoints", params(TouchpointsQuery),
    responses((status = 200, body = TouchpointPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<TOUCHPOINTS_READ>,
    Query(query): Query<TouchpointsQuery>,
) -> Answer<axum::Json<TouchpointPage>> {
    let caller = (*caller).clone();
    let filter = Filter {
        channel: query.channel,
        state: query.state,
        unit: query.unit,
    };
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move { touchpoints::list(tx, &caller, &filter, &paging).await })
        })
        .await?;
    Ok(axum::Json(TouchpointPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Shows a touchpoint.
#[utoipa::path(get, path = "/api/v1/touchpoints/{id}", tag = "touchpoints", params(("id" = TouchpointId, Path)),
    responses((status = 200, body = Touchpoint), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<TOUCHPOINTS_READ>,
    Path(id): Path<TouchpointId>,
) -> Answer<axum::Json<Touchpoint>> {
    let caller = (*caller).clone();
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { touchpoints::get(tx, &caller, id).await }))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("touchpoint"))?))
}

/// Makes a touchpoint.
#[utoipa::path(post, path = "/api/v1/touchpoints", tag = "touchpoints", request_body = NewTouchpoint,
    responses((status = 201, body = Touchpoint), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<TOUCHPOINTS_WRITE>,
    Json(input): Json<NewTouchpoint>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let made = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { touchpoints::create(tx, &env, &caller, &input).await })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Changes a touchpoint; a draft is confirmed by making it live.
#[utoipa::path(patch, path = "/api/v1/touchpoints/{id}", tag = "touchpoints", params(("id" = TouchpointId, Path)), request_body = TouchpointChange,
    responses((status = 200, body = Touchpoint), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<TOUCHPOINTS_WRITE>,
    Path(id): Path<TouchpointId>,
    Json(input): Json<TouchpointChange>,
) -> Answer<axum::Json<Touchpoint>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { touchpoints::change(tx, &env, &caller, id, &input).await })
        })
        .await?;
    Ok(axum::Json(changed))
}

/// Which volumes are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VolumesQuery {
    /// 7 to 366 days, 28 by default; today is one of them.
    #[param(minimum = 7, maximum = 366)]
    days: Option<i64>,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// How often a touchpoint was met.
#[derive(Serialize, ToSchema)]
pub struct TouchpointVolume {
    touchpoint: TouchpointId,
    #[serde(flatten)]
    volume: Volume,
}

/// A page of volumes, in the order of touchpoints.
#[derive(Serialize, ToSchema)]
pub struct VolumePage {
    data: Vec<TouchpointVolume>,
    #[schema(value_type = Option<String>)]
    next_cursor: Option<Cursor>,
}

/// How often each touchpoint was met, from numbers kept by day.
#[utoipa::path(get, path = "/api/v1/touchpoint-volumes", tag = "touchpoints", params(VolumesQuery),
    responses((status = 200, body = VolumePage), (status = 400, body = Problem)))]
pub async fn volumes(
    State(app): State<App>,
    caller: Allowed<TOUCHPOINTS_READ>,
    Query(query): Query<VolumesQuery>,
) -> Answer<axum::Json<VolumePage>> {
    let days = query.days.unwrap_or(28);
    if !(7..=places::MOST_DAYS).contains(&days) {
        return Err(Error::invalid("days", "must be between 7 and 366").into());
    }
    let (caller, now) = ((*caller).clone(), app.env().now());
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let page = touchpoints::list(tx, &caller, &Filter::default(), &paging).await?;
                let nums: Vec<i64> = page.data.iter().map(|place| place.num).collect();
                let mut volumes = places::volumes(tx, &nums, now, days).await?;
                let data = page.data.into_iter().map(|place| TouchpointVolume {
                    touchpoint: place.id,
                    volume: volumes.remove(&place.num).unwrap_or_default(),
                });
                Ok(VolumePage {
                    data: data.collect(),
                    next_cursor: page.next_cursor,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}
