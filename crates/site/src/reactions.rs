//! What readers' pages do when something happens: which go stale, and when.

use std::sync::Arc;
use std::time::Duration;

use base::{Clock, Language, Time};
use content::news::{self, News};
use content::public;
use store::Announcement;
use till::{Plan, Pool, Till, TillError};
use web::Key;

use crate::edition::{Edition, language_key};
use crate::page::{directory, plus};

/// Called with everything that is committed, here or elsewhere, before the committer goes on.
pub fn heard(edition: &Edition, announcements: &[Announcement]) {
    for news in announcements.iter().filter_map(news::read) {
        match news {
            News::Stories { languages } => edition.staleness.refresh(&keys(&languages)),
            News::Withdrawn { languages } => edition.staleness.withdraw(&keys(&languages)),
            // A name may have gone for somebody's safety: nobody gets an old page.
            News::Names => edition.staleness.withdraw(&[Key::EVERYTHING]),
            // Readers see nothing of it.
            News::Desk { .. } => {}
        }
    }
}

/// Keeps pages in step with the clock, for as long as it is polled: when a story's access changes or an embargo ends,
/// lists are out of date though nobody published anything. A story's own page knows its hour itself.
pub async fn follow_the_clock(edition: Arc<Edition>, clock: Clock) {
    let mut seen = clock.now();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = clock.now();
        let changed = match edition.store.read().await {
            Ok(mut db) => public::changed_between(&mut db, seen, now).await,
            Err(error) => Err(error),
        };
        match changed {
            Ok(languages) => {
                edition.staleness.refresh(&keys(&languages));
                seen = now;
            }
            // What was missed meanwhile is seen when the database answers again.
            Err(error) => tracing::warn!(%error, "cannot look for changes of access; trying again"),
        }
    }
}

/// Writes down how often pages were read, for as long as it is polled.
pub async fn write_down_reads(edition: Arc<Edition>, clock: Clock) {
    loop {
        tokio::time::sleep(WRITE_READS_EVERY).await;
        write_down_the_last(&edition, clock.now()).await;
    }
}

/// The same once: what was read until now.
pub async fn write_down_the_last(edition: &Edition, now: Time) {
    if let Err(error) = edition.reads.release(&edition.store, now, edition.zone()).await {
        tracing::warn!(%error, "how often pages were read cannot be written down; trying again");
    }
}

const WRITE_READS_EVERY: Duration = Duration::from_secs(60);

/// Keeps the paid tier's pages in step with the till, for as long as it is polled: plans and pools are changed at the desk
/// and by readers, here and in other processes, and the till tells nobody.
pub async fn follow_the_till(edition: Arc<Edition>) {
    let Some(till) = edition.till.clone() else { return };
    let mut seen = Shelves::default();
    loop {
        match Shelves::of(&till).await {
            Ok(now) => edition.staleness.refresh(&seen.differ(now)),
            // Pages that are kept are served on.
            Err(error) => tracing::warn!(%error, "cannot look what the till sells; trying again"),
        }
        tokio::time::sleep(LOOK_AT_THE_TILL_EVERY).await;
    }
}

const LOOK_AT_THE_TILL_EVERY: Duration = Duration::from_secs(2);

/// Keys for passes were made: the issuer directory names them from the next request on.
pub fn keys_were_made(edition: &Edition) {
    edition.staleness.refresh(&[directory::keys_key()]);
}

/// What the till has for readers.
#[derive(Default)]
struct Shelves {
    plans: Vec<Plan>,
    pools: Vec<Pool>,
}

impl Shelves {
    async fn of(till: &Till) -> Result<Shelves, TillError> {
        Ok(Shelves { plans: till.all_plans().await?, pools: till.pools().await? })
    }

    /// Takes what is there now; answers what has become stale by it.
    fn differ(&mut self, now: Shelves) -> Vec<Key> {
        let changes =
            [(self.plans != now.plans, plus::plans_key()), (self.pools != now.pools, plus::pools_key())];
        *self = now;
        changes.into_iter().filter(|(changed, _)| *changed).map(|(_, key)| key).collect()
    }
}

const LOOK_EVERY: Duration = Duration::from_millis(500);

fn keys(languages: &[Language]) -> Vec<Key> {
    languages.iter().map(language_key).collect()
}
