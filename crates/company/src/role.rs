//! The roles: a table of what each may do, and a sentence in each language that says so.
//!
//! To add a role: a variant, its place in [`Role::ALL`], and a row at the same place of the table.

use std::fmt;
use std::str::FromStr;

use kernel::FieldError;
use serde::{Deserialize, Serialize};
use store::{FromValue, Value};
use utoipa::ToSchema;

use crate::permission::{Permission, Permissions};
use crate::settings::Locale;

/// What a person or a program is here for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whose company it is.
    Owner,
    /// Runs the system.
    Admin,
    /// Leads a team that serves customers.
    Supervisor,
    /// Serves customers.
    Agent,
    /// Plans what customers are told.
    Marketer,
    /// Studies figures.
    Analyst,
    /// Works in a shop.
    Store,
    /// Checks what was done.
    Auditor,
}

/// One row of the table of roles.
struct Row {
    role: Role,
    name: &'static str,
    permissions: Permissions,
    en: &'static str,
    zh: &'static str,
}

use Permission as P;

/// What everybody who works with customers sees.
const SEES: &[Permission] = &[
    P::CustomersRead,
    P::TouchesRead,
    P::TouchpointsRead,
    P::UnitsRead,
    P::ConsentRead,
    P::StreamRead,
    P::FiguresRead,
];

const fn sees_and(more: &[Permission]) -> Permissions {
    Permissions::of(SEES).or(Permissions::of(more))
}

/// The table of roles, in the order of [`Role::ALL`].
const ROLES: [Row; 8] = [
    Row {
        role: Role::Owner,
        name: "owner",
        permissions: Permissions::ALL,
        en: "May do everything, and alone appoints and removes owners.",
        zh: "拥有全部权限，并且只有负责人可以任命和移除负责人。",
    },
    Row {
        role: Role::Admin,
        name: "admin",
        permissions: Permissions::ALL.without(Permissions::of(&[P::OwnersWrite])),
        en: "Runs the system: people, units, sources, settings and backups, and everything about customers, but cannot appoint owners.",
        zh: "管理整个系统：人员、组织、数据源、设置与备份，以及客户的全部操作，但不能任命负责人。",
    },
    Row {
        role: Role::Supervisor,
        name: "supervisor",
        permissions: sees_and(&[
            P::CustomersWrite,
            P::CustomersMerge,
            P::CustomersReveal,
            P::CustomersExport,
            P::ViewsShare,
            P::TouchesWrite,
            P::ConsentWrite,
            P::SourcesRead,
            P::PlanRead,
            P::ImportsRead,
            P::FormsRead,
            P::PeopleRead,
        ]),
        en: "Leads a team: edits and merges customers, sees personal data for a stated reason, exports, and sees who works here.",
        zh: "带领团队：可编辑、合并客户，说明原因后查看完整个人信息，可导出，并可查看团队成员。",
    },
    Row {
        role: Role::Agent,
        name: "agent",
        permissions: sees_and(&[
            P::CustomersWrite,
            P::CustomersReveal,
            P::TouchesWrite,
            P::ConsentWrite,
        ]),
        en: "Serves customers: sees and edits them, records contacts and consent, and sees personal data for a stated reason.",
        zh: "服务客户：可查看和编辑客户，记录接触与授权同意，说明原因后查看完整个人信息。",
    },
    Row {
        role: Role::Marketer,
        name: "marketer",
        permissions: sees_and(&[
            P::TouchpointsWrite,
            P::ViewsShare,
            P::SourcesRead,
            P::PlanRead,
            P::ImportsRead,
            P::ImportsWrite,
            P::FormsRead,
            P::FormsWrite,
        ]),
        en: "Plans campaigns: sees customers masked, keeps touchpoints and forms, and imports lists.",
        zh: "策划营销：查看脱敏后的客户，维护接触点与表单，导入名单。",
    },
    Row {
        role: Role::Analyst,
        name: "analyst",
        permissions: sees_and(&[
            P::ViewsShare,
            P::SourcesRead,
            P::PlanRead,
            P::ImportsRead,
            P::FormsRead,
        ]),
        en: "Studies figures: sees customers masked and everything that is counted, shares views, and changes nothing else.",
        zh: "分析数据：查看脱敏后的客户和各项统计，可共享视图，不做其他修改。",
    },
    Row {
        role: Role::Store,
        name: "store",
        permissions: sees_and(&[
            P::CustomersWrite,
            P::TouchesWrite,
            P::ConsentWrite,
            P::FormsRead,
        ]),
        en: "Works in a shop: finds and adds customers, records visits and consent, with personal data masked.",
        zh: "门店员工：查找和新增客户，记录到店与授权同意，个人信息保持脱敏。",
    },
    Row {
        role: Role::Auditor,
        name: "auditor",
        permissions: Permissions::of(&[
            P::CustomersRead,
            P::TouchesRead,
            P::TouchpointsRead,
            P::UnitsRead,
            P::SourcesRead,
            P::PlanRead,
            P::ImportsRead,
            P::FormsRead,
            P::WebhooksRead,
            P::ConsentRead,
            P::PeopleRead,
            P::TokensRead,
            P::SettingsRead,
            P::AuditRead,
            P::FiguresRead,
        ]),
        en: "Checks what was done: reads and verifies the audit record and sees everything masked, and changes nothing.",
        zh: "审计检查：查看并校验审计记录，以脱敏方式查看全部内容，不做任何修改。",
    },
];

impl Role {
    /// Every role, the one that may do most first.
    pub const ALL: &'static [Self] = &[
        Self::Owner,
        Self::Admin,
        Self::Supervisor,
        Self::Agent,
        Self::Marketer,
        Self::Analyst,
        Self::Store,
        Self::Auditor,
    ];

    const fn row(self) -> &'static Row {
        &ROLES[self as usize]
    }

    /// The name used in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// What it may do.
    #[must_use]
    pub const fn permissions(self) -> Permissions {
        self.row().permissions
    }

    /// What it may do, in a sentence.
    #[must_use]
    pub const fn sentence(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.row().en,
            Locale::ZhCn => self.row().zh,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        ROLES
            .iter()
            .find(|row| row.name == text)
            .map(|row| row.role)
            .ok_or_else(|| {
                let names: Vec<&str> = ROLES.iter().map(|row| row.name).collect();
                FieldError::new("role", format!("is not one of {}", names.join(", ")))
            })
    }
}

impl From<Role> for Value {
    fn from(role: Role) -> Self {
        role.as_str().into()
    }
}

impl FromValue for Role {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_roles() {
        for role in Role::ALL {
            assert_eq!(role.row().role, *role);
            assert_eq!(role.as_str().parse::<Role>().unwrap(), *role);
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
    }

    #[test]
    fn only_owners_make_owners_and_only_four_roles_see_personal_data() {
        let who = |permission| {
            Role::ALL
                .iter()
                .copied()
                .filter(move |role| role.permissions().contains(permission))
                .collect::<Vec<_>>()
        };
        assert_eq!(who(P::OwnersWrite), [Role::Owner]);
        assert_eq!(
            who(P::CustomersReveal),
            [Role::Owner, Role::Admin, Role::Supervisor, Role::Agent]
        );
        assert_eq!(who(P::CustomersErase), [Role::Owner, Role::Admin]);
        assert_eq!(who(P::PeopleWrite), [Role::Owner, Role::Admin]);
        assert!(
            Role::Auditor
                .permissions()
                .iter()
                .all(|permission| permission.as_str().ends_with(":read"))
        );
        assert!(!Role::Admin.permissions().covers(Role::Owner.permissions()));
    }
}
