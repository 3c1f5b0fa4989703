//! The types of JSON, and sets of them.

use serde::{Deserialize, Serialize};

use crate::tracking::json::Kind;

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonType {
    /// Nothing.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    const ALL: [Self; 6] = [
        Self::Null,
        Self::Boolean,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    pub(in crate::tracking) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Boolean,
            Kind::Number => Self::Number,
            Kind::Text | Kind::Repeated => Self::String,
            Kind::List => Self::Array,
            Kind::Object => Self::Object,
        }
    }

    /// Its name, as JSON Schema has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// A set of types, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Types(pub u8);

impl Types {
    /// The set of one.
    #[must_use]
    pub const fn one(kind: JsonType) -> Self {
        Self(1 << kind as u8)
    }

    /// This and the other.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of the other are in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Its types, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = JsonType> {
        JsonType::ALL
            .into_iter()
            .filter(move |kind| self.has(Self::one(*kind)))
    }
}

impl Serialize for Types {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
