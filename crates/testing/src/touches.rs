//! Touches as a channel would hand them to the ledger, in few words.

use std::sync::Arc;

use identity::intake;
use identity::normal::Context;
use kernel::{Channel, Env, IdentityKind, SourceId, Timestamp, TouchType};
use ledger::reader::{Runner, Step};
use ledger::{Ledger, NewTouch};
use store::Store;

/// A source of touches.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its number.
    pub num: i64,
    /// Its id.
    pub id: SourceId,
}

impl Source {
    /// A new source with this number.
    #[must_use]
    pub fn new(env: &Env, num: i64) -> Self {
        Self {
            num,
            id: SourceId::new(env),
        }
    }

    /// A source that is the same in every test.
    #[must_use]
    pub const fn fixed(num: u8) -> Self {
        Self {
            num: num as i64,
            id: SourceId([num; 16]),
        }
    }

    /// A touch of this source with these identities, now by the store's clock. Its message id is `message`.
    ///
    /// # Panics
    /// When a value is no identifier of its kind: a test means what it says.
    #[must_use]
    pub fn touch(
        &self,
        store: &Store,
        message: &str,
        identities: &[(IdentityKind, &str)],
    ) -> NewTouch {
        let now = store.env().now();
        let mut seen: Vec<_> = identities
            .iter()
            .map(|(kind, value)| {
                intake::see(store.keyring(), &Context::default(), self.num, *kind, value)
                    .unwrap_or_else(|refusal| panic!("{refusal}"))
            })
            .collect();
        intake::in_order(&mut seen);
        NewTouch {
            source: self.num,
            source_id: self.id,
            touchpoint: 1,
            channel: Channel::Web,
            kind: TouchType::Track,
            event: Some("Seen".into()),
            message_id: Some(message.into()),
            sent_at: now,
            at: now,
            received_at: now,
            identities: seen,
            properties: None,
            personal: None,
        }
    }
}

/// The same touch, said to have happened and been sent at another time.
#[must_use]
pub fn at(mut touch: NewTouch, at: Timestamp) -> NewTouch {
    (touch.at, touch.sent_at) = (at, at);
    touch
}

/// Runs the identity reader until nothing is left, exactly `chunk` entries at a time.
pub async fn read_identities(ledger: &Ledger, chunk: usize) -> kernel::Result<()> {
    loop {
        // A runner fits its chunk to the machine; a new one each time does not come to that.
        if step(ledger, chunk).await? == Step::AtEnd {
            return Ok(());
        }
    }
}

/// Runs the identity reader over one chunk.
pub async fn step(ledger: &Ledger, chunk: usize) -> kernel::Result<Step> {
    let reader = Arc::new(identity::graph::Reader::new(ledger.clone()));
    Runner::new(ledger.clone(), reader, "test", chunk)
        .step()
        .await
}
