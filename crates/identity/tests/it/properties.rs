//! What must hold whatever happens: few identifiers, so that merges, limits, windows and contexts all come about.

use std::sync::Arc;

use kernel::IdentityId;
use ledger::Ledger;
use ledger::reader::Runner;
use proptest::collection::vec;
use proptest::prelude::*;
use store::params;
use testing::{Bed, property_on_both, read_identities, step};

use crate::state::{
    ALPHABET, Failing, Meeting, fresh, is_what_a_replay_makes, mark, merge, merges, read, rebuild,
    rows, state, touch, undo,
};

fn meetings(most: usize) -> impl Strategy<Value = Vec<Meeting>> {
    vec(meeting(), 1..most)
}

fn meeting() -> impl Strategy<Value = Meeting> {
    // Mostly within one day, so that windows and churn count; now and then long before or after.
    let minute = prop_oneof![6 => 0..600_i64, 1 => -20_000..40_000_i64];
    (minute, vec(0..ALPHABET.len(), 1..4)).prop_map(|(minute, letters)| Meeting { minute, letters })
}

async fn append(ledger: &Ledger, from: usize, meetings: &[Meeting]) {
    let touches = meetings
        .iter()
        .enumerate()
        .map(|(place, meeting)| touch(ledger.store(), from + place, meeting));
    ledger.append(touches.collect()).await.unwrap();
}

property_on_both!(
    chunks_interruptions_and_rebuilds_change_nothing,
    24,
    (meetings(24), vec(any::<bool>(), 30)),
    async |bed: &Bed, (meetings, failures): (Vec<Meeting>, Vec<bool>)| {
        let mut ended = Vec::new();
        for chunk in [1, 3, 1_000] {
            let ledger = fresh(bed).await;
            append(&ledger, 0, &meetings).await;
            for fails in &failures {
                if *fails {
                    let reader = Arc::new(Failing(identity::graph::Reader::new(ledger.clone())));
                    // At the end there is nothing to fail at.
                    let _failed = Runner::new(ledger.clone(), reader, "test", chunk)
                        .step()
                        .await;
                } else {
                    step(&ledger, chunk).await.unwrap();
                }
            }
            read_identities(&ledger, chunk).await.unwrap();
            is_what_a_replay_makes(&bed.store).await;
            let living = rows(&bed.store).await;
            rebuild(&ledger).await;
            assert_eq!(
                living,
                rows(&bed.store).await,
                "living and rebuilt, by {chunk}"
            );
            ended.push(living);
        }
        assert_eq!(ended[0], ended[1], "by 1 and by 3");
        assert_eq!(ended[0], ended[2], "by 1 and by 1000");
    }
);

#[derive(Clone, Debug)]
enum Act {
    Meet(Vec<Meeting>),
    Read(usize),
    Merge(usize, usize),
    Undo(usize),
    Mark(usize, bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => meetings(5).prop_map(Act::Meet),
        4 => (1..6_usize).prop_map(Act::Read),
        2 => (0..99_usize, 0..99_usize).prop_map(|(one, other)| Act::Merge(one, other)),
        2 => (0..99_usize).prop_map(Act::Undo),
        1 => (0..99_usize, any::<bool>()).prop_map(|(one, context)| Act::Mark(one, context)),
    ]
}

async fn seen(ledger: &Ledger) -> Vec<(IdentityId, Option<kernel::CustomerId>)> {
    read(ledger.store(), |tx| {
        Box::pin(async move {
            let rows = tx
                .query("SELECT id, customer FROM identities ORDER BY id", &[])
                .await?;
            rows.into_iter()
                .map(|mut row| Ok((row.take(0)?, row.take(1)?)))
                .collect()
        })
    })
    .await
}

async fn perform(ledger: &Ledger, number: &mut usize, act: &Act) {
    match act {
        Act::Meet(meetings) => {
            append(ledger, *number, meetings).await;
            *number += meetings.len();
        }
        Act::Read(chunk) => drop(step(ledger, *chunk).await.unwrap()),
        Act::Merge(one, other) => {
            let mut there: Vec<_> = seen(ledger)
                .await
                .into_iter()
                .filter_map(|(_, customer)| customer)
                .collect();
            there.sort();
            there.dedup();
            if there.len() > 1 && one % there.len() != other % there.len() {
                merge(ledger, there[one % there.len()], there[other % there.len()])
                    .await
                    .unwrap();
            }
        }
        Act::Undo(which) => {
            let there = merges(ledger.store()).await;
            if !there.is_empty() {
                undo(ledger, there[which % there.len()].0).await.unwrap();
            }
        }
        Act::Mark(which, context) => {
            let there = seen(ledger).await;
            if !there.is_empty() {
                mark(ledger, there[which % there.len()].0, *context).await;
            }
        }
    }
}

property_on_both!(
    what_people_and_rules_decide_is_what_a_replay_makes_and_a_rebuild_repeats,
    32,
    vec(act(), 1..24),
    async |bed: &Bed, acts: Vec<Act>| {
        let ledger = fresh(bed).await;
        let mut number = 0;
        for act in &acts {
            perform(&ledger, &mut number, act).await;
            is_what_a_replay_makes(&bed.store).await;
            bed.clock.advance_seconds(1);
        }
        read_identities(&ledger, 7).await.unwrap();
        is_what_a_replay_makes(&bed.store).await;
        let living = rows(&bed.store).await;
        rebuild(&ledger).await;
        assert_eq!(living, rows(&bed.store).await, "living and rebuilt");
    }
);

