//! A filter that was checked: what it says in the shapes the statements take.

use kernel::{Channel, CustomerId, Error, FieldError, Money, Result, Timestamp};
use serde_json::Value;
use store::Tx;

use super::filter::{Direction, Filter, Scope, Sort, moment};
use crate::attributes::{AttributeType, Definitions, definitions};
use crate::edit::Kind;
use crate::quality::Finding;
use crate::sight::Sight;

/// A filter that was checked.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub(super) search: Option<String>,
    pub(super) scope: Scope,
    pub(super) kinds: Vec<Kind>,
    pub(super) tags: Vec<String>,
    pub(super) channels: Vec<Channel>,
    pub(super) last: Span,
    pub(super) first: Span,
    pub(super) orders_min: Option<i64>,
    pub(super) spend_min: Option<Money>,
    pub(super) attributes: Vec<(String, Value)>,
    pub(super) definitions: Definitions,
    pub(super) consent: Option<(String, Option<Channel>)>,
    /// Any finding at all, or this one.
    pub(super) finding: Option<Option<Finding>>,
    pub(super) customers: Option<Vec<CustomerId>>,
    pub(super) sort: Option<Sort>,
    pub(super) direction: Direction,
    pub(super) sight: Sight,
    pub(super) now: Timestamp,
}

/// From a moment on, until before another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

impl Span {
    fn of(
        field: &str,
        from: Option<&String>,
        until: Option<&String>,
        now: Timestamp,
    ) -> Result<Self, FieldError> {
        let read = |end: &str, text: Option<&String>| {
            text.map(|text| moment(&format!("{field}_{end}"), text, now))
                .transpose()
        };
        Ok(Self {
            from: read("from", from)?,
            until: read("until", until)?,
        })
    }

    pub(super) fn is_open(self) -> bool {
        self == Self::default()
    }
}

impl Wanted {
    /// Checks a filter for somebody who may see so much; the refusal names the field.
    pub async fn of(tx: &mut Tx, filter: &Filter, sight: Sight, now: Timestamp) -> Result<Self> {
        let definitions = if filter.attribute.is_empty() {
            Definitions::default()
        } else {
            definitions(tx).await?
        };
        within("tag", filter.tag.len(), 50)?;
        within("channel", filter.channel.len(), 32)?;
        within("attribute", filter.attribute.len(), 5)?;
        within("customer", filter.customer.len(), crate::edit::MOST_AT_ONCE)?;
        let attributes = filter
            .attribute
            .iter()
            .map(|text| attribute(text, &definitions))
            .collect::<Result<Vec<_>, _>>()?;
        let spend_min = match (&filter.spend_min, filter.currency) {
            (Some(text), Some(currency)) => Some(
                Money::from_decimal(text, currency)
                    .map_err(|error: FieldError| error.at("spend_min"))?,
            ),
            (Some(_), None) => {
                return Err(Error::invalid(
                    "currency",
                    "must be given with spend_min: amounts of several currencies are not added up",
                ));
            }
            (None, _) => None,
        };
        let search = filter.q.as_deref().map(str::trim);
        Ok(Self {
            search: search.filter(|text| !text.is_empty()).map(str::to_owned),
            scope: filter.kind.unwrap_or_default(),
            kinds: filter.customer_kind.clone(),
            tags: crate::edit::tags(&filter.tag).map_err(|error| error.at("tag"))?,
            channels: filter.channel.clone(),
            last: Span::of(
                "last_touch",
                filter.last_touch_from.as_ref(),
                filter.last_touch_until.as_ref(),
                now,
            )?,
            first: Span::of(
                "first_touch",
                filter.first_touch_from.as_ref(),
                filter.first_touch_until.as_ref(),
                now,
            )?,
            orders_min: filter.orders_min.filter(|orders| *orders > 0),
            spend_min,
            attributes,
            definitions,
            consent: filter.consent.as_deref().map(consent).transpose()?,
            finding: filter.finding.as_deref().map(finding).transpose()?,
            customers: Some(filter.customer.clone()).filter(|list| !list.is_empty()),
            sort: filter.sort,
            direction: filter.order.unwrap_or_default(),
            sight,
            now,
        })
    }

