//! One thing that a form asks.

use std::collections::HashSet;

use jiff::civil::Date;
use kernel::{FieldError, IdentityKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::definition::{Choice, ConsentNotice, Target, Words, Wrongs, is_link};
use super::{TRAP, lists};

/// Answers to choose from at most.
const MOST_CHOICES: usize = 300;
/// The longest answer to a question of many lines.
const LONGEST_TEXT: u32 = 10_000;

/// What sort of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FormFieldKind)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Many lines.
    LongText,
    /// A mailbox.
    Email,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of several.
    Choice,
    /// Any of several.
    MultiChoice,
    /// Yes, when it is ticked.
    Checkbox,
    /// A region; its own list when it has no options.
    Region,
    /// An industry; its own list when it has no options.
    Industry,
    /// Consent to something.
    Consent,
}

/// One thing that a form asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormField)]
pub struct Field {
    /// What its answer is kept under.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,39}$")]
    pub key: String,
    /// What sort of answer it takes.
    pub kind: FieldKind,
    /// What is asked.
    pub label: Words,
    /// What helps to answer.
    #[serde(default)]
    pub help: Words,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// The least: characters of a text, the value of a number, how many are chosen.
    #[serde(default)]
    pub min: Option<f64>,
    /// The most.
    #[serde(default)]
    pub max: Option<f64>,
    /// The first day, such as 2026-05-01.
    #[serde(default)]
    pub from: Option<String>,
    /// The last day.
    #[serde(default)]
    pub until: Option<String>,
    /// What can be chosen.
    #[serde(default)]
    #[schema(max_items = 300)]
    pub options: Vec<Choice>,
    /// Where the answer goes.
    #[serde(default)]
    pub maps_to: Target,
    /// What is agreed to, for a consent.
    #[serde(default)]
    pub consent: Option<ConsentNotice>,
}

