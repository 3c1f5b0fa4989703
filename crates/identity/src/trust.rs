//! How far each kind of identifier is believed: as data, so that what the graph decides can be read off one table.
//!
//! Purpose: [`rule`] answers what linking has to know of a kind. Nothing here decides; `graph` and `merge` do, and write
//! [`RULES_VERSION`] into each decision, so that a decision of years ago is read by the rules of its day.
//!
//! Words:
//! - **strength**: who is the anchor. A touch belongs to the strongest of its identities that is not context.
//! - **weight**: how surely two touches with the same value are the same person, 0 to 100. A merge that would break a limit
//!   drops the link of least weight. *Strong* identities ([`STRONG_WEIGHT`] and above) stand for a person in their own right.
//! - **limit**: how many of the kind one customer can have; beyond it something is wrong with the evidence, not with the
//!   customer. Counted apart for each app or page where [`Rule::per_qualifier`].
//! - **window**: how many *new* ones a customer can gain in a span of time. A person changes phones; nobody changes four times a day.
//! - **context**: an identifier that many people use (kiosk tablet, shop phone, a family's card beyond the family). Found from
//!   *degree*, the number of distinct customers whose strong identities were seen with it, and *churn*, how many of those
//!   came newly within a span. Such a value is kept on the touch and never merges.
//!
//! Families: a phone shared by two people with accounts of their own does not merge them, because `user_id` is limited to
//! one; only when more strangers gather than a household has does it become context.
//!
//! Changing a number: raise [`RULES_VERSION`]; living decisions stand, and a rebuild on request applies the new ones.
//! To add a kind: a row in [`RULES`]; a test holds the table to the kinds and their order.

use kernel::IdentityKind;

/// The version of this table and of the normal forms, written into every decision that used them.
pub const RULES_VERSION: i64 = 1;

/// From this weight on an identity stands for a person in its own right, and counts in the degree of others.
pub const STRONG_WEIGHT: u8 = 70;

/// No customer has more identities than this, whatever the limits add up to; a link that would exceed it is dropped.
/// The limits below, orders aside, add up to some 300; orders are most of the rest.
pub const CLUSTER_CAP: u32 = 2_500;

/// Within what a value means the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Wherever it is seen.
    Company,
    /// Only within the source that sent it: another source's equal value is another identity.
    Source,
}

/// At most `limit` within any `days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The span.
    pub days: u16,
    /// How many new ones.
    pub limit: u16,
}

/// When a value becomes context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextRule {
    /// Seen with so many customers in all.
    pub degree: u16,
    /// Or with so many new ones within a span.
    pub churn: Window,
}

impl ContextRule {
    /// Whether a value seen with `degree` customers, `recent` of them first within `churn.days`, is context.
    #[must_use]
    pub const fn is_met(&self, degree: u32, recent: u32) -> bool {
        degree >= self.degree as u32 || recent >= self.churn.limit as u32
    }
}

/// What holds for one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind.
    pub kind: IdentityKind,
    /// Preference as anchor: greater is stronger, and no two are equal.
    pub strength: u8,
    /// How surely an equal value is an equal person, 0 to 100.
    pub weight: u8,
    /// Whether two touches that share a value are taken for one customer's.
    pub links: bool,
    /// Within what the value means the same.
    pub scope: Scope,
    /// How many a customer can have.
    pub limit: u32,
    /// Whether the limit holds for each app or page apart, the part of the value after `@`.
    pub per_qualifier: bool,
    /// How many new ones a customer can gain in a span.
    pub window: Option<Window>,
    /// When a value becomes context.
    pub context: ContextRule,
}

impl Rule {
    /// Whether an identity of this kind stands for a person in its own right.
    #[must_use]
    pub const fn is_strong(&self) -> bool {
        self.weight >= STRONG_WEIGHT
    }

    /// What the limit of `value` is counted within: the app of an openid, or the empty text for all.
    #[must_use]
    pub fn qualifier<'a>(&self, value: &'a str) -> &'a str {
        if self.per_qualifier {
            value.split_once('@').map_or("", |(_, qualifier)| qualifier)
        } else {
            ""
        }
    }
}

const fn within(days: u16, limit: u16) -> Window {
    Window { days, limit }
}

