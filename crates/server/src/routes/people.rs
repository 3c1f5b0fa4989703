//! People who work here, and API tokens.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::one_time::{self, Purpose};
use company::people;
use company::tokens::{self, ApiToken, NewToken};
use company::user::{Filter, NewUser, User};
use kernel::page::Paging;
use kernel::{Cursor, TokenId};
use serde::Serialize;
use utoipa::ToSchema;

use super::sources::PageQuery;
use crate::app::App;
use crate::caller::{Allowed, PEOPLE_READ, PEOPLE_WRITE, TOKENS_READ, TOKENS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem};

/// How long a new person's one-time address is good.
const INVITED_SECONDS: i64 = 7 * 86_400;

/// A new person, with the token of their one-time sign-in address.
#[derive(Serialize, ToSchema)]
pub struct UserMade {
    #[serde(flatten)]
    user: User,
    /// Goes into `/sign-in?token=…`; good once, for seven days.
    one_time_token: String,
}

/// Adds a person.
#[utoipa::path(post, path = "/api/v1/users", tag = "people", request_body = NewUser,
    responses((status = 201, body = UserMade), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn create_user(State(app): State<App>, caller: Allowed<PEOPLE_WRITE>, Json(input): Json<NewUser>) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let (user, secret) = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move {
                let user = people::create(tx, &env, &caller, &input).await?;
                let secret = one_time::create(tx, &env, &caller, user.id, Purpose::SetPassword, Some(INVITED_SECONDS)).await?;
                Ok((user, secret))
            })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(UserMade { user, one_time_token: secret.reveal().to_owned() })))
}

/// A page of people.
#[derive(Serialize, ToSchema)]
pub struct UserPage {
    data: Vec<User>,
    #[schema(value_type = Option<String>)]
    next_cursor: Option<Cursor>,
}

/// Lists people.
#[utoipa::path(get, path = "/api/v1/users", tag = "people", params(PageQuery),
    responses((status = 200, body = UserPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_users(State(app): State<App>, caller: Allowed<PEOPLE_READ>, Query(query): Query<PageQuery>) -> Answer<axum::Json<UserPage>> {
    let (caller, paging) = ((*caller).clone(), Paging::from(query));
    let filter = Filter { role: None, disabled: false };
    let page = app.store().read(move |tx| Box::pin(async move { people::list(tx, &caller, filter, &paging).await })).await?;
    Ok(axum::Json(UserPage { data: page.data, next_cursor: page.next_cursor }))
}

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
pub async fn create_token(State(app): State<App>, caller: Allowed<TOKENS_WRITE>, Json(input): Json<NewToken>) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let (details, secret) = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { tokens::create(tx, &env, &caller, &input).await })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(TokenMade { details, token: secret.reveal().to_owned() })))
}

/// A page of tokens.
#[derive(Serialize, ToSchema)]
pub struct TokenPage {
    data: Vec<ApiToken>,
    #[schema(value_type = Option<String>)]
    next_cursor: Option<Cursor>,
}

/// Lists API tokens.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "people", params(PageQuery),
    responses((status = 200, body = TokenPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_tokens(State(app): State<App>, caller: Allowed<TOKENS_READ>, Query(query): Query<PageQuery>) -> Answer<axum::Json<TokenPage>> {
    let (caller, paging) = ((*caller).clone(), Paging::from(query));
    let page = app.store().read(move |tx| Box::pin(async move { tokens::list(tx, &caller, false, &paging).await })).await?;
    Ok(axum::Json(TokenPage { data: page.data, next_cursor: page.next_cursor }))
}

/// Revokes an API token, at once and for good.
#[utoipa::path(post, path = "/api/v1/tokens/{id}/revoke", tag = "people", params(("id" = TokenId, Path)),
    responses((status = 200, body = ApiToken), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn revoke_token(State(app): State<App>, caller: Allowed<TOKENS_WRITE>, Path(id): Path<TokenId>) -> Answer<axum::Json<ApiToken>> {
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
