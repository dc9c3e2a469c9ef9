//! The end of every head on the short way: the date, read from the clock once a second, and the empty line.

use arc_swap::ArcSwap;
use base::Time;
use bytes::Bytes;

#[derive(Debug)]
pub(crate) struct Tails {
    second: i64,
    keep: Bytes,
    close: Bytes,
}

impl Tails {
    fn at(now: Time) -> Tails {
        let date = crate::conditional::http_date(now);
        Tails {
            second: now.millis() / 1000,
            keep: format!("date: {date}\r\n\r\n").into(),
            close: format!("date: {date}\r\nconnection: close\r\n\r\n").into(),
        }
    }

    /// The end of a head, by whether the connection ends with it.
    pub(crate) fn tail(&self, close: bool) -> &Bytes {
        if close { &self.close } else { &self.keep }
    }
}

/// The current tails, replaced as seconds pass.
#[derive(Debug)]
pub(crate) struct DateLine(ArcSwap<Tails>);

impl DateLine {
    pub(crate) fn new(now: Time) -> DateLine {
        DateLine(ArcSwap::from_pointee(Tails::at(now)))
    }

    pub(crate) fn update(&self, now: Time) {
        if self.0.load().second != now.millis() / 1000 {
            self.0.store(Tails::at(now).into());
        }
    }

    pub(crate) fn with<T>(&self, read: impl FnOnce(&Tails) -> T) -> T {
        read(&self.0.load())
    }
}
