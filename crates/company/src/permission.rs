//! What may be done.
//!
//! A permission is one bit, so that a caller's permissions are one number and checking is one instruction.
//! To add a permission: a line in `permissions!`, and its name in the roles of [`crate::role`] that have it. Owners have all.

use std::fmt;
use std::str::FromStr;

use kernel::FieldError;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! permissions {
    ($($(#[$meta:meta])* $variant:ident => $text:literal,)*) => {
        /// One thing that may be done, written `resource:verb`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Permission {
            $($(#[$meta])* #[serde(rename = $text)] $variant,)*
        }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in the API.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        // The derive does not see the names that a macro gives.
        impl utoipa::PartialSchema for Permission {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                kernel::schema::one_of(&[$($text,)*])
            }
        }

        impl utoipa::ToSchema for Permission {}

        impl FromStr for Permission {
            type Err = FieldError;

            fn from_str(text: &str) -> Result<Self, FieldError> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(FieldError::new("permission", concat!("is not one of", $(" ", $text,)*))),
                }
            }
        }
    };
}

permissions! {
    /// See customers, with personal data masked.
    CustomersRead => "customers:read",
    /// Add and edit customers.
    CustomersWrite => "customers:write",
    /// Merge customers and undo it.
    CustomersMerge => "customers:merge",
    /// See personal data unmasked, for a reason that is kept.
    CustomersReveal => "customers:reveal",
    /// Take customers out as files.
    CustomersExport => "customers:export",
    /// Erase customers for good.
    CustomersErase => "customers:erase",
    /// Share views of the list of customers with the company.
    ViewsShare => "views:share",
    /// See touches.
    TouchesRead => "touches:read",
    /// Record touches.
    TouchesWrite => "touches:write",
    /// See the register of touchpoints.
    TouchpointsRead => "touchpoints:read",
    /// Keep the register of touchpoints.
    TouchpointsWrite => "touchpoints:write",
    /// See the units.
    UnitsRead => "units:read",
    /// Change the tree of units.
    UnitsWrite => "units:write",
    /// See sources.
    SourcesRead => "sources:read",
    /// Make sources and their write keys.
    SourcesWrite => "sources:write",
    /// See the tracking plan.
    PlanRead => "plan:read",
    /// Change the tracking plan.
    PlanWrite => "plan:write",
    /// See imports.
    ImportsRead => "imports:read",
    /// Import files.
    ImportsWrite => "imports:write",
    /// See forms and what they collected.
    FormsRead => "forms:read",
    /// Make and change forms.
    FormsWrite => "forms:write",
    /// See outgoing webhooks and their attempts.
    WebhooksRead => "webhooks:read",
    /// Make and change outgoing webhooks.
    WebhooksWrite => "webhooks:write",
    /// See consents.
    ConsentRead => "consent:read",
    /// Record consent and its withdrawal.
    ConsentWrite => "consent:write",
    /// See who works here.
    PeopleRead => "people:read",
    /// Add people and change their roles.
    PeopleWrite => "people:write",
    /// Appoint owners and remove them.
    OwnersWrite => "owners:write",
    /// See API tokens, never the tokens themselves.
    TokensRead => "tokens:read",
    /// Make and revoke API tokens.
    TokensWrite => "tokens:write",
    /// See the company's settings.
    SettingsRead => "settings:read",
    /// Change the company's settings.
    SettingsWrite => "settings:write",
    /// Read and verify the audit record.
    AuditRead => "audit:read",
    /// Make backups.
    BackupWrite => "backup:write",
    /// Follow the live stream.
    StreamRead => "stream:read",
    /// See figures.
    FiguresRead => "figures:read",
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of permissions, one bit each. The order of bits is never stored.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions(u64);

// A set is a u64, so there may be at most 64 permissions.
const _: () = assert!(Permission::ALL.len() <= 64);

impl Permissions {
    /// None.
    pub const NONE: Self = Self(0);
    /// All.
    pub const ALL: Self = Self::of(Permission::ALL);

    /// These.
    #[must_use]
    pub const fn of(permissions: &[Permission]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < permissions.len() {
            bits |= 1 << permissions[index] as u64;
            index += 1;
        }
        Self(bits)
    }

    /// Whether `permission` is one of them.
    #[must_use]
    pub const fn contains(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u64) != 0
    }

    /// Whether all of `other` are among them.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These but for those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.contains(*permission))
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        permissions.into_iter().fold(Self::NONE, |set, permission| {
            set.or(Self::of(&[permission]))
        })
    }
}

impl fmt::Debug for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(Permission::as_str))
            .finish()
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Permissions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Permission>::deserialize(deserializer)?
            .into_iter()
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn names_read_back_and_sets_print_them() {
        for permission in Permission::ALL {
            assert_eq!(
                permission.as_str().parse::<Permission>().unwrap(),
                *permission
            );
        }
        let set = Role::Agent.permissions();
        let text = serde_json::to_string(&set).unwrap();
        assert!(text.contains("\"customers:reveal\""));
        assert_eq!(serde_json::from_str::<Permissions>(&text).unwrap(), set);
        assert!("customers:fly".parse::<Permission>().is_err());
    }
}
