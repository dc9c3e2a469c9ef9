//! The one place that asks what time it is. Everything else is told (`now: Time`), so that a rule about an
//! embargo can be tried at any hour.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::Time;

/// Where `now` comes from. Cheap to clone; clones of a fixed or a running clock are hands of the same clock.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
    /// Milliseconds that it is ahead of the machine's.
    Running(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that shows `time` until [`Clock::set`] moves it: for tests and for the demo's screenshots.
    pub fn fixed(time: Time) -> Clock {
        Clock(Source::Fixed(Arc::new(AtomicI64::new(time.millis()))))
    }

    /// A clock that goes like the machine's and can be put on or back with [`Clock::set`]: for drills, in which a real
    /// server lives through a month within minutes.
    pub fn running() -> Clock {
        Clock(Source::Running(Arc::default()))
    }

    /// The present moment, to the millisecond.
    pub fn now(&self) -> Time {
        match &self.0 {
            Source::System => system_now(),
            Source::Fixed(millis) => Time::from_millis(millis.load(Ordering::Relaxed)),
            Source::Running(ahead) => system_now().plus_millis(ahead.load(Ordering::Relaxed)),
        }
    }

    /// Puts a fixed or a running clock, and every clone of it, to `time`. The machine's clock is not ours to move:
    /// there this does nothing.
    pub fn set(&self, time: Time) {
        match &self.0 {
            Source::System => {}
            Source::Fixed(millis) => millis.store(time.millis(), Ordering::Relaxed),
            Source::Running(ahead) => {
                ahead.store(time.millis() - system_now().millis(), Ordering::Relaxed);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the room where the clock hangs")]
fn system_now() -> Time {
    Time::from_millis(jiff::Timestamp::now().as_millisecond())
}
