//! What is true of every answer: a refusal under `/api` is a problem whoever made it, a panic is one too, and headers keep
//! browsers careful.

use std::any::Any;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// The largest body of an API request that is not a file.
pub(crate) const MOST_BYTES: usize = 1 << 20;

/// Gives the refusals that the router makes by itself the one shape of all refusals.
pub(crate) async fn problems(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = path == "/api" || path.starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    if !api || !(status.is_client_error() || status.is_server_error()) || is_problem(&response) {
        return response;
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut response = Problem::of_status(status).into_response();
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

fn is_problem(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/problem+json"))
}

/// A panic is a fault of ours: the hook has logged where, and what it held may be somebody's data, so it goes no further.
pub(crate) fn panicked(_what: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request panicked");
    Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

/// Headers that every answer carries, unless its route said otherwise.
pub(crate) async fn careful(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let encrypted = request
        .headers()
        .get("x-forwarded-proto")
        .is_some_and(|protocol| protocol == "https");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut usual = |name: &'static str, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    usual("x-content-type-options", "nosniff");
    usual("referrer-policy", "same-origin");
    if encrypted {
        usual("strict-transport-security", "max-age=31536000");
    }
    if api {
        // Answers hold personal data: nothing between us and the caller keeps them.
        usual("cache-control", "no-store");
        usual("x-frame-options", "DENY");
        usual("cross-origin-resource-policy", "same-origin");
    }
    response
}
