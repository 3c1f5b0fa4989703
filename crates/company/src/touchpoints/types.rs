//! The plain types of the register.

use kernel::{Channel, Money, Timestamp, TouchpointId, UnitId};
use serde::{Deserialize, Serialize};
use store::{FromValue, Value};
use utoipa::ToSchema;

use crate::input::given;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident => $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// The name used in the API and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl From<$name> for Value {
            fn from(word: $name) -> Self {
                word.as_str().into()
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Option<Self> {
                match String::from_value(value)?.as_str() {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// Whether a touchpoint is in use.
    State {
        /// Found by a touch, or not yet ready: to be confirmed.
        Draft => "draft",
        /// In use.
        Live => "live",
        /// No longer in use.
        Archived => "archived",
    }
}

words! {
    /// Where on the customer's journey a touchpoint stands.
    Stage {
        /// Customers hear of the company.
        Discover => "discover",
        /// Customers compare and ask.
        Consider => "consider",
        /// Customers buy.
        Buy => "buy",
        /// Customers use what they bought, and need help.
        Use => "use",
        /// Customers come back.
        Return => "return",
    }
}

/// A touchpoint, as small as the hot path needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchpointRef {
    /// Its number, which touches carry.
    pub num: i64,
    /// Its id.
    pub id: TouchpointId,
    /// Its channel.
    pub channel: Channel,
}

/// A touchpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Touchpoint {
    /// Its number, which touches carry.
    #[serde(skip)]
    pub num: i64,
    /// Its id.
    pub id: TouchpointId,
    /// The unit it belongs to; none: the whole company.
    pub unit: Option<UnitId>,
    /// The path of its unit.
    #[serde(skip)]
    pub path: Option<String>,
    /// Its channel.
    pub channel: Channel,
    /// Its name.
    pub name: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// Whether it is in use.
    pub state: State,
    /// Where on the journey it stands.
    pub stage: Option<Stage>,
    /// Who answers for it: a person or a position.
    pub owner: Option<String>,
    /// What the brand promises there.
    pub standard: Option<String>,
    /// Minutes within which a customer is answered.
    pub response_minutes: Option<i64>,
    /// What it costs a month.
    pub cost: Option<Money>,
    /// What it was recognised by, when a touch found it.
    pub discovered_key: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A touchpoint to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTouchpoint {
    /// Its name.
    pub name: String,
    /// Its channel, for good.
    pub channel: Channel,
    /// Its name in English.
    #[serde(default)]
    pub name_en: Option<String>,
    /// The unit it belongs to; none: the caller's own, or the whole company.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// In use or not; in use when it is not said.
    #[serde(default)]
    pub state: Option<State>,
    /// Where on the journey it stands.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Option<String>,
    /// What the brand promises there.
    #[serde(default)]
    pub standard: Option<String>,
    /// Minutes within which a customer is answered.
    #[serde(default)]
    pub response_minutes: Option<i64>,
    /// What it costs a month.
    #[serde(default)]
    pub cost: Option<Money>,
}

impl NewTouchpoint {
    /// A live touchpoint of which only name and channel are known.
    #[must_use]
    pub fn named(name: &str, channel: Channel) -> Self {
        Self {
            name: name.to_owned(),
            channel,
            name_en: None,
            unit: None,
            state: None,
            stage: None,
            owner: None,
            standard: None,
            response_minutes: None,
            cost: None,
        }
    }
}

/// What to change; what is missing stays, null takes away.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TouchpointChange {
    /// Another name.
    pub name: Option<String>,
    /// Another name in English.
    #[serde(deserialize_with = "given")]
    pub name_en: Option<Option<String>>,
    /// Another unit.
    #[serde(deserialize_with = "given")]
    pub unit: Option<Option<UnitId>>,
    /// In use or not.
    pub state: Option<State>,
    /// Another stage of the journey.
    #[serde(deserialize_with = "given")]
    pub stage: Option<Option<Stage>>,
    /// Another one who answers for it.
    #[serde(deserialize_with = "given")]
    pub owner: Option<Option<String>>,
    /// Another promise.
    #[serde(deserialize_with = "given")]
    pub standard: Option<Option<String>>,
    /// Another response target, in minutes.
    #[serde(deserialize_with = "given")]
    pub response_minutes: Option<Option<i64>>,
    /// Another cost a month.
    #[serde(deserialize_with = "given")]
    pub cost: Option<Option<Money>>,
}
