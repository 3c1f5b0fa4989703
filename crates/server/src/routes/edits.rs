//! What people and programs say of customers: made or found by identities, edited, tagged, exported, erased.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use company::audit;
use customers::edit::{self, Edit};
use customers::erasure::{self, Outcome};
use customers::export::Export;
use customers::show::Customer;
use customers::sight::Sight;
use customers::upsert::{self, Upsert};
use kernel::{CustomerId, Error};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::{IntoParams, ToSchema};

use super::merges::settled;
use super::touches::{self, IdentityInput};
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_ERASE, CUSTOMERS_EXPORT, CUSTOMERS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// A customer to be made or found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerInput {
    /// What it is known by: at least one.
    #[schema(min_items = 1, max_items = 50)]
    identities: Vec<IdentityInput>,
    /// Its name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// What else is known of it.
    #[serde(default)]
    #[schema(value_type = Object)]
    attributes: Map<String, Value>,
}

/// Makes a customer, or finds it by its identities and adds what is new; several that turn out to be one are merged by the rules.
#[utoipa::path(post, path = "/api/v1/customers", tag = "customers", request_body = CustomerInput,
    responses((status = 201, description = "It is new", body = Customer), (status = 200, description = "It was known", body = Customer),
        (status = 409, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Json(input): Json<CustomerInput>,
) -> Answer<impl IntoResponse> {
    if input.identities.len() > 50 {
        return Err(Error::invalid("identities", "holds more than 50").into());
    }
    if input
        .name
        .as_ref()
        .is_some_and(|name| name.chars().count() > 200 || name.contains('\0'))
    {
        return Err(Error::invalid("name", "must have at most 200 characters and no NUL").into());
    }
    let attributes = checked(&app, input.attributes).await?;
    let origin = touches::origin(&app, &caller, None).await?;
    let origin = upsert::Origin {
        source: origin.source,
        source_id: origin.source_id,
        touchpoint: origin.touchpoint,
        channel: origin.channel,
    };
    let identities = input
        .identities
        .into_iter()
        .map(|one| (one.kind, one.value))
        .collect();
    let said = Upsert {
        identities,
        name: input.name,
        attributes,
        message_id: None,
    };
    let touch = upsert::touch(
        app.store().keyring(),
        &app.reading().await?,
        origin,
        said,
        app.env().now(),
    )?;
    let seen = touch.identities.clone();
    let was = seen.clone();
    let known = app
        .store()
        .read(move |tx| Box::pin(async move { upsert::strongest(tx, &was).await }))
        .await?;
    let appended = app.ledger().append(vec![touch]).await?;
    app.inner
        .metrics
        .appended(appended.accepted, appended.repeated, 0);
    settled(&app).await?;
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { upsert::strongest(tx, &seen).await }))
        .await?;
    let Some(id) = found else {
        let shared = "it is kept, but these identities are shared by many or were not read in time; look for the customer by another one";
        return Err(Error::conflict("not_recognised", shared).into());
    };
    let status = if known.is_some() {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((
        status,
        // Whoever tells of a customer may see it, whatever unit it was told of in before.
        axum::Json(super::customers::one(&app, id, Sight::all(), caller.reveal()).await?),
    ))
}

/// Attributes as their definitions want them.
async fn checked(app: &App, attributes: Map<String, Value>) -> Answer<Map<String, Value>> {
    if attributes.is_empty() {
        return Ok(attributes);
    }
    let definitions = app
        .store()
        .read(|tx| Box::pin(customers::attributes::definitions(tx)))
        .await?;
    Ok(definitions.checked(&attributes)?)
}

