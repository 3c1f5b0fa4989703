//! What the demo company promises to those who show it and measure by it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own data should stop"
)]

mod company;
mod mess;
mod orders;
mod stream;

use demo::{Settings, Touch, generate};
use kernel::Timestamp;

/// The end of the year most tests look at: 21 November 2026, so that both Double 11 and a Spring Festival lie in it.
fn end() -> Timestamp {
    Timestamp::parse("2026-11-21T00:00:00Z").unwrap()
}

fn settings(customers: u32) -> Settings {
    Settings {
        customers,
        seed: 1,
        end: end(),
    }
}

fn touches(customers: u32) -> Vec<Touch> {
    generate(settings(customers)).collect()
}

/// The date of a touch on the clock of China.
fn china_day(touch: &Touch) -> i64 {
    (touch.at.micros() + 8 * 3600 * 1_000_000).div_euclid(Timestamp::DAY)
}
