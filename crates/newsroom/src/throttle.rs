//! Guessing made slow: after some failures a name waits, longer with each, and after very many everybody does. In memory
//! only, forgotten within the hour, never for ever; no address of anybody is part of it. Passkeys cannot be guessed and
//! do not wait here, so a flood on a name does not keep its owner out.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::Time;

/// Failures that cost no pause: people mistype.
const FREE: u32 = 5;
/// No pause is longer: five minutes.
const LONGEST_S: i64 = 300;
/// Failures are forgotten so long after the last one: an hour.
const MEMORY_MS: i64 = 3_600_000;
/// Names remembered at most. Whoever floods with more names has the oldest forgotten.
const MOST_NAMES: usize = 10_000;
/// Attempts by everybody together that are answered at once.
const BURST: f64 = 100.0;
/// And so many a second after that.
const A_SECOND: f64 = 2.0;

/// Who failed how often. One a process.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<Tries>);

#[derive(Debug, Default)]
struct Tries {
    of: HashMap<String, Tried>,
    /// Attempts of everybody, running out at [`A_SECOND`].
    level: f64,
    levelled_at: i64,
}

#[derive(Clone, Copy, Debug)]
struct Tried {
    failures: u32,
    last: Time,
}

impl Throttle {
    /// Begins an attempt under a name. It counts as failed until [`Throttle::succeeded`], so that many at once are not
    /// one. In vain answers the seconds to wait.
    pub fn attempt(&self, name: &str, now: Time) -> Result<(), u64> {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = tries.of.get(name).copied().filter(|tried| age_ms(*tried, now) < MEMORY_MS);
        if let Some(seconds) = before.and_then(|tried| pause_s(tried, now)) {
            return Err(seconds);
        }
        tries.take_from_all(now)?;
        tries.make_room(now);
        let failures = before.map_or(0, |tried| tried.failures) + 1;
        tries.of.insert(name.to_owned(), Tried { failures, last: now });
        Ok(())
    }

    /// The attempt was right: the name's failures are forgotten.
    pub fn succeeded(&self, name: &str) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.of.remove(name);
        tries.level = (tries.level - 1.0).max(0.0);
    }
}

impl Tries {
    fn take_from_all(&mut self, now: Time) -> Result<(), u64> {
        let passed_s = (now.millis() - self.levelled_at).max(0) as f64 / 1_000.0;
        self.level = (self.level - passed_s * A_SECOND).max(0.0);
        self.levelled_at = now.millis();
        if self.level + 1.0 > BURST {
            return Err(((self.level + 1.0 - BURST) / A_SECOND).ceil().max(1.0) as u64);
        }
        self.level += 1.0;
        Ok(())
    }

    fn make_room(&mut self, now: Time) {
        if self.of.len() < MOST_NAMES {
            return;
        }
        self.of.retain(|_, tried| age_ms(*tried, now) < MEMORY_MS);
        if self.of.len() >= MOST_NAMES {
            let oldest = self.of.iter().min_by_key(|(_, tried)| tried.last).map(|(name, _)| name.clone());
            oldest.map(|name| self.of.remove(&name));
        }
    }
}

fn age_ms(tried: Tried, now: Time) -> i64 {
    now.millis() - tried.last.millis()
}

/// The seconds that are left of the pause after so many failures: one, two, four, …
fn pause_s(tried: Tried, now: Time) -> Option<u64> {
    let beyond = tried.failures.checked_sub(FREE)?;
    let pause_ms = 1_000 * LONGEST_S.min(1 << beyond.min(16));
    let left = pause_ms - age_ms(tried, now);
    (left > 0).then_some(u64::try_from(left).unwrap_or(0).div_ceil(1_000))
}

#[cfg(test)]
mod tests;
