//! How fast pools give. A pool's address is all that it takes to draw, and nobody who draws is known; so what holds up
//! somebody who wants to empty one is that a pool gives so much in an hour, to all together. That is counted in memory, by
//! pool: nothing is known of who drew, and a process that starts anew, or a further node, counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::Time;

use super::Pool;

/// In an hour a pool gives a tenth of what it has at its beginning, and at least so many weeks.
const LEAST_WEEKS: u64 = 50;
const HOUR_MS: i64 = 3_600_000;

/// What pools have given in this hour.
#[derive(Default)]
pub(crate) struct Pace(Mutex<Hour>);

#[derive(Default)]
struct Hour {
    number: i64,
    pools: HashMap<String, Given>,
}

struct Given {
    weeks: u64,
    most: u64,
}

impl Pace {
    /// Whether a pool gives so many weeks now. If so, they are counted.
    pub(crate) fn gives(&self, pool: &Pool, weeks: u64, now: Time) -> bool {
        let mut hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.millis().div_euclid(HOUR_MS);
        if hour.number != number {
            *hour = Hour { number, pools: HashMap::new() };
        }
        let most = (pool.weeks_left / 10).max(LEAST_WEEKS);
        let given = hour.pools.entry(pool.id.clone()).or_insert(Given { weeks: 0, most });
        let is_given = given.weeks + weeks <= given.most;
        if is_given {
            given.weeks += weeks;
        }
        is_given
    }
}
