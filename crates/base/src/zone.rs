//! The time zone of an agency. Readers' pages are the same for every reader, so they show one zone's days and
//! hours, named in the configuration (`agency.time_zone`).
//!
//! Zones are those of the IANA database, with summer time. The database is part of the binary (207 kB, no
//! other crate): a day of the archive must not change because a machine has other files, or none.

use std::fmt;
use std::str::FromStr;

use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::{Date, Time};

/// A time zone of the IANA database. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// No zone of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a time zone: write a name of the IANA database such as Europe/Vilnius, or UTC")]
pub struct ZoneError {
    /// What was given, cut to a readable length.
    pub text: String,
}

/// What the calendar and the clock on the wall show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall {
    /// The day.
    pub date: Date,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// The zone of an IANA name, such as `Europe/Vilnius`, in any case.
    pub fn named(name: &str) -> Result<Zone, ZoneError> {
        let error = || ZoneError { text: name.chars().take(60).collect() };
        let zone = TimeZone::get(name).map_err(|_| error())?;
        if zone.iana_name().is_some() { Ok(Zone(zone)) } else { Err(error()) }
    }

    /// The zone's IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day on which `time` falls here.
    pub fn date(&self, time: Time) -> Date {
        self.wall(time).date
    }

    /// The day, hour and minute of `time` here.
    pub fn wall(&self, time: Time) -> Wall {
        let moment = self.0.to_datetime(time.timestamp());
        Wall {
            date: moment.date(),
            hour: moment.hour().unsigned_abs(),
            minute: moment.minute().unsigned_abs(),
        }
    }

    /// The moment at which the clocks here show `wall`; none when they never do, because summer time begins in that
    /// hour and leaves it out. Of an hour that comes twice it is the first.
    pub fn moment(&self, wall: Wall) -> Option<Time> {
        let (hour, minute) = (i8::try_from(wall.hour).ok()?, i8::try_from(wall.minute).ok()?);
        let shown = wall.date.to_datetime(jiff::civil::Time::new(hour, minute, 0, 0).ok()?);
        let found = self.0.to_ambiguous_timestamp(shown);
        if matches!(found.offset(), AmbiguousOffset::Gap { .. }) {
            return None;
        }
        Some(Time::from_millis(found.compatible().ok()?.as_millisecond()))
    }

    /// The first moment of `date` here: the archive's day is from it to the first moment of the next. Dates
    /// outside the years that [`Time`] can hold give its nearest moment.
    pub fn start_of(&self, date: Date) -> Time {
        match date.to_zoned_datetime(self.0.clone()) {
            Ok(start) => Time::from_millis(start.timestamp().as_millisecond()),
            Err(_) if date.year() < 1970 => Time::EARLIEST,
            Err(_) => Time::LATEST,
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Zone, ZoneError> {
        Zone::named(text)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
        let text = String::deserialize(deserializer)?;
        Zone::named(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
