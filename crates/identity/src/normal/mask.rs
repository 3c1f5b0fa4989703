//! What of an identifier is shown to who may not see it: enough to recognise a value one has been told, never the value.
//!
//! Invariants: the same input always gives the same mask, every mask has stars, and their number says nothing of the
//! length. Screens, streams, exports and webhooks all mask through here.
//! To add a kind: an arm in [`mask`].

use kernel::IdentityKind;

/// A normal form, masked: `138****5678`, `z***@qq.com`, `o6****Xy@wx12ab`.
#[must_use]
pub fn mask(kind: IdentityKind, value: &str) -> String {
    match kind {
        IdentityKind::Phone => phone(value),
        IdentityKind::Email => email(value),
        IdentityKind::Openid | IdentityKind::Psid => match value.split_once('@') {
            // The app or page is the company's own.
            Some((id, scope)) => format!("{}@{scope}", ends(id)),
            None => ends(value),
        },
        IdentityKind::Plate => around(value, 2, 2, 7),
        // Whoever holds the numbers can hash them all; so not even a part is shown.
        IdentityKind::IdHash => "****".to_owned(),
        IdentityKind::UserId
        | IdentityKind::AnonymousId
        | IdentityKind::Device
        | IdentityKind::Unionid
        | IdentityKind::ExternalUserid
        | IdentityKind::Bsuid
        | IdentityKind::Card
        | IdentityKind::Order => ends(value),
    }
}

/// A display name, masked: `王**`, `欧阳**`, `A*** B***`.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let mut masked = String::new();
    for word in name.split_whitespace().take(4) {
        if !masked.is_empty() {
            masked.push(' ');
        }
        let surname = COMPOUND_SURNAMES
            .iter()
            .find(|surname| word.len() > surname.len() && word.starts_with(**surname));
        match (surname, word.chars().next()) {
            (Some(surname), _) => masked.extend([*surname, "**"]),
            (None, Some(first)) => {
                masked.push(first);
                masked.push_str(if first.is_ascii() { "***" } else { "**" });
            }
            (None, None) => {}
        }
    }
    masked
}

/// Surnames of two characters that are still borne by many.
const COMPOUND_SURNAMES: [&str; 12] = [
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木", "司徒",
];

/// The Chinese way, three digits and four; elsewhere the country and the last two or four.
fn phone(value: &str) -> String {
    let (number, extension) = super::dialled(value);
    let Some(digits) = number
        .strip_prefix('+')
        .filter(|digits| digits.is_ascii() && digits.len() > 6)
    else {
        return "****".to_owned();
    };
    let code = if digits.starts_with(['1', '7']) { 1 } else { 2 };
    let shown = if digits.len() > 10 { 4 } else { 2 };
    let last = &digits[digits.len() - shown..];
    let mut masked = match digits.strip_prefix("86") {
        Some(mobile) if mobile.len() == 11 && mobile.starts_with('1') => {
            format!("{}****{last}", &mobile[..3])
        }
        _ => format!("+{}****{last}", &digits[..code]),
    };
    if extension.is_some() {
        masked.push_str(";ext=**");
    }
    masked
}

fn email(value: &str) -> String {
    match value.rsplit_once('@') {
        Some((local, domain)) => format!(
            "{}***@{domain}",
            local
                .chars()
                .take(usize::from(local.chars().nth(1).is_some()))
                .collect::<String>()
        ),
        None => "***".to_owned(),
    }
}

fn ends(value: &str) -> String {
    around(value, 2, 2, 8)
}

/// The first and last characters around stars, or the last two of a short value, or nothing of a shorter one.
fn around(value: &str, first: usize, last: usize, least: usize) -> String {
    let letters: Vec<char> = value.chars().collect();
    let tail = |count: usize| letters[letters.len() - count..].iter().collect::<String>();
    if letters.len() >= least {
        letters[..first]
            .iter()
            .chain("****".chars().collect::<Vec<_>>().iter())
            .collect::<String>()
            + &tail(last)
    } else if letters.len() >= 5 {
        format!("****{}", tail(2))
    } else {
        "****".to_owned()
    }
}