const fn context(degree: u16, churn: Window) -> ContextRule {
    ContextRule { degree, churn }
}

/// The table, in the order of [`IdentityKind::ALL`].
pub static RULES: &[Rule] = &[
    // A mailbox is one person's, seldom a couple's. Five: private, work, an old one, a second shop's. `info@` of a company gathers
    // colleagues and is context at eight.
    Rule {
        kind: IdentityKind::Email,
        strength: 6,
        weight: 72,
        links: true,
        scope: Scope::Company,
        limit: 5,
        per_qualifier: false,
        window: Some(within(1, 3)),
        context: context(8, within(7, 5)),
    },
    // In China a number is registered to a person, so it weighs more than a mailbox; operators give it out anew after some 90 days,
    // so it weighs less than an account. A family on one number is two to five; a shop's number meets a new stranger every hour.
    Rule {
        kind: IdentityKind::Phone,
        strength: 7,
        weight: 75,
        links: true,
        scope: Scope::Company,
        limit: 5,
        per_qualifier: false,
        window: Some(within(1, 3)),
        context: context(6, within(2, 4)),
    },
    // The company itself says who it is: two accounts are two people until a person or an alias says otherwise. A till that
    // books every passer-by on one account is context all the same, at twenty.
    Rule {
        kind: IdentityKind::UserId,
        strength: 14,
        weight: 100,
        links: true,
        scope: Scope::Company,
        limit: 1,
        per_qualifier: false,
        window: None,
        context: context(20, within(1, 10)),
    },
    // A cookie. Browsers that forget make a new one a visit; two hundred is years of that. At three people within a day it is
    // a shop's own browser. Each site counts its own, and a small site's counter would collide with another's.
    Rule {
        kind: IdentityKind::AnonymousId,
        strength: 2,
        weight: 35,
        links: true,
        scope: Scope::Source,
        limit: 200,
        per_qualifier: false,
        window: Some(within(1, 30)),
        context: context(5, within(1, 3)),
    },
    // A thing people lend, sell and hand to customers: the weakest, and the first to be recognised as a kiosk.
    Rule {
        kind: IdentityKind::Device,
        strength: 1,
        weight: 30,
        links: true,
        scope: Scope::Company,
        limit: 50,
        per_qualifier: false,
        window: Some(within(1, 5)),
        context: context(5, within(1, 3)),
    },
    // One WeChat account within one app. Three: a second phone and a work account. Staff who sign customers in with their own
    // WeChat show as context.
    Rule {
        kind: IdentityKind::Openid,
        strength: 10,
        weight: 88,
        links: true,
        scope: Scope::Company,
        limit: 3,
        per_qualifier: true,
        window: None,
        context: context(6, within(2, 4)),
    },
    // One WeChat account across the company's apps. One: a second WeChat is joined by its phone or account, or by a person, never
    // by inference, because this is what most Chinese companies take for the customer.
    Rule {
        kind: IdentityKind::Unionid,
        strength: 12,
        weight: 92,
        links: true,
        scope: Scope::Company,
        limit: 1,
        per_qualifier: false,
        window: None,
        context: context(6, within(2, 4)),
    },
    // One contact in the company's WeCom; the same person may be there by WeChat and by WeCom.
    Rule {
        kind: IdentityKind::ExternalUserid,
        strength: 11,
        weight: 90,
        links: true,
        scope: Scope::Company,
        limit: 2,
        per_qualifier: false,
        window: None,
        context: context(6, within(2, 4)),
    },
    // One account before one page. Where the channel says which page, each page counts apart.
    Rule {
        kind: IdentityKind::Psid,
        strength: 8,
        weight: 80,
        links: true,
        scope: Scope::Company,
        limit: 3,
        per_qualifier: true,
        window: None,
        context: context(6, within(2, 4)),
    },
    // One WhatsApp account before one business; it outlives a change of number, so it is stronger than the phone.
    Rule {
        kind: IdentityKind::Bsuid,
        strength: 9,
        weight: 85,
        links: true,
        scope: Scope::Company,
        limit: 3,
        per_qualifier: false,
        window: None,
        context: context(6, within(2, 4)),
    },
    // A plastic card that couples and parents share, and tills swipe the cashier's for whoever has none: hundreds a day.
    Rule {
        kind: IdentityKind::Card,
        strength: 5,
        weight: 65,
        links: true,
        scope: Scope::Company,
        limit: 3,
        per_qualifier: false,
        window: Some(within(1, 2)),
        context: context(6, within(1, 4)),
    },
    // Joins the web shop's order, the payment and the parcel of one buyer. Buyer and receiver are two at most; a third means
    // that some shop's counter started again at 1.
    Rule {
        kind: IdentityKind::Order,
        strength: 4,
        weight: 50,
        links: true,
        scope: Scope::Company,
        limit: 2_000,
        per_qualifier: false,
        window: Some(within(1, 200)),
        context: context(3, within(1, 3)),
    },
    // A car is a household's, and is sold with its plate in some countries; hired cars and taxis meet many.
    Rule {
        kind: IdentityKind::Plate,
        strength: 3,
        weight: 40,
        links: true,
        scope: Scope::Company,
        limit: 5,
        per_qualifier: false,
        window: Some(within(30, 3)),
        context: context(4, within(7, 3)),
    },
    // An official number is one person's for life. Three, because passport and identity card hash differently, and a name change
    // or a new passport makes another. What still gathers strangers is a clerk's own, or the hash of something empty.
    Rule {
        kind: IdentityKind::IdHash,
        strength: 13,
        weight: 95,
        links: true,
        scope: Scope::Company,
        limit: 3,
        per_qualifier: false,
        window: Some(within(30, 2)),
        context: context(3, within(1, 3)),
    },
];

