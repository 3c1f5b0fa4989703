//! The company's settings: typed here, one row each in the database, so that a new one needs no migration.
//!
//! To add one: a field of [`Settings`] with its usual value, one of [`SettingsChange`], and a line in `load` and `set`.

use std::fmt;
use std::str::FromStr;

use kernel::{Currency, Env, FieldError, Result};
use serde::{Deserialize, Serialize};
use store::{FromValue, Tx, Value, params};
use utoipa::ToSchema;

use crate::input::{LONGEST_NAME, line};
use crate::{Caller, audit};

crate::sql! {
    ALL = "SELECT name, value FROM settings ORDER BY name";
    READ = "SELECT value FROM settings WHERE name = $1";
    WRITE = "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum Locale {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Locale {
    /// The BCP 47 tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Locale {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        match text {
            "en" => Ok(Self::En),
            "zh-CN" => Ok(Self::ZhCn),
            _ => Err(FieldError::new("locale", "is not one of en, zh-CN")),
        }
    }
}

impl From<Locale> for Value {
    fn from(locale: Locale) -> Self {
        locale.as_str().into()
    }
}

impl FromValue for Locale {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value)?.parse().ok()
    }
}

/// The settings of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// The language of those who chose none.
    pub locale: Locale,
    /// IANA time zone its days begin in.
    pub time_zone: String,
    /// ISO 3166 country; numbers without a country code are read as of this one.
    pub country: String,
    /// ISO 4217 currency of its books.
    pub currency: Currency,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsChange {
    /// A new name.
    pub name: Option<String>,
    /// A new language.
    pub locale: Option<Locale>,
    /// A new time zone.
    pub time_zone: Option<String>,
    /// A new country.
    pub country: Option<String>,
    /// A new currency.
    pub currency: Option<Currency>,
}

/// The settings as they are; what was never set has its usual value.
pub async fn get(tx: &mut Tx) -> Result<Settings> {
    #[rustfmt::skip]
    let mut settings = Settings {
        name: "Rapport".into(),
        locale: Locale::En,
        time_zone: "UTC".into(),
        country: "CN".into(),
        currency: "CNY".parse()?,
    };
    for mut row in tx.query(ALL, &[]).await? {
        let value: String = row.take(1)?;
        match row.take::<String>(0)?.as_str() {
            "name" => settings.name = value,
            "locale" => settings.locale = value.parse()?,
            "time_zone" => settings.time_zone = value,
            "country" => settings.country = value,
            "currency" => settings.currency = value.parse()?,
            // Settings of other crates, which read their own.
            _ => {}
        }
    }
    Ok(settings)
}

/// Changes settings; answers them as they are then.
pub async fn set(tx: &mut Tx, env: &Env, by: &Caller, change: &SettingsChange) -> Result<Settings> {
    let mut rows: Vec<(&str, String)> = Vec::new();
    if let Some(name) = &change.name {
        rows.push(("name", line("name", name, LONGEST_NAME)?));
    }
    if let Some(locale) = change.locale {
        rows.push(("locale", locale.as_str().into()));
    }
    if let Some(zone) = &change.time_zone {
        rows.push(("time_zone", time_zone("time_zone", zone)?));
    }
    if let Some(code) = &change.country {
        rows.push(("country", country("country", code)?));
    }
    if let Some(currency) = change.currency {
        rows.push(("currency", currency.as_str().into()));
    }
    if !rows.is_empty() {
        for (name, value) in &rows {
            write(tx, name, value).await?;
        }
        let detail = rows
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        audit::record(
            tx,
            env,
            &by.actor,
            "settings.change",
            "settings",
            serde_json::Value::Object(detail),
        )
        .await?;
    }
    get(tx).await
}

/// One setting of another crate, as text.
pub async fn read(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    tx.query_opt(READ, params![name])
        .await?
        .map(|mut row| row.take(0))
        .transpose()
}

/// Sets one setting of another crate. Whoever calls this records it.
pub async fn write(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.execute(WRITE, params![name, value]).await.map(|_| ())
}

/// A time zone that this machine knows.
pub fn time_zone(field: &str, name: &str) -> Result<String, FieldError> {
    let zone = jiff::tz::TimeZone::get(name.trim())
        .map_err(|_| FieldError::new(field, "is not an IANA time zone such as Asia/Shanghai"))?;
    Ok(zone.iana_name().unwrap_or(name).to_owned())
}

/// Two capital letters.
pub fn country(field: &str, code: &str) -> Result<String, FieldError> {
    let code = code.trim().to_ascii_uppercase();
    if code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        Ok(code)
    } else {
        Err(FieldError::new(
            field,
            "is not a two-letter ISO 3166 country such as CN",
        ))
    }
}
