//! Tags of many customers at once: those that are named, or all that a filter lists, in pieces; and taking it back.

use axum::extract::State;
use company::audit;
use customers::edit::tagging;
use customers::list::Filter;
use kernel::{Cursor, CustomerId, Error, TagRunId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::listing;
use super::merges::settled;
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ, CUSTOMERS_WRITE};
use crate::input::{Json, Path};
use crate::problem::{Answer, Problem};

/// Customers that one piece of a run tags: more would hold the writer up.
const PIECE: usize = 200;

/// Tags that are in use.
#[derive(Serialize, ToSchema)]
pub struct TagList {
    data: Vec<String>,
    next_cursor: Option<String>,
}

/// Lists the tags that customers have, the first 500 by the alphabet.
#[utoipa::path(get, path = "/api/v1/tags", tag = "customers", responses((status = 200, body = TagList)))]
pub async fn list(
    State(app): State<App>,
    _caller: Allowed<CUSTOMERS_READ>,
) -> Answer<axum::Json<TagList>> {
    let data = app.store().read(|tx| Box::pin(tagging::in_use(tx))).await?;
    Ok(axum::Json(TagList {
        data,
        next_cursor: None,
    }))
}

/// Tags to put on and take from many customers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagsInput {
    /// Up to 1,000.
    #[serde(default)]
    #[schema(max_items = 1000)]
    customers: Vec<CustomerId>,
    /// Instead of naming them: all that this filter lists, 200 at a time.
    filter: Option<Filter>,
    /// With a filter: the `next_cursor` of the piece before.
    cursor: Option<Cursor>,
    /// The run that this piece belongs to, as the piece before named it, so that all of it can be undone as one.
    run: Option<TagRunId>,
    /// Tags to put.
    #[serde(default)]
    add: Vec<String>,
    /// Tags to take.
    #[serde(default)]
    remove: Vec<String>,
}

/// What a piece of a run did.
#[derive(Serialize, ToSchema)]
pub struct TagsAnswer {
    /// How many customers it was about.
    customers: usize,
    /// How many of them were not so before.
    changed: usize,
    /// What undoes it, for a week.
    run: TagRunId,
    /// With a filter: where the next piece goes on; none: this was the last.
    next_cursor: Option<Cursor>,
}

/// Puts and takes tags of many customers: of those that are named, or of all that a filter lists. With a filter an answer is of
/// one piece; whoever wants all sends the same again with its `run` and `next_cursor`, and stops whenever they like.
#[utoipa::path(post, path = "/api/v1/customers/tags", operation_id = "customers_tag", tag = "customers", request_body = TagsInput,
    responses((status = 200, body = TagsAnswer), (status = 404, body = Problem)))]
pub async fn tag(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Json(input): Json<TagsInput>,
) -> Answer<axum::Json<TagsAnswer>> {
    let by_filter = input.filter.is_some();
    let (customers, next_cursor, filter) = match input.filter {
        None => (input.customers, None, Value::Null),
        Some(_) if !input.customers.is_empty() => {
            let message = "cannot be given together with a filter; a filter takes them as customer";
            return Err(Error::invalid("customers", message).into());
        }
        Some(filter) => {
            let told = told(&filter)?;
            let (found, next) =
                listing::steadily(&app, filter, caller.sight(), input.cursor, PIECE).await?;
            (found, next, told)
        }
    };
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let run = input.run.unwrap_or_else(|| TagRunId::new(&env));
    // Where few pass the filter, a piece may have looked far and found nobody.
    if by_filter && customers.is_empty() {
        return Ok(axum::Json(TagsAnswer {
            customers: 0,
            changed: 0,
            run,
            next_cursor,
        }));
    }
    let sight = caller.sight();
    let (customers, wish) = (
        std::sync::Arc::new(customers),
        std::sync::Arc::new((input.add, input.remove, filter)),
    );
    let done = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor, customers, wish) = (
                ledger.clone(),
                env.clone(),
                actor.clone(),
                customers.clone(),
                wish.clone(),
            );
            let sight = sight.clone();
            Box::pin(async move {
                sight.all_of(tx, &customers).await?;
                let (add, remove, filter) = (&wish.0, &wish.1, &wish.2);
                let tags = (add.as_slice(), remove.as_slice());
                let done = tagging::tag(tx, &ledger, run, &customers, tags, &actor).await?;
                let named = (!by_filter).then_some(&*customers);
                let detail = json!({
                    "customers": named, "filter": filter, "run": run, "changed": done.changed, "add": add, "remove": remove,
                });
                audit::record(tx, &env, &actor, "customer.tag", "customers", detail).await?;
                Ok(done)
            })
        })
        .await?;
    // A piece of many needs not be seen before the next is begun.
    if next_cursor.is_none() {
        settled(&app).await?;
    }
    Ok(axum::Json(TagsAnswer {
        customers: done.customers,
        changed: done.changed,
        run,
        next_cursor,
    }))
}

/// A filter as the audit record tells it, which cannot be erased: what was searched for may be somebody's name.
fn told(filter: &Filter) -> Result<Value, Error> {
    let mut told = serde_json::to_value(filter).map_err(Error::internal)?;
    if let Some(searched) = told.get_mut("q") {
        *searched = Value::from("…");
    }
    Ok(told)
}

/// What a piece of an undo did.
#[derive(Serialize, ToSchema)]
pub struct TagsUndone {
    /// How many customers have their tags back.
    changed: usize,
    /// Whether more of the run is left: then ask again.
    more: bool,
}

/// Takes a piece of a run back, for exactly those whose tags it changed; as long as there is `more`, ask again.
#[utoipa::path(post, path = "/api/v1/customers/tags/{run}/undo", tag = "customers",
    params(("run" = TagRunId, Path)), responses((status = 200, body = TagsUndone)))]
pub async fn undo(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_WRITE>,
    Path(run): Path<TagRunId>,
) -> Answer<axum::Json<TagsUndone>> {
    let (ledger, env, actor) = (
        app.ledger().clone(),
        app.env().clone(),
        caller.actor.clone(),
    );
    let (changed, more) = app
        .store()
        .write_locked(move |tx| {
            let (ledger, env, actor) = (ledger.clone(), env.clone(), actor.clone());
            Box::pin(async move {
                let (changed, more) = tagging::undo(tx, &ledger, run, &actor).await?;
                let detail = json!({ "changed": changed });
                audit::record(tx, &env, &actor, "customer.undo_tag", run, detail).await?;
                Ok((changed, more))
            })
        })
        .await?;
    if !more {
        settled(&app).await?;
    }
    Ok(axum::Json(TagsUndone { changed, more }))
}
