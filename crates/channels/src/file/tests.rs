mod forms;
mod texts;
mod values;

use super::{Cell, Format, Record, Reject, Source};

/// Everything a file says: its columns, its rows and its rejects.
fn all(format: Format, bytes: &[u8]) -> (Vec<String>, Vec<Record>, Vec<Reject>) {
    let mut source = Source::open(format, Box::new(std::io::Cursor::new(bytes.to_vec()))).unwrap();
    let (mut records, mut rejects) = (Vec::new(), Vec::new());
    while let Some(read) = source.next().unwrap() {
        match read {
            Ok(record) => records.push(record),
            Err(reject) => rejects.push(reject),
        }
    }
    (source.columns().to_vec(), records, rejects)
}

fn texts(record: &Record) -> Vec<String> {
    record
        .cells
        .iter()
        .map(|cell| {
            cell.text()
                .map_or_else(String::new, |text| text.into_owned())
        })
        .collect()
}

/// The rows of a csv file as texts, with the lines they begin on.
fn csv(text: &str) -> Vec<(u64, Vec<String>)> {
    let (_, records, rejects) = all(Format::Csv, text.as_bytes());
    assert_eq!(rejects, [], "{text:?}");
    records
        .iter()
        .map(|record| (record.line, texts(record)))
        .collect()
}

/// Gives its bytes a few at a time, as a network does.
struct Slow(Vec<u8>, usize, usize);

impl std::io::Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.2.min(buffer.len()).min(self.0.len() - self.1);
        buffer[..count].copy_from_slice(&self.0[self.1..self.1 + count]);
        self.1 += count;
        Ok(count)
    }
}

fn is_text(cell: &Cell, text: &str) -> bool {
    cell.text().as_deref() == Some(text)
}
