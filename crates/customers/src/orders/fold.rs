//! What all that was said of an order comes to. Pure.

use kernel::{Currency, IdentityId, Money, Timestamp};

use super::{Said, What};

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Something was said of it, but not yet that it was placed.
    Unknown,
    /// It was placed.
    Placed,
    /// Some of the money went back.
    PartlyRefunded,
    /// All of the money went back.
    Refunded,
    /// It was called off.
    Cancelled,
}

impl Status {
    /// Its name in the API and in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Placed => "placed",
            Self::PartlyRefunded => "partly_refunded",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it is one of its customer's orders.
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Unknown | Self::Cancelled)
    }
}

/// An order as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whose it is; 0: nobody's.
    pub identity: IdentityId,
    /// When it was placed.
    pub at: Timestamp,
    /// The number of the source that told of it.
    pub source: i64,
    /// How it stands.
    pub status: Status,
    /// `XXX` (ISO 4217: no currency) while none was said.
    pub currency: Currency,
    /// Minor units.
    pub total: i64,
    /// Minor units, never more than the total.
    pub refunded: i64,
    /// The newest lines that were said, prices in decimals as they were told.
    pub lines: Option<String>,
}

/// The order that these events come to, in whatever order they stand; `None` when there are none.
///
/// The newest amount said with *placed* or *updated* is the total. A refund in another currency than the order's cannot be
/// set against it and is left out. A refund without an amount is of everything.
#[must_use]
pub fn fold(mut said: Vec<Said>) -> Option<Order> {
    // Two of the same moment are told apart by the touch, which is the same whenever it arrives.
    said.sort_by_key(|one| (one.at, one.touch));
    let states = |one: &&Said| matches!(one.what, What::Placed | What::Updated);
    let placed = said.iter().find(|one| one.what == What::Placed);
    let first = placed
        .or_else(|| said.iter().find(states))
        .or_else(|| said.first())?;
    let owner = [What::Placed, What::Updated, What::Cancelled, What::Refunded]
        .iter()
        .find_map(|what| {
            said.iter()
                .find(|one| one.what == *what && one.identity.0 != 0)
        });
    let currency = said.iter().filter(states).find_map(|one| one.currency);
    let currency = currency.or_else(|| said.iter().find_map(|one| one.currency));
    let currency = currency.or_else(|| "XXX".parse().ok())?;
    let minor = |one: &Said| {
        let text = one.amount.as_deref()?;
        Money::from_decimal(text, currency)
            .ok()
            .map(|money| money.amount.max(0))
    };
    let total = said
        .iter()
        .rev()
        .filter(states)
        .find_map(minor)
        .unwrap_or(0);
    let known = said.iter().any(|one| states(&one));
    let back = refunded(&said, currency, total, minor);
    let status = if said.iter().any(|one| one.what == What::Cancelled) {
        Status::Cancelled
    } else if !known {
        Status::Unknown
    } else {
        match back {
            None => Status::Placed,
            Some(back) if back >= total => Status::Refunded,
            Some(_) => Status::PartlyRefunded,
        }
    };
    Some(Order {
        identity: owner.map_or(IdentityId(0), |one| one.identity),
        at: first.at,
        source: first.source,
        status,
        currency,
        total,
        refunded: back.unwrap_or(0),
        lines: said
            .iter()
            .rev()
            .filter(states)
            .find_map(|one| one.lines.clone()),
    })
}

/// What flowed back; `None` when nothing did.
fn refunded(
    said: &[Said],
    currency: Currency,
    total: i64,
    minor: impl Fn(&Said) -> Option<i64>,
) -> Option<i64> {
    let mut numbers = Vec::new();
    let mut back: Option<i64> = None;
    for one in said.iter().filter(|one| one.what == What::Refunded) {
        if one.refund.is_some_and(|number| {
            let again = numbers.contains(&number);
            numbers.push(number);
            again
        }) || one.currency.is_some_and(|said| said != currency)
        {
            continue;
        }
        let amount = if one.amount.is_some() {
            minor(one).unwrap_or(0)
        } else {
            total
        };
        back = Some(back.unwrap_or(0).saturating_add(amount).min(total));
    }
    back
}

