//! Taking identifiers in: normalised, blinded, strongest first.

use kernel::IdentityKind;
use ledger::Seen;
use sha2::{Digest, Sha256};
use store::Keyring;

use crate::normal::{Context, Refusal, normalise};
use crate::trust::{self, Scope};

/// An identifier as it was seen in a touch of the source with this number.
///
/// # Errors
/// When the value is no identifier of its kind, or one that stands for nobody (`null`, `guest`, `0000`).
pub fn see(
    keyring: &Keyring,
    context: &Context,
    source: i64,
    kind: IdentityKind,
    raw: &str,
) -> Result<Seen, Refusal> {
    let value = normalise(kind, raw, context)?.into_value();
    let rule = trust::rule(kind);
    let source = (rule.scope == Scope::Source).then_some(source);
    Ok(Seen {
        kind,
        source,
        qualifier: qualifier(rule, &value),
        blind: blind(keyring, kind, source, &value),
        value,
    })
}

/// The blind index of a normalised value.
#[must_use]
pub fn blind(keyring: &Keyring, kind: IdentityKind, source: Option<i64>, value: &str) -> [u8; 16] {
    match source {
        Some(source) => keyring.blind(&format!("{kind}@{source}"), value.as_bytes()),
        None => keyring.blind(kind.as_str(), value.as_bytes()),
    }
}

fn qualifier(rule: &trust::Rule, value: &str) -> i64 {
    let name = rule.qualifier(value);
    if name.is_empty() {
        return 0;
    }
    let digest = Sha256::digest(name.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    // The name of an app is no secret; a number is smaller.
    i64::from_be_bytes(first) | 1
}

/// Puts identities in the order a touch keeps them: strongest first, each once.
pub fn in_order(identities: &mut Vec<Seen>) {
    identities.sort_by_key(|seen| {
        (
            std::cmp::Reverse(trust::rule(seen.kind).strength),
            seen.blind,
        )
    });
    identities.dedup_by(|one, other| one.blind == other.blind);
}
