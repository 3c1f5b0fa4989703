//! What came in, before anything of it is believed: the same from a page (`application/x-www-form-urlencoded`) and from a
//! program (JSON). Names that begin with an underscore are ours, all others are answers.

use kernel::FieldError;
use serde_json::Value;

use super::TRAP;

/// Names and values in one submission at most.
const MOST_PAIRS: usize = 2_000;

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// Each answer, several of one name where several were ticked.
    pub answers: Vec<(String, String)>,
    /// The signed stamp of the form that was shown.
    pub stamp: String,
    /// The language it was shown in.
    pub language: Option<String>,
    /// The address of the page it was shown on.
    pub page: Option<String>,
    /// The page the visitor came from.
    pub referrer: Option<String>,
    /// The visitor as our snippet knows them.
    pub anonymous_id: Option<String>,
    /// The proof of work, when one was asked for.
    pub work: String,
    /// What a program filled in that no person sees.
    pub trap: String,
}

impl Posted {
    /// What a page sent.
    #[must_use]
    pub fn of_page(body: &[u8]) -> Self {
        let mut posted = Self::default();
        for pair in body.split(|byte| *byte == b'&').take(MOST_PAIRS) {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(parts.next().unwrap_or_default());
            let value = decoded(parts.next().unwrap_or_default());
            posted.put(name, value);
        }
        posted
    }

    /// What a program sent: `{"answers": {"key": "text" | number | true | ["a", "b"]}, "stamp": …, "language": …, "page": …,
    /// "referrer": …, "anonymous_id": …, "work": …}`.
    pub fn of_json(body: &[u8]) -> Result<Self, FieldError> {
        let refuse = |place: &str, message: &str| Err(FieldError::new(place, message));
        let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
            return refuse("body", "is no JSON object");
        };
        let mut posted = Self::default();
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("answers", Value::Object(answers)) => {
                    for (key, value) in answers.into_iter().take(MOST_PAIRS) {
                        if key.starts_with('_') {
                            return refuse("answers", "are under the keys of the form's fields");
                        }
                        posted.answer(&key, value)?;
                    }
                }
                ("answers", _) => return refuse("answers", "must be an object"),
                (_, Value::Null) => {}
                (
                    "stamp" | "language" | "page" | "referrer" | "anonymous_id" | "work" | TRAP,
                    Value::String(text),
                ) => {
                    let ours = if name == TRAP {
                        name
                    } else {
                        format!("_{name}")
                    };
                    posted.put(ours, text);
                }
                (
                    "stamp" | "language" | "page" | "referrer" | "anonymous_id" | "work" | TRAP,
                    _,
                ) => {
                    return refuse(&name, "must be a text");
                }
                _ => {}
            }
        }
        Ok(posted)
    }

    /// The answers of one name.
    pub fn said<'p>(&'p self, key: &'p str) -> impl Iterator<Item = &'p str> {
        let mine = move |(name, _): &&(String, String)| name == key;
        self.answers
            .iter()
            .filter(mine)
            .map(|(_, value)| value.as_str())
    }

    fn answer(&mut self, key: &str, value: Value) -> Result<(), FieldError> {
        let text = match value {
            Value::Null | Value::Bool(false) => return Ok(()),
            Value::Bool(true) => "on".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text,
            Value::Array(items) => {
                for item in items.into_iter().take(MOST_PAIRS) {
                    if matches!(item, Value::Array(_) | Value::Object(_)) {
                        return Err(nested(key));
                    }
                    self.answer(key, item)?;
                }
                return Ok(());
            }
            Value::Object(_) => return Err(nested(key)),
        };
        self.put(key.to_owned(), text);
        Ok(())
    }

    fn put(&mut self, name: String, value: String) {
        match name.as_str() {
            "_stamp" => self.stamp = value,
            "_language" => self.language = some(value),
            "_page" => self.page = some(value),
            "_referrer" => self.referrer = some(value),
            "_anonymous_id" => self.anonymous_id = some(value),
            "_work" => self.work = value,
            TRAP => self.trap = value,
            _ if name.starts_with('_') || name.is_empty() => {}
            _ if self.answers.len() < MOST_PAIRS => self.answers.push((name, value)),
            _ => {}
        }
    }
}

fn nested(key: &str) -> FieldError {
    let key: String = key.chars().take(40).collect();
    FieldError::new(
        format!("answers.{key}"),
        "must be a text, a number, true or a list of them",
    )
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A name or a value of a page's form, with its escapes resolved; bytes that are no UTF-8 become U+FFFD.
fn decoded(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => out.push(b' '),
            b'%' => match after
                .split_at_checked(2)
                .and_then(|(digits, later)| Some((hex(digits)?, later)))
            {
                Some((byte, later)) => {
                    out.push(byte);
                    rest = later;
                }
                None => out.push(b'%'),
            },
            other => out.push(*other),
        }
    }
    // Browsers send the ends of lines as CR LF.
    String::from_utf8_lossy(&out).replace("\r\n", "\n")
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    Some(digit(digits.first()?)? << 4 | digit(digits.get(1)?)?)
}
