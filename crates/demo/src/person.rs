//! A person in full: what is true of them, from which every touch takes the part that was said, typed or scanned.
//!
//! Invariant: a person depends on the seed and their own number only, never on how many customers there are.

use crate::cities::{CITIES, City, Market};
use crate::contact;
use crate::dice::{Dice, stir};
use crate::habits::{Habits, person_seed};
use crate::names::Name;

/// The apps of WeChat that customers meet, as `openid@appid` names them: two official accounts and a mini program.
pub const WECHAT_APPS: [&str; 3] = [
    "wxc1ea5b5001f1a7e0",
    "wx4a1f411105ea0b77",
    "wx7ea0c0ffee31415a",
];

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A person, as known to whoever made them up.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their number among the customers.
    pub index: u32,
    /// Where they live.
    pub market: Market,
    /// Their habits.
    pub habits: Habits,
    /// Their name.
    pub name: Name,
    /// Whether they are a woman.
    pub female: bool,
    /// Year, month and day of birth.
    pub birthday: (u32, u32, u32),
    /// Their own mobile numbers, E.164, the main one first.
    pub phones: Vec<String>,
    /// A number they gave up in the first half of the year.
    pub former_phone: Option<String>,
    /// A number that was somebody else's until the second half of the year.
    pub inherited_phone: Option<String>,
    /// The number their family gives; of the head of the household.
    pub family_phone: Option<String>,
    /// Their mailboxes, the main one first.
    pub emails: Vec<String>,
    /// Their account numbers: some have registered twice.
    pub user_ids: Vec<String>,
    /// Their loyalty card, or the family's.
    pub card: Option<String>,
    /// Street, number and flat.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// The organisation they buy for: its id and name.
    pub organisation: Option<(String, String)>,
}

impl Person {
    /// Draws a person.
    #[must_use]
    pub fn draw(seed: u64, index: u32) -> Self {
        let habits = Habits::draw(seed, index);
        let own = person_seed(seed, index);
        let mut dice = Dice::new(own ^ 0xface);
        let city = &CITIES[usize::from(habits.city)];
        let household = habits.household;
        let place = index - household.head;
        let female = dice.chance(if place == 1 { 800 } else { 540 });
        // Married people here mostly keep their names; children have the head's.
        let family_seed = if place == 1 {
            own
        } else {
            person_seed(seed, household.head)
        };
        let given = (stir(person_seed(seed, household.head), 0x61) >> 40) as u32 + 3 * place;
        let name = Name::draw(
            &mut dice,
            habits.culture,
            female,
            (stir(family_seed, 0xfa) >> 40) as u32,
            given,
        );
        let age = if place >= 2 {
            dice.between(12, 24)
        } else {
            dice.between(20, 78).min(dice.between(20, 78))
        };
        let birthday = (2025 - age, dice.between(1, 12), dice.between(1, 28));
        let phones = phones(&mut dice, &habits, city);
        let names = name.mailbox();
        let emails = emails(&mut dice, &habits, city, &names);
        let accounts = if !habits.account {
            0
        } else {
            1 + u32::from(dice.chance(40))
        };
        let card = habits.card.then(|| {
            contact::card(if household.size > 1 && dice.chance(450) {
                household.head
            } else {
                index
            })
        });
        let mut home = Dice::new(person_seed(seed, household.head) ^ 0x57e);
        Self {
            index,
            market: habits.market,
            name,
            female,
            birthday,
            former_phone: gives_up_number(seed, index).then(|| contact::mobile(city, index, 3)),
            inherited_phone: inherits_from(seed, index)
                .map(|(before, city)| contact::mobile(&CITIES[usize::from(city)], before, 3)),
            family_phone: (household.size > 1).then(|| contact::mobile(city, household.head, 0)),
            phones,
            emails,
            user_ids: (0..accounts)
                .map(|slot| contact::user_id(index, slot))
                .collect(),
            card,
            street: street(&mut home, city),
            postal_code: postal_code(&mut home, city),
            organisation: habits
                .organisation
                .then(|| organisation(&mut dice, &habits)),
            habits,
        }
    }

    /// The city they live in.
    #[must_use]
    pub fn city(&self) -> &'static City {
        &CITIES[usize::from(self.habits.city)]
    }

    /// The openid they have with one of the `WECHAT_APPS`, written `openid@appid`.
    #[must_use]
    pub fn openid(&self, seed: u64, app: usize) -> String {
        let mut dice = Dice::new(stir(person_seed(seed, self.index), 0x0e1d + app as u64));
        format!(
            "o{}@{}",
            dice.text(BASE64, 27),
            WECHAT_APPS[app % WECHAT_APPS.len()]
        )
    }

    /// Their unionid, the same in all apps.
    #[must_use]
    pub fn unionid(&self, seed: u64) -> String {
        format!(
            "oU5{}",
            Dice::new(stir(person_seed(seed, self.index), 0x0a10)).text(BASE64, 25)
        )
    }

    /// The id a browser of theirs has; cookies are cleared now and then, and then it is another.
    #[must_use]
    pub fn browser(&self, seed: u64, browser: u32, day_of_year: i64) -> String {
        let own = person_seed(seed, self.index);
        let cleared = day_of_year / (70 + (own % 400) as i64);
        uuid(stir(
            own,
            0xb0_0000 + u64::from(browser) * 1000 + cleared as u64,
        ))
    }

    /// The tablet on their family's sofa: its browser and its device id, the same for all who live there.
    #[must_use]
    pub fn family_tablet(&self, seed: u64) -> (String, String) {
        let head = person_seed(seed, self.habits.household.head);
        (
            uuid(stir(head, 0x7ab)),
            uuid(stir(head, 0x7ac)).to_uppercase(),
        )
    }

    /// The phone the app runs on: whether it is an iPhone, its device id and the app's own anonymous id.
    #[must_use]
    pub fn handset(&self, seed: u64, day_of_year: i64) -> (bool, String, String) {
        let own = person_seed(seed, self.index);
        let renewed = u64::from(own.is_multiple_of(4) && day_of_year > 180);
        let ios = stir(own, 0x105) % 100 < if self.market == Market::China { 34 } else { 58 };
        let device = stir(own, 0xde_0000 + renewed);
        let device_id = if ios {
            uuid(device).to_uppercase()
        } else {
            format!("{device:016x}")
        };
        (ios, device_id, uuid(stir(device, 0xa9)))
    }
}

