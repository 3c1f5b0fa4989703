//! The demo company: an invented chain of shops, its customers, and a year of what happened between them.
//!
//! Purpose: a first start shows something believable, and tests and benchmarks have customers as messy as life whose truth is
//! known. Everything follows from [`Settings`] alone: no file, no clock, no chance but the seed's. [`Company::demo`] is the
//! company; [`generate`] streams its touches, oldest first, in steady memory; [`Touch::person`] is the truth, by which the
//! recognition of customers is measured.
//!
//! How it works: each person has habits (`habits`), from which a year of stories is planned (`plan`, `stories`) as beats of a few
//! bytes; the beats of everybody are put in order (`stream`) and told one by one (`scene`, `tell`) as the touch a source would
//! send, with the identifiers it would have seen (`who`).
//!
//! Invariants: a person and their touches depend on seed and number, never on how many others there are; message ids are unique
//! and come again when the same demo is made again, even until another day, so that making it twice adds nobody twice; no identifier is shared by accident, only where `who` says so; mailboxes
//! reach nobody. All names are put together by chance.
//!
//! To add one more kind of happening: a `plan::Story` and its beats; one more shop: a row in `shops`.

mod basket;
mod calendar;
mod catalogue;
mod cities;
mod company;
mod contact;
mod dice;
mod habits;
mod household;
#[rustfmt::skip]
mod name_parts;
mod names;
mod person;
mod plan;
mod register;
mod scene;
mod shops;
mod stories;
mod stream;
mod tell;
mod traits;
mod who;
mod words;

use kernel::{IdentityKind, Timestamp, TouchType};
use serde_json::{Map, Value};

pub use cities::Market;
pub use company::{Company, Source, Text, Touchpoint, Unit, UnitKind};
pub use contact::{JUNK_EMAILS, JUNK_PHONES, JUNK_USERS};
pub use habits::Habits;
pub use household::Household;
pub use names::{Culture, Name};
pub use person::Person;
pub use stream::Touches;

/// What decides everything about a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many people the company deals with.
    pub customers: u32,
    /// The seed; another one makes other people.
    pub seed: u64,
    /// The end of the year that is told; no touch is at or after it.
    pub end: Timestamp,
}

impl Settings {
    /// The demo as a newcomer sees it: 20,000 customers, about 400,000 touches, up to `end`.
    #[must_use]
    pub const fn until(end: Timestamp) -> Self {
        Self {
            customers: 20_000,
            seed: 1,
            end,
        }
    }
}

/// One touch, as its source would send it.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The key of the source among [`Company::sources`].
    pub source_key: String,
    /// The source's own id of the message.
    pub message_id: String,
    /// One of the six types of the tracking API.
    pub kind: TouchType,
    /// What happened, for a `track`.
    pub event: Option<&'static str>,
    /// When.
    pub at: Timestamp,
    /// The identifiers, as they arrived.
    pub identities: Vec<(IdentityKind, String)>,
    /// The event's properties.
    pub properties: Map<String, Value>,
    /// What is said about the customer, or about the group for a `group`.
    pub traits: Map<String, Value>,
    /// The truth: which person it was, below [`Settings::customers`].
    pub person: u32,
}

/// Streams the touches of the demo, oldest first.
#[must_use]
pub fn generate(settings: Settings) -> Touches {
    Touches::new(settings)
}

/// A person of the demo as they truly are.
#[must_use]
pub fn person(settings: &Settings, index: u32) -> Person {
    Person::draw(settings.seed, index)
}

/// The telephone numbers of the shops, E.164, which tills type in for customers who give none.
#[must_use]
pub fn shop_phones() -> Vec<String> {
    (0..shops::SHOPS.len())
        .map(|place| shops::phone(place as u8))
        .collect()
}
