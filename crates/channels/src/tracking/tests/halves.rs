//! What is personal and what is not, and both together again.

use kernel::TouchType;
use serde_json::{Value, json};

use super::{read, taken, whole};
use crate::tracking::{Plan, join, split};

fn halves(kind: TouchType, properties: &Value) -> (Value, Value) {
    let text = properties.to_string();
    let (halves, _) = split(kind, "E", [Some(&text), None, None], &Plan::new()).unwrap();
    let whole = join(halves.properties.as_deref(), halves.personal.as_deref());
    assert_eq!(
        whole.get("properties").unwrap_or(&json!({})),
        properties,
        "both halves make the whole"
    );
    let part = |text: Option<&str>| read(text).get("properties").cloned().unwrap_or(json!({}));
    (
        part(halves.properties.as_deref()),
        part(halves.personal.as_deref()),
    )
}

#[test]
fn names_and_looks_decide_and_both_halves_make_the_whole() {
    let all = json!({
        "total": 199.5, "order_id": "6228480402564890018", "sku": "13800138000", "gift": true, "note": null, "email": "", "sizes": ["S", "特大"],
        "customer_email": "x", "contact": "call 13800138000 now", "receiver": {"name": "李娜", "address": {"city": "上海"}, "vip": true},
        "身份": "11010519491231002X", "paid_with": "6228 4804 0256 4890 018", "landline": "021-62551234", "link": "https://shop.cn/?q=tea",
        "products": [{"name": "Tea pot", "price": 9, "url": "https://shop.cn/p/1"}, {"name": "Cup", "price": 1, "url": ""}],
        "created": 1_795_298_687_165_i64, "mobile": 13_800_138_000_i64, "uuid": "550e8400-e29b-41d4-a716-446655440000", "when": "2026-11-21 10:00:00",
    });
    let (open, personal) = halves(TouchType::Track, &all);
    assert_eq!(
        open,
        json!({
            "total": 199.5, "order_id": "6228480402564890018", "sku": "13800138000", "gift": true, "note": null, "email": "", "sizes": ["S", "特大"],
            "receiver": {"vip": true},
            "products": [{"name": "Tea pot", "price": 9}, {"name": "Cup", "price": 1, "url": ""}],
            "created": 1_795_298_687_165_i64, "uuid": "550e8400-e29b-41d4-a716-446655440000", "when": "2026-11-21 10:00:00",
        })
    );
    assert_eq!(
        personal,
        json!({
            "customer_email": "x", "contact": "call 13800138000 now", "receiver": {"name": "李娜", "address": {"city": "上海"}},
            "身份": "11010519491231002X", "paid_with": "6228 4804 0256 4890 018", "landline": "021-62551234", "link": "https://shop.cn/?q=tea",
            "products": all["products"], "mobile": 13_800_138_000_i64,
        })
    );
}

#[test]
fn a_name_is_a_persons_unless_things_stand_around_it() {
    for (kind, properties, personal) in [
        (TouchType::Track, json!({"name": "Li Na"}), true),
        (
            TouchType::Track,
            json!({"name": "Tea pot", "sku": "T-1"}),
            false,
        ),
        (
            TouchType::Track,
            json!({"product": {"name": "Tea pot"}}),
            false,
        ),
        (TouchType::Track, json!({"guest": {"name": "Li Na"}}), true),
        (TouchType::Page, json!({"name": "Home"}), false),
        (TouchType::Track, json!({"list": ["a@b.cn", "c"]}), true),
        (
            TouchType::Track,
            json!({"deep": [[{"people": [{"email": "x"}]}]]}),
            true,
        ),
    ] {
        let (_, found) = halves(kind, &properties);
        assert_eq!(found != json!({}), personal, "{properties}");
    }
}