/// A version 4 UUID made of a seed.
#[must_use]
pub fn uuid(seed: u64) -> String {
    let (a, b) = (stir(seed, 11), stir(seed, 12));
    let variant = 0x8000 | (b >> 48) & 0x3fff;
    format!(
        "{:08x}-{:04x}-4{:03x}-{variant:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        b & 0xffff_ffff_ffff
    )
}

/// Whether the first of a block of eight gives up a number that the last of it is later given.
fn recycles(seed: u64, block: u32) -> bool {
    stir(seed, 0x4ec7_0000_0000 + u64::from(block)) % 100 < 5
}

fn gives_up_number(seed: u64, person: u32) -> bool {
    person.is_multiple_of(8) && recycles(seed, person / 8)
}

/// Whose number the person is given later in the year, and in which city it was taken.
fn inherits_from(seed: u64, person: u32) -> Option<(u32, u8)> {
    let before = person.checked_sub(7)?;
    gives_up_number(seed, before).then(|| (before, Habits::draw(seed, before).city))
}

fn phones(dice: &mut Dice, habits: &Habits, city: &City) -> Vec<String> {
    let china = habits.market == Market::China;
    let count = if habits.nameless {
        0
    } else {
        dice.weighted(if china {
            &[20, 720, 210, 50]
        } else {
            &[190, 620, 160, 30]
        }) as u32
    };
    let count = if habits.texts { count.max(1) } else { count };
    (0..count)
        .map(|slot| contact::mobile(city, habits.person, slot))
        .collect()
}

fn emails(dice: &mut Dice, habits: &Habits, city: &City, names: &(String, String)) -> Vec<String> {
    let china = habits.market == Market::China;
    let least = u32::from(habits.newsletter || !china);
    let count = if habits.nameless {
        0
    } else {
        dice.weighted(if china {
            &[360, 440, 160, 40]
        } else {
            &[0, 620, 290, 90]
        }) as u32
    };
    let count = if habits.nameless { 0 } else { count.max(least) };
    (0..count)
        .map(|slot| contact::mailbox(dice, city, names, habits.person, slot))
        .collect()
}

fn postal_code(dice: &mut Dice, city: &City) -> String {
    let length = match city.country {
        "CN" => 6,
        "JP" => 8,
        "NL" => 4,
        _ => 5,
    };
    format!(
        "{}{}",
        city.postal,
        dice.text(b"0123456789", length - city.postal.len())
    )
}

fn street(dice: &mut Dice, city: &City) -> String {
    let street = *dice.pick(city.streets);
    match city.market {
        Market::China => {
            let (house, block, floor, flat) = (
                dice.between(1, 999),
                dice.between(1, 28),
                dice.between(1, 30),
                dice.between(1, 4),
            );
            format!("{street}{house}号{block}栋{floor:02}{flat:02}室")
        }
        Market::Japan => format!(
            "{street}{}-{}-{}",
            dice.between(1, 6),
            dice.between(1, 30),
            dice.between(1, 20)
        ),
        Market::America => format!(
            "{} {street}, Apt {}{}",
            dice.between(1, 999),
            dice.between(1, 30),
            dice.text(b"ABCDEF", 1)
        ),
        Market::Europe if city.country == "FR" => format!("{} {street}", dice.between(1, 180)),
        Market::Europe => format!("{street} {}", dice.between(1, 180)),
    }
}

/// An organisation that buys gifts, tea or cleaning for its office.
fn organisation(dice: &mut Dice, habits: &Habits) -> (String, String) {
    const ZH: [&str; 8] = [
        "云杉", "启明", "知行", "北辰", "拾光", "海棠", "朗润", "青石",
    ];
    const ZH_TRADES: [&str; 5] = [
        "科技有限公司",
        "文化传媒有限公司",
        "律师事务所",
        "设计工作室",
        "国际幼儿园",
    ];
    const EN: [&str; 8] = [
        "Juniper",
        "Harbourlight",
        "Redwing",
        "Foxglove",
        "Millstone",
        "Blue Heron",
        "Larkspur",
        "Copperfield",
    ];
    const EN_TRADES: [&str; 5] = ["Studio", "Partners", "Software", "Hotels", "School"];
    let number = dice.below(400);
    let (first, trade) = (number as usize % 8, number as usize / 8 % 5);
    let name = if habits.market == Market::China {
        format!(
            "{}{}{}",
            CITIES[usize::from(habits.city)].zh,
            ZH[first],
            ZH_TRADES[trade]
        )
    } else {
        format!("{} {}", EN[first], EN_TRADES[trade])
    };
    (
        format!(
            "org-{:05x}",
            (stir(number.into(), u64::from(habits.city)) & 0xf_ffff)
        ),
        name,
    )
}
