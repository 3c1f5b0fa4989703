//! Keys: made before data, destroyed for good, wrapped anew, and never served once they were taken back.

use kernel::Error;
use store::{Key, MasterKeys, Store, params, seal};
use testing::{Bed, on_both};

use crate::{boxed, execute, number, table};

async fn create(store: &Store, count: usize) -> Vec<(i64, Key)> {
    let create =
        store.write(move |tx| boxed(async move { tx.keyring().clone().create(tx, count).await }));
    create.await.unwrap()
}

async fn get(store: &Store, id: i64) -> kernel::Result<Option<Key>> {
    let read = store.read(move |tx| boxed(async move { tx.keyring().clone().get(tx, [id]).await }));
    Ok(read.await?.remove(&id))
}

async fn destroy(store: &Store, id: i64) {
    let destroy = store
        .write(move |tx| boxed(async move { tx.keyring().clone().destroy(tx, vec![id]).await }));
    destroy.await.unwrap();
}

on_both!(
    keys_come_back_from_memory_and_from_disk,
    async |bed: &Bed| {
        let made = create(&bed.store, 3).await;
        let again = bed.open_again().await.unwrap();
        for (id, key) in made {
            assert_eq!(get(&bed.store, id).await.unwrap(), Some(key));
            assert_eq!(get(&again, id).await.unwrap(), Some(key));
        }
        let blind = bed.store.keyring().blind("phone", b"+8613912345601");
        assert_eq!(
            again.keyring().blind("phone", b"+8613912345601"),
            blind,
            "one blind index for all"
        );
        assert_ne!(again.keyring().blind("email", b"+8613912345601"), blind);
        again.close().await;
    }
);

on_both!(
    a_destroyed_key_is_gone_from_memory_and_disk,
    async |bed: &Bed| {
        let (id, key) = create(&bed.store, 2).await[0];
        let wrapped = wrapped(bed, id).await;
        destroy(&bed.store, id).await;
        assert_eq!(get(&bed.store, id).await.unwrap(), None);
        let sealed = seal::seal(&bed.env, &key, "name", b"x").unwrap();
        assert!(
            seal::open(&key, "name", &sealed).is_ok(),
            "whoever kept the key could still open"
        );
        if let (Some(folder), Some(wrapped)) = (bed.folder(), wrapped) {
            for file in std::fs::read_dir(folder).unwrap() {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                assert!(
                    !bytes.windows(wrapped.len()).any(|some| some == wrapped),
                    "its bytes still lie on the disk"
                );
            }
        }
    }
);

