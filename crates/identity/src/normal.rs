//! Identifiers brought to one form, so that one person's mailbox, number or card is one identity however it was typed.
//!
//! Purpose: [`normalise`] turns what a channel sent into the only form that is stored, hashed and compared, or refuses it
//! and says what would be right. It is pure and meant for the hot path: no regular expressions, no tables built at start.
//!
//! Invariants:
//! - It never panics, and its result is its own normal form: `normalise(kind, normal) == normal`.
//! - A wrong merge costs more than a missed one. So what is doubtful is refused and never guessed, what stands for nobody
//!   (`null`, `guest`, `0000`) is refused as *blocked*, and what hides a part of itself (`138****1234`) as *malformed*.
//! - A refusal never repeats the value, which may be personal.
//! - The normal form of a value already stored must not change: a new rule comes with a new
//!   [`RULES_VERSION`](crate::trust::RULES_VERSION) and a rebuild.
//!
//! To add a kind: an arm in `form`, its function in `ids` or in a file of its own, an arm in [`mask()`], a row in
//! [`trust`](crate::trust), and cases in `tests`. To add a placeholder: a line in `placeholder`.

mod email;
mod ids;
pub mod mask;
mod phone;
mod placeholder;
#[cfg(test)]
mod tests;

use kernel::{FieldError, IdentityKind};

pub use mask::{mask, mask_name};
pub use phone::dialled;

/// What normalising has to know of the company, or of the touchpoint the value was seen at.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    home: &'static phone::Plan,
}

impl Context {
    /// The context of a place in `default_country` (ISO 3166-1, two letters), whose numbers are written without their country.
    pub fn new(default_country: &str) -> Result<Self, FieldError> {
        phone::home(default_country)
            .map(|home| Self { home })
            .ok_or_else(|| {
                FieldError::new(
                    "country",
                    "is not a country of ISO 3166-1 with two letters, such as CN",
                )
            })
    }
}

impl Default for Context {
    fn default() -> Self {
        Self {
            home: phone::china(),
        }
    }
}

/// An identifier in its only form. Holding one proves that it went through [`normalise`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Normal {
    kind: IdentityKind,
    value: String,
}

impl Normal {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The value, taken out.
    #[must_use]
    pub fn into_value(self) -> String {
        self.value
    }
}

/// Why a value is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It stands for nobody, or for everybody: a placeholder.
    Blocked,
    /// It has not the form of its kind.
    Malformed,
    /// It is longer than its kind can be.
    TooLong,
}

impl Reason {
    /// The stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Malformed => "malformed",
            Self::TooLong => "too_long",
        }
    }
}

/// A value that was refused: what is wrong, and what would be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind it was offered as.
    pub kind: IdentityKind,
    /// What is wrong.
    pub reason: Reason,
    /// What would be right.
    pub expected: &'static str,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = match self.reason {
            Reason::Blocked => "stands for nobody",
            Reason::Malformed => "is malformed",
            Reason::TooLong => "is too long",
        };
        write!(f, "{} {what}; expected {}", self.kind, self.expected)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for FieldError {
    fn from(refusal: Refusal) -> Self {
        let text = refusal.to_string();
        Self::new(
            refusal.kind.as_str(),
            text.trim_start_matches(refusal.kind.as_str()).trim_start(),
        )
    }
}

impl From<Refusal> for kernel::Error {
    fn from(refusal: Refusal) -> Self {
        FieldError::from(refusal).into()
    }
}

/// Longer than any kind allows, in whatever writing; not even looked at.
const MOST_BYTES: usize = 1024;

/// The only form of `raw` as an identifier of `kind`.
pub fn normalise(kind: IdentityKind, raw: &str, context: &Context) -> Result<Normal, Refusal> {
    let refuse = |reason| Refusal {
        kind,
        reason,
        expected: expected(kind, reason),
    };
    if raw.len() > MOST_BYTES {
        return Err(refuse(Reason::TooLong));
    }
    let raw = trimmed(raw);
    if placeholder::is_placeholder(raw) {
        return Err(refuse(Reason::Blocked));
    }
    let value = form(kind, raw, context).map_err(refuse)?;
    // Full-width zeros and `##0` show what they are only now.
    if value != raw && placeholder::is_placeholder(&value) {
        return Err(refuse(Reason::Blocked));
    }
    Ok(Normal { kind, value })
}

fn form(kind: IdentityKind, raw: &str, context: &Context) -> Result<String, Reason> {
    match kind {
        IdentityKind::Email => email::normalise(raw),
        IdentityKind::Phone => phone::normalise(raw, context.home),
        IdentityKind::UserId => ids::account(raw, 255),
        IdentityKind::AnonymousId => ids::account(raw, 128),
        IdentityKind::Device => ids::device(raw),
        IdentityKind::Openid => ids::openid(raw),
        IdentityKind::Unionid | IdentityKind::ExternalUserid => ids::token(raw, 6..=64),
        IdentityKind::Psid => ids::psid(raw),
        IdentityKind::Bsuid => ids::bsuid(raw),
        IdentityKind::Card => ids::card(raw),
        IdentityKind::Order => ids::order(raw),
        IdentityKind::Plate => ids::plate(raw),
        IdentityKind::IdHash => ids::id_hash(raw),
    }
}

/// What would be right, for the person or the programmer who sent it.
const fn expected(kind: IdentityKind, reason: Reason) -> &'static str {
    if matches!(reason, Reason::Blocked) {
        return "the customer's own identifier, and none at all where it is not known";
    }
    match kind {
        IdentityKind::Email => "one full address such as li.na@shop.cn, at most 254 characters",
        IdentityKind::Phone => {
            "one full number such as +86 138 1234 5678 or 021-6255 1234, with its area code"
        }
        IdentityKind::UserId => "the account number, at most 255 bytes on one line",
        IdentityKind::AnonymousId => "the visitor's id, at most 128 bytes on one line",
        IdentityKind::Device => "the device's id, at most 128 bytes on one line",
        IdentityKind::Openid => "openid@appid, because an openid means nothing outside its app",
        IdentityKind::Unionid => "the unionid: 6 to 64 letters, digits, '-' or '_'",
        IdentityKind::ExternalUserid => "the external_userid: 6 to 64 letters, digits, '-' or '_'",
        IdentityKind::Psid => {
            "the page-scoped id: 5 to 32 digits, optionally followed by @ and the page's id"
        }
        IdentityKind::Bsuid => {
            "the business-scoped id such as CN.13491208655302741918, at most 160 characters"
        }
        IdentityKind::Card => "the card's number: 4 to 40 letters and digits",
        IdentityKind::Order => "the order's number, at most 80 bytes on one line",
        IdentityKind::Plate => "a number plate such as 京A12345 or 京AD12345",
        IdentityKind::IdHash => {
            "the hash as 32 to 128 hexadecimal digits, and never the number itself"
        }
    }
}

/// Without what people and spreadsheets leave around a value and nobody sees.
fn trimmed(raw: &str) -> &str {
    let bytes = raw.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => raw,
        _ => raw.trim_matches(is_invisible),
    }
}

/// White space, control characters, and the marks of direction and width that contacts copied from a phone carry.
fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
