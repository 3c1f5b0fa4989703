//! The words every other crate speaks: ids, time, money, channels, identity kinds and errors.
//!
//! Purpose: one definition for each word of the house, with no I/O, so that any crate may use it.
//! Invariants: codes written to disk ([`Channel::code`], [`IdentityKind::code`], [`TouchType::code`])
//! never change meaning; a typed id always prints with its prefix and parses back to the same bytes.
//! To add a word: add the variant with the next free code, its name, and nothing else here.

mod channel;
mod env;
mod error;
pub mod id;
mod identity_kind;
mod money;
pub mod page;
pub mod schema;
mod time;
mod touch_type;

pub use channel::Channel;
pub use env::{Clock, Env, OsRandom, Random, SeededRandom, SystemClock, TestClock};
pub use error::{Error, FieldError, Result};
pub use id::{
    AttachmentId, ConsentId, CustomerId, DeliveryId, FormId, IdentityId, ImportId, MergeId, NoteId,
    SessionId, SourceId, SubmissionId, TagRunId, TokenId, TouchId, TouchpointId, UnitId, UserId,
    ViewId, WebhookId,
};
pub use identity_kind::IdentityKind;
pub use money::{Currency, Money};
pub use page::{Cursor, Page, Paging};
pub use time::Timestamp;
pub use touch_type::TouchType;

/// Declares an enum whose variants have a fixed number on disk and a fixed name on the wire.
macro_rules! coded_enum {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal => $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $text)] $variant = $code,)*
        }

        impl $name {
            /// Every variant, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The number that stands for it on disk; never reused.
            #[must_use]
            pub const fn code(self) -> i64 {
                self as i64
            }

            /// The variant a stored number stands for.
            #[must_use]
            pub const fn from_code(code: i64) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The name used in the API, on the command line and in files.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::schema::one_of(&[$($text,)*])
            }
        }

        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::FieldError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err($crate::FieldError::new(
                        $what,
                        format!("'{}' is not a {}; known: {}", text.chars().take(40).collect::<String>(), $what, [$($text,)*].join(", ")),
                    )),
                }
            }
        }
    };
}
pub(crate) use coded_enum;
