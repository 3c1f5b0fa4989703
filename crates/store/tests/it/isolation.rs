//! What transactions see of one another, and what is left when one of them fails or is given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::Error;
use store::params;
use testing::{Bed, Engine, on_both};
use tokio::sync::Barrier;

use crate::{boxed, execute, number, table};

on_both!(
    a_failed_piece_takes_back_its_own_and_no_more,
    async |bed: &Bed| {
        table(&bed.store).await;
        let effects = Arc::new(AtomicUsize::new(0));
        let mut pieces = Vec::new();
        for id in 0..40_i64 {
            let (store, effects) = (bed.store.clone(), effects.clone());
            pieces.push(tokio::spawn(async move {
                let write = store.write(move |tx| {
                    let effects = effects.clone();
                    boxed(async move {
                        tx.execute("INSERT INTO things (id) VALUES ($1)", params![id])
                            .await?;
                        tx.after_commit(move || {
                            effects.fetch_add(1, Ordering::SeqCst);
                        });
                        if id % 4 == 0 {
                            Err(Error::conflict("told_to", ""))
                        } else {
                            Ok(())
                        }
                    })
                });
                (id, write.await)
            }));
        }
        for piece in pieces {
            let (id, ended) = piece.await.unwrap();
            assert_eq!(ended.is_err(), id % 4 == 0, "{id}: {ended:?}");
        }
        assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM things").await, 30);
        assert_eq!(
            number(&bed.store, "SELECT COUNT(*) FROM things WHERE id % 4 = 0").await,
            0
        );
        assert_eq!(
            effects.load(Ordering::SeqCst),
            30,
            "effects run for what was committed, and only for that"
        );
    }
);

on_both!(a_read_sees_one_moment, async |bed: &Bed| {
    table(&bed.store).await;
    let (began, wait) = std::sync::mpsc::channel::<()>();
    let (goes_on, go_on) = std::sync::mpsc::channel::<()>();
    let store = bed.store.clone();
    let sqlite = bed.engine() == Engine::Sqlite;
    let reading = tokio::spawn(async move {
        let read = store.read(move |tx| {
            boxed(async move {
                let count = "SELECT COUNT(*) FROM things";
                let before: i64 = tx.query_one(count, &[]).await?.take(0)?;
                began.send(()).unwrap();
                // SQLite's work may not wait; PostgreSQL's may not hold up its thread.
                while go_on.try_recv().is_err() {
                    if sqlite {
                        std::thread::sleep(Duration::from_millis(5));
                    } else {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                }
                Ok((before, tx.query_one(count, &[]).await?.take::<i64>(0)?))
            })
        });
        read.await.unwrap()
    });
    tokio::task::spawn_blocking(move || wait.recv().unwrap())
        .await
        .unwrap();
    execute(&bed.store, "INSERT INTO things (id) VALUES (1)", &[])
        .await
        .unwrap();
    goes_on.send(()).unwrap();
    assert_eq!(reading.await.unwrap(), (0, 0));
    assert_eq!(
        number(&bed.store, "SELECT COUNT(*) FROM things").await,
        1,
        "the next sees what was committed"
    );
});

on_both!(a_read_cannot_write, async |bed: &Bed| {
    table(&bed.store).await;
    let write = bed.store.read(|tx| {
        boxed(async move { tx.execute("INSERT INTO things (id) VALUES (1)", &[]).await })
    });
    assert!(write.await.is_err());
    assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM things").await, 0);
});

#[test]
fn one_of_two_that_would_contradict_each_other_is_tried_again() {
    testing::run(Engine::Postgres, async |bed: &Bed| {
        table(&bed.store).await;
        execute(
            &bed.store,
            "INSERT INTO things (id, number) VALUES (1, 1), (2, 1)",
            &[],
        )
        .await
        .unwrap();
        let (both_have_read, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
        // One of the two must stay on duty. Each sees the other there, and wants to leave.
        let leave = |id: i64| {
            let (store, barrier, tries) =
                (bed.store.clone(), both_have_read.clone(), tries.clone());
            tokio::spawn(async move {
                let write = store.write(move |tx| {
                    let (barrier, tries) = (barrier.clone(), tries.clone());
                    boxed(async move {
                        let on_duty: i64 = tx
                            .query_one("SELECT COUNT(*) FROM things WHERE number = 1", &[])
                            .await?
                            .take(0)?;
                        if tries.fetch_add(1, Ordering::SeqCst) < 2 {
                            barrier.wait().await;
                        }
                        if on_duty < 2 {
                            return Err(Error::conflict("last_one", "somebody must stay"));
                        }
                        tx.execute("UPDATE things SET number = 0 WHERE id = $1", params![id])
                            .await
                    })
                });
                write.await
            })
        };
        let (one, two) = tokio::join!(leave(1), leave(2));
        let ended = [one.unwrap(), two.unwrap()];
        assert_eq!(
            ended.iter().filter(|ended| ended.is_ok()).count(),
            1,
            "{ended:?}"
        );
        assert!(
            ended.iter().any(|ended| matches!(
                ended,
                Err(Error::Conflict {
                    code: "last_one",
                    ..
                })
            )),
            "{ended:?}"
        );
        assert!(tries.load(Ordering::SeqCst) >= 3, "one was tried again");
        assert_eq!(
            number(&bed.store, "SELECT COUNT(*) FROM things WHERE number = 1").await,
            1
        );
    });
}

on_both!(
    reads_that_nobody_waits_for_any_more_leave_the_store_open,
    async |bed: &Bed| {
        let mut given_up = Vec::new();
        for _ in 0..bed.options.connections {
            let store = bed.store.clone();
            given_up.push(tokio::spawn(async move {
                let slow = store.read(|tx| {
                    boxed(async move {
                        tx.query("SELECT 1", &[]).await?;
                        std::thread::sleep(Duration::from_millis(400));
                        Ok(())
                    })
                });
                slow.await
            }));
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
        given_up.iter().for_each(tokio::task::JoinHandle::abort);
        for _ in 0..20 {
            assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM readers").await, 0);
        }
    }
);

#[test]
fn a_write_that_nobody_waits_for_any_more_lets_its_locks_go() {
    testing::run(Engine::Postgres, async |bed: &Bed| {
        let (locked, is_locked) = tokio::sync::oneshot::channel();
        let locked = Arc::new(std::sync::Mutex::new(Some(locked)));
        let store = bed.store.clone();
        let writing = tokio::spawn(async move {
            let forever = store.write_locked(move |tx| {
                let locked = locked.clone();
                boxed(async move {
                    tx.execute(
                        "UPDATE counters SET value = value + 1 WHERE name = 'ledger'",
                        &[],
                    )
                    .await?;
                    let told = locked.lock().unwrap().take();
                    told.unwrap().send(()).unwrap();
                    std::future::pending::<kernel::Result<()>>().await
                })
            });
            forever.await
        });
        is_locked.await.unwrap();
        writing.abort();
        let next = execute(
            &bed.store,
            "UPDATE counters SET value = value + 10 WHERE name = 'ledger'",
            &[],
        );
        tokio::time::timeout(Duration::from_secs(5), next)
            .await
            .expect("the row is still locked")
            .unwrap();
        assert_eq!(
            number(
                &bed.store,
                "SELECT value FROM counters WHERE name = 'ledger'"
            )
            .await,
            10
        );
    });
}
