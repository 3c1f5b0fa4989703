//! Webhooks out: endpoints, what they were told, and telling them again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use channels::webhook::attempts::{self, Attempt};
use channels::webhook::deliveries::{self, Delivery, Replay, State as DeliveryState};
use channels::webhook::endpoints::{self, NewWebhook, Webhook, WebhookChange};
use kernel::page::Paging;
use kernel::{Cursor, DeliveryId, Error, WebhookId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::sources::PageQuery;
use crate::app::App;
use crate::caller::{Allowed, WEBHOOKS_READ, WEBHOOKS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// A page of webhooks.
#[derive(Serialize, ToSchema)]
pub struct WebhookPage {
    data: Vec<Webhook>,
    next_cursor: Option<Cursor>,
}

/// Lists webhooks.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhooks", params(PageQuery), responses((status = 200, body = WebhookPage)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_READ>,
    Query(query): Query<PageQuery>,
) -> Answer<axum::Json<WebhookPage>> {
    let (caller, paging) = ((*caller).clone(), Paging::from(query));
    let page = app
        .store()
        .read(move |tx| Box::pin(async move { endpoints::list(tx, &caller, &paging).await }))
        .await?;
    Ok(axum::Json(WebhookPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// A webhook with a secret that is shown once.
#[derive(Serialize, ToSchema)]
pub struct WebhookMade {
    #[serde(flatten)]
    webhook: Webhook,
    /// What its messages are signed with, `whsec_…`; it is not shown again.
    secret: String,
}

/// Makes a webhook. It is told of what happens from now on.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhooks", request_body = NewWebhook, responses((status = 201, body = WebhookMade)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Json(input): Json<NewWebhook>,
) -> Answer<impl IntoResponse> {
    let (env, webhooks, caller) = (app.env().clone(), app.webhooks().clone(), (*caller).clone());
    let (webhook, secret) = app
        .store()
        .write(move |tx| {
            let (env, webhooks, caller, input) =
                (env.clone(), webhooks.clone(), caller.clone(), input.clone());
            Box::pin(async move { endpoints::create(tx, &env, &webhooks, &caller, &input).await })
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(WebhookMade {
            webhook,
            secret: secret.reveal(),
        }),
    ))
}

/// Shows a webhook, never its secret.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", tag = "webhooks", params(("id" = WebhookId, Path)),
    responses((status = 200, body = Webhook), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_READ>,
    Path(id): Path<WebhookId>,
) -> Answer<axum::Json<Webhook>> {
    endpoints::require_whole_company(&caller)?;
    let found = app
        .store()
        .read(move |tx| Box::pin(endpoints::get(tx, id)))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("webhook"))?))
}

/// Changes a webhook, pauses it or lets it go on.
#[utoipa::path(patch, path = "/api/v1/webhooks/{id}", tag = "webhooks", params(("id" = WebhookId, Path)), request_body = WebhookChange,
    responses((status = 200, body = Webhook), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path(id): Path<WebhookId>,
    Json(input): Json<WebhookChange>,
) -> Answer<axum::Json<Webhook>> {
    let (env, webhooks, caller) = (app.env().clone(), app.webhooks().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, webhooks, caller, input) =
                (env.clone(), webhooks.clone(), caller.clone(), input.clone());
            Box::pin(
                async move { endpoints::change(tx, &env, &webhooks, &caller, id, &input).await },
            )
        })
        .await?;
    Ok(axum::Json(changed))
}

/// Removes a webhook and all it was told.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", tag = "webhooks", params(("id" = WebhookId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn delete(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path(id): Path<WebhookId>,
) -> Answer<StatusCode> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    app.store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { endpoints::remove(tx, &env, &caller, id).await })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a secret is changed.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RotateInput {
    /// For how many hours messages are signed with the old secret as well: 24 when it is not given.
    #[schema(maximum = 720)]
    overlap_hours: Option<u32>,
}

/// Gives a webhook a new secret.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/rotate", tag = "webhooks", params(("id" = WebhookId, Path)), request_body = RotateInput,
    responses((status = 200, body = WebhookMade), (status = 404, body = Problem)))]
pub async fn rotate(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path(id): Path<WebhookId>,
    Json(input): Json<RotateInput>,
) -> Answer<axum::Json<WebhookMade>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let (webhook, secret) = app
        .store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(
                async move { endpoints::rotate(tx, &env, &caller, id, input.overlap_hours).await },
            )
        })
        .await?;
    Ok(axum::Json(WebhookMade {
        webhook,
        secret: secret.reveal(),
    }))
}

