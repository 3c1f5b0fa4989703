//! Who asks: a person in a browser, a program with a token, or the command line.

use kernel::{Error, Result};

use crate::permission::{Permission, Permissions};
use crate::role::Role;

/// The unit a caller is held to, and everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The number of the unit.
    pub unit: i64,
    /// Its path, which is the beginning of the path of everything below it.
    pub path: String,
}

/// Who asks, and what they may do.
#[derive(Clone, Debug)]
pub struct Caller {
    /// `usr_…`, `tok_…` or `local`: what the audit record names.
    pub actor: String,
    /// What people know them by.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// What they may do: their role's permissions, or fewer.
    pub permissions: Permissions,
    /// The unit they are held to; none: the whole company.
    pub scope: Option<Scope>,
}

impl Caller {
    /// The command line on the machine itself, which may do everything.
    #[must_use]
    pub fn local() -> Self {
        Self {
            actor: "local".into(),
            name: "local".into(),
            role: Role::Owner,
            permissions: Permissions::ALL,
            scope: None,
        }
    }

    /// Whether they may.
    #[must_use]
    pub const fn allows(&self, permission: Permission) -> bool {
        self.permissions.contains(permission)
    }

    /// Refuses when they may not.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.allows(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden(format!(
                "this takes the permission {permission}"
            )))
        }
    }

    /// Whether the unit with this path is theirs or below theirs.
    #[must_use]
    pub fn within(&self, path: &str) -> bool {
        self.scope
            .as_ref()
            .is_none_or(|scope| path.starts_with(&scope.path))
    }

    /// Whether something that belongs to a unit with this path, or to no unit, is within what they may see. What belongs to
    /// no unit belongs to the whole company, and is seen by those who may see all of it.
    #[must_use]
    pub fn sees(&self, path: Option<&str>) -> bool {
        self.within(path.unwrap_or_default())
    }

    /// The number of the unit they are held to.
    #[must_use]
    pub fn unit(&self) -> Option<i64> {
        self.scope.as_ref().map(|scope| scope.unit)
    }

    /// The beginning of the paths of all units they may see, for a statement; empty when they may see all.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.scope.as_ref().map_or("", |scope| scope.path.as_str())
    }

    /// Refuses to give what they do not have: permissions beyond theirs, or a unit outside of theirs.
    pub fn require_grant(&self, permissions: Permissions, path: Option<&str>) -> Result<()> {
        if !self.permissions.covers(permissions) {
            return Err(Error::Forbidden(
                "nobody can give a role or a scope that goes beyond their own".into(),
            ));
        }
        if !self.sees(path) {
            return Err(Error::Forbidden(
                "nobody can give access beyond their own unit".into(),
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_a_beginning_of_paths() {
        let mut caller = Caller::local();
        assert!(caller.within("/1/2/") && caller.sees(None));
        caller.scope = Some(Scope {
            unit: 2,
            path: "/1/2/".into(),
        });
        assert!(caller.within("/1/2/") && caller.within("/1/2/5/"));
        assert!(!caller.within("/1/21/") && !caller.within("/1/") && !caller.sees(None));
    }

    #[test]
    fn nobody_gives_more_than_they_have() {
        let admin = Caller {
            permissions: Role::Admin.permissions(),
            role: Role::Admin,
            ..Caller::local()
        };
        assert!(admin.require_grant(Role::Admin.permissions(), None).is_ok());
        assert!(
            admin
                .require_grant(Role::Owner.permissions(), None)
                .is_err()
        );
    }
}