/// The bytes of a key as the keyring's file holds them.
async fn wrapped(bed: &Bed, id: i64) -> Option<Vec<u8>> {
    let file = bed.folder()?.join("keyring.db");
    let connection = rusqlite::Connection::open(file).unwrap();
    Some(
        connection
            .query_row("SELECT wrapped FROM keys WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .unwrap(),
    )
}

on_both!(
    a_key_that_was_taken_back_is_never_served,
    async |bed: &Bed| {
        let first = bed.store.write(|tx| {
            boxed(async move {
                let keyring = tx.keyring().clone();
                let made = keyring.create(tx, 1).await?;
                // Also whoever asks for it meanwhile must not make it stay.
                assert_eq!(keyring.get(tx, [made[0].0]).await?.len(), 1);
                Err::<(), _>(Error::conflict("told_to", format!("{}", made[0].0)))
            })
        });
        let Err(Error::Conflict { message, .. }) = first.await else {
            panic!("it was told to fail")
        };
        assert_eq!(
            get(&bed.store, message.parse().unwrap()).await.unwrap(),
            None
        );
        let (id, key) = create(&bed.store, 1).await[0];
        assert_eq!(
            get(&bed.store, id).await.unwrap(),
            Some(key),
            "whatever number it got"
        );
    }
);

on_both!(a_failed_piece_destroys_no_key, async |bed: &Bed| {
    let made = create(&bed.store, 1).await;
    let (id, key) = made[0];
    // In one group with others, where the keyring's transaction is open already and goes on to its commit.
    let mut others = Vec::new();
    for _ in 0..20 {
        let store = bed.store.clone();
        others.push(tokio::spawn(async move { create(&store, 1).await }));
        let store = bed.store.clone();
        let fails = store.write(move |tx| {
            boxed(async move {
                tx.keyring().clone().destroy(tx, vec![id]).await?;
                Err::<(), _>(Error::conflict("told_to", ""))
            })
        });
        assert!(fails.await.is_err());
    }
    for other in others {
        let (id, key) = other.await.unwrap()[0];
        assert_eq!(
            get(&bed.open_again().await.unwrap(), id).await.unwrap(),
            Some(key)
        );
    }
    assert_eq!(
        get(&bed.open_again().await.unwrap(), id).await.unwrap(),
        Some(key)
    );
});

on_both!(
    a_new_master_key_wraps_anew_and_the_old_one_may_go,
    async |bed: &Bed| {
        let made = create(&bed.store, 5).await;
        let blind = bed.store.keyring().blind("phone", b"1");
        bed.store.close().await;
        let mut options = bed.options.clone();
        options.master_keys = options.master_keys.with_next(&bed.env);
        let rotated = Store::open(options.clone(), bed.env.clone()).await.unwrap();
        let (new_id, new_key) = create(&rotated, 1).await[0];
        let mut turns = Vec::new();
        loop {
            let rewrap =
                rotated.write(|tx| boxed(async move { tx.keyring().clone().rewrap(tx, 2).await }));
            let count = rewrap.await.unwrap();
            turns.push(count);
            if count == 0 {
                break;
            }
        }
        assert_eq!(turns, [2, 2, 1, 0]);
        rotated.close().await;

        let file = tempfile::tempdir().unwrap().path().join("keys/master");
        options.master_keys.write(&file).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let newest = text.lines().find(|line| line.starts_with("2:")).unwrap();
        options.master_keys = MasterKeys::parse(newest).unwrap();
        let alone = Store::open(options, bed.env.clone()).await.unwrap();
        for (id, key) in made.into_iter().chain([(new_id, new_key)]) {
            assert_eq!(get(&alone, id).await.unwrap(), Some(key));
        }
        assert_eq!(alone.keyring().blind("phone", b"1"), blind);
        alone.close().await;
    }
);

on_both!(
    a_wrong_master_key_is_told_at_the_start,
    async |bed: &Bed| {
        create(&bed.store, 1).await;
        bed.store.close().await;
        let mut options = bed.options.clone();
        options.master_keys = MasterKeys::generate(&bed.env);
        let Err(Error::Invalid(fields)) = Store::open(options.clone(), bed.env.clone()).await
        else {
            panic!("it opened with a wrong key");
        };
        assert_eq!(fields[0].field, "master_key");
        options.master_keys = MasterKeys::parse(&format!("9:{}", "ab".repeat(32))).unwrap();
        let Err(error) = Store::open(options, bed.env.clone()).await else {
            panic!("it opened without its key")
        };
        assert!(error.to_string().contains("number 1 is missing"), "{error}");
    }
);

on_both!(keys_are_on_disk_before_what_they_seal, async |bed: &Bed| {
    table(&bed.store).await;
    let ids = bed.store.write(|tx| {
        boxed(async move {
            let made = tx.keyring().clone().create(tx, 2).await?;
            for (id, _) in &made {
                tx.execute(
                    "INSERT INTO things (id, number) VALUES ($1, $1)",
                    params![*id],
                )
                .await?;
            }
            Ok(made)
        })
    });
    let ids = ids.await.unwrap();
    let Some(folder) = bed.folder() else { return };
    // What a power cut between the two commits leaves: the newest keyring beside an older database. The other way round a key
    // would be missing. Here both are there.
    let keyring = rusqlite::Connection::open(folder.join("keyring.db")).unwrap();
    for (id, _) in ids {
        keyring
            .query_row("SELECT id FROM keys WHERE id = ?1", [id], |_| Ok(()))
            .unwrap();
    }
    assert_eq!(number(&bed.store, "SELECT COUNT(*) FROM things").await, 2);
    execute(&bed.store, "DELETE FROM things", &[])
        .await
        .unwrap();
});
