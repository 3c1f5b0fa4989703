//! The stamp that a shown form carries: which version was shown, when, and a number used once, signed by us. It tells a
//! form that was read from one that was never opened, and is the message id of what is sent.
//!
//! Layout, in base64url: version (4 bytes), milliseconds (8), random (12), difficulty (1), then the first 16 bytes of
//! HMAC-SHA256 over the form's id and all of that.
//!
//! Proof of work: `work` is any text with which SHA-256 of `stamp:work` begins with as many zero bits as the stamp's
//! difficulty says. A stamp asks for it only while its form is under attack.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Env, FormId, Timestamp};
use sha2::{Digest, Sha256};

/// Nobody reads a form and answers it in less.
pub const LEAST_SECONDS: i64 = 2;
/// A page left open for longer is shown anew.
pub const MOST_SECONDS: i64 = 24 * 3_600;
/// Zero bits asked for under attack: a tenth of a second on a laptop, a second on an old phone.
pub const DIFFICULTY: u8 = 16;
const SIGNED: usize = 25;

/// What the stamp of a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The version that was shown.
    pub version: u32,
    /// When it was shown.
    pub at: Timestamp,
    /// The number used once.
    pub nonce: [u8; 12],
    /// Zero bits that the proof of work must have.
    pub difficulty: u8,
}

/// How old a stamp is, for one who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Younger than a person can be quick.
    TooYoung,
    /// Right.
    Right,
    /// Too old, or from the future.
    TooOld,
}

impl Stamp {
    /// A new stamp.
    #[must_use]
    pub fn new(env: &Env, version: u32, difficulty: u8) -> Self {
        Self {
            version,
            at: env.now(),
            nonce: env.bytes(),
            difficulty,
        }
    }

    /// The stamp as a form carries it.
    #[must_use]
    pub fn write(&self, key: &[u8; 32], form: FormId) -> String {
        let mut bytes = self.signed_bytes().to_vec();
        bytes.extend_from_slice(&signature(key, form, &bytes));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a stamp of this form that we signed.
    #[must_use]
    pub fn read(key: &[u8; 32], form: FormId, text: &str) -> Option<Self> {
        if text.len() != 55 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (signed, given) = bytes.split_at_checked(SIGNED)?;
        let differs = signature(key, form, signed)
            .iter()
            .zip(given)
            .fold(0, |seen, (x, y)| seen | (x ^ y));
        if differs != 0 || given.len() != 16 {
            return None;
        }
        Some(Self {
            version: u32::from_be_bytes(signed.get(..4)?.try_into().ok()?),
            at: Timestamp(
                i64::from_be_bytes(signed.get(4..12)?.try_into().ok()?).checked_mul(1_000)?,
            ),
            nonce: signed.get(12..24)?.try_into().ok()?,
            difficulty: *signed.get(24)?,
        })
    }

    /// How old it is.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> Age {
        let seconds = (now.0 - self.at.0) / Timestamp::SECOND;
        match seconds {
            i64::MIN..0 => Age::TooOld,
            0..LEAST_SECONDS => Age::TooYoung,
            LEAST_SECONDS..=MOST_SECONDS => Age::Right,
            _ => Age::TooOld,
        }
    }

    /// The message id of what is sent with it.
    #[must_use]
    pub fn message_id(&self) -> String {
        self.nonce
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn signed_bytes(&self) -> [u8; SIGNED] {
        let mut bytes = [0; SIGNED];
        bytes[..4].copy_from_slice(&self.version.to_be_bytes());
        bytes[4..12].copy_from_slice(&self.at.millis().to_be_bytes());
        bytes[12..24].copy_from_slice(&self.nonce);
        bytes[24] = self.difficulty;
        bytes
    }
}

fn signature(key: &[u8; 32], form: FormId, bytes: &[u8]) -> [u8; 16] {
    let mut whole = [0; 16];
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
        mac.update(b"form stamp");
        mac.update(&form.0);
        mac.update(bytes);
        whole.copy_from_slice(&mac.finalize().into_bytes()[..16]);
    }
    whole
}

/// Whether `work` proves the work that a stamp asks for.
#[must_use]
pub fn is_proven(stamp: &str, work: &str, difficulty: u8) -> bool {
    if difficulty == 0 {
        return true;
    }
    if work.is_empty() || work.len() > 32 {
        return false;
    }
    let digest = Sha256::digest(format!("{stamp}:{work}").as_bytes());
    let mut zeros = 0;
    for byte in digest {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros >= u32::from(difficulty)
}
