//! Whatever happens, in whatever order and chunks: what is kept is what a rebuild makes.

use customers::consent::{Of, State};
use customers::edit::{self, Edit, members, notes};
use customers::{consent, erasure};
use kernel::IdentityKind::{self, AnonymousId, Email, Phone, UserId};
use kernel::{Channel, Error, TouchType};
use ledger::Ledger;
use proptest::prelude::*;
use serde_json::json;
use store::Tx;
use testing::{Bed, property_on_both};

use crate::consents::said;
use crate::world::*;

const LETTERS: [(IdentityKind, &str); 7] = [
    (UserId, "member-1"),
    (UserId, "member-2"),
    (Email, "one@shop.cn"),
    (Email, "two@shop.cn"),
    (Phone, "+8613912345601"),
    (AnonymousId, "visitor-1"),
    (AnonymousId, "visitor-2"),
];

#[derive(Clone, Debug)]
enum Deed {
    /// A touch of a sort, with letters, minutes from now and some number.
    Touch(u8, Vec<usize>, i64, u8),
    /// Something a person does to the customers of two letters.
    Person(u8, usize, usize, u8),
    /// Some of what is there is read.
    Read(usize),
    /// One step of moving touches.
    Move,
}

fn deed() -> impl Strategy<Value = Deed> {
    let letters = proptest::collection::btree_set(0..LETTERS.len(), 1..3)
        .prop_map(|set| set.into_iter().collect::<Vec<_>>());
    prop_oneof![
        5 => (0..5_u8, letters, -3_000..3_000_i64, any::<u8>()).prop_map(|(sort, letters, minutes, number)| Deed::Touch(sort, letters, minutes, number)),
        4 => (0..9_u8, 0..LETTERS.len(), 0..LETTERS.len(), any::<u8>()).prop_map(|(sort, one, other, number)| Deed::Person(sort, one, other, number)),
        3 => (1..6_usize).prop_map(Deed::Read),
        1 => Just(Deed::Move),
    ]
}

async fn person(
    tx: &mut Tx,
    ledger: &Ledger,
    sort: u8,
    one: usize,
    other: usize,
    number: u8,
) -> kernel::Result<()> {
    let keyring = ledger.store().keyring().clone();
    let context = identity::normal::Context::default();
    let mut found = Vec::new();
    for letter in [one, other] {
        let (kind, value) = LETTERS[letter];
        found.push(
            customers::find::by_identity(tx, &keyring, &context, kind, value)
                .await?
                .first()
                .copied(),
        );
    }
    let (Some(one), Some(other)) = (found[0], found[1]) else {
        return Ok(());
    };
    match sort {
        0 | 1 => {
            let kinds = ["person", "household", "organisation"];
            let edit = json!({
                "name": (!number.is_multiple_of(3)).then(|| format!("Name {number}")), "kind": kinds[usize::from(number % 3)],
                "attributes": {"birthday": if number.is_multiple_of(2) { json!("1990-01-01") } else { json!(null) }},
                "add_tags": [format!("tag-{}", number % 3)], "remove_tags": [format!("tag-{}", number % 2)],
            });
            let edit: Edit = serde_json::from_value(edit).map_err(Error::internal)?;
            edit::edit(tx, ledger, one, &edit, "usr_test")
                .await
                .map(|_| ())
        }
        2 => notes::add(tx, ledger, one, "a note", "usr_test")
            .await
            .map(|_| ()),
        3 => {
            let Some(note) = notes::list(tx, ledger.store(), one)
                .await?
                .first()
                .map(|note| note.id)
            else {
                return Ok(());
            };
            if number.is_multiple_of(2) {
                notes::remove(tx, ledger, one, note, "usr_test").await
            } else {
                notes::edit(tx, ledger, one, note, "anew", "usr_test").await
            }
        }
        4 => {
            let state = if number.is_multiple_of(2) {
                State::Given
            } else {
                State::Withdrawn
            };
            consent::record(
                tx,
                ledger,
                Of::Customer(one),
                said(state, Some(Channel::Sms), None),
                "usr_test",
            )
            .await
            .map(|_| ())
        }
        5 => identity::graph::manual::merge(tx, ledger, one, other, "usr_test", "one")
            .await
            .map(|_| ()),
        6 => {
            let row = tx
                .query_opt(
                    "SELECT id FROM merges WHERE undone_at IS NULL ORDER BY id LIMIT 1",
                    &[],
                )
                .await?;
            let Some(mut row) = row else { return Ok(()) };
            identity::graph::manual::undo(tx, ledger, row.take(0)?, "usr_test")
                .await
                .map(|_| ())
        }
        7 if number.is_multiple_of(3) => erasure::erase(tx, ledger, one, "usr_test", "asked")
            .await
            .map(|_| ()),
        7 => members::join(tx, ledger, one, other, Some("child"), "usr_test").await,
        _ => {
            let sql = "SELECT id FROM identities WHERE customer = $1 AND key IS NOT NULL ORDER BY id DESC LIMIT 1";
            let Some(mut row) = tx.query_opt(sql, store::params![one]).await? else {
                return Ok(());
            };
            identity::graph::manual::mark_context(tx, ledger, row.take(0)?, true, "usr_test").await
        }
    }
}

