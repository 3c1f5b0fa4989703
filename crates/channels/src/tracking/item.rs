//! One call of the tracking API, its fields read and checked.

use std::borrow::Cow;

use kernel::{FieldError, Timestamp, TouchType};

use super::json::{Json, Kind};

/// Message ids must be shorter, in characters.
pub const MOST_MESSAGE_ID: usize = 100;
/// The longest name of an event, in characters.
pub const MOST_EVENT: usize = 200;

/// One call. Fields that are null count as absent, and unknown ones are passed over.
pub(super) struct Item<'t> {
    pub kind: TouchType,
    pub event: Option<Cow<'t, str>>,
    pub user_id: Option<Cow<'t, str>>,
    pub anonymous_id: Option<Cow<'t, str>>,
    pub previous_id: Option<Cow<'t, str>>,
    pub group_id: Option<Cow<'t, str>>,
    pub category: Option<Cow<'t, str>>,
    pub message_id: Option<Cow<'t, str>>,
    pub timestamp: Option<Timestamp>,
    pub original: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub context: Option<Json<'t>>,
    pub integrations: Option<Json<'t>>,
    pub properties: Option<Json<'t>>,
    pub traits: Option<Json<'t>>,
}

#[derive(Default)]
struct Fields<'t> {
    kind: Option<Json<'t>>,
    event: Option<Json<'t>>,
    name: Option<Json<'t>>,
    category: Option<Json<'t>>,
    user_id: Option<Json<'t>>,
    anonymous_id: Option<Json<'t>>,
    previous_id: Option<Json<'t>>,
    group_id: Option<Json<'t>>,
    message_id: Option<Json<'t>>,
    timestamp: Option<Json<'t>>,
    original: Option<Json<'t>>,
    sent_at: Option<Json<'t>>,
    context: Option<Json<'t>>,
    integrations: Option<Json<'t>>,
    properties: Option<Json<'t>>,
    traits: Option<Json<'t>>,
}

impl<'t> Fields<'t> {
    fn of(json: Json<'t>) -> Self {
        let mut fields = Self::default();
        for (name, value) in json.members() {
            let slot = match name.raw() {
                "type" => &mut fields.kind,
                "event" => &mut fields.event,
                "name" => &mut fields.name,
                "category" => &mut fields.category,
                "userId" => &mut fields.user_id,
                "anonymousId" => &mut fields.anonymous_id,
                "previousId" => &mut fields.previous_id,
                "groupId" => &mut fields.group_id,
                "messageId" => &mut fields.message_id,
                "timestamp" => &mut fields.timestamp,
                "originalTimestamp" => &mut fields.original,
                "sentAt" => &mut fields.sent_at,
                "context" => &mut fields.context,
                "integrations" => &mut fields.integrations,
                "properties" => &mut fields.properties,
                "traits" => &mut fields.traits,
                _ => continue,
            };
            *slot = Some(value).filter(|value| value.kind() != Kind::Null);
        }
        fields
    }
}

/// The message id of a call, whatever else is wrong with it; to tell which one was refused.
pub(super) fn message_id<'t>(json: Json<'t>) -> Option<Cow<'t, str>> {
    let id = json.get("messageId")?;
    matches!(id.kind(), Kind::Text | Kind::Number).then(|| id.written())
}

impl<'t> Item<'t> {
    /// Reads a call; `kind` is given where the path says it.
    pub(super) fn read(json: Json<'t>, kind: Option<TouchType>) -> Result<Self, FieldError> {
        if json.kind() != Kind::Object {
            return Err(FieldError::new("event", "must be an object"));
        }
        let fields = Fields::of(json);
        let kind = match kind {
            Some(kind) => kind,
            None => kind_of(fields.kind)?,
        };
        let category = text("category", fields.category)?;
        Ok(Self {
            kind,
            event: event(kind, &fields, category.as_ref())?,
            user_id: id("userId", fields.user_id)?,
            anonymous_id: id("anonymousId", fields.anonymous_id)?,
            previous_id: id("previousId", fields.previous_id)?,
            group_id: id("groupId", fields.group_id)?,
            category: category.filter(|_| matches!(kind, TouchType::Page | TouchType::Screen)),
            message_id: checked_message_id(fields.message_id)?,
            timestamp: time("timestamp", fields.timestamp)?,
            original: time("originalTimestamp", fields.original)?,
            // It only corrects the clock: an event is not refused for it.
            sent_at: time("sentAt", fields.sent_at).unwrap_or_default(),
            context: object("context", fields.context)?,
            integrations: fields
                .integrations
                .filter(|value| value.kind() == Kind::Object),
            properties: object("properties", fields.properties)?,
            traits: object("traits", fields.traits)?,
        })
    }

