//! The year as shops know it: which days are busy where, and at what hour of the day.
//!
//! Invariant: only integers; a day is the number of days since 1970-01-01 on the market's own clock.
//! To add a season: add a line to [`season`].

use crate::cities::Market;
use crate::dice::Dice;

/// How a kind of touch is spread over week and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Web, app and WeChat: evenings, and the lunch break.
    Online,
    /// Shops and kiosks: opening hours, most at the weekend.
    Shop,
    /// Calls, chats, complaints: the working day.
    Desk,
    /// What the company sends: at hours it chose.
    Sent,
}

const RHYTHMS: usize = 4;

/// A date of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

impl Date {
    /// The date of a day number (Howard Hinnant's `civil_from_days`).
    #[must_use]
    pub const fn of_day(number: i64) -> Self {
        let z = number + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z - era * 146_097;
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        Self {
            year: yoe + era * 400 + (month <= 2) as i64,
            month,
            day: doy - (153 * mp + 2) / 5 + 1,
        }
    }

    /// The day number of the date (Howard Hinnant's `days_from_civil`).
    #[must_use]
    pub const fn day_number(self) -> i64 {
        let year = self.year - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let yoe = year - era * 400;
        let doy =
            (153 * (if self.month > 2 {
                self.month - 3
            } else {
                self.month + 9
            }) + 2)
                / 5
                + self.day
                - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }
}

/// 0 is Monday.
const fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// The first day of the Chinese year, month and day, from 2018 on.
#[rustfmt::skip]
const SPRING_FESTIVALS: [(i64, i64); 24] = [
    (2, 16), (2, 5), (1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13),
    (2, 3), (1, 23), (2, 11), (1, 31), (2, 19), (2, 8), (1, 28), (2, 15), (2, 4), (1, 24), (2, 12), (2, 1),
];

/// Days from the Spring Festival to this day; years the table does not know take 5 February.
fn from_spring_festival(day: i64, year: i64) -> i64 {
    let known = usize::try_from(year - 2018)
        .ok()
        .and_then(|place| SPRING_FESTIVALS.get(place));
    let (month, first) = *known.unwrap_or(&(2, 5));
    day - Date {
        year,
        month,
        day: first,
    }
    .day_number()
}

/// Whether the day is the Friday after the fourth Thursday of November.
fn black_friday(date: Date, day: i64) -> bool {
    date.month == 11 && weekday(day) == 4 && (23..=29).contains(&date.day)
}

/// How busy a day is, in hundredths of an ordinary one, before the day of the week is counted.
#[must_use]
pub fn season(market: Market, rhythm: Rhythm, day: i64) -> u32 {
    let date = Date::of_day(day);
    let shop = rhythm == Rhythm::Shop;
    match market {
        Market::China => match (date.month, date.day, from_spring_festival(day, date.year)) {
            (_, _, -16..=-2) => 190,
            (_, _, -1..=6) => {
                if shop {
                    120
                } else {
                    45
                }
            }
            (11, 11, _) => {
                if shop {
                    180
                } else {
                    720
                }
            }
            (11, 1..=10, _) | (10, 24..=31, _) => {
                if shop {
                    110
                } else {
                    190
                }
            }
            (6, 18, _) => {
                if shop {
                    150
                } else {
                    480
                }
            }
            (6, 1..=17, _) => {
                if shop {
                    105
                } else {
                    160
                }
            }
            (12, 12, _) => 210,
            (12, 20..=25, _) => {
                if shop {
                    170
                } else {
                    130
                }
            }
            (10, 1..=7, _) => {
                if shop {
                    190
                } else {
                    90
                }
            }
            (5, 1..=5, _) => {
                if shop {
                    170
                } else {
                    95
                }
            }
            (5, 18..=20, _) | (2, 12..=14, _) => 140,
            _ => 100,
        },
        Market::Japan => match (date.month, date.day) {
            (12, 10..=25) => 190,
            (12, 30..=31) | (1, 1) => 40,
            (1, 2..=5) => 230,
            (7, 1..=15) => 130,
            _ => 100,
        },
        Market::America | Market::Europe => match (date.month, date.day) {
            _ if black_friday(date, day) => 520,
            (11, 26..=30) | (12, 1..=2) => 240,
            (12, 3..=23) => 220,
            (12, 24) => 150,
            (12, 25) => 35,
            (12, 26..=31) => 140,
            (8, _) if market == Market::Europe => 75,
            _ => 100,
        },
    }
}

