//! Where one test lies: an empty store on one engine, with a clock that stands and randomness that repeats itself.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;

use futures_util::FutureExt;
use kernel::{Env, SeededRandom, TestClock, Timestamp};
use ledger::Ledger;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use store::{Location, MasterKeys, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::postgres::{self, Database};

pub use store::Options;

/// Which engine a test is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Files in a temporary folder.
    Sqlite,
    /// A database on a throwaway server.
    Postgres,
}

/// An empty store and what it was opened with.
pub struct Bed {
    /// The store.
    pub store: Store,
    /// The clock it goes by, which stands at 2026-05-01T08:00:00Z until it is moved.
    pub clock: Arc<TestClock>,
    /// Clock and randomness.
    pub env: Env,
    /// What the store was opened with, to open it again.
    pub options: Options,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Database(Database),
}

impl Bed {
    /// An empty store.
    pub async fn new(engine: Engine) -> Self {
        let clock = Arc::new(TestClock::new(Timestamp(1_777_622_400_000_000)));
        let env = Env {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(7)),
        };
        let (place, location) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let location = Location::Folder(folder.path().to_owned());
                (Place::Folder(folder), location)
            }
            Engine::Postgres => {
                let database = postgres::database().await;
                let location = Location::Postgres(database.address.clone());
                (Place::Database(database), location)
            }
        };
        let options = Options::new(location, MasterKeys::generate(&env));
        let store = Store::open(options.clone(), env.clone())
            .await
            .expect("a store opens on an empty place");
        Self {
            store,
            clock,
            env,
            options,
            place,
        }
    }

    /// Which engine it is on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.place {
            Place::Folder(_) => Engine::Sqlite,
            Place::Database(_) => Engine::Postgres,
        }
    }

    /// The folder of the files, on SQLite.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::Folder(folder) => Some(folder.path()),
            Place::Database(_) => None,
        }
    }

    /// Opens the same database beside the store that is open already, as another node does, or after it was closed.
    pub async fn open_again(&self) -> kernel::Result<Store> {
        Store::open(self.options.clone(), self.env.clone()).await
    }

    /// The ledger of the store.
    pub async fn ledger(&self) -> Ledger {
        Ledger::open(self.store.clone())
            .await
            .expect("the ledger opens")
    }

    /// Empties every table that the program fills, so that a case of a property begins anew.
    pub async fn wipe(&self) {
        self.store
            .write(|tx| {
                Box::pin(async move {
                    for table in [
                        "ledger",
                        "readers",
                        "identities",
                        "customers",
                        "links",
                        "merges",
                        "cannot_links",
                        "event_types",
                    ] {
                        tx.execute(&format!("DELETE FROM {table}"), &[]).await?;
                    }
                    tx.execute("UPDATE counters SET value = 0", &[]).await
                })
            })
            .await
            .expect("the tables are emptied");
    }

    /// Closes the store and removes what it left.
    pub async fn remove(self) {
        self.store.close().await;
        match self.place {
            Place::Folder(folder) => drop(folder),
            Place::Database(database) => database.remove().await,
        }
    }
}

fn wanted(engine: Engine) -> bool {
    let engines = std::env::var("RAPPORT_TEST_ENGINES").unwrap_or_default();
    if engine == Engine::Postgres && engines == "sqlite" {
        eprintln!("left out, because RAPPORT_TEST_ENGINES=sqlite");
        return false;
    }
    true
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Runs one test on one engine; [`crate::on_both!`] calls it.
pub fn run(engine: Engine, test: impl AsyncFnOnce(&Bed)) {
    if !wanted(engine) {
        return;
    }
    runtime().block_on(async {
        let bed = Bed::new(engine).await;
        let ended = AssertUnwindSafe(test(&bed)).catch_unwind().await;
        bed.remove().await;
        if let Err(panic) = ended {
            std::panic::resume_unwind(panic);
        }
    });
}

/// Tries a property on one engine; [`crate::property_on_both!`] calls it.
pub fn check<S: Strategy>(
    engine: Engine,
    cases: u32,
    strategy: &S,
    property: impl AsyncFn(&Bed, S::Value),
) {
    if !wanted(engine) {
        return;
    }
    let runtime = runtime();
    let bed = runtime.block_on(Bed::new(engine));
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut runner = TestRunner::new(Config {
        cases: asked.unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 3_000,
        ..Config::default()
    });
    let ended = runner.run(strategy, |case| {
        runtime.block_on(async {
            bed.wipe().await;
            property(&bed, case).await;
        });
        Ok(())
    });
    runtime.block_on(bed.remove());
    if let Err(failure) = ended {
        panic!("{failure}");
    }
}
