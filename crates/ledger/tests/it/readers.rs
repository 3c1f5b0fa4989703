//! Readers: each entry takes effect exactly once, through failures, restarts and a second node.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use ledger::reader::{Reader, Runner, Step, cursor_of, run};
use ledger::{Entry, Ledger};
use store::{Store, Tx, params};
use testing::{Bed, Engine, on_both};

use crate::touch;

/// Notes each entry once in a table that takes none twice, and fails as its dice say.
struct Noting {
    name: &'static str,
    follows: Option<&'static str>,
    dice: AtomicU64,
    fails_in_ten: u64,
}

impl Noting {
    fn new(name: &'static str, fails_in_ten: u64) -> Arc<Self> {
        Arc::new(Self {
            name,
            follows: None,
            dice: AtomicU64::new(7),
            fails_in_ten,
        })
    }

    fn roll(&self) -> u64 {
        let next = |seed: u64| {
            seed.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407)
        };
        let rolled = self
            .dice
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |seed| Some(next(seed)));
        (next(rolled.unwrap_or(0)) >> 33) % 10
    }
}

impl Reader for Noting {
    fn name(&self) -> &'static str {
        self.name
    }

    fn follows(&self) -> Option<&'static str> {
        self.follows
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        Box::pin(async move {
            for entry in entries {
                tx.execute(
                    "INSERT INTO noted (reader, seq) VALUES ($1, $2)",
                    params![self.name, entry.seq],
                )
                .await?;
                if self.roll() < self.fails_in_ten && self.roll() < 4 {
                    return Err(Error::Unavailable("the dice say so".into()));
                }
            }
            Ok(())
        })
    }
}

async fn ready(bed: &Bed) -> Ledger {
    const DDL: &str =
        "CREATE TABLE noted (reader TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (reader, seq))";
    bed.store
        .write(|tx| Box::pin(async move { tx.batch(DDL).await }))
        .await
        .unwrap();
    bed.ledger().await
}

async fn append(ledger: &Ledger, count: usize) {
    let from = *ledger.head().borrow();
    let touches = (0..count)
        .map(|place| touch(ledger.store(), &format!("m-{from}-{place}")))
        .collect();
    ledger.append(touches).await.unwrap();
}

async fn noted(store: &Store, reader: &'static str) -> Vec<i64> {
    let read = store.read(move |tx| {
        Box::pin(async move {
            let rows = tx
                .query(
                    "SELECT seq FROM noted WHERE reader = $1 ORDER BY seq",
                    params![reader],
                )
                .await?;
            rows.into_iter().map(|mut row| row.take(0)).collect()
        })
    });
    read.await.unwrap()
}

async fn cursor(store: &Store, reader: &'static str) -> i64 {
    store
        .read(move |tx| Box::pin(async move { cursor_of(tx, reader).await }))
        .await
        .unwrap()
}

fn up_to(last: i64) -> Vec<i64> {
    (1..=last).collect()
}

on_both!(
    each_entry_takes_effect_once_through_failures,
    async |bed: &Bed| {
        let ledger = ready(bed).await;
        let reader = Noting::new("noting", 3);
        let (mut failures, mut turns) = (0, 0);
        for chunk in [1, 3, 10, 40] {
            append(&ledger, 40).await;
            let mut runner = Runner::new(ledger.clone(), reader.clone(), "node", chunk);
            loop {
                turns += 1;
                assert!(turns < 5_000, "it never ends");
                match runner.step().await {
                    Ok(Step::AtEnd) => break,
                    Ok(step) => assert!(matches!(step, Step::Went(_))),
                    Err(Error::Unavailable(_)) => failures += 1,
                    Err(error) => panic!("{error}"),
                }
                // What was noted is always what the cursor says, not one more.
                assert_eq!(
                    noted(&bed.store, "noting").await,
                    up_to(cursor(&bed.store, "noting").await)
                );
            }
        }
        assert!(failures > 3, "only {failures} failures were tried");
        assert_eq!(noted(&bed.store, "noting").await, up_to(160));
    }
);

on_both!(who_lost_the_lease_commits_nothing, async |bed: &Bed| {
    let ledger = ready(bed).await;
    append(&ledger, 30).await;
    let reader = Noting::new("noting", 0);
    let mut first = Runner::new(ledger.clone(), reader.clone(), "first", 5);
    let mut second = Runner::new(bed.ledger().await, reader.clone(), "second", 5);
    assert!(matches!(first.step().await.unwrap(), Step::Went(_)));
    assert_eq!(second.step().await.unwrap(), Step::HeldByAnother);
    bed.clock.advance_seconds(15);
    assert!(
        matches!(first.step().await.unwrap(), Step::Went(_)),
        "every step renews the lease"
    );
    bed.clock.advance_seconds(15);
    assert_eq!(second.step().await.unwrap(), Step::HeldByAnother);
    bed.clock.advance_seconds(6);
    assert!(
        matches!(second.step().await.unwrap(), Step::Went(_)),
        "the first was silent for longer than its lease"
    );
    let before = noted(&bed.store, "noting").await;
    assert_eq!(
        first.step().await.unwrap(),
        Step::HeldByAnother,
        "the older one is fenced off"
    );
    assert_eq!(noted(&bed.store, "noting").await, before);
    assert_eq!(
        first.step().await.unwrap(),
        Step::HeldByAnother,
        "and does not take it back while the other works"
    );
    second.release().await.unwrap();
    first.catch_up().await.unwrap();
    assert_eq!(noted(&bed.store, "noting").await, up_to(30));
    assert!(matches!(second.step().await, Ok(Step::HeldByAnother)));
});

