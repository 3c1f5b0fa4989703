//! Times as people and programs write them.
//!
//! The year comes first, or it is a number of seconds, milliseconds or microseconds since 1970. `3/4/2026` is refused: it is
//! March to some and April to others, and a wrong date in a customer's history is worse than a row to look at.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use kernel::Timestamp;

/// What would be right, for rejects.
pub const EXPECTED: &str =
    "is not a time such as 2026-05-01T08:30:00+08:00, 2026-05-01 08:30, 2026/5/1 or 1777624200";

/// The moment; a time that says no zone is read by `zone`.
#[must_use]
pub fn parse(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > 48 {
        return None;
    }
    let bytes = text.as_bytes();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() >= 9
        && [whole, fraction]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        && !looks_like_day(whole)
    {
        return since_1970(whole, fraction);
    }
    let mut letters = Letters { bytes, at: 0 };
    let (date, time) = (letters.date()?, letters.time()?);
    let offset = letters.offset()?;
    let [hour, minute, second] = time.clock;
    let civil = DateTime::new(date.0, date.1, date.2, hour, minute, second, time.nanos).ok()?;
    let moment = match offset {
        Some(seconds) => Offset::from_seconds(seconds)
            .ok()?
            .to_timestamp(civil)
            .ok()?,
        None => zone.to_ambiguous_timestamp(civil).compatible().ok()?,
    };
    plausible(moment.as_microsecond())
}

/// Eight or fourteen digits that begin with a year: `20260501`, `20260501083000`.
fn looks_like_day(digits: &str) -> bool {
    matches!(digits.len(), 8 | 12 | 14) && (digits.starts_with("19") || digits.starts_with("20"))
}

fn since_1970(whole: &str, fraction: &str) -> Option<Timestamp> {
    let number: i64 = whole.parse().ok()?;
    let micros = match whole.len() {
        9 | 10 => {
            let six: String = fraction.chars().chain("000000".chars()).take(6).collect();
            number
                .checked_mul(Timestamp::SECOND)?
                .checked_add(six.parse().ok()?)?
        }
        12 | 13 => number.checked_mul(1_000)?,
        15 | 16 => number,
        18 | 19 => number / 1_000,
        _ => return None,
    };
    plausible(micros)
}

/// Between the years 1900 and 2200; anything else is no time of a customer's.
fn plausible(micros: i64) -> Option<Timestamp> {
    const FIRST: i64 = -2_208_988_800_000_000;
    const LAST: i64 = 7_258_118_400_000_000;
    (FIRST..LAST).contains(&micros).then_some(Timestamp(micros))
}

struct Time {
    clock: [i8; 3],
    nanos: i32,
}

struct Letters<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Letters<'_> {
    /// Up to so many digits as a number.
    fn number(&mut self, most: usize) -> Option<i16> {
        let digits = self.bytes[self.at..]
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut value = 0_i16;
        for digit in &self.bytes[self.at..self.at + digits] {
            value = value
                .checked_mul(10)?
                .checked_add(i16::from(digit - b'0'))?;
        }
        self.at += digits;
        (digits > 0).then_some(value)
    }

    fn small(&mut self) -> Option<i8> {
        self.number(2).and_then(|number| i8::try_from(number).ok())
    }

    /// Passes over a text, when it stands here.
    fn pass(&mut self, text: &str) -> bool {
        let here = self.bytes[self.at..].starts_with(text.as_bytes());
        self.at += if here { text.len() } else { 0 };
        here
    }

    fn pass_any(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.pass(text))
    }

    fn date(&mut self) -> Option<(i16, i8, i8)> {
        let begin = self.at;
        let year = self.number(4)?;
        if self.at - begin != 4 {
            return None;
        }
        let parted = self.pass_any(&["-", "/", ".", "年"]);
        let month = self.small()?;
        if parted && !self.pass_any(&["-", "/", ".", "月"]) {
            return None;
        }
        let day = self.small()?;
        let _only_in_chinese = self.pass("日");
        Some((year, month, day))
    }

    /// The time of day; midnight where none is said.
    fn time(&mut self) -> Option<Time> {
        let mut time = Time {
            clock: [0; 3],
            nanos: 0,
        };
        if !self.pass("T") {
            while self.pass(" ") {}
        }
        let half = self.half();
        if self.at == self.bytes.len() {
            return Some(time);
        }
        if !self.bytes[self.at].is_ascii_digit() {
            return Some(time);
        }
        time.clock[0] = self.small()?;
        let parted = self.pass_any(&[":", "：", "时", "点"]);
        if let Some(minute) = self.small() {
            time.clock[1] = minute;
            let _only_in_chinese = self.pass("分");
            if (self.pass_any(&[":", "："]) || !parted || self.digit_next())
                && let Some(second) = self.small()
            {
                time.clock[2] = second.min(59);
                let _only_in_chinese = self.pass("秒");
                if self.pass_any(&[".", ","]) {
                    time.nanos = self.fraction()?;
                }
            }
        }
        while self.pass(" ") {}
        match half.or_else(|| self.half()) {
            Some(true) if (1..12).contains(&time.clock[0]) => time.clock[0] += 12,
            Some(false) if time.clock[0] == 12 => time.clock[0] = 0,
            _ => {}
        }
        Some(time)
    }

    fn digit_next(&self) -> bool {
        self.bytes.get(self.at).is_some_and(u8::is_ascii_digit)
    }

    /// Which half of the day; true for the second.
    fn half(&mut self) -> Option<bool> {
        if self.pass_any(&["AM", "am", "上午", "凌晨", "早上"]) {
            return Some(false);
        }
        self.pass_any(&["PM", "pm", "下午", "晚上", "中午"])
            .then_some(true)
    }

    fn fraction(&mut self) -> Option<i32> {
        let digits = self.bytes[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut nanos = 0_i32;
        for place in 0..9 {
            let digit = if place < digits {
                self.bytes[self.at + place] - b'0'
            } else {
                0
            };
            nanos = nanos * 10 + i32::from(digit);
        }
        self.at += digits;
        (digits > 0).then_some(nanos)
    }

    /// Seconds east of Greenwich, when it is said; it ends the text.
    fn offset(&mut self) -> Option<Option<i32>> {
        while self.pass(" ") {}
        if self.at == self.bytes.len() {
            return Some(None);
        }
        if self.pass_any(&["Z", "z", "UTC", "GMT"]) {
            return (self.at == self.bytes.len()).then_some(Some(0));
        }
        let sign = if self.pass("+") {
            1
        } else if self.pass_any(&["-", "−"]) {
            -1
        } else {
            return None;
        };
        let hours = i32::from(self.small()?);
        let _with_or_without = self.pass(":");
        let minutes = self.small().map_or(0, i32::from);
        (self.at == self.bytes.len() && hours <= 18 && minutes < 60)
            .then_some(Some(sign * (hours * 3_600 + minutes * 60)))
    }
}
