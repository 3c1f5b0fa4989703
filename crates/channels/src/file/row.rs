//! From a row to the touch that the ledger takes.
//!
//! Customers become `identify` with traits; touches `track` with their event; orders `track` of `Order Completed`, `Order
//! Refunded`, `Order Cancelled` or `Order Updated` by their status, with the property names of Segment's specification. One
//! order is one row; its lines stand in `order.products`, as JSON. What is personal is sealed by the rules of the tracking API
//! ([`split`]); the import's id stands in `context.import`.

mod tree;

use std::fmt::Write;
use std::ops::Deref;

use identity::intake;
use identity::normal::{Context, Reason};
use jiff::tz::TimeZone;
use kernel::{Currency, IdentityKind, ImportId, Timestamp, TouchType};
use ledger::{NewTouch, Seen};
use sha2::{Digest, Sha256};
use store::Keyring;

use self::tree::{Form, Node, Tree};
use super::source::Record;
use super::{Field, Holds, Mapping, Reject, json, moment};
use crate::tracking::plan::{Observed, Plan};
use crate::tracking::{MOST_EVENT, MOST_EVENT_BYTES, MOST_MESSAGE_ID, Origin, split};

/// What reading rows has to know.
pub struct Setting {
    /// What the rows are.
    pub holds: Holds,
    /// Where the touches are said to come from.
    pub origin: Origin,
    /// The zone of times that say none.
    pub zone: TimeZone,
    /// The currency of amounts that say none.
    pub currency: Currency,
    /// What normalising has to know of the company.
    pub context: Context,
    /// What identities are blinded with.
    pub keyring: Keyring,
    /// When the import began.
    pub received_at: Timestamp,
}

/// Turns the rows of one file into touches.
pub struct Reader<P> {
    setting: Setting,
    plan: P,
    around: String,
    identities: Vec<(usize, String, IdentityKind)>,
    /// Place and name of the columns that are one thing each.
    at: Option<(usize, String)>,
    event: Option<(usize, String)>,
    message_id: Option<(usize, String)>,
    traits: Tree,
    properties: Tree,
    /// Places in the order of their fields' names, for the hash of a row without an id.
    canonical: Vec<(String, usize)>,
}

