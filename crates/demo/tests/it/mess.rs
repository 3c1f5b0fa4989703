//! Each mess that recognition must cope with is really there.

use std::collections::{HashMap, HashSet};

use demo::{JUNK_EMAILS, JUNK_PHONES, JUNK_USERS, Settings, generate, person, shop_phones};
use kernel::IdentityKind::{AnonymousId, Card, Device, Email, Openid, Phone, Unionid, UserId};
use kernel::{IdentityKind, TouchType};

use crate::{end, settings};

/// The people seen with each identifier, as it arrived.
struct Seen(HashMap<(IdentityKind, String), HashSet<u32>>);

impl Seen {
    fn of(settings: Settings) -> Self {
        let mut seen: HashMap<_, HashSet<u32>> = HashMap::new();
        for touch in generate(settings) {
            for identity in touch.identities {
                seen.entry(identity).or_default().insert(touch.person);
            }
        }
        Self(seen)
    }

    fn count(&self, kind: IdentityKind, wanted: impl Fn(&str) -> bool) -> usize {
        self.0
            .keys()
            .filter(|(of, value)| *of == kind && wanted(value))
            .count()
    }

    fn people(&self, kind: IdentityKind, value: &str) -> usize {
        self.0
            .get(&(kind, value.to_owned()))
            .map_or(0, HashSet::len)
    }
}

/// The digits of a number, full-width ones too.
fn digits(phone: &str) -> String {
    let plain = phone.chars().map(|letter| match letter {
        '０'..='９' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    });
    plain.filter(char::is_ascii_digit).collect()
}

#[test]
fn identifiers_come_in_many_spellings() {
    let seen = Seen::of(settings(4000));
    for start in ["+86 1", "01", "00861", "(+86)", " 1", "１", "+1", "00"] {
        assert!(
            seen.count(Phone, |value| value.starts_with(start)) > 3,
            "phones starting with {start:?}"
        );
    }
    assert!(seen.count(Phone, |value| value.contains('-')) > 50);
    assert!(seen.count(Email, |value| value.contains("+clearbrook@")) > 10);
    assert!(
        seen.count(Email, |value| value.contains("@QQ.EXAMPLE")
            || value.contains("@GMAIL.EXAMPLE"))
            > 10
    );
    assert!(
        seen.count(Email, |value| value.contains('＠')
            || value.starts_with(' '))
            > 10
    );
    assert!(
        seen.count(Email, |value| value.contains("gmial")
            || value.ends_with(".exmaple"))
            > 3
    );
    assert!(seen.count(Card, |value| value.contains(' ')) > 10);
}

#[test]
fn junk_arrives_where_nothing_was_known() {
    let seen = Seen::of(settings(8000));
    for (kind, junk) in [
        (Phone, &JUNK_PHONES[..]),
        (Email, &JUNK_EMAILS[..]),
        (UserId, &JUNK_USERS[..]),
    ] {
        for value in junk {
            assert!(seen.people(kind, value) >= 2, "{kind} {value}");
        }
    }
    assert!(seen.people(AnonymousId, "00000000-0000-0000-0000-000000000000") > 10);
}

#[test]
fn tablets_and_shop_numbers_meet_crowds() {
    let seen = Seen::of(Settings::until(end()));
    let tablets: Vec<usize> = seen
        .0
        .iter()
        .filter(|((kind, value), _)| *kind == Device && value.starts_with("KIOSK-"))
        .map(|(_, people)| people.len())
        .collect();
    assert!(
        tablets.len() >= 8 && tablets.iter().filter(|people| **people > 200).count() >= 4,
        "{tablets:?}"
    );
    let crowds = shop_phones().into_iter().filter(|phone| {
        let typed: usize = seen
            .0
            .iter()
            .filter(|((kind, value), _)| *kind == Phone && digits(value).ends_with(&digits(phone)))
            .map(|(_, people)| people.len())
            .sum();
        typed >= 20
    });
    assert!(crowds.count() >= 10);
}

#[test]
fn families_share_and_numbers_change_hands() {
    let settings = settings(4000);
    let seen = Seen::of(settings);
    let shared = |kind: IdentityKind| {
        seen.0
            .iter()
            .filter(move |((of, _), people)| *of == kind && (2..=5).contains(&people.len()))
    };
    assert!(shared(Phone).count() > 100, "a family's number");
    assert!(shared(Device).count() > 20, "a family's tablet");
    assert!(
        shared(Card).count() > 3,
        "a family's card {}",
        shared(Card).count()
    );
    let recycled = (0..settings.customers)
        .map(|index| person(&settings, index))
        .filter_map(|heir| heir.inherited_phone)
        .filter(|phone| {
            seen.0
                .keys()
                .any(|(kind, value)| *kind == Phone && digits(value).ends_with(&digits(phone)[2..]))
        });
    assert!(recycled.count() > 5);
}

