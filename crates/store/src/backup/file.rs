//! One table in one file: its rows one after another, compressed with zstd.
//!
//! A row is its columns' values in the order of the manifest. A value is one byte that says what it is (0 null, 1 integer,
//! 2 double, 3 text, 4 bytes) and then the value: integers as zigzag varints, doubles as eight bytes, little end first,
//! texts and bytes as their length, a varint, and themselves. So it is the same on every engine.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use kernel::{Error, Result};
use sha2::{Digest, Sha256};

use crate::{Row, Value};

/// How hard it is compressed: little, because the backup runs beside the server.
const LEVEL: i32 = 1;
/// Longest text or bytes that are believed.
const LONGEST: u64 = 1 << 30;

/// What a finished file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub bytes: u64,
    pub rows: u64,
    pub sha256: String,
}

/// Counts and digests what goes through.
struct Digested<T> {
    inner: T,
    digest: Sha256,
    bytes: u64,
}

impl<T> Digested<T> {
    fn new(inner: T) -> Self {
        Self {
            inner,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    fn took(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    fn hex(self) -> (T, u64, String) {
        let digits = self.digest.finalize();
        let digits = digits.iter().map(|byte| format!("{byte:02x}")).collect();
        (self.inner, self.bytes, digits)
    }
}

impl<T: Write> Write for Digested<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.took(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Digested<T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.took(&bytes[..count]);
        Ok(count)
    }
}

/// Writes a table.
pub(super) struct Writer {
    out: zstd::stream::write::Encoder<'static, Digested<BufWriter<File>>>,
    held: Vec<u8>,
    rows: u64,
}

impl Writer {
    pub(super) fn create(path: &Path) -> Result<Self> {
        let file = super::private(File::options().write(true).create_new(true)).open(path)?;
        let out = Digested::new(BufWriter::with_capacity(256 << 10, file));
        Ok(Self {
            out: zstd::stream::write::Encoder::new(out, LEVEL)?,
            held: Vec::with_capacity(64 << 10),
            rows: 0,
        })
    }

    pub(super) fn rows(&mut self, rows: &[Row]) -> Result<()> {
        for row in rows {
            for value in row.values() {
                encode(&mut self.held, value)?;
            }
            if self.held.len() >= 60 << 10 {
                self.out.write_all(&self.held)?;
                self.held.clear();
            }
        }
        self.rows += rows.len() as u64;
        Ok(())
    }

    /// Ends the file; it is on disk then.
    pub(super) fn finish(mut self) -> Result<Written> {
        self.out.write_all(&self.held)?;
        let mut digested = self.out.finish()?;
        digested.flush()?;
        let (file, bytes, sha256) = digested.hex();
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        Ok(Written {
            bytes,
            rows: self.rows,
            sha256,
        })
    }
}

fn encode(out: &mut Vec<u8>, value: &Value) -> Result<()> {
    match value {
        Value::Null => out.push(0),
        Value::Int(number) => {
            out.push(1);
            varint(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
        }
        Value::Real(number) => {
            out.push(2);
            out.extend_from_slice(&number.to_le_bytes());
        }
        Value::Text(text) => {
            out.push(3);
            varint(out, text.len() as u64);
            out.extend_from_slice(text.as_bytes());
        }
        Value::Blob(bytes) => {
            out.push(4);
            varint(out, bytes.len() as u64);
            out.extend_from_slice(bytes);
        }
        Value::Ints(_) | Value::Texts(_) | Value::Blobs(_) => {
            return Err(Error::internal("a column holds a list"));
        }
    }
    Ok(())
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a table.
pub(super) struct Reader {
    rows: BufReader<zstd::stream::read::Decoder<'static, BufReader<Digested<File>>>>,
    width: usize,
    count: u64,
}

impl Reader {
    pub(super) fn open(path: &Path, width: usize) -> io::Result<Self> {
        let file = Digested::new(File::open(path)?);
        let rows =
            zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(256 << 10, file))?;
        Ok(Self {
            rows: BufReader::with_capacity(256 << 10, rows),
            width,
            count: 0,
        })
    }

    /// The next row, or nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<Value>>> {
        let mut row = Vec::with_capacity(self.width);
        for column in 0..self.width {
            match self.value()? {
                Some(value) => row.push(value),
                None if column == 0 => return Ok(None),
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        self.count += 1;
        Ok(Some(row))
    }

    fn value(&mut self) -> io::Result<Option<Value>> {
        let mut tag = [0];
        if self.rows.read(&mut tag)? == 0 {
            return Ok(None);
        }
        Ok(Some(match tag[0] {
            0 => Value::Null,
            1 => {
                let number = self.varint()?;
                Value::Int((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
            }
            2 => {
                let mut bytes = [0; 8];
                self.rows.read_exact(&mut bytes)?;
                Value::Real(f64::from_le_bytes(bytes))
            }
            3 => Value::Text(String::from_utf8(self.bytes()?).map_err(io::Error::other)?),
            4 => Value::Blob(self.bytes()?),
            _ => return Err(io::Error::other("a value is of no known sort")),
        }))
    }

    fn varint(&mut self) -> io::Result<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let mut byte = [0];
            self.rows.read_exact(&mut byte)?;
            number |= u64::from(byte[0] & 0x7f) << shift;
            if byte[0] < 0x80 {
                return Ok(number);
            }
            shift += 7;
            if shift > 63 {
                return Err(io::Error::other("a number is too long"));
            }
        }
    }

    fn bytes(&mut self) -> io::Result<Vec<u8>> {
        let length = self.varint()?;
        if length > LONGEST {
            return Err(io::Error::other("a value is too long"));
        }
        // What is not there cannot be reserved for: a damaged length must not take all memory.
        let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
        let read = (&mut self.rows).take(length).read_to_end(&mut bytes)?;
        if read as u64 == length {
            Ok(bytes)
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }

    /// Reads on to the end of the file, and tells what it was.
    pub(super) fn finish(self) -> io::Result<Written> {
        let mut file = self.rows.into_inner().finish();
        io::copy(&mut file, &mut io::sink())?;
        let (_, bytes, sha256) = file.into_inner().hex();
        Ok(Written {
            bytes,
            rows: self.count,
            sha256,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("things.zst");
        let rows: Vec<Row> = (0..3_000)
            .map(|number: i64| {
                Row(vec![
                    Value::Int(if number % 2 == 0 {
                        i64::MIN + number
                    } else {
                        i64::MAX - number
                    }),
                    Value::Real(f64::MIN_POSITIVE * number as f64),
                    Value::Text("二".repeat(number as usize % 90)),
                    Value::Blob(vec![7; number as usize]),
                    Value::Null,
                ])
            })
            .collect();
        let mut writer = Writer::create(&path).unwrap();
        rows.chunks(500).for_each(|page| writer.rows(page).unwrap());
        let written = writer.finish().unwrap();
        let mut reader = Reader::open(&path, 5).unwrap();
        for row in &rows {
            assert_eq!(reader.next().unwrap().unwrap(), row.values());
        }
        assert_eq!(reader.next().unwrap(), None);
        assert_eq!(reader.finish().unwrap(), written);
    }
}
