//! How many stories there are of a kind, kept as long as it is true: to count a large archive takes longer than to read a
//! page of it, and programs that go through its pages ask again for each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::Time;
use content::select::{self, Choice};
use store::{Read, StoreError};
use web::{Mark, Staleness};

use super::language_key;

/// Questions that are remembered; then all are forgotten.
const QUESTIONS: usize = 1_000;
/// A longer question, in bytes, is not remembered.
const LONGEST: usize = 4_096;
/// The clock's follower says when a story opens by itself; nothing is kept longer than this all the same.
const AT_MOST_MS: i64 = 60_000;

/// What was counted.
#[derive(Debug, Default)]
pub struct Totals {
    kept: Mutex<HashMap<String, Total>>,
}

#[derive(Clone, Copy, Debug)]
struct Total {
    mark: Mark,
    at: Time,
    stories: u64,
}

impl Totals {
    /// How many stories fit. `mark` was taken before `db` began to read.
    pub(super) async fn of(
        &self,
        db: &mut Read,
        choice: &Choice<'_>,
        mark: Mark,
        staleness: &Staleness,
    ) -> Result<u64, StoreError> {
        let question = format!("{} {:?}", choice.language, choice.condition);
        let keys = [language_key(choice.language)];
        let is_true = |total: &Total| {
            let age_ms = choice.now.millis() - total.at.millis();
            (0..AT_MOST_MS).contains(&age_ms) && staleness.is_fresh(total.mark, &keys)
        };
        if let Some(total) = self.lock().get(&question).copied().filter(is_true) {
            return Ok(total.stories);
        }
        let stories = select::count(db, choice).await?;
        let mut kept = self.lock();
        if kept.len() >= QUESTIONS {
            kept.clear();
        }
        if question.len() <= LONGEST {
            kept.insert(question, Total { mark, at: choice.now, stories });
        }
        Ok(stories)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Total>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
