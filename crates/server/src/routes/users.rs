//! People who work here.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use company::one_time::{self, Purpose};
use company::people;
use company::user::{Filter, NewUser, User, UserChange};
use company::{Caller, Role};
use kernel::page::Paging;
use kernel::{Cursor, Env, Error, UserId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, PEOPLE_READ, PEOPLE_WRITE};
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
pub async fn create(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Json(input): Json<NewUser>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let (user, secret) = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move {
                let user = people::create(tx, &env, &caller, &input).await?;
                let secret = invite(tx, &env, &caller, user.id).await?;
                Ok((user, secret))
            })
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(UserMade {
            user,
            one_time_token: secret,
        }),
    ))
}

/// A page of people.
#[derive(Serialize, ToSchema)]
pub struct UserPage {
    data: Vec<User>,
    next_cursor: Option<Cursor>,
}

/// Which people are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UsersQuery {
    /// Only with this role.
    role: Option<Role>,
    /// Also those who are disabled.
    #[serde(default)]
    disabled: bool,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// Lists people.
#[utoipa::path(get, path = "/api/v1/users", tag = "people", params(UsersQuery),
    responses((status = 200, body = UserPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<PEOPLE_READ>,
    Query(query): Query<UsersQuery>,
) -> Answer<axum::Json<UserPage>> {
    let caller = (*caller).clone();
    let filter = Filter {
        role: query.role,
        disabled: query.disabled,
    };
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| Box::pin(async move { people::list(tx, &caller, filter, &paging).await }))
        .await?;
    Ok(axum::Json(UserPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Shows a person.
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "people", params(("id" = UserId, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<PEOPLE_READ>,
    Path(id): Path<UserId>,
) -> Answer<axum::Json<User>> {
    let caller = (*caller).clone();
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { people::get(tx, &caller, id).await }))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("user"))?))
}

/// Changes a person.
#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "people", params(("id" = UserId, Path)), request_body = UserChange,
    responses((status = 200, body = User), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Path(id): Path<UserId>,
    Json(input): Json<UserChange>,
) -> Answer<axum::Json<User>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { people::change(tx, &env, &caller, id, &input).await })
        })
        .await?;
    Ok(axum::Json(changed))
}

/// What is done to a person without further words.
#[derive(Clone, Copy)]
enum Act {
    Disable,
    Enable,
    Unlock,
}

async fn act(app: &App, caller: &Caller, id: UserId, act: Act) -> Answer<axum::Json<User>> {
    let (env, caller) = (app.env().clone(), caller.clone());
    let user = app
        .store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move {
                match act {
                    Act::Disable => people::set_disabled(tx, &env, &caller, id, true).await,
                    Act::Enable => people::set_disabled(tx, &env, &caller, id, false).await,
                    Act::Unlock => people::unlock(tx, &env, &caller, id).await,
                }
            })
        })
        .await?;
    Ok(axum::Json(user))
}

/// Disables a person: their sessions end at once, and what they did stays theirs.
#[utoipa::path(post, path = "/api/v1/users/{id}/disable", tag = "people", params(("id" = UserId, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn disable(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Path(id): Path<UserId>,
) -> Answer<axum::Json<User>> {
    act(&app, &caller, id, Act::Disable).await
}

/// Lets a disabled person in again.
#[utoipa::path(post, path = "/api/v1/users/{id}/enable", tag = "people", params(("id" = UserId, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem)))]
pub async fn enable(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Path(id): Path<UserId>,
) -> Answer<axum::Json<User>> {
    act(&app, &caller, id, Act::Enable).await
}

/// Lets a person who typed too many wrong passwords try again at once.
#[utoipa::path(post, path = "/api/v1/users/{id}/unlock", tag = "people", params(("id" = UserId, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem)))]
pub async fn unlock(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Path(id): Path<UserId>,
) -> Answer<axum::Json<User>> {
    act(&app, &caller, id, Act::Unlock).await
}

/// A one-time address for a person who forgot their password, or whose first one has ended.
#[derive(Serialize, ToSchema)]
pub struct AddressMade {
    /// Goes into `/sign-in?token=…`; good once, for seven days. The one made before is good no more.
    one_time_token: String,
}

/// Makes a new one-time address, by which a person signs in and sets a password.
#[utoipa::path(post, path = "/api/v1/users/{id}/one-time-address", operation_id = "users_one_time_address", tag = "people", params(("id" = UserId, Path)),
    responses((status = 201, body = AddressMade), (status = 404, body = Problem)))]
pub async fn address(
    State(app): State<App>,
    caller: Allowed<PEOPLE_WRITE>,
    Path(id): Path<UserId>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let secret = app
        .store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { invite(tx, &env, &caller, id).await })
        })
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(AddressMade {
            one_time_token: secret,
        }),
    ))
}

async fn invite(tx: &mut Tx, env: &Env, caller: &Caller, id: UserId) -> kernel::Result<String> {
    let secret = one_time::create(
        tx,
        env,
        caller,
        id,
        Purpose::SetPassword,
        Some(INVITED_SECONDS),
    )
    .await?;
    Ok(secret.reveal().to_owned())
}
