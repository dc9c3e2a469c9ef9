//! Who prints and sends: one a process. What readers ask for is in [`sign_up`], what the desk asks for in [`send`].

mod send;
mod sign_up;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base::config::Config;
use base::{Locales, Time};
use mail::{Carrier, Pace};
use store::{Store, StoreError};

use crate::{PublicKey, draft, subscription};
use sign_up::Lately;

pub use send::Begun;
pub use sign_up::SignedUp;

/// Days after which a sign-up that nobody confirmed is forgotten.
pub const CONFIRM_WITHIN_DAYS: i64 = 3;

/// Who prints and sends. Cheap to clone.
#[derive(Clone)]
pub struct Press(Arc<Inside>);

struct Inside {
    store: Store,
    config: Arc<Config>,
    locales: Arc<Locales>,
    /// None where newsletters are off.
    works: Option<Works>,
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
    lately: Lately,
    waits: Waits,
}

/// What there is where newsletters are on.
struct Works {
    carrier: Carrier,
    pace: Pace,
    key: PublicKey,
}

/// How long is waited before something is tried again.
#[derive(Clone, Copy, Debug)]
struct Waits {
    /// After the first, second … round in which the server could not be reached; after the last the send stops.
    rounds: [Duration; 5],
    /// Before a copy that was refused for the moment is tried again, twice.
    refused: [Duration; 2],
    /// For the mail that asks for confirmation, before the reader is told that it is on its way.
    answer: Duration,
}

impl Press {
    /// A press by the settings.
    pub fn new(store: Store, config: Arc<Config>, locales: Arc<Locales>) -> Press {
        let key = PublicKey::parse(&config.newsletter.key);
        if key.is_none() && config.has_newsletters() {
            tracing::error!(
                "newsletter.key is no public key: there are no newsletters. `vestka newsletter key` makes one"
            );
        }
        let carrier = Carrier::new(&config.mail).ok();
        let works = key.zip(carrier).map(|(key, carrier)| Works {
            key,
            carrier,
            pace: Pace::per_minute(config.mail.messages_per_minute),
        });
        let seconds = Duration::from_secs;
        let waits = Waits {
            rounds: [seconds(1), seconds(5), seconds(30), seconds(60), seconds(120)],
            refused: [seconds(2), seconds(15)],
            answer: seconds(5),
        };
        let (running, lately) = (Mutex::default(), Lately::default());
        Press(Arc::new(Inside { store, config, locales, works, running, lately, waits }))
    }

    /// The same that waits hardly at all before it tries again, for tests.
    pub fn impatient(self) -> Press {
        let mut inside = Arc::into_inner(self.0).expect("nobody has the press yet");
        let ms = Duration::from_millis;
        inside.waits = Waits { rounds: [ms(5); 5], refused: [ms(5); 2], answer: ms(4_000) };
        inside.works = inside.works.map(|works| {
            let carrier = works.carrier.with_patience(ms(400));
            Works { carrier, ..works }
        });
        Press(Arc::new(inside))
    }

    /// Whether there are newsletters.
    pub fn is_on(&self) -> bool {
        self.0.works.is_some()
    }

    /// The key that addresses are sealed to.
    pub fn key(&self) -> Option<&PublicKey> {
        self.0.works.as_ref().map(|works| &works.key)
    }

    /// Whether this process sends an issue now.
    pub fn is_running(&self, issue: &str) -> bool {
        self.running().contains_key(issue)
    }

    /// Has a send stop after those who are in hand.
    pub fn stop(&self, issue: &str) {
        if let Some(stop) = self.running().get(issue) {
            stop.store(true, Ordering::SeqCst);
        }
    }

    /// Has all sends stop after those who are in hand, and waits for that, ten seconds at most: so that a process that ends in
    /// good order leaves nobody unsure.
    pub async fn rest(&self) {
        self.running().values().for_each(|stop| stop.store(true, Ordering::SeqCst));
        for _ in 0..200 {
            if self.running().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Drafts what is due and forgets what nobody confirmed. Every minute is often enough.
    pub async fn tick(&self, now: Time) -> Result<usize, StoreError> {
        let inside = &self.0;
        if !self.is_on() {
            return Ok(0);
        }
        let today = base::Zone::utc().date(now.plus_hours(-24 * CONFIRM_WITHIN_DAYS));
        let mut tx = inside.store.write().await?;
        subscription::tidy(&mut tx, today).await?;
        tx.commit().await?;
        draft::draft(&inside.store, &inside.config, &inside.locales, now).await
    }

    fn running(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("is_on", &self.is_on()).finish_non_exhaustive()
    }
}
