//! Signatures as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`, base64, after `v1,`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Env, Error, Result};
use sha2::Sha256;

const PREFIX: &str = "whsec_";

/// The secret that an endpoint's messages are signed with. It never prints itself by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A new one.
    #[must_use]
    pub fn generate(env: &Env) -> Self {
        Self(env.bytes::<32>().to_vec())
    }

    pub(super) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The form in which its holder is shown it, once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The signature of one message.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> Result<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(Error::internal)?;
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(body);
        Ok(format!(
            "v1,{}",
            STANDARD.encode(mac.finalize().into_bytes())
        ))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What `webhook-signature` holds: one signature for each secret that is valid now.
pub(super) fn header(secrets: &[Secret], id: &str, timestamp: i64, body: &[u8]) -> Result<String> {
    let signed = secrets
        .iter()
        .map(|secret| secret.sign(id, timestamp, body));
    Ok(signed.collect::<Result<Vec<_>>>()?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_signed_alike() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = Secret::from_bytes(secret).sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(
            signed.unwrap(),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn another_implementation_accepts_it() {
        let env = Env::system();
        let (old, new) = (Secret::generate(&env), Secret::generate(&env));
        let now = env.now().0 / 1_000_000;
        let both = header(&[new.clone(), old.clone()], "dlv_1", now, b"{}").unwrap();
        let mut headers = http::HeaderMap::new();
        headers.insert("webhook-id", "dlv_1".parse().unwrap());
        headers.insert("webhook-timestamp", now.to_string().parse().unwrap());
        headers.insert("webhook-signature", both.parse().unwrap());
        for secret in [&old, &new] {
            let peer = standardwebhooks::Webhook::new(&secret.reveal()).unwrap();
            peer.verify(b"{}", &headers).unwrap();
            assert!(peer.verify(b"{} ", &headers).is_err());
        }
        let stranger = standardwebhooks::Webhook::new(&Secret::generate(&env).reveal()).unwrap();
        assert!(stranger.verify(b"{}", &headers).is_err());
    }
}