/// Sends a message of the kind `ping`.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/test", tag = "webhooks", params(("id" = WebhookId, Path)),
    responses((status = 202, body = Delivery), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn test(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path(id): Path<WebhookId>,
) -> Answer<impl IntoResponse> {
    let (env, webhooks, caller) = (app.env().clone(), app.webhooks().clone(), (*caller).clone());
    let planned = app
        .store()
        .write(move |tx| {
            let (env, webhooks, caller) = (env.clone(), webhooks.clone(), caller.clone());
            Box::pin(async move { deliveries::test(tx, &env, &webhooks, &caller, id).await })
        })
        .await?;
    Ok((StatusCode::ACCEPTED, axum::Json(planned)))
}

/// Which deliveries are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesQuery {
    /// Only those in this state.
    #[param(inline)]
    state: Option<DeliveryState>,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of deliveries.
#[derive(Serialize, ToSchema)]
pub struct DeliveryPage {
    data: Vec<Delivery>,
    next_cursor: Option<Cursor>,
}

/// Lists what a webhook was told and is to be told, newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", operation_id = "webhooks_deliveries_list", tag = "webhooks", params(("id" = WebhookId, Path), DeliveriesQuery),
    responses((status = 200, body = DeliveryPage), (status = 404, body = Problem)))]
pub async fn list_deliveries(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_READ>,
    Path(id): Path<WebhookId>,
    Query(query): Query<DeliveriesQuery>,
) -> Answer<axum::Json<DeliveryPage>> {
    let caller = (*caller).clone();
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let read = app.store().read(move |tx| {
        Box::pin(async move { deliveries::list(tx, &caller, id, query.state, &paging).await })
    });
    let page = read.await?;
    Ok(axum::Json(DeliveryPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// The tries of a delivery.
#[derive(Serialize, ToSchema)]
pub struct AttemptsAnswer {
    data: Vec<Attempt>,
    next_cursor: Option<String>,
}

/// Lists the newest tries of a delivery, newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries/{delivery}/attempts", operation_id = "webhooks_attempts_list", tag = "webhooks",
    params(("id" = WebhookId, Path), ("delivery" = DeliveryId, Path)), responses((status = 200, body = AttemptsAnswer), (status = 404, body = Problem)))]
pub async fn list_attempts(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_READ>,
    Path((id, delivery)): Path<(WebhookId, DeliveryId)>,
) -> Answer<axum::Json<AttemptsAnswer>> {
    let caller = (*caller).clone();
    let data = app
        .store()
        .read(move |tx| Box::pin(async move { attempts::list(tx, &caller, id, delivery).await }))
        .await?;
    Ok(axum::Json(AttemptsAnswer {
        data,
        next_cursor: None,
    }))
}

/// Sends one delivery again, with the same `webhook-id`.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/deliveries/{delivery}/replay", operation_id = "webhooks_deliveries_replay", tag = "webhooks",
    params(("id" = WebhookId, Path), ("delivery" = DeliveryId, Path)), responses((status = 202, body = Delivery), (status = 404, body = Problem)))]
pub async fn replay_one(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path((id, delivery)): Path<(WebhookId, DeliveryId)>,
) -> Answer<impl IntoResponse> {
    let (env, webhooks, caller) = (app.env().clone(), app.webhooks().clone(), (*caller).clone());
    let again = app
        .store()
        .write(move |tx| {
            let (env, webhooks, caller) = (env.clone(), webhooks.clone(), caller.clone());
            Box::pin(async move {
                deliveries::replay_one(tx, &env, &webhooks, &caller, id, delivery).await
            })
        })
        .await?;
    Ok((StatusCode::ACCEPTED, axum::Json(again)))
}

/// How many deliveries are sent again.
#[derive(Serialize, ToSchema)]
pub struct Replayed {
    replayed: u64,
}

/// Sends all deliveries of a time again, oldest first.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/replay", tag = "webhooks", params(("id" = WebhookId, Path)), request_body = Replay,
    responses((status = 202, body = Replayed), (status = 404, body = Problem)))]
pub async fn replay(
    State(app): State<App>,
    caller: Allowed<WEBHOOKS_WRITE>,
    Path(id): Path<WebhookId>,
    Json(input): Json<Replay>,
) -> Answer<impl IntoResponse> {
    let replayed = deliveries::replay(app.store(), app.webhooks(), &caller, id, &input).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Replayed { replayed })))
}
