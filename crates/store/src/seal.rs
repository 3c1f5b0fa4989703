//! Sealing: AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to what the bytes are for.
//!
//! Layout of sealed bytes: one byte of version (1), twelve of nonce, then ciphertext and tag. The purpose is the
//! associated data, so that a sealed name cannot be passed off as a sealed address.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use kernel::{Env, Error, Result};

use crate::Key;

const VERSION: u8 = 1;

/// Seals `plain` under `key`.
pub fn seal(env: &Env, key: &Key, purpose: &str, plain: &[u8]) -> Result<Vec<u8>> {
    let nonce = env.bytes::<12>();
    let payload = Payload {
        msg: plain,
        aad: purpose.as_bytes(),
    };
    let sealed = cipher(key)
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| Error::internal("sealing failed"))?;
    let mut out = Vec::with_capacity(13 + sealed.len());
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// Opens what [`seal`] made with the same key and purpose.
///
/// # Errors
/// When the bytes were changed, or sealed under another key or for another purpose.
pub fn open(key: &Key, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>> {
    let refuse = || {
        Error::internal(format_args!(
            "a sealed {purpose} does not open: wrong key or damaged bytes"
        ))
    };
    let (head, body) = sealed.split_at_checked(13).ok_or_else(refuse)?;
    let nonce: [u8; 12] = head[1..].try_into().map_err(|_| refuse())?;
    if head[0] != VERSION {
        return Err(refuse());
    }
    cipher(key)
        .decrypt(
            &Nonce::from(nonce),
            Payload {
                msg: body,
                aad: purpose.as_bytes(),
            },
        )
        .map_err(|_| refuse())
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new(&key.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_and_purpose_open() {
        let env = Env::system();
        let (key, other) = (Key(env.bytes()), Key(env.bytes()));
        let mut sealed = seal(&env, &key, "name", "王小明".as_bytes()).unwrap();
        assert_eq!(open(&key, "name", &sealed).unwrap(), "王小明".as_bytes());
        assert!(open(&other, "name", &sealed).is_err());
        assert!(open(&key, "address", &sealed).is_err());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(open(&key, "name", &sealed).is_err());
        assert!(open(&key, "name", &[1, 2, 3]).is_err());
    }
}
