//! Ids that programs make: accounts, visitors, devices, the networks' own ids, cards, orders, plates and hashes.
//!
//! Accounts and visitors keep their letters' case, because the systems that made them tell it apart; UUIDs do not
//! (RFC 9562 reads them in any case, and iOS prints what Android prints in lower case).

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::{Reason, is_invisible};

/// Account numbers and visitors' ids: kept as they are, UUIDs in lower case.
pub(super) fn account(raw: &str, most_bytes: usize) -> Result<String, Reason> {
    let value = one_line(raw, most_bytes)?;
    Ok(if is_uuid(value) {
        value.to_ascii_lowercase()
    } else {
        value.to_owned()
    })
}

/// Devices: as accounts; hardware addresses as `aa:bb:cc:dd:ee:ff`.
pub(super) fn device(raw: &str) -> Result<String, Reason> {
    let value = account(raw, 128)?;
    let value = if is_hardware_address(&value) {
        value.to_ascii_lowercase().replace('-', ":")
    } else {
        value
    };
    if is_factory_value(&value) {
        Err(Reason::Blocked)
    } else {
        Ok(value)
    }
}

/// `openid@appid`; both as the network made them.
pub(super) fn openid(raw: &str) -> Result<String, Reason> {
    let (openid, app) = raw.split_once('@').ok_or(Reason::Malformed)?;
    let (openid, app) = (token(openid.trim(), 6..=64)?, token(app.trim(), 2..=64)?);
    if super::placeholder::is_placeholder(&openid) || super::placeholder::is_placeholder(&app) {
        return Err(Reason::Blocked);
    }
    Ok(format!("{openid}@{app}"))
}

/// An opaque word of letters, digits, `-` and `_`, whose case counts.
pub(super) fn token(raw: &str, length: RangeInclusive<usize>) -> Result<String, Reason> {
    if raw.len() > *length.end() {
        return Err(Reason::TooLong);
    }
    let worded = raw
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if raw.len() < *length.start() || !worded {
        Err(Reason::Malformed)
    } else {
        Ok(raw.to_owned())
    }
}

/// Meta's ids: a number, which a page may be added to.
pub(super) fn psid(raw: &str) -> Result<String, Reason> {
    let (user, page) = raw
        .split_once('@')
        .map_or((raw, None), |(user, page)| (user, Some(page)));
    for number in [Some(user), page].into_iter().flatten() {
        if number.len() > 32 {
            return Err(Reason::TooLong);
        }
        if number.len() < 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Reason::Malformed);
        }
    }
    if super::placeholder::is_placeholder(user) {
        Err(Reason::Blocked)
    } else {
        Ok(raw.to_owned())
    }
}

/// WhatsApp's ids: a country, a dot and a word; the country in upper case.
pub(super) fn bsuid(raw: &str) -> Result<String, Reason> {
    if raw.len() > 160 {
        return Err(Reason::TooLong);
    }
    let worded = raw
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    if raw.len() < 6 || !worded {
        return Err(Reason::Malformed);
    }
    let mut value = raw.to_owned();
    if raw.as_bytes()[2] == b'.' {
        value[..2].make_ascii_uppercase();
    }
    Ok(value)
}

/// Loyalty cards: letters and digits in upper case, without the gaps that are printed between them; zeros in front stay.
pub(super) fn card(raw: &str) -> Result<String, Reason> {
    let value = compact(raw);
    if value.len() > 40 {
        return Err(Reason::TooLong);
    }
    if value.len() < 4 || !value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Reason::Malformed);
    }
    Ok(value)
}

/// Orders: as they are, without the `#` that shops print in front.
pub(super) fn order(raw: &str) -> Result<String, Reason> {
    one_line(
        raw.trim_start_matches(|letter| letter == '#' || is_invisible(letter)),
        80,
    )
    .map(str::to_owned)
}

/// Number plates: upper case, without dots and gaps. In a Chinese one the letters I and O are never issued after the
/// second place, so there they are the digits that a camera or a person took them for.
pub(super) fn plate(raw: &str) -> Result<String, Reason> {
    let mut letters: Vec<char> = compact(raw).chars().collect();
    if letters.len() > 12 {
        return Err(Reason::TooLong);
    }
    let local = letters
        .first()
        .is_some_and(|first| PROVINCES.contains(*first));
    if local {
        for letter in letters.iter_mut().skip(2) {
            *letter = match *letter {
                'I' => '1',
                'O' => '0',
                other => other,
            };
        }
    }
    let fits = if local {
        is_chinese_plate(&letters)
    } else {
        is_foreign_plate(&letters)
    };
    let serial = letters.iter().skip(if local { 2 } else { 0 });
    if !fits {
        Err(Reason::Malformed)
    } else if serial.clone().all(|letter| *letter == '0') {
        Err(Reason::Blocked)
    } else {
        Ok(letters.into_iter().collect())
    }
}

/// The first letter of a plate: provinces, and embassies and the like.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";
/// The last letter of trailers, driving schools, police, Hong Kong, Macau, trials and embassies.
const SUFFIXES: &str = "挂学警港澳试超使领";

