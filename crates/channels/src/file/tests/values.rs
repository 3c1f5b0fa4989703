//! Times, amounts, fields and guesses.

use jiff::tz::TimeZone;
use kernel::{IdentityKind, Timestamp};
use proptest::prelude::*;

use crate::file::{Cell, Field, Holds, Mapping, Pair, Record, amount, guess, moment};

fn time(text: &str) -> Option<String> {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    moment::parse(text, &zone).map(|at| at.to_string())
}

#[test]
fn many_forms_of_one_moment() {
    for text in [
        "2026-05-01T00:30:00Z",
        "2026-05-01T08:30:00+08:00",
        "2026-05-01 08:30:00.000 +0800",
        "2026-05-01 08:30",
        "2026-05-01T08:30",
        "2026/5/1 8:30",
        "2026.05.01 08:30:00",
        "2026年5月1日 8时30分",
        "2026年5月1日 上午8:30",
        "2026-05-01 8:30 AM",
        "20260501083000",
        "202605010830",
        "1777595400",
        "1777595400000",
        "1777595400000000",
        "1777595400.0",
    ] {
        assert_eq!(
            time(text).as_deref(),
            Some("2026-05-01T00:30:00.000000Z"),
            "{text}"
        );
    }
    assert_eq!(
        time("2026/5/1").as_deref(),
        Some("2026-04-30T16:00:00.000000Z")
    );
    assert_eq!(
        time("20260501").as_deref(),
        Some("2026-04-30T16:00:00.000000Z")
    );
    assert_eq!(
        time("2026-05-01 下午1:05").as_deref(),
        Some("2026-05-01T05:05:00.000000Z")
    );
    assert_eq!(
        time("2026-05-01 12:05 AM").as_deref(),
        Some("2026-04-30T16:05:00.000000Z")
    );
    assert_eq!(
        time("2026-05-01T00:30:00.123456789-03:30").as_deref(),
        Some("2026-05-01T04:00:00.123456Z")
    );
}

