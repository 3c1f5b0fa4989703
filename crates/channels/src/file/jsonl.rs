//! A JSON object a line.

use std::io;

use memchr::memchr;
use serde_json::{Map, Value};

use super::decode::Text;
use super::{MOST_ROW_BYTES, Reject};

pub(super) struct Jsonl {
    text: Text,
    buffer: String,
    at: usize,
    line: u64,
    ended: bool,
}

/// An object with its line, or why there is none.
pub(super) type ReadObject = Result<(u64, Map<String, Value>), Reject>;

impl Jsonl {
    pub(super) fn new(text: Text) -> Self {
        Self {
            text,
            buffer: String::new(),
            at: 0,
            line: 0,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<ReadObject>> {
        let mut passing = false;
        loop {
            let rest = &self.buffer[self.at..];
            let end = match memchr(b'\n', rest.as_bytes()) {
                Some(end) => end,
                None if !self.ended => {
                    if rest.len() > MOST_ROW_BYTES {
                        // Too long to be kept; only its end is looked for.
                        passing = true;
                        self.buffer.clear();
                    } else {
                        self.buffer.drain(..self.at);
                    }
                    self.at = 0;
                    self.ended = !self.text.read_into(&mut self.buffer)?;
                    continue;
                }
                None if rest.is_empty() && !passing => return Ok(None),
                None => rest.len(),
            };
            let (line, text) = (self.line + 1, rest[..end].trim());
            let read = if passing || text.len() > MOST_ROW_BYTES {
                Some(Err(Reject::row(line, "is longer than 1 MB")))
            } else if text.is_empty() {
                None
            } else {
                Some(object(line, text))
            };
            self.at = (self.at + end + 1).min(self.buffer.len());
            self.line = line;
            passing = false;
            if read.is_some() {
                return Ok(read);
            }
        }
    }
}

fn object(line: u64, text: &str) -> ReadObject {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok((line, fields)),
        Ok(_) => Err(Reject::row(line, "is JSON but not an object")),
        // What the parser says names a place and no value.
        Err(error) => Err(Reject::row(
            line,
            format!("is not JSON at column {}", error.column()),
        )),
    }
}

/// The value at a name or, where there is none of that name, at a path of names with dots between.
pub(super) fn at<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    at(object.get(first)?.as_object()?, rest)
}

/// The paths of everything in an object that is not itself an object.
pub(super) fn paths(object: &Map<String, Value>, before: &str, out: &mut Vec<String>) {
    for (name, value) in object {
        let path = if before.is_empty() {
            name.clone()
        } else {
            format!("{before}.{name}")
        };
        match value {
            Value::Object(inner) if !inner.is_empty() && before.len() < 200 => {
                paths(inner, &path, out)
            }
            _ if out.contains(&path) => {}
            _ => out.push(path),
        }
    }
}
