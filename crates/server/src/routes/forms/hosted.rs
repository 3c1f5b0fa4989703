//! The pages of forms: each form on a page of its own, which needs no script, and the part that `forms.js` puts into other
//! sites. Pages may load nothing but our own style and script, and may be framed by nobody.

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use channels::form::answers::Wrong;
use channels::form::page::{self, View};
use channels::form::texts::Say;
use channels::form::{Form, Language, Posted};
use kernel::{Error, FormId};
use serde::Deserialize;

use super::take::{self, Met, Refused, Sent, header_text};
use crate::app::App;

/// The language somebody asked for.
#[derive(Deserialize)]
pub struct LanguageQuery {
    pub(super) lang: Option<String>,
}

impl LanguageQuery {
    pub(super) fn choose(&self, headers: &HeaderMap) -> Language {
        Language::choose(
            self.lang.as_deref(),
            header_text(headers, header::ACCEPT_LANGUAGE).as_deref(),
        )
    }
}

/// `GET /f/{id}`: the page of a form.
pub async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = query.choose(&headers);
    let answer = async {
        let Some(met) = meet(&app, &id).await? else {
            return Ok(missing(language));
        };
        if !met.form.is_open(app.env().now()) {
            return Ok(html(
                StatusCode::OK,
                &page::saying(Say::Closed, &met.brand, language),
                None,
            ));
        }
        app.inner.forms.shield.viewed(met.form.id, met.day);
        let posted = Posted {
            page: Some(own_address(&headers, &uri)),
            referrer: header_text(&headers, header::REFERER),
            ..Posted::default()
        };
        let (stamp, difficulty) = take::stamp(&app, &met.form).await?;
        Ok(shown(
            &met,
            language,
            (&stamp, difficulty),
            &posted,
            &[],
            None,
            StatusCode::OK,
        ))
    };
    answer
        .await
        .unwrap_or_else(|error| failed(&error, language))
}

/// `GET /f/{id}/embed`: the form alone, for `forms.js`.
pub async fn embed(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let language = query.choose(&headers);
    let answer = async {
        let Some(met) = meet(&app, &id).await? else {
            return Ok(missing(language));
        };
        if !super::public::is_at_home(&met.form, &headers) {
            return Ok((
                StatusCode::FORBIDDEN,
                "this form is not shown on this site\n",
            )
                .into_response());
        }
        if !met.form.is_open(app.env().now()) {
            return Ok(html(StatusCode::OK, &closed_part(language), None));
        }
        app.inner.forms.shield.viewed(met.form.id, met.day);
        let (stamp, difficulty) = take::stamp(&app, &met.form).await?;
        let posted = Posted::default();
        let view = view(&met, language, (&stamp, difficulty), &posted, &[], None);
        Ok(html(StatusCode::OK, &page::fragment(&view), None))
    };
    answer
        .await
        .unwrap_or_else(|error| failed(&error, language))
}

