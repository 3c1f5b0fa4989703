//! What is personal is sealed on disk, goes with its key, and follows its anchor.

use kernel::IdentityId;
use ledger::{Personal, reanchor};
use store::params;
use testing::{Bed, on_both};

use crate::{entries, told};

const NAME: &str = "欧阳明珠-unmistakable-7341";
const PHONE: &str = "+8613912345678";

async fn key_of(bed: &Bed, identity: IdentityId) -> i64 {
    let sql = "SELECT key FROM identities WHERE id = $1";
    let read = bed.store.read(move |tx| {
        Box::pin(async move { tx.query_one(sql, params![identity]).await?.take(0) })
    });
    read.await.unwrap()
}

on_both!(nothing_personal_lies_readable_on_disk, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let personal = format!(r#"{{"name":"{NAME}"}}"#);
    ledger
        .append(vec![told(&bed.store, "m-1", PHONE, &personal)])
        .await
        .unwrap();
    let again = bed.ledger().await;
    assert_eq!(
        entries(&again).await[0].personal.text(),
        Some(personal.as_str()),
        "it opens with its key"
    );
    let mut lying = Vec::new();
    if let Some(folder) = bed.folder() {
        for file in std::fs::read_dir(folder).unwrap() {
            lying.extend(std::fs::read(file.unwrap().path()).unwrap());
        }
        assert!(
            contains(&lying, b"price"),
            "what is not personal is there to be found"
        );
    } else {
        let tables = ["ledger", "identities", "keys"];
        for table in tables {
            let sql = format!("SELECT CAST(t AS TEXT) FROM {table} t");
            let rows = bed
                .store
                .read(move |tx| Box::pin(async move { tx.query(&sql, &[]).await }));
            for mut row in rows.await.unwrap() {
                lying.extend(row.take::<String>(0).unwrap().into_bytes());
            }
        }
        let hex = |text: &str| {
            text.bytes()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
                .into_bytes()
        };
        assert!(!contains(&lying, &hex(NAME)) && !contains(&lying, &hex(&PHONE[3..])));
    }
    assert!(!contains(&lying, NAME.as_bytes()) && !contains(&lying, &PHONE.as_bytes()[3..]));
});

fn contains(bytes: &[u8], some: &[u8]) -> bool {
    bytes.windows(some.len()).any(|window| window == some)
}

on_both!(
    a_destroyed_key_takes_what_it_sealed_with_it,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let one = told(&bed.store, "m-1", PHONE, r#"{"name":"one"}"#);
        let other = told(&bed.store, "m-2", "+8613912345679", r#"{"name":"other"}"#);
        ledger.append(vec![one, other]).await.unwrap();
        let anchor = entries(&ledger).await[0].anchor.unwrap();
        let key = key_of(bed, anchor).await;
        let destroy = bed.store.write(move |tx| {
            Box::pin(async move { tx.keyring().clone().destroy(tx, vec![key]).await })
        });
        destroy.await.unwrap();
        ledger.forget();
        for ledger in [&ledger, &bed.ledger().await] {
            let entries = entries(ledger).await;
            assert_eq!(entries[0].personal, Personal::Erased);
            assert_eq!(entries[1].personal.text(), Some(r#"{"name":"other"}"#));
            assert_eq!(
                entries[0].properties.as_deref(),
                Some(r#"{"price":5}"#),
                "what is not personal stays"
            );
        }
    }
);

on_both!(
    a_touch_that_gets_another_anchor_is_sealed_for_that_one,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let touches = (0..5).map(|number| {
            told(
                &bed.store,
                &format!("m-{number}"),
                PHONE,
                &format!(r#"{{"n":{number}}}"#),
            )
        });
        ledger.append(touches.collect()).await.unwrap();
        let before = entries(&ledger).await;
        let (from, to) = (before[0].identities[0], before[0].identities[1]);
        assert_eq!(before[0].anchor, Some(from));
        // In chunks, as the job does it.
        for _ in 0..3 {
            let ledger = ledger.clone();
            let moved = bed.store.write_locked(move |tx| {
                let ledger = ledger.clone();
                Box::pin(async move {
                    for touch in reanchor::anchored_at(&ledger, tx, from, (i64::MIN, 0), 2).await? {
                        reanchor::move_to(&ledger, tx, &touch, to).await?;
                    }
                    Ok(())
                })
            });
            moved.await.unwrap();
        }
        let key = key_of(bed, from).await;
        let destroy = bed.store.write(move |tx| {
            Box::pin(async move { tx.keyring().clone().destroy(tx, vec![key]).await })
        });
        destroy.await.unwrap();
        for ledger in [&ledger, &bed.ledger().await] {
            for (number, entry) in entries(ledger).await.iter().enumerate() {
                assert_eq!(entry.anchor, Some(to));
                assert_eq!(
                    entry.personal.text(),
                    Some(format!(r#"{{"n":{number}}}"#).as_str()),
                    "the key of the first is no more needed"
                );
                assert_eq!(
                    entry.identities, before[number].identities,
                    "whom it was seen with stays"
                );
            }
        }
    }
);
