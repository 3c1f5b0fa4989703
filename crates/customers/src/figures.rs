//! Today's figures for the first page, from counts that the reader keeps by quarters of an hour.
//!
//! Purpose: what the company sees of today, however many customers it has: every figure is a sum of at most a day's quarters.
//! To add a figure: a number in [`Figure`], counted in [`Counting::entry`], and a field of [`Today`].

use std::collections::BTreeMap;

use identity::graph::{Effects, LinkRule};
use jiff::tz::TimeZone;
use kernel::{Channel, Result, Timestamp, TouchType};
use ledger::Entry;
use serde::Serialize;
use store::{ColumnType, Tx, params};

use crate::quality;

/// A quarter of an hour, in microseconds.
const QUARTER: i64 = 900 * Timestamp::SECOND;
/// A week of quarters.
const WEEK: i64 = 7 * 96;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Touches = 1,
    New = 2,
    Recognised = 3,
    Merges = 4,
}

/// What a chunk of entries adds to the figures.
#[derive(Default)]
pub(crate) struct Counting(BTreeMap<(i64, Figure, i64), i64>);

impl Counting {
    fn add(&mut self, at: Timestamp, figure: Figure, channel: i64, number: usize) {
        if number > 0 {
            let slot = self
                .0
                .entry((at.0.div_euclid(QUARTER), figure, channel))
                .or_default();
            *slot += i64::try_from(number).unwrap_or(0);
        }
    }

    /// Counts a touch.
    pub(crate) fn touch(&mut self, entry: &Entry) {
        self.add(
            entry.at,
            Figure::Touches,
            entry.channel.map_or(0, Channel::code),
            1,
        );
    }

    /// Counts a touch that was taken back no more.
    pub(crate) fn take_back(&mut self, entry: &Entry) {
        let channel = entry.channel.map_or(0, Channel::code);
        let slot = (entry.at.0.div_euclid(QUARTER), Figure::Touches, channel);
        *self.0.entry(slot).or_default() -= 1;
    }

    /// Counts what a decision about the graph did. Recognised is who was nobody before and is somebody now: a visitor that
    /// something named, or that turned out to be a customer.
    pub(crate) fn decision(&mut self, entry: &Entry, effects: &Effects) {
        // An undo, or a mark as context, only puts right what was counted before.
        if !matches!(entry.kind, TouchType::Resolved | TouchType::Merged) {
            return;
        }
        for founded in &effects.founded {
            self.add(founded.at, Figure::New, 0, 1);
        }
        let named = effects.known.iter().filter(|(_, known)| *known).count();
        let found = effects
            .merges
            .iter()
            .filter(|merge| merge.rule == LinkRule::SeenTogether)
            .count();
        self.add(entry.at, Figure::Recognised, 0, named + found);
        self.add(entry.at, Figure::Merges, 0, effects.merges.len());
    }

    /// Adds them to the table: a few rows, however many entries.
    pub(crate) async fn keep(self, tx: &mut Tx) -> Result<()> {
        const COLUMNS: &[(&str, ColumnType)] = &[
            ("quarter", ColumnType::Int),
            ("figure", ColumnType::Int),
            ("channel", ColumnType::Int),
            ("number", ColumnType::Int),
        ];
        let rows = self
            .0
            .into_iter()
            .map(|((quarter, figure, channel), number)| {
                vec![
                    quarter.into(),
                    (figure as i64).into(),
                    channel.into(),
                    number.into(),
                ]
            });
        let tail = "ON CONFLICT (quarter, figure, channel) DO UPDATE SET number = company_figures.number + excluded.number";
        tx.insert_many("company_figures", COLUMNS, rows.collect(), tail)
            .await
    }
}

/// Touches of one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ChannelCount {
    /// The channel.
    pub channel: Channel,
    /// How many.
    pub count: i64,
}

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Attention {
    /// `failing_sources`, `draft_touchpoints`, `doubtful_links`, or a finding such as `missing_name`.
    pub code: String,
    /// How many.
    pub count: i64,
}

/// Today at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Today {
    /// Touches since midnight, the busiest channel first.
    pub touches_by_channel: Vec<ChannelCount>,
    /// Touches since midnight.
    pub touches_today: i64,
    /// Touches a week ago, from midnight to the same time of day.
    pub touches_last_week_same_time: i64,
    /// Customers that began today.
    pub customers_new: i64,
    /// Visitors that were recognised today.
    pub customers_recognised: i64,
    /// Merges of today.
    pub merges: i64,
    /// What waits for a person.
    pub attention: Vec<Attention>,
}

/// The figures of the day that `now` falls on in this zone.
pub async fn today(tx: &mut Tx, now: Timestamp, zone: &TimeZone) -> Result<Today> {
    let midnight = now
        .in_zone(zone)
        .start_of_day()
        .map_err(kernel::Error::internal)?;
    let first = midnight.timestamp().as_microsecond().div_euclid(QUARTER);
    let last = now.0.div_euclid(QUARTER);
    let sql = "SELECT figure, channel, CAST(SUM(number) AS BIGINT) FROM company_figures
               WHERE quarter >= $1 AND quarter <= $2 GROUP BY figure, channel";
    let mut today = Today {
        touches_by_channel: Vec::new(),
        touches_today: 0,
        touches_last_week_same_time: 0,
        customers_new: 0,
        customers_recognised: 0,
        merges: 0,
        attention: attention(tx).await?,
    };
    for mut row in tx.query(sql, params![first, last]).await? {
        let (figure, channel, number): (i64, i64, i64) = (row.take(0)?, row.take(1)?, row.take(2)?);
        match figure {
            1 => {
                today.touches_today += number;
                let channel = Channel::from_code(channel).unwrap_or(Channel::Other);
                today.touches_by_channel.push(ChannelCount {
                    channel,
                    count: number,
                });
            }
            2 => today.customers_new += number,
            3 => today.customers_recognised += number,
            _ => today.merges += number,
        }
    }
    today
        .touches_by_channel
        .sort_by_key(|one| (std::cmp::Reverse(one.count), one.channel));
    today.touches_last_week_same_time = last_week(tx, first - WEEK, now).await?;
    Ok(today)
}

