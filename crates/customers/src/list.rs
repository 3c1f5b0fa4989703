//! Lists of customers: filters that combine, an order, and pages that stay quick with a million.
//!
//! Purpose: one [`Filter`] for the list, saved views, tagging, counting and exports; [`page`] answers a page of it.
//! Invariants:
//! - what a customer must be is written in one place ([`conditions`]), whatever the page is read by;
//! - no page looks at more than [`MOST_LOOKED`] customers: one that came to its bound says where the next goes on, and may hold
//!   fewer rows than were asked for, even none;
//! - what is sealed is never filtered: an attribute can be, once its definition says that it is not personal.
//!
//! To add a filter: a field of [`Filter`], its check in [`wanted`], its condition in [`conditions`] and, when an index leads to
//! few customers, a way in [`few`]. To add an order: a variant of [`Sort`] and the index it is read by.

mod attributes;
mod conditions;
mod few;
mod filter;
mod wanted;

use identity::normal::Context;
use kernel::{CustomerId, Result};
use store::{Store, Tx, Value, params};

pub use filter::{Direction, Filter, Scope, Sort};
pub use wanted::Wanted;

/// Customers looked at for one page, at most.
pub const MOST_LOOKED: usize = 20_000;
/// The same where attributes have to be opened.
const MOST_OPENED: usize = 4_000;
/// The sizes in which an index is walked: each a text of SQL of its own, so that the engine knows how little it is.
const STRIDES: [usize; 5] = [64, 256, 1_024, 4_096, 16_384];

/// Where the next page begins: after this customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the list is sorted by; of a search by best match, how many came before.
    pub key: i64,
    /// Its id.
    pub customer: CustomerId,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The customers, in order.
    pub ids: Vec<CustomerId>,
    /// Where the next page begins; none: this was the last.
    pub next: Option<Place>,
}

/// One customer that was looked at.
#[derive(Clone, Copy)]
struct Looked {
    place: Place,
    fits: bool,
}

/// A page of the customers that are wanted.
pub async fn page(
    tx: &mut Tx,
    store: &Store,
    context: &Context,
    wanted: &Wanted,
    after: Option<Place>,
    limit: usize,
) -> Result<Found> {
    if let Some(text) = &wanted.search {
        let found = crate::find::search(tx, store.keyring(), context, text).await?;
        return match wanted.sort {
            None => best(tx, store, wanted, found, after, limit).await,
            Some(_) => among(tx, store, wanted, found, after, limit).await,
        };
    }
    match few::candidates(tx, wanted).await? {
        Some(ids) => among(tx, store, wanted, ids, after, limit).await,
        None => walk(tx, store, wanted, after, limit).await,
    }
}

/// Those of a search that fit, the best first. There are few of them, so that a page is told by its number of rows before.
async fn best(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    found: Vec<CustomerId>,
    after: Option<Place>,
    limit: usize,
) -> Result<Found> {
    let looked = look(tx, store, wanted, &found).await?;
    let fits: std::collections::HashSet<CustomerId> = looked
        .into_iter()
        .filter(|one| one.fits)
        .map(|one| one.place.customer)
        .collect();
    let before = after.map_or(0, |place| usize::try_from(place.key).unwrap_or(usize::MAX));
    let mut ids: Vec<CustomerId> = found
        .into_iter()
        .filter(|id| fits.contains(id))
        .skip(before)
        .take(limit + 1)
        .collect();
    let more = ids.len() > limit;
    ids.truncate(limit);
    let next = ids.last().filter(|_| more).map(|last| Place {
        key: i64::try_from(before + limit).unwrap_or(i64::MAX),
        customer: *last,
    });
    Ok(Found { ids, next })
}

/// Those of a few that fit, in the order that is asked for.
async fn among(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    ids: Vec<CustomerId>,
    after: Option<Place>,
    limit: usize,
) -> Result<Found> {
    let (_, direction) = wanted.sorted();
    let turn = |place: Place| match direction {
        Direction::Asc => (place.key, place.customer),
        // Backwards, the greatest comes first.
        Direction::Desc => (!place.key, CustomerId(place.customer.0.map(|byte| !byte))),
    };
    let mut looked = look(tx, store, wanted, &ids).await?;
    looked.retain(|one| one.fits && after.is_none_or(|after| turn(one.place) > turn(after)));
    looked.sort_unstable_by_key(|one| turn(one.place));
    looked.truncate(limit + 1);
    Ok(cut(looked, limit))
}

