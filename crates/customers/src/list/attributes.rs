//! Filtering by attributes. Their values are sealed one by one, so they are opened, for the customers that passed all else.

use kernel::Result;
use serde_json::Value;
use store::{Store, Tx};

use super::{Looked, Wanted};
use crate::facts;

/// Takes away from those that fit whoever has another value.
pub(super) async fn look(
    tx: &mut Tx,
    store: &Store,
    wanted: &Wanted,
    looked: &mut [Looked],
) -> Result<()> {
    if wanted.attributes.is_empty() {
        return Ok(());
    }
    let fitting: Vec<Vec<u8>> = looked
        .iter()
        .filter(|one| one.fits)
        .map(|one| one.place.customer.0.to_vec())
        .collect();
    let names = wanted.attributes.iter().map(|(name, _)| name.clone());
    let told = facts::on(tx, store, fitting, names.collect(), &wanted.definitions).await?;
    for one in looked.iter_mut().filter(|one| one.fits) {
        let shown = told.get(&one.place.customer).map(|told| facts::shown(told));
        one.fits = wanted.attributes.iter().all(|(name, value)| {
            let held = shown.as_ref().and_then(|shown| shown.get(name));
            held.is_some_and(|held| is(wanted, name, held, value))
        });
    }
    Ok(())
}

/// Whether a value is the wanted one, or holds it; touches tell values in whatever form they have.
fn is(wanted: &Wanted, name: &str, held: &Value, value: &Value) -> bool {
    if held == value || held.as_array().is_some_and(|items| items.contains(value)) {
        return true;
    }
    let definition = wanted.definitions.get(name);
    definition.is_some_and(|one| one.checked(held).as_ref() == Ok(value))
}
