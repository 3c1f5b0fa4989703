//! Ids: sixteen bytes, sorted by time, printed as `prefix_` and 26 characters of Crockford base32 (the TypeID form,
//! <https://github.com/jetify-com/typeid>). The bytes are a UUIDv7 (RFC 9562), but a touch's, which are a UUIDv8.
//!
//! To add one: a line at the end of this file.

use crate::{Env, FieldError, Timestamp};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Writes sixteen bytes as 26 characters.
fn encode128(bytes: [u8; 16]) -> [u8; 26] {
    let mut value = u128::from_be_bytes(bytes);
    let mut out = [0; 26];
    for slot in out.iter_mut().rev() {
        *slot = ALPHABET[(value & 31) as usize];
        value >>= 5;
    }
    out
}

/// Reads 26 characters back; `None` for anything that was not written by [`encode128`].
fn decode128(text: &str) -> Option<[u8; 16]> {
    let text = text.as_bytes();
    if text.len() != 26 || text[0] > b'7' {
        return None;
    }
    let mut value = 0_u128;
    for byte in text {
        let digit = ALPHABET.iter().position(|letter| letter == byte)?;
        value = value << 5 | digit as u128;
    }
    Some(value.to_be_bytes())
}

/// The bytes of a UUIDv7: 48 bits of milliseconds, then randomness.
#[must_use]
pub fn uuid_v7(env: &Env) -> [u8; 16] {
    stamped(env.now(), env.bytes::<10>(), 7)
}

/// The bytes of a UUIDv8: 48 bits of milliseconds, then ten given bytes with version and variant laid over them.
#[must_use]
pub fn uuid_v8(at: Timestamp, tail: [u8; 10]) -> [u8; 16] {
    stamped(at, tail, 8)
}

fn stamped(at: Timestamp, tail: [u8; 10], version: u8) -> [u8; 16] {
    let mut bytes = [0; 16];
    let millis = at.millis().clamp(0, (1 << 48) - 1).to_be_bytes();
    bytes[..6].copy_from_slice(&millis[2..]);
    bytes[6..].copy_from_slice(&tail);
    bytes[6] = bytes[6] & 0x0f | version << 4;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    bytes
}

macro_rules! typed_id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// What the printed form begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new id, sorted by the clock.
            #[must_use]
            pub fn new(env: &Env) -> Self {
                Self(uuid_v7(env))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let digits = encode128(self.0);
                f.write_str(concat!($prefix, "_"))?;
                f.write_str(std::str::from_utf8(&digits).map_err(|_| std::fmt::Error)?)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = FieldError;

            fn from_str(text: &str) -> Result<Self, FieldError> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(decode128)
                    .map(Self)
                    .ok_or_else(|| FieldError::new("id", concat!("is not an id of the form ", $prefix, "_…")))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                crate::schema::text(
                    concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$"),
                    concat!($prefix, "_06cmtxq5x9f3t8dw1s2r7vne4k"),
                )
            }
        }

        impl utoipa::ToSchema for $name {}

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// One identity. A small number inside, because every touch carries one; `idn_` and 13 characters outside.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentityId(pub i64);

impl std::fmt::Display for IdentityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("idn_")?;
        for place in (0..13).rev() {
            let digit = ALPHABET[(self.0 >> (place * 5) & 31) as usize];
            std::fmt::Write::write_char(f, char::from(digit))?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for IdentityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for IdentityId {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let refuse = || FieldError::new("id", "is not an id of the form idn_…");
        let digits = text
            .strip_prefix("idn_")
            .filter(|digits| digits.len() == 13)
            .ok_or_else(refuse)?;
        let mut value = 0_u128;
        for byte in digits.bytes() {
            let digit = ALPHABET
                .iter()
                .position(|letter| *letter == byte)
                .ok_or_else(refuse)?;
            value = value << 5 | digit as u128;
        }
        i64::try_from(value).map(Self).map_err(|_| refuse())
    }
}

impl serde::Serialize for IdentityId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for IdentityId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

typed_id!(/** A customer (客户). */ CustomerId, "cus");
typed_id!(/** A touch (接触), or another entry of the ledger. */ TouchId, "tch");
typed_id!(/** A merge of two customers. */ MergeId, "mrg");
typed_id!(/** An organisational unit (组织单元). */ UnitId, "unt");
typed_id!(/** A touchpoint (接触点). */ TouchpointId, "tpt");
typed_id!(/** A source (数据源). */ SourceId, "src");
typed_id!(/** A person who works here. */ UserId, "usr");
typed_id!(/** An API token. */ TokenId, "tok");
typed_id!(/** A browser session. */ SessionId, "ses");
typed_id!(/** An outgoing webhook. */ WebhookId, "whk");
typed_id!(/** One delivery of an outgoing webhook. */ DeliveryId, "dlv");
typed_id!(/** A form that collects information. */ FormId, "frm");
typed_id!(/** One submission of a form. */ SubmissionId, "sub");
typed_id!(/** One import. */ ImportId, "imp");
typed_id!(/** An entry of the consent ledger. */ ConsentId, "con");
typed_id!(/** A note on a customer. */ NoteId, "not");
typed_id!(/** An attachment. */ AttachmentId, "att");
typed_id!(/** A saved view of a list. */ ViewId, "viw");
typed_id!(/** One tagging of many customers. */ TagRunId, "tgr");

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{SeededRandom, TestClock};

    proptest! {
        #[test]
        fn what_is_printed_parses_back(bytes: [u8; 16], number in 0..i64::MAX) {
            let id = CustomerId(bytes);
            prop_assert_eq!(id.to_string().parse::<CustomerId>().unwrap(), id);
            prop_assert_eq!(IdentityId(number).to_string().parse::<IdentityId>().unwrap(), IdentityId(number));
        }

        #[test]
        fn printed_ids_sort_as_their_bytes(a: [u8; 16], b: [u8; 16]) {
            prop_assert_eq!(a.cmp(&b), CustomerId(a).to_string().cmp(&CustomerId(b).to_string()));
        }
    }

    #[test]
    fn another_prefix_is_refused() {
        let env = Env {
            clock: Arc::new(TestClock::new(Timestamp(0))),
            random: Arc::new(SeededRandom::new(1)),
        };
        let id = UserId::new(&env).to_string();
        assert!(id.parse::<CustomerId>().is_err());
        assert!(
            "cus_8zzzzzzzzzzzzzzzzzzzzzzzzz"
                .parse::<CustomerId>()
                .is_err(),
            "more than 128 bits"
        );
    }
}