/// What comes between a merge and its undo.
fn between() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => meetings(5).prop_map(Act::Meet),
        3 => (1..6_usize).prop_map(Act::Read),
        1 => (0..99_usize, any::<bool>()).prop_map(|(one, context)| Act::Mark(one, context)),
    ];
    vec(act, 0..8)
}

property_on_both!(
    an_undone_merge_of_a_person_has_never_been,
    24,
    (vec(act(), 1..10), 0..99_usize, 0..99_usize, between()),
    async |bed: &Bed, (before, one, other, after): (Vec<Act>, usize, usize, Vec<Act>)| {
        let mut ended = Vec::new();
        let mut ends = None;
        for merged in [true, false] {
            let ledger = fresh(bed).await;
            let mut number = 0;
            for act in &before {
                perform(&ledger, &mut number, act).await;
            }
            let mut there: Vec<_> = seen(&ledger)
                .await
                .into_iter()
                .filter_map(|(_, customer)| customer)
                .collect();
            there.sort();
            there.dedup();
            if there.len() < 2 || one % there.len() == other % there.len() {
                return;
            }
            let mut id = None;
            if merged {
                let made = merge(
                    &ledger,
                    there[one % there.len()],
                    there[other % there.len()],
                )
                .await
                .unwrap();
                let (_, a, b) = merges(&bed.store)
                    .await
                    .into_iter()
                    .find(|(merge, ..)| *merge == made.id)
                    .unwrap();
                (id, ends) = (Some(made.id), Some((a.min(b), a.max(b))));
            } else {
                forbid(bed, ends.unwrap()).await;
            }
            for act in &after {
                perform(&ledger, &mut number, act).await;
            }
            if let Some(id) = id {
                undo(&ledger, id).await.unwrap();
                let once = rows(&bed.store).await;
                undo(&ledger, id).await.unwrap();
                assert_eq!(once, rows(&bed.store).await, "undone twice");
            }
            read_identities(&ledger, 5).await.unwrap();
            let mut state = state(&bed.store).await;
            state.links.retain(|(_, _, rule), (link, _)| {
                rule != "Person" || *link != identity::graph::LinkState::Undone
            });
            ended.push(state);
        }
        assert_eq!(ended[0], ended[1], "merged and undone; never merged");
    }
);

async fn forbid(bed: &Bed, (a, b): (IdentityId, IdentityId)) {
    bed.store
        .write(move |tx| {
            Box::pin(async move {
                let sql = "INSERT INTO cannot_links (a, b, at, actor) VALUES ($1, $2, 0, 'test')
                           ON CONFLICT (a, b) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, lifted_ordinal = NULL";
                tx.execute(sql, params![a, b]).await
            })
        })
        .await
        .unwrap();
}

property_on_both!(
    an_undone_merge_of_a_rule_has_never_been,
    24,
    (meetings(16), 0..99_usize, meetings(8)),
    async |bed: &Bed, (before, which, after): (Vec<Meeting>, usize, Vec<Meeting>)| {
        let ledger = fresh(bed).await;
        append(&ledger, 0, &before).await;
        read_identities(&ledger, 4).await.unwrap();
        let there = merges(&bed.store).await;
        if there.is_empty() {
            return;
        }
        let (id, a, b) = there[which % there.len()];
        append(&ledger, before.len(), &after).await;
        read_identities(&ledger, 4).await.unwrap();
        undo(&ledger, id).await.unwrap();
        let undone = state(&bed.store).await;
        is_what_a_replay_makes(&bed.store).await;

        let ledger = fresh(bed).await;
        append(&ledger, 0, &before).await;
        append(&ledger, before.len(), &after).await;
        forbid(bed, (a.min(b), a.max(b))).await;
        read_identities(&ledger, 4).await.unwrap();
        let never = state(&bed.store).await;
        assert_eq!(
            undone.customers, never.customers,
            "merged and undone; never merged"
        );
        assert_eq!(undone.context, never.context);
        assert_eq!(undone.cannot, never.cannot);
    }
);

property_on_both!(
    undone_in_any_order,
    24,
    (meetings(20), 0..99_usize, 0..99_usize),
    async |bed: &Bed, (meetings, one, other): (Vec<Meeting>, usize, usize)| {
        let mut ended = Vec::new();
        for turned in [false, true] {
            let ledger = fresh(bed).await;
            append(&ledger, 0, &meetings).await;
            read_identities(&ledger, 1_000).await.unwrap();
            let there = merges(&bed.store).await;
            if there.len() < 2 || one % there.len() == other % there.len() {
                return;
            }
            let mut order = [there[one % there.len()].0, there[other % there.len()].0];
            if turned {
                order.reverse();
            }
            for id in order {
                undo(&ledger, id).await.unwrap();
            }
            is_what_a_replay_makes(&bed.store).await;
            ended.push(state(&bed.store).await);
        }
        assert_eq!(ended[0], ended[1]);
    }
);