async fn act(bed: &Bed, ledger: &Ledger, place: usize, deed: Deed) {
    let store = &bed.store;
    match deed {
        Deed::Touch(sort, letters, minutes, number) => {
            let letters: Vec<_> = letters.into_iter().map(|letter| LETTERS[letter]).collect();
            let (source, message) = (
                if number.is_multiple_of(2) { WEB } else { TILL },
                format!("message-{place}"),
            );
            let touch = match sort {
                0 => event(store, source, &message, &letters, "Seen", json!({})),
                1 | 2 => identify(
                    store,
                    source,
                    &message,
                    &letters,
                    json!({"name": format!("Told {}", number % 5), "birthday": "2031-01-01", "phone": "12"}),
                ),
                3 => {
                    let name = ["Order Completed", "Order Refunded"][usize::from(number % 2)];
                    event(
                        store,
                        source,
                        &message,
                        &letters,
                        name,
                        json!({"order_id": format!("order-{}", number % 3), "total": number, "currency": "CNY"}),
                    )
                }
                _ => told(
                    store,
                    source,
                    &message,
                    &letters,
                    TouchType::Group,
                    None,
                    json!({"groupId": format!("group-{}", number % 2)}),
                ),
            };
            let at = touch.at.plus_seconds(minutes * 60);
            ledger
                .append(vec![testing::touches::at(touch, at)])
                .await
                .unwrap();
        }
        Deed::Person(sort, one, other, number) => {
            let of = ledger.clone();
            let done = store.write_locked(move |tx| {
                let ledger = of.clone();
                Box::pin(async move { person(tx, &ledger, sort, one, other, number).await })
            });
            match done.await {
                Ok(()) | Err(Error::NotFound(_) | Error::Conflict { .. } | Error::Invalid(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        Deed::Read(chunk) => drop(step(ledger, chunk).await),
        Deed::Move => {
            let of = ledger.clone();
            write(store, move |tx| {
                let ledger = of.clone();
                Box::pin(async move { customers::reanchor::step(tx, &ledger).await })
            })
            .await;
        }
    }
    bed.clock.advance_seconds(1);
}

property_on_both!(
    what_is_kept_is_what_a_rebuild_makes,
    40,
    proptest::collection::vec(deed(), 1..40),
    async |bed: &Bed, deeds| {
        bed.wipe().await;
        wipe(&bed.store).await;
        let ledger = bed.ledger().await;
        for (place, deed) in deeds.into_iter().enumerate() {
            act(bed, &ledger, place, deed).await;
        }
        settle(&ledger, 3).await;
        rebuilt_equal(&ledger).await;
    }
);
