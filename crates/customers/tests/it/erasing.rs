//! Erasure leaves nothing to read, and the same identifier begins anew.

use customers::consent::{Of, State};
use customers::edit::{self, Edit, notes};
use customers::erasure;
use customers::export::Export;
use customers::list::{self, Filter, Scope, Wanted};
use customers::show::Reveal;
use customers::sight::Sight;
use kernel::IdentityKind::{AnonymousId, Email, UserId};
use kernel::{CustomerId, IdentityKind};
use ledger::Ledger;
use serde_json::json;
use store::params;
use testing::{Bed, Engine, on_both};

use crate::consents::{record, said};
use crate::world::*;

const ANN: [(IdentityKind, &str); 2] = [(UserId, "ann-4711"), (Email, "ann.lovelace@shop.cn")];

pub async fn erase(ledger: &Ledger, customer: CustomerId) -> erasure::Outcome {
    let of = ledger.clone();
    write(ledger.store(), move |tx| {
        let ledger = of.clone();
        Box::pin(async move {
            erasure::erase(tx, &ledger, customer, "usr_dpo", "asked by letter").await
        })
    })
    .await
}

/// Somebody of whom everything is held that can be held.
async fn somebody(bed: &Bed, ledger: &Ledger) -> CustomerId {
    let store = &bed.store;
    append(ledger, vec![
        identify(store, WEB, "1", &ANN, json!({"name": "Ann Lovelace", "birthday": "1990-01-01", "address": {"street": "Lindenweg 7"}})),
        event(store, WEB, "2", &ANN, "Order Completed", json!({"order_id": "SECRET-1", "total": 12.5, "currency": "EUR"})),
        identify(store, WEB, "3", &[(UserId, "bob"), (AnonymousId, "kiosk")], json!({"name": "Bob"})),
    ])
    .await;
    let ann = who(store, UserId, "ann-4711").await;
    let edit: Edit = serde_json::from_value(
        json!({"attributes": {"nickname": "Countess"}, "add_tags": ["vip"]}),
    )
    .unwrap();
    let of = ledger.clone();
    write(store, move |tx| {
        let (ledger, edit) = (of.clone(), edit.clone());
        Box::pin(async move {
            notes::add(tx, &ledger, ann, "likes difference engines", "usr_a").await?;
            edit::edit(tx, &ledger, ann, &edit, "usr_a").await
        })
    })
    .await;
    record(ledger, Of::Customer(ann), said(State::Given, None, None)).await;
    settle(ledger, 100).await;
    ann
}

on_both!(
    nothing_of_the_erased_is_found_and_the_identifier_begins_anew,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = somebody(bed, &ledger).await;
        let spend = "SELECT CAST(SUM(total) AS BIGINT) FROM order_facts";
        let before = count(store, spend).await;
        let outcome = erase(&ledger, ann).await;
        assert_eq!((outcome.customer, outcome.identities), (ann, 2));
        let check = async || {
            assert!(shown(store, ann).await.is_none());
            assert!(find(store, Email, ANN[1].1).await.is_none());
            for text in ["Ann", "Lovelace", "ann-4711"] {
                let (held, now) = (store.clone(), bed.env.now());
                let found = read(store, move |tx| {
                    Box::pin(async move {
                        let context = identity::normal::Context::default();
                        let filter = Filter {
                            q: Some(text.to_owned()),
                            kind: Some(Scope::All),
                            ..Filter::default()
                        };
                        let wanted = Wanted::of(tx, &filter, Sight::all(), now).await?;
                        list::page(tx, &held, &context, &wanted, None, 10).await
                    })
                })
                .await
                .ids;
                assert!(found.is_empty(), "{text} finds {found:?}");
            }
            assert_eq!(count(store, spend).await, before, "what was counted stays");
            let left = "SELECT (SELECT COUNT(*) FROM facts f JOIN identities i ON i.id = f.identity WHERE i.key IS NULL)
                         + (SELECT COUNT(*) FROM notes) + (SELECT COUNT(*) FROM tags) + (SELECT COUNT(*) FROM consents WHERE evidence IS NOT NULL)";
            assert_eq!(count(store, left).await, 0);
            let consents = count(store, "SELECT COUNT(*) FROM consents").await;
            assert_eq!(consents, 1, "that there was consent can still be proven");
        };
        check().await;
        settle(&ledger, 100).await;
        check().await;
        rebuilt_equal(&ledger).await;
        check().await;

        let keyring = store.keyring().clone();
        let suppressed = read(store, move |tx| {
            Box::pin(async move {
                erasure::is_suppressed(
                    tx,
                    &keyring,
                    &identity::normal::Context::default(),
                    Email,
                    ANN[1].1,
                )
                .await
            })
        });
        assert!(suppressed.await);
        bed.clock.advance_seconds(60);
        append(
            &ledger,
            vec![identify(store, WEB, "9", &ANN, json!({"name": "Ann L."}))],
        )
        .await;
        let anew = who(store, UserId, "ann-4711").await;
        assert_ne!(anew, ann);
        let shown = shown(store, anew).await.unwrap();
        assert_eq!(
            (shown.touches, shown.orders, shown.attributes.len()),
            (1, 0, 1)
        );
        rebuilt_equal(&ledger).await;
    }
);

