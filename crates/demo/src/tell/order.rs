//! Products, carts, orders, refunds and what customers think of them, named as Segment's e-commerce spec names them.

use kernel::IdentityKind::{Email, Order, Phone, UserId};
use serde_json::{Value, json};

use super::{Told, object};
use crate::catalogue::{Brand, products};
use crate::plan::Story;
use crate::scene::Scene;
use crate::traits;
use crate::who::Identities;
use crate::words::{REVIEWS, said};

/// A product was looked at or put into the cart.
pub fn product(scene: &mut Scene<'_>, event: &'static str) -> Told {
    let kiosk = scene.beat.kind == Story::Kiosk;
    let (source, identities) = if kiosk {
        (
            crate::company::kiosk_source(&crate::shops::SHOPS[usize::from(scene.shop())]),
            scene.at_kiosk(),
        )
    } else {
        (scene.online().to_owned(), scene.visitor())
    };
    let basket = scene.basket();
    let currency = scene.market().currency();
    let mut properties = basket.product(usize::from(scene.beat.which));
    if properties.is_empty() {
        let product = scene.dice.pick(products(Brand::Living));
        let name = if scene.chinese() {
            product.zh
        } else {
            product.en
        };
        let price = basket.amount(product.price(scene.market()));
        properties = object(
            json!({ "product_id": product.sku, "sku": product.sku, "name": name, "category": product.category, "price": price, "quantity": 1 }),
        );
    }
    properties.insert("currency".to_owned(), Value::from(currency));
    Told::track(source, event, identities, Value::Object(properties))
}

/// The cart was opened or taken to the till.
pub fn cart(scene: &mut Scene<'_>, event: &'static str) -> Told {
    let identities = scene.visitor();
    let basket = scene.basket();
    let properties = json!({
        "cart_id": format!("cart-{:x}", scene.story & 0xff_ffff_ffff),
        "value": basket.amount(basket.goods()),
        "currency": scene.market().currency(),
        "products": basket.products(),
    });
    Told::track(scene.online(), event, identities, properties)
}

/// The properties of an order.
pub fn properties(scene: &Scene<'_>) -> Value {
    let basket = scene.basket();
    json!({
        "order_id": scene.order(),
        "total": basket.amount(basket.total()),
        "revenue": basket.amount(basket.goods() - basket.discount),
        "subtotal": basket.amount(basket.goods()),
        "shipping": basket.amount(basket.shipping),
        "discount": basket.amount(basket.discount),
        "coupon": basket.coupon,
        "currency": scene.market().currency(),
        "products": basket.products(),
    })
}

/// An order was placed online.
pub fn completed(scene: &mut Scene<'_>) -> Told {
    let identities = scene.orderer();
    let mut told = Told::track(
        scene.online(),
        "Order Completed",
        identities,
        properties(scene),
    );
    told.properties.insert(
        "payment_method".to_owned(),
        Value::from(payment(scene, false)),
    );
    if scene.beat.kind != Story::Mini {
        told.properties
            .insert("shipping_address".to_owned(), traits::address(scene));
        if !scene.beat.signed_in {
            told.traits
                .insert("name".to_owned(), Value::from(traits::name(scene)));
        }
    }
    told
}

/// How it was paid; only tills take cash.
pub fn payment(scene: &mut Scene<'_>, till: bool) -> &'static str {
    let methods = match (scene.chinese(), till) {
        (true, true) => ["wechat_pay", "alipay", "cash", "gift_card"],
        (true, false) => ["wechat_pay", "alipay", "union_pay", "gift_card"],
        (false, true) => ["card", "cash", "apple_pay", "gift_card"],
        (false, false) => ["card", "paypal", "apple_pay", "gift_card"],
    };
    methods[scene.dice.weighted(&[50, 35, 12, 3])]
}

/// Money went back, all of it or some.
pub fn refunded(scene: &mut Scene<'_>, partial: bool) -> Told {
    let properties = refund(scene, partial);
    Told::track(
        scene.online(),
        "Order Refunded",
        of_order(scene),
        properties,
    )
}

/// The properties of a refund.
pub fn refund(scene: &mut Scene<'_>, partial: bool) -> Value {
    let basket = scene.basket();
    let (amount, products) = basket.refund(partial);
    let reason = *scene
        .dice
        .pick(&["damaged", "changed_mind", "wrong_item", "late", "quality"]);
    json!({
        "order_id": scene.order(),
        "total": basket.amount(amount),
        "currency": scene.market().currency(),
        "reason": reason,
        "products": products,
    })
}

/// The order, and the account if it was ordered with one.
pub fn of_order(scene: &Scene<'_>) -> Identities {
    let account = scene.account().filter(|_| scene.beat.signed_in);
    let account = account.map(|account| (UserId, account.clone()));
    [(Order, scene.order())]
        .into_iter()
        .chain(account)
        .collect()
}

/// A product was reviewed.
pub fn reviewed(scene: &mut Scene<'_>) -> Told {
    let stars = 1 + scene.dice.weighted(&[4, 6, 12, 30, 48]);
    let body = said(&REVIEWS[stars - 1], scene.market());
    let product = scene.basket().lines.first().map(|line| line.product.sku);
    let identities = of_order(scene);
    let properties = json!({ "product_id": product, "rating": stars, "review_body": body, "order_id": scene.order() });
    Told::track("survey", "Product Reviewed", identities, properties)
}

/// A short questionnaire was answered: would you recommend us, or how was it?
pub fn rated(scene: &mut Scene<'_>) -> Told {
    let mut dice = scene.story_dice(0x4a7e);
    let identities = match scene.beat.kind {
        Story::Chat | Story::Complaint => {
            let email = scene.email(&mut dice).map(|email| (Email, email));
            let named = email.or_else(|| scene.phone(&mut dice).map(|phone| (Phone, phone)));
            named.into_iter().collect()
        }
        _ => of_order(scene),
    };
    let unhappy = scene.beat.kind == Story::Complaint;
    let properties = if matches!(scene.beat.kind, Story::Chat) {
        let score = 1 + scene.dice.weighted(&[5, 5, 10, 30, 50]);
        json!({ "survey": "csat", "score": score })
    } else {
        let weights = if unhappy {
            [12, 6, 8, 8, 8, 12, 10, 12, 12, 6, 6]
        } else {
            [2, 1, 1, 2, 2, 5, 6, 12, 22, 22, 25]
        };
        json!({ "survey": "nps", "score": scene.dice.weighted(&weights) })
    };
    Told::track("survey", "Survey Answered", identities, properties)
}
