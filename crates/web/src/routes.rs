//! The table of addresses: what there is, and who answers.

use crate::body::Body;
use crate::door::{Door, Ticket};
use crate::files::FileAnswer;
use crate::flight::{Loaded, Trouble};
use crate::form::Posted;
use crate::rendered::Rendered;
use base::Time;
use http::HeaderMap;
use hyper::body::Incoming;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
pub(crate) type PageHandler = Arc<dyn Fn(Visit) -> BoxFuture<Result<Loaded, Trouble>> + Send + Sync>;
pub(crate) type FullHandler = Arc<dyn Fn(Visit, Ticket) -> BoxFuture<Result<Loaded, Trouble>> + Send + Sync>;
/// What is mounted under a prefix: takes the whole request, body and all, and speaks for itself.
pub(crate) type Mounted =
    Arc<dyn Fn(http::Request<Incoming>) -> BoxFuture<http::Response<Body>> + Send + Sync>;

/// A service under a prefix.
pub(crate) struct Mount {
    prefix: &'static str,
    pub service: Mounted,
    /// Whether it is told from where each request comes.
    pub is_told: bool,
}

/// From where a request comes, for those that [`Routes::mount_told`] names: the other end of the connection, which may be a
/// proxy. In memory, for as long as the request is answered; nothing else in the house is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub std::net::IpAddr);

pub(crate) type DirectHandler = Arc<dyn Fn(Asked) -> BoxFuture<Result<Answer, Trouble>> + Send + Sync>;
pub(crate) type FormHandler = Arc<dyn Fn(Posted) -> BoxFuture<Result<Answer, Trouble>> + Send + Sync>;

/// The parts of a path that a pattern leaves open, decoded.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// The part called `name`, empty when the pattern has no such part (which no path can be).
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value)
    }

    /// Params made by hand, for tests and for rendering a page without a request.
    pub fn of(parts: &[(&str, &str)]) -> Params {
        Params(parts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect())
    }
}

/// What a page handler may know of a request: the address, nothing about who asked. That is why the page can be
/// kept and given to everybody.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The decoded path.
    pub path: String,
    /// Its open parts.
    pub params: Params,
    /// When the rendering began.
    pub now: Time,
}

/// What a direct handler may know of a request. Its answer is not kept.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The decoded path.
    pub path: String,
    /// Its open parts.
    pub params: Params,
    /// The query, as sent.
    pub query: Option<String>,
    /// The headers, as sent.
    pub headers: HeaderMap,
    /// When the request came.
    pub now: Time,
}

/// What a direct handler answers.
#[derive(Debug)]
pub enum Answer {
    /// A page made for this request.
    Page(Box<Rendered>),
    /// A file on disk.
    File(FileAnswer),
    /// There is nothing here.
    Missing,
    /// Anything else, as it is. The headers of the policy are added where they are not set.
    Raw(Box<http::Response<Body>>),
}

/// How an address is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page, kept in the cache.
    Page,
    /// Made for each request: redirects by header, files.
    Direct,
    /// A form that pages of ours send.
    Form,
    /// A form that others send as well: a provider's webhook, a program.
    OpenForm,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// `story`, `section`, …: the page's name everywhere.
    pub name: &'static str,
    /// `GET`, and then HEAD is answered too; or `POST`.
    pub method: &'static str,
    /// `/{lang}/story/{slug}`.
    pub pattern: &'static str,
    /// How it is answered.
    pub kind: Kind,
}

#[derive(Clone)]
pub(crate) enum Handler {
    Page { open: PageHandler, full: Option<FullHandler> },
    Direct(DirectHandler),
    Form(Form),
}

/// A form: what it takes, and who answers.
#[derive(Clone)]
pub(crate) struct Form {
    pub most_bytes: usize,
    /// Whether other sites and programs may send it, in any media type.
    pub is_for_others: bool,
    pub handler: FormHandler,
}

/// What stands at one pattern: something to read, a form, or both. Places in the table's list.
#[derive(Clone, Copy, Default)]
struct Place {
    read: Option<usize>,
    form: Option<usize>,
    /// What other sites' scripts may send along when they read it.
    headers: Option<&'static str>,
}

/// Where a path leads.
pub(crate) enum Found {
    Handler {
        name: &'static str,
        handler: Handler,
        params: Params,
    },
    /// The same path with or without its last slash exists.
    Moved(String),
    /// Under the prefix of what is mounted.
    Mounted,
    /// A form can be sent there, but nothing read.
    FormOnly,
    Nothing,
}

/// The table of addresses, and the pages for when there is none.
#[derive(Default)]
pub struct Routes {
    list: Vec<(RouteInfo, Handler)>,
    tree: matchit::Router<&'static str>,
    places: BTreeMap<&'static str, Place>,
    mounted: Vec<Mount>,
    pub(crate) door: Option<Door>,
    missing: BTreeMap<Arc<str>, PageHandler>,
    unavailable: BTreeMap<Arc<str>, Rendered>,
    first: Option<Arc<str>>,
}

