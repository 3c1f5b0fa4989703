//! The reader in place, held to `serde_json`. Fractions are such as `serde_json` reads back exactly without being asked to.

use proptest::prelude::*;
use serde_json::Value;

use crate::tracking::json::{Fault, Tape, quote};

fn copied(text: &str) -> Result<String, Fault> {
    let mut tape = Tape::default();
    let mut out = String::new();
    tape.read(text)?.copy(&mut out);
    Ok(out)
}

fn same(text: &str) {
    match (copied(text), serde_json::from_str::<Value>(text)) {
        (Ok(out), Ok(value)) => assert_eq!(
            serde_json::from_str::<Value>(&out).unwrap(),
            value,
            "{text}"
        ),
        (Err(_), Err(_)) => {}
        // Half a pair is repaired where serde_json refuses it.
        (Ok(out), Err(_)) if text.contains("\\u") => {
            drop(serde_json::from_str::<Value>(&out).unwrap())
        }
        (ours, theirs) => panic!("{text:?}: {ours:?} but {theirs:?}"),
    }
}

#[test]
fn it_reads_what_serde_json_reads() {
    for text in [
        "null",
        " true ",
        "false",
        "0",
        "-0",
        "-1.5e-3",
        "01",
        "1.",
        ".5",
        "1e",
        "+1",
        "1e999",
        "-1e-999",
        "nul",
        "truex",
        "\"",
        "\"a\\\"b\"",
        "\"\\x\"",
        "\"\\u00e9\\ud83d\\ude00\"",
        "\"\t\"",
        "[]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":{\"b\":[1,{\"c\":null}]}}",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "[",
        "]",
        "{",
        "}",
        "[}",
        "{]",
        "",
        " ",
        "1 1",
        "{\"\\u0061\":1,\"a\":2}",
        "[[[]]]",
        "[{},{}]",
        "{\"a\":[],\"b\":{}}",
        "123456789012345678901234567890",
    ] {
        same(text);
    }
    let many: Vec<String> = (0..40).map(|n| format!("\"k{}\":{n}", n % 30)).collect();
    same(&format!("{{{}}}", many.join(",")));
}

#[test]
fn depth_numbers_and_half_pairs_are_its_own() {
    assert_eq!(
        copied(&format!("{}{}", "[".repeat(64), "]".repeat(64))).map(|out| out.len()),
        Ok(128)
    );
    assert_eq!(copied(&"[".repeat(65)), Err(Fault::TooDeep));
    assert_eq!(copied(&"9".repeat(400)), Err(Fault::Number));
    assert_eq!(copied(r#""\ud83d""#).unwrap(), "\"\u{fffd}\"");
    assert_eq!(
        copied(r#""\ud83dx\ude00""#).unwrap(),
        "\"\u{fffd}x\u{fffd}\""
    );
    assert_eq!(
        copied(r#"{"a":12345678901234567890.10}"#).unwrap(),
        r#"{"a":12345678901234567890.10}"#
    );
}

pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|n| Value::from(f64::from(n) / 8.0)),
        ".{0,12}".prop_map(Value::from),
        "1[3-9][0-9]{9}|[a-z]{1,5}@[a-z]{1,5}\\.cn|https://[a-z]{3}/\\?q=1|6[0-9]{15}"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    })
}

pub(super) fn object(
    value: impl Strategy<Value = Value>,
) -> impl Strategy<Value = serde_json::Map<String, Value>> {
    prop::collection::vec(
        (
            "[a-z]{1,3}|email|name|sku|order_id|first_name|.{0,4}",
            value,
        ),
        0..6,
    )
    .prop_map(|members| members.into_iter().collect())
}

proptest! {
    #[test]
    fn any_text_is_read_as_serde_json_reads_it(text in r#"[\[\]{}",:0-9eE.+\-tfnulrsa\\ ]{0,24}"#) {
        same(&text);
    }

    #[test]
    fn any_value_comes_out_as_it_went_in(value in any_json()) {
        same(&value.to_string());
        same(&serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn what_is_quoted_reads_back(text in any::<String>()) {
        let mut out = String::new();
        quote(&text, &mut out);
        prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
