//! Merges by hand: who goes on, what the other's id stands for, what a second and a third merge of the same two mean.

use identity::graph::manual;
use kernel::IdentityKind::{AnonymousId, Phone, UserId};
use kernel::{CustomerId, Error};
use ledger::Ledger;
use testing::{Bed, Source, on_both, read_identities};

use crate::state::{
    customer, fresh, is_what_a_replay_makes, merge, merges, read, rebuild, rows, state, told, undo,
};

async fn root(ledger: &Ledger, id: CustomerId) -> Option<CustomerId> {
    read(ledger.store(), move |tx| {
        Box::pin(async move { manual::root(tx, id).await })
    })
    .await
}

async fn two(ledger: &Ledger) -> (CustomerId, CustomerId) {
    told(
        ledger,
        Source::fixed(1),
        &[
            &[(UserId, "member-1")],
            &[(UserId, "member-2"), (Phone, "+8613912345601")],
        ],
    )
    .await;
    let store = ledger.store();
    (
        customer(store, "member-1").await.unwrap(),
        customer(store, "member-2").await.unwrap(),
    )
}

on_both!(
    the_other_resolves_to_the_survivor_until_it_is_undone,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let (one, other) = two(&ledger).await;
        let before = state(&bed.store).await;
        let made = merge(&ledger, other, one).await.unwrap();
        assert_eq!(
            (made.survivor, made.other),
            (other, one),
            "the first that is named goes on"
        );
        assert_eq!(root(&ledger, one).await, Some(other));
        assert_eq!(root(&ledger, other).await, Some(other));
        assert!(matches!(
            merge(&ledger, one, other).await,
            Err(Error::Conflict {
                code: "already_one",
                ..
            })
        ));
        assert!(
            state(&bed.store).await.together("member-1", "member-2"),
            "a person may see what a limit cannot"
        );

        assert_eq!(undo(&ledger, made.id).await.unwrap(), made);
        assert_eq!(root(&ledger, one).await, Some(one));
        assert_eq!(state(&bed.store).await.customers, before.customers);
        let after = rows(&bed.store).await;
        undo(&ledger, made.id).await.unwrap();
        assert_eq!(after, rows(&bed.store).await, "undone twice");
        rebuild(&ledger).await;
        assert_eq!(after, rows(&bed.store).await, "rebuilt");
    }
);

on_both!(a_chain_of_merges_resolves_to_its_end, async |bed: &Bed| {
    let ledger = fresh(bed).await;
    let (one, other) = two(&ledger).await;
    told(&ledger, Source::fixed(1), &[&[(UserId, "member-3")]]).await;
    let third = customer(&bed.store, "member-3").await.unwrap();
    merge(&ledger, one, other).await.unwrap();
    let last = merge(&ledger, third, one).await.unwrap();
    for id in [one, other, third] {
        assert_eq!(root(&ledger, id).await, Some(third));
    }
    undo(&ledger, last.id).await.unwrap();
    assert_eq!(
        root(&ledger, other).await,
        Some(one),
        "back to where it was, not to itself"
    );
    assert_eq!(root(&ledger, third).await, Some(third));
});

on_both!(
    the_same_two_merged_again_are_another_merge,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let (one, other) = two(&ledger).await;
        let first = merge(&ledger, one, other).await.unwrap();
        undo(&ledger, first.id).await.unwrap();
        assert_eq!(state(&bed.store).await.cannot.len(), 1);
        let second = merge(&ledger, one, other).await.unwrap();
        assert_ne!(first.id, second.id);
        assert!(
            state(&bed.store).await.cannot.is_empty(),
            "a person knows better"
        );
        undo(&ledger, first.id).await.unwrap();
        assert!(
            state(&bed.store).await.together("member-1", "member-2"),
            "the first is undone already, and the second is another"
        );
        assert_eq!(merges(&bed.store).await.len(), 1);
        undo(&ledger, second.id).await.unwrap();
        assert_eq!(state(&bed.store).await.cannot.len(), 1);
        is_what_a_replay_makes(&bed.store).await;
    }
);

on_both!(
    rules_obey_what_was_undone_until_a_person_lifts_it,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let (visitor, phone) = ((AnonymousId, "visitor-1"), (Phone, "+8613912345601"));
        let source = Source::fixed(1);
        told(&ledger, source, &[&[visitor], &[phone], &[phone, visitor]]).await;
        assert!(
            state(&bed.store)
                .await
                .together("visitor-1", "+8613912345601")
        );
        undo(&ledger, merges(&bed.store).await[0].0).await.unwrap();
        told(
            &ledger,
            source,
            &[
                &[phone, visitor],
                &[(UserId, "member-1"), phone],
                &[(UserId, "member-1"), visitor],
            ],
        )
        .await;
        let apart = state(&bed.store).await;
        assert!(!apart.together("visitor-1", "+8613912345601"));
        assert_eq!(apart.link("member-1", "visitor-1").1, Some("cannot_link"));
        let (one, other) = (
            customer(&bed.store, "member-1").await,
            customer(&bed.store, "visitor-1").await,
        );
        merge(&ledger, one.unwrap(), other.unwrap()).await.unwrap();
        assert!(
            state(&bed.store)
                .await
                .together("visitor-1", "+8613912345601")
        );
        is_what_a_replay_makes(&bed.store).await;
    }
);

on_both!(
    a_merge_made_while_the_reader_lags_stands_where_it_took_effect,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let (one, other) = two(&ledger).await;
        // Not read yet when the two are merged: afterwards the phone belongs to both accounts' customer, and so may this visitor.
        let touch = Source::fixed(1).touch(
            &bed.store,
            "late",
            &[(UserId, "member-3"), (Phone, "+8613912345601")],
        );
        ledger.append(vec![touch]).await.unwrap();
        merge(&ledger, one, other).await.unwrap();
        read_identities(&ledger, 10).await.unwrap();
        is_what_a_replay_makes(&bed.store).await;
    }
);
