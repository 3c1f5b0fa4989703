//! One's own password, profile and sessions.

use axum::extract::State;
use axum::http::StatusCode;
use company::passwords;
use company::people::{self, UserChange};
use company::sessions::{self, Session};
use company::settings::Locale;
use company::sign_in::{self, SignedIn};
use kernel::{Error, SessionId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

use super::session::{Signed, locked, signed};
use crate::app::App;
use crate::caller::InBrowser;
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// Runs what is slow on purpose beside the threads that serve, and only a few of it at once, since each takes memory.
pub(crate) async fn hashing<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Answer<T> {
    let _turn = app.inner.hashing.acquire().await.map_err(Error::internal)?;
    Ok(tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?)
}

/// A password to be set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordInput {
    /// The one that counts now; not asked where the session says `needs_password`.
    old_password: Option<String>,
    /// The new one: 12 characters at least, none of the common ones.
    #[schema(min_length = 12)]
    new_password: String,
}

/// Sets one's own password, which ends one's other sessions.
#[utoipa::path(post, path = "/api/v1/session/password", tag = "session", request_body = PasswordInput,
    responses((status = 200, body = Signed), (status = 429, body = Problem)))]
pub async fn set(
    State(app): State<App>,
    InBrowser(present): InBrowser,
    Json(input): Json<PasswordInput>,
) -> Answer<axum::Json<Signed>> {
    if present.user.has_password && !present.session.sets_password {
        let old = input
            .old_password
            .ok_or_else(|| Error::invalid("old_password", "must be given"))?;
        confirm(&app, present.user.email.clone(), old).await?;
    }
    let (env, email) = (app.env().clone(), present.user.email.clone());
    let new = input.new_password;
    let hash = hashing(&app, move || {
        passwords::check(&new, &email).map_err(|refusal| refusal.at("new_password"))?;
        passwords::hash(&env, &new)
    })
    .await??;
    let (env, caller, user, session) = (
        app.env().clone(),
        present.caller,
        present.user.id,
        present.session.id,
    );
    let hash = Arc::new(hash);
    app.store()
        .write(move |tx| {
            let (env, caller, hash) = (env.clone(), caller.clone(), hash.clone());
            Box::pin(async move {
                sessions::set_sets_password(tx, session, false).await?;
                people::set_password(tx, &env, &caller, user, &hash, Some(session)).await
            })
        })
        .await?;
    again(&app, present.session).await
}

/// Verifies the old password; wrong ones count towards the lock, so that a borrowed screen is no place to guess.
async fn confirm(app: &App, email: String, old: String) -> Answer<()> {
    let now = app.env().now();
    let credentials = app
        .store()
        .read(move |tx| Box::pin(async move { sign_in::credentials(tx, now, &email).await }))
        .await?;
    if let Some(until) = credentials.locked_until {
        return Err(locked(now, until));
    }
    let hash = credentials.password.clone();
    let right = hashing(app, move || passwords::verify(&hash, &old)).await?;
    let (env, credentials) = (app.env().clone(), Arc::new(credentials));
    let ended = app
        .store()
        .write(move |tx| {
            let (env, credentials) = (env.clone(), credentials.clone());
            Box::pin(async move { sign_in::settle(tx, &env, &credentials, right).await })
        })
        .await?;
    match ended {
        SignedIn::Welcome(_) => Ok(()),
        SignedIn::Refused => Err(Error::invalid("old_password", "is wrong").into()),
        SignedIn::Locked(until) => Err(locked(now, until)),
    }
}

/// What everybody may change of themselves; what is missing stays.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OwnChange {
    /// Another name.
    name: Option<String>,
    /// Another language; null: the company's.
    #[serde(deserialize_with = "company::input::given")]
    locale: Option<Option<Locale>>,
    /// Another time zone; null: the company's.
    #[serde(deserialize_with = "company::input::given")]
    time_zone: Option<Option<String>>,
}

/// Changes one's own name, language or time zone.
#[utoipa::path(patch, path = "/api/v1/session", tag = "session", request_body = OwnChange, responses((status = 200, body = Signed)))]
pub async fn change(
    State(app): State<App>,
    InBrowser(present): InBrowser,
    Json(input): Json<OwnChange>,
) -> Answer<axum::Json<Signed>> {
    let change = UserChange {
        name: input.name,
        locale: input.locale,
        time_zone: input.time_zone,
        ..UserChange::default()
    };
    let (env, caller, user) = (app.env().clone(), present.caller, present.user.id);
    app.store()
        .write(move |tx| {
            let (env, caller, change) = (env.clone(), caller.clone(), change.clone());
            Box::pin(async move { people::change(tx, &env, &caller, user, &change).await })
        })
        .await?;
    again(&app, present.session).await
}

/// The session as it is after a change.
async fn again(app: &App, mut session: Session) -> Answer<axum::Json<Signed>> {
    let id = session.user;
    let user = app
        .store()
        .read(move |tx| Box::pin(people::find(tx, id)))
        .await?
        .ok_or(Error::NotFound("user"))?;
    session.sets_password = session.sets_password && !user.has_password;
    Ok(axum::Json(signed(app, user, &session).await?))
}

/// One of one's own sessions.
#[derive(Serialize, ToSchema)]
pub struct SessionShown {
    #[serde(flatten)]
    session: Session,
    /// Whether it is the one that asks.
    current: bool,
}

/// One's own sessions.
#[derive(Serialize, ToSchema)]
pub struct SessionsAnswer {
    data: Vec<SessionShown>,
    next_cursor: Option<String>,
}

/// Lists one's own sessions, the one used last first.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "session", responses((status = 200, body = SessionsAnswer)))]
pub async fn list(
    State(app): State<App>,
    InBrowser(present): InBrowser,
) -> Answer<axum::Json<SessionsAnswer>> {
    let (now, user, own) = (app.env().now(), present.user.id, present.session.id);
    let sessions = app
        .store()
        .read(move |tx| Box::pin(sessions::list(tx, now, user)))
        .await?;
    let data = sessions
        .into_iter()
        .map(|session| SessionShown {
            current: session.id == own,
            session,
        })
        .collect();
    Ok(axum::Json(SessionsAnswer {
        data,
        next_cursor: None,
    }))
}

/// Ends one of one's own sessions.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "session", params(("id" = SessionId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn end(
    State(app): State<App>,
    InBrowser(present): InBrowser,
    Path(id): Path<SessionId>,
) -> Answer<StatusCode> {
    let (env, caller, user) = (app.env().clone(), present.caller, present.user.id);
    app.store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { sessions::end(tx, &env, &caller, user, id).await })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
