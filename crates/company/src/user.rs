//! The plain types of the people who work here.

use kernel::{Result, Timestamp, UnitId, UserId};
use serde::{Deserialize, Serialize};
use store::Row;
use utoipa::ToSchema;

use crate::input::given;
use crate::passwords::PasswordHash;
use crate::role::Role;
use crate::settings::Locale;
use crate::{Caller, units};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their email address, by which they sign in.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The unit they are held to; none: the whole company.
    pub unit: Option<UnitId>,
    /// The path of that unit.
    #[serde(skip)]
    pub path: Option<String>,
    /// The language they chose.
    pub locale: Option<Locale>,
    /// The time zone they chose.
    pub time_zone: Option<String>,
    /// Whether they have a password.
    pub has_password: bool,
    /// Until when they cannot sign in with it, after too many wrong ones.
    pub locked_until: Option<Timestamp>,
    /// When they last signed in.
    pub signed_in_at: Option<Timestamp>,
    /// When they were added.
    pub created_at: Timestamp,
    /// When they were disabled.
    pub disabled_at: Option<Timestamp>,
}

impl User {
    /// Them as the one who asks.
    #[must_use]
    pub fn caller(&self) -> Caller {
        Caller {
            actor: self.id.to_string(),
            name: self.name.clone(),
            role: self.role,
            permissions: self.role.permissions(),
            scope: units::scope_of(self.path.clone()),
        }
    }
}

/// A person to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// Their email address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The unit they are held to; none: the caller's own, or the whole company.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Their language.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Their time zone.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The hash of their password; none: they begin with a one-time token.
    #[serde(skip)]
    #[schema(ignore)]
    pub password: Option<PasswordHash>,
}

/// What to change; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UserChange {
    /// Another email address.
    pub email: Option<String>,
    /// Another name.
    pub name: Option<String>,
    /// Another role.
    pub role: Option<Role>,
    /// Another unit; null: the caller's own, or the whole company.
    #[serde(deserialize_with = "given")]
    pub unit: Option<Option<UnitId>>,
    /// Another language; null: the company's.
    #[serde(deserialize_with = "given")]
    pub locale: Option<Option<Locale>>,
    /// Another time zone; null: the company's.
    #[serde(deserialize_with = "given")]
    pub time_zone: Option<Option<String>>,
}

impl UserChange {
    /// Whether it is only what everybody may change of themselves.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        self.email.is_none() && self.role.is_none() && self.unit.is_none()
    }
}

/// Which people are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// With this role.
    pub role: Option<Role>,
    /// Also those who are disabled.
    pub disabled: bool,
}

/// Reads a person from the columns of a row, beginning at the first.
pub(crate) fn user(mut row: Row) -> Result<User> {
    Ok(User {
        id: row.take(0)?,
        email: row.take(1)?,
        name: row.take(2)?,
        role: row.take(3)?,
        unit: row.take(4)?,
        path: row.take(5)?,
        locale: row.take(6)?,
        time_zone: row.take(7)?,
        has_password: row.take(8)?,
        locked_until: row.take(9)?,
        signed_in_at: row.take(10)?,
        created_at: row.take(11)?,
        disabled_at: row.take(12)?,
    })
}
