//! A backup of a living database is one moment of it, and comes back on either engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel::Error;
use store::backup::{self, Manifest, Restored};
use store::{Keyring, MasterKeys, Store, Value, params};
use tempfile::TempDir;
use testing::{Bed, Engine, on_both};

use crate::{boxed, number};

/// A place for the backup of one test, and the name of the folder that is made in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup");
    (folder, to)
}

/// Adds people, each with a key, and counts them in the same transaction.
async fn add(store: &Store, count: usize) {
    store
        .write_locked(move |tx| {
            boxed(async move {
                let keys = tx.keyring().clone().create(tx, count).await?;
                for (id, key) in &keys {
                    let sealed = tx.keyring().seal(key, "test", format!("name {id}").as_bytes())?;
                    tx.execute(
                        "INSERT INTO identities (id, kind, qualifier, blind, key, sealed, context, degree, first_seq, first_at)
                         VALUES ($1, 1, 0, $2, $1, $3, 0, 0, $1, 1)",
                        params![*id, id.to_be_bytes().to_vec(), sealed],
                    )
                    .await?;
                }
                let counted = "UPDATE counters SET value = value + $1 WHERE name = 'identity'";
                tx.execute(counted, params![count as i64]).await
            })
        })
        .await
        .unwrap();
}

const PEOPLE: &str = "SELECT COUNT(*) FROM identities";
const COUNTED: &str = "SELECT value FROM counters WHERE name = 'identity'";

async fn names(store: &Store) -> Vec<String> {
    store
        .read(|tx| {
            boxed(async move {
                let rows = tx
                    .query("SELECT key, sealed FROM identities ORDER BY id", &[])
                    .await?;
                let mut sealed = Vec::new();
                for mut row in rows {
                    sealed.push((row.take::<i64>(0)?, row.take::<Vec<u8>>(1)?));
                }
                let keyring: Keyring = tx.keyring().clone();
                let keys = keyring.get(tx, sealed.iter().map(|(key, _)| *key)).await?;
                let open = |(key, sealed): &(i64, Vec<u8>)| {
                    let plain = keys
                        .get(key)
                        .map(|key| store::seal::open(key, "test", sealed));
                    plain.map_or("gone".to_owned(), |plain| {
                        String::from_utf8(plain.unwrap()).unwrap()
                    })
                };
                Ok(sealed.iter().map(open).collect())
            })
        })
        .await
        .unwrap()
}

/// Restores into an empty database on that engine, opened with the master keys of `bed`.
async fn restored(bed: &Bed, engine: Engine, from: &Path) -> (Bed, Store, Manifest) {
    let empty = Bed::new(engine).await;
    empty.store.close().await;
    let mut options = empty.options.clone();
    options.master_keys = bed.options.master_keys.clone();
    let restored = backup::restore(options.clone(), bed.env.clone(), from, None)
        .await
        .unwrap();
    let refused = Store::open(options.clone(), bed.env.clone()).await;
    assert!(matches!(
        refused,
        Err(Error::Conflict {
            code: "restore_unfinished",
            ..
        })
    ));
    let manifest = restored.manifest.clone();
    restored.finish().await.unwrap();
    let store = Store::open(options, bed.env.clone()).await.unwrap();
    (empty, store, manifest)
}

