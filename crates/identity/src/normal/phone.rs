//! Telephone numbers to E.164: `138 1234 5678`, `（+86）１３８-1234-5678`, `0086 138…` → `+8613812345678`.
//!
//! An extension is part of the value (`+862162551234;ext=802`, RFC 3966): it is what tells the people behind one switchboard
//! apart, and the buyers behind the masked numbers that delivery platforms lend (`18412345678-1234`). [`dialled`] splits them.
//!
//! Why no port of libphonenumber: measured for this, the `phonenumber` crate (0.3) took 1.8 ms a number once its regex cache
//! was full, 122 ms at first use and 20 MB; `rlibphonenumber` (2.2) builds some 70 crates. E.164 alone needs the calling
//! code, the prefixes and the possible lengths, which are a table (`plans`, made from libphonenumber's own metadata);
//! China and North America, whose numbers are most, are checked to the area code's form. A number is therefore known to be
//! *possible*, not to be in service.
//!
//! To add what a country does specially: an arm in [`adjusted`] and cases in `tests`.

mod china;
mod plans;
mod scan;

use super::{Reason, placeholder};
use scan::Scan;

/// How a calling code's numbers are dialled.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// The calling code.
    code: u16,
    /// What is dialled for another country, from there.
    dialled: &'static [u8],
    /// What is dialled before a national number, and left out in E.164.
    trunk: &'static [u8],
    /// How many digits a national number can have.
    lengths: &'static [usize],
}

/// The plan of a country (ISO 3166-1, upper case).
pub(super) fn home(country: &str) -> Option<&'static Plan> {
    let place = plans::REGIONS
        .binary_search_by(|(region, _)| (*region).cmp(country))
        .ok()?;
    plan(plans::REGIONS[place].1)
}

/// The plan of China.
pub(super) fn china() -> &'static Plan {
    plan(86).unwrap_or(&plans::PLANS[0])
}

fn plan(code: u16) -> Option<&'static Plan> {
    plans::PLANS
        .binary_search_by_key(&code, |plan| plan.code)
        .ok()
        .map(|place| &plans::PLANS[place])
}

/// The number to dial and its extension, of a normal form.
#[must_use]
pub fn dialled(normal: &str) -> (&str, Option<&str>) {
    match normal.split_once(";ext=") {
        Some((number, extension)) => (number, Some(extension)),
        None => (normal, None),
    }
}

/// The longest national number, and the longest whole one.
const MOST_DIGITS: usize = 15;

/// A number in E.164, before it is written.
#[derive(Clone, Copy)]
struct Number {
    code: u16,
    digits: [u8; MOST_DIGITS],
    length: usize,
}

impl Number {
    fn new(code: u16, national: &[u8]) -> Option<Self> {
        let mut digits = [0; MOST_DIGITS];
        digits.get_mut(..national.len())?.copy_from_slice(national);
        Some(Self {
            code,
            digits,
            length: national.len(),
        })
    }

