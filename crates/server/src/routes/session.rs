//! Signing in and out of the browser.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use company::one_time::{self, Purpose};
use company::passwords;
use company::sessions::{self, Session};
use company::settings::Settings;
use company::sign_in::{self, SignedIn};
use company::user::User;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{COOKIE, InBrowser};
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
    /// Whether a password is still to be set; the old one is not asked then.
    needs_password: bool,
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Signed), (status = 400, body = Problem), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    Json(input): Json<SignIn>,
) -> Answer<Response> {
    let (user, sets_password) = match input {
        SignIn {
            one_time_token: Some(token),
            ..
        } => by_token(&app, token).await?,
        SignIn {
            email: Some(email),
            password: Some(password),
            ..
        } => (by_password(&app, email, password).await?, false),
        _ => {
            return Err(kernel::Error::invalid(
                "email",
                "and password, or one_time_token, must be given",
            )
            .into());
        }
    };
    let (env, id) = (app.env().clone(), user.id);
    let (session, secret) = app
        .store()
        .write(move |tx| {
            let env = env.clone();
            Box::pin(async move {
                let (mut session, secret) = sessions::create(tx, &env, id).await?;
                if sets_password {
                    sessions::set_sets_password(tx, session.id, true).await?;
                    session.sets_password = true;
                }
                Ok((session, secret))
            })
        })
        .await?;
    let mut response = axum::Json(signed(&app, user, &session).await?).into_response();
    response.headers_mut().insert(
        header::SET_COOKIE,
        cookie(secret.reveal(), &headers, 30 * 86_400)?,
    );
    Ok(response)
}

/// Whose token it is, and whether it is for setting a password.
async fn by_token(app: &App, token: String) -> Answer<(User, bool)> {
    let env = app.env().clone();
    let found = app
        .store()
        .write(move |tx| {
            let (env, token) = (env.clone(), token.clone());
            Box::pin(async move { one_time::redeem(tx, &env, &token).await })
        })
        .await?;
    found
        .map(|(user, purpose)| (user, purpose == Purpose::SetPassword))
        .ok_or_else(|| Problem::unauthorized("this one-time address was used already or has ended"))
}

async fn by_password(app: &App, email: String, password: String) -> Answer<User> {
    let now = app.env().now();
    let credentials = app
        .store()
        .read(move |tx| Box::pin(async move { sign_in::credentials(tx, now, &email).await }))
        .await?;
    if let Some(until) = credentials.locked_until {
        return Err(locked(now, until));
    }
    let hash = credentials.password.clone();
    let right = super::own::hashing(app, move || passwords::verify(&hash, &password)).await?;
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
        SignedIn::Refused => Err(Problem::unauthorized(
            "the email address or the password is wrong",
        )),
        SignedIn::Locked(until) => Err(locked(now, until)),
    }
}

/// The refusal of somebody who typed too many wrong passwords.
pub(crate) fn locked(now: Timestamp, until: Timestamp) -> Problem {
    let seconds = (until.0 - now.0) / Timestamp::SECOND + 1;
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "locked",
        format!("too many wrong passwords; try again in {seconds} seconds"),
    )
}

pub(crate) async fn signed(app: &App, user: User, session: &Session) -> Answer<Signed> {
    let company = app
        .store()
        .read(|tx| Box::pin(company::settings::get(tx)))
        .await?;
    let permissions = user
        .caller()
        .permissions
        .iter()
        .map(|permission| permission.as_str().to_owned())
        .collect();
    Ok(Signed {
        needs_password: !user.has_password || session.sets_password,
        permissions,
        csrf_token: session.csrf.clone(),
        company,
        user,
    })
}

fn cookie(secret: &str, headers: &HeaderMap, seconds: u32) -> Answer<HeaderValue> {
    let secure = headers
        .get("x-forwarded-proto")
        .is_some_and(|value| value == "https");
    let secure = if secure { "; Secure" } else { "" };
    let text =
        format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).map_err(|error| kernel::Error::internal(error).into())
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", responses((status = 200, body = Signed), (status = 401, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    InBrowser(present): InBrowser,
) -> Answer<axum::Json<Signed>> {
    Ok(axum::Json(
        signed(&app, present.user, &present.session).await?,
    ))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn delete(
    State(app): State<App>,
    InBrowser(present): InBrowser,
    headers: HeaderMap,
) -> Answer<Response> {
    let env = app.env().clone();
    let (caller, user, id) = (present.caller, present.user.id, present.session.id);
    app.store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { sessions::end(tx, &env, &caller, user, id).await })
        })
        .await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, cookie("", &headers, 0)?);
    Ok(response)
}