#[cfg(test)]
mod tests {
    use kernel::TouchId;
    use proptest::prelude::*;

    use super::*;

    fn said(number: u8, at: i64, what: What, amount: Option<&str>) -> Said {
        Said {
            touch: TouchId([number; 16]),
            identity: IdentityId(i64::from(number)),
            at: Timestamp(at),
            source: 1,
            what,
            currency: Some("CNY".parse().unwrap()),
            amount: amount.map(str::to_owned),
            refund: None,
            lines: None,
        }
    }

    #[test]
    fn refunds_add_up_to_the_total_and_no_further() {
        let placed = said(1, 1, What::Placed, Some("100.10"));
        let some = said(2, 2, What::Refunded, Some("30"));
        let more = said(3, 3, What::Refunded, Some("99.99"));
        let order = fold(vec![more.clone(), some.clone(), placed.clone()]).unwrap();
        assert_eq!(
            (order.total, order.refunded, order.status),
            (10010, 10010, Status::Refunded)
        );
        let order = fold(vec![some, placed]).unwrap();
        assert_eq!(
            (order.refunded, order.status),
            (3000, Status::PartlyRefunded)
        );
        let order = fold(vec![more]).unwrap();
        assert_eq!((order.refunded, order.status), (0, Status::Unknown));
    }

    #[test]
    fn the_same_refund_told_twice_counts_once() {
        let mut one = said(2, 2, What::Refunded, Some("5"));
        one.refund = Some([9; 16]);
        let mut again = said(3, 3, What::Refunded, Some("5"));
        again.refund = Some([9; 16]);
        let order = fold(vec![said(1, 1, What::Placed, Some("20")), again, one]).unwrap();
        assert_eq!(order.refunded, 500);
    }

    #[test]
    fn the_thank_you_page_seen_twice_is_one_order() {
        let order = fold(vec![
            said(2, 9, What::Placed, Some("20")),
            said(1, 1, What::Placed, Some("20")),
        ])
        .unwrap();
        assert_eq!(
            (order.total, order.identity, order.at),
            (2000, IdentityId(1), Timestamp(1))
        );
    }

    fn any_said() -> impl Strategy<Value = Said> {
        let amounts = proptest::option::of(prop_oneof![
            Just("0.1"),
            Just("12.34"),
            Just("99"),
            Just("-3"),
            Just("oops")
        ]);
        let currencies = proptest::option::of(prop_oneof![Just("CNY"), Just("JPY"), Just("KWD")]);
        (
            any::<u8>(),
            0..6_i64,
            1..5_i64,
            amounts,
            currencies,
            proptest::option::of(0..3_u8),
            0..3_i64,
        )
            .prop_map(
                |(number, at, what, amount, currency, refund, identity)| Said {
                    identity: IdentityId(identity),
                    currency: currency.map(|code| code.parse().unwrap()),
                    refund: refund.map(|number| [number; 16]),
                    lines: (number % 3 == 0).then(|| number.to_string()),
                    ..said(number, at, What::from_code(what), amount)
                },
            )
    }

    proptest! {
        #[test]
        fn any_order_of_events_comes_to_the_same(mut events in proptest::collection::vec(any_said(), 1..9), seed: u64) {
            events.sort_by_key(|one| one.touch);
            events.dedup_by_key(|one| one.touch);
            let straight = fold(events.clone()).unwrap();
            let turn = (seed % events.len() as u64) as usize;
            events.rotate_left(turn);
            let half = events.len() / 2;
            events[half..].reverse();
            prop_assert_eq!(&fold(events).unwrap(), &straight);
            prop_assert!(straight.refunded <= straight.total && straight.refunded >= 0);
        }
    }
}
