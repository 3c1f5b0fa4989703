//! Passwords: argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane), stored as a PHC string.
//!
//! Hashing takes tens of milliseconds by design, so nothing here runs inside a transaction: read the hash, verify it in
//! `spawn_blocking`, then tell [`crate::sign_in`] how it went. The server bounds how many run at once, because each takes 19 MiB.
//! Source: <https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>.

use std::fmt;

use argon2::password_hash::phc;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use kernel::{Env, Error, FieldError, Result};
use store::{FromValue, Value};
use unicode_normalization::UnicodeNormalization;

/// Characters a password has at least.
pub const SHORTEST: usize = 12;
/// Bytes that are hashed at most.
const LONGEST: usize = 1_024;
/// Different characters a password has at least.
const FEWEST_DIFFERENT: usize = 5;

/// The hash of a random password nobody knows, with the usual parameters: what is verified when there is no such person, so
/// that the time it takes tells nothing.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$Bn7fYlHnUPUxc7Kp3oj6dgzP3zTj3L1h1rnhUbcLEyo";

/// What common passwords are made of: alone, or with digits and signs around them, they are refused.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passw0rd",
    "passwordpassword",
    "mypassword",
    "changeme",
    "letmein",
    "welcome",
    "administrator",
    "admin",
    "adminadmin",
    "superuser",
    "root",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdf",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "qwertyuiopasdfghjkl",
    "iloveyou",
    "woaini",
    "woaiwojia",
    "woaini1314",
    "iloveyouforever",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "trustno",
    "whatever",
    "starwars",
    "michael",
    "jennifer",
    "computer",
    "internet",
    "samsung",
    "secret",
    "default",
    "master",
    "login",
    "guest",
    "test",
    "testtest",
    "company",
    "customer",
    "rapport",
    "correcthorsebatterystaple",
    "thequickbrownfox",
    "abc",
    "aa",
    "a",
    "q",
    "qq",
    "",
];

/// Rows of keys and of letters, forwards; a password that is a walk along one of them is refused.
const WALKS: &[&str] = &[
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// The hash of a password. It never prints itself by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// A hash no password has.
    #[must_use]
    pub fn decoy() -> Self {
        Self(DECOY.to_owned())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

impl From<&PasswordHash> for Value {
    fn from(hash: &PasswordHash) -> Self {
        hash.0.as_str().into()
    }
}

impl FromValue for PasswordHash {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).map(Self)
    }
}

/// Whether a password may be chosen by the person with this email address.
pub fn check(password: &str, email: &str) -> Result<(), FieldError> {
    let refuse = |message: String| Err(FieldError::new("password", message));
    if password.chars().count() < SHORTEST {
        return refuse(format!("must have at least {SHORTEST} characters"));
    }
    if password.len() > LONGEST {
        return refuse(format!("must have at most {LONGEST} bytes"));
    }
    let lower = password.to_lowercase();
    let different: std::collections::HashSet<char> = lower.chars().collect();
    if different.len() < FEWEST_DIFFERENT {
        return refuse(format!(
            "must have at least {FEWEST_DIFFERENT} different characters"
        ));
    }
    let reversed: String = lower.chars().rev().collect();
    let walked = WALKS
        .iter()
        .any(|walk| walk.contains(&lower) || walk.contains(&reversed));
    let half = &lower[..lower
        .char_indices()
        .nth(lower.chars().count() / 2)
        .map_or(0, |(place, _)| place)];
    let doubled = lower == format!("{half}{half}") && half.chars().count() < SHORTEST;
    if walked || doubled || is_common(&lower) {
        return refuse("is too common; choose one that nobody would guess".into());
    }
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    if local.len() >= 4 && core(&lower) == core(&local) {
        return refuse("must not be the email address".into());
    }
    Ok(())
}

fn is_common(lower: &str) -> bool {
    // The digits around a word may be digits or letters in disguise: `p@ssw0rd123`, `@dm1n1strator`.
    [
        core(lower),
        core(&undisguised(lower)),
        &undisguised(core(lower)),
    ]
    .iter()
    .any(|word| COMMON.contains(word))
}

fn undisguised(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// A text without the digits and signs around it.
fn core(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

/// Hashes a password that was checked. Slow: not for inside a transaction.
pub fn hash(env: &Env, password: &str) -> Result<PasswordHash> {
    let salt: [u8; 16] = env.bytes();
    let hashed: phc::PasswordHash = Argon2::default()
        .hash_password_with_salt(normal(password).as_bytes(), &salt)
        .map_err(Error::internal)?;
    Ok(PasswordHash(hashed.to_string()))
}

/// Whether this is the password. Slow: not for inside a transaction.
#[must_use]
pub fn verify(hash: &PasswordHash, password: &str) -> bool {
    // A longer one was never set, and hashing it would only take time.
    password.len() <= LONGEST
        && phc::PasswordHash::new(&hash.0).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(normal(password).as_bytes(), &hash)
                .is_ok()
        })
}

/// Keyboards write the same letter in different code points; the same password must stay the same (RFC 8265).
fn normal(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_and_no_other() {
        let env = Env::system();
        let hashed = hash(&env, "café au lait, bitte").unwrap();
        assert!(
            hashed.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            hashed.0
        );
        assert!(
            verify(&hashed, "cafe\u{301} au lait, bitte"),
            "the same letters in other code points"
        );
        assert!(!verify(&hashed, "cafe au lait, bitte"));
        assert!(!verify(&PasswordHash::decoy(), "café au lait, bitte"));
        assert!(
            phc::PasswordHash::new(DECOY).is_ok(),
            "the decoy takes as long as a real one"
        );
        assert_ne!(
            hash(&env, "the same twice").unwrap(),
            hash(&env, "the same twice").unwrap()
        );
    }

    #[test]
    fn what_anybody_would_guess_is_refused() {
        for bad in [
            "short",
            "elevenchars",
            "Password2024!",
            "@dm1n1str4t0r",
            "P@ssw0rd1234",
            "123456789012",
            "qwertyuiopas",
            "aaaaaaaaaaaa",
            "abababababab",
            "administrator1",
            "1qaz2wsx3edc",
            "zyxwvutsrqpo",
            "woaini1314520",
            "li.lei.2026!!",
            "sunset7sunset7",
        ] {
            assert!(check(bad, "li.lei@example.com").is_err(), "{bad}");
        }
        for good in [
            "vier Äpfel im Mai",
            "正确的马电池订书钉在这里啊",
            "kT9#mmvQ2!xz",
            "purple-otter-canal",
        ] {
            assert!(
                check(good, "li.lei@example.com").is_ok(),
                "{good}: {:?}",
                check(good, "")
            );
        }
    }
}
