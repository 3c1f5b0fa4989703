//! Imports: a file in, lines of progress out; and the register of what was imported.

mod incoming;

use std::ops::Deref;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use channels::file;
use channels::file::import::{self, News};
use channels::file::register::{self, Import};
use channels::file::{Format, Holds, Pair};
use channels::tracking::{Origin, Plan};
use company::{Caller, audit, settings, sources, touchpoints};
use futures_util::StreamExt;
use kernel::page::Paging;
use kernel::{Cursor, Error, FieldError, ImportId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::incoming::Incoming;
use crate::app::App;
use crate::caller::{Allowed, IMPORTS_READ, IMPORTS_WRITE};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// The source that imports of a touchpoint belong to.
const SOURCE: &str = "Import";

/// How a file is to be read.
#[derive(Debug, Default, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// What its rows are: `customers`, `touches` or `orders`.
    #[param(inline, value_type = Holds)]
    holds: String,
    /// `csv`, `jsonl` or `parquet`; by the ending of the name when it is not given.
    #[param(inline, value_type = Option<Format>)]
    format: Option<String>,
    /// The name of the file.
    #[param(max_length = 300)]
    name: Option<String>,
    /// Which column is which field, `COLUMN=FIELD`; repeatable. Without any, a guess from the columns.
    map: Vec<String>,
    /// The touchpoint the rows happened at: an id or a name; one of the imports' own when it is not given.
    touchpoint: Option<String>,
    /// The zone of times that say none, such as `Asia/Shanghai`; the company's when it is not given.
    timezone: Option<String>,
    /// The bytes of the file: a file that is cut off is not taken for a whole one.
    size: Option<u64>,
    /// The SHA-256 of the file in hexadecimal digits: with it, an import that was stopped goes on where it was.
    #[param(pattern = "^[0-9a-f]{64}$")]
    digest: Option<String>,
    /// Reads and checks, and keeps nothing.
    dry_run: Option<bool>,
}

impl ImportQuery {
    /// From the pairs of the address, in which `map` may stand many times.
    fn read(pairs: Vec<(String, String)>) -> Result<Self, FieldError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "holds" => query.holds = value,
                "format" => query.format = Some(value),
                "name" => query.name = Some(value),
                "map" => query.map.push(value),
                "touchpoint" => query.touchpoint = Some(value),
                "timezone" => query.timezone = Some(value),
                "size" => {
                    query.size = Some(
                        value
                            .parse()
                            .map_err(|_| FieldError::new("size", "is not a number of bytes"))?,
                    )
                }
                "digest" => query.digest = Some(value),
                "dry_run" => {
                    query.dry_run = Some(
                        value
                            .parse()
                            .map_err(|_| FieldError::new("dry_run", "is not true or false"))?,
                    )
                }
                _ => {}
            }
        }
        Ok(query)
    }

    fn request(&self, caller: &Caller, time_zone: String) -> Result<import::Request, FieldError> {
        let holds: Holds = self.holds.parse()?;
        let name = self
            .name
            .as_deref()
            .map(|name| company::input::line("name", name, 300))
            .transpose()?;
        let format = match &self.format {
            Some(text) => text.parse()?,
            None => name.as_deref().and_then(Format::of_name).ok_or_else(|| {
                FieldError::new(
                    "format",
                    "is not given, and the name does not end in .csv, .jsonl or .parquet",
                )
            })?,
        };
        let mapping = self
            .map
            .iter()
            .map(|text| text.parse())
            .collect::<Result<Vec<Pair>, _>>()?;
        let digest = self.digest.as_deref().map(hexadecimal).transpose()?;
        Ok(import::Request {
            holds,
            format,
            mapping,
            name,
            time_zone,
            digest,
            size: self.size,
            dry_run: self.dry_run.unwrap_or(false),
            actor: caller.actor.clone(),
        })
    }
}

fn hexadecimal(text: &str) -> Result<[u8; 32], FieldError> {
    let refuse = || FieldError::new("digest", "is not the 64 hexadecimal digits of a SHA-256");
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return Err(refuse());
    }
    for (place, slot) in bytes.iter_mut().enumerate() {
        *slot = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).map_err(|_| refuse())?;
    }
    Ok(bytes)
}

/// The plan of a running program.
#[derive(Clone)]
struct ItsPlan(App);

impl Deref for ItsPlan {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.0.inner.plan
    }
}

/// Imports a file; answers lines of JSON while it is read: how far it is, each row that is refused, and `done` in the last.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 200, description = "Lines of JSON: {rows, accepted, repeated, rejected}, {reject: {line, column, reason}}, and last {done, import, …}", content_type = "application/x-ndjson", body = String),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 503, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    caller: Allowed<IMPORTS_WRITE>,
    Query(pairs): Query<Vec<(String, String)>>,
    request: Request,
) -> Answer<Response> {
    let query = ImportQuery::read(pairs)?;
    let company = app.store().read(|tx| Box::pin(settings::get(tx))).await?;
    let wanted = query.request(&caller, query.timezone.clone().unwrap_or(company.time_zone))?;
    let origin = origin(&app, &caller, query.touchpoint.as_deref(), wanted.holds).await?;
    let place = import::Place {
        origin: origin.0,
        touchpoint: origin.1,
        currency: company.currency,
        context: app.reading().await?,
    };
    if !wanted.dry_run {
        note(&app, &caller, &wanted).await?;
    }
    let input = Box::new(Incoming::new(request.into_body()));
    let news = import::begin(
        app.ledger().clone(),
        ItsPlan(app.clone()),
        wanted,
        place,
        input,
    )
    .await?;
    let lines = futures_util::stream::unfold((news, app), |(mut news, app)| async move {
        let one = news.recv().await?;
        if let News::Done {
            import: Some(_),
            counts,
            ..
        }
        | News::Failed {
            import: Some(_),
            counts,
            ..
        } = &one
        {
            let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            app.inner
                .metrics
                .appended(count(counts.accepted), count(counts.repeated), 0);
        }
        Some((
            Ok::<_, std::convert::Infallible>(Bytes::from(one.line())),
            (news, app),
        ))
    })
    // Whoever compresses asks once more after the end.
    .fuse();
    Ok((
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(lines),
    )
        .into_response())
}

