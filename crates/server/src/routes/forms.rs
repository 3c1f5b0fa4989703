//! Forms that collect information: made and read here by people of the company; visitors meet them in [`pages`] and
//! through the public JSON of [`public`].

mod hosted;
pub mod public;
pub mod sent;
mod take;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing;
use channels::form::definition::FormKind;
use channels::form::register::{self, Filter, FormChange, FormState, NewForm};
use channels::form::{Definition, Form, Language, Shield, page};
use kernel::page::Paging;
use kernel::{Cursor, Env, Error, FormId};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, FORMS_READ, FORMS_WRITE};
use crate::input::{Json, Path, Query};
use crate::problem::{Answer, Problem, ProblemField};

/// What the routes of forms keep in memory.
pub(crate) struct Kept {
    pub shield: Shield,
    /// What stamps are signed with.
    pub key: OnceCell<[u8; 32]>,
}

impl Kept {
    pub(crate) fn new(env: &Env) -> Self {
        Self {
            shield: Shield::new(env),
            key: OnceCell::new(),
        }
    }
}

/// What visitors and the pages of other sites call.
pub(crate) fn pages() -> Router<App> {
    let open = Router::new()
        .route("/f/{id}/embed", routing::get(hosted::embed))
        .route(
            "/api/forms/{id}",
            routing::get(public::get)
                .post(public::submit)
                .options(public::preflight),
        )
        .route("/forms.js", routing::get(hosted::script))
        .layer(from_fn(public::cors));
    Router::new()
        .route("/f/{id}", routing::get(hosted::page).post(hosted::submit))
        .route("/f/{id}/thanks", routing::get(hosted::thanks))
        .route("/forms.css", routing::get(hosted::style))
        .merge(open)
        .layer(axum::extract::DefaultBodyLimit::max(
            channels::form::MOST_BYTES,
        ))
}

/// Which forms are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormsQuery {
    /// Only in this state.
    #[param(inline)]
    state: Option<FormState>,
    /// Only of this kind.
    #[param(inline)]
    kind: Option<FormKind>,
    /// Only meant for this region.
    region: Option<String>,
    /// Only meant for this industry.
    industry: Option<String>,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of forms.
#[derive(Serialize, ToSchema)]
pub struct FormPage {
    data: Vec<Form>,
    next_cursor: Option<Cursor>,
}

/// Lists forms.
#[utoipa::path(get, path = "/api/v1/forms", tag = "forms", params(FormsQuery), responses((status = 200, body = FormPage)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<FORMS_READ>,
    Query(query): Query<FormsQuery>,
) -> Answer<axum::Json<FormPage>> {
    let caller = (*caller).clone();
    let filter = Filter {
        state: query.state,
        kind: query.kind,
        region: query.region,
        industry: query.industry,
    };
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move { register::list(tx, &caller, &filter, &paging).await })
        })
        .await?;
    Ok(axum::Json(FormPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Makes a form, with a touchpoint and a source of its own.
#[utoipa::path(post, path = "/api/v1/forms", tag = "forms", request_body = NewForm, responses((status = 201, body = Form)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<FORMS_WRITE>,
    Json(input): Json<NewForm>,
) -> Answer<impl IntoResponse> {
    let (env, cache, caller) = (
        app.env().clone(),
        app.inner.sources.clone(),
        (*caller).clone(),
    );
    let made = app
        .store()
        .write(move |tx| {
            let (env, cache, caller, input) =
                (env.clone(), cache.clone(), caller.clone(), input.clone());
            Box::pin(async move { register::create(tx, &env, &cache, &caller, &input).await })
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Which version is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VersionQuery {
    /// The version; the newest when it is not given.
    #[param(minimum = 1)]
    version: Option<i64>,
}

async fn get_form(
    app: &App,
    caller: company::Caller,
    id: FormId,
    version: Option<i64>,
) -> Answer<Form> {
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { register::get(tx, &caller, id, version).await }))
        .await?;
    Ok(found.ok_or(Error::NotFound("form"))?)
}

/// Shows a form, in its newest version or another.
#[utoipa::path(get, path = "/api/v1/forms/{id}", tag = "forms", params(("id" = FormId, Path), VersionQuery),
    responses((status = 200, body = Form), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<FORMS_READ>,
    Path(id): Path<FormId>,
    Query(query): Query<VersionQuery>,
) -> Answer<axum::Json<Form>> {
    Ok(axum::Json(
        get_form(&app, (*caller).clone(), id, query.version).await?,
    ))
}

/// Changes a form. Another definition becomes its next version, which visitors see from now on.
#[utoipa::path(patch, path = "/api/v1/forms/{id}", tag = "forms", params(("id" = FormId, Path)), request_body = FormChange,
    responses((status = 200, body = Form), (status = 404, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    caller: Allowed<FORMS_WRITE>,
    Path(id): Path<FormId>,
    Json(input): Json<FormChange>,
) -> Answer<axum::Json<Form>> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let changed = app
        .store()
        .write(move |tx| {
            let (env, caller, input) = (env.clone(), caller.clone(), input.clone());
            Box::pin(async move { register::change(tx, &env, &caller, id, &input).await })
        })
        .await?;
    Ok(axum::Json(changed))
}

/// A form to be looked at before it is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormPreview {
    /// What it asks and says; it need not be finished.
    definition: Definition,
    /// The language to show it in: `zh` or `en`.
    language: String,
}

/// How a form would look, and what it still lacks.
#[derive(Serialize, ToSchema)]
pub struct FormPreviewed {
    /// The page as visitors would see it.
    html: String,
    /// What would be refused if it were kept as it is.
    errors: Vec<ProblemField>,
}

/// Shows how a form would look and says what it lacks; keeps nothing.
#[utoipa::path(post, path = "/api/v1/forms/preview", tag = "forms", request_body = FormPreview,
    responses((status = 200, body = FormPreviewed)))]
pub async fn preview(
    State(app): State<App>,
    _caller: Allowed<FORMS_WRITE>,
    Json(input): Json<FormPreview>,
) -> Answer<axum::Json<FormPreviewed>> {
    let language = Language::of_tag(&input.language)
        .ok_or_else(|| Error::invalid("language", "must be zh or en"))?;
    let company = app
        .store()
        .read(|tx| Box::pin(company::settings::get(tx)))
        .await?;
    let html = page::preview(input.definition.clone(), &company.name, language);
    let errors = match input.definition.checked() {
        Err(Error::Invalid(fields)) => fields.into_iter().map(ProblemField::from).collect(),
        Err(other) => return Err(other.into()),
        Ok(_) => Vec::new(),
    };
    Ok(axum::Json(FormPreviewed { html, errors }))
}
