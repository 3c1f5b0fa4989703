//! Backups of a whole company that goes on living, brought back on either engine, with its erasures.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use customers::erasure;
use kernel::{CustomerId, IdentityKind};
use server::backup::{self as restoring, FILE, Restored, Source};
use server::{App, verify};
use store::{Store, backup, params};
use testing::{Bed, Engine, Source as Touches, on_both};

/// Appends touches of fifty people, each by phone and now and then by email, numbered from `first`.
async fn touches(app: &App, first: usize, count: usize) {
    let source = Touches::fixed(1);
    let touches = (first..first + count).map(|number| {
        let (phone, email) = (
            format!("+86139{:08}", 24_681_357 + number % 50 * 7_919),
            format!("p{}@example.com", number % 50),
        );
        let both = [
            (IdentityKind::Phone, phone.as_str()),
            (IdentityKind::Email, email.as_str()),
        ];
        let seen = if number % 3 == 0 {
            &both[..]
        } else {
            &both[..1]
        };
        source.touch(app.store(), &format!("m{number}"), seen)
    });
    app.ledger().append(touches.collect()).await.unwrap();
}

/// Waits until the readers have come to the end.
async fn read(app: &App) {
    let report = verify::readers(app).await.unwrap();
    let wrong: Vec<_> = report
        .tables
        .iter()
        .filter(|table| !table.equal)
        .map(|table| table.name)
        .collect();
    assert!(report.equal, "{wrong:?}");
}

async fn number(store: &Store, sql: &'static str) -> i64 {
    let read = store.read(move |tx| Box::pin(async move { tx.query_one(sql, &[]).await?.take(0) }));
    read.await.unwrap()
}

/// How many identities of a customer still have a key.
async fn alive(store: &Store, customer: CustomerId) -> i64 {
    let sql = "SELECT COUNT(*) FROM identities WHERE customer = $1 AND key IS NOT NULL";
    let read = store.read(move |tx| {
        Box::pin(async move { tx.query_one(sql, params![customer]).await?.take(0) })
    });
    read.await.unwrap()
}

async fn restored(
    bed: &Bed,
    engine: Engine,
    folder: &Path,
    from: &Path,
    erasures: Vec<PathBuf>,
) -> (Bed, App, Restored) {
    let empty = Bed::new(engine).await;
    empty.store.close().await;
    let mut options = empty.options.clone();
    options.master_keys = bed.options.master_keys.clone();
    let source = Source {
        from: from.to_owned(),
        keyring: None,
        erasures,
    };
    let told = restoring::restore(options.clone(), bed.env.clone(), folder, &source)
        .await
        .unwrap();
    let store = Store::open(options, bed.env.clone()).await.unwrap();
    let app = App::start(store, bed.env.clone()).await.unwrap();
    (empty, app, told)
}

on_both!(
    a_company_that_goes_on_living_comes_back_as_it_was,
    async |bed: &Bed| {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("backup");
        let app = App::start(bed.store.clone(), bed.env.clone())
            .await
            .unwrap();
        touches(&app, 0, 2_000).await;
        let stop = Arc::new(AtomicBool::new(false));
        let (living, ended) = (app.clone(), stop.clone());
        let writing = tokio::spawn(async move {
            let mut next = 2_000;
            while !ended.load(Ordering::SeqCst) {
                touches(&living, next, 20).await;
                next += 20;
            }
        });
        let manifest = backup::create(app.store(), &to).await.unwrap();
        stop.store(true, Ordering::SeqCst);
        writing.await.unwrap();
        assert!(backup::verify(&to, None).await.unwrap().damaged.is_empty());
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let data = tempfile::tempdir().unwrap();
            let (empty, again, told) = restored(bed, engine, data.path(), &to, Vec::new()).await;
            assert_eq!((told.head, told.lists.len()), (manifest.head, 0));
            read(&again).await;
            // It goes on: what comes again is known, what is new is kept.
            let before = number(
                again.store(),
                "SELECT COUNT(*) FROM ledger WHERE type < 100",
            )
            .await;
            touches(&again, 0, 100).await;
            assert_eq!(
                number(
                    again.store(),
                    "SELECT COUNT(*) FROM ledger WHERE type < 100"
                )
                .await,
                before
            );
            touches(&again, 1_000_000, 100).await;
            read(&again).await;
            assert_eq!(
                number(
                    again.store(),
                    "SELECT COUNT(*) FROM ledger WHERE type < 100"
                )
                .await,
                before + 100
            );
            assert!(
                company::audit::verify(again.store())
                    .await
                    .unwrap()
                    .broken_at
                    .is_none()
            );
            again.stop().await;
            empty.remove().await;
        }
        read(&app).await;
        app.end_streams();
    }
);

on_both!(
    who_was_erased_after_the_backup_stays_erased,
    async |bed: &Bed| {
        let folder = tempfile::tempdir().unwrap();
        let (to, living) = (folder.path().join("backup"), folder.path().join("living"));
        std::fs::create_dir(&living).unwrap();
        let app = App::start(bed.store.clone(), bed.env.clone())
            .await
            .unwrap();
        restoring::keep_erasures_in(&app, &living).await.unwrap();
        touches(&app, 0, 200).await;
        read(&app).await;
        backup::create(app.store(), &to).await.unwrap();

        let find = "SELECT id FROM customers WHERE merged_into IS NULL AND erased_at IS NULL ORDER BY id LIMIT 1";
        let customer: CustomerId = app
            .store()
            .read(move |tx| Box::pin(async move { tx.query_one(find, &[]).await?.take(0) }))
            .await
            .unwrap();
        let ledger = app.ledger().clone();
        let erased = app.store().write_locked(move |tx| {
            let ledger = ledger.clone();
            Box::pin(async move { erasure::erase(tx, &ledger, customer, "local", "asked").await })
        });
        let erased = erased.await.unwrap();
        assert!(erased.identities > 0);
        // The list is kept apart, also where another node erased.
        for _ in 0..100 {
            if std::fs::read_to_string(living.join(FILE))
                .unwrap_or_default()
                .lines()
                .count()
                == erased.identities
            {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let data = tempfile::tempdir().unwrap();
            let (empty, again, told) =
                restored(bed, engine, data.path(), &to, vec![living.join(FILE)]).await;
            assert_eq!(told.erased_again, erased.identities);
            assert_eq!(alive(again.store(), customer).await, 0);
            read(&again).await;
            let list = std::fs::read_to_string(data.path().join(FILE)).unwrap();
            assert_eq!(
                list.lines().count(),
                erased.identities,
                "the list goes on in the new folder"
            );
            again.stop().await;
            empty.remove().await;

            // Without the list nobody can know: that is why it is kept apart.
            let data = tempfile::tempdir().unwrap();
            let (empty, again, told) = restored(bed, engine, data.path(), &to, Vec::new()).await;
            assert_eq!((told.erased_again, told.lists.len()), (0, 0));
            assert!(alive(again.store(), customer).await > 0);
            again.stop().await;
            empty.remove().await;
        }
        app.end_streams();
    }
);
