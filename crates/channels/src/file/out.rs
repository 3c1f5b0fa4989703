//! Writing rows under columns as csv, jsonl or Parquet, with bounded memory: csv and jsonl as they come, Parquet in groups of
//! rows.
//!
//! To add a column: in the caller, which knows what it writes. To add a format: a variant of [`Format`] and of `Form`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use kernel::Timestamp;
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::{Format, json};

/// Rows, and bytes of their texts, in one group of a Parquet file.
const GROUP_ROWS: usize = 20_000;
const GROUP_BYTES: usize = 16 << 20;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Whole numbers.
    Int,
    /// Truth values.
    Bool,
    /// Moments.
    Time,
    /// JSON, which csv and Parquet hold as text.
    Json,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// None.
    Null,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A moment.
    Time(Timestamp),
    /// The text of some JSON.
    Json(String),
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

/// Writes rows.
pub struct Writer<W: Write + Send> {
    columns: Cow<'static, [Column]>,
    form: Form<W>,
}

enum Form<W: Write + Send> {
    Csv(W),
    Jsonl(W),
    Parquet {
        file: Box<SerializedFileWriter<W>>,
        rows: Vec<Vec<Value>>,
        bytes: usize,
    },
}

impl<W: Write + Send> Writer<W> {
    /// A writer of rows under these columns.
    pub fn new(
        format: Format,
        columns: impl Into<Cow<'static, [Column]>>,
        mut out: W,
    ) -> io::Result<Self> {
        let columns = columns.into();
        let form = match format {
            Format::Csv => {
                // With the mark, Excel reads it as UTF-8.
                let mut line = String::from("\u{feff}");
                for (place, column) in columns.iter().enumerate() {
                    if place > 0 {
                        line.push(',');
                    }
                    csv_cell(&column.name, &mut line);
                }
                line.push_str("\r\n");
                out.write_all(line.as_bytes())?;
                Form::Csv(out)
            }
            Format::Jsonl => Form::Jsonl(out),
            Format::Parquet => {
                let level = ZstdLevel::try_new(1).map_err(io::Error::other)?;
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(level))
                    .build();
                let file = SerializedFileWriter::new(
                    out,
                    Arc::new(schema(&columns).map_err(io::Error::other)?),
                    Arc::new(properties),
                )
                .map_err(io::Error::other)?;
                Form::Parquet {
                    file: Box::new(file),
                    rows: Vec::new(),
                    bytes: 0,
                }
            }
        };
        Ok(Self { columns, form })
    }

    /// Writes one row, a value for each column.
    pub fn row(&mut self, row: Vec<Value>) -> io::Result<()> {
        match &mut self.form {
            Form::Csv(out) => out.write_all(csv_line(&row).as_bytes()),
            Form::Jsonl(out) => out.write_all(json_line(&self.columns, &row).as_bytes()),
            Form::Parquet { file, rows, bytes } => {
                *bytes += row.iter().map(weight).sum::<usize>();
                rows.push(row);
                if rows.len() >= GROUP_ROWS || *bytes >= GROUP_BYTES {
                    group(file, &self.columns, rows).map_err(io::Error::other)?;
                    (*rows, *bytes) = (Vec::new(), 0);
                }
                Ok(())
            }
        }
    }

    /// Writes what is left, and the end.
    pub fn finish(self) -> io::Result<W> {
        match self.form {
            Form::Csv(out) | Form::Jsonl(out) => Ok(out),
            Form::Parquet { mut file, rows, .. } => {
                if !rows.is_empty() {
                    group(&mut file, &self.columns, &rows).map_err(io::Error::other)?;
                }
                file.into_inner().map_err(io::Error::other)
            }
        }
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Json(text) => 32 + text.len(),
        _ => 32,
    }
}

fn csv_line(row: &[Value]) -> String {
    let mut line = String::new();
    for (place, value) in row.iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        match value {
            Value::Null => {}
            Value::Text(text) => csv_cell(text, &mut line),
            Value::Json(text) => csv_cell(text, &mut line),
            Value::Int(number) => line.push_str(&number.to_string()),
            Value::Bool(flag) => line.push_str(if *flag { "true" } else { "false" }),
            Value::Time(at) => line.push_str(&at.to_string()),
        }
    }
    line.push_str("\r\n");
    line
}

/// A cell, quoted where it must be. What a spreadsheet would take for a formula is led by an apostrophe; a telephone's plus
/// sign before a digit is none.
pub fn csv_cell(text: &str, line: &mut String) {
    let mut letters = text.chars();
    let formula = match letters.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !letters.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => false,
    };
    if !formula && !text.contains([',', '"', '\n', '\r']) && text.trim().len() == text.len() {
        line.push_str(text);
        return;
    }
    line.push('"');
    if formula {
        line.push('\'');
    }
    line.push_str(&text.replace('"', "\"\""));
    line.push('"');
}

fn json_line(columns: &[Column], row: &[Value]) -> String {
    let mut line = String::from("{");
    for (column, value) in columns.iter().zip(row) {
        json::name(&column.name, &mut line);
        match value {
            Value::Null => line.push_str("null"),
            Value::Text(text) => json::quote(text, &mut line),
            Value::Json(text) => line.push_str(text),
            Value::Int(number) => line.push_str(&number.to_string()),
            Value::Bool(flag) => line.push_str(if *flag { "true" } else { "false" }),
            Value::Time(at) => json::quote(&at.to_string(), &mut line),
        }
    }
    line.push_str("}\n");
    line
}

fn schema(columns: &[Column]) -> Result<Type, ParquetError> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            Kind::Text | Kind::Json => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Int => (Physical::INT64, None),
            Kind::Bool => (Physical::BOOLEAN, None),
            Kind::Time => (
                Physical::INT64,
                Some(LogicalType::timestamp(true, TimeUnit::MICROS)),
            ),
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL);
        field.build().map(Arc::new)
    });
    Type::group_type_builder("rows")
        .with_fields(fields.collect::<Result<Vec<_>, _>>()?)
        .build()
}

fn group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    columns: &[Column],
    rows: &[Vec<Value>],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for (place, column) in columns.iter().enumerate() {
        match column.kind {
            Kind::Text | Kind::Json => {
                write::<ByteArrayType, _>(&mut group, rows, place, |value| match value {
                    Value::Text(text) | Value::Json(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                })?
            }
            Kind::Int | Kind::Time => {
                write::<Int64Type, _>(&mut group, rows, place, |value| match value {
                    Value::Int(number) => Some(*number),
                    Value::Time(at) => Some(at.micros()),
                    _ => None,
                })?
            }
            Kind::Bool => write::<BoolType, _>(&mut group, rows, place, |value| match value {
                Value::Bool(flag) => Some(*flag),
                _ => None,
            })?,
        }
    }
    group.close().map(|_| ())
}

fn write<D: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    rows: &[Vec<Value>],
    place: usize,
    take: impl Fn(&Value) -> Option<D::T>,
) -> Result<(), ParquetError> {
    let told: Vec<Option<D::T>> = rows
        .iter()
        .map(|row| row.get(place).and_then(&take))
        .collect();
    let levels: Vec<i16> = told
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect();
    let values: Vec<D::T> = told.into_iter().flatten().collect();
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a column is missing".into()));
    };
    column
        .typed::<D>()
        .write_batch(&values, Some(&levels), None)?;
    column.close()
}
