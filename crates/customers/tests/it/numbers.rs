//! Orders, spend, windows and figures.

use customers::orders::Status;
use jiff::tz::TimeZone;
use kernel::IdentityKind::{AnonymousId, Order, UserId};
use kernel::{Channel, Timestamp};
use proptest::prelude::*;
use serde_json::json;
use testing::{Bed, on_both, property_on_both};

use crate::world::*;

on_both!(spend_is_net_and_exact, async |bed: &Bed| {
    let (store, ledger) = (&bed.store, bed.ledger().await);
    let ann = [(UserId, "ann")];
    let old = event(
        store,
        WEB,
        "1",
        &ann,
        "Order Completed",
        json!({"order_id": "A-1", "total": 0.1, "currency": "CNY"}),
    );
    let new = event(
        store,
        WEB,
        "2",
        &ann,
        "Order Completed",
        json!({"order_id": "A-2", "total": "100.20", "currency": "CNY", "products": [{"sku": "x", "quantity": 2, "price": 50.1}]}),
    );
    let back = event(
        store,
        TILL,
        "3",
        &[(Order, "A-2")],
        "Order Refunded",
        json!({"order_id": "A-2", "total": 0.2, "currency": "CNY"}),
    );
    let gone = event(
        store,
        WEB,
        "4",
        &ann,
        "Order Completed",
        json!({"order_id": "A-3", "total": 7}),
    );
    let off = event(
        store,
        WEB,
        "5",
        &ann,
        "Order Cancelled",
        json!({"order_id": "A-3"}),
    );
    let yen = event(
        store,
        WEB,
        "6",
        &ann,
        "Order Completed",
        json!({"order_id": "A-4", "revenue": 300, "currency": "jpy"}),
    );
    append(
        &ledger,
        vec![
            days_ago(bed, back, 1),
            days_ago(bed, old, 60),
            days_ago(bed, new, 2),
            off,
            gone,
            days_ago(bed, yen, 400),
        ],
    )
    .await;
    let ann = shown(store, who(store, UserId, "ann").await).await.unwrap();
    assert_eq!(ann.orders, 3);
    let spend: Vec<(String, i64)> = ann
        .spend
        .iter()
        .map(|money| (money.currency.to_string(), money.amount))
        .collect();
    assert_eq!(spend, [("CNY".to_owned(), 10010), ("JPY".to_owned(), 300)]);
    let windows: Vec<(i64, i64, i64, i64)> = ann
        .windows
        .iter()
        .map(|one| (one.days, one.touches, one.orders, one.spend[0].amount))
        .collect();
    assert_eq!(
        windows,
        [(30, 3, 1, 10000), (90, 4, 2, 10010), (365, 4, 2, 10010)]
    );
    assert_eq!(ann.preferred_channel, Some(Channel::Web));
    assert_eq!(Status::Cancelled.as_str(), "cancelled");
    rebuilt_equal(&ledger).await;
});

on_both!(the_preferred_hour_is_that_of_the_wall, async |bed: &Bed| {
    let (store, ledger) = (&bed.store, bed.ledger().await);
    append(
        &ledger,
        vec![event(
            store,
            WEB,
            "1",
            &[(UserId, "ann")],
            "Seen",
            json!({}),
        )],
    )
    .await;
    let ann = who(store, UserId, "ann").await;
    let of = store.clone();
    let shown = read(store, move |tx| {
        Box::pin(async move {
            let zone = TimeZone::get("Asia/Shanghai").map_err(kernel::Error::internal)?;
            let view = customers::show::View {
                reveal: customers::show::Reveal::Plain,
                zone,
            };
            customers::show::customers(tx, &of, &[ann], view).await
        })
    })
    .await;
    assert_eq!(
        shown[0].preferred_hour,
        Some(16),
        "08:00 UTC is 16:00 in Shanghai"
    );
});

