//! The reader that follows the ledger and keeps the graph.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Result, TouchType};
use ledger::{Entry, Ledger};
use store::{Lock, Tx};

use super::decide::{self, Then};
use super::working::Working;

/// The name its cursor is kept under.
pub const NAME: &str = "identity";

/// Says whose touches are whose.
pub struct Reader {
    ledger: Ledger,
}

impl Reader {
    /// A reader of this ledger.
    #[must_use]
    pub const fn new(ledger: Ledger) -> Self {
        Self { ledger }
    }

    async fn decide(&self, tx: &mut Tx, entries: &[Arc<Entry>]) -> Result<()> {
        tx.lock(Lock::Graph).await?;
        let mut rest = entries;
        while !rest.is_empty() {
            let mut working = Working::load(tx, rest.iter().map(|entry| &**entry)).await?;
            let mut done = rest.len();
            for (index, entry) in rest.iter().enumerate().filter(|(_, entry)| entry.stands()) {
                if let Then::LoadAgain =
                    decide::touch(tx, &self.ledger, &mut working, entry).await?
                {
                    // The same touch once more: what it still says is decided on the changed graph.
                    done = index;
                    break;
                }
            }
            working.flush(tx, &self.ledger, TouchType::Resolved).await?;
            working.write_days(tx).await?;
            rest = &rest[done..];
        }
        Ok(())
    }
}

impl ledger::reader::Reader for Reader {
    fn name(&self) -> &'static str {
        NAME
    }

    fn apply<'t>(&'t self, tx: &'t mut Tx, entries: &'t [Arc<Entry>]) -> BoxFuture<'t, Result<()>> {
        self.decide(tx, entries).boxed()
    }
}
