//! Saved views of the list of customers, and how each person wants the screens.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::preferences;
use company::views::{self, View};
use customers::list::{Filter, Wanted};
use customers::sight::Sight;
use kernel::{Error, ViewId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, SignedIn};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// Views.
#[derive(Serialize, ToSchema)]
pub struct ViewsAnswer {
    data: Vec<View>,
    next_cursor: Option<String>,
}

/// Lists one's own views, then those that others share with the company.
#[utoipa::path(get, path = "/api/v1/views", tag = "views", responses((status = 200, body = ViewsAnswer)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
) -> Answer<axum::Json<ViewsAnswer>> {
    let caller = (*caller).clone();
    let data = app
        .store()
        .read(move |tx| Box::pin(async move { views::list(tx, &caller).await }))
        .await?;
    Ok(axum::Json(ViewsAnswer {
        data,
        next_cursor: None,
    }))
}

/// A view to be saved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewInput {
    /// Its name.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// Whether everybody in the company is to see it, which takes a permission.
    #[serde(default)]
    shared: bool,
    /// The filters and the order; it keeps no search.
    #[serde(default)]
    filter: Filter,
    /// The columns, from the first; empty: the usual ones.
    #[serde(default)]
    #[schema(max_items = 40)]
    columns: Vec<String>,
}

/// Saves a view of one's own.
#[utoipa::path(post, path = "/api/v1/views", tag = "views", request_body = ViewInput, responses((status = 201, body = View)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Json(input): Json<ViewInput>,
) -> Answer<impl IntoResponse> {
    let new = views::NewView {
        name: input.name,
        shared: input.shared,
        filter: checked(&app, input.filter).await?,
        columns: input.columns,
    };
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let made = app
        .store()
        .write(move |tx| {
            let (env, caller, new) = (env.clone(), caller.clone(), new.clone());
            Box::pin(async move { views::create(tx, &env, &caller, &new).await })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// A filter that can be asked for, as it is kept.
async fn checked(app: &App, filter: Filter) -> Answer<Map<String, Value>> {
    let (now, asked) = (app.env().now(), filter.clone());
    app.store()
        .read(move |tx| {
            Box::pin(async move { Wanted::of(tx, &asked, Sight::all(), now).await.map(|_| ()) })
        })
        .await
        .map_err(|error| match error {
            Error::Invalid(fields) => Error::Invalid(
                fields
                    .into_iter()
                    .map(|field| {
                        let place = format!("filter.{}", field.field);
                        field.at(place)
                    })
                    .collect(),
            ),
            other => other,
        })?;
    match serde_json::to_value(filter).map_err(Error::internal)? {
        Value::Object(filter) => Ok(filter),
        _ => Err(Error::internal("a filter is no object").into()),
    }
}

/// What of a view is to be changed; what is missing stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewPatch {
    /// Another name.
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    /// Whether everybody in the company is to see it.
    shared: Option<bool>,
    /// Other filters.
    filter: Option<Filter>,
    /// Other columns.
    #[schema(max_items = 40)]
    columns: Option<Vec<String>>,
}

/// Changes a view: one's own, or a shared one where one may share.
#[utoipa::path(patch, path = "/api/v1/views/{id}", tag = "views", params(("id" = ViewId, Path)), request_body = ViewPatch,
    responses((status = 200, body = View), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<ViewId>,
    Json(input): Json<ViewPatch>,
) -> Answer<axum::Json<View>> {
    let filter = match input.filter {
        Some(filter) => Some(checked(&app, filter).await?),
        None => None,
    };
    let change = views::ViewChange {
        name: input.name,
        shared: input.shared,
        filter,
        columns: input.columns,
    };
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, change) = (env.clone(), caller.clone(), change.clone());
            Box::pin(async move { views::change(tx, &env, &caller, id, &change).await })
        })
        .await?;
    Ok(axum::Json(changed))
}

/// Removes a view.
#[utoipa::path(delete, path = "/api/v1/views/{id}", tag = "views", params(("id" = ViewId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn delete(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<ViewId>,
) -> Answer<StatusCode> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    app.store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { views::remove(tx, &env, &caller, id).await })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How somebody wants the screens, by name.
#[derive(Serialize, ToSchema)]
pub struct PreferencesAnswer {
    #[schema(value_type = Object)]
    data: Map<String, Value>,
}

/// How one wants the screens: small values by name, one's own.
#[utoipa::path(get, path = "/api/v1/preferences", tag = "session", responses((status = 200, body = PreferencesAnswer)))]
pub async fn preferences(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Answer<axum::Json<PreferencesAnswer>> {
    let data = app
        .store()
        .read(move |tx| Box::pin(async move { preferences::list(tx, &caller).await }))
        .await?;
    Ok(axum::Json(PreferencesAnswer { data }))
}

/// A value to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceInput {
    /// Any JSON of up to 10,000 bytes; null forgets it.
    #[serde(default)]
    #[schema(value_type = Value)]
    value: Value,
}

/// Keeps how one wants something: `customers.columns`.
#[utoipa::path(put, path = "/api/v1/preferences/{name}", operation_id = "preferences_set", tag = "session", params(("name" = String, Path)), request_body = PreferenceInput,
    responses((status = 204)))]
pub async fn prefer(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(name): Path<String>,
    Json(input): Json<PreferenceInput>,
) -> Answer<StatusCode> {
    let kept = std::sync::Arc::new((caller, name, input.value));
    app.store()
        .write(move |tx| {
            let kept = kept.clone();
            Box::pin(async move { preferences::set(tx, &kept.0, &kept.1, &kept.2).await })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
