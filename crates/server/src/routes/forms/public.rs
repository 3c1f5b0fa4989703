//! Forms as JSON for anybody: apps, mini programs, and `forms.js` on the pages of other sites. No sign-in; what keeps
//! programs out is in [`super::take`].

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use channels::form::answers::Wrong;
use channels::form::page::{self, View};
use channels::form::texts::Say;
use channels::form::{Form, Language, Posted, describe};
use kernel::{Error, FieldError, FormId};
use serde_json::json;

use super::hosted::LanguageQuery;
use super::take::{self, Refused, Sent, header_text};
use crate::app::App;
use crate::problem::{Answer, Problem};

/// `GET /api/forms/{id}`: the form, described.
pub async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Answer<Response> {
    let language = query.choose(&headers);
    let met = match id.parse::<FormId>() {
        Ok(id) => take::meet(&app, id, None).await?,
        Err(_) => None,
    };
    let met = met.ok_or(Error::NotFound("form"))?;
    if !is_at_home(&met.form, &headers) {
        return Err(Error::Forbidden("this form is not shown on this site".into()).into());
    }
    app.inner.forms.shield.viewed(met.form.id, met.day);
    let (stamp, difficulty) = take::stamp(&app, &met.form).await?;
    let posted = Posted::default();
    let view = View {
        form: &met.form,
        language,
        brand: &met.brand,
        stamp: &stamp,
        difficulty,
        posted: &posted,
        wrongs: &[],
        notice: None,
    };
    Ok(Json(describe(&view, met.form.is_open(app.env().now()))).into_response())
}

/// `POST /api/forms/{id}`: a submission as JSON.
pub async fn submit(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    parts: Parts,
    body: Bytes,
) -> Answer<Response> {
    let posted = Posted::of_json(&body)?;
    let asked = LanguageQuery {
        lang: query.lang.or_else(|| posted.language.clone()),
    };
    let language = asked.choose(&parts.headers);
    let id: FormId = id.parse().map_err(|_| Error::NotFound("form"))?;
    let sent = Sent {
        id,
        posted,
        language,
        address: take::address(&parts),
        user_agent: header_text(&parts.headers, header::USER_AGENT),
    };
    // Before anything is read of it: a page that may not show the form may not send it.
    match take::meet(&app, id, None).await? {
        Some(met) if !is_at_home(&met.form, &parts.headers) => {
            return Err(Error::Forbidden("this form is not taken from this site".into()).into());
        }
        Some(_) => {}
        None => return Err(Error::NotFound("form").into()),
    }
    match take::take(&app, &sent).await {
        Ok(taken) => {
            let definition = &taken.met.form.definition;
            let title = Say::ThanksTitle.in_language(language);
            let body = json!({ "id": taken.id, "title": title, "thanks": page::thanks_text(definition, language), "redirect": definition.redirect });
            Ok(Json(body).into_response())
        }
        Err(refused) => Ok(refusal(refused, language)),
    }
}

fn refusal(refused: Refused, language: Language) -> Response {
    let problem = |status: StatusCode, code: &str, say: Say| {
        Problem::new(status, code, say.in_language(language))
    };
    match refused {
        Refused::Missing => Problem::from(Error::NotFound("form")).into_response(),
        Refused::Failed(error) => {
            let told = Problem::from(error);
            problem(told.status(), &told.code, Say::Failed).into_response()
        }
        Refused::Closed(_) => problem(StatusCode::CONFLICT, "closed", Say::Closed).into_response(),
        Refused::TooMany(_, seconds) => {
            let mut response =
                problem(StatusCode::TOO_MANY_REQUESTS, "too_many", Say::TooMany).into_response();
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Refused::Wrong(_, wrongs) => {
            let field =
                |wrong: Wrong| FieldError::new(format!("answers.{}", wrong.key), wrong.message);
            Problem::from(Error::Invalid(wrongs.into_iter().map(field).collect())).into_response()
        }
        Refused::Again {
            say,
            code,
            stamp,
            difficulty,
            ..
        } => {
            let problem = problem(StatusCode::BAD_REQUEST, code, say);
            with(
                &problem,
                json!({ "stamp": stamp, "difficulty": difficulty }),
            )
        }
    }
}

/// A problem that says more than problems do (RFC 9457, 3.2).
fn with(problem: &Problem, more: serde_json::Value) -> Response {
    let mut body = serde_json::to_value(problem).unwrap_or_default();
    if let (Some(body), serde_json::Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (problem.status(), kind, body.to_string()).into_response()
}

/// Whether the page that asks may show the form; what asks without an origin is no page.
pub(super) fn is_at_home(form: &Form, headers: &HeaderMap) -> bool {
    let Some(origin) = header_text(headers, header::ORIGIN) else {
        return true;
    };
    let own = header_text(headers, header::HOST)
        .is_some_and(|host| origin.split_once("://").is_some_and(|(_, of)| of == host));
    own || form.definition.is_at_home(&origin)
}

/// Answers what a browser asks before it lets a page of another site send JSON.
pub async fn preflight() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Lets pages of any site call; no cookie is ever sent along, and the form itself says which sites are its own.
pub async fn cors(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, OPTIONS"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Content-Type"),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Retry-After"),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("86400"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    response
}