#[test]
fn no_clean_identifier_is_shared_by_strangers() {
    let settings = settings(6000);
    let shops: HashSet<String> = shop_phones().iter().map(|phone| digits(phone)).collect();
    let household = |index: u32| person(&settings, index).habits.household.head;
    for ((kind, value), people) in Seen::of(settings).0 {
        let context = value.starts_with("KIOSK-") || value.starts_with("00000000-");
        let junk = JUNK_USERS.contains(&value.as_str())
            || JUNK_EMAILS.contains(&value.as_str())
            || JUNK_PHONES.contains(&value.as_str());
        let shop = kind == Phone
            && shops
                .iter()
                .any(|phone| digits(&value).contains(&phone[3..]));
        if context || junk || shop || people.len() == 1 || kind == AnonymousId && people.len() > 5 {
            continue;
        }
        let block: HashSet<u32> = people.iter().map(|index| index / 8).collect();
        let heads: HashSet<u32> = people.iter().map(|index| household(*index)).collect();
        let recycled = kind == Phone
            && block.len() == 1
            && people
                .iter()
                .any(|index| person(&settings, *index).inherited_phone.is_some());
        let kiosk_browser = kind == AnonymousId;
        assert!(
            heads.len() == 1 || recycled || kiosk_browser,
            "{kind} {value} {people:?}"
        );
    }
}

#[test]
fn people_are_named_after_they_have_looked_around() {
    let mut nameless_first: HashSet<String> = HashSet::new();
    let mut named_later = 0;
    let (mut aliases, mut second_accounts) = (0, 0);
    let mut accounts: HashMap<u32, HashSet<String>> = HashMap::new();
    for touch in generate(settings(3000)) {
        let of = |kind| {
            touch
                .identities
                .iter()
                .find(|(have, _)| *have == kind)
                .map(|(_, value)| value.clone())
        };
        let (visitor, account) = (
            of(AnonymousId),
            of(UserId).filter(|account| account.starts_with("CB")),
        );
        match (touch.kind, visitor, account) {
            (TouchType::Identify, Some(visitor), Some(account)) => {
                named_later += u32::from(nameless_first.remove(&visitor));
                accounts.entry(touch.person).or_default().insert(account);
            }
            (TouchType::Alias, Some(_), Some(_)) => {
                aliases += u32::from(touch.properties["previous_id"].is_string())
            }
            (_, Some(visitor), None) => {
                nameless_first.insert(visitor);
            }
            _ => {}
        }
        second_accounts += u32::from(
            accounts
                .get(&touch.person)
                .is_some_and(|accounts| accounts.len() > 1),
        );
    }
    assert!(
        named_later > 500 && aliases > 50 && second_accounts > 5,
        "{named_later} {aliases} {second_accounts}"
    );
}

#[test]
fn wechat_tells_openids_and_mostly_a_unionid() {
    let (mut with, mut without) = (0, 0);
    for touch in generate(settings(3000)).filter(|touch| touch.source_key.starts_with("oa-")) {
        let Some((_, openid)) = touch.identities.iter().find(|(kind, _)| *kind == Openid) else {
            continue;
        };
        assert!(
            openid
                .split_once('@')
                .is_some_and(|(id, app)| id.len() == 28 && app.len() == 18),
            "{openid}"
        );
        if touch.identities.iter().any(|(kind, _)| *kind == Unionid) {
            with += 1
        } else {
            without += 1
        }
    }
    assert!(with > 500 && without > 50, "{with} {without}");
}

#[test]
fn names_come_from_everywhere_and_not_always_right() {
    let mut scripts: HashMap<&str, u32> = HashMap::new();
    let mut spellings: HashMap<u32, HashSet<String>> = HashMap::new();
    let (mut implausible, mut birthdays) = (0, 0);
    for touch in generate(settings(5000)).filter(|touch| touch.kind != TouchType::Group) {
        if let Some(birthday) = touch
            .traits
            .get("birthday")
            .and_then(|value| value.as_str())
        {
            birthdays += 1;
            implausible += u32::from(birthday == "1900-01-01" || birthday.starts_with("2099"));
        }
        let Some(name) = touch.traits.get("name").and_then(|value| value.as_str()) else {
            continue;
        };
        let script = match name.trim().chars().next() {
            Some('\u{4e00}'..='\u{9fff}') => "han",
            Some('\u{ac00}'..='\u{d7a3}') => "hangul",
            Some('\u{0600}'..='\u{06ff}') => "arabic",
            _ => "latin",
        };
        *scripts.entry(script).or_default() += 1;
        spellings
            .entry(touch.person)
            .or_default()
            .insert(name.to_owned());
    }
    for script in ["han", "hangul", "arabic", "latin"] {
        assert!(
            scripts.get(script).is_some_and(|count| *count > 10),
            "{scripts:?}"
        );
    }
    assert!(spellings.values().filter(|names| names.len() > 1).count() > 50);
    assert!(
        birthdays > 300 && implausible > 5,
        "{birthdays} {implausible}"
    );
}
