//! Comma-separated values (RFC 4180), as programs really write them.
//!
//! A quotation mark that is opened and never closed would swallow the rows after it. So a row that spans lines and does not
//! fit the header is refused by its first line alone, and reading goes on with the next.

use std::io;

use memchr::{memchr, memchr3};

use super::decode::Text;
use super::source::{Cell, Read1, Record};
use super::{MOST_ROW_BYTES, Reject};

/// The signs that may stand between cells, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) struct Csv {
    text: Text,
    buffer: String,
    at: usize,
    line: u64,
    ended: bool,
    delimiter: u8,
    pub(super) columns: Vec<String>,
}

/// What was found at the beginning of a text.
enum Found {
    /// A row of so many bytes with its end, over so many lines.
    Row {
        cells: Vec<Cell>,
        length: usize,
        lines: u64,
        /// A closing quotation mark is followed by more than the end of its cell.
        lax: bool,
    },
    /// The text ends before the row does.
    More,
    /// The file ends inside a quoted cell.
    Open,
}

impl Csv {
    pub(super) fn open(text: Text) -> io::Result<Self> {
        let mut csv = Self {
            text,
            buffer: String::new(),
            at: 0,
            line: 1,
            ended: false,
            delimiter: b',',
            columns: Vec::new(),
        };
        csv.more()?;
        while !csv.ended
            && csv.buffer.len() < 64 << 10
            && memchr(b'\n', csv.buffer.as_bytes()).is_none()
        {
            csv.more()?;
        }
        csv.delimiter = sniff(&csv.buffer);
        let header = match csv.row()? {
            Some(Ok(row)) => row.cells,
            Some(Err(_)) => return Err(io::Error::other("its first line is no header of columns")),
            None => return Ok(csv),
        };
        csv.columns = names(header);
        Ok(csv)
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Read1>> {
        let Some(read) = self.row()? else {
            return Ok(None);
        };
        let Row {
            begin,
            line,
            mut cells,
            lines,
            lax,
        } = match read {
            Ok(row) => row,
            Err(reject) => return Ok(Some(Err(reject))),
        };
        let width = self.columns.len();
        while cells.len() > width && cells.last().is_some_and(|cell| *cell == Cell::Nothing) {
            cells.pop();
        }
        let lost = lines > 1 && lax;
        if cells.len() == width && !lost {
            return Ok(Some(Ok(Record { line, cells })));
        }
        if lines > 1 {
            (self.at, self.line) = (begin, line);
            let reason =
                "spans lines and does not fit the header; a quotation mark may not be closed";
            return self.pass_line(reason).map(|reject| Some(Err(reject)));
        }
        let reason = format!("has {} columns and the header has {width}", cells.len());
        Ok(Some(Err(Reject::row(line, reason))))
    }

    /// The next row that is not blank.
    fn row(&mut self) -> io::Result<Option<Result<Row, Reject>>> {
        loop {
            if self.at > PASSED {
                self.buffer.drain(..self.at);
                self.at = 0;
            }
            if self.at == self.buffer.len() {
                if self.ended {
                    return Ok(None);
                }
                self.more()?;
                continue;
            }
            let reason = match scan(&self.buffer[self.at..], self.delimiter, self.ended) {
                Found::Row {
                    cells,
                    length,
                    lines,
                    lax,
                } => {
                    let (begin, line) = (self.at, self.line);
                    self.at += length;
                    self.line += lines;
                    if cells.iter().all(|cell| *cell == Cell::Nothing) {
                        continue;
                    }
                    return Ok(Some(Ok(Row {
                        begin,
                        line,
                        cells,
                        lines,
                        lax,
                    })));
                }
                Found::More if self.buffer.len() - self.at <= MOST_ROW_BYTES => {
                    self.more()?;
                    continue;
                }
                Found::More => "is longer than 1 MB, or a quotation mark is not closed",
                Found::Open => "opens a quotation mark that is not closed",
            };
            return self.pass_line(reason).map(|reject| Some(Err(reject)));
        }
    }

    fn more(&mut self) -> io::Result<()> {
        self.ended = !self.text.read_into(&mut self.buffer)?;
        Ok(())
    }

    /// Refuses the line at hand and goes to the next one, however far its end is.
    fn pass_line(&mut self, reason: &str) -> io::Result<Reject> {
        let reject = Reject::row(self.line, reason);
        self.line += 1;
        loop {
            if let Some(end) = memchr(b'\n', &self.buffer.as_bytes()[self.at..]) {
                self.at += end + 1;
                return Ok(reject);
            }
            self.buffer.clear();
            self.at = 0;
            if self.ended {
                return Ok(reject);
            }
            self.more()?;
        }
    }
}

/// A row as it stands in the file.
struct Row {
    /// Where in the buffer it begins.
    begin: usize,
    line: u64,
    cells: Vec<Cell>,
    /// How many lines it goes over.
    lines: u64,
    lax: bool,
}

/// Bytes that were read and are let go together.
const PASSED: usize = 128 << 10;

/// Reads one row at the beginning of a text.
fn scan(text: &str, delimiter: u8, ended: bool) -> Found {
    let bytes = text.as_bytes();
    let (mut cells, mut at, mut lines, mut lax) = (Vec::with_capacity(16), 0, 1_u64, false);
    loop {
        let is_quoted = bytes.get(at) == Some(&b'"');
        let (cell, next) = if is_quoted {
            match quoted(text, at + 1, ended) {
                Quoted::Cell(inner, next) => {
                    lines += line_ends(&bytes[at..next]);
                    (inner, next)
                }
                Quoted::More => return Found::More,
                Quoted::Open => return Found::Open,
            }
        } else {
            (String::new(), at)
        };
        let stop = memchr3(delimiter, b'\n', b'\r', &bytes[next..]).map(|end| next + end);
        let end = match stop {
            Some(end) => end,
            None if ended => bytes.len(),
            None => return Found::More,
        };
        let rest = text[next..end].trim();
        lax |= is_quoted && !rest.is_empty();
        cells.push(Cell::of(cell, rest));
        match bytes.get(end) {
            Some(sign) if *sign == delimiter => at = end + 1,
            Some(b'\r') if end + 1 == bytes.len() && !ended => return Found::More,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => {
                return Found::Row {
                    cells,
                    length: end + 2,
                    lines,
                    lax,
                };
            }
            Some(_) => {
                return Found::Row {
                    cells,
                    length: end + 1,
                    lines,
                    lax,
                };
            }
            None => {
                return Found::Row {
                    cells,
                    length: end,
                    lines,
                    lax,
                };
            }
        }
    }
}

enum Quoted {
    /// What stood between the marks, and the place after the closing one.
    Cell(String, usize),
    More,
    Open,
}

fn quoted(text: &str, begin: usize, ended: bool) -> Quoted {
    let bytes = text.as_bytes();
    let (mut inner, mut at) = (String::new(), begin);
    loop {
        let Some(mark) = memchr(b'"', &bytes[at..]).map(|mark| at + mark) else {
            return if ended { Quoted::Open } else { Quoted::More };
        };
        inner.push_str(&text[at..mark]);
        match bytes.get(mark + 1) {
            Some(b'"') => {
                inner.push('"');
                at = mark + 2;
            }
            None if !ended => return Quoted::More,
            _ => return Quoted::Cell(inner, mark + 1),
        }
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The sign that stands most often in the first line, outside of quotation marks.
fn sniff(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut inside = false;
    for byte in text.bytes() {
        match byte {
            b'"' => inside = !inside,
            b'\n' | b'\r' if !inside && counts.iter().any(|count| *count > 0) => break,
            _ if inside => {}
            _ => {
                if let Some(place) = DELIMITERS.iter().position(|sign| *sign == byte) {
                    counts[place] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most && most > 0);
    DELIMITERS[place.unwrap_or(0)]
}

/// The names of the columns; one without a name is called by its place, and none is called as another.
fn names(header: Vec<Cell>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (place, cell) in header.into_iter().enumerate() {
        let name = cell
            .text()
            .map_or_else(|| format!("column {}", place + 1), |text| text.into_owned());
        let mut unique = name.clone();
        let mut again = 2;
        while names.contains(&unique) {
            unique = format!("{name} ({again})");
            again += 1;
        }
        names.push(unique);
    }
    names
}