on_both!(
    what_goes_on_meanwhile_is_there_whole_or_not_at_all,
    async |bed: &Bed| {
        let (_folder, to) = place();
        add(&bed.store, 1_500).await;
        let stop = Arc::new(AtomicBool::new(false));
        let (store, ended) = (bed.store.clone(), stop.clone());
        let writing = tokio::spawn(async move {
            let mut groups = 0;
            while !ended.load(Ordering::SeqCst) {
                add(&store, 7).await;
                groups += 1;
            }
            groups
        });
        let manifest = backup::create(&bed.store, &to).await.unwrap();
        stop.store(true, Ordering::SeqCst);
        assert!(writing.await.unwrap() > 0, "writing went on meanwhile");
        let found = backup::verify(&to, Some(bed.options.master_keys.clone()))
            .await
            .unwrap();
        assert_eq!(
            (found.damaged.len(), found.keyring),
            (0, true),
            "{:?}",
            found.damaged
        );
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let (empty, store, told) = restored(bed, engine, &to).await;
            assert_eq!(told, manifest);
            let people = number(&store, PEOPLE).await;
            assert_eq!(people, number(&store, COUNTED).await, "one moment of it");
            let rows = manifest
                .tables
                .iter()
                .find(|table| table.name == "identities")
                .unwrap()
                .rows;
            assert_eq!(people as u64, rows);
            assert!(people >= 1_500 && people <= number(&bed.store, PEOPLE).await);
            let read = names(&store).await;
            assert!(!read.contains(&"gone".to_owned()));
            assert_eq!(read[..], names(&bed.store).await[..read.len()]);
            assert_eq!(
                store.keyring().blind("a", b"b"),
                bed.store.keyring().blind("a", b"b")
            );
            // Numbers that were given out are not given out again.
            add(&store, 1).await;
            let newest = "SELECT MAX(id) FROM identities";
            assert!(number(&store, newest).await > read.len() as i64);
            store.close().await;
            empty.remove().await;
        }
    }
);

