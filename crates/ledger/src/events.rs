//! The names of events, each with a small number, so that a touch carries eight bytes for it.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Error, Result, TouchType};
use parking_lot::RwLock;
use store::{Tx, params};

type Names = HashMap<(i64, Arc<str>), i64, ahash::RandomState>;

/// The names seen so far, in memory. Numbers are put here only once they are committed.
#[derive(Clone, Default)]
pub(crate) struct Events {
    nums: Arc<RwLock<Names>>,
    names: Arc<RwLock<HashMap<i64, Arc<str>>>>,
}

impl Events {
    pub(crate) async fn name(&self, tx: &mut Tx, num: i64) -> Result<Arc<str>> {
        if let Some(name) = self.names.read().get(&num) {
            return Ok(name.clone());
        }
        let row = tx
            .query_opt("SELECT name FROM event_types WHERE num = $1", params![num])
            .await?;
        let name: String = row
            .ok_or_else(|| Error::internal("an event has no name"))?
            .take(0)?;
        let name: Arc<str> = name.into();
        self.names.write().insert(num, name.clone());
        Ok(name)
    }

    pub(crate) async fn find(
        &self,
        tx: &mut Tx,
        kind: TouchType,
        name: &str,
    ) -> Result<Option<i64>> {
        let known = (kind.code(), Arc::from(name));
        if let Some(num) = self.nums.read().get(&known) {
            return Ok(Some(*num));
        }
        let found = tx
            .query_opt(
                "SELECT num FROM event_types WHERE type = $1 AND name = $2",
                params![kind, name],
            )
            .await?;
        found.map(|mut row| row.take(0)).transpose()
    }

    /// The number of a name, given out now if it is new.
    pub(crate) async fn intern(&self, tx: &mut Tx, kind: TouchType, name: &str) -> Result<i64> {
        let known = (kind.code(), Arc::from(name));
        if let Some(num) = self.nums.read().get(&known) {
            return Ok(*num);
        }
        let num = match self.find(tx, kind, name).await? {
            Some(num) => num,
            None => {
                // Another node may give the name its number at the same instant: then that one holds.
                let sql = "INSERT INTO event_types (type, name) VALUES ($1, $2)
                           ON CONFLICT (type, name) DO UPDATE SET name = excluded.name RETURNING num";
                tx.query_one(sql, params![kind, name]).await?.take(0)?
            }
        };
        let (nums, names) = (self.nums.clone(), self.names.clone());
        tx.after_commit(move || {
            names.write().insert(num, known.1.clone());
            nums.write().insert(known, num);
        });
        Ok(num)
    }
}
