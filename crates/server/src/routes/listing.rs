//! What every route over a list of customers has in common: reading a filter out of an address, cursors, and going through a
//! list in a steady order.

use customers::list::{self, Filter, Place, Wanted};
use customers::sight::Sight;
use kernel::{Cursor, CustomerId, Error, FieldError, Result};

use crate::app::App;

/// What an address asks for.
pub(super) struct Asked {
    pub filter: Filter,
    pairs: Vec<(String, String)>,
}

impl Asked {
    pub(super) fn of(pairs: Vec<(String, String)>) -> Result<Self, FieldError> {
        Ok(Self {
            filter: Filter::from_pairs(&pairs)?,
            pairs,
        })
    }

    /// What a name stands for; of several, the last.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn limit(&self, usual: usize, most: usize) -> Result<usize, FieldError> {
        let limit = self.get("limit").map(|text| {
            text.parse::<u32>()
                .map_err(|_| FieldError::new("limit", "is not a whole number"))
        });
        Ok(limit
            .transpose()?
            .map_or(usual, |limit| (limit as usize).clamp(1, most)))
    }

    pub(super) fn cursor(&self) -> Result<Option<Cursor>, FieldError> {
        self.get("cursor").map(str::parse).transpose()
    }
}

/// The place a cursor of this list stands for.
pub(super) fn place(wanted: &Wanted, cursor: Option<&Cursor>) -> Result<Option<Place>, FieldError> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    let mut keys = cursor.read(wanted.list_name())?;
    Ok(Some(Place {
        key: keys.int()?,
        customer: CustomerId(keys.id()?),
    }))
}

/// The cursor of a place in this list.
pub(super) fn cursor(wanted: &Wanted, place: Place) -> Cursor {
    Cursor::of(wanted.list_name())
        .int(place.key)
        .bytes(place.customer.0)
}

/// The next of those a filter lists, in an order that nothing changes while they are gone through.
pub(super) async fn steadily(
    app: &App,
    filter: Filter,
    sight: Sight,
    after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<CustomerId>, Option<Cursor>), Error> {
    let context = app.reading().await?;
    let store = app.store().clone();
    app.store()
        .read(move |tx| {
            Box::pin(async move {
                let wanted = Wanted::of(tx, &filter, sight, store.env().now()).await?;
                let wanted = wanted.in_steady_order();
                let after = place(&wanted, after.as_ref())?;
                let found = list::page(tx, &store, &context, &wanted, after, limit).await?;
                let next = found.next.map(|place| cursor(&wanted, place));
                Ok((found.ids, next))
            })
        })
        .await
}
