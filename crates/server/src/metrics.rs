//! What the program counts of itself, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::Result;
use parking_lot::Mutex;
use store::params;
use tokio::sync::watch;

use crate::app::App;

/// Counters of this process since it started.
pub(crate) struct Metrics {
    accepted: AtomicU64,
    repeated: AtomicU64,
    refused: AtomicU64,
    requests: Mutex<BTreeMap<u16, u64>>,
    streams: Arc<AtomicU64>,
    running: watch::Sender<usize>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            accepted: AtomicU64::new(0),
            repeated: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            requests: Mutex::default(),
            streams: Arc::default(),
            running: watch::Sender::new(0),
        }
    }
}

/// Held while a reader runs.
pub(crate) struct Running(watch::Sender<usize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.send_modify(|running| *running -= 1);
    }
}

/// Held while a stream is open.
pub(crate) struct OpenStream(Arc<AtomicU64>);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(crate) fn appended(&self, accepted: usize, repeated: usize, refused: usize) {
        self.accepted.fetch_add(accepted as u64, Ordering::Relaxed);
        self.repeated.fetch_add(repeated as u64, Ordering::Relaxed);
        self.refused.fetch_add(refused as u64, Ordering::Relaxed);
    }

    pub(crate) fn answered(&self, status: u16) {
        *self.requests.lock().entry(status).or_default() += 1;
    }

    pub(crate) fn stream_opened(&self) -> OpenStream {
        self.streams.fetch_add(1, Ordering::Relaxed);
        OpenStream(self.streams.clone())
    }

    pub(crate) fn reader_started(&self) -> Running {
        self.running.send_modify(|running| *running += 1);
        Running(self.running.clone())
    }

    /// Waits until every reader has ended, but not longer than shutting down may take.
    pub(crate) async fn readers_ended(&self) {
        let mut running = self.running.subscribe();
        let ended = running.wait_for(|running| *running == 0);
        if tokio::time::timeout(Duration::from_secs(3), ended)
            .await
            .is_err()
        {
            tracing::warn!("a reader did not end in time; its lease will lapse");
        }
    }
}

/// The text that `/metrics` answers.
pub(crate) async fn text(app: &App) -> Result<String> {
    let now = app.env().now();
    let (head, readers) = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let head = ledger::head(tx).await?;
                let mut readers = Vec::new();
                for mut row in tx
                    .query("SELECT name, seq FROM readers ORDER BY name", &[])
                    .await?
                {
                    let (name, seq): (String, i64) = (row.take(0)?, row.take(1)?);
                    let next = "SELECT received_at FROM ledger WHERE seq > $1 ORDER BY seq LIMIT 1";
                    let oldest = tx
                        .query_opt(next, params![seq])
                        .await?
                        .map(|mut row| row.take::<i64>(0))
                        .transpose()?;
                    let seconds = oldest.map_or(0.0, |at| (now.0 - at).max(0) as f64 / 1e6);
                    readers.push((name, head - seq, seconds));
                }
                Ok((head, readers))
            })
        })
        .await?;
    let metrics = &app.inner.metrics;
    let mut out = String::new();
    let mut line = |text: std::fmt::Arguments<'_>| {
        out.write_fmt(text)
            .and_then(|()| out.write_char('\n'))
            .map_err(kernel::Error::internal)
    };
    line(format_args!("# TYPE rapport_touches_total counter"))?;
    for (outcome, counter) in [
        ("accepted", &metrics.accepted),
        ("repeated", &metrics.repeated),
        ("refused", &metrics.refused),
    ] {
        line(format_args!(
            "rapport_touches_total{{outcome=\"{outcome}\"}} {}",
            counter.load(Ordering::Relaxed)
        ))?;
    }
    line(format_args!("# TYPE rapport_http_answers_total counter"))?;
    for (status, count) in metrics.requests.lock().iter() {
        line(format_args!(
            "rapport_http_answers_total{{status=\"{status}\"}} {count}"
        ))?;
    }
    line(format_args!(
        "# TYPE rapport_ledger_head gauge\nrapport_ledger_head {head}"
    ))?;
    line(format_args!("# TYPE rapport_reader_lag_entries gauge"))?;
    for (name, entries, _) in &readers {
        line(format_args!(
            "rapport_reader_lag_entries{{reader=\"{name}\"}} {entries}"
        ))?;
    }
    line(format_args!("# TYPE rapport_reader_lag_seconds gauge"))?;
    for (name, _, seconds) in &readers {
        line(format_args!(
            "rapport_reader_lag_seconds{{reader=\"{name}\"}} {seconds}"
        ))?;
    }
    line(format_args!(
        "# TYPE rapport_streams_open gauge\nrapport_streams_open {}",
        metrics.streams.load(Ordering::Relaxed)
    ))?;
    Ok(out)
}
