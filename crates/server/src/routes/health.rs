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
    let mut findings = vec![database(&app).await, lag(&app).await, audit(&app).await];
    if query.verify_readers {
        let report = crate::verify::readers(&app).await?;
        findings.extend(report.tables.iter().map(|table| Finding {
            name: format!("readers: {}", table.name),
            well: table.equal,
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
    let (well, detail) = match found {
        Ok(head) => (
            true,
            format!(
                "{}; {head} entries, schema {}",
                app.store().engine_name(),
                store::migrate::newest()
            ),
        ),
        Err(error) => (false, error.to_string()),
    };
    Finding {
        name: "database".into(),
        well,
        detail,
    }
}

async fn lag(app: &App) -> Finding {
    let names: Vec<&'static str> = crate::readers::all(app)
        .iter()
        .map(|reader| reader.name())
        .collect();
    let head = *app.ledger().head().borrow();
    let behind: Vec<String> = names
        .into_iter()
        .filter_map(|name| {
            let seq = *app.ledger().progress(name).borrow();
            (seq < head).then(|| format!("{name} is {} entries behind", head - seq))
        })
        .collect();
    Finding {
        name: "readers".into(),
        well: true,
        detail: if behind.is_empty() {
            "all caught up".into()
        } else {
            behind.join(", ")
        },
    }
}

async fn audit(app: &App) -> Finding {
    let (well, detail) = match company::audit::verify(app.store()).await {
        Ok(seen) => match seen.broken_at {
            None => (true, format!("{} entries, unbroken", seen.entries)),
            Some(seq) => (false, format!("broken at entry {seq}")),
        },
        Err(error) => (false, error.to_string()),
    };
    Finding {
        name: "audit".into(),
        well,
        detail,
    }
}
