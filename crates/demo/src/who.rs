//! Which of a person's identifiers a touch carries, and in what state they arrive.
//!
//! This is where the mess is made: several spellings, slips of the finger, a family's number, a till's own number, junk, a
//! tablet that hundreds touch, a number that changes hands. To add a mess: add it to the function of its channel, and a test
//! that finds it to `tests/it/mess.rs`.

use kernel::IdentityKind;
use kernel::IdentityKind::{
    AnonymousId, Card, Device, Email, Openid, Order, Phone, Unionid, UserId,
};

use crate::contact::{self, JUNK_EMAILS, JUNK_PHONES, JUNK_USERS};
use crate::dice::{Dice, stir};
use crate::person::uuid;
use crate::plan::Story;
use crate::scene::Scene;
use crate::shops::{self, SHOPS};

/// Identifiers of one touch.
pub type Identities = Vec<(IdentityKind, String)>;

/// The apps of WeChat, by their place in `person::WECHAT_APPS`.
pub const LIVING_ACCOUNT: usize = 0;
/// The account of the tea shops.
pub const TEA_ACCOUNT: usize = 1;
/// The ordering mini program.
pub const MINI_PROGRAM: usize = 2;

impl Scene<'_> {
    /// The number the person gives today, E.164: mostly the main one, sometimes the family's or an old one.
    pub fn phone(&self, dice: &mut Dice) -> Option<String> {
        let person = self.person;
        if let Some(former) = person
            .former_phone
            .as_ref()
            .filter(|_| self.day < 150 && dice.chance(600))
        {
            return Some(former.clone());
        }
        if let Some(inherited) = person
            .inherited_phone
            .as_ref()
            .filter(|_| self.day > 210 && dice.chance(600))
        {
            return Some(inherited.clone());
        }
        let shares = person.habits.household.head != person.index
            && (person.phones.is_empty() || dice.chance(180));
        if shares && !person.habits.nameless && person.family_phone.is_some() {
            return person.family_phone.clone();
        }
        let place = dice.weighted(&[740, 200, 60]) % person.phones.len().max(1);
        person.phones.get(place).cloned()
    }

    /// The number as it arrives from somebody's fingers: spelt in some way, mistyped, or made up.
    pub fn typed_phone(&self, dice: &mut Dice) -> Option<String> {
        let phone = self.phone(dice)?;
        Some(match dice.weighted(&[970, 14, 16]) {
            0 => contact::phone_as_typed(dice, &phone),
            1 => contact::phone_mistyped(dice, &phone),
            _ => (*dice.pick(&JUNK_PHONES)).to_owned(),
        })
    }

    /// The mailbox the person gives, as it is.
    pub fn email(&self, dice: &mut Dice) -> Option<String> {
        let emails = &self.person.emails;
        let place = dice.weighted(&[760, 180, 60]) % emails.len().max(1);
        emails.get(place).cloned()
    }

    /// The mailbox as it arrives from a form.
    pub fn typed_email(&self, dice: &mut Dice) -> Option<String> {
        let email = self.email(dice)?;
        Some(match dice.weighted(&[970, 18, 12]) {
            0 => contact::email_as_typed(dice, &email),
            1 => contact::email_mistyped(dice, &email),
            _ => (*dice.pick(&JUNK_EMAILS)).to_owned(),
        })
    }

    /// The account the person uses here: who has registered twice uses the younger one in the app.
    #[must_use]
    pub fn account(&self) -> Option<&String> {
        if self.beat.kind == Story::App {
            self.person.user_ids.last()
        } else {
            self.person.user_ids.first()
        }
    }

    /// Which of their two browsers the person uses in this story.
    #[must_use]
    pub fn browser_in_use(&self) -> u32 {
        u32::from(self.story % 10 < 3)
    }

    /// Who is looking at a page or screen.
    pub fn visitor(&mut self) -> Identities {
        if self.beat.kind == Story::Mini {
            return self.wechat(MINI_PROGRAM);
        }
        let mut identities = Identities::new();
        if self.beat.kind == Story::App {
            let (_, device, anonymous) = self.person.handset(self.seed, self.day);
            identities.push((AnonymousId, anonymous));
            identities.push((Device, device));
        } else if self.person.habits.household.size > 1 && self.story.is_multiple_of(7) {
            let (anonymous, device) = self.person.family_tablet(self.seed);
            identities.push((AnonymousId, anonymous));
            identities.push((Device, device));
        } else {
            identities.push((
                AnonymousId,
                self.person
                    .browser(self.seed, self.browser_in_use(), self.day),
            ));
        }
        if self.beat.signed_in {
            identities.extend(self.account().map(|account| (UserId, account.clone())));
        } else if self.dice.chance(14) {
            identities.push((UserId, (*self.dice.pick(&JUNK_USERS)).to_owned()));
        }
        if self.dice.chance(3) && self.beat.kind == Story::Web {
            identities[0].1 = "00000000-0000-0000-0000-000000000000".to_owned();
        }
        identities
    }

    /// Who is ordering online: the visitor, and what a guest types into the form.
    pub fn orderer(&mut self) -> Identities {
        let mut identities = self.visitor();
        let mut dice = self.story_dice(0x04de4);
        if self.beat.kind == Story::Mini {
            identities.extend(
                dice.chance(600)
                    .then(|| self.phone(&mut dice))
                    .flatten()
                    .map(|phone| (Phone, phone)),
            );
        } else if !self.beat.signed_in || dice.chance(250) {
            identities.extend(self.typed_phone(&mut dice).map(|phone| (Phone, phone)));
            let asked = !self.chinese() || dice.chance(350);
            identities.extend(
                asked
                    .then(|| self.typed_email(&mut dice))
                    .flatten()
                    .map(|email| (Email, email)),
            );
        }
        identities.push((Order, self.order()));
        identities
    }

    /// Who stands at the counter: a card, a number said aloud, a code on a phone, the shop's own number, junk, or nobody.
    pub fn at_counter(&mut self) -> Identities {
        let person = self.person;
        let mut dice = self.story_dice(0xc04);
        let named = !person.habits.nameless;
        let weights = [
            if named && person.card.is_some() {
                420
            } else {
                0
            },
            if named { 330 } else { 0 },
            if named && person.habits.wechat {
                110
            } else {
                0
            },
            45,
            25,
            230,
        ];
        let mut identities = Identities::new();
        match dice.weighted(&weights) {
            0 => {
                let card = person.card.as_deref().unwrap_or_default();
                identities.push((Card, contact::card_as_typed(&mut dice, card)));
                if dice.chance(160) {
                    identities.extend(self.typed_phone(&mut dice).map(|phone| (Phone, phone)));
                }
            }
            1 => identities.extend(self.typed_phone(&mut dice).map(|phone| (Phone, phone))),
            2 => identities.extend(
                self.wechat(LIVING_ACCOUNT)
                    .into_iter()
                    .filter(|(kind, _)| *kind == Unionid),
            ),
            3 => {
                let phone = shops::phone(self.shop());
                identities.push((Phone, contact::phone_as_typed(&mut dice, &phone)));
                // A member's card on the same receipt is what makes the shop's number dangerous.
                if dice.chance(350) && named {
                    identities.extend(person.card.iter().map(|card| (Card, card.clone())));
                }
            }
            4 => identities.push((Phone, (*dice.pick(&JUNK_PHONES)).to_owned())),
            _ => {}
        }
        identities
    }

    /// Who touches the tablet in a shop: the tablet itself, whose browser nobody ever clears for a month.
    #[must_use]
    pub fn at_kiosk(&self) -> Identities {
        let shop = self.shop();
        let browser = stir(u64::from(shop), 0x4105 + (self.day / 30) as u64);
        vec![
            (
                Device,
                format!("KIOSK-{}", SHOPS[usize::from(shop)].key.to_uppercase()),
            ),
            (AnonymousId, uuid(browser)),
        ]
    }

    /// Who writes on WeChat. The tea shops' account was bound to the group's open platform late, so at first it tells no unionid.
    #[must_use]
    pub fn wechat(&self, app: usize) -> Identities {
        let mut identities = vec![(Openid, self.person.openid(self.seed, app))];
        if app != TEA_ACCOUNT || self.day > 120 {
            identities.push((Unionid, self.person.unionid(self.seed)));
        }
        identities
    }

    /// Who calls, as the exchange shows it; withheld numbers leave only the call's own id.
    pub fn caller(&mut self) -> Identities {
        let mut dice = self.story_dice(0xca11);
        match self.phone(&mut dice) {
            Some(phone) if !dice.chance(70) => vec![(Phone, phone)],
            _ => vec![(
                AnonymousId,
                format!("call-{:016x}", stir(self.story, 0xca1)),
            )],
        }
    }

    /// The person by mail or text, whichever they can be reached by; else by the order.
    pub fn addressee(&self) -> (Identities, bool) {
        let mut dice = self.story_dice(0xadd4);
        if let Some(email) = self.email(&mut dice) {
            return (vec![(Email, email), (Order, self.order())], true);
        }
        let phone = self.phone(&mut dice).map(|phone| (Phone, phone));
        (
            phone.into_iter().chain([(Order, self.order())]).collect(),
            false,
        )
    }

    /// The person by the number that gateways send to, or by the order where there is none.
    pub fn texted(&self) -> Identities {
        let mut dice = self.story_dice(0x7e87);
        vec![
            self.phone(&mut dice)
                .map_or_else(|| (Order, self.order()), |phone| (Phone, phone)),
        ]
    }

    /// The person by the mailbox the newsletter goes to.
    pub fn subscriber(&self) -> Identities {
        self.person
            .emails
            .first()
            .map(|email| (Email, email.clone()))
            .into_iter()
            .collect()
    }
}
