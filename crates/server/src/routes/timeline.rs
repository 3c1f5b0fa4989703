//! The timeline of a customer, from any place in either direction, filtered and searched.

use std::sync::Arc;

use axum::extract::State;
use customers::timeline::{self, Filter, Place, Way};
use customers::touch::{self, Touch};
use kernel::{Cursor, CustomerId, Error, FieldError, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_READ};
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem};

/// The list that cursors to older touches are of.
const OLDER: &str = "timeline";
/// The list that cursors to newer touches are of.
const NEWER: &str = "timeline_newer";
/// The longest text that is searched for.
const LONGEST_TEXT: usize = 200;

/// Which part of a timeline is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// Rows in the page: 1 to 200, 50 by default.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// The `next_cursor` of a page for what is older, or its `previous_cursor` for what is newer.
    cursor: Option<Cursor>,
    /// Begins with what happened at this moment or before it, rather than with the newest. Not with a cursor.
    #[param(value_type = Option<String>, format = DateTime)]
    at: Option<String>,
    /// Only touches of these channels, with commas between them, such as `web,email`.
    channel: Option<String>,
    /// Only touches of these types, with commas between them, such as `track,page`.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// Only touches that hold this text: in the event, in a property that is not personal, in the name of the touchpoint.
    #[param(max_length = 200)]
    q: Option<String>,
    /// With `q`: touches of these events as well, with commas between them; for who knows events by other words.
    #[param(max_length = 2000)]
    event: Option<String>,
}

/// A page of a timeline.
#[derive(Serialize, ToSchema)]
pub struct TimelinePage {
    /// The touches, the newest first.
    data: Vec<Touch>,
    /// Of what is older than this page; null when there is nothing.
    next_cursor: Option<Cursor>,
    /// Of what is newer than this page; null when there is nothing.
    previous_cursor: Option<Cursor>,
    /// With a filter: how far it was looked, when that is not to the end. The page may hold few touches or none; the cursor
    /// goes on from there.
    searched_to: Option<Timestamp>,
}

/// The timeline of a customer: every touch of every channel, the newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/timeline", tag = "customers", params(("id" = CustomerId, Path), TimelineQuery),
    responses((status = 200, body = TimelinePage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn timeline(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_READ>,
    Path(id): Path<CustomerId>,
    Query(query): Query<TimelineQuery>,
) -> Answer<axum::Json<TimelinePage>> {
    let limit = super::customers::rows(query.limit, 50, 200);
    let (place, way) = beginning(&query)?;
    let filter = filter(query)?;
    let reveal = caller.reveal();
    let (ledger, sight) = (app.ledger().clone(), caller.sight());
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let root = sight.root(tx, id).await?;
                let part =
                    timeline::part(tx, &ledger, root, (&filter, &sight), (place, way), limit)
                        .await?;
                let ends = part
                    .entries
                    .first()
                    .zip(part.entries.last())
                    .map(|(newest, oldest)| (place_of(newest), place_of(oldest)));
                // A page that is not full broke off because it had looked far enough.
                let short = part.entries.len() < limit;
                let searched_to = part.rest.filter(|_| short).map(|(at, _)| Timestamp(at));
                let (next_cursor, previous_cursor) = match way {
                    Way::Older => (
                        part.rest.map(|place| cursor(OLDER, place)),
                        place.map(|from| cursor(NEWER, ends.map_or(from, |ends| ends.0))),
                    ),
                    Way::Newer => (
                        ends.map(|ends| ends.1)
                            .or(place)
                            .map(|from| cursor(OLDER, from)),
                        part.rest.map(|place| cursor(NEWER, place)),
                    ),
                };
                let entries: Vec<_> = part.entries.into_iter().map(Arc::new).collect();
                Ok(TimelinePage {
                    data: touch::shown(tx, &ledger, &entries, reveal).await?,
                    next_cursor,
                    previous_cursor,
                    searched_to,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}

fn place_of(entry: &ledger::Entry) -> Place {
    (entry.at.0, entry.seq)
}

fn cursor(list: &str, (at, seq): Place) -> Cursor {
    Cursor::of(list).int(at).int(seq)
}

/// Where the page begins, and which way it goes.
fn beginning(query: &TimelineQuery) -> Result<(Option<Place>, Way), Problem> {
    match (&query.cursor, &query.at) {
        (Some(_), Some(_)) => Err(Error::invalid("at", "cannot be given with a cursor").into()),
        (None, None) => Ok((None, Way::Older)),
        (None, Some(text)) => {
            let at = Timestamp::parse(text).map_err(|error| error.at("at"))?;
            // Everything of that moment stands before the first of the next.
            Ok((Some((at.0.saturating_add(1), 0)), Way::Older))
        }
        (Some(cursor), None) => {
            let read = |list: &str| -> Result<Place, FieldError> {
                let mut keys = cursor.read(list)?;
                Ok((keys.int()?, keys.int()?))
            };
            match read(NEWER) {
                Ok(place) => Ok((Some(place), Way::Newer)),
                Err(_) => Ok((Some(read(OLDER)?), Way::Older)),
            }
        }
    }
}

fn filter(query: TimelineQuery) -> Result<Filter, Problem> {
    let text = query
        .q
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty());
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST_TEXT)
    {
        return Err(Error::invalid("q", "must have at most 200 characters").into());
    }
    Ok(Filter {
        channels: listed("channel", query.channel.as_deref())?,
        kinds: listed("type", query.kind.as_deref())?,
        text,
        events: words(query.event.as_deref()).map(str::to_owned).collect(),
    })
}

fn words(text: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = text.unwrap_or_default().split(',').map(str::trim);
    parts.filter(|word| !word.is_empty())
}

fn listed<T: std::str::FromStr<Err = FieldError>>(
    field: &str,
    text: Option<&str>,
) -> Result<Vec<T>, Problem> {
    words(text)
        .map(|word| {
            word.parse()
                .map_err(|error: FieldError| error.at(field).into())
        })
        .collect()
}
