//! Edits, tags, notes, households, definitions and data quality.

use customers::attributes::{self, AttributeType, Definition};
use customers::edit::{self, Edit, Kind, belonging, members, notes};
use customers::quality;
use kernel::IdentityKind::{Email, UserId};
use kernel::{CustomerId, TagRunId, TouchType};
use serde_json::{Value, json};
use testing::{Bed, on_both};

use crate::world::*;

async fn edited(ledger: &ledger::Ledger, id: CustomerId, edit: Value) -> CustomerId {
    let edit: Edit = serde_json::from_value(edit).unwrap();
    let of = ledger.clone();
    write(ledger.store(), move |tx| {
        let (ledger, edit) = (of.clone(), edit.clone());
        Box::pin(async move { edit::edit(tx, &ledger, id, &edit, "usr_test").await })
    })
    .await
}

on_both!(
    what_a_person_writes_is_seen_at_once_and_believed_first,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = [(UserId, "ann")];
        append(
            &ledger,
            vec![identify(
                store,
                WEB,
                "1",
                &ann,
                json!({"name": "Ann", "city": "Köln"}),
            )],
        )
        .await;
        let id = who(store, UserId, "ann").await;
        edited(&ledger, id, json!({"name": "安娜", "kind": "organisation", "attributes": {"city": "北京", "floors": 3}, "add_tags": ["vip", " new "]})).await;
        let check = async || {
            let shown = shown(store, id).await.unwrap();
            assert_eq!(
                (shown.name.as_deref(), shown.kind.as_str()),
                (Some("安娜"), "organisation")
            );
            assert_eq!(
                (&shown.attributes["city"], &shown.attributes["floors"]),
                (&json!("北京"), &json!(3))
            );
            assert_eq!(shown.tags, ["new", "vip"]);
        };
        check().await;
        settle(&ledger, 100).await;
        append(
            &ledger,
            vec![identify(
                store,
                WEB,
                "2",
                &ann,
                json!({"name": "Annie", "city": "Bonn"}),
            )],
        )
        .await;
        check().await;
        rebuilt_equal(&ledger).await;
        check().await;
        edited(
            &ledger,
            id,
            json!({"remove_tags": ["vip"], "attributes": {"city": null}}),
        )
        .await;
        let shown = shown(store, id).await.unwrap();
        assert_eq!(
            (shown.tags.as_slice(), shown.attributes.get("city")),
            (&["new".to_owned()][..], None)
        );
        settle(&ledger, 100).await;
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    a_tag_taken_from_a_merged_customer_is_gone_from_both,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        append(
            &ledger,
            vec![
                identify(store, WEB, "1", &[(UserId, "ann")], json!({})),
                identify(store, WEB, "2", &[(UserId, "bob")], json!({})),
            ],
        )
        .await;
        let (ann, bob) = (
            who(store, UserId, "ann").await,
            who(store, UserId, "bob").await,
        );
        let of = ledger.clone();
        let tagged = write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                let vip = ["vip".to_owned()];
                let run = TagRunId([1; 16]);
                let all = [ann, bob, ann];
                edit::tagging::tag(tx, &ledger, run, &all, (&vip, &[]), "usr_test").await
            })
        })
        .await;
        assert_eq!((tagged.customers, tagged.changed), (2, 2));
        let of = ledger.clone();
        write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                identity::graph::manual::merge(tx, &ledger, ann, bob, "usr_test", "one").await
            })
        })
        .await;
        edited(&ledger, bob, json!({"remove_tags": ["vip"]})).await;
        settle(&ledger, 3).await;
        assert!(shown(store, ann).await.unwrap().tags.is_empty());
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    notes_are_sealed_and_can_be_written_anew_and_removed,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        append(
            &ledger,
            vec![identify(store, WEB, "1", &[(UserId, "ann")], json!({}))],
        )
        .await;
        let ann = who(store, UserId, "ann").await;
        let of = ledger.clone();
        let (first, second) = write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                let first = notes::add(tx, &ledger, ann, "喜欢茶", "usr_a").await?;
                let second = notes::add(tx, &ledger, ann, "call after six", "usr_a").await?;
                notes::edit(tx, &ledger, ann, first, "喜欢绿茶", "usr_b").await?;
                Ok((first, second))
            })
        })
        .await;
        settle(&ledger, 1).await;
        let of = ledger.clone();
        write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move { notes::remove(tx, &ledger, ann, second, "usr_b").await })
        })
        .await;
        settle(&ledger, 100).await;
        let of = store.clone();
        let notes = read(store, move |tx| {
            Box::pin(async move { notes::list(tx, &of, ann).await })
        })
        .await;
        assert_eq!(notes.len(), 1);
        assert_eq!(
            (notes[0].id, notes[0].body.as_str(), notes[0].actor.as_str()),
            (first, "喜欢绿茶", "usr_b")
        );
        assert!(notes[0].edited_at.is_some());
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    members_of_a_group_are_there_once_the_organisation_is,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let joined = told(
            store,
            WEB,
            "1",
            &[(UserId, "ann")],
            TouchType::Group,
            None,
            json!({"groupId": "acme", "traits": {"name": "Acme"}}),
        );
        append(&ledger, vec![joined]).await;
        let ann = who(store, UserId, "ann").await;
        let of = store.clone();
        let before = read(store, move |tx| {
            Box::pin(async move { belonging::bare(tx, &of, ann).await })
        })
        .await;
        assert_eq!(
            (
                before.groups[0].customer,
                before.groups[0].group_name.as_deref()
            ),
            (None, Some("Acme"))
        );
        let (kind, value) = members::group_identity("acme");
        append(
            &ledger,
            vec![
                identify(
                    store,
                    WEB,
                    "2",
                    &[(kind, &value)],
                    json!({"name": "Acme Ltd"}),
                ),
                identify(store, WEB, "3", &[(UserId, "bob")], json!({})),
            ],
        )
        .await;
        let (acme, bob) = (
            who(store, kind, &value).await,
            who(store, UserId, "bob").await,
        );
        edited(&ledger, acme, json!({"kind": "organisation"})).await;
        let of = ledger.clone();
        write(store, move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                members::join(tx, &ledger, bob, acme, Some("owner"), "usr_test").await?;
                assert!(
                    members::join(tx, &ledger, bob, ann, None, "usr_test")
                        .await
                        .is_err(),
                    "a person has no members"
                );
                members::leave(tx, &ledger, ann, acme, "usr_test").await
            })
        })
        .await;
        settle(&ledger, 2).await;
        let of = store.clone();
        let (acme_has, ann_has) = read(store, move |tx| {
            Box::pin(async move {
                Ok((
                    belonging::bare(tx, &of, acme).await?,
                    belonging::bare(tx, &of, ann).await?,
                ))
            })
        })
        .await;
        assert_eq!(
            acme_has
                .members
                .iter()
                .map(|one| (one.customer, one.role.as_deref()))
                .collect::<Vec<_>>(),
            [(Some(bob), Some("owner"))]
        );
        assert!(ann_has.groups.is_empty());
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    what_sources_contradict_is_found_and_an_edit_repairs_it,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = [(UserId, "ann"), (Email, "ann@shop.cn")];
        append(
            &ledger,
            vec![
                identify(
                    store,
                    WEB,
                    "1",
                    &ann,
                    json!({"name": "王小明", "birthday": "1990-01-01"}),
                ),
                identify(
                    store,
                    TILL,
                    "2",
                    &ann,
                    json!({"name": "Wang Xiaoming", "birthday": "2031-01-02"}),
                ),
            ],
        )
        .await;
        let id = who(store, UserId, "ann").await;
        let found = async || {
            let found = read(store, move |tx| {
                Box::pin(async move { quality::of(tx, id).await })
            })
            .await;
            found
                .into_iter()
                .map(|one| format!("{}:{}", one.code, one.attribute))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found().await,
            ["conflicting:birthday", "implausible:birthday"]
        );
        let summary = read(store, |tx| Box::pin(quality::summary(tx))).await;
        assert_eq!(summary.len(), 2);
        edited(
            &ledger,
            id,
            json!({"attributes": {"birthday": "1990-01-01"}}),
        )
        .await;
        settle(&ledger, 100).await;
        assert!(found().await.is_empty());
        assert!(
            read(store, |tx| Box::pin(quality::summary(tx)))
                .await
                .is_empty()
        );
        rebuilt_equal(&ledger).await;
    }
);

