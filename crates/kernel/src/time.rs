//! Moments: microseconds since 1970 UTC on disk, RFC 3339 on the wire.

use std::fmt;

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldError;

/// A moment, in microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Microseconds in one second.
    pub const SECOND: i64 = 1_000_000;
    /// Microseconds in one day of UTC.
    pub const DAY: i64 = 86_400 * Self::SECOND;

    /// The moment `micros` microseconds after the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Milliseconds since the epoch, rounded down.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// The number of the UTC day it falls on, counted from 1970-01-01.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.0.div_euclid(Self::DAY)
    }

    /// This moment moved by `micros`, held at the ends of the range rather than wrapping.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// This moment moved by `seconds`.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_micros(seconds.saturating_mul(Self::SECOND))
    }

    /// Reads RFC 3339 with any offset and precision, as SDKs write it.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let moment: jiff::Timestamp = text.trim().parse().map_err(|_| {
            FieldError::new(
                "time",
                "is not an RFC 3339 time such as 2026-05-01T08:30:00.000Z",
            )
        })?;
        Ok(Self(moment.as_microsecond()))
    }

    /// The moment as `jiff` counts it; the range of jiff is held at its ends.
    #[must_use]
    pub fn to_jiff(self) -> jiff::Timestamp {
        let lowest = jiff::Timestamp::MIN.as_microsecond();
        let highest = jiff::Timestamp::MAX.as_microsecond();
        jiff::Timestamp::from_microsecond(self.0.clamp(lowest, highest))
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// The clock on a wall in the zone at this moment.
    #[must_use]
    pub fn in_zone(self, zone: &TimeZone) -> jiff::Zoned {
        self.to_jiff().to_zoned(zone.clone())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.to_jiff())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_and_precisions_meet_in_one_moment() {
        let want = Timestamp::parse("2026-05-01T08:30:00Z").unwrap();
        for same in [
            "2026-05-01T10:30:00+02:00",
            "2026-05-01T08:30:00.000000+00:00",
            "2026-05-01 08:30:00.000Z",
        ] {
            assert_eq!(Timestamp::parse(same).unwrap(), want, "{same}");
        }
        assert!(Timestamp::parse("yesterday").is_err());
    }

    #[test]
    fn the_wire_form_reads_back() {
        let moment = Timestamp::from_micros(1_782_000_000_123_456);
        assert_eq!(Timestamp::parse(&moment.to_string()).unwrap(), moment);
        assert_eq!(moment.to_string(), "2026-06-21T00:00:00.123456Z");
    }

    #[test]
    fn days_before_the_epoch_count_down() {
        assert_eq!(Timestamp::from_micros(-1).day(), -1);
        assert_eq!(Timestamp::from_micros(0).day(), 0);
    }
}
