//! Between nodes on one PostgreSQL: whoever appends tells the others, so that their readers and streams wake at once.
//!
//! It is a hint: when the connection breaks, readers still look by themselves, and it is made again.

use std::time::Duration;

use crate::app::App;

/// Listens until the program stops.
pub(crate) async fn listen(app: App) {
    let mut stop = app.stopping();
    while !*stop.borrow() {
        let store::engine::Engine::Postgres(engine) = app.store().engine() else {
            return;
        };
        let ledger = app.ledger().clone();
        let heard = engine.listen("rapport_head", move || {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                if let Err(error) = ledger.look().await {
                    tracing::warn!(nodes.error = %error, "the ledger's head could not be read");
                }
            });
        });
        tokio::select! {
            ended = heard => if let Err(error) = ended {
                tracing::warn!(nodes.error = %error, "listening to other nodes was interrupted");
            },
            _ = stop.changed() => return,
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
