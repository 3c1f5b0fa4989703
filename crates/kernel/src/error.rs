//! The one error of every layer below the wire.
//!
//! `server` turns it into an RFC 9457 problem; the command line turns it into a message and an exit code. The kinds
//! say who must act: the caller ([`Error::Invalid`], [`Error::NotFound`], [`Error::Conflict`], [`Error::Forbidden`]), time
//! ([`Error::Unavailable`], [`Error::Contended`]) or the operator ([`Error::Internal`]).

use std::fmt;

/// What is wrong with one field of an input, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// Where: a path such as `batch[3].timestamp`.
    pub field: String,
    /// What is wrong and what would be right, without the value itself, which may be personal.
    pub message: String,
}

impl FieldError {
    /// An error at `field`.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }

    /// The same error, told of the field's place in a larger input.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.message)
    }
}

impl std::error::Error for FieldError {}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong; the fields say where.
    #[error("{}", join(.0))]
    Invalid(Vec<FieldError>),
    /// What was asked for is not there; the word says what.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// The state does not allow it.
    #[error("{message}")]
    Conflict {
        /// A stable word for programs.
        code: &'static str,
        /// A sentence for people.
        message: String,
    },
    /// The caller may not.
    #[error("not allowed: {0}")]
    Forbidden(String),
    /// The database, the disk or a peer cannot be used now; trying again later is right.
    #[error("temporarily unavailable: {0}")]
    Unavailable(String),
    /// Two transactions wanted the same thing; the store tries again by itself.
    #[error("contended")]
    Contended,
    /// A fault of ours.
    #[error("internal error: {0}")]
    Internal(String),
}

fn join(fields: &[FieldError]) -> String {
    fields
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

impl Error {
    /// One wrong field.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }

    /// A state that does not allow it.
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::Conflict {
            code,
            message: message.into(),
        }
    }

    /// A fault of ours, told by what was noticed.
    pub fn internal(what: impl fmt::Display) -> Self {
        Self::Internal(what.to_string())
    }
}

impl From<FieldError> for Error {
    fn from(field: FieldError) -> Self {
        Self::Invalid(vec![field])
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}
