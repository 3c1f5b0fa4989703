//! Who asks, proven by the extractor: a handler that holds an [`Allowed`] has a caller with that permission.
//!
//! A caller is a browser's session (cookie, with a CSRF token on whatever changes something), a program's bearer token, or the
//! command line over the socket in the data folder, which only the folder's owner can open.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use company::{Caller, Permission, audit, sessions, tokens};
use customers::show::Reveal;
use customers::sight::Sight;

use crate::app::App;
use crate::problem::Problem;

/// The cookie of a browser's session.
pub(crate) const COOKIE: &str = "rapport_session";

macro_rules! permissions {
    ($($name:ident = $permission:ident;)*) => {
        $(
            #[doc = concat!("[`Permission::", stringify!($permission), "`], to be named in a handler's type.")]
            pub const $name: u8 = Permission::$permission as u8;
        )*
    };
}

permissions! {
    AUDIT_READ = AuditRead;
    BACKUP_WRITE = BackupWrite;
    CONSENT_READ = ConsentRead;
    CONSENT_WRITE = ConsentWrite;
    CUSTOMERS_ERASE = CustomersErase;
    CUSTOMERS_EXPORT = CustomersExport;
    CUSTOMERS_MERGE = CustomersMerge;
    CUSTOMERS_READ = CustomersRead;
    CUSTOMERS_WRITE = CustomersWrite;
    FIGURES_READ = FiguresRead;
    FORMS_READ = FormsRead;
    FORMS_WRITE = FormsWrite;
    IMPORTS_READ = ImportsRead;
    IMPORTS_WRITE = ImportsWrite;
    PEOPLE_READ = PeopleRead;
    PEOPLE_WRITE = PeopleWrite;
    PLAN_READ = PlanRead;
    PLAN_WRITE = PlanWrite;
    SETTINGS_READ = SettingsRead;
    SETTINGS_WRITE = SettingsWrite;
    SOURCES_READ = SourcesRead;
    SOURCES_WRITE = SourcesWrite;
    STREAM_READ = StreamRead;
    TOKENS_READ = TokensRead;
    TOKENS_WRITE = TokensWrite;
    TOUCHES_READ = TouchesRead;
    TOUCHES_WRITE = TouchesWrite;
    TOUCHPOINTS_READ = TouchpointsRead;
    TOUCHPOINTS_WRITE = TouchpointsWrite;
    UNITS_READ = UnitsRead;
    UNITS_WRITE = UnitsWrite;
    WEBHOOKS_READ = WebhooksRead;
    WEBHOOKS_WRITE = WebhooksWrite;
}

/// Put on requests that come over the socket in the data folder.
#[derive(Clone, Copy)]
pub(crate) struct Local;

/// A caller that may do `PERMISSION`.
pub struct Allowed<const PERMISSION: u8> {
    caller: Caller,
    revealed: bool,
}

impl<const PERMISSION: u8> Allowed<PERMISSION> {
    /// What of customers and touches the caller may see: all, or what happened in the unit they are held to.
    #[must_use]
    pub fn sight(&self) -> Sight {
        let scope = self.caller.scope.as_ref();
        scope.map_or_else(Sight::all, |scope| Sight::below(&scope.path))
    }

    /// Whether values are shown plain: the caller may, and gave a reason in `X-Reveal-Reason`, which was logged.
    #[must_use]
    pub const fn reveal(&self) -> Reveal {
        if self.revealed {
            Reveal::Plain
        } else {
            Reveal::Masked
        }
    }
}

impl<const PERMISSION: u8> std::ops::Deref for Allowed<PERMISSION> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<const PERMISSION: u8> FromRequestParts<App> for Allowed<PERMISSION> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = caller(parts, app).await?;
        let needed = Permission::ALL
            .iter()
            .find(|permission| **permission as u8 == PERMISSION);
        let needed = needed.ok_or_else(|| {
            kernel::Error::internal("a handler asks for a permission that is none")
        })?;
        caller.require(*needed)?;
        let revealed = reveal(parts, app, &caller).await?;
        Ok(Self { caller, revealed })
    }
}

