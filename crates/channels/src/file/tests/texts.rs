//! Encodings, csv and jsonl.

use proptest::prelude::*;

use super::{Slow, all, csv, is_text, texts};
use crate::file::{Format, MOST_ROW_BYTES, Source, parse_any};

#[test]
fn a_plain_file() {
    let (columns, records, _) = all(Format::Csv, b"name,city\nAnn,Paris\r\nBo,\n");
    assert_eq!(columns, ["name", "city"]);
    assert_eq!(texts(&records[0]), ["Ann", "Paris"]);
    assert_eq!(
        (records[1].line, texts(&records[1])),
        (3, vec!["Bo".to_owned(), String::new()])
    );
}

#[test]
fn quoted_cells_hold_anything() {
    let rows = csv("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n1,2\n");
    assert_eq!(
        rows,
        [
            (2, vec!["x, \"y\"".into(), "two\nlines".into()]),
            (4, vec!["1".into(), "2".into()])
        ]
    );
}

#[test]
fn the_delimiter_is_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let text =
            ["a", "b", "\"c,;d\""].join(delimiter) + "\n" + &["1", "2", "3"].join(delimiter) + "\n";
        let (columns, records, _) = all(Format::Csv, text.as_bytes());
        assert_eq!(
            (columns, texts(&records[0])),
            (
                vec!["a".into(), "b".into(), "c,;d".into()],
                vec!["1".into(), "2".into(), "3".into()]
            )
        );
    }
}

#[test]
fn every_encoding_comes_to_the_same_text() {
    let text = "姓名,邮箱\n欧阳娜娜,na@example.cn\n";
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    let forms = [
        text.as_bytes().to_vec(),
        with_mark(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        with_mark(b"\xff\xfe", utf16(u16::to_le_bytes)),
        with_mark(b"\xfe\xff", utf16(u16::to_be_bytes)),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ];
    for bytes in forms {
        for piece in [1, 7, 4096] {
            let mut source =
                Source::open(Format::Csv, Box::new(Slow(bytes.clone(), 0, piece))).unwrap();
            assert_eq!(source.columns(), ["姓名", "邮箱"]);
            assert!(is_text(
                &source.next().unwrap().unwrap().unwrap().cells[0],
                "欧阳娜娜"
            ));
        }
    }
}

#[test]
fn an_encoding_that_shows_late_is_seen() {
    let mut text = String::from("id,name\n");
    for row in 0..30_000 {
        text.push_str(&format!("{row},plain\n"));
    }
    text.push_str("30000,王芳\n");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let (_, records, rejects) = all(Format::Csv, &bytes);
    assert_eq!((records.len(), rejects.len()), (30_001, 0));
    assert!(is_text(&records[30_000].cells[1], "王芳"));
}

#[test]
fn one_broken_byte_does_not_turn_a_file_into_another_script() {
    let mut bytes = "a,b\n王芳,1\n李娜,2\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"x\xff,3\n");
    let (_, records, _) = all(Format::Csv, &bytes);
    assert!(is_text(&records[0].cells[0], "王芳"));
    assert!(is_text(&records[2].cells[0], "x\u{fffd}"));
}

#[test]
fn rows_that_do_not_fit_are_told_by_line() {
    let (_, records, rejects) = all(Format::Csv, b"a,b\n1,2\n3\n4,5,6\n7,8,\n9,10\n");
    assert_eq!(
        records.iter().map(|record| record.line).collect::<Vec<_>>(),
        [2, 5, 6]
    );
    assert_eq!(
        rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(),
        [3, 4]
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_costs_its_own_row_only() {
    let (_, records, rejects) = all(Format::Csv, b"a,b\n1,\"x\n2,y\n3,z\n4,\"w\"\n5,v\n");
    assert_eq!(
        rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(),
        [2]
    );
    assert_eq!(
        records.iter().map(|record| record.line).collect::<Vec<_>>(),
        [3, 4, 5, 6]
    );
    let (_, records, rejects) = all(Format::Csv, b"a,b\n1,x\n2,\"y\n3,z\n");
    assert_eq!((records.len(), rejects.len(), rejects[0].line), (2, 1, 3));
}

#[test]
fn a_row_without_end_is_passed_over() {
    let mut bytes = b"a,b\n1,x\n2,".to_vec();
    bytes.resize(bytes.len() + 3 * MOST_ROW_BYTES, b'y');
    bytes.extend_from_slice(b"\n3,z\n");
    let (_, records, rejects) = all(Format::Csv, &bytes);
    assert_eq!(
        (
            records.len(),
            rejects.len(),
            rejects[0].line,
            records[1].line
        ),
        (2, 1, 3, 4)
    );
    let mut bytes = b"{\"a\":1}\n{\"a\":\"".to_vec();
    bytes.resize(bytes.len() + 3 * MOST_ROW_BYTES, b'y');
    bytes.extend_from_slice(b"\"}\n{\"a\":3}\n");
    let (_, records, rejects) = all(Format::Jsonl, &bytes);
    assert_eq!(
        (
            records.len(),
            rejects.len(),
            rejects[0].line,
            records[1].line
        ),
        (2, 1, 2, 3)
    );
}

#[test]
fn names_of_columns_are_never_the_same() {
    let (columns, _, _) = all(Format::Csv, b"a,,a\n1,2,3\n");
    assert_eq!(columns, ["a", "column 2", "a (2)"]);
}

#[test]
fn objects_are_rows_and_paths_are_columns() {
    let (columns, records, rejects) = all(
        Format::Jsonl,
        "{\"id\":7,\"who\":{\"mail\":\"a@b.cn\"}}\n\n[1]\n{oops\n{\"id\":\"8\",\"tags\":[1,2]}"
            .as_bytes(),
    );
    assert_eq!(columns, ["id", "who.mail", "tags"]);
    assert_eq!(texts(&records[0]), ["7", "a@b.cn", ""]);
    assert_eq!(
        (records[1].line, texts(&records[1])),
        (5, vec!["8".into(), String::new(), "[1,2]".into()])
    );
    assert_eq!(
        rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(),
        [3, 4]
    );
}

#[test]
fn empty_files_have_no_columns() {
    for bytes in [&b""[..], b"\n\n", b"\xef\xbb\xbf"] {
        for format in [Format::Csv, Format::Jsonl] {
            assert!(all(format, bytes).0.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        parse_any(&bytes);
    }

    #[test]
    fn any_csv_like_text_is_read_to_its_end(text in "[a,;\"\n\r 王]{0,300}") {
        parse_any(text.as_bytes());
    }

    #[test]
    fn what_is_written_reads_back(rows in prop::collection::vec(prop::collection::vec("[ -~王\n\"]{1,12}", 3), 1..20)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = String::from("a,b,c\n");
        for row in &rows {
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        let want: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty())).collect();
        for piece in [3, 100_000] {
            let mut source = Source::open(Format::Csv, Box::new(Slow(text.clone().into_bytes(), 0, piece))).unwrap();
            let mut read = Vec::new();
            while let Some(row) = source.next().unwrap() {
                read.push(texts(&row.unwrap()));
            }
            prop_assert_eq!(&read, &want);
        }
    }
}
