//! Forms that collect information (信息收集表单): what they ask, how they are shown, and what becomes of what is sent.
//!
//! Purpose: a company asks its visitors something on a page of its own or inside a page of its site, and what they say
//! reaches the customer it is about. `server` has the routes; everything else is here and reads no request.
//!
//! # What a submission becomes
//! One touch of type track, `Form Submitted`, at the form's own touchpoint (channel `form`) and from its own source. It
//! carries both what happened and who it was: its identities are the fields that are mapped to one, and its `traits` the
//! fields that are mapped to an attribute, which profiles take from any touch. Two touches would be two rows on the
//! timeline for one act, and two message ids of which one could be lost.
//!
//! | | open half | personal half, sealed |
//! |---|---|---|
//! | `properties` | `form` (id, version, title), `language`, `consents` | `answers`, all of them |
//! | `traits` | | the mapped fields |
//! | `context` | path and host of the page, campaign | its address, where the visitor came from, user agent |
//!
//! Each consent that was given is also an entry of the consent ledger, recorded in the same transaction, with the words
//! that were ticked as its evidence. A box that was not ticked is silence and makes no entry.
//!
//! Invariants:
//! - what was shown is what is judged: the signed stamp of a shown form names its version ([`stamp`]);
//! - a stamp is the message id, so that a double click, a retry and a replay are one submission;
//! - a submission, its counts and its consents are committed together or not at all ([`submit`]);
//! - text of a form or of a visitor reaches a page through [`html`] only, which escapes it;
//! - an identity that a system must vouch for (an account, an openid) is never taken from what somebody typed;
//! - an address is kept as a hash, in memory and for minutes ([`shield`]).
//!
//! To add a kind of field: a variant of [`FieldKind`], its rule in [`answers`], its control in [`page`].
//! To add a text that visitors read: a line in [`texts`].

pub mod answers;
mod controls;
pub mod definition;
mod describe;
mod field;
mod fuzz;
pub mod html;
pub mod lists;
pub mod page;
pub mod posted;
pub mod register;
pub mod results;
pub mod shield;
pub mod stamp;
pub mod submit;
#[cfg(test)]
mod tests;
pub mod texts;
mod touch;

pub use definition::{Choice, Classification, ConsentNotice, Definition, Target, Words};
pub use describe::{Shown, describe};
pub use field::{Field, FieldKind};
pub use fuzz::parse_any;
pub use posted::Posted;
pub use register::Form;
pub use shield::Shield;
pub use stamp::Stamp;
pub use texts::Language;

/// The name of the touch that a submission is.
pub const EVENT: &str = "Form Submitted";
/// The field that only programs fill in.
pub const TRAP: &str = "website_url";
/// What a submission may have on the wire.
pub const MOST_BYTES: usize = 64 << 10;