/// Edits a customer; what people here say goes before what sources tell.
#[utoipa::path(patch, path = "/api/v1/customers/{id}", tag = "customers", params(("id" = CustomerId, Path)), request_body = Edit,
    responses((status = 200, body = Customer), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path(id): Path<CustomerId>,
    Json(input): Json<Edit>,
) -> Answer<axum::Json<Customer>> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let (input, sight) = (std::sync::Arc::new(input), caller.sight());
    let root = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) = (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.root(tx, id).await?;
                let root = edit::edit(tx, &ledger, id, &input, &actor).await?;
                let detail = json!({
                    "name": input.name.is_some(), "kind": input.kind, "attributes": input.attributes.keys().collect::<Vec<_>>(),
                    "add_tags": input.add_tags, "remove_tags": input.remove_tags,
                });
                audit::record(tx, &env, &actor, "customer.edit", root, detail).await?;
                Ok(root)
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(
        super::customers::one(&app, root, caller.sight(), caller.reveal()).await?,
    ))
}

/// Why a customer is erased.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ErasureQuery {
    /// Why; it is kept in the ledger of erasures, so it must name nobody.
    #[param(min_length = 1, max_length = 500)]
    reason: String,
}

/// Erases a customer for good: keys are destroyed, and a keyed hash stays to keep them from coming back with a restore.
#[utoipa::path(delete, path = "/api/v1/customers/{id}", tag = "customers", params(("id" = CustomerId, Path), ErasureQuery),
    responses((status = 200, body = Outcome), (status = 404, body = Problem)))]
pub async fn erase(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_ERASE>,
    Path(id): Path<CustomerId>,
    Query(query): Query<ErasureQuery>,
) -> Answer<axum::Json<Outcome>> {
    if query.reason.contains('\0') {
        return Err(Error::invalid("reason", "must hold no NUL").into());
    }
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    let outcome = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, reason) = (
                ledger.clone(),
                env.clone(),
                actor.clone(),
                query.reason.clone(),
            );
            let sight = sight.clone();
            Box::pin(async move {
                sight.root(tx, id).await?;
                let outcome = erasure::erase(tx, &ledger, id, &actor, &reason).await?;
                let detail =
                    json!({ "erasure": outcome.erasure, "identities": outcome.identities });
                audit::record(tx, &env, &actor, "customer.erase", outcome.customer, detail).await?;
                Ok(outcome)
            })
        })
        .await?;
    // The list that a restore obeys has to know of it before anybody is told that it is done.
    crate::backup::keep_erasures(&app).await?;
    settled(&app).await?;
    Ok(axum::Json(outcome))
}

/// Everything that is held about a customer, as one JSON document; plain where the caller may and says why.
#[utoipa::path(get, path = "/api/v1/customers/{id}/export", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, description = "The whole document", body = Object), (status = 404, body = Problem)))]
pub async fn export(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_EXPORT>,
    Path(id): Path<CustomerId>,
) -> Answer<Response> {
    let (reveal, env, actor) = (caller.reveal(), app.env().clone(), caller.actor.clone());
    let plain = reveal == customers::show::Reveal::Plain;
    let (sight, seen) = (caller.sight(), caller.sight());
    app.store()
        .write(move |tx| {
            let (env, actor, seen) = (env.clone(), actor.clone(), seen.clone());
            Box::pin(async move {
                let root = seen.root(tx, id).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.export",
                    root,
                    json!({ "plain": plain }),
                )
                .await
            })
        })
        .await?;
    let export = app
        .store()
        .read(move |tx| Box::pin(Export::of(tx, id, sight.clone(), reveal)))
        .await?;
    let body = Body::from_stream(futures_util::stream::try_unfold(
        (app, export),
        |(app, export)| async move {
            let ledger = app.ledger().clone();
            let next = app.store().read(move |tx| {
                let (ledger, export) = (ledger.clone(), export.clone());
                Box::pin(async move { export.next(tx, &ledger).await })
            });
            let next = next
                .await
                .inspect_err(|error| tracing::error!(export.error = %error, "an export broke off"));
            Ok::<_, Error>(next?.map(|(text, export)| (Bytes::from(text), (app, export))))
        },
    ));
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{id}.json\""))
        .map_err(Error::internal)?;
    let kind = HeaderValue::from_static("application/json");
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, name),
        ],
        body,
    )
        .into_response())
}
