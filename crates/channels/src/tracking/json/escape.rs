//! Escapes in strings of JSON, read and written.

/// The number that four hexadecimal digits stand for.
pub(super) fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.iter().try_fold(0, |value, digit| {
        Some(value << 4 | char::from(*digit).to_digit(16)?)
    })
}

/// The text that the inside of a string stands for.
pub(super) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(place) = rest.find('\\') {
        out.push_str(&rest[..place]);
        let bytes = rest.as_bytes();
        let mut length = 2;
        out.push(match bytes.get(place + 1) {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let (letter, read) = unit(bytes, place);
                length = read;
                letter
            }
            Some(other) => char::from(*other),
            None => char::REPLACEMENT_CHARACTER,
        });
        rest = rest.get(place + length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The letter that one escape or a pair of them stands for, and how many bytes that takes.
fn unit(bytes: &[u8], at: usize) -> (char, usize) {
    let lost = (char::REPLACEMENT_CHARACTER, 6);
    match hex(bytes, at + 2) {
        Some(high @ 0xd800..0xdc00) => match hex(bytes, at + 8) {
            Some(low @ 0xdc00..0xe000) if bytes.get(at + 6..at + 8) == Some(b"\\u") => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                char::from_u32(code).map_or(lost, |letter| (letter, 12))
            }
            _ => lost,
        },
        Some(code) => char::from_u32(code).map_or(lost, |letter| (letter, 6)),
        None => lost,
    }
}

/// Appends a text as a string of JSON.
pub(in super::super) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..'\u{20}' => {
                let code = letter as u32;
                out.push_str("\\u00");
                out.push(char::from_digit(code >> 4, 16).unwrap_or('0'));
                out.push(char::from_digit(code & 15, 16).unwrap_or('0'));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}
