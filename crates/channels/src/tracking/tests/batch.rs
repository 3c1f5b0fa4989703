//! Requests as they come: what is taken, what is refused, and when it happened.

use kernel::{Timestamp, TouchType};
use serde_json::json;

use super::{RECEIVED, read, taken, told};
use crate::tracking::{Call, Form};

#[test]
fn every_type_becomes_one_touch_with_its_identities() {
    let body = json!({"batch": [
        {"type": "track", "event": "Seen", "anonymousId": "a-1", "userId": null},
        {"type": "page", "name": "Home", "category": "Shop", "anonymousId": "a-1"},
        {"type": "screen", "category": "Shop", "userId": 10015173060_i64},
        {"type": "identify", "userId": "u-1", "anonymousId": "a-1", "traits": {"email": "Li.Na@Shop.cn", "phone": "139 1861 2345"}},
        {"type": "group", "userId": "u-1", "groupId": 42, "traits": {"name": "Ltd", "email": "office@ltd.cn"}},
        {"type": "alias", "userId": "u-1", "previousId": "old-1"},
        {"type": "track", "event": "In app", "context": {"device": {"id": "8E1B-44C2-9F", "model": "P70"}, "traits": {"email": "x@y.cn"},
            "externalIds": [{"type": "unionid", "id": "oUnion-1234567"}, {"kind": "brazeExternalId", "id": "b"}, 5]}},
    ]});
    let taken = taken("batch", &body.to_string());
    assert!(taken.refused.is_empty(), "{:?}", taken.refused);
    assert_eq!(
        told(&taken),
        [
            "track Seen | anonymous_id:a-1",
            "page Home | anonymous_id:a-1",
            "screen Shop | user_id:10015173060",
            "identify - | user_id:u-1 phone:+8613918612345 email:li.na@shop.cn anonymous_id:a-1",
            "group - | user_id:u-1",
            "alias - | user_id:u-1 anonymous_id:old-1",
            "track In app | unionid:oUnion-1234567 email:x@y.cn device:8E1B-44C2-9F",
        ]
    );
    let page = read(taken.touches[1].properties.as_deref());
    assert_eq!(page["properties"]["category"], "Shop");
    let group = &taken.touches[4];
    assert_eq!(
        read(group.properties.as_deref())["properties"]["groupId"],
        "42"
    );
    let personal = read(group.personal.as_deref());
    assert_eq!(personal["properties"]["traits"]["name"], "Ltd");
    assert_eq!(
        personal.get("traits"),
        None,
        "a group's traits are not the customer's"
    );
}

#[test]
fn one_bad_event_spoils_no_other_and_is_told_by_place_id_and_field() {
    let big = "x".repeat(33 << 10);
    let body = json!({"batch": [
        {"type": "track", "event": "First", "userId": "u", "messageId": "m-0"},
        {"type": "track", "event": "Big", "userId": "u", "messageId": "m-big", "properties": {"text": big}},
        {"type": "track", "event": "Long id", "userId": "u", "messageId": "m".repeat(100)},
        {"type": "track", "userId": "u", "messageId": "m-3"},
        {"type": "trakc", "userId": "u", "messageId": "m-4"},
        {"event": "No type", "userId": "u", "messageId": 5},
        {"type": "track", "event": "E", "userId": {"id": 1}},
        {"type": "track", "event": "E", "userId": "u", "properties": [1]},
        {"type": "track", "event": "E", "userId": "u", "timestamp": "yesterday"},
        {"type": "track", "event": {"a": 1}, "userId": "u"},
        "text",
        {"type": "track", "event": "Last", "userId": "u", "messageId": "m".repeat(99)},
    ]});
    let taken = taken("batch", &body.to_string());
    let kept: Vec<_> = taken
        .touches
        .iter()
        .filter_map(|touch| touch.event.as_deref())
        .collect();
    assert_eq!(kept, ["First", "Last"]);
    let refused: Vec<_> = taken
        .refused
        .iter()
        .map(|one| {
            (
                one.index,
                one.message_id.as_deref().unwrap_or("-"),
                one.field.as_str(),
            )
        })
        .collect();
    let long = "m".repeat(100);
    assert_eq!(
        refused,
        [
            (1, "m-big", "event"),
            (2, long.as_str(), "messageId"),
            (3, "m-3", "event"),
            (4, "m-4", "type"),
            (5, "5", "type"),
            (6, "-", "userId"),
            (7, "-", "properties"),
            (8, "-", "timestamp"),
            (9, "-", "event"),
            (10, "-", "event"),
        ]
    );
    assert_eq!(
        taken.refused[0].to_string(),
        "event 1 (m-big): event is larger than 32 KB (32768 bytes) of JSON"
    );
}

