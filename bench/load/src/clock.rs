//! The wall clock, read in one place.

use std::time::Instant;

use jiff::Timestamp;

/// The time now. A generator outside of the product needs no clock that tests can turn.
#[allow(
    clippy::disallowed_methods,
    reason = "the generator stamps what it sends, as an SDK does"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// RFC 3339 with milliseconds, always 24 characters, as JavaScript's `toISOString` writes it.
pub fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Waits for `due` and says from when on a request's time counts: from `due` itself where the sender came too late for
/// it, since then the server made it wait; from now where it merely slept a little long, since then nobody waited.
pub async fn until(due: Instant) -> Instant {
    if Instant::now() >= due {
        return due;
    }
    tokio::time::sleep_until(due.into()).await;
    Instant::now()
}
