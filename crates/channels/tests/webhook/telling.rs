//! What is told, to whom, and again.

use std::time::Duration;

use channels::webhook::deliveries::{self, Replay, State};
use channels::webhook::endpoints::{self, WebhookChange};
use channels::webhook::{Kind, Webhooks};
use company::Caller;
use kernel::{Error, IdentityKind, Timestamp};
use testing::{Bed, Source, on_both};

use crate::bench::Bench;
use crate::receiver::{Receiver, Reply};

on_both!(
    each_touch_is_told_once_signed_and_masked,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        bench.touches(900, 3).await;
        let (webhook, secret) = bench.endpoint(&receiver.url, &[]).await;
        bench.touches(0, 60).await;
        let told = receiver.heard(60).await;
        let delivered = bench
            .settled(webhook.id, |all| {
                all.len() == 60 && all.iter().all(|one| one.state == State::Delivered)
            })
            .await;
        assert_eq!(
            receiver.ids().len(),
            60,
            "each by an id of its own, and nothing of before"
        );
        for one in &told {
            assert!(one.is_signed_with(&secret));
            let body = one.json();
            assert_eq!(body["type"], "touch");
            assert!(
                body["data"]["customer_id"]
                    .as_str()
                    .unwrap()
                    .starts_with("cus_")
            );
            let value = body["data"]["identities"][0]["value"].as_str().unwrap();
            assert!(
                value.contains('*') && !String::from_utf8_lossy(&one.body).contains("24681357")
            );
        }
        let attempts = bench.attempts(&delivered[0]).await;
        assert_eq!((attempts.len(), attempts[0].status), (1, Some(200)));
        assert_eq!(attempts[0].answer.as_deref(), Some("as the test wants"));
        bench.end().await;
    }
);

on_both!(
    an_endpoint_hears_only_what_it_wants_and_of_merges_too,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench
            .endpoint(&receiver.url, &[Kind::CustomerMerged, Kind::CustomerErased])
            .await;
        let source = Source::fixed(1);
        let seen = |message: &str, identities: &[(IdentityKind, &str)]| {
            source.touch(&bed.store, message, identities)
        };
        let (phone, email) = (
            (IdentityKind::Phone, "+8613924681357"),
            (IdentityKind::Email, "li@example.com"),
        );
        bench
            .ledger
            .append(vec![seen("1", &[phone])])
            .await
            .unwrap();
        bench
            .ledger
            .append(vec![seen("2", &[email])])
            .await
            .unwrap();
        bench
            .ledger
            .append(vec![seen("3", &[phone, email])])
            .await
            .unwrap();
        let merged = receiver.heard(1).await[0].json();
        assert_eq!(merged["type"], "customer.merged");
        for field in ["survivor", "other"] {
            assert!(
                merged["data"][field].as_str().unwrap().starts_with("cus_"),
                "{merged}"
            );
        }
        let survivor = merged["data"]["survivor"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let ledger = bench.ledger.clone();
        bed.store
            .write_locked(move |tx| {
                let ledger = ledger.clone();
                Box::pin(async move {
                    customers::erasure::erase(tx, &ledger, survivor, "local", "asked").await
                })
            })
            .await
            .unwrap();
        let told = receiver.heard(3).await;
        let erased: Vec<_> = told
            .iter()
            .map(|one| one.json())
            .filter(|body| body["type"] == "customer.erased")
            .collect();
        assert!(
            erased
                .iter()
                .any(|body| body["data"]["customer_id"] == merged["data"]["survivor"])
        );
        bench
            .settled(webhook.id, |all| {
                all.iter().all(|one| one.state == State::Delivered)
            })
            .await;
        bench.end().await;
    }
);

on_both!(
    a_new_secret_signs_beside_the_old_one_for_a_while,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, old) = bench.endpoint(&receiver.url, &[]).await;
        let env = bed.env.clone();
        let rotated = bed.store.write(move |tx| {
            let env = env.clone();
            Box::pin(async move {
                endpoints::rotate(tx, &env, &Caller::local(), webhook.id, Some(1)).await
            })
        });
        let new = rotated.await.unwrap().1.reveal();
        bench.touches(0, 1).await;
        let told = receiver.heard(1).await;
        assert!(told[0].is_signed_with(&old) && told[0].is_signed_with(&new));
        bed.clock.advance_seconds(3_601);
        bench.touches(1, 1).await;
        let told = receiver.heard(2).await;
        assert!(!told[1].is_signed_with(&old) && told[1].is_signed_with(&new));
        bench.end().await;
    }
);

