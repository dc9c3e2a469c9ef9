//! Requests for what is mounted under a prefix: handed on whole.

use crate::app::App;
use crate::body::Body;
use crate::refusal::Refusal;
use crate::routes::Peer;
use http::{Request, Response, header};
use hyper::body::Incoming;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Time until an answer's head is there. A photograph over Tor takes its minutes; nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(300);

impl App {
    /// Whether a request goes to what is mounted.
    pub(crate) fn is_mounted(&self, request: &Request<Incoming>) -> bool {
        self.routes.mounted(request.uri().path()).is_some()
    }

    /// Hands a request on, to be answered on the house's runtime. What it does not say in its headers, the policy says.
    /// `peer` is the connection's other end, which only those hear of who were mounted so.
    pub(crate) async fn hand_on(
        self: &Arc<App>,
        mut request: Request<Incoming>,
        peer: Option<IpAddr>,
    ) -> Response<Body> {
        if request.headers().get_all(header::HOST).iter().count() != 1 {
            return self.refused(Refusal::Malformed);
        }
        let Some(mount) = self.routes.mounted(request.uri().path()) else {
            return self.refused(Refusal::Missing);
        };
        if let Some(peer) = peer.filter(|_| mount.is_told) {
            request.extensions_mut().insert(Peer(peer));
        }
        let work = self.house.spawn((mount.service)(request));
        let stop = work.abort_handle();
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(response)) => self.with_policy(response),
            Ok(Err(_panic)) => {
                self.report("mounted", &"the handler panicked");
                self.refused(Refusal::Broken)
            }
            Err(_elapsed) => {
                stop.abort();
                self.refused(Refusal::Unavailable)
            }
        }
    }
}
