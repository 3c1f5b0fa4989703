//! Merging customers and taking merges back; why identities are one.

use axum::extract::State;
use company::audit;
use customers::show::Identity;
use identity::graph::manual::{self, Merged};
use identity::graph::{LinkRule, LinkState};
use kernel::{CustomerId, IdentityId, MergeId, SourceId, Timestamp, TouchId};
use serde::{Deserialize, Serialize};
use store::{Tx, params};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_MERGE, CUSTOMERS_READ};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// Which customer is the same as this one, and why.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// The customer that is merged into this one.
    other: CustomerId,
    /// Why they are one.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// A merge that was made or taken back.
#[derive(Serialize, ToSchema)]
pub struct MergeAnswer {
    id: MergeId,
    survivor: CustomerId,
    other: CustomerId,
}

impl From<Merged> for MergeAnswer {
    fn from(merged: Merged) -> Self {
        Self { id: merged.id, survivor: merged.survivor, other: merged.other }
    }
}

/// Makes two customers one; this one goes on.
#[utoipa::path(post, path = "/api/v1/customers/{id}/merge", tag = "customers", params(("id" = CustomerId, Path)), request_body = MergeInput,
    responses((status = 200, body = MergeAnswer), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn merge(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_MERGE>,
    Path(id): Path<CustomerId>,
    Json(input): Json<MergeInput>,
) -> Answer<axum::Json<MergeAnswer>> {
    if input.reason.chars().count() > 500 {
        return Err(kernel::Error::invalid("reason", "must have at most 500 characters").into());
    }
    let (ledger, env, actor) = (app.ledger().clone(), app.env().clone(), caller.actor.clone());
    let merged = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) = (ledger.clone(), env.clone(), actor.clone(), input.clone());
            Box::pin(async move {
                let merged = manual::merge(tx, &ledger, id, input.other, &actor, &input.reason).await?;
                let detail = serde_json::json!({ "merge": merged.id, "other": merged.other, "reason": input.reason });
                audit::record(tx, &env, &actor, "customer.merge", merged.survivor, detail).await?;
                Ok(merged)
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(merged.into()))
}

/// Takes a merge back; taking it back twice changes nothing more.
#[utoipa::path(post, path = "/api/v1/merges/{id}/undo", tag = "customers", params(("id" = MergeId, Path)),
    responses((status = 200, body = MergeAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn undo(State(app): State<App>, caller: Allowed<CUSTOMERS_MERGE>, Path(id): Path<MergeId>) -> Answer<axum::Json<MergeAnswer>> {
    let (ledger, env, actor) = (app.ledger().clone(), app.env().clone(), caller.actor.clone());
    let merged = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor) = (ledger.clone(), env.clone(), actor.clone());
            Box::pin(async move {
                let merged = manual::undo(tx, &ledger, id, &actor).await?;
                audit::record(tx, &env, &actor, "customer.unmerge", merged.survivor, serde_json::json!({ "merge": id })).await?;
                Ok(merged)
            })
        })
        .await?;
    settled(&app).await?;
    Ok(axum::Json(merged.into()))
}

/// Waits until what was just decided shows: whoever merges looks at the result next.
pub(crate) async fn settled(app: &App) -> Answer<()> {
    let head = *app.ledger().head().borrow();
    let mut progress = app.ledger().progress(customers::reader::NAME);
    let shown = progress.wait_for(|seq| *seq >= head);
    // Not shown in time is no failure of what was done: it is on disk, and the readers will come to it.
    let _late_or_stopping = tokio::time::timeout(std::time::Duration::from_secs(2), shown).await;
    Ok(())
}

/// Why two identities are one, or are not.
#[derive(Serialize, ToSchema)]
pub struct LinkShown {
    a: IdentityId,
    b: IdentityId,
    /// What says so.
    rule: LinkRule,
    source: Option<SourceId>,
    /// The touch that said so first.
    first_touch: Option<TouchId>,
    first_at: Timestamp,
    /// The last day it was said again.
    last_day: Timestamp,
    state: LinkState,
    /// Why it was refused.
    reason: Option<String>,
    merge: Option<MergeId>,
}

