//! Who counts how often pages are read: a number in memory for each story, section and front page that was rendered. A
//! page carries its number along, so that counting costs the short way one addition and knows nothing of the reader.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base::config::Statistics;
use base::{Language, Time, Zone};
use content::reads::{self, Ledger, Of, Release, Subject};
use store::{Store, StoreError};
use web::Counter;

/// So many subjects are counted apart; what is asked for beyond that, by whoever fetches the whole archive, counts for
/// its language only.
const SUBJECTS: usize = 20_000;

/// What is counted in this process.
#[derive(Debug)]
pub struct Reads {
    is_on: bool,
    counters: Mutex<HashMap<Subject, Arc<Counter>>>,
    ledger: Mutex<Ledger>,
}

impl Reads {
    /// Nothing counted yet.
    pub fn new(settings: &Statistics) -> Reads {
        Reads {
            is_on: settings.on,
            counters: Mutex::default(),
            ledger: Mutex::new(Ledger::new(settings.release_from.into())),
        }
    }

    /// What counts the readings of a page; none where nothing is counted.
    pub fn counter(&self, language: &Language, of: Of) -> Option<Arc<Counter>> {
        if !self.is_on {
            return None;
        }
        let mut counters = lock(&self.counters);
        let mut subject = Subject { language: language.clone(), of };
        if counters.len() >= SUBJECTS && !counters.contains_key(&subject) {
            subject.of = Of::All;
        }
        Some(Arc::clone(counters.entry(subject).or_default()))
    }

    /// Enters what was counted since the last time, and writes down what a crowd made. Whether there was any.
    pub async fn release(&self, store: &Store, now: Time, zone: &Zone) -> Result<bool, StoreError> {
        // First what is over: of a day that has just ended what was read in its last minute counts for the next.
        let of_before = lock(&self.ledger).release(now, zone);
        let mut is_any = self.write_down(store, of_before).await?;
        let gathered = self.gather();
        let release = {
            let mut ledger = lock(&self.ledger);
            gathered.into_iter().for_each(|(subject, reads)| ledger.enter(subject, reads, now, zone));
            ledger.release(now, zone)
        };
        is_any |= self.write_down(store, release).await?;
        Ok(is_any)
    }

    async fn write_down(&self, store: &Store, release: Release) -> Result<bool, StoreError> {
        if release.is_empty() {
            return Ok(false);
        }
        let written = async {
            let mut tx = store.write().await?;
            reads::write_down(&mut tx, &release).await?;
            tx.commit().await
        };
        let outcome = written.await;
        if outcome.is_err() {
            lock(&self.ledger).take_back(release);
        }
        outcome.map(|()| true)
    }

    /// What was counted since the last time. A counter that no page holds any more goes.
    fn gather(&self) -> Vec<(Subject, u64)> {
        let mut gathered = Vec::new();
        lock(&self.counters).retain(|subject, counter| {
            match counter.take() {
                0 => {}
                reads => gathered.push((subject.clone(), reads)),
            }
            Arc::strong_count(counter) > 1
        });
        gathered
    }
}

/// A panic elsewhere must not stop the counting; numbers are whole between statements.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
