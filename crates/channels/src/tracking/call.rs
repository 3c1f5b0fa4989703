//! One request: a batch of calls, or a single one whose type its path says.

use std::borrow::Cow;

use kernel::{FieldError, Timestamp, TouchType};
use ledger::NewTouch;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::item::{self, Item};
use super::json::{Json, Kind, Tape};
use super::plan::{Observed, Recorder};
use super::refused::{Malformed, Refused};
use super::split::Parts;
use super::touch::{self, Intake};

/// The most that one event may be, as UTF-8 and however it was escaped: Python writes each Chinese character in six bytes.
pub const MOST_EVENT_BYTES: usize = 32 << 10;

/// What a path takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{"batch":[…]}`.
    Batch,
    /// One call, of this type.
    Single(TouchType),
}

impl Form {
    /// What `/v1/{segment}` takes; nothing for a path that is none of the tracking API's.
    #[must_use]
    pub fn of_path(segment: &str) -> Option<Self> {
        Some(match segment {
            "batch" | "b" | "import" => Self::Batch,
            "identify" | "i" => Self::Single(TouchType::Identify),
            "track" | "t" => Self::Single(TouchType::Track),
            "page" | "p" => Self::Single(TouchType::Page),
            "screen" | "s" => Self::Single(TouchType::Screen),
            "group" | "g" => Self::Single(TouchType::Group),
            "alias" | "a" => Self::Single(TouchType::Alias),
            _ => return None,
        })
    }
}

/// What became of a request.
#[derive(Debug, Default)]
pub struct Taken {
    /// What is good, in the order of the request.
    pub touches: Vec<NewTouch>,
    /// What is not.
    pub refused: Vec<Refused>,
    /// What the plan had not seen.
    pub observed: Vec<Observed>,
}

/// A request, its events not read yet.
#[derive(Debug)]
pub struct Call<'a> {
    form: Form,
    write_key: Option<Cow<'a, str>>,
    items: Vec<&'a RawValue>,
    sent_at: Option<&'a RawValue>,
    context: Option<&'a RawValue>,
    integrations: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    batch: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    write_key: Option<&'a RawValue>,
    #[serde(borrow)]
    sent_at: Option<&'a RawValue>,
    #[serde(borrow)]
    context: Option<&'a RawValue>,
    #[serde(borrow)]
    integrations: Option<&'a RawValue>,
}

