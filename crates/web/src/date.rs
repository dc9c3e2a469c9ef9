//! The date that goes into heads, made once a second.

use arc_swap::ArcSwap;
use base::Time;

/// A second, and how HTTP writes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Date {
    pub(crate) second: i64,
    pub(crate) text: [u8; 29],
}

impl Date {
    pub(crate) fn at(now: Time) -> Date {
        let written = crate::conditional::http_date(now);
        let text = written.as_bytes().try_into().expect("HTTP writes every date in 29 signs");
        Date { second: now.millis() / 1000, text }
    }
}

/// The current date, replaced as seconds pass.
#[derive(Debug)]
pub(crate) struct Today(ArcSwap<Date>);

impl Today {
    pub(crate) fn new(now: Time) -> Today {
        Today(ArcSwap::from_pointee(Date::at(now)))
    }

    pub(crate) fn update(&self, now: Time) {
        if self.0.load().second != now.millis() / 1000 {
            self.0.store(Date::at(now).into());
        }
    }

    pub(crate) fn with<T>(&self, read: impl FnOnce(&Date) -> T) -> T {
        read(&self.0.load())
    }
}