#[test]
fn the_context_keeps_what_describes_and_seals_what_tells_who() {
    let context = json!({
        "ip": "203.0.113.9", "userAgent": "Mozilla/5.0", "locale": "zh-CN", "library": {"name": "analytics.js", "version": "1"},
        "page": {"path": "/routed", "url": "https://user@shop.cn:8443/routed?q=1", "referrer": "https://www.search.example/?q=x", "search": "?q=1", "title": "Tea"},
        "device": {"id": "D-1234", "model": "P70", "name": "Li Na's phone"}, "os": {"name": "iOS"}, "campaign": {"name": "autumn", "source": "mail"},
        "location": {"latitude": 31.2}, "custom": {"mail": "a@b.cn", "n": 1}, "tags": ["a", "b@c.cn"], "traits": {"plan": "gold"},
    });
    let body =
        json!({"batch": [{"type": "track", "event": "E", "userId": "u", "context": context}]});
    let touch = &taken("batch", &body.to_string()).touches[0];
    assert_eq!(
        read(touch.properties.as_deref())["context"],
        json!({"locale": "zh-CN", "library": {"name": "analytics.js", "version": "1"}, "page": {"path": "/routed", "title": "Tea", "host": "shop.cn", "referrer_host": "www.search.example"},
            "device": {"model": "P70"}, "os": {"name": "iOS"}, "campaign": {"name": "autumn", "source": "mail"}, "custom": {"n": 1}})
    );
    let mut joined = whole(touch);
    assert_eq!(
        joined["traits"],
        json!({"plan": "gold"}),
        "context.traits are traits"
    );
    let mut wanted = context;
    wanted.as_object_mut().unwrap().remove("traits");
    let page = joined["context"]["page"].as_object_mut().unwrap();
    assert!(page.remove("host").is_some() && page.remove("referrer_host").is_some());
    assert_eq!(joined["context"], wanted);
}

#[test]
fn traits_are_personal_null_means_gone_and_empty_stays() {
    let body = json!({"batch": [{"type": "identify", "userId": "u", "traits": {"gone": null, "blank": "", "city": "上海"}, "context": {"traits": {"city": "x", "more": 1}}}]});
    let touch = &taken("batch", &body.to_string()).touches[0];
    assert_eq!(touch.properties, None);
    assert_eq!(
        read(touch.personal.as_deref()),
        json!({"traits": {"gone": null, "blank": "", "city": "上海", "more": 1}})
    );
}

#[test]
fn refused_identities_are_noted_without_their_value() {
    let body = json!({"batch": [{"type": "identify", "userId": "u", "traits": {"email": "not-a-mailbox-secret", "phone": ["x"]}, "anonymousId": "undefined"}]});
    let touch = &taken("batch", &body.to_string()).touches[0];
    let open = read(touch.properties.as_deref());
    assert_eq!(
        open["properties"]["$refused_identities"],
        json!([{"kind": "anonymous_id", "reason": "blocked"}, {"kind": "email", "reason": "malformed"}, {"kind": "phone", "reason": "malformed"}])
    );
    assert!(!open.to_string().contains("secret"));
}

#[test]
fn a_touch_of_nobody_keeps_what_is_not_personal_and_says_so() {
    for properties in [
        json!({"email": "a@b.cn"}),
        json!({"email": "a@b.cn", "n": 1}),
    ] {
        let body = json!({"batch": [{"type": "track", "event": "E", "properties": properties, "context": {"locale": "zh"}}]});
        let touch = &taken("batch", &body.to_string()).touches[0];
        assert!(touch.identities.is_empty() && touch.personal.is_none());
        let open = read(touch.properties.as_deref());
        assert_eq!(open["properties"]["$without_identity"], true);
        assert_eq!(open["context"]["locale"], "zh");
        assert_eq!(open["properties"].get("n"), properties.get("n"));
    }
    let traits = json!({"batch": [{"type": "identify", "traits": {"a": 1}}]});
    let touch = &taken("batch", &traits.to_string()).touches[0];
    assert_eq!(
        touch.properties.as_deref(),
        Some(r#"{"properties":{"$without_identity":true}}"#)
    );
}

#[test]
fn ours_are_not_the_sources_to_give() {
    let body = json!({"batch": [{"type": "track", "event": "E", "userId": "u", "properties": {"$plan": ["x"], "$refused_identities": 1, "ok": 1}}]});
    let touch = &taken("batch", &body.to_string()).touches[0];
    assert_eq!(
        read(touch.properties.as_deref()),
        json!({"properties": {"ok": 1}})
    );
}