on_both!(
    definitions_check_edits_and_rank_sources,
    async |bed: &Bed| {
        let (store, ledger) = (&bed.store, bed.ledger().await);
        let ann = [(UserId, "ann")];
        append(
            &ledger,
            vec![
                identify(store, TILL, "1", &ann, json!({"level": "gold"})),
                days_ago(
                    bed,
                    identify(store, WEB, "2", &ann, json!({"level": "silver"})),
                    3,
                ),
            ],
        )
        .await;
        let id = who(store, UserId, "ann").await;
        assert_eq!(
            shown(store, id).await.unwrap().attributes["level"],
            "gold",
            "the newest word"
        );
        let env = bed.env.clone();
        write(store, move |tx| {
            let env = env.clone();
            Box::pin(async move {
                let definition = Definition {
                    name: "level".into(),
                    kind: AttributeType::Choice,
                    label_zh: "等级".into(),
                    label_en: "Level".into(),
                    personal: false,
                    choices: vec!["silver".into(), "gold".into()],
                    sources: vec![WEB.num],
                };
                attributes::define(tx, &env, &definition).await
            })
        })
        .await;
        assert_eq!(
            shown(store, id).await.unwrap().attributes["level"],
            "silver",
            "the source that is believed first"
        );
        let of = ledger.clone();
        let refused = store.write_locked(move |tx| {
            let ledger = of.clone();
            Box::pin(async move {
                let edit: Edit =
                    serde_json::from_value(json!({"attributes": {"level": "tin"}})).unwrap();
                edit::edit(tx, &ledger, id, &edit, "usr_test").await
            })
        });
        assert!(matches!(refused.await, Err(kernel::Error::Invalid(_))));
        assert_eq!(Kind::Household.as_str(), "household");
    }
);
