//! Tells a beat as the touch its source would send.
//!
//! Invariants: every touch carries at least one identity; orders name their events and properties as Segment's e-commerce
//! spec does; telling the same scene twice gives the same touch.
//! To add an act: add its arm here, in the file of its channel.

mod browse;
mod desk;
mod mail;
mod order;
mod shop;
mod wechat;

use kernel::{IdentityKind, Timestamp, TouchType};
use serde_json::{Map, Value};

use crate::Touch;
use crate::dice::stir;
use crate::plan::Act;
use crate::scene::Scene;
use crate::who::Identities;

/// What a source tells, before it is dated and numbered.
pub struct Told {
    source: String,
    kind: TouchType,
    event: Option<&'static str>,
    identities: Identities,
    properties: Map<String, Value>,
    traits: Map<String, Value>,
}

impl Told {
    /// Something that happened.
    fn track(
        source: impl Into<String>,
        event: &'static str,
        identities: Identities,
        properties: Value,
    ) -> Self {
        Self::new(
            source,
            TouchType::Track,
            Some(event),
            identities,
            properties,
        )
    }

    fn new(
        source: impl Into<String>,
        kind: TouchType,
        event: Option<&'static str>,
        identities: Identities,
        properties: Value,
    ) -> Self {
        Self {
            source: source.into(),
            kind,
            event,
            identities,
            properties: object(properties),
            traits: Map::new(),
        }
    }

    fn with_traits(mut self, traits: Map<String, Value>) -> Self {
        self.traits = traits;
        self
    }

    /// Adds properties to those already there.
    fn with(mut self, more: Map<String, Value>) -> Self {
        self.properties.extend(more);
        self
    }
}

/// The members of a JSON object.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Tells the scene.
#[must_use]
pub fn tell(mut scene: Scene<'_>) -> Touch {
    let mut told = told(&mut scene);
    if told.identities.is_empty() {
        // A till or door that saw nobody in particular still counts one visit as one.
        told.identities.push((
            IdentityKind::AnonymousId,
            format!("visit-{:016x}", stir(scene.story, 0x715)),
        ));
    }
    Touch {
        source_key: told.source,
        message_id: scene.message_id(),
        kind: told.kind,
        event: told.event,
        at: Timestamp::from_micros(scene.beat.at),
        identities: told.identities,
        properties: told.properties,
        traits: told.traits,
        person: scene.beat.person,
    }
}

fn told(scene: &mut Scene<'_>) -> Told {
    use Act::*;
    match scene.act() {
        Landed => browse::landed(scene),
        Paged => browse::paged(scene),
        AppOpened => browse::opened(scene),
        Screened => browse::screened(scene),
        Searched => browse::searched(scene),
        ListSeen => browse::list_seen(scene),
        SignedUp => browse::signed_up(scene),
        SignedIn => browse::signed_in(scene),
        Aliased => browse::aliased(scene),
        Grouped => browse::grouped(scene),
        ProductSeen => order::product(scene, "Product Viewed"),
        ProductAdded => order::product(scene, "Product Added"),
        CartSeen => order::cart(scene, "Cart Viewed"),
        CheckoutStarted => order::cart(scene, "Checkout Started"),
        Ordered => order::completed(scene),
        Refunded => order::refunded(scene, false),
        PartlyRefunded => order::refunded(scene, true),
        Reviewed => order::reviewed(scene),
        Rated => order::rated(scene),
        ShopEntered => shop::entered(scene),
        Sold => shop::sold(scene),
        TookBack => shop::took_back(scene),
        KioskStarted => shop::kiosk_started(scene),
        KioskNamed => shop::kiosk_named(scene),
        KioskCoupon => shop::kiosk_coupon(scene),
        Followed | MenuClicked | WechatSaid | WechatAnswered | WechatNotified | Unfollowed => {
            wechat::told(scene)
        }
        OrderMailed | MailOpened | ParcelTexted => mail::about_order(scene),
        NewsSent | NewsOpened | NewsClicked | NewsBounced | NewsLeft => mail::news(scene),
        OfferTexted | OfferStopped | Reminded => mail::texted(scene),
        CallStarted | CallMissed | CallEnded => desk::call(scene),
        ChatStarted | ChatSaid | ChatAnswered | ChatSolved => desk::chat(scene),
        Booked | Moved | CareDone | NobodyHome => desk::care(scene),
        ComplaintOpened | ComplaintAnswered | ComplaintSolved => desk::complaint(scene),
    }
}
