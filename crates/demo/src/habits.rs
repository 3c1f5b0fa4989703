//! What the plan of a person's year must know: where they live and which ways to the company they use. No text, so that a
//! million of them are drawn quickly and again.

use crate::cities::{Market, of_market};
use crate::dice::{Dice, stir};
use crate::household::{self, Household};
use crate::names::Culture;

/// One person's habits.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// The person.
    pub person: u32,
    /// Where they live.
    pub market: Market,
    /// Its place in the table of cities.
    pub city: u8,
    /// Where their name comes from.
    pub culture: Culture,
    /// Whom they live with.
    pub household: Household,
    /// How often they deal with the company in the year.
    pub stories: u16,
    /// The day of the year they are first seen, from 0.
    pub since: i64,
    /// They never say who they are.
    pub nameless: bool,
    /// They have an account, or open one.
    pub account: bool,
    /// They carry a loyalty card.
    pub card: bool,
    /// They use the app.
    pub app: bool,
    /// They use WeChat.
    pub wechat: bool,
    /// They take the newsletter.
    pub newsletter: bool,
    /// They take text messages.
    pub texts: bool,
    /// They buy for an organisation.
    pub organisation: bool,
}

const CULTURES: [Culture; 5] = [
    Culture::Chinese,
    Culture::Japanese,
    Culture::Korean,
    Culture::Arabic,
    Culture::Latin,
];

/// The seed of everything about one person.
#[must_use]
pub fn person_seed(seed: u64, person: u32) -> u64 {
    stir(seed, 0x0dd_0000_0000 + u64::from(person))
}

/// Market, city and culture, the same for a whole household.
fn home(seed: u64, household: Household) -> (Market, u8, Culture) {
    let mut dice = Dice::new(person_seed(seed, household.head) ^ 0x40e);
    let market = Market::ALL[dice.weighted(&[700, 90, 105, 105])];
    let cities = of_market(market);
    let weights: Vec<u32> = cities.iter().map(|(_, weight)| *weight).collect();
    let (city, _) = cities[dice.weighted(&weights)];
    let culture = match market {
        Market::China => [962, 6, 8, 2, 22],
        Market::Japan => [60, 880, 40, 2, 18],
        Market::America => [140, 40, 60, 50, 710],
        Market::Europe => [80, 20, 20, 100, 780],
    };
    (market, city, CULTURES[dice.weighted(&culture)])
}

impl Habits {
    /// The habits of a person.
    #[must_use]
    pub fn draw(seed: u64, person: u32) -> Self {
        let household = household::of(seed, person);
        let (market, city, culture) = home(seed, household);
        let mut dice = Dice::new(person_seed(seed, person));
        let china = market == Market::China;
        let stories = match dice.weighted(&[250, 380, 255, 115]) {
            0 => 1,
            1 => dice.between(2, 5),
            2 => dice.between(6, 11),
            _ => dice.between(13, 32),
        };
        // Most customers are old ones. Who joins during the year lives through that part of it only, else the company
        // would seem to double by its end.
        let joined = if stories == 1 || dice.chance(700) {
            0
        } else {
            dice.below(330)
        };
        let stories = (stories * (365 - joined) / 365).max(1);
        let since = if stories == 1 { 0 } else { i64::from(joined) };
        let nameless = stories < 5 && dice.chance(200);
        let app = dice.chance(if china { 420 } else { 260 });
        Self {
            person,
            market,
            city,
            culture,
            household,
            stories: stories as u16,
            since,
            nameless,
            account: !nameless && dice.chance(640),
            card: !nameless && dice.chance(430),
            app,
            wechat: !nameless && china && dice.chance(720),
            newsletter: !nameless && dice.chance(if china { 160 } else { 520 }),
            texts: !nameless && dice.chance(if china { 480 } else { 90 }),
            organisation: !nameless && dice.chance(20),
        }
    }
}
