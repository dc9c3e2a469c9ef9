//! A moment in time, as the whole system writes it: milliseconds since 1970 in UTC inside, RFC 3339 outside.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the calendar without a time zone: what a reader sees on a dateline or in the archive.
pub use jiff::civil::Date;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z. Ordered, copied, and written as RFC 3339 in UTC:
/// `2025-12-14T09:30:00Z`, with a fraction only when there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// The text is not a moment in RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{text}' is not a date and time: write it as 2025-12-14T09:30:00Z or with an offset, 2025-12-14T11:30:00+02:00"
)]
pub struct TimeError {
    /// What was given, cut to a readable length.
    pub text: String,
}

impl Time {
    /// 0000-01-01T00:00:00Z: RFC 3339 has no years before it.
    pub const EARLIEST: Time = Time(-62_167_219_200_000);
    /// 9999-12-30T22:00:00Z: the last moment whose date has four digits in every time zone.
    pub const LATEST: Time = Time(253_402_207_200_000);

    /// From milliseconds since 1970 in UTC. What lies outside the years that RFC 3339 can write becomes the
    /// nearest moment that it can.
    pub fn from_millis(millis: i64) -> Time {
        Time(millis.clamp(Time::EARLIEST.0, Time::LATEST.0))
    }

    /// Milliseconds since 1970 in UTC.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 (section 5.6), with any offset; what is finer than a millisecond is cut off.
    pub fn parse_rfc3339(text: &str) -> Result<Time, TimeError> {
        let error = || TimeError { text: text.chars().take(60).collect() };
        if !has_rfc3339_shape(text.as_bytes()) {
            return Err(error());
        }
        let nanos = text.parse::<Timestamp>().map_err(|_| error())?.as_nanosecond();
        let millis = i64::try_from(nanos.div_euclid(1_000_000)).map_err(|_| error())?;
        let time = Time::from_millis(millis);
        if time.0 == millis { Ok(time) } else { Err(error()) }
    }

    /// `hours` later, or earlier if negative.
    pub fn plus_hours(self, hours: i64) -> Time {
        self.plus_millis(hours.saturating_mul(3_600_000))
    }

    /// `millis` later, or earlier if negative.
    pub fn plus_millis(self, millis: i64) -> Time {
        Time::from_millis(self.0.saturating_add(millis))
    }

    /// The same moment for what speaks the standard library's type, such as HTTP dates.
    pub fn system_time(self) -> SystemTime {
        let distance = Duration::from_millis(self.0.unsigned_abs());
        if self.0 >= 0 { SystemTime::UNIX_EPOCH + distance } else { SystemTime::UNIX_EPOCH - distance }
    }

    pub(crate) fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or_default()
    }
}

/// `jiff` reads more than RFC 3339: a bare hour, a zone in brackets. Files that others must read should not
/// depend on that, so the fixed part of the shape is looked at here.
fn has_rfc3339_shape(text: &[u8]) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let fixed = text.len() > SHAPE.len()
        && text.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            b'T' => matches!(byte, b'T' | b't' | b' '),
            other => byte == other,
        });
    fixed && text.len() <= 40 && offset_is_written_out(&text[SHAPE.len()..])
}

/// The part after the seconds: an optional fraction, then `Z` or `+hh:mm`.
fn offset_is_written_out(rest: &[u8]) -> bool {
    let digits = match rest {
        [b'.', fraction @ ..] => fraction.iter().take_while(|byte| byte.is_ascii_digit()).count() + 1,
        _ => 0,
    };
    match &rest[digits..] {
        [b'Z' | b'z'] => digits != 1,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            digits != 1 && [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = jiff::tz::Offset::UTC.to_datetime(self.timestamp());
        let (date, time) = (moment.date(), moment.time());
        write!(f, "{:04}-{:02}-{:02}T", date.year(), date.month(), date.day())?;
        write!(f, "{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match time.millisecond() {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Time, TimeError> {
        Time::parse_rfc3339(text)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        Time::parse_rfc3339(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
