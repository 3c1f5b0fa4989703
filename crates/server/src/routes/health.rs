//! Whether the program lives, is ready, is well, and what it counts.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, SETTINGS_WRITE};
use crate::input::Query;
use crate::problem::{Answer, Problem};

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, so requests can be served.
pub async fn ready(State(app): State<App>) -> Response {
    match app.store().read(|tx| Box::pin(ledger::head(tx))).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            error.to_string(),
        )
        .into_response(),
    }
}

/// The counters, in Prometheus' text format.
pub async fn metrics(State(app): State<App>) -> Answer<Response> {
    let text = crate::metrics::text(&app).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

/// A page to read the API by, made from the document itself.
pub async fn docs() -> Html<&'static str> {
    Html(include_str!("docs.html"))
}

/// What is to be checked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DoctorQuery {
    /// Rebuild what each reader keeps and compare.
    #[serde(default)]
    verify_readers: bool,
}

/// One thing that was checked.
#[derive(Serialize, ToSchema)]
#[schema(as = DoctorFinding)]
pub struct Finding {
    name: String,
    well: bool,
    /// What was found, for a program: `database`, `database_failed`, `readers_level`, `reader_behind`, `audit_unbroken`,
    /// `audit_broken`, `audit_failed`, `rebuild_same` or `rebuild_differs`.
    code: &'static str,
    /// The numbers and names that go with the code.
    #[schema(value_type = Object)]
    values: serde_json::Value,
    /// What was found, in a line of English.
    detail: String,
}

/// What the check found.
#[derive(Serialize, ToSchema)]
pub struct DoctorAnswer {
    well: bool,
    findings: Vec<Finding>,
}

/// Checks that all is well; changes nothing.
#[utoipa::path(post, path = "/api/v1/doctor", tag = "operations", params(DoctorQuery),
    responses((status = 200, body = DoctorAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 503, body = Problem)))]
pub async fn doctor(
    State(app): State<App>,
    _caller: Allowed<SETTINGS_WRITE>,
    Query(query): Query<DoctorQuery>,
) -> Answer<axum::Json<DoctorAnswer>> {
    let mut findings = vec![database(&app).await];
    findings.extend(lag(&app).await);
    findings.push(audit(&app).await);
    if query.verify_readers {
        let report = crate::verify::readers(&app).await?;
        findings.extend(report.tables.iter().map(|table| Finding {
            name: format!("readers: {}", table.name),
            well: table.equal,
            code: if table.equal {
                "rebuild_same"
            } else {
                "rebuild_differs"
            },
            values: serde_json::json!({ "table": table.name, "rows": table.rows }),
            detail: format!(
                "{} rows, a rebuild makes {}",
                table.rows,
                if table.equal { "the same" } else { "others" }
            ),
        }));
    }
    Ok(axum::Json(DoctorAnswer {
        well: findings.iter().all(|finding| finding.well),
        findings,
    }))
}

async fn database(app: &App) -> Finding {
    let found = app.store().read(|tx| Box::pin(ledger::head(tx))).await;
    let (engine, schema) = (app.store().engine_name(), store::migrate::newest());
    match found {
        Ok(head) => Finding {
            name: "database".into(),
            well: true,
            code: "database",
            values: serde_json::json!({ "engine": engine, "entries": head, "schema": schema }),
            detail: format!("{engine}; {head} entries, schema {schema}"),
        },
        Err(error) => failed("database", "database_failed", &error),
    }
}

fn failed(name: &str, code: &'static str, error: &kernel::Error) -> Finding {
    Finding {
        name: name.into(),
        well: false,
        code,
        values: serde_json::json!({ "reason": error.to_string() }),
        detail: error.to_string(),
    }
}

/// One finding when all readers are level with the ledger, else one for each that is behind, which is well: it is at work.
async fn lag(app: &App) -> Vec<Finding> {
    let head = *app.ledger().head().borrow();
    let behind: Vec<Finding> = crate::readers::all(app)
        .iter()
        .filter_map(|reader| {
            let name = reader.name();
            let seq = *app.ledger().progress(name).borrow();
            (seq < head).then(|| Finding {
                name: "readers".into(),
                well: true,
                code: "reader_behind",
                values: serde_json::json!({ "reader": name, "entries": head - seq }),
                detail: format!("{name} is {} entries behind", head - seq),
            })
        })
        .collect();
    if !behind.is_empty() {
        return behind;
    }
    vec![Finding {
        name: "readers".into(),
        well: true,
        code: "readers_level",
        values: serde_json::json!({}),
        detail: "all caught up".into(),
    }]
}

async fn audit(app: &App) -> Finding {
    match company::audit::verify(app.store()).await {
        Ok(seen) => match seen.broken_at {
            None => Finding {
                name: "audit".into(),
                well: true,
                code: "audit_unbroken",
                values: serde_json::json!({ "entries": seen.entries }),
                detail: format!("{} entries, unbroken", seen.entries),
            },
            Some(seq) => Finding {
                name: "audit".into(),
                well: false,
                code: "audit_broken",
                values: serde_json::json!({ "entry": seq }),
                detail: format!("broken at entry {seq}"),
            },
        },
        Err(error) => failed("audit", "audit_failed", &error),
    }
}
