//! The tracking API, as the stock SDKs of Segment and RudderStack call it.
//!
//! These routes answer in the SDKs' own terms: exactly 200 on success, `code` and `message` in every refusal, any
//! Content-Type, the key from wherever it comes. What is answered 200 is on disk.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use channels::tracking::plan;
use channels::tracking::{Call, Form, Intake, Origin, Taken, inflate};
use company::SourceRef;
use kernel::Error;
use serde::Deserialize;
use serde_json::json;

use crate::app::App;

/// What a request may have on the wire; unpacked it is held to the same by `inflate`.
const MOST_BYTES: usize = 4 << 20;
/// Refused events that are named in an answer; the rest are counted.
const MOST_NAMED: usize = 50;

/// A refusal in the words of the tracking API.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(why) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", why)
            }
            Error::Contended => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "contended", "try again")
            }
            error => {
                tracing::error!(error.cause = %error, "touches could not be taken in");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    "something went wrong here; it is in the log",
                )
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (
            self.status,
            Json(json!({ "code": self.code, "message": self.message })),
        )
            .into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

/// The key in the query, as RudderStack's beacon sends it.
#[derive(Deserialize)]
pub struct KeyQuery {
    #[serde(rename = "writeKey")]
    write_key: Option<String>,
}

/// `POST /v1/{call}` and `POST /beacon/v1/batch`.
pub async fn call(
    State(app): State<App>,
    Path(segment): Path<String>,
    Query(query): Query<KeyQuery>,
    request: Request,
) -> Response {
    if segment == "m" {
        // The SDKs' own metrics, which say nothing of a customer.
        return Json(json!({ "success": true })).into_response();
    }
    let Some(form) = Form::of_path(&segment) else {
        return Refusal::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "no such call of the tracking API",
        )
        .into_response();
    };
    take(&app, form, query.write_key, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

/// `POST /beacon/v1/batch`.
pub async fn beacon(
    State(app): State<App>,
    Query(query): Query<KeyQuery>,
    request: Request,
) -> Response {
    take(&app, Form::Batch, query.write_key, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn take(
    app: &App,
    form: Form,
    key: Option<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let received_at = app.env().now();
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            "body_too_large",
            "the body is larger than 4 MB (4194304 bytes)",
        )
    })?;
    let encoding = parts
        .headers
        .get(header::CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let text = inflate(encoding, &bytes)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, error.code(), error.to_string()))?;
    let call = Call::parse(form, &text)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, "malformed", error.to_string()))?;
    let key = call
        .write_key()
        .map(str::to_owned)
        .or(key)
        .or_else(|| header_key(&parts.headers));
    let source = source(app, key).await?;
    let context = app.reading().await?;
    let taken = call.touches(&Intake {
        origin: Origin {
            source: source.num,
            source_id: source.id,
            touchpoint: source.touchpoint_num,
            channel: source.channel,
        },
        keyring: app.store().keyring(),
        context: &context,
        plan: &app.inner.plan,
        received_at,
    });
    let Taken {
        mut touches,
        refused,
        observed,
    } = taken;
    crate::places::settle(app, &mut touches).await?;
    let appended = app.ledger().append(touches).await?;
    app.inner
        .metrics
        .appended(appended.accepted, appended.repeated, refused.len());
    if !observed.is_empty() {
        learn(app, observed, received_at).await?;
    }
    if refused.is_empty() {
        return Ok(Json(json!({ "success": true })).into_response());
    }
    app.inner.refusals.note(source.num, received_at, &refused);
    let named: Vec<_> = refused.iter().take(MOST_NAMED).collect();
    let first = &refused[0];
    let which = first
        .message_id
        .as_deref()
        .map(|id| format!(" (messageId {id})"))
        .unwrap_or_default();
    let message = format!(
        "{} of the events refused, the others kept; first: event {}{which}: {} {}",
        refused.len(),
        first.index,
        first.field,
        first.message
    );
    let body = json!({ "code": "events_refused", "message": message, "refused": named, "kept": appended.ids.len() });
    Ok((StatusCode::BAD_REQUEST, Json(body)).into_response())
}