    fn national(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    fn written(&self, extension: &[u8]) -> String {
        let mut text = String::with_capacity(28);
        text.push('+');
        for place in [100, 10, 1] {
            if self.code >= place {
                text.push(char::from(b'0' + (self.code / place % 10) as u8));
            }
        }
        text.extend(self.national().iter().copied().map(char::from));
        if !extension.is_empty() {
            text.push_str(";ext=");
            text.extend(extension.iter().copied().map(char::from));
        }
        text
    }
}

pub(super) fn normalise(raw: &str, home: &'static Plan) -> Result<String, Reason> {
    if let Some(number) = plain(raw.as_bytes(), home) {
        return checked(&number, &[]);
    }
    let scan = Scan::of(raw)?;
    let digits = scan.digits();
    if !scan.plus && digits.len() > 5 && placeholder::is_number(0, digits) {
        return Err(Reason::Blocked);
    }
    if let Some(number) = resolved(digits, scan.plus, home) {
        return checked(&number, scan.extension());
    }
    // `021-62551234-802`: what follows the last dash is an extension where the rest is a number without it. In China only;
    // elsewhere groups of two digits end numbers, and half a number would pass for a whole one.
    if let Some((head, tail)) = scan.split_at_last_dash()
        && let Some(number) = resolved(head, scan.plus, home).filter(|number| number.code == 86)
    {
        return checked(&number, tail);
    }
    Err(if digits.len() > 24 {
        Reason::TooLong
    } else {
        Reason::Malformed
    })
}

/// The few forms that nearly every number comes in, without scanning: `+8613812345678`, `13812345678`, `+12125550123`.
fn plain(raw: &[u8], home: &Plan) -> Option<Number> {
    let (code, national) = match raw {
        [b'+', b'8', b'6', national @ ..] if national.len() == 11 => (86, national),
        [b'+', b'1', national @ ..] if national.len() == 10 => (1, national),
        [b'1', ..] if raw.len() == 11 && home.code == 86 => (86, raw),
        _ => return None,
    };
    let fits = national.iter().all(u8::is_ascii_digit)
        && if code == 86 {
            china::is_mobile(national)
        } else {
            is_american(national)
        };
    if fits {
        Number::new(code, national)
    } else {
        None
    }
}

fn checked(number: &Number, extension: &[u8]) -> Result<String, Reason> {
    if placeholder::is_number(number.code, number.national()) {
        Err(Reason::Blocked)
    } else {
        Ok(number.written(extension))
    }
}

/// The number that `digits` are, seen from `home`.
fn resolved(digits: &[u8], plus: bool, home: &'static Plan) -> Option<Number> {
    if plus {
        // `+0086 138…` is written by programs that put a plus before whatever they hold.
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        return international(&digits[zeros..]);
    }
    for prefix in [home.dialled, b"00"] {
        if let Some(rest) = digits.strip_prefix(prefix).filter(|_| !prefix.is_empty())
            && let Some(number) = international(rest)
        {
            return Some(number);
        }
    }
    if let Some(number) = national(home, digits) {
        return Some(number);
    }
    // `86 138 1234 5678`: the country without the plus, where the whole is no number of the country itself.
    if let Some(number) = international(digits).filter(|number| number.code == home.code) {
        return Some(number);
    }
    if home.code == 86 {
        china::neighbour(digits)
            .and_then(|code| international(digits).filter(|number| number.code == code))
    } else {
        None
    }
}

/// Digits that begin with a calling code.
fn international(digits: &[u8]) -> Option<Number> {
    let mut code = 0;
    for (place, digit) in digits.iter().take(3).enumerate() {
        code = code * 10 + u16::from(digit - b'0');
        if let Some(plan) = plan(code) {
            return national(plan, &digits[place + 1..]);
        }
    }
    None
}

/// Digits as they are dialled inside a country, or follow its calling code.
fn national(plan: &'static Plan, digits: &[u8]) -> Option<Number> {
    if plan.code == 86 {
        return china::national(digits).and_then(|national| Number::new(86, national));
    }
    if let Some(number) = adjusted(plan.code, digits) {
        return Some(number);
    }
    let mut digits = digits;
    // No country whose trunk prefix is 0 has numbers that begin with 0; those with 1, 8 or 06 may, so length decides there.
    let is_whole = plan.lengths.contains(&digits.len()) && plan.trunk != b"0";
    if let Some(rest) = digits
        .strip_prefix(plan.trunk)
        .filter(|_| !plan.trunk.is_empty() && !is_whole)
    {
        digits = rest;
    }
    let code_digits = if plan.code > 99 {
        3
    } else if plan.code > 9 {
        2
    } else {
        1
    };
    let total = code_digits + digits.len();
    // A zero that is still there would be taken for the trunk prefix the next time.
    let is_doubled = plan.trunk.starts_with(b"0") && digits.starts_with(b"0");
    let possible =
        plan.lengths.contains(&digits.len()) && !is_doubled && (7..=MOST_DIGITS).contains(&total);
    if !possible || plan.code == 1 && !is_american(digits) {
        return None;
    }
    Number::new(plan.code, digits)
}

/// Area and exchange of North America begin with 2 to 9, and neither is a service code such as 911.
fn is_american(national: &[u8]) -> bool {
    national.len() == 10 && national[0] > b'1' && national[3] > b'1' && national[1..3] != *b"11"
}

/// Numbers that a country writes otherwise inside than outside.
fn adjusted(code: u16, digits: &[u8]) -> Option<Number> {
    let mut buffer = [0; MOST_DIGITS];
    match code {
        // Mexico dropped 01, 044, 045 and the 1 after +52 in 2019; WhatsApp still sends the last.
        52 => {
            let rest = [b"044".as_slice(), b"045", b"01", b"1"]
                .into_iter()
                .find_map(|old| digits.strip_prefix(old).filter(|rest| rest.len() == 10))?;
            Number::new(52, rest)
        }
        // Belarus dials 8, waits for the tone, and dials 0; Lithuania used to dial 8.
        375 => Number::new(
            375,
            digits.strip_prefix(b"80").filter(|rest| rest.len() == 9)?,
        ),
        370 => Number::new(
            370,
            digits.strip_prefix(b"8").filter(|rest| rest.len() == 8)?,
        ),
        // Brazil: a carrier's two digits after the 0; and the 9 that mobile numbers were given until 2016, which WhatsApp
        // leaves out for those who were there before.
        55 => {
            let rest = digits.strip_prefix(b"0").unwrap_or(digits);
            let rest = if digits.len() > rest.len() && rest.len() > 11 {
                &rest[2..]
            } else {
                rest
            };
            if !matches!(rest.len(), 10 | 11) || rest[..2].contains(&b'0') {
                return None;
            }
            if rest.len() == 11 || rest[2] < b'6' {
                return Number::new(55, rest);
            }
            buffer[..2].copy_from_slice(&rest[..2]);
            buffer[2] = b'9';
            buffer[3..11].copy_from_slice(&rest[2..]);
            Number::new(55, &buffer[..11])
        }
        // Argentina: `0 AREA 15 NUMBER` inside is `+54 9 AREA NUMBER` outside.
        54 => {
            let rest = digits.strip_prefix(b"0").unwrap_or(digits);
            let area = if rest.len() != 12 {
                return None;
            } else if rest.starts_with(b"11") {
                2
            } else {
                // Where 15 stands in both places the number could be either, and is refused.
                match (rest[3..5] == *b"15", rest[4..6] == *b"15") {
                    (true, false) => 3,
                    (false, true) => 4,
                    _ => return None,
                }
            };
            let local = rest[area..].strip_prefix(b"15")?;
            buffer[0] = b'9';
            buffer[1..=area].copy_from_slice(&rest[..area]);
            buffer[area + 1..11].copy_from_slice(local);
            Number::new(54, &buffer[..11])
        }
        _ => None,
    }
}

/// Every country that has a plan.
#[cfg(test)]
pub(super) fn regions() -> Vec<&'static str> {
    plans::REGIONS.iter().map(|(region, _)| *region).collect()
}
