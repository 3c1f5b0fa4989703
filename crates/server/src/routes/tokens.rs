//! API tokens: what programs sign in with.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::tokens::{self, ApiToken, NewToken};
use kernel::page::Paging;
use kernel::{Cursor, Error, TokenId};
use serde::Serialize;
use utoipa::ToSchema;

use super::sources::PageQuery;
use crate::app::App;
use crate::caller::{Allowed, TOKENS_READ, TOKENS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// A new token, shown once.
#[derive(Serialize, ToSchema)]
pub struct TokenMade {
    #[serde(flatten)]
    details: ApiToken,
    /// The token itself; it is not shown again.
    token: String,
}

/// Makes an API token.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "people", request_body = NewToken,
    responses((status = 201, body = TokenMade), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<TOKENS_WRITE>,
    Json(input): Json<NewToken>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let (details, secret) = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { tokens::create(tx, &env, &caller, &input).await })
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(TokenMade {
            details,
            token: secret.reveal().to_owned(),
        }),
    ))
}

/// A page of tokens.
#[derive(Serialize, ToSchema)]
pub struct TokenPage {
    data: Vec<ApiToken>,
    next_cursor: Option<Cursor>,
}

/// Lists API tokens.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "people", params(PageQuery),
    responses((status = 200, body = TokenPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<TOKENS_READ>,
    Query(query): Query<PageQuery>,
) -> Answer<axum::Json<TokenPage>> {
    let (caller, paging) = ((*caller).clone(), Paging::from(query));
    let page = app
        .store()
        .read(move |tx| Box::pin(async move { tokens::list(tx, &caller, false, &paging).await }))
        .await?;
    Ok(axum::Json(TokenPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Shows an API token, never its secret.
#[utoipa::path(get, path = "/api/v1/tokens/{id}", tag = "people", params(("id" = TokenId, Path)),
    responses((status = 200, body = ApiToken), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<TOKENS_READ>,
    Path(id): Path<TokenId>,
) -> Answer<axum::Json<ApiToken>> {
    let caller = (*caller).clone();
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { tokens::get(tx, &caller, id).await }))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("token"))?))
}

/// Revokes an API token, at once and for good.
#[utoipa::path(post, path = "/api/v1/tokens/{id}/revoke", tag = "people", params(("id" = TokenId, Path)),
    responses((status = 200, body = ApiToken), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn revoke(
    State(app): State<App>,
    caller: Allowed<TOKENS_WRITE>,
    Path(id): Path<TokenId>,
) -> Answer<axum::Json<ApiToken>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let revoked = app
        .store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { tokens::revoke(tx, &env, &caller, id).await })
        })
        .await?;
    Ok(axum::Json(revoked))
}
