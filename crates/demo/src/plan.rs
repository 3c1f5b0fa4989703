//! The plan of a person's year: which stories they live through, and when each beat of them falls.
//!
//! Invariants: a plan holds no text, and is the same whenever it is drawn, so that the stream may draw it once per window and
//! forget it; a person's stories are in order of time, so that the first digital one is where the account is opened.
//! To add a kind of story: add a variant to [`Story`], its weight to `pick`, its beats to `stories`, and how they read to `tell`.

use crate::calendar::{Calendar, Rhythm, draw_second};
use crate::catalogue::Brand;
use crate::cities::{CITIES, Market};
use crate::dice::{Dice, stir};
use crate::habits::{Habits, person_seed};
use crate::shops;
use crate::stories;

/// A kind of story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Story {
    /// A session in the web shop.
    Web,
    /// A session in the app.
    App,
    /// An order in the mini program.
    Mini,
    /// A visit to a shop.
    Shop,
    /// Somebody tries the tablet in a shop.
    Kiosk,
    /// Something on a WeChat official account.
    Wechat,
    /// A telephone call.
    Call,
    /// A chat in the web shop.
    Chat,
    /// Somebody comes to clean or repair.
    Care,
    /// A newsletter.
    News,
    /// An offer by text message.
    Offer,
    /// A complaint, from its opening to its end.
    Complaint,
}

/// What happens in one beat of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[rustfmt::skip]
pub enum Act {
    Landed, Paged, Searched, ListSeen, ProductSeen, ProductAdded, CartSeen, CheckoutStarted, Ordered,
    SignedUp, Aliased, SignedIn, Grouped, AppOpened, Screened,
    OrderMailed, MailOpened, ParcelTexted, Refunded, PartlyRefunded, Reviewed, Rated,
    ShopEntered, Sold, TookBack,
    KioskStarted, KioskNamed, KioskCoupon,
    Followed, MenuClicked, WechatSaid, WechatAnswered, WechatNotified, Unfollowed,
    CallStarted, CallMissed, CallEnded,
    ChatStarted, ChatSaid, ChatAnswered, ChatSolved,
    Booked, Reminded, Moved, CareDone, NobodyHome,
    NewsSent, NewsOpened, NewsClicked, NewsBounced, NewsLeft,
    OfferTexted, OfferStopped,
    ComplaintOpened, ComplaintAnswered, ComplaintSolved,
}

/// One beat: when, who, and which part of which story.
#[derive(Clone, Copy, Debug)]
pub struct Beat {
    /// Microseconds since 1970 UTC.
    pub at: i64,
    /// The person.
    pub person: u32,
    /// The number of the story in the person's year.
    pub story: u16,
    /// The number of the beat in the story.
    pub step: u16,
    /// The kind of the story.
    pub kind: Story,
    /// What happens.
    pub act: Act,
    /// Which of several: a line of the basket, a message of the conversation.
    pub which: u8,
    /// Whether the person is signed in.
    pub signed_in: bool,
}

/// The stretch of time that is wanted, in microseconds: from, and up to but without.
pub type Window = std::ops::Range<i64>;

const DAY: i64 = 86_400;
const MICROS: i64 = 1_000_000;

/// Plans years.
pub struct Planner {
    /// The seed of the company.
    pub seed: u64,
    /// The year that is told.
    pub year: Window,
    /// Its busy and quiet days.
    pub calendar: Calendar,
}

/// The seed of one story, from which everything in it follows.
#[must_use]
pub fn story_seed(seed: u64, person: u32, story: u16) -> u64 {
    stir(person_seed(seed, person), 0x5107_0000 + u64::from(story))
}

impl Planner {
    /// Adds the beats of a person's year that fall into the window.
    pub fn plan(&self, habits: &Habits, window: &Window, beats: &mut Vec<Beat>) {
        let mut dice = Dice::new(person_seed(self.seed, habits.person) ^ 0x9_1a4);
        let from = self.calendar.first_day() + habits.since;
        let offset = CITIES[usize::from(habits.city)].utc_hours * 3600;
        let mut begun: Vec<(i64, Story)> = (0..habits.stories)
            .map(|_| {
                let story = pick(&mut dice, habits);
                let day = self
                    .calendar
                    .draw_day(&mut dice, habits.market, rhythm(story), from);
                let second = day * DAY + draw_second(&mut dice, rhythm(story));
                (self.within_year(second - offset, &mut dice), story)
            })
            .collect();
        begun.sort_by_key(|(second, _)| *second);
        let mut standing = Standing::default();
        for ((second, kind), story) in begun.into_iter().zip(0_u16..) {
            let mut pen = Pen {
                habits,
                window,
                beats: &mut *beats,
                dice: Dice::new(story_seed(self.seed, habits.person, story)),
                seed: story_seed(self.seed, habits.person, story),
                offset,
                second: second + offset,
                story,
                step: 0,
                kind,
                signed_in: false,
                standing,
            };
            stories::write(&mut pen);
            standing = pen.standing;
        }
    }