on_both!(nothing_readable_lies_on_disk, async |bed: &Bed| {
    if bed.engine() != Engine::Sqlite {
        return;
    }
    let (store, ledger) = (&bed.store, bed.ledger().await);
    let ann = somebody(bed, &ledger).await;
    let keys = read(store, move |tx| {
        Box::pin(async move {
            let rows = tx
                .query(
                    "SELECT key FROM identities WHERE customer = $1",
                    params![ann],
                )
                .await?;
            rows.into_iter()
                .map(|mut row| row.take(0))
                .collect::<kernel::Result<Vec<i64>>>()
        })
    })
    .await;
    let folder = bed.folder().unwrap().to_owned();
    erase(&ledger, ann).await;
    settle(&ledger, 100).await;
    drop(ledger);
    store.close().await;
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    assert!(bytes.len() > 10_000, "the files were read");
    for secret in [
        "Lovelace",
        "lovelace@",
        "ann-4711",
        "Lindenweg",
        "Countess",
        "difference engines",
        "优惠短信",
    ] {
        let place = bytes
            .windows(secret.len())
            .position(|part| part == secret.as_bytes());
        assert_eq!(place, None, "{secret}");
    }
    let again = bed.open_again().await.unwrap();
    let keyring = again.keyring().clone();
    let left = again
        .read(move |tx| Box::pin(async move { keyring.get(tx, keys).await }))
        .await
        .unwrap();
    assert!(left.is_empty(), "the keys are destroyed");
    again.close().await;
});

on_both!(
    a_restored_database_is_brought_up_to_the_erasures,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = somebody(bed, &ledger).await;
        // What an erasure would have written, had it come after the backup that is here restored.
        let of = ledger.clone();
        let erased = store
            .write_locked(move |tx| {
                let ledger = of.clone();
                Box::pin(async move {
                    erasure::erase(tx, &ledger, ann, "usr_dpo", "asked").await?;
                    let all = erasure::all(tx).await?;
                    Err::<(), _>(kernel::Error::conflict(
                        "taken_back",
                        serde_json::to_string(&all).unwrap(),
                    ))
                })
            })
            .await;
        let Err(kernel::Error::Conflict { message, .. }) = erased else {
            panic!("it was to be taken back")
        };
        let all: Vec<erasure::Erased> = serde_json::from_str(&message).unwrap();
        assert!(shown(store, ann).await.is_some());
        let of = ledger.clone();
        let replay = async || {
            let (of, all) = (of.clone(), all.clone());
            write(store, move |tx| {
                let (ledger, all) = (of.clone(), all.clone());
                Box::pin(async move { erasure::replay(tx, &ledger, &all).await })
            })
            .await
        };
        assert_eq!(replay().await, 2);
        assert!(shown(store, ann).await.is_none());
        assert_eq!(replay().await, 0);
        append(&ledger, vec![identify(store, WEB, "9", &ANN, json!({}))]).await;
        assert_eq!(replay().await, 0, "who came back is another");
        assert!(find(store, UserId, "ann-4711").await.is_some());
        settle(&ledger, 100).await;
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    the_export_is_one_document_of_everything,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = somebody(bed, &ledger).await;
        let touches: Vec<_> = (0..1_100)
            .map(|number| {
                event(
                    store,
                    WEB,
                    &format!("many-{number}"),
                    &ANN,
                    "Seen",
                    json!({}),
                )
            })
            .collect();
        append(&ledger, touches).await;
        let of = ledger.clone();
        let text = read(store, move |tx| {
            Box::pin(async move {
                let (mut export, mut text) = (
                    Export::of(tx, ann, customers::sight::Sight::all(), Reveal::Plain).await?,
                    String::new(),
                );
                while let Some((piece, next)) = export.next(tx, &of).await? {
                    text.push_str(&piece);
                    export = next;
                }
                Ok(text)
            })
        })
        .await;
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["touches"].as_array().unwrap().len(), 1_102);
        assert_eq!(document["notes"][0]["body"], "likes difference engines");
        assert_eq!(document["customer"]["attributes"]["nickname"], "Countess");
        assert_eq!(document["consents"]["history"].as_array().unwrap().len(), 1);
        assert_eq!(document["orders"][0]["total"], 1_250);
    }
);
