//! Telephone numbers, mailboxes and account ids: how they are made, and how people and tills misspell them.
//!
//! Invariants: nobody shares a number or a mailbox by accident, because each is a one-to-one image of (person, slot); mailboxes
//! lie under `.example`, which reaches nobody. Numbers only look like numbers in service: never give the demo company a gateway.
//! To add a way of writing numbers: add an arm to [`phone_as_typed`].

use crate::cities::City;
use crate::dice::{Dice, stir};

/// How many numbers and mailboxes a person can have at most.
pub const SLOTS: u32 = 4;

/// What tills, forms and old programs send where they know nothing.
pub const JUNK_PHONES: [&str; 7] = [
    "0000",
    "00000000000",
    "13800000000",
    "1234567",
    "无",
    "N/A",
    "null",
];
/// The same for mailboxes.
pub const JUNK_EMAILS: [&str; 5] = [
    "null",
    "none@none.example",
    "test@test.example",
    "无",
    "guest@",
];
/// The same for account ids.
pub const JUNK_USERS: [&str; 6] = [
    "null",
    "guest",
    "undefined",
    "[object Object]",
    "0",
    "anonymous",
];

#[rustfmt::skip]
const CHINA_PREFIXES: [&str; 24] = [
    "138", "139", "135", "136", "137", "150", "151", "152", "158", "159", "182", "183", "187", "188", "130", "131", "132", "155", "156", "186", "133",
    "153", "189", "177",
];
#[rustfmt::skip]
const AMERICA_AREAS: [u32; 60] = [
    201, 202, 203, 206, 212, 213, 214, 215, 216, 303, 305, 310, 312, 313, 314, 323, 347, 404, 408, 410, 412, 415, 424, 425, 502, 503, 504, 510, 512, 513,
    516, 551, 559, 602, 610, 612, 615, 617, 619, 626, 628, 631, 646, 650, 702, 703, 704, 707, 714, 716, 718, 720, 732, 747, 760, 773, 781, 805, 818, 917,
];

/// Primes that share no factor with any space used here, so that multiplying by them is one-to-one; each sort of number has its
/// own, lest somebody's account be guessed from their telephone.
const PHONES: u64 = 61_803_403;
const MAILBOXES: u64 = 7_368_787;
const ACCOUNTS: u64 = 38_196_607;
const CARDS: u64 = 27_182_819;

/// A number that stands for (person, slot) and for no other pair, below `space` while there is room.
const fn scatter(person: u32, slot: u32, space: u64, prime: u64) -> u64 {
    let plain = person as u64 * SLOTS as u64 + slot as u64;
    let (lap, place) = (plain / space, plain % space);
    lap * space + (place * (prime % space) + prime / 3) % space
}

/// The mobile number of a person's slot, E.164.
#[must_use]
pub fn mobile(city: &City, person: u32, slot: u32) -> String {
    let choice = stir(u64::from(person), u64::from(slot)) as usize;
    let number = scatter(person, slot, 100_000_000, PHONES);
    match city.country {
        "CN" => format!(
            "+86{}{number:08}",
            CHINA_PREFIXES[choice % CHINA_PREFIXES.len()]
        ),
        "JP" => format!("+81{}{number:08}", ["90", "80", "70"][choice % 3]),
        "FR" => format!("+33{}{number:08}", ["6", "7"][choice % 2]),
        "NL" => format!("+316{number:08}"),
        "IT" => format!("+3934{number:08}"),
        "DE" => format!("+49{}{number:08}", ["151", "157", "160", "176"][choice % 4]),
        _ => american(scatter(person, slot, 600_000, PHONES)),
    }
}

/// An American number: exchange 555 while it lasts, other exchanges for companies of many customers.
fn american(number: u64) -> String {
    let area = AMERICA_AREAS[(number % 60) as usize];
    let exchange = if number < 600_000 {
        555
    } else {
        220 + number / 600_000
    };
    format!("+1{area}{exchange}{:04}", number / 60 % 10_000)
}

/// Country code and the rest of an E.164 number of a country the company works in.
fn split(e164: &str) -> (&str, &str) {
    let digits = e164.trim_start_matches('+');
    digits.split_at(if digits.starts_with('1') { 1 } else { 2 })
}

/// The number as somebody types it; programs that know better send `e164` itself.
#[must_use]
pub fn phone_as_typed(dice: &mut Dice, e164: &str) -> String {
    let (code, rest) = split(e164);
    if code == "86" && rest.len() == 11 {
        let (a, b, c) = (&rest[..3], &rest[3..7], &rest[7..]);
        return match dice.weighted(&[400, 170, 110, 40, 90, 50, 30, 30, 30, 30]) {
            0 => rest.to_owned(),
            1 => e164.to_owned(),
            2 => format!("+86 {a} {b} {c}"),
            3 => format!("0{rest}"),
            4 => format!("{a}-{b}-{c}"),
            5 => format!("{a} {b} {c}"),
            6 => full_width(rest),
            7 => format!("0086{rest}"),
            8 => format!("(+86){rest}"),
            _ => format!(" {rest} "),
        };
    }
    match dice.weighted(&[600, 150, 80, 60, 40, 20]) {
        0 => e164.to_owned(),
        1 => format!("+{code} {} {}", &rest[..3], &rest[3..]),
        2 => format!("00{code}{rest}"),
        3 => format!("+{code}-{}-{}", &rest[..3], &rest[3..]),
        4 if code == "1" => format!("({}) {}-{}", &rest[..3], &rest[3..6], &rest[6..]),
        4 => format!("0{rest}"),
        _ => full_width(e164),
    }
}