/// Hundredths of an ordinary day, Monday first.
const fn week(rhythm: Rhythm) -> [u32; 7] {
    match rhythm {
        Rhythm::Online => [96, 94, 95, 98, 102, 112, 116],
        Rhythm::Shop => [72, 70, 74, 82, 110, 165, 158],
        Rhythm::Desk => [132, 118, 112, 108, 104, 62, 52],
        Rhythm::Sent => [80, 130, 110, 140, 120, 60, 40],
    }
}

/// The weight of each hour of the day.
const fn hours(rhythm: Rhythm) -> [u32; 24] {
    match rhythm {
        Rhythm::Online => [
            18, 9, 5, 3, 3, 5, 12, 24, 34, 42, 46, 48, 62, 56, 44, 42, 44, 48, 56, 72, 96, 104, 82,
            44,
        ],
        Rhythm::Shop => [
            0, 0, 0, 0, 0, 0, 0, 4, 10, 22, 48, 62, 70, 60, 58, 62, 68, 74, 84, 80, 58, 22, 0, 0,
        ],
        Rhythm::Desk => [
            1, 1, 0, 0, 0, 0, 2, 8, 40, 90, 100, 86, 52, 68, 88, 86, 78, 62, 40, 32, 26, 16, 6, 2,
        ],
        Rhythm::Sent => [
            0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 100, 30, 20, 10, 30, 20, 20, 40, 80, 30, 0, 0, 0, 0,
        ],
    }
}

/// The busy and the quiet days of the demo's year, for each market and rhythm.
pub struct Calendar {
    first_day: i64,
    /// Running totals of the days' weights, by market and rhythm.
    totals: Vec<Vec<u32>>,
}

impl Calendar {
    /// The calendar of the days from `first_day` up to `last_day`, both included.
    #[must_use]
    pub fn new(first_day: i64, last_day: i64) -> Self {
        let mut totals = Vec::with_capacity(Market::ALL.len() * RHYTHMS);
        for market in Market::ALL {
            for rhythm in [Rhythm::Online, Rhythm::Shop, Rhythm::Desk, Rhythm::Sent] {
                let mut running = 0;
                let days = first_day..=last_day;
                totals.push(
                    days.map(|day| {
                        running += season(market, rhythm, day) * week(rhythm)[weekday(day)] / 100;
                        running
                    })
                    .collect(),
                );
            }
        }
        Self { first_day, totals }
    }

    /// The first day it knows.
    #[must_use]
    pub const fn first_day(&self) -> i64 {
        self.first_day
    }

    /// A day not before `from`, busy ones more likely.
    pub fn draw_day(&self, dice: &mut Dice, market: Market, rhythm: Rhythm, from: i64) -> i64 {
        let totals = &self.totals[market as usize * RHYTHMS + rhythm as usize];
        let skipped = usize::try_from(from - self.first_day)
            .unwrap_or(0)
            .min(totals.len() - 1);
        let below = if skipped == 0 { 0 } else { totals[skipped - 1] };
        let drawn = below + dice.below(totals[totals.len() - 1] - below);
        self.first_day + totals.partition_point(|total| *total <= drawn) as i64
    }
}

/// A second of the day that fits the rhythm.
pub fn draw_second(dice: &mut Dice, rhythm: Rhythm) -> i64 {
    dice.weighted(&hours(rhythm)) as i64 * 3600 + i64::from(dice.below(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_day_numbers_agree() {
        assert_eq!(
            Date::of_day(0),
            Date {
                year: 1970,
                month: 1,
                day: 1
            }
        );
        for day in (-10_000..40_000).step_by(37) {
            assert_eq!(Date::of_day(day).day_number(), day);
        }
    }

    #[test]
    fn the_feasts_fall_where_they_should() {
        let festival = Date {
            year: 2026,
            month: 2,
            day: 17,
        }
        .day_number();
        assert_eq!(from_spring_festival(festival, 2026), 0);
        let friday = Date {
            year: 2026,
            month: 11,
            day: 27,
        };
        assert!(black_friday(friday, friday.day_number()));
        assert_eq!(
            weekday(
                Date {
                    year: 2026,
                    month: 11,
                    day: 21
                }
                .day_number()
            ),
            5
        );
    }
}
