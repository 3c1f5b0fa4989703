//! Making the demo company, with progress.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, SETTINGS_WRITE};
use crate::input::Json;
use crate::problem::{Answer, Problem};

/// How large a demo company.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemoInput {
    /// How many customers.
    #[schema(minimum = 1, maximum = 1_000_000)]
    customers: u32,
    /// The same seed makes the same company.
    #[serde(default)]
    seed: u64,
}

/// Makes the demo company; answers a line of JSON now and then, and `done` in the last.
#[utoipa::path(post, path = "/api/v1/demo", tag = "operations", request_body = DemoInput,
    responses((status = 200, description = "Lines of JSON", content_type = "application/x-ndjson", body = String), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    _caller: Allowed<SETTINGS_WRITE>,
    Json(input): Json<DemoInput>,
) -> Answer<Response> {
    if !(1..=1_000_000).contains(&input.customers) {
        return Err(kernel::Error::invalid("customers", "must be from 1 to 1,000,000").into());
    }
    let (lines, receiver) = mpsc::channel::<Bytes>(16);
    tokio::spawn(async move {
        let mut told = 0;
        let progress = lines.clone();
        let made = crate::demo::create(&app, input.customers, input.seed, |now| {
            let seen = now.touches + now.repeated;
            // A listener that is slow misses a line, never the end.
            if seen >= told + 5_000
                && progress
                    .try_send(line(
                        &json!({ "touches": now.touches, "repeated": now.repeated }),
                    ))
                    .is_ok()
            {
                told = seen;
            }
        })
        .await;
        let last = match made {
            Ok(made) => json!({ "done": true, "touches": made.touches, "repeated": made.repeated }),
            Err(error) => json!({ "done": false, "error": error.to_string() }),
        };
        let _the_caller_left = lines.send(line(&last)).await;
    });
    let body = futures_util::stream::unfold(receiver, |mut receiver| async move {
        receiver
            .recv()
            .await
            .map(|line| (Ok::<_, std::convert::Infallible>(line), receiver))
    })
    // Whoever compresses asks once more after the end.
    .fuse();
    Ok((
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(body),
    )
        .into_response())
}

fn line(value: &serde_json::Value) -> Bytes {
    format!("{value}\n").into()
}