#[test]
fn an_event_is_measured_by_what_it_says_and_not_by_its_escapes() {
    let escaped = "\\u5b57".repeat(10_000);
    let body = format!(
        r#"{{"batch":[{{"type":"track","event":"Nearly","userId":"u","properties":{{"text":"{escaped}"}}}}]}}"#
    );
    let taken = taken("batch", &body);
    assert_eq!(taken.touches.len(), 1, "{:?}", taken.refused);
    assert_eq!(
        read(taken.touches[0].properties.as_deref())["properties"]["text"],
        "字".repeat(10_000)
    );
}

#[test]
fn what_is_null_unknown_or_odd_does_not_hinder() {
    let body = r#"{"batch":[
        {"type":"track","event":"👩‍👧 vásárlás\u0000 بيع","userId":"u","anonymousId":null,"groupId":null,"context":null,"integrations":null,
         "properties":{"钥匙":"値","nul":"a\u0000b"},"previousId":null,"messageId":null,"originalTimestamp":null,"_metadata":{"n":1},"channel":"server","new":[1,{"a":2}]},
        {"type":"identify","userId":"","anonymousId":"null","traits":null}
    ],"context":{"library":{"name":"wire"}},"integrations":{"All":true},"sentAt":17}"#;
    let taken = taken("b", body);
    assert!(taken.refused.is_empty(), "{:?}", taken.refused);
    assert_eq!(taken.touches[0].event.as_deref(), Some("👩‍👧 vásárlás بيع"));
    let open = read(taken.touches[0].properties.as_deref());
    assert_eq!(open["properties"], json!({"钥匙": "値", "nul": "a\0b"}));
    assert_eq!(open["context"]["library"]["name"], "wire");
    assert_eq!(open["integrations"]["All"], true);
    let nobody = read(taken.touches[1].properties.as_deref());
    assert_eq!(
        nobody["properties"]["$refused_identities"],
        json!([{"kind": "anonymous_id", "reason": "blocked"}])
    );
}

#[test]
fn batch_context_lies_under_the_events_own() {
    let body = json!({"batch": [{"type": "track", "event": "E", "userId": "u", "context": {"locale": "en", "page": {"path": "/a"}}, "integrations": {"A": false}}],
        "context": {"locale": "zh-CN", "timezone": "UTC", "page": {"path": "/b", "title": "B"}}, "integrations": {"A": true, "B": true}});
    let taken = taken("import", &body.to_string());
    let open = read(taken.touches[0].properties.as_deref());
    assert_eq!(
        open["context"],
        json!({"locale": "en", "page": {"path": "/a"}, "timezone": "UTC"})
    );
    assert_eq!(open["integrations"], json!({"A": false, "B": true}));
}

#[test]
fn the_path_says_what_a_single_is() {
    let body = json!({"userId": "u", "event": "E", "name": "N", "groupId": "g", "previousId": "p", "type": "track", "writeKey": "wk", "sentAt": "2026-01-01T00:00:00Z"});
    for (path, kind) in [
        ("i", TouchType::Identify),
        ("t", TouchType::Track),
        ("page", TouchType::Page),
        ("s", TouchType::Screen),
        ("group", TouchType::Group),
        ("a", TouchType::Alias),
    ] {
        let text = body.to_string();
        let call = Call::parse(Form::of_path(path).unwrap(), text.as_bytes()).unwrap();
        assert_eq!((call.write_key(), call.len()), (Some("wk"), 1));
        assert_eq!(taken(path, &text).touches[0].kind, kind);
    }
    assert_eq!(Form::of_path("m"), None);
}