impl Routes {
    /// An empty table.
    pub fn new() -> Routes {
        Routes::default()
    }

    /// Adds a page: rendered once, kept, given to everybody until it is stale. The handler runs on the house's
    /// runtime, at most once at a time for each path.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn page<F, R>(self, name: &'static str, pattern: &'static str, handler: F) -> Routes
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Loaded, Trouble>> + Send + 'static,
    {
        let handler: PageHandler = Arc::new(move |visit| Box::pin(handler(visit)));
        self.add(
            RouteInfo { name, method: "GET", pattern, kind: Kind::Page },
            Handler::Page { open: handler, full: None },
        )
    }

    /// Adds a page that may have a full variant, for those whom the [door](Routes::door) lets in. Where `open` says that
    /// what it rendered is the [open part](Rendered::open_part), they get what `full` renders, which is kept apart and
    /// sent to nobody else. `full` answers `Missing` where there is no such variant now.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn page_with_full<F, R, G, S>(
        self,
        name: &'static str,
        pattern: &'static str,
        open: F,
        full: G,
    ) -> Routes
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Loaded, Trouble>> + Send + 'static,
        G: Fn(Visit, Ticket) -> S + Send + Sync + 'static,
        S: Future<Output = Result<Loaded, Trouble>> + Send + 'static,
    {
        let open: PageHandler = Arc::new(move |visit| Box::pin(open(visit)));
        let full: FullHandler = Arc::new(move |visit, ticket| Box::pin(full(visit, ticket)));
        let info = RouteInfo { name, method: "GET", pattern, kind: Kind::Page };
        self.add(info, Handler::Page { open, full: Some(full) })
    }

    /// Sets the door to full pages. Without one nobody gets any.
    pub fn door(self, door: Door) -> Routes {
        Routes { door: Some(door), ..self }
    }

    /// Adds an address that is answered for each request.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn direct<F, R>(self, name: &'static str, pattern: &'static str, handler: F) -> Routes
    where
        F: Fn(Asked) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Answer, Trouble>> + Send + 'static,
    {
        let handler: DirectHandler = Arc::new(move |asked| Box::pin(handler(asked)));
        self.add(RouteInfo { name, method: "GET", pattern, kind: Kind::Direct }, Handler::Direct(handler))
    }

    /// The same for what scripts of other sites read and send headers of their own along, of those named here: browsers ask
    /// before (Fetch, section 3.3.5, a CORS preflight). The answer has to say itself that everybody may read it.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn open_direct<F, R>(
        self,
        name: &'static str,
        pattern: &'static str,
        headers: &'static str,
        handler: F,
    ) -> Routes
    where
        F: Fn(Asked) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Answer, Trouble>> + Send + 'static,
    {
        let mut routes = self.direct(name, pattern, handler);
        routes.places.entry(pattern).or_default().headers = Some(headers);
        routes
    }

    /// Adds a form that pages of ours send (POST, `application/x-www-form-urlencoded`, at most `most_bytes` long). Forms
    /// that another site's page sends are refused. A page may stand at the same pattern. No answer is kept by anybody.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn form<F, R>(
        self,
        name: &'static str,
        pattern: &'static str,
        most_bytes: usize,
        handler: F,
    ) -> Routes
    where
        F: Fn(Posted) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Answer, Trouble>> + Send + 'static,
    {
        let handler: FormHandler = Arc::new(move |posted| Box::pin(handler(posted)));
        let form = Form { most_bytes, is_for_others: false, handler };
        self.add(RouteInfo { name, method: "POST", pattern, kind: Kind::Form }, Handler::Form(form))
    }

    /// The same for what others may send, in any media type: a provider's webhook, a program, another site's script. Its
    /// handler must not trust that a reader meant to send it.
    ///
    /// # Panics
    /// When the pattern is not one or meets another.
    pub fn open_form<F, R>(
        self,
        name: &'static str,
        pattern: &'static str,
        most_bytes: usize,
        handler: F,
    ) -> Routes
    where
        F: Fn(Posted) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Answer, Trouble>> + Send + 'static,
    {
        let handler: FormHandler = Arc::new(move |posted| Box::pin(handler(posted)));
        let form = Form { most_bytes, is_for_others: true, handler };
        self.add(RouteInfo { name, method: "POST", pattern, kind: Kind::OpenForm }, Handler::Form(form))
    }

    /// Hands everything under a prefix (`/desk`) to somebody else, who reads bodies, answers other methods than GET
    /// and keeps no page with us. Runs on the house's runtime.
    pub fn mount<F, R>(self, prefix: &'static str, service: F) -> Routes
    where
        F: Fn(http::Request<Incoming>) -> R + Send + Sync + 'static,
        R: Future<Output = http::Response<Body>> + Send + 'static,
    {
        self.mounting(prefix, false, service)
    }

    /// The same for those who are not readers and must come from addresses that were agreed on: each request has its
    /// [`Peer`] among its extensions.
    pub fn mount_told<F, R>(self, prefix: &'static str, service: F) -> Routes
    where
        F: Fn(http::Request<Incoming>) -> R + Send + Sync + 'static,
        R: Future<Output = http::Response<Body>> + Send + 'static,
    {
        self.mounting(prefix, true, service)
    }

    fn mounting<F, R>(mut self, prefix: &'static str, is_told: bool, service: F) -> Routes
    where
        F: Fn(http::Request<Incoming>) -> R + Send + Sync + 'static,
        R: Future<Output = http::Response<Body>> + Send + 'static,
    {
        let service: Mounted = Arc::new(move |request| Box::pin(service(request)));
        self.mounted.push(Mount { prefix, service, is_told });
        self
    }

    /// What is mounted over a path, as it was sent.
    pub(crate) fn mounted(&self, path: &str) -> Option<&Mount> {
        self.mounted.iter().find(|mount| {
            let rest = path.strip_prefix(mount.prefix);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        })
    }

    /// The 'no such page' of a language, a page like others (with its keys), whatever was asked for. A path is
    /// answered in the language its first segment names, otherwise in the one that was added first.
    pub fn missing<F, R>(mut self, language: &str, handler: F) -> Routes
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Loaded, Trouble>> + Send + 'static,
    {
        let language: Arc<str> = language.into();
        self.first.get_or_insert_with(|| language.clone());
        self.missing.insert(language, Arc::new(move |visit| Box::pin(handler(visit))));
        self
    }

    /// The 'we cannot answer now' of a language, ready made, since it is needed when nothing can be loaded.
    pub fn unavailable(mut self, language: &str, page: Rendered) -> Routes {
        self.unavailable.insert(language.into(), page);
        self
    }

    /// Every address there is, in the order of the table.
    pub fn list(&self) -> Vec<RouteInfo> {
        self.list.iter().map(|(info, _)| info.clone()).collect()
    }

    /// Where a decoded path leads.
    pub(crate) fn find(&self, path: &str) -> Found {
        if self.mounted(path).is_some() {
            return Found::Mounted;
        }
        if let Some((place, params)) = self.place_of(path) {
            let Some(read) = place.read else { return Found::FormOnly };
            let (info, handler) = &self.list[read];
            return Found::Handler { name: info.name, handler: handler.clone(), params };
        }
        let other = match path.strip_suffix('/') {
            Some(shorter) => shorter.to_owned(),
            None => format!("{path}/"),
        };
        if self.tree.at(&other).is_ok() { Found::Moved(other) } else { Found::Nothing }
    }

    /// The headers that other sites' scripts may send to a decoded path.
    pub(crate) fn headers_of_others(&self, path: &str) -> Option<&'static str> {
        self.place_of(path)?.0.headers
    }

    /// The form at a decoded path.
    pub(crate) fn find_form(&self, path: &str) -> Option<(&'static str, Form, Params)> {
        let (place, params) = self.place_of(path)?;
        match &self.list[place.form?] {
            (info, Handler::Form(form)) => Some((info.name, form.clone(), params)),
            _ => None,
        }
    }

    fn place_of(&self, path: &str) -> Option<(Place, Params)> {
        let found = self.tree.at(path).ok()?;
        let params = found.params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Some((self.places.get(found.value).copied()?, Params(params)))
    }

    /// The language a path is refused in: one of those with a `missing` page.
    pub(crate) fn language_of(&self, path: &str) -> Arc<str> {
        let segment = path.trim_start_matches('/').split('/').next().unwrap_or("");
        let named = self.missing.get_key_value(segment).map(|(language, _)| language);
        named.or(self.first.as_ref()).cloned().unwrap_or_default()
    }

    pub(crate) fn missing_handler(&self, language: &str) -> Option<PageHandler> {
        self.missing.get(language).cloned()
    }

    pub(crate) fn unavailable_pages(&self) -> impl Iterator<Item = (&Arc<str>, &Rendered)> {
        self.unavailable.iter()
    }

    fn add(mut self, info: RouteInfo, handler: Handler) -> Routes {
        let place = self.places.entry(info.pattern).or_default();
        let is_new = place.read.is_none() && place.form.is_none();
        let slot = if matches!(handler, Handler::Form(_)) { &mut place.form } else { &mut place.read };
        let is_taken = slot.replace(self.list.len()).is_some();
        if is_taken {
            panic!("route {} ({}): the pattern is taken", info.name, info.pattern);
        }
        if is_new && let Err(fault) = self.tree.insert(info.pattern, info.pattern) {
            panic!("route {} ({}): {fault}", info.name, info.pattern);
        }
        self.list.push((info, handler));
        self
    }
}

#[cfg(test)]
mod tests;