/// Keeps what the plan had not seen, on disk first and then in memory.
pub(crate) async fn learn(
    app: &App,
    observed: Vec<plan::Observed>,
    at: kernel::Timestamp,
) -> Result<(), Error> {
    let observed = std::sync::Arc::new(observed);
    let kept = observed.clone();
    app.store()
        .write(move |tx| {
            let observed = kept.clone();
            Box::pin(async move { plan::keep(tx, &observed, at).await })
        })
        .await?;
    app.inner.plan.learn(&observed);
    Ok(())
}

async fn source(app: &App, key: Option<String>) -> Result<SourceRef, Refusal> {
    let wrong = |why: &str| Refusal::new(StatusCode::UNAUTHORIZED, "invalid_write_key", why);
    let key = key
        .filter(|key| !key.is_empty())
        .ok_or_else(|| wrong("there is no write key: send it as Basic user name or writeKey"))?;
    app.inner
        .sources
        .find(app.store(), &key)
        .await?
        .ok_or_else(|| wrong("the write key belongs to no living source"))
}

/// The key from `Authorization`: Basic with the key as user name, or Bearer.
fn header_key(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    if let Some(token) = value.strip_prefix("Bearer ") {
        return Some(token.trim().to_owned());
    }
    let encoded = value.strip_prefix("Basic ")?;
    let pair = String::from_utf8(
        base64::engine::general_purpose::STANDARD
            .decode(encoded.trim())
            .ok()?,
    )
    .ok()?;
    Some(
        pair.split_once(':')
            .map_or(pair.as_str(), |(key, _)| key)
            .to_owned(),
    )
}

fn host(headers: &HeaderMap) -> String {
    headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("localhost")
        .to_owned()
}

fn protocol(headers: &HeaderMap) -> &'static str {
    let forwarded = headers
        .get("x-forwarded-proto")
        .and_then(|value| value.to_str().ok());
    if forwarded == Some("https") {
        "https"
    } else {
        "http"
    }
}

/// `GET /v1/projects/{key}/settings`, which analytics-next asks for before it sends anything.
pub async fn settings(Path(key): Path<String>, headers: HeaderMap) -> Response {
    let host = format!("{}/v1", host(&headers));
    Json(json!({
        "integrations": { "Segment.io": { "apiKey": key, "apiHost": host, "protocol": protocol(&headers) } },
        "metrics": { "sampleRate": 0, "host": host },
        "plan": {}, "edgeFunction": {}, "enabledMiddleware": {}, "remotePlugins": [],
    }))
    .into_response()
}

/// `GET /sourceConfig`, which RudderStack's browser SDK asks for.
pub async fn source_config(
    State(app): State<App>,
    Query(query): Query<KeyQuery>,
    headers: HeaderMap,
) -> Response {
    match source(&app, query.write_key.or_else(|| header_key(&headers))).await {
        Ok(source) => Json(json!({ "source": { "id": source.id, "enabled": true, "config": {}, "destinations": [] } })).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// `POST /rsaMetrics`, RudderStack's own metrics.
pub async fn nothing() -> Response {
    Json(json!({ "success": true })).into_response()
}

/// Lets browsers of any site call: the key, not the origin, says who it is. Preflights are answered here.
pub async fn cors(request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let wanted = request
        .headers()
        .get(header::ACCESS_CONTROL_REQUEST_HEADERS)
        .cloned();
    let mut response = if request.method() == Method::OPTIONS {
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, POST, OPTIONS"),
        );
        let usual = HeaderValue::from_static(
            "Authorization, Content-Type, Content-Encoding, X-Retry-Count, AnonymousId, SentAt",
        );
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            wanted.unwrap_or(usual),
        );
        headers.insert(
            header::ACCESS_CONTROL_MAX_AGE,
            HeaderValue::from_static("86400"),
        );
        response
    } else {
        next.run(request).await
    };
    if let Some(origin) = origin {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        );
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("Retry-After"),
        );
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
    response
}

/// The snippet, as built and committed.
pub async fn snippet() -> Response {
    const SNIPPET: &[u8] = include_bytes!("../../../../snippet/dist/rapport.js");
    let mut response = Body::from(SNIPPET).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    response
}
