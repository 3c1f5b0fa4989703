//! Answers, judged field by field: what fits is kept in its own type, what does not is told beside its field, in the
//! visitor's language and without repeating what was typed.

use identity::normal::{Context, normalise};
use jiff::civil::Date;
use kernel::IdentityKind;
use serde_json::{Map, Number, Value};

use super::definition::{Definition, Target};
use super::field::{Field, FieldKind};
use super::posted::Posted;
use super::texts::{Language, Say};

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field's key.
    pub key: String,
    /// What would be right.
    pub message: String,
}

/// One answer that fits.
#[derive(Clone, Debug)]
pub struct Answer<'d> {
    /// The field it answers.
    pub field: &'d Field,
    /// What was said: a text, a number, true, or a list of texts.
    pub value: Value,
}

/// All answers of a submission; what was left empty is not among them.
#[derive(Clone, Debug, Default)]
pub struct Answers<'d>(pub Vec<Answer<'d>>);

impl<'d> Answers<'d> {
    /// Judges what came in.
    pub fn check(
        definition: &'d Definition,
        posted: &Posted,
        language: Language,
        context: &Context,
    ) -> Result<Self, Vec<Wrong>> {
        let (mut answers, mut wrongs) = (Vec::new(), Vec::new());
        for field in &definition.fields {
            match judge(field, posted, language, context) {
                Ok(Some(value)) => answers.push(Answer { field, value }),
                Ok(None) => {}
                Err(message) => wrongs.push(Wrong {
                    key: field.key.clone(),
                    message,
                }),
            }
        }
        if wrongs.is_empty() {
            Ok(Self(answers))
        } else {
            Err(wrongs)
        }
    }

    /// The answers under their keys.
    #[must_use]
    pub fn by_key(&self) -> Map<String, Value> {
        self.0
            .iter()
            .map(|answer| (answer.field.key.clone(), answer.value.clone()))
            .collect()
    }

    /// What is told of the customer.
    #[must_use]
    pub fn traits(&self) -> Map<String, Value> {
        let mapped = self
            .0
            .iter()
            .filter_map(|answer| match &answer.field.maps_to {
                Target::Attribute { name } => Some((name.clone(), answer.value.clone())),
                _ => None,
            });
        mapped.collect()
    }

    /// What says who the visitor is.
    pub fn identities(&self) -> impl Iterator<Item = (IdentityKind, &str)> {
        self.0
            .iter()
            .filter_map(|answer| match &answer.field.maps_to {
                Target::Identity { kind } => Some((*kind, answer.value.as_str()?)),
                _ => None,
            })
    }
}

fn judge(
    field: &Field,
    posted: &Posted,
    language: Language,
    context: &Context,
) -> Result<Option<Value>, String> {
    let mut said: Vec<&str> = posted
        .said(&field.key)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let say = |say: Say| say.in_language(language).to_owned();
    if said.is_empty() {
        let wanted = match field.kind {
            FieldKind::Checkbox | FieldKind::Consent => Say::RequiredTick,
            FieldKind::Choice
            | FieldKind::MultiChoice
            | FieldKind::Region
            | FieldKind::Industry => Say::RequiredChoice,
            _ => Say::Required,
        };
        return if field.required {
            Err(say(wanted))
        } else {
            Ok(None)
        };
    }
    if field.kind == FieldKind::MultiChoice {
        said.sort_unstable();
        said.dedup();
        return several(field, said, language).map(Some);
    }
    let [text] = said.as_slice() else {
        return Err(say(Say::OnlyOne));
    };
    let value = match field.kind {
        FieldKind::Text | FieldKind::LongText => {
            Value::from(words(field, text, language, context)?)
        }
        FieldKind::Email => Value::from(
            identifier(IdentityKind::Email, text, context).ok_or_else(|| say(Say::Email))?,
        ),
        FieldKind::Phone => Value::from(
            identifier(IdentityKind::Phone, text, context).ok_or_else(|| say(Say::Phone))?,
        ),
        FieldKind::Number => number(field, text, language)?,
        FieldKind::Date => Value::from(day(field, text, language)?),
        FieldKind::Choice | FieldKind::Region | FieldKind::Industry => {
            let known = field.choices().iter().find(|choice| choice.value == *text);
            Value::from(known.ok_or_else(|| say(Say::NotListed))?.value.clone())
        }
        FieldKind::Checkbox | FieldKind::Consent => match *text {
            "on" | "true" | "1" | "yes" => Value::Bool(true),
            "off" | "false" | "0" | "no" if !field.required => return Ok(None),
            _ => return Err(say(Say::RequiredTick)),
        },
        FieldKind::MultiChoice => Value::Null,
    };
    Ok(Some(value))
}

