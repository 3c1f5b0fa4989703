//! Signing in and out of the browser.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use company::passwords;
use company::sessions::{self, Session};
use company::settings::Settings;
use company::sign_in::{self, SignedIn};
use company::user::User;
use company::one_time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{COOKIE, session_cookie};
use crate::input::Json;
use crate::problem::{Answer, Problem};

/// What proves who signs in: an address and its password, or a one-time token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The email address.
    email: Option<String>,
    /// Its password.
    password: Option<String>,
    /// A token from a one-time address; good once.
    one_time_token: Option<String>,
}

/// Who is signed in, and what they may do.
#[derive(Serialize, ToSchema)]
pub struct Signed {
    user: User,
    /// The permissions, `resource:verb`.
    permissions: Vec<String>,
    /// To be sent as `X-CSRF-Token` with whatever changes something.
    csrf_token: String,
    company: Settings,
    /// Whether a password is still to be set.
    needs_password: bool,
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Signed), (status = 400, body = Problem), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn create(State(app): State<App>, headers: HeaderMap, Json(input): Json<SignIn>) -> Answer<Response> {
    let user = match input {
        SignIn { one_time_token: Some(token), .. } => by_token(&app, token).await?,
        SignIn { email: Some(email), password: Some(password), .. } => by_password(&app, email, password).await?,
        _ => return Err(kernel::Error::invalid("email", "and password, or one_time_token, must be given").into()),
    };
    let (env, id) = (app.env().clone(), user.id);
    let (session, secret) = app
        .store()
        .write(move |tx| {
            let env = env.clone();
            Box::pin(async move { sessions::create(tx, &env, id).await })
        })
        .await?;
    let mut response = axum::Json(signed(&app, user, &session).await?).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie(secret.reveal(), &headers, 30 * 86_400)?);
    Ok(response)
}

async fn by_token(app: &App, token: String) -> Answer<User> {
    let env = app.env().clone();
    let found = app
        .store()
        .write(move |tx| {
            let (env, token) = (env.clone(), token.clone());
            Box::pin(async move { one_time::redeem(tx, &env, &token).await })
        })
        .await?;
    found.map(|(user, _)| user).ok_or_else(|| Problem::unauthorized("this one-time address was used already or has ended"))
}

async fn by_password(app: &App, email: String, password: String) -> Answer<User> {
    let now = app.env().now();
    let credentials = app.store().read(move |tx| Box::pin(async move { sign_in::credentials(tx, now, &email).await })).await?;
    let locked = |until: kernel::Timestamp| {
        let seconds = (until.0 - now.0) / kernel::Timestamp::SECOND + 1;
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "locked", format!("too many wrong passwords; try again in {seconds} seconds"))
    };
    if let Some(until) = credentials.locked_until {
        return Err(locked(until));
    }
    let hash = credentials.password.clone();
    // Slow on purpose, so it must not hold up whoever else is served by this thread.
    let right = tokio::task::spawn_blocking(move || passwords::verify(&hash, &password)).await.map_err(kernel::Error::internal)?;
    let env = app.env().clone();
    let credentials = std::sync::Arc::new(credentials);
    let ended = app
        .store()
        .write(move |tx| {
            let (env, credentials) = (env.clone(), credentials.clone());
            Box::pin(async move { sign_in::settle(tx, &env, &credentials, right).await })
        })
        .await?;
    match ended {
        SignedIn::Welcome(user) => Ok(*user),
        SignedIn::Refused => Err(Problem::unauthorized("the email address or the password is wrong")),
        SignedIn::Locked(until) => Err(locked(until)),
    }
}

async fn signed(app: &App, user: User, session: &Session) -> Answer<Signed> {
    let company = app.store().read(|tx| Box::pin(company::settings::get(tx))).await?;
    let permissions = user.caller().permissions.iter().map(|permission| permission.as_str().to_owned()).collect();
    Ok(Signed { needs_password: !user.has_password, permissions, csrf_token: session.csrf.clone(), company, user })
}

fn cookie(secret: &str, headers: &HeaderMap, seconds: u32) -> Answer<HeaderValue> {
    let secure = headers.get("x-forwarded-proto").is_some_and(|value| value == "https");
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).map_err(|error| kernel::Error::internal(error).into())
}

async fn present(app: &App, headers: &HeaderMap) -> Answer<sessions::Present> {
    let none = || Problem::unauthorized("nobody is signed in");
    let secret = session_cookie(headers).ok_or_else(none)?;
    let now = app.env().now();
    app.store().read(move |tx| Box::pin(async move { sessions::find(tx, now, &secret).await })).await?.ok_or_else(none)
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", responses((status = 200, body = Signed), (status = 401, body = Problem)))]
pub async fn get(State(app): State<App>, headers: HeaderMap) -> Answer<axum::Json<Signed>> {
    let present = present(&app, &headers).await?;
    Ok(axum::Json(signed(&app, present.user, &present.session).await?))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn delete(State(app): State<App>, headers: HeaderMap) -> Answer<Response> {
    let present = present(&app, &headers).await?;
    let csrf = headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !present.session.accepts(csrf) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "csrf", "the X-CSRF-Token header is missing or not this session's"));
    }
    let env = app.env().clone();
    let (caller, user, id) = (present.caller, present.user.id, present.session.id);
    app.store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { sessions::end(tx, &env, &caller, user, id).await })
        })
        .await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie("", &headers, 0)?);
    Ok(response)
}
