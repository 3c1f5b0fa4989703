//! What is told of a request or an event that was not taken.

use kernel::FieldError;
use serde::Serialize;

/// Why a body is no request at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Malformed {}

/// An event that was refused, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Its place in the batch, from 0.
    pub index: usize,
    /// Its message id, cut when it is too long.
    pub message_id: Option<String>,
    /// The field that is wrong.
    pub field: String,
    /// What would be right; never the value.
    pub message: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "event {}", self.index)?;
        if let Some(id) = &self.message_id {
            write!(f, " ({id})")?;
        }
        write!(f, ": {} {}", self.field, self.message)
    }
}

impl From<&Refused> for FieldError {
    fn from(refused: &Refused) -> Self {
        let id = refused
            .message_id
            .as_ref()
            .map_or(String::new(), |id| format!(" (messageId {id})"));
        Self::new(
            format!("batch[{}].{}", refused.index, refused.field),
            format!("{}{id}", refused.message),
        )
    }
}
