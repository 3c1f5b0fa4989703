//! A file as rows under columns, whatever its format.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, Read};

use serde_json::Value;

use super::csv::Csv;
use super::decode::Text;
use super::jsonl::{self, Jsonl};
use super::parquet::Parquet;
use super::{Format, Reject};

/// Rows looked at before the first is taken, to guess what the columns are.
const SAMPLES: usize = 200;

/// One value of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or only white space.
    #[default]
    Nothing,
    /// A text.
    Text(String),
    /// Something with a type of its own.
    Json(Value),
}

impl Cell {
    /// A cell of what stood between quotation marks and after them.
    pub(super) fn of(mut inner: String, after: &str) -> Self {
        inner.push_str(after);
        if inner.trim().is_empty() {
            Self::Nothing
        } else {
            Self::Text(inner)
        }
    }

    pub(super) fn of_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::String(text) => Self::of(text.clone(), ""),
            value => Self::Json(value.clone()),
        }
    }

    /// The value as a text without white space around it; none where there is nothing.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(Cow::Borrowed(text.trim())),
            Self::Json(value) => Some(Cow::Owned(written(value))),
        }
    }
}

/// A whole number stays one also where a table with gaps keeps it as a fraction: 13812345678.0 is a telephone's.
fn written(value: &Value) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value.as_f64().filter(|_| value.is_f64()) {
        Some(number) if number.fract() == 0.0 && number.abs() < EXACT => format!("{number:.0}"),
        _ => value.to_string(),
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The line it begins on, counted from 1; of a Parquet file the row.
    pub line: u64,
    /// Its values, one for each column.
    pub cells: Vec<Cell>,
}

/// A row, or why it cannot be read.
pub(super) type Read1 = Result<Record, Reject>;

/// A file that is read.
pub struct Source {
    form: Form,
    columns: Vec<String>,
    ahead: VecDeque<Read1>,
    samples: Vec<Record>,
}

enum Form {
    Csv(Box<Csv>),
    Jsonl(Box<Jsonl>),
    Parquet(Box<Parquet>),
}

impl Source {
    /// Opens a file and reads its columns and first rows. What is not such a file is an error; a wrong row is not.
    pub fn open(format: Format, input: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut source = match format {
            Format::Csv => {
                let csv = Csv::open(Text::new(input))?;
                let columns = csv.columns.clone();
                Self::new(Form::Csv(Box::new(csv)), columns)
            }
            Format::Jsonl => return Self::of_jsonl(Jsonl::new(Text::new(input))),
            Format::Parquet => {
                let parquet = Parquet::open(input)?;
                let columns = parquet.columns.clone();
                Self::new(Form::Parquet(Box::new(parquet)), columns)
            }
        };
        while source.ahead.len() < SAMPLES
            && let Some(read) = source.read()?
        {
            source.ahead.push_back(read);
        }
        source.samples = source.ahead.iter().flatten().cloned().collect();
        Ok(source)
    }

    fn new(form: Form, columns: Vec<String>) -> Self {
        Self {
            form,
            columns,
            ahead: VecDeque::new(),
            samples: Vec::new(),
        }
    }

    /// The columns of jsonl are those its first rows have.
    fn of_jsonl(mut jsonl: Jsonl) -> io::Result<Self> {
        let (mut objects, mut columns) = (Vec::new(), Vec::new());
        while objects.len() < SAMPLES
            && let Some(read) = jsonl.next()?
        {
            if let Ok((_, object)) = &read {
                jsonl::paths(object, "", &mut columns);
            }
            objects.push(read);
        }
        let ahead: VecDeque<Read1> = objects
            .into_iter()
            .map(|read| read.map(|(line, object)| pick(line, &object, &columns)))
            .collect();
        let samples = ahead.iter().flatten().cloned().collect();
        Ok(Self {
            form: Form::Jsonl(Box::new(jsonl)),
            columns,
            ahead,
            samples,
        })
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The first rows.
    #[must_use]
    pub fn samples(&self) -> &[Record] {
        &self.samples
    }

    /// Whether a column that no header names may still come: objects need not have all their names at the beginning.
    #[must_use]
    pub const fn may_have_more(&self) -> bool {
        matches!(self.form, Form::Jsonl(_))
    }

    /// Looks for one more column in rows that are read from now on.
    pub(super) fn add_column(&mut self, name: &str) {
        self.columns.push(name.to_owned());
        for record in self.ahead.iter_mut().flatten() {
            record.cells.push(Cell::Nothing);
        }
    }

    /// The next row, or why it cannot be read; none at the end.
    #[allow(
        clippy::should_implement_trait,
        reason = "it can fail as a whole as well as for one row"
    )]
    pub fn next(&mut self) -> io::Result<Option<Result<Record, Reject>>> {
        match self.ahead.pop_front() {
            Some(read) => Ok(Some(read)),
            None => self.read(),
        }
    }

    fn read(&mut self) -> io::Result<Option<Read1>> {
        match &mut self.form {
            Form::Csv(csv) => csv.next(),
            Form::Jsonl(jsonl) => {
                let read = jsonl.next()?;
                Ok(read.map(|read| read.map(|(line, object)| pick(line, &object, &self.columns))))
            }
            Form::Parquet(parquet) => parquet.next(),
        }
    }
}

fn pick(line: u64, object: &serde_json::Map<String, Value>, columns: &[String]) -> Record {
    let cells = columns
        .iter()
        .map(|column| jsonl::at(object, column).map_or(Cell::Nothing, Cell::of_json))
        .collect();
    Record { line, cells }
}
