//! Attributes: what is told of customers, and what a company says each of it is.
//!
//! Purpose: definitions with a type, labels, choices, a personal mark and the sources that are believed first; values checked
//! against them. An attribute without a definition is allowed; its type is guessed from the value.
//! To add a type: a variant of [`AttributeType`] and its arm in [`Definition::checked`].

use std::collections::HashMap;

use kernel::{Error, FieldError, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Row, Tx, params};

/// The longest text of one attribute.
const LONGEST: usize = 4_000;
/// The most items of a list.
const MOST_ITEMS: usize = 100;

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributeType {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A day, `2026-05-01`.
    Date,
    /// Yes or no.
    Bool,
    /// One of the choices.
    Choice,
    /// Several texts; of the choices, when there are any.
    List,
}

impl AttributeType {
    const NAMES: [(Self, &'static str); 6] = [
        (Self::Text, "text"),
        (Self::Number, "number"),
        (Self::Date, "date"),
        (Self::Bool, "bool"),
        (Self::Choice, "choice"),
        (Self::List, "list"),
    ];

    fn as_str(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("text", |(_, name)| name)
    }

    fn from_name(name: &str) -> Self {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Self::Text, |(kind, _)| *kind)
    }

    /// What a value without a definition looks like.
    #[must_use]
    pub fn guess(value: &Value) -> Self {
        match value {
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::Array(_) => Self::List,
            Value::String(text) if day(text).is_some() => Self::Date,
            _ => Self::Text,
        }
    }
}

/// What an attribute is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Definition {
    /// Its name in touches and in the API.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: AttributeType,
    /// What the screen calls it in Chinese.
    pub label_zh: String,
    /// What the screen calls it in English.
    pub label_en: String,
    /// Whether it is masked from who may not see personal data.
    pub personal: bool,
    /// The values a choice or a list may have.
    #[serde(default)]
    pub choices: Vec<String>,
    /// The numbers of the sources that are believed before others, the first most.
    #[serde(default)]
    pub sources: Vec<i64>,
}

impl Definition {
    /// The value as it is kept, if it is one of this type. A number or a truth may come as text, as forms send them.
    pub fn checked(&self, value: &Value) -> Result<Value, FieldError> {
        let refuse =
            |message: String| FieldError::new(format!("attributes.{}", self.name), message);
        if value.is_null() {
            return Ok(Value::Null);
        }
        let text = value.as_str().map(str::trim);
        match self.kind {
            AttributeType::Text => plain(value).ok_or_else(|| refuse("is not a text".into())),
            AttributeType::Number if value.is_number() => Ok(value.clone()),
            AttributeType::Number => text
                .and_then(|text| text.parse::<serde_json::Number>().ok())
                .map(Value::Number)
                .ok_or_else(|| refuse("is not a number".into())),
            AttributeType::Date => text
                .and_then(day)
                .map(|day| Value::String(day.to_string()))
                .ok_or_else(|| refuse("is not a day such as 2026-05-01".into())),
            AttributeType::Bool => match (value.as_bool(), text) {
                (Some(flag), _) => Ok(Value::Bool(flag)),
                (None, Some("true" | "yes" | "1" | "是")) => Ok(Value::Bool(true)),
                (None, Some("false" | "no" | "0" | "否")) => Ok(Value::Bool(false)),
                _ => Err(refuse("is neither true nor false".into())),
            },
            AttributeType::Choice => match text {
                Some(text) if self.offers(text) => Ok(Value::String(text.to_owned())),
                _ => Err(refuse(format!("is not one of {}", self.choices.join(", ")))),
            },
            AttributeType::List => self.checked_list(value).ok_or_else(|| {
                let of = if self.choices.is_empty() {
                    "texts".to_owned()
                } else {
                    self.choices.join(", ")
                };
                refuse(format!("is not a list of {of}"))
            }),
        }
    }

    fn offers(&self, text: &str) -> bool {
        self.choices.iter().any(|choice| choice == text)
    }

    fn checked_list(&self, value: &Value) -> Option<Value> {
        let items = value.as_array().filter(|items| items.len() <= MOST_ITEMS)?;
        let fits = |item: &&str| self.choices.is_empty() || self.offers(item);
        let texts: Option<Vec<Value>> = items
            .iter()
            .map(|item| item.as_str().map(str::trim).filter(fits).map(Value::from))
            .collect();
        texts.map(Value::Array)
    }
}

/// A text, a number or a truth as text.
fn plain(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) if text.len() <= LONGEST => Some(Value::String(text.trim().to_owned())),
        Value::Number(number) => Some(Value::String(number.to_string())),
        Value::Bool(flag) => Some(Value::String(flag.to_string())),
        _ => None,
    }
}

/// A day as forms and trackers write it; a time of day behind it is left out.
#[must_use]
pub fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim().get(..10)?.replace(['/', '.'], "-");
    text.parse().ok()
}

/// Every definition, by name.
#[derive(Clone, Debug, Default)]
pub struct Definitions(HashMap<String, Definition>);

