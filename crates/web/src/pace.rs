//! How fast a key may ask: some at once, then so many a second. In memory, forgotten with the process; only keys that were
//! given are counted, so that nobody else fills it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::Time;

/// Requests at once: whoever builds a site out of the stories asks for them all.
const BURST: f64 = 1_000.0;
/// And so many a second after that.
const A_SECOND: f64 = 50.0;

/// Who has asked how much of late. One a process.
#[derive(Debug, Default)]
pub struct Pace(Mutex<HashMap<String, Level>>);

/// What has run in and not out yet.
#[derive(Clone, Copy, Debug)]
struct Level {
    level: f64,
    at: Time,
}

impl Pace {
    /// Counts a request under a name. In vain answers the seconds to wait.
    pub fn take(&self, name: &str, now: Time) -> Result<(), u64> {
        let mut levels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = levels.get(name).copied().unwrap_or(Level { level: 0.0, at: now });
        let passed_s = (now.millis() - before.at.millis()).max(0) as f64 / 1_000.0;
        let level = (before.level - passed_s * A_SECOND).max(0.0) + 1.0;
        if level > BURST {
            return Err(((level - BURST) / A_SECOND).ceil().max(1.0) as u64);
        }
        levels.insert(name.to_owned(), Level { level, at: now });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use base::Time;

    use super::{A_SECOND, BURST, Pace};

    #[test]
    fn many_at_once_then_so_many_a_second_each_key_for_itself() {
        let pace = Pace::default();
        let at = |ms: i64| Time::from_millis(1_765_713_600_000 + ms);
        let taken = |name: &str, ms| (0..9_000).take_while(|_| pace.take(name, at(ms)).is_ok()).count();
        assert_eq!(taken("one", 0), BURST as usize);
        assert_eq!(pace.take("one", at(10)), Err(1), "it says how long to wait");
        assert_eq!(taken("another", 10), BURST as usize);
        assert_eq!(taken("one", 1_000), A_SECOND as usize, "who waited goes on");
        assert_eq!(taken("one", 3_600_000), BURST as usize);
    }
}
