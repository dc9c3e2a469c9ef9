//! Everything a request needs: the table, the cache, the board of changes.

use crate::cache::Cache;
use crate::door::{Shown, Ticket};
use crate::flight::{Errand, Flights, Outcome};
use crate::headers::Policy;
use crate::page::Page;
use crate::path::{self, PathFault};
use crate::refusal::{Refusal, Refusals};
use crate::rendered::Rendered;
use crate::routes::{DirectHandler, Found, Handler, Params, RouteInfo, Routes};
use crate::staleness::{Mark, Staleness};
use base::Clock;
use http::StatusCode;
use http::header::HeaderValue;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;

/// What can be set about pages. The listener has its own [`crate::listener::Limits`].
#[derive(Debug, Clone)]
pub struct Settings {
    /// Bytes the page cache may hold (16 MB).
    pub cache_bytes: usize,
    /// After so long a rendering is given up and answered with 503 (10 s).
    pub load_timeout: Duration,
    /// After so long a reader who waits for a new page gets the old one (2 s).
    pub patience: Duration,
    /// So long after a failed rendering the next is tried, while the old page is served (1 s).
    pub retry_after: Duration,
    /// After so long a form whose body has not come is given up, with 408 (20 s).
    pub form_timeout: Duration,
    /// Renderings at once (16).
    pub loads: usize,
    /// Whether pages that are read are packed better when the machine is idle.
    pub polish: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            cache_bytes: 16 << 20,
            load_timeout: Duration::from_secs(10),
            patience: Duration::from_secs(2),
            retry_after: Duration::from_secs(1),
            form_timeout: Duration::from_secs(20),
            loads: 16,
            polish: true,
        }
    }
}

/// A site, ready to be served.
pub struct App {
    pub(crate) routes: Routes,
    pub(crate) policy: Arc<Policy>,
    pub(crate) staleness: Arc<Staleness>,
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) cache: Cache,
    pub(crate) flights: Flights,
    pub(crate) house: Handle,
    pub(crate) requests: AtomicU64,
    refusals: Refusals,
    /// By language, packed at the start: it is needed when there is no time to pack anything.
    unavailable: BTreeMap<Arc<str>, Arc<Page>>,
    reported_at: AtomicI64,
}

/// Where a request leads.
pub(crate) enum Lead {
    /// To an answer that is there already.
    Ready(Arc<Page>),
    /// To a page that is fetched.
    Page(Errand),
    /// To no page.
    Missing(String),
    /// To what is mounted there. Only the long way can go on.
    Mounted(String),
    /// To a handler that wants to see the request.
    Direct { name: &'static str, handler: DirectHandler, path: String, params: Params },
}

impl App {
    /// Puts a site together. Handlers will run on the runtime this is called from.
    ///
    /// # Panics
    /// Outside a Tokio runtime.
    pub fn new(
        routes: Routes,
        policy: Policy,
        staleness: Arc<Staleness>,
        clock: Clock,
        settings: Settings,
    ) -> Arc<App> {
        let unavailable = routes.unavailable_pages().map(|(language, page)| {
            (language.clone(), Arc::new(Page::pack(unavailable(page.clone()), Mark::default(), &policy)))
        });
        let app = Arc::new(App {
            unavailable: unavailable.collect(),
            refusals: Refusals::new(&policy),
            policy: Arc::new(policy),
            cache: Cache::new(settings.cache_bytes),
            flights: Flights::new(settings.loads.max(1)),
            house: Handle::current(),
            requests: AtomicU64::new(0),
            reported_at: AtomicI64::new(i64::MIN),
            routes,
            staleness,
            clock,
            settings,
        });
        if app.settings.polish {
            crate::polish::start(&app);
        }
        app
    }

    /// Every address there is.
    pub fn routes(&self) -> Vec<RouteInfo> {
        self.routes.list()
    }

    /// The board of changes.
    pub fn staleness(&self) -> &Arc<Staleness> {
        &self.staleness
    }

    /// Bytes and pages the cache holds.
    pub fn cached(&self) -> (usize, usize) {
        self.cache.held()
    }

    /// The page at a decoded path, as a reader would get it now; none where a direct handler answers. For feeds,
    /// mirrors and tests.
    pub async fn page(self: &Arc<App>, path: &str) -> Option<Arc<Page>> {
        match self.lead(path) {
            Lead::Direct { .. } | Lead::Mounted(_) => None,
            lead => Some(self.follow(lead, None).await),
        }
    }

