//! What is written is read back, in each form.

use std::borrow::Cow;

use kernel::Timestamp;

use super::{all, texts};
use crate::file::out::{Column, Kind, Value, Writer, csv_cell};
use crate::file::{Format, Source};

const COLUMNS: &[Column] = &[
    Column {
        name: Cow::Borrowed("id"),
        kind: Kind::Text,
    },
    Column {
        name: Cow::Borrowed("seq"),
        kind: Kind::Int,
    },
    Column {
        name: Cow::Borrowed("known"),
        kind: Kind::Bool,
    },
    Column {
        name: Cow::Borrowed("at"),
        kind: Kind::Time,
    },
    Column {
        name: Cow::Borrowed("properties"),
        kind: Kind::Json,
    },
];

fn written(format: Format, rows: usize) -> Vec<u8> {
    let mut writer = Writer::new(format, COLUMNS, Vec::new()).unwrap();
    for row in 0..rows {
        let nothing = row % 3 == 1;
        let row = vec![
            Value::Text(format!("王, \"{row}\"")),
            if nothing {
                Value::Null
            } else {
                Value::Int(row as i64)
            },
            Value::Bool(row % 2 == 0),
            if nothing {
                Value::Null
            } else {
                Value::Time(Timestamp(1_777_595_400_000_000 + row as i64))
            },
            Value::Json(format!("{{\"a\":[{row}]}}")),
        ];
        writer.row(row).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn each_form_reads_back_the_same() {
    let want = [
        vec![
            "王, \"0\"",
            "0",
            "true",
            "2026-05-01T00:30:00.000000Z",
            "{\"a\":[0]}",
        ],
        vec!["王, \"1\"", "", "false", "", "{\"a\":[1]}"],
    ];
    for format in [Format::Csv, Format::Parquet] {
        let (columns, records, rejects) = all(format, &written(format, 21_000));
        assert_eq!(columns, ["id", "seq", "known", "at", "properties"]);
        assert_eq!((records.len(), rejects.len()), (21_000, 0), "{format}");
        assert_eq!(
            records[..2].iter().map(texts).collect::<Vec<_>>(),
            want,
            "{format}"
        );
    }
    let (columns, records, _) = all(Format::Jsonl, &written(Format::Jsonl, 2));
    assert_eq!(columns, ["at", "id", "known", "properties.a", "seq"]);
    assert_eq!(texts(&records[0])[..2], [want[0][3], want[0][0]]);
}

#[test]
fn an_empty_export_is_a_file_of_no_rows() {
    for format in [Format::Csv, Format::Parquet] {
        let (columns, records, _) = all(format, &written(format, 0));
        assert_eq!((columns.len(), records.len()), (5, 0));
    }
}

#[test]
fn damaged_parquet_is_an_error_and_never_a_panic() {
    let good = written(Format::Parquet, 500);
    let open = |bytes: Vec<u8>| {
        let mut source = Source::open(Format::Parquet, Box::new(std::io::Cursor::new(bytes)))?;
        while source.next()?.is_some() {}
        Ok::<_, std::io::Error>(())
    };
    assert!(open(good.clone()).is_ok());
    for bytes in [
        Vec::new(),
        b"PAR1".to_vec(),
        b"name,city\nAnn,Paris\n".to_vec(),
        good[..good.len() / 2].to_vec(),
    ] {
        assert!(open(bytes).is_err());
    }
    for place in (4..good.len()).step_by(97) {
        let mut bytes = good.clone();
        bytes[place] ^= 0xff;
        let _read_or_refused = open(bytes);
    }
}

#[test]
fn a_spreadsheet_takes_no_cell_for_a_formula() {
    let cell = |text: &str| {
        let mut line = String::new();
        csv_cell(text, &mut line);
        line
    };
    assert_eq!(cell("=1+1"), "\"'=1+1\"");
    assert_eq!(cell("@cmd"), "\"'@cmd\"");
    assert_eq!(cell("-x"), "\"'-x\"");
    assert_eq!(cell("+8613812345678"), "+8613812345678");
    assert_eq!(cell("-12.5"), "-12.5");
}
