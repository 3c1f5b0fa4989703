//! Consents: what customers agreed to, and took back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::audit;
use customers::consent::{self, NewConsent, Of, Standings};
use customers::show::Reveal;
use customers::sight::Sight;
use kernel::CustomerId;
use serde_json::json;

use super::merges::settled;
use crate::app::App;
use crate::caller::{Allowed, CONSENT_READ, CONSENT_WRITE};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// How a customer stands to everything it was ever asked, and every entry that led there; evidence only when revealed.
#[utoipa::path(get, path = "/api/v1/customers/{id}/consents", tag = "consents", params(("id" = CustomerId, Path)),
    responses((status = 200, body = Standings), (status = 404, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CONSENT_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<Standings>> {
    Ok(axum::Json(
        of(&app, id, caller.sight(), caller.reveal()).await?,
    ))
}

async fn of(app: &App, id: CustomerId, sight: Sight, reveal: Reveal) -> Answer<Standings> {
    let (store, now) = (app.store().clone(), app.env().now());
    let mut found = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                consent::of(tx, &store, root, now).await
            })
        })
        .await?;
    if reveal == Reveal::Masked {
        for entry in &mut found.history {
            entry.evidence = entry.evidence.take().map(|_| "***".to_owned());
        }
    }
    Ok(found)
}

/// Records that consent was given or taken back; it is in force at once.
#[utoipa::path(post, path = "/api/v1/customers/{id}/consents", tag = "consents", params(("id" = CustomerId, Path)), request_body = NewConsent,
    responses((status = 201, body = Standings), (status = 404, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<CONSENT_WRITE>,
    Path(id): Path<CustomerId>,
    Json(input): Json<NewConsent>,
) -> Answer<impl IntoResponse> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    app.store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) = (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.root(tx, id).await?;
                let (state, purpose, channel) = (input.state, input.purpose.clone(), input.channel);
                let entry = consent::record(tx, &ledger, Of::Customer(id), input, &actor).await?;
                let detail = json!({ "consent": entry, "state": state, "purpose": purpose, "channel": channel });
                audit::record(tx, &env, &actor, "customer.consent", id, detail).await
            })
        })
        .await?;
    settled(&app).await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(of(&app, id, caller.sight(), caller.reveal()).await?),
    ))
}
