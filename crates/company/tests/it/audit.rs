//! The audit chain.

use company::audit::{self, Filter};
use kernel::Paging;
use serde_json::json;
use testing::{Bed, on_both};

use crate::tx;

async fn recorded(bed: &Bed, actor: &'static str, action: &'static str) {
    tx!(bed, [], |tx, env| audit::record(
        tx,
        &env,
        actor,
        action,
        "cus_1",
        json!({"why": "测试"})
    )
    .await)
    .unwrap();
}

async fn tamper(bed: &Bed, sql: &'static str) {
    bed.store
        .write(move |tx| Box::pin(tx.execute(sql, &[])))
        .await
        .unwrap();
}

on_both!(
    a_whole_chain_verifies_and_a_broken_one_says_where,
    async |bed: &Bed| {
        let empty = audit::verify(&bed.store).await.unwrap();
        assert_eq!((empty.entries, empty.broken_at), (0, None));
        for number in 0..5 {
            bed.clock.advance_seconds(1);
            recorded(
                bed,
                "usr_a",
                if number % 2 == 0 {
                    "customer.merge"
                } else {
                    "customer.edit"
                },
            )
            .await;
        }
        let whole = audit::verify(&bed.store).await.unwrap();
        assert_eq!((whole.entries, whole.broken_at), (5, None));
        assert_ne!(whole.head, empty.head);

        tamper(bed, "UPDATE audit SET actor = 'usr_b' WHERE seq = 3").await;
        assert_eq!(
            audit::verify(&bed.store).await.unwrap().broken_at,
            Some(3),
            "changed"
        );
        tamper(bed, "UPDATE audit SET actor = 'usr_a' WHERE seq = 3").await;
        tamper(bed, "UPDATE audit SET at = at + 1 WHERE seq = 4").await;
        assert_eq!(
            audit::verify(&bed.store).await.unwrap().broken_at,
            Some(4),
            "dated otherwise"
        );
        tamper(bed, "UPDATE audit SET at = at - 1 WHERE seq = 4").await;
        assert_eq!(audit::verify(&bed.store).await.unwrap(), whole);
        tamper(bed, "DELETE FROM audit WHERE seq = 5").await;
        let cut = audit::verify(&bed.store).await.unwrap();
        assert_eq!((cut.entries, cut.broken_at), (4, Some(5)), "cut off");
        tamper(bed, "DELETE FROM audit WHERE seq = 2").await;
        assert_eq!(
            audit::verify(&bed.store).await.unwrap().broken_at,
            Some(2),
            "left out"
        );
    }
);

on_both!(a_long_chain_is_verified_in_chunks, async |bed: &Bed| {
    tx!(bed, [], |tx, env| {
        for number in 0..4_500 {
            audit::record(tx, &env, "system", "test.write", number, json!({})).await?;
        }
        Ok(())
    })
    .unwrap();
    let verified = audit::verify(&bed.store).await.unwrap();
    assert_eq!((verified.entries, verified.broken_at), (4_500, None));
    tamper(
        bed,
        "UPDATE audit SET detail = '{\"more\":1}' WHERE seq = 4321",
    )
    .await;
    assert_eq!(
        audit::verify(&bed.store).await.unwrap().broken_at,
        Some(4_321)
    );
});

on_both!(many_record_at_once_in_one_chain, async |bed: &Bed| {
    let all = (0..24).map(|_| recorded(bed, "usr_a", "customer.edit"));
    futures_util::future::join_all(all).await;
    let verified = audit::verify(&bed.store).await.unwrap();
    assert_eq!((verified.entries, verified.broken_at), (24, None));
});

on_both!(a_change_taken_back_leaves_no_entry, async |bed: &Bed| {
    let failed: kernel::Result<()> = tx!(bed, [], |tx, env| {
        audit::record(tx, &env, "usr_a", "customer.edit", "cus_1", json!({})).await?;
        Err(kernel::Error::NotFound("customer"))
    });
    assert!(failed.is_err());
    recorded(bed, "usr_a", "customer.edit").await;
    let verified = audit::verify(&bed.store).await.unwrap();
    assert_eq!((verified.entries, verified.broken_at), (1, None));
});

on_both!(entries_are_searched, async |bed: &Bed| {
    let start = bed.env.now();
    for (actor, action) in [
        ("usr_a", "customer.edit"),
        ("usr_b", "customer.merge"),
        ("usr_a", "user.create"),
        ("usr_a", "customers.export"),
    ] {
        bed.clock.advance_seconds(10);
        recorded(bed, actor, action).await;
    }
    let search = async |filter: Filter| {
        let page = tx!(bed, [filter], |tx, _env| audit::list(
            tx,
            &filter,
            &Paging::default()
        )
        .await)
        .unwrap();
        page.data
            .into_iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(search(Filter::default()).await, [4, 3, 2, 1]);
    assert_eq!(
        search(Filter {
            actor: some("usr_b"),
            ..Filter::default()
        })
        .await,
        [2]
    );
    assert_eq!(
        search(Filter {
            action: some("customer."),
            ..Filter::default()
        })
        .await,
        [2, 1]
    );
    assert_eq!(
        search(Filter {
            action: some("customer.edit"),
            actor: some("usr_a"),
            ..Filter::default()
        })
        .await,
        [1]
    );
    assert_eq!(
        search(Filter {
            object: some("cus_2"),
            ..Filter::default()
        })
        .await,
        [0_i64; 0]
    );
    let (from, until) = (Some(start.plus_seconds(20)), Some(start.plus_seconds(40)));
    assert_eq!(
        search(Filter {
            from,
            until,
            ..Filter::default()
        })
        .await,
        [3, 2]
    );

    let paging = Paging {
        limit: Some(3),
        cursor: None,
    };
    let filter = Filter {
        actor: some("usr_a"),
        ..Filter::default()
    };
    let page = tx!(bed, [filter, paging], |tx, _env| audit::list(
        tx, &filter, &paging
    )
    .await)
    .unwrap();
    assert_eq!((page.data.len(), page.next_cursor), (3, None));
    assert_eq!(page.data[0].detail, json!({"why": "测试"}));
});
