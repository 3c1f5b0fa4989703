//! Looking for a text in touches, whatever its case, in what is not personal.

use std::collections::HashSet;

use kernel::Result;
use serde_json::Value;
use store::Tx;

/// Parts of a touch's body that are searched: what was told of it, and the page it happened on.
const SEARCHED: [&str; 3] = ["properties", "traits", "context"];

/// A text to look for.
pub(super) struct Text {
    needle: String,
    /// Whether JSON writes it otherwise than it reads, so that the raw body says nothing.
    escaped: bool,
    touchpoints: HashSet<i64>,
}

impl Text {
    /// Makes a text ready; touchpoints are few beside touches, so their names are looked at once.
    pub(super) async fn new(tx: &mut Tx, text: &str) -> Result<Self> {
        let needle = text.trim().to_lowercase();
        let escaped = needle
            .chars()
            .any(|letter| matches!(letter, '"' | '\\') || letter.is_control());
        let mut text = Self {
            needle,
            escaped,
            touchpoints: HashSet::new(),
        };
        let sql = "SELECT num, name, name_en FROM touchpoints ORDER BY num";
        for mut row in tx.query(sql, &[]).await? {
            let names = [Some(row.take::<String>(1)?), row.take(2)?];
            if names.iter().flatten().any(|name| text.is_in(name)) {
                text.touchpoints.insert(row.take(0)?);
            }
        }
        Ok(text)
    }

    pub(super) fn is_of_touchpoint(&self, number: Option<i64>) -> bool {
        number.is_some_and(|number| self.touchpoints.contains(&number))
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.needle)
    }

    /// Whether a value of the body holds the text. Most bodies do not hold it anywhere, and need not be taken apart.
    pub(super) fn is_in_body(&self, body: &str) -> bool {
        if !self.escaped && !self.is_in(body) {
            return false;
        }
        // A body that is no JSON was never written by us; it holds nothing that could be shown.
        let Ok(Value::Object(body)) = serde_json::from_str(body) else {
            return false;
        };
        SEARCHED
            .iter()
            .filter_map(|part| match *part {
                "context" => body.get("context")?.get("page"),
                part => body.get(part),
            })
            .any(|value| self.is_in_value(value))
    }

    fn is_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_in(text),
            Value::Number(number) => self.is_in(&number.to_string()),
            Value::Array(items) => items.iter().any(|item| self.is_in_value(item)),
            Value::Object(fields) => fields.values().any(|field| self.is_in_value(field)),
            Value::Null | Value::Bool(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(needle: &str) -> Text {
        Text {
            needle: needle.to_lowercase(),
            escaped: needle.contains('"'),
            touchpoints: HashSet::new(),
        }
    }

    #[test]
    fn values_are_searched_and_names_of_fields_are_not() {
        let body = r#"{"properties":{"title":"Blue Kettle","order_id":"A-17","lines":[{"price":129}],"said":"a \"word\""},
                      "context":{"page":{"path":"/kettles/7"},"userAgent":"Mozilla"}}"#;
        for found in ["blue ket", "KETTLE", "a-17", "129", "/kettles", "a \"word"] {
            assert!(text(found).is_in_body(body), "{found}");
        }
        for not in ["order_id", "mozilla", "red", "title"] {
            assert!(!text(not).is_in_body(body), "{not}");
        }
        assert!(text("茶具").is_in_body(r#"{"properties":{"title":"青瓷茶具"}}"#));
    }
}
