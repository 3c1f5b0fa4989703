//! Parameters and rows, in the five shapes both engines share, and lists of them for `= ANY($1)`.

use kernel::{
    Channel, ConsentId, CustomerId, DeliveryId, Error, FormId, IdentityId, IdentityKind, ImportId,
    MergeId, NoteId, Result, SessionId, SourceId, SubmissionId, TagRunId, Timestamp, TokenId,
    TouchId, TouchType, TouchpointId, UnitId, UserId, ViewId, WebhookId,
};

/// One parameter or one column of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// A 64-bit integer; also times, codes and booleans.
    Int(i64),
    /// A double.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes; also ids.
    Blob(Vec<u8>),
    /// A list for `= ANY($1)`.
    Ints(Vec<i64>),
    /// A list for `= ANY($1)`.
    Texts(Vec<String>),
    /// A list for `= ANY($1)`.
    Blobs(Vec<Vec<u8>>),
}

/// One row of an answer.
#[derive(Clone, Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The column at `index`, moved out of the row.
    ///
    /// # Errors
    /// When the column is missing or of another shape: a fault of the statement, not of the data.
    pub fn take<T: FromValue>(&mut self, index: usize) -> Result<T> {
        let value = self
            .0
            .get_mut(index)
            .map(|slot| std::mem::replace(slot, Value::Null));
        let value =
            value.ok_or_else(|| Error::internal(format_args!("a row has no column {index}")))?;
        T::from_value(value).ok_or_else(|| {
            Error::internal(format_args!(
                "column {index} has another type than expected"
            ))
        })
    }

    /// The columns as they came.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// The value, when the shape fits.
    fn from_value(value: Value) -> Option<Self>;
}

impl FromValue for Value {
    fn from_value(value: Value) -> Option<Self> {
        Some(value)
    }
}

impl FromValue for i64 {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(number) = value {
            Some(number)
        } else {
            None
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Real(number) => Some(number),
            #[expect(
                clippy::cast_precision_loss,
                reason = "SQLite answers a whole sum as an integer"
            )]
            Value::Int(number) => Some(number as f64),
            _ => None,
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value {
            Some(text)
        } else {
            None
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Blob(bytes) = value {
            Some(bytes)
        } else {
            None
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value) -> Option<Self> {
        Vec::<u8>::from_value(value)?.try_into().ok()
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        if value == Value::Null {
            Some(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

impl FromValue for IdentityId {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.0)
    }
}

impl From<IdentityId> for Value {
    fn from(id: IdentityId) -> Self {
        Self::Int(id.0)
    }
}

impl From<Vec<i64>> for Value {
    fn from(list: Vec<i64>) -> Self {
        Self::Ints(list)
    }
}

impl From<Vec<String>> for Value {
    fn from(list: Vec<String>) -> Self {
        Self::Texts(list)
    }
}

impl From<Vec<Vec<u8>>> for Value {
    fn from(list: Vec<Vec<u8>>) -> Self {
        Self::Blobs(list)
    }
}

macro_rules! byte_ids {
    ($($name:ident),*) => {$(
        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::Blob(id.0.to_vec())
            }
        }

        impl From<&$name> for Value {
            fn from(id: &$name) -> Self {
                Self::Blob(id.0.to_vec())
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Option<Self> {
                <[u8; 16]>::from_value(value).map(Self)
            }
        }
    )*};
}

byte_ids!(
    ConsentId,
    CustomerId,
    DeliveryId,
    FormId,
    ImportId,
    MergeId,
    NoteId,
    SessionId,
    SourceId,
    SubmissionId,
    TagRunId,
    TokenId,
    TouchId,
    TouchpointId,
    UnitId,
    UserId,
    ViewId,
    WebhookId
);

macro_rules! codes {
    ($($name:ident),*) => {$(
        impl From<$name> for Value {
            fn from(word: $name) -> Self {
                Self::Int(word.code())
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Option<Self> {
                i64::from_value(value).and_then(Self::from_code)
            }
        }
    )*};
}

codes!(Channel, IdentityKind, TouchType);

/// Parameters for a statement: `params![id, name, at]`.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Value] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Value::from($value)),+] as &[$crate::Value] };
}
