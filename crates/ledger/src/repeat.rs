//! The guard against repeats: a touch's id is made from what its source said, so the same message makes the same id.
//!
//! The id is a UUIDv8: 48 bits of the source's own time as it was sent, then the repeat key: a hash of the source and its
//! message id or, without one, of the canonical event. The key alone is unique in the ledger, because a retry may come
//! with another time (segment-analytics-python restamps each attempt).

use kernel::{SourceId, Timestamp, TouchId};
use sha2::{Digest, Sha256};

/// The hash of a source and what tells its messages apart.
#[must_use]
pub fn key(source: SourceId, discriminator: &[&[u8]]) -> [u8; 10] {
    let mut hash = Sha256::new();
    hash.update(source.0);
    for part in discriminator {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut key = [0; 10];
    key.copy_from_slice(&digest[..10]);
    key
}

/// The id of a touch sent at `sent_at` with this key.
#[must_use]
pub fn touch_id(sent_at: Timestamp, key: [u8; 10]) -> TouchId {
    TouchId(kernel::id::uuid_v8(sent_at, key))
}

/// The part of an id that is unique in the ledger.
#[must_use]
pub fn key_of(id: TouchId) -> [u8; 10] {
    let mut key = [0; 10];
    key.copy_from_slice(&id.0[6..]);
    key
}
