//! The table of the desk's addresses: what there is, who may ask for it, who answers.
//!
//! The router is made from it, and so are the tests: each line that needs a right answers 403 to everybody without it.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use bytes::Bytes;
use http::{Method, Request, Response};
use tower_service::Service;

use crate::desk::Newsroom;
use crate::front;
use crate::guard;
use crate::page;
use crate::rights::Right;

/// What somebody needs to be given a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the sign-in pages, style sheets.
    Nothing,
    /// To be signed in.
    SignedIn,
    /// A right of the table of [`crate::rights`].
    Right(Right),
}

/// A line of the table.
#[derive(Clone)]
pub struct Route {
    /// The page's name: its file, its template.
    pub name: &'static str,
    /// GET or POST.
    pub method: Method,
    /// `/desk/story/{id}`.
    pub pattern: &'static str,
    /// Who may.
    pub need: Need,
    /// Bytes that a request's body may have.
    pub most_bytes: usize,
    /// Whether programs may ask, with a member's key that has the right.
    pub for_programs: bool,
    handler: MethodRouter<Arc<Newsroom>>,
}

/// A form, or a story with its whole body.
pub(crate) const A_FORM: usize = 4 << 20;

pub(crate) fn get<H, T>(name: &'static str, pattern: &'static str, need: Need, handler: H) -> Route
where
    H: Handler<T, Arc<Newsroom>>,
    T: 'static,
{
    let handler = on(MethodFilter::GET, handler);
    Route { name, method: Method::GET, pattern, need, most_bytes: 0, for_programs: false, handler }
}

pub(crate) fn post<H, T>(name: &'static str, pattern: &'static str, need: Need, handler: H) -> Route
where
    H: Handler<T, Arc<Newsroom>>,
    T: 'static,
{
    let handler = on(MethodFilter::POST, handler);
    Route { name, method: Method::POST, pattern, need, most_bytes: A_FORM, for_programs: false, handler }
}

/// What the guard asks before a handler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asks {
    pub need: Need,
    pub for_programs: bool,
}

impl Asks {
    const NOTHING: Asks = Asks { need: Need::Nothing, for_programs: false };
}

impl Route {
    fn asks(&self) -> Asks {
        Asks { need: self.need, for_programs: self.for_programs }
    }

    /// The same with room for larger bodies: files.
    pub(crate) fn taking(self, most_bytes: usize) -> Route {
        Route { most_bytes, ..self }
    }

    /// The same for programs as well.
    pub(crate) fn for_programs(self) -> Route {
        Route { for_programs: true, ..self }
    }
}

/// The whole table.
pub fn routes() -> Vec<Route> {
    let mut all = vec![get("asset", "/desk/assets/{file}", Need::Nothing, front::show)];
    all.extend(page::routes());
    all
}

/// The nearest page at or above a path: of `/desk/story/7/kill`, to which a form is sent, it is `/desk/story/7`.
pub(crate) fn page_near(path: &str) -> String {
    let (plain, query) = path.split_once('?').unwrap_or((path, ""));
    let pages: Vec<&str> =
        routes().iter().filter(|route| route.method == Method::GET).map(|route| route.pattern).collect();
    let mut near = plain;
    while !pages.iter().any(|pattern| fits(pattern, near)) {
        match near.rsplit_once('/') {
            Some((above, _)) if above.starts_with("/desk") => near = above,
            _ => return "/desk".to_owned(),
        }
    }
    if near == plain && !query.is_empty() { path.to_owned() } else { near.to_owned() }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let part =
        |(pattern, part): (&&str, &&str)| (pattern.starts_with('{') && !part.is_empty()) || pattern == part;
    pattern.len() == path.len() && pattern.iter().zip(&path).all(part)
}

/// The table as a service.
pub fn router(newsroom: &Arc<Newsroom>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let guard = axum::middleware::from_fn_with_state((Arc::clone(newsroom), route.asks()), guard::guard);
        let limit = axum::extract::DefaultBodyLimit::max(route.most_bytes.max(1));
        router = router.route(route.pattern, route.handler.layer(limit).layer(guard));
    }
    let nothing = axum::middleware::from_fn_with_state((Arc::clone(newsroom), Asks::NOTHING), guard::guard);
    let missing =
        on(MethodFilter::GET, async || -> crate::failure::Answer { Err(crate::failure::Failure::Missing) });
    router
        .fallback_service(missing.layer(nothing).with_state(Arc::clone(newsroom)))
        .with_state(Arc::clone(newsroom))
}

/// Answers requests under `/desk` for the listener.
pub fn service(
    newsroom: &Arc<Newsroom>,
) -> impl Fn(Request<web::Incoming>) -> Answering + Send + Sync + 'static {
    answering(router(newsroom))
}

/// An answer on its way.
pub type Answering = std::pin::Pin<Box<dyn Future<Output = Response<web::Body>> + Send>>;

/// A router as the listener asks one.
pub fn answering(router: Router) -> impl Fn(Request<web::Incoming>) -> Answering + Send + Sync + 'static {
    move |request| {
        let mut router = router.clone();
        Box::pin(async move {
            let Ok(response) = router.call(request.map(axum::body::Body::new)).await;
            response.map(|body| web::Body::stream(Told(body)))
        })
    }
}

/// An answer's body; what goes wrong in it is an input/output error to the listener.
struct Told(axum::body::Body);

impl http_body::Body for Told {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        std::pin::Pin::new(&mut self.0).poll_frame(cx).map_err(std::io::Error::other)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}
