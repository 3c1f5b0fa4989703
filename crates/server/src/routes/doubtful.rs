//! Merges in doubt: two customers who were seen together and whom a limit keeps apart, until a person says what they are.

use axum::extract::State;
use axum::http::StatusCode;
use company::audit;
use customers::show::{self, Reveal};
use customers::sight::Sight;
use identity::graph::doubtful::{self, Doubt};
use kernel::{Cursor, CustomerId, IdentityId, IdentityKind, SourceId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_MERGE, CUSTOMERS_READ};
use crate::input::{Json, Query};
use crate::problem::{Answer, Problem};

/// One of the two.
#[derive(Serialize, ToSchema)]
pub struct DoubtfulSide {
    customer: CustomerId,
    /// What the customer is called, masked unless revealed.
    name: Option<String>,
    identity: IdentityId,
    kind: IdentityKind,
    /// The value of the identity, masked unless revealed.
    value: String,
    /// How many touches the customer has.
    touches: i64,
    last_touch_at: Option<Timestamp>,
}

/// Two customers who may be one.
#[derive(Serialize, ToSchema)]
pub struct DoubtfulLink {
    one: DoubtfulSide,
    other: DoubtfulSide,
    /// Which limit keeps them apart.
    reason: String,
    /// The source they were first seen together in.
    source: Option<SourceId>,
    first_at: Timestamp,
    last_day: Timestamp,
}

/// A page of them.
#[derive(Serialize, ToSchema)]
pub struct DoubtfulPage {
    data: Vec<DoubtfulLink>,
    #[schema(value_type = Option<String>)]
    next_cursor: Option<Cursor>,
}

/// Which page is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DoubtfulQuery {
    /// Rows in the page: 1 to 100, 20 by default.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// Customers who may be one: they were seen together, and a limit keeps them apart.
#[utoipa::path(get, path = "/api/v1/doubtful-merges", tag = "customers", operation_id = "doubtful_merges", params(DoubtfulQuery),
    responses((status = 200, body = DoubtfulPage), (status = 400, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(query): Query<DoubtfulQuery>,
) -> Answer<axum::Json<DoubtfulPage>> {
    let limit = query.limit.unwrap_or(20).clamp(1, 100) as usize;
    let after = query
        .cursor
        .as_ref()
        .map(|cursor| {
            cursor
                .read("doubtful")
                .and_then(|mut keys| Ok((IdentityId(keys.int()?), IdentityId(keys.int()?))))
        })
        .transpose()?
        .unwrap_or((IdentityId(0), IdentityId(0)));
    let (store, sight, reveal) = (app.store().clone(), caller.sight(), caller.reveal());
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let mut doubts = doubtful::list(tx, after, limit as i64 + 1).await?;
                let more = doubts.len() > limit;
                doubts.truncate(limit);
                let next_cursor = doubts
                    .last()
                    .filter(|_| more)
                    .map(|last| Cursor::of("doubtful").int(last.a.0).int(last.b.0));
                let data = shown(tx, &store, doubts, &sight, reveal).await?;
                Ok(DoubtfulPage { data, next_cursor })
            })
        })
        .await?;
    Ok(axum::Json(page))
}

async fn shown(
    tx: &mut store::Tx,
    store: &store::Store,
    doubts: Vec<Doubt>,
    sight: &Sight,
    reveal: Reveal,
) -> kernel::Result<Vec<DoubtfulLink>> {
    let mut ids: Vec<CustomerId> = doubts
        .iter()
        .flat_map(|doubt| [doubt.customer, doubt.other])
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let ids = sight.among(tx, ids).await?;
    let customers = show::customers(tx, store, &ids, reveal).await?;
    let side = |id: CustomerId, identity: IdentityId| {
        let customer = customers.iter().find(|customer| customer.id == id)?;
        let held = customer.identities.iter().find(|one| one.id == identity)?;
        Some(DoubtfulSide {
            customer: id,
            name: customer.name.clone(),
            identity,
            kind: held.kind,
            value: held.value.clone(),
            touches: customer.touches,
            last_touch_at: customer.last_touch_at,
        })
    };
    // Who was erased a moment ago is in no doubt any more, and who sees only one of the two cannot judge.
    let links = doubts.into_iter().filter_map(|doubt| {
        Some(DoubtfulLink {
            one: side(doubt.customer, doubt.a)?,
            other: side(doubt.other, doubt.b)?,
            reason: doubt.reason,
            source: doubt.source,
            first_at: doubt.first_at,
            last_day: Timestamp(doubt.last_day * Timestamp::DAY),
        })
    });
    Ok(links.collect())
}

/// Two identities that belong to two customers.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepApartInput {
    /// One of them.
    #[schema(value_type = String)]
    one: IdentityId,
    /// The other.
    #[schema(value_type = String)]
    other: IdentityId,
}

/// Says that the customers of two identities that were seen together are two; no rule joins them from now on.
#[utoipa::path(post, path = "/api/v1/doubtful-merges/keep-apart", tag = "customers", operation_id = "keep_apart", request_body = KeepApartInput,
    responses((status = 204), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn keep_apart(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_MERGE>,
    Json(input): Json<KeepApartInput>,
) -> Answer<StatusCode> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    app.store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) =
                (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                let whose = doubtful::customers_of(tx, (input.one, input.other)).await?;
                sight.all_of(tx, &whose).await?;
                doubtful::keep_apart(tx, &ledger, (input.one, input.other), &actor).await?;
                let detail = serde_json::json!({ "other": input.other });
                audit::record(tx, &env, &actor, "customer.keep_apart", input.one, detail).await
            })
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