/// What holds for `kind`.
#[must_use]
pub fn rule(kind: IdentityKind) -> &'static Rule {
    // Codes run from 1 without gaps, which a test holds.
    usize::try_from(kind.code() - 1)
        .ok()
        .and_then(|place| RULES.get(place))
        .unwrap_or(&RULES[0])
}

/// The stronger of two as anchor: by kind alone, so that the choice never depends on the order of arrival.
#[must_use]
pub fn is_stronger(one: IdentityKind, other: IdentityKind) -> bool {
    rule(one).strength > rule(other).strength
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_row_at_its_code() {
        assert_eq!(RULES.len(), IdentityKind::ALL.len());
        for kind in IdentityKind::ALL {
            assert_eq!(rule(*kind).kind, *kind);
        }
    }

    #[test]
    fn strength_is_a_strict_order_from_account_to_device() {
        let mut kinds: Vec<_> = IdentityKind::ALL.to_vec();
        kinds.sort_by_key(|kind| std::cmp::Reverse(rule(*kind).strength));
        let names: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(
            names.join(" "),
            "user_id id_hash unionid external_userid openid bsuid psid phone email card order plate anonymous_id device"
        );
        for pair in kinds.windows(2) {
            assert!(is_stronger(pair[0], pair[1]) && !is_stronger(pair[1], pair[0]));
            assert!(
                rule(pair[0]).weight > rule(pair[1]).weight,
                "weight follows strength"
            );
        }
    }

    #[test]
    fn windows_and_contexts_can_be_reached() {
        for rule in RULES {
            assert!(rule.limit > 0 && rule.limit < CLUSTER_CAP && rule.weight <= 100);
            assert!(
                rule.window
                    .is_none_or(|window| u32::from(window.limit) <= rule.limit),
                "{}: the window is within the limit",
                rule.kind
            );
            assert!(
                rule.context.churn.limit <= rule.context.degree,
                "{}: churn is found before degree",
                rule.kind
            );
            assert!(
                rule.context.degree > 2,
                "{}: a couple is no context",
                rule.kind
            );
        }
    }

    #[test]
    fn openids_are_counted_for_each_app() {
        assert_eq!(rule(IdentityKind::Openid).qualifier("oABC@wx1"), "wx1");
        assert_eq!(rule(IdentityKind::Email).qualifier("a@b.cn"), "");
    }

    #[test]
    fn a_kiosk_is_found_by_churn_and_a_family_is_not() {
        let device = rule(IdentityKind::Device).context;
        assert!(device.is_met(3, 3), "three strangers in a day");
        assert!(!device.is_met(4, 1), "a family's tablet");
        assert!(rule(IdentityKind::Phone).context.is_met(6, 0));
    }
}
