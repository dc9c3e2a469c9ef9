//! One rendering at a time for each page, and what readers get while it runs.
//!
//! - Nothing kept, or what is kept was withdrawn: everybody waits for the one rendering.
//! - Something was published: the first reader waits for the new page, the others get the old one meanwhile.
//! - The new page cannot be made (the database is gone): the old one goes on being served, unless withdrawn; nobody
//!   waits for further attempts, they run behind the readers' backs.

use crate::app::App;
use crate::door::Ticket;
use crate::page::Page;
use crate::rendered::Rendered;
use crate::routes::{FullHandler, PageHandler, Params, Visit};
use crate::staleness::Grade;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// What a page handler found.
#[derive(Debug)]
pub enum Loaded {
    /// The page.
    Page(Box<Rendered>),
    /// There is no such page. Not kept by its address (anybody can think of addresses); readers get the 'no such
    /// page' of their language.
    Missing,
}

impl From<Rendered> for Loaded {
    fn from(page: Rendered) -> Loaded {
        Loaded::Page(Box::new(page))
    }
}

/// Why a handler could not answer. The text goes to the log, never to a reader; it must name no reader.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Something it needs is not there now, the database for one. Readers get 503.
    #[error("not available: {0}")]
    Unavailable(String),
    /// It is wrong and will be wrong again: a template that fails. Readers get 500.
    #[error("broken: {0}")]
    Broken(String),
}

impl Trouble {
    /// Whether trying again later may help.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Trouble::Unavailable(_))
    }
}

/// How a fetch ended.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Page(Arc<Page>),
    Missing,
    Unavailable,
    Broken,
}

/// What is to be rendered: the key in the cache and who renders it.
#[derive(Clone)]
pub(crate) struct Errand {
    /// The decoded path, or for full variants and pages without an address a name that no path can be.
    pub key: Arc<str>,
    /// The decoded path; for pages without one the key.
    pub path: Arc<str>,
    /// The route's name, for the log.
    pub name: &'static str,
    pub handler: PageHandler,
    /// Who renders the full variant, where there may be one.
    pub full: Option<FullHandler>,
    pub params: Params,
}

impl Errand {
    /// The same for the full variant.
    fn full(&self, ticket: Ticket) -> Option<Errand> {
        let full = self.full.clone()?;
        let mut key = String::new();
        ticket.write_key(&self.path, &mut key);
        let handler: PageHandler = Arc::new(move |visit| {
            let work = full(visit, ticket.clone());
            Box::pin(async move {
                Ok(match work.await? {
                    Loaded::Page(rendered) => rendered.full().into(),
                    Loaded::Missing => Loaded::Missing,
                })
            })
        });
        Some(Errand { key: key.into(), handler, full: None, ..self.clone() })
    }
}

/// The renderings that are under way.
#[derive(Debug)]
pub(crate) struct Flights {
    flying: Mutex<HashMap<Arc<str>, watch::Receiver<Option<Outcome>>>>,
    /// How many may run at once; more requests for different pages wait.
    permits: Semaphore,
}

/// A page that is withdrawn again and again while it is rendered is given up after so many attempts.
const ATTEMPTS: usize = 4;

impl Flights {
    pub(crate) fn new(at_once: usize) -> Flights {
        Flights { flying: Mutex::default(), permits: Semaphore::new(at_once) }
    }

