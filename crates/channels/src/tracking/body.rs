//! The body of a request as text that can be parsed: unpacked where it was packed, and never more than [`MOST_BYTES`].

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::MultiGzDecoder;

/// What a request may hold once unpacked.
pub const MOST_BYTES: usize = 4 << 20;

/// What every gzip file begins with (RFC 1952).
const MAGIC: &[u8] = &[0x1f, 0x8b];

/// Why a body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It holds more than [`MOST_BYTES`]; a gzip bomb is stopped there.
    TooLarge,
    /// It says it is gzip and is damaged or cut off.
    Broken,
}

impl Unreadable {
    /// The stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "body_too_large",
            Self::Broken => "body_broken",
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooLarge => {
                "the body is larger than 4 MB (4194304 bytes) once unpacked; send smaller batches"
            }
            Self::Broken => "the body is not a complete gzip file",
        })
    }
}

impl std::error::Error for Unreadable {}

/// The body, unpacked when it is gzip. SDKs and the proxies between are careless with their headers, so the first bytes decide:
/// what begins as gzip is gzip whatever was said, and what does not was unpacked on its way. `encoding` is the
/// `Content-Encoding`, which only tells an empty gzip file from an empty body.
pub fn inflate<'a>(encoding: Option<&str>, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Unreadable> {
    let said =
        encoding.is_some_and(|name| matches!(name.trim(), "gzip" | "x-gzip" | "GZIP" | "Gzip"));
    if !bytes.starts_with(MAGIC) {
        return match bytes.len() {
            0 | 1 if said => Err(Unreadable::Broken),
            length if length > MOST_BYTES => Err(Unreadable::TooLarge),
            _ => Ok(Cow::Borrowed(bytes)),
        };
    }
    // JSON packs about eight to one; more is asked for when it is there.
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(8).min(MOST_BYTES));
    MultiGzDecoder::new(bytes)
        .take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|_| Unreadable::Broken)?;
    if out.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    Ok(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn the_first_bytes_decide_and_not_the_header() {
        let gzip = packed(b"{\"batch\":[]}");
        for said in [None, Some("gzip"), Some("identity")] {
            assert_eq!(inflate(said, &gzip).unwrap().as_ref(), b"{\"batch\":[]}");
            assert_eq!(inflate(said, b"{}").unwrap().as_ref(), b"{}");
        }
        assert_eq!(inflate(None, b"").unwrap().as_ref(), b"");
        assert_eq!(inflate(Some("gzip"), b""), Err(Unreadable::Broken));
    }

    #[test]
    fn a_bomb_is_stopped_at_the_limit_and_a_full_body_is_not() {
        let full = vec![b' '; MOST_BYTES];
        assert_eq!(inflate(None, &packed(&full)).unwrap().len(), MOST_BYTES);
        assert_eq!(inflate(None, &full).unwrap().len(), MOST_BYTES);
        let more = vec![b' '; MOST_BYTES + 1];
        assert_eq!(inflate(None, &packed(&more)), Err(Unreadable::TooLarge));
        assert_eq!(inflate(None, &more), Err(Unreadable::TooLarge));
        let bomb = packed(&vec![b'x'; 16 << 20]);
        assert_eq!(inflate(Some("gzip"), &bomb), Err(Unreadable::TooLarge));
    }

    #[test]
    fn a_damaged_file_is_told_from_a_large_one() {
        let mut cut = packed(&[b'x'; 4096]);
        cut.truncate(cut.len() - 9);
        assert_eq!(inflate(None, &cut), Err(Unreadable::Broken));
        assert_eq!(
            inflate(None, b"\x1f\x8b\x08\0\0\0\0\0\0\xffnot gzip"),
            Err(Unreadable::Broken)
        );
    }
}
