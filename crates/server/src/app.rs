//! What every handler has to hand.

use std::sync::Arc;

use company::SourceCache;
use identity::normal::Context;
use jiff::tz::TimeZone;
use kernel::{Env, Result};
use ledger::Ledger;
use store::Store;
use tokio::sync::watch;

/// The running program, as handlers see it. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub store: Store,
    pub ledger: Ledger,
    pub env: Env,
    pub sources: SourceCache,
    pub plan: channels::tracking::plan::Plan,
    pub metrics: crate::metrics::Metrics,
    pub refusals: crate::refusals::Refusals,
    pub places: crate::places::Places,
    pub backups: crate::backup::Backups,
    pub webhooks: channels::webhook::Webhooks,
    /// Wakes who takes imports back.
    pub undoing: Arc<tokio::sync::Notify>,
    pub forms: crate::routes::forms::Kept,
    /// Hashing a password takes 19 MiB and a core, so only so many at once.
    pub hashing: tokio::sync::Semaphore,
    reading: parking_lot::RwLock<Option<Reading>>,
    /// Turns true when the program is asked to end.
    pub stop: watch::Sender<bool>,
}

/// What reading and showing have to know of the company, believed for some seconds.
#[derive(Clone)]
struct Reading {
    context: Context,
    zone: TimeZone,
    until: kernel::Timestamp,
}

impl App {
    /// Opens everything that stands on a store and starts the readers.
    pub async fn start(store: Store, env: Env) -> Result<Self> {
        let ledger = Ledger::open(store.clone()).await?;
        let app = Self {
            inner: Arc::new(Inner {
                plan: store
                    .read(|tx| Box::pin(channels::tracking::plan::load(tx)))
                    .await?,
                sources: SourceCache::default(),
                metrics: crate::metrics::Metrics::default(),
                refusals: crate::refusals::Refusals::default(),
                places: crate::places::Places::default(),
                backups: crate::backup::Backups::default(),
                webhooks: channels::webhook::Webhooks::default(),
                undoing: Arc::default(),
                forms: crate::routes::forms::Kept::new(&env),
                hashing: tokio::sync::Semaphore::new(4),
                reading: parking_lot::RwLock::default(),
                stop: watch::Sender::new(false),
                store,
                ledger,
                env,
            }),
        };
        crate::readers::start(&app);
        Ok(app)
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// Webhooks out.
    #[must_use]
    pub fn webhooks(&self) -> &channels::webhook::Webhooks {
        &self.inner.webhooks
    }

    /// The clock and the randomness.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.inner.env
    }

    /// Turns true when the program is to end: streams close, readers give their leases back.
    #[must_use]
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.inner.stop.subscribe()
    }

    /// How identifiers are read here: the company's default country.
    pub async fn reading(&self) -> Result<Context> {
        Ok(self.company().await?.context)
    }

    /// The time zone the company's days begin in.
    pub async fn zone(&self) -> Result<TimeZone> {
        Ok(self.company().await?.zone)
    }

    async fn company(&self) -> Result<Reading> {
        let now = self.env().now();
        let held = self.inner.reading.read().clone();
        if let Some(reading) = held
            && reading.until > now
        {
            return Ok(reading);
        }
        let company = self
            .store()
            .read(|tx| Box::pin(company::settings::get(tx)))
            .await?;
        let reading = Reading {
            context: Context::new(&company.country)?,
            zone: TimeZone::get(&company.time_zone).map_err(kernel::Error::internal)?,
            // Long enough to cost a request nothing, short enough that another node's change arrives.
            until: now.plus_seconds(10),
        };
        *self.inner.reading.write() = Some(reading.clone());
        Ok(reading)
    }

    /// Reads anew how identifiers are read, because a setting was changed.
    pub fn forget_reading(&self) {
        *self.inner.reading.write() = None;
    }

    /// Ends the streams, so that the listeners can end.
    pub fn end_streams(&self) {
        self.inner.stop.send_replace(true);
    }

    /// Ends streams and readers, and closes the database once all that was acknowledged is on disk.
    pub async fn stop(&self) {
        self.end_streams();
        self.inner.metrics.readers_ended().await;
        self.inner.store.close().await;
    }
}
