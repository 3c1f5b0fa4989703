//! The same message is taken once, whatever time it carries and however it comes.

use std::collections::BTreeSet;

use kernel::{Error, SourceId};
use ledger::Appended;
use testing::touches::at;
use testing::{Bed, on_both};

use crate::{entries, told, touch};

on_both!(a_message_is_taken_once, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let first = ledger.append(vec![touch(&bed.store, "m-1")]).await.unwrap();
    assert_eq!((first.accepted, first.repeated), (1, 0));
    bed.clock.advance_seconds(3_600);
    // A library that tries again may say another time.
    let later = at(touch(&bed.store, "m-1"), bed.env.now());
    let again = ledger.append(vec![later.clone(), later]).await.unwrap();
    let expected = Appended {
        accepted: 0,
        repeated: 2,
        ids: vec![first.ids[0]; 2],
    };
    assert_eq!(again, expected, "the id it was kept under");
    let within = ledger
        .append(vec![
            touch(&bed.store, "m-2"),
            touch(&bed.store, "m-3"),
            touch(&bed.store, "m-2"),
        ])
        .await
        .unwrap();
    assert_eq!((within.accepted, within.repeated), (2, 1));
    assert_eq!(within.ids[0], within.ids[2]);
    let kept = entries(&ledger).await;
    assert_eq!(
        kept.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(
        kept.iter().map(|entry| entry.id).collect::<Vec<_>>(),
        [first.ids[0], within.ids[0], within.ids[1]]
    );
});

on_both!(what_tells_messages_apart, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let one = touch(&bed.store, "m-1");
    let mut other_source = one.clone();
    other_source.source_id = SourceId([9; 16]);
    let mut nameless = one.clone();
    nameless.message_id = None;
    let mut said_more = nameless.clone();
    said_more.properties = Some("{}".into());
    let later = at(nameless.clone(), bed.env.now().plus_seconds(1));
    let batch = vec![
        one,
        other_source,
        nameless.clone(),
        said_more,
        later,
        nameless,
    ];
    let appended = ledger.append(batch).await.unwrap();
    assert_eq!(
        (appended.accepted, appended.repeated),
        (5, 1),
        "without a message id the event itself tells"
    );
    assert_eq!(
        ledger.append(Vec::new()).await.unwrap(),
        Appended::default()
    );
});

on_both!(many_at_once_take_each_message_once, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let beside = bed.ledger().await;
    let mut tasks = Vec::new();
    for task in 0..12_usize {
        // Two ledgers on one database are two nodes.
        let (ledger, store) = (
            if task % 2 == 0 {
                ledger.clone()
            } else {
                beside.clone()
            },
            bed.store.clone(),
        );
        tasks.push(tokio::spawn(async move {
            let mut accepted = 0;
            for turn in 0..10_usize {
                let messages =
                    (0..4).map(|offset| format!("m-{}", (task * 3 + turn * 2 + offset) % 40));
                let touches = messages.map(|message| touch(&store, &message)).collect();
                accepted += ledger.append(touches).await.unwrap().accepted;
            }
            accepted
        }));
    }
    let mut accepted = 0;
    for task in tasks {
        accepted += task.await.unwrap();
    }
    let kept = entries(&bed.ledger().await).await;
    let messages: BTreeSet<_> = kept.iter().map(|entry| entry.message_id.clone()).collect();
    assert_eq!((accepted, kept.len(), messages.len()), (40, 40, 40));
    assert_eq!(
        kept.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
        (1..=40).collect::<Vec<_>>(),
        "without a gap"
    );
});

on_both!(
    one_request_that_cannot_be_kept_keeps_no_other_out,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let mut tasks = Vec::new();
        for number in 0..60 {
            let (ledger, mut touch) = (
                ledger.clone(),
                told(
                    &bed.store,
                    &format!("m-{number}"),
                    "+8613912345601",
                    r#"{"name":"x"}"#,
                ),
            );
            if number % 10 == 3 {
                touch.identities.clear();
            }
            tasks.push((
                number,
                tokio::spawn(async move { ledger.append(vec![touch]).await }),
            ));
        }
        for (number, task) in tasks {
            match task.await.unwrap() {
                Ok(appended) => assert!(number % 10 != 3 && appended.accepted == 1, "{number}"),
                Err(error) => assert!(
                    number % 10 == 3 && matches!(error, Error::Invalid(_)),
                    "{number}: {error:?}"
                ),
            }
        }
        assert_eq!(entries(&ledger).await.len(), 54);
    }
);

on_both!(
    nothing_is_accepted_once_the_store_is_closed,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        bed.store.close().await;
        let refused = ledger.append(vec![touch(&bed.store, "m-1")]).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    }
);
