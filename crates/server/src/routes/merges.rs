//! Merging customers and taking merges back; why identities are one.

use axum::extract::State;
use company::audit;
use customers::attributes;
use customers::facts::{self, Fact};
use customers::show::{Identity, Reveal};
use customers::sight::Sight;
use identity::graph::manual::{self, Merged};
use identity::graph::{LinkRule, LinkState};
use identity::normal::mask_name;
use kernel::{Cursor, CustomerId, IdentityId, MergeId, SourceId, Timestamp, TouchId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{Store, Tx, params};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_MERGE, CUSTOMERS_READ};
use crate::input::{Json, Path, Query};
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
        Self {
            id: merged.id,
            survivor: merged.survivor,
            other: merged.other,
        }
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
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    let merged = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, input) = (ledger.clone(), env.clone(), actor.clone(), input.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.all_of(tx, &[id, input.other]).await?;
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
pub async fn undo(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_MERGE>,
    Path(id): Path<MergeId>,
) -> Answer<axum::Json<MergeAnswer>> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let sight = caller.sight();
    let merged = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor) = (ledger.clone(), env.clone(), actor.clone());
            let sight = sight.clone();
            Box::pin(async move {
                sight.merge(tx, id).await?;
                let merged = manual::undo(tx, &ledger, id, &actor).await?;
                audit::record(
                    tx,
                    &env,
                    &actor,
                    "customer.unmerge",
                    merged.survivor,
                    serde_json::json!({ "merge": id }),
                )
                .await?;
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
    let _late_or_stopping = tokio::time::timeout(std::time::Duration::from_secs(5), shown).await;
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
pub async fn identities(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<IdentitiesAnswer>> {
    let customer = super::customers::one(&app, id, caller.sight(), caller.reveal()).await?;
    let root = customer.id;
    let links = app
        .store()
        .read(move |tx| Box::pin(links(tx, root)))
        .await?;
    Ok(axum::Json(IdentitiesAnswer {
        data: customer.identities,
        links,
        next_cursor: None,
    }))
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
            let (a, b, rule): (IdentityId, IdentityId, LinkRule) =
                (row.take(0)?, row.take(1)?, row.take(2)?);
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

/// One merge, as history shows it.
#[derive(Serialize, ToSchema)]
pub struct MergeShown {
    id: MergeId,
    survivor: CustomerId,
    other: CustomerId,
    /// What the other one was called, masked unless revealed.
    other_name: Option<String>,
    rule: LinkRule,
    at: Timestamp,
    /// `usr_…`, `tok_…`, `local`, or `system` for what a rule found.
    actor: String,
    /// The name of the person or the token.
    actor_name: Option<String>,
    reason: Option<String>,
    undone_at: Option<Timestamp>,
    undone_by: Option<String>,
    undone_by_name: Option<String>,
    /// The identity by which the other one is named.
    #[serde(skip)]
    named_by: IdentityId,
}

/// A page of merges.
#[derive(Serialize, ToSchema)]
pub struct MergesAnswer {
    data: Vec<MergeShown>,
    next_cursor: Option<Cursor>,
}

/// Which page of merges is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MergesQuery {
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// The merges of the whole company, the newest first.
#[utoipa::path(get, path = "/api/v1/merges", operation_id = "merges_list", tag = "customers", params(MergesQuery), responses((status = 200, body = MergesAnswer)))]
pub async fn list_all(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(query): Query<MergesQuery>,
) -> Answer<axum::Json<MergesAnswer>> {
    page(&app, None, query, (caller.sight(), caller.reveal())).await
}

/// The merges a customer took part in, the newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/merges", tag = "customers", params(("id" = CustomerId, Path), MergesQuery),
    responses((status = 200, body = MergesAnswer), (status = 404, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
    Query(query): Query<MergesQuery>,
) -> Answer<axum::Json<MergesAnswer>> {
    page(&app, Some(id), query, (caller.sight(), caller.reveal())).await
}

async fn page(
    app: &App,
    of: Option<CustomerId>,
    query: MergesQuery,
    (sight, reveal): (Sight, Reveal),
) -> Answer<axum::Json<MergesAnswer>> {
    let limit = query.limit.unwrap_or(50).clamp(1, 200) as usize;
    let place = query
        .cursor
        .as_ref()
        .map(|cursor| {
            cursor
                .read("merges")
                .and_then(|mut keys| Ok((keys.int()?, keys.id()?)))
        })
        .transpose()?;
    let store = app.store().clone();
    let answer = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let mut data = rows(tx, of, &sight, place, limit as i64 + 1).await?;
                let more = data.len() > limit;
                data.truncate(limit);
                let next_cursor = data
                    .last()
                    .filter(|_| more)
                    .map(|last| Cursor::of("merges").int(last.at.0).bytes(last.id.0));
                name(tx, &store, &mut data, reveal).await?;
                Ok(MergesAnswer { data, next_cursor })
            })
        })
        .await?;
    Ok(axum::Json(answer))
}

async fn rows(
    tx: &mut Tx,
    of: Option<CustomerId>,
    sight: &Sight,
    place: Option<(i64, [u8; 16])>,
    limit: i64,
) -> kernel::Result<Vec<MergeShown>> {
    let (at, id) = place.unwrap_or((i64::MAX, [0xff; 16]));
    let columns = "SELECT id, survivor, other, b, rule, at, actor, reason, undone_at, undone_by FROM merges WHERE (at < $1 OR (at = $1 AND id < $2))";
    let rows = match of {
        None => {
            let mut values = params![at, id, limit].to_vec();
            // Whom the survivor belongs to by now.
            let whose = "(SELECT COALESCE(c.merged_into, c.id) FROM customers c WHERE c.id = merges.survivor)";
            let seen = sight.of_customers(whose, &mut values);
            let sql = format!("{columns}{seen} ORDER BY at DESC, id DESC LIMIT $3");
            tx.query(&sql, &values).await?
        }
        Some(customer) => {
            let root = sight.root(tx, customer).await?;
            // Also those of customers that were merged into it before, and its own before it was split off again.
            let whose = "(SELECT id FROM customers WHERE id = $4 OR id = $5 OR merged_into = $4)";
            let sql = format!(
                "{columns} AND (survivor IN {whose} OR other IN {whose}) ORDER BY at DESC, id DESC LIMIT $3"
            );
            tx.query(&sql, params![at, id, limit, root, customer])
                .await?
        }
    };
    let shown = rows.into_iter().map(|mut row| {
        Ok(MergeShown {
            id: row.take(0)?,
            survivor: row.take(1)?,
            other: row.take(2)?,
            other_name: None,
            named_by: row.take(3)?,
            rule: row.take(4)?,
            at: row.take(5)?,
            actor: row.take(6)?,
            actor_name: None,
            reason: row.take(7)?,
            undone_at: row.take(8)?,
            undone_by: row.take(9)?,
            undone_by_name: None,
        })
    });
    shown.collect()
}

/// Puts names to the ids: of who did it, and of who was merged away.
async fn name(
    tx: &mut Tx,
    store: &Store,
    merges: &mut [MergeShown],
    reveal: Reveal,
) -> kernel::Result<()> {
    let actors = merges
        .iter()
        .flat_map(|merge| [Some(merge.actor.clone()), merge.undone_by.clone()])
        .flatten()
        .collect();
    let names = super::actors::names(tx, actors).await?;
    let others: Vec<Vec<u8>> = merges.iter().map(|merge| merge.other.0.to_vec()).collect();
    let mut founders: HashMap<CustomerId, IdentityId> = HashMap::new();
    for mut row in tx
        .query(
            "SELECT id, founder FROM customers WHERE id = ANY($1)",
            params![others],
        )
        .await?
    {
        founders.insert(row.take(0)?, row.take(1)?);
    }
    let mut tellers: Vec<i64> = merges
        .iter()
        .map(|merge| merge.named_by.0)
        .chain(founders.values().map(|id| id.0))
        .collect();
    tellers.sort_unstable();
    tellers.dedup();
    let definitions = attributes::definitions(tx).await?;
    let told = facts::of(tx, store, tellers, &definitions).await?;
    for merge in merges {
        merge.actor_name = names.get(&merge.actor).cloned();
        merge.undone_by_name = merge
            .undone_by
            .as_ref()
            .and_then(|actor| names.get(actor))
            .cloned();
        let of_other: Vec<Fact> = told
            .iter()
            .filter(|fact| {
                fact.identity == merge.named_by
                    || founders.get(&merge.other) == Some(&fact.identity)
            })
            .cloned()
            .collect();
        let name = facts::shown(&of_other)
            .get("name")
            .and_then(|name| name.as_str().map(str::to_owned));
        merge.other_name = if reveal == Reveal::Plain {
            name
        } else {
            name.as_deref().map(mask_name)
        };
    }
    Ok(())
}