on_both!(two_nodes_at_once_note_each_entry_once, async |bed: &Bed| {
    let ledger = ready(bed).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let (mut nodes, mut ledgers) = (Vec::new(), Vec::new());
    for holder in ["one", "two"] {
        let node = bed.ledger().await;
        ledgers.push(node.clone());
        nodes.push(tokio::spawn(run(
            node,
            Noting::new("noting", 1),
            holder.to_owned(),
            stopped.clone(),
        )));
    }
    for _ in 0..10 {
        append(&ledger, 20).await;
        bed.clock.advance_seconds(9);
    }
    for turn in 0..600 {
        if cursor(&bed.store, "noting").await == 200 {
            break;
        }
        assert!(
            turn < 599,
            "it came to {}",
            cursor(&bed.store, "noting").await
        );
        // Another node's append is heard of by a wake, as the server's listener gives it.
        for ledger in &ledgers {
            ledger.look().await.unwrap();
        }
        bed.clock.advance_seconds(1);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.send(true).unwrap();
    for node in nodes {
        tokio::time::timeout(Duration::from_secs(20), node)
            .await
            .expect("it stops when told")
            .unwrap();
    }
    assert_eq!(noted(&bed.store, "noting").await, up_to(200));
    // Whoever stopped gave the lease back.
    let mut next = Runner::new(ledger, Noting::new("noting", 0), "next", 5);
    assert_eq!(next.step().await.unwrap(), Step::AtEnd);
});

on_both!(who_follows_another_stays_behind_it, async |bed: &Bed| {
    let ledger = ready(bed).await;
    append(&ledger, 10).await;
    let behind = Arc::new(Noting {
        name: "behind",
        follows: Some("ahead"),
        dice: AtomicU64::new(1),
        fails_in_ten: 0,
    });
    let mut behind = Runner::new(ledger.clone(), behind, "node", 100);
    assert_eq!(behind.step().await.unwrap(), Step::AtEnd);
    let mut ahead = Runner::new(ledger.clone(), Noting::new("ahead", 0), "node", 4);
    assert!(matches!(ahead.step().await.unwrap(), Step::Went(_)));
    behind.catch_up().await.unwrap();
    assert_eq!(
        noted(&bed.store, "behind").await,
        noted(&bed.store, "ahead").await
    );
    assert!(noted(&bed.store, "behind").await.len() < 10);
    ahead.catch_up().await.unwrap();
    behind.catch_up().await.unwrap();
    assert_eq!(noted(&bed.store, "behind").await, up_to(10));
});

on_both!(a_wake_comes_at_once, async |bed: &Bed| {
    let ledger = ready(bed).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut progress = ledger.progress("noting");
    let node = tokio::spawn(run(
        ledger.clone(),
        Noting::new("noting", 0),
        "node".into(),
        stopped,
    ));
    for turn in 1..=20 {
        append(&ledger, 1).await;
        let came = tokio::time::timeout(
            Duration::from_secs(5),
            progress.wait_for(|seq| *seq >= turn),
        );
        came.await.expect("the reader was not woken").unwrap();
    }
    stop.send(true).unwrap();
    node.await.unwrap();
    assert_eq!(noted(&bed.store, "noting").await, up_to(20));
});

#[test]
fn a_reader_that_nobody_wakes_looks_by_itself() {
    // The clock stands still and leaps to the next timer, so that 30 seconds need no time.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let bed = Bed::new(Engine::Sqlite).await;
        let ledger = ready(&bed).await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let node = tokio::spawn(run(
            ledger.clone(),
            Noting::new("noting", 0),
            "node".into(),
            stopped,
        ));
        tokio::time::sleep(Duration::from_secs(1)).await;
        // Another node appends, and its wake is lost.
        append(&bed.ledger().await, 3).await;
        let began = tokio::time::Instant::now();
        while noted(&bed.store, "noting").await.is_empty() {
            assert!(
                began.elapsed() < Duration::from_secs(120),
                "it never looked"
            );
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        assert_eq!(noted(&bed.store, "noting").await, up_to(3));
        stop.send(true).unwrap();
        node.await.unwrap();
        bed.remove().await;
    });
}

/// Fails at one entry, always.
struct Stumbling(i64);

impl Reader for Stumbling {
    fn name(&self) -> &'static str {
        "stumbling"
    }

    fn apply<'t>(&'t self, _: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        let stumbles = entries.iter().any(|entry| entry.seq == self.0);
        Box::pin(async move {
            if stumbles {
                Err(Error::internal("this one"))
            } else {
                Ok(())
            }
        })
    }
}

on_both!(
    one_that_stumbles_comes_as_far_as_it_can,
    async |bed: &Bed| {
        let ledger = ready(bed).await;
        append(&ledger, 50).await;
        let mut runner = Runner::new(ledger.clone(), Arc::new(Stumbling(31)), "node", 40);
        for _ in 0..40 {
            let _fails_at_last = runner.step().await;
        }
        assert_eq!(cursor(&bed.store, "stumbling").await, 30);
    }
);