on_both!(
    deliveries_are_sent_again_when_somebody_asks,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
        bench.touches(0, 5).await;
        receiver.heard(5).await;
        let all = |count: usize| {
            move |all: &[deliveries::Delivery]| {
                all.len() == count && all.iter().all(|one| one.state == State::Delivered)
            }
        };
        let first = bench.settled(webhook.id, all(5)).await;
        bed.clock.advance_seconds(100);
        bench.touches(5, 2).await;
        bench.settled(webhook.id, all(7)).await;

        let (env, webhooks, id) = (bed.env.clone(), bench.webhooks.clone(), first[0].id);
        let again = bed.store.write(move |tx| {
            let (env, webhooks) = (env.clone(), webhooks.clone());
            Box::pin(async move {
                deliveries::replay_one(tx, &env, &webhooks, &Caller::local(), webhook.id, id).await
            })
        });
        assert_eq!(again.await.unwrap().state, State::Waiting);
        let told = receiver.heard(8).await;
        assert_eq!(
            told[7].id(),
            id.to_string(),
            "the same id, so that it is known again"
        );
        bench.settled(webhook.id, all(7)).await;

        let wanted = Replay {
            from: Timestamp(0),
            until: Some(bed.env.now().plus_seconds(-50)),
            state: Some(State::Delivered),
        };
        let by = Caller::local();
        let count = deliveries::replay(&bed.store, &bench.webhooks, &by, webhook.id, &wanted);
        assert_eq!(count.await.unwrap(), 5);
        receiver.heard(13).await;
        let settled = bench.settled(webhook.id, all(7)).await;
        assert_eq!(
            settled.iter().map(|one| one.attempts).collect::<Vec<_>>(),
            [3, 2, 2, 2, 2, 1, 1]
        );
        assert_eq!(receiver.ids().len(), 7);
        bench.end().await;
    }
);

on_both!(
    a_test_is_sent_whatever_an_endpoint_wants,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, secret) = bench.endpoint(&receiver.url, &[Kind::CustomerErased]).await;
        let (env, webhooks) = (bed.env.clone(), bench.webhooks.clone());
        let tested = bed.store.write(move |tx| {
            let (env, webhooks) = (env.clone(), webhooks.clone());
            Box::pin(async move {
                deliveries::test(tx, &env, &webhooks, &Caller::local(), webhook.id).await
            })
        });
        let delivery = tested.await.unwrap();
        let told = receiver.heard(1).await;
        assert!(told[0].is_signed_with(&secret));
        assert_eq!(
            (told[0].id(), told[0].json()["type"].clone()),
            (delivery.id.to_string(), "ping".into())
        );
        bench.end().await;
    }
);

on_both!(
    what_happens_in_a_pause_waits_for_its_end,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
        let pause = async |paused: bool| {
            let (env, webhooks) = (bed.env.clone(), bench.webhooks.clone());
            let change = WebhookChange {
                paused: Some(paused),
                ..WebhookChange::default()
            };
            let changed = bed.store.write(move |tx| {
                let (env, webhooks, change) = (env.clone(), webhooks.clone(), change.clone());
                Box::pin(async move {
                    endpoints::change(tx, &env, &webhooks, &Caller::local(), webhook.id, &change)
                        .await
                })
            });
            changed.await.unwrap()
        };
        assert!(pause(true).await.pause_reason.unwrap().contains("local"));
        bench.touches(0, 4).await;
        bench.settled(webhook.id, |all| all.len() == 4).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(receiver.told().is_empty());
        assert_eq!(bench.webhook(webhook.id).await.waiting, 4);
        pause(false).await;
        receiver.heard(4).await;
        bench.end().await;
    }
);

on_both!(
    private_addresses_are_refused_unless_the_operator_allows_them,
    async |bed: &Bed| {
        let (bench, receiver) = (Bench::start(&bed.store).await, Receiver::start().await);
        let (webhook, _) = bench.endpoint(&receiver.url, &[]).await;
        bench.webhooks.allow_private(false);
        bench.touches(0, 1).await;
        let tried = bench
            .settled(webhook.id, |all| all.iter().any(|one| one.attempts == 1))
            .await;
        let attempt = bench.attempts(&tried[0]).await.remove(0);
        assert!(attempt.status.is_none() && attempt.error.is_some() && receiver.told().is_empty());
        let env = bed.env.clone();
        let made = bed.store.write(move |tx| {
            let env = env.clone();
            let new = endpoints::NewWebhook {
                name: "x".into(),
                url: "https://169.254.169.254/".into(),
                kinds: vec![],
            };
            Box::pin(async move {
                endpoints::create(tx, &env, &Webhooks::default(), &Caller::local(), &new).await
            })
        });
        assert!(matches!(made.await, Err(Error::Invalid(_))));
        receiver.answer(&[Reply(200, Duration::ZERO)]);
        bench.end().await;
    }
);