    /// The same customers in the order in which they began, which nothing changes while they are gone through.
    #[must_use]
    pub fn in_steady_order(mut self) -> Self {
        self.sort = Some(Sort::Created);
        self.direction = Direction::Asc;
        self
    }

    /// The name that cursors of this order go by, so that one of another order is refused.
    #[must_use]
    pub const fn list_name(&self) -> &'static str {
        match self.sort {
            None if self.search.is_some() => "customers.match",
            None | Some(Sort::LastTouch) => "customers",
            Some(Sort::FirstTouch) => "customers.first",
            Some(Sort::Orders) => "customers.orders",
            Some(Sort::Created) => "customers.created",
        }
    }

    pub(super) fn sorted(&self) -> (Sort, Direction) {
        (self.sort.unwrap_or_default(), self.direction)
    }

    /// What the list is sorted by, before the id.
    pub(super) fn key(&self) -> &'static str {
        match self.sorted().0 {
            Sort::LastTouch => "p.last_at",
            Sort::FirstTouch => "p.first_at",
            Sort::Orders => "p.orders",
            // Ids begin with the time, and are the primary key.
            Sort::Created => "0",
        }
    }

    pub(super) fn order_by(&self, rows: usize) -> String {
        let (sort, direction) = self.sorted();
        let way = match direction {
            Direction::Desc => "DESC",
            Direction::Asc => "ASC",
        };
        match sort {
            Sort::Created => format!("ORDER BY p.customer {way} LIMIT {rows}"),
            _ => format!(
                "ORDER BY {} {way}, p.customer {way} LIMIT {rows}",
                self.key()
            ),
        }
    }
}

fn within(field: &str, count: usize, most: usize) -> Result<(), FieldError> {
    if count > most {
        return Err(FieldError::new(
            field,
            format!("stands more than {most} times"),
        ));
    }
    Ok(())
}

/// `NAME=VALUE`, of an attribute that may be filtered.
fn attribute(text: &str, definitions: &Definitions) -> Result<(String, Value), FieldError> {
    let refuse = |message: &str| FieldError::new("attribute", message);
    let (name, value) = text
        .split_once('=')
        .map(|(name, value)| (name.trim(), value.trim()))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .ok_or_else(|| refuse("is not NAME=VALUE, such as level=gold"))?;
    let definition = definitions.get(name).filter(|one| !one.personal);
    let definition = definition.ok_or_else(|| {
        refuse("is sealed, as personal data is, and cannot be filtered; only an attribute that is defined as not personal can")
    })?;
    let wanted = Value::from(value);
    let wanted = match definition.kind {
        AttributeType::List => wanted,
        _ => definition
            .checked(&wanted)
            .map_err(|error| error.at("attribute"))?,
    };
    Ok((name.to_owned(), wanted))
}

fn consent(text: &str) -> Result<(String, Option<Channel>), FieldError> {
    let (purpose, channel) = match text.split_once(':') {
        Some((purpose, channel)) => (
            purpose,
            Some(channel.parse().map_err(|e: FieldError| e.at("consent"))?),
        ),
        None => (text, None),
    };
    let is_word = !purpose.is_empty()
        && purpose.len() <= 100
        && purpose
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !is_word {
        let message = "is not PURPOSE or PURPOSE:CHANNEL, such as marketing:sms";
        return Err(FieldError::new("consent", message));
    }
    Ok((purpose.to_owned(), channel))
}

fn finding(text: &str) -> Result<Option<Finding>, FieldError> {
    if text == "any" {
        return Ok(None);
    }
    let known = ["missing", "implausible", "conflicting"];
    text.split_once(':')
        .filter(|(code, attribute)| {
            known.contains(code) && !attribute.is_empty() && !attribute.contains(char::is_control)
        })
        .map(|(code, attribute)| {
            Some(Finding {
                code: code.to_owned(),
                attribute: attribute.to_owned(),
            })
        })
        .ok_or_else(|| FieldError::new("finding", "is neither any nor CODE:ATTRIBUTE with missing, implausible or conflicting, such as missing:name"))
}
