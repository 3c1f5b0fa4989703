//! The table of all routes.

mod actors;
pub mod attributes;
pub mod audit;
pub mod backups;
pub mod consents;
pub mod customers;
pub mod demo;
mod document;
pub mod doubtful;
pub mod edits;
pub mod exports;
pub mod figures;
pub mod forms;
pub mod graph;
pub mod health;
pub mod imports;
mod listing;
pub mod members;
pub mod merge_preview;
pub mod merges;
pub mod notes;
pub mod own;
pub mod plan;
pub mod rhythm;
pub mod session;
pub mod settings;
pub mod sources;
pub mod stream;
pub mod tagging;
pub mod timeline;
pub mod tokens;
pub mod touches;
pub mod touchpoints;
pub mod tracking;
pub mod units;
pub mod users;
pub mod views;
pub mod webhooks;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::caller::Local;

/// Every route of the API, with its documentation.
fn api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::beginning())
        .routes(routes!(
            session::create,
            session::get,
            session::delete,
            own::change
        ))
        .routes(routes!(own::set))
        .routes(routes!(own::list))
        .routes(routes!(own::end))
        .routes(routes!(customers::list, edits::create))
        .routes(routes!(customers::get, edits::change, edits::erase))
        .routes(routes!(customers::count))
        .routes(routes!(tagging::list))
        .routes(routes!(tagging::tag))
        .routes(routes!(tagging::undo))
        .routes(routes!(views::list, views::create))
        .routes(routes!(views::change, views::delete))
        .routes(routes!(views::preferences))
        .routes(routes!(views::prefer))
        .routes(routes!(edits::export))
        .routes(routes!(notes::list, notes::create))
        .routes(routes!(notes::change, notes::remove))
        .routes(routes!(members::list))
        .routes(routes!(members::join, members::leave))
        .routes(routes!(members::create))
        .routes(routes!(consents::list, consents::create))
        .routes(routes!(figures::quality_of))
        .routes(routes!(figures::quality))
        .routes(routes!(figures::quality_customers))
        .routes(routes!(figures::today))
        .routes(routes!(figures::trend))
        .routes(routes!(doubtful::list))
        .routes(routes!(doubtful::keep_apart))
        .routes(routes!(attributes::list))
        .routes(routes!(attributes::define, attributes::undefine))
        .routes(routes!(timeline::timeline))
        .routes(routes!(rhythm::rhythm))
        .routes(routes!(graph::graph))
        .routes(routes!(merges::identities))
        .routes(routes!(merges::list))
        .routes(routes!(merges::list_all))
        .routes(routes!(merge_preview::preview))
        .routes(routes!(merges::merge))
        .routes(routes!(merges::undo))
        .routes(routes!(touches::create, touches::list))
        .routes(routes!(stream::stream))
        .routes(routes!(sources::list, sources::create))
        .routes(routes!(sources::get, sources::change))
        .routes(routes!(sources::rotate))
        .routes(routes!(sources::refusals))
        .routes(routes!(sources::failing))
        .routes(routes!(touchpoints::list, touchpoints::create))
        .routes(routes!(touchpoints::get, touchpoints::change))
        .routes(routes!(touchpoints::volumes))
        .routes(routes!(imports::list, imports::create))
        .routes(routes!(imports::get))
        .routes(routes!(imports::undo))
        .routes(routes!(exports::touches))
        .routes(routes!(exports::customers, exports::some_customers))
        .routes(routes!(units::list, units::create))
        .routes(routes!(units::get, units::change))
        .routes(routes!(users::list, users::create))
        .routes(routes!(users::get, users::change))
        .routes(routes!(users::disable))
        .routes(routes!(users::enable))
        .routes(routes!(users::unlock))
        .routes(routes!(users::address))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::get))
        .routes(routes!(tokens::revoke))
        .routes(routes!(settings::get, settings::change))
        .routes(routes!(settings::roles))
        .routes(routes!(audit::list))
        .routes(routes!(audit::verify))
        .routes(routes!(forms::list, forms::create))
        .routes(routes!(forms::get, forms::change))
        .routes(routes!(forms::preview))
        .routes(routes!(forms::sent::submissions))
        .routes(routes!(forms::sent::results))
        .routes(routes!(forms::sent::export))
        .routes(routes!(plan::list, plan::mark))
        .routes(routes!(plan::rule))
        .routes(routes!(webhooks::list, webhooks::create))
        .routes(routes!(webhooks::get, webhooks::change, webhooks::delete))
        .routes(routes!(webhooks::rotate))
        .routes(routes!(webhooks::test))
        .routes(routes!(webhooks::replay))
        .routes(routes!(webhooks::list_deliveries))
        .routes(routes!(webhooks::list_attempts))
        .routes(routes!(webhooks::replay_one))
        .routes(routes!(backups::create))
        .routes(routes!(backups::verify))
        .routes(routes!(demo::create))
        .routes(routes!(health::doctor))
}

/// The OpenAPI document, as committed in `docs/openapi.json`.
#[must_use]
pub fn openapi() -> serde_json::Value {
    document::finished(&api().split_for_parts().1)
}

/// What stock SDKs and pages call: any origin may.
fn tracking_routes() -> Router<App> {
    Router::new()
        .route("/v1/projects/{key}/settings", get(tracking::settings))
        .route("/v1/{call}", post(tracking::call))
        .route("/v1/{call}/", post(tracking::call))
        .route("/beacon/v1/{call}", post(tracking::beacon))
        .route("/beacon/v1/{call}/", post(tracking::beacon))
        .route("/sourceConfig", get(tracking::source_config))
        .route("/sourceConfig/", get(tracking::source_config))
        .route("/rsaMetrics", post(tracking::nothing))
        .route("/rsaMetrics/", post(tracking::nothing))
        .route("/rapport.js", get(tracking::snippet))
        .layer(from_fn(tracking::cors))
        .layer(DefaultBodyLimit::disable())
}

/// All that is served on the open port.
pub fn router(app: &App) -> Router {
    let (api, document) = api().split_for_parts();
    let text = document::finished(&document).to_string();
    let document = move || {
        let text = text.clone();
        async move {
            (
                [(axum::http::header::CONTENT_TYPE, "application/json")],
                text,
            )
        }
    };
    Router::new()
        .merge(
            api.layer(from_fn_with_state(app.clone(), crate::idempotent::once))
                .layer(DefaultBodyLimit::max(crate::edge::MOST_BYTES)),
        )
        .merge(tracking_routes())
        .merge(forms::pages())
        .route("/api/openapi.json", get(document))
        .route("/api/docs", get(health::docs))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(any(crate::web::file))
        .layer(CatchPanicLayer::custom(crate::edge::panicked))
        .layer(from_fn(crate::edge::problems))
        .layer(from_fn(crate::edge::careful))
        // Lines of progress are told as they come, not when a compressor's block is full.
        .layer(CompressionLayer::new().compress_when(
            DefaultPredicate::new().and(NotForContentType::const_new("application/x-ndjson")),
        ))
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