on_both!(
    a_backup_of_a_restored_backup_is_the_same,
    async |bed: &Bed| {
        let (_folder, to) = place();
        add(&bed.store, 300).await;
        let first = backup::create(&bed.store, &to).await.unwrap();
        let other = if bed.engine() == Engine::Sqlite {
            Engine::Postgres
        } else {
            Engine::Sqlite
        };
        let (empty, store, _) = restored(bed, other, &to).await;
        let (_again, to) = place();
        let second = backup::create(&store, &to).await.unwrap();
        let tables = |manifest: &Manifest| {
            let told = manifest.tables.iter().map(|table| {
                (
                    table.name.clone(),
                    table.columns.clone(),
                    table.rows,
                    table.serial.clone(),
                )
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(tables(&first), tables(&second));
        store.close().await;
        empty.remove().await;
    }
);

on_both!(damage_is_found_and_not_restored, async |bed: &Bed| {
    let (_folder, to) = place();
    add(&bed.store, 200).await;
    backup::create(&bed.store, &to).await.unwrap();
    let file = to.join("tables/identities.zst");
    let sound = std::fs::read(&file).unwrap();
    let empty = Bed::new(bed.engine()).await;
    let mut options = empty.options.clone();
    options.master_keys = bed.options.master_keys.clone();
    let refused = async |code: &str, keyring: Option<PathBuf>| {
        let outcome = backup::restore(options.clone(), bed.env.clone(), &to, keyring).await;
        let Err(Error::Conflict { code: told, .. }) = outcome else {
            panic!("it was restored")
        };
        assert_eq!(told, code);
        assert_eq!(number(&empty.store, PEOPLE).await, 0);
    };
    for place in [40, sound.len() / 2, sound.len() - 1] {
        let mut bytes = sound.clone();
        bytes[place] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(
            backup::verify(&to, None).await.unwrap().damaged.len(),
            1,
            "at {place}"
        );
    }
    refused("backup_damaged", None).await;
    std::fs::write(&file, &sound[..sound.len() - 10]).unwrap();
    assert!(backup::verify(&to, None).await.unwrap().damaged[0].contains("bytes instead of"));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(backup::verify(&to, None).await.unwrap().damaged.len(), 1);
    std::fs::write(&file, &sound).unwrap();
    assert!(backup::verify(&to, None).await.unwrap().damaged.is_empty());

    // The keyring may be kept apart, but must be this database's and be opened by the master key.
    let apart = to.with_file_name("keyring-apart");
    std::fs::rename(to.join("keyring"), &apart).unwrap();
    assert!(!backup::verify(&to, None).await.unwrap().keyring);
    refused("keyring_missing", None).await;
    let stranger = Store::open(
        store::Options {
            location: store::Location::Folder(apart.with_file_name("stranger")),
            ..options.clone()
        },
        kernel::Env::system(),
    );
    let (_other, strange) = place();
    backup::create(&stranger.await.unwrap(), &strange)
        .await
        .unwrap();
    refused("backup_damaged", Some(strange.join("keyring"))).await;
    let wrong = store::Options {
        master_keys: MasterKeys::generate(&bed.env),
        ..options.clone()
    };
    let outcome = backup::restore(wrong, bed.env.clone(), &to, Some(apart.clone())).await;
    assert!(matches!(
        outcome,
        Err(Error::Conflict {
            code: "backup_damaged",
            ..
        })
    ));
    std::fs::remove_file(to.join("manifest.json")).unwrap();
    assert!(
        backup::verify(&to, None).await.is_err(),
        "without its manifest it is no backup"
    );
    empty.remove().await;
});

on_both!(nothing_is_written_over, async |bed: &Bed| {
    let (_folder, to) = place();
    add(&bed.store, 3).await;
    backup::create(&bed.store, &to).await.unwrap();
    let again = backup::create(&bed.store, &to).await;
    assert!(matches!(
        again,
        Err(Error::Conflict {
            code: "backup_target",
            ..
        })
    ));
    assert!(
        backup::verify(&to, None).await.unwrap().damaged.is_empty(),
        "the first is untouched"
    );
    let into_itself = backup::restore(bed.options.clone(), bed.env.clone(), &to, None).await;
    assert!(matches!(
        into_itself,
        Err(Error::Conflict {
            code: "not_empty",
            ..
        })
    ));
    assert_eq!(number(&bed.store, PEOPLE).await, 3);
});

on_both!(a_broken_off_restore_is_begun_again, async |bed: &Bed| {
    let (_folder, to) = place();
    add(&bed.store, 100).await;
    backup::create(&bed.store, &to).await.unwrap();
    let empty = Bed::new(bed.engine()).await;
    empty.store.close().await;
    let mut options = empty.options.clone();
    options.master_keys = bed.options.master_keys.clone();
    let Restored { store, .. } = backup::restore(options.clone(), bed.env.clone(), &to, None)
        .await
        .unwrap();
    crate::execute(
        &store,
        "DELETE FROM identities WHERE id > $1",
        &[Value::Int(50)],
    )
    .await
    .unwrap();
    store.close().await;
    let second = backup::restore(options.clone(), bed.env.clone(), &to, None)
        .await
        .unwrap();
    second.finish().await.unwrap();
    let store = Store::open(options, bed.env.clone()).await.unwrap();
    assert_eq!(names(&store).await.len(), 100);
    store.close().await;
    empty.remove().await;
});

on_both!(
    destroyed_keys_are_not_in_a_younger_keyring,
    async |bed: &Bed| {
        let (_folder, to) = place();
        add(&bed.store, 5).await;
        backup::create(&bed.store, &to).await.unwrap();
        bed.clock.advance_seconds(60);
        bed.store
            .write(|tx| boxed(async move { tx.keyring().clone().destroy(tx, vec![2, 4]).await }))
            .await
            .unwrap();
        let (_later, younger) = place();
        backup::create(&bed.store, &younger).await.unwrap();
        let empty = Bed::new(bed.engine()).await;
        empty.store.close().await;
        let mut options = empty.options.clone();
        options.master_keys = bed.options.master_keys.clone();
        let keyring = Some(younger.join("keyring"));
        let restored = backup::restore(options, bed.env.clone(), &to, keyring)
            .await
            .unwrap();
        let read = names(&restored.store).await;
        assert_eq!(read, ["name 1", "gone", "name 3", "gone", "name 5"]);
        restored.finish().await.unwrap();
        empty.remove().await;
    }
);
