//! Epochs and weeks: the calendar of the paid tier, in UTC and the same for everybody, so that no pass and no cookie
//! tells readers apart by when they paid.
//!
//! An epoch is a calendar month; it has one key. Its passes are drawn as soon as it has its key and until it ends, and accepted
//! from its first day until the third day of the next month is over. It has five weeks, of which each pass opens one:
//! days 1 to 7, 8 to 14, 15 to 21, 22 to 28, and from the 29th until its passes are no longer accepted.

use std::fmt;
use std::str::FromStr;

use base::Time;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;

/// For how long an epoch's passes are accepted after it: through day 3 of the next month.
pub const OVERHANG_DAYS: i64 = 3;
/// Weeks of an epoch, so that one of them is open at any time at which its passes are accepted.
pub const WEEKS: u8 = 5;

const DAY_HOURS: i64 = 24;
/// Months of the years 0 to 9999, which RFC 3339 can write.
const MONTHS: u32 = 120_000;

/// A calendar month in UTC. Written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(u32);

/// A week of an epoch. Written `2026-11.1` to `2026-11.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    epoch: Epoch,
    number: u8,
}

/// The text is not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month: write it as 2026-11")]
pub struct EpochError;

impl Epoch {
    /// The epoch that holds a moment.
    pub fn at(now: Time) -> Epoch {
        let timestamp = Timestamp::from_millisecond(now.millis()).unwrap_or_default();
        let date = Offset::UTC.to_datetime(timestamp).date();
        Epoch(u32::from(date.year().max(0).unsigned_abs()) * 12 + u32::from(date.month().unsigned_abs()) - 1)
    }

    /// Its number: months since January of the year 0.
    pub fn ordinal(self) -> u32 {
        self.0
    }

    /// The month after; after December 9999 there is none.
    pub fn next(self) -> Epoch {
        Epoch((self.0 + 1).min(MONTHS - 1))
    }

    /// The month before; before January of the year 0 there is none.
    pub fn previous(self) -> Epoch {
        Epoch(self.0.saturating_sub(1))
    }

    /// Its first moment.
    pub fn begins(self) -> Time {
        let date = civil::date((self.0 / 12) as i16, (self.0 % 12 + 1) as i8, 1);
        let timestamp = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or_default();
        Time::from_millis(timestamp.as_millisecond())
    }

    /// The first moment after it. From then on none of its passes is drawn, and its private key can be destroyed.
    pub fn ends(self) -> Time {
        if self.0 + 1 == MONTHS { Time::LATEST } else { self.next().begins() }
    }

    /// The first moment at which its passes are no longer accepted.
    pub fn accepted_until(self) -> Time {
        self.ends().plus_hours(OVERHANG_DAYS * DAY_HOURS)
    }

    /// The epochs whose passes are accepted: this month's, and in its first three days the last one's as well.
    pub fn accepted_at(now: Time) -> Vec<Epoch> {
        let current = Epoch::at(now);
        let previous = current.previous();
        if now < previous.accepted_until() && previous != current {
            vec![current, previous]
        } else {
            vec![current]
        }
    }

    /// The week that a pass of this epoch opens when it is redeemed now; `None` when it is not accepted now.
    pub fn week_at(self, now: Time) -> Option<Week> {
        let is_accepted = now >= self.begins() && now < self.accepted_until();
        let days = (now.millis() - self.begins().millis()) / (DAY_HOURS * 3_600_000);
        is_accepted.then(|| Week { epoch: self, number: (days / 7 + 1).min(i64::from(WEEKS)) as u8 })
    }

    /// Its five weeks.
    pub fn weeks(self) -> impl Iterator<Item = Week> {
        (1..=WEEKS).map(move |number| Week { epoch: self, number })
    }
}

impl Week {
    /// Week `number` of an epoch, counted from 1; `None` for a number that no week has.
    pub fn new(epoch: Epoch, number: u8) -> Option<Week> {
        (1..=WEEKS).contains(&number).then_some(Week { epoch, number })
    }

    /// The epoch that it belongs to.
    pub fn epoch(self) -> Epoch {
        self.epoch
    }

    /// Which week of its epoch it is, 1 to 5.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Its first moment.
    pub fn begins(self) -> Time {
        self.epoch.begins().plus_hours(i64::from(self.number - 1) * 7 * DAY_HOURS)
    }

    /// The first moment after it. The fifth lasts until its epoch's passes are no longer accepted: redeeming a pass of
    /// last month on the third opens no further day.
    pub fn ends(self) -> Time {
        if self.number == WEEKS {
            self.epoch.accepted_until()
        } else {
            self.begins().plus_hours(7 * DAY_HOURS)
        }
    }

    /// The weeks whose cookies are good now: this month's, and for its first three days the last week of the last one.
    pub fn open_at(now: Time) -> Vec<Week> {
        Epoch::accepted_at(now).into_iter().filter_map(|epoch| epoch.week_at(now)).collect()
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.number)
    }
}

impl FromStr for Epoch {
    type Err = EpochError;

    fn from_str(text: &str) -> Result<Epoch, EpochError> {
        let (year, month) = text.split_once('-').ok_or(EpochError)?;
        let is_written =
            |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        if !is_written(year, 4) || !is_written(month, 2) {
            return Err(EpochError);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| EpochError);
        match number(month)? {
            month @ 1..=12 => Ok(Epoch(number(year)? * 12 + month - 1)),
            _ => Err(EpochError),
        }
    }
}

#[cfg(test)]
mod tests;
