//! The company's settings, and what its roles may do.

use axum::extract::State;
use company::settings::{self, Locale, Settings, SettingsChange};
use company::{Caller, Permission, Permissions, Role, people};
use kernel::UserId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, SETTINGS_READ, SETTINGS_WRITE, SignedIn};
use crate::input::Json;
use crate::problem::Answer;

/// Shows the company's settings.
#[utoipa::path(get, path = "/api/v1/settings", tag = "company", responses((status = 200, body = Settings)))]
pub async fn get(
    State(app): State<App>,
    _caller: Allowed<SETTINGS_READ>,
) -> Answer<axum::Json<Settings>> {
    Ok(axum::Json(
        app.store().read(|tx| Box::pin(settings::get(tx))).await?,
    ))
}

/// Changes the company's settings. A new country counts for identifiers that come from now on.
#[utoipa::path(patch, path = "/api/v1/settings", tag = "company", request_body = SettingsChange, responses((status = 200, body = Settings)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<SETTINGS_WRITE>,
    Json(input): Json<SettingsChange>,
) -> Answer<axum::Json<Settings>> {
    if let Some(country) = &input.country {
        let code = settings::country("country", country).map_err(kernel::Error::from)?;
        identity::normal::Context::new(&code)?;
    }
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { settings::set(tx, &env, &caller, &input).await })
        })
        .await?;
    app.forget_reading();
    Ok(axum::Json(changed))
}

/// A role.
#[derive(Serialize, ToSchema)]
pub struct RoleShown {
    role: Role,
    /// What it may do, in a sentence of the caller's language.
    sentence: &'static str,
    /// What it may do.
    #[schema(value_type = Vec<Permission>)]
    permissions: Permissions,
    /// Whether the caller may give it.
    grantable: bool,
}

/// The roles.
#[derive(Serialize, ToSchema)]
pub struct RolesAnswer {
    data: Vec<RoleShown>,
    next_cursor: Option<String>,
}

/// Lists the roles, the one that may do most first.
#[utoipa::path(get, path = "/api/v1/roles", tag = "company", responses((status = 200, body = RolesAnswer)))]
pub async fn roles(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Answer<axum::Json<RolesAnswer>> {
    let locale = locale(&app, &caller).await?;
    let grants = caller.allows(Permission::PeopleWrite) || caller.allows(Permission::TokensWrite);
    let data = Role::ALL
        .iter()
        .map(|role| RoleShown {
            role: *role,
            sentence: role.sentence(locale),
            permissions: role.permissions(),
            grantable: grants && caller.permissions.covers(role.permissions()),
        })
        .collect();
    Ok(axum::Json(RolesAnswer {
        data,
        next_cursor: None,
    }))
}

/// The language of a caller: their own, or the company's.
pub(crate) async fn locale(app: &App, caller: &Caller) -> kernel::Result<Locale> {
    let user = caller.actor.parse::<UserId>().ok();
    app.store()
        .read(move |tx| {
            Box::pin(async move {
                if let Some(id) = user
                    && let Some(own) = people::find(tx, id).await?.and_then(|user| user.locale)
                {
                    return Ok(own);
                }
                Ok(settings::get(tx).await?.locale)
            })
        })
        .await
}