impl Definitions {
    /// The definition of an attribute, if it has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Definition> {
        self.0.get(name)
    }

    /// How soon a source's word is believed: a person here before all, then the sources named, then any other.
    #[must_use]
    pub fn rank(&self, attribute: &str, source: i64) -> usize {
        if source == 0 {
            return 0;
        }
        let named = self
            .get(attribute)
            .map_or(&[][..], |definition| definition.sources.as_slice());
        1 + named
            .iter()
            .position(|known| *known == source)
            .unwrap_or(named.len())
    }

    /// Attributes as they are kept: each checked against its definition, or of a size that can be kept.
    pub fn checked(&self, attributes: &Map<String, Value>) -> Result<Map<String, Value>> {
        let mut kept = Map::new();
        let mut wrong = Vec::new();
        for (name, value) in attributes {
            if !is_name(name) {
                wrong.push(FieldError::new("attributes", "has a name that is empty, longer than 100 characters or holds control characters"));
                continue;
            }
            let checked = match self.get(name) {
                Some(definition) => definition.checked(value),
                None if value.to_string().len() > LONGEST => Err(FieldError::new(
                    format!("attributes.{name}"),
                    "is longer than 4000 characters",
                )),
                None => Ok(value.clone()),
            };
            match checked {
                Ok(value) => drop(kept.insert(name.clone(), value)),
                Err(error) => wrong.push(error),
            }
        }
        if wrong.is_empty() {
            Ok(kept)
        } else {
            Err(Error::Invalid(wrong))
        }
    }
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= 100 && !name.chars().any(char::is_control)
}

/// All definitions.
pub async fn definitions(tx: &mut Tx) -> Result<Definitions> {
    let all = list(tx).await?;
    Ok(Definitions(
        all.into_iter().map(|one| (one.name.clone(), one)).collect(),
    ))
}

/// All definitions in the order of their names.
pub async fn list(tx: &mut Tx) -> Result<Vec<Definition>> {
    let sql = "SELECT name, type, label_zh, label_en, personal, choices, sources FROM attribute_definitions ORDER BY name";
    tx.query(sql, &[])
        .await?
        .into_iter()
        .map(|mut row| read(&mut row))
        .collect()
}

fn read(row: &mut Row) -> Result<Definition> {
    let kind: String = row.take(1)?;
    let (choices, sources): (String, String) = (row.take(5)?, row.take(6)?);
    Ok(Definition {
        name: row.take(0)?,
        kind: AttributeType::from_name(&kind),
        label_zh: row.take(2)?,
        label_en: row.take(3)?,
        personal: row.take(4)?,
        choices: serde_json::from_str(&choices).map_err(Error::internal)?,
        sources: serde_json::from_str(&sources).map_err(Error::internal)?,
    })
}

/// Says what an attribute is, or says it anew. Values told before stay as they were told.
pub async fn define(tx: &mut Tx, env: &kernel::Env, definition: &Definition) -> Result<()> {
    if !is_name(&definition.name) {
        return Err(Error::invalid(
            "name",
            "is empty, longer than 100 characters or holds control characters",
        ));
    }
    if definition.kind == AttributeType::Choice && definition.choices.is_empty() {
        return Err(Error::invalid(
            "choices",
            "is empty: a choice needs something to choose from",
        ));
    }
    let sql = "INSERT INTO attribute_definitions (name, type, label_zh, label_en, personal, choices, sources, changed_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (name) DO UPDATE SET type = excluded.type, label_zh = excluded.label_zh, label_en = excluded.label_en,
               personal = excluded.personal, choices = excluded.choices, sources = excluded.sources, changed_at = excluded.changed_at";
    let choices = serde_json::to_string(&definition.choices).map_err(Error::internal)?;
    let sources = serde_json::to_string(&definition.sources).map_err(Error::internal)?;
    let values = params![
        &definition.name,
        definition.kind.as_str(),
        &definition.label_zh,
        &definition.label_en,
        definition.personal,
        choices,
        sources,
        env.now()
    ];
    tx.execute(sql, values).await.map(|_| ())
}

/// Takes a definition back; values stay and are shown as they look. Answers whether there was one.
pub async fn undefine(tx: &mut Tx, name: &str) -> Result<bool> {
    Ok(tx
        .execute(
            "DELETE FROM attribute_definitions WHERE name = $1",
            params![name],
        )
        .await?
        > 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn definition(kind: AttributeType) -> Definition {
        Definition {
            name: "it".into(),
            kind,
            label_zh: "它".into(),
            label_en: "It".into(),
            personal: false,
            choices: vec!["red".into(), "blue".into()],
            sources: vec![7, 3],
        }
    }

    #[test]
    fn values_are_brought_to_their_type_or_refused() {
        let ok = |kind, value: Value| definition(kind).checked(&value).unwrap();
        assert_eq!(ok(AttributeType::Number, json!("12.5")), json!(12.5));
        assert_eq!(
            ok(AttributeType::Date, json!("1990/02/28T00:00:00Z")),
            json!("1990-02-28")
        );
        assert_eq!(ok(AttributeType::Bool, json!("否")), json!(false));
        assert_eq!(ok(AttributeType::Choice, json!(" red ")), json!("red"));
        assert_eq!(ok(AttributeType::List, json!(["blue"])), json!(["blue"]));
        assert_eq!(ok(AttributeType::Text, json!(5)), json!("5"));
        assert_eq!(ok(AttributeType::Choice, Value::Null), Value::Null);
        for (kind, wrong) in [
            (AttributeType::Number, json!("twelve")),
            (AttributeType::Date, json!("1990-02-30")),
            (AttributeType::Bool, json!("maybe")),
            (AttributeType::Choice, json!("green")),
            (AttributeType::List, json!(["green"])),
            (AttributeType::Text, json!({"a": 1})),
        ] {
            assert!(definition(kind).checked(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_person_goes_before_named_sources_and_those_before_the_rest() {
        let all = Definitions(HashMap::from([(
            "it".to_owned(),
            definition(AttributeType::Text),
        )]));
        let mut sources = [9, 3, 0, 7];
        sources.sort_by_key(|source| all.rank("it", *source));
        assert_eq!(sources, [0, 7, 3, 9]);
        assert_eq!(all.rank("other", 9), all.rank("other", 3));
    }
}
