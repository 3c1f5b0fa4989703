//! Webhooks out: other programs are told what happens here, signed as [Standard Webhooks](https://www.standardwebhooks.com).
//!
//! Purpose: whatever an endpoint wants to know is planned once, delivered at least once with the same `webhook-id`, and every
//! attempt can be looked at and repeated.
//! Invariants:
//! - a delivery is a row before it is an act: [`plan`] writes it in the transaction that moves its cursor over the ledger;
//! - nothing is sent from within a transaction; [`worker`] claims a delivery by moving the moment it is due past the longest
//!   that a try can take, so that a try lost in a crash is made again;
//! - a body is made when it is sent, masked as screens are: no personal data is kept here, and what was erased stays erased;
//! - requests go to public addresses only, whatever a name resolves to, unless the operator allows others;
//! - what is under way is bounded, for one endpoint and for all.
//!
//! To tell of something else: a variant of [`Kind`], a line in [`plan`], and its body in [`body`].

mod address;
pub mod attempts;
mod body;
mod client;
pub mod deliveries;
mod due;
pub mod endpoints;
mod plan;
pub mod signature;
mod worker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel::FieldError;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use utoipa::ToSchema;

pub use plan::Planner;
pub use worker::run;

/// What an endpoint can be told of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub enum Kind {
    /// A touch, once it is known whose it is.
    #[serde(rename = "touch")]
    Touch,
    /// Two customers were found to be one.
    #[serde(rename = "customer.merged")]
    CustomerMerged,
    /// A merge was taken back.
    #[serde(rename = "customer.unmerged")]
    CustomerUnmerged,
    /// A person changed something of a customer.
    #[serde(rename = "customer.edited")]
    CustomerEdited,
    /// A customer was erased.
    #[serde(rename = "customer.erased")]
    CustomerErased,
    /// A customer gave consent, or withdrew it.
    #[serde(rename = "consent.changed")]
    ConsentChanged,
    /// A test that somebody asked for; every endpoint is told of it.
    #[serde(rename = "ping")]
    Ping,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Touch,
        Self::CustomerMerged,
        Self::CustomerUnmerged,
        Self::CustomerEdited,
        Self::CustomerErased,
        Self::ConsentChanged,
        Self::Ping,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::CustomerMerged => "customer.merged",
            Self::CustomerUnmerged => "customer.unmerged",
            Self::CustomerEdited => "customer.edited",
            Self::CustomerErased => "customer.erased",
            Self::ConsentChanged => "consent.changed",
            Self::Ping => "ping",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(|| FieldError::new("kind", "is not a kind of event"))
    }
}

impl store::FromValue for Kind {
    fn from_value(value: store::Value) -> Option<Self> {
        String::from_value(value)?.parse().ok()
    }
}

impl From<Kind> for store::Value {
    fn from(kind: Kind) -> Self {
        kind.as_str().into()
    }
}

/// What the parts of the program share about webhooks. Cheap to clone.
#[derive(Clone, Default)]
pub struct Webhooks {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    wake: Notify,
    allow_private: AtomicBool,
}

impl Webhooks {
    /// Lets requests go to addresses that are not public, and over plain HTTP: for the operator to say, not for who makes
    /// endpoints.
    pub fn allow_private(&self, allowed: bool) {
        self.inner.allow_private.store(allowed, Ordering::Relaxed);
    }

    /// Whether they may.
    #[must_use]
    pub fn allows_private(&self) -> bool {
        self.inner.allow_private.load(Ordering::Relaxed)
    }

    /// Says that something may be due.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    async fn woken(&self) {
        self.inner.wake.notified().await;
    }
}
