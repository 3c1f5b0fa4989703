//! What was sent with a form: one by one, in numbers, and as a file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use channels::file::Format;
use channels::file::out::{Column, Kind, Value as Cell};
use channels::form::results::{self, Results};
use channels::form::submit::{self, Sent};
use channels::form::{Field, Language, Target, register};
use customers::show::{Reveal, mask_value};
use customers::touch::{self, Touch, TouchIdentity};
use kernel::page::Paging;
use kernel::{Cursor, CustomerId, Error, FormId, SubmissionId, Timestamp, TouchId};
use ledger::Ledger;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

use super::super::exports::{self, Rows, column};
use super::{get_form, take};
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_EXPORT, FORMS_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// Submissions read at a time for a file.
const ROWS: usize = 200;

/// One submission.
#[derive(Serialize, ToSchema)]
pub struct SubmissionShown {
    id: SubmissionId,
    /// The version that was answered.
    version: i64,
    /// When.
    at: Timestamp,
    /// The language it was shown in.
    #[schema(value_type = String)]
    language: channels::form::Language,
    /// The touch it is.
    touch: TouchId,
    /// Whose it is now.
    customer_id: Option<CustomerId>,
    /// Who it said it was, masked unless revealed.
    identities: Vec<TouchIdentity>,
    /// The answers under the keys of their fields, masked unless revealed.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// What was agreed to.
    #[schema(value_type = Vec<Object>)]
    consents: Vec<Value>,
    /// Whether the answers were erased.
    erased: bool,
}

/// A page of submissions.
#[derive(Serialize, ToSchema)]
pub struct SubmissionPage {
    data: Vec<SubmissionShown>,
    next_cursor: Option<Cursor>,
}

/// Which page is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SubmissionsQuery {
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// Lists what was sent with a form, the newest first.
#[utoipa::path(get, path = "/api/v1/forms/{id}/submissions", tag = "forms", params(("id" = FormId, Path), SubmissionsQuery),
    responses((status = 200, body = SubmissionPage), (status = 404, body = Problem)))]
pub async fn submissions(
    State(app): State<App>,
    caller: Allowed<FORMS_READ>,
    Path(id): Path<FormId>,
    Query(query): Query<SubmissionsQuery>,
) -> Answer<axum::Json<SubmissionPage>> {
    let form = get_form(&app, (*caller).clone(), id, None).await?;
    let paging = Paging {
        limit: Some(query.limit.unwrap_or(50).clamp(1, 200) as usize),
        cursor: query.cursor,
    };
    let (ledger, reveal) = (app.ledger().clone(), caller.reveal());
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let page = submit::list(tx, &form, &paging).await?;
                Ok(SubmissionPage {
                    data: opened(tx, &ledger, &form.definition.fields, page.data, reveal).await?,
                    next_cursor: page.next_cursor,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}

/// Submissions with what they say, in the order they came.
async fn opened(
    tx: &mut Tx,
    ledger: &Ledger,
    fields: &[Field],
    sent: Vec<Sent>,
    reveal: Reveal,
) -> kernel::Result<Vec<SubmissionShown>> {
    let entries: Vec<_> = submit::touches(tx, ledger.store(), &sent)
        .await?
        .into_iter()
        .map(Arc::new)
        .collect();
    let touches = touch::shown(tx, ledger, &entries, reveal).await?;
    let touches: HashMap<i64, &Touch> = touches.iter().map(|touch| (touch.seq, touch)).collect();
    let told = sent
        .into_iter()
        .filter_map(|sent| Some(shown(sent, touches.get(&sent.seq)?, fields, reveal)));
    Ok(told.collect())
}

fn shown(sent: Sent, touch: &Touch, fields: &[Field], reveal: Reveal) -> SubmissionShown {
    let mut answers = touch
        .properties
        .get("answers")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    if reveal == Reveal::Masked {
        // A field may be called anything; the attribute it is mapped to says what it holds.
        for field in fields {
            if let (Target::Attribute { name }, Some(value)) =
                (&field.maps_to, answers.get_mut(&field.key))
            {
                mask_value(name, value);
            }
        }
    }
    SubmissionShown {
        id: sent.id,
        version: sent.version,
        at: sent.at,
        language: sent.language,
        touch: touch.id,
        customer_id: touch.customer_id,
        identities: touch.identities.clone(),
        answers,
        consents: touch
            .properties
            .get("consents")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default(),
        erased: touch.erased,
    }
}

/// Which days are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResultsQuery {
    /// From this day on, such as 2026-05-01; from the beginning when it is not given.
    #[param(format = Date)]
    from: Option<String>,
    /// Up to this day, included.
    #[param(format = Date)]
    until: Option<String>,
}

/// What a form brought: submissions and views by day, and how often each choice was taken.
#[utoipa::path(get, path = "/api/v1/forms/{id}/results", tag = "forms", params(("id" = FormId, Path), ResultsQuery),
    responses((status = 200, body = Results), (status = 404, body = Problem)))]
