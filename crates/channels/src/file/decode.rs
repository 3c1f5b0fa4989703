//! Bytes into text, whatever program wrote the file: UTF-8, UTF-16 with its mark, and GB18030, in which Excel saves where
//! Chinese is spoken.
//!
//! Without a mark the first bytes beyond ASCII decide. They are UTF-8 unless it fits them badly: one broken byte in a good
//! file must not turn all of it into another script.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};

/// Bytes read at a time.
const PIECE: usize = 256 << 10;
/// Bytes looked at to tell encodings apart.
const LOOK: usize = 64 << 10;

/// Text read piece by piece.
pub(super) struct Text {
    input: Box<dyn Read + Send>,
    piece: Box<[u8]>,
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    begun: bool,
    ended: bool,
}

impl Text {
    pub(super) fn new(input: Box<dyn Read + Send>) -> Self {
        Self {
            input,
            piece: vec![0; PIECE].into(),
            raw: Vec::new(),
            decoder: None,
            begun: false,
            ended: false,
        }
    }

    /// Appends the next piece; false when there is none.
    pub(super) fn read_into(&mut self, out: &mut String) -> io::Result<bool> {
        if self.ended && self.raw.is_empty() {
            return Ok(false);
        }
        self.fill(1)?;
        if !self.begun {
            self.fill(4)?;
            self.begun = true;
            if let Some((encoding, mark)) = Encoding::for_bom(&self.raw) {
                self.raw.drain(..mark);
                self.decoder = Some(encoding.new_decoder_without_bom_handling());
            }
        }
        if self.decoder.is_none() {
            let plain = self
                .raw
                .iter()
                .position(|byte| !byte.is_ascii())
                .unwrap_or(self.raw.len());
            if plain < self.raw.len() {
                self.fill(plain + LOOK)?;
                self.decoder = Some(told_by(&self.raw[plain..], self.ended).new_decoder());
            } else {
                out.push_str(std::str::from_utf8(&self.raw).map_err(io::Error::other)?);
                self.raw.clear();
                return Ok(true);
            }
        }
        if let Some(decoder) = &mut self.decoder {
            let room = decoder
                .max_utf8_buffer_length(self.raw.len())
                .ok_or_else(|| io::Error::other("a piece of text is too long"))?;
            out.reserve(room);
            let (_, read, _) = decoder.decode_to_string(&self.raw, out, self.ended);
            self.raw.drain(..read);
        }
        Ok(true)
    }

    /// Reads until so many bytes are there, or the end.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        while !self.ended && self.raw.len() < wanted {
            match self.input.read(&mut self.piece) {
                Ok(0) => self.ended = true,
                Ok(count) => self.raw.extend_from_slice(&self.piece[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// UTF-8 when its longer characters outnumber what breaks its rules; GB18030 breaks them in almost every character.
fn told_by(bytes: &[u8], ended: bool) -> &'static Encoding {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let look = &bytes[..bytes.len().min(LOOK)];
    for chunk in look.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = (!ended || look.len() < bytes.len())
        && std::str::from_utf8(look).is_err_and(|error| error.error_len().is_none());
    if cut && bad == 1 {
        bad = 0;
    }
    if bad * 4 <= good { UTF_8 } else { GB18030 }
}
