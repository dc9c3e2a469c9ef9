//! The table of the portal's addresses: what there is, who may ask for it, who answers. The router is made from it, and so
//! are the tests that no client gets another's things or more than its contract covers.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::{Method, Request};
use wire::Scope;

use crate::failure::Failure;
use crate::portal::Portal;
use crate::{api, front, guard, page};

/// What whoever asks must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anybody: the sign-in page, style sheets.
    Nothing,
    /// Somebody with a seat, however the contract stands: notices.
    Seat,
    /// Somebody with a seat of a client whose contract runs.
    Running,
    /// A program with a token, however the contract stands: notices.
    Token,
    /// A program whose token has this scope, of a client whose contract runs.
    Scope(Scope),
}

/// A line of the table.
#[derive(Clone)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// `/wire/story/{id}`.
    pub pattern: &'static str,
    /// Who may.
    pub need: Need,
    handler: MethodRouter<Arc<Portal>>,
}

pub(crate) fn get<H, T>(pattern: &'static str, need: Need, handler: H) -> Route
where
    H: Handler<T, Arc<Portal>>,
    T: 'static,
{
    Route { method: Method::GET, pattern, need, handler: on(MethodFilter::GET, handler) }
}

pub(crate) fn post<H, T>(pattern: &'static str, need: Need, handler: H) -> Route
where
    H: Handler<T, Arc<Portal>>,
    T: 'static,
{
    Route { method: Method::POST, pattern, need, handler: on(MethodFilter::POST, handler) }
}

/// Bytes that a form may have.
const A_FORM: usize = 64 << 10;

/// The whole table.
pub fn routes() -> Vec<Route> {
    let mut all = vec![get("/wire/assets/{file}", Need::Nothing, front::show)];
    all.extend(page::routes());
    all.extend(api::routes());
    all
}

/// The table as a service.
pub fn router(portal: &Arc<Portal>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let guard = axum::middleware::from_fn_with_state((Arc::clone(portal), route.need), guard::guard);
        let limit = axum::extract::DefaultBodyLimit::max(A_FORM);
        router = router.route(route.pattern, route.handler.layer(limit).layer(guard));
    }
    let nothing = axum::middleware::from_fn_with_state((Arc::clone(portal), Need::Nothing), guard::guard);
    let missing =
        on(MethodFilter::GET, async || -> crate::failure::Answer { Err(Failure::Missing) }).layer(nothing);
    router.fallback_service(missing.with_state(Arc::clone(portal))).with_state(Arc::clone(portal))
}

/// Answers requests under `/wire` for the listener, which says from where they come.
pub fn service(
    portal: &Arc<Portal>,
) -> impl Fn(Request<web::Incoming>) -> newsroom::routes::Answering + Send + Sync + 'static {
    newsroom::routes::answering(router(portal))
}
