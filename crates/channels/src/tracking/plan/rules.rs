//! What an event must carry, and what becomes of one that does not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{JsonType, Types};
use crate::tracking::json::{Json, Kind};

/// The most problems that are told of one event.
const MOST_TOLD: usize = 8;

/// What becomes of an event that breaks the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is taken, with a note under `properties.$plan`.
    Warn,
    /// It is refused, and the source is told why.
    Refuse,
}

/// What an event must carry. Paths are as in [`super::Observed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What becomes of one that does not.
    pub action: Action,
    /// What must be there and not null.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// What must have a type where it is there and not null.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, JsonType>,
}

impl Rule {
    /// What an event with these properties and traits lacks, in words; the values are not among them.
    pub(in crate::tracking) fn broken_by(
        &self,
        properties: Option<Json<'_>>,
        traits: Option<Json<'_>>,
    ) -> Vec<String> {
        let root = |path: &str| match path.strip_prefix("traits.") {
            Some(rest) => (traits, rest.len()),
            None => (properties, path.len()),
        };
        let mut problems = Vec::new();
        for path in &self.required {
            let (root, rest) = root(path);
            let mut there = false;
            visit(root, &path[path.len() - rest..], &mut |value| {
                there |= value.kind() != Kind::Null
            });
            if !there {
                problems.push(format!("{path} is missing"));
            }
        }
        for (path, wanted) in &self.types {
            let (root, rest) = root(path);
            let mut wrong = None;
            visit(root, &path[path.len() - rest..], &mut |value| {
                let found = JsonType::of(value.kind());
                if found != *wanted && found != JsonType::Null {
                    wrong = Some(found);
                }
            });
            if let Some(found) = wrong {
                problems.push(format!(
                    "{path} must be of type {}, not {}",
                    wanted.as_str(),
                    found.as_str()
                ));
            }
        }
        problems.truncate(MOST_TOLD);
        problems
    }

    /// Everything the rule speaks of, with the types it wants.
    pub fn properties(&self) -> impl Iterator<Item = (&str, Option<Types>)> {
        let typed = self
            .types
            .iter()
            .map(|(path, kind)| (path.as_str(), Some(Types::one(*kind))));
        let required = self
            .required
            .iter()
            .filter(|path| !self.types.contains_key(*path));
        typed.chain(required.map(|path| (path.as_str(), None)))
    }
}

/// Shows every value at a path; a name itself may hold dots.
fn visit(value: Option<Json<'_>>, path: &str, show: &mut dyn FnMut(Json<'_>)) {
    let Some(value) = value else {
        return;
    };
    if path.is_empty() {
        return show(value);
    }
    if let Some(rest) = path.strip_prefix("[]") {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        value.items().for_each(|item| visit(Some(item), rest, show));
        return;
    }
    for (name, member) in value.members() {
        let name = name.written();
        if let Some(rest) = path.strip_prefix(&*name)
            && (rest.is_empty() || rest.starts_with('.') || rest.starts_with("[]"))
        {
            visit(Some(member), rest.strip_prefix('.').unwrap_or(rest), show);
        }
    }
}
