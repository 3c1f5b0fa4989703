//! The plain types of the register of forms.

use kernel::{Channel, FormId, SourceId, Timestamp, TouchpointId, UnitId};
use serde::{Deserialize, Deserializer, Serialize};
use store::{FromValue, Value};
use utoipa::ToSchema;

use crate::form::definition::Definition;
use crate::tracking::Origin;

/// Whether a form takes anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// Not yet: it is still being written.
    Draft,
    /// It does, within its dates.
    #[default]
    Open,
    /// Not any more.
    Closed,
}

impl FormState {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl FromValue for FormState {
    fn from_value(value: Value) -> Option<Self> {
        match String::from_value(value)?.as_str() {
            "draft" => Some(Self::Draft),
            "open" => Some(Self::Open),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

/// A form, in one of its versions.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Form {
    /// Its number.
    #[serde(skip)]
    pub num: i64,
    /// Its id.
    pub id: FormId,
    /// Its touchpoint.
    pub touchpoint: TouchpointId,
    /// Its source.
    pub source: SourceId,
    /// The unit it belongs to; none: the whole company.
    pub unit: Option<UnitId>,
    /// Where its touches come from.
    #[serde(skip)]
    pub origin: OriginOf,
    /// The path of its unit.
    #[serde(skip)]
    pub path: Option<String>,
    /// Whether it takes anything.
    pub state: FormState,
    /// From when on.
    pub opens_at: Option<Timestamp>,
    /// Until when.
    pub closes_at: Option<Timestamp>,
    /// Submissions a minute from one address.
    pub rate_per_minute: i64,
    /// The version that is shown here.
    pub version: i64,
    /// The newest version, which visitors see.
    pub newest_version: i64,
    /// What it asks and says.
    pub definition: Definition,
    /// Where it is, on this server.
    pub path_of_page: String,
    /// How often it was sent.
    pub submissions: i64,
    /// When it was last sent.
    pub submitted_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// The numbers of a form's touchpoint and source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OriginOf {
    pub(super) touchpoint: i64,
    pub(super) source: i64,
}

impl Form {
    /// A form that is kept nowhere: to look at one before there is one.
    #[must_use]
    pub fn unkept(definition: Definition) -> Self {
        let id = FormId([0; 16]);
        Self {
            num: 0,
            id,
            touchpoint: TouchpointId([0; 16]),
            source: SourceId([0; 16]),
            unit: None,
            origin: OriginOf::default(),
            path: None,
            state: FormState::Draft,
            opens_at: None,
            closes_at: None,
            rate_per_minute: super::USUAL_RATE,
            version: 1,
            newest_version: 1,
            definition,
            path_of_page: format!("/f/{id}"),
            submissions: 0,
            submitted_at: None,
            created_at: Timestamp(0),
            changed_at: Timestamp(0),
        }
    }

    /// Where its touches come from.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        Origin {
            source: self.origin.source,
            source_id: self.source,
            touchpoint: self.origin.touchpoint,
            channel: Channel::Form,
        }
    }

    /// Whether it takes anything at this moment.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == FormState::Open
            && self.opens_at.is_none_or(|at| at <= now)
            && self.closes_at.is_none_or(|at| now < at)
    }
}

/// A form to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewForm {
    /// What it asks and says.
    pub definition: Definition,
    /// The unit it belongs to; none: the caller's own, or the whole company.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Whether it takes anything at once, or is a draft; open when it is not said.
    #[serde(default)]
    pub state: FormState,
    /// From when on.
    #[serde(default)]
    pub opens_at: Option<Timestamp>,
    /// Until when.
    #[serde(default)]
    pub closes_at: Option<Timestamp>,
    /// Submissions a minute from one address; 20 when it is not said.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1000)]
    pub rate_per_minute: Option<i64>,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FormChange {
    /// What it asks and says from now on: a new version, if it differs.
    pub definition: Option<Definition>,
    /// Whether it takes anything; what was open once is no draft again.
    pub state: Option<FormState>,
    /// From when on; null takes away.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Timestamp>)]
    pub opens_at: Option<Option<Timestamp>>,
    /// Until when; null takes away.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Timestamp>)]
    pub closes_at: Option<Option<Timestamp>>,
    /// Submissions a minute from one address.
    #[schema(minimum = 1, maximum = 1000)]
    pub rate_per_minute: Option<i64>,
}

fn given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<Timestamp>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
