//! Households and organisations: who belongs to whom.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::audit;
use customers::edit::belonging::{self, Memberships};
use customers::edit::{self, Edit, Kind, members};
use customers::show::{Customer, Reveal, View};
use customers::sight::Sight;
use customers::upsert::{self, Upsert};
use kernel::{CustomerId, Error};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::merges::settled;
use super::touches;
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
    Ok(axum::Json(
        of(&app, id, caller.sight(), caller.reveal()).await?,
    ))
}

async fn of(app: &App, id: CustomerId, sight: Sight, reveal: Reveal) -> Answer<Memberships> {
    let store = app.store().clone();
    let view = View {
        reveal,
        zone: app.zone().await?,
    };
    let found = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                belonging::of(tx, &store, root, (view, &sight)).await
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
    Ok(axum::Json(
        of(&app, id, caller.sight(), caller.reveal()).await?,
    ))
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
    Ok(axum::Json(
        of(&app, id, caller.sight(), caller.reveal()).await?,
    ))
}

/// The most members that a household or an organisation is made with; more may join it afterwards.
const MOST_AT_ONCE: usize = 50;

/// Who belongs to it from the beginning.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstMember {
    customer: CustomerId,
    /// Such as `mother` or `buyer`.
    #[schema(max_length = 100)]
    role: Option<String>,
}

/// A household or an organisation to be made.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupInput {
    /// `household` or `organisation`.
    kind: Kind,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Who belongs to it: up to 50.
    #[serde(default)]
    #[schema(max_items = 50)]
    members: Vec<FirstMember>,
}

impl GroupInput {
    fn check(&self) -> Result<(), Error> {
        if self.kind == Kind::Person {
            return Err(Error::invalid("kind", "is not household or organisation"));
        }
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 200 || name.contains('\0') {
            return Err(Error::invalid(
                "name",
                "must have 1 to 200 characters and no NUL",
            ));
        }
        if self.members.len() > MOST_AT_ONCE {
            return Err(Error::invalid(
                "members",
                format!("holds more than {MOST_AT_ONCE}"),
            ));
        }
        Ok(())
    }
}

/// Makes a household or an organisation, with its first members.
#[utoipa::path(post, path = "/api/v1/groups", tag = "customers", request_body = GroupInput,
    responses((status = 201, body = Customer), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Json(input): Json<GroupInput>,
) -> Answer<impl IntoResponse> {
    input.check()?;
    let sight = caller.sight();
    let whom: Vec<CustomerId> = input.members.iter().map(|one| one.customer).collect();
    // Before anything is written: a group without the members it was made for would be left over.
    app.store()
        .read(move |tx| {
            Box::pin(async move {
                for (place, customer) in whom.into_iter().enumerate() {
                    let field = format!("members[{place}].customer");
                    match sight.root(tx, customer).await {
                        Err(Error::NotFound(_)) => {
                            return Err(Error::invalid(field, "is not a customer"));
                        }
                        found => drop(found?),
                    }
                }
                Ok(())
            })
        })
        .await?;
    let id = founded(&app, &caller, &input.name).await?;
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    app.store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) =
                (ledger.clone(), env.clone(), actor.clone(), input.clone());
            Box::pin(async move {
                let kind = Edit {
                    kind: Some(input.kind),
                    name: Some(Some(input.name.trim().to_owned())),
                    ..Edit::default()
                };
                edit::edit(tx, &ledger, id, &kind, &actor).await?;
                for one in &input.members {
                    let role = one.role.as_deref();
                    members::join(tx, &ledger, one.customer, id, role, &actor).await?;
                }
                let detail = json!({ "kind": input.kind, "members": input.members.len() });
                audit::record(tx, &env, &actor, "customer.found", id, detail).await
            })
        })
        .await?;
    settled(&app).await?;
    // Whoever makes it may see it.
    let customer = super::customers::one(&app, id, Sight::all(), caller.reveal()).await?;
    Ok((StatusCode::CREATED, axum::Json(customer)))
}

/// A customer that stands for a group, begun with an identity of its own.
async fn founded<const PERMISSION: u8>(
    app: &App,
    caller: &Allowed<PERMISSION>,
    name: &str,
) -> Answer<CustomerId> {
    let number: String = app
        .env()
        .bytes::<10>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let origin = touches::origin(app, caller, None).await?;
    let origin = upsert::Origin {
        source: origin.source,
        source_id: origin.source_id,
        touchpoint: origin.touchpoint,
        channel: origin.channel,
    };
    let said = Upsert {
        identities: vec![members::group_identity(&number)],
        name: Some(name.to_owned()),
        ..Upsert::default()
    };
    let context = app.reading().await?;
    let touch = upsert::touch(
        app.store().keyring(),
        &context,
        origin,
        said,
        app.env().now(),
    )?;
    let seen = touch.identities.clone();
    let appended = app.ledger().append(vec![touch]).await?;
    app.inner
        .metrics
        .appended(appended.accepted, appended.repeated, 0);
    settled(app).await?;
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { upsert::strongest(tx, &seen).await }))
        .await?;
    found.ok_or_else(|| {
        let late = "it is kept, but was not read in time; try again";
        Error::conflict("not_recognised", late).into()
    })
}
