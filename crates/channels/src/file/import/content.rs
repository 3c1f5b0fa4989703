//! What was said of a file before it came, beside what came.

use std::io::{self, Read};
use std::sync::Arc;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};

/// What has come in so far.
#[derive(Default)]
pub(super) struct Told {
    bytes: u64,
    hash: Option<Sha256>,
}

/// A file that is counted, and hashed where a digest was announced, as it is read.
pub(super) struct Telling {
    input: Box<dyn Read + Send>,
    told: Arc<Mutex<Told>>,
}

impl Read for Telling {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let mut told = self.told.lock();
        told.bytes += count as u64;
        if let Some(hash) = &mut told.hash {
            hash.update(&buffer[..count]);
        }
        Ok(count)
    }
}

/// What was said of the content before it came, and what came.
pub(super) struct Announced {
    size: Option<u64>,
    digest: Option<[u8; 32]>,
    read: Arc<Mutex<Told>>,
}

impl Announced {
    /// The file as it is to be read, and what is to be checked when it has ended.
    pub(super) fn of(
        size: Option<u64>,
        digest: Option<[u8; 32]>,
        input: Box<dyn Read + Send>,
    ) -> (Self, Telling) {
        let read = Arc::new(Mutex::new(Told {
            bytes: 0,
            hash: digest.map(|_| Sha256::new()),
        }));
        let telling = Telling {
            input,
            told: read.clone(),
        };
        (Self { size, digest, read }, telling)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let mut told = self.read.lock();
        if let Some(size) = self.size.filter(|size| *size != told.bytes) {
            return Err(format!(
                "the file was announced with {size} bytes and {} came",
                told.bytes
            ));
        }
        let came = told
            .hash
            .take()
            .map(|hash| <[u8; 32]>::from(hash.finalize()));
        if came == self.digest {
            Ok(())
        } else {
            Err("the content is not what its digest says".into())
        }
    }
}
