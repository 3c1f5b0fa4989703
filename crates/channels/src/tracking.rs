//! The tracking API: what stock SDKs of Segment and RudderStack, and our own snippet, send.
//!
//! Purpose: bytes in, [`ledger::NewTouch`] out. Pure: no I/O, no clock. A route does this:
//! [`inflate`] the body, [`Call::parse`] it, find the source by [`Call::write_key`], turn it into touches with
//! [`Call::touches`], append those, and keep what the plan had not seen ([`plan::keep`], then [`Plan::learn`]).
//!
//! # What a touch carries
//! Two JSON objects of the same layout; a member that would be empty is left out:
//!
//! | | open half, `NewTouch::properties` | personal half, `NewTouch::personal`, sealed by the ledger |
//! |---|---|---|
//! | `properties` | the event's, without what is personal; `category` of a page, `groupId` of a group | what of them is personal; `traits` of a *group* |
//! | `traits` | | all traits: what is said of the customer, by `traits` and by `context.traits` |
//! | `context` | library, locale, os, screen, campaign, page path and title … | ip, user agent, full addresses, device ids … |
//! | `integrations` | as sent | |
//!
//! [`join`] puts them together again. The rules by which `join(split(x)) == x`, and what they leave out:
//! - Objects are split member by member. A list with anything personal in it stands whole in the personal half, and without
//!   its personal parts in the open one.
//! - Traits: the call's own come first, then those of `context.traits`, which is where rudder-sdk-python puts them; they do not
//!   stay in the context. A trait of null says that it is to be deleted, and stays null; an empty text stays one.
//! - A batch's `context` and `integrations` are laid under each event's own, name by name and not deeper.
//! - Full addresses (`url`, `referrer`, `search`, any text with `://`, a path with a query) are personal: they carry search
//!   words, mailboxes and tokens. The path without query stays open, and the hosts are added as `context.page.host` and
//!   `context.page.referrer_host`, so that pages and origins can be counted.
//! - Empty objects at the top level, `context.traits`, unknown fields of a call, and names repeated in an object (the last counts) are gone.
//!
//! Notes of our own stand in the open `properties`: `$refused_identities` (`[{"kind":"email","reason":"malformed"}]`, never the
//! value), `$plan` (what a rule of the plan misses), `$without_identity` (the personal half was left out, because a touch of
//! nobody has no key to seal it with and nobody who could ever ask for its erasure).
//!
//! # Identities
//! `userId` → user_id · `anonymousId` → anonymous_id · `context.device.id`, `.advertisingId` → device · `email`, `phone` of
//! traits (but not of a group's, which are the organisation's) → email, phone · `[{kind|type, id|value}]` under
//! `context.externalIds`, `context.externalId` or `context.identities` → the kind it names, when it is one of ours.
//! `previousId` of an alias → anonymous_id: that is what the specification's alias is for, a visitor who signs in; a company
//! that renames an account must say so itself, since two accounts are never one by inference.
//!
//! # Time
//! See [`Call::touches`]. A touch's id holds the source's own time as sent; the repeat key holds the message id alone.
//!
//! To add a field: in `item`, and if it is an identity in `identities`. To make something personal: see `personal`.

pub mod body;
mod call;
mod fuzz;
mod identities;
mod item;
mod join;
mod json;
mod personal;
pub mod plan;
mod refused;
mod split;
#[cfg(test)]
mod tests;
mod touch;

pub use body::{Unreadable, inflate};
pub use call::{Call, Form, MOST_EVENT_BYTES, Taken};
pub use fuzz::parse_any;
pub use item::{MOST_EVENT, MOST_MESSAGE_ID};
pub use join::{join, lay_over};
pub use plan::Plan;
pub use refused::{Malformed, Refused};
pub use split::Halves;
pub use touch::{Intake, Origin, split};
