//! Receivers that fail, hang, are gone, and a program that is killed.

use std::time::Duration;

use channels::webhook::deliveries::State;
use testing::{Bed, on_both};

use crate::bench::{Bench, LONGEST};
use crate::receiver::{Receiver, Reply};

const AT_ONCE: Duration = Duration::ZERO;

on_both!(
    a_failed_try_is_made_again_with_the_same_id,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, secret) = bench.endpoint(&receiver.url, &[]).await;
        receiver.answer(&[Reply(500, AT_ONCE), Reply(302, AT_ONCE)]);
        bench.touches(0, 1).await;
        let first = bench
            .settled(webhook.id, |all| all.iter().any(|one| one.attempts == 1))
            .await;
        let wait = first[0].due_at.unwrap().0 - bed.env.now().0;
        assert!(
            (4_000_000..=6_000_000).contains(&wait),
            "5 s, give or take a fifth"
        );
        assert!(bench.webhook(webhook.id).await.failing_since.is_some());
        bench.later(bed, 7);
        receiver.heard(2).await;
        bench.settled(webhook.id, |all| all[0].attempts == 2).await;
        bench.later(bed, 40);
        let told = receiver.heard(3).await;
        let last = bench
            .settled(webhook.id, |all| all[0].state == State::Delivered)
            .await;
        assert_eq!(receiver.ids().len(), 1);
        assert!(told.iter().all(|one| one.is_signed_with(&secret)));
        let attempts = bench.attempts(&last[0]).await;
        assert_eq!(
            attempts.iter().map(|one| one.status).collect::<Vec<_>>(),
            [Some(200), Some(302), Some(500)]
        );
        assert_eq!(bench.webhook(webhook.id).await.failing_since, None);
        bench.end().await;
    }
);

on_both!(
    an_endpoint_that_is_gone_is_asked_no_more,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
        receiver.answer(&[Reply(410, AT_ONCE)]);
        bench.touches(0, 1).await;
        let failed = bench
            .settled(webhook.id, |all| {
                all.iter().any(|one| one.state == State::Failed)
            })
            .await;
        assert_eq!(failed[0].attempts, 1);
        assert!(
            bench
                .webhook(webhook.id)
                .await
                .pause_reason
                .unwrap()
                .contains("410")
        );
        bench.touches(1, 1).await;
        bench.settled(webhook.id, |all| all.len() == 2).await;
        bench.later(bed, 86_400);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(receiver.told().len(), 1);
        bench.end().await;
    }
);

on_both!(one_that_hangs_holds_up_nobody_else, async |bed: &Bed| {
    let (bench, slow, quick) = (
        Bench::start(&bed.store).await,
        Receiver::start().await,
        Receiver::start().await,
    );
    slow.answer_always(Reply(200, LONGEST * 5));
    let (hanging, _) = bench.endpoint(&slow.url, &[]).await;
    let (well, _) = bench.endpoint(&quick.url, &[]).await;
    bench.touches(0, 40).await;
    quick.heard(40).await;
    bench
        .settled(well.id, |all| {
            all.len() == 40 && all.iter().all(|one| one.state == State::Delivered)
        })
        .await;
    let tried = bench
        .settled(hanging.id, |all| all.iter().any(|one| one.attempts > 0))
        .await;
    let tried = tried.into_iter().find(|one| one.attempts > 0).unwrap();
    let attempt = bench.attempts(&tried).await.remove(0);
    assert!(attempt.error.unwrap().contains("no answer within"));
    assert!(attempt.latency_ms >= 400 && attempt.latency_ms < 2_000);
    // After a few failures it is left alone: beside the first eight only those that took
    // the places of the first failures were tried.
    tokio::time::sleep(LONGEST * 2).await;
    let told = slow.told().len();
    assert!(told <= 12, "{told} were tried");
    slow.answer_always(Reply(200, AT_ONCE));
    for _ in 0..30 {
        bench.later(bed, 40);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bench
        .settled(hanging.id, |all| {
            all.len() == 40 && all.iter().all(|one| one.state == State::Delivered)
        })
        .await;
    bench.end().await;
});

on_both!(a_killed_program_goes_on_where_it_was, async |bed: &Bed| {
    let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
    let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
    receiver.answer_always(Reply(200, Duration::from_millis(30)));
    bench.touches(0, 100).await;
    receiver.heard(20).await;
    bench.kill().await;
    let store = bed.open_again().await.unwrap();
    receiver.answer_always(Reply(200, AT_ONCE));
    bed.clock.advance_seconds(60);
    let bench = Bench::start(&store).await;
    bench.touches(100, 10).await;
    let settled = bench
        .settled(webhook.id, |all| {
            all.len() == 110 && all.iter().all(|one| one.state == State::Delivered)
        })
        .await;
    assert_eq!(settled.len(), 110, "each was planned exactly once");
    let seqs: std::collections::BTreeSet<_> = settled.iter().map(|one| one.seq).collect();
    assert_eq!(seqs.len(), 110);
    assert_eq!(
        receiver.ids().len(),
        110,
        "each was told by its one id, at least once"
    );
    bench.end().await;
    store.close().await;
});

on_both!(
    an_endpoint_that_fails_for_days_is_paused_with_a_reason,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
        receiver.answer_always(Reply(503, AT_ONCE));
        bench.touches(0, 1).await;
        let mut tries = 0;
        while bench.webhook(webhook.id).await.paused_at.is_none() {
            tries += 1;
            assert!(tries < 10, "it is paused before the last try");
            bench
                .settled(webhook.id, |all| {
                    all.iter().any(|one| one.attempts >= tries)
                })
                .await;
            bench.later(bed, 30 * 3_600);
        }
        let waiting = bench.deliveries(webhook.id).await;
        assert_eq!(
            waiting[0].state,
            State::Waiting,
            "it is told when the endpoint goes on"
        );
        let reason = bench.webhook(webhook.id).await.pause_reason.unwrap();
        assert!(reason.contains("days"), "{reason}");
        bench.end().await;
    }
);