/// The identities of a customer and the links between them.
#[derive(Serialize, ToSchema)]
pub struct IdentitiesAnswer {
    data: Vec<Identity>,
    links: Vec<LinkShown>,
    next_cursor: Option<String>,
}

/// Why are these one? The identities of a customer, with the evidence of each link.
#[utoipa::path(get, path = "/api/v1/customers/{id}/identities", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = IdentitiesAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn identities(State(app): State<App>, caller: Allowed<CUSTOMERS_READ>, Path(id): Path<CustomerId>) -> Answer<axum::Json<IdentitiesAnswer>> {
    let customer = super::customers::one(&app, id, caller.reveal()).await?;
    let root = customer.id;
    let links = app.store().read(move |tx| Box::pin(links(tx, root))).await?;
    Ok(axum::Json(IdentitiesAnswer { data: customer.identities, links, next_cursor: None }))
}

async fn links(tx: &mut Tx, customer: CustomerId) -> kernel::Result<Vec<LinkShown>> {
    let mut shown = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for end in ["a", "b"] {
        let sql = format!(
            "SELECT l.a, l.b, l.rule, s.id, e.id, l.first_at, l.last_day, l.state, l.reason, l.merge FROM links l
             LEFT JOIN sources s ON s.num = l.source LEFT JOIN ledger e ON e.seq = l.ordinal
             WHERE l.{end} IN (SELECT id FROM identities WHERE customer = $1) ORDER BY l.ordinal DESC LIMIT 1000"
        );
        for mut row in tx.query(&sql, params![customer]).await? {
            let (a, b, rule): (IdentityId, IdentityId, LinkRule) = (row.take(0)?, row.take(1)?, row.take(2)?);
            if seen.insert((a, b, rule)) {
                let last_day: i64 = row.take(6)?;
                shown.push(LinkShown {
                    a,
                    b,
                    rule,
                    source: row.take(3)?,
                    first_touch: row.take(4)?,
                    first_at: row.take(5)?,
                    last_day: Timestamp(last_day * Timestamp::DAY),
                    state: row.take(7)?,
                    reason: row.take(8)?,
                    merge: row.take(9)?,
                });
            }
        }
    }
    Ok(shown)
}

/// One merge in the history of a customer.
#[derive(Serialize, ToSchema)]
pub struct MergeShown {
    id: MergeId,
    survivor: CustomerId,
    other: CustomerId,
    rule: LinkRule,
    at: Timestamp,
    actor: String,
    reason: Option<String>,
    undone_at: Option<Timestamp>,
    undone_by: Option<String>,
}

/// The merges of a customer.
#[derive(Serialize, ToSchema)]
pub struct MergesAnswer {
    data: Vec<MergeShown>,
    next_cursor: Option<String>,
}

/// The merges a customer took part in, the newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/merges", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = MergesAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(State(app): State<App>, _caller: Allowed<CUSTOMERS_READ>, Path(id): Path<CustomerId>) -> Answer<axum::Json<MergesAnswer>> {
    let data = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = manual::root(tx, id).await?.ok_or(kernel::Error::NotFound("customer"))?;
                let sql = "SELECT id, survivor, other, rule, at, actor, reason, undone_at, undone_by FROM merges
                           WHERE survivor = $1 OR other = $1 OR survivor = $2 OR other = $2 ORDER BY at DESC, id LIMIT 200";
                let rows = tx.query(sql, params![root, id]).await?;
                rows.into_iter()
                    .map(|mut row| {
                        Ok(MergeShown {
                            id: row.take(0)?,
                            survivor: row.take(1)?,
                            other: row.take(2)?,
                            rule: row.take(3)?,
                            at: row.take(4)?,
                            actor: row.take(5)?,
                            reason: row.take(6)?,
                            undone_at: row.take(7)?,
                            undone_by: row.take(8)?,
                        })
                    })
                    .collect::<kernel::Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(axum::Json(MergesAnswer { data, next_cursor: None }))
}
