//! Value and rhythm of one customer: touches by week, the hours of the week in which something happens, spend by month.
//!
//! Purpose: what small pictures are drawn from. Sums over days and orders that are counted already, so a long life costs no more
//! than the year that is shown.
//! To add a picture: a field of [`Rhythm`], filled from a table by identity.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use kernel::{CustomerId, Money, Result, Timestamp};
use serde::Serialize;
use store::{Tx, params};

use crate::{numbers, subject};

/// How many weeks are shown, this one among them.
const WEEKS: i64 = 53;
/// How many months are shown, this one among them.
const MONTHS: i64 = 13;

/// Touches of one week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = RhythmWeek)]
pub struct Week {
    /// The Monday it begins with, `2026-03-02`.
    pub from: String,
    /// How many touches.
    pub touches: i64,
}

/// Orders of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = RhythmMonth)]
pub struct Month {
    /// Which, `2026-03`.
    pub month: String,
    /// How many orders were placed.
    pub orders: i64,
    /// Spend on these orders, net of refunds, one amount a currency.
    pub spend: Vec<Money>,
}

/// What happened when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Rhythm {
    /// The zone of hours and months.
    pub time_zone: String,
    /// Touches by week, the oldest first; every week of the last year is there.
    pub weeks: Vec<Week>,
    /// For each day of the week, Monday first, and each of its 24 hours: on how many days of that year something happened then.
    pub hours: Vec<Vec<i64>>,
    /// Orders by month, the oldest first; every month of the last year is there.
    pub months: Vec<Month>,
}

/// The rhythm of a customer as of a moment, by the clock of a zone.
pub async fn of(
    tx: &mut Tx,
    customer: CustomerId,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Rhythm> {
    let identities = subject::identities(tx, customer).await?;
    let today = now.in_zone(zone);
    let (weeks, hours) = weeks(tx, identities.clone(), &today).await?;
    Ok(Rhythm {
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        weeks,
        hours,
        months: months(tx, identities, &today).await?,
    })
}

/// A day as the counts know it, in days since 1970 by UTC; for weeks the zone is no matter.
fn number(date: Date) -> Result<i64> {
    let midnight = date
        .to_zoned(TimeZone::UTC)
        .map_err(kernel::Error::internal)?;
    Ok(Timestamp(midnight.timestamp().as_microsecond()).day())
}

async fn weeks(
    tx: &mut Tx,
    identities: Vec<i64>,
    today: &Zoned,
) -> Result<(Vec<Week>, Vec<Vec<i64>>)> {
    let since_monday = today.weekday().since(Weekday::Monday);
    let monday = today
        .date()
        .checked_sub(i64::from(since_monday).days())
        .and_then(|monday| monday.checked_sub((WEEKS - 1).weeks()))
        .map_err(kernel::Error::internal)?;
    let first = number(monday)?;
    let sql = "SELECT day, touches, hours FROM day_numbers WHERE identity = ANY($1) AND day >= $2 AND touches > 0";
    let mut touches = vec![0; usize::try_from(WEEKS).unwrap_or(0)];
    let mut days: BTreeMap<i64, i64> = BTreeMap::new();
    for mut row in tx.query(sql, params![identities, first]).await? {
        let day: i64 = row.take(0)?;
        // What is dated ahead of now belongs to no week yet.
        if let Some(week) = usize::try_from((day - first) / 7)
            .ok()
            .and_then(|week| touches.get_mut(week))
        {
            *week += row.take::<i64>(1)?;
        }
        *days.entry(day).or_default() |= row.take::<i64>(2)?;
    }
    let mut hours = vec![vec![0; 24]; 7];
    for (day, marked) in days {
        for hour in numbers::hours_of(marked) {
            let at = Timestamp(day * Timestamp::DAY + hour * 3_600 * Timestamp::SECOND)
                .in_zone(today.time_zone());
            let weekday = usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or(0);
            hours[weekday][usize::try_from(at.hour()).unwrap_or(0)] += 1;
        }
    }
    let mut weeks = Vec::with_capacity(touches.len());
    for (week, touches) in (0_i64..).zip(touches) {
        let from = monday
            .checked_add(week.weeks())
            .map_err(kernel::Error::internal)?;
        weeks.push(Week {
            from: from.to_string(),
            touches,
        });
    }
    Ok((weeks, hours))
}

async fn months(tx: &mut Tx, identities: Vec<i64>, today: &Zoned) -> Result<Vec<Month>> {
    let first = today
        .date()
        .first_of_month()
        .checked_sub((MONTHS - 1).months())
        .map_err(kernel::Error::internal)?;
    let since = first
        .to_zoned(today.time_zone().clone())
        .map_err(kernel::Error::internal)?
        .timestamp()
        .as_microsecond();
    let mut months: BTreeMap<String, Month> = BTreeMap::new();
    for ahead in 0..MONTHS {
        let month = first
            .checked_add(ahead.months())
            .map_err(kernel::Error::internal)?
            .strftime("%Y-%m")
            .to_string();
        let empty = Month {
            month: month.clone(),
            orders: 0,
            spend: Vec::new(),
        };
        months.insert(month, empty);
    }
    let sql = "SELECT at, currency, total - refunded FROM order_facts
               WHERE identity = ANY($1) AND at >= $2 AND counts = 1 ORDER BY at";
    for mut row in tx.query(sql, params![identities, since]).await? {
        let at: Timestamp = row.take(0)?;
        let month = at.in_zone(today.time_zone()).strftime("%Y-%m").to_string();
        if let Some(month) = months.get_mut(&month) {
            month.orders += 1;
            let amount = Money {
                currency: row.take::<String>(1)?.parse()?,
                amount: row.take(2)?,
            };
            numbers::add(&mut month.spend, amount);
        }
    }
    Ok(months.into_values().collect())
}