/// `POST /f/{id}`: what a page sends by itself.
pub async fn submit(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let posted = Posted::of_page(&body);
    let asked = LanguageQuery {
        lang: query.lang.or_else(|| posted.language.clone()),
    };
    let language = asked.choose(&parts.headers);
    let Ok(id) = id.parse::<FormId>() else {
        return missing(language);
    };
    let sent = Sent {
        id,
        posted,
        language,
        address: take::address(&parts),
        user_agent: header_text(&parts.headers, header::USER_AGENT),
    };
    match take::take(&app, &sent).await {
        Ok(taken) => {
            let thanks = format!("/f/{id}/thanks?lang={}", language.short());
            let to = taken.met.form.definition.redirect.unwrap_or(thanks);
            let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/"));
            (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
        }
        Err(refused) => refusal(&app, &sent, refused).await,
    }
}

async fn refusal(app: &App, sent: &Sent, refused: Refused) -> Response {
    let (language, posted) = (sent.language, &sent.posted);
    match refused {
        Refused::Missing => missing(language),
        Refused::Closed(met) => html(
            StatusCode::CONFLICT,
            &page::saying(Say::Closed, &met.brand, language),
            None,
        ),
        Refused::Wrong(met, wrongs) => {
            let stamp = (posted.stamp.as_str(), held_difficulty(app, &met).await);
            shown(
                &met,
                language,
                stamp,
                posted,
                &wrongs,
                None,
                StatusCode::BAD_REQUEST,
            )
        }
        Refused::Again {
            met,
            say,
            stamp,
            difficulty,
            ..
        } => shown(
            &met,
            language,
            (&stamp, difficulty),
            posted,
            &[],
            Some(say),
            StatusCode::BAD_REQUEST,
        ),
        Refused::TooMany(met, seconds) => {
            let stamp = (posted.stamp.as_str(), held_difficulty(app, &met).await);
            let mut response = shown(
                &met,
                language,
                stamp,
                posted,
                &[],
                Some(Say::TooMany),
                StatusCode::TOO_MANY_REQUESTS,
            );
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Refused::Failed(error) => failed(&error, language),
    }
}

async fn held_difficulty(app: &App, met: &Met) -> u8 {
    app.inner
        .forms
        .shield
        .difficulty(met.form.id, app.env().now())
}

/// `GET /f/{id}/thanks`: what a visitor without a script sees when it was sent.
pub async fn thanks(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let language = query.choose(&headers);
    match meet(&app, &id).await {
        Ok(Some(met)) => html(
            StatusCode::OK,
            &page::thanks(&met.form.definition, &met.brand, language),
            None,
        ),
        Ok(None) => missing(language),
        Err(error) => failed(&error, language),
    }
}

/// `GET /forms.js`, as built and committed.
pub async fn script() -> Response {
    file(
        include_bytes!("../../../../../forms/dist/forms.js"),
        "text/javascript; charset=utf-8",
    )
}

/// `GET /forms.css`.
pub async fn style() -> Response {
    file(
        include_bytes!("../../../../../forms/dist/forms.css"),
        "text/css; charset=utf-8",
    )
}

fn file(bytes: &'static [u8], kind: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, Body::from(bytes)).into_response()
}

async fn meet(app: &App, id: &str) -> Result<Option<Met>, Error> {
    match id.parse::<FormId>() {
        Ok(id) => take::meet(app, id, None).await,
        Err(_) => Ok(None),
    }
}

fn view<'v>(
    met: &'v Met,
    language: Language,
    stamp: (&'v str, u8),
    posted: &'v Posted,
    wrongs: &'v [Wrong],
    notice: Option<Say>,
) -> View<'v> {
    View {
        form: &met.form,
        language,
        brand: &met.brand,
        stamp: stamp.0,
        difficulty: stamp.1,
        posted,
        wrongs,
        notice,
    }
}

fn shown(
    met: &Met,
    language: Language,
    stamp: (&str, u8),
    posted: &Posted,
    wrongs: &[Wrong],
    notice: Option<Say>,
    status: StatusCode,
) -> Response {
    html(
        status,
        &page::page(&view(met, language, stamp, posted, wrongs, notice)),
        Some(&met.form),
    )
}

fn closed_part(language: Language) -> String {
    let mut text = String::from("<p role=\"status\">");
    channels::form::html::escape(Say::Closed.in_language(language), &mut text);
    text.push_str("</p>");
    text
}

fn missing(language: Language) -> Response {
    html(
        StatusCode::NOT_FOUND,
        &page::saying(Say::Missing, "", language),
        None,
    )
}

fn failed(error: &Error, language: Language) -> Response {
    let status = match error {
        Error::Unavailable(_) | Error::Contended => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    tracing::error!(error.cause = %error, "a form could not be shown or taken");
    html(status, &page::saying(Say::Failed, "", language), None)
}

fn html(status: StatusCode, text: &str, form: Option<&Form>) -> Response {
    let mut response = (status, Body::from(text.to_owned())).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // Browsers hold also what an answer leads to against form-action.
    let onward = form
        .and_then(|form| form.definition.redirect.as_deref())
        .and_then(|to| to.strip_prefix("https://"));
    let onward = onward
        .and_then(|rest| rest.split(['/', '?', '#']).next())
        .map(|host| format!(" https://{host}"))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'{onward}; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The address of a page of ours, as the visitor's browser has it.
fn own_address(headers: &HeaderMap, uri: &Uri) -> String {
    let https = headers
        .get("x-forwarded-proto")
        .is_some_and(|protocol| protocol == "https");
    let host = header_text(headers, header::HOST).unwrap_or_else(|| "localhost".to_owned());
    format!(
        "{}://{host}{}",
        if https { "https" } else { "http" },
        uri.path_and_query().map_or("/", |place| place.as_str())
    )
}
