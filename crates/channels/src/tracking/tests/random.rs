//! Whatever comes: nothing panics, nothing good is lost, and both halves make the whole.

use kernel::TouchType;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::json::{any_json, object};
use super::{read, taken, with_intake};
use crate::tracking::plan::{JsonType, Types};
use crate::tracking::{Plan, join, parse_any, split};

/// Without what is documented to go: empty objects at the top.
fn at_top(value: &Map<String, Value>) -> Value {
    if value.is_empty() {
        Value::Null
    } else {
        Value::Object(value.clone())
    }
}

fn odd_event() -> impl Strategy<Value = Value> {
    let field = prop::sample::select(vec![
        "type",
        "event",
        "name",
        "userId",
        "anonymousId",
        "messageId",
        "timestamp",
        "properties",
        "traits",
        "context",
        "previousId",
        "sentAt",
    ]);
    prop::collection::vec((field, any_json()), 0..6).prop_map(|fields| {
        let mut event = json!({"type": "track", "event": "E", "userId": "u"});
        for (name, value) in fields {
            event[name] = value;
        }
        event
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        with_intake(&Plan::new(), |intake| parse_any(&bytes, intake));
    }

    #[test]
    fn odd_events_never_panic_and_never_spoil_good_ones(odd in prop::collection::vec(odd_event(), 0..5), cut in any::<prop::sample::Index>()) {
        let mut batch: Vec<Value> = Vec::new();
        for (number, event) in odd.iter().enumerate() {
            batch.push(json!({"type": "track", "event": "Good", "userId": "u", "messageId": format!("good-{number}")}));
            batch.push(event.clone());
        }
        let text = json!({"batch": batch}).to_string();
        let taken = taken("batch", &text);
        prop_assert_eq!(taken.touches.len() + taken.refused.len(), batch.len());
        let good = taken.touches.iter().filter(|touch| touch.message_id.as_deref().is_some_and(|id| id.starts_with("good-")));
        prop_assert!(good.count() >= odd.len());
        for touch in &taken.touches {
            prop_assert!(touch.personal.is_none() || !touch.identities.is_empty(), "the ledger could not seal it");
            for half in [&touch.properties, &touch.personal] {
                prop_assert!(read(half.as_deref()).is_object() || half.is_none());
            }
        }
        let end = cut.index(text.len());
        with_intake(&Plan::new(), |intake| parse_any(&text.as_bytes()[..end], intake));
    }

    #[test]
    fn both_halves_make_the_whole(properties in object(any_json()), traits in object(any_json()), context in object(any_json())) {
        let texts = [&properties, &traits, &context].map(|part| Value::Object(part.clone()).to_string());
        let (halves, _) = split(TouchType::Track, "E", texts.each_ref().map(|text| Some(text.as_str())), &Plan::new()).unwrap();
        let whole = join(halves.properties.as_deref(), halves.personal.as_deref());
        let part = |name: &str| whole.get(name).cloned().unwrap_or_default();
        prop_assert_eq!(part("properties"), at_top(&properties));
        prop_assert_eq!(part("traits"), at_top(&traits));
        let mut context = context;
        context.remove("traits");
        prop_assert_eq!(part("context"), at_top(&context));
        prop_assert!(!halves.properties.unwrap_or_default().contains("@a.cn"));
    }

    #[test]
    fn what_was_learned_is_not_observed_again(properties in object(any_json())) {
        let plan = Plan::new();
        let text = Value::Object(properties).to_string();
        let parts = [Some(text.as_str()), None, None];
        let (first, observed) = split(TouchType::Track, "E", parts, &plan).unwrap();
        plan.learn(&observed);
        let (again, rest) = split(TouchType::Track, "E", parts, &plan).unwrap();
        prop_assert_eq!(first, again, "what is known does not change where it goes");
        prop_assert!(rest.is_empty(), "{:?}", rest);
        prop_assert!(observed.iter().all(|one| Types::one(JsonType::Object).0 >= one.types.0));
    }
}