    /// Where the target of a request leads.
    pub(crate) fn lead(&self, target: &str) -> Lead {
        let path = match path::parse(target) {
            Ok(path) => path,
            Err(PathFault::Malformed) => return Lead::Ready(self.refusal(Refusal::Malformed)),
            Err(PathFault::Absent) => return Lead::Missing(path::before_query(target).to_owned()),
        };
        match self.routes.find(&path) {
            Found::Handler { name, handler: Handler::Page { open, full }, params } => {
                let key: Arc<str> = (*path).into();
                Lead::Page(Errand { path: key.clone(), key, name, handler: open, full, params })
            }
            Found::Handler { name, handler: Handler::Direct(handler), params } => {
                Lead::Direct { name, handler, path: path.into_owned(), params }
            }
            Found::Mounted => Lead::Mounted(path.into_owned()),
            // `find` gives what can be read; a form is found by `form_of`.
            Found::FormOnly | Found::Handler { handler: Handler::Form(_), .. } => {
                Lead::Ready(self.refusal(Refusal::FormOnly))
            }
            Found::Moved(to) => Lead::Ready(self.redirect(&to)),
            Found::Nothing => Lead::Missing(path.into_owned()),
        }
    }

    /// What a request shows at the door is worth now.
    pub(crate) fn ticket(&self, shown: Shown<'_>) -> Option<Ticket> {
        self.routes.door.as_ref()?.ticket(shown, self.clock.now())
    }

    /// The page a lead ends at, for somebody with or without a ticket. A direct lead ends at 'no such page'; the callers do not follow it here.
    pub(crate) async fn follow(self: &Arc<App>, lead: Lead, ticket: Option<Ticket>) -> Arc<Page> {
        match lead {
            Lead::Ready(page) => page,
            Lead::Missing(path) => self.missing(&path).await,
            Lead::Direct { path, .. } | Lead::Mounted(path) => self.missing(&path).await,
            Lead::Page(errand) => match self.fetch_for(&errand, ticket).await {
                Outcome::Page(page) => page,
                Outcome::Missing => self.missing(&errand.path).await,
                Outcome::Unavailable => self.unavailable(&errand.path),
                Outcome::Broken => self.refusal(Refusal::Broken),
            },
        }
    }

    /// 'No such page' in the language of a path. Kept once a language, under a name that no path can be.
    pub(crate) async fn missing(self: &Arc<App>, path: &str) -> Arc<Page> {
        let language = self.routes.language_of(path);
        let Some(handler) = self.routes.missing_handler(&language) else {
            return self.refusal(Refusal::Missing);
        };
        let key: Arc<str> = format!("\0missing/{language}").into();
        let params = Params::of(&[("lang", &language)]);
        let errand = Errand { path: key.clone(), key, name: "missing", handler, full: None, params };
        match self.fetch(&errand).await {
            Outcome::Page(page) => page,
            _ => self.refusal(Refusal::Missing),
        }
    }

    /// 'We cannot answer now' in the language of a path.
    pub(crate) fn unavailable(&self, path: &str) -> Arc<Page> {
        let language = self.routes.language_of(path);
        self.unavailable.get(&language).cloned().unwrap_or_else(|| self.refusal(Refusal::Unavailable))
    }

    pub(crate) fn refusal(&self, refusal: Refusal) -> Arc<Page> {
        self.refusals.page(refusal).clone()
    }

    /// Packs a page that is not kept.
    pub(crate) fn pack(&self, rendered: Rendered) -> Arc<Page> {
        Arc::new(Page::pack(rendered, Mark::default(), &self.policy))
    }

    /// Logs a failure by the route's name, at most once a second: whoever asks for a thousand pages while the
    /// database is away must not fill the disk. The log never says what was asked for, nor by whom.
    pub(crate) fn report(&self, name: &str, trouble: &dyn std::fmt::Display) {
        let now = self.clock.now().millis();
        let last = self.reported_at.load(Ordering::Relaxed);
        if now.saturating_sub(last) >= 1000 {
            self.reported_at.store(now, Ordering::Relaxed);
            tracing::error!(page = name, "could not be rendered: {trouble}");
        }
    }

    fn redirect(&self, to: &str) -> Arc<Page> {
        self.pack(Rendered::redirect(StatusCode::MOVED_PERMANENTLY, to))
    }
}

fn unavailable(mut rendered: Rendered) -> Rendered {
    rendered.cache_control = HeaderValue::from_static("no-store");
    rendered
        .header(http::header::RETRY_AFTER, HeaderValue::from_static("5"))
        .status(StatusCode::SERVICE_UNAVAILABLE)
}
