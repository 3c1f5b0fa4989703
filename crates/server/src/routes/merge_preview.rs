//! What a merge would change, before anybody decides.

use axum::extract::State;
use customers::preview::{self, Preview};
use customers::show::View;
use kernel::CustomerId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_MERGE};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// With whom.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// The customer that would be merged into this one.
    #[param(value_type = String)]
    other: CustomerId,
}

/// What merging another customer into this one would change; nothing is decided, and what would be refused is refused here too.
#[utoipa::path(get, path = "/api/v1/customers/{id}/merge/preview", tag = "customers", params(("id" = CustomerId, Path), PreviewQuery),
    responses((status = 200, body = Preview), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn preview(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_MERGE>,
    Path(id): Path<CustomerId>,
    Query(query): Query<PreviewQuery>,
) -> Answer<axum::Json<Preview>> {
    let view = View {
        reveal: caller.reveal(),
        zone: app.zone().await?,
    };
    let (store, sight) = (app.store().clone(), caller.sight());
    let preview = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                sight.all_of(tx, &[id, query.other]).await?;
                preview::of(tx, &store, id, query.other, (view, &sight)).await
            })
        })
        .await?;
    Ok(axum::Json(preview))
}
