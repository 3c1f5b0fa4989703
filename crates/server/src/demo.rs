//! Making the demo company: its units, touchpoints and sources, then a year of its customers' touches, through the ledger like
//! everything else.

use std::collections::HashMap;

use channels::tracking::{Origin, split};
use company::touchpoints::{self, NewTouchpoint, State};
use company::units::{self, NewUnit};
use company::{Caller, sources};
use demo::{Company, Settings, Touch};
use identity::intake;
use identity::normal::Context;
use kernel::{Error, Money, Result};
use ledger::NewTouch;

use crate::app::App;

/// Touches offered to the ledger at a time.
const CHUNK: usize = 500;

/// How far the making has come.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Progress {
    /// Touches kept so far.
    pub touches: u64,
    /// Touches that were there already.
    pub repeated: u64,
}

/// Makes it in the background, when the ledger is empty.
pub fn create_if_empty(app: &App, customers: u32) {
    if *app.ledger().head().borrow() > 0 {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        tracing::info!(demo.customers = customers, "making the demo company");
        match create(&app, customers, 1, |_| {}).await {
            Ok(made) => tracing::info!(demo.touches = made.touches, "the demo company is there"),
            Err(error) => {
                tracing::warn!(demo.error = %error, "the demo company was not made to its end; `rapport demo create` goes on")
            }
        }
    });
}

/// Makes the demo company; the same seed makes the same one, and making it twice changes nothing.
pub async fn create(
    app: &App,
    customers: u32,
    seed: u64,
    mut each: impl FnMut(Progress),
) -> Result<Progress> {
    let origins = register(app).await?;
    let settings = Settings {
        customers,
        seed,
        end: app.env().now(),
    };
    let (sender, mut chunks) = tokio::sync::mpsc::channel(4);
    // The generator computes; it must not hold up whoever is served meanwhile.
    let generator = tokio::task::spawn_blocking(move || {
        let mut touches = demo::generate(settings);
        loop {
            let chunk: Vec<Touch> = touches.by_ref().take(CHUNK).collect();
            if chunk.is_empty() || sender.blocking_send(chunk).is_err() {
                return;
            }
        }
    });
    let mut progress = Progress {
        touches: 0,
        repeated: 0,
    };
    let mut stop = app.stopping();
    let context = app.reading().await?;
    while let Some(chunk) = chunks.recv().await {
        if *stop.borrow_and_update() {
            return Err(Error::Unavailable("the program is ending".into()));
        }
        let mut touches = Vec::with_capacity(chunk.len());
        for touch in chunk {
            let origin = origins
                .get(&touch.source_key)
                .ok_or_else(|| Error::internal("the demo company has no such source"))?;
            touches.push(taken(app, &context, *origin, touch)?);
        }
        let appended = app.ledger().append(touches).await?;
        progress.touches += appended.accepted as u64;
        progress.repeated += appended.repeated as u64;
        each(progress);
    }
    generator.await.map_err(Error::internal)?;
    Ok(progress)
}

fn taken(app: &App, context: &Context, origin: Origin, touch: Touch) -> Result<NewTouch> {
    // Junk is part of the demo: what is no identifier is left out, as the tracking API leaves it out.
    let mut identities: Vec<_> = touch
        .identities
        .iter()
        .filter_map(|(kind, value)| {
            intake::see(app.store().keyring(), context, origin.source, *kind, value).ok()
        })
        .collect();
    intake::in_order(&mut identities);
    let text = |part: serde_json::Map<String, serde_json::Value>| {
        (!part.is_empty()).then(|| serde_json::Value::Object(part).to_string())
    };
    let (properties, traits) = (text(touch.properties), text(touch.traits));
    let event = touch.event.unwrap_or_default();
    let (halves, observed) = split(
        touch.kind,
        event,
        [properties.as_deref(), traits.as_deref(), None],
        &app.inner.plan,
    )?;
    app.inner.plan.learn(&observed);
    Ok(NewTouch {
        source: origin.source,
        source_id: origin.source_id,
        touchpoint: origin.touchpoint,
        channel: origin.channel,
        kind: touch.kind,
        event: touch.event.map(str::to_owned),
        message_id: Some(touch.message_id),
        sent_at: touch.at,
        at: touch.at,
        received_at: touch.at,
        personal: if identities.is_empty() {
            None
        } else {
            halves.personal
        },
        properties: halves.properties,
        identities,
    })
}

/// Units, touchpoints and sources, each made once.
async fn register(app: &App) -> Result<HashMap<String, Origin>> {
    let (env, cache) = (app.env().clone(), app.inner.sources.clone());
    app.store()
        .write(move |tx| {
            let (env, cache) = (env.clone(), cache.clone());
            Box::pin(async move {
                let (company, by) = (Company::demo(), Caller::local());
                if let Some(text) = company::settings::read(tx, "demo.sources").await? {
                    return origins_of(tx, &text).await;
                }
                let mut unit_ids = HashMap::new();
                for unit in &company.units {
                    let parent = unit
                        .parent
                        .as_ref()
                        .and_then(|key| unit_ids.get(key).copied());
                    let new = NewUnit {
                        parent,
                        kind: word(unit.kind.as_str())?,
                        name: unit.name.zh.to_string(),
                        name_en: Some(unit.name.en.to_string()),
                    };
                    unit_ids.insert(
                        unit.key.clone(),
                        units::create(tx, &env, &by, &new).await?.id,
                    );
                }
                let currency = company.currency;
                let mut places = HashMap::new();
                for place in &company.touchpoints {
                    let mut new = NewTouchpoint::named(&place.name.zh, place.channel);
                    new.name_en = Some(place.name.en.to_string());
                    new.unit = unit_ids.get(&place.unit).copied();
                    new.state = Some(State::Live);
                    new.stage = Some(word(place.stage)?);
                    new.owner = Some(place.owner.zh.to_string());
                    new.standard = Some(place.brand_standard.zh.to_string());
                    new.response_minutes = place.response_target_minutes.map(i64::from);
                    new.cost = Some(Money {
                        amount: place.monthly_cost_minor,
                        currency: currency.parse()?,
                    });
                    places.insert(
                        place.key.clone(),
                        touchpoints::create(tx, &env, &by, &new).await?.id,
                    );
                }
                let mut ids = serde_json::Map::new();
                for source in &company.sources {
                    let touchpoint = places.get(&source.touchpoint).copied();
                    let new = sources::NewSource {
                        name: source.name.zh.to_string(),
                        touchpoint,
                        channel: None,
                    };
                    let (made, _) = sources::create(tx, &env, &cache, &by, &new).await?;
                    ids.insert(source.key.to_string(), made.id.to_string().into());
                }
                let text = serde_json::Value::Object(ids).to_string();
                company::settings::write(tx, "demo.sources", &text).await?;
                origins_of(tx, &text).await
            })
        })
        .await
}

/// A word of the demo's in the company's own type.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(Error::internal)
}

async fn origins_of(tx: &mut store::Tx, text: &str) -> Result<HashMap<String, Origin>> {
    let ids: HashMap<String, String> = serde_json::from_str(text).map_err(Error::internal)?;
    let mut origins = HashMap::new();
    for (key, id) in ids {
        let source = sources::find_ref(tx, id.parse()?)
            .await?
            .ok_or(Error::NotFound("source"))?;
        let origin = Origin {
            source: source.num,
            source_id: source.id,
            touchpoint: source.touchpoint_num,
            channel: source.channel,
        };
        origins.insert(key, origin);
    }
    Ok(origins)
}
