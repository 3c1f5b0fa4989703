//! Apache Parquet.
//!
//! A Parquet file is read from its end, so what comes in as a stream is first laid on disk, in a file without a name that is gone
//! when it is closed. Then row group after row group is read. The crate that reads it panics on some damaged files; that is
//! caught here and told as damage.

use std::io::{self, Read, Seek};
use std::panic::AssertUnwindSafe;

use parquet::basic::{LogicalType, TimeUnit};
use parquet::data_type::Decimal;
use parquet::errors::ParquetError;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Number, Value};

use super::Reject;
use super::source::{Cell, Read1, Record};

pub(super) struct Parquet {
    rows: RowIter<'static>,
    row: u64,
    pub(super) columns: Vec<String>,
    sorts: Vec<Sort>,
}

/// What a column holds beyond what the type of its values says.
#[derive(Clone, Copy)]
enum Sort {
    Plain,
    /// Times: so many of its units are a thousandth of a second, of UTC or of a clock on a wall.
    Time {
        unit: Unit,
        utc: bool,
    },
}

#[derive(Clone, Copy)]
enum Unit {
    Millis,
    Micros,
    Nanos,
}

impl Parquet {
    pub(super) fn open(mut input: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut input, &mut file)?;
        file.rewind()?;
        guarded(|| {
            let reader = SerializedFileReader::new(file)?;
            let schema = reader.metadata().file_metadata().schema().clone();
            let fields = schema.get_fields();
            let columns = fields.iter().map(|field| field.name().to_owned()).collect();
            let sorts = fields
                .iter()
                .map(|field| sort(field.get_basic_info().logical_type_ref()))
                .collect();
            let rows = RowIter::from_file_into(Box::new(reader));
            Ok(Self {
                rows,
                row: 0,
                columns,
                sorts,
            })
        })
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Read1>> {
        let rows = &mut self.rows;
        let Some(row) = guarded(|| rows.next().transpose())? else {
            return Ok(None);
        };
        self.row += 1;
        Ok(Some(self.record(row)))
    }

    fn record(&self, row: Row) -> Read1 {
        let fields = row.into_columns();
        if fields.len() != self.columns.len() {
            return Err(Reject::row(self.row, "has not the columns of the file"));
        }
        let cells = fields
            .into_iter()
            .zip(&self.sorts)
            .map(|((_, field), sort)| cell(field, *sort))
            .collect();
        Ok(Record {
            line: self.row,
            cells,
        })
    }
}

/// Runs the reader; a panic in it is damage of the file.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> io::Result<T> {
    let damaged = |what: &str| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("is not a Parquet file that can be read: {what}"),
        )
    };
    match std::panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(damaged(&error.to_string())),
        Err(_) => Err(damaged("it is damaged")),
    }
}

fn sort(logical: Option<&LogicalType>) -> Sort {
    let Some(LogicalType::Timestamp(kind)) = logical else {
        return Sort::Plain;
    };
    let unit = match kind.unit {
        TimeUnit::MILLIS => Unit::Millis,
        TimeUnit::MICROS => Unit::Micros,
        TimeUnit::NANOS => Unit::Nanos,
    };
    Sort::Time {
        unit,
        utc: kind.is_adjusted_to_u_t_c,
    }
}

fn cell(field: Field, sort: Sort) -> Cell {
    let says_utc = match sort {
        Sort::Time { utc, .. } => utc,
        Sort::Plain => true,
    };
    match (field, sort) {
        (Field::Null, _) => Cell::Nothing,
        (Field::Long(number), Sort::Time { unit, utc }) => {
            let micros = match unit {
                Unit::Millis => number.saturating_mul(1_000),
                Unit::Micros => number,
                Unit::Nanos => number.div_euclid(1_000),
            };
            Cell::Text(moment(micros, utc))
        }
        (Field::TimestampMicros(micros), _) => Cell::Text(moment(micros, says_utc)),
        (Field::TimestampMillis(millis), _) => {
            Cell::Text(moment(millis.saturating_mul(1_000), says_utc))
        }
        (Field::Str(text), _) => Cell::of(text, ""),
        (field, _) => Cell::of_json(&json(&field)),
    }
}

fn moment(micros: i64, utc: bool) -> String {
    let text = kernel::Timestamp(micros).to_string();
    if utc {
        text
    } else {
        text.trim_end_matches('Z').to_owned()
    }
}

fn json(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => Value::Bool(*flag),
        Field::Byte(number) => Value::from(*number),
        Field::Short(number) => Value::from(*number),
        Field::Int(number) => Value::from(*number),
        Field::Long(number) => Value::from(*number),
        Field::UByte(number) => Value::from(*number),
        Field::UShort(number) => Value::from(*number),
        Field::UInt(number) => Value::from(*number),
        Field::ULong(number) => Value::from(*number),
        Field::Float16(number) => real(f64::from(*number)),
        // Through its own digits: 19.9 as a single is not 19.899999618 to whoever wrote it.
        Field::Float(number) => real(number.to_string().parse().unwrap_or(f64::from(*number))),
        Field::Double(number) => real(*number),
        Field::Decimal(decimal) => Value::String(digits(decimal)),
        Field::Str(text) => Value::String(text.clone()),
        Field::Bytes(bytes) => Value::String(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Date(days) => {
            Value::String(moment(i64::from(*days) * kernel::Timestamp::DAY, true)[..10].to_owned())
        }
        Field::TimeMillis(millis) => Value::from(*millis),
        Field::TimeMicros(micros) => Value::from(*micros),
        Field::TimestampMillis(millis) => Value::String(moment(millis.saturating_mul(1_000), true)),
        Field::TimestampMicros(micros) => Value::String(moment(*micros, true)),
        Field::Group(row) => Value::Object(
            row.get_column_iter()
                .map(|(name, field)| (name.clone(), json(field)))
                .collect(),
        ),
        Field::ListInternal(list) => Value::Array(list.elements().iter().map(json).collect()),
        Field::MapInternal(map) => {
            let entry = |(key, value): &(Field, Field)| match json(key) {
                Value::String(name) => (name, json(value)),
                other => (other.to_string(), json(value)),
            };
            Value::Object(map.entries().iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

fn real(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A decimal as it is written: its unscaled bytes are a number of two's complement, the first byte highest.
fn digits(decimal: &Decimal) -> String {
    let bytes = decimal.data();
    if bytes.is_empty() || bytes.len() > 16 {
        return String::new();
    }
    let negative = bytes[0] & 0x80 != 0;
    let mut wide = [if negative { 0xff } else { 0 }; 16];
    wide[16 - bytes.len()..].copy_from_slice(bytes);
    let number = i128::from_be_bytes(wide);
    let scale = usize::try_from(decimal.scale()).unwrap_or(0).min(40);
    let text = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = text.split_at(text.len() - scale);
    let sign = if negative { "-" } else { "" };
    if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}