/// Somebody signed in with a browser: what is about their own session and password.
pub struct InBrowser(pub sessions::Present);

impl FromRequestParts<App> for InBrowser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let secret = session_cookie(&parts.headers)
            .ok_or_else(|| Problem::unauthorized("nobody is signed in"))?;
        present(app, parts, secret).await.map(Self)
    }
}

/// Any caller at all, whatever they may do.
pub struct SignedIn(pub Caller);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        caller(parts, app).await.map(Self)
    }
}

/// Who asks, or why they are nobody.
pub(crate) async fn caller(parts: &Parts, app: &App) -> Result<Caller, Problem> {
    if parts.extensions.get::<Local>().is_some() {
        return Ok(Caller::local());
    }
    if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
        let secret = value
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "))
            .map(str::trim);
        let Some(secret) = secret else {
            return Err(Problem::unauthorized(
                "the Authorization header is not Bearer TOKEN",
            ));
        };
        return by_token(app, secret).await;
    }
    let Some(secret) = session_cookie(&parts.headers) else {
        return Err(Problem::unauthorized(
            "sign in, or send Authorization: Bearer TOKEN",
        ));
    };
    present(app, parts, secret)
        .await
        .map(|present| present.caller)
}

async fn by_token(app: &App, secret: &str) -> Result<Caller, Problem> {
    let (secret, now) = (secret.to_owned(), app.env().now());
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { tokens::find(tx, now, &secret).await }))
        .await?;
    let token = found
        .ok_or_else(|| Problem::unauthorized("the token is not one, has ended or was revoked"))?;
    if token.is_stale(now) {
        let id = token.id;
        app.store()
            .write(move |tx| Box::pin(tokens::used(tx, now, id)))
            .await?;
    }
    Ok(token.caller())
}

async fn present(app: &App, parts: &Parts, secret: String) -> Result<sessions::Present, Problem> {
    let now = app.env().now();
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { sessions::find(tx, now, &secret).await }))
        .await?;
    let present =
        found.ok_or_else(|| Problem::unauthorized("the session has ended; sign in again"))?;
    let safe = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let csrf = parts
        .headers
        .get("x-csrf-token")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !safe && !present.session.accepts(csrf) {
        return Err(Problem::new(
            axum::http::StatusCode::FORBIDDEN,
            "csrf",
            "the X-CSRF-Token header is missing or not this session's",
        ));
    }
    if present.session.is_stale(now) {
        let id = present.session.id;
        app.store()
            .write(move |tx| Box::pin(sessions::seen(tx, now, id)))
            .await?;
    }
    Ok(present)
}

/// The secret in the session cookie.
pub(crate) fn session_cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}

async fn reveal(parts: &Parts, app: &App, caller: &Caller) -> Result<bool, Problem> {
    let Some(reason) = parts.headers.get("x-reveal-reason") else {
        return Ok(false);
    };
    let reason = String::from_utf8_lossy(reason.as_bytes()).trim().to_owned();
    if reason.is_empty() || reason.chars().count() > 500 {
        return Err(kernel::Error::invalid(
            "X-Reveal-Reason",
            "must say why, in up to 500 characters",
        )
        .into());
    }
    caller.require(Permission::CustomersReveal)?;
    let (env, actor, path) = (
        app.env().clone(),
        caller.actor.clone(),
        parts.uri.path().to_owned(),
    );
    app.store()
        .write(move |tx| {
            let (env, actor, path, reason) =
                (env.clone(), actor.clone(), path.clone(), reason.clone());
            Box::pin(async move {
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customers.reveal",
                    path,
                    serde_json::json!({ "reason": reason }),
                )
                .await
            })
        })
        .await?;
    Ok(true)
}