/// A province, the letter of an office, then five places, or six for new energy.
fn is_chinese_plate(letters: &[char]) -> bool {
    let [first, second, serial @ ..] = letters else {
        return false;
    };
    let [middle @ .., last] = serial else {
        return false;
    };
    let embassy = *first == '使';
    (second.is_ascii_uppercase() || embassy && second.is_ascii_digit())
        && matches!(serial.len(), 5 | 6)
        && middle.iter().all(char::is_ascii_alphanumeric)
        && (last.is_ascii_alphanumeric() || SUFFIXES.contains(*last))
}

/// Letters and digits of any alphabet that a plate abroad may have, with a digit among them. A Chinese character before a
/// Latin letter is a Chinese plate that was misread.
fn is_foreign_plate(letters: &[char]) -> bool {
    let is_misread =
        letters.len() > 1 && !letters[0].is_ascii() && letters[1].is_ascii_alphabetic();
    (2..=10).contains(&letters.len())
        && !is_misread
        && letters.iter().all(|letter| letter.is_alphanumeric())
        && letters.iter().any(char::is_ascii_digit)
}

/// Hashes of official numbers: hexadecimal, in lower case, without the name of the function in front.
pub(super) fn id_hash(raw: &str) -> Result<String, Reason> {
    let digits = raw
        .rsplit_once([':', '$', '='])
        .map_or(raw, |(_, digits)| digits)
        .trim();
    if digits.len() > 128 {
        return Err(Reason::TooLong);
    }
    // Shorter than any hash in use, and as long as an identity card's number, which must not be kept.
    if digits.len() < 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Reason::Malformed);
    }
    let value = digits.to_ascii_lowercase();
    if is_hash_of_nothing(&value) {
        Err(Reason::Blocked)
    } else {
        Ok(value)
    }
}

/// MD5, SHA-1, SHA-256, SHA-512 and SM3 of the empty text, and of `null`, `undefined`, `None` and `0`: what programs hash
/// where the number is not known.
fn is_hash_of_nothing(value: &str) -> bool {
    // The first 32 digits tell the longer ones apart as well.
    matches!(
        value.get(..32).unwrap_or_default(),
        "04f8ff2682604862e405bf88de102ed7"
            | "06d47b6f2f121e85160d1d8072e58843"
            | "129a784acb089ea1ab28ff7a0e740d36"
            | "16a332e891e86030aa9d08ab032fe026"
            | "1ab21d8355cfa17f8e61194831e81a8f"
            | "2be88ca4242c76e8253ac62474851065"
            | "2c129119d08dd080559ad1a28e4e741b"
            | "31bca02094eb78126a517b206a88c73c"
            | "37a6259cc0c1dae299a7866489dff0bd"
            | "5e543256c480ac577d30f76f9120eb74"
            | "5feceb66ffc86f38d952786c6d696c79"
            | "6adf97f83acf6453d4a6a4b1070f3754"
            | "6eef6648406c333a4035cd5e60d0bf2e"
            | "74234e98afe7498fb5daf1f36ac2d78a"
            | "b6589fc6ab0dc82cf12099d1c2d40ab9"
            | "cf83e1357eefb8bdf1542850d66d8007"
            | "cfcd208495d565ef66e7dff9f98764da"
            | "d41d8cd98f00b204e9800998ecf8427e"
            | "d5d4cd07616a542891b7ec2d0257b3a2"
            | "da39a3ee5e6b4b0d3255bfef95601890"
            | "dc937b59892604f5a86ac96936cd7ff0"
            | "dec9427c5d05fb63a6632d8f9e1ccd0c"
            | "e39d05b72f25767869d4439191943489"
            | "e3b0c44298fc1c149afbf4c8996fb924"
            | "eb045d78d273107348b0300c01d29b75"
    )
}

/// No line break, no control character, nothing masked, and not too long.
fn one_line(raw: &str, most_bytes: usize) -> Result<&str, Reason> {
    if raw.len() > most_bytes {
        return Err(Reason::TooLong);
    }
    if raw
        .chars()
        .any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'))
        || raw.contains("***")
    {
        return Err(Reason::Malformed);
    }
    if raw.is_empty() {
        Err(Reason::Blocked)
    } else {
        Ok(raw)
    }
}

/// NFKC in upper case, without gaps, dashes and dots.
fn compact(raw: &str) -> String {
    let keep = |letter: &char| {
        !is_invisible(*letter)
            && !matches!(
                letter,
                '-' | '‐' | '‑' | '–' | '—' | '−' | '.' | '·' | '•' | '・' | '∙' | '_' | '/'
            )
    };
    if raw.is_ascii() {
        return raw
            .chars()
            .filter(keep)
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
    }
    raw.nfkc()
        .flat_map(char::to_uppercase)
        .nfkc()
        .filter(keep)
        .collect()
}

/// 8-4-4-4-12 hexadecimal digits.
fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Six pairs of hexadecimal digits.
fn is_hardware_address(value: &str) -> bool {
    value.len() == 17
        && value
            .bytes()
            .enumerate()
            .all(|(place, byte)| match place % 3 {
                2 => matches!(byte, b':' | b'-'),
                _ => byte.is_ascii_hexdigit(),
            })
}

/// What many devices give alike: the address that phones show instead of their own, a famous Android fault, and the
/// numbers of unprogrammed handsets.
fn is_factory_value(value: &str) -> bool {
    matches!(
        value,
        "02:00:00:00:00:00"
            | "020000000000"
            | "9774d56d682e549c"
            | "dead00beef"
            | "123456789012345"
            | "004999010640000"
            | "012345678912345"
            | "812345678912345"
    )
}
