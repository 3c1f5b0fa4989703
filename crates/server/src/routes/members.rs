//! Households and organisations: who belongs to whom.

use axum::extract::State;
use company::audit;
use customers::edit::members::{self, Memberships};
use customers::sight::Sight;
use kernel::CustomerId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::merges::settled;
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, CUSTOMERS_WRITE};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// What a customer belongs to, and who belongs to it.
#[utoipa::path(get, path = "/api/v1/customers/{id}/memberships", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = Memberships), (status = 404, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<Memberships>> {
    Ok(axum::Json(of(&app, id, caller.sight()).await?))
}

async fn of(app: &App, id: CustomerId, sight: Sight) -> Answer<Memberships> {
    let store = app.store().clone();
    let found = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                let mut found = members::of(tx, &store, root).await?;
                for side in [&mut found.groups, &mut found.members] {
                    let others = side.iter().filter_map(|one| one.customer).collect();
                    let seen = sight.among(tx, others).await?;
                    side.retain(|one| one.customer.is_none_or(|id| seen.contains(&id)));
                }
                Ok(found)
            })
        })
        .await?;
    Ok(found)
}

/// What a customer is in a household or an organisation.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MemberInput {
    /// Such as `mother` or `buyer`.
    #[schema(max_length = 100)]
    role: Option<String>,
}

/// Makes a customer a member of a household or an organisation.
#[utoipa::path(put, path = "/api/v1/customers/{id}/memberships/{group}", tag = "customers",
    params(("id" = CustomerId, Path), ("group" = CustomerId, Path)), request_body = MemberInput,
    responses((status = 200, body = Memberships), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn join(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path((id, group)): Path<(CustomerId, CustomerId)>,
    Json(input): Json<MemberInput>,
) -> Answer<axum::Json<Memberships>> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    app.store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) =
                (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.all_of(tx, &[id, group]).await?;
                members::join(tx, &ledger, id, group, input.role.as_deref(), &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.join",
                    id,
                    json!({ "group": group }),
                )
                .await
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(of(&app, id, caller.sight()).await?))
}

/// Ends a membership.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/memberships/{group}", tag = "customers",
    params(("id" = CustomerId, Path), ("group" = CustomerId, Path)), responses((status = 200, body = Memberships), (status = 404, body = Problem)))]
pub async fn leave(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path((id, group)): Path<(CustomerId, CustomerId)>,
) -> Answer<axum::Json<Memberships>> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    app.store()
        .write_locked(move |tx| {
            let (ledger, env, actor) = (ledger.clone(), env.clone(), actor.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.all_of(tx, &[id, group]).await?;
                members::leave(tx, &ledger, id, group, &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.leave",
                    id,
                    json!({ "group": group }),
                )
                .await
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(of(&app, id, caller.sight()).await?))
}