/// The mailbox as somebody types it.
#[must_use]
pub fn email_as_typed(dice: &mut Dice, email: &str) -> String {
    match dice.weighted(&[780, 80, 50, 40, 30, 20]) {
        0 => email.to_owned(),
        1 => capitalised(email),
        2 => email.to_uppercase(),
        3 => email.replacen('@', "+clearbrook@", 1),
        4 => format!(" {email} "),
        _ => full_width_at(email),
    }
}

/// The number with one digit changed, or two that changed places.
#[must_use]
pub fn phone_mistyped(dice: &mut Dice, e164: &str) -> String {
    let mut digits: Vec<char> = e164.chars().collect();
    let place = digits.len() - 1 - dice.below(6) as usize;
    if dice.chance(500) && digits[place] != digits[place - 1] {
        digits.swap(place, place - 1);
    } else {
        let digit = digits[place].to_digit(10).unwrap_or(0);
        digits[place] = char::from_digit((digit + 1 + dice.below(8)) % 10, 10).unwrap_or('0');
    }
    digits.into_iter().collect()
}

/// The mailbox with the slips that mail providers know best.
#[must_use]
pub fn email_mistyped(dice: &mut Dice, email: &str) -> String {
    match dice.below(4) {
        0 => email
            .replace("gmail", "gmial")
            .replace("163.", "163,")
            .replace("qq.", "qq..")
            .replace("outlook", "outlok"),
        1 => email.replace(".example", ".exmaple"),
        2 => email.replacen('@', "", 1),
        _ => email.replace(".example", ""),
    }
}

/// The mailbox of a person's slot.
#[must_use]
pub fn mailbox(
    dice: &mut Dice,
    city: &City,
    names: &(String, String),
    person: u32,
    slot: u32,
) -> String {
    let number = scatter(person, slot, 10_000_000, MAILBOXES);
    let (given, family) = names;
    let initial = given.get(..1).unwrap_or("x");
    match (city.country, dice.below(4)) {
        ("CN", 0 | 1) => format!("{}@qq.example", 2_000_000_000 + number),
        ("CN", 2) => format!("{family}{given}{number}@163.example"),
        ("CN", _) => format!("{family}.{given}.{number}@126.example"),
        ("JP", 0 | 1) => format!("{given}.{family}.{number}@yahoo-jp.example"),
        ("DE", 0 | 1) => format!("{given}.{family}{number}@web.example"),
        (_, 0) => format!("{given}.{family}{number}@gmail.example"),
        (_, 1) => format!("{initial}{family}{number}@outlook.example"),
        (_, 2) => format!("{given}_{family}_{number}@icloud.example"),
        _ => format!("{family}.{given}.{number}@gmail.example"),
    }
}

/// The account number of a person's slot.
#[must_use]
pub fn user_id(person: u32, slot: u32) -> String {
    format!(
        "CB{:09}",
        100_000_000 + scatter(person, slot, 100_000_000, ACCOUNTS)
    )
}

/// The loyalty card of a person: sixteen digits.
#[must_use]
pub fn card(person: u32) -> String {
    format!("62990086{:08}", scatter(person, 0, 100_000_000, CARDS))
}

/// The card as a cashier types it when it does not scan.
#[must_use]
pub fn card_as_typed(dice: &mut Dice, card: &str) -> String {
    match dice.below(5) {
        0 => format!(
            "{} {} {} {}",
            &card[..4],
            &card[4..8],
            &card[8..12],
            &card[12..]
        ),
        1 => format!(
            "{}-{}-{}-{}",
            &card[..4],
            &card[4..8],
            &card[8..12],
            &card[12..]
        ),
        _ => card.to_owned(),
    }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_ascii_graphic() {
                char::from_u32(letter as u32 + 0xfee0).unwrap_or(letter)
            } else {
                letter
            }
        })
        .collect()
}

fn full_width_at(email: &str) -> String {
    email.replace('@', "＠")
}

fn capitalised(email: &str) -> String {
    let mut text = email.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cities::CITIES;

    #[test]
    fn no_two_people_share_a_number_by_accident() {
        let mut seen = HashSet::new();
        for person in (0..20_000).chain(995_000..1_000_000) {
            for slot in 0..SLOTS {
                for city in [0, 13, 15, 17] {
                    assert!(
                        seen.insert(mobile(&CITIES[city], person, slot)),
                        "{person} {slot} {city}"
                    );
                }
            }
        }
    }

    #[test]
    fn typed_numbers_hold_the_same_digits() {
        let mut dice = Dice::new(3);
        for _ in 0..500 {
            let typed = phone_as_typed(&mut dice, "+8613812345678");
            let plain: String = typed
                .chars()
                .filter_map(|c| {
                    if ('０'..='９').contains(&c) {
                        char::from_u32(c as u32 - 0xfee0)
                    } else {
                        Some(c)
                    }
                })
                .filter(char::is_ascii_digit)
                .collect();
            assert!(plain.ends_with("13812345678"), "{typed}");
            assert_ne!(
                phone_mistyped(&mut dice, "+8613812345678"),
                "+8613812345678"
            );
        }
    }
}