pub async fn results(
    State(app): State<App>,
    caller: Allowed<FORMS_READ>,
    Path(id): Path<FormId>,
    Query(query): Query<ResultsQuery>,
) -> Answer<axum::Json<Results>> {
    let (from, until) = (
        day("from", query.from.as_deref())?,
        day("until", query.until.as_deref())?,
    );
    let form = get_form(&app, (*caller).clone(), id, None).await?;
    take::keep_views(&app, &form).await?;
    let (from, until) = (from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX));
    let found = app
        .store()
        .read(move |tx| Box::pin(async move { results::of(tx, &form, from, until).await }))
        .await?;
    Ok(axum::Json(found))
}

fn day(field: &str, text: Option<&str>) -> kernel::Result<Option<i64>> {
    let Some(text) = text else { return Ok(None) };
    let date = text
        .parse()
        .map_err(|_| Error::invalid(field, "is no day such as 2026-05-01"))?;
    Ok(Some(results::day_of(date)))
}

/// In which form, and which language its headings are in.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormExportQuery {
    /// `jsonl` (the default), `csv` or `parquet`.
    #[param(inline)]
    format: Option<Format>,
    /// The language of the headings of a csv, `zh` or `en` (the default).
    language: Option<String>,
}

/// Exports what was sent with a form, the newest first, with a column for each question it ever asked. A csv has the
/// questions as its headings, everything else their keys.
#[utoipa::path(get, path = "/api/v1/exports/forms/{id}", tag = "exports", params(("id" = FormId, Path), FormExportQuery, ("X-Reveal-Reason" = Option<String>, Header, description = "Why values are to be plain; it takes a permission and is kept")),
    responses((status = 200, description = "The file", content((String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"))), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn export(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_EXPORT>,
    Path(id): Path<FormId>,
    Query(query): Query<FormExportQuery>,
) -> Answer<Response> {
    let format = query.format.unwrap_or(Format::Jsonl);
    let language = match query.language.as_deref() {
        None => Language::En,
        Some(tag) => {
            Language::of_tag(tag).ok_or_else(|| Error::invalid("language", "must be zh or en"))?
        }
    };
    let form = get_form(&app, (*caller).clone(), id, None).await?;
    let fields = app
        .store()
        .read({
            let form = form.clone();
            move |tx| Box::pin(async move { register::fields(tx, &form).await })
        })
        .await?;
    exports::note(&app, &caller, &id.to_string(), format, caller.reveal()).await?;
    exports::settled(&app).await?;
    let (rows, reveal) = (
        Rows::open(format, columns(&fields, format, language)),
        caller.reveal(),
    );
    Ok(exports::answer(
        "form",
        format,
        rows,
        move |rows| async move {
            let (ledger, mut cursor) = (app.ledger().clone(), None);
            loop {
                let (ledger, form, fields) = (ledger.clone(), form.clone(), fields.clone());
                let paging = Paging {
                    limit: Some(ROWS),
                    cursor,
                };
                let (told, next) = app
                    .store()
                    .read(move |tx| {
                        Box::pin(async move {
                            let page = submit::list(tx, &form, &paging).await?;
                            let told = opened(tx, &ledger, &fields, page.data, reveal).await?;
                            let rows: Vec<_> =
                                told.into_iter().map(|one| row(one, &fields)).collect();
                            Ok((rows, page.next_cursor))
                        })
                    })
                    .await?;
                rows.send(told).await?;
                let Some(next) = next else { return Ok(()) };
                cursor = Some(next);
            }
        },
    ))
}

fn columns(fields: &[Field], format: Format, language: Language) -> Vec<Column> {
    let mut columns = vec![
        column("id", Kind::Text),
        column("submitted_at", Kind::Time),
        column("version", Kind::Int),
        column("language", Kind::Text),
        column("customer_id", Kind::Text),
        column("identities", Kind::Json),
        column("consents", Kind::Json),
        column("erased", Kind::Bool),
    ];
    columns.extend(fields.iter().map(|field| Column {
        name: Cow::Owned(match format {
            Format::Csv => field.label.of(language).to_owned(),
            _ => format!("answers.{}", field.key),
        }),
        kind: Kind::Text,
    }));
    columns
}

fn row(sent: SubmissionShown, fields: &[Field]) -> Vec<Cell> {
    let mut row = vec![
        Cell::Text(sent.id.to_string()),
        Cell::Time(sent.at),
        Cell::Int(sent.version),
        Cell::Text(sent.language.tag().to_owned()),
        Cell::from(sent.customer_id.map(|id| id.to_string())),
        exports::text(&sent.identities),
        exports::text(&sent.consents),
        Cell::Bool(sent.erased),
    ];
    row.extend(
        fields
            .iter()
            .map(|field| cell(sent.answers.get(&field.key))),
    );
    row
}

/// An answer as a spreadsheet shows it.
fn cell(answer: Option<&Value>) -> Cell {
    match answer {
        None | Some(Value::Null) => Cell::Null,
        Some(Value::String(text)) => Cell::Text(text.clone()),
        Some(Value::Array(items)) => {
            let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            Cell::Text(texts.join("; "))
        }
        Some(other) => Cell::Text(other.to_string()),
    }
}
