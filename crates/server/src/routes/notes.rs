//! Notes on customers.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::audit;
use customers::edit::notes::{self, Note};
use customers::sight::Sight;
use kernel::{CustomerId, Error, NoteId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::merges::settled;
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, CUSTOMERS_WRITE};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// What a note says.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// Text of any number of lines.
    #[schema(min_length = 1, max_length = 10_000)]
    body: String,
}

/// A note, with what its writer is called.
#[derive(Serialize, ToSchema)]
pub struct NoteShown {
    #[serde(flatten)]
    note: Note,
    /// The name of the person or the token.
    actor_name: Option<String>,
}

/// The notes on a customer.
#[derive(Serialize, ToSchema)]
pub struct NotesAnswer {
    data: Vec<NoteShown>,
    next_cursor: Option<String>,
}

/// Lists the notes on a customer, the newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/notes", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = NotesAnswer), (status = 404, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<NotesAnswer>> {
    Ok(axum::Json(NotesAnswer {
        data: all(&app, id, caller.sight()).await?,
        next_cursor: None,
    }))
}

async fn all(app: &App, id: CustomerId, sight: Sight) -> Answer<Vec<NoteShown>> {
    let store = app.store().clone();
    let shown = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                let notes = notes::list(tx, &store, root).await?;
                let names =
                    super::actors::names(tx, notes.iter().map(|note| note.actor.clone()).collect())
                        .await?;
                Ok(notes
                    .into_iter()
                    .map(|note| NoteShown {
                        actor_name: names.get(&note.actor).cloned(),
                        note,
                    })
                    .collect())
            })
        })
        .await?;
    Ok(shown)
}

async fn one(app: &App, id: CustomerId, sight: Sight, note: NoteId) -> Answer<NoteShown> {
    let found = all(app, id, sight)
        .await?
        .into_iter()
        .find(|shown| shown.note.id == note);
    found.ok_or_else(|| Error::NotFound("note").into())
}

/// Writes a note.
#[utoipa::path(post, path = "/api/v1/customers/{id}/notes", tag = "customers", params(("id" = CustomerId, Path)), request_body = NoteInput,
    responses((status = 201, body = NoteShown), (status = 404, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path(id): Path<CustomerId>,
    Json(input): Json<NoteInput>,
) -> Answer<impl IntoResponse> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    let note = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) =
                (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.root(tx, id).await?;
                let note = notes::add(tx, &ledger, id, &input.body, &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.note",
                    id,
                    json!({ "note": note }),
                )
                .await?;
                Ok(note)
            })
        })
        .await?;
    settled(&app).await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(one(&app, id, caller.sight(), note).await?),
    ))
}

/// Writes a note anew.
#[utoipa::path(patch, path = "/api/v1/customers/{id}/notes/{note}", tag = "customers",
    params(("id" = CustomerId, Path), ("note" = NoteId, Path)), request_body = NoteInput,
    responses((status = 200, body = NoteShown), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path((id, note)): Path<(CustomerId, NoteId)>,
    Json(input): Json<NoteInput>,
) -> Answer<axum::Json<NoteShown>> {
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
                sight.root(tx, id).await?;
                notes::edit(tx, &ledger, id, note, &input.body, &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.note",
                    id,
                    json!({ "note": note }),
                )
                .await
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(one(&app, id, caller.sight(), note).await?))
}

/// Removes a note.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/notes/{note}", tag = "customers",
    params(("id" = CustomerId, Path), ("note" = NoteId, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn remove(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path((id, note)): Path<(CustomerId, NoteId)>,
) -> Answer<StatusCode> {
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
                sight.root(tx, id).await?;
                notes::remove(tx, &ledger, id, note, &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.note",
                    id,
                    json!({ "note": note, "removed": true }),
                )
                .await
            })
        })
        .await?;
    settled(&app).await?;
    Ok(StatusCode::NO_CONTENT)
}