impl Field {
    /// What can be chosen, whether the form lists it or the kind does.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self.kind {
            FieldKind::Region if self.options.is_empty() => lists::regions(),
            FieldKind::Industry if self.options.is_empty() => lists::industries(),
            _ => &self.options,
        }
    }

    /// Whether its answers are of a few known values, so that they can be counted.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Choice
                | FieldKind::MultiChoice
                | FieldKind::Checkbox
                | FieldKind::Region
                | FieldKind::Industry
                | FieldKind::Consent
        )
    }

    /// The most characters of a text.
    #[must_use]
    pub fn longest(&self) -> usize {
        let (usual, most) = match self.kind {
            FieldKind::LongText => (4_000, LONGEST_TEXT),
            _ => (200, 1_000),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held between 1 and the most"
        )]
        self.max
            .map_or(usual, |max| max.clamp(1.0, f64::from(most)) as usize)
    }

    pub(super) fn check(&mut self, place: &str) -> Wrongs {
        let mut wrongs = self.label.check(&format!("{place}.label"), 500, true);
        wrongs.extend(self.help.check(&format!("{place}.help"), 1_000, false));
        let mut wrong = |part: &str, message: &str| {
            wrongs.push(FieldError::new(format!("{place}{part}"), message))
        };
        if !is_key(&self.key) || self.key == TRAP {
            wrong(
                ".key",
                "must begin with a small letter and hold up to 40 small letters, digits and underscores",
            );
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            wrong(".min", "is more than max");
        }
        if [self.min, self.max]
            .into_iter()
            .flatten()
            .any(|limit| !limit.is_finite() || limit.abs() > 1e15)
        {
            wrong(".max", "is no limit that a number can have");
        }
        for (part, day) in [(".from", &self.from), (".until", &self.until)] {
            if day.as_ref().is_some_and(|day| day.parse::<Date>().is_err()) {
                wrong(part, "is no day such as 2026-05-01");
            }
        }
        wrongs.extend(self.check_options(place));
        wrongs.extend(self.check_target(place));
        wrongs.extend(self.check_consent(place));
        wrongs
    }

    fn check_options(&mut self, place: &str) -> Wrongs {
        let mut wrongs = Vec::new();
        let chosen = matches!(
            self.kind,
            FieldKind::Choice | FieldKind::MultiChoice | FieldKind::Region | FieldKind::Industry
        );
        let needed = matches!(self.kind, FieldKind::Choice | FieldKind::MultiChoice);
        if !chosen && !self.options.is_empty() || needed && self.options.is_empty() {
            wrongs.push(FieldError::new(
                format!("{place}.options"),
                "belong to a choice, and a choice needs them",
            ));
        }
        if self.options.len() > MOST_CHOICES {
            wrongs.push(FieldError::new(
                format!("{place}.options"),
                format!("must be at most {MOST_CHOICES}"),
            ));
        }
        let mut values = HashSet::new();
        for (index, option) in self.options.iter_mut().enumerate().take(MOST_CHOICES) {
            let place = format!("{place}.options[{index}]");
            option.value = option.value.trim().to_owned();
            let length = option.value.chars().count();
            if length == 0 || length > 100 || option.value.chars().any(char::is_control) {
                wrongs.push(FieldError::new(
                    format!("{place}.value"),
                    "must have 1 to 100 characters of plain text",
                ));
            }
            if !values.insert(option.value.clone()) {
                wrongs.push(FieldError::new(
                    format!("{place}.value"),
                    "is another option's already",
                ));
            }
            wrongs.extend(option.label.check(&format!("{place}.label"), 200, true));
        }
        wrongs
    }

    fn check_target(&self, place: &str) -> Wrongs {
        let place = format!("{place}.maps_to");
        let refuse = |message: &str| vec![FieldError::new(&place, message)];
        match &self.maps_to {
            Target::Answer => Vec::new(),
            _ if self.kind == FieldKind::Consent => refuse("a consent is kept as a consent"),
            Target::Identity { kind } => match (kind, self.kind) {
                (IdentityKind::Email, FieldKind::Email)
                | (IdentityKind::Phone, FieldKind::Phone)
                | (
                    IdentityKind::Card | IdentityKind::Order | IdentityKind::Plate,
                    FieldKind::Text,
                ) => Vec::new(),
                (
                    IdentityKind::Email
                    | IdentityKind::Phone
                    | IdentityKind::Card
                    | IdentityKind::Order
                    | IdentityKind::Plate,
                    _,
                ) => refuse("does not fit the kind of the field"),
                _ => refuse("is an identifier that a system vouches for; nobody types it"),
            },
            Target::Attribute { name } if is_attribute(name) => Vec::new(),
            Target::Attribute { .. } => {
                refuse("must name an attribute with up to 60 letters, digits and underscores")
            }
        }
    }

    fn check_consent(&mut self, place: &str) -> Wrongs {
        let place = format!("{place}.consent");
        let (FieldKind::Consent, Some(notice)) = (self.kind, &mut self.consent) else {
            return if (self.kind == FieldKind::Consent) == self.consent.is_some() {
                Vec::new()
            } else {
                vec![FieldError::new(
                    place,
                    "belongs to a field of kind consent, which needs it",
                )]
            };
        };
        let mut wrongs = notice.text.check(&format!("{place}.text"), 3_000, true);
        let mut wrong = |part: &str, message: &str| {
            wrongs.push(FieldError::new(format!("{place}.{part}"), message))
        };
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if notice.purpose.is_empty()
            || notice.purpose.len() > 60
            || !notice.purpose.bytes().all(word)
        {
            wrong(
                "purpose",
                "is no word of small letters, digits and underscores, such as marketing",
            );
        }
        notice.version = notice.version.trim().to_owned();
        if notice.version.is_empty()
            || notice.version.len() > 60
            || notice.version.chars().any(char::is_control)
        {
            wrong("version", "must say the notice's version, such as 2026-05");
        }
        if notice.channels.len() > 32 {
            wrong("channels", "names more channels than there are");
        }
        if notice.link.as_deref().is_some_and(|link| !is_link(link)) {
            wrong("link", "must be an https address");
        }
        if notice
            .valid_days
            .is_some_and(|days| !(1..=36_500).contains(&days))
        {
            wrong("valid_days", "must be between 1 and 36500");
        }
        wrongs
    }
}

fn is_key(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn is_attribute(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
