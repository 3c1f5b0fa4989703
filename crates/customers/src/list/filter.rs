//! What can be asked of a list: filters that combine, and an order.

use kernel::{Channel, Currency, CustomerId, FieldError, Result, Timestamp};
use serde::{Deserialize, Serialize};

use crate::edit::Kind;

/// Which customers are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those that something names.
    #[default]
    Known,
    /// Those that nothing names yet.
    Anonymous,
    /// Both.
    All,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The newest touch.
    #[default]
    LastTouch,
    /// The first touch.
    FirstTouch,
    /// How many orders.
    Orders,
    /// When the customer began.
    Created,
}

/// Which end of the order comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The newest or the most.
    #[default]
    Desc,
    /// The oldest or the least.
    Asc,
}

/// Which customers, and in which order. Filters combine: a customer has to pass all of them.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema, utoipa::IntoParams,
)]
#[serde(default, deny_unknown_fields)]
#[schema(as = CustomerFilter)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Part of a name (characters, pinyin, initials, Latin), or any identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// `known` (the default), `anonymous` or `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub kind: Option<Scope>,
    /// Any of `person`, `household`, `organisation`; repeatable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    #[param(inline, max_items = 3)]
    pub customer_kind: Vec<Kind>,
    /// Any of these tags; repeatable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    #[param(max_items = 50)]
    pub tag: Vec<String>,
    /// Any of these channels was touched; repeatable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 32)]
    #[param(inline, max_items = 32)]
    pub channel: Vec<Channel>,
    /// The newest touch is of this moment or later: an RFC 3339 time, or `30d` for thirty days ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_touch_from: Option<String>,
    /// The newest touch is from before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_touch_until: Option<String>,
    /// The first touch is of this moment or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_touch_from: Option<String>,
    /// The first touch is from before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_touch_until: Option<String>,
    /// So many orders at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0)]
    #[param(minimum = 0)]
    pub orders_min: Option<i64>,
    /// Spent so much at least, net of refunds, in `currency`: a decimal such as `99.50`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_min: Option<String>,
    /// The currency of `spend_min`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    #[param(value_type = Option<String>)]
    pub currency: Option<Currency>,
    /// `NAME=VALUE`: the attribute has this value; repeatable, all of them. Only attributes that are defined as not personal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 5)]
    #[param(max_items = 5)]
    pub attribute: Vec<String>,
    /// `PURPOSE`: there is consent for it on some channel; `PURPOSE:CHANNEL`: on this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Something is wrong with the data: `any`, or `CODE:ATTRIBUTE` such as `missing:name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Only these customers; repeatable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 1000)]
    #[param(max_items = 1000)]
    pub customer: Vec<CustomerId>,
    /// `last_touch` (the default), `first_touch`, `orders` or `created`; with `q`, the best match comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub sort: Option<Sort>,
    /// `desc` (the default) or `asc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub order: Option<Direction>,
}

impl Filter {
    /// Whether it says nothing but whether customers are known.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let kind = self.kind;
        *self
            == Self {
                kind,
                ..Self::default()
            }
    }

    /// From the pairs of an address, in which some names may stand many times; names that are no filter's are left alone.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, FieldError> {
        let mut filter = Self::default();
        for (name, value) in pairs {
            let text = || Some(value.clone());
            match name.as_str() {
                "q" => filter.q = text(),
                "kind" => filter.kind = Some(word(name, value)?),
                "customer_kind" => filter.customer_kind.push(word(name, value)?),
                "tag" => filter.tag.push(value.clone()),
                "channel" => filter.channel.push(word(name, value)?),
                "last_touch_from" => filter.last_touch_from = text(),
                "last_touch_until" => filter.last_touch_until = text(),
                "first_touch_from" => filter.first_touch_from = text(),
                "first_touch_until" => filter.first_touch_until = text(),
                "orders_min" => {
                    filter.orders_min = Some(
                        value
                            .parse()
                            .map_err(|_| FieldError::new("orders_min", "is not a whole number"))?,
                    );
                }
                "spend_min" => filter.spend_min = text(),
                "currency" => filter.currency = Some(value.parse()?),
                "attribute" => filter.attribute.push(value.clone()),
                "consent" => filter.consent = text(),
                "finding" => filter.finding = text(),
                "customer" => filter
                    .customer
                    .push(value.parse().map_err(|e: FieldError| e.at("customer"))?),
                "sort" => filter.sort = Some(word(name, value)?),
                "order" => filter.order = Some(word(name, value)?),
                _ => {}
            }
        }
        Ok(filter)
    }
}

/// One of the words of an enumeration.
fn word<T: serde::de::DeserializeOwned>(field: &str, text: &str) -> Result<T, FieldError> {
    serde_json::from_value(serde_json::Value::from(text))
        .map_err(|error| FieldError::new(field, error.to_string()))
}

/// A moment as filters say it: a time, or so many days ago.
pub(super) fn moment(field: &str, text: &str, now: Timestamp) -> Result<Timestamp, FieldError> {
    let days = text.trim().strip_suffix('d').map(str::parse::<u16>);
    match days {
        Some(Ok(days)) => Ok(now.plus_micros(-i64::from(days) * Timestamp::DAY)),
        _ => Timestamp::parse(text).map_err(|_| {
            FieldError::new(
                field,
                "is neither an RFC 3339 time such as 2026-05-01T08:30:00Z nor days ago such as 30d",
            )
        }),
    }
}
