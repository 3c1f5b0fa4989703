//! What the look of a value says: mailboxes, telephone numbers, official numbers, bank cards and full addresses of pages.

use super::Verdict;

/// Whether a text, or the digits of a number, looks personal under a name with this verdict.
pub(in super::super) fn looks_personal(text: &str, name: Verdict) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return false;
    };
    let (mut digits, mut at_sign, mut colon, mut question) = (0_usize, false, false, false);
    for byte in bytes {
        digits += usize::from(byte.is_ascii_digit());
        at_sign |= *byte == b'@';
        colon |= *byte == b':';
        question |= *byte == b'?';
    }
    // Full addresses of pages carry search words, mailboxes and tokens; so does a path with its query.
    if colon && text.contains("://")
        || question && matches!(first, b'/' | b'?') && text.contains('=')
    {
        return true;
    }
    at_sign && holds_mailbox(bytes) || digits >= 9 && holds_number(bytes, name)
}

/// Whether somewhere in the text something stands around an `@` as in a mailbox.
fn holds_mailbox(bytes: &[u8]) -> bool {
    let ats = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'@');
    ats.map(|(place, _)| place).any(|place| {
        let before = place > 0
            && (bytes[place - 1].is_ascii_alphanumeric()
                || bytes[place - 1] >= 0x80
                || matches!(bytes[place - 1], b'_' | b'-' | b'+' | b'.'));
        let host = &bytes[place + 1..];
        let end = host.iter().position(|byte| {
            !(byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'-' | b'.'))
        });
        let host = &host[..end.unwrap_or(host.len())];
        before
            && host
                .iter()
                .rposition(|byte| *byte == b'.')
                .is_some_and(|dot| dot > 0 && host.len() - dot > 2)
    })
}

fn holds_number(bytes: &[u8], name: Verdict) -> bool {
    whole_number(bytes, name) || runs(bytes).any(|run| run_is_personal(run, name))
}

/// Runs of digits that no letter touches; the last sign of an official number may be an X.
fn runs(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let mut end = start
                + bytes[start..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
            if end - start == 17 && matches!(bytes.get(end), Some(b'x' | b'X')) {
                end += 1;
            }
            at = end;
            let before = start.checked_sub(1).map_or(b' ', |place| bytes[place]);
            let after = bytes.get(end).copied().unwrap_or(b' ');
            if !(before.is_ascii_alphanumeric()
                || after.is_ascii_alphanumeric()
                || before == b'.'
                || before == b'_')
            {
                return Some(&bytes[start..end]);
            }
        }
    })
}

fn run_is_personal(run: &[u8], name: Verdict) -> bool {
    match run.len() {
        11 => name != Verdict::Thing && is_mobile(run),
        13 if run.starts_with(b"86") && is_mobile(&run[2..]) => name != Verdict::Thing,
        18 if is_official(run) => true,
        13..=19 => is_open(name) && is_card(run),
        _ => false,
    }
}

/// Whether the value is one number as people write it: with its country, in brackets, in groups.
fn whole_number(bytes: &[u8], name: Verdict) -> bool {
    if bytes.len() > 32 || name == Verdict::Thing {
        return false;
    }
    let mut digits = [0_u8; 32];
    let (mut count, mut groups) = (0, 0_usize);
    let mut before = b' ';
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                groups += usize::from(!before.is_ascii_digit());
                digits[count] = *byte;
                count += 1;
            }
            b' ' | b'-' | b'(' | b')' | b'+' | b'.' => {}
            _ => return false,
        }
        before = *byte;
    }
    let digits = &digits[..count];
    let decimal = bytes.contains(&b'.') && groups < 3;
    match bytes[0] {
        b'+' => (8..=15).contains(&count),
        b'(' => (9..=12).contains(&count),
        _ if decimal || groups < 2 => false,
        // A landline with its area code: 021-6255 1234.
        b'0' => (10..=12).contains(&count),
        _ => is_mobile(digits) || is_open(name) && groups >= 4 && is_card(digits),
    }
}

fn is_open(name: Verdict) -> bool {
    !matches!(name, Verdict::Thing | Verdict::Number)
}

/// A Chinese mobile number: eleven digits, of which the first is 1 and the second at least 3.
fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == b'1' && digits[1] >= b'3'
}

/// A Chinese official number (GB 11643): region, date of birth, order, and a check sign by ISO 7064 MOD 11-2.
fn is_official(run: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digit = |place: usize| u32::from(run[place].wrapping_sub(b'0'));
    let (year, month, day) = (
        digit(6) * 1000 + digit(7) * 100 + digit(8) * 10 + digit(9),
        digit(10) * 10 + digit(11),
        digit(12) * 10 + digit(13),
    );
    let born = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let sum: u32 = WEIGHTS
        .iter()
        .enumerate()
        .map(|(place, weight)| digit(place) * weight)
        .sum();
    born && digit(0) > 0 && b"10X98765432"[(sum % 11) as usize] == run[17].to_ascii_uppercase()
}

/// A bank card (ISO/IEC 7812): the first digits of a network that issues them, and the check digit by Luhn's formula.
fn is_card(run: &[u8]) -> bool {
    let issued = match run.first() {
        Some(b'2') => run.len() == 16 && (b"2221".as_slice()..=b"2720").contains(&&run[..4]),
        Some(b'3') => (14..=16).contains(&run.len()),
        Some(b'4') => matches!(run.len(), 13 | 16 | 19),
        Some(b'5') => run.len() == 16,
        Some(b'6' | b'9') => (16..=19).contains(&run.len()),
        _ => false,
    };
    let sum: u32 = run
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if place % 2 == 0 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .sum();
    issued && sum.is_multiple_of(10)
}