impl<'a> Call<'a> {
    /// Reads a request, but not yet its events: first the key has to be found good.
    pub fn parse(form: Form, body: &'a [u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(body).map_err(|error| {
            Malformed(format!(
                "the body is not UTF-8 from byte {}",
                error.valid_up_to()
            ))
        })?;
        if !text.trim_start().starts_with('{') {
            return Err(Malformed("the body must be a JSON object".into()));
        }
        let malformed = |error: serde_json::Error| {
            Malformed(if error.is_data() && form == Form::Batch {
                "batch must be a list of events, and no field may stand twice".into()
            } else {
                format!(
                    "the body is not valid JSON at line {} column {}",
                    error.line(),
                    error.column()
                )
            })
        };
        let (envelope, whole) = match form {
            Form::Batch => (
                serde_json::from_str::<Envelope<'a>>(text).map_err(malformed)?,
                None,
            ),
            Form::Single(_) => {
                let whole: &RawValue = serde_json::from_str(text).map_err(malformed)?;
                (Envelope::of_single(whole.get()), Some(whole))
            }
        };
        let items = match (whole, envelope.batch) {
            (Some(whole), _) => vec![whole],
            (None, Some(batch)) => batch,
            (None, None) => {
                return Err(Malformed(
                    "batch is missing; it must be a list of events".into(),
                ));
            }
        };
        let write_key = envelope
            .write_key
            .and_then(|key| serde_json::from_str(key.get()).ok());
        let Envelope {
            sent_at,
            context,
            integrations,
            ..
        } = envelope;
        Ok(Self {
            form,
            write_key,
            items,
            sent_at,
            context,
            integrations,
        })
    }

    /// The key in the body, if it has one.
    #[must_use]
    pub fn write_key(&self) -> Option<&str> {
        self.write_key.as_deref()
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Turns each event into a touch or a refusal; one bad event spoils no other.
    ///
    /// `NewTouch::at` is the event's `timestamp` as the source gives it; without one, `originalTimestamp` corrected by what the
    /// source's clock is off (`receivedAt − (sentAt − originalTimestamp)`); without both, the receipt. It is held between 1970
    /// and the receipt: nothing has happened yet that is still to come. `NewTouch::sent_at`, for the id, is the source's own
    /// `originalTimestamp` or `timestamp`, never corrected, else the receipt. A `sentAt` that cannot be read corrects nothing.
    #[must_use]
    pub fn touches(&self, intake: &Intake<'_>) -> Taken {
        let events = intake.plan.events();
        let mut recorder = Recorder::new(&events);
        let mut taken = Taken {
            touches: Vec::with_capacity(self.items.len()),
            ..Taken::default()
        };
        let [mut time, mut context, mut integrations, mut event] =
            std::array::from_fn(|_| Tape::default());
        let sent_at = self
            .sent_at
            .and_then(|raw| item::time("sentAt", Some(time.read(raw.get()).ok()?)).ok()?);
        let shared = [
            shared(&mut context, self.context),
            shared(&mut integrations, self.integrations),
        ];
        for (index, raw) in self.items.iter().enumerate() {
            let one = self.one(
                index,
                raw.get(),
                (sent_at, shared),
                intake,
                &mut recorder,
                &mut event,
            );
            match one {
                Ok(touch) => taken.touches.push(touch),
                Err(refused) => taken.refused.push(refused),
            }
        }
        taken.observed = recorder.finish();
        taken
    }

    fn one(
        &self,
        index: usize,
        raw: &str,
        (sent_at, [context, integrations]): (Option<Timestamp>, [Option<Json<'_>>; 2]),
        intake: &Intake<'_>,
        recorder: &mut Recorder<'_>,
        tape: &mut Tape,
    ) -> Result<NewTouch, Refused> {
        let refuse = |message_id: Option<&str>, error: FieldError| {
            let message_id = message_id.map(|id| id.chars().take(item::MOST_MESSAGE_ID).collect());
            Refused {
                index,
                message_id,
                field: error.field,
                message: error.message,
            }
        };
        if raw.len() > MOST_EVENT_BYTES && written_length(raw) > MOST_EVENT_BYTES {
            let error = FieldError::new("event", "is larger than 32 KB (32768 bytes) of JSON");
            return Err(refuse(named(raw).as_deref(), error));
        }
        let json = tape.read(raw).map_err(|fault| {
            refuse(
                named(raw).as_deref(),
                FieldError::new("event", fault.message()),
            )
        })?;
        let kind = if let Form::Single(kind) = self.form {
            Some(kind)
        } else {
            None
        };
        let made = Item::read(json, kind).and_then(|item| {
            let parts = Parts {
                properties: item.properties,
                traits: item.traits,
                context: [item.context, context],
                integrations: [item.integrations, integrations],
            };
            touch::touch(&item, &parts, sent_at, index, intake, recorder)
        });
        made.map_err(|error| refuse(item::message_id(json).as_deref(), error))
    }
}

impl<'a> Envelope<'a> {
    /// A single call is its own envelope; what else it holds is read with the event.
    fn of_single(text: &'a str) -> Self {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Key<'a> {
            #[serde(borrow)]
            write_key: Option<&'a RawValue>,
        }
        let key = serde_json::from_str::<Key<'a>>(text).ok();
        Self {
            batch: None,
            write_key: key.and_then(|key| key.write_key),
            sent_at: None,
            context: None,
            integrations: None,
        }
    }
}

/// What a batch says for all its events; what is no object says nothing.
fn shared<'t>(tape: &'t mut Tape, raw: Option<&'t RawValue>) -> Option<Json<'t>> {
    let raw = raw.filter(|raw| raw.get().len() <= MOST_EVENT_BYTES)?;
    tape.read(raw.get())
        .ok()
        .filter(|json| json.kind() == Kind::Object)
}

/// The object that a text is.
pub(super) fn object_of<'t>(
    tape: &'t mut Tape,
    field: &str,
    text: Option<&'t str>,
) -> Result<Option<Json<'t>>, FieldError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let json = tape
        .read(text)
        .map_err(|fault| FieldError::new(field, fault.message()))?;
    match json.kind() {
        Kind::Object => Ok(Some(json)),
        Kind::Null => Ok(None),
        _ => Err(FieldError::new(field, "must be an object")),
    }
}

/// The length of a text of JSON as if nothing in it were written as `\u…`.
fn written_length(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let (mut length, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            (length, at) = (length + 1, at + 1);
        } else if bytes.get(at + 1) == Some(&b'u') {
            let unit = raw
                .get(at + 2..at + 6)
                .and_then(|digits| u32::from_str_radix(digits, 16).ok());
            // Each half of a surrogate pair counts two, so that the pair counts the four bytes it stands for.
            length += match unit {
                Some(0x20..0x80) => 1,
                Some(0x80..0x800 | 0xd800..0xe000) => 2,
                Some(0x800..) => 3,
                _ => 6,
            };
            at += 6;
        } else {
            (length, at) = (length + 2, at + 2);
        }
    }
    length
}

/// The message id of an event that is not read.
fn named(raw: &str) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Named<'a> {
        #[serde(borrow)]
        message_id: Option<&'a RawValue>,
    }
    let id = serde_json::from_str::<Named<'_>>(raw)
        .ok()?
        .message_id?
        .get();
    serde_json::from_str::<String>(id)
        .ok()
        .or_else(|| Some(id.to_owned()))
}
