//! The tree of units.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::units::{self, NewUnit, Unit, UnitChange};
use kernel::page::Paging;
use kernel::{Cursor, Error, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, UNITS_READ, UNITS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// Which units are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnitsQuery {
    /// Also those that were archived.
    #[serde(default)]
    archived: bool,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of units.
#[derive(Serialize, ToSchema)]
pub struct UnitPage {
    data: Vec<Unit>,
    next_cursor: Option<Cursor>,
}

/// Lists units, each after the one it belongs to.
#[utoipa::path(get, path = "/api/v1/units", tag = "units", params(UnitsQuery), responses((status = 200, body = UnitPage)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<UNITS_READ>,
    Query(query): Query<UnitsQuery>,
) -> Answer<axum::Json<UnitPage>> {
    let caller = (*caller).clone();
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move { units::list(tx, &caller, query.archived, &paging).await })
        })
        .await?;
    Ok(axum::Json(UnitPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Shows a unit.
#[utoipa::path(get, path = "/api/v1/units/{id}", tag = "units", params(("id" = UnitId, Path)),
    responses((status = 200, body = Unit), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<UNITS_READ>,
    Path(id): Path<UnitId>,
) -> Answer<axum::Json<Unit>> {
    let caller = (*caller).clone();
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { units::get(tx, &caller, id).await }))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("unit"))?))
}

/// Makes a unit.
#[utoipa::path(post, path = "/api/v1/units", tag = "units", request_body = NewUnit, responses((status = 201, body = Unit)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<UNITS_WRITE>,
    Json(input): Json<NewUnit>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let made = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { units::create(tx, &env, &caller, &input).await })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Changes a unit, moves it, or archives it.
#[utoipa::path(patch, path = "/api/v1/units/{id}", tag = "units", params(("id" = UnitId, Path)), request_body = UnitChange,
    responses((status = 200, body = Unit), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<UNITS_WRITE>,
    Path(id): Path<UnitId>,
    Json(input): Json<UnitChange>,
) -> Answer<axum::Json<Unit>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { units::change(tx, &env, &caller, id, &input).await })
        })
        .await?;
    Ok(axum::Json(changed))
}
