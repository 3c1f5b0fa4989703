//! Numbers of customers: touches by channel, orders and spend, in all and in the last 30, 90 and 365 days.
//!
//! Sums are over days and identities, three statements for any number of customers, and of bounded cost: a customer's long life
//! adds no more than a year of days, except to the sums that the database makes itself.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;
use kernel::{Channel, CustomerId, IdentityId, Money, Result, Timestamp};
use serde::Serialize;
use store::{Tx, params};

use crate::show::Customer;

/// The lengths of the windows, in days.
const DAYS: [i64; 3] = [30, 90, 365];
/// The preferred hour is that of so many days.
const HABIT_DAYS: i64 = 90;

/// What happened in the last so many days, today among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Window {
    /// How many days.
    pub days: i64,
    /// Touches.
    pub touches: i64,
    /// Orders placed.
    pub orders: i64,
    /// Spend on these orders, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
}

pub(crate) fn empty_windows() -> Vec<Window> {
    DAYS.iter()
        .map(|days| Window {
            days: *days,
            ..Window::default()
        })
        .collect()
}

/// Fills in the numbers of these customers as of a moment.
pub(crate) async fn fill(
    tx: &mut Tx,
    owners: &HashMap<IdentityId, CustomerId>,
    shown: &mut HashMap<CustomerId, Customer>,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<()> {
    let ids: Vec<i64> = owners.keys().map(|id| id.0).collect();
    let first = DAYS.map(|days| now.day() - days + 1);
    let sql = "SELECT identity, channel, CAST(SUM(touches) AS BIGINT),
                 CAST(SUM(CASE WHEN day >= $2 THEN touches ELSE 0 END) AS BIGINT),
                 CAST(SUM(CASE WHEN day >= $3 THEN touches ELSE 0 END) AS BIGINT),
                 CAST(SUM(CASE WHEN day >= $4 THEN touches ELSE 0 END) AS BIGINT)
               FROM day_numbers WHERE identity = ANY($1) GROUP BY identity, channel";
    for mut row in tx
        .query(sql, params![ids.clone(), first[0], first[1], first[2]])
        .await?
    {
        let Some(customer) = owners.get(&row.take(0)?).and_then(|id| shown.get_mut(id)) else {
            continue;
        };
        let channel = Channel::from_code(row.take(1)?).map_or("other", Channel::as_str);
        *customer.channels.entry(channel).or_default() += row.take::<i64>(2)?;
        for (place, window) in customer.windows.iter_mut().enumerate() {
            window.touches += row.take::<i64>(3 + place)?;
        }
    }
    spend(tx, &ids, owners, shown, first).await?;
    hours(tx, ids, owners, shown, (now, zone)).await
}

async fn spend(
    tx: &mut Tx,
    ids: &[i64],
    owners: &HashMap<IdentityId, CustomerId>,
    shown: &mut HashMap<CustomerId, Customer>,
    first: [i64; 3],
) -> Result<()> {
    let sql = "SELECT identity, currency, CAST(SUM(total - refunded) AS BIGINT),
                 COUNT(CASE WHEN day >= $2 THEN 1 END), CAST(SUM(CASE WHEN day >= $2 THEN total - refunded ELSE 0 END) AS BIGINT),
                 COUNT(CASE WHEN day >= $3 THEN 1 END), CAST(SUM(CASE WHEN day >= $3 THEN total - refunded ELSE 0 END) AS BIGINT),
                 COUNT(CASE WHEN day >= $4 THEN 1 END), CAST(SUM(CASE WHEN day >= $4 THEN total - refunded ELSE 0 END) AS BIGINT)
               FROM order_facts WHERE identity = ANY($1) AND counts = 1 GROUP BY identity, currency ORDER BY currency";
    for mut row in tx
        .query(sql, params![ids.to_vec(), first[0], first[1], first[2]])
        .await?
    {
        let Some(customer) = owners.get(&row.take(0)?).and_then(|id| shown.get_mut(id)) else {
            continue;
        };
        let currency = row.take::<String>(1)?.parse()?;
        add(
            &mut customer.spend,
            Money {
                amount: row.take(2)?,
                currency,
            },
        );
        for (place, window) in customer.windows.iter_mut().enumerate() {
            let orders: i64 = row.take(3 + place * 2)?;
            window.orders += orders;
            if orders > 0 {
                add(
                    &mut window.spend,
                    Money {
                        amount: row.take(4 + place * 2)?,
                        currency,
                    },
                );
            }
        }
    }
    Ok(())
}

/// Adds an amount to those of its currency.
pub(crate) fn add(amounts: &mut Vec<Money>, more: Money) {
    match amounts
        .iter_mut()
        .find(|money| money.currency == more.currency)
    {
        Some(money) => money.amount += more.amount,
        None => amounts.push(more),
    }
}

/// At which hour of the wall, and on which channel, each customer is met most.
async fn hours(
    tx: &mut Tx,
    ids: Vec<i64>,
    owners: &HashMap<IdentityId, CustomerId>,
    shown: &mut HashMap<CustomerId, Customer>,
    (now, zone): (Timestamp, &TimeZone),
) -> Result<()> {
    let sql = "SELECT identity, day, channel, touches, hours FROM day_numbers WHERE identity = ANY($1) AND day >= $2";
    let mut habits: HashMap<CustomerId, ([i64; 24], BTreeMap<i64, i64>)> = HashMap::new();
    let mut offsets: HashMap<i64, i64> = HashMap::new();
    for mut row in tx
        .query(sql, params![ids, now.day() - HABIT_DAYS + 1])
        .await?
    {
        let Some(owner) = owners.get(&row.take(0)?) else {
            continue;
        };
        let (wall, channels) = habits.entry(*owner).or_default();
        let day: i64 = row.take(1)?;
        let offset = *offsets.entry(day).or_insert_with(|| {
            let noon = Timestamp(day * Timestamp::DAY + Timestamp::DAY / 2);
            i64::from(noon.in_zone(zone).offset().seconds())
        });
        for hour in hours_of(row.take(4)?) {
            let place = (hour * 3_600 + offset).rem_euclid(86_400) / 3_600;
            wall[usize::try_from(place).unwrap_or(0)] += 1;
        }
        *channels.entry(row.take(2)?).or_default() += row.take::<i64>(3)?;
    }
    for (owner, (wall, channels)) in habits {
        let Some(customer) = shown.get_mut(&owner) else {
            continue;
        };
        let best = (0..24).max_by_key(|hour| (wall[*hour], std::cmp::Reverse(*hour)));
        customer.preferred_hour = best
            .filter(|hour| wall[*hour] > 0)
            .and_then(|hour| u8::try_from(hour).ok());
        let best = channels
            .into_iter()
            .max_by_key(|(code, touches)| (*touches, std::cmp::Reverse(*code)));
        customer.preferred_channel = best.and_then(|(code, _)| Channel::from_code(code));
    }
    Ok(())
}

/// The hours of UTC that are marked.
pub(crate) fn hours_of(marked: i64) -> impl Iterator<Item = i64> {
    (0..24).filter(move |hour| marked >> hour & 1 == 1)
}