on_both!(
    a_merge_and_its_undo_leave_every_fact_where_it_was,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let order = |message, who, id| {
            event(
                store,
                WEB,
                message,
                &[(UserId, who)],
                "Order Completed",
                json!({"order_id": id, "total": 10, "currency": "CNY"}),
            )
        };
        append(
            &ledger,
            vec![
                order("1", "ann", "O-1"),
                order("2", "bob", "O-2"),
                order("3", "bob", "O-3"),
            ],
        )
        .await;
        let (ann, bob) = (
            who(store, UserId, "ann").await,
            who(store, UserId, "bob").await,
        );
        let facts = "SELECT COUNT(*) FROM order_facts o JOIN identities i ON i.id = o.identity JOIN day_numbers d ON d.identity = i.id";
        let before = (
            count(store, facts).await,
            shown(store, ann).await.unwrap().spend,
            shown(store, bob).await.unwrap().spend,
        );
        let of = ledger.clone();
        let merged = write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                identity::graph::manual::merge(tx, &ledger, ann, bob, "usr_test", "the same").await
            })
        })
        .await;
        settle(&ledger, 100).await;
        let one = shown(store, ann).await.unwrap();
        assert_eq!((one.orders, one.spend[0].amount, one.touches), (3, 3000, 3));
        assert!(shown(store, bob).await.is_none());
        let of = ledger.clone();
        write(store, move |tx| {
            let (ledger, id) = (of.clone(), merged.id);
            Box::pin(
                async move { identity::graph::manual::undo(tx, &ledger, id, "usr_test").await },
            )
        })
        .await;
        settle(&ledger, 100).await;
        let after = (
            count(store, facts).await,
            shown(store, ann).await.unwrap().spend,
            shown(store, bob).await.unwrap().spend,
        );
        assert_eq!(before, after);
        assert_eq!(shown(store, ann).await.unwrap().orders, 1);
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    the_first_page_counts_today_and_the_same_time_last_week,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let seen = |message: &str, who| {
            event(
                store,
                WEB,
                message,
                &[(AnonymousId, who)],
                "Seen",
                json!({}),
            )
        };
        let week = 7;
        let early = testing::touches::at(
            seen("3", "c"),
            bed.env
                .now()
                .plus_micros(-week * Timestamp::DAY)
                .plus_seconds(-3_600),
        );
        let late = testing::touches::at(
            seen("4", "d"),
            bed.env
                .now()
                .plus_micros(-week * Timestamp::DAY)
                .plus_seconds(3_600),
        );
        append(
            &ledger,
            vec![
                seen("1", "a"),
                seen("2", "b"),
                early,
                late,
                identify(
                    store,
                    WEB,
                    "5",
                    &[(AnonymousId, "a"), (UserId, "ann")],
                    json!({"name": "Ann"}),
                ),
            ],
        )
        .await;
        let now = bed.env.now();
        let today = read(store, move |tx| {
            Box::pin(async move { customers::figures::today(tx, now, &TimeZone::UTC).await })
        })
        .await;
        assert_eq!(
            (today.touches_today, today.touches_last_week_same_time),
            (3, 1)
        );
        assert_eq!(today.touches_by_channel.len(), 1);
        assert_eq!(
            (today.customers_new, today.customers_recognised),
            (4, 1),
            "new is when they began with us"
        );
        let contact = today
            .attention
            .iter()
            .find(|one| one.code == "missing_contact")
            .unwrap();
        assert_eq!(contact.count, 1);
    }
);

/// What the shop may say of two orders, each message in its own currency of mistakes.
fn said() -> impl Strategy<Value = Vec<(u8, u8, u8, i64)>> {
    proptest::collection::vec((0..4_u8, 0..2_u8, 0..4_u8, 0..5_i64), 1..8)
}

property_on_both!(
    events_in_any_order_and_any_chunks_come_to_the_same_orders,
    24,
    (said(), any::<u64>(), 1..5_usize),
    async |bed: &Bed, (said, seed, chunk)| {
        let (store, mut answers) = (&bed.store, Vec::new());
        for turn in [0, seed % 7 + 1] {
            bed.wipe().await;
            wipe(store).await;
            let ledger = bed.ledger().await;
            let mut touches: Vec<_> = said
            .iter()
            .enumerate()
            .map(|(number, (what, order, amount, minutes))| {
                let name = ["Order Completed", "Order Updated", "Order Cancelled", "Order Refunded"][usize::from(*what)];
                let body = json!({"order_id": format!("order-{order}"), "total": f64::from(*amount) / 4.0, "currency": "CNY"});
                let touch = event(store, WEB, &number.to_string(), &[(UserId, "ann")], name, body);
                testing::touches::at(touch, bed.env.now().plus_seconds(minutes * 60))
            })
            .collect();
            let middle = turn as usize % touches.len();
            touches.rotate_left(middle);
            for touch in touches {
                ledger.append(vec![touch]).await.unwrap();
            }
            settle(&ledger, chunk).await;
            answers.push(read(store, |tx| {
            Box::pin(async move {
                let rows = tx.query("SELECT order_id, at, status, counts, currency, total, refunded FROM order_facts ORDER BY order_id", &[]).await?;
                Ok(rows.iter().map(|row| format!("{:?}", row.values())).collect::<Vec<_>>())
            })
        }).await);
        }
        assert_eq!(answers[0], answers[1]);
    }
);
