//! The words that a name is made of: `shippingAddress`, `shipping_address` and `Shipping Address` alike.

/// Words of a name, in lower case, last one last. Enough for any name that is not built to be long.
pub(super) struct Words<'b> {
    letters: &'b [u8],
    ends: [u8; 8],
    pub(super) count: usize,
}

/// Names longer than this are cut: what matters in a name stands at its end, and is looked for there.
pub(super) const LONGEST: usize = 48;

impl<'b> Words<'b> {
    pub(super) fn of(name: &str, room: &'b mut [u8; LONGEST]) -> Self {
        let bytes = name.as_bytes();
        let bytes = &bytes[bytes.len().saturating_sub(LONGEST)..];
        let (mut length, mut count, mut ends) = (0, 0, [0_u8; 8]);
        let mut before = b'_';
        for (place, byte) in bytes.iter().enumerate() {
            let next_is_small = bytes.get(place + 1).is_some_and(u8::is_ascii_lowercase);
            let begins = byte.is_ascii_uppercase()
                && (before.is_ascii_lowercase() || before.is_ascii_digit() || next_is_small);
            if (begins || !byte.is_ascii_alphanumeric())
                && length > usize::from(count_end(&ends, count))
                && count < 7
            {
                ends[count] = length as u8;
                count += 1;
            }
            if byte.is_ascii_alphanumeric() {
                room[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            before = *byte;
        }
        if length > usize::from(count_end(&ends, count)) {
            ends[count] = length as u8;
            count += 1;
        }
        Self {
            letters: &room[..length],
            ends,
            count,
        }
    }

    /// The word so many from the end, or nothing.
    pub(super) fn nth_last(&self, place: usize) -> &[u8] {
        let Some(index) = self.count.checked_sub(place + 1) else {
            return b"";
        };
        let start = if index == 0 {
            0
        } else {
            usize::from(self.ends[index - 1])
        };
        &self.letters[start..usize::from(self.ends[index])]
    }

    /// Whether any of the words is such.
    pub(super) fn any(&self, is: impl Fn(&[u8]) -> bool) -> bool {
        (0..self.count).any(|place| is(self.nth_last(place)))
    }
}

const fn count_end(ends: &[u8; 8], count: usize) -> u8 {
    if count == 0 { 0 } else { ends[count - 1] }
}