    /// The first and the last day are not whole ones: what would begin outside the year begins some whole weeks from there.
    fn within_year(&self, second: i64, dice: &mut Dice) -> i64 {
        let weeks = i64::from(dice.between(1, 40)) * 7 * DAY;
        let margin = 60;
        if second < self.year.start / MICROS + margin {
            second + weeks
        } else if second >= self.year.end / MICROS - margin {
            second - weeks
        } else {
            second
        }
    }
}

/// What a person's earlier stories have changed.
#[derive(Clone, Copy, Default)]
pub struct Standing {
    /// They have opened the account they are to have.
    pub has_account: bool,
    /// They have left the newsletter, or it no longer reaches them.
    pub left_news: bool,
    /// They have stopped the texts.
    pub left_texts: bool,
    /// They follow these of the official accounts.
    pub follows: [bool; 2],
}

/// Writes the beats of one story.
pub struct Pen<'a> {
    /// Who lives through it.
    pub habits: &'a Habits,
    /// Its own chance.
    pub dice: Dice,
    /// Its seed.
    pub seed: u64,
    /// Its kind.
    pub kind: Story,
    /// Whether the person is signed in from here on.
    pub signed_in: bool,
    /// How the person stands with the company at this point of the year.
    pub standing: Standing,
    window: &'a Window,
    beats: &'a mut Vec<Beat>,
    offset: i64,
    /// Seconds on the wall clock of the person's city.
    second: i64,
    story: u16,
    step: u16,
}

impl Pen<'_> {
    /// Writes a beat now.
    pub fn beat(&mut self, act: Act) {
        self.beat_of(act, 0);
    }

    /// Writes one of several beats now.
    pub fn beat_of(&mut self, act: Act, which: u8) {
        let millis = i64::from(self.dice.below(1000));
        let at = (self.second - self.offset) * MICROS + millis * 1000;
        if self.window.contains(&at) {
            let (person, story, step, kind, signed_in) = (
                self.habits.person,
                self.story,
                self.step,
                self.kind,
                self.signed_in,
            );
            self.beats.push(Beat {
                at,
                person,
                story,
                step,
                kind,
                act,
                which,
                signed_in,
            });
        }
        self.step += 1;
    }

    /// Lets so many seconds pass, at least one.
    pub fn wait(&mut self, least: u32, most: u32) {
        self.second += i64::from(self.dice.between(least.max(1), most));
    }

    /// Moves on to a later day, at an hour that fits the rhythm.
    pub fn later_day(&mut self, least: u32, most: u32, rhythm: Rhythm) {
        let day = self.second.div_euclid(DAY) + i64::from(self.dice.between(least, most));
        self.second = day * DAY + draw_second(&mut self.dice, rhythm);
    }

    /// Writes what happens only in so many of a thousand cases, and leaves the clock where it was.
    pub fn aside(&mut self, per_mille: u32, write: impl FnOnce(&mut Self)) {
        let (second, kind) = (self.second, self.kind);
        if self.dice.chance(per_mille) {
            write(self);
        }
        (self.second, self.kind) = (second, kind);
    }
}

/// When a kind of story happens.
const fn rhythm(story: Story) -> Rhythm {
    match story {
        Story::Web | Story::App | Story::Wechat => Rhythm::Online,
        Story::Shop | Story::Kiosk | Story::Mini => Rhythm::Shop,
        Story::Call | Story::Chat | Story::Care | Story::Complaint => Rhythm::Desk,
        Story::News | Story::Offer => Rhythm::Sent,
    }
}

/// A kind of story that suits the person.
fn pick(dice: &mut Dice, habits: &Habits) -> Story {
    #[rustfmt::skip]
    const KINDS: [Story; 12] = [
        Story::Web, Story::App, Story::Mini, Story::Shop, Story::Kiosk, Story::Wechat, Story::Call, Story::Chat, Story::Care, Story::News,
        Story::Offer, Story::Complaint,
    ];
    if habits.nameless {
        return [Story::Web, Story::Shop, Story::Kiosk][dice.weighted(&[70, 25, 5])];
    }
    let china = habits.market == Market::China;
    let only = |wanted: bool, weight: u32| if wanted { weight } else { 0 };
    let near = |brand| shops::in_city(habits.city, brand);
    let shop = near(Brand::Living) || near(Brand::Tea);
    let weights = [
        if china { 170 } else { 330 },
        only(habits.app, 260),
        only(habits.wechat && near(Brand::Tea), 110),
        if shop { 230 } else { 40 },
        if near(Brand::Living) { 64 } else { 12 },
        only(habits.wechat, 170),
        40,
        45,
        only(near(Brand::Care), 70),
        only(habits.newsletter, 190),
        only(habits.texts, 110),
        10,
    ];
    KINDS[dice.weighted(&weights)]
}