fn cut(fitting: Vec<Looked>, limit: usize) -> Found {
    let more = fitting.len() > limit;
    let next = fitting
        .get(limit.saturating_sub(1))
        .filter(|_| more)
        .map(|last| last.place);
    let ids = fitting.into_iter().take(limit);
    Found {
        ids: ids.map(|one| one.place.customer).collect(),
        next,
    }
}

/// Looks at these customers, each by its id.
async fn look(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    ids: &[CustomerId],
) -> Result<Vec<Looked>> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let list: Vec<Vec<u8>> = some.iter().map(|id| id.0.to_vec()).collect();
        let mut conditions = conditions::of(wanted, params![list].to_vec());
        conditions.within_scope(wanted.scope);
        let (key, fits, range, order) = (
            wanted.key(),
            conditions.text(),
            "p.customer = ANY($1)",
            String::new(),
        );
        let sql = format!(
            "SELECT p.customer, {key}, CASE WHEN {fits} THEN 1 ELSE 0 END FROM profiles p WHERE {range} {order}"
        );
        all.extend(read(tx, &sql, &conditions.values).await?);
    }
    attributes::look(tx, store, wanted, &mut all).await?;
    Ok(all)
}

async fn read(tx: &mut Tx, sql: &str, values: &[Value]) -> Result<Vec<Looked>> {
    let rows = tx.query(sql, values).await?;
    rows.into_iter()
        .map(|mut row| {
            let place = Place {
                customer: row.take(0)?,
                key: row.take(1)?,
            };
            Ok(Looked {
                place,
                fits: row.take(2)?,
            })
        })
        .collect()
}

/// Walks the index of the order, in growing strides, until the page is full, the list ends or the bound is reached.
async fn walk(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    mut after: Option<Place>,
    limit: usize,
) -> Result<Found> {
    let most = if wanted.attributes.is_empty() {
        MOST_LOOKED
    } else {
        MOST_OPENED
    };
    let (mut fitting, mut looked) = (Vec::new(), 0);
    let mut strides = STRIDES.iter().copied().filter(|stride| *stride > limit);
    while looked < most {
        let stride = strides.next().unwrap_or(most).min(most - looked);
        let rows = stretch(tx, store, wanted, after, stride).await?;
        looked += rows.len();
        let ended = rows.len() < stride;
        after = rows.last().map(|last| last.place).or(after);
        fitting.extend(rows.into_iter().filter(|one| one.fits));
        if fitting.len() > limit || ended {
            return Ok(cut(fitting, limit));
        }
    }
    let mut found = cut(fitting, limit);
    // Fewer than a page, and still not the end: the next goes on where this one stopped looking.
    found.next = after;
    Ok(found)
}

/// The next customers in the order, each with whether it fits.
async fn stretch(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    after: Option<Place>,
    stride: usize,
) -> Result<Vec<Looked>> {
    let mut rows = Vec::with_capacity(stride);
    // The index of the newest touch holds the known and the others apart: a range for each, merged here.
    let (sort, direction) = wanted.sorted();
    let flags: &[Option<bool>] = match (sort, wanted.scope) {
        (Sort::LastTouch, Scope::Known) => &[Some(true)],
        (Sort::LastTouch, Scope::Anonymous) => &[Some(false)],
        (Sort::LastTouch, Scope::All) => &[Some(true), Some(false)],
        _ => &[None],
    };
    for flag in flags {
        let mut conditions = conditions::of(wanted, Vec::new());
        let mut range = conditions.range(wanted, after);
        match flag {
            Some(known) => {
                let number = conditions.value(*known);
                range.insert_str(0, &format!("p.known = {number} AND "));
            }
            None => conditions.within_scope(wanted.scope),
        }
        let (key, fits) = (wanted.key(), conditions.text());
        let order = wanted.order_by(stride);
        let sql = format!(
            "SELECT p.customer, {key}, CASE WHEN {fits} THEN 1 ELSE 0 END FROM profiles p WHERE {range} {order}"
        );
        rows.extend(read(tx, &sql, &conditions.values).await?);
    }
    if flags.len() > 1 {
        rows.sort_unstable_by_key(|one| (one.place.key, one.place.customer));
        if direction == Direction::Desc {
            rows.reverse();
        }
        rows.truncate(stride);
    }
    attributes::look(tx, store, wanted, &mut rows).await?;
    Ok(rows)
}
