//! The identities that a call names.

use identity::intake;
use identity::normal::{Reason, Refusal};
use kernel::{IdentityKind, TouchType};
use ledger::Seen;

use super::item::Item;
use super::json::{Json, Kind};
use super::split::Parts;
use super::touch::Intake;

/// A list of identities is read so far; no honest call names more.
const MOST_LISTED: usize = 20;

/// What was seen, strongest first, and what was refused: by kind and reason, never by value.
#[derive(Default)]
pub(super) struct Identities {
    pub seen: Vec<Seen>,
    pub refused: Vec<(IdentityKind, Reason)>,
}

impl Identities {
    pub(super) fn of(item: &Item<'_>, parts: &Parts<'_>, intake: &Intake<'_>) -> Self {
        let mut found = Self {
            seen: Vec::with_capacity(4),
            refused: Vec::new(),
        };
        for (kind, id) in [
            (IdentityKind::UserId, &item.user_id),
            (IdentityKind::AnonymousId, &item.anonymous_id),
            (
                IdentityKind::AnonymousId,
                if item.kind == TouchType::Alias {
                    &item.previous_id
                } else {
                    &None
                },
            ),
        ] {
            if let Some(id) = id {
                found.take(kind, id, intake);
            }
        }
        if let Some(device) = parts.around("device") {
            for name in ["id", "advertisingId"] {
                found.value(IdentityKind::Device, device.get(name), intake);
            }
        }
        let own = item.traits.filter(|_| item.kind != TouchType::Group);
        let around = parts.around("traits");
        for (kind, name) in [
            (IdentityKind::Email, "email"),
            (IdentityKind::Phone, "phone"),
        ] {
            let value = own
                .and_then(|traits| traits.get(name))
                .or_else(|| around?.get(name));
            found.value(kind, value, intake);
        }
        for name in ["externalIds", "externalId", "identities"] {
            if let Some(list) = parts.around(name) {
                found.listed(list, intake);
            }
        }
        intake::in_order(&mut found.seen);
        found
    }

    fn listed(&mut self, list: Json<'_>, intake: &Intake<'_>) {
        for item in list.items().take(MOST_LISTED) {
            let kind = item
                .get("kind")
                .or_else(|| item.get("type"))
                .and_then(|kind| kind.text());
            if let Some(Ok(kind)) = kind.map(|kind| kind.parse::<IdentityKind>()) {
                self.value(kind, item.get("id").or_else(|| item.get("value")), intake);
            }
        }
    }

    fn value(&mut self, kind: IdentityKind, value: Option<Json<'_>>, intake: &Intake<'_>) {
        let Some(value) = value else {
            return;
        };
        match value.kind() {
            Kind::Null => {}
            Kind::Text | Kind::Number if value.is_empty() => {}
            Kind::Text | Kind::Number => self.take(kind, &value.written(), intake),
            _ => self.refused.push((kind, Reason::Malformed)),
        }
    }

    fn take(&mut self, kind: IdentityKind, raw: &str, intake: &Intake<'_>) {
        match intake::see(
            intake.keyring,
            intake.context,
            intake.origin.source,
            kind,
            raw,
        ) {
            Ok(seen) => self.seen.push(seen),
            Err(Refusal { kind, reason, .. }) => self.refused.push((kind, reason)),
        }
    }
}
