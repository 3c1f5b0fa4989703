//! Customers: found, shown, told, merged.

use axum::extract::State;
use customers::find;
use customers::list::{self, Filter, Wanted};
use customers::show::{self, Customer, Reveal, View};
use customers::sight::Sight;
use customers::touch::Touch;
use kernel::{Cursor, CustomerId, IdentityKind};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::listing::{self, Asked};
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// Which page, or whom an identifier leads to.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "it documents what `Asked` reads out of the address"
)]
pub struct ListQuery {
    /// An exact identifier, `KIND:VALUE`, such as `email:ann@example.com`. One that many share answers several; no filter is
    /// asked then.
    identity: Option<String>,
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// A page of customers.
#[derive(Serialize, ToSchema)]
pub struct CustomerPage {
    pub(crate) data: Vec<Customer>,
    pub(crate) next_cursor: Option<Cursor>,
}

/// Rows in a page.
pub(crate) fn rows(limit: Option<u32>, usual: u32, most: u32) -> usize {
    limit.unwrap_or(usual).clamp(1, most) as usize
}

/// Lists customers, or finds them. Filters combine. A page looks at 20,000 customers at most: with filters that few pass it may
/// hold fewer rows than were asked for, even none, and goes on with its `next_cursor`.
#[utoipa::path(get, path = "/api/v1/customers", tag = "customers", params(ListQuery, Filter),
    responses((status = 200, body = CustomerPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Answer<axum::Json<CustomerPage>> {
    let asked = Asked::of(pairs)?;
    let limit = asked.limit(50, 200)?;
    let identity = asked.get("identity").map(identifier).transpose()?;
    let cursor = asked.cursor()?;
    let context = app.reading().await?;
    let view = View {
        reveal: caller.reveal(),
        zone: app.zone().await?,
    };
    let (store, sight) = (app.store().clone(), caller.sight());
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let (ids, next_cursor) = if let Some((kind, value)) = identity {
                    let keyring = store.keyring();
                    let ids = find::by_identity(tx, keyring, &context, kind, &value).await?;
                    (sight.among(tx, ids).await?, None)
                } else {
                    let now = store.env().now();
                    let wanted = Wanted::of(tx, &asked.filter, sight, now).await?;
                    let after = listing::place(&wanted, cursor.as_ref())?;
                    let found = list::page(tx, &store, &context, &wanted, after, limit).await?;
                    let next = found.next.map(|place| listing::cursor(&wanted, place));
                    (found.ids, next)
                };
                Ok(CustomerPage {
                    data: show::customers(tx, &store, &ids, view).await?,
                    next_cursor,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}

/// How many customers there are, as far as was counted.
#[derive(Serialize, ToSchema)]
pub struct CountAnswer {
    /// How many of those looked at.
    count: usize,
    /// Where counting goes on; none: this was all.
    next_cursor: Option<Cursor>,
}

/// Counts the customers that a filter lists, 20,000 at most at a time: as long as there is a `next_cursor`, ask with it and add up.
#[utoipa::path(get, path = "/api/v1/customers/count", tag = "customers",
    params(("cursor" = Option<String>, Query, description = "The `next_cursor` of the answer before."), Filter),
    responses((status = 200, body = CountAnswer), (status = 400, body = Problem)))]
pub async fn count(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Answer<axum::Json<CountAnswer>> {
    let asked = Asked::of(pairs)?;
    let cursor = asked.cursor()?;
    let (page, next_cursor) = listing::steadily(
        &app,
        asked.filter,
        caller.sight(),
        cursor,
        list::MOST_LOOKED,
    )
    .await?;
    Ok(axum::Json(CountAnswer {
        count: page.len(),
        next_cursor,
    }))
}

fn identifier(text: &str) -> Result<(IdentityKind, String), Problem> {
    let refuse = || {
        kernel::Error::invalid(
            "identity",
            "is not KIND:VALUE, such as email:ann@example.com",
        )
    };
    let (kind, value) = text.split_once(':').ok_or_else(refuse)?;
    let kind: IdentityKind = kind
        .parse()
        .map_err(|error: kernel::FieldError| error.at("identity"))?;
    Ok((kind, value.to_owned()))
}

/// Shows one customer; the id of one that was merged answers the survivor.
#[utoipa::path(get, path = "/api/v1/customers/{id}", tag = "customers", params(("id" = CustomerId, Path)),
    responses((status = 200, body = Customer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
) -> Answer<axum::Json<Customer>> {
    Ok(axum::Json(
        one(&app, id, caller.sight(), caller.reveal()).await?,
    ))
}

/// One customer, read in a snapshot of its own.
pub(crate) async fn one(
    app: &App,
    id: CustomerId,
    sight: Sight,
    reveal: Reveal,
) -> Answer<Customer> {
    let store = app.store().clone();
    let view = View {
        reveal,
        zone: app.zone().await?,
    };
    let found = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                Ok(show::customers(tx, &store, &[root], view)
                    .await?
                    .into_iter()
                    .next())
            })
        })
        .await?;
    found.ok_or_else(|| kernel::Error::NotFound("customer").into())
}

/// A page of touches.
#[derive(Serialize, ToSchema)]
pub struct TouchPage {
    pub(crate) data: Vec<Touch>,
    pub(crate) next_cursor: Option<Cursor>,
}
