//! The shield of public forms: how much one address may send, and when a form is under attack. In memory, for minutes;
//! addresses are kept as keyed hashes whose key dies with the process, so that none can be read back.
//!
//! It also counts how often a form was shown, until [`super::results`] takes the counts to disk.

use std::collections::HashMap;
use std::net::IpAddr;

use kernel::{Env, FormId, Timestamp};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

use super::stamp::DIFFICULTY;

/// Addresses remembered at most; whoever floods with more only shortens the memory.
const MOST_ADDRESSES: usize = 100_000;
/// Forms remembered at most.
const MOST_FORMS: usize = 10_000;
/// Refused submissions of a form in a minute that make an attack.
const REFUSED: u32 = 30;
/// Submissions of a form in a minute, good or bad, that make one.
const RECEIVED: u32 = 600;
/// How long an attack is thought to go on after it was last noticed.
const ATTACK_SECONDS: i64 = 600;

/// The shield.
pub struct Shield {
    salt: [u8; 32],
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    buckets: HashMap<[u8; 8], Bucket>,
    forms: HashMap<FormId, Pressure>,
    views: HashMap<(FormId, i64), i64>,
}

#[derive(Clone, Copy)]
struct Bucket {
    /// Millionths of a submission that are left.
    left: i64,
    at: Timestamp,
}

#[derive(Clone, Copy, Default)]
struct Pressure {
    minute: i64,
    refused: u32,
    received: u32,
    attack_until: Timestamp,
}

impl Pressure {
    fn noted(&mut self, now: Timestamp, refused: u32, received: u32) {
        let minute = now.0.div_euclid(60 * Timestamp::SECOND);
        if self.minute != minute {
            (self.minute, self.refused, self.received) = (minute, 0, 0);
        }
        self.refused += refused;
        self.received += received;
        if self.refused >= REFUSED || self.received >= RECEIVED {
            self.attack_until = now.plus_seconds(ATTACK_SECONDS);
        }
    }
}

impl Shield {
    /// A shield that remembers nothing yet.
    #[must_use]
    pub fn new(env: &Env) -> Self {
        Self {
            salt: env.bytes(),
            inner: Mutex::default(),
        }
    }

    /// Takes one submission from an address's share, `rate` a minute; answers in how many seconds there is one again.
    pub fn take(
        &self,
        form: FormId,
        address: Option<IpAddr>,
        rate: i64,
        now: Timestamp,
    ) -> Result<(), i64> {
        const WHOLE: i64 = 1_000_000;
        let mut inner = self.inner.lock();
        pressure(&mut inner, form).noted(now, 0, 1);
        let Some(address) = address else {
            return Ok(());
        };
        let key = self.key(form, address);
        if inner.buckets.len() >= MOST_ADDRESSES {
            // After a minute a bucket is full again and says nothing.
            inner
                .buckets
                .retain(|_, bucket| now.0 - bucket.at.0 < 60 * Timestamp::SECOND);
            if inner.buckets.len() >= MOST_ADDRESSES {
                inner.buckets.clear();
            }
        }
        let full = rate.saturating_mul(WHOLE);
        let bucket = inner.buckets.entry(key).or_insert(Bucket {
            left: full,
            at: now,
        });
        let gained = (now.0 - bucket.at.0).clamp(0, 60 * Timestamp::SECOND) / 60 * rate;
        *bucket = Bucket {
            left: (bucket.left + gained).min(full),
            at: now,
        };
        if bucket.left >= WHOLE {
            bucket.left -= WHOLE;
            return Ok(());
        }
        let wait = (WHOLE - bucket.left) * 60 / full.max(1);
        pressure(&mut inner, form).noted(now, 1, 0);
        Err(wait.clamp(1, 60))
    }

    /// Notes that a submission was not what a person sends.
    pub fn refused(&self, form: FormId, now: Timestamp) {
        pressure(&mut self.inner.lock(), form).noted(now, 1, 0);
    }

    /// The proof of work that a form asks for now; 0 when it is left in peace.
    #[must_use]
    pub fn difficulty(&self, form: FormId, now: Timestamp) -> u8 {
        let inner = self.inner.lock();
        let attacked = inner
            .forms
            .get(&form)
            .is_some_and(|pressure| pressure.attack_until > now);
        if attacked { DIFFICULTY } else { 0 }
    }

    /// Counts that a form was shown on a day.
    pub fn viewed(&self, form: FormId, day: i64) {
        let mut inner = self.inner.lock();
        if inner.views.len() < MOST_FORMS || inner.views.contains_key(&(form, day)) {
            *inner.views.entry((form, day)).or_default() += 1;
        }
    }

    /// The counts of a form that are not on disk yet; they are the caller's now.
    #[must_use]
    pub fn take_views(&self, form: FormId) -> Vec<(i64, i64)> {
        let mut inner = self.inner.lock();
        let mut taken = Vec::new();
        inner.views.retain(|(of, day), count| {
            if *of == form {
                taken.push((*day, *count));
            }
            *of != form
        });
        taken
    }

    /// Gives counts back that did not reach the disk.
    pub fn give_back(&self, form: FormId, views: &[(i64, i64)]) {
        let mut inner = self.inner.lock();
        for (day, count) in views {
            *inner.views.entry((form, *day)).or_default() += count;
        }
    }

    fn key(&self, form: FormId, address: IpAddr) -> [u8; 8] {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        hash.update(form.0);
        match address {
            IpAddr::V4(address) => hash.update(address.octets()),
            // A household has a whole /64 to itself.
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => hash.update(address.octets()),
                None => hash.update(&address.octets()[..8]),
            },
        }
        let digest = hash.finalize();
        let mut key = [0; 8];
        key.copy_from_slice(&digest[..8]);
        key
    }
}

fn pressure(inner: &mut Inner, form: FormId) -> &mut Pressure {
    if inner.forms.len() >= MOST_FORMS && !inner.forms.contains_key(&form) {
        inner.forms.clear();
    }
    inner.forms.entry(form).or_default()
}
