//! Files: customers, touches and orders read from csv, jsonl and Parquet, and written to them.
//!
//! Purpose: a file of any length becomes touches of the ledger with bounded memory, each row once for good, and what cannot be
//! read is told by line, column and reason while the good rows are kept.
//! How it works: [`source`] brings bytes into rows, [`field`] says which column is what ([`guess`] proposes it), [`row`] makes
//! the touch of a row, [`import`] appends them in chunks and keeps in [`register`] how far it came. [`out`] writes.
//! Invariants:
//! - no file makes it panic, and memory does not grow with the file: a row is held to [`MOST_ROW_BYTES`];
//! - a row without a message id is known again by a hash of what it says and of nothing else, so that the same file twice
//!   changes nothing, whatever the file is called and in whatever order its columns stand;
//! - a reject names the place and what would be right, and never repeats the value, which may be personal.
//!
//! To add a format: a variant of [`Format`], its reader in [`source`], its writer in [`out`]. To add a field: a variant of
//! [`Field`] and its arm in [`row`].

pub mod amount;
mod csv;
mod decode;
pub mod field;
pub mod guess;
pub mod import;
mod json;
mod jsonl;
pub mod moment;
pub mod out;
mod parquet;
pub mod register;
pub mod row;
pub mod source;
#[cfg(test)]
mod tests;
pub mod undo;

use std::fmt;
use std::str::FromStr;

use kernel::FieldError;
use serde::{Deserialize, Serialize};

pub use field::{Field, Mapping, Pair};
pub use source::{Cell, Record, Source};

/// The longest row that is read; a longer one is refused and passed over.
pub const MOST_ROW_BYTES: usize = 1 << 20;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// A customer a row.
    Customers,
    /// A touch a row.
    Touches,
    /// An order a row.
    Orders,
}

impl Holds {
    /// The name used in the API, on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Touches => "touches",
            Self::Orders => "orders",
        }
    }
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Holds {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        match text {
            "customers" => Ok(Self::Customers),
            "touches" => Ok(Self::Touches),
            "orders" => Ok(Self::Orders),
            _ => Err(FieldError::new(
                "holds",
                "is not one of customers, touches, orders",
            )),
        }
    }
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated values (RFC 4180); semicolons, tabs and bars are recognised.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// The name used in the API and as the ending of a file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The media type of an answer in this form.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// What the ending of a file's name says.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            "parquet" | "pq" => Some(Self::Parquet),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        match text {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::Jsonl),
            "parquet" => Ok(Self::Parquet),
            _ => Err(FieldError::new(
                "format",
                "is not one of csv, jsonl, parquet",
            )),
        }
    }
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reject {
    /// The line it begins on, counted from 1; of a Parquet file the row.
    pub line: u64,
    /// The column at fault; empty when it is the row as a whole.
    pub column: String,
    /// What is wrong and what would be right, without the value.
    pub reason: String,
}

impl Reject {
    /// A row that is wrong as a whole.
    pub(crate) fn row(line: u64, reason: impl Into<String>) -> Self {
        Self {
            line,
            column: String::new(),
            reason: reason.into(),
        }
    }
}

/// The entry for fuzzers: any bytes as csv and as jsonl, with a guessed mapping, through to times and amounts. Parquet is left
/// out, because its reader's panics are caught by us and would end a fuzzer.
pub fn parse_any(bytes: &[u8]) {
    for format in [Format::Csv, Format::Jsonl] {
        let Ok(mut source) = Source::open(format, Box::new(std::io::Cursor::new(bytes.to_vec())))
        else {
            continue;
        };
        let (columns, samples) = (source.columns().to_vec(), source.samples().to_vec());
        for holds in [Holds::Customers, Holds::Touches, Holds::Orders] {
            let _proposed = guess::mapping(holds, &columns, &samples);
        }
        while let Ok(Some(read)) = source.next() {
            let Ok(record) = read else { continue };
            for text in record.cells.iter().filter_map(Cell::text) {
                let _time_or_not = moment::parse(&text, &jiff::tz::TimeZone::UTC);
                let _amount_or_not = amount::decimal(&text);
            }
        }
    }
}
