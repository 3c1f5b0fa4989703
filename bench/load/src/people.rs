//! The people who make the load: person number `n` has the same names and identifiers in every mode, so what one mode
//! wrote another can look up.

use crate::rng::{mix, uuid};

const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "Smith", "Miller", "Martin",
    "Rossi", "Garcia", "Müller", "Novak", "Silva", "Tanaka", "Kim",
];
const CHINESE: [&str; 24] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "霞", "平", "刚", "婷", "宇", "晨", "雪",
];
const GIVEN: [&str; 24] = [
    "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Karin",
    "Leo", "Maria", "Noah", "Olga", "Paul", "Quinn", "Rosa", "Sam", "Tina", "Uwe", "Vera", "Will",
    "Zoe",
];
const CITIES: [&str; 8] = [
    "上海", "北京", "广州", "成都", "London", "Berlin", "Milano", "Lisboa",
];

/// The identifier a shop's own database would give.
pub fn user_id(person: u64) -> String {
    format!("u-{person:08}")
}

/// The cookie of the person's browser.
pub fn anonymous_id(person: u64) -> String {
    uuid(mix(person), mix(person ^ 0xa5a5_a5a5))
}

/// A mail address at a domain kept for examples.
pub fn email(person: u64) -> String {
    format!("person{person}@mail.example")
}

/// A Chinese mobile number in E.164; the first hundred million people have one each.
pub fn phone(person: u64) -> String {
    format!("+86138{:08}", person % 100_000_000)
}

/// The person's name: Chinese for half of them, Latin for the others.
pub fn name(person: u64) -> String {
    let seed = mix(person.wrapping_add(77));
    let surname = SURNAMES[(seed % 20) as usize];
    let (a, b) = (seed >> 8, seed >> 24);
    if seed % 20 < 10 {
        let second = if a & 1 == 0 {
            CHINESE[(b % 24) as usize]
        } else {
            ""
        };
        format!("{surname}{}{second}", CHINESE[(a % 24) as usize])
    } else {
        format!("{} {surname}", GIVEN[(a % 24) as usize])
    }
}

/// Where the person lives.
pub fn city(person: u64) -> &'static str {
    CITIES[(mix(person ^ 0x51) % 8) as usize]
}

/// What somebody types who looks for the person: the first two characters of the name.
pub fn name_prefix(person: u64) -> String {
    name(person).chars().take(2).collect()
}
