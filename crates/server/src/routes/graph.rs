//! The graph of a customer's identities, to be drawn.

use axum::extract::State;
use customers::graph::{self, Graph};
use customers::show::View;
use kernel::CustomerId;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ};
use crate::input::Path;
use crate::problem::{Answer, Problem};

/// Why are these one? The identities as a graph, with the evidence of every line, also of those that were refused or undone.
#[utoipa::path(get, path = "/api/v1/customers/{id}/graph", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = Graph), (status = 404, body = Problem)))]
pub async fn graph(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<Graph>> {
    let (sight, reveal) = (caller.sight(), caller.reveal());
    let customer = super::customers::one(&app, id, sight.clone(), reveal).await?;
    let ledger = app.ledger().clone();
    let view = View {
        reveal,
        zone: app.zone().await?,
    };
    let graph = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let mut graph = graph::of(tx, &ledger, customer, (view, &sight)).await?;
                let names = super::actors::names(tx, graph.actors()).await?;
                graph.name(&names);
                Ok(graph)
            })
        })
        .await?;
    Ok(axum::Json(graph))
}
