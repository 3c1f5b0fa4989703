//! What many people use says nothing of any of them: it is found out, and what it had joined is taken apart.

use identity::graph::LinkState::{Joins, Refused};
use kernel::IdentityKind::{AnonymousId, Device, Email, Phone, UserId};
use testing::{Bed, Source, on_both};

use crate::state::{
    fresh, identity, is_what_a_replay_makes, mark, merge, rebuild, rows, state, told,
};

const KIOSK: (kernel::IdentityKind, &str) = (Device, "kiosk-7");

on_both!(
    a_kiosk_is_found_out_and_its_visitors_are_strangers_again,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let mail = (Email, "one@shop.cn");
        told(
            &ledger,
            Source::fixed(1),
            &[
                &[(Phone, "+8613912345601"), KIOSK],
                // This one is known by more than the kiosk.
                &[(Phone, "+8613912345602"), mail],
                &[(Phone, "+8613912345602"), KIOSK],
            ],
        )
        .await;
        let before = state(&bed.store).await;
        assert!(
            before.together("+8613912345601", "+8613912345602"),
            "two may be one person's"
        );
        told(
            &ledger,
            Source::fixed(1),
            &[&[(Phone, "+8613912345603"), KIOSK]],
        )
        .await;
        let after = state(&bed.store).await;
        assert!(after.context.contains("kiosk-7"));
        assert_eq!(
            after.parts(),
            [
                vec!["+8613912345601"],
                vec!["+8613912345602", "one@shop.cn"],
                vec!["+8613912345603"]
            ]
        );
        assert_eq!(
            after.link("+8613912345601", "kiosk-7"),
            (Refused, Some("context"))
        );
        told(
            &ledger,
            Source::fixed(1),
            &[&[(Phone, "+8613912345604"), KIOSK], &[KIOSK]],
        )
        .await;
        assert_eq!(
            state(&bed.store).await.customers.len(),
            4,
            "one more stranger, and nobody for the kiosk alone"
        );
        is_what_a_replay_makes(&bed.store).await;
        let living = rows(&bed.store).await;
        rebuild(&ledger).await;
        assert_eq!(living, rows(&bed.store).await);
    }
);

on_both!(
    a_mark_taken_away_joins_again_what_it_had_kept_apart,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let visitor = (AnonymousId, "visitor-1");
        told(
            &ledger,
            Source::fixed(1),
            &[
                &[(UserId, "member-1"), visitor],
                &[(Phone, "+8613912345601"), visitor],
            ],
        )
        .await;
        let before = state(&bed.store).await;
        let id = identity(&bed.store, "visitor-1").await;
        mark(&ledger, id, true).await;
        assert!(
            !state(&bed.store)
                .await
                .together("member-1", "+8613912345601")
        );
        mark(&ledger, id, true).await;
        mark(&ledger, id, false).await;
        let after = state(&bed.store).await;
        assert_eq!(before.customers, after.customers);
        assert_eq!(after.link("member-1", "visitor-1"), (Joins, None));
        is_what_a_replay_makes(&bed.store).await;
    }
);

on_both!(
    a_shared_account_leaves_the_links_of_its_company_in_their_order,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let (till, phone, mail) = (
            (UserId, "till-account"),
            (Phone, "+8613912345601"),
            (Email, "one@shop.cn"),
        );
        told(&ledger, Source::fixed(1), &[&[till]]).await;
        let id = identity(&bed.store, "till-account").await;
        mark(&ledger, id, true).await;
        told(&ledger, Source::fixed(1), &[&[till, phone, mail]]).await;
        let once = rows(&bed.store).await;
        told(&ledger, Source::fixed(1), &[&[till, phone, mail]]).await;
        assert_eq!(
            once,
            rows(&bed.store).await,
            "the same again is no new link, and no new company"
        );
    }
);

on_both!(people_who_merge_do_not_make_a_crowd, async |bed: &Bed| {
    let ledger = fresh(bed).await;
    let mut mails = Vec::new();
    for number in 0..6 {
        let mail = format!("person-{number}@shop.cn");
        told(&ledger, Source::fixed(1), &[&[(Email, &mail)]]).await;
        mails.push(mail);
    }
    for mail in &mails[1..] {
        let (one, other) = (
            crate::state::customer(&bed.store, &mails[0]).await,
            crate::state::customer(&bed.store, mail).await,
        );
        merge(&ledger, one.unwrap(), other.unwrap()).await.unwrap();
    }
    // Enough company of several kinds that it is looked at, and not too much of one.
    let company = [
        (Phone, "+8613912345601"),
        (Phone, "+8613912345602"),
        (UserId, "member-1"),
        (UserId, "member-2"),
        (UserId, "member-3"),
    ];
    for one in company {
        told(&ledger, Source::fixed(1), &[&[(Email, &mails[0]), one]]).await;
    }
    let state = state(&bed.store).await;
    assert!(
        state.context.is_empty(),
        "what a person said is no company: {:?}",
        state.context
    );
});
