//! Secrets that are shown once: made here, stored as SHA-256. They are random and long, so a plain hash is enough.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Env;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What a secret is stored and found by.
pub type Hash = [u8; 32];

/// A secret that its holder sees once. It never prints itself by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// 256 bits as 43 characters of base64url, after `prefix`.
    #[must_use]
    pub fn base64url(env: &Env, prefix: &str) -> Self {
        Self(format!(
            "{prefix}{}",
            URL_SAFE_NO_PAD.encode(env.bytes::<32>())
        ))
    }

    /// `length` letters and digits.
    #[must_use]
    pub fn base62(env: &Env, length: usize) -> Self {
        let mut text = String::with_capacity(length);
        while text.len() < length {
            for byte in env.bytes::<32>() {
                // 248 is four times 62: what is above would make some letters likelier than others.
                if byte < 248 && text.len() < length {
                    text.push(char::from(BASE62[usize::from(byte) % 62]));
                }
            }
        }
        Self(text)
    }

    /// The secret itself, to be handed to its holder.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What it is stored by.
    #[must_use]
    pub fn hash(&self) -> Hash {
        hash(&self.0)
    }

    /// The last four characters, to tell secrets apart.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or_default()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a secret somebody presents is found by. Looking a hash up tells a listener nothing about the secret's letters.
#[must_use]
pub fn hash(presented: &str) -> Hash {
    Sha256::digest(presented.as_bytes()).into()
}

/// Whether two texts are equal, in a time that does not tell where they differ.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |seen, (x, y)| seen | (x ^ y))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_have_their_form_and_hide_it() {
        let env = Env::system();
        let token = Secret::base64url(&env, "rpt_");
        assert_eq!(token.reveal().len(), 47);
        assert!(!format!("{token:?}").contains(token.reveal()));
        let key = Secret::base62(&env, 32);
        assert_eq!(key.reveal().len(), 32);
        assert!(key.reveal().bytes().all(|b| b.is_ascii_alphanumeric()));
        assert!(key.reveal().ends_with(key.hint()) && key.hint().len() == 4);
        assert_eq!(hash(key.reveal()), key.hash());
        assert!(same("abc", "abc") && !same("abc", "abd") && !same("abc", "ab"));
    }
}