/// The source of imports at a touchpoint; both are made at first use, when no touchpoint is named.
async fn origin(
    app: &App,
    caller: &Caller,
    touchpoint: Option<&str>,
    holds: Holds,
) -> Answer<(Origin, kernel::TouchpointId)> {
    let (env, cache, caller, wanted) = (
        app.env().clone(),
        app.inner.sources.clone(),
        caller.clone(),
        touchpoint.map(str::to_owned),
    );
    let found = app
        .store()
        .write(move |tx| {
            let (env, cache, caller, wanted) =
                (env.clone(), cache.clone(), caller.clone(), wanted.clone());
            Box::pin(async move {
                let local = Caller::local();
                let own = format!("Imported {holds}");
                let place = match &wanted {
                    Some(text) => {
                        touchpoints::named(tx, &caller, text)
                            .await?
                            .ok_or_else(|| {
                                Error::invalid("touchpoint", "is no touchpoint's id or name")
                            })?
                    }
                    None => touchpoints::own(tx, &env, &caller, &own).await?,
                };
                let paging = Paging {
                    limit: Some(500),
                    cursor: None,
                };
                let there = sources::list(tx, &local, Some(place.id), &paging).await?;
                let source = match there
                    .data
                    .into_iter()
                    .find(|source| source.name == SOURCE && source.disabled_at.is_none())
                {
                    Some(source) => source,
                    None => {
                        let new = sources::NewSource {
                            name: SOURCE.into(),
                            touchpoint: Some(place.id),
                            channel: None,
                        };
                        sources::create(tx, &env, &cache, &local, &new).await?.0
                    }
                };
                let origin = Origin {
                    source: source.num,
                    source_id: source.id,
                    touchpoint: place.num,
                    channel: place.channel,
                };
                Ok((origin, place.id))
            })
        })
        .await?;
    Ok(found)
}

async fn note(app: &App, caller: &Caller, wanted: &import::Request) -> Answer<()> {
    let (env, actor, object) = (
        app.env().clone(),
        caller.actor.clone(),
        wanted.name.clone().unwrap_or_else(|| "import".into()),
    );
    let detail =
        serde_json::json!({"holds": wanted.holds, "format": wanted.format, "size": wanted.size});
    app.store()
        .write(move |tx| {
            let (env, actor, object, detail) =
                (env.clone(), actor.clone(), object.clone(), detail.clone());
            Box::pin(async move {
                audit::record(tx, &env, &actor, "import.begin", object, detail).await
            })
        })
        .await?;
    Ok(())
}

/// Which page is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportsQuery {
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of imports.
#[derive(Serialize, ToSchema)]
pub struct ImportPage {
    data: Vec<Import>,
    next_cursor: Option<Cursor>,
}

/// Lists imports, the newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(ImportsQuery),
    responses((status = 200, body = ImportPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    _caller: Allowed<IMPORTS_READ>,
    Query(query): Query<ImportsQuery>,
) -> Answer<axum::Json<ImportPage>> {
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let page = app
        .store()
        .read(move |tx| Box::pin(async move { register::list(tx, &paging).await }))
        .await?;
    Ok(axum::Json(ImportPage {
        data: page.data,
        next_cursor: page.next_cursor,
    }))
}

/// Shows one import.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports", params(("id" = ImportId, Path)),
    responses((status = 200, body = Import), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    _caller: Allowed<IMPORTS_READ>,
    Path(id): Path<ImportId>,
) -> Answer<axum::Json<Import>> {
    let found = app
        .store()
        .read(move |tx| Box::pin(register::get(tx, id)))
        .await?;
    Ok(axum::Json(found.ok_or(Error::NotFound("import"))?))
}

/// Takes an import back: its touches stay in the ledger and count nowhere, and what they alone said of customers goes with them.
/// The work goes on by itself; `undo` tells how far it is. Asking again changes nothing.
#[utoipa::path(post, path = "/api/v1/imports/{id}/undo", tag = "imports", operation_id = "imports_undo", params(("id" = ImportId, Path)),
    responses((status = 202, body = Import), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn undo(
    State(app): State<App>,
    caller: Allowed<IMPORTS_WRITE>,
    Path(id): Path<ImportId>,
) -> Answer<impl IntoResponse> {
    let (env, caller) = (app.env().clone(), (*caller).clone());
    let import = app
        .store()
        .write(move |tx| {
            let (env, caller) = (env.clone(), caller.clone());
            Box::pin(async move { file::undo::begin(tx, &env, &caller, id).await })
        })
        .await?;
    app.inner.undoing.notify_one();
    Ok((StatusCode::ACCEPTED, axum::Json(import)))
}
