//! The keyring: one random key for each identity, wrapped by a master key, kept apart from the data.
//!
//! Invariants: a key is durable before anything sealed with it is (on SQLite the keyring is a file of its own, committed
//! first; on PostgreSQL it is a table in the same transaction); destroying a key makes everything sealed with it unreadable
//! for good, also what other nodes hold in memory; rotating the master key wraps the keys anew and touches nothing else. A key enters the memory's cache only
//! once it is committed, because an id that was rolled back is given out again.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use hmac::{Hmac, KeyInit, Mac};
use kernel::{Env, Error, Result};
use quick_cache::sync::Cache;
use sha2::Sha256;

use crate::engine::tables;
use crate::{ColumnType, Row, Tx, Value, params, seal};

/// The secret of the blind index.
pub(crate) const BLIND_INDEX: &str = "blind_index";

/// 256 bits that seal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key(pub(crate) [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The master keys by number; the highest wraps what is new.
#[derive(Clone)]
pub struct MasterKeys(Arc<BTreeMap<i64, Key>>);

impl MasterKeys {
    /// Reads lines of `number:64 hexadecimal digits`.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse =
            || Error::invalid("master_key", "is not lines of NUMBER:64 hexadecimal digits");
        let mut keys = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (number, digits) = line.split_once(':').ok_or_else(refuse)?;
            keys.insert(
                number.parse().map_err(|_| refuse())?,
                Key(from_hex(digits).ok_or_else(refuse)?),
            );
        }
        if keys.is_empty() {
            Err(refuse())
        } else {
            Ok(Self(Arc::new(keys)))
        }
    }

    /// Reads the file, or makes it, readable by its owner alone.
    pub fn from_file(path: &Path, env: &Env) -> Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self::generate(env);
                keys.write(path)?;
                Ok(keys)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// One new master key.
    #[must_use]
    pub fn generate(env: &Env) -> Self {
        Self(Arc::new(BTreeMap::from([(1, Key(env.bytes()))])))
    }

    /// These keys and one more, which wraps from now on.
    #[must_use]
    pub fn with_next(&self, env: &Env) -> Self {
        let mut keys = (*self.0).clone();
        let next = keys.keys().max().map_or(1, |number| number + 1);
        keys.insert(next, Key(env.bytes()));
        Self(Arc::new(keys))
    }

    /// Writes the file anew, atomically and readable by its owner alone.
    pub fn write(&self, path: &Path) -> Result<()> {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text: String = self
            .0
            .iter()
            .map(|(number, key)| format!("{number}:{}\n", to_hex(&key.0)))
            .collect();
        let beside = path.with_extension("new");
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        // A name is on disk only once its folder is, and a folder once the one it stands in is: a power cut must not take the
        // master key away from a keyring that is wrapped with it.
        let path = std::path::absolute(path)?;
        for folder in path.ancestors().skip(1).take(2) {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    fn newest(&self) -> Result<(i64, Key)> {
        self.0
            .last_key_value()
            .map(|(number, key)| (*number, *key))
            .ok_or_else(|| Error::internal("there is no master key"))
    }

    /// The blind index of a keyring whose secret of that name is wrapped so.
    pub(crate) fn blind_of(
        &self,
        number: i64,
        wrapped: &[u8],
        scope: &str,
        value: &[u8],
    ) -> Result<[u8; 16]> {
        let key = self.unwrap(number, wrapped)?;
        let start = Hmac::<Sha256>::new_from_slice(&key.0).map_err(Error::internal)?;
        Ok(blind(start, scope, value))
    }

    fn wrap(&self, env: &Env, key: &Key) -> Result<(i64, Vec<u8>)> {
        let (number, master) = self.newest()?;
        Ok((number, seal::seal(env, &master, "key", &key.0)?))
    }

    fn unwrap(&self, number: i64, wrapped: &[u8]) -> Result<Key> {
        let master = self.0.get(&number).ok_or_else(|| {
            Error::invalid(
                "master_key",
                format!("number {number} is missing, and part of the keyring is wrapped with it"),
            )
        })?;
        let opened = seal::open(master, "key", wrapped).map_err(|_| {
            Error::invalid(
                "master_key",
                format!("number {number} is not the one the keyring was wrapped with"),
            )
        })?;
        opened
            .try_into()
            .map(Key)
            .map_err(|_| Error::internal("a wrapped key has another length"))
    }
}

/// Makes, finds and destroys keys. Cheap to clone.
#[derive(Clone)]
pub struct Keyring {
    inner: Arc<Inner>,
}

struct Inner {
    masters: MasterKeys,
    env: Env,
    cache: Cache<i64, Key>,
    blind: OnceLock<Hmac<Sha256>>,
    /// How often keys were destroyed: what was read before may be gone since.
    destroyed: AtomicU64,
    /// How many changes by other nodes the cache has followed.
    followed: AtomicI64,
}

impl Inner {
    /// Remembers keys that a transaction saw which began when keys had been destroyed `since` times.
    fn remember(&self, since: u64, keys: &[(i64, Key)]) {
        let unchanged = || self.destroyed.load(Ordering::SeqCst) == since;
        if !unchanged() {
            return;
        }
        keys.iter()
            .for_each(|(id, key)| self.cache.insert(*id, *key));
        // One may have been destroyed in between; its own removal comes before or after this, and either way it is gone.
        if !unchanged() {
            self.forget(keys.iter().map(|(id, _)| *id));
        }
    }

    fn forget(&self, ids: impl Iterator<Item = i64>) {
        for id in ids {
            self.cache.remove(&id);
        }
    }
}

impl Keyring {
    pub(crate) fn new(masters: MasterKeys, env: Env) -> Self {
        Self {
            inner: Arc::new(Inner {
                masters,
                env,
                cache: Cache::new(100_000),
                blind: OnceLock::new(),
                destroyed: AtomicU64::new(0),
                followed: AtomicI64::new(0),
            }),
        }
    }

    /// How often keys were destroyed so far; a transaction asks when it begins.
    pub(crate) fn destroyed(&self) -> u64 {
        self.inner.destroyed.load(Ordering::SeqCst)
    }

    /// Remembers keys, at once when they are committed, and else when they will be.
    fn remember(&self, tx: &mut Tx, keys: Vec<(i64, Key)>) {
        let (inner, since) = (self.inner.clone(), tx.since);
        if tx.writes {
            tx.after_commit(move || inner.remember(since, &keys));
        } else {
            inner.remember(since, &keys);
        }
    }

    /// The blind index: a keyed hash by which equal values are found and from which no value can be read.
    #[must_use]
    pub fn blind(&self, scope: &str, value: &[u8]) -> [u8; 16] {
        let Some(start) = self.inner.blind.get() else {
            unreachable!("the secrets are loaded before the store is handed out")
        };
        blind(start.clone(), scope, value)
    }

    /// Seals bytes under `key`.
    pub fn seal(&self, key: &Key, purpose: &str, plain: &[u8]) -> Result<Vec<u8>> {
        seal::seal(&self.inner.env, key, purpose, plain)
    }

    /// Makes `count` new keys.
    pub async fn create(&self, tx: &mut Tx, count: usize) -> Result<Vec<(i64, Key)>> {
        let mut made = Vec::with_capacity(count);
        let keys: Vec<Key> = (0..count).map(|_| Key(self.inner.env.bytes())).collect();
        let rows = keys
            .iter()
            .map(|key| self.inner.masters.wrap(&self.inner.env, key))
            .collect::<Result<Vec<_>>>()?;
        if let Some(connections) = tx.sqlite() {
            for (key, (number, wrapped)) in keys.iter().zip(rows) {
                let sql = "INSERT INTO keys (master, wrapped) VALUES (?1, ?2) RETURNING id";
                let mut row = connections.keyring_write(sql, params![number, wrapped])?;
                made.push((
                    row.first_mut()
                        .ok_or_else(|| Error::internal("no key was made"))?
                        .take(0)?,
                    *key,
                ));
            }
        } else {
            let ids = tx
                .query("SELECT nextval(pg_get_serial_sequence('keys', 'id')) FROM generate_series(1, $1)", params![count as i64])
                .await?;
            let mut inserts = Vec::with_capacity(count);
            for ((mut row, key), (number, wrapped)) in ids.into_iter().zip(&keys).zip(rows) {
                let id: i64 = row.take(0)?;
                inserts.push(vec![id.into(), number.into(), wrapped.into()]);
                made.push((id, *key));
            }
            tx.insert_many(
                "keys",
                &[
                    ("id", ColumnType::Int),
                    ("master", ColumnType::Int),
                    ("wrapped", ColumnType::Blob),
                ],
                inserts,
                "",
            )
            .await?;
        }
        self.remember(tx, made.clone());
        Ok(made)
    }

    /// The keys with these numbers; a destroyed one is missing from the answer.
    pub async fn get(
        &self,
        tx: &mut Tx,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<HashMap<i64, Key>> {
        self.follow(tx).await?;
        let mut found = HashMap::new();
        let mut missing = Vec::new();
        for id in ids {
            match self.inner.cache.get(&id) {
                Some(key) => drop(found.insert(id, key)),
                None => missing.push(id),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        missing.sort_unstable();
        missing.dedup();
        let mut learnt = Vec::with_capacity(missing.len());
        for mut row in read(
            tx,
            "SELECT id, master, wrapped FROM keys WHERE id = ANY($1)",
            params![missing],
        )
        .await?
        {
            let id = row.take(0)?;
            let (number, wrapped): (i64, Vec<u8>) = (row.take(1)?, row.take(2)?);
            let key = self.inner.masters.unwrap(number, &wrapped)?;
            learnt.push((id, key));
            found.insert(id, key);
        }
        self.remember(tx, learnt);
        Ok(found)
    }

    /// Forgets the cache when another node destroyed keys since it was last looked at.
    async fn follow(&self, tx: &mut Tx) -> Result<()> {
        let changes = tx.elsewhere().await?.changes;
        if self.inner.followed.load(Ordering::SeqCst) < changes {
            // First nobody may remember what was read before, then it goes, and only then it is believed again.
            self.inner.destroyed.fetch_add(1, Ordering::SeqCst);
            self.inner.cache.clear();
            self.inner.followed.fetch_max(changes, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Destroys keys; nothing sealed with them can be read again, also not from memory.
    pub async fn destroy(&self, tx: &mut Tx, ids: Vec<i64>) -> Result<()> {
        let inner = self.inner.clone();
        let forget = ids.clone();
        write(tx, "DELETE FROM keys WHERE id = ANY($1)", params![ids]).await?;
        if let Some(connections) = tx.sqlite() {
            connections.forget();
        }
        tx.tell_nodes().await?;
        tx.after_commit(move || {
            inner.destroyed.fetch_add(1, Ordering::SeqCst);
            inner.forget(forget.into_iter());
        });
        Ok(())
    }

    /// Wraps up to `limit` keys that an older master key wraps with the newest; answers how many. Zero: all are done.
    pub async fn rewrap(&self, tx: &mut Tx, limit: i64) -> Result<usize> {
        let (newest, _) = self.inner.masters.newest()?;
        let rows = read(
            tx,
            "SELECT id, master, wrapped FROM keys WHERE master <> $1 LIMIT $2",
            params![newest, limit],
        )
        .await?;
        let count = rows.len();
        for mut row in rows {
            let id: i64 = row.take(0)?;
            let key = self
                .inner
                .masters
                .unwrap(row.take(1)?, &row.take::<Vec<u8>>(2)?)?;
            let (number, wrapped) = self.inner.masters.wrap(&self.inner.env, &key)?;
            write(
                tx,
                "UPDATE keys SET master = $2, wrapped = $3 WHERE id = $1",
                params![id, number, wrapped],
            )
            .await?;
        }
        for mut row in read(
            tx,
            "SELECT name, master, wrapped FROM secrets WHERE master <> $1",
            params![newest],
        )
        .await?
        {
            let name: String = row.take(0)?;
            let key = self
                .inner
                .masters
                .unwrap(row.take(1)?, &row.take::<Vec<u8>>(2)?)?;
            let (number, wrapped) = self.inner.masters.wrap(&self.inner.env, &key)?;
            write(
                tx,
                "UPDATE secrets SET master = $2, wrapped = $3 WHERE name = $1",
                params![name, number, wrapped],
            )
            .await?;
        }
        Ok(count)
    }

    /// A secret of the company by name, made at first use: the blind index, signatures.
    pub async fn secret(&self, tx: &mut Tx, name: &str) -> Result<Key> {
        if let Some(mut row) = read(
            tx,
            "SELECT master, wrapped FROM secrets WHERE name = $1",
            params![name],
        )
        .await?
        .into_iter()
        .next()
        {
            return self
                .inner
                .masters
                .unwrap(row.take(0)?, &row.take::<Vec<u8>>(1)?);
        }
        let key = Key(self.inner.env.bytes());
        let (number, wrapped) = self.inner.masters.wrap(&self.inner.env, &key)?;
        write(
            tx,
            "INSERT INTO secrets (name, master, wrapped) VALUES ($1, $2, $3)",
            params![name, number, wrapped],
        )
        .await?;
        Ok(key)
    }

    /// Gives out no number up to `number` again: one of them may have been destroyed where this keyring knows nothing of it.
    pub async fn skip_to(&self, tx: &mut Tx, number: i64) -> Result<()> {
        for table in tables::keyring() {
            if let Some(serial) = &table.serial
                && tables::last_number(tx, &table, true).await? < Some(number)
            {
                tables::count_on(tx, &table.name, serial, number, true).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn load_secrets(&self, tx: &mut Tx) -> Result<()> {
        let key = self.secret(tx, BLIND_INDEX).await?;
        let start = Hmac::<Sha256>::new_from_slice(&key.0).map_err(Error::internal)?;
        let _already_loaded = self.inner.blind.set(start);
        Ok(())
    }
}

impl Key {
    /// A key from bytes kept elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for a signature.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

pub(crate) async fn read(tx: &mut Tx, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
    match tx.sqlite() {
        Some(connections) => {
            connections.keyring_read(&crate::engine::dialect::sqlite_statement(sql), params)
        }
        None => tx.query(sql, params).await,
    }
}

pub(crate) async fn write(tx: &mut Tx, sql: &str, params: &[Value]) -> Result<()> {
    match tx.sqlite() {
        Some(connections) => connections
            .keyring_write(&crate::engine::dialect::sqlite_statement(sql), params)
            .map(|_| ()),
        None => tx.execute(sql, params).await.map(|_| ()),
    }
}

fn blind(mut mac: Hmac<Sha256>, scope: &str, value: &[u8]) -> [u8; 16] {
    mac.update(scope.as_bytes());
    mac.update(&[0]);
    mac.update(value);
    let digest = mac.finalize().into_bytes();
    let mut out = [0; 16];
    out.copy_from_slice(&digest[..16]);
    out
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(digits: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (slot, pair) in out.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *slot = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(out)
}
