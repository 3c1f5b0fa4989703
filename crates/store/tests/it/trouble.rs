//! A full disk, a panic, a closed store: refused in clear words, nothing half done, and working again afterwards.

use std::time::Duration;

use kernel::Error;
use store::{Store, Value, params};
use testing::{Bed, Engine, on_both};

use crate::{boxed, execute, number, table};

async fn pragma(store: &Store, sql: String) -> i64 {
    let write = store.write(move |tx| {
        let sql = sql.clone();
        boxed(async move { tx.query_one(&sql, &[]).await?.take(0) })
    });
    write.await.unwrap()
}

#[test]
fn a_full_disk_refuses_the_whole_group_and_passes() {
    testing::run(Engine::Sqlite, async |bed: &Bed| {
        table(&bed.store).await;
        execute(&bed.store, "INSERT INTO things (id) VALUES (0)", &[])
            .await
            .unwrap();
        let pages = pragma(&bed.store, "PRAGMA page_count".into()).await;
        pragma(&bed.store, format!("PRAGMA max_page_count = {}", pages + 4)).await;

        // While the writer is busy, a small piece and one that does not fit are waiting: they come into one group.
        let busy = bed.store.clone();
        let busy = tokio::spawn(async move {
            busy.write(|_| {
                boxed(async move {
                    std::thread::sleep(Duration::from_millis(200));
                    Ok(())
                })
            })
            .await
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let insert = |id: i64, size: usize| {
            let store = bed.store.clone();
            tokio::spawn(async move {
                let sql = "INSERT INTO things (id, bytes) VALUES ($1, $2)";
                execute(&store, sql, &[id.into(), Value::Blob(vec![7; size])]).await
            })
        };
        let small = insert(1, 10);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let big = insert(2, 4 << 20);
        busy.await.unwrap().unwrap();
        let (small, big) = (small.await.unwrap(), big.await.unwrap());
        let Err(Error::Unavailable(why)) = &big else {
            panic!("4 MB were kept on a full disk: {big:?}")
        };
        assert!(why.contains("full"), "{why}");
        assert!(
            matches!(small, Err(Error::Unavailable(_))),
            "what shared its group was not kept either: {small:?}"
        );
        assert_eq!(
            number(&bed.store, "SELECT COUNT(*) FROM things").await,
            1,
            "and reads go on"
        );

        assert_eq!(
            insert(3, 10).await.unwrap().unwrap(),
            1,
            "what fits is taken"
        );
        pragma(&bed.store, "PRAGMA max_page_count = 1000000".into()).await;
        assert_eq!(
            insert(2, 4 << 20).await.unwrap().unwrap(),
            1,
            "as is the rest, once there is room"
        );
        assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM things").await, 3);
    });
}

#[test]
fn a_panic_in_one_piece_is_its_own() {
    testing::run(Engine::Sqlite, async |bed: &Bed| {
        table(&bed.store).await;
        let panics = bed.store.write(|tx| {
            boxed(async move {
                tx.execute("INSERT INTO things (id) VALUES (1)", &[])
                    .await?;
                assert!(
                    tx.query("SELECT 1", &[]).await?.is_empty(),
                    "this panic is part of the test"
                );
                Ok(())
            })
        });
        assert!(matches!(panics.await, Err(Error::Internal(_))));
        execute(&bed.store, "INSERT INTO things (id) VALUES (2)", &[])
            .await
            .unwrap();
        assert_eq!(number(&bed.store, "SELECT MIN(id) FROM things").await, 2);
    });
}

#[test]
fn work_that_waits_for_something_else_is_refused_rather_than_holding_everybody() {
    testing::run(Engine::Sqlite, async |bed: &Bed| {
        let waits = bed.store.write(|_| {
            boxed(async move {
                tokio::task::yield_now().await;
                Ok(())
            })
        });
        assert!(matches!(waits.await, Err(Error::Internal(_))));
        assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM readers").await, 0);
    });
}

on_both!(
    a_wrong_statement_is_our_fault_and_hurts_nobody,
    async |bed: &Bed| {
        table(&bed.store).await;
        assert!(matches!(
            execute(&bed.store, "INSERT INTO nothing (id) VALUES (1)", &[]).await,
            Err(Error::Internal(_))
        ));
        execute(
            &bed.store,
            "INSERT INTO things (id) VALUES ($1)",
            params![1],
        )
        .await
        .unwrap();
    }
);

on_both!(
    what_was_taken_is_finished_before_it_closes,
    async |bed: &Bed| {
        table(&bed.store).await;
        let mut waiting = Vec::new();
        for id in 0..50_i64 {
            let store = bed.store.clone();
            waiting.push(tokio::spawn(async move {
                execute(&store, "INSERT INTO things (id) VALUES ($1)", params![id]).await
            }));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        bed.store.close().await;
        let mut kept = 0;
        for one in waiting {
            kept += i64::from(one.await.unwrap().is_ok());
        }
        assert!(matches!(
            execute(&bed.store, "DELETE FROM things", &[]).await,
            Err(Error::Unavailable(_))
        ));
        let again = bed.open_again().await.unwrap();
        assert_eq!(
            number(&again, "SELECT COUNT(*) FROM things").await,
            kept,
            "each Ok is on disk, and nothing else"
        );
        again.close().await;
    }
);