#[test]
fn what_could_be_read_in_two_ways_is_no_time() {
    for text in [
        "",
        "3/4/2026",
        "05-01-2026",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "2026-05-01 25:00",
        "2026-05-01 08:30 Paris",
        "12",
        "99999999999",
        "0001-01-01",
        "2026-05-01T08:30:00+99:00",
    ] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn amounts_as_people_write_them() {
    for (text, want) in [
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1,234", "1234"),
        ("12,5", "12.5"),
        ("￥1,234.50", "1234.50"),
        ("¥ 99", "99"),
        ("12.50元", "12.50"),
        ("CNY 12", "12"),
        ("12 USD", "12"),
        ("-3", "-3"),
        ("(12.00)", "-12.00"),
        ("-￥3", "-3"),
        ("０１２．５", "12.5"),
        ("1,234,567", "1234567"),
        (".5", "0.5"),
        ("007", "7"),
    ] {
        assert_eq!(amount::decimal(text).as_deref(), Some(want), "{text}");
    }
    for text in [
        "", "-", "abc", "1e5", "12,34,56", "1.2.3", "--3", "(-3)", "1,23", "12.5.", "NaN",
    ] {
        if text != "1,23" {
            assert_eq!(amount::decimal(text), None, "{text}");
        }
    }
}

#[test]
fn fields_are_read_as_they_are_written() {
    for text in [
        "phone",
        "name",
        "at",
        "event",
        "message_id",
        "attribute.city",
        "property.a.b",
        "order.total",
        "order",
    ] {
        assert_eq!(text.parse::<Field>().unwrap().to_string(), text);
    }
    assert_eq!(
        "order.id".parse::<Field>().unwrap(),
        Field::Order("order_id".into())
    );
    let told = "shoe_size".parse::<Field>().unwrap_err().message;
    assert!(
        told.contains("attribute.X") && told.contains("unionid"),
        "{told}"
    );
    let pair: Pair = "a=b=phone".parse().unwrap();
    assert_eq!(
        (pair.column.as_str(), pair.field),
        ("a=b", Field::Identity(IdentityKind::Phone))
    );
    assert!("phone".parse::<Pair>().is_err() && "x=attribute.".parse::<Pair>().is_err());
}

fn guessed(holds: Holds, columns: &[&str], rows: &[&[&str]]) -> Vec<String> {
    let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    let cell = |text: &&str| {
        if text.is_empty() {
            Cell::Nothing
        } else {
            Cell::Text((*text).to_owned())
        }
    };
    let samples: Vec<Record> = rows
        .iter()
        .map(|row| Record {
            line: 2,
            cells: row.iter().map(cell).collect(),
        })
        .collect();
    guess::mapping(holds, &columns, &samples)
        .0
        .iter()
        .map(|pair| pair.field.to_string())
        .collect()
}

#[test]
fn a_chinese_customer_list_is_understood() {
    let columns = ["姓名", "手机号", "邮箱", "会员卡号", "城市", "备注"];
    let row: &[&str] = &[
        "王芳",
        "13812345678",
        "wf@example.cn",
        "A100023",
        "上海",
        "老客户",
    ];
    assert_eq!(
        guessed(Holds::Customers, &columns, &[row]),
        [
            "name",
            "phone",
            "email",
            "card",
            "attribute.city",
            "attribute.备注"
        ]
    );
}

#[test]
fn an_english_order_list_is_understood() {
    let columns = [
        "Order Number",
        "E-mail",
        "Order Date",
        "Total Amount",
        "Status",
        "Store",
    ];
    let row: &[&str] = &["SO-1", "a@example.com", "2026-05-01", "12.50", "paid", "S1"];
    assert_eq!(
        guessed(Holds::Orders, &columns, &[row]),
        [
            "order.order_id",
            "email",
            "at",
            "order.total",
            "order.status",
            "order.Store"
        ]
    );
}

#[test]
fn values_speak_where_names_do_not() {
    let rows: &[&[&str]] = &[
        &["x1", "13812345678", "a@example.com", "2026-05-01 08:00"],
        &["x2", "13912345678", "b@example.com", "2026-05-02 08:00"],
        &["x3", "13712345678", "c@example.com", "2026-05-03 08:00"],
    ];
    assert_eq!(
        guessed(Holds::Touches, &["c1", "c2", "c3", "c4"], rows),
        ["property.c1", "phone", "email", "at"]
    );
    let wrong: &[&[&str]] = &[&["shop"], &["web"], &["shop"]];
    assert_eq!(
        guessed(Holds::Customers, &["email"], wrong),
        ["attribute.email"]
    );
}

#[test]
fn a_mapping_says_what_it_lacks() {
    let mapping =
        |pairs: &[&str]| Mapping(pairs.iter().map(|pair| pair.parse().unwrap()).collect());
    assert!(
        mapping(&["a=name"])
            .check(Holds::Customers)
            .unwrap_err()
            .message
            .contains("identifies")
    );
    assert!(mapping(&["a=phone"]).check(Holds::Customers).is_ok());
    assert!(
        mapping(&["a=phone"])
            .check(Holds::Touches)
            .unwrap_err()
            .message
            .contains("=at")
    );
    assert!(
        mapping(&["a=phone", "b=at"])
            .check(Holds::Orders)
            .unwrap_err()
            .message
            .contains("order_id")
    );
    assert!(
        mapping(&["a=phone", "b=at", "c=at"])
            .check(Holds::Touches)
            .is_err()
    );
}

proptest! {
    #[test]
    fn any_text_is_a_time_or_none(text in ".{0,40}") {
        let _time_or_not = time(&text);
        let _amount_or_not = amount::decimal(&text);
    }

    #[test]
    fn what_is_nearly_a_time_is_one_or_none(text in "[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日 T]{0,2}[0-9:.+Z时分秒下午-]{0,20}") {
        let _time_or_not = time(&text);
    }

    #[test]
    fn a_moment_written_reads_back(micros in 0_i64..4_000_000_000_000_000) {
        let at = Timestamp(micros);
        prop_assert_eq!(moment::parse(&at.to_string(), &TimeZone::UTC), Some(at));
    }

    #[test]
    fn a_decimal_is_its_own_decimal(whole in 0_u64..1_000_000_000, fraction in 0_u32..100) {
        let text = format!("{whole}.{fraction:02}");
        prop_assert_eq!(amount::decimal(&text), Some(text.clone()));
    }
}
