//! The readers this program runs, and when they are woken.

use std::sync::Arc;

use ledger::reader::Reader;

use crate::app::App;

/// Every reader, in the order in which they follow each other. To add one: a line here.
#[must_use]
pub fn all(app: &App) -> Vec<Arc<dyn Reader>> {
    let ledger = app.ledger().clone();
    vec![
        Arc::new(identity::graph::Reader::new(ledger.clone())),
        Arc::new(customers::reader::Reader::new(ledger.clone())),
        Arc::new(channels::tracking::plan::Volumes),
        Arc::new(customers::places::Reader),
        Arc::new(channels::webhook::Planner::new(
            ledger,
            app.webhooks().clone(),
        )),
    ]
}

/// Starts them; each runs until the program stops.
pub(crate) fn start(app: &App) {
    let holder = holder(app);
    for reader in all(app) {
        let running = app.inner.metrics.reader_started();
        let run = ledger::reader::run(app.ledger().clone(), reader, holder.clone(), app.stopping());
        tokio::spawn(async move {
            run.await;
            drop(running);
        });
    }
    tokio::spawn(customers::reanchor::run(
        app.ledger().clone(),
        app.stopping(),
    ));
    tokio::spawn(channels::file::undo::run(
        app.ledger().clone(),
        app.inner.undoing.clone(),
        app.stopping(),
    ));
    let running = app.inner.metrics.reader_started();
    let deliver = channels::webhook::run(
        app.ledger().clone(),
        app.webhooks().clone(),
        None,
        app.stopping(),
    );
    tokio::spawn(async move {
        deliver.await;
        drop(running);
    });
    if app.store().engine_name() == "postgres" {
        tokio::spawn(crate::nodes::listen(app.clone()));
    }
}

/// A name no other node has, so that a lease is only ever one's own.
fn holder(app: &App) -> String {
    app.env()
        .bytes::<8>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
