//! From the short way to the long one: hyper goes on with the bytes that were read.

use crate::body::Body;
use crate::fast::Shared;
use crate::head::MAX_HEADERS;
use crate::refusal::Refusal;
use crate::registry::{Phase, Place};
use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Serves what is left of a connection over hyper. The time a request's head may take is hyper's to watch here (it
/// counts the silence before it as well), all other times are the registry's, as on the short way.
pub(crate) async fn serve(stream: TcpStream, read: Bytes, shared: Arc<Shared>, place: Place) {
    let place = Arc::new(place);
    let peer = stream.peer_addr().ok().map(|peer| peer.ip());
    let service = hyper::service::service_fn(|request| answer(request, peer, shared.clone(), place.clone()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(shared.limits.header_timeout)
        .max_buf_size(shared.limits.header_bytes.max(8192))
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(Rewound { read, stream }), service);
    let mut connection = pin!(connection);
    let mut closing = pin!(place.registry().closing.notified());
    closing.as_mut().enable();
    if !place.registry().is_draining() {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = closing => {}
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// Answers one request. A panic ends here, with 500.
async fn answer(
    request: Request<Incoming>,
    peer: Option<IpAddr>,
    shared: Arc<Shared>,
    place: Arc<Place>,
) -> Result<Response<Watched>, Infallible> {
    place.now(Phase::Working);
    let work = async {
        if shared.app.is_mounted(&request) {
            return shared.app.hand_on(request, peer).await;
        }
        let (parts, body) = request.into_parts();
        if let Some(lead) = shared.app.form_of(&parts) {
            return shared.app.take_form(lead, parts, body, shared.limits.target_bytes, &place).await;
        }
        shared.app.respond(&parts, !body.is_end_stream(), shared.limits.target_bytes).await
    };
    let response = match caught(work).await {
        Some(response) => response,
        None => Response::builder()
            .status(shared.app.refusal(Refusal::Broken).status())
            .body(Body::empty())
            .unwrap_or_default(),
    };
    Ok(response.map(|body| Watched { body, place }))
}

/// The outcome of some work; none when it panicked.
pub(crate) async fn caught<F: Future>(work: F) -> Option<F::Output> {
    let mut work = pin!(work);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
        Ok(Poll::Ready(outcome)) => Poll::Ready(Some(outcome)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(_panic) => Poll::Ready(None),
    })
    .await
}

/// A body that tells the registry how its sending goes.
struct Watched {
    body: Body,
    place: Arc<Place>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.place.now(Phase::Writing);
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.place.now(Phase::Idle);
    }
}

/// A stream whose first bytes were read already.
struct Rewound {
    read: Bytes,
    stream: TcpStream,
}

impl AsyncRead for Rewound {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.read.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, into);
        }
        let count = self.read.len().min(into.remaining());
        into.put_slice(&self.read.split_to(count));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Rewound {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
