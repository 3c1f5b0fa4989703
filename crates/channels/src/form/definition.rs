//! What a form asks and says, as the builder writes it. Every text is there in Chinese, in English or in both; where one
//! is missing the other is shown.

use std::collections::HashSet;

use kernel::{Channel, Error, FieldError, IdentityKind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::field::Field;
use super::lists;
use super::texts::Language;

/// Fields at most.
const MOST_FIELDS: usize = 60;
/// Sites at most.
const MOST_SITES: usize = 50;
/// The longest definition, as JSON.
const MOST_BYTES: usize = 256 << 10;

/// A text in the two languages that forms are shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = FormWords)]
pub struct Words {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in a language, or in the other one when there is none.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::Zh => (&self.zh, &self.en),
            Language::En => (&self.en, &self.zh),
        };
        if first.is_empty() { second } else { first }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }

    /// Trims, and refuses what is too long or no plain text.
    pub(super) fn check(&mut self, place: &str, longest: usize, wanted: bool) -> Wrongs {
        let mut wrongs = Vec::new();
        for (language, text) in [("zh", &mut self.zh), ("en", &mut self.en)] {
            *text = text.trim().to_owned();
            let place = format!("{place}.{language}");
            if text.chars().count() > longest {
                wrongs.push(FieldError::new(
                    place,
                    format!("must have at most {longest} characters"),
                ));
            } else if text.chars().any(|c| c.is_control() && c != '\n') {
                wrongs.push(FieldError::new(place, "must be plain text"));
            }
        }
        if wanted && self.is_empty() {
            wrongs.push(FieldError::new(place, "needs a text in zh, en or both"));
        }
        wrongs
    }
}

/// What is wrong with a definition.
pub(super) type Wrongs = Vec<FieldError>;

/// What a form is for, so that many forms can be told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = FormClassification)]
pub struct Classification {
    /// The kind of form.
    pub kind: FormKind,
    /// The region it is meant for: a code of ISO 3166.
    pub region: Option<String>,
    /// The industry it is meant for: a section of GB/T 4754, A to T.
    pub industry: Option<String>,
}

/// The kind of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Somebody wants to be contacted.
    Contact,
    /// Somebody becomes a member or subscribes.
    Membership,
    /// Somebody comes to an event.
    Registration,
    /// Somebody asks for a time.
    Booking,
    /// Somebody answers questions.
    Survey,
    /// Somebody says how it was.
    Feedback,
    /// Somebody complains.
    Complaint,
    /// Somebody applies for something.
    Application,
    /// Anything else.
    #[default]
    Other,
}

impl FormKind {
    /// Its name in the API and in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Membership => "membership",
            Self::Registration => "registration",
            Self::Booking => "booking",
            Self::Survey => "survey",
            Self::Feedback => "feedback",
            Self::Complaint => "complaint",
            Self::Application => "application",
            Self::Other => "other",
        }
    }
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormChoice)]
pub struct Choice {
    /// What is kept.
    #[schema(max_length = 100)]
    pub value: String,
    /// What is shown.
    pub label: Words,
}

/// Where an answer goes, besides the submission itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "to", deny_unknown_fields)]
#[schema(as = FormTarget)]
pub enum Target {
    /// Nowhere else.
    #[default]
    Answer,
    /// It says who the visitor is.
    Identity {
        /// What sort of identifier it is: email, phone, card, order or plate.
        kind: IdentityKind,
    },
    /// It is something known of the customer.
    Attribute {
        /// The attribute's name.
        #[schema(pattern = "^[A-Za-z][A-Za-z0-9_]{0,59}$")]
        name: String,
    },
}

/// What a visitor agrees to by ticking a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormConsent)]
pub struct ConsentNotice {
    /// What for: small letters, digits and underscores, such as `marketing`.
    #[schema(pattern = "^[a-z0-9_]{1,60}$")]
    pub purpose: String,
    /// On which channels; none: on every one.
    #[serde(default)]
    #[schema(max_items = 32)]
    pub channels: Vec<Channel>,
    /// The version of the notice.
    #[schema(max_length = 60)]
    pub version: String,
    /// What is agreed to, in full; it is kept as evidence.
    pub text: Words,
    /// Where more is said: an https address.
    #[serde(default)]
    pub link: Option<String>,
    /// After how many days it ends; none: it holds until it is taken back.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 36500)]
    pub valid_days: Option<u16>,
}