    /// Whether nothing is being rendered.
    pub(crate) fn is_quiet(&self) -> bool {
        self.lock().is_empty()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Arc<str>, watch::Receiver<Option<Outcome>>>> {
        self.flying.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// The page for an errand, as fresh as the rules above say.
    pub(crate) async fn fetch(self: &Arc<App>, errand: &Errand) -> Outcome {
        let mut has_joined = false;
        for _ in 0..ATTEMPTS {
            match self.held(&errand.key) {
                Some((page, Grade::Fresh)) => return Outcome::Page(page),
                Some((page, Grade::Soft)) => match self.renew(errand, page).await {
                    Some(outcome) => return outcome,
                    None => continue,
                },
                Some((_, Grade::Hard)) | None => {}
            }
            let (flight, is_own) = self.join(errand);
            let outcome = landed(flight).await;
            let Outcome::Page(page) = &outcome else { return outcome };
            match page.grade(&self.staleness, || self.clock.now()) {
                Grade::Hard => continue,
                // The rendering began before this reader came and something was published since: once more, so
                // that whoever asks after a publication sees it.
                Grade::Soft if !is_own && !has_joined => has_joined = true,
                _ => return outcome,
            }
        }
        self.report(errand.name, &"stale again before it was rendered");
        Outcome::Unavailable
    }

    /// The page for somebody with or without a ticket. What is kept of a full variant is enough, should the open part not
    /// be to be had.
    pub(crate) async fn fetch_for(self: &Arc<App>, errand: &Errand, ticket: Option<Ticket>) -> Outcome {
        let Some(full) = ticket.and_then(|ticket| errand.full(ticket)) else {
            return self.fetch(errand).await;
        };
        if self.cache.with(&full.key, |_| ()).is_none() {
            let open = self.fetch(errand).await;
            if !matches!(&open, Outcome::Page(page) if page.has_full()) {
                return open;
            }
        }
        match self.fetch(&full).await {
            // It is open to all by now, or has moved or gone: the open page says so.
            Outcome::Missing => self.fetch(errand).await,
            outcome => outcome,
        }
    }

    /// Renders a softly stale page anew. None: it was withdrawn meanwhile.
    async fn renew(self: &Arc<App>, errand: &Errand, page: Arc<Page>) -> Option<Outcome> {
        let failed_at = page.failed_at();
        if let Some(failed_at) = failed_at {
            let waited = self.clock.now().millis().saturating_sub(failed_at.millis());
            if waited.unsigned_abs() < self.settings.retry_after.as_millis() as u64 {
                return Some(Outcome::Page(page));
            }
        }
        let (flight, is_own) = self.join(errand);
        if !is_own || failed_at.is_some() {
            return Some(Outcome::Page(page));
        }
        let outcome = match tokio::time::timeout(self.settings.patience, landed(flight)).await {
            Ok(outcome @ (Outcome::Page(_) | Outcome::Missing)) => outcome,
            _ => Outcome::Page(page),
        };
        match &outcome {
            Outcome::Page(page) if page.grade(&self.staleness, || self.clock.now()) == Grade::Hard => None,
            _ => Some(outcome),
        }
    }

    /// What the cache holds for a key, and how true it is. What was withdrawn is dropped at sight.
    fn held(&self, key: &str) -> Option<(Arc<Page>, Grade)> {
        let page = self.cache.get(key)?;
        let grade = page.grade(&self.staleness, || self.clock.now());
        page.note_use();
        Some((page, grade))
    }

    /// The rendering under way for an errand, or a new one; whether it is new.
    fn join(self: &Arc<App>, errand: &Errand) -> (watch::Receiver<Option<Outcome>>, bool) {
        let mut flying = self.flights.lock();
        if let Some(flight) = flying.get(&errand.key) {
            return (flight.clone(), false);
        }
        let (landing, flight) = watch::channel(None);
        flying.insert(errand.key.clone(), flight.clone());
        drop(flying);
        self.house.spawn(fly(self.clone(), errand.clone(), landing));
        (flight, true)
    }

    /// Renders and packs, within the time allowed. A panic of the handler ends here.
    async fn render(self: &Arc<App>, errand: &Errand) -> Outcome {
        let Ok(_permit) = self.flights.permits.acquire().await else { return Outcome::Unavailable };
        let mark = self.staleness.mark();
        let visit =
            Visit { path: errand.path.to_string(), params: errand.params.clone(), now: self.clock.now() };
        let (handler, policy) = (errand.handler.clone(), Arc::clone(&self.policy));
        let work = self.house.spawn(async move {
            Ok::<_, Trouble>(match handler(visit).await? {
                Loaded::Page(rendered) => Outcome::Page(Arc::new(Page::pack(*rendered, mark, &policy))),
                Loaded::Missing => Outcome::Missing,
            })
        });
        let stop = work.abort_handle();
        match tokio::time::timeout(self.settings.load_timeout, work).await {
            Ok(Ok(Ok(outcome))) => outcome,
            Ok(Ok(Err(trouble))) => {
                self.report(errand.name, &trouble);
                if trouble.is_passing() { Outcome::Unavailable } else { Outcome::Broken }
            }
            Ok(Err(_panic)) => {
                self.report(errand.name, &"the handler panicked");
                Outcome::Broken
            }
            Err(_elapsed) => {
                stop.abort();
                self.report(errand.name, &"took too long");
                Outcome::Unavailable
            }
        }
    }
}

/// One rendering from beginning to end, on the house's runtime, whether or not anybody still waits for it.
async fn fly(app: Arc<App>, errand: Errand, landing: watch::Sender<Option<Outcome>>) {
    let outcome = app.render(&errand).await;
    match &outcome {
        Outcome::Page(page) => app.cache.put(&errand.key, page.clone()),
        Outcome::Missing => app.cache.remove(&errand.key),
        Outcome::Unavailable | Outcome::Broken => {
            app.cache.with(&errand.key, |page| page.note_failure(app.clock.now()));
        }
    }
    app.flights.lock().remove(&errand.key);
    landing.send_replace(Some(outcome));
}

/// Waits for a rendering. One that was cut off (the house is closing) counts as not available.
async fn landed(mut flight: watch::Receiver<Option<Outcome>>) -> Outcome {
    match flight.wait_for(Option::is_some).await {
        Ok(outcome) => outcome.clone().unwrap_or(Outcome::Unavailable),
        Err(_) => Outcome::Unavailable,
    }
}
