//! Value and rhythm of a customer, for small pictures.

use axum::extract::State;
use customers::rhythm::{self, Rhythm};
use jiff::tz::TimeZone;
use kernel::{CustomerId, Error};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// By whose clock.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RhythmQuery {
    /// The zone of hours and months, such as `Asia/Shanghai`; the company's when it is not given.
    #[param(max_length = 60)]
    time_zone: Option<String>,
}

/// When a customer is met, and what it spends: touches by week, hours of the week, spend by month, over the last year.
#[utoipa::path(get, path = "/api/v1/customers/{id}/rhythm", tag = "customers", params(("id" = CustomerId, Path), RhythmQuery),
    responses((status = 200, body = Rhythm), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn rhythm(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
    Query(query): Query<RhythmQuery>,
) -> Answer<axum::Json<Rhythm>> {
    let zone = match query.time_zone.as_deref() {
        Some(name) => TimeZone::get(name)
            .map_err(|_| Error::invalid("time_zone", "is not a time zone such as Asia/Shanghai"))?,
        None => app.zone().await?,
    };
    let (now, sight) = (app.env().now(), caller.sight());
    let rhythm = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                rhythm::of(tx, root, now, &zone).await
            })
        })
        .await?;
    Ok(axum::Json(rhythm))
}