/// What a form asks and says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormDefinition)]
pub struct Definition {
    /// What people here call it.
    pub name: Words,
    /// Its heading; the name when it has none.
    #[serde(default)]
    pub title: Words,
    /// What stands above the fields.
    #[serde(default)]
    pub intro: Words,
    /// What it asks, in order.
    #[schema(min_items = 1, max_items = 60)]
    pub fields: Vec<Field>,
    /// What it is for.
    #[serde(default)]
    pub classification: Classification,
    /// The words on its button.
    #[serde(default)]
    pub submit: Words,
    /// What is said when it was sent.
    #[serde(default)]
    pub thanks: Words,
    /// Where the visitor goes when it was sent, instead of being thanked: an https address on one of `sites`.
    #[serde(default)]
    pub redirect: Option<String>,
    /// The hosts it may be shown on and lead to, such as `www.example.com`; none: it may be shown anywhere and leads nowhere.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub sites: Vec<String>,
}

impl Definition {
    /// The definition in the form it is kept in, or everything that is wrong with it.
    pub fn checked(mut self) -> Result<Self> {
        let mut wrongs = self.name.check("name", 200, true);
        for (place, words, longest) in [
            ("title", &mut self.title, 200),
            ("intro", &mut self.intro, 4_000),
            ("submit", &mut self.submit, 60),
            ("thanks", &mut self.thanks, 4_000),
        ] {
            wrongs.extend(words.check(place, longest, false));
        }
        if self.fields.is_empty() || self.fields.len() > MOST_FIELDS {
            wrongs.push(FieldError::new(
                "fields",
                format!("must be 1 to {MOST_FIELDS}"),
            ));
        }
        let mut keys = HashSet::new();
        for (index, field) in self.fields.iter_mut().enumerate().take(MOST_FIELDS) {
            wrongs.extend(field.check(&format!("fields[{index}]")));
            if !keys.insert(field.key.clone()) {
                wrongs.push(FieldError::new(
                    format!("fields[{index}].key"),
                    "is another field's already",
                ));
            }
        }
        wrongs.extend(self.check_classification());
        wrongs.extend(self.check_addresses());
        if wrongs.is_empty()
            && serde_json::to_string(&self).map_err(Error::internal)?.len() > MOST_BYTES
        {
            wrongs.push(FieldError::new("definition", "is larger than 256 KB"));
        }
        if wrongs.is_empty() {
            Ok(self)
        } else {
            Err(Error::Invalid(wrongs))
        }
    }

    fn check_classification(&self) -> Wrongs {
        let mut wrongs = Vec::new();
        let Classification {
            region, industry, ..
        } = &self.classification;
        if region
            .as_deref()
            .is_some_and(|code| !lists::is_region(code))
        {
            wrongs.push(FieldError::new(
                "classification.region",
                "is no code of ISO 3166 such as CN, CN-SH or US",
            ));
        }
        if industry
            .as_deref()
            .is_some_and(|code| lists::industry(code).is_none())
        {
            wrongs.push(FieldError::new(
                "classification.industry",
                "is no section of GB/T 4754, A to T",
            ));
        }
        wrongs
    }

    fn check_addresses(&mut self) -> Wrongs {
        let mut wrongs = Vec::new();
        if self.sites.len() > MOST_SITES {
            wrongs.push(FieldError::new("sites", "must be at most 50"));
        }
        for (index, site) in self.sites.iter_mut().enumerate() {
            *site = site.trim().to_ascii_lowercase();
            if !is_host(site) {
                wrongs.push(FieldError::new(
                    format!("sites[{index}]"),
                    "is no host such as www.example.com",
                ));
            }
        }
        if let Some(address) = &self.redirect {
            match host_of(address) {
                Some(host) if address.starts_with("https://") && self.sites.contains(&host) => {}
                _ => wrongs.push(FieldError::new(
                    "redirect",
                    "must be an https address on one of the sites",
                )),
            }
        }
        wrongs
    }

    /// The heading.
    #[must_use]
    pub fn heading(&self, language: Language) -> &str {
        let words = if self.title.is_empty() {
            &self.name
        } else {
            &self.title
        };
        words.of(language)
    }

    /// Whether a page of this origin may show the form.
    #[must_use]
    pub fn is_at_home(&self, origin: &str) -> bool {
        self.sites.is_empty() || host_of(origin).is_some_and(|host| self.sites.contains(&host))
    }
}

/// A host name, with a port where one is needed.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "80"));
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && name.split('.').all(label) && port.parse::<u16>().is_ok()
}

/// The host of a plain http or https address; none for anything that could be read in two ways.
pub(super) fn host_of(address: &str) -> Option<String> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    if address.len() > 2_000
        || address
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "\\\"<>^`{|}".contains(c))
    {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    is_host(&host).then_some(host)
}

/// Whether an address may stand in a link.
pub(super) fn is_link(address: &str) -> bool {
    address.starts_with("https://") && host_of(address).is_some()
}