impl<P: Deref<Target = Plan>> Reader<P> {
    /// A reader of rows under these columns. Every column of the mapping is one of them.
    #[must_use]
    pub fn new(
        setting: Setting,
        plan: P,
        import: ImportId,
        columns: &[String],
        mapping: &Mapping,
    ) -> Self {
        let mut reader = Self {
            setting,
            plan,
            around: format!(r#"{{"import":"{import}"}}"#),
            identities: Vec::new(),
            at: None,
            event: None,
            message_id: None,
            traits: Tree::default(),
            properties: Tree::default(),
            canonical: Vec::new(),
        };
        for pair in &mapping.0 {
            if let Some(place) = columns.iter().position(|column| *column == pair.column) {
                reader.canonical.push((pair.field.to_string(), place));
                reader.put(place, &pair.column, &pair.field);
            }
        }
        reader.canonical.sort();
        reader
    }

    fn put(&mut self, place: usize, column: &str, field: &Field) {
        let leaf = || Node::Leaf(place, column.to_owned(), Form::of(field));
        match field {
            Field::Identity(kind) => {
                if *kind == IdentityKind::Order && self.setting.holds == Holds::Orders {
                    self.properties.put("order_id", leaf());
                }
                self.identities.push((place, column.to_owned(), *kind));
            }
            Field::Name => self.traits.put("name", leaf()),
            Field::Attribute(name) => self.traits.put(name, leaf()),
            Field::Event => self.event = Some((place, column.to_owned())),
            Field::At => self.at = Some((place, column.to_owned())),
            Field::MessageId => self.message_id = Some((place, column.to_owned())),
            Field::Property(name) => self.properties.put(name, leaf()),
            Field::Order(name) => self.properties.put(name, leaf()),
        }
    }

    /// The touch of a row, and what the tracking plan had not seen.
    pub fn touch(&self, record: &Record) -> Result<(NewTouch, Vec<Observed>), Reject> {
        let wrong = |column: &str, reason: &str| Reject {
            line: record.line,
            column: column.to_owned(),
            reason: reason.to_owned(),
        };
        let identities = self.seen(record)?;
        let at = match &self.at {
            Some((place, column)) => match text_at(record, *place) {
                Some(text) => moment::parse(&text, &self.setting.zone)
                    .ok_or_else(|| wrong(column, moment::EXPECTED))?,
                None if self.setting.holds == Holds::Customers => self.setting.received_at,
                None => return Err(wrong(column, "is empty; a time is needed")),
            },
            None => self.setting.received_at,
        };
        if at > self.setting.received_at.plus_micros(Timestamp::DAY) {
            let column = self.at.as_ref().map_or("", |(_, column)| column);
            return Err(wrong(column, "lies in the future"));
        }
        // Within a day it is a clock that is ahead, or a zone that was not said.
        let at = at.min(self.setting.received_at);
        let message_id = match &self.message_id {
            Some((place, column)) => match text_at(record, *place) {
                Some(text) if text.len() > MOST_MESSAGE_ID || text.contains('\0') => {
                    return Err(wrong(column, "is longer than 100 bytes or no text"));
                }
                Some(text) => text.into_owned(),
                None => self.digest(record),
            },
            None => self.digest(record),
        };
        let (mut properties, mut traits) = (String::from("{"), String::from("{"));
        self.properties
            .write(record.line, &record.cells, &mut properties)?;
        self.traits.write(record.line, &record.cells, &mut traits)?;
        let (kind, event) = self.what(record, &mut properties)?;
        properties.push('}');
        traits.push('}');
        if properties.len() + traits.len() > MOST_EVENT_BYTES {
            return Err(Reject::row(
                record.line,
                "is longer than 32 KB, which is the most a touch may hold",
            ));
        }
        let parts = [
            Some(properties.as_str()),
            Some(traits.as_str()),
            Some(self.around.as_str()),
        ];
        let (halves, observed) = split(
            kind,
            event.as_deref().unwrap_or_default(),
            parts,
            &self.plan,
        )
        .map_err(|error| Reject::row(record.line, error.to_string()))?;
        let touch = NewTouch {
            source: self.setting.origin.source,
            source_id: self.setting.origin.source_id,
            touchpoint: self.setting.origin.touchpoint,
            channel: self.setting.origin.channel,
            kind,
            event,
            message_id: Some(message_id),
            sent_at: at,
            at,
            received_at: self.setting.received_at,
            identities,
            properties: halves.properties,
            personal: halves.personal,
        };
        Ok((touch, observed))
    }

    /// The identities of a row. A placeholder such as `null` or `无` is passed over where something else says who it is; a value
    /// that is malformed is a fault of the row.
    fn seen(&self, record: &Record) -> Result<Vec<Seen>, Reject> {
        let mut seen = Vec::with_capacity(self.identities.len());
        let mut blocked = None;
        for (place, column, kind) in &self.identities {
            let Some(text) = text_at(record, *place) else {
                continue;
            };
            match intake::see(
                &self.setting.keyring,
                &self.setting.context,
                self.setting.origin.source,
                *kind,
                &text,
            ) {
                Ok(one) => seen.push(one),
                Err(refusal) => {
                    let reject = Reject {
                        line: record.line,
                        column: column.clone(),
                        reason: refusal.to_string(),
                    };
                    if refusal.reason != Reason::Blocked {
                        return Err(reject);
                    }
                    blocked.get_or_insert(reject);
                }
            }
        }
        if seen.is_empty() {
            return Err(blocked.unwrap_or_else(|| {
                Reject::row(
                    record.line,
                    "identifies nobody: every column that could is empty",
                )
            }));
        }
        intake::in_order(&mut seen);
        Ok(seen)
    }

    /// What sort of touch it is and what happened; completes the properties of an order.
    fn what(
        &self,
        record: &Record,
        properties: &mut String,
    ) -> Result<(TouchType, Option<String>), Reject> {
        let wrong = |column: &str, reason: &str| Reject {
            line: record.line,
            column: column.to_owned(),
            reason: reason.to_owned(),
        };
        let told = match &self.event {
            Some((place, column)) => match text_at(record, *place) {
                Some(text) if text.len() > MOST_EVENT || text.contains('\0') => {
                    return Err(wrong(column, "is longer than 200 bytes or no text"));
                }
                Some(text) => Some(text.into_owned()),
                None if self.setting.holds == Holds::Touches => {
                    return Err(wrong(column, "is empty; it has to say what happened"));
                }
                None => None,
            },
            None => None,
        };
        match self.setting.holds {
            Holds::Customers => Ok((TouchType::Identify, None)),
            Holds::Touches => Ok((
                TouchType::Track,
                Some(told.unwrap_or_else(|| "Contact Imported".into())),
            )),
            Holds::Orders => {
                let leaf = |name: &str| match self.properties.0.get(name) {
                    Some(Node::Leaf(place, column, _)) => {
                        Some((text_at(record, *place), column.as_str()))
                    }
                    _ => None,
                };
                if let Some((None, column)) = leaf("order_id") {
                    return Err(wrong(column, "is empty; an order has a number"));
                }
                let has_total = matches!(leaf("total"), Some((Some(_), _)));
                if has_total && !matches!(leaf("currency"), Some((Some(_), _))) {
                    json::name("currency", properties);
                    json::quote(self.setting.currency.as_str(), properties);
                }
                let status = leaf("status")
                    .and_then(|(text, _)| text)
                    .unwrap_or_default();
                Ok((
                    TouchType::Track,
                    Some(told.unwrap_or_else(|| of_status(&status).into())),
                ))
            }
        }
    }

    /// What a row says, in a form that does not depend on how the columns are called or ordered.
    fn digest(&self, record: &Record) -> String {
        let mut hash = Sha256::new();
        hash.update(self.setting.holds.as_str());
        for (field, place) in &self.canonical {
            if let Some(text) = text_at(record, *place) {
                hash.update((field.len() as u64).to_be_bytes());
                hash.update(field);
                hash.update((text.len() as u64).to_be_bytes());
                hash.update(text.as_bytes());
            }
        }
        let mut id = String::with_capacity(36);
        id.push_str("row_");
        for byte in &hash.finalize()[..16] {
            let _written = write!(id, "{byte:02x}");
        }
        id
    }
}

fn text_at(record: &Record, place: usize) -> Option<std::borrow::Cow<'_, str>> {
    record.cells.get(place)?.text()
}

/// What happened to an order in this state.
fn of_status(status: &str) -> &'static str {
    let status = status.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| status.contains(word));
    if any(&["refund", "return", "退款", "退货"]) {
        "Order Refunded"
    } else if any(&["cancel", "void", "closed", "取消", "关闭"]) {
        "Order Cancelled"
    } else if any(&[
        "unpaid",
        "pending",
        "draft",
        "waiting",
        "待付",
        "待支付",
        "未付",
        "未支付",
    ]) {
        "Order Updated"
    } else {
        "Order Completed"
    }
}
