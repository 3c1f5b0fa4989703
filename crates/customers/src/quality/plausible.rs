//! Values that cannot be right, told from those that may be. Pure: what is true of a value when it is told stays true.

use kernel::Timestamp;
use serde_json::Value;

use crate::attributes;

/// Why a value cannot be right. The numbers stand in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Issue {
    None = 0,
    BirthdayInFuture = 1,
    BirthdayTooOld = 2,
    BirthdayNoDay = 3,
    PhoneForm = 4,
    EmailForm = 5,
    Age = 6,
    NamePlaceholder = 7,
}

/// Why a value told at a time cannot be right; 0: it may be.
pub(crate) fn issue(attribute: &str, value: Option<&Value>, at: Timestamp) -> i64 {
    let Some(value) = value else {
        return Issue::None as i64;
    };
    let found = match (attribute, value) {
        ("birthday", Value::String(text)) => birthday(text, at),
        ("phone", Value::String(text)) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let form = text
                .chars()
                .all(|letter| letter.is_ascii_digit() || " +-().#,;ext".contains(letter));
            if form && (5..=20).contains(&digits) {
                Issue::None
            } else {
                Issue::PhoneForm
            }
        }
        ("email", Value::String(text)) => match text.trim().rsplit_once('@') {
            Some((local, domain))
                if !local.is_empty()
                    && domain.contains('.')
                    && !text.trim().contains(char::is_whitespace) =>
            {
                Issue::None
            }
            _ => Issue::EmailForm,
        },
        ("age", value) => {
            let age = value
                .as_f64()
                .or_else(|| value.as_str()?.trim().parse().ok());
            if age.is_some_and(|age| (0.0..=125.0).contains(&age)) {
                Issue::None
            } else {
                Issue::Age
            }
        }
        ("name", Value::String(text)) => {
            let lower = text.trim().to_lowercase();
            let empty = [
                "test",
                "测试",
                "null",
                "undefined",
                "none",
                "n/a",
                "unknown",
                "未知",
                "guest",
                "游客",
                "-",
            ];
            if lower.is_empty() || empty.contains(&lower.as_str()) {
                Issue::NamePlaceholder
            } else {
                Issue::None
            }
        }
        _ => Issue::None,
    };
    found as i64
}

fn birthday(text: &str, at: Timestamp) -> Issue {
    let Some(day) = attributes::day(text) else {
        return Issue::BirthdayNoDay;
    };
    // A customer east of UTC may be born tomorrow; a day's grace is no error.
    let today = at
        .plus_micros(Timestamp::DAY)
        .to_jiff()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    if day > today {
        Issue::BirthdayInFuture
    } else if day.year() < today.year() - 125 {
        Issue::BirthdayTooOld
    } else {
        Issue::None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn impossible_values_are_told_from_possible_ones() {
        let now = Timestamp::parse("2026-05-01T08:00:00Z").unwrap();
        let issue = |attribute: &str, value: Value| super::issue(attribute, Some(&value), now);
        for (attribute, fine) in [
            ("birthday", json!("1990-02-28")),
            ("birthday", json!("1990/2/28".replace("/2/", "/02/"))),
            ("birthday", json!("2026-05-02")),
            ("phone", json!("+86 139 1234 5678")),
            ("email", json!("a@b.cn")),
            ("age", json!("42")),
            ("name", json!("王小明")),
            ("anything", json!("else")),
        ] {
            assert_eq!(issue(attribute, fine.clone()), 0, "{attribute} {fine}");
        }
        for (attribute, wrong) in [
            ("birthday", json!("2031-01-01")),
            ("birthday", json!("1800-01-01")),
            ("birthday", json!("someday")),
            ("phone", json!("123")),
            ("phone", json!("ask my wife")),
            ("email", json!("a@b")),
            ("age", json!(300)),
            ("name", json!("测试")),
        ] {
            assert_ne!(issue(attribute, wrong.clone()), 0, "{attribute} {wrong}");
        }
    }
}