    /// When it happened by our clock, never later than it was received and never before 1970.
    ///
    /// A `timestamp` is what the source says of the event itself and is taken as it is. Otherwise the source's clock is
    /// corrected by when it says it sent the request: `receivedAt − (sentAt − originalTimestamp)`.
    pub(super) fn at(&self, sent_at: Option<Timestamp>, received_at: Timestamp) -> Timestamp {
        let at = match (self.timestamp, self.original, sent_at.or(self.sent_at)) {
            (Some(timestamp), _, _) => timestamp,
            (None, Some(original), Some(sent)) => {
                received_at.plus_micros(original.0.saturating_sub(sent.0))
            }
            (None, Some(original), None) => original,
            (None, None, _) => received_at,
        };
        at.clamp(Timestamp::default(), received_at.max(Timestamp::default()))
    }

    /// The source's own time as it was sent.
    pub(super) fn own_time(&self) -> Option<Timestamp> {
        self.original.or(self.timestamp)
    }
}

fn kind_of(value: Option<Json<'_>>) -> Result<TouchType, FieldError> {
    let known = "one of identify, track, page, screen, group, alias";
    let Some(value) = value else {
        return Err(FieldError::new(
            "type",
            format!("is missing; it must be {known}"),
        ));
    };
    let kind = match value.raw() {
        "track" => TouchType::Track,
        "identify" => TouchType::Identify,
        "page" => TouchType::Page,
        "screen" => TouchType::Screen,
        "group" => TouchType::Group,
        "alias" => TouchType::Alias,
        _ => return Err(FieldError::new("type", format!("must be {known}"))),
    };
    Ok(kind)
}

fn event<'t>(
    kind: TouchType,
    fields: &Fields<'t>,
    category: Option<&Cow<'t, str>>,
) -> Result<Option<Cow<'t, str>>, FieldError> {
    let (field, value) = match kind {
        TouchType::Track => ("event", text("event", fields.event)?),
        TouchType::Page | TouchType::Screen => (
            "name",
            text("name", fields.name)?.or_else(|| category.cloned()),
        ),
        _ => return Ok(None),
    };
    if value.is_none() && kind == TouchType::Track {
        return Err(FieldError::new(
            "event",
            "is missing; it must be the name of what happened, such as Order Completed",
        ));
    }
    if value
        .as_ref()
        .is_some_and(|name| name.len() > MOST_EVENT && name.chars().count() > MOST_EVENT)
    {
        return Err(FieldError::new(
            field,
            format!("must be at most {MOST_EVENT} characters"),
        ));
    }
    Ok(value)
}

/// A text, without what no database keeps in one and without blanks around it; nothing where it is empty.
fn text<'t>(field: &str, value: Option<Json<'t>>) -> Result<Option<Cow<'t, str>>, FieldError> {
    let Some(value) = value else {
        return Ok(None);
    };
    let text = value
        .text()
        .ok_or_else(|| FieldError::new(field, "must be text"))?;
    let text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', ""))
    } else {
        text
    };
    let text = if text.trim().len() == text.len() {
        text
    } else {
        Cow::Owned(text.trim().to_owned())
    };
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// An id: text, or a number as its digits.
fn id<'t>(field: &str, value: Option<Json<'t>>) -> Result<Option<Cow<'t, str>>, FieldError> {
    match value.map(|value| (value.kind(), value.written())) {
        None => Ok(None),
        Some((Kind::Text | Kind::Number, text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(_) => Err(FieldError::new(field, "must be text or a number")),
    }
}

fn checked_message_id(value: Option<Json<'_>>) -> Result<Option<Cow<'_, str>>, FieldError> {
    let Some(id) = id("messageId", value)? else {
        return Ok(None);
    };
    if id.chars().count() >= MOST_MESSAGE_ID {
        return Err(FieldError::new(
            "messageId",
            "must be shorter than 100 characters",
        ));
    }
    if id.contains(|letter: char| letter.is_control()) {
        return Err(FieldError::new(
            "messageId",
            "must not hold control characters",
        ));
    }
    Ok(Some(id))
}

fn object<'t>(field: &str, value: Option<Json<'t>>) -> Result<Option<Json<'t>>, FieldError> {
    match value {
        Some(value) if value.kind() != Kind::Object => {
            Err(FieldError::new(field, "must be an object"))
        }
        _ => Ok(value),
    }
}

/// A time: RFC 3339, or without an offset and then UTC, as Python's naive `isoformat` writes it.
pub(super) fn time(field: &str, value: Option<Json<'_>>) -> Result<Option<Timestamp>, FieldError> {
    let Some(value) = value else {
        return Ok(None);
    };
    let text = value.text().unwrap_or_default();
    let naive = || {
        let moment: jiff::civil::DateTime = text.trim().parse().ok()?;
        let zoned = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(Timestamp(zoned.timestamp().as_microsecond()))
    };
    match Timestamp::parse(&text).ok().or_else(naive) {
        Some(at) => Ok(Some(at)),
        None => Err(FieldError::new(
            field,
            "must be an RFC 3339 time such as 2026-05-01T08:30:00.000Z",
        )),
    }
}
