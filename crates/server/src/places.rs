//! Touchpoints by what touches call them, in memory: a touch that names one nobody registered makes a draft of it.
//!
//! Invariants: a name is believed for half a minute, so that a draft that was renamed or a touchpoint that was added is noticed; the
//! cache is bounded, so that inventing names does not fill memory; and the register bounds its drafts.

use std::collections::HashMap;

use company::Caller;
use company::touchpoints::{self, TouchpointRef};
use kernel::{Channel, Result, Timestamp, TouchpointId};
use ledger::NewTouch;
use parking_lot::RwLock;
use serde_json::Value;

use crate::app::App;

/// How long a name is believed.
const FRESH_SECONDS: i64 = 30;
/// Names kept at most.
const MOST: usize = 10_000;

/// The names that were resolved of late.
#[derive(Default)]
pub(crate) struct Places(RwLock<Known>);

/// What a name stands for on a channel, and until when that is believed.
type Known = HashMap<(Channel, String), (Option<TouchpointRef>, Timestamp)>;

/// Moves touches that name a touchpoint of their own there, by `context.touchpoint` or a property `touchpoint`.
pub(crate) async fn settle(app: &App, touches: &mut [NewTouch]) -> Result<()> {
    for touch in touches {
        let Some(name) = touch.properties.as_deref().and_then(named) else {
            continue;
        };
        if let Some(place) = place(app, touch.channel, &name).await? {
            (touch.touchpoint, touch.channel) = (place.num, place.channel);
        }
    }
    Ok(())
}

/// What a touch calls its touchpoint. Almost none does, so the text is searched before it is read.
fn named(properties: &str) -> Option<String> {
    if !properties.contains("\"touchpoint\":\"") {
        return None;
    }
    let whole: Value = serde_json::from_str(properties).ok()?;
    let text = |part: &str| whole.get(part)?.get("touchpoint")?.as_str().map(str::trim);
    text("context")
        .or_else(|| text("properties"))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
}

/// The touchpoint with this id or name; a draft when nobody knows it; none when there are too many drafts already.
pub(crate) async fn place(
    app: &App,
    channel: Channel,
    name: &str,
) -> Result<Option<TouchpointRef>> {
    let (key, now) = ((channel, name.to_owned()), app.env().now());
    if let Some((place, until)) = app.inner.places.0.read().get(&key)
        && *until > now
    {
        return Ok(*place);
    }
    let (env, wanted) = (app.env().clone(), name.to_owned());
    let place = app
        .store()
        .write(move |tx| {
            let (env, wanted) = (env.clone(), wanted.clone());
            Box::pin(async move {
                if let Ok(id) = wanted.parse::<TouchpointId>() {
                    // An id nobody gave out names nothing, not even a draft.
                    return touchpoints::find_ref(tx, id).await;
                }
                match touchpoints::named(tx, &Caller::local(), &wanted).await? {
                    Some(place) => Ok(Some(TouchpointRef {
                        num: place.num,
                        id: place.id,
                        channel: place.channel,
                    })),
                    None => touchpoints::discover(tx, &env, channel, &wanted, &wanted).await,
                }
            })
        })
        .await?;
    let mut known = app.inner.places.0.write();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(key, (place, now.plus_seconds(FRESH_SECONDS)));
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_touchpoint_is_named_by_context_first() {
        assert_eq!(
            named(r#"{"properties":{"touchpoint":"Kiosk"},"context":{"touchpoint":" Shop 3 "}}"#)
                .as_deref(),
            Some("Shop 3")
        );
        assert_eq!(
            named(r#"{"properties":{"touchpoint":"Kiosk"}}"#).as_deref(),
            Some("Kiosk")
        );
        assert_eq!(
            named(r#"{"properties":{"a":{"touchpoint":"Kiosk"}}}"#),
            None
        );
        assert_eq!(named(r#"{"properties":{"touchpoint":7}}"#), None);
    }
}
