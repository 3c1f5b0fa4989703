//! Figures of the day, and what of the data on customers is missing, implausible or conflicting.

use axum::extract::State;
use customers::figures::{self, Attention, Today, Trend};
use customers::quality::{self, Count, Finding};
use customers::show::{self, View};
use kernel::{Cursor, CustomerId, Error, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::customers::CustomerPage;
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, FIGURES_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// Today, and the place in the order of commit that it was counted up to: a stream from there misses nothing and repeats nothing.
#[derive(Serialize, ToSchema)]
pub struct TodayAnswer {
    #[serde(flatten)]
    today: Today,
    last_seq: i64,
}

/// Today at a glance, in the company's time zone.
#[utoipa::path(get, path = "/api/v1/figures/today", tag = "figures", responses((status = 200, body = TodayAnswer)))]
pub async fn today(
    State(app): State<App>,
    _caller: Allowed<FIGURES_READ>,
) -> Answer<axum::Json<TodayAnswer>> {
    let (now, zone) = (app.env().now(), app.zone().await?);
    let failing = app.inner.refusals.since(now.plus_micros(-Timestamp::DAY));
    let failing = i64::try_from(failing.len()).unwrap_or(i64::MAX);
    let answer = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let last_seq = ledger::reader::cursor_of(tx, customers::reader::NAME).await?;
                let mut today = figures::today(tx, now, &zone).await?;
                if failing > 0 {
                    today.attention.insert(
                        0,
                        Attention {
                            code: "failing_sources".to_owned(),
                            count: failing,
                        },
                    );
                }
                Ok(TodayAnswer { today, last_seq })
            })
        })
        .await?;
    Ok(axum::Json(answer))
}

/// How many days are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrendQuery {
    /// 8 to 92 days, 14 by default.
    #[param(minimum = 8, maximum = 92)]
    days: Option<i32>,
}

/// How today goes beside the days before, in the company's time zone.
#[utoipa::path(get, path = "/api/v1/figures/trend", tag = "figures", params(TrendQuery),
    responses((status = 200, body = Trend), (status = 400, body = Problem)))]
pub async fn trend(
    State(app): State<App>,
    _caller: Allowed<FIGURES_READ>,
    Query(query): Query<TrendQuery>,
) -> Answer<axum::Json<Trend>> {
    let days = query.days.unwrap_or(14);
    if !(8..=92).contains(&days) {
        return Err(Error::invalid("days", "must be between 8 and 92").into());
    }
    let (now, zone) = (app.env().now(), app.zone().await?);
    let answer = app
        .store()
        .read(move |tx| Box::pin(async move { figures::trend(tx, now, &zone, days).await }))
        .await?;
    Ok(axum::Json(answer))
}

/// What is found of the data on one customer.
#[derive(Serialize, ToSchema)]
pub struct FindingsAnswer {
    data: Vec<Finding>,
    next_cursor: Option<String>,
}

/// What of the data on a customer is missing, implausible or conflicting.
#[utoipa::path(get, path = "/api/v1/customers/{id}/quality", operation_id = "customers_quality", tag = "figures", params(("id" = CustomerId, Path)),
    responses((status = 200, body = FindingsAnswer), (status = 404, body = Problem)))]
pub async fn quality_of(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<FindingsAnswer>> {
    let sight = caller.sight();
    let data = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                quality::of(tx, root).await
            })
        })
        .await?;
    Ok(axum::Json(FindingsAnswer {
        data,
        next_cursor: None,
    }))
}

/// How many customers have each finding.
#[derive(Serialize, ToSchema)]
pub struct QualityAnswer {
    data: Vec<Count>,
    next_cursor: Option<String>,
}

/// How good the data on customers is: how many have each finding, the most first.
#[utoipa::path(get, path = "/api/v1/quality", tag = "figures", responses((status = 200, body = QualityAnswer)))]
pub async fn quality(
    State(app): State<App>,
    _caller: Allowed<FIGURES_READ>,
) -> Answer<axum::Json<QualityAnswer>> {
    let data = app
        .store()
        .read(|tx| Box::pin(quality::summary(tx)))
        .await?;
    Ok(axum::Json(QualityAnswer {
        data,
        next_cursor: None,
    }))
}

/// Which customers are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FindingQuery {
    /// `missing`, `implausible` or `conflicting`.
    #[param(max_length = 100)]
    code: String,
    /// Of which attribute.
    #[param(max_length = 100)]
    attribute: String,
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// The customers that have a finding, to be repaired.
#[utoipa::path(get, path = "/api/v1/quality/customers", tag = "figures", params(FindingQuery), responses((status = 200, body = CustomerPage)))]
pub async fn quality_customers(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(query): Query<FindingQuery>,
) -> Answer<axum::Json<CustomerPage>> {
    if query.code.contains('\0') || query.attribute.contains('\0') {
        return Err(Error::invalid("code", "and attribute must hold no NUL").into());
    }
    let limit = query.limit.unwrap_or(50).clamp(1, 200) as usize;
    let after = query
        .cursor
        .as_ref()
        .map(|cursor| cursor.read("quality").and_then(|mut keys| keys.id()))
        .transpose()?
        .map(CustomerId);
    let view = View {
        reveal: caller.reveal(),
        zone: app.zone().await?,
    };
    let sight = caller.sight();
    let (store, finding) = (
        app.store().clone(),
        Finding {
            code: query.code,
            attribute: query.attribute,
        },
    );
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let mut ids =
                    quality::customers(tx, &finding, &sight, after, limit as i64 + 1).await?;
                let more = ids.len() > limit;
                ids.truncate(limit);
                let next_cursor = ids
                    .last()
                    .filter(|_| more)
                    .map(|last| Cursor::of("quality").bytes(last.0));
                Ok(CustomerPage {
                    data: show::customers(tx, &store, &ids, view).await?,
                    next_cursor,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}
