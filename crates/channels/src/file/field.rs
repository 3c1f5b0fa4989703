//! Which column of a file is what.

use std::fmt;
use std::str::FromStr;

use kernel::{FieldError, IdentityKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Holds;

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// An identifier of the customer.
    Identity(IdentityKind),
    /// The customer's name.
    Name,
    /// Something else that is said of the customer.
    Attribute(String),
    /// What happened.
    Event,
    /// When it happened.
    At,
    /// The id the row has where it comes from.
    MessageId,
    /// A property of what happened.
    Property(String),
    /// A property of an order, named as Segment's specification of e-commerce names it.
    Order(String),
}

const LONGEST: usize = 120;

impl FromStr for Field {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let inner = |name: &str| {
            let good = !name.is_empty()
                && name.len() <= LONGEST
                && name
                    .split('.')
                    .all(|part| !part.is_empty() && !part.chars().any(char::is_control));
            good.then(|| name.to_owned()).ok_or_else(|| {
                FieldError::new(
                    "map",
                    "needs a name after the point, such as attribute.city",
                )
            })
        };
        if let Some((sort, name)) = text.split_once('.') {
            match sort {
                "attribute" if name == "name" => return Ok(Self::Name),
                "attribute" => return inner(name).map(Self::Attribute),
                "property" => return inner(name).map(Self::Property),
                "order" => return inner(name).map(|name| Self::Order(order_property(name))),
                _ => {}
            }
        }
        match text {
            "name" => Ok(Self::Name),
            "event" => Ok(Self::Event),
            "at" => Ok(Self::At),
            "message_id" => Ok(Self::MessageId),
            kind => kind.parse().map(Self::Identity).map_err(|_| {
                let kinds: Vec<&str> = IdentityKind::ALL.iter().map(|kind| kind.as_str()).collect();
                let told: String = text.chars().take(40).collect();
                let kinds = kinds.join(", ");
                FieldError::new("map", format!("'{told}' is no field; known: name, attribute.X, event, at, message_id, property.X, order.X, {kinds}"))
            }),
        }
    }
}

/// The specification's name for what people call it.
fn order_property(name: String) -> String {
    match name.as_str() {
        "id" | "number" | "no" | "order_number" | "order_no" => "order_id".into(),
        "amount" => "total".into(),
        "lines" | "items" => "products".into(),
        _ => name,
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identity(kind) => f.write_str(kind.as_str()),
            Self::Name => f.write_str("name"),
            Self::Attribute(name) => write!(f, "attribute.{name}"),
            Self::Event => f.write_str("event"),
            Self::At => f.write_str("at"),
            Self::MessageId => f.write_str("message_id"),
            Self::Property(name) => write!(f, "property.{name}"),
            Self::Order(name) => write!(f, "order.{name}"),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One column and what it is, written `COLUMN=FIELD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The name of the column.
    pub column: String,
    /// What it is.
    pub field: Field,
}

impl FromStr for Pair {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        // No field has an equals sign in its name, and a column may.
        let (column, field) = text
            .rsplit_once('=')
            .ok_or_else(|| FieldError::new("map", "is not COLUMN=FIELD, such as 手机号=phone"))?;
        Ok(Self {
            column: column.trim().to_owned(),
            field: field.trim().parse()?,
        })
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.column, self.field)
    }
}

/// What the columns of one file are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(pub Vec<Pair>);

impl Mapping {
    /// Says what is missing before a file of this sort can be read.
    pub fn check(&self, holds: Holds) -> Result<(), FieldError> {
        let has = |is: fn(&Field) -> bool| self.0.iter().any(|pair| is(&pair.field));
        for single in [
            |field: &Field| *field == Field::At,
            |field: &Field| *field == Field::Event,
            |field: &Field| *field == Field::MessageId,
        ] {
            if self.0.iter().filter(|pair| single(&pair.field)).count() > 1 {
                return Err(FieldError::new(
                    "map",
                    "gives two columns to one of at, event, message_id",
                ));
            }
        }
        if !has(|field| matches!(field, Field::Identity(_))) {
            return Err(FieldError::new(
                "map",
                "says of no column that it identifies a customer, such as COLUMN=phone, COLUMN=email or COLUMN=user_id",
            ));
        }
        if holds != Holds::Customers && !has(|field| *field == Field::At) {
            return Err(FieldError::new(
                "map",
                "says of no column when it happened: COLUMN=at",
            ));
        }
        let order_id = |field: &Field| {
            *field == Field::Order("order_id".into())
                || *field == Field::Identity(IdentityKind::Order)
        };
        if holds == Holds::Orders && !self.0.iter().any(|pair| order_id(&pair.field)) {
            return Err(FieldError::new(
                "map",
                "says of no column that it is the order's number: COLUMN=order.order_id",
            ));
        }
        Ok(())
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, pair) in self.0.iter().enumerate() {
            write!(f, "{}{pair}", if place > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}
