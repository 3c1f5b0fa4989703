//! `Idempotency-Key`: a POST that is sent again with the same key is answered again, and done once.
//!
//! Only what was done is kept: a refusal changed nothing, so the key is given free and the request may be tried again. Work goes
//! on when its caller hangs up, so that a retry finds the answer rather than half of the work. Requests that stream, and signing in,
//! whose answer is a cookie, are left out; imports know their own repeats.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use company::idempotency::{self, Begun};
use kernel::Error;

use crate::app::App;
use crate::edge::MOST_BYTES;
use crate::problem::{Answer, Problem};

/// What takes no key: bodies or answers that stream, and the sign-in.
pub(crate) const LEFT_OUT: &[&str] = &[
    "/api/v1/session",
    "/api/v1/imports",
    "/api/v1/exports",
    "/api/v1/backups",
    "/api/v1/demo",
];
/// The largest answer that is kept.
const MOST_ANSWERED: usize = 4 << 20;

/// Whether requests to this path take a key.
pub(crate) fn takes_key(method: &Method, path: &str) -> bool {
    let below = |one: &str| {
        path.strip_prefix(one)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    *method == Method::POST
        && path.starts_with("/api/v1/")
        && !LEFT_OUT.iter().any(|one| below(one))
}

/// Answers a request with a key once.
pub(crate) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let key = request
        .headers()
        .get("idempotency-key")
        .filter(|_| takes_key(request.method(), request.uri().path()))
        .cloned();
    let Some(key) = key else {
        return next.run(request).await;
    };
    with_key(app, key, request, next)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

/// Whose key it is, and which.
#[derive(Clone)]
struct Claim {
    app: App,
    actor: String,
    key: String,
}

async fn with_key(app: App, key: HeaderValue, request: Request, next: Next) -> Answer<Response> {
    let key = key
        .to_str()
        .map_err(|_| Error::invalid("Idempotency-Key", "must be visible ASCII"))?
        .to_owned();
    let (parts, body) = request.into_parts();
    // Whoever is nobody is refused by the handler, in its own words.
    let Ok(caller) = crate::caller::caller(&parts, &app).await else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = to_bytes(body, MOST_BYTES)
        .await
        .map_err(|_| Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE))?;
    let place = parts
        .uri
        .path_and_query()
        .map_or("", |place| place.as_str());
    let hash = idempotency::request_hash(parts.method.as_str(), place, &body);
    let claim = Claim {
        app,
        actor: caller.actor,
        key,
    };
    if let Begun::Done { status, body } = claim.begin(hash).await? {
        return Ok(replayed(status, body));
    }
    let request = Request::from_parts(parts, Body::from(body));
    let doing = claim.clone();
    let done = tokio::spawn(async move {
        let response = next.run(request).await;
        doing.keep(response).await
    });
    match done.await {
        Ok(response) => response,
        Err(panic) => {
            claim.abandon().await?;
            Err(Error::internal(panic).into())
        }
    }
}

fn replayed(status: u16, body: Vec<u8>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let empty = body.is_empty();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    if empty {
        headers.remove(header::CONTENT_TYPE);
    } else {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
    }
    response
}

impl Claim {
    async fn begin(&self, hash: [u8; 32]) -> Answer<Begun> {
        let claim = self.clone();
        let begun = self
            .app
            .store()
            .write(move |tx| {
                let claim = claim.clone();
                Box::pin(async move {
                    idempotency::begin(tx, claim.app.env(), &claim.actor, &claim.key, hash).await
                })
            })
            .await?;
        Ok(begun)
    }

    /// Keeps the answer of what was done, or gives the key free.
    async fn keep(&self, response: Response) -> Answer<Response> {
        if !response.status().is_success() {
            self.abandon().await?;
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body: Bytes = to_bytes(body, MOST_ANSWERED)
            .await
            .map_err(Error::internal)?;
        let (claim, status, kept) = (self.clone(), parts.status.as_u16(), body.clone());
        let finished = self
            .app
            .store()
            .write(move |tx| {
                let (claim, kept) = (claim.clone(), kept.clone());
                Box::pin(async move {
                    idempotency::finish(
                        tx,
                        claim.app.env(),
                        &claim.actor,
                        &claim.key,
                        status,
                        &kept,
                    )
                    .await
                })
            })
            .await;
        if let Err(error) = finished {
            // It was done, and is on disk; only a retry would be told so too late.
            tracing::warn!(idempotency.error = %error, "an answer was not kept");
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }

    async fn abandon(&self) -> Answer<()> {
        let claim = self.clone();
        self.app
            .store()
            .write(move |tx| {
                let claim = claim.clone();
                Box::pin(async move { idempotency::abandon(tx, &claim.actor, &claim.key).await })
            })
            .await?;
        Ok(())
    }
}
