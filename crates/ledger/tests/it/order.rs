//! `seq` is the order of commit, so whoever follows it misses nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ledger::Ledger;
use testing::{Bed, Engine, on_both};
use tokio::sync::Notify;

use crate::{append_in, entries, touch};

/// Appends a message in a transaction that stays open until it is told to end.
fn open_until(
    ledger: &Ledger,
    message: &str,
    appended: &Arc<Notify>,
    end: &Arc<Notify>,
) -> tokio::task::JoinHandle<kernel::Result<()>> {
    let (ledger, touch) = (ledger.clone(), touch(ledger.store(), message));
    let (appended, end) = (appended.clone(), end.clone());
    tokio::spawn(async move {
        let store = ledger.store().clone();
        store
            .write_locked(move |tx| {
                let (ledger, touch, appended, end) =
                    (ledger.clone(), touch.clone(), appended.clone(), end.clone());
                Box::pin(async move {
                    append_in(&ledger, tx, vec![touch]).await?;
                    appended.notify_one();
                    end.notified().await;
                    Ok(())
                })
            })
            .await
    })
}

#[test]
fn the_second_to_append_waits_for_the_first_to_commit() {
    testing::run(Engine::Postgres, async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let (first_appended, first_may_end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (second_appended, second_may_end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let first = open_until(&ledger, "first", &first_appended, &first_may_end);
        first_appended.notified().await;
        // The second may end at once, and so would commit before the first if nothing held it.
        second_may_end.notify_one();
        let second = open_until(&ledger, "second", &second_appended, &second_may_end);
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!second.is_finished(), "it overtook the first");
        assert!(
            entries(&ledger).await.is_empty(),
            "nothing is seen before it is committed"
        );
        first_may_end.notify_one();
        first.await.unwrap().unwrap();
        second.await.unwrap().unwrap();
        let kept = entries(&bed.ledger().await).await;
        let order: Vec<_> = kept
            .iter()
            .map(|entry| (entry.seq, entry.message_id.as_deref().unwrap()))
            .collect();
        assert_eq!(order, [(1, "first"), (2, "second")]);
    });
}

on_both!(
    whoever_follows_while_many_append_misses_nothing,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let done = Arc::new(AtomicBool::new(false));
        let mut writers = Vec::new();
        for writer in 0..4_u64 {
            let ledger = bed.ledger().await;
            writers.push(tokio::spawn(async move {
                for turn in 0..25_u64 {
                    let touch = touch(ledger.store(), &format!("m-{writer}-{turn}"));
                    let store = ledger.store().clone();
                    let ledger = ledger.clone();
                    // Those that commit late, and those that are taken back, are where one could be missed.
                    let wait = Duration::from_millis((writer * 7 + turn * 3) % 5);
                    let taken_back = turn % 6 == 5;
                    let write = store.write_locked(move |tx| {
                        let (ledger, touch) = (ledger.clone(), touch.clone());
                        Box::pin(async move {
                            append_in(&ledger, tx, vec![touch]).await?;
                            if ledger.store().engine_name() == "postgres" {
                                tokio::time::sleep(wait).await;
                            }
                            if taken_back {
                                Err(kernel::Error::conflict("told_to", ""))
                            } else {
                                Ok(())
                            }
                        })
                    });
                    assert_eq!(write.await.is_err(), taken_back);
                }
            }));
        }
        let (following, end) = (ledger.clone(), done.clone());
        let follower = tokio::spawn(async move {
            let mut seen: Vec<i64> = Vec::new();
            loop {
                let last_turn = end.load(Ordering::SeqCst);
                let (ledger, after) = (following.clone(), seen.last().copied().unwrap_or(0));
                let read = following.store().read(move |tx| {
                    let ledger = ledger.clone();
                    Box::pin(async move {
                        let head = ledger::head(tx).await?;
                        ledger.after(tx, after, head, 7).await
                    })
                });
                let entries = read.await.unwrap();
                seen.extend(entries.iter().map(|entry| entry.seq));
                if last_turn && entries.is_empty() {
                    return seen;
                }
            }
        });
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        let seen = follower.await.unwrap();
        let kept: Vec<i64> = entries(&bed.ledger().await)
            .await
            .iter()
            .map(|entry| entry.seq)
            .collect();
        assert_eq!(kept, (1..=84).collect::<Vec<_>>());
        assert_eq!(seen, kept);
    }
);

on_both!(memory_and_disk_tell_the_same, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let mut bare = touch(&bed.store, "m-0");
    (bare.identities, bare.event, bare.message_id) = (Vec::new(), Some(String::new()), None);
    let mut batch = vec![bare];
    for number in 0..30 {
        let personal = format!(r#"{{"name":"王小明 {number}"}}"#);
        batch.push(crate::told(
            &bed.store,
            &format!("m-{number}"),
            &format!("+86139123456{:02}", number % 5),
            &personal,
        ));
    }
    ledger.append(batch).await.unwrap();
    let decision = ledger::Decision {
        kind: kernel::TouchType::Resolved,
        at: bed.env.now(),
        actor: "rule:1".into(),
        anchor: None,
        properties: "{}".into(),
        personal: None,
    };
    let deciding = ledger.clone();
    let seq = bed.store.write_locked(move |tx| {
        let (ledger, decision) = (deciding.clone(), decision.clone());
        Box::pin(async move { ledger.decide(tx, vec![decision.clone(), decision]).await })
    });
    assert_eq!(seq.await.unwrap(), 32);
    let (memory, disk) = (entries(&ledger).await, entries(&bed.ledger().await).await);
    assert_eq!(memory.len(), 33);
    for (memory, disk) in memory.iter().zip(&disk) {
        assert_eq!(format!("{memory:?}"), format!("{disk:?}"));
        assert_eq!(memory.personal.text(), disk.personal.text());
    }
    assert!(
        !format!("{memory:?}").contains("王小明"),
        "an entry never shows what is personal"
    );
});
