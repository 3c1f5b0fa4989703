//! The ledger on both engines: everything once, in the order of commit, through every interruption.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod append;
mod order;
mod readers;
mod sealed;

use std::sync::Arc;

use kernel::IdentityKind::{AnonymousId, Phone};
use ledger::{Entry, Ledger, NewTouch};
use store::{Store, Tx};
use testing::Source;

/// Where all touches of these tests come from.
pub const SOURCE: Source = Source::fixed(1);

/// A touch of a visitor.
pub fn touch(store: &Store, message: &str) -> NewTouch {
    SOURCE.touch(store, message, &[(AnonymousId, "visitor-1")])
}

/// A touch that says something personal of somebody with a phone.
pub fn told(store: &Store, message: &str, phone: &str, personal: &str) -> NewTouch {
    let mut touch = SOURCE.touch(
        store,
        message,
        &[(Phone, phone), (AnonymousId, "visitor-1")],
    );
    touch.personal = Some(personal.into());
    touch.properties = Some(r#"{"price":5}"#.into());
    touch
}

/// All entries, as a reader is given them.
pub async fn entries(ledger: &Ledger) -> Vec<Arc<Entry>> {
    let again = ledger.clone();
    let read = ledger.store().read(move |tx| {
        let ledger = again.clone();
        Box::pin(async move { ledger.after(tx, 0, i64::MAX, 100_000).await })
    });
    read.await.unwrap()
}

/// Appends within a transaction of one's own and answers nothing.
pub async fn append_in(ledger: &Ledger, tx: &mut Tx, touches: Vec<NewTouch>) -> kernel::Result<()> {
    ledger.append_in(tx, &touches).await.map(|_| ())
}
