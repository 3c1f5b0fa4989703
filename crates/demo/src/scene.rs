//! One beat with everything needed to tell it: the person, the story's own facts, and a die of the beat's own.
//!
//! Invariant: facts that several beats of a story share (shop, browser, basket, order number) follow from the story's seed alone.

use crate::basket::Basket;
use crate::calendar::Date;
use crate::catalogue::Brand;
use crate::cities::{CITIES, Market};
use crate::dice::{Dice, stir};
use crate::person::Person;
use crate::plan::{Act, Beat, Story, story_seed};
use crate::shops::{SHOPS, near};
use crate::who::{LIVING_ACCOUNT, TEA_ACCOUNT};

/// A beat about to be told.
pub struct Scene<'a> {
    /// The seed of the company.
    pub seed: u64,
    /// The seed of the story.
    pub story: u64,
    /// The beat.
    pub beat: Beat,
    /// Who.
    pub person: &'a Person,
    /// The day of the demo's year, from 0.
    pub day: i64,
    /// The beat's own chance.
    pub dice: Dice,
}

/// Which of the official accounts a story on WeChat is about, by its place in `person::WECHAT_APPS`.
#[must_use]
pub const fn official_account(story: u64) -> usize {
    if story % 100 < 62 {
        LIVING_ACCOUNT
    } else {
        TEA_ACCOUNT
    }
}

/// The brand a story of this kind is about.
#[must_use]
pub fn brand_of(kind: Story, story: u64, city: u8) -> Brand {
    match kind {
        Story::Mini => Brand::Tea,
        Story::Care => Brand::Care,
        Story::Shop if !near(city, Brand::Tea).is_empty() => {
            if near(city, Brand::Living).is_empty() || stir(story, 0xb4a) % 100 < 45 {
                Brand::Tea
            } else {
                Brand::Living
            }
        }
        _ => Brand::Living,
    }
}

/// The shop a story plays in; tablets stand only in some, so for those people go a little further.
#[must_use]
pub fn shop_of(kind: Story, story: u64, city: u8, person: u32) -> u8 {
    let mut shops = near(city, brand_of(kind, story, city));
    if kind == Story::Kiosk {
        shops.retain(|shop| SHOPS[usize::from(*shop)].kiosk);
        if shops.is_empty() {
            let market = CITIES[usize::from(city)].market;
            let there = SHOPS
                .iter()
                .zip(0_u8..)
                .filter(|(shop, _)| shop.kiosk && shop.city().market == market);
            shops = there.map(|(_, place)| place).collect();
        }
    }
    // Three visits of four are to the shop the person usually goes to.
    let choice = if !stir(story, 0x5409).is_multiple_of(4) {
        u64::from(person)
    } else {
        story
    };
    shops
        .get((stir(choice, 0x540a) % shops.len().max(1) as u64) as usize)
        .copied()
        .unwrap_or(0)
}

impl<'a> Scene<'a> {
    /// Sets the scene of a beat.
    #[must_use]
    pub fn new(seed: u64, first_day: i64, beat: Beat, person: &'a Person) -> Self {
        let story = story_seed(seed, beat.person, beat.story);
        let day = beat.at.div_euclid(86_400_000_000) - first_day;
        Self {
            seed,
            story,
            beat,
            person,
            day,
            dice: Dice::new(stir(story, 0xbea7_0000 + u64::from(beat.step))),
        }
    }

    /// A die that falls the same in every beat of the story.
    #[must_use]
    pub fn story_dice(&self, salt: u64) -> Dice {
        Dice::new(stir(self.story, salt))
    }

    /// The person's market.
    #[must_use]
    pub fn market(&self) -> Market {
        self.person.market
    }

    /// Whether the person reads Chinese here.
    #[must_use]
    pub fn chinese(&self) -> bool {
        self.person.market == Market::China
    }

    /// The source of the web shop they use.
    #[must_use]
    pub fn web(&self) -> &'static str {
        if self.chinese() {
            "web-cn"
        } else {
            "web-global"
        }
    }

    /// The source of the app on the phone they have that day.
    #[must_use]
    pub fn app(&self) -> &'static str {
        if self.person.handset(self.seed, self.day).0 {
            "app-ios"
        } else {
            "app-android"
        }
    }

    /// The source of the site, app or mini program the story plays in.
    #[must_use]
    pub fn online(&self) -> &'static str {
        match self.beat.kind {
            Story::App => self.app(),
            Story::Mini => "mini-tea",
            _ => self.web(),
        }
    }

    /// The place of the story's shop in the table.
    #[must_use]
    pub fn shop(&self) -> u8 {
        shop_of(
            self.beat.kind,
            self.story,
            self.person.habits.city,
            self.person.index,
        )
    }

    /// What is bought in the story; prices are those of the market.
    #[must_use]
    pub fn basket(&self) -> Basket {
        let brand = brand_of(self.beat.kind, self.story, self.person.habits.city);
        let sent = matches!(self.beat.kind, Story::Web | Story::App | Story::News);
        Basket::draw(self.story, brand, self.market(), sent)
    }

    /// The number of the order or receipt of the story, unique in the company.
    #[must_use]
    pub fn order(&self) -> String {
        const SPACE: u64 = 1_000_000_000;
        let place = u64::from(self.beat.person) * 64 + u64::from(self.beat.story);
        let letter = match self.beat.kind {
            Story::Shop | Story::Care => 'S',
            Story::Mini => 'M',
            _ => 'W',
        };
        let lap = place / SPACE;
        format!(
            "{letter}{}{:09}",
            10 + lap,
            (place % SPACE * 7_368_787 + 271_828_182) % SPACE
        )
    }

    /// The id of the touch's message: the same whenever the demo is made again, and unlike any other's.
    #[must_use]
    pub fn message_id(&self) -> String {
        let Beat {
            person,
            story,
            step,
            ..
        } = self.beat;
        format!(
            "demo-{:08x}-{person:07}-{story:02}-{step:02}",
            stir(self.seed, 0x1d) >> 32
        )
    }

    /// The date on the UTC calendar.
    #[must_use]
    pub fn date(&self) -> Date {
        Date::of_day(self.beat.at.div_euclid(86_400_000_000))
    }

    /// What happens.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.beat.act
    }
}
