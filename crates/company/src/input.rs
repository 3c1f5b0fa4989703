//! What is asked of the texts that people type in.

use kernel::{Error, FieldError};
use serde::{Deserialize, Deserializer};

/// The longest name of anything.
pub const LONGEST_NAME: usize = 200;
/// The longest text that explains something.
pub const LONGEST_TEXT: usize = 2_000;

/// A line of text: trimmed, not empty, without control characters, no longer than `longest` characters.
pub fn line(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new(field, "must not be empty"));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(field, "must be one line of plain text"));
    }
    within(field, text, longest)
}

/// A text of any number of lines; an empty one is none.
pub fn prose(field: &str, text: &str) -> Result<Option<String>, FieldError> {
    let text = text.trim();
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t' && c != '\r')
    {
        return Err(FieldError::new(field, "must be plain text"));
    }
    if text.is_empty() {
        Ok(None)
    } else {
        within(field, text, LONGEST_TEXT).map(Some)
    }
}

/// A name that may be missing; an empty one is.
pub fn maybe_line(field: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| line(field, text, LONGEST_NAME))
        .transpose()
}

fn within(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    if text.chars().count() > longest {
        return Err(FieldError::new(
            field,
            format!("must have at most {longest} characters"),
        ));
    }
    Ok(text.to_owned())
}

/// An email address as it is compared: trimmed and in small letters, with something on both sides of one `@`.
pub fn email(field: &str, text: &str) -> Result<String, FieldError> {
    let refuse = || FieldError::new(field, "is not an email address such as name@example.com");
    let email = text.trim().to_lowercase();
    let (local, domain) = email.split_once('@').ok_or_else(refuse)?;
    let plain = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| c == '@' || c.is_whitespace() || c.is_control())
    };
    if plain(local)
        && plain(domain)
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && email.len() <= 254
    {
        Ok(email)
    } else {
        Err(refuse())
    }
}

/// For a change: a field that is missing stays `None`, one that is there, also as null, is `Some`.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A rule of the database said that something is there already: says what, in the caller's words.
pub(crate) fn taken(error: Error, code: &'static str, message: &str) -> Error {
    match error {
        Error::Conflict { .. } => Error::conflict(code, message),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_compared_in_one_form() {
        assert_eq!(
            email("email", " Li.Lei@Example.COM ").unwrap(),
            "li.lei@example.com"
        );
        for bad in ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@.b", "a@b."] {
            assert!(email("email", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_are_plain_and_short() {
        assert_eq!(line("name", "  徐汇店 ", 10).unwrap(), "徐汇店");
        assert!(line("name", " ", 10).is_err());
        assert!(line("name", "a\nb", 10).is_err());
        assert!(line("name", "12345678901", 10).is_err());
        assert_eq!(prose("standard", " \n").unwrap(), None);
        assert_eq!(maybe_line("name_en", Some("")).unwrap(), None);
    }
}
