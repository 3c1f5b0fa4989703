//! Customers: found, shown, told, merged.

use axum::extract::State;
use customers::find::{self, After, Which};
use customers::show::{self, Customer, Reveal, View};
use customers::sight::Sight;
use customers::touch::Touch;
use kernel::{Cursor, CustomerId, IdentityKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// Which customers are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// An exact identifier, `KIND:VALUE`, such as `email:ann@example.com`. One that many share answers several.
    identity: Option<String>,
    /// Part of a name (characters, pinyin, initials, Latin), or any identifier.
    q: Option<String>,
    /// `known` (the default), `anonymous` or `all`.
    #[param(inline)]
    kind: Option<WhichKind>,
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// Which customers are listed.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhichKind {
    /// Those that something names.
    Known,
    /// Those that nothing names yet.
    Anonymous,
    /// Both.
    All,
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

/// Lists customers, or finds them.
#[utoipa::path(get, path = "/api/v1/customers", tag = "customers", params(ListQuery),
    responses((status = 200, body = CustomerPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Query(query): Query<ListQuery>,
) -> Answer<axum::Json<CustomerPage>> {
    let limit = rows(query.limit, 50, 200);
    let which = match query.kind.unwrap_or(WhichKind::Known) {
        WhichKind::Known => Which::Known,
        WhichKind::Anonymous => Which::Anonymous,
        WhichKind::All => Which::All,
    };
    let identity = query.identity.as_deref().map(identifier).transpose()?;
    let after = query.cursor.as_ref().map(read_cursor).transpose()?;
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
                let keyring = store.keyring();
                let (ids, next) = if let Some((kind, value)) = identity {
                    let found = find::by_identity(tx, keyring, &context, kind, &value).await?;
                    (sight.among(tx, found).await?, None)
                } else if let Some(text) = query
                    .q
                    .as_deref()
                    .map(str::trim)
                    .filter(|text| !text.is_empty())
                {
                    (
                        find::search(tx, keyring, &context, text, (which, &sight), limit as i64)
                            .await?,
                        None,
                    )
                } else {
                    let mut found =
                        find::newest(tx, which, &sight, after, limit as i64 + 1).await?;
                    let more = found.len() > limit;
                    found.truncate(limit);
                    let next = found
                        .last()
                        .filter(|_| more)
                        .map(|last| Cursor::of("customers").int(last.last_at.0).bytes(last.id.0));
                    (found.into_iter().map(|one| one.id).collect(), next)
                };
                Ok(CustomerPage {
                    data: show::customers(tx, &store, &ids, view).await?,
                    next_cursor: next,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
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

fn read_cursor(cursor: &Cursor) -> Result<After, Problem> {
    let mut keys = cursor.read("customers")?;
    Ok(After {
        last_at: kernel::Timestamp(keys.int()?),
        id: CustomerId(keys.id()?),
    })
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