/// An identifier as it was typed, if it is one.
fn identifier(kind: IdentityKind, text: &str, context: &Context) -> Option<String> {
    normalise(kind, text, context)
        .ok()
        .map(|normal| normal.into_value())
}

fn words(
    field: &Field,
    text: &str,
    language: Language,
    context: &Context,
) -> Result<String, String> {
    let many = field.kind == FieldKind::LongText;
    if text
        .chars()
        .any(|c| c.is_control() && !(many && matches!(c, '\n' | '\t')))
    {
        return Err(Say::Plain.in_language(language).to_owned());
    }
    let length = text.chars().count();
    if length > field.longest() {
        return Err(Say::Longest.with(language, field.longest()));
    }
    if let Some(min) = field.min
        && (length as f64) < min
    {
        return Err(Say::Shortest.with(language, min));
    }
    if let Target::Identity { kind } = field.maps_to {
        return identifier(kind, text, context)
            .ok_or_else(|| Say::Identifier.in_language(language).to_owned());
    }
    Ok(text.to_owned())
}

fn number(field: &Field, text: &str, language: Language) -> Result<Value, String> {
    let refuse = || Say::Number.in_language(language).to_owned();
    if text.len() > 40 {
        return Err(refuse());
    }
    let plain: String = text
        .chars()
        .map(full_width)
        .filter(|c| *c != ',' && *c != ' ')
        .collect();
    let number: f64 = plain.parse().map_err(|_| refuse())?;
    if !number.is_finite() || number.abs() > 1e15 {
        return Err(refuse());
    }
    if let Some(min) = field.min.filter(|min| number < *min) {
        return Err(Say::Least.with(language, min));
    }
    if let Some(max) = field.max.filter(|max| number > *max) {
        return Err(Say::Most.with(language, max));
    }
    if number.fract() == 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below 10^15")]
        return Ok(Value::from(number as i64));
    }
    Number::from_f64(number)
        .map(Value::Number)
        .ok_or_else(refuse)
}

/// A digit as Chinese keyboards write it, as the digit it is.
fn full_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        other => other,
    }
}

fn day(field: &Field, text: &str, language: Language) -> Result<String, String> {
    let refuse = || Say::Date.in_language(language).to_owned();
    let plain: String = text
        .chars()
        .map(full_width)
        .map(|c| if matches!(c, '/' | '.') { '-' } else { c })
        .collect();
    let date: Date = plain.parse().map_err(|_| refuse())?;
    if plain.len() != 10 || !(1850..=2200).contains(&date.year()) {
        return Err(refuse());
    }
    let limit = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok());
    if let Some(from) = limit(&field.from).filter(|from| date < *from) {
        return Err(Say::Earliest.with(language, from));
    }
    if let Some(until) = limit(&field.until).filter(|until| date > *until) {
        return Err(Say::Latest.with(language, until));
    }
    Ok(date.to_string())
}

fn several(field: &Field, said: Vec<&str>, language: Language) -> Result<Value, String> {
    let choices = field.choices();
    if said
        .iter()
        .any(|text| choices.iter().all(|choice| choice.value != *text))
    {
        return Err(Say::NotListed.in_language(language).to_owned());
    }
    let count = said.len() as f64;
    if let Some(min) = field.min.filter(|min| count < *min) {
        return Err(Say::Fewest.with(language, min));
    }
    if let Some(max) = field.max.filter(|max| count > *max) {
        return Err(Say::Highest.with(language, max));
    }
    // In the order of the form, whatever the order they came in.
    let in_order = choices
        .iter()
        .filter(|choice| said.contains(&choice.value.as_str()));
    Ok(Value::from(
        in_order
            .map(|choice| choice.value.clone())
            .collect::<Vec<_>>(),
    ))
}
