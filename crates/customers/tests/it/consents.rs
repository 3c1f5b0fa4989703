//! Consent: the newest word over all identities, and silence is none.

use customers::consent::{self, Basis, GivenBy, NewConsent, Of, State};
use kernel::IdentityKind::{Phone, UserId};
use kernel::{Channel, ConsentId, CustomerId, Timestamp};
use ledger::Ledger;
use serde_json::json;
use testing::{Bed, on_both};

use crate::world::*;

pub fn said(state: State, channel: Option<Channel>, at: Option<Timestamp>) -> NewConsent {
    NewConsent {
        state,
        purpose: "marketing".into(),
        channel,
        basis: Basis::Consent,
        controller: String::new(),
        notice_version: Some("2026-04".into()),
        notice_language: Some("zh-CN".into()),
        method: "form".into(),
        given_by: GivenBy::Oneself,
        valid_until: None,
        evidence: Some("ticked: 我同意接收优惠短信".into()),
        at,
    }
}

pub async fn record(ledger: &Ledger, of: Of, said: NewConsent) -> ConsentId {
    let with = ledger.clone();
    write(ledger.store(), move |tx| {
        let (ledger, said) = (with.clone(), said.clone());
        Box::pin(async move { consent::record(tx, &ledger, of, said, "usr_test").await })
    })
    .await
}

async fn asked(bed: &Bed, customer: CustomerId, channel: Channel) -> &'static str {
    let now = bed.env.now();
    let verdict = read(&bed.store, move |tx| {
        Box::pin(async move { consent::allowed(tx, customer, "marketing", channel, now).await })
    })
    .await;
    assert_eq!(verdict.allowed, verdict.because == "given");
    verdict.because
}

on_both!(
    a_withdrawal_anywhere_wins_over_what_was_given_before,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let phone = (Phone, "+8613912345678");
        append(
            &ledger,
            vec![
                identify(store, WEB, "1", &[(UserId, "ann")], json!({})),
                identify(store, TILL, "2", &[phone], json!({})),
            ],
        )
        .await;
        let (ann, other) = (
            who(store, UserId, "ann").await,
            who(store, phone.0, phone.1).await,
        );
        assert_eq!(asked(bed, ann, Channel::Sms).await, "silence");
        record(&ledger, Of::Customer(ann), said(State::Given, None, None)).await;
        assert_eq!(
            (
                asked(bed, ann, Channel::Sms).await,
                asked(bed, ann, Channel::Email).await
            ),
            ("given", "given")
        );
        assert_eq!(asked(bed, other, Channel::Sms).await, "silence");
        bed.clock.advance_seconds(60);
        let identity = shown(store, other).await.unwrap().identities[0].id;
        record(
            &ledger,
            Of::Identity(identity),
            said(State::Withdrawn, Some(Channel::Sms), None),
        )
        .await;
        let of = ledger.clone();
        write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                identity::graph::manual::merge(tx, &ledger, ann, other, "usr_test", "one").await
            })
        })
        .await;
        assert_eq!(
            (
                asked(bed, ann, Channel::Sms).await,
                asked(bed, ann, Channel::Email).await
            ),
            ("withdrawn", "given")
        );
        record(
            &ledger,
            Of::Customer(ann),
            said(
                State::Given,
                Some(Channel::Sms),
                Some(bed.env.now().plus_seconds(-3_600)),
            ),
        )
        .await;
        assert_eq!(
            asked(bed, ann, Channel::Sms).await,
            "withdrawn",
            "told late, it was given before it was taken back"
        );
        settle(&ledger, 2).await;
        let (of, now) = (store.clone(), bed.env.now());
        let standings = read(store, move |tx| {
            Box::pin(async move { consent::of(tx, &of, ann, now).await })
        })
        .await;
        assert_eq!(standings.history.len(), 3);
        assert!(
            standings
                .history
                .iter()
                .all(|one| one.evidence.as_deref() == Some("ticked: 我同意接收优惠短信"))
        );
        let states: Vec<_> = standings
            .now
            .iter()
            .map(|one| (one.channel, one.verdict.because))
            .collect();
        assert_eq!(states, [(None, "given"), (Some(Channel::Sms), "withdrawn")]);
        rebuilt_equal(&ledger).await;
    }
);

on_both!(a_consent_ends_when_it_said_so, async |bed: &Bed| {
    let (store, ledger) = (&bed.store, bed.ledger().await);
    append(
        &ledger,
        vec![identify(store, WEB, "1", &[(UserId, "ann")], json!({}))],
    )
    .await;
    let ann = who(store, UserId, "ann").await;
    let until = bed.env.now().plus_seconds(100);
    record(
        &ledger,
        Of::Customer(ann),
        NewConsent {
            valid_until: Some(until),
            ..said(State::Given, None, None)
        },
    )
    .await;
    assert_eq!(asked(bed, ann, Channel::Sms).await, "given");
    bed.clock.advance_seconds(200);
    assert_eq!(asked(bed, ann, Channel::Sms).await, "expired");
});
