//! The tracking plan, in memory and in the database.

use futures_util::FutureExt;
use kernel::TouchType;
use ledger::reader::Runner;
use serde_json::json;
use testing::Bed;

use super::{RECEIVED, read, taken_by};
use crate::tracking::Plan;
use crate::tracking::plan::{self, Action, JsonType, Rule, Types, Volumes};

const BOUGHT: &str = r#"{"batch":[{"type":"track","event":"Order Completed","userId":"u","messageId":"m1","properties":{"total":9.5,"note":"x","buyer":{"email":"a@b.cn"},"products":[{"sku":"T-1"}]}},
    {"type":"identify","userId":"u","messageId":"m2","traits":{"city":"上海"}}]}"#;

#[test]
fn what_is_seen_is_told_once() {
    let plan = Plan::new();
    let first = taken_by(&plan, "batch", BOUGHT);
    let paths: Vec<_> = first
        .observed
        .iter()
        .map(|one| (one.event.as_str(), one.path.as_str(), one.personal))
        .collect();
    assert_eq!(
        paths,
        [
            ("Order Completed", "buyer", false),
            ("Order Completed", "buyer.email", true),
            ("Order Completed", "note", false),
            ("Order Completed", "products", false),
            ("Order Completed", "products[]", false),
            ("Order Completed", "products[].sku", false),
            ("Order Completed", "total", false),
            ("", "traits.city", true),
        ]
    );
    plan.learn(&first.observed);
    assert!(taken_by(&plan, "batch", BOUGHT).observed.is_empty());
    let other = taken_by(&plan, "batch", &BOUGHT.replace("9.5", "\"9.5\""));
    assert_eq!(other.observed.len(), 1, "another type is news");
    assert_eq!(other.observed[0].types, Types::one(JsonType::String));
}

testing::on_both!(the_plan_is_kept_marked_ruled_and_counted, kept);

async fn kept(bed: &Bed) {
    let (store, ledger) = (bed.store.clone(), bed.ledger().await);
    let plan = Plan::new();
    let taken = taken_by(&plan, "batch", BOUGHT);
    let observed = taken.observed.clone();
    ledger.append(taken.touches).await.unwrap();
    store
        .write(move |tx| {
            let observed = observed.clone();
            async move {
                plan::keep(tx, &observed, RECEIVED).await?;
                // A node that did not know it yet keeps it again.
                plan::keep(tx, &observed, RECEIVED.plus_seconds(9)).await?;
                let of = (TouchType::Track, "Order Completed", "buyer.email");
                plan::set_mark(tx, of, Some(false), RECEIVED).await?;
                plan::set_mark(tx, (of.0, of.1, "note"), Some(true), RECEIVED).await?;
                assert!(
                    plan::set_mark(
                        tx,
                        (TouchType::Identify, "", "traits.city"),
                        Some(false),
                        RECEIVED
                    )
                    .await
                    .is_err()
                );
                let rule = Rule {
                    action: Action::Warn,
                    required: vec!["products[].sku".into(), "currency".into()],
                    types: [("total".to_owned(), JsonType::Number)].into(),
                };
                plan::set_rule(tx, (of.0, of.1), Some(&rule), RECEIVED).await?;
                plan::set_rule(tx, (TouchType::Page, "Gone"), Some(&rule), RECEIVED).await?;
                plan::set_rule(tx, (TouchType::Page, "Gone"), None, RECEIVED).await
            }
            .boxed()
        })
        .await
        .unwrap();
    let mut runner = Runner::new(ledger.clone(), std::sync::Arc::new(Volumes), "test", 100);
    runner.catch_up().await.unwrap();
    let (listed, loaded) = store
        .read(|tx| {
            async move { Ok((plan::list(tx, RECEIVED).await?, plan::load(tx).await?)) }.boxed()
        })
        .await
        .unwrap();
    let order = listed
        .iter()
        .find(|event| event.event == "Order Completed")
        .unwrap();
    assert_eq!(
        (order.volume, order.recent_volume, order.first_seen_at),
        (1, 1, Some(RECEIVED))
    );
    let property = |path: &str| {
        order
            .properties
            .iter()
            .find(|one| one.path == path)
            .unwrap()
    };
    assert_eq!(
        (
            property("note").personal,
            property("buyer.email").personal,
            property("buyer.email").mark
        ),
        (true, false, Some(false))
    );
    assert_eq!(property("total").types, Types::one(JsonType::Number));
    assert_eq!(property("total").first_seen_at, RECEIVED);
    assert_eq!(listed.iter().map(|event| event.volume).sum::<i64>(), 2);

    plan.replace(loaded);
    let marked = taken_by(&plan, "batch", BOUGHT);
    let touch = &marked.touches[0];
    let properties = read(touch.properties.as_deref())["properties"].clone();
    assert_eq!(
        properties,
        json!({"total": 9.5, "buyer": {"email": "a@b.cn"}, "products": [{"sku": "T-1"}], "$plan": ["currency is missing"]})
    );
    assert_eq!(
        read(touch.personal.as_deref()),
        json!({"properties": {"note": "x"}})
    );
    assert_eq!(
        marked.observed.len(),
        2,
        "under the marks both went another way than before"
    );
}

#[test]
fn a_rule_that_refuses_names_what_is_wrong_and_lets_others_pass() {
    let mut plan = Plan::new();
    let rule = Rule {
        action: Action::Refuse,
        required: vec!["currency".into()],
        types: [("total".to_owned(), JsonType::String)].into(),
    };
    plan.ruled(TouchType::Track, "Order Completed", rule);
    let taken = taken_by(&plan, "batch", BOUGHT);
    assert_eq!(taken.touches.len(), 1);
    assert_eq!(
        taken.refused[0].message,
        "breaks the tracking plan: currency is missing; total must be of type string, not number"
    );
    assert_eq!(taken.refused[0].message_id.as_deref(), Some("m1"));
}

#[test]
fn names_without_end_are_not_remembered_without_end() {
    let plan = Plan::new();
    for round in 0..20 {
        let properties: Vec<String> = (0..100)
            .map(|n| format!("\"k{}\":1", round * 100 + n))
            .collect();
        let body = format!(
            r#"{{"batch":[{{"type":"track","event":"E","userId":"u","properties":{{{}}}}}]}}"#,
            properties.join(",")
        );
        let taken = taken_by(&plan, "batch", &body);
        assert_eq!(taken.touches.len(), 1);
        plan.learn(&taken.observed);
        assert!(round < 4 || taken.observed.is_empty());
    }
}
