//! The table of all routes.

pub mod customers;
pub mod demo;
pub mod health;
pub mod merges;
pub mod people;
pub mod session;
pub mod sources;
pub mod stream;
pub mod touches;
pub mod touchpoints;
pub mod tracking;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::caller::Local;

/// Every route of the API, with its documentation.
fn api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document())
        .routes(routes!(session::create, session::get, session::delete))
        .routes(routes!(customers::list))
        .routes(routes!(customers::get))
        .routes(routes!(customers::timeline))
        .routes(routes!(merges::identities))
        .routes(routes!(merges::list))
        .routes(routes!(merges::merge))
        .routes(routes!(merges::undo))
        .routes(routes!(touches::create, touches::list))
        .routes(routes!(stream::stream))
        .routes(routes!(sources::list, sources::create))
        .routes(routes!(sources::refusals))
        .routes(routes!(touchpoints::list, touchpoints::create))
        .routes(routes!(touchpoints::get, touchpoints::change))
        .routes(routes!(people::create_user, people::list_users))
        .routes(routes!(people::create_token, people::list_tokens))
        .routes(routes!(people::revoke_token))
        .routes(routes!(demo::create))
        .routes(routes!(health::doctor))
}

/// What only documents carry.
fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Rapport")
        .version("1")
        .description(Some("One program in which a company meets its customers. Problems are RFC 9457; lists come in pages with an opaque cursor."))
        .build();
    let mut document = OpenApiBuilder::new().info(info).build();
    let mut components = utoipa::openapi::Components::new();
    components.add_security_scheme("token", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::caller::COOKIE))));
    document.components = Some(components);
    document.security = Some(vec![
        utoipa::openapi::SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        utoipa::openapi::SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
    ]);
    document
}

/// The OpenAPI document, as committed in `docs/openapi.json`.
#[must_use]
pub fn openapi() -> OpenApi {
    api().split_for_parts().1
}

/// What stock SDKs and pages call: any origin may.
fn tracking_routes() -> Router<App> {
    Router::new()
        .route("/v1/projects/{key}/settings", get(tracking::settings))
        .route("/v1/{call}", post(tracking::call))
        .route("/beacon/v1/{call}", post(tracking::beacon))
        .route("/sourceConfig", get(tracking::source_config))
        .route("/rsaMetrics", post(tracking::nothing))
        .route("/rapport.js", get(tracking::snippet))
        .layer(from_fn(tracking::cors))
        .layer(DefaultBodyLimit::disable())
}

/// All that is served on the open port.
pub fn router(app: &App) -> Router {
    let (api, document) = api().split_for_parts();
    let text = serde_json::to_string(&document).unwrap_or_default();
    let document = move || {
        let text = text.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], text) }
    };
    Router::new()
        .merge(api)
        .merge(tracking_routes())
        .route("/api/openapi.json", get(document))
        .route("/api/docs", get(health::docs))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(any(crate::web::file))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), count))
        .with_state(app.clone())
}

/// The same, for whoever can open the socket in the data folder: they may do everything.
pub fn local_router(app: &App) -> Router {
    router(app).layer(Extension(Local))
}

async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    app.inner.metrics.answered(response.status().as_u16());
    response
}