/// Touches a week ago up to the same moment; of the quarter that is not over, the share that has passed.
async fn last_week(tx: &mut Tx, first: i64, now: Timestamp) -> Result<i64> {
    let last = now.0.div_euclid(QUARTER) - WEEK;
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN quarter < $2 THEN number ELSE 0 END), 0) AS BIGINT),
                      CAST(COALESCE(SUM(CASE WHEN quarter = $2 THEN number ELSE 0 END), 0) AS BIGINT)
               FROM company_figures WHERE quarter >= $1 AND quarter <= $2 AND figure = 1";
    let mut row = tx.query_one(sql, params![first, last]).await?;
    let (whole, part): (i64, i64) = (row.take(0)?, row.take(1)?);
    Ok(whole + part * now.0.rem_euclid(QUARTER) / QUARTER)
}

/// The figures of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DayFigures {
    /// The day in the company's zone.
    pub day: String,
    /// Touches.
    pub touches: i64,
    /// Customers that began.
    pub customers_new: i64,
    /// Visitors that were recognised.
    pub customers_recognised: i64,
    /// Merges.
    pub merges: i64,
}

/// How today goes beside other days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Trend {
    /// Touches by the hour of today, up to this one.
    pub today: Vec<i64>,
    /// Touches by the hour of the same day a week ago, all of it.
    pub last_week: Vec<i64>,
    /// The last so many days, today the last.
    pub days: Vec<DayFigures>,
}

/// The figures of the last `days` days and the hours of today, by the wall clock of this zone.
pub async fn trend(tx: &mut Tx, now: Timestamp, zone: &TimeZone, days: i32) -> Result<Trend> {
    let today = now.in_zone(zone).date();
    let first = today
        .saturating_sub(jiff::Span::new().days(days - 1))
        .to_zoned(zone.clone())
        .map_err(kernel::Error::internal)?;
    let mut answer = Trend {
        today: vec![0; now.in_zone(zone).hour() as usize + 1],
        last_week: vec![0; 24],
        days: Vec::with_capacity(days as usize),
    };
    let mut places: BTreeMap<jiff::civil::Date, usize> = BTreeMap::new();
    for back in (0..days).rev() {
        let day = today.saturating_sub(jiff::Span::new().days(back));
        places.insert(day, answer.days.len());
        answer.days.push(DayFigures {
            day: day.to_string(),
            touches: 0,
            customers_new: 0,
            customers_recognised: 0,
            merges: 0,
        });
    }
    let week_ago = today.saturating_sub(jiff::Span::new().days(7));
    let sql = "SELECT quarter, figure, CAST(SUM(number) AS BIGINT) FROM company_figures
               WHERE quarter >= $1 AND quarter <= $2 GROUP BY quarter, figure";
    let from = first.timestamp().as_microsecond().div_euclid(QUARTER);
    for mut row in tx
        .query(sql, params![from, now.0.div_euclid(QUARTER)])
        .await?
    {
        let (quarter, figure, number): (i64, i64, i64) = (row.take(0)?, row.take(1)?, row.take(2)?);
        let wall = Timestamp(quarter * QUARTER).in_zone(zone);
        let (date, hour) = (wall.date(), wall.hour() as usize);
        let Some(day) = places
            .get(&date)
            .and_then(|place| answer.days.get_mut(*place))
        else {
            continue;
        };
        match figure {
            1 => {
                day.touches += number;
                let hours = if date == today {
                    answer.today.get_mut(hour)
                } else if date == week_ago {
                    answer.last_week.get_mut(hour)
                } else {
                    None
                };
                if let Some(slot) = hours {
                    *slot += number;
                }
            }
            2 => day.customers_new += number,
            3 => day.customers_recognised += number,
            _ => day.merges += number,
        }
    }
    Ok(answer)
}

/// What waits for a person, from counts and small indexes.
async fn attention(tx: &mut Tx) -> Result<Vec<Attention>> {
    let mut waiting = Vec::new();
    let drafts = "SELECT COUNT(*) FROM touchpoints WHERE state = 'draft'";
    let drafts = tx.query_one(drafts, &[]).await?.take(0)?;
    let doubtful = identity::graph::doubtful::count(tx).await?;
    for (code, count) in [("draft_touchpoints", drafts), ("doubtful_links", doubtful)] {
        waiting.push(Attention {
            code: code.to_owned(),
            count,
        });
    }
    for one in quality::summary(tx).await? {
        let code = format!("{}_{}", one.finding.code, one.finding.attribute);
        waiting.push(Attention {
            code,
            count: one.count,
        });
    }
    waiting.retain(|one| one.count > 0);
    Ok(waiting)
}
