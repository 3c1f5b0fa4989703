//! What happens in shops: visits, sales at the till, goods brought back, and the tablet by the door.

use kernel::IdentityKind::{Card, Email, Order, Phone};
use kernel::TouchType;
use serde_json::{Map, Value, json};

use super::{Told, order};
use crate::company::{kiosk_source, pos_source};
use crate::scene::Scene;
use crate::shops::{SHOPS, Shop};
use crate::traits;

fn shop_of(scene: &Scene<'_>) -> &'static Shop {
    &SHOPS[usize::from(scene.shop())]
}

/// Somebody was greeted and counted at the door or checked in at the counter.
pub fn entered(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    let identities = scene.at_counter();
    Told::track(
        pos_source(shop),
        "Store Visited",
        identities,
        json!({ "store": shop.key }),
    )
}

/// A sale at the till.
pub fn sold(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    let mut identities = scene.at_counter();
    let member = identities.iter().any(|(kind, _)| *kind == Card);
    identities.push((Order, scene.order()));
    let method = order::payment(scene, true);
    let mut told = Told::track(
        pos_source(shop),
        "Order Completed",
        identities,
        order::properties(scene),
    );
    told.properties
        .insert("store".to_owned(), Value::from(shop.key));
    told.properties
        .insert("till".to_owned(), Value::from(scene.dice.between(1, 4)));
    told.properties
        .insert("payment_method".to_owned(), Value::from(method));
    if member {
        told.with_traits(traits::of_member(scene))
    } else {
        told
    }
}

/// Goods were brought back to the shop.
pub fn took_back(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    let partial = scene.dice.chance(500);
    let properties = order::refund(scene, partial);
    let mut identities = scene.at_counter();
    identities.push((Order, scene.order()));
    Told::track(pos_source(shop), "Order Refunded", identities, properties)
}

/// Somebody woke the tablet.
pub fn kiosk_started(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    Told::track(
        kiosk_source(shop),
        "Kiosk Session Started",
        scene.at_kiosk(),
        json!({ "store": shop.key }),
    )
}

/// Somebody typed who they are into the tablet.
pub fn kiosk_named(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    let mut identities = scene.at_kiosk();
    let mut dice = scene.story_dice(0x105c);
    let card = scene
        .person
        .card
        .clone()
        .filter(|_| dice.chance(300))
        .map(|card| (Card, card));
    let named = card
        .or_else(|| scene.typed_phone(&mut dice).map(|phone| (Phone, phone)))
        .or_else(|| scene.typed_email(&mut dice).map(|email| (Email, email)));
    identities.extend(named);
    let mut known = Map::new();
    if dice.chance(300) {
        known.insert("name".to_owned(), Value::from(traits::name(scene)));
    }
    Told::new(
        kiosk_source(shop),
        TouchType::Identify,
        None,
        identities,
        Value::Null,
    )
    .with_traits(known)
}

/// The tablet gave a coupon.
pub fn kiosk_coupon(scene: &mut Scene<'_>) -> Told {
    let shop = shop_of(scene);
    let coupon = *scene.dice.pick(&["DOOR5", "TEAHOUSE", "MEMBER10"]);
    Told::track(
        kiosk_source(shop),
        "Coupon Printed",
        scene.at_kiosk(),
        json!({ "coupon": coupon, "store": shop.key }),
    )
}