#[test]
fn a_body_that_is_no_request_says_why() {
    for (body, why) in [
        ("", "object"),
        ("[]", "object"),
        ("{\"batch\":[", "line 1"),
        ("{\"batch\":5}", "list"),
        ("{}", "batch is missing"),
        ("{\"batch\":null}", "batch is missing"),
        ("{\"batch\":[]} x", "line 1"),
    ] {
        let error = Call::parse(Form::Batch, body.as_bytes()).unwrap_err();
        assert!(error.0.contains(why), "{body}: {error}");
    }
    assert!(
        Call::parse(Form::Batch, b"{\"batch\":[\"\xff\"]}")
            .unwrap_err()
            .0
            .contains("UTF-8")
    );
    assert!(
        Call::parse(Form::Batch, b"{\"batch\":[],\"writeKey\":5}")
            .unwrap()
            .write_key()
            .is_none()
    );
}

#[test]
fn clocks_are_corrected_and_nothing_happens_later_than_it_came() {
    let moment = |seconds: i64| RECEIVED.plus_seconds(seconds).to_string();
    let hour = 3_600;
    let cases = [
        // The source's clock is five hours ahead, and it sent half a minute after.
        (
            json!({"originalTimestamp": moment(5 * hour - 30)}),
            Some(5 * hour),
            -30,
        ),
        (json!({"originalTimestamp": moment(-90)}), None, -90),
        (json!({"timestamp": moment(-hour)}), Some(5 * hour), -hour),
        (
            json!({"timestamp": moment(-hour), "originalTimestamp": moment(0)}),
            Some(5),
            -hour,
        ),
        (json!({"timestamp": moment(hour)}), None, 0),
        (json!({"originalTimestamp": moment(9)}), Some(3), 0),
        (json!({}), Some(5), 0),
        (
            json!({"timestamp": RECEIVED.plus_seconds(-60).to_string().replace('Z', "+00:00")}),
            None,
            -60,
        ),
        (
            json!({"timestamp": RECEIVED.plus_seconds(-60).to_string().replace('Z', "")}),
            None,
            -60,
        ),
    ];
    for (fields, sent, wanted) in cases {
        let mut event = json!({"type": "track", "event": "E", "userId": "u"});
        event
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let body = json!({"batch": [event], "sentAt": sent.map(moment)});
        let taken = taken("batch", &body.to_string());
        assert_eq!(taken.touches[0].at, RECEIVED.plus_seconds(wanted), "{body}");
    }
    let ancient = json!({"batch": [{"type": "track", "event": "E", "userId": "u", "timestamp": "1066-10-14T09:00:00Z"}]});
    assert_eq!(
        taken("batch", &ancient.to_string()).touches[0].at,
        Timestamp(0)
    );
}

#[test]
fn a_message_sent_again_has_the_same_key_whatever_its_times_and_an_unnamed_one_its_own() {
    let with = |original: &str, sent: &str| {
        let body = json!({"batch": [{"type": "track", "event": "E", "userId": "u", "messageId": "m", "originalTimestamp": original}], "sentAt": sent});
        taken("batch", &body.to_string()).touches.remove(0)
    };
    let first = with("2026-11-01T00:00:00Z", "2026-11-01T00:00:01Z");
    let again = with("2026-11-01T00:00:00Z", "2026-11-01T00:09:01Z");
    assert_eq!(first.repeat_key(), again.repeat_key());
    assert_eq!(first.sent_at, again.sent_at, "the id is the same too");
    assert_eq!(
        first.repeat_key(),
        with("2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z").repeat_key()
    );
    let twins = json!({"batch": [{"type": "track", "event": "E", "userId": "u"}, {"type": "track", "event": "E", "userId": "u"}]});
    let twins = taken("batch", &twins.to_string()).touches;
    assert_ne!(
        twins[0].repeat_key(),
        twins[1].repeat_key(),
        "without id and time, two are two"
    );
}
