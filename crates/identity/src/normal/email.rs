//! Mailboxes: `Li.Na+shop@QQ.COM`, `＂李娜＠例子.cn＂` → one lower-case address with an ASCII domain.
//!
//! What is folded, and what is not:
//! - **Case** is, on both sides. RFC 5321 lets a host tell `A@` from `a@`; no host in use does, and people type both.
//! - **Full-width letters, ligatures and their like** are, by NFKC, and the domain goes through IDNA (UTS 46).
//! - **`+tags` are kept.** They are an ordinary letter at many hosts, where `a+b` and `a` are two people; and who uses
//!   them means to be told apart.
//! - **Dots of gmail addresses are kept.** Folding them holds for one host only, a company's own domain at the same host
//!   does not fold, and shops hold real accounts under both spellings which would be merged unseen. A probable match is
//!   the matching rules' to propose, with a person to confirm it; a normal form cannot be taken back.
//! - `googlemail.com` and other second names of hosts are kept for the same reason.
//! - A **typing error** (`qq,com`, `gmial.com`) is never corrected: it is refused, or it stays another mailbox.

use unicode_normalization::UnicodeNormalization;

use super::{Reason, placeholder};

/// RFC 5321, 4.5.3.1.
const MOST_LOCAL: usize = 64;
/// What fits in a path of RFC 5321.
const MOST_BYTES: usize = 254;

pub(super) fn normalise(raw: &str) -> Result<String, Reason> {
    let raw = bare(raw);
    let address = if raw.is_ascii() {
        raw.to_ascii_lowercase()
    } else {
        folded(raw)?
    };
    let address = match address.strip_suffix('.') {
        // The root of a domain name, as tools print it.
        Some(rootless) => rootless.to_owned(),
        None => address,
    };
    if address.len() > MOST_BYTES {
        return Err(Reason::TooLong);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(Reason::Malformed)?;
    if local.len() > MOST_LOCAL {
        return Err(Reason::TooLong);
    }
    if !is_local(local) {
        return Err(Reason::Malformed);
    }
    // Looked at before the domain is: `guest@` and `null@localhost` are placeholders, however malformed.
    if placeholder::is_mailbox(local, domain) || is_nowhere(domain) {
        return Err(Reason::Blocked);
    }
    if is_domain(domain) {
        Ok(address)
    } else {
        Err(Reason::Malformed)
    }
}

/// The address itself out of `mailto:a@b.cn`, `Li Na <a@b.cn>` and quotes.
fn bare(raw: &str) -> &str {
    let mut raw = raw;
    if let Some(rest) = raw.strip_suffix('>')
        && let Some((_, inner)) = rest.rsplit_once('<')
    {
        raw = inner;
    }
    if let Some(scheme) = raw.get(..7)
        && scheme.eq_ignore_ascii_case("mailto:")
    {
        raw = &raw[7..];
    }
    raw.trim_matches(|letter| matches!(letter, '"' | '\'' | '`' | '“' | '”' | ' '))
}

/// Letters of all the world: NFKC and lower case for the local part, IDNA for the domain.
fn folded(raw: &str) -> Result<String, Reason> {
    // Lower case can undo NFKC and the other way round; the second turn is a fixed point for every letter there is.
    let turn = |text: &str| {
        text.nfkc()
            .flat_map(char::to_lowercase)
            .nfkc()
            .filter(|letter| !super::is_invisible(*letter))
            .collect::<String>()
    };
    let text = turn(&turn(raw));
    let (local, domain) = bare(&text).rsplit_once('@').ok_or(Reason::Malformed)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| Reason::Malformed)?;
    Ok(format!("{local}@{domain}"))
}

/// The letters of RFC 5322's atoms and of RFC 6531. Dots may stand anywhere: Japanese operators gave out `a..b@` and `a.@`.
/// A star is not allowed, though RFC 5322 does: it is there where somebody masked an address, and `l***@qq.com` is many people.
fn is_local(local: &str) -> bool {
    !local.is_empty()
        && local.chars().all(|letter| match letter {
            'a'..='z' | '0'..='9' | '.' | '_' | '-' | '+' => true,
            '!' | '#' | '$' | '%' | '&' | '\'' | '/' | '=' | '?' | '^' | '`' | '{' | '|' | '}'
            | '~' => true,
            other => other.is_alphanumeric() && !other.is_ascii(),
        })
}

/// Names of hosts with a dot and a last part that is no number.
fn is_domain(domain: &str) -> bool {
    let mut labels = 0;
    let mut last: &[u8] = b"";
    for label in domain.as_bytes().split(|byte| *byte == b'.') {
        let dashed = label.first() == Some(&b'-') || label.last() == Some(&b'-');
        let lettered = label
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
        if !(1..=63).contains(&label.len()) || dashed || !lettered {
            return false;
        }
        last = label;
        labels += 1;
    }
    labels > 1 && last.len() > 1 && !last.iter().all(u8::is_ascii_digit)
}

/// Where no mail arrives and nobody pretends it does: the machine itself, and RFC 2606's name for what is wrong.
fn is_nowhere(domain: &str) -> bool {
    matches!(
        domain,
        "" | "localhost" | "localhost.localdomain" | "local" | "invalid" | "null" | "none"
    ) || domain.ends_with(".invalid")
}
